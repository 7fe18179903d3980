#ifndef OUTPUT_HTML_WRITER_H
#define OUTPUT_HTML_WRITER_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buffer.h"
#include "base/span.h"
#include "base/status.h"

/**
 * HTML that is well-formed XML too, written as it comes through libxml2's writer: whatever a document says,
 * it is text. Characters that XML does not take, and those that would steer a terminal or turn the direction
 * of the text, are shown by a visible sign. After a first failure every call does nothing; html_end tells.
 */
struct html_writer {
    struct _xmlTextWriter *xml;
    FILE *stream;
    struct buffer text; /* of the value at hand, made fit for XML */
    bool has_failed;
};

void html_begin(struct html_writer *html, FILE *stream);
/** Writes out and frees. False where something could not be written. */
CHECKED bool html_end(struct html_writer *html);

/** "<!DOCTYPE html>". */
void html_doctype(struct html_writer *html);
/** Opens an element; attributes follow before any content. */
void html_open(struct html_writer *html, const char *name);
/** The same with a class. */
void html_open_class(struct html_writer *html, const char *name, const char *class);
/** Closes the innermost element by an end tag. */
void html_close(struct html_writer *html);
/** Closes an element that has no content and no end tag in HTML (meta, input), or one of SVG. */
void html_close_void(struct html_writer *html);

void html_attribute(struct html_writer *html, const char *name, const char *value);
void html_attribute_span(struct html_writer *html, const char *name, struct span value);
void html_attribute_format(struct html_writer *html, const char *name, const char *format, ...)
    PRINTF_LIKE(3, 4);

void html_text(struct html_writer *html, const char *text);
void html_span(struct html_writer *html, struct span text);
void html_format(struct html_writer *html, const char *format, ...) PRINTF_LIKE(2, 3);
/** A whole element that holds only text. */
void html_element(struct html_writer *html, const char *name, const char *text);
void html_element_class(struct html_writer *html, const char *name, const char *class, const char *text);
/** What is ours and needs no escaping: style and script. */
void html_raw(struct html_writer *html, const char *text);
/** A line end, so that the source can be read and compared. */
void html_newline(struct html_writer *html);
#endif
