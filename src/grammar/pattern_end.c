#include "grammar/pattern_end.h"

#include <string.h>

#include "grammar/pattern_syntax.h"

/* A letter in both cases, and what else PCRE2 takes for it without regard to case: U+017F for "s", U+212A for
 * "k". */
static void add_byte(struct byte_set *set, char byte)
{
    char small = (char)(byte | 0x20);

    byte_set_add(set, (unsigned char)byte);
    if (small < 'a' || small > 'z')
        return;
    byte_set_add(set, (unsigned char)small);
    byte_set_add(set, (unsigned char)(small & ~0x20));
    if (small == 's')
        byte_set_add(set, 0xBF);
    if (small == 'k')
        byte_set_add(set, 0xAA);
}

static bool is_word_byte(char byte)
{
    return byte_set_has(&BYTE_SET_WORD, (unsigned char)byte);
}

/* word := byte { byte | '?' } ; false where it is anything else */
static bool add_last_bytes(struct byte_set *set, struct span word)
{
    bool is_optional = word.length > 2 && word.text[word.length - 1] == '?';
    size_t last = word.length - 1 - is_optional;

    for (size_t i = 0; i < word.length; i++)
        if (!is_word_byte(word.text[i]) && !(i && word.text[i] == '?'))
            return false;
    if (!word.length || !is_word_byte(word.text[last]) || (is_optional && !is_word_byte(word.text[last - 1])))
        return false;
    add_byte(set, word.text[last]);
    if (is_optional)
        add_byte(set, word.text[last - 1]);
    return true;
}

/* group := "(?:" word { '|' word } ')' */
static struct byte_set bytes_of_group(struct span group)
{
    static const char opening[] = "(?:";
    struct byte_set set = { 0 };

    if (!span_begins(group, opening))
        return BYTE_SET_EVERY;
    for (size_t at = strlen(opening), end; at < group.length; at = end + 1) {
        const char *bar = memchr(group.text + at, '|', group.length - at);

        end = bar ? (size_t)(bar - group.text) : group.length - 1;
        if (!add_last_bytes(&set, span_trim(span_part(group, at, end))))
            return BYTE_SET_EVERY;
    }
    return set;
}

static bool is_nothing(struct span unit)
{
    return span_is_blank(unit) || unit.text[0] == '#' || span_begins(unit, "(?#");
}

/* Could an option give $ or a blank another meaning? */
static bool has_options(struct span group)
{
    return span_begins(group, "(?") && group.length > 2 && !strchr(":=!<>|P'&(R", group.text[2]);
}

struct byte_set pattern_end_bytes(struct span pattern)
{
    struct syntax_walk walk = { .text = pattern };
    struct span before = { 0 }; /* of the parts outside of all brackets the last but one, ... */
    struct span last = { 0 };   /* ... and the last */
    size_t opened = 0;

    if (memmem(pattern.text, pattern.length, "(*", 2)) /* (*ACCEPT) ends a match before its $ */
        return BYTE_SET_EVERY;
    for (;;) {
        size_t from = walk.at;
        size_t depth = walk.depth;
        struct span unit = syntax_next(&walk);

        if (!unit.text)
            break;
        if (depth == 0 && (span_equals(unit, "|") || has_options(span_part(pattern, from, pattern.length))))
            return BYTE_SET_EVERY;
        if (is_nothing(unit))
            continue;
        if (depth == 0)
            opened = from;
        if (walk.depth > 0)
            continue;
        before = last;
        last = span_part(pattern, opened, walk.at);
    }
    return span_equals(last, "$") ? bytes_of_group(before) : BYTE_SET_EVERY;
}
