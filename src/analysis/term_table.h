#ifndef ANALYSIS_TERM_TABLE_H
#define ANALYSIS_TERM_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct arena;

/**
 * Words brought to their stems (Snowball's English stemmer), and stems numbered from 0 in the order in which
 * they are met. Every spelling is stemmed once.
 */
struct term_table;

/** Lives in the arena but for the stemmer: term_table_free it. It borrows the texts that it is given. */
struct term_table *term_table_new(struct arena *arena);
void term_table_free(struct term_table *table);

/** From now on these words are no terms, in exactly this spelling (case aside). */
void term_table_stop(struct term_table *table, struct span words);

/** A term where it stands: the word as printed. */
struct term_use {
    uint32_t term;
    struct span word;
};
struct term_list {
    struct term_use *items;
    size_t count;
    size_t capacity;
};

/**
 * Appends the terms of a text, in order. A word is a run of letters and digits with a letter in it, of at
 * least two bytes; apostrophes stand inside words and a final 's is dropped.
 */
void term_table_read(struct term_table *table, struct span text, struct term_list *out);

size_t term_table_count(const struct term_table *table);
struct span term_table_stem(const struct term_table *table, uint32_t term);
#endif
