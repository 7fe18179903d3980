#include <string.h>

#include "tables/item_table.h"
#include "tables/layout.h"

enum {
    CARD_CELLS = 64,
    LEAST_LABELS = 3,
};

/* The filled cells of a row, in order. */
struct filled_row {
    struct span cells[CARD_CELLS];
    size_t count;
    bool is_indented; /* the first cell of the row is empty */
};

static void read_filled(const struct row *row, struct filled_row *filled)
{
    filled->count = 0;
    filled->is_indented = row->cell_count && !row->cells[0].text.length;
    for (size_t i = 0; i < row->cell_count && filled->count < CARD_CELLS; i++)
        if (row->cells[i].text.length && row->cells[i].row_span) /* not one that goes on from above */
            filled->cells[filled->count++] = row->cells[i].text;
}

/* What a cell that stands on the left labels: a heading, a stage of the rating beside it, or "Action 3".
 * code: of what it is about, or no text. */
static int label_of(const struct layout *layout, const struct filled_row *row, size_t index,
                    struct span *label, struct span *code)
{
    struct span cell = row->cells[index];
    const char *stage = index + 1 < row->count ? stage_label_find(layout, cell) : NULL;
    int meaning = stage && stage_label_is_rating(layout, row->cells[index + 1])
                      ? stage_label_name(layout, stage, "score", label)
                      : -1;

    *code = (struct span){ 0 };
    if (meaning >= 0)
        return meaning;
    *label = cell;
    meaning = layout_listed_heading(layout, cell);
    return meaning >= 0 ? meaning : layout_coded_label(layout, cell, label, code);
}

static bool begins_with_label(const struct layout *layout, const struct filled_row *row)
{
    struct span label, code;

    return row->count && !row->is_indented &&
           (row->count <= 2 || layout_listed_heading(layout, row->cells[1]) < 0) &&
           label_of(layout, row, 0, &label, &code) >= 0;
}

/* What a table's rows look like: labels on the left, and how many values beside each. */
struct label_count {
    size_t labels, others, across;
    size_t widest;     /* values beside the first label */
    size_t same_width; /* rows of as many */
    bool recurs;       /* the first label comes again */
};

/* More rows have none, where a label might stand, than a quarter of those that have one. */
static bool are_too_few(const struct label_count *count, size_t rows_left)
{
    return count->others * 4 > count->labels + rows_left;
}

/* false: too few rows have a label, whatever comes; the counting stops there. */
static bool count_labels(const struct layout *layout, const struct table *table, struct label_count *count)
{
    struct filled_row row;
    struct span first = { 0 };

    *count = (struct label_count){ 0 };
    for (size_t i = 0; i < table->row_count && !are_too_few(count, table->row_count - i); i++) {
        read_filled(&table->rows[i], &row);
        if (!begins_with_label(layout, &row)) {
            count->others += row.count && !row.is_indented;
            continue;
        }
        if (!count->labels++) {
            first = row.cells[0];
            count->widest = row.count - 1;
        } else {
            count->recurs = count->recurs || span_same_ignoring_case(first, row.cells[0]);
        }
        count->same_width += row.count - 1 == count->widest;
        for (size_t k = 2; k < row.count; k++)
            count->across += layout_listed_heading(layout, row.cells[k]) >= 0;
    }
    return count->labels >= LEAST_LABELS && !are_too_few(count, 0);
}

/* transposed := row of label, then the value of each item */
static bool is_transposed(const struct label_count *count)
{
    return !count->recurs && !count->across && count->widest >= 2 &&
           count->same_width * 3 >= count->labels * 2;
}

/* The values of one item, from the top down; what stands beside no label goes on from the row above. */
static void read_transposed_item(struct item_table *items, const struct table *table, size_t column)
{
    size_t to = SIZE_MAX;

    for (size_t i = 0; i < table->row_count; i++) {
        const struct row *row = &table->rows[i];
        struct span label = row->cells[0].text;

        if (column >= row->cell_count)
            continue;
        if (label.length) {
            int meaning = layout_listed_heading(items->layout, label);

            if (meaning < 0 && !i) { /* what the items are called: "Estate" */
                label = layout_stand_in(items->layout, "section");
                meaning = layout_listed_heading(items->layout, label);
            }
            to = meaning >= 0 && row->cells[column].text.length ? items_add_label(items, label, meaning)
                                                                : SIZE_MAX;
        }
        items_add_piece(items, to, row->cells[column].text, row->line);
    }
}

static void read_transposed(struct item_table *items, const struct table *table)
{
    for (size_t column = 1; column < table->rows[0].cell_count; column++)
        read_transposed_item(items, table, column);
}

static void add_code(struct item_table *items, struct span code, size_t line)
{
    struct span words = layout_stand_in(items->layout, "ref");

    if (code.length)
        items_add_piece(items, items_add_label(items, words, layout_listed_heading(items->layout, words)),
                        code, line);
}

/* card-row := { label value { value } } | empty value : what goes on from the row above */
static void read_card_row(struct item_table *items, const struct filled_row *row, size_t line, size_t *column)
{
    for (size_t i = 0; i < row->count; i++) {
        struct span label, code;
        bool may_be = i + 1 < row->count ? i > 0 || !row->is_indented : !i && !row->is_indented;
        int meaning = may_be ? label_of(items->layout, row, i, &label, &code) : -1;

        if (meaning < 0) {
            items_add_piece(items, *column, row->cells[i], line);
            continue;
        }
        *column = items_add_label(items, label, meaning);
        if (label.offset == SPAN_NOWHERE)
            items_add_furniture(items, row->cells[i]);
        add_code(items, code, line);
    }
}

static void read_card(struct item_table *items, const struct table *table)
{
    size_t column = SIZE_MAX;
    struct filled_row row;

    for (size_t i = 0; i < table->row_count; i++) {
        read_filled(&table->rows[i], &row);
        if (row.is_indented || begins_with_label(items->layout, &row))
            read_card_row(items, &row, table->rows[i].line, &column);
    }
}

static bool says_enough(const struct item_table *items)
{
    return items_have_main(items) && items->column_count >= LEAST_LABELS &&
           (items_have(items, "owner") || items_have(items, "due") || items_have(items, "review") ||
            items_have(items, "likelihood") || items_have(items, "mitigation"));
}

bool label_cells_read(struct layout *layout, const struct table *table)
{
    struct label_count count;
    struct filled_row row;

    if (!table->row_count)
        return false;
    read_filled(&table->rows[0], &row);
    bool begins = begins_with_label(layout, &row);

    if (!begins && (row.count < 3 || row.is_indented || table->row_count <= LEAST_LABELS))
        return false;
    if (!count_labels(layout, table, &count) ||
        (!begins && !(is_transposed(&count) && row.count == count.widest + 1)))
        return false;
    struct item_table items = { .layout = layout };

    if (is_transposed(&count))
        read_transposed(&items, table);
    else
        read_card(&items, table);
    if (!says_enough(&items))
        return false;
    items_emit(&items);
    return true;
}

size_t label_cells_recover(struct layout *layout, size_t index)
{
    const struct table *table = layout->document->blocks[index].table;

    bool has_cells = table->origin == TABLE_TABS || table->origin == TABLE_WORD;

    return has_cells && label_cells_read(layout, table) ? index + 1 : index;
}
