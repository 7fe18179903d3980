/* The XML is laid out by hand. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "document/word_outline_test.h"

#define REL " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define CHUNK_RELATION "<Relationship Id=\"k\" Type=\"http://x/aFChunk\" Target=\"chunk.html\"/>"
#define CHUNK(base64) \
    "<pkg:part pkg:name=\"/word/chunk.html\" pkg:contentType=\"text/html\"><pkg:binaryData>" base64 "</pkg:binaryData></pkg:part>"
#define ALT_CHUNK "<w:altChunk" REL " r:id=\"k\"/>"

static void an_inserted_web_page_stands_where_it_was_put(void **state)
{
    (void)state;
    /* <h2>Homes</h2><table><tr><td rowspan=2>A</td><td bgcolor="#FF0000">1</td></tr><tr><td>2 <b>b</b></td></tr></table><p>x &amp; y<br>z</p> */
    parts_and_more_are(P("before") ALT_CHUNK P("after"), "", "",
        CHUNK("PGgyPkhvbWVzPC9oMj48dGFibGU+PHRyPjx0ZCByb3dzcGFuPTI+QTwvdGQ+PHRkIGJnY29sb3I9IiNGRjAwMDAiPjE8L3RkPjwvdHI+PHRyPjx0ZD4yIDxiPmI8L2I+"
              "PC90ZD48L3RyPjwvdGFibGU+PHA+eCAmYW1wOyB5PGJyPno8L3A+"), CHUNK_RELATION,
        "before\nh2 Homes\n|0v2:A|1:1|\n|0v0:A|1:2 b|\nx & y\nz\nafter\n");
}

static void an_inserted_text_is_read_line_by_line(void **state)
{
    (void)state;
    /* one LF two */
    parts_and_more_are(P("before") ALT_CHUNK, "", "", CHUNK("b25lCnR3bwo="), CHUNK_RELATION, "before\none\ntwo\n");
}

/* What is told of a document: each kind with its number. */
static void told_is(const char *body, enum diag_code code, const char *what)
{
    struct reading reading;

    read_body(&reading, NAMES, body, false);
    assert_int_equal(reading.status, STATUS_OK);
    assert_int_equal(reading.seen.count, 1);
    assert_int_equal(reading.seen.items[0].code, code);
    assert_string_equal(reading.seen.items[0].what, what);
    forget(&reading);
}

static void what_is_not_read_is_named(void **state)
{
    (void)state;
    told_is(P("x") ALT_CHUNK "<w:p><w:subDoc" REL " r:id=\"s\"/></w:p>", DIAG_PART_UNREAD, "not read in it: 1 sub-document, 1 inserted file");
    told_is("<w:p>" T("x") "<w:r><w:object><v:imagedata xmlns:v=\"urn:schemas-microsoft-com:vml\"/><o:OLEObject"
            " xmlns:o=\"urn:schemas-microsoft-com:office:office\" ProgID=\"Excel.Sheet.8\"/></w:object></w:r></w:p>",
            DIAG_PART_UNREAD, "not read in it: 1 embedded object (Excel.Sheet.8)");
    told_is("<w:p>" T("x") "<w:r><w:drawing><a:blip xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"/></w:drawing></w:r>"
            "<w:r><w:drawing><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"/></w:drawing></w:r></w:p>",
            DIAG_PICTURE_UNREAD, "not read in it: 1 picture, 1 chart");
    told_is("<w:p>" T("x") "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>", DIAG_PICTURE_UNREAD, "not read in it: 1 run of hidden words");
}

static void what_stands_between_rows_parts_the_table(void **state)
{
    struct reading reading;

    (void)state;
    read_body(&reading, NAMES, "<w:tbl>" TR(TC(P("a")) TC(P("b"))) P("between") TR(TC(P("c")) TC(P("d"))) "</w:tbl>" P("z"), false);
    check(&reading, "|0:a|1:b|\nbetween\n|0:c|1:d|\nz\n");
}

