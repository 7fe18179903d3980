#include "analysis/coverage_check.h"

#include <stdbool.h>
#include <stdlib.h>

#include "analysis/mitigation_plan.h"
#include "analysis/recommendation_find.h"
#include "analysis/risk_reach.h"
#include "base/arena.h"
#include "base/status.h"
#include "grammar/pattern.h"
#include "plan/action_standing.h"
#include "plan/plan.h"
#include "store/store.h"

const char *coverage_column_name(enum coverage_column column)
{
    static const char *const names[COVERS_COUNT] = {
        [COVERS_OWNER] = "owner",           [COVERS_DATE] = "date",         [COVERS_MEASURE] = "measure",
        [COVERS_MILESTONE] = "milestone",   [COVERS_RESOURCE] = "resource", [COVERS_RISK] = "risk",
        [COVERS_MITIGATION] = "mitigation", [COVERS_ACTION] = "action",
    };

    return names[column];
}

const char *coverage_kind_name(enum coverage_kind kind)
{
    static const char *const names[] = {
        [COVERAGE_SECTION] = "section",
        [COVERAGE_RECOMMENDATION] = "recommendation",
        [COVERAGE_RISK] = "risk",
    };

    return names[kind];
}

struct survey {
    const struct grammar *grammar;
    struct matcher *matcher;
    const struct plan *plan;
    size_t plan_index;
    struct arena *arena;
    struct coverage_result *out;
    size_t capacity;
    const bool *is_planned; /* of each risk */
    bool has_milestones;    /* somewhere in the plan */
    bool has_resources;
};

/* ---- counting ---------------------------------------------------------------------------------------- */

static void count_in(struct coverage_cell *cell, bool is_asked, bool is_filled)
{
    cell->asked += is_asked;
    cell->filled += is_asked && is_filled;
}

static bool has_lead(const struct owner_list *owners)
{
    for (size_t i = 0; i < owners->count; i++)
        if (owners->items[i].role == OWNER_LEAD)
            return true;
    return false;
}

/* As DAT103: any words but a placeholder or a start alone say when. */
static bool says_when(const struct date_list *dates)
{
    for (size_t i = 0; i < dates->count; i++)
        if (dates->items[i].role != DATE_START && !(dates->items[i].flags & DATE_TBC))
            return true;
    return false;
}

/* Of a row that the plan drops or turns down nothing is asked, and of one that is done no day to come. */
static void count_action(const struct survey *survey, struct coverage_row *row, const struct action *action)
{
    struct action_standing standing = action_standing_of(action, survey->grammar, survey->matcher);
    bool has_date = says_when(&action->dates);

    row->actions++;
    if (!standing.is_asked)
        return;
    count_in(&row->cells[COVERS_OWNER], action->has_owner_column, has_lead(&action->owners));
    count_in(&row->cells[COVERS_DATE], action->has_date_column && (standing.is_open || has_date), has_date);
    count_in(&row->cells[COVERS_MEASURE], action->has_measure_column, action->measure.text.text != NULL);
    count_in(&row->cells[COVERS_MILESTONE], survey->has_milestones, action->milestone_count > 0);
}

static void count_risk(const struct survey *survey, struct coverage_row *row, size_t index)
{
    const struct risk *risk = &survey->plan->risks[index];

    count_in(&row->cells[COVERS_MITIGATION], true, risk->mitigation.text.text || risk->controls.text.text);
    count_in(&row->cells[COVERS_ACTION], survey->plan->action_count > 0 && risk->mitigation.text.text,
             survey->is_planned[index]);
}

static struct coverage_row *add_row(struct survey *survey, struct coverage_row row)
{
    struct coverage_result *out = survey->out;

    out->rows = arena_grow(survey->arena, out->rows, out->count, &survey->capacity, sizeof *out->rows);
    row.plan = survey->plan_index;
    row.order = out->count;
    out->rows[out->count] = row;
    return &out->rows[out->count++];
}

/* ---- sections ----------------------------------------------------------------------------------------- */

/* Steps are counted: a plan's parents may go in a circle. */
static bool is_within(const struct plan *plan, size_t section, size_t upper)
{
    for (size_t steps = 0; section < plan->section_count && steps < plan->section_count; steps++) {
        if (section == upper)
            return true;
        section = plan->sections[section].parent;
    }
    return false;
}

static void survey_section(struct survey *survey, size_t section)
{
    const struct plan *plan = survey->plan;
    struct coverage_row row = {
        .kind = COVERAGE_SECTION,
        .code = plan->sections[section].code.text,
        .title = plan->sections[section].title.text,
        .line = plan->sections[section].line,
    };
    bool has_resource = false, has_risk = false;

    for (size_t i = 0; i < plan->action_count; i++) {
        if (plan->actions[i].section != section || plan->actions[i].kind == ACTION_CHART)
            continue;
        count_action(survey, &row, &plan->actions[i]);
        has_resource = has_resource || plan->actions[i].resource_count > 0;
    }
    for (size_t i = 0; i < plan->risk_count; i++) {
        if (plan->risks[i].section == section)
            count_risk(survey, &row, i);
        has_risk = has_risk || is_within(plan, section, plan->risks[i].section) ||
                   is_within(plan, plan->risks[i].section, section);
    }
    if (row.actions == 0 && row.cells[COVERS_MITIGATION].asked == 0)
        return; /* a heading over others */
    count_in(&row.cells[COVERS_RESOURCE], survey->has_resources && row.actions, has_resource);
    count_in(&row.cells[COVERS_RISK], plan->risk_count > 0, has_risk);
    add_row(survey, row);
}

