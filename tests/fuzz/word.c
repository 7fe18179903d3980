/*
 * Any bytes as each kind of Word file: nothing may crash, leak or hang, and every span of a document that is read must lie in its
 * text.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "document/document.h"
#include "document/word_read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_span(const struct document *document, struct span span)
{
    const struct span *text = &document->source.text;

    if (!span.text)
        return;
    if (span.offset > text->length || span.length > text->length - span.offset || span.text != text->text + span.offset)
        abort();
}

static void check_blocks(const struct document *document, const struct block *blocks, size_t count);

static void check_table(const struct document *document, const struct table *table)
{
    for (size_t r = 0; r < table->row_count; r++) {
        if (!table->rows[r].cell_count)
            abort();
        for (size_t c = 0; c < table->rows[r].cell_count; c++) {
            const struct cell *cell = &table->rows[r].cells[c];

            check_span(document, cell->text);
            if (!cell->column_span || (c && cell->column < cell[-1].column + cell[-1].column_span))
                abort();
            if (cell->row_span)
                check_blocks(document, cell->blocks, cell->block_count);
        }
    }
}

static void check_blocks(const struct document *document, const struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check_span(document, blocks[i].text);
        check_span(document, blocks[i].label);
        check_span(document, blocks[i].whole);
        if (blocks[i].line == 0 || blocks[i].line > document->source.line_count)
            abort();
        if (blocks[i].table)
            check_table(document, blocks[i].table);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum file_format formats[] = { FILE_FORMAT_ZIP, FILE_FORMAT_FLAT_OPC, FILE_FORMAT_WORD_2003,
                                                FILE_FORMAT_WORD_DOCUMENT_XML };
    struct span bytes = { (const char *)data, size, 0 };
    enum file_format sniffed = file_format_sniff(bytes);

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        const struct word_options options = { .original = size & 1 };
        struct arena *arena = arena_new();
        struct document *document;

        if (document_is_word(sniffed) && formats[i] != sniffed) {
            arena_free(arena);
            continue;
        }
        if (document_read_word(bytes, formats[i], &options, "fuzz", arena, NULL, &document) == STATUS_OK) {
            check_blocks(document, document->blocks, document->block_count);
            for (size_t n = 0; n < document->note_count; n++)
                check_blocks(document, document->notes[n].blocks, document->notes[n].block_count);
        }
        arena_free(arena);
    }
    return 0;
}
