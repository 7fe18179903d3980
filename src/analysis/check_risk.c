#include "analysis/audit_round.h"

#include "analysis/audit_check.h"
#include "analysis/mitigation_plan.h"
#include "analysis/risk_reach.h"
#include "analysis/risk_score.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "plan/plan.h"
#include "store/store.h"

static struct audit_row about_risk(const struct audit_round *round, size_t index)
{
    return (struct audit_row){
        .place = { .plan = round->plan->id, .kind = ITEM_RISK, .index = index },
        .line = round->plan->risks[index].line_first,
    };
}

/* ---- who carries a mitigation out ---------------------------------------------------------------- */

void check_mitigation_planned(struct audit_round *round)
{
    const struct plan *plan = round->plan;

    round->why = "this plan has no risks with a mitigation, or no actions";
    if (plan->risk_count == 0 || plan->action_count == 0)
        return;
    const bool *is_planned =
        round->is_count ? NULL : mitigations_planned(audit_round_reach(round), round->index, round->arena);

    for (size_t i = 0; i < plan->risk_count; i++) {
        struct audit_row row = about_risk(round, i);

        row.words = plan->risks[i].mitigation.text;
        if (!row.words.text)
            continue;
        round->tested++;
        if (!is_planned || is_planned[i])
            continue;
        audit_round_locate(round, "mitigation", &row);
        audit_round_add(round, &row, false);
    }
}

/* ---- ratings on a scheme --------------------------------------------------------------------------- */

/* General words are levels of any scale; what the scheme itself does not know is off it. */
static bool is_off_scale(const struct risk_scheme *scheme, enum risk_axis axis, struct span rating,
                         struct span printed)
{
    static const char *const general[] = { "very low", "low", "medium", "high", "very high" };

    if (!rating.text)
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(general); i++)
        if (span_equals(rating, general[i]))
            return false;
    return risk_scheme_level(&scheme->axes[axis], rating) == 0 &&
           risk_scheme_level(&scheme->axes[axis], printed) == 0;
}

static void check_axes(struct audit_round *round, size_t index, enum rating_stage stage)
{
    const struct risk *risk = &round->plan->risks[index];
    const struct risk_scheme *scheme = round->input->options.scheme;

    for (enum risk_axis axis = AXIS_IMPACT; axis < AXIS_COUNT; axis++) {
        struct span rating = own_scale_rating(risk, stage, axis);
        struct audit_row row = about_risk(round, index);

        round->tested += rating.text != NULL;
        row.words = rating;
        row.a = span_of(scheme->title);
        if (is_off_scale(scheme, axis, rating, own_scale_printed(risk, stage, axis)))
            audit_round_add(round, &row, false);
    }
}

void check_rating_on_scale(struct audit_round *round)
{
    round->why = "this plan has no rated risks";
    for (size_t i = 0; i < round->plan->risk_count; i++)
        for (enum rating_stage stage = STAGE_INHERENT; stage < STAGE_COUNT; stage++)
            check_axes(round, i, stage);
}

/* ---- appetite ---------------------------------------------------------------------------------------- */

static bool has_due_date(const struct date_list *dates)
{
    for (size_t i = 0; i < dates->count; i++)
        if (dates->items[i].role == DATE_DUE && dates->items[i].to != CALENDAR_NONE)
            return true;
    return false;
}

/* By a due date of its own, or of an action that carries its mitigation out. */
static bool is_answered(const struct audit_round *round, size_t risk)
{
    const struct plan *plan = round->plan;
    const struct reach_result *reach = audit_round_reach(round);
    const size_t *first = reach->first[round->index]; /* NULL where the grammar had a fault */

    if (has_due_date(&plan->risks[risk].dates))
        return true;
    for (size_t i = first ? first[risk] : 0; first && i < first[risk + 1]; i++)
        if (reach->links[i].relation == RISK_MITIGATED_BY &&
            has_due_date(&plan->actions[reach->links[i].action].dates))
            return true;
    return false;
}

/* The rating that stands now: with the controls in place, where the register gives one. */
static enum rating_stage stage_now(const struct plan *plan)
{
    for (size_t i = 0; i < plan->risk_count; i++)
        if (plan->risks[i].residual.impact.text.text || plan->risks[i].residual.likelihood.text.text)
            return STAGE_RESIDUAL;
    return STAGE_INHERENT;
}

void check_appetite(struct audit_round *round)
{
    const struct check_options *options = &round->input->options;
    const struct plan *items[] = { round->plan };
    struct plan_set set = { .items = (struct plan **)(uintptr_t)items, .count = 1 };
    struct score_result scores;

    round->why = "this plan has no rated risks";
    if (round->plan->risk_count == 0)
        return;
    score_plans(&set, options->appetite_scheme, stage_now(round->plan), round->arena, &scores);
    for (size_t i = 0; i < scores.score_count; i++) {
        const struct risk_score *score = &scores.scores[i];
        struct audit_row row = about_risk(round, score->index);

        round->tested += score->placement != RATING_UNKNOWN;
        row.a = span_of(options->appetite_scheme->bands[score->band_low].name);
        row.b = span_of(options->appetite_scheme->bands[options->appetite].name);
        if (score->band_low > options->appetite && !is_answered(round, score->index))
            audit_round_add(round, &row, false);
    }
}
