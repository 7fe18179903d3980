#ifndef ANALYSIS_MITIGATION_PLAN_H
#define ANALYSIS_MITIGATION_PLAN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct plan;
struct reach_result;

/**
 * Of each risk of plan `index` of those that were reached: does an action of the plan carry its mitigation
 * out, or, in its own section, speak of the same things? Only where neither is so can it be said that nobody
 * does it. In the arena.
 */
bool *mitigations_planned(const struct reach_result *reach, size_t index, struct arena *arena);
#endif
