#include "output/xlsx_sheet.h"

#include <string.h>

#include "plan/plan.h"

enum {
    CELL_CHARACTERS = 32767,
    SECONDS_PER_DAY = 86400,
    LINE_POINTS = 15,
    ROW_LINES = 27, /* a row is at most 409 points high */
    PAPER_A3 = 8,
};

static lxw_format *add_format(lxw_workbook *workbook, uint8_t horizontal)
{
    lxw_format *format = libxlsxwriter.workbook_add_format(workbook);

    libxlsxwriter.format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (horizontal != LXW_ALIGN_NONE)
        libxlsxwriter.format_set_align(format, horizontal);
    return format;
}

void xlsx_book_begin(struct xlsx_book *book, lxw_workbook *workbook)
{
    *book = (struct xlsx_book){ .workbook = workbook };
    book->title = add_format(workbook, LXW_ALIGN_NONE);
    libxlsxwriter.format_set_bold(book->title);
    libxlsxwriter.format_set_font_size(book->title, 14);
    book->head = add_format(workbook, LXW_ALIGN_NONE);
    libxlsxwriter.format_set_bold(book->head);
    libxlsxwriter.format_set_text_wrap(book->head);
    libxlsxwriter.format_set_bg_color(book->head, 0xDDE5E8);
    libxlsxwriter.format_set_bottom(book->head, LXW_BORDER_THIN);
    book->text = add_format(workbook, LXW_ALIGN_NONE);
    libxlsxwriter.format_set_text_wrap(book->text);
    book->number = add_format(workbook, LXW_ALIGN_RIGHT);
    book->day = add_format(workbook, LXW_ALIGN_LEFT);
    libxlsxwriter.format_set_num_format(book->day, "dd mmm yyyy");
    book->share = add_format(workbook, LXW_ALIGN_RIGHT);
    libxlsxwriter.format_set_num_format(book->share, "0%");
}

struct xlsx_sheet xlsx_sheet_begin(struct xlsx_book *book, const char *name,
                                   const struct xlsx_column *columns, size_t count)
{
    struct xlsx_sheet sheet = {
        .book = book, .row = 1, .columns = columns, .column_count = (lxw_col_t)count
    };

    sheet.worksheet = libxlsxwriter.workbook_add_worksheet(book->workbook, name);
    for (lxw_col_t i = 0; i < sheet.column_count; i++) {
        libxlsxwriter.worksheet_set_column(sheet.worksheet, i, i, columns[i].width, NULL);
        libxlsxwriter.worksheet_write_string(sheet.worksheet, 0, i, columns[i].title, book->head);
    }
    libxlsxwriter.worksheet_freeze_panes(sheet.worksheet, 1, 1);
    libxlsxwriter.worksheet_set_landscape(sheet.worksheet);
    libxlsxwriter.worksheet_set_paper(sheet.worksheet, PAPER_A3);
    libxlsxwriter.worksheet_fit_to_pages(sheet.worksheet, 1, 0);
    libxlsxwriter.worksheet_repeat_rows(sheet.worksheet, 0, 0);
    libxlsxwriter.worksheet_set_footer(sheet.worksheet, "&L&A&RPage &P of &N");
    return sheet;
}

void xlsx_sheet_end(struct xlsx_sheet *sheet)
{
    if (sheet->row > 1)
        libxlsxwriter.worksheet_autofilter(sheet->worksheet, 0, 0, sheet->row - 1,
                                           (lxw_col_t)(sheet->column_count - 1));
}

/* The bytes of at most CELL_CHARACTERS units of UTF-16, which is how Excel counts. */
static size_t cell_length(struct span words)
{
    size_t units = 0;

    for (size_t at = 0; at < words.length; at++) {
        unsigned char byte = (unsigned char)words.text[at];

        if ((byte & 0xC0) == 0x80)
            continue;
        units += byte >= 0xF0 ? 2 : 1;
        if (units > CELL_CHARACTERS - strlen("[...]"))
            return at;
    }
    return words.length;
}

