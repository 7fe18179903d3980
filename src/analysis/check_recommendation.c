#include "analysis/audit_round.h"

#include "analysis/audit_check.h"
#include "analysis/recommendation_find.h"
#include "plan/plan.h"

/* Every recommendation that the plan's own text numbers. */
void check_recommendations(struct audit_round *round)
{
    struct recommendation_list list;

    recommendations_find(round->plan, round->input->grammar, round->arena, &list);
    round->why = "no row of this plan cites a numbered recommendation, or its text numbers none";
    for (size_t i = 0; i < list.count; i++) {
        const struct recommendation *item = &list.items[i];

        if (!item->is_in_text)
            continue;
        round->tested++;
        if (!item->is_answered)
            audit_round_add(round,
                            &(struct audit_row){
                                .place = { .plan = round->plan->id, .kind = ITEM_DOCUMENT },
                                .words = item->code,
                                .offset = item->offset,
                                .length = item->code.length,
                            },
                            false);
    }
}
