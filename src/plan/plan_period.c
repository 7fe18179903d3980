#include <stdlib.h>

#include "base/arena.h"
#include "plan/plan_build.h"

/* Calls visit with every date of the plan's actions, milestones and risks. */
static void visit_list(struct build *build, struct date_list *dates,
                       void (*visit)(struct build *, struct date_value *))
{
    for (size_t i = 0; i < dates->count; i++)
        visit(build, &dates->items[i]);
}

static void visit_dates(struct build *build, void (*visit)(struct build *, struct date_value *))
{
    struct plan *plan = build->plan;

    for (size_t i = 0; i < plan->action_count; i++) {
        visit_list(build, &plan->actions[i].dates, visit);
        for (size_t k = 0; k < plan->actions[i].milestone_count; k++)
            visit_list(build, &plan->actions[i].milestones[k].dates, visit);
    }
    for (size_t i = 0; i < plan->risk_count; i++)
        visit_list(build, &plan->risks[i].dates, visit);
}

/* "By 2010" is due somewhere in that year, which tells no more than where it begins. */
enum { LONGEST_MONTH_DAYS = 31 };

/* Last days of the plan's due dates. */
struct day_list {
    calendar_day *days;
    size_t count;
    size_t capacity;
};

static void collect_due(struct build *build, struct date_value *date)
{
    struct day_list *dues = build->dues;

    if (date->role != DATE_DUE || date->from == CALENDAR_NONE || date->to == CALENDAR_NONE)
        return;
    dues->days = arena_grow(build->arena, dues->days, dues->count, &dues->capacity, sizeof *dues->days);
    dues->days[dues->count++] = date->to - date->from <= LONGEST_MONTH_DAYS ? date->to : date->from;
}

static int compare_days(const void *a, const void *b)
{
    calendar_day first = *(const calendar_day *)a;
    calendar_day second = *(const calendar_day *)b;

    return (first > second) - (first < second);
}

/* From the plan's own day, else its first due date, to its last; a date far from the middle one is a slip of
 * somebody's. */
static void find_period(struct build *build)
{
    enum { FAR_DAYS = 3 * 366 };
    struct day_list dues = { 0 };
    calendar_day own = CALENDAR_NONE;

    build->dues = &dues;
    visit_dates(build, collect_due);
    build->dues = NULL;
    if (!dues.count)
        return;
    qsort(dues.days, dues.count, sizeof *dues.days, compare_days);
    calendar_day middle = dues.days[dues.count / 2];

    if (build->plan->date.text.text)
        calendar_parse_iso(build->plan->date.text.text, &own);
    for (size_t i = 0; i < dues.count; i++) {
        if (dues.days[i] < middle - FAR_DAYS || dues.days[i] > middle + FAR_DAYS)
            continue;
        if (build->dates.period_from == CALENDAR_NONE)
            build->dates.period_from = own != CALENDAR_NONE ? own : dues.days[i];
        build->dates.period_to = dues.days[i];
    }
}

static void settle_date(struct build *build, struct date_value *date)
{
    struct passage words = { .text = date->words.text };
    struct date_list found = { 0 };

    if (!(date->flags & (DATE_UNDATED | DATE_AMBIGUOUS)) || !words.text.length)
        return;
    date_field_read(build->reader->dates, build->matcher, &words, date->role, &build->dates, build->arena,
                    &found);
    if (found.count != 1 || found.items[0].from == CALENDAR_NONE)
        return;
    date->from = found.items[0].from;
    date->to = found.items[0].to;
    date->flags = found.items[0].flags;
}

/*
 * A plan whose title states no period has one all the same. A month printed without a year takes the year
 * that leaves no choice in it.
 */
void period_settle(struct build *build)
{
    if (build->dates.period_from == CALENDAR_NONE)
        find_period(build);
    if (build->dates.period_from != CALENDAR_NONE)
        visit_dates(build, settle_date);
}
