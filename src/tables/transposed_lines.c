#include "base/arena.h"
#include "tables/aligned_grid.h"
#include "tables/layout.h"

/*
 * A transposed table that spaces align: labels down the left edge, one column of values an item.
 * table := [ names of the items ] label-line { label-line | wrap-line } ; no blank lines between
 */

enum { LEAST_ITEMS = 2, LEAST_LABEL_LINES = 3 };

static bool is_label_line(const struct layout *layout, const struct aligned_line *line)
{
    return line->count > LEAST_ITEMS && layout_listed_heading(layout, line->pieces[0].text) >= 0 &&
           layout_listed_heading(layout, line->pieces[1].text) < 0 &&
           layout_listed_heading(layout, line->pieces[2].text) < 0;
}

/* The block behind the last line without a blank line before it. */
static size_t run_end(const struct document *document, size_t index)
{
    size_t end = index + 1;

    while (end < document->block_count && document->blocks[end].kind != BLOCK_TABLE &&
           !document->blocks[end].gap)
        end++;
    return end;
}

/* Columns begin where the pieces of the first label line do, or further left where those of another one as
 * full do. */
static size_t measure(const struct layout *layout, size_t index, size_t end, struct aligned_grid *grid)
{
    struct aligned_line line;
    size_t labels = 0;

    for (size_t i = index; i < end; i++) {
        aligned_line_split(&layout->document->blocks[i], &line);
        if (!is_label_line(layout, &line))
            continue;
        if (!labels++) {
            grid->count = line.count;
            for (size_t c = 0; c < line.count; c++)
                grid->starts[c] = line.pieces[c].from;
        }
        for (size_t c = 0; line.count == grid->count && c < line.count; c++)
            if (line.pieces[c].from < grid->starts[c])
                grid->starts[c] = line.pieces[c].from;
    }
    return labels;
}

static bool place_lines(struct layout *layout, size_t index, size_t end, const struct aligned_grid *grid,
                        struct table_growth *growth)
{
    struct span cells[ALIGNED_COLUMNS];
    struct aligned_line line;
    size_t filled;

    growth_begin(layout, growth, TABLE_ALIGNED, grid->count);
    for (size_t i = index; i < end; i++) {
        const struct block *block = &layout->document->blocks[i];

        aligned_line_split(block, &line);
        if (!aligned_grid_place(grid, &line, cells, &filled))
            return false;
        struct row *row = growth_add_row(layout, growth, block, ROW_BY_EVIDENCE);

        for (size_t c = 0; c < grid->count; c++)
            row->cells[c].text = cells[c];
    }
    return true;
}

/* A line over the first label that names the items ("Work 1    Work 2"): as many pieces as there are items.
 */
static bool names_items(const struct layout *layout, size_t index, size_t items)
{
    struct aligned_line line;

    aligned_line_split(&layout->document->blocks[index], &line);
    if (line.count != items)
        return false;
    for (size_t i = 0; i < line.count; i++)
        if (layout_listed_heading(layout, line.pieces[i].text) >= 0)
            return false;
    return true;
}

size_t transposed_lines_recover(struct layout *layout, size_t index)
{
    const struct document *document = layout->document;
    struct aligned_grid grid = { .count = 0 };
    struct aligned_line line;
    struct table_growth growth;
    size_t first = index;

    if (index < layout->no_cards_before)
        return index;
    aligned_line_split(&document->blocks[index], &line);
    if (line.count < LEAST_ITEMS)
        return index;
    if (!is_label_line(layout, &line)) {
        first = index + 1;
        if (first == document->block_count || document->blocks[first].kind == BLOCK_TABLE ||
            document->blocks[first].gap)
            return index;
        aligned_line_split(&document->blocks[first], &line);
        if (!is_label_line(layout, &line) || !names_items(layout, index, line.count - 1))
            return index;
    }
    size_t end = run_end(document, first);

    if (measure(layout, first, end, &grid) < LEAST_LABEL_LINES ||
        !place_lines(layout, first, end, &grid, &growth) || !label_cells_read(layout, growth.table)) {
        layout->no_cards_before = end;
        return index;
    }
    if (first > index)
        layout_add_furniture(layout, document->blocks[index].whole);
    return end;
}
