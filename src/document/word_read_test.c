/* The XML is laid out by hand. */
/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "document/word_outline_test.h"

/* ---- words ---------------------------------------------------------------------------------------------------- */

static void runs_make_words_and_paragraphs_lines(void **state)
{
    (void)state;
    body_is("<w:p>" T("Own") T("er: ") T("Ann &amp; Bob") "</w:p>" P("Due: May"), "Owner: Ann & Bob\nDue: May\n");
}

static void every_span_leads_back_to_the_text(void **state)
{
    struct reading reading;

    (void)state;
    read_body(&reading, NAMES, P("First") P("Second"), false);
    assert_int_equal(reading.status, STATUS_OK);
    const struct document *document = reading.document;

    assert_true(span_equals(document->source.text, "First\nSecond\n"));
    assert_true(span_same(document->source.text, document->source.raw));
    assert_int_equal(document->source.line_count, 2);
    assert_int_equal(document->blocks[1].text.offset, 6);
    assert_ptr_equal(document->blocks[1].text.text, document->source.text.text + 6);
    assert_int_equal(document->blocks[1].line, 2);
    forget(&reading);
}

static void breaks_and_odd_characters_are_read_as_they_mean(void **state)
{
    (void)state;
    body_is("<w:p>" T("one") "<w:r><w:br/></w:r>" T("two") "</w:p>", "one\ntwo\n");
    body_is("<w:p>" T("co") "<w:r><w:noBreakHyphen/></w:r>" T("op") "<w:r><w:softHyphen/></w:r>" T("er\xC2\xAD" "ate\xC2\xA0now") "</w:p>",
            "co-operate now\n");
}

static void symbols_are_read_as_what_they_show(void **state)
{
    (void)state;
    body_is("<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>" T(" done ")
            "<w:r><w:sym w:font=\"Wingdings 2\" w:char=\"50\"/></w:r><w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/></w:r></w:p>",
            "* done \xE2\x9C\x93\xE2\x89\xA5\n");
    body_is("<w:p><w:r><w:sym w:font=\"Monotype Sorts\" w:char=\"F034\"/></w:r><w:r><w:sym w:font=\"Marlett\" w:char=\"72\"/></w:r></w:p>",
            "\xE2\x9C\x93\xE2\x9C\x97\n");
    body_is("<w:p>" T("x ") "<w:r><w:rPr><w:rFonts w:ascii=\"Wingdings\" w:hAnsi=\"Wingdings\"/></w:rPr><w:t>\xEF\x83\xBB\xC3\xBC</w:t></w:r></w:p>",
            "x \xE2\x9C\x97\xE2\x9C\x93\n");
}

static void hidden_words_do_not_count(void **state)
{
    (void)state;
    body_is("<w:p>" T("seen") "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
            "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t> too</w:t></w:r></w:p>", "seen too\n");
    parts_are("<w:p><w:pPr><w:pStyle w:val=\"Ghost\"/></w:pPr>" T("gone")
              "<w:r><w:rPr><w:vanish w:val=\"false\"/></w:rPr><w:t>kept</w:t></w:r></w:p>",
              "<w:style w:type=\"paragraph\" w:styleId=\"Base\"><w:rPr><w:vanish/></w:rPr></w:style>"
              "<w:style w:type=\"paragraph\" w:styleId=\"Ghost\"><w:basedOn w:val=\"Base\"/></w:style>", "", "kept\n");
}

static void wrappers_are_looked_through(void **state)
{
    (void)state;
    body_is("<w:customXml w:element=\"plan\"><w:p><w:smartTag w:element=\"date\">" T("by ") "<w:hyperlink>" T("May ") "</w:hyperlink>"
            "</w:smartTag><w:bdo w:val=\"rtl\"><w:dir>" T("2010") "</w:dir></w:bdo><x:y xmlns:x=\"urn:x\">" T("!") "</x:y></w:p></w:customXml>",
            "by May 2010!\n");
    body_is("<w:p><w:r><w:ruby><w:rt>" T("above") "</w:rt><w:rubyBase>" T("below") "</w:rubyBase></w:ruby></w:r></w:p>", "below\n");
}

