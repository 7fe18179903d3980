#include "document/word_state.h"

#include <string.h>

#include "base/arena.h"

/* The notes' words go behind the body's. */
static void join_stories(struct word_reader *reader)
{
    struct story *body = &reader->body;
    struct story *notes = &reader->notes;
    size_t from = body->text.length;

    buffer_add(&body->text, notes->text.bytes ? notes->text.bytes : "", notes->text.length);
    for (size_t i = 0; i < notes->line_count; i++) {
        body->lines = arena_grow(reader->arena, body->lines, body->line_count, &body->line_capacity,
                                 sizeof *body->lines);
        body->places = arena_grow(reader->arena, body->places, body->line_count, &body->place_capacity,
                                  sizeof *body->places);
        body->places[body->line_count] = (struct place){ 0 };
        body->lines[body->line_count++] = (uint32_t)(from + notes->lines[i]);
    }
}

/* Where the words lie is known now: spans that held only offsets point there. */
struct settler {
    const char *text;
    size_t offset; /* added to every offset */
    size_t lines;
};

static void settle_span(const struct settler *settler, struct span *span)
{
    if (!span->text)
        return;
    *span =
        span_at(settler->text + settler->offset + span->offset, span->length, settler->offset + span->offset);
}

static void settle_blocks(const struct settler *settler, struct block *blocks, size_t count);

static void settle_table(const struct settler *settler, struct table *table)
{
    for (size_t r = 0; r < table->row_count; r++) {
        struct row *row = &table->rows[r];

        row->line += settler->lines;
        for (size_t c = 0; c < row->cell_count; c++) {
            settle_span(settler, &row->cells[c].text);
            if (row->cells[c].row_span &&
                row->cells[c].blocks) /* a hidden cell shares the blocks of the one above */
                settle_blocks(settler, row->cells[c].blocks, row->cells[c].block_count);
        }
    }
}

static void settle_blocks(const struct settler *settler, struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        settle_span(settler, &blocks[i].text);
        settle_span(settler, &blocks[i].label);
        settle_span(settler, &blocks[i].whole);
        blocks[i].line += settler->lines;
        if (blocks[i].table)
            settle_table(settler, blocks[i].table);
    }
}

/* Plain paragraphs of the body are read as lines of text are: with marks and tabs that somebody typed. */
static bool is_plain(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH && !block->label.text;
}

/* The line behind a block, from 0: a table ends before the next block, and before the empty lines that stand
 * there. One whose cells are all empty has no line of its own. */
static size_t end_of_block(const struct document *document, const struct block *block, size_t next)
{
    size_t end = block->table ? block->line - 1 : block->line;

    while (block->table && end < next && document->places[end].table)
        end++;
    return end;
}

static void read_plain_lines(struct document *document, const struct block *blocks, size_t count,
                             size_t line_count)
{
    size_t capacity = 0;
    size_t read = 0; /* lines */

    document->blocks = NULL;
    document->block_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_plain(&blocks[i]))
            continue;
        document_add_lines(document, &capacity, read, blocks[i].line - 1);
        document->blocks = arena_grow(document->arena, document->blocks, document->block_count, &capacity,
                                      sizeof *document->blocks);
        document->blocks[document->block_count++] = blocks[i];
        read = end_of_block(document, &blocks[i], i + 1 < count ? blocks[i + 1].line - 1 : line_count);
    }
    document_add_lines(document, &capacity, read, line_count);
}

/* A property's words stand among the notes', so that they can be quoted. */
static struct span write_property(struct word_reader *reader, const struct buffer *words)
{
    struct span text = span_trim(span_at(words->bytes ? words->bytes : "", words->length, 0));

    if (!text.length || memchr(text.text, '\n', text.length))
        return (struct span){ 0 };
    reader->story = &reader->notes;
    return word_write_line(reader, (struct span){ 0 }, text);
}

/* Pages are known where Word has said at least once that one breaks. */
static void settle_places(struct word_reader *reader)
{
    for (size_t i = 0; i < reader->body.line_count && !reader->knows_pages; i++)
        reader->body.places[i].page = 0;
    for (size_t i = 0; i < reader->table_count && !reader->knows_pages; i++)
        reader->parents[i].page = 0;
}

void word_document_settle(struct word_reader *reader)
{
    struct document *document = reader->document;
    struct settler settler = { .offset = 0 };
    size_t body_length = reader->body.text.length;
    size_t body_lines = reader->body.line_count;

    document->blocks = reader->blocks.items;
    document->block_count = reader->blocks.count;
    word_notes_settle(reader);
    document->title_hint = write_property(reader, &reader->title);
    document->council_hint = write_property(reader, &reader->company);
    join_stories(reader);
    struct span text =
        arena_copy_span(reader->arena, span_at(reader->body.text.bytes, reader->body.text.length, 0));

    settler.text = text.text;
    settle_blocks(&settler, document->blocks, document->block_count);
    settler.offset = body_length;
    settler.lines = body_lines;
    for (size_t i = 0; i < document->note_count; i++)
        settle_blocks(&settler, document->notes[i].blocks, document->notes[i].block_count);
    settle_span(&settler, &document->title_hint);
    settle_span(&settler, &document->council_hint);
    document->source.text = document->source.raw = text;
    document->source.lines = reader->body.lines;
    document->source.line_count = reader->body.line_count;
    settle_places(reader);
    document->places = reader->body.places;
    document->parents = reader->parents;
    document->table_count = reader->table_count;
    read_plain_lines(document, document->blocks, document->block_count, body_lines);
}
