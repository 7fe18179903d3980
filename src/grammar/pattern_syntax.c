#include "grammar/pattern_syntax.h"

#include <string.h>

bool syntax_stands(const struct syntax_walk *walk, const char *words)
{
    size_t length = strlen(words);

    return walk->text.length - walk->at >= length && memcmp(walk->text.text + walk->at, words, length) == 0;
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
    switch (walk->text.text[walk->at]) {
    case '[':
        return class_length(*walk);
    case '(':
        return syntax_stands(walk, "(?#") ? length_up_to(walk, ")") : 1;
    case '#':
        return length_up_to(walk, "\n");
    case '\\':
        return syntax_stands(walk, "\\Q") ? length_up_to(walk, "\\E") : syntax_stands(walk, "\\c") ? 3 : 2;
    default:
        return 1;
    }
}

struct span syntax_next(struct syntax_walk *walk)
{
    if (walk->at >= walk->text.length)
        return (struct span){ NULL, 0, SPAN_NOWHERE };
    size_t length = unit_length(walk);
    size_t from = walk->at;

    char first = walk->text.text[from];

    walk->depth += length == 1 && first == '(';
    walk->depth -= first == ')' && walk->depth > 0;
    walk->at = length < walk->text.length - from ? from + length : walk->text.length;
    return span_part(walk->text, from, walk->at);
}

bool syntax_has_pair(struct span pattern, const char *pair)
{
    const char *end = pattern.text + pattern.length;

    for (const char *at = pattern.text; (at = memchr(at, pair[1], (size_t)(end - at))) != NULL; at++)
        if (at > pattern.text && at[-1] == pair[0])
            return true;
    return false;
}
