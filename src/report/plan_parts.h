#ifndef REPORT_PLAN_PARTS_H
#define REPORT_PLAN_PARTS_H

struct report;
struct report_plan;

/* Parts of a plan's own page; each writes nothing where the plan has nothing of it. */

/** Its risks counted on its own scale, as printed, "not stated" being a level of its own. */
void plan_scale_write(struct report *report, const struct report_plan *own);

/** Its indicators, a column for each period. */
void plan_indicators_write(struct report *report, const struct report_plan *own);
#endif
