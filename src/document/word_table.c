#include "document/word_state.h"

#include <string.h>

#include "base/arena.h"

/* table := { row } ; row := { cell } ; cell := { paragraph | table }.  Cells get their true place in the
 * grid. */

/* What stands in a table outside of its cells stands between the rows before it and those behind it. */
void word_table_split(struct word_reader *reader)
{
    if (!reader->table || reader->table->in_cell || !reader->table->table->row_count)
        return;
    word_table_end(reader);
    word_table_begin(reader);
}

void word_table_begin(struct word_reader *reader)
{
    word_table_split(reader);
    struct word_table *table = reader->spare;

    if (table)
        reader->spare = table->outer;
    else
        table = ARENA_NEW(reader->arena, struct word_table);
    *table = (struct word_table){
        .outer = reader->table,
        .outer_list = reader->list,
        .blocks = { .items = table->blocks.items, .capacity = table->blocks.capacity },
        .cells = table->cells,
        .cell_capacity = table->cell_capacity,
        .merged = table->merged,
        .merged_capacity = table->merged_capacity,
    };
    if (table->merged_capacity)
        memset(table->merged, 0, table->merged_capacity * sizeof *table->merged);
    reader->parents = arena_grow(reader->arena, reader->parents, reader->table_count,
                                 &reader->parent_capacity, sizeof *reader->parents);
    reader->parents[reader->table_count] =
        word_in_cell(reader) ? word_place_now(reader) : (struct place){ 0 };
    table->table = ARENA_NEW(reader->arena, struct table);
    *table->table = (struct table){ .origin = TABLE_WORD, .number = ++reader->table_count };
    reader->table = table;
}

/* A frame round one cell, as letterheads have, is no table: what stands in it stands in the list around it.
 */
static bool is_frame(const struct table *table)
{
    return table->row_count == 1 && table->rows[0].cell_count == 1;
}

static void add_table(struct word_reader *reader, struct table *table)
{
    if (is_frame(table)) {
        const struct cell *cell = &table->rows[0].cells[0];

        for (size_t i = 0; i < cell->block_count; i++) {
            struct block *block = word_add_block(reader);

            *block = cell_block(cell, i);
            block->line = block->line ? block->line : table->rows[0].line;
        }
        return;
    }
    struct block *block = word_add_block(reader);

    block->kind = BLOCK_TABLE;
    block->table = table;
    block->line = table->rows[0].line;
}

void word_table_end(struct word_reader *reader)
{
    struct word_table *table = reader->table;

    if (!table)
        return;
    reader->table = table->outer;
    reader->list = table->outer_list;
    if (table->table->row_count)
        add_table(reader, table->table);
    table->outer = reader->spare;
    reader->spare = table;
}

void word_row_begin(struct word_reader *reader)
{
    struct word_table *table = reader->table;

    if (!table)
        return;
    table->in_row = true;
    table->drop_row = table->is_header = false;
    table->cell_count = table->grid = 0;
    table->row_line = reader->story->line_count + 1;
    table->page = table->last_page = reader->page;
}

void word_row_end(struct word_reader *reader)
{
    struct word_table *table = reader->table;
    struct table *made = table ? table->table : NULL;

    if (!table || !table->in_row)
        return;
    table->in_row = false;
    if (!table->outer)
        reader->page = table->last_page;
    if (table->drop_row || !table->cell_count)
        return;
    made->rows = arena_grow(reader->document->rows, made->rows, made->row_count, &table->row_capacity,
                            sizeof *made->rows);
    struct row *row = &made->rows[made->row_count++];

    *row = (struct row){
        .cells = ARENA_ARRAY(reader->document->cells, table->cell_count, struct cell),
        .cell_count = table->cell_count,
        .is_header = table->is_header,
        .line = table->row_line,
    };
    memcpy(row->cells, table->cells, table->cell_count * sizeof *table->cells);
}

