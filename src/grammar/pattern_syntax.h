#ifndef GRAMMAR_PATTERN_SYNTAX_H
#define GRAMMAR_PATTERN_SYNTAX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

/**
 * A walk over a PCRE2 pattern (in extended syntax, already known to compile) that tells its syntax from its literals:
 * enough to put patterns together, no more. { .text = ..., .at_start = true } begins one.
 */
struct syntax_walk {
    struct span text;
    size_t at;
    size_t depth;     /* of parentheses */
    bool at_start;    /* nothing but blanks yet of this top-level alternative */
};

/** The unit at the walk (escape, class, comment, or one byte), which is then passed; no text at the end. */
struct span syntax_next(struct syntax_walk *walk);

/** Do these bytes stand at the walk? */
bool syntax_stands(const struct syntax_walk *walk, const char *words);

/** Does a reference to a group by its number stand here: \1, \g{1}, (?1), (?R), (?(1)...)? Relative ones are fine. */
bool syntax_refers_by_number(const struct syntax_walk *walk);

/** Does a verb stand here that would end the search for all: ACCEPT, COMMIT, PRUNE, SKIP, THEN? */
bool syntax_is_verb_out(const struct syntax_walk *walk);

/** (?&name) or (?P>name) here: the name; no text elsewhere. */
struct span syntax_called_name(const struct syntax_walk *walk);

/** Passes everything up to the end of `end`. */
void syntax_pass(struct syntax_walk *walk, const char *end);

/** Does each top-level alternative begin with \b? */
bool syntax_begins_at_word_edge(struct span pattern);
#endif
