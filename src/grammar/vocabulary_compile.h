#ifndef GRAMMAR_VOCABULARY_COMPILE_H
#define GRAMMAR_VOCABULARY_COMPILE_H

#include "base/status.h"
#include "grammar/vocabulary.h"

struct arena;
struct diag_sink;
struct node;

/** Could the map be a vocabulary: is every value a phrase or a list of phrases, and are they not all mere
 * numbers? */
bool vocabulary_fits(const struct node *map);

/**
 * Compiles a map that fits. A map of single texts that won't do (one recurs, one is just a mark) is a table
 * of settings, no vocabulary: *out is NULL. Ownership: lives in the arena, borrows the map. Errors:
 * STATUS_GRAMMAR: a phrase without a word, a phrase that is too long, one that stands under two entries.
 */
CHECKED enum status vocabulary_compile(const struct node *map, struct arena *arena, struct diag_sink *sink,
                                       struct vocabulary **out);
#endif
