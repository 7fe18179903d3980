#include "fields/date_period.h"

#include "fields/date_field.h"

enum { MONTHS_IN_YEAR = 12, WEEK_DAYS = 7 };

/* ---- days ---------------------------------------------------------------------------------------- */

bool date_period_lacks_year(const struct date_period *period)
{
    return period->year == 0 || (period->month == 0 && period->parts == 0);
}

bool date_period_is_year(const struct date_period *period)
{
    return period->year && period->day == 0 && period->months == MONTHS_IN_YEAR;
}

/* The first month, once the kind of year is known. */
static int first_month(const struct date_period *period)
{
    int start = period->split_month ? period->split_month : 1;

    if (period->parts == 0)
        return period->month;
    return (start - 1 + (period->part - 1) * MONTHS_IN_YEAR / period->parts) % MONTHS_IN_YEAR + 1;
}

/* Spring 2010/11 lies in no such year: half of it is in each of two. */
static bool overruns_split_year(const struct date_period *period, int month)
{
    int passed = (month - period->split_month + MONTHS_IN_YEAR) % MONTHS_IN_YEAR;

    return period->split_month && period->months < MONTHS_IN_YEAR && passed + period->months > MONTHS_IN_YEAR;
}

static struct date_interval days_of_months(int year, int month, int months)
{
    int last = year * MONTHS_IN_YEAR + month - 1 + months - 1;
    int last_year = last / MONTHS_IN_YEAR;
    int last_month = last % MONTHS_IN_YEAR + 1;

    return (struct date_interval){
        calendar_from_civil(year, month, 1),
        calendar_from_civil(last_year, last_month, calendar_days_in_month(last_year, last_month)),
    };
}

/* A day that no year has: 31 November, 30 February, 5.13.2010. */
static bool is_impossible_day(int month, int day)
{
    static const int leap_year = 2000;

    return month > MONTHS_IN_YEAR || (day && month && !calendar_is_valid(leap_year, month, day));
}

enum period_state date_period_resolve(const struct date_period *period, struct date_interval *out)
{
    int month = first_month(period);

    if (is_impossible_day(month, period->day))
        return PERIOD_INVALID;
    if (date_period_lacks_year(period) || overruns_split_year(period, month))
        return PERIOD_UNDATED;
    int year = period->year + (period->split_month && month < period->split_month);

    if (period->day == 0) {
        *out = days_of_months(year, month, period->months);
        return PERIOD_RESOLVED;
    }
    if (!calendar_is_valid(year, month, period->day))
        return PERIOD_INVALID;
    out->from = out->to = calendar_from_civil(year, month, period->day);
    return PERIOD_RESOLVED;
}

/* ---- parts --------------------------------------------------------------------------------------- */

static struct date_interval third_of_month(struct date_interval days, int third)
{
    calendar_day from = days.from + 10 * third;

    return (struct date_interval){ from, third == 2 ? days.to : from + 9 };
}

static struct date_interval third_of_months(struct date_interval days, int months, int third)
{
    int year, month, day;

    calendar_to_civil(days.from, &year, &month, &day);
    int first = year * MONTHS_IN_YEAR + month - 1 + months / 3 * third;

    return days_of_months(first / MONTHS_IN_YEAR, first % MONTHS_IN_YEAR + 1, months / 3);
}

static struct date_interval third_of(const struct date_period *period, struct date_interval days, int third)
{
    if (period->day)
        return days;
    if (period->months == 1)
        return third_of_month(days, third);
    return period->months % 3 == 0 ? third_of_months(days, period->months, third) : days;
}

struct date_interval date_period_narrow(const struct date_period *period, struct date_interval days, enum date_part part)
{
    switch (part) {
    case PART_START:
        return (struct date_interval){ days.from, days.from };
    case PART_END:
        return (struct date_interval){ days.to, days.to };
    case PART_EARLY:
        return third_of(period, days, 0);
    case PART_MIDDLE:
        return third_of(period, days, 1);
    case PART_LATE:
        return third_of(period, days, 2);
    case PART_WEEK_FROM:
        return period->day ? (struct date_interval){ days.from, days.from + WEEK_DAYS - 1 } : days;
    case PART_WEEK_TO:
        return period->day ? (struct date_interval){ days.to - WEEK_DAYS + 1, days.to } : days;
    case PART_ALL:
        break;
    }
    return days;
}

/* ---- what is not stated -------------------------------------------------------------------------- */

/* "3rd to 5th May": a bare day takes its month too. */
static void take_month(struct date_period *period, const struct date_period *other)
{
    period->month = other->month;
    period->year = other->year;
    period->split_month = other->split_month;
}

static bool is_bare_day(const struct date_period *period)
{
    return period->day && period->month == 0;
}

/* "Q1 to Q3 2010/11": parts take the kind of year too. */
static bool take_year_kind(struct date_period *period, const struct date_period *other, bool fits)
{
    if (!fits)
        return false;
    period->year = other->year;
    period->split_month = other->split_month;
    return true;
}

