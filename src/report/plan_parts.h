#ifndef REPORT_PLAN_PARTS_H
#define REPORT_PLAN_PARTS_H

struct annotation;
struct report;
struct report_plan;

/* Parts of a plan's own page; each writes nothing where the plan has nothing of it. */

/** Its risks counted on its own scale, as printed, "not stated" being a level of its own. */
void plan_scale_write(struct report *report, const struct report_plan *own);

/** What stands beside its own words: comments, footnotes, endnotes. */
void plan_notes_write(struct report *report, const struct report_plan *own);
/** One of them as an item of a list. */
void plan_note_write(struct report *report, const struct report_plan *own,
                     const struct annotation *annotation);

/** Its indicators, a column for each period. */
void plan_indicators_write(struct report *report, const struct report_plan *own);
#endif