static void lines_know_page_and_table_inside_of_a_table(void **state)
{
    struct reading reading;

    (void)state;
    read_body(&reading, NAMES,
              P("one") "<w:tbl>" TR(TC("<w:p><w:r><w:lastRenderedPageBreak/><w:t>a</w:t></w:r></w:p>")
              TC("<w:p><w:r><w:lastRenderedPageBreak/><w:t>b</w:t></w:r></w:p><w:tbl>" TR(TC(P("n")) TC(P("m"))) "</w:tbl>")) TR(TC(P("c")) TC(P("d")))
              "</w:tbl>", false);
    const struct place *places = reading.document->places;

    assert_int_equal(places[0].page, 1);
    assert_int_equal(places[1].page, 2);
    assert_int_equal(places[2].page, 2);
    assert_int_equal(places[5].page, 2);
    assert_int_equal(places[4].table, 2);    /* "m" */
    assert_int_equal(places[4].column, 2);
    assert_int_equal(reading.document->parents[1].table, 1);
    assert_int_equal(reading.document->parents[1].column, 2);
    assert_int_equal(places[5].row, 2);
    forget(&reading);
}

static void pages_are_not_known_where_word_has_not_said(void **state)
{
    struct reading reading;

    (void)state;
    read_body(&reading, NAMES, P("one"), false);
    assert_int_equal(reading.document->places[0].page, 0);
    forget(&reading);
}

/* ---- dates, colours, numbers ---------------------------------------------------------------------- */

#define DATE(full, content) \
    "<w:sdt><w:sdtPr><w:date w:fullDate=\"" full "T00:00:00Z\"><w:dateFormat w:val=\"d\"/></w:date></w:sdtPr><w:sdtContent>" content "</w:sdtContent></w:sdt>"

static void a_date_control_says_the_day_that_it_keeps(void **state)
{
    (void)state;
    body_is("<w:p>" T("by ") DATE("2010-03-31", T("31 March 2010")) "</w:p>", "by 31 March 2010\n");
    body_is("<w:p>" T("by ") DATE("2010-03-31", T("31/03/10")) "</w:p>", "by 31/03/10\n");
    body_is("<w:p>" DATE("2010-03-31", T("2010-03-31")) "</w:p>", "2010-03-31\n");
}

/* Read, with a note that says so. */
static void corrected_is(const char *body, const char *wanted)
{
    struct reading reading;

    read_body(&reading, NAMES, body, false);
    assert_int_equal(reading.seen.count, 1);
    assert_int_equal(reading.seen.items[0].code, DIAG_DATE_CONTROL);
    diag_list_free(&reading.seen);
    check(&reading, wanted);
}

static void a_date_that_could_be_read_otherwise_is_put_right(void **state)
{
    (void)state;
    corrected_is("<w:p>" T("by ") DATE("2010-03-04", T("3/4/2010")) T(".") "</w:p>", "by 4 March 2010.\n");
    corrected_is("<w:p>" DATE("2010-03-31", T("31 March")) "</w:p>", "31 March 2010\n");
    corrected_is(DATE("2010-03-04", P("3/4/2010")), "4 March 2010\n");
    corrected_is("<w:tbl>" TR(TC(P("a")) DATE("2010-03-04", TC(P("3/4/2010")))) "</w:tbl>", "|0:a|1:4 March 2010|\n");
}

static uint32_t first_colour(const char *cell)
{
    struct reading reading;
    struct buffer body = { 0 };

    buffer_add_format(&body, "<w:tbl><w:tr>%s<w:tc><w:p/></w:tc></w:tr></w:tbl>%s", cell, P("x"));
    read_body(&reading, NAMES, buffer_string(&body), false);
    assert_int_equal(reading.status, STATUS_OK);
    uint32_t colour = reading.document->blocks[0].table->rows[0].cells[0].colour;

    buffer_free(&body);
    forget(&reading);
    return colour;
}

