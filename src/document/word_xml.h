#ifndef DOCUMENT_WORD_XML_H
#define DOCUMENT_WORD_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/status.h"
#include "document/word_name.h"

struct diag_sink;

struct word_attribute {
    enum word_name name;
    struct span value; /* without offset; valid during the call */
};

/** An element's attributes that we know. */
struct word_attributes {
    const struct word_attribute *items;
    size_t count;
};

/** Who is told what stands in the XML, in order. */
struct word_listener {
    void (*start)(struct word_listener *listener, enum word_name element,
                  const struct word_attributes *attributes);
    void (*end)(struct word_listener *listener, enum word_name element);
    void (*text)(struct word_listener *listener, const char *text, size_t length);
};

enum {
    WORD_XML_DEPTH_LIMIT = 256,
    WORD_XML_ATTRIBUTE_LIMIT = 64, /* known ones of an element */
};

/**
 * A parser of one XML text that comes in pieces. It opens no file, reads no document type (one is refused:
 * ECMA-376-2 forbids it), expands no entity but XML's five, and keeps nothing of what it has read.
 */
struct word_xml;

/**
 * part: what is parsed, for diagnostics: a part's name, or no text for the file itself.
 * Ownership: borrows all until word_xml_free.
 */
struct word_xml *word_xml_new(struct word_listener *listener, struct span part, const char *file,
                              struct diag_sink *sink);

/** Makes a parser that has finished ready for another text, with the names that it has learnt. */
void word_xml_begin_again(struct word_xml *xml, struct word_listener *listener, struct span part);

/**
 * The next bytes. Errors: STATUS_REFUSED: not well-formed, nested deeper than WORD_XML_DEPTH_LIMIT, over a
 * limit of libxml2's, or with a document type.
 */
CHECKED enum status word_xml_feed(struct word_xml *xml, const char *bytes, size_t length);
/** There are no more. Errors: as word_xml_feed; the text is cut off. */
CHECKED enum status word_xml_finish(struct word_xml *xml);
/** Stops the parsing from inside a listener, which has reported why. */
void word_xml_stop(struct word_xml *xml);
void word_xml_free(struct word_xml *xml);

/** The value of an attribute; no text where it is not there. */
struct span word_attribute(const struct word_attributes *attributes, enum word_name name);
/** The same as a number, or `otherwise`. Numbers beyond a billion are a billion. */
long word_attribute_number(const struct word_attributes *attributes, enum word_name name, long otherwise);
/** w:val of an on/off property: on without one ("true", "1", "on"; "false", "0", "off", "none"). */
bool word_attribute_on(const struct word_attributes *attributes);
#endif
