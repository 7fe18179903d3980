#ifndef PLAN_CHART_HEADING_H
#define PLAN_CHART_HEADING_H

#include "base/span.h"

struct build;

/** The month that the heading of a chart's column names, by the grammar's chart months: 1 to 12; 0: none. */
int chart_month_of(const struct build *build, struct span text);

/** The year that a heading of four figures is, from 1900 to 2099; 0: none. */
int chart_year_of(struct span text);
#endif