static void a_cell_takes_its_colour_from_itself_its_words_or_its_paragraph(void **state)
{
    (void)state;
    assert_int_equal(first_colour("<w:tc><w:tcPr><w:shd w:val=\"clear\" w:fill=\"FF0000\"/></w:tcPr><w:p/></w:tc>"), 0xFF0000);
    assert_int_equal(first_colour("<w:tc><w:tcPr><w:shd w:val=\"solid\" w:color=\"00B050\" w:fill=\"FF0000\"/></w:tcPr><w:p/></w:tc>"), 0x00B050);
    assert_int_equal(first_colour("<w:tc><w:tcPr><w:shd w:val=\"nil\" w:fill=\"FF0000\"/></w:tcPr><w:p/></w:tc>"), COLOUR_NONE);
    assert_int_equal(first_colour("<w:tc><w:p><w:pPr><w:shd w:val=\"clear\" w:fill=\"FFC000\"/></w:pPr></w:p></w:tc>"), 0xFFC000);
    assert_int_equal(first_colour("<w:tc><w:p><w:pPr><w:shd w:val=\"clear\" w:fill=\"FFC000\"/></w:pPr>" T("Amber") "</w:p></w:tc>"), 0xFFC000);
    assert_int_equal(first_colour("<w:tc><w:p><w:r><w:rPr><w:highlight w:val=\"green\"/></w:rPr><w:t>On</w:t></w:r></w:p></w:tc>"), 0x00FF00);
    assert_int_equal(first_colour("<w:tc><w:tcPr><w:shd w:val=\"clear\" w:fill=\"FFFFFF\" w:themeFill=\"accent2\"/></w:tcPr><w:p/></w:tc>"), 0xC0504D);
}

/* Bands and first rows that a table's style paints are decoration: they rate nothing. */
static void the_colours_of_a_tables_style_are_no_ratings(void **state)
{
    (void)state;
    parts_are("<w:tbl><w:tblPr><w:tblStyle w:val=\"S\"/></w:tblPr>" TR(TC(P("a")) TC(P("b"))) "</w:tbl>",
              "<w:style w:type=\"table\" w:styleId=\"S\"><w:tcPr><w:shd w:val=\"clear\" w:fill=\"FF0000\"/></w:tcPr><w:tblStylePr w:type=\"firstRow\">"
              "<w:rPr><w:vanish/></w:rPr><w:tcPr><w:shd w:val=\"clear\" w:fill=\"00B050\"/></w:tcPr></w:tblStylePr></w:style>", "", "|0:a|1:b|\n");
}

#define NUMBERED(words) "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>" words "</w:p>"

static void a_number_format_that_somebody_made_is_read(void **state)
{
    (void)state;
    parts_are(NUMBERED(T("a")) NUMBERED(T("b")), "",
              "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"7\"/><mc:AlternateContent><mc:Choice Requires=\"w14\">"
              "<w:numFmt w:val=\"custom\" w:format=\"001, 002, 003, ...\"/></mc:Choice><mc:Fallback><w:numFmt w:val=\"decimal\"/></mc:Fallback>"
              "</mc:AlternateContent><w:lvlText w:val=\"R%1\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
              "R007 a\nR008 b\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_inserted_web_page_stands_where_it_was_put),
        cmocka_unit_test(an_inserted_text_is_read_line_by_line),
        cmocka_unit_test(what_is_not_read_is_named),
        cmocka_unit_test(what_stands_between_rows_parts_the_table),
        cmocka_unit_test(lines_know_page_and_table_inside_of_a_table),
        cmocka_unit_test(pages_are_not_known_where_word_has_not_said),
        cmocka_unit_test(a_date_control_says_the_day_that_it_keeps),
        cmocka_unit_test(a_date_that_could_be_read_otherwise_is_put_right),
        cmocka_unit_test(a_cell_takes_its_colour_from_itself_its_words_or_its_paragraph),
        cmocka_unit_test(the_colours_of_a_tables_style_are_no_ratings),
        cmocka_unit_test(a_number_format_that_somebody_made_is_read),
    };

    return cmocka_run_group_tests_name("word_object", tests, NULL, NULL);
}
