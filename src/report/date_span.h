#ifndef REPORT_DATE_SPAN_H
#define REPORT_DATE_SPAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/calendar_date.h"

struct action;
struct report_plan;

/** When an action runs, for a line of time. CALENDAR_NONE: not known. */
struct date_span {
    calendar_day from;
    calendar_day to;
    bool is_open;    /* goes on: no end is stated */
    bool is_invalid; /* one of its dates is no day of the calendar */
};
struct date_span date_span_of(const struct action *action);

/** The day that it is due by; CALENDAR_NONE where none is stated. */
calendar_day date_span_due(const struct action *action);

/** Neither completed nor cancelled, and due before the plan's as-of day? False where either day is not known.
 */
bool date_span_is_late(const struct report_plan *own, const struct action *action);

/** Months counted from year 0. */
int date_month_of(calendar_day day);
calendar_day date_month_start(int month);
/** "Mar 2010" */
void date_month_name(int month, char out[static 24]);

/** A stretch of time from the first day of a month to that of a later one. { 0, 0 }: nothing. */
struct date_axis {
    calendar_day from;
    calendar_day to;
};
/** Makes room for a day. */
void date_axis_take(struct date_axis *axis, calendar_day day);
/** Where a day lies, in per cent; days outside at the ends. */
double date_axis_place(const struct date_axis *axis, calendar_day day);
#endif
