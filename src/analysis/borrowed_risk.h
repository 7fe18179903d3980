#ifndef ANALYSIS_BORROWED_RISK_H
#define ANALYSIS_BORROWED_RISK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct arena;
struct plan;
struct plan_set;
struct vector_set;

/**
 * A risk that one plan recorded, put as a question to another that does such work and has not recorded the
 * like. The chain of evidence: the risk, what kind of risk its words speak of, the words of the other plan's
 * action that run that kind, and the action of the risk's own plan that is nearest to it.
 */
struct borrowed_risk {
    const struct plan *of; /* the plan that recorded the risk */
    size_t risk;           /* index in it */
    const struct plan *plan;
    size_t action;          /* index in plan */
    double score;           /* above 0, at most 1 */
    const char *kind;       /* label of the kind of risk, or NULL: the words alone tie them */
    struct span risk_words; /* that the kind was found by; no text: none */
    struct span action_words;
    bool has_nearest;
    size_t nearest; /* action of `of` under the risk's section that is nearest to the other plan's */
    double overlap; /* of the two actions */
};

/**
 * Every risk against every action of other plans, editions of one plan aside, kept where the score reaches
 * minimum. The kinds and what runs them are in grammars/exposures/, figures in grammars/overlap.yaml. A risk
 * is not put to a plan that records one of the same kind against the same subject. Ownership: lives in the
 * arena; by risk, then score.
 */
struct borrowed_risk *borrowed_risks_find(const struct vector_set *set, const struct plan_set *plans,
                                          double minimum, struct arena *arena, size_t *count);
#endif