static void a_text_box_is_read_once_before_its_paragraph(void **state)
{
    (void)state;
    body_is("<w:p>" T("anchor") "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><w:txbxContent>" P("boxed")
            "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>" P("boxed")
            "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>", "boxed\nanchor\n");
    body_is("<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"zzz\"><w:t>no</w:t></mc:Choice><mc:Fallback><w:t>yes</w:t>"
            "</mc:Fallback></mc:AlternateContent></w:r></w:p>", "yes\n");
}

/* ---- revisions ------------------------------------------------------------------------------------------------ */

#define REVISED \
    "<w:p>" T("by ") "<w:del><w:r><w:delText>May</w:delText></w:r></w:del><w:ins>" T("June") "</w:ins></w:p>" \
    "<w:p><w:moveFrom>" T("moved") "</w:moveFrom>" T("stays") "</w:p><w:p><w:moveTo>" T("moved") "</w:moveTo></w:p>"

static void tracked_changes_are_accepted_unless_the_original_is_asked_for(void **state)
{
    struct reading reading;

    (void)state;
    read_body(&reading, NAMES, REVISED, false);
    assert_int_equal(reading.document->revision_count, 4);
    check(&reading, "by June\nstays\nmoved\n");
    read_body(&reading, NAMES, REVISED, true);
    check(&reading, "by May\nmovedstays\n");
}

static void a_paragraph_whose_mark_is_deleted_goes_on_in_the_next(void **state)
{
    (void)state;
    body_is("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" T("one ") "</w:p>" P("two") P("three"), "one two\nthree\n");
}

/* The paragraph behind was taken for the table's line. */
static void an_empty_table_takes_no_line(void **state)
{
    static const char *const tables[] = {
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc/><w:tc/></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc/><w:tc/></w:tr></w:tbl></w:tc><w:tc/></w:tr></w:tbl>",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(tables); i++) {
        struct reading reading;
        char body[512];

        snprintf(body, sizeof body, P("First") "%s" P("Second") "%s", tables[i], tables[i]);
        read_body(&reading, NAMES, body, false);
        assert_int_equal(reading.status, STATUS_OK);
        assert_int_equal(reading.document->block_count, 4);
        assert_true(span_equals(reading.document->blocks[2].text, "Second"));
        assert_int_equal(reading.document->blocks[2].line, 2);
        forget(&reading);
    }
}

static void deleted_rows_and_cells_are_gone(void **state)
{
    (void)state;
    body_is("<w:tbl>" TR(TC(P("a")) TC(P("b"))) "<w:tr><w:trPr><w:del/></w:trPr>" TC(P("x")) TC(P("y")) "</w:tr>"
            TR(TC(P("c")) TC("<w:tcPr><w:cellDel/></w:tcPr>" P("gone")) TC(P("d"))) "</w:tbl>",
            "|0:a|1:b|\n|0:c|1:d|\n");
}

/* ---- fields and controls ---------------------------------------------------------------------------------------- */

#define CHAR(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define CODE(code) "<w:r><w:instrText>" code "</w:instrText></w:r>"

static void fields_show_results_not_codes(void **state)
{
    (void)state;
    body_is("<w:p>" T("see ") CHAR("begin") CODE(" REF x " ) CHAR("begin") CODE("SEQ y") CHAR("separate") T("inner") CHAR("end")
            CHAR("separate") T("page ") CHAR("end") "<w:fldSimple w:instr=\"PAGEREF x\">" T("7") "</w:fldSimple></w:p>", "see page 7\n");
}

#define TAG(year, month, day, words) \
    "<w:smartTag w:element=\"date\"><w:smartTagPr><w:attr w:name=\"Year\" w:val=\"" year "\"/><w:attr w:name=\"Month\" w:val=\"" month "\"/>" \
    "<w:attr w:name=\"Day\" w:val=\"" day "\"/></w:smartTagPr>" T(words) "</w:smartTag>"

