#ifndef FIELDS_WORD_TABLE_H
#define FIELDS_WORD_TABLE_H

#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct diag_sink;
struct node;

/** Sorts of words: a bit each, numbered by the caller's list of names. */
struct word_table;

/** A sort's name in the grammar file and its bit. */
struct word_sort {
    const char *name;
    uint32_t bit;
};

/**
 * The words of a grammar's list of { sort: NAME, words: [word, ...] }.
 * Ownership: freed by word_table_free; borrows nothing.
 * Errors:    STATUS_GRAMMAR: a sort that is not in `sorts`, or a word that is longer than a word can be.
 */
CHECKED enum status word_table_new(const struct node *words, const struct word_sort *sorts, size_t sort_count,
                                   struct diag_sink *sink, struct word_table **out);
void word_table_free(struct word_table *table);

/** The bits of all sorts that the word is of, 0 where it is of none; letters are compared without regard to
 * case. */
uint32_t word_table_find(const struct word_table *table, struct span word);

/** Bytes of the longest word that a table takes. */
enum { WORD_LIMIT_BYTES = 40 };
#endif
