#include "tables/heading_phrase.h"

#include <string.h>

#include "base/status.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "grammar/text_question.h"
#include "grammar/vocabulary.h"

enum {
    HEADING_BYTES = 80, /* a longer text is no heading with affixes */
    AFFIX_LIMIT = 4,
    PART_LIMIT = 3, /* phrases that are joined */
};

struct heading_phrases heading_phrases_of(const struct grammar *grammar)
{
    struct heading_phrases phrases = {
        .headers = grammar_vocabulary(grammar, "columns.headers"),
        .affixes = grammar_vocabulary(grammar, "columns.affixes"),
    };

    phrases.header_edges = vocabulary_edges(phrases.headers);
    phrases.affix_edges = vocabulary_edges(phrases.affixes);
    phrases.before = vocabulary_entry(phrases.affixes, "before");
    phrases.after = vocabulary_entry(phrases.affixes, "after");
    return phrases;
}

/* words "(" remark | after ")" : the words; all where there is no such remark. */
static struct span drop_remark(const struct heading_phrases *phrases, struct span words)
{
    const char *open = words.text[words.length - 1] == ')' ? memrchr(words.text, '(', words.length) : NULL;
    size_t at = open ? (size_t)(open - words.text) : 0;

    int affix = at ? vocabulary_find(phrases->affixes, span_part(words, at + 1, words.length - 1)) : -1;

    if (affix < 0 || affix == phrases->before)
        return words;
    return span_trim(span_part(words, 0, at));
}

static struct span drop_after(const struct heading_phrases *phrases, struct span words)
{
    for (size_t at = words.length; at-- > 1;)
        if (words.text[at] == ' ' &&
            vocabulary_find(phrases->affixes, span_part(words, at, words.length)) == phrases->after)
            return span_trim(span_part(words, 0, at));
    return words;
}

static struct span drop_before(const struct heading_phrases *phrases, struct span words)
{
    size_t length = 0;

    if (vocabulary_find_prefix(phrases->affixes, words, &length) != phrases->before)
        return words;
    return span_trim(span_part(words, length, words.length));
}

/* Words that are no phrase: the remark goes first, then one affix after the other until a phrase is left. */
static int find_without_affixes(const struct heading_phrases *phrases, struct span words)
{
    typedef struct span dropper(const struct heading_phrases *phrases, struct span words);
    static dropper *const droppers[] = { drop_remark, drop_before, drop_after };
    int meaning = -1;

    for (size_t i = 0, k = 0; meaning < 0 && i < AFFIX_LIMIT && k < ARRAY_LENGTH(droppers);) {
        struct span rest = droppers[k](phrases, words);

        if (rest.length == words.length) {
            k++;
            continue;
        }
        if (!rest.length)
            break;
        words = rest;
        meaning = vocabulary_find(phrases->headers, words);
        i++;
        k = 0;
    }
    return meaning;
}

static bool same_ignoring_case(char a, char b)
{
    return a == b || ((a ^ b) == 0x20 && b >= 'a' && b <= 'z');
}

/* A sign or word that joins phrases, at a place of the words: its length, or 0. */
static size_t joint_length(struct span words, size_t at)
{
    static const char *const joints[] = { "/", "&", ",", "\n", " and ", " or ", " - " };

    for (size_t i = 0; i < ARRAY_LENGTH(joints); i++) {
        size_t length = 0;

        while (joints[i][length] && at + length < words.length &&
               same_ignoring_case(words.text[at + length], joints[i][length]))
            length++;
        if (!joints[i][length])
            return at + length < words.length ? length : 0;
    }
    return 0;
}

/* The first place from `from` on where phrases are joined, or the end. */
static size_t next_joint(struct span words, size_t from, size_t *length)
{
    static const bool begins_joint[256] = {
        ['/'] = true, ['&'] = true, [','] = true, ['\n'] = true, [' '] = true,
    };

    for (size_t at = from; at < words.length; at++)
        if (begins_joint[(unsigned char)words.text[at]] && (*length = joint_length(words, at)) > 0)
            return at;
    *length = 0;
    return words.length;
}

static int find_part(const struct heading_phrases *phrases, struct span part)
{
    part = span_trim(part);
    int meaning = part.length ? vocabulary_find(phrases->headers, part) : -1;

    return meaning >= 0 || !part.length ? meaning : find_without_affixes(phrases, part);
}

/* Words that are no phrase by themselves. */
static int find_joined(const struct heading_phrases *phrases, struct span words)
{
    int first = -1;
    size_t joint;
    size_t at = next_joint(words, 1, &joint);

    if (!joint)
        return -1;
    for (size_t from = 0, parts = 0;; parts++) {
        int meaning = parts < PART_LIMIT ? find_part(phrases, span_part(words, from, at)) : -1;

        if (meaning < 0)
            return -1;
        first = parts ? first : meaning;
        if (!joint)
            return first;
        from = at + joint;
        at = next_joint(words, from + 1, &joint);
    }
}

/* Affixes and joints leave the first word, or take one that an affix begins with. */
static int find_heading(const struct heading_phrases *phrases, struct span words)
{
    if (!vocabulary_has_beginning(phrases->headers, words) &&
        !vocabulary_has_beginning(phrases->affixes, words))
        return -1;
    int meaning = vocabulary_find(phrases->headers, words);

    if (meaning >= 0 || words.length > HEADING_BYTES)
        return meaning;
    meaning = find_without_affixes(phrases, words);
    return meaning >= 0 ? meaning : find_joined(phrases, words);
}

static struct heading_look look_at(const struct heading_phrases *phrases, struct span words)
{
    size_t length;

    return (struct heading_look){
        .number = (int16_t)(find_heading(phrases, words) + 1),
        .begins = vocabulary_find_prefix(phrases->headers, words, &length) >= 0,
    };
}

struct heading_look heading_phrase_recall(const struct heading_phrases *phrases, struct matcher *matcher,
                                          struct span words)
{
    const struct text_question question = { words, QUESTION_HEADING_PHRASE, 0 };
    struct heading_look look;

    if (!text_memo_recall(matcher_memo(matcher), &question, &look, sizeof look)) {
        look = look_at(phrases, words);
        text_memo_keep(matcher_memo(matcher), &question, &look, sizeof look);
    }
    return look;
}
