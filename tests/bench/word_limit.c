/*
 * The floor under reading Word files: word/document.xml inflated by libzip and handed to libxml2's SAX2
 * parser, piece by piece, with handlers that count and keep nothing. usage: word_limit FILE.docx ...
 */
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

enum { PIECE_BYTES = 65536 };

struct counts {
    size_t elements;
    size_t bytes; /* of text */
};

/* NOLINTNEXTLINE(readability-function-size): libxml2 gives these parameters */
static void count_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces, int attribute_count,
                          int default_count, const xmlChar **attributes)
{
    struct counts *counts = context;

    (void)name, (void)prefix, (void)uri, (void)namespace_count, (void)namespaces;
    (void)attribute_count, (void)default_count, (void)attributes;
    counts->elements++;
}

static void count_text(void *context, const xmlChar *text, int length)
{
    struct counts *counts = context;

    (void)text;
    counts->bytes += (size_t)length;
}

static int parse(zip_file_t *member, struct counts *counts)
{
    static char piece[PIECE_BYTES];
    xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
                              .startElementNs = count_element,
                              .characters = count_text };
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, counts, NULL, 0, NULL);
    zip_int64_t length;
    int failed = 0;

    while (!failed && (length = zip_fread(member, piece, sizeof piece)) > 0)
        failed = xmlParseChunk(parser, piece, (int)length, 0);
    if (!failed)
        failed = xmlParseChunk(parser, NULL, 0, 1);
    xmlFreeParserCtxt(parser);
    return failed;
}

static int read_file(const char *path, struct counts *counts)
{
    zip_t *archive = zip_open(path, ZIP_RDONLY, NULL);
    zip_file_t *member = archive ? zip_fopen(archive, "word/document.xml", 0) : NULL;
    int failed = member ? parse(member, counts) : 1;

    if (member)
        zip_fclose(member);
    if (archive)
        zip_discard(archive);
    return failed;
}

int main(int argument_count, char **arguments)
{
    struct counts counts = { 0 };

    for (int i = 1; i < argument_count; i++)
        if (read_file(arguments[i], &counts) != 0) {
            fprintf(stderr, "word_limit: %s can't be read\n", arguments[i]);
            return 1;
        }
    printf("%zu elements, %zu bytes of text\n", counts.elements, counts.bytes);
    return 0;
}
