#ifndef ANALYSIS_DELIVERY_EXPOSURE_H
#define ANALYSIS_DELIVERY_EXPOSURE_H

#include <stddef.h>

#include "base/status.h"

struct arena;
struct check_result;
struct diag_sink;
struct grammar;
struct plan;
struct plan_set;
struct stored_exposure;

/** One rule that an action breaks. */
struct exposure_factor {
    const char *rule;
    const char *name;
    size_t findings; /* of the rule against the action and its milestones */
    double weight;   /* what the rule adds, once; above 0 */
};

/** How far the delivery of an action is exposed: the sum of its factors. */
struct action_exposure {
    const struct plan *plan;
    size_t plan_index; /* in the set */
    size_t action;
    const struct exposure_factor *factors; /* heaviest first, then by rule */
    size_t factor_count;
    double total;
};

/** The actions of a section (itself, not those inside it) or of a whole plan. */
struct exposure_sum {
    const struct plan *plan;
    size_t plan_index;
    size_t section; /* index; PLAN_NO_INDEX: of the actions under no section; of a plan: unused */
    size_t actions;
    size_t exposed; /* of which so many have a factor */
    double total;
    size_t not_tested; /* of a plan: rules with a weight that could not be tested on it: no pass */
};

struct exposure_result {
    struct action_exposure *actions; /* those with a factor: greatest first, then as read */
    size_t action_count;
    struct exposure_sum *sections; /* in the order of plans and sections; those with actions */
    size_t section_count;
    struct exposure_sum *plans; /* in the order of the set */
    size_t plan_count;
};

/**
 * Weighs the findings against each action, by grammars/exposure.yaml.
 * Ownership: *out lives in the arena and borrows plans and findings.
 * Errors:    STATUS_GRAMMAR: a weight is missing or no number from 0 to 100; reported with its place.
 */
CHECKED enum status exposure_find(const struct plan_set *plans, const struct check_result *checks,
                                  const struct grammar *grammar, struct arena *arena, struct diag_sink *sink,
                                  struct exposure_result *out);

/** The factors as store_finish_scores takes them; *count of them, in the arena. */
const struct stored_exposure *exposure_to_store(const struct exposure_result *result, struct arena *arena,
                                                size_t *count);
#endif
