#ifndef ANALYSIS_VECTOR_JOIN_H
#define ANALYSIS_VECTOR_JOIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/**
 * All pairs of items that are alike: exact, no sampling. An item is one vector or several; a pair of items is
 * put before the judge where two of their vectors have a cosine of at least `least`. Only the part of a
 * vector that can lift it over `least` is indexed, and a pair is let go as soon as the lengths of what is
 * left can't; that leaves most pairs that share common terms only. Memory grows with the entries; results do
 * not depend on the number of threads. Source: Bayardo, Ma, Srikant, Scaling up all pairs similarity search,
 * 2007 (AllPairs); Anastasiu and Karypis, L2AP: fast cosine similarity search with prefix l-2 norm bounds,
 * 2014.
 */
struct join_entry {
    uint32_t term;
    float weight; /* above 0 */
};

struct join_input {
    const struct join_entry
        *entries;        /* vector after vector; each of length 1, its terms in any order, once each */
    const size_t *first; /* of each vector; [vector_count] is the number of entries */
    size_t vector_count;
    const uint32_t *item_first; /* vector of each item; [item_count] is vector_count */
    size_t item_count;
    const uint32_t *start; /* item i is held against the items from start[i] ... */
    const uint32_t *limit; /* ... to before limit[i], which is at most i */
    size_t term_count;     /* terms are below it */
};

/** Says whether a pair of items is kept, and its score. Called from several threads at once. */
typedef bool join_judge(const void *context, uint32_t a, uint32_t b, double *score);

struct join_options {
    double least;     /* 0..1; 0: every pair that shares a term is judged */
    unsigned threads; /* at least 1 */
    join_judge *judge;
    const void *context;
};

struct join_pair {
    double score;
    uint32_t a; /* before b */
    uint32_t b;
};

struct join_result {
    struct join_pair *pairs; /* by b, then a; free() them */
    size_t count;
    uint64_t judged; /* pairs that came before the judge */
};

void vector_join(const struct join_input *input, const struct join_options *options, struct join_result *out);

/** Threads that a join of this machine's size is best given: 2, or 1 where there is one processor. */
unsigned vector_join_threads(void);
#endif