static void a_smart_tag_says_which_figure_is_the_month(void **state)
{
    (void)state;
    body_is("<w:p>" T("by ") TAG("2010", "3", "4", "03/04/10") T(".") "</w:p>", "by 4 March 2010.\n");
    body_is("<w:p>" TAG("2010", "4", "3", "03/04/10") "</w:p>", "03/04/10\n");
    body_is("<w:p>" TAG("2009", "3", "31", "31 March") "</w:p>", "31 March\n"); /* the year is Word's guess */
    body_is("<w:p>" TAG("2011", "5", "6", "03/04/10") "</w:p>", "03/04/10\n");  /* another day altogether */
    body_is("<w:smartTag w:element=\"date\"><w:smartTagPr><w:attr w:name=\"Year\" w:val=\"2010\"/></w:smartTagPr><w:p>" T("03/04/10")
            "</w:p></w:smartTag>", "03/04/10\n");
}

#define COUNT(code) "<w:fldSimple w:instr=\" " code " \"/>"

static void fields_that_count_have_their_numbers(void **state)
{
    (void)state;
    body_is("<w:p>" COUNT("AUTONUM") T(" first") "</w:p><w:p>" CHAR("begin") CODE(" AUTONUM  \\* Arabic ") CHAR("end") T(" second") "</w:p>",
            "1. first\n2. second\n");
    body_is("<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>" COUNT("AUTONUMLGL") T(" a") "</w:p>"
            "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>" COUNT("AUTONUMLGL") T(" b") "</w:p>"
            "<w:p>" COUNT("AUTONUMLGL \\e") T(" c") "</w:p><w:p>" COUNT("AUTONUMLGL") T(" d") "</w:p>"
            "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>" COUNT("AUTONUMOUT") T(" e") "</w:p>",
            "h1 1. a\nh2 1.1. b\n1.1.1 c\n1.1.2. d\nh2 B. e\n");
    body_is("<w:p>" COUNT("LISTNUM") T(" one ") COUNT("LISTNUM") T(" two") "</w:p>"
            "<w:p>" COUNT("LISTNUM \\l 2") T(" three ") COUNT("LISTNUM LegalDefault \\l 1 \\s 4") T(" four") "</w:p>",
            "1) one a) two\nb) three 4. four\n");
    body_is("<w:p>" CHAR("begin") CODE(" LISTNUM ") CHAR("separate") T("9") CHAR("end") T(" x") "</w:p>", "1) x\n");
}

static void a_field_may_span_paragraphs(void **state)
{
    (void)state;
    body_is("<w:p>" CHAR("begin") CODE("TOC") "</w:p><w:p>" CODE(" \\o") CHAR("separate") T("one") "</w:p><w:p>" T("two") CHAR("end") T("!") "</w:p>",
            "one\ntwo!\n");
}

static void a_field_without_an_end_hides_no_paragraph(void **state)
{
    (void)state;
    body_is("<w:p>" T("a") CHAR("begin") CODE("QUOTE x") T("lost") "</w:p><w:p>" T("b") "</w:p><w:p>" T("c") CHAR("end") "</w:p>", "a\nb\nc\n");
    body_is("<w:p>" CHAR("begin") CODE("IF x") "</w:p><w:p>" CODE("y") T("code") CHAR("separate") T("shown") CHAR("end") "</w:p>", "shown\n");
}

static void the_day_of_looking_is_not_the_plans(void **state)
{
    (void)state;
    body_is("<w:p>" T("printed ") CHAR("begin") CODE(" DATE \\@ d") CHAR("separate") T("1 May 2024") CHAR("end") T("end") "</w:p>", "printed end\n");
}

static void form_fields_show_what_was_chosen(void **state)
{
    (void)state;
    body_is("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox></w:ffData>"
            "</w:fldChar></w:r>" CODE("FORMCHECKBOX") CHAR("end") T(" yes ")
            "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"Red\"/>"
            "<w:listEntry w:val=\"Amber\"/></w:ddList></w:ffData></w:fldChar></w:r>" CODE("FORMDROPDOWN") CHAR("end") "</w:p>",
            "\xE2\x98\x91 yes Amber\n");
}

static void a_list_without_entries_shows_nothing(void **state)
{
    (void)state;
    body_is("<w:p>" T("x") "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result w:val=\"5\"/></w:ddList></w:ffData></w:fldChar></w:r>"
            CHAR("end") "</w:p>", "x\n");
}

