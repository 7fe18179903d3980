#include "report/report_page.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/audit_check.h"
#include "analysis/audit_rule.h"
#include "analysis/delivery_exposure.h"
#include "analysis/risk_reach.h"
#include "base/arena.h"
#include "characters/line_index.h"
#include "output/text_use.h"
#include "plan/plan.h"
#include "store/store.h"

/* ---- each plan by itself -------------------------------------------------------------------- */

static void count_share(struct share *share, bool asked, bool filled)
{
    share->asked += asked;
    share->filled += asked && filled;
}

static void count_completeness(struct report_plan *own)
{
    for (size_t i = 0; i < own->plan->action_count; i++) {
        const struct action *action = &own->plan->actions[i];

        count_share(&own->owners, action->has_owner_column, action->owners.count > 0);
        count_share(&own->dates, action->has_date_column, action->dates.count > 0);
        count_share(&own->measures, action->has_measure_column, action->measure.text.text != NULL);
    }
}

static calendar_day as_of(const struct report_input *input, const struct plan *plan)
{
    calendar_day day = CALENDAR_NONE;
    char iso[11];

    if (input->as_of)
        return calendar_parse_iso(input->as_of, &day) ? day : CALENDAR_NONE;
    if (plan->date.text.text && plan->date.text.length == sizeof iso - 1) {
        memcpy(iso, plan->date.text.text, sizeof iso - 1);
        iso[sizeof iso - 1] = 0;
        if (!calendar_parse_iso(iso, &day))
            day = CALENDAR_NONE;
    }
    return day;
}

static void study_plan(struct report *report, size_t index)
{
    const struct plan *plan = report->input->plans->items[index];
    struct report_plan *own = &report->plans[index];

    own->plan = plan;
    own->number = index + 1;
    own->as_of = as_of(report->input, plan);
    own->unread_lines = text_use_unread_lines(plan);
    own->source_lines = line_index_of(plan->text, report->arena).count;
    own->action_findings = ARENA_ARRAY(report->arena, plan->action_count, size_t);
    own->risk_findings = ARENA_ARRAY(report->arena, plan->risk_count, size_t);
    own->action_links = ARENA_ARRAY(report->arena, plan->action_count, size_t);
    own->exposures = ARENA_ARRAY(report->arena, plan->action_count, const struct action_exposure *);
    for (unsigned stage = 0; stage < STAGE_COUNT; stage++)
        own->scores[stage] = ARENA_ARRAY(report->arena, plan->risk_count, const struct risk_score *);
    count_completeness(own);
    report->action_count += plan->action_count;
    report->risk_count += plan->risk_count;
    report->unread_lines += own->unread_lines;
}

const struct report_plan *report_plan_of(const struct report *report, const struct plan *plan)
{
    size_t index = 0;

    while (report->plans[index].plan != plan)
        index++;
    return &report->plans[index];
}

size_t report_action_of_milestone(const struct plan *plan, size_t milestone)
{
    size_t before = 0;

    for (size_t i = 0; i < plan->action_count; i++) {
        before += plan->actions[i].milestone_count;
        if (milestone < before)
            return i;
    }
    return PLAN_NO_INDEX;
}

/* ---- what analysis says of each action and risk --------------------------------------------- */

static size_t *findings_head(const struct report_plan *own, const struct item_place *place)
{
    size_t index = place->index;

    if (place->kind == ITEM_RISK)
        return index < own->plan->risk_count ? &own->risk_findings[index] : NULL;
    if (place->kind == ITEM_MILESTONE)
        index = report_action_of_milestone(own->plan, index);
    else if (place->kind != ITEM_ACTION)
        return NULL;
    return index < own->plan->action_count ? &own->action_findings[index] : NULL;
}

/* Those of one item are chained, in their order, so that its row can name them. */
static void chain_findings(struct report *report)
{
    const struct check_result *checks = report->input->checks;

    report->next_finding = ARENA_ARRAY(report->arena, checks->finding_count, size_t);
    for (size_t i = checks->finding_count; i-- > 0;) {
        struct report_plan *own = &report->plans[checks->finding_plans[i]];
        size_t *head = findings_head(own, &checks->findings[i].place);

        own->finding_count++;
        if (head) {
            report->next_finding[i] = *head;
            *head = i + 1;
        }
    }
}