/* ---- recommendations and risks --------------------------------------------------------------------------
 */

static bool cites(const struct action *action, struct span code)
{
    for (size_t i = 0; i < action->link_count; i++)
        if (recommendation_is_answered_by(code, action->links[i].code.text))
            return true;
    return false;
}

static void survey_recommendation(struct survey *survey, struct span code)
{
    const struct plan *plan = survey->plan;
    struct coverage_row row = { .kind = COVERAGE_RECOMMENDATION,
                                .code = code,
                                .title = { .offset = SPAN_NOWHERE } };
    bool has_resource = false;

    for (size_t i = 0; i < plan->action_count; i++) {
        if (plan->actions[i].kind == ACTION_CHART || !cites(&plan->actions[i], code))
            continue;
        row.line = row.line ? row.line : plan->actions[i].line_first;
        count_action(survey, &row, &plan->actions[i]);
        has_resource = has_resource || plan->actions[i].resource_count > 0;
    }
    count_in(&row.cells[COVERS_RESOURCE], survey->has_resources && row.actions, has_resource);
    count_in(&row.cells[COVERS_ACTION], true, row.actions > 0);
    add_row(survey, row);
}

static void survey_risk(struct survey *survey, size_t index)
{
    const struct risk *risk = &survey->plan->risks[index];
    struct coverage_row row = {
        .kind = COVERAGE_RISK, .code = risk->ref.text, .title = risk->text.text, .line = risk->line_first
    };

    count_in(&row.cells[COVERS_OWNER], risk->has_owner_column, risk->owners.count > 0);
    count_in(&row.cells[COVERS_DATE], risk->dates.count > 0, says_when(&risk->dates));
    count_risk(survey, &row, index);
    add_row(survey, row);
}

/* ---- the whole -------------------------------------------------------------------------------------------
 */

static void survey_plan(struct survey *survey, const struct reach_result *reach)
{
    const struct plan *plan = survey->plan;
    struct recommendation_list list;

    for (size_t i = 0; i < plan->action_count; i++) {
        survey->has_milestones = survey->has_milestones || plan->actions[i].milestone_count > 0;
        survey->has_resources = survey->has_resources || plan->actions[i].resource_count > 0;
    }
    survey->is_planned = mitigations_planned(reach, survey->plan_index, survey->arena);
    for (size_t i = 0; i < plan->section_count; i++)
        survey_section(survey, i);
    recommendations_find(plan, survey->grammar, survey->arena, &list);
    for (size_t i = 0; i < list.count; i++)
        survey_recommendation(survey, list.items[i].code);
    for (size_t i = 0; i < plan->risk_count; i++)
        survey_risk(survey, i);
}

static double share_of(const struct coverage_row *row)
{
    double sum = 0;
    size_t tested = 0;

    for (unsigned i = 0; i < COVERS_COUNT; i++) {
        if (!row->cells[i].asked)
            continue;
        sum += (double)row->cells[i].filled / (double)row->cells[i].asked;
        tested++;
    }
    return tested ? sum / (double)tested : 1;
}

static int worst_first(const void *left, const void *right)
{
    const struct coverage_row *a = left, *b = right;

    if (a->share < b->share || a->share > b->share)
        return a->share < b->share ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

void coverage_of_reach(const struct reach_result *reach, const struct grammar *grammar, struct arena *arena,
                       struct coverage_result *out)
{
    const struct plan_set *plans = reach->plans;
    struct survey survey = { .grammar = grammar, .matcher = matcher_new(), .arena = arena, .out = out };

    *out = (struct coverage_result){ .plans = plans };
    for (size_t i = 0; i < plans->count; i++) {
        survey.plan = plans->items[i];
        survey.plan_index = i;
        survey.has_milestones = survey.has_resources = false;
        survey_plan(&survey, reach);
    }
    matcher_free(survey.matcher);
    for (size_t i = 0; i < out->count; i++)
        out->rows[i].share = share_of(&out->rows[i]);
    if (out->count)
        qsort(out->rows, out->count, sizeof *out->rows, worst_first);
}

enum status coverage_find(const struct plan_set *plans, const struct grammar *grammar, struct arena *arena,
                          struct diag_sink *sink, struct coverage_result *out)
{
    struct reach_result reach;
    enum status status = risk_reach_find(plans, grammar, arena, sink, &reach);

    *out = (struct coverage_result){ .plans = plans };
    if (status == STATUS_OK)
        coverage_of_reach(&reach, grammar, arena, out);
    return status;
}