/* Lines that words take in a column: a rule of thumb, since nobody knows the reader's font. */
static unsigned lines_of(struct span words, double width)
{
    size_t lines = 0;
    size_t from = 0;

    for (size_t at = 0; at <= words.length; at++) {
        if (at < words.length && words.text[at] != '\n')
            continue;
        lines += 1 + (size_t)((double)(at - from) / (width * 1.05));
        from = at + 1;
    }
    return lines < ROW_LINES ? (unsigned)lines : ROW_LINES;
}

void xlsx_put_span(struct xlsx_sheet *sheet, struct span words)
{
    struct buffer text = { 0 };
    size_t length = cell_length(words);

    if (words.length && sheet->column < sheet->column_count) {
        unsigned lines = lines_of(words, sheet->columns[sheet->column].width);

        sheet->lines = lines > sheet->lines ? lines : sheet->lines;
        buffer_add(&text, words.text, length);
        if (length < words.length)
            buffer_add_string(&text, "[...]");
        libxlsxwriter.worksheet_write_string(sheet->worksheet, sheet->row, sheet->column,
                                             buffer_string(&text), sheet->book->text);
        buffer_free(&text);
    }
    sheet->column++;
}

void xlsx_put_string(struct xlsx_sheet *sheet, const char *words)
{
    xlsx_put_span(sheet, words ? span_of(words) : (struct span){ 0 });
}

void xlsx_put_scratch(struct xlsx_sheet *sheet)
{
    struct buffer *scratch = &sheet->book->scratch;

    xlsx_put_span(sheet, span_over(scratch->bytes, scratch->length));
    scratch->length = 0;
}

void xlsx_put_number(struct xlsx_sheet *sheet, double value)
{
    libxlsxwriter.worksheet_write_number(sheet->worksheet, sheet->row, sheet->column++, value,
                                         sheet->book->number);
}

void xlsx_put_share(struct xlsx_sheet *sheet, double value)
{
    libxlsxwriter.worksheet_write_number(sheet->worksheet, sheet->row, sheet->column++, value,
                                         sheet->book->share);
}

void xlsx_put_count(struct xlsx_sheet *sheet, size_t value)
{
    if (value)
        xlsx_put_number(sheet, (double)value);
    else
        xlsx_skip(sheet);
}

void xlsx_put_day(struct xlsx_sheet *sheet, calendar_day day)
{
    if (day != CALENDAR_NONE)
        libxlsxwriter.worksheet_write_unixtime(sheet->worksheet, sheet->row, sheet->column,
                                               (int64_t)day * SECONDS_PER_DAY, sheet->book->day);
    sheet->column++;
}

void xlsx_put_formula(struct xlsx_sheet *sheet, const char *formula, const char *text, double number)
{
    if (text)
        libxlsxwriter.worksheet_write_formula_str(sheet->worksheet, sheet->row, sheet->column++, formula,
                                                  sheet->book->text, text);
    else
        libxlsxwriter.worksheet_write_formula_num(sheet->worksheet, sheet->row, sheet->column++, formula,
                                                  sheet->book->number, number);
}

void xlsx_put_plan_name(struct xlsx_sheet *sheet, const struct plan *plan)
{
    xlsx_put_span(sheet, plan->title.text.length ? plan->title.text : plan->document);
}

void xlsx_put_source(struct xlsx_sheet *sheet, const struct plan *plan, size_t line)
{
    struct buffer *scratch = &sheet->book->scratch;

    buffer_add_span(scratch, plan->document);
    if (line)
        buffer_add_format(scratch, ", line %zu", line);
    xlsx_put_scratch(sheet);
}

char *xlsx_loan(const char *text)
{
    return (char *)(uintptr_t)text;
}

void xlsx_skip(struct xlsx_sheet *sheet)
{
    sheet->column++;
}

void xlsx_end_row(struct xlsx_sheet *sheet)
{
    if (sheet->lines > 1)
        libxlsxwriter.worksheet_set_row(sheet->worksheet, sheet->row, LINE_POINTS * sheet->lines, NULL);
    sheet->row++;
    sheet->column = 0;
    sheet->lines = 0;
}
