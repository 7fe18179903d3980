#include "output/html_writer.h"

#include <stdarg.h>
#include <string.h>

#include "output/character.h"
#include "output/libxml_writer.h"

/* ---- the stream -------------------------------------------------------------------------------- */

/* Always content: libxml2 would print its own complaint. The stream remembers, and html_end looks. */
static int write_stream(void *context, const char *bytes, int length)
{
    size_t written = fwrite(bytes, 1, (size_t)length, context);

    (void)written;
    return length;
}

/* The stream is the caller's to close. */
static int leave_open(void *context)
{
    (void)context;
    return 0;
}

void html_begin(struct html_writer *html, FILE *stream)
{
    libxml_writer_open();
    xmlOutputBufferPtr output = libxml_writer.xmlOutputBufferCreateIO(write_stream, leave_open, stream, NULL);

    *html = (struct html_writer){ .stream = stream };
    html->xml = output ? libxml_writer.xmlNewTextWriter(output) : NULL;
    html->has_failed = !html->xml;
}

bool html_end(struct html_writer *html)
{
    if (html->xml) {
        html->has_failed |= libxml_writer.xmlTextWriterFlush(html->xml) < 0;
        libxml_writer.xmlFreeTextWriter(html->xml);
    }
    html->has_failed |= fflush(html->stream) != 0;
    html->has_failed |= ferror(html->stream) != 0;
    buffer_free(&html->text);
    return !html->has_failed;
}

static void note(struct html_writer *html, int written)
{
    html->has_failed |= written < 0;
}

static const xmlChar *as_xml(const char *text)
{
    return (const xmlChar *)text;
}

/* ---- text that XML takes ----------------------------------------------------------------------- */

/* A control character as its picture (U+2400 on); one that turns the direction of text as its number. */
static void add_sign(struct buffer *buffer, uint32_t character)
{
    if (character < 0x20)
        buffer_add_format(buffer, "\xe2\x90%c", (char)(0x80 + character));
    else if (character == 0x7f)
        buffer_add_string(buffer, "\xe2\x90\xa1");
    else if (character_is_bidi(character))
        buffer_add_format(buffer, "[U+%04X]", (unsigned)character);
    else
        buffer_add_string(buffer, "\xef\xbf\xbd");
}

static bool is_plain(uint32_t character)
{
    if (character == '\t' || character == '\n')
        return true;
    return character != CHARACTER_REPLACEMENT && !character_is_control(character) &&
           !character_is_bidi(character) &&
           (character & 0xfffe) != 0xfffe; /* no character: U+FFFE, U+FFFF and their like */
}

/* The span in html->text with a NUL after it. ASCII, by far the most, is copied by runs. */
static const xmlChar *fit(struct html_writer *html, struct span text)
{
    html->text.length = 0;
    for (size_t at = 0; at < text.length;) {
        size_t start = at;

        while (at < text.length && text.text[at] >= ' ' && text.text[at] < 0x7f)
            at++;
        buffer_add(&html->text, text.text + start, at - start);
        if (at == text.length)
            break;
        start = at;
        uint32_t character = character_next(text, &at);

        if (is_plain(character))
            buffer_add(&html->text, text.text + start, at - start);
        else
            add_sign(&html->text, character);
    }
    return as_xml(buffer_string(&html->text));
}

/* ---- elements ---------------------------------------------------------------------------------- */

void html_doctype(struct html_writer *html)
{
    if (!html->has_failed)
        note(html, libxml_writer.xmlTextWriterWriteDTD(html->xml, as_xml("html"), NULL, NULL, NULL));
    html_newline(html);
}

void html_open(struct html_writer *html, const char *name)
{
    if (!html->has_failed)
        note(html, libxml_writer.xmlTextWriterStartElement(html->xml, as_xml(name)));
}

void html_open_class(struct html_writer *html, const char *name, const char *class)
{
    html_open(html, name);
    html_attribute(html, "class", class);
}

void html_close(struct html_writer *html)
{
    if (!html->has_failed)
        note(html, libxml_writer.xmlTextWriterFullEndElement(html->xml));
}

void html_close_void(struct html_writer *html)
{
    if (!html->has_failed)
        note(html, libxml_writer.xmlTextWriterEndElement(html->xml));
}

void html_attribute_span(struct html_writer *html, const char *name, struct span value)
{
    if (!html->has_failed)
        note(html, libxml_writer.xmlTextWriterWriteAttribute(html->xml, as_xml(name), fit(html, value)));
}

void html_attribute(struct html_writer *html, const char *name, const char *value)
{
    html_attribute_span(html, name, span_of(value));
}

void html_span(struct html_writer *html, struct span text)
{
    if (!html->has_failed)
        note(html, libxml_writer.xmlTextWriterWriteString(html->xml, fit(html, text)));
}

void html_text(struct html_writer *html, const char *text)
{
    html_span(html, span_of(text));
}

enum { FORMAT_LIMIT_BYTES = 512 }; /* of numbers and short names of ours; documents' words go by spans */

void html_format(struct html_writer *html, const char *format, ...)
{
    char text[FORMAT_LIMIT_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    html_text(html, text);
}

void html_attribute_format(struct html_writer *html, const char *name, const char *format, ...)
{
    char text[FORMAT_LIMIT_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    html_attribute(html, name, text);
}

void html_element(struct html_writer *html, const char *name, const char *text)
{
    html_open(html, name);
    html_text(html, text);
    html_close(html);
}

void html_element_class(struct html_writer *html, const char *name, const char *class, const char *text)
{
    html_open_class(html, name, class);
    html_text(html, text);
    html_close(html);
}

void html_raw(struct html_writer *html, const char *text)
{
    if (!html->has_failed)
        note(html, libxml_writer.xmlTextWriterWriteRaw(html->xml, as_xml(text)));
}

void html_newline(struct html_writer *html)
{
    html_raw(html, "\n");
}
