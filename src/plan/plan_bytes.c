#include "plan/plan.h"

/* The memory that a plan takes up by itself: what its arrays hold, and the text that its words point into. */

static size_t of_source(const struct source *source)
{
    return source->extent_count * sizeof *source->extents;
}

static size_t of_values(const struct text_value *const *values, size_t count)
{
    size_t bytes = 0;

    for (size_t i = 0; i < count; i++)
        bytes += of_source(&values[i]->source);
    return bytes;
}

static size_t of_owners(const struct owner_list *owners)
{
    size_t bytes = owners->count * sizeof *owners->items;

    for (size_t i = 0; i < owners->count; i++)
        bytes += of_source(&owners->items[i].name.source);
    return bytes;
}

static size_t of_dates(const struct date_list *dates)
{
    size_t bytes = dates->count * sizeof *dates->items;

    for (size_t i = 0; i < dates->count; i++)
        bytes += of_source(&dates->items[i].words.source);
    return bytes;
}

static size_t of_action(const struct action *action)
{
    const struct text_value *const values[] = { &action->ref,      &action->text,    &action->issue,
                                                &action->priority, &action->measure, &action->progress };
    size_t bytes = sizeof *action + of_values(values, sizeof values / sizeof *values) +
                   of_owners(&action->owners) + of_dates(&action->dates) + of_source(&action->status_source) +
                   of_source(&action->rag_source) + action->resource_count * sizeof *action->resources +
                   action->link_count * sizeof *action->links;

    for (size_t i = 0; i < action->milestone_count; i++)
        bytes += sizeof *action->milestones + of_source(&action->milestones[i].text.source) +
                 of_owners(&action->milestones[i].owners) + of_dates(&action->milestones[i].dates);
    return bytes;
}

static size_t of_risk(const struct risk *risk)
{
    const struct text_value *const values[] = { &risk->ref,        &risk->text,     &risk->consequence,
                                                &risk->mitigation, &risk->controls, &risk->notes };

    return sizeof *risk + of_values(values, sizeof values / sizeof *values) + of_owners(&risk->owners) +
           of_dates(&risk->dates);
}

size_t plan_bytes(const struct plan *plan)
{
    size_t bytes = sizeof *plan + plan->text.length + plan->section_count * sizeof *plan->sections +
                   plan->abbreviation_count * sizeof *plan->abbreviations +
                   plan->anomaly_count * sizeof *plan->anomalies +
                   plan->annotation_count * sizeof *plan->annotations +
                   plan->account_count * sizeof *plan->accounts + plan->doubt_count * sizeof *plan->doubts +
                   plan->places.line_count * sizeof *plan->places.lines +
                   plan->places.heading_count * sizeof *plan->places.headings;

    for (size_t i = 0; i < plan->action_count; i++)
        bytes += of_action(&plan->actions[i]);
    for (size_t i = 0; i < plan->risk_count; i++)
        bytes += of_risk(&plan->risks[i]);
    for (size_t i = 0; i < plan->indicator_count; i++)
        bytes +=
            sizeof *plan->indicators + plan->indicators[i].value_count * sizeof *plan->indicators[i].values;
    return bytes;
}
