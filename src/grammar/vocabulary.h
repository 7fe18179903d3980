#ifndef GRAMMAR_VOCABULARY_H
#define GRAMMAR_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

/**
 * Whole phrases and what they stand for. Two texts are the same phrase when their words are:
 * letters and digits in lower case, everything else one space ("Target Date:" is "target date").
 */
struct vocabulary;

/** The entry (0, 1, ... in the order of the file) whose phrase the whole text is, or -1. */
int vocabulary_find(const struct vocabulary *vocabulary, struct span text);

/** What its phrases begin and end with: a set for phrase_edge.h. */
const uint32_t *vocabulary_edges(const struct vocabulary *vocabulary);

/** Does some phrase begin with the text's first word? */
bool vocabulary_has_beginning(const struct vocabulary *vocabulary, struct span text);

size_t vocabulary_count(const struct vocabulary *vocabulary);
/** The entry's name: its key in the grammar file. */
const char *vocabulary_name(const struct vocabulary *vocabulary, size_t entry);
/** The entry of that name, or -1. */
int vocabulary_entry(const struct vocabulary *vocabulary, const char *name);
/** The entry's rule for provenance. */
uint32_t vocabulary_rule(const struct vocabulary *vocabulary, size_t entry);
/** The longest run of words at the start of text that is a phrase: its entry, and its length in bytes in
 * *length; -1: none. */
int vocabulary_find_prefix(const struct vocabulary *vocabulary, struct span text, size_t *length);
#endif