void word_cell_begin(struct word_reader *reader)
{
    struct word_table *table = reader->table;

    if (!table || !table->in_row)
        return;
    table->in_cell = true;
    if (!table->outer)
        reader->page = table->page;
    table->drop_cell = table->drop_row;
    table->drop_content = table->drop_row;
    table->span = 1;
    table->vertical = table->horizontal = MERGE_NONE;
    table->colour = table->run_colour = table->paragraph_colour = COLOUR_NONE;
    table->has_runs = false;
    table->blocks.count = 0;
    table->blocks.gap = 0;
    table->cell_from = reader->story->text.length;
    reader->list = &table->blocks;
}

/* The cell above that this one goes on from, or NULL. Cells of a row that was dropped, or that is still open,
 * are none. */
static struct cell *cell_above(struct word_table *table)
{
    const struct merged_cell *merged =
        table->grid < table->merged_capacity ? &table->merged[table->grid] : NULL;

    if (!merged || !merged->is_open || merged->row >= table->table->row_count ||
        merged->cell >= table->table->rows[merged->row].cell_count)
        return NULL;
    return &table->table->rows[merged->row].cells[merged->cell];
}

/* A cell that goes on from one above or beside it shows nothing of its own. One with nothing above it is a
 * new cell. */
void word_cell_settle(struct word_reader *reader)
{
    struct word_table *table = reader->table;

    if (!table || !table->in_cell)
        return;
    if (table->vertical == MERGE_GOES_ON && !cell_above(table))
        table->vertical = MERGE_NONE;
    if (table->horizontal == MERGE_GOES_ON && !table->cell_count)
        table->horizontal = MERGE_NONE;
    table->drop_content =
        table->drop_cell || table->vertical == MERGE_GOES_ON || table->horizontal == MERGE_GOES_ON;
}

static void remember_merge(struct word_reader *reader, struct word_table *table, size_t columns)
{
    size_t needed = table->grid + columns;

    if (needed > table->merged_capacity) {
        size_t capacity = needed * 2;
        struct merged_cell *merged = ARENA_ARRAY(reader->arena, capacity, struct merged_cell);

        if (table->merged_capacity)
            memcpy(merged, table->merged, table->merged_capacity * sizeof *merged);
        table->merged = merged;
        table->merged_capacity = capacity;
    }
    for (size_t i = 0; i < columns; i++)
        table->merged[table->grid + i] =
            (struct merged_cell){ .row = table->table->row_count,
                                  .cell = table->cell_count,
                                  .is_open = table->vertical == MERGE_BEGINS && i == 0 };
}

static struct cell *add_cell(struct word_reader *reader, struct word_table *table)
{
    table->cells = arena_grow(reader->arena, table->cells, table->cell_count, &table->cell_capacity,
                              sizeof *table->cells);
    return &table->cells[table->cell_count++];
}

/* The words between the cell's first line and its last, nested tables and all. */
static struct span cell_words(const struct word_reader *reader, const struct word_table *table)
{
    size_t end = reader->story->text.length;

    if (end > table->cell_from)
        end--;
    return span_at("", end - table->cell_from, table->cell_from);
}

/* The cell's own, else that of its words, else, without words, of its paragraph. */
static uint32_t cell_colour(const struct word_table *table)
{
    if (table->colour != COLOUR_NONE)
        return table->colour;
    return table->has_runs ? table->run_colour : table->paragraph_colour;
}

/* One plain paragraph says no more than the cell's words: cell_block() makes it of them. */
static bool is_plain(const struct block_list *list, struct span words)
{
    const struct block *block = list->items;

    return list->count == 1 && block->kind == BLOCK_PARAGRAPH && !block->label.text && !block->bold &&
           !block->gap && !block->page_break_before && block->text.offset == words.offset &&
           block->text.length == words.length;
}

