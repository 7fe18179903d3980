#include "document/word_state.h"

#include "base/arena.h"
#include "document/sheet_read.h"

/* An embedded worksheet becomes a table of the document: its cells by their columns, those that are merged
 * with their spans. */

/* Cells of rows above that reach into this row, by column. */
struct reach {
    size_t rows;
    size_t columns;
};

static void add_cell(struct word_reader *reader, const struct sheet_cell *cell, size_t columns)
{
    struct word_table *table = reader->table;

    word_cell_begin(reader);
    table->span = (long)columns;
    if (cell) {
        table->colour = cell->colour;
        table->vertical = cell->row_span > 1 ? MERGE_BEGINS : MERGE_NONE;
    }
    word_cell_settle(reader);
    if (cell && cell->text.length) {
        word_paragraph_begin(reader);
        word_add_text(reader, cell->text.text, cell->text.length);
        word_paragraph_end(reader);
    }
    word_cell_end(reader);
}

static void go_on_from_above(struct word_reader *reader, const struct reach *reach)
{
    word_cell_begin(reader);
    reader->table->vertical = MERGE_GOES_ON;
    reader->table->span = (long)reach->columns;
    word_cell_settle(reader);
    word_cell_end(reader);
}

/* Fills the row up to a column: with what reaches in from above, else with empty cells. */
static void fill_to(struct word_reader *reader, struct reach *reaches, size_t column)
{
    struct word_table *table = reader->table;

    while (table->grid < column && !reader->is_over_limit) {
        struct reach *reach = &reaches[table->grid];

        if (reach->rows) {
            reach->rows--;
            go_on_from_above(reader, reach);
        } else {
            add_cell(reader, NULL, 1);
        }
    }
}

static size_t sheet_width(const struct sheet *sheet)
{
    size_t width = 0;

    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->cells[i].column + sheet->cells[i].column_span > width)
            width = sheet->cells[i].column + sheet->cells[i].column_span;
    return width;
}

static void add_row(struct word_reader *reader, const struct sheet_cell *cells, size_t count,
                    struct reach *reaches, size_t width)
{
    word_row_begin(reader);
    for (size_t i = 0; i < count; i++) {
        fill_to(reader, reaches, cells[i].column);
        if (reader->table->grid != cells[i].column) /* something from above lies over it */
            continue;
        if (cells[i].row_span > 1)
            reaches[cells[i].column] = (struct reach){ cells[i].row_span - 1, cells[i].column_span };
        add_cell(reader, &cells[i], cells[i].column_span);
    }
    fill_to(reader, reaches, width);
    word_row_end(reader);
}

bool word_sheet_read(struct word_reader *reader, struct span bytes)
{
    struct sheet sheet;

    if (sheet_read(bytes, reader->arena, &sheet) != STATUS_OK)
        return false;
    size_t width = sheet_width(&sheet);
    struct reach *reaches = ARENA_ARRAY(reader->arena, width + 1, struct reach);

    word_table_begin(reader);
    for (size_t from = 0, end; from < sheet.count; from = end) {
        for (end = from + 1; end < sheet.count && sheet.cells[end].row == sheet.cells[from].row;)
            end++;
        add_row(reader, sheet.cells + from, end - from, reaches, width);
    }
    word_table_end(reader);
    reader->unread[UNREAD_SHEET] += sheet.other_sheets;
    return true;
}