static void controls_show_their_value_and_never_their_prompt(void **state)
{
    (void)state;
    body_is("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" P("Click here") "</w:sdtContent></w:sdt>"
            "<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox></w:sdtPr><w:sdtContent>" T("\xE2\x98\x92")
            "</w:sdtContent></w:sdt>" T(" Agreed ") "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"0\"/></w14:checkbox></w:sdtPr>"
            "<w:sdtContent>" T("\xE2\x98\x90") "</w:sdtContent></w:sdt></w:p>", "\xE2\x98\x91 Agreed \xE2\x98\x90\n");
}

static void controls_round_rows_and_cells_move_nothing(void **state)
{
    (void)state;
    body_is("<w:tbl><w:sdt><w:sdtContent>" TR(TC(P("a")) "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" TC(P("Choose"))
            "</w:sdtContent></w:sdt>" TC("<w:sdt><w:sdtContent>" P("c") "</w:sdtContent></w:sdt>")) "</w:sdtContent></w:sdt></w:tbl>",
            "|0:a|1:|2:c|\n");
}

/* ---- tables ------------------------------------------------------------------------------------------------------- */

#define SPAN(n) "<w:tcPr><w:gridSpan w:val=\"" n "\"/></w:tcPr>"
#define MERGE(val) "<w:tcPr><w:vMerge" val "/></w:tcPr>"

static void cells_stand_in_their_true_column(void **state)
{
    (void)state;
    body_is("<w:tbl>" TR(TC(SPAN("2") P("wide")) TC(P("c"))) "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" TC(P("b")) TC(P("c")) "</w:tr>"
            TR(TC("<w:tcPr><w:hMerge w:val=\"restart\"/></w:tcPr>" P("x")) TC("<w:tcPr><w:hMerge/></w:tcPr>" P("")) TC(P("z"))) "</w:tbl>",
            "|0+2:wide|2:c|\n|1:b|2:c|\n|0+2:x|2:z|\n");
}

static void a_merged_cell_holds_for_each_of_its_rows(void **state)
{
    (void)state;
    body_is("<w:tbl>" TR(TC(MERGE(" w:val=\"restart\"") P("Ann")) TC(P("1"))) TR(TC(MERGE("") "<w:p/>") TC(P("2")))
            TR(TC(P("Bob")) TC(MERGE("") P("3"))) "</w:tbl>",
            "|0v2:Ann|1:1|\n|0v0:Ann|1:2|\n|0:Bob|1:3|\n");
}

static void a_cell_that_goes_on_from_its_own_row_is_a_new_one(void **state)
{
    (void)state;
    body_is("<w:tbl><w:tr>" TC(MERGE(" w:val=\"restart\"") P("a")) "<w:gridBefore w:val=\"0\"/><w:tr>" TC(MERGE("") P("b")) "</w:tr></w:tr></w:tbl>",
            "a\nb\n");
}

static void nested_tables_are_blocks_of_their_cell(void **state)
{
    (void)state;
    body_is("<w:tbl>" TR(TC(P("a")) TC(P("b") "<w:tbl>" TR(TC(P("n1")) TC(P("n2"))) "</w:tbl>" P("after"))) "</w:tbl>",
            "|0:a|1:b/{|0:n1|1:n2|\n}after|\n");
}

static void header_rows_are_marked_and_frames_are_no_tables(void **state)
{
    (void)state;
    body_is("<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" TC(P("H")) TC(P("I")) "</w:tr>" TR(TC(P("a")) TC("")) "</w:tbl>"
            "<w:tbl>" TR(TC(P("Framed"))) "</w:tbl>", "#0:H|1:I|\n|0:a|1:|\nFramed\n");
}

static void lines_know_their_place(void **state)
{
    struct reading reading;

    (void)state;
    read_body(&reading, NAMES, P("x") "<w:tbl>" TR(TC(P("a")) TC(P("b"))) TR(TC(P("c")) TC(P("d"))) "</w:tbl>", false);
    assert_int_equal(reading.document->places[0].table, 0);
    assert_int_equal(reading.document->places[4].table, 1);
    assert_int_equal(reading.document->places[4].row, 2);
    assert_int_equal(reading.document->places[4].column, 2);
    forget(&reading);
}

