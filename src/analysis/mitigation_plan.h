#ifndef ANALYSIS_MITIGATION_PLAN_H
#define ANALYSIS_MITIGATION_PLAN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct grammar;
struct plan;
struct risk_link;

/**
 * How the risks of one plan are tied to its actions, see analysis/risk_reach.h. A fault of its grammar is
 * told where the grammar is asked for the reach itself; here there are no links then. Ownership: the links
 * live in the arena.
 */
const struct risk_link *mitigation_links_find(const struct plan *plan, const struct grammar *grammar,
                                              struct arena *arena, size_t *count);

/**
 * Of each risk: does an action of the plan carry its mitigation out, or, in its own section, speak of the
 * same things? Only where neither is so can it be said that nobody does it. In the arena.
 */
bool *mitigations_planned(const struct plan *plan, const struct grammar *grammar, struct arena *arena);
#endif
