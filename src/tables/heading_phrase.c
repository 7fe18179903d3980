#include "tables/heading_phrase.h"

#include <string.h>
#include <strings.h>

#include "base/status.h"
#include "grammar/grammar.h"
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

/* The remark goes first, then one affix after the other until a phrase is left. */
static int find_without_affixes(const struct heading_phrases *phrases, struct span words)
{
    typedef struct span dropper(const struct heading_phrases *phrases, struct span words);
    static dropper *const droppers[] = { drop_remark, drop_before, drop_after };
    int meaning = vocabulary_find(phrases->headers, words);

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

/* A sign or word that joins phrases, at a place of the words: its length, or 0. */
static size_t joint_length(struct span words, size_t at)
{
    static const char *const joints[] = { "/", "&", ",", " and ", " or ", "\n", " - " };

    for (size_t i = 0; i < ARRAY_LENGTH(joints); i++) {
        size_t length = strlen(joints[i]);

        if (at + length < words.length && strncasecmp(words.text + at, joints[i], length) == 0)
            return length;
    }
    return 0;
}

static int find_joined(const struct heading_phrases *phrases, struct span words)
{
    int first = -1;
    size_t parts = 0;

    for (size_t from = 0, at = 1; at <= words.length; at++) {
        size_t joint = at < words.length ? joint_length(words, at) : 0;

        if (!joint && at < words.length)
            continue;
        struct span part = span_trim(span_part(words, from, at));
        int meaning = part.length && parts < PART_LIMIT ? find_without_affixes(phrases, part) : -1;

        if (meaning < 0)
            return -1;
        first = parts++ ? first : meaning;
        from = at + joint;
        at = from;
    }
    return parts > 1 ? first : -1;
}

int heading_phrase_find(const struct heading_phrases *phrases, struct span words)
{
    words = span_trim(words);
    if (!words.length)
        return -1;
    int meaning = vocabulary_find(phrases->headers, words);

    if (meaning >= 0 || words.length > HEADING_BYTES)
        return meaning;
    meaning = find_without_affixes(phrases, words);
    return meaning >= 0 ? meaning : find_joined(phrases, words);
}
