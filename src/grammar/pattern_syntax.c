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
    if (syntax_stands(walk, "["))
        return class_length(*walk);
    if (syntax_stands(walk, "\\Q"))
        return length_up_to(walk, "\\E");
    if (syntax_stands(walk, "(?#"))
        return length_up_to(walk, ")");
    if (syntax_stands(walk, "#"))
        return length_up_to(walk, "\n");
    if (syntax_stands(walk, "\\c"))
        return 3;
    return syntax_stands(walk, "\\") ? 2 : 1;
}

struct span syntax_next(struct syntax_walk *walk)
{
    if (walk->at >= walk->text.length)
        return (struct span){ NULL, 0, SPAN_NOWHERE };
    size_t length = unit_length(walk);
    size_t from = walk->at;

    if (length == 1 && syntax_stands(walk, "("))
        walk->depth++;
    else if (length == 1 && syntax_stands(walk, ")") && walk->depth > 0)
        walk->depth--;
    walk->at = length < walk->text.length - from ? from + length : walk->text.length;
    return span_part(walk->text, from, walk->at);
}

bool syntax_is_search_start(const struct syntax_walk *walk)
{
    return syntax_stands(walk, "\\G");
}
