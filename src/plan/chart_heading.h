#ifndef PLAN_CHART_HEADING_H
#define PLAN_CHART_HEADING_H

#include <stdbool.h>

#include "base/span.h"

struct build;

/** Is it as long as a month's name, or a short form of one? */
static inline bool chart_may_be_month(struct span text)
{
    return text.length >= 3 && text.length <= 9;
}

/** The month that the heading of a chart's column names, by the grammar's chart months: 1 to 12; 0: none. */
int chart_month_of(const struct build *build, struct span text);

/** The year that a heading of four figures is, from 1900 to 2099; 0: none. */
int chart_year_of(struct span text);
#endif
