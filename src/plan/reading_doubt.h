#ifndef PLAN_READING_DOUBT_H
#define PLAN_READING_DOUBT_H

#include <stddef.h>

struct build;

/** How many items a plan had before a record was made into some. */
struct item_counts {
    size_t actions;
    size_t risks;
};

/**
 * Notes which words of the record just read could as well stand in another column of its table, with the
 * column that comes second (plan->doubts). Only records whose cells were given to columns by evidence can be
 * in doubt.
 */
void reading_doubt_note(struct build *build, const struct item_counts *before);
#endif
