#include "analysis/term_direction.h"

#include <stdbool.h>
#include <string.h>

#include "analysis/concept_lexicon.h"
#include "analysis/term_table.h"

enum {
    REACH = 6, /* words after a word of direction that it can be about */
    BACK = 4,  /* words before one */
};

static signed char direction_of(const struct direction_text *text, const struct concept_use *use)
{
    enum concept_kind kind = concept_lexicon_concept(text->lexicon, use->concept)->kind;

    return kind == CONCEPT_MORE ? 1 : kind == CONCEPT_LESS ? -1 : 0;
}

static bool is_part_of_concept(const struct direction_text *text, const struct concept_use *use)
{
    for (size_t i = 0; i < text->uses->count; i++) {
        const struct concept_use *other = &text->uses->items[i];

        if (other->from <= use->from && use->to <= other->to && direction_of(text, other) == 0)
            return true;
    }
    return false;
}

static bool is_barrier(const struct direction_text *text, size_t at)
{
    struct span word = term_table_spelling(text->terms, text->words->items[at].spelling);

    return name_index_find(&text->barriers, word, span_hash(word)) != NAME_ABSENT;
}

static bool has_mark_before(const struct direction_text *text, size_t at)
{
    struct span before = text->words->items[at - 1].word;
    struct span word = text->words->items[at].word;

    for (const char *c = before.text + before.length; c < word.text; c++)
        if (memchr(".,;:!?()\n", *c, 9))
            return true;
    return false;
}

/* From the word at one place to that at a later one. */
static bool is_barred(const struct direction_text *text, size_t from, size_t to)
{
    for (size_t i = from + 1; i <= to; i++)
        if (has_mark_before(text, i) || (i < to && is_barrier(text, i)))
            return true;
    return false;
}

/* "to" after what is spoken of is none: "arrears to be reduced". */
static bool is_barred_back(const struct direction_text *text, size_t from, size_t to)
{
    for (size_t i = from + 1; i <= to; i++)
        if (has_mark_before(text, i))
            return true;
    return false;
}

signed char term_direction(const struct direction_text *text, size_t at)
{
    signed char before = 0;
    signed char after = 0;

    for (size_t i = 0; i < text->uses->count; i++) {
        const struct concept_use *use = &text->uses->items[i];
        signed char direction = direction_of(text, use);

        if (!direction || is_part_of_concept(text, use))
            continue;
        if (use->from < at && at - use->from <= REACH && !is_barred(text, use->from, at))
            before = direction;
        else if (use->from > at && use->from - at <= BACK && !after && !is_barred_back(text, at, use->from))
            after = direction;
    }
    return before ? before : after;
}
