#ifndef ANALYSIS_CLAUSE_SPLIT_H
#define ANALYSIS_CLAUSE_SPLIT_H

#include <stddef.h>

struct word_list;

/** Words [from, to) of a list. */
struct word_range {
    size_t from;
    size_t to;
};

enum { CLAUSE_LIMIT = 48 }; /* of one text; what follows belongs to the last */

/**
 * Cuts a text where another thing to be done begins: after . ; : ! ? and before a word with a capital that a
 * small word follows, which is how a list whose bullets are lost reads. A piece of fewer than three terms
 * goes with the next. Returns how many pieces were put in out; together they hold all words.
 */
size_t clause_split(const struct word_list *words, struct word_range out[static CLAUSE_LIMIT]);
#endif
