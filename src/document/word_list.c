#include "document/word_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* ---- numbering
 * --------------------------------------------------------------------------------------------- */

static void start_abstract_num(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->is_settled)
        return;
    reader->abstract = word_numbering_add_abstract(reader->numbering);
    reader->abstract->id = word_attribute_number(attributes, WORD_ABSTRACT_NUM_ID,
                                                 word_attribute_number(attributes, WORD_LIST_DEF_ID, 0));
}

static void end_abstract_num(struct word_reader *reader)
{
    reader->abstract = NULL;
}

static void start_num(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->is_settled)
        return;
    reader->number = word_numbering_add(reader->numbering);
    reader->number->id =
        word_attribute_number(attributes, WORD_NUM_ID, word_attribute_number(attributes, WORD_ILFO, 0));
}

static void end_num(struct word_reader *reader)
{
    reader->number = NULL;
}

/* abstractNumId in w:num, w:ilst in Word 2003's w:list. */
static void start_abstract_num_id(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->number)
        reader->number->abstract_id = word_attribute_number(attributes, WORD_VAL, 0);
}

static size_t level_index(const struct word_attributes *attributes)
{
    long index = word_attribute_number(attributes, WORD_ILVL, 0);

    return index < 0 ? 0 : index >= WORD_LEVELS ? WORD_LEVELS - 1 : (size_t)index;
}

static void start_lvl_override(struct word_reader *reader, const struct word_attributes *attributes)
{
    reader->level_index = level_index(attributes);
}

static void start_start_override(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->number)
        reader->number->starts[reader->level_index] = word_attribute_number(attributes, WORD_VAL, 0);
}

static void start_lvl(struct word_reader *reader, const struct word_attributes *attributes)
{
    size_t index = level_index(attributes);

    if (reader->number) {
        reader->level = ARENA_NEW(reader->arena, struct word_level);
        *reader->level = word_level_default();
        reader->number->own[index] = reader->level;
    } else if (reader->abstract) {
        reader->level = &reader->abstract->levels[index];
    }
}

static void end_lvl(struct word_reader *reader)
{
    reader->level = NULL;
}

static void start_start(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->level)
        reader->level->start = word_attribute_number(attributes, WORD_VAL, 0);
}

/* A format that somebody made ("001, 002, 003, ...") stands in an alternative beside a plain one. */
static void start_num_fmt(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct span name = word_attribute(attributes, WORD_VAL);

    if (reader->level)
        reader->level->format = span_equals(name, "custom")
                                    ? word_number_format_of_pattern(word_attribute(attributes, WORD_FORMAT))
                                    : word_number_format_of_name(name);
}

static void start_nfc(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->level)
        reader->level->format = word_number_format_of_code(word_attribute_number(attributes, WORD_VAL, 0));
}

static void start_lvl_text(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->level)
        reader->level->text = arena_copy_span(reader->arena, word_attribute(attributes, WORD_VAL));
}

static void start_is_lgl(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->level)
        reader->level->is_legal = word_attribute_on(attributes);
}

static void start_lvl_restart(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->level)
        reader->level->restart = word_attribute_number(attributes, WORD_VAL, WORD_LEVEL_RESTARTS);
}

static void start_num_style_link(struct word_reader *reader, const struct word_attributes *attributes)
{
    if (reader->abstract)
        reader->abstract->style_link = arena_copy_span(reader->arena, word_attribute(attributes, WORD_VAL));
}

const struct word_handler word_list_handlers[] = {
    { WORD_ABSTRACT_NUM, start_abstract_num, end_abstract_num },
    { WORD_LIST_DEF, start_abstract_num, end_abstract_num },
    { WORD_NUM, start_num, end_num },
    { WORD_LIST, start_num, end_num },
    { WORD_ABSTRACT_NUM_ID, start_abstract_num_id, NULL },
    { WORD_ILST, start_abstract_num_id, NULL },
    { WORD_LVL_OVERRIDE, start_lvl_override, NULL },
    { WORD_START_OVERRIDE, start_start_override, NULL },
    { WORD_LVL, start_lvl, end_lvl },
    { WORD_START, start_start, NULL },
    { WORD_NUM_FMT, start_num_fmt, NULL },
    { WORD_NFC, start_nfc, NULL },
    { WORD_LVL_TEXT, start_lvl_text, NULL },
    { WORD_IS_LGL, start_is_lgl, NULL },
    { WORD_LVL_RESTART, start_lvl_restart, NULL },
    { WORD_NUM_STYLE_LINK, start_num_style_link, NULL },
    { WORD_LIST_STYLE_LINK, start_num_style_link, NULL },
    { WORD_OTHER, NULL, NULL },
};
