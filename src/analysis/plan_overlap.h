#ifndef ANALYSIS_PLAN_OVERLAP_H
#define ANALYSIS_PLAN_OVERLAP_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/overlap_vector.h"
#include "base/span.h"
#include "base/status.h"
#include "store/derived.h"

struct action;
struct arena;
struct borrowed_risk;
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

/** A word or concept that both sides have. The weights of a pair's words add up to its score. */
struct overlap_word {
    struct span name; /* the stem, or the concept's label */
    struct span a;    /* the words as they stand in a and in b */
    struct span b;
    enum term_field field_a;
    enum term_field field_b;
    const char *theme; /* of a concept ("housing"); NULL for a stem */
    bool is_concept;
    bool is_narrow;   /* a concept that is a subject and not a wide one */
    bool is_opposite; /* the two sides want it to go opposite ways */
    double weight;
};

/** What is not the same on both sides, though both state it. */
enum overlap_difference {
    DIFFERS_OWNERS = 1 << 0,
    DIFFERS_DATES = 1 << 1, /* no day that is both's */
    DIFFERS_MEASURE = 1 << 2,
    DIFFERS_STATUS = 1 << 3,
};
enum { DIFFERENCE_COUNT = 4 };
const char *overlap_difference_name(unsigned index); /* of 1 << index: "owners", "dates", ... */

struct overlap {
    struct overlap_side a; /* of the plan that comes first in the set */
    struct overlap_side b; /* of a near copy inside one plan: the later action */
    double score;          /* above 0, at most 1 */
    enum overlap_class class;
    struct overlap_word *words; /* heaviest first */
    size_t word_count;
    unsigned differs; /* enum overlap_difference */
};

struct overlap_result {
    const struct plan_set *plans;
    double minimum;        /* the threshold that was used */
    double cluster;        /* for work_clusters_find */
    struct overlap *pairs; /* of different plans: highest score first, then as read */
    size_t pair_count;
    size_t beyond_count;    /* pairs that score less than all of these and were let go: see overlap_options */
    struct overlap *copies; /* near copies inside one plan, as read; a is the first of its kind */
    size_t copy_count;
    struct borrowed_risk *borrowed;
    size_t borrowed_count;
};

struct overlap_options {
    double minimum;   /* 0..1, without limit of pairs; below 0: the grammar's own threshold and limit */
    unsigned threads; /* 0: as the machine has processors, two at most */
    /* Plans that were held against each other before with this grammar, at the usual threshold, and what was
     * found: they are not held against each other again; where pairs were let go then, only if the plans are
     * the same ones. NULL: none. */
    const struct overlap_known *known;
};

/**
 * Finds the actions of different plans (two editions of one plan are not compared) that are about the same
 * work. Each action is cut into clauses; a clause is a vector of its stemmed words and of the concepts that
 * they speak of (concept_lexicon.h), each weighted by how rare it is, and of those of its issue and section,
 * which count the less, the more the clause says itself. Two clauses score the cosine of their vectors, times
 * a factor that grows with the weight shared, so that fragments don't win, times one for how alike they are
 * in length, one for whether what they do agrees (activity_mix.h), and one that takes off what is shared by
 * methods alone, training or tendering, that serve other subjects; two actions score their best pair of
 * clauses, and a share of the next two. All factors are at most 1, so that the cosine bounds the score. Every
 * figure is in grammars/overlap.yaml.
 * The search is exact: no pair at or above the threshold is missed (vector_join.h). At the usual threshold an
 * action that copies an earlier one of its own plan stands back, an action keeps its best partners in each
 * other plan, and past the limit the lowest pairs go.
 * Ownership: *out lives in the arena and borrows the plans. Errors: STATUS_GRAMMAR: overlap.yaml is not as
 * expected; reported with its place.
 */
CHECKED enum status overlap_find(const struct plan_set *plans, const struct grammar *grammar,
                                 const struct overlap_options *options, struct arena *arena,
                                 struct diag_sink *sink, struct overlap_result *out);

/** Which pairs to keep. */
struct overlap_filter {
    bool has_class;
    enum overlap_class class;
    const char *theme; /* of a concept that both sides speak of; NULL: any */
    bool has_conflict; /* near copies and same work whose dates or measures can't both be */
};

/** Takes from pairs and copies what the filter does not let through. */
void overlap_filter_result(struct overlap_result *result, const struct overlap_filter *filter);

/** One pair, whatever it scores: 0 and no words where nothing is shared. */
CHECKED enum status overlap_explain(const struct overlap_side *a, const struct overlap_side *b,
                                    const struct grammar *grammar, struct arena *arena,
                                    struct diag_sink *sink, struct overlap *out);

/** The pairs as store_replace_overlaps takes them: pair_count of them, in the arena. */
const struct overlap_pair *overlap_pairs_to_store(const struct overlap_result *result, struct arena *arena);
#endif
