#ifndef GRAMMAR_PATTERN_TRY_H
#define GRAMMAR_PATTERN_TRY_H

#include "base/status.h"

struct arena;
struct diag_sink;
struct grammar;
struct pattern_set;

/**
 * A pattern that stands in no file, as a set of one entry: {{file.name}} puts in pieces of the grammar, and so does {{name}}
 * where only one file has a piece of that name.
 * Ownership: lives in the arena; pattern_set_close (pattern_set.h) it.
 * Errors:    STATUS_GRAMMAR: reported with the column, as a file called PATTERN.
 */
CHECKED enum status pattern_try_compile(const struct grammar *grammar, const char *pattern, struct arena *arena,
                                        struct diag_sink *sink, struct pattern_set **out);
void pattern_try_free(struct pattern_set *set);
#endif
