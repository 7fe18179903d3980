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

/** The term of a word that is none: a stop word, a number, a single letter. */
#define TERM_NONE UINT32_MAX

/** A word where it stands. */
struct word_use {
    uint32_t spelling; /* its number: words that differ in case only have the same */
    uint32_t term;     /* or TERM_NONE */
    struct span word;  /* as printed */
};
struct word_list {
    struct word_use *items;
    size_t count;
    size_t capacity;
};

/**
 * Appends the words of a text, in order. A word is a run of letters and digits; apostrophes stand inside
 * words and a final 's is dropped. It is a term where it has a letter and two bytes and is no stop word.
 */
void term_table_words(struct term_table *table, struct span text, struct word_list *out);

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

/** Appends those words of a text that are terms. */
void term_table_read(struct term_table *table, struct span text, struct term_list *out);

size_t term_table_count(const struct term_table *table);
struct span term_table_stem(const struct term_table *table, uint32_t term);

/** The term whose stem this is, which is made one where it is new. */
uint32_t term_table_stem_term(struct term_table *table, struct span stem);

/** A spelling in small letters. */
struct span term_table_spelling(const struct term_table *table, uint32_t spelling);
#endif
