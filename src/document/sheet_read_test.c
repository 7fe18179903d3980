/* The XML is laid out by hand. */
/* clang-format off */
#include "document/sheet_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "characters/zip_make_test.h"
#include "document/document.h"
#include "document/sheet_format.h"

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

static const char *const strings =
    "<sst " MAIN "><si><t>Task</t></si><si><r><t>Clear </t></r><r><t>files</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si></sst>";
static const char *const styles =
    "<styleSheet " MAIN "><numFmts><numFmt numFmtId=\"164\" formatCode=\"mmm\\-yy\"/></numFmts>"
    "<fills><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF00B050\"/><bgColor indexed=\"64\"/></patternFill></fill>"
    "<fill><patternFill patternType=\"solid\"><fgColor theme=\"4\" tint=\"0.5\"/></patternFill></fill></fills>"
    "<cellStyleXfs><xf fillId=\"2\"/></cellStyleXfs>"
    "<cellXfs><xf/><xf fillId=\"2\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/><xf fillId=\"3\"/></cellXfs></styleSheet>";

static size_t add_part(struct part *parts, size_t count, const char *name, const char *bytes)
{
    parts[count] = (struct part){ name, bytes, strlen(bytes) };
    return count + 1;
}

/* A workbook of two sheets, the second hidden. */
static struct span make_workbook(const char *sheet, const char *other)
{
    static const char rels[] = "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"a\" Type=\"" REL "/officeDocument\" Target=\"xl/book.xml\"/></Relationships>";
    static const char book[] =
        "<workbook " MAIN " xmlns:r=\"" REL "\"><workbookPr/><bookViews><workbookView activeTab=\"0\"/></bookViews>"
        "<sheets><sheet name=\"Plan\" r:id=\"s1\"/><sheet name=\"Old\" state=\"hidden\" r:id=\"s2\"/></sheets></workbook>";
    static const char book_rels[] =
        "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"s1\" Type=\"" REL "/worksheet\" Target=\"one.xml\"/>"
        "<Relationship Id=\"s2\" Type=\"" REL "/worksheet\" Target=\"two.xml\"/><Relationship Id=\"t\" Type=\"" REL "/sharedStrings\" Target=\"strings.xml\"/>"
        "<Relationship Id=\"u\" Type=\"" REL "/styles\" Target=\"styles.xml\"/></Relationships>";
    struct part parts[7];
    size_t count = 0;

    count = add_part(parts, count, "_rels/.rels", rels);
    count = add_part(parts, count, "xl/book.xml", book);
    count = add_part(parts, count, "xl/_rels/book.xml.rels", book_rels);
    count = add_part(parts, count, "xl/strings.xml", strings);
    count = add_part(parts, count, "xl/styles.xml", styles);
    count = add_part(parts, count, "xl/one.xml", sheet);
    count = add_part(parts, count, "xl/two.xml", other);
    return make_zip(parts, count);
}

static void outline(const struct sheet *sheet, struct buffer *out)
{
    for (size_t i = 0; i < sheet->count; i++) {
        const struct sheet_cell *cell = &sheet->cells[i];

        buffer_add_format(out, "%zu,%zu", cell->row, cell->column);
        if (cell->row_span > 1 || cell->column_span > 1)
            buffer_add_format(out, "+%zux%zu", cell->row_span, cell->column_span);
        buffer_add_format(out, ":%.*s", (int)cell->text.length, cell->text.text ? cell->text.text : "");
        if (cell->colour != COLOUR_NONE)
            buffer_add_format(out, "#%06X", cell->colour);
        buffer_add_byte(out, ' ');
    }
}

static void sheet_is(const char *rows, const char *more, const char *other, const char *wanted, size_t others)
{
    struct buffer xml = { 0 }, second = { 0 }, said = { 0 };
    struct arena *arena = arena_new();
    struct sheet sheet;

    buffer_add_format(&xml, "<worksheet " MAIN ">%s</worksheet>", rows);
    buffer_add_string(&xml, more);
    buffer_add_format(&second, "<worksheet " MAIN "><sheetData>%s</sheetData></worksheet>", other);
    struct span book = make_workbook(buffer_string(&xml), buffer_string(&second));

    assert_int_equal(sheet_read(book, arena, &sheet), STATUS_OK);
    outline(&sheet, &said);
    assert_string_equal(buffer_string(&said), wanted);
    assert_int_equal(sheet.other_sheets, others);
    free_zip(book);
    buffer_free(&xml);
    buffer_free(&second);
    buffer_free(&said);
    arena_free(arena);
}

static void cells_stand_where_their_references_say(void **state)
{
    (void)state;
    sheet_is("<sheetData><row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"D2\" t=\"inlineStr\"><is><t>in line</t></is></c></row>"
             "<row><c t=\"s\"><v>1</v></c><c t=\"str\"><f>A1</f><v>made</v></c></row></sheetData>", "", "",
             "1,1:Task 1,3:in line 2,0:Clear files 2,1:made ", 0);
}

