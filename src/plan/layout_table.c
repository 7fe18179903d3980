#include "base/arena.h"
#include "fields/column_match.h"
#include "plan/plan_build.h"

/*
 * Tables that somebody used to lay a page out: a letterhead over the plan, a frame with the plan's own table
 * in it. What stands in their cells stands in the document instead, in reading order.
 */

struct unwrapped {
    struct build *build;
    struct block *blocks;
    size_t count, capacity;
    bool has_data; /* a table of data has been met */
};

static bool is_header(struct build *build, const struct row *row)
{
    struct span *words = ARENA_ARRAY(build->arena, row->cell_count, struct span);
    struct column_set columns;

    for (size_t i = 0; i < row->cell_count; i++)
        words[i] = row->cells[i].text;
    return column_match_header(build->reader->columns, build->matcher, words, row->cell_count, build->arena,
                               &columns);
}

static bool has_header(struct build *build, const struct table *table)
{
    enum { SEARCHED_ROWS = 12 };

    for (size_t r = 0; r < table->row_count && r < SEARCHED_ROWS; r++)
        if (is_header(build, &table->rows[r]))
            return true;
    return false;
}

static bool holds_headed_table(struct build *build, const struct table *table)
{
    for (size_t r = 0; r < table->row_count; r++)
        for (size_t c = 0; c < table->rows[r].cell_count; c++) {
            const struct cell *cell = &table->rows[r].cells[c];

            for (size_t i = 0; cell->blocks && cell->row_span && i < cell->block_count; i++)
                if (cell->blocks[i].table && (has_header(build, cell->blocks[i].table) ||
                                              holds_headed_table(build, cell->blocks[i].table)))
                    return true;
        }
    return false;
}

/* A frame holds a table with a header and has none itself; a letterhead is a row before all data. */
static bool is_layout(const struct unwrapped *out, const struct table *table)
{
    if (table->origin != TABLE_WORD || has_header(out->build, table))
        return false;
    return (table->row_count == 1 && !out->has_data) || holds_headed_table(out->build, table);
}

static void add_block(struct unwrapped *out, const struct block *block)
{
    out->blocks = arena_grow(out->build->arena, out->blocks, out->count, &out->capacity, sizeof *out->blocks);
    out->blocks[out->count++] = *block;
    out->has_data = out->has_data || block->kind == BLOCK_TABLE;
}

static void unwrap(struct unwrapped *out, const struct block *blocks, size_t count);

static void unwrap_cell(struct unwrapped *out, const struct cell *cell)
{
    for (size_t i = 0; cell->row_span && i < cell->block_count; i++) {
        struct block block = cell_block(cell, i);

        block.line = block.line ? block.line : document_line(out->build->document, block.text.offset);
        unwrap(out, &block, 1);
    }
}

static void unwrap(struct unwrapped *out, const struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct table *table = blocks[i].kind == BLOCK_TABLE ? blocks[i].table : NULL;

        if (!table || !is_layout(out, table)) {
            add_block(out, &blocks[i]);
            continue;
        }
        for (size_t r = 0; r < table->row_count; r++)
            for (size_t c = 0; c < table->rows[r].cell_count; c++)
                unwrap_cell(out, &table->rows[r].cells[c]);
    }
}

void layout_tables_unwrap(struct build *build)
{
    struct document *document = build->document;
    struct unwrapped out = { .build = build };

    if (!document->places) /* not Word's: its tables have been found by what they hold */
        return;
    unwrap(&out, document->blocks, document->block_count);
    document->blocks = out.blocks;
    document->block_count = out.count;
}
