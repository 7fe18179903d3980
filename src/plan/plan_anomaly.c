#include <stdlib.h>

#include "base/arena.h"
#include "plan/plan_build.h"

static void find_impossible_dates(struct build *build, size_t index)
{
    const struct action *action = &build->plan->actions[index];

    for (size_t i = 0; i < action->dates.count; i++) {
        const struct date_value *date = &action->dates.items[i];

        if (date->flags & DATE_INVALID)
            build_add_anomaly(build, "impossible-date", date->words,
                              date->words.source.extent_count
                                  ? build_line(build, date->words.source.extents[0].offset)
                                  : action->line_first,
                              index);
    }
}

/* A start with no finish after it. */
static void find_late_start(struct build *build, size_t index)
{
    const struct action *action = &build->plan->actions[index];
    calendar_day last = CALENDAR_NONE;

    for (size_t i = 0; i < action->dates.count; i++)
        if (action->dates.items[i].role == DATE_DUE && action->dates.items[i].to != CALENDAR_NONE &&
            action->dates.items[i].to > last)
            last = action->dates.items[i].to;
    for (size_t i = 0; i < action->dates.count && last != CALENDAR_NONE; i++) {
        const struct date_value *date = &action->dates.items[i];

        if (date->role == DATE_START && date->from != CALENDAR_NONE && date->from > last)
            build_add_anomaly(build, "start-after-finish", date->words,
                              build_line(build, date->words.source.extents[0].offset), index);
    }
}

static bool has_lead(const struct action *action)
{
    for (size_t i = 0; i < action->owners.count; i++)
        if (action->owners.items[i].role == OWNER_LEAD)
            return true;
    return false;
}

static void find_empty_columns(struct build *build, size_t index)
{
    const struct action *action = &build->plan->actions[index];

    if (action->has_owner_column && !has_lead(action))
        build_add_anomaly(build, "missing-owner", action->text, action->line_first, index);
    if (action->has_date_column && !action->dates.count)
        build_add_anomaly(build, "missing-date", action->text, action->line_first, index);
}

static bool same_row(const struct action *a, const struct action *b)
{
    return a->ref.source.extent_count && b->ref.source.extent_count &&
           a->ref.source.extents[0].offset == b->ref.source.extents[0].offset;
}

static void find_duplicate_ref(struct build *build, size_t index, size_t above)
{
    const struct action *action = &build->plan->actions[index];

    if (!same_row(action, &build->plan->actions[above]))
        build_add_anomaly(build, "duplicate-ref", action->ref,
                          action->ref.source.extent_count
                              ? build_line(build, action->ref.source.extents[0].offset)
                              : action->line_first,
                          index);
}

/* The same ref over two rows; actions that share one row share its ref. */
static void find_duplicate_refs(struct build *build)
{
    struct plan *plan = build->plan;
    struct arena *scratch = arena_new();
    struct name_index refs = { 0 };                                  /* by the first action that has it: */
    size_t *last = ARENA_ARRAY(scratch, plan->action_count, size_t); /* the last one so far */

    for (size_t i = 0; i < plan->action_count; i++) {
        struct span ref = plan->actions[i].ref.text;

        if (!ref.text)
            continue;
        uint32_t first = name_index_add(&refs, scratch, ref, (uint32_t)i);

        if (first == NAME_ABSENT)
            first = (uint32_t)i;
        else
            find_duplicate_ref(build, i, last[first]);
        last[first] = i;
    }
    arena_free(scratch);
}

static int compare_anomalies(const void *a, const void *b)
{
    const struct anomaly *first = a;
    const struct anomaly *second = b;

    if (first->line != second->line)
        return first->line < second->line ? -1 : 1;
    int order = span_compare(span_of(first->kind), span_of(second->kind));

    return order ? order : (first->action > second->action) - (first->action < second->action);
}

void anomalies_find(struct build *build)
{
    struct plan *plan = build->plan;

    for (size_t i = 0; i < plan->action_count; i++) {
        if (plan->actions[i].kind == ACTION_CHART) {
            find_impossible_dates(build, i);
            continue;
        }
        find_impossible_dates(build, i);
        find_late_start(build, i);
        find_empty_columns(build, i);
    }
    find_duplicate_refs(build);
    if (plan->anomaly_count)
        qsort(plan->anomalies, plan->anomaly_count, sizeof *plan->anomalies, compare_anomalies);
}
