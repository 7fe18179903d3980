#ifndef FUZZ_WORD_CHECK_H
#define FUZZ_WORD_CHECK_H

/** For fuzzers of the Word reader: reads bytes as one of its formats, and insists that every span lies in the text. */

#include <stdlib.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "document/document.h"
#include "document/word_read.h"

static inline void check_span(const struct document *document, struct span span)
{
    const struct span *text = &document->source.text;

    if (!span.text)
        return;
    if (span.offset > text->length || span.length > text->length - span.offset || span.text != text->text + span.offset)
        abort();
}

static inline void check_blocks(const struct document *document, const struct block *blocks, size_t count);

static inline void check_table(const struct document *document, const struct table *table)
{
    for (size_t r = 0; r < table->row_count; r++) {
        if (!table->rows[r].cell_count)
            abort();
        for (size_t c = 0; c < table->rows[r].cell_count; c++) {
            const struct cell *cell = &table->rows[r].cells[c];

            check_span(document, cell->text);
            if (!cell->column_span || (c && cell->column < cell[-1].column + cell[-1].column_span))
                abort();
            if (cell->row_span && cell->blocks)
                check_blocks(document, cell->blocks, cell->block_count);
        }
    }
}

static inline void check_blocks(const struct document *document, const struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check_span(document, blocks[i].text);
        check_span(document, blocks[i].label);
        check_span(document, blocks[i].whole);
        /* an empty table may stand behind the last line */
        if (blocks[i].line == 0 || blocks[i].line > document->source.line_count + (blocks[i].table != NULL))
            abort();
        if (blocks[i].table)
            check_table(document, blocks[i].table);
    }
}

static inline void check_places(const struct document *document)
{
    for (size_t i = 0; i < document->source.line_count; i++)
        if (document->places[i].table > document->table_count)
            abort();
}

/** Nothing may crash, leak or hang. */
static inline void read_word(struct span bytes, enum file_format format, bool original)
{
    const struct word_options options = { .original = original };
    struct arena *arena = arena_new();
    struct document *document;

    if (document_read_word(bytes, format, &options, "fuzz", arena, NULL, &document) == STATUS_OK) {
        check_blocks(document, document->blocks, document->block_count);
        check_places(document);
        for (size_t n = 0; n < document->note_count; n++)
            check_blocks(document, document->notes[n].blocks, document->notes[n].block_count);
    }
    arena_free(arena);
}

#define FLAT_BEGIN \
    "<pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">" \
    "<pkg:part pkg:name=\"/_rels/.rels\"><pkg:xmlData><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" \
    "<Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"d.xml\"/></Relationships></pkg:xmlData></pkg:part>" \
    "<pkg:part pkg:name=\"/_rels/d.xml.rels\"><pkg:xmlData><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" \
    "<Relationship Id=\"n\" Type=\"x/numbering\" Target=\"n.xml\"/><Relationship Id=\"s\" Type=\"x/styles\" Target=\"s.xml\"/>" \
    "<Relationship Id=\"c\" Type=\"x/aFChunk\" Target=\"c\"/></Relationships></pkg:xmlData></pkg:part>"
#define FLAT_END "</pkg:package>"
#define WORD_NAMES \
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"" \
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"" \
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
#endif
