#include "characters/file_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/diagnostic.h"

#define SPAN(literal) ((struct span){ (literal), sizeof(literal) - 1, 0 })
#define ZIP_HEADER    "PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0"
#define OLE_HEADER    "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

static void assert_format(struct span bytes, enum file_format format)
{
    enum file_format sniffed = file_format_sniff(bytes);

    if (sniffed != format)
        fail_msg("%.*s: format %d", (int)bytes.length, bytes.text, (int)sniffed);
}

static void packages_are_known_by_their_first_bytes(void **state)
{
    (void)state;
    assert_format(SPAN(ZIP_HEADER "[Content_Types].xml and more bytes behind it"), FILE_FORMAT_ZIP);
    assert_format(SPAN(ZIP_HEADER "mimetypeapplication/vnd.oasis.opendocument.textPK"), FILE_FORMAT_ODF);
    assert_format(SPAN("PK\x03\x04"), FILE_FORMAT_ZIP);
    assert_format(SPAN(OLE_HEADER "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), FILE_FORMAT_OLE);
    assert_format(SPAN(OLE_HEADER "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"), FILE_FORMAT_ENCRYPTED);
    assert_format(SPAN("{\\rtf1\\ansi Plan}"), FILE_FORMAT_RTF);
    assert_format(SPAN("%PDF-1.4\n"), FILE_FORMAT_PDF);
    assert_format(SPAN("\x89PNG\r\n\x1A\n"), FILE_FORMAT_BINARY);
}

static void xml_is_known_by_its_root(void **state)
{
    (void)state;
    assert_format(
        SPAN("<?xml version='1.0'?><?mso-application progid='Word.Document'?>\n<pkg:package "
             "xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\"><pkg:part/></pkg:package>"),
        FILE_FORMAT_FLAT_OPC);
    assert_format(SPAN("\xEF\xBB\xBF<!-- <w:p> --><w:wordDocument "
                       "xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'>"),
                  FILE_FORMAT_WORD_2003);
    assert_format(SPAN("<d xmlns='http://schemas.microsoft.com/office/word/2003/wordml'/>"),
                  FILE_FORMAT_XML_OTHER);
    assert_format(SPAN("<document xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">"),
                  FILE_FORMAT_WORD_DOCUMENT_XML);
    assert_format(SPAN("\xFF\xFE<\0?\0x\0m\0l\0?\0>\0<\0p\0l\0a\0n\0/\0>\0"), FILE_FORMAT_XML_OTHER);
    assert_format(SPAN("  <!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><title>Plan</title>"),
                  FILE_FORMAT_HTML);
    assert_format(SPAN("<HTML><body>"), FILE_FORMAT_HTML);
    assert_format(SPAN("<?xml version=\"1.0\"?>"), FILE_FORMAT_XML_OTHER);
    assert_format(SPAN("<?xml version=\"1.0\""), FILE_FORMAT_XML_OTHER);
}

static void a_saved_web_page_is_known_by_its_head(void **state)
{
    (void)state;
    assert_format(SPAN("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\n"),
                  FILE_FORMAT_SAVED_PAGE);
    assert_format(SPAN("\xEF\xBB\xBFMime-Version: 1.0\nContent-Type: Multipart/Related;\n\tboundary=x\n"),
                  FILE_FORMAT_SAVED_PAGE);
    assert_format(SPAN("From: <Saved by a browser>\nSubject: Plan\nMIME-Version: 1.0\n"
                       "Content-Type: multipart/related;\n\ttype=\"text/html\"\n"),
                  FILE_FORMAT_SAVED_PAGE);
    assert_format(SPAN("From: an officer\nMIME-Version: 1.0\nContent-Type: text/plain\n\nAction plan\n"),
                  FILE_FORMAT_TEXT);
    assert_format(SPAN("Action plan\n\nMIME-Version: 1.0\nContent-Type: multipart/related\n"),
                  FILE_FORMAT_TEXT);
}

static void text_stays_text(void **state)
{
    (void)state;
    assert_format(SPAN(""), FILE_FORMAT_TEXT);
    assert_format(SPAN("Action Plan"), FILE_FORMAT_TEXT);
    assert_format(SPAN("<draft> Action Plan 2009"), FILE_FORMAT_TEXT);
    assert_format(SPAN("< 5% of actions are late"), FILE_FORMAT_TEXT);
    assert_format(SPAN("<!-- unfinished"), FILE_FORMAT_TEXT);
    assert_format(SPAN("PK is the Policy Keeper"), FILE_FORMAT_TEXT);
}

static void the_answer_names_the_command(void **state)
{
    struct diag_list seen;
    struct diag_sink *sink = diag_collect(&seen);

    (void)state;
    file_format_refuse(FILE_FORMAT_TEXT, SPAN("x"), "x", sink);
    assert_int_equal(seen.count, 0);
    file_format_refuse(FILE_FORMAT_PDF, SPAN("%PDF-1.4"), "plan b.pdf", sink);
    assert_int_equal(seen.items[0].code, DIAG_FILE_FORMAT);
    assert_string_equal(seen.items[0].what,
                        "it is a PDF file; convert it first: pdftotext -layout 'plan b.pdf'");
    file_format_refuse(FILE_FORMAT_BINARY, SPAN("GIF89a"), "plan.gif", sink);
    assert_int_equal(seen.items[1].code, DIAG_FILE_BINARY);
    assert_string_equal(seen.items[1].what, "it is a GIF picture, not a text");
    for (enum file_format format = FILE_FORMAT_ZIP; format <= FILE_FORMAT_BINARY; format++)
        file_format_refuse(format, SPAN("unlike any"), NULL, sink);
    assert_int_equal(seen.count, 2 + FILE_FORMAT_BINARY);
    diag_list_free(&seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packages_are_known_by_their_first_bytes),
        cmocka_unit_test(xml_is_known_by_its_root),
        cmocka_unit_test(a_saved_web_page_is_known_by_its_head),
        cmocka_unit_test(text_stays_text),
        cmocka_unit_test(the_answer_names_the_command),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
