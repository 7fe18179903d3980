#include "tables/item_table.h"

#include <string.h>

#include "base/arena.h"
#include "tables/layout.h"

void items_begin_item(struct item_table *items)
{
    for (size_t i = 0; i < items->column_count; i++)
        items->columns[i].in_item = false;
    items->item_count++;
}

bool items_begins_next(const struct item_table *items, struct span words, int meaning)
{
    bool is_main = layout_is_main(items->layout, meaning);

    for (size_t i = 0; i < items->column_count; i++) {
        const struct item_column *column = &items->columns[i];

        if (column->in_item &&
            (span_same_ignoring_case(column->used, words) || (is_main && column->meaning == meaning)))
            return true;
    }
    return false;
}

/* The column that has these words, or else a free one of their meaning. */
static size_t find_column(const struct item_table *items, struct span words, int meaning)
{
    size_t found = SIZE_MAX;

    for (size_t i = 0; i < items->column_count; i++) {
        const struct item_column *column = &items->columns[i];

        if (column->in_item || column->meaning != meaning)
            continue;
        if (span_same_ignoring_case(column->words, words))
            return i;
        if (found == SIZE_MAX)
            found = i;
    }
    return found;
}

void items_add_furniture(struct item_table *items, struct span words)
{
    items->labels = arena_grow(items->layout->arena, items->labels, items->label_count,
                               &items->label_capacity, sizeof *items->labels);
    items->labels[items->label_count++] = words;
}

size_t items_add_label(struct item_table *items, struct span words, int meaning)
{
    if (!items->item_count || items_begins_next(items, words, meaning))
        items_begin_item(items);
    size_t column = find_column(items, words, meaning);

    if (column == SIZE_MAX) {
        if (items->column_count == ITEM_COLUMNS)
            return SIZE_MAX;
        column = items->column_count++;
        items->columns[column] = (struct item_column){ .words = words, .meaning = meaning };
    } else {
        items_add_furniture(items, words);
    }
    items->columns[column].in_item = true;
    items->columns[column].used = words;
    return column;
}

void items_add_piece(struct item_table *items, size_t column, struct span text, size_t line)
{
    if (!text.length || column == SIZE_MAX)
        return;
    items->pieces = arena_grow(items->layout->arena, items->pieces, items->piece_count,
                               &items->piece_capacity, sizeof *items->pieces);
    items->pieces[items->piece_count++] =
        (struct item_piece){ .item = items->item_count, .column = column, .text = text, .line = line };
}

bool items_have(const struct item_table *items, const char *meaning)
{
    for (size_t i = 0; i < items->column_count; i++)
        if (strcmp(layout_heading_name(items->layout, items->columns[i].meaning), meaning) == 0)
            return true;
    return false;
}

bool items_have_main(const struct item_table *items)
{
    for (size_t i = 0; i < items->column_count; i++)
        if (layout_is_main(items->layout, items->columns[i].meaning))
            return true;
    return false;
}

/* The pieces [from, to) of one item: the first of each column in its first row, the second in its second, ...
 */
static void emit_item(struct item_table *items, struct table_growth *growth, size_t from, size_t to)
{
    size_t depths[ITEM_COLUMNS] = { 0 };
    size_t first = growth->table->row_count;

    for (size_t i = from; i < to; i++) {
        const struct item_piece *piece = &items->pieces[i];
        size_t row = first + depths[piece->column]++;

        if (row == growth->table->row_count)
            growth_add_row(items->layout, growth, &(struct block){ .line = piece->line },
                           row == first ? ROW_BEGINS : ROW_GOES_ON);
        growth->table->rows[row].cells[piece->column].text = piece->text;
    }
}

void items_emit(struct item_table *items)
{
    struct table_growth growth;
    size_t from = 0;

    if (!items->piece_count)
        return;
    growth_begin(items->layout, &growth, TABLE_LABELS, items->column_count);
    struct row *header =
        growth_add_row(items->layout, &growth, &(struct block){ .line = items->pieces[0].line }, ROW_BEGINS);

    for (size_t i = 0; i < items->column_count; i++)
        header->cells[i].text = items->columns[i].words;
    for (size_t i = 1; i <= items->piece_count; i++) {
        if (i < items->piece_count && items->pieces[i].item == items->pieces[from].item)
            continue;
        emit_item(items, &growth, from, i);
        from = i;
    }
    for (size_t i = 0; i < items->label_count; i++)
        layout_add_furniture(items->layout, items->labels[i]);
    growth_finish(items->layout, &growth);
}
