/* The XML is laid out by hand. */
/* clang-format off */
#ifndef DOCUMENT_WORD_OUTLINE_TEST_H
#define DOCUMENT_WORD_OUTLINE_TEST_H

/**
 * For tests of the Word reader: XML in, an outline of the document out, one line a block, tables as rows between bars.
 * Included behind cmocka.h.
 */

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "document/document.h"
#include "document/word_read.h"

#define NAMES \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"" \
    " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"" \
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
#define STRICT_NAMES " xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\""
#define NAMES_2003 \
    " xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"" \
    " xmlns:wx=\"http://schemas.microsoft.com/office/word/2003/auxHint\"" \
    " xmlns:aml=\"http://schemas.microsoft.com/aml/2001/core\""

/* What a test needs; made anew for each. */
struct reading {
    struct arena *arena;
    struct diag_list seen;
    struct document *document;
    enum status status;
    struct buffer outline;
};

/* ---- a document as an outline: one line a block, tables as rows between bars -------------------------- */

static inline void outline_blocks(struct buffer *out, const struct block *blocks, size_t count, const char *between);

static inline void outline_table(struct buffer *out, const struct table *table)
{
    for (size_t r = 0; r < table->row_count; r++) {
        const struct row *row = &table->rows[r];

        buffer_add_string(out, row->is_header ? "#" : "|");
        for (size_t c = 0; c < row->cell_count; c++) {
            const struct cell *cell = &row->cells[c];

            buffer_add_format(out, "%zu", cell->column);
            if (cell->column_span > 1)
                buffer_add_format(out, "+%u", cell->column_span);
            if (cell->row_span != 1)
                buffer_add_format(out, "v%u", cell->row_span);
            buffer_add_byte(out, ':');
            for (size_t i = 0; i < cell->block_count; i++) {
                const struct block block = cell_block(cell, i);

                outline_blocks(out, &block, 1, "/");
                buffer_add_string(out, i + 1 < cell->block_count && block.kind != BLOCK_TABLE ? "/" : "");
            }
            buffer_add_byte(out, '|');
        }
        buffer_add_byte(out, '\n');
    }
}

static inline void outline_blocks(struct buffer *out, const struct block *blocks, size_t count, const char *between)
{
    for (size_t i = 0; i < count; i++) {
        const struct block *block = &blocks[i];

        if (block->kind == BLOCK_TABLE) {
            if (between)
                buffer_add_byte(out, '{');
            outline_table(out, block->table);
            if (between)
                buffer_add_byte(out, '}');
            continue;
        }
        if (block->kind == BLOCK_HEADING)
            buffer_add_format(out, "h%u ", block->level);
        if (block->kind == BLOCK_LIST_ITEM)
            buffer_add_format(out, "* ");
        buffer_add_span(out, block->text);
        buffer_add_string(out, between ? (i + 1 < count ? between : "") : "\n");
    }
}

/* ---- reading ---------------------------------------------------------------------------------------------- */

static inline void read_bytes(struct reading *reading, const char *bytes, size_t length, enum file_format format, bool original)
{
    const struct word_options options = { .original = original };

    *reading = (struct reading){ .arena = arena_new() };
    reading->status = document_read_word(span_at(bytes, length, 0), format, &options, "plan.docx", reading->arena,
                                         diag_collect(&reading->seen), &reading->document);
    if (reading->status == STATUS_OK)
        outline_blocks(&reading->outline, reading->document->blocks, reading->document->block_count, NULL);
}

static inline void forget(struct reading *reading)
{
    buffer_free(&reading->outline);
    diag_list_free(&reading->seen);
    arena_free(reading->arena);
}

static inline void check(struct reading *reading, const char *wanted)
{
    for (size_t i = 0; i < reading->seen.count; i++)
        print_error("%s\n", reading->seen.items[i].what);
    assert_int_equal(reading->status, STATUS_OK);
    assert_string_equal(buffer_string(&reading->outline), wanted);
    forget(reading);
}

