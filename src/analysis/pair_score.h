#ifndef ANALYSIS_PAIR_SCORE_H
#define ANALYSIS_PAIR_SCORE_H

#include <stdbool.h>
#include <stddef.h>

struct action_vector;
struct arena;
struct overlap;
struct overlap_settings;
struct vector_set;

/** How two actions score: by their clauses. */
struct pair_score {
    double score;
    const struct action_vector *a; /* the pair of clauses that scores most; NULL: nothing is shared */
    const struct action_vector *b;
};
struct pair_score pair_score(const struct vector_set *set, size_t a, size_t b);

/** The least cosine that two clauses must have for their actions to reach a score. */
double pair_score_least_cosine(const struct overlap_settings *settings, double score);

/** Whether two clauses may score `least` or more: false is certain, and found far quicker than a score. Near
 * copies aside. */
bool pair_may_reach(const struct vector_set *set, size_t a, size_t b, double least);

/** Fills in class, words and differences of a pair whose sides are set. a and b: their places in the set. */
void pair_explain(const struct vector_set *set, size_t a, size_t b, struct arena *arena,
                  struct overlap *pair);

/**
 * The share of the longer action's stems that both have, genre and all, where it makes them near copies; else
 * 0. A near copy scores at least that much.
 */
double pair_copy_share(const struct vector_set *set, size_t a, size_t b);
#endif
