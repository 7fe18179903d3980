#include "document/word_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/status.h"

/* All that an alternative needs are extensions whose content we read. */
static bool understands(struct span requires)
{
    static const char *const known[] = { "wps", "wpg", "wpc", "w14", "w15", "w16", "wp14", "a14" };
    size_t at = 0;

    while (at < requires.length) {
        size_t end = at;
        bool found = false;

        while (end < requires.length && requires.text[end] != ' ')
            end++;
        for (size_t i = 0; i < ARRAY_LENGTH(known); i++)
            found = found || span_equals(span_part(requires, at, end), known[i]);
        if (end > at && !found)
            return false;
        at = end + 1;
    }
    return true;
}

static void start_alternate(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->choice_taken[reader->depth - 1] = false;
}

static void start_choice(struct word_reader *reader, const struct word_attributes *attributes)
{
    bool *taken = reader->depth > 1 ? &reader->choice_taken[reader->depth - 2] : NULL;

    if (!taken || *taken || !understands(word_attribute(attributes, WORD_REQUIRES)))
        word_skip(reader);
    else
        *taken = true;
}

static void start_fallback(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    if (reader->depth < 2 || reader->choice_taken[reader->depth - 2])
        word_skip(reader);
}

static void end_txbx_content(struct word_reader *reader)
{
    word_paragraph_flush(reader);
}

/* The line that the paragraph being read begins, or the next one. */
static size_t line_now(const struct word_reader *reader)
{
    return reader->body.line_count + 1;
}

static void add_anchor(struct word_reader *reader, const struct word_attributes *attributes,
                       enum note_kind kind)
{
    if (reader->story != &reader->body)
        return;
    reader->anchors = arena_grow(reader->arena, reader->anchors, reader->anchor_count,
                                 &reader->anchor_capacity, sizeof *reader->anchors);
    reader->anchors[reader->anchor_count++] =
        (struct note_anchor){ kind, word_attribute_number(attributes, WORD_ID, NO_NOTE_ID),
                              line_now(reader) };
}

static void start_footnote_reference(struct word_reader *reader, const struct word_attributes *attributes)
{
    add_anchor(reader, attributes, NOTE_FOOTNOTE);
}

static void start_endnote_reference(struct word_reader *reader, const struct word_attributes *attributes)
{
    add_anchor(reader, attributes, NOTE_ENDNOTE);
}

/* The words that are commented on begin, or, where no words are marked, its reference stands there. */
static void start_comment_reference(struct word_reader *reader, const struct word_attributes *attributes)
{
    add_anchor(reader, attributes, NOTE_COMMENT);
}

static int compare_anchors(const void *a, const void *b)
{
    const struct note_anchor *first = a;
    const struct note_anchor *second = b;

    if (first->kind != second->kind)
        return first->kind < second->kind ? -1 : 1;
    if (first->id != second->id)
        return first->id < second->id ? -1 : 1;
    return (first->line > second->line) - (first->line < second->line);
}

/* The first anchor of a note in the sorted list; NULL: nothing refers to it. */
static const struct note_anchor *find_anchor(const struct word_reader *reader, const struct note *note)
{
    const struct note_anchor wanted = { note->kind, note->id, 0 };
    size_t low = 0, high = reader->anchor_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_anchors(&reader->anchors[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const struct note_anchor *found = &reader->anchors[low];

    return low < reader->anchor_count && found->kind == note->kind && found->id == note->id ? found : NULL;
}

void word_notes_settle(struct word_reader *reader)
{
    struct document *document = reader->document;

    if (!reader->anchor_count)
        return;
    qsort(reader->anchors, reader->anchor_count, sizeof *reader->anchors, compare_anchors);
    for (size_t i = 0; i < document->note_count; i++) {
        const struct note_anchor *anchor = find_anchor(reader, &document->notes[i]);

        if (anchor)
            document->notes[i].line = anchor->line;
    }
}

void word_note_begin(struct word_reader *reader, enum note_kind kind, struct span author, long id)
{
    if (reader->note_depth) /* a note in a note: one note */
        return;
    reader->note_depth = reader->depth;
    reader->note_kind = kind;
    reader->note_outer_list = reader->list;
    reader->note_outer_table = reader->table;
    reader->note_blocks = (struct block_list){ 0 };
    reader->list = &reader->note_blocks;
    reader->table = NULL;
    reader->story = &reader->notes;
    struct document *document = reader->document;

    document->notes = arena_grow(reader->arena, document->notes, document->note_count, &reader->note_capacity,
                                 sizeof *document->notes);
    document->notes[document->note_count++] =
        (struct note){ .kind = kind,
                       .author = arena_copy_span(reader->arena, author),
                       .id = id,
                       .line = reader->paragraph ? line_now(reader)
                                                 : 0 }; /* Word 2003 has notes in their places */
}

void word_note_end(struct word_reader *reader)
{
    struct document *document = reader->document;

    if (reader->note_depth != reader->depth)
        return;
    struct note *note = &document->notes[document->note_count - 1];

    word_paragraph_flush(reader);
    note->blocks = reader->note_blocks.items;
    note->block_count = reader->note_blocks.count;
    if (!note->block_count)
        document->note_count--;
    reader->note_depth = 0;
    reader->list = reader->note_outer_list;
    reader->table = reader->note_outer_table;
    reader->story = &reader->body;
}

/* The lines that separate notes from the page's text are kept among the notes: they are none. */
static void start_note(struct word_reader *reader, const struct word_attributes *attributes,
                       enum note_kind kind)
{
    struct span type = word_attribute(attributes, WORD_TYPE);

    if (type.length && !span_equals(type, "normal"))
        word_skip(reader);
    else
        word_note_begin(reader, kind, word_attribute(attributes, WORD_AUTHOR),
                        word_attribute_number(attributes, WORD_ID, NO_NOTE_ID));
}

static void start_footnote(struct word_reader *reader, const struct word_attributes *attributes)
{
    start_note(reader, attributes, NOTE_FOOTNOTE);
}

static void start_endnote(struct word_reader *reader, const struct word_attributes *attributes)
{
    start_note(reader, attributes, NOTE_ENDNOTE);
}

static void start_comment(struct word_reader *reader, const struct word_attributes *attributes)
{
    start_note(reader, attributes, NOTE_COMMENT);
}

static void start_hdr(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_note_begin(reader, NOTE_HEADER, (struct span){ 0 }, NO_NOTE_ID);
}

static void start_ftr(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_note_begin(reader, NOTE_FOOTER, (struct span){ 0 }, NO_NOTE_ID);
}

const struct word_handler word_note_handlers[] = {
    { WORD_ALTERNATE_CONTENT, start_alternate, NULL },
    { WORD_CHOICE, start_choice, NULL },
    { WORD_FALLBACK, start_fallback, NULL },
    { WORD_TXBX_CONTENT, NULL, end_txbx_content },
    { WORD_FOOTNOTE_REFERENCE, start_footnote_reference, NULL },
    { WORD_ENDNOTE_REFERENCE, start_endnote_reference, NULL },
    { WORD_COMMENT_RANGE_START, start_comment_reference, NULL },
    { WORD_COMMENT_REFERENCE, start_comment_reference, NULL },
    { WORD_FOOTNOTE, start_footnote, word_note_end },
    { WORD_ENDNOTE, start_endnote, word_note_end },
    { WORD_COMMENT, start_comment, word_note_end },
    { WORD_HDR, start_hdr, word_note_end },
    { WORD_FTR, start_ftr, word_note_end },
    { WORD_OTHER, NULL, NULL },
};
