#include "document/word_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static bool is_mark(const struct word_reader *reader)
{
    return word_parent(reader) == WORD_R_PR && word_grandparent(reader) == WORD_P_PR;
}

/* What isn't there in the version that is read: words, a row, or a paragraph's mark. */
static void drop_revision(struct word_reader *reader)
{
    enum word_name parent = word_parent(reader);

    if (parent == WORD_TR_PR && reader->table)
        reader->table->drop_row = true;
    else if (is_mark(reader) && reader->paragraph)
        reader->paragraph->goes_on = true;
    else if (parent != WORD_R_PR)
        word_skip(reader);
}

static void start_removed(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->document->revision_count++;
    if (!reader->options.original)
        drop_revision(reader);
}

static void start_inserted(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->document->revision_count++;
    if (reader->options.original)
        drop_revision(reader);
}

static void start_cell_del(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->document->revision_count++;
    if (reader->table && !reader->options.original)
        reader->table->drop_cell = true;
}

static void start_cell_ins(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    reader->document->revision_count++;
    if (reader->table && reader->options.original)
        reader->table->drop_cell = true;
}

/* Word 2003's mark for a revision, a comment or a bookmark: w:type tells. */
static void start_annotation(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct span type = word_attribute(attributes, WORD_TYPE);

    if (span_equals(type, "Word.Deletion"))
        start_removed(reader, attributes);
    else if (span_equals(type, "Word.Insertion"))
        start_inserted(reader, attributes);
    else if (span_equals(type, "Word.Comment"))
        word_note_begin(reader, NOTE_COMMENT, word_attribute(attributes, WORD_AUTHOR), NO_NOTE_ID);
    else if (!span_begins(type, "Word.Bookmark") && !span_begins(type, "Word.Comment"))
        word_skip(reader);
}

const struct word_handler word_revision_handlers[] = {
    { WORD_DEL, start_removed, NULL },
    { WORD_MOVE_FROM, start_removed, NULL },
    { WORD_INS, start_inserted, NULL },
    { WORD_MOVE_TO, start_inserted, NULL },
    { WORD_CELL_DEL, start_cell_del, NULL },
    { WORD_CELL_INS, start_cell_ins, NULL },
    { WORD_ANNOTATION, start_annotation, word_note_end },
    { WORD_OTHER, NULL, NULL },
};
