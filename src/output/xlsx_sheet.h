#ifndef OUTPUT_XLSX_SHEET_H
#define OUTPUT_XLSX_SHEET_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/calendar_date.h"
#include "base/span.h"
#include "output/libxlsxwriter.h"

struct plan;

/** A workbook while it is written, with the formats that its sheets share. */
struct xlsx_book {
    lxw_workbook *workbook;
    lxw_format *title;
    lxw_format *head;
    lxw_format *text; /* wrapped, at the top of its cell */
    lxw_format *number;
    lxw_format *day;
    lxw_format *share;
    struct buffer scratch;
};

/** One column of a sheet that lists things. */
struct xlsx_column {
    const char *title;
    double width; /* in characters */
};

/** A sheet and the row that is written next. */
struct xlsx_sheet {
    struct xlsx_book *book;
    lxw_worksheet *worksheet;
    lxw_row_t row;
    lxw_col_t column;
    const struct xlsx_column *columns;
    lxw_col_t column_count;
    unsigned lines; /* of text that the row's fullest cell needs so far */
};

/** Makes the formats. Ownership: the workbook has them; free scratch. */
void xlsx_book_begin(struct xlsx_book *book, lxw_workbook *workbook);

/**
 * A sheet with a frozen head that is repeated on each page, columns as wide as given, landscape, one page
 * wide. The next row is the first of data.
 */
struct xlsx_sheet xlsx_sheet_begin(struct xlsx_book *book, const char *name,
                                   const struct xlsx_column *columns, size_t count);
/** Filters over all that was written. */
void xlsx_sheet_end(struct xlsx_sheet *sheet);

/**
 * The next cell of the row, left empty where there is nothing to say. Words are never taken for a formula.
 * What is longer than a cell may be (32,767 characters) ends in "[...]".
 */
void xlsx_put_span(struct xlsx_sheet *sheet, struct span words);
void xlsx_put_string(struct xlsx_sheet *sheet, const char *words);
/** The book's scratch buffer as words, which is then empty. */
void xlsx_put_scratch(struct xlsx_sheet *sheet);
void xlsx_put_number(struct xlsx_sheet *sheet, double value);
/** Of 0 to 1, as a percentage. */
void xlsx_put_share(struct xlsx_sheet *sheet, double value);
/** A count from 1; 0 is "not known" and leaves the cell empty. */
void xlsx_put_count(struct xlsx_sheet *sheet, size_t value);
/** A true date of the sheet. */
void xlsx_put_day(struct xlsx_sheet *sheet, calendar_day day);
/** A formula with the value that it has (a reader that does not compute shows it). value: its text, or NULL:
 * number. */
void xlsx_put_formula(struct xlsx_sheet *sheet, const char *formula, const char *text, double number);
/** What the plan is called: its title, else its file. */
void xlsx_put_plan_name(struct xlsx_sheet *sheet, const struct plan *plan);
/** Where something stands: the file and, where it is known (not 0), the line. */
void xlsx_put_source(struct xlsx_sheet *sheet, const struct plan *plan, size_t line);
/** The library's structs want char *, and only read it. */
char *xlsx_loan(const char *text);
void xlsx_skip(struct xlsx_sheet *sheet);
/** Makes the row as high as its fullest cell needs: not every reader does that by itself. */
void xlsx_end_row(struct xlsx_sheet *sheet);
#endif
