#ifndef ANALYSIS_AUDIT_CHECK_H
#define ANALYSIS_AUDIT_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "store/derived.h"

struct arena;
struct audit_rule;
struct diag_sink;
struct grammar;
struct plan;
struct plan_set;
struct risk_scheme;
struct store;

/** How an audit is to be done. All members may be left 0. */
struct check_options {
    const char *as_of;           /* ISO day that overdue is counted from; NULL: each plan's own date */
    enum finding_severity least; /* findings below it are left out */
    bool has_least;
    const char *const *select; /* only these rules: ids, names, or how ids begin ("DAT") */
    size_t select_count;
    const char *const *ignore; /* and not these */
    size_t ignore_count;
    bool for_exposure; /* what analysis/delivery_exposure.h weighs: findings against actions and their steps,
                          without words and lines; what the other rules could be tested on is counted all the
                          same */
    const struct risk_scheme *scheme; /* that the plans' ratings are held against; NULL: none was named */
    const struct risk_scheme *appetite_scheme; /* whose band the appetite is */
    size_t appetite; /* a band of that scheme; only where appetite_scheme is given */
};

/** plans must have been loaded from the store, with evidence where places and words are to be exact. */
struct check_input {
    struct store *store;
    const struct plan_set *plans;
    const struct grammar *grammar;
    struct check_options options;
};

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
    size_t off_count; /* rules that were not asked for */
    /* analysis/audit_accept.h: */
    size_t suppressed_count; /* findings taken out by suppressions, */
    size_t baseline_count;   /* and by a baseline; */
    size_t baseline_gone;    /* lines of the baseline that match no finding any more */
};

/** Reads grammars/checks.yaml as check_plans does, for its faults alone. */
CHECKED enum status check_settings_read(const struct grammar *grammar, struct arena *arena,
                                        struct diag_sink *sink);

/** Does a word of --select or --ignore name the rule? */
bool check_names_rule(const char *word, const struct audit_rule *rule);

/**
 * Holds every plan against the rules of analysis/audit_rule.h that grammars/checks.yaml and the options leave
 * on. Ownership: *out lives in the arena and borrows the plans. Errors:    STATUS_GRAMMAR: checks.yaml names
 * a rule or severity that there is not, or lacks a limit; reported with its place. STATUS_DATABASE: reported.
 */
CHECKED enum status check_plans(const struct check_input *input, struct arena *arena, struct diag_sink *sink,
                                struct check_result *out);
#endif
