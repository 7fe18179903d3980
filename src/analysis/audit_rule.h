#ifndef ANALYSIS_AUDIT_RULE_H
#define ANALYSIS_AUDIT_RULE_H

#include <stddef.h>

#include "base/span.h"
#include "store/derived.h"

struct action;
struct plan;
struct risk;

/** What a check says of one thing. Not tested: the plan gives nothing to test with. */
enum verdict { VERDICT_NOT_TESTED, VERDICT_PASS, VERDICT_FINDING };

/** The words of the plan that a finding rests on; no text where what is missing has none. */
struct evidence {
    struct span words;
};

/**
 * A rule is a row of a table: what it asks, of what, and what to tell the reader. A rule looks at actions, at
 * risks, or takes the faults that reading the plan has found already (plan->anomalies of one kind), or at
 * both.
 */
struct audit_rule {
    const char *id;                 /* "DAT101" */
    const char *name;               /* "impossible-date" */
    enum finding_severity severity; /* unless grammars/checks.yaml says otherwise */
    const char *message;            /* what is wrong, in a sentence without place and words */
    const char *meaning;            /* what the rule looks for */
    const char *why;                /* why it matters */
    const char *advice;             /* what to do */
    const char *not_tested; /* why a plan can't be tested: "no table of this plan has an owner column" */
    const char *anomaly;    /* kind of the reader's anomaly that it takes, or NULL */
    enum verdict (*check_action)(const struct plan *plan, const struct action *action, struct evidence *out);
    enum verdict (*check_risk)(const struct plan *plan, const struct risk *risk, struct evidence *out);
};

/** All rules, sorted by id. */
const struct audit_rule *audit_rules(size_t *count);

/** The rule of an id or a name, or NULL. */
const struct audit_rule *audit_rule_find(const char *id_or_name);
#endif
