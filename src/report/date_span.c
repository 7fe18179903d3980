#include "report/date_span.h"

#include <stdio.h>

#include "output/entry_phrase.h"
#include "plan/plan.h"
#include "report/report_page.h"

struct date_span date_span_of(const struct action *action)
{
    const struct date_value *start = entry_phrase_date(&action->dates, DATE_START);
    const struct date_value *due = entry_phrase_date(&action->dates, DATE_DUE);
    struct date_span span = { .from = CALENDAR_NONE, .to = CALENDAR_NONE };

    for (size_t i = 0; i < action->dates.count; i++) {
        unsigned flags = action->dates.items[i].flags;

        span.is_invalid |= (flags & DATE_INVALID) != 0;
        span.is_open |= (flags & (DATE_ONGOING | DATE_AFTER | DATE_RECURRING)) != 0;
    }
    if (due) {
        span.from = due->from != CALENDAR_NONE && !(due->flags & DATE_BY) ? due->from : due->to;
        span.to = due->to;
    }
    if (start) {
        span.from = start->from != CALENDAR_NONE ? start->from : start->to;
        span.is_open |= !due;
        span.to = due ? due->to : start->to;
    }
    if (span.from > span.to)
        span.from = span.to;
    return span;
}

calendar_day date_span_due(const struct action *action)
{
    const struct date_value *due = entry_phrase_date(&action->dates, DATE_DUE);

    return due ? due->to : CALENDAR_NONE;
}

bool date_span_is_late(const struct report_plan *own, const struct action *action)
{
    calendar_day due = date_span_due(action);

    return due != CALENDAR_NONE && own->as_of != CALENDAR_NONE && due < own->as_of &&
           action->status != STATUS_COMPLETED && action->status != STATUS_CANCELLED;
}

int date_month_of(calendar_day day)
{
    int year, month, of_month;

    calendar_to_civil(day, &year, &month, &of_month);
    return year * 12 + month - 1;
}

calendar_day date_month_start(int month)
{
    return calendar_from_civil(month / 12, month % 12 + 1, 1);
}

void date_month_name(int month, char out[static 24])
{
    snprintf(out, 24, "%.3s %d", calendar_month_name(month % 12 + 1), month / 12);
}

void date_axis_take(struct date_axis *axis, calendar_day day)
{
    if (day == CALENDAR_NONE)
        return;
    calendar_day from = date_month_start(date_month_of(day));
    calendar_day to = date_month_start(date_month_of(day) + 1);

    if (axis->from == axis->to)
        *axis = (struct date_axis){ from, to };
    axis->from = from < axis->from ? from : axis->from;
    axis->to = to > axis->to ? to : axis->to;
}

double date_axis_place(const struct date_axis *axis, calendar_day day)
{
    if (day <= axis->from)
        return 0;
    return day >= axis->to ? 100 : 100.0 * (day - axis->from) / (axis->to - axis->from);
}
