#include "characters/file_format.h"

#include <string.h>
#include <strings.h>

#include "base/diagnostic.h"
#include "characters/mime_part.h"

enum { HEAD_BYTES = 16 * 1024 };

static const struct {
    const char *bytes;
    size_t length;
    enum file_format format;
    const char *what; /* for FILE_FORMAT_BINARY: said to the user */
} magics[] = {
    { "PK\x03\x04", 4, FILE_FORMAT_ZIP, NULL },
    { "PK\x05\x06", 4, FILE_FORMAT_ZIP, NULL }, /* an empty one */
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, FILE_FORMAT_OLE, NULL },
    { "{\\rtf", 5, FILE_FORMAT_RTF, NULL },
    { "%PDF-", 5, FILE_FORMAT_PDF, NULL },
    { "\x89PNG\r\n\x1A\n", 8, FILE_FORMAT_BINARY, "a PNG picture" },
    { "\xFF\xD8\xFF", 3, FILE_FORMAT_BINARY, "a JPEG picture" },
    { "GIF8", 4, FILE_FORMAT_BINARY, "a GIF picture" },
    { "II*\0", 4, FILE_FORMAT_BINARY, "a TIFF picture" },
    { "MM\0*", 4, FILE_FORMAT_BINARY, "a TIFF picture" },
    { "\x1F\x8B", 2, FILE_FORMAT_BINARY, "a gzip archive" },
    { "7z\xBC\xAF\x27\x1C", 6, FILE_FORMAT_BINARY, "a 7z archive" },
    { "Rar!\x1A\x07", 6, FILE_FORMAT_BINARY, "a RAR archive" },
    { "\177ELF", 4, FILE_FORMAT_BINARY, "a program" },
    { "SQLite format 3", 16, FILE_FORMAT_BINARY, "an SQLite database" },
};

static size_t match_magic(struct span bytes)
{
    for (size_t i = 0; i < ARRAY_LENGTH(magics); i++)
        if (bytes.length >= magics[i].length && bytes.text[0] == magics[i].bytes[0] &&
            memcmp(bytes.text, magics[i].bytes, magics[i].length) == 0)
            return i;
    return ARRAY_LENGTH(magics);
}

/* Does the needle stand in the span, ASCII or (for OLE's directory) UTF-16LE? */
static bool holds(struct span bytes, const char *needle, bool wide)
{
    char wanted[64];
    size_t length = 0;

    for (const char *c = needle; *c && length + 2 <= sizeof wanted; c++) {
        wanted[length++] = *c;
        if (wide)
            wanted[length++] = '\0';
    }
    return memmem(bytes.text, bytes.length, wanted, length) != NULL;
}

/* A zip's first member, stored, holds the type (OpenDocument 1.3, part 2, 3.3). */
static bool is_open_document(struct span bytes)
{
    static const char type[] = "mimetypeapplication/vnd.oasis.opendocument.";

    return bytes.length > 30 + sizeof type && memcmp(bytes.text + 30, type, sizeof type - 1) == 0;
}

/* The file's head in ASCII, whatever Unicode encoding it is in: NULs and bytes above 7F left out. */
static struct span ascii_head(struct span bytes, char head[static HEAD_BYTES])
{
    size_t length = 0;

    for (size_t i = 0; i < bytes.length && length < HEAD_BYTES && i < (size_t)4 * HEAD_BYTES; i++)
        if (bytes.text[i] > 0)
            head[length++] = bytes.text[i];
    return span_at(head, length, 0);
}

static struct span rest_after(struct span text, const char *mark)
{
    const char *found = memmem(text.text, text.length, mark, strlen(mark));

    return found ? span_part(text, (size_t)(found - text.text) + strlen(mark), text.length)
                 : span_part(text, text.length, text.length);
}

/* What stands before an XML root: { white space | <? ... ?> | <!-- ... --> | <! ... > }. */
static struct span skip_prolog(struct span head)
{
    for (;;) {
        head = span_trim(head);
        if (span_begins(head, "<?"))
            head = rest_after(head, "?>");
        else if (span_begins(head, "<!--"))
            head = rest_after(head, "-->");
        else if (span_begins(head, "<!"))
            head = rest_after(head, ">");
        else
            return head;
    }
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("_:.-", c));
}

/* The root's start tag without its "<" and ">"; empty where there is none. */
static struct span root_tag(struct span head)
{
    size_t end = 1;

    if (head.length < 2 || head.text[0] != '<' || !is_name_byte(head.text[1]))
        return span_part(head, 0, 0);
    while (end < head.length && head.text[end] != '>')
        end++;
    return span_part(head, 1, end);
}

/* The tag's name without prefix. */
static struct span local_name(struct span tag)
{
    size_t from = 0;
    size_t to = 0;

    for (; to < tag.length && is_name_byte(tag.text[to]); to++)
        if (tag.text[to] == ':')
            from = to + 1;
    return span_part(tag, from, to);
}

static const struct {
    const char *root;
    const char *name_space;
    enum file_format format;
} roots[] = {
    { "package", "http://schemas.microsoft.com/office/2006/xmlPackage", FILE_FORMAT_FLAT_OPC },
    { "wordDocument", "http://schemas.microsoft.com/office/word/2003/wordml", FILE_FORMAT_WORD_2003 },
    { "document", "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
      FILE_FORMAT_WORD_DOCUMENT_XML },
    { "document", "http://purl.oclc.org/ooxml/wordprocessingml/main", FILE_FORMAT_WORD_DOCUMENT_XML },
};

