#include "document/word_xml.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/memory.h"
#include "document/libxml.h"

enum { NAME_SLOTS = 1024, NAME_PROBES = 8 };

/* libxml2 hands out the same pointers for the same names: one look-up by text for each. */
struct name_slot {
    const xmlChar *uri;
    const xmlChar *local;
    enum word_name name;
};

struct word_xml {
    xmlParserCtxtPtr parser;
    struct word_listener *listener;
    struct span part;
    const char *file;
    struct diag_sink *sink;
    size_t depth;
    bool stopped; /* something has been reported */
    struct name_slot slots[NAME_SLOTS];
    enum word_name open[WORD_XML_DEPTH_LIMIT];
};

/* Names whose slot is taken go to the next one; where some in a row are, the last gives way. */
static enum word_name find_name(struct word_xml *xml, const xmlChar *uri, const xmlChar *local)
{
    uintptr_t hash = ((uintptr_t)local >> 3) * 31 + ((uintptr_t)uri >> 3);
    struct name_slot *slot = NULL;

    hash ^= hash >> 10;
    for (size_t i = 0; i < NAME_PROBES; i++) {
        slot = &xml->slots[(hash + i) % NAME_SLOTS];
        if (slot->local == local && slot->uri == uri)
            return slot->name;
        if (!slot->local)
            break;
    }
    *slot = (struct name_slot){ uri, local, word_name_find((const char *)uri, (const char *)local) };
    return slot->name;
}

static void refuse(struct word_xml *xml, enum diag_code code, const char *what)
{
    size_t line = (size_t)libxml.xmlSAX2GetLineNumber(xml->parser);

    if (xml->stopped)
        return;
    if (xml->part.text)
        diag_report(xml->sink, code, xml->file, 0, 0, "its part \"%.*s\" %s (line %zu)",
                    (int)xml->part.length, xml->part.text, what, line);
    else
        diag_report(xml->sink, code, xml->file, line, 0, "it %s", what);
    word_xml_stop(xml);
}

/* NOLINTNEXTLINE(readability-function-size): libxml2 gives these parameters */
static void on_start(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count, int default_count,
                     const xmlChar **attributes)
{
    struct word_xml *xml = context;
    struct word_attribute known[WORD_XML_ATTRIBUTE_LIMIT];
    size_t count = 0;

    (void)prefix, (void)namespace_count, (void)namespaces, (void)default_count;
    if (xml->depth == WORD_XML_DEPTH_LIMIT) {
        refuse(xml, DIAG_PACKAGE_LIMIT, "is nested deeper than 256 elements");
        return;
    }
    for (int i = 0; i < attribute_count && count < WORD_XML_ATTRIBUTE_LIMIT; i++, attributes += 5) {
        enum word_name name = find_name(xml, attributes[2], attributes[0]);

        if (name != WORD_OTHER)
            known[count++] =
                (struct word_attribute){ name, span_over((const char *)attributes[3],
                                                         (size_t)(attributes[4] - attributes[3])) };
    }
    struct word_attributes list = { known, count };
    enum word_name element = find_name(xml, uri, local);

    xml->open[xml->depth++] = element;
    xml->listener->start(xml->listener, element, &list);
}

static void on_end(void *context, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    struct word_xml *xml = context;

    (void)local, (void)prefix, (void)uri;
    if (xml->depth)
        xml->listener->end(xml->listener, xml->open[--xml->depth]);
}

static void on_text(void *context, const xmlChar *text, int length)
{
    struct word_xml *xml = context;

    xml->listener->text(xml->listener, (const char *)text, (size_t)length);
}

static void on_document_type(void *context, const xmlChar *name, const xmlChar *external,
                             const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    refuse(context, DIAG_PACKAGE_DAMAGED, "has a document type (DTD), as no Word file does");
}

static void on_reference(void *context, const xmlChar *name)
{
    (void)name;
    refuse(context, DIAG_PACKAGE_DAMAGED, "has an entity that XML does not define");
}

static xmlEntityPtr on_entity(void *context, const xmlChar *name)
{
    (void)context;
    return libxml.xmlGetPredefinedEntity(name);
}

static void on_error(void *context, const xmlError *error)
{
    struct word_xml *xml = context;
    char what[160];

    if (error->level < XML_ERR_ERROR || xml->stopped)
        return;
    snprintf(what, sizeof what, "is damaged or cut off: %s",
             error->message ? error->message : "not well-formed XML");
    what[strcspn(what, "\n")] = '\0';
    refuse(xml, DIAG_PACKAGE_DAMAGED, what);
}

