#ifndef ANALYSIS_AUDIT_CHECK_H
#define ANALYSIS_AUDIT_CHECK_H

#include <stddef.h>

#include "base/status.h"

struct arena;
struct audit_rule;
struct diag_sink;
struct finding;    /* store/derived.h */
struct grammar;
struct plan;
struct plan_set;

/** A rule that a plan gives nothing to test with. Silence is not a pass. */
struct not_tested {
    const struct audit_rule *rule;
    const struct plan *plan;
    const char *why;                 /* "no table of this plan has an owner column" */
};

/** How many things a rule looked at, and in how many it found fault, per plan. */
struct rule_tally {
    const struct audit_rule *rule;
    const struct plan *plan;
    size_t tested;
    size_t found;
};

struct check_result {
    const struct plan_set *plans;
    struct finding *findings;        /* sorted by document, line, rule, item */
    size_t finding_count;
    struct not_tested *not_tested;   /* sorted by document, rule */
    size_t not_tested_count;
    struct rule_tally *tallies;      /* every rule that is on, for every plan, in the order of the plans */
    size_t tally_count;
};

/**
 * Holds every plan against the rules of analysis/audit_rule.h that grammars/checks.yaml leaves on.
 * Ownership: *out lives in the arena and borrows the plans.
 * Errors:    STATUS_GRAMMAR: checks.yaml names a rule or severity that there is not; reported with its place.
 */
CHECKED enum status check_plans(const struct plan_set *plans, const struct grammar *grammar, struct arena *arena,
                                struct diag_sink *sink, struct check_result *out);
#endif
