#ifndef REPORT_TIMELINE_LANE_H
#define REPORT_TIMELINE_LANE_H

#include <stdbool.h>
#include <stddef.h>

struct report;
struct report_plan;

/** A plan's actions by what their dates allow to show. */
struct timeline_sums {
    size_t dated;   /* with a day or an interval of days */
    size_t open;    /* without an end */
    size_t invalid; /* with a date that is none */
    size_t undated; /* neither */
    size_t late;    /* due before the plan's as-of day, neither completed nor cancelled */
};
/** Has it anything to show on a line of time? Then the page has its chunk. */
bool timeline_has_plan(const struct report_plan *own);
struct timeline_sums timeline_sums_of(const struct report_plan *own);

/** The gradient that bars without an end fade by: once on the page. */
void timeline_fade_write(struct report *report);

/** A table: a row for each action that has dates, with a bar on a line of time and the dates in words. */
void timeline_lanes_write(struct report *report, const struct report_plan *own);
#endif