/* The list is used again for the next cell. */
static struct block *keep_blocks(struct word_reader *reader, const struct block_list *list, struct span words)
{
    if (!list->count || is_plain(list, words))
        return NULL;
    struct block *blocks = ARENA_ARRAY(reader->document->cells, list->count, struct block);

    memcpy(blocks, list->items, list->count * sizeof *blocks);
    return blocks;
}

static void place_cell(struct word_reader *reader, struct word_table *table)
{
    size_t columns = (size_t)(table->span < 1 ? 1 : table->span);

    if (table->grid + columns > WORD_COLUMN_LIMIT) {
        word_over_limit(reader, "a table is wider than 1,024 columns");
        return;
    }
    if (table->horizontal == MERGE_GOES_ON) {
        table->cells[table->cell_count - 1].column_span += (unsigned)columns;
    } else if (table->vertical == MERGE_GOES_ON) {
        struct cell *above = cell_above(table);
        struct cell *cell = add_cell(reader, table);

        above->row_span++;
        *cell = *above;
        cell->row_span = 0;
    } else {
        remember_merge(reader, table, columns);
        struct cell *cell = add_cell(reader, table);
        struct span words = cell_words(reader, table);

        *cell = (struct cell){
            .blocks = keep_blocks(reader, &table->blocks, words),
            .block_count = table->blocks.count,
            .text = words,
            .column = table->grid,
            .column_span = (unsigned)columns,
            .row_span = 1,
            .colour = cell_colour(table),
        };
    }
    table->grid += columns;
}

/* A cell that says something by its colour alone has a line of its own, so that what was read from it has a
 * place. */
static void write_colour(struct word_reader *reader, const struct word_table *table)
{
    if (!table->drop_content && !table->blocks.count && cell_colour(table) != COLOUR_NONE)
        word_write_line(reader, (struct span){ 0 }, (struct span){ 0 });
}

void word_cell_end(struct word_reader *reader)
{
    struct word_table *table = reader->table;

    if (!table || !table->in_cell)
        return;
    word_paragraph_flush(reader);
    write_colour(reader, table);
    table->in_cell = false;
    if (reader->page > table->last_page)
        table->last_page = reader->page;
    if (!table->drop_cell)
        place_cell(reader, table);
    reader->list = table->outer_list;
}

static void start_tbl(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_table_begin(reader);
}

static void start_tr(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_row_begin(reader);
}

static void start_tc(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_cell_begin(reader);
}

static void start_grid_before(struct word_reader *reader, const struct word_attributes *attributes)
{
    long columns = word_attribute_number(attributes, WORD_VAL, 0);

    if (reader->table && columns > 0 && columns < WORD_COLUMN_LIMIT)
        reader->table->grid = (size_t)columns;
}

static void start_grid_span(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->table)
        reader->table->span = word_attribute_number(attributes, WORD_VAL, 1);
}

static enum cell_merge merge_of(const struct word_attributes *attributes)
{
    return span_equals(word_attribute(attributes, WORD_VAL), "restart") ? MERGE_BEGINS : MERGE_GOES_ON;
}

static void start_v_merge(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->table)
        reader->table->vertical = merge_of(attributes);
}

static void start_h_merge(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->table)
        reader->table->horizontal = merge_of(attributes);
}

static void start_tbl_header(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->table)
        reader->table->is_header = word_attribute_on(attributes);
}

const struct word_handler word_table_handlers[] = {
    { WORD_TBL, start_tbl, word_table_end },   { WORD_TR, start_tr, word_row_end },
    { WORD_TC, start_tc, word_cell_end },      { WORD_GRID_BEFORE, start_grid_before, NULL },
    { WORD_GRID_SPAN, start_grid_span, NULL }, { WORD_V_MERGE, start_v_merge, NULL },
    { WORD_H_MERGE, start_h_merge, NULL },     { WORD_TBL_HEADER, start_tbl_header, NULL },
    { WORD_TC_PR, NULL, word_cell_settle },    { WORD_OTHER, NULL, NULL },
};