/* ---- styles and numbers ------------------------------------------------------------------------------------------- */

#define NUMBERED(id, level, words) \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" id "\"/></w:numPr></w:pPr>" words "</w:p>"
#define LVL(i, fmt, text, more) \
    "<w:lvl w:ilvl=\"" i "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" fmt "\"/><w:lvlText w:val=\"" text "\"/>" more "</w:lvl>"
#define NUM(id, abstract, more) "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" abstract "\"/>" more "</w:num>"

static void headings_go_by_outline_and_style_name(void **state)
{
    (void)state;
    parts_are("<w:p><w:pPr><w:pStyle w:val=\"berschrift1\"/></w:pPr>" T("One") "</w:p><w:p><w:pPr><w:pStyle w:val=\"Mine\"/></w:pPr>" T("Mine")
              "</w:p><w:p><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>" T("Three") "</w:p>",
              "<w:style w:type=\"paragraph\" w:styleId=\"Mine\"><w:name w:val=\"Mine\"/><w:basedOn w:val=\"berschrift1\"/></w:style>"
              "<w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>", "", "h1 One\nh1 Mine\nh3 Three\n");
}

static void numbers_are_printed_as_word_prints_them(void **state)
{
    (void)state;
    parts_are(NUMBERED("1", "0", T("A")) NUMBERED("1", "1", T("B")) NUMBERED("1", "1", T("C")) NUMBERED("1", "2", T("D"))
              NUMBERED("1", "0", T("E")) NUMBERED("1", "1", T("F")), "",
              "<w:abstractNum w:abstractNumId=\"7\">" LVL("0", "upperLetter", "Theme %1", "") LVL("1", "decimal", "%1.%2", "")
              LVL("2", "lowerRoman", "%1.%2 (%3)", "<w:isLgl/>") "</w:abstractNum>" NUM("1", "7", ""),
              "Theme A A\nA.1 B\nA.2 C\n1.2 (1) D\nTheme B E\nB.1 F\n");
}

static void numbers_of_one_list_count_together_until_one_starts_anew(void **state)
{
    (void)state;
    parts_are(NUMBERED("1", "0", T("a")) NUMBERED("2", "0", T("b")) NUMBERED("3", "0", T("c")) NUMBERED("1", "0", T("d")) NUMBERED("3", "0", T("e")), "",
              "<w:abstractNum w:abstractNumId=\"0\">" LVL("0", "decimal", "%1)", "") "</w:abstractNum>" NUM("1", "0", "") NUM("2", "0", "")
              NUM("3", "0", "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"9\"/></w:lvlOverride>"),
              "1) a\n2) b\n9) c\n10) d\n11) e\n");
}

static void an_overridden_level_replaces_the_lists(void **state)
{
    (void)state;
    parts_are(NUMBERED("1", "0", T("a")) NUMBERED("2", "0", T("b")), "",
              "<w:abstractNum w:abstractNumId=\"0\">" LVL("0", "decimal", "%1.", "") "</w:abstractNum>" NUM("1", "0", "")
              NUM("2", "0", "<w:lvlOverride w:ilvl=\"0\">" LVL("0", "upperRoman", "(%1)", "") "</w:lvlOverride>"), "1. a\n(II) b\n");
}

static void levels_restart_as_they_say(void **state)
{
    (void)state;
    parts_are(NUMBERED("1", "0", T("a")) NUMBERED("1", "1", T("b")) NUMBERED("1", "0", T("c")) NUMBERED("1", "1", T("d")), "",
              "<w:abstractNum w:abstractNumId=\"0\">" LVL("0", "decimal", "%1", "") LVL("1", "decimal", "%2", "<w:lvlRestart w:val=\"0\"/>")
              "</w:abstractNum>" NUM("1", "0", ""), "1 a\n1 b\n2 c\n2 d\n");
}

