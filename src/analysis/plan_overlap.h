#ifndef ANALYSIS_PLAN_OVERLAP_H
#define ANALYSIS_PLAN_OVERLAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/status.h"
#include "store/derived.h"

struct action;
struct arena;
struct diag_sink;
struct grammar;
struct plan;
struct plan_set;
struct risk;

/** An action as one side of a pair. */
struct overlap_side {
    const struct plan *plan;
    const struct action *action;
    size_t index; /* of the action in its plan */
};

/** A word that both sides have. The weights of a pair's words add up to its score. */
struct overlap_word {
    struct span stem;
    struct span a; /* the word as it stands in a and in b */
    struct span b;
    bool in_section; /* found in a section's title on one side at least */
    double weight;
};

struct overlap {
    struct overlap_side a; /* of the plan that comes first in the set */
    struct overlap_side b;
    double score; /* above 0, at most 1 */
    enum overlap_class class;
    struct overlap_word *words; /* heaviest first */
    size_t word_count;
};

struct overlap_result {
    const struct plan_set *plans;
    double minimum;        /* the threshold that was used */
    struct overlap *pairs; /* highest score first, then as read */
    size_t pair_count;
    size_t beyond_count; /* pairs that score less than all of these and were let go: see overlap_options */
};

struct overlap_options {
    double minimum; /* 0..1, without limit of pairs; below 0: the grammar's own threshold and limit */
};

/**
 * Finds the actions of different plans (two editions of one plan are not compared) that share words: cosine
 * of their stemmed words, each weighted by how rare it is over sections, words of the genre and of section
 * titles less, times a factor that grows with the weight shared, so that fragments don't win. Every figure is
 * in grammars/overlap.yaml. The search is exact: no pair at or above the threshold is missed; past the limit
 * the lowest go. Ownership: *out lives in the arena and borrows the plans. Errors:    STATUS_GRAMMAR:
 * overlap.yaml is not as expected; reported with its place.
 */
CHECKED enum status overlap_find(const struct plan_set *plans, const struct grammar *grammar,
                                 const struct overlap_options *options, struct arena *arena,
                                 struct diag_sink *sink, struct overlap_result *out);

/** The pairs as store_replace_overlaps takes them: pair_count of them, in the arena. */
const struct overlap_pair *overlap_pairs_to_store(const struct overlap_result *result, struct arena *arena);
#endif