static void on_structured_error(void *context, xmlErrorPtr error)
{
    on_error(context, error);
}

/* libxml2 prints some of its errors by itself; they come back as codes, too. */
static void print_nothing(void *context, const char *format, ...)
{
    (void)context, (void)format;
}

struct word_xml *word_xml_new(struct word_listener *listener, struct span part, const char *file,
                              struct diag_sink *sink)
{
    struct word_xml *xml = memory_new(sizeof *xml);
    xmlSAXHandler handler = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .cdataBlock = on_text,
        .internalSubset = on_document_type,
        .reference = on_reference,
        .getEntity = on_entity,
        .serror = on_structured_error,
    };

    xml->listener = listener;
    xml->part = part;
    xml->file = file;
    xml->sink = sink;
    libxml_open();
    libxml.xmlSetGenericErrorFunc(NULL, print_nothing);
    xml->parser = libxml.xmlCreatePushParserCtxt(&handler, xml, NULL, 0, NULL);
    if (!xml->parser)
        memory_exhausted();
    libxml.xmlCtxtUseOptions(xml->parser, XML_PARSE_NONET);
    xml->parser->linenumbers = 1;
    return xml;
}

void word_xml_begin_again(struct word_xml *xml, struct word_listener *listener, struct span part)
{
    xml->listener = listener;
    xml->part = part;
    xml->depth = 0;
    if (libxml.xmlCtxtResetPush(xml->parser, NULL, 0, NULL, NULL) != 0)
        memory_exhausted();
    xml->parser->charset = XML_CHAR_ENCODING_NONE; /* found by the first bytes, as at the start */
}

static enum status answer(struct word_xml *xml, int code)
{
    if (!xml->stopped &&
        (code == XML_ERR_INVALID_ENCODING || (code != XML_ERR_OK && !xml->parser->wellFormed)))
        refuse(xml, DIAG_PACKAGE_DAMAGED, "is damaged or cut off");
    return xml->stopped ? STATUS_REFUSED : STATUS_OK;
}

enum status word_xml_feed(struct word_xml *xml, const char *bytes, size_t length)
{
    enum { PIECE_BYTES = 1 << 20 };

    while (length && !xml->stopped) {
        size_t piece = length < PIECE_BYTES ? length : PIECE_BYTES;

        if (answer(xml, libxml.xmlParseChunk(xml->parser, bytes, (int)piece, 0)) != STATUS_OK)
            return STATUS_REFUSED;
        bytes += piece;
        length -= piece;
    }
    return xml->stopped ? STATUS_REFUSED : STATUS_OK;
}

enum status word_xml_finish(struct word_xml *xml)
{
    enum status status = answer(xml, libxml.xmlParseChunk(xml->parser, NULL, 0, 1));

    if (status == STATUS_OK && !xml->parser->wellFormed) {
        refuse(xml, DIAG_PACKAGE_DAMAGED, "is damaged or cut off");
        status = STATUS_REFUSED;
    }
    return status;
}

void word_xml_stop(struct word_xml *xml)
{
    xml->stopped = true;
    libxml.xmlStopParser(xml->parser);
}

void word_xml_free(struct word_xml *xml)
{
    if (!xml)
        return;
    if (xml->parser->myDoc)
        libxml.xmlFreeDoc(xml->parser->myDoc);
    libxml.xmlFreeParserCtxt(xml->parser);
    free(xml);
}

struct span word_attribute(const struct word_attributes *attributes, enum word_name name)
{
    for (size_t i = 0; i < attributes->count; i++)
        if (attributes->items[i].name == name)
            return attributes->items[i].value;
    return (struct span){ 0 };
}

long word_attribute_number(const struct word_attributes *attributes, enum word_name name, long otherwise)
{
    struct span text = word_attribute(attributes, name);
    bool negative = span_begins(text, "-");
    long value = 0;
    size_t at = negative || span_begins(text, "+");

    if (at == text.length)
        return otherwise;
    for (; at < text.length && text.text[at] >= '0' && text.text[at] <= '9'; at++)
        value = value < 100000000 ? value * 10 + (text.text[at] - '0') : 1000000000;
    return negative ? -value : value;
}

bool word_attribute_on(const struct word_attributes *attributes)
{
    struct span value = word_attribute(attributes, WORD_VAL);

    return !(span_equals(value, "0") || span_equals(value, "false") || span_equals(value, "off") ||
             span_equals(value, "none"));
}