static void an_empty_numbered_cell_shows_its_number(void **state)
{
    (void)state;
    parts_are("<w:tbl>" TR(TC(NUMBERED("1", "0", "")) TC(P("Mend"))) TR(TC(NUMBERED("1", "0", "")) TC(P("Paint"))) "</w:tbl>", "",
              "<w:abstractNum w:abstractNumId=\"0\">" LVL("0", "decimalZero", "SH1.%1", "") "</w:abstractNum>" NUM("1", "0", ""),
              "|0:SH1.01|1:Mend|\n|0:SH1.02|1:Paint|\n");
}

static void styles_number_their_paragraphs(void **state)
{
    (void)state;
    parts_are("<w:p><w:pPr><w:pStyle w:val=\"H1\"/></w:pPr>" T("Homes") "</w:p><w:p><w:pPr><w:pStyle w:val=\"H2\"/></w:pPr>" T("Repairs") "</w:p>"
              "<w:p><w:pPr><w:pStyle w:val=\"H2\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>" T("Plain") "</w:p>",
              "<w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr></w:style>"
              "<w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:name w:val=\"heading 2\"/><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr></w:style>",
              "<w:abstractNum w:abstractNumId=\"0\">" LVL("0", "decimal", "%1.", "<w:pStyle w:val=\"H1\"/>")
              LVL("1", "decimal", "%1.%2", "<w:pStyle w:val=\"H2\"/>") "</w:abstractNum>" NUM("4", "0", ""),
              "h1 1. Homes\nh2 1.1 Repairs\nh2 Plain\n");
}

static void a_list_may_be_a_styles_list(void **state)
{
    (void)state;
    parts_are(NUMBERED("1", "0", T("a")), "<w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>",
              "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"L\"/></w:abstractNum><w:abstractNum w:abstractNumId=\"1\">"
              LVL("0", "lowerLetter", "(%1)", "") "</w:abstractNum>" NUM("1", "0", "") NUM("2", "1", ""), "(a) a\n");
}

static void bullets_are_marks(void **state)
{
    (void)state;
    parts_are(NUMBERED("1", "0", T("Mend")), "", "<w:abstractNum w:abstractNumId=\"0\">" LVL("0", "bullet", "\xEF\x82\xB7", "") "</w:abstractNum>" NUM("1", "0", ""),
              "* Mend\n");
}

/* ---- the three dialects ------------------------------------------------------------------------------------------- */

static void strict_says_the_same(void **state)
{
    struct reading reading;

    (void)state;
    read_body(&reading, STRICT_NAMES, "<w:tbl>" TR(TC(SPAN("2") P("a"))) TR(TC(P("b")) TC(P("c"))) "</w:tbl>", false);
    check(&reading, "|0+2:a|\n|0:b|1:c|\n");
}

static void word_2003_is_read_with_its_own_spellings(void **state)
{
    static const char xml[] =
        "<w:wordDocument" NAMES_2003 "><w:lists><w:listDef w:listDefId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:nfc w:val=\"1\"/>"
        "<w:lvlText w:val=\"%1.\"/></w:lvl></w:listDef><w:list w:ilfo=\"1\"><w:ilst w:val=\"0\"/></w:list></w:lists>"
        "<w:styles><w:style w:type=\"paragraph\" w:default=\"on\" w:styleId=\"N\"><w:name w:val=\"Normal\"/></w:style></w:styles>"
        "<w:body><wx:sect><wx:sub-section>"
        "<w:p><w:pPr><w:listPr><w:ilvl w:val=\"0\"/><w:ilfo w:val=\"1\"/></w:listPr></w:pPr>" T("Counted") "</w:p>"
        "<w:p><w:pPr><w:listPr><w:ilvl w:val=\"0\"/><w:ilfo w:val=\"1\"/><wx:t wx:val=\"2a.\"/></w:listPr></w:pPr>" T("Printed") "</w:p>"
        "<w:p>" T("by ") "<aml:annotation aml:id=\"1\" w:type=\"Word.Deletion\"><aml:content><w:r><w:delText>May</w:delText></w:r></aml:content></aml:annotation>"
        "<aml:annotation aml:id=\"2\" w:type=\"Word.Insertion\"><aml:content>" T("June") "</aml:content></aml:annotation>"
        "<w:r><w:footnote><w:p>" T("A note") "</w:p></w:footnote></w:r>" T(".") "</w:p>"
        "<w:tbl>" TR(TC("<w:tcPr><w:vmerge w:val=\"restart\"/></w:tcPr>" P("a")) TC(P("b"))) TR(TC("<w:tcPr><w:vmerge/></w:tcPr>") TC(P("c"))) "</w:tbl>"
        "</wx:sub-section></wx:sect></w:body></w:wordDocument>";
    struct reading reading;

    (void)state;
    read_bytes(&reading, xml, sizeof xml - 1, FILE_FORMAT_WORD_2003, false);
    assert_int_equal(reading.document->note_count, 1);
    assert_true(span_equals(reading.document->notes[0].blocks[0].text, "A note"));
    check(&reading, "I. Counted\n2a. Printed\nby June.\n|0v2:a|1:b|\n|0v0:a|1:c|\n");
}