/* The calendar year that a period begins in. */
static int start_year(const struct date_period *period)
{
    return period->year + (period->split_month && first_month(period) < period->split_month);
}

static bool same_kind_of_part(const struct date_period *a, const struct date_period *b)
{
    return a->parts && a->parts == b->parts;
}

bool date_period_follow(struct date_period *period, const struct date_period *before, bool joined)
{
    if (date_period_lacks_year(before))
        return false;
    if (is_bare_day(period)) {
        if (!joined || !before->day || before->day > period->day)
            return false;
        take_month(period, before);
        return true;
    }
    if (period->parts)
        return take_year_kind(period, before, same_kind_of_part(period, before) && period->part >= before->part);
    int earlier = first_month(before);

    if (period->month < earlier && !joined)
        return false;
    period->year = start_year(before) + (period->month < earlier);
    return true;
}

bool date_period_precede(struct date_period *period, const struct date_period *behind, bool range)
{
    if (date_period_lacks_year(behind))
        return false;
    if (is_bare_day(period)) {
        if (!behind->day || period->day > behind->day)
            return false;
        take_month(period, behind);
        return true;
    }
    if (period->parts)
        return take_year_kind(period, behind, same_kind_of_part(period, behind) && period->part <= behind->part);
    int later = first_month(behind);

    if (period->month > later && !range)
        return false;
    period->year = start_year(behind) - (period->month > later);
    return true;
}

/* ---- the plan's period --------------------------------------------------------------------------- */

static bool lies_in(struct date_interval days, const struct date_context *context)
{
    return days.from >= context->period_from && days.to <= context->period_to;
}

/* Tries one candidate; counts it where it lies in the plan's period. */
static void try_candidate(const struct date_period *candidate, const struct date_context *context, int *count,
                          struct date_period *found)
{
    struct date_interval days;

    if (date_period_resolve(candidate, &days) != PERIOD_RESOLVED || !lies_in(days, context))
        return;
    *found = *candidate;
    (*count)++;
}

/* A quarter has a place only in a plan for one financial year: elsewhere nobody knows which quarters are meant. */
static bool place_part(struct date_period *period, const struct date_context *context)
{
    int year, month, day;

    calendar_to_civil(context->period_from, &year, &month, &day);
    struct date_interval financial_year = days_of_months(year, 4, MONTHS_IN_YEAR);

    if (context->period_from != financial_year.from || context->period_to != financial_year.to)
        return false;
    period->year = year;
    period->split_month = 4;
    return true;
}

static bool has_period(const struct date_context *context)
{
    return context && context->period_from != CALENDAR_NONE && context->period_to != CALENDAR_NONE &&
           context->period_from <= context->period_to;
}

/* Years beyond which a period that someone gave is no plan's: a bound for the search only. */
enum { LONGEST_PLAN_YEARS = 50 };

bool date_period_place(struct date_period *period, const struct date_context *context)
{
    struct date_period candidate = *period;
    struct date_period found = *period;
    int first_year, last_year, month, day, count = 0;

    if (!has_period(context))
        return false;
    if (period->parts)
        return place_part(period, context);
    calendar_to_civil(context->period_from, &first_year, &month, &day);
    calendar_to_civil(context->period_to, &last_year, &month, &day);
    if (last_year - first_year > LONGEST_PLAN_YEARS)
        return false;
    for (candidate.year = first_year; candidate.year <= last_year; candidate.year++) {
        int last_month = is_bare_day(period) ? MONTHS_IN_YEAR : 0;

        for (int i = 1; i <= last_month; i++) {
            candidate.month = i;
            try_candidate(&candidate, context, &count, &found);
        }
        if (last_month == 0)
            try_candidate(&candidate, context, &count, &found);
    }
    if (count != 1)
        return false;
    *period = found;
    return true;
}

/* How far from the plan's own years a date is still likely. */
enum { YEARS_BEFORE_PLAN = 5, YEARS_AFTER_PLAN = 3 };

static bool is_far_from(int year, const struct date_context *context)
{
    int first_year, last_year, month, day;

    calendar_to_civil(context->period_from, &first_year, &month, &day);
    calendar_to_civil(context->period_to, &last_year, &month, &day);
    return year < first_year - YEARS_BEFORE_PLAN || year > last_year + YEARS_AFTER_PLAN;
}

/* "20" may be all that is left of "2009". */
static bool is_cut_century(int short_year)
{
    return short_year == 19 || short_year == 20;
}

bool date_period_mend_year(struct date_period *period, const struct date_context *context)
{
    struct date_period other = *period;
    int short_year = period->year % 100;

    if (!has_period(context))
        return !is_cut_century(short_year);
    if (!is_far_from(period->year, context))
        return true;
    other.year = 0;
    if (!is_cut_century(short_year)) {
        other.day = short_year;
        other.months = 0;
    }
    if (date_period_place(&other, context))
        *period = other;
    return true;
}
