#ifndef FIELDS_DATE_PERIOD_H
#define FIELDS_DATE_PERIOD_H

#include <stdbool.h>

#include "base/calendar_date.h"

struct date_context;

/** A closed interval of days. */
struct date_interval {
    calendar_day from;
    calendar_day to;
};

/**
 * A period as printed, whose year, month or place in the year may have been left out: "3rd", "May", "Q2", "2009/10".
 * 0 is "not stated" throughout.
 */
struct date_period {
    int year;           /* of a split year ("2009/10"): the first of the two */
    int month;          /* 1..12: its first month */
    int day;            /* 1..31: a day; 0: whole months */
    int months;         /* how many whole months */
    int split_month;    /* the year is a split one that begins with this month; 0: a calendar year */
    int part;           /* quarter or half: which one (from 1) ... */
    int parts;          /* ... of how many; its month follows once it is known what kind of year it is in */
};

/** What narrows a period: "end of", "mid", "w/c". */
enum date_part { PART_ALL, PART_START, PART_EARLY, PART_MIDDLE, PART_LATE, PART_END, PART_WEEK_FROM, PART_WEEK_TO };

enum period_state {
    PERIOD_RESOLVED,
    PERIOD_UNDATED,     /* its year (or month) is not known */
    PERIOD_INVALID,     /* there is no such day */
};

/** Does its year, or what else it needs to be placed, not stand in it? */
bool date_period_lacks_year(const struct date_period *period);

/** Is it one whole year, of whatever kind, that is stated? */
bool date_period_is_year(const struct date_period *period);

/** The days of a period; *out is set where it is resolved. */
enum period_state date_period_resolve(const struct date_period *period, struct date_interval *out);

/**
 * The part of a period's days. A month: early is the 1st to the 10th, mid the 11th to the 20th, late the 21st to its end.
 * Longer periods of whole months: thirds. Start and end are one day. A week is the seven days that begin or end there.
 */
struct date_interval date_period_narrow(const struct date_period *period, struct date_interval days, enum date_part part);

/**
 * Takes what is not stated from the period printed before ("May 2010 and June"): the same year where that is not earlier;
 * where `joined` also the next. False where it does not say.
 */
bool date_period_follow(struct date_period *period, const struct date_period *before, bool joined);

/**
 * Takes what is not stated from the period printed behind ("Nov to March 2010", "3 and 5 May"): its year, or, where it is the
 * start of a range, the year before if need be. False where it does not say.
 */
bool date_period_precede(struct date_period *period, const struct date_period *behind, bool range);

/** Takes the year (a bare day: the month) from the plan's period where just one such lies in it; false where not. */
bool date_period_place(struct date_period *period, const struct date_context *context);

/**
 * Of two readings of "October 20" the one that the plan's period makes certain; otherwise it stays October 2020.
 * False: without a period, "20" may as well be the half of a year that a wrap cut.
 */
bool date_period_mend_year(struct date_period *period, const struct date_context *context);
#endif
