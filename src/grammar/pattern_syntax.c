#include "grammar/pattern_syntax.h"

#include <string.h>

#include "base/status.h"

bool syntax_stands(const struct syntax_walk *walk, const char *words)
{
    size_t length = strlen(words);

    return walk->text.length - walk->at >= length && memcmp(walk->text.text + walk->at, words, length) == 0;
}

static bool digit_stands(const struct syntax_walk *walk, size_t ahead)
{
    char digit = walk->text.length - walk->at > ahead ? walk->text.text[walk->at + ahead] : '\0';

    return digit >= '0' && digit <= '9';
}

static bool blank_stands(const struct syntax_walk *walk)
{
    return memchr(" \t\n\v\f\r", walk->text.text[walk->at], 6) != NULL;
}

static size_t length_up_to(const struct syntax_walk *walk, const char *end)
{
    size_t left = walk->text.length - walk->at;
    const char *found = memmem(walk->text.text + walk->at, left, end, strlen(end));

    return found ? (size_t)(found - walk->text.text) - walk->at + strlen(end) : left;
}

/* class := '[' [ '^' ] [ ']' ] { '[:' name ':]' | '\Q' ... '\E' | '\' any | any } ']' */
static size_t class_length(struct syntax_walk walk)
{
    size_t start = walk.at++;

    walk.at += syntax_stands(&walk, "^");
    walk.at += syntax_stands(&walk, "]");
    while (walk.at < walk.text.length && walk.text.text[walk.at] != ']') {
        if (syntax_stands(&walk, "[:"))
            walk.at += length_up_to(&walk, ":]");
        else if (syntax_stands(&walk, "\\Q"))
            walk.at += length_up_to(&walk, "\\E");
        else
            walk.at += syntax_stands(&walk, "\\") ? 2 : 1;
    }
    return walk.at + 1 - start;
}

static size_t unit_length(const struct syntax_walk *walk)
{
    if (syntax_stands(walk, "["))
        return class_length(*walk);
    if (syntax_stands(walk, "\\Q"))
        return length_up_to(walk, "\\E");
    if (syntax_stands(walk, "(?#"))
        return length_up_to(walk, ")");
    if (syntax_stands(walk, "#"))
        return length_up_to(walk, "\n");
    return syntax_stands(walk, "\\") ? 2 : 1;
}

struct span syntax_next(struct syntax_walk *walk)
{
    if (walk->at >= walk->text.length)
        return (struct span){ NULL, 0, SPAN_NOWHERE };
    size_t length = unit_length(walk);
    size_t from = walk->at;

    if (syntax_stands(walk, "|") && walk->depth == 0)
        walk->at_start = true;
    else if (!blank_stands(walk) && !syntax_stands(walk, "#") && !syntax_stands(walk, "(?#"))
        walk->at_start = false;
    if (length == 1 && syntax_stands(walk, "("))
        walk->depth++;
    else if (length == 1 && syntax_stands(walk, ")") && walk->depth > 0)
        walk->depth--;
    walk->at = length < walk->text.length - from ? from + length : walk->text.length;
    return span_part(walk->text, from, walk->at);
}

void syntax_pass(struct syntax_walk *walk, const char *end)
{
    walk->at += length_up_to(walk, end);
    walk->at_start = false;
}

bool syntax_refers_by_number(const struct syntax_walk *walk)
{
    if (syntax_stands(walk, "\\g"))
        return digit_stands(walk, 2) || digit_stands(walk, 3) || syntax_stands(walk, "\\g<") ||
               syntax_stands(walk, "\\g'");
    if (syntax_stands(walk, "\\"))
        return digit_stands(walk, 1) && !syntax_stands(walk, "\\0");
    return (syntax_stands(walk, "(?") && digit_stands(walk, 2)) ||
           (syntax_stands(walk, "(?(") && digit_stands(walk, 3)) || syntax_stands(walk, "(?R") ||
           syntax_stands(walk, "(?(R");
}

bool syntax_is_verb_out(const struct syntax_walk *walk)
{
    static const char *const verbs[] = { "(*ACCEPT", "(*COMMIT", "(*PRUNE", "(*SKIP", "(*THEN" };

    for (size_t i = 0; i < ARRAY_LENGTH(verbs); i++)
        if (syntax_stands(walk, verbs[i]))
            return true;
    return false;
}

struct span syntax_called_name(const struct syntax_walk *walk)
{
    size_t skipped = syntax_stands(walk, "(?&") ? 3 : syntax_stands(walk, "(?P>") ? 4 : 0;

    if (skipped == 0)
        return (struct span){ NULL, 0, SPAN_NOWHERE };
    return span_part(walk->text, walk->at + skipped, walk->at + length_up_to(walk, ")") - 1);
}

bool syntax_begins_at_word_edge(struct span pattern)
{
    struct syntax_walk walk = { .text = pattern, .at_start = true };
    bool was_at_start = true;
    struct span unit;

    while ((unit = syntax_next(&walk)).text) {
        if (was_at_start && !walk.at_start && !span_equals(unit, "\\b"))
            return false;
        if (was_at_start && span_equals(unit, "|"))    /* an empty alternative */
            return false;
        was_at_start = walk.at_start;
    }
    return !walk.at_start;
}