/* Markup begins with "<"; bytes that ascii_head leaves out don't count. */
static bool may_be_markup(struct span bytes)
{
    size_t at = 0;

    while (at < bytes.length && (bytes.text[at] <= 0 || span_is_white(bytes.text[at])))
        at++;
    return at < bytes.length && bytes.text[at] == '<';
}

static enum file_format sniff_markup(struct span bytes)
{
    char room[HEAD_BYTES];

    if (!may_be_markup(bytes))
        return FILE_FORMAT_TEXT;
    struct span head = span_trim(ascii_head(bytes, room));
    bool declared = span_begins(head, "<?xml");
    bool html = head.length > 14 && strncasecmp(head.text, "<!doctype html", 14) == 0;
    struct span tag = root_tag(skip_prolog(head));
    struct span name = local_name(tag);

    for (size_t i = 0; i < ARRAY_LENGTH(roots); i++)
        if (span_equals(name, roots[i].root) && holds(tag, roots[i].name_space, false))
            return roots[i].format;
    if (html || span_same_ignoring_case(name, span_of("html")))
        return FILE_FORMAT_HTML;
    return declared || holds(tag, "xmlns", false) ? FILE_FORMAT_XML_OTHER : FILE_FORMAT_TEXT;
}

/* Does the needle stand in the text, in whichever letters? */
static bool holds_word(struct span text, const char *needle)
{
    size_t length = strlen(needle);

    for (size_t at = 0; at + length <= text.length; at++)
        if (strncasecmp(text.text + at, needle, length) == 0)
            return true;
    return false;
}

/* A message of many parts; a plain mail is text. */
static bool is_saved_page(struct span bytes)
{
    struct span head = span_part(bytes, span_begins(bytes, "\xEF\xBB\xBF") ? 3 : 0, HEAD_BYTES);

    return mime_is_message(head) && holds_word(head, "multipart/related");
}

enum file_format file_format_sniff(struct span bytes)
{
    size_t magic = match_magic(bytes);

    if (magic == ARRAY_LENGTH(magics))
        return is_saved_page(bytes) ? FILE_FORMAT_SAVED_PAGE : sniff_markup(bytes);
    if (magics[magic].format == FILE_FORMAT_ZIP && is_open_document(bytes))
        return FILE_FORMAT_ODF;
    if (magics[magic].format == FILE_FORMAT_OLE && holds(bytes, "EncryptedPackage", true))
        return FILE_FORMAT_ENCRYPTED;
    return magics[magic].format;
}

static const struct {
    const char *what;    /* completes "it is ..." */
    const char *command; /* that makes a readable file of it, before the file's name; NULL: none */
    const char *then;    /* what follows the file's name in it; NULL: nothing */
} remedies[] = {
    [FILE_FORMAT_ZIP] = { "a zip package (docx or its like)", "libreoffice --headless --convert-to txt:Text",
                          NULL },
    [FILE_FORMAT_FLAT_OPC] = { "Word XML in one file (Flat OPC)", "libreoffice --headless --convert-to docx",
                               NULL },
    [FILE_FORMAT_WORD_2003] = { "Word 2003 XML", "libreoffice --headless --convert-to docx", NULL },
    [FILE_FORMAT_WORD_DOCUMENT_XML] = { "a part of a Word file, without the rest of it", NULL, NULL },
    [FILE_FORMAT_OLE] = { "an old binary Office file (.doc)", "libreoffice --headless --convert-to docx",
                          NULL },
    [FILE_FORMAT_ENCRYPTED] = { "an Office file under a password: open it in Word and save it without one",
                                NULL, NULL },
    [FILE_FORMAT_ODF] = { "an OpenDocument file (.odt)", "libreoffice --headless --convert-to docx", NULL },
    [FILE_FORMAT_RTF] = { "rich text (.rtf)", "libreoffice --headless --convert-to docx", NULL },
    [FILE_FORMAT_PDF] = { "a PDF file", "pdftotext -layout", NULL },
    [FILE_FORMAT_HTML] = { "a web page (HTML)", "libreoffice --headless --writer --convert-to docx", NULL },
    [FILE_FORMAT_SAVED_PAGE] = { "a saved web page (MHT)", "ripmime -d parts -i",
                                 " && libreoffice --headless --writer --convert-to docx parts/*.htm*" },
    [FILE_FORMAT_XML_OTHER] = { "XML, but not Word's", NULL, NULL },
};

void file_format_refuse(enum file_format format, struct span bytes, const char *file, struct diag_sink *sink)
{
    if (format == FILE_FORMAT_TEXT)
        return;
    if (format == FILE_FORMAT_BINARY) {
        size_t magic = match_magic(bytes);

        diag_report(sink, DIAG_FILE_BINARY, file, 0, 0, "it is %s, not a text",
                    magic < ARRAY_LENGTH(magics) ? magics[magic].what : "a binary file");
    } else if (remedies[format].command) {
        diag_report(sink, DIAG_FILE_FORMAT, file, 0, 0, "it is %s; convert it first: %s '%s'%s",
                    remedies[format].what, remedies[format].command, file ? file : "FILE",
                    remedies[format].then ? remedies[format].then : "");
    } else {
        diag_report(sink, DIAG_FILE_FORMAT, file, 0, 0, "it is %s", remedies[format].what);
    }
}
