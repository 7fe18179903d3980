#ifndef ANALYSIS_AUDIT_RULE_H
#define ANALYSIS_AUDIT_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "store/derived.h"

struct audit_round;
struct buffer;

/** What a rule counts as tested: a column, called as the population is, of a question that counts. */
struct audit_population {
    const char *name;
    const char *question; /* src/store/sql/audit/QUESTION.sql; populations of one stand together */
    const char *why;      /* why a plan that has none of it can't be tested */
};

/** What a run must have been told before a rule can be tested. */
enum audit_need { NEEDS_NOTHING, NEEDS_AS_OF, NEEDS_SCHEME, NEEDS_APPETITE };
const char *audit_need_why(enum audit_need need); /* why the rule was not tested; NULL for NEEDS_NOTHING */

/**
 * A rule is a row of a table. Its question is the file src/store/sql/audit/ID.sql, unless it has a check:
 * then it asks what SQL can't. Texts are whole sentences but for the message, which goes on after "error: ".
 */
struct audit_rule {
    const char *id;                 /* "DAT101" */
    const char *name;               /* "impossible-date" */
    enum finding_severity severity; /* unless grammars/checks.yaml says otherwise */
    bool spares_actions;            /* no finding is about an action or a step of one */
    bool is_off;                    /* unless grammars/checks.yaml or --select turns it on */
    const char *message;            /* what is wrong; {words}, {a}, {b} are filled in from the answer */
    const char *meaning;            /* what the rule looks for */
    const char *why;                /* why it matters */
    const char *source;             /* who says so */
    const char *example;            /* a row that has it */
    const char *advice;             /* what to do */
    const char *limits;             /* the limits of grammars/checks.yaml that it heeds, or NULL */
    const char *of;                 /* the population that it tests; NULL: its check counts */
    enum audit_need need;
    void (*check)(struct audit_round *round);
    /** Writes the reading that is likely, where there is one; after the question's own hint. */
    void (*suggest)(struct span words, struct buffer *out);
};

/** All rules, sorted by id. */
const struct audit_rule *audit_rules(size_t *count);
const struct audit_population *audit_populations(size_t *count);

/** The rule of an id or a name, or NULL. */
const struct audit_rule *audit_rule_find(const char *id_or_name);

/** The population of a name, or NULL. */
const struct audit_population *audit_population_find(const char *name);
#endif