/* The body of a document.xml by itself. */
static inline void read_body(struct reading *reading, const char *names, const char *body, bool original)
{
    struct buffer xml = { 0 };

    buffer_add_format(&xml, "<w:document%s><w:body>", names);
    buffer_add_string(&xml, body);
    buffer_add_string(&xml, "</w:body></w:document>");
    read_bytes(reading, xml.bytes, xml.length, FILE_FORMAT_WORD_DOCUMENT_XML, original);
    buffer_free(&xml);
}

static inline void body_is(const char *body, const char *wanted)
{
    struct reading reading;

    read_body(&reading, NAMES, body, false);
    check(&reading, wanted);
}

/* Flat OPC with the parts that a test gives; the document comes first, what it needs behind it. */
static inline void parts_and_more_are(const char *body, const char *styles, const char *numbering, const char *more,
                                      const char *relations, const char *wanted)
{
    static const char relation[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    static const char package[] = "http://schemas.openxmlformats.org/package/2006/relationships";
    struct buffer xml = { 0 };
    struct reading reading;

    buffer_add_string(&xml, "<pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">"
                            "<pkg:part pkg:name=\"/word/document22.xml\"><pkg:xmlData><w:document" NAMES "><w:body>");
    buffer_add_string(&xml, body);
    buffer_add_string(&xml, "</w:body></w:document></pkg:xmlData></pkg:part>");
    buffer_add_string(&xml, "<pkg:part pkg:name=\"/word/styles.xml\"><pkg:xmlData><w:styles" NAMES ">");
    buffer_add_string(&xml, styles);
    buffer_add_string(&xml, "</w:styles></pkg:xmlData></pkg:part>");
    buffer_add_string(&xml, "<pkg:part pkg:name=\"/word/numbering.xml\"><pkg:xmlData><w:numbering" NAMES ">");
    buffer_add_string(&xml, numbering);
    buffer_add_string(&xml, "</w:numbering></pkg:xmlData></pkg:part>");
    buffer_add_format(&xml, "<pkg:part pkg:name=\"/_rels/.rels\"><pkg:xmlData><Relationships xmlns=\"%s\">"
                            "<Relationship Id=\"a\" Type=\"%s/officeDocument\" Target=\"/word/document22.xml\"/>"
                            "</Relationships></pkg:xmlData></pkg:part>", package, relation);
    buffer_add_format(&xml, "<pkg:part pkg:name=\"/word/_rels/document22.xml.rels\"><pkg:xmlData><Relationships xmlns=\"%s\">"
                            "<Relationship Id=\"a\" Type=\"%s/styles\" Target=\"./styles.xml\"/>"
                            "<Relationship Id=\"b\" Type=\"%s/numbering\" Target=\"..\\WORD\\number%%69ng.xml\"/>"
                            "<Relationship Id=\"c\" Type=\"%s/comments\" Target=\"gone.xml\"/>"
                            "<Relationship Id=\"d\" Type=\"%s/header\" Target=\"file:///etc/hostname\" TargetMode=\"External\"/>"
                            "%s</Relationships></pkg:xmlData></pkg:part>%s</pkg:package>",
                      package, relation, relation, relation, relation, relations, more);
    read_bytes(&reading, xml.bytes, xml.length, FILE_FORMAT_FLAT_OPC, false);
    buffer_free(&xml);
    check(&reading, wanted);
}

static inline void parts_are(const char *body, const char *styles, const char *numbering, const char *wanted)
{
    parts_and_more_are(body, styles, numbering, "", "", wanted);
}

#define P(words) "<w:p><w:r><w:t>" words "</w:t></w:r></w:p>"
#define T(words) "<w:r><w:t xml:space=\"preserve\">" words "</w:t></w:r>"
#define TC(content) "<w:tc>" content "</w:tc>"
#define TR(cells) "<w:tr>" cells "</w:tr>"
#endif
