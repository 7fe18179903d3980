#ifndef GRAMMAR_PATTERN_SYNTAX_H
#define GRAMMAR_PATTERN_SYNTAX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

/**
 * A walk over a PCRE2 pattern (in extended syntax, already known to compile) that tells its syntax from its
 * literals. { .text = ... } begins one.
 */
struct syntax_walk {
    struct span text;
    size_t at;
    size_t depth; /* of parentheses */
};

/** The unit at the walk (escape, class, comment, or one byte), which is then passed; no text at the end. */
struct span syntax_next(struct syntax_walk *walk);

/** Do these bytes stand at the walk? */
bool syntax_stands(const struct syntax_walk *walk, const char *words);

/** Do the two bytes stand anywhere in the pattern, as syntax or not? The second should be rare. */
bool syntax_has_pair(struct span pattern, const char *pair);
#endif