static void numbers_are_shown_as_their_format_says(void **state)
{
    (void)state;
    sheet_is("<sheetData><row r=\"1\"><c s=\"2\"><v>40268</v></c><c s=\"3\"><v>40269</v></c><c s=\"4\"><v>0.5</v></c><c><v>12.25</v></c>"
             "<c t=\"b\"><v>1</v></c><c t=\"e\"><v>#REF!</v></c></row></sheetData>", "", "",
             "0,0:31/03/2010 0,1:Apr 2010 0,2:50% 0,3:12.25 0,4:TRUE 0,5:#REF! ", 0);
}

static void fills_are_colours_and_merged_cells_one(void **state)
{
    (void)state;
    sheet_is("<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"/><c r=\"C1\" s=\"5\"/></row>"
             "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"C2\" s=\"1\"/></row></sheetData><mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>", "", "",
             "0,0+2x1:Task 0,1:#00B050 0,2:#A7C0DE 1,2:#00B050 ", 0);
}

static void what_is_hidden_is_left_out_and_other_sheets_counted(void **state)
{
    (void)state;
    sheet_is("<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c></row>"
             "<row r=\"2\"><c r=\"A2\"><v>2</v></c><c r=\"B2\"><v>3</v></c></row></sheetData>", "", "<row r=\"1\"><c r=\"A1\"><v>9</v></c></row>", "1,0:2 ", 1);
}

static void a_sheet_by_its_name_is_read_with_all_that_is_hidden(void **state)
{
    struct arena *arena = arena_new();
    struct buffer said = { 0 };
    struct sheet sheet;
    struct span book = make_workbook(
        "<worksheet " MAIN "><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"1\" hidden=\"1\">"
        "<c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row></sheetData></worksheet>",
        "<worksheet " MAIN "><sheetData><row r=\"3\"><c r=\"A3\"><v>9</v></c></row></sheetData></worksheet>");

    (void)state;
    assert_int_equal(sheet_read_named(book, "Plan", arena, &sheet), STATUS_OK);
    outline(&sheet, &said);
    assert_int_equal(sheet_read_named(book, "Old", arena, &sheet), STATUS_OK);
    outline(&sheet, &said);
    assert_string_equal(buffer_string(&said), "0,0:1 0,1:2 2,0:9 ");
    assert_int_equal(sheet_read_named(book, "New", arena, &sheet), STATUS_REFUSED);
    free_zip(book);
    buffer_free(&said);
    arena_free(arena);
}

static void references_beyond_the_limits_do_no_harm(void **state)
{
    (void)state;
    sheet_is("<sheetData><row r=\"999999999999\"><c r=\"XFD999999999\" s=\"99\"><v>1e999</v></c><c r=\"ZZZZZZ1\"><v>1</v></c><c t=\"s\"><v>-7</v></c><c t=\"s\"><v>99999</v></c></row>"
             "</sheetData><mergeCells><mergeCell ref=\"B9:A1\"/><mergeCell ref=\":\"/></mergeCells>", "", "", "999999999,1:1 ", 0);
}

static void what_is_no_workbook_is_refused(void **state)
{
    struct arena *arena = arena_new();
    struct part part = { "x", "y", 1 };
    struct span zip = make_zip(&part, 1);
    struct sheet sheet;

    (void)state;
    assert_int_equal(sheet_read(zip, arena, &sheet), STATUS_REFUSED);
    assert_int_equal(sheet_read(span_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), arena, &sheet), STATUS_REFUSED);
    free_zip(zip);
    struct span book = make_workbook("<worksheet " MAIN "><sheetData><row>", "<worksheet " MAIN "/>");

    assert_int_equal(sheet_read(book, arena, &sheet), STATUS_REFUSED);
    free_zip(book);
    arena_free(arena);
}

static void format_is(long id, const char *code, double number, const char *wanted)
{
    const struct number_format format = { .id = id, .code = code ? span_of(code) : (struct span){ 0 } };
    struct buffer out = { 0 };

    sheet_format_number(number, &format, false, &out);
    assert_string_equal(buffer_string(&out), wanted);
    buffer_free(&out);
}

static void formats_tell_days_from_numbers(void **state)
{
    (void)state;
    format_is(0, NULL, 40268, "40268");
    format_is(17, NULL, 40268, "Mar 2010");
    format_is(170, "[$-809]dd mmmm yyyy;@", 40268, "31/03/2010");
    format_is(170, "yyyy", 40268, "2010");
    format_is(170, "hh:mm", 0.5, "0.5");
    format_is(170, "\"day \"0.0", 3, "3.0");
    format_is(170, "#,##0", 1234.4, "1234");
    format_is(170, "0.0%", 0.125, "12.5%");
    format_is(14, NULL, 60, "28/02/1900");
    format_is(14, NULL, 1, "01/01/1900");
    format_is(14, NULL, -5, "-5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_stand_where_their_references_say),
        cmocka_unit_test(numbers_are_shown_as_their_format_says),
        cmocka_unit_test(fills_are_colours_and_merged_cells_one),
        cmocka_unit_test(what_is_hidden_is_left_out_and_other_sheets_counted),
        cmocka_unit_test(a_sheet_by_its_name_is_read_with_all_that_is_hidden),
        cmocka_unit_test(references_beyond_the_limits_do_no_harm),
        cmocka_unit_test(what_is_no_workbook_is_refused),
        cmocka_unit_test(formats_tell_days_from_numbers),
    };

    return cmocka_run_group_tests_name("sheet_read", tests, NULL, NULL);
}
