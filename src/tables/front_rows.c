#include "base/arena.h"
#include "base/status.h"
#include "tables/layout.h"

enum {
    FRONT_LINES = 30, /* of the document: titles stand among these */
    FRONT_ROWS = 12,
    ROW_CELLS = 128,
};

static const struct cell *only_cell(const struct row *row)
{
    const struct cell *only = NULL;

    for (size_t i = 0; i < row->cell_count; i++) {
        if (!row->cells[i].text.length)
            continue;
        if (only)
            return NULL;
        only = &row->cells[i];
    }
    return only;
}

static bool row_is_header(const struct layout *layout, const struct row *row)
{
    struct span words[ROW_CELLS] = { 0 };

    for (size_t i = 0; i < row->cell_count && i < ROW_CELLS; i++)
        words[i] = row->cells[i].text;
    return layout_is_header(layout, words, ROW_CELLS);
}

/* How many rows of one cell each stand over the header; 0 where there is no header behind them. */
static size_t count_front_rows(const struct layout *layout, const struct table *table)
{
    size_t count = 0;

    while (count < table->row_count && count < FRONT_ROWS && only_cell(&table->rows[count]))
        count++;
    return count && count < table->row_count && row_is_header(layout, &table->rows[count]) ? count : 0;
}

void front_rows_release(struct layout *layout, size_t index)
{
    struct block *block = &layout->document->blocks[index];
    struct table *table = block->table;
    size_t count;

    if (table->origin != TABLE_TABS || block->line > FRONT_LINES ||
        (count = count_front_rows(layout, table)) == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        struct span words = only_cell(&table->rows[i])->text;

        layout_add_block(layout, &(struct block){ .kind = BLOCK_PARAGRAPH,
                                                  .text = words,
                                                  .whole = words,
                                                  .line = table->rows[i].line,
                                                  .gap = table->rows[i].gap });
    }
    table->rows += count;
    table->row_count -= count;
    block->line = table->rows[0].line;
    block->gap = table->rows[0].gap;
}