/* ---- hostile files -------------------------------------------------------------------------------------------------- */

static void refused(const char *xml, enum file_format format, enum diag_code code)
{
    struct reading reading;

    read_bytes(&reading, xml, strlen(xml), format, false);
    assert_int_equal(reading.status, STATUS_REFUSED);
    assert_int_equal(reading.seen.count, 1);
    assert_int_equal(reading.seen.items[0].code, code);
    forget(&reading);
}

static void a_document_type_is_refused_before_an_entity_is_read(void **state)
{
    (void)state;
    refused("<!DOCTYPE w [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:document" NAMES "><w:body>" P("&b;") "</w:body></w:document>",
            FILE_FORMAT_WORD_DOCUMENT_XML, DIAG_PACKAGE_DAMAGED);
    refused("<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><w:document" NAMES "><w:body>" P("x") "</w:body></w:document>",
            FILE_FORMAT_WORD_DOCUMENT_XML, DIAG_PACKAGE_DAMAGED);
    refused("<w:document" NAMES "><w:body>" P("&b;") "</w:body></w:document>", FILE_FORMAT_WORD_DOCUMENT_XML, DIAG_PACKAGE_DAMAGED);
}

static void xml_that_is_cut_off_is_refused(void **state)
{
    (void)state;
    refused("<w:document" NAMES "><w:body>" P("x"), FILE_FORMAT_WORD_DOCUMENT_XML, DIAG_PACKAGE_DAMAGED);
    refused("<w:document" NAMES "><w:body><w:p></w:body></w:document>", FILE_FORMAT_WORD_DOCUMENT_XML, DIAG_PACKAGE_DAMAGED);
}

static void nesting_has_a_limit(void **state)
{
    struct buffer xml = { 0 };

    (void)state;
    buffer_add_string(&xml, "<w:document" NAMES "><w:body>");
    for (int i = 0; i < 300; i++)
        buffer_add_string(&xml, "<w:tbl><w:tr><w:tc>");
    refused(buffer_string(&xml), FILE_FORMAT_WORD_DOCUMENT_XML, DIAG_PACKAGE_LIMIT);
    buffer_free(&xml);
}

static void a_table_has_a_widest_grid(void **state)
{
    (void)state;
    refused("<w:document" NAMES "><w:body><w:tbl>" TR(TC(SPAN("99999999999") P("a"))) "</w:tbl></w:body></w:document>",
            FILE_FORMAT_WORD_DOCUMENT_XML, DIAG_PACKAGE_LIMIT);
}

static void a_package_without_a_document_or_with_a_part_twice_is_refused(void **state)
{
    (void)state;
    refused("<p:package xmlns:p=\"http://schemas.microsoft.com/office/2006/xmlPackage\"></p:package>", FILE_FORMAT_FLAT_OPC, DIAG_FILE_FORMAT);
    refused("<p:package xmlns:p=\"http://schemas.microsoft.com/office/2006/xmlPackage\"><p:part p:name=\"/a.xml\"/><p:part p:name=\"/A.xml\"/></p:package>",
            FILE_FORMAT_FLAT_OPC, DIAG_PACKAGE_DAMAGED);
}

