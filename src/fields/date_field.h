#ifndef FIELDS_DATE_FIELD_H
#define FIELDS_DATE_FIELD_H

#include "base/status.h"
#include "fields/values.h"

struct arena;
struct diag_sink;
struct grammar;
struct matcher;
struct passage;

/** grammars/dates.yaml, ready to read with. Never changed after date_reader_new. */
struct date_reader;

/**
 * Ownership: freed by date_reader_free; borrows grammar, which must outlive it.
 * Errors:    STATUS_GRAMMAR: an entry of dates.yaml has a meaning or a group that there is not.
 */
CHECKED enum status date_reader_new(const struct grammar *grammar, struct diag_sink *sink, struct date_reader **out);
void date_reader_free(struct date_reader *reader);

/**
 * What is known about a plan before its dates are read.
 * A month without a year takes its year from [from, to] only when just one such month lies in it.
 */
struct date_context {
    calendar_day period_from;    /* CALENDAR_NONE: the plan's period is not known */
    calendar_day period_to;
};

/**
 * Every date in a cell, in reading order, repeated ones once: "15/05/09", "by March 2010", "Sept 2010 and ongoing",
 * "March 2010 COMPLETED", "July 2010 (achieved in September 2010)", "TBC", and dates inside sentences.
 * role is the column's; words like "completed", "achieved in", "review" change it for their own date, as gold/SPEC.md says.
 * A cell whose words hold no date at all adds nothing.
 * Units: closed intervals of days. Ownership: words and extents live in the arena; appends to *out.
 */
void date_field_read(const struct date_reader *reader, struct matcher *matcher, const struct passage *cell,
                     enum date_role role, const struct date_context *context, struct arena *arena,
                     struct date_list *out);

/**
 * Like date_field_read, but reads only dates that a milestone's own sentence states, ignoring words like "ongoing" in
 * running text that dates nothing.
 */
void date_field_read_sentence(const struct date_reader *reader, struct matcher *matcher, const struct passage *sentence,
                              enum date_role role, const struct date_context *context, struct arena *arena,
                              struct date_list *out);

/**
 * Is the whole cell one date, or placeholder for one ("TBC", "ongoing")? 0 .. 1: share of its words that are date words.
 * For deciding which column a cell belongs to.
 */
double date_field_likeness(const struct date_reader *reader, struct matcher *matcher, struct span text);
#endif