static void chain_links(struct report *report)
{
    const struct reach_result *reach = report->input->reach;
    size_t p = report->input->plans->count;

    report->next_link = ARENA_ARRAY(report->arena, reach->link_count, size_t);
    for (size_t i = reach->link_count; i-- > 0;) {
        const struct risk_link *link = &reach->links[i];

        while (p == report->input->plans->count || report->plans[p].plan != link->plan)
            p--; /* links are in the order of the plans */
        report->next_link[i] = report->plans[p].action_links[link->action];
        report->plans[p].action_links[link->action] = i + 1;
    }
}

static void place_scores(struct report *report)
{
    for (unsigned stage = 0; stage < STAGE_COUNT; stage++) {
        const struct score_result *result = &report->input->scores[stage];

        for (size_t i = 0; i < result->score_count; i++) {
            const struct risk_score *score = &result->scores[i];

            report_plan_of(report, score->plan)->scores[stage][score->index] = score;
        }
    }
    for (size_t i = 0; i < report->input->exposure->action_count; i++) {
        const struct action_exposure *exposure = &report->input->exposure->actions[i];

        report->plans[exposure->plan_index].exposures[exposure->action] = exposure;
    }
}

/* ---- findings by rule ----------------------------------------------------------------------- */

static int gravest_first(const void *left, const void *right)
{
    const struct rule_group *a = left;
    const struct rule_group *b = right;

    if (a->severity != b->severity)
        return a->severity < b->severity ? -1 : 1;
    return strcmp(a->rule->id, b->rule->id);
}

static struct rule_group *group_of(struct report *report, const char *id)
{
    for (size_t i = 0; i < report->rule_count; i++)
        if (strcmp(report->rules[i].rule->id, id) == 0)
            return &report->rules[i];
    return NULL;
}

/* A rule may have another severity by the grammar: its findings say which. */
static void open_groups(struct report *report)
{
    const struct check_result *checks = report->input->checks;
    size_t most = 0;
    const struct audit_rule *rules = audit_rules(&most);

    report->rules = ARENA_ARRAY(report->arena, most, struct rule_group);
    for (size_t i = 0; i < checks->finding_count; i++) {
        struct rule_group *group = group_of(report, checks->findings[i].rule);

        if (!group) {
            const struct audit_rule *rule = audit_rule_find(checks->findings[i].rule);

            group = &report->rules[report->rule_count++];
            group->rule = rule ? rule : rules;
            group->severity = checks->findings[i].severity;
        }
        group->count++;
    }
    if (report->rule_count)
        qsort(report->rules, report->rule_count, sizeof *report->rules, gravest_first);
}

static void fill_groups(struct report *report)
{
    const struct check_result *checks = report->input->checks;

    for (size_t i = 0; i < report->rule_count; i++) {
        report->rules[i].findings = ARENA_ARRAY(report->arena, report->rules[i].count, size_t);
        report->rules[i].count = 0;
    }
    report->finding_places = ARENA_ARRAY(report->arena, checks->finding_count, struct finding_place);
    for (size_t i = 0; i < checks->finding_count; i++) {
        struct rule_group *group = group_of(report, checks->findings[i].rule);

        group->findings[group->count++] = i;
        report->finding_places[i] = (struct finding_place){ group, group->count };
    }
}

static void count_tests(struct report *report)
{
    const struct check_result *checks = report->input->checks;
    size_t p = 0;

    for (size_t i = 0; i < checks->tally_count; i++) {
        const struct rule_tally *tally = &checks->tallies[i];
        struct rule_group *group = group_of(report, tally->rule->id);

        if (report->plans[p].plan != tally->plan)
            p = report_plan_of(report, tally->plan)->number - 1;
        report->plans[p].tested_count += tally->tested > 0;
        if (group) {
            group->tested += tally->tested;
            group->plans_tested += tally->tested > 0;
        }
    }
}

void report_study(struct report *report)
{
    report->plans = ARENA_ARRAY(report->arena, report->input->plans->count, struct report_plan);
    for (size_t i = 0; i < report->input->plans->count; i++)
        study_plan(report, i);
    chain_findings(report);
    chain_links(report);
    place_scores(report);
    open_groups(report);
    fill_groups(report);
    count_tests(report);
    report->owners = owner_index_make(report->input->plans, report->arena);
}