static void a_file_without_words_is_said_to_be_empty(void **state)
{
    (void)state;
    refused("<w:document" NAMES "><w:body><w:p/></w:body></w:document>", FILE_FORMAT_WORD_DOCUMENT_XML, DIAG_FILE_EMPTY);
}

static void elements_out_of_place_do_no_harm(void **state)
{
    (void)state;
    body_is("<w:tr><w:tc>" P("a") "</w:tc></w:tr><w:tbl><w:tc>" P("b") "</w:tc></w:tbl><w:sdtContent/><w:r>" P("c") "</w:r>"
            "<w:vMerge/><w:gridSpan w:val=\"3\"/><w:fldChar w:fldCharType=\"end\"/><mc:Choice/><mc:Fallback/><w:lvl><w:start/></w:lvl>",
            "a\nb\nc\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_make_words_and_paragraphs_lines),
        cmocka_unit_test(every_span_leads_back_to_the_text),
        cmocka_unit_test(breaks_and_odd_characters_are_read_as_they_mean),
        cmocka_unit_test(symbols_are_read_as_what_they_show),
        cmocka_unit_test(hidden_words_do_not_count),
        cmocka_unit_test(wrappers_are_looked_through),
        cmocka_unit_test(a_text_box_is_read_once_before_its_paragraph),
        cmocka_unit_test(tracked_changes_are_accepted_unless_the_original_is_asked_for),
        cmocka_unit_test(a_paragraph_whose_mark_is_deleted_goes_on_in_the_next),
        cmocka_unit_test(an_empty_table_takes_no_line),
        cmocka_unit_test(deleted_rows_and_cells_are_gone),
        cmocka_unit_test(fields_show_results_not_codes),
        cmocka_unit_test(a_smart_tag_says_which_figure_is_the_month),
        cmocka_unit_test(fields_that_count_have_their_numbers),
        cmocka_unit_test(a_field_may_span_paragraphs),
        cmocka_unit_test(a_field_without_an_end_hides_no_paragraph),
        cmocka_unit_test(the_day_of_looking_is_not_the_plans),
        cmocka_unit_test(form_fields_show_what_was_chosen),
        cmocka_unit_test(a_list_without_entries_shows_nothing),
        cmocka_unit_test(controls_show_their_value_and_never_their_prompt),
        cmocka_unit_test(controls_round_rows_and_cells_move_nothing),
        cmocka_unit_test(cells_stand_in_their_true_column),
        cmocka_unit_test(a_merged_cell_holds_for_each_of_its_rows),
        cmocka_unit_test(a_cell_that_goes_on_from_its_own_row_is_a_new_one),
        cmocka_unit_test(nested_tables_are_blocks_of_their_cell),
        cmocka_unit_test(header_rows_are_marked_and_frames_are_no_tables),
        cmocka_unit_test(lines_know_their_place),
        cmocka_unit_test(headings_go_by_outline_and_style_name),
        cmocka_unit_test(numbers_are_printed_as_word_prints_them),
        cmocka_unit_test(numbers_of_one_list_count_together_until_one_starts_anew),
        cmocka_unit_test(an_overridden_level_replaces_the_lists),
        cmocka_unit_test(levels_restart_as_they_say),
        cmocka_unit_test(an_empty_numbered_cell_shows_its_number),
        cmocka_unit_test(styles_number_their_paragraphs),
        cmocka_unit_test(a_list_may_be_a_styles_list),
        cmocka_unit_test(bullets_are_marks),
        cmocka_unit_test(strict_says_the_same),
        cmocka_unit_test(word_2003_is_read_with_its_own_spellings),
        cmocka_unit_test(a_document_type_is_refused_before_an_entity_is_read),
        cmocka_unit_test(xml_that_is_cut_off_is_refused),
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(a_table_has_a_widest_grid),
        cmocka_unit_test(a_package_without_a_document_or_with_a_part_twice_is_refused),
        cmocka_unit_test(a_file_without_words_is_said_to_be_empty),
        cmocka_unit_test(elements_out_of_place_do_no_harm),
    };

    return cmocka_run_group_tests_name("word_read", tests, NULL, NULL);
}
