#include "fields/owner_field.h"
#include "fields/owner_names.h"
#include "fields/owner_reader.h"
#include "fields/owner_run.h"
#include "fields/owner_words.h"
#include "grammar/pattern.h"
#include "grammar/text_question.h"

enum { LIKELY_LENGTH_BYTES = 200, DEPARTMENT_WORDS = 3 };

#define PLACEHOLDER_LIKENESS 0.5

/* ---- what a text looks like --------------------------------------------------------------------- */

static bool has_letter(struct span text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((text.text[i] >= 'A' && text.text[i] <= 'Z') || (text.text[i] >= 'a' && text.text[i] <= 'z') ||
            (text.text[i] >= '0' && text.text[i] <= '9') ||
            ((unsigned char)text.text[i] >= 0xC3 && (unsigned char)text.text[i] < 0xE2))
            return true;
    return false;
}

bool owner_field_is_placeholder(const struct owner_reader *reader, struct matcher *matcher, struct span text)
{
    text = span_trim(text);
    if (!text.length)
        return false;
    return !has_letter(text) || owner_reader_is_placeholder(reader, matcher, text);
}

/* Does the piece end as an owner does: in a noun (before its brackets and dashes), in a name? */
static bool ends_as_owner(const struct owner_piece *piece, const struct owner_run *all)
{
    size_t last = 0;

    while (last + 1 < piece->count && !(piece->words[last + 1].sorts & (SORT_BRACKET | SORT_DASH)))
        last++;
    return (piece->words[last].sorts & (OWNER_NOUNS | SORT_KNOWN | SORT_TITLE)) ||
           owner_run_has_post_of(all) || owner_run_starts_person(piece->words, 0, piece->count) ||
           (piece->words[0].sorts & SORT_TITLE);
}

/* "Adult Social Care": a few topics and nothing else. */
static bool is_department(const struct owner_run *run)
{
    if (run->to - run->from > DEPARTMENT_WORDS || (run->sorts & (OWNER_NOUNS | SORT_RANK)))
        return false;
    for (size_t i = run->from; i < run->to; i++)
        if (!(run->words[i].sorts & (SORT_TOPIC | SORT_JOINER)))
            return false;
    return true;
}

/* Words of a piece that speak for an owner. */
static double weigh_words(const struct owner_piece *piece)
{
    const uint32_t always =
        OWNER_NOUNS | SORT_RANK | SORT_EVERYBODY | SORT_TITLE | SORT_KNOWN | SORT_EMAIL | SORT_GIVEN;
    const uint32_t inside = SORT_TOPIC | SORT_CAPITAL | SORT_SHORT | SORT_INITIAL | SORT_SMALL | SORT_JOINER |
                            SORT_BRACKET | SORT_CODE | SORT_DASH;
    struct owner_run all = owner_run_of(piece->words, 0, piece->count);
    size_t count = 0;

    if (piece->sorts & SORT_NUMBER)
        return 0;
    if (owner_run_is_person(&all))
        return (double)piece->count;
    if (is_department(&all))
        return 0.5 * (double)piece->count;
    bool ends_well = ends_as_owner(piece, &all);

    for (size_t i = 0; i < piece->count; i++) {
        uint32_t sorts = piece->words[i].sorts;

        count += (sorts & always) || ((sorts & SORT_SHORT) && !(sorts & SORT_TOPIC)) ||
                 (ends_well && (sorts & inside));
    }
    return (double)count;
}

static double likeness_of(const struct owner_reader *reader, struct matcher *matcher, struct span text,
                          const struct owner_names *names)
{
    struct passage cell = { .text = text };
    struct owner_piece piece;
    size_t at = 0;
    double good = 0;
    size_t all = 0;

    if (!has_letter(text))
        return PLACEHOLDER_LIKENESS;
    while (owner_words_next(reader->words, names, &cell, &at, &piece)) {
        if (!piece.count)
            continue;
        if (!all && (piece.words[0].sorts & SORT_PLACEHOLDER) &&
            owner_reader_is_placeholder(reader, matcher, text))
            return PLACEHOLDER_LIKENESS;
        good += weigh_words(&piece);
        all += piece.count;
    }
    return all ? good / (double)all : 0;
}

/* Where the plan has no names of its own it depends on the words alone, and is remembered. */
double owner_field_likeness(const struct owner_reader *reader, struct matcher *matcher, struct span text,
                            const struct owner_names *names)
{
    text = span_trim(text);
    if (!text.length || text.length > LIKELY_LENGTH_BYTES)
        return 0;
    struct text_memo *memo = owner_names_is_empty(names) ? matcher_memo(matcher) : NULL;
    const struct text_question question = { text, QUESTION_OWNER_LIKENESS, 0 };
    double likeness;

    if (!text_memo_recall(memo, &question, &likeness, sizeof likeness)) {
        likeness = likeness_of(reader, matcher, text, names);
        text_memo_keep(memo, &question, &likeness, sizeof likeness);
    }
    return likeness;
}
