#include "analysis/mitigation_plan.h"

#include <stdint.h>

#include "analysis/risk_reach.h"
#include "base/arena.h"
#include "plan/plan.h"
#include "store/store.h"

const struct risk_link *mitigation_links_find(const struct plan *plan, const struct grammar *grammar,
                                              struct arena *arena, size_t *count)
{
    const struct plan *items[] = { plan };
    struct plan_set set = { .items = (struct plan **)(uintptr_t)items, .count = 1 };
    struct reach_result reach;

    *count = 0;
    if (plan->risk_count == 0 || plan->action_count == 0 ||
        risk_reach_find(&set, grammar, arena, NULL, &reach) != STATUS_OK)
        return NULL;
    *count = reach.link_count;
    return reach.links;
}

bool *mitigations_planned(const struct plan *plan, const struct grammar *grammar, struct arena *arena)
{
    bool *is_planned = ARENA_ARRAY(arena, plan->risk_count, bool);
    size_t count;
    const struct risk_link *links = mitigation_links_find(plan, grammar, arena, &count);

    for (size_t i = 0; i < count; i++)
        if (links[i].relation == RISK_MITIGATED_BY)
            is_planned[links[i].risk] = true;
    return is_planned;
}
