#ifndef ANALYSIS_AUDIT_CHECK_H
#define ANALYSIS_AUDIT_CHECK_H

#include <stddef.h>

#include "base/status.h"
#include "store/derived.h"

struct arena;
struct audit_rule;
struct diag_sink;
struct grammar;
struct plan;
struct plan_set;

/** How many things a rule looked at, and in how many it found fault, per plan. */
struct rule_tally {
    const struct audit_rule *rule;
    const struct plan *plan;
    size_t tested;
    size_t found;
};

/** Parallel arrays: finding i is about plans->items[finding_plans[i]], and so for what was not tested. */
struct check_result {
    const struct plan_set *plans;
    struct finding *findings; /* sorted by document, line, rule, item: as store_replace_findings takes them */
    size_t *finding_plans;
    size_t finding_count;
    struct not_tested *not_tested; /* sorted by document, rule */
    size_t *not_tested_plans;
    size_t not_tested_count;
    struct rule_tally *tallies; /* every rule that is on, for every plan; sorted by document, rule */
    size_t tally_count;
};

/**
 * Holds every plan against the rules of analysis/audit_rule.h that grammars/checks.yaml leaves on.
 * Ownership: *out lives in the arena and borrows the plans.
 * Errors:    STATUS_GRAMMAR: checks.yaml names a rule or severity that there is not; reported with its place.
 */
CHECKED enum status check_plans(const struct plan_set *plans, const struct grammar *grammar,
                                struct arena *arena, struct diag_sink *sink, struct check_result *out);
#endif
