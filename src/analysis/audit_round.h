#ifndef ANALYSIS_AUDIT_ROUND_H
#define ANALYSIS_AUDIT_ROUND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "store/audit_query.h"

struct arena;
struct audit;
struct buffer;
struct check_input;
struct match;
struct pattern_set;
struct plan;
struct reach_result;

/** One rule that SQL can't ask, on one plan. The check counts what it tested and adds what it found. */
struct audit_round {
    struct audit *audit;
    const struct check_input *input;
    const struct plan *plan;
    size_t index;        /* of the plan in the set */
    struct arena *arena; /* lasts as long as the round; what is added is copied */
    bool is_count;       /* only what can be tested is asked for */
    bool text_is_sound;  /* the plan's text is UTF-8, so that it can be searched */
    size_t tested;
    const char *why; /* why nothing was tested */
};

/** Spans of the answer are copied. An answer that is_grave is an error whatever the rule's severity. */
void audit_round_add(struct audit_round *round, const struct audit_row *answer, bool is_grave);

/** Where the answer's words stand: those of a field (plan_field_name) that its item has once. */
void audit_round_locate(const struct audit_round *round, const char *field, struct audit_row *answer);

/** A limit of grammars/checks.yaml ("copy-share"). */
double audit_round_limit(const struct audit_round *round, const char *name);

/** The first match of grammars/checks.yaml's pattern list at or after `start` in the plan's text, or a part
 * of it. */
bool audit_round_search(const struct audit_round *round, const char *list, struct span text, size_t start,
                        struct match *out);

/** How the risks of all plans are tied to their actions: found when it is first asked for. A fault of its
 * grammar is told where the grammar is asked for the reach itself; here there are no links then. */
const struct reach_result *audit_round_reach(const struct audit_round *round);

/* The checks of the rules, named as these are. */
void check_priority_assessed(struct audit_round *round);
void check_mitigation_planned(struct audit_round *round);
void check_rating_on_scale(struct audit_round *round);
void check_appetite(struct audit_round *round);
void check_recommendations(struct audit_round *round);
void check_duplicates(struct audit_round *round);

/** "30/11/09" for "31/11/09": the last day of the month that was meant. Nothing for words that are no such
 * date. */
void suggest_last_day(struct span words, struct buffer *out);
#endif
