#include "base/arena.h"
#include "base/status.h"
#include "plan/plan_build.h"

/* Where a finished plan's words stand in the raw text; arrays may be shared between values, so each gets its
 * own. */
struct converter {
    const struct source_text *source;
    struct arena *arena;
};

static struct extent raw_extent(const struct converter *converter, struct extent extent)
{
    struct raw_range raw =
        source_text_raw_range(converter->source, extent.offset, (size_t)extent.offset + extent.length);

    return extent_of(raw.from, raw.to - raw.from);
}

static void convert(const struct converter *converter, struct source *source)
{
    if (source->is_raw)
        return;
    source->is_raw = true;
    if (!source->extent_count)
        return;
    struct extent *extents = ARENA_ROOM(converter->arena, source->extent_count, struct extent);

    for (uint32_t i = 0; i < source->extent_count; i++)
        extents[i] = raw_extent(converter, source->extents[i]);
    source->extents = extents;
}

static void convert_owners(const struct converter *converter, struct owner_list *owners)
{
    for (size_t i = 0; i < owners->count; i++)
        convert(converter, &owners->items[i].name.source);
}

static void convert_dates(const struct converter *converter, struct date_list *dates)
{
    for (size_t i = 0; i < dates->count; i++)
        convert(converter, &dates->items[i].words.source);
}

static void convert_values(const struct converter *converter, struct text_value *const *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        convert(converter, &values[i]->source);
}

static void convert_section(const struct converter *converter, struct section *section)
{
    struct text_value *const values[] = { &section->code, &section->title, &section->priority,
                                          &section->aim };

    convert_values(converter, values, ARRAY_LENGTH(values));
}

static void convert_action(const struct converter *converter, struct action *action)
{
    struct text_value *const values[] = {
        &action->ref, &action->text, &action->issue, &action->priority, &action->measure, &action->progress,
    };

    convert_values(converter, values, ARRAY_LENGTH(values));
    convert(converter, &action->status_source);
    convert(converter, &action->rag_source);
    convert_owners(converter, &action->owners);
    convert_dates(converter, &action->dates);
    for (size_t i = 0; i < action->milestone_count; i++) {
        convert(converter, &action->milestones[i].text.source);
        convert_owners(converter, &action->milestones[i].owners);
        convert_dates(converter, &action->milestones[i].dates);
    }
    for (size_t i = 0; i < action->resource_count; i++)
        convert(converter, &action->resources[i].who.source);
    for (size_t i = 0; i < action->link_count; i++)
        convert(converter, &action->links[i].code.source);
}

static void convert_rating(const struct converter *converter, struct rating *rating)
{
    struct text_value *const values[] = { &rating->impact, &rating->likelihood, &rating->score };

    convert_values(converter, values, ARRAY_LENGTH(values));
}

static void convert_risk(const struct converter *converter, struct risk *risk)
{
    struct text_value *const values[] = {
        &risk->ref, &risk->text, &risk->consequence, &risk->mitigation, &risk->controls, &risk->notes,
    };

    convert_values(converter, values, ARRAY_LENGTH(values));
    convert_rating(converter, &risk->inherent);
    convert_rating(converter, &risk->residual);
    convert_rating(converter, &risk->target);
    convert_owners(converter, &risk->owners);
    convert_dates(converter, &risk->dates);
}

static void convert_indicator(const struct converter *converter, struct indicator *indicator)
{
    struct text_value *const values[] = { &indicator->code, &indicator->text, &indicator->notes };

    convert_values(converter, values, ARRAY_LENGTH(values));
    for (size_t i = 0; i < indicator->value_count; i++)
        convert(converter, &indicator->values[i].value.source);
}

void plan_make_raw(struct plan *plan, const struct source_text *source, struct arena *arena)
{
    const struct converter converter = { .source = source, .arena = arena };
    struct text_value *const values[] = { &plan->council, &plan->title, &plan->date };

    if (!source->shift_count) /* the two never part company */
        return;
    convert_values(&converter, values, ARRAY_LENGTH(values));
    for (size_t i = 0; i < plan->section_count; i++)
        convert_section(&converter, &plan->sections[i]);
    for (size_t i = 0; i < plan->action_count; i++)
        convert_action(&converter, &plan->actions[i]);
    for (size_t i = 0; i < plan->risk_count; i++)
        convert_risk(&converter, &plan->risks[i]);
    for (size_t i = 0; i < plan->indicator_count; i++)
        convert_indicator(&converter, &plan->indicators[i]);
    for (size_t i = 0; i < plan->abbreviation_count; i++) {
        convert(&converter, &plan->abbreviations[i].short_form.source);
        convert(&converter, &plan->abbreviations[i].meaning.source);
    }
    for (size_t i = 0; i < plan->anomaly_count; i++)
        convert(&converter, &plan->anomalies[i].words.source);
    for (size_t i = 0; i < plan->annotation_count; i++)
        convert(&converter, &plan->annotations[i].words.source);
    for (size_t i = 0; i < plan->doubt_count; i++)
        convert(&converter, &plan->doubts[i].words.source);
    for (size_t i = 0; i < plan->account_count; i++)
        plan->accounts[i].extent = raw_extent(&converter, plan->accounts[i].extent);
}
