#include "fields/date_meaning.h"

#include <string.h>

#include "base/status.h"
#include "fields/date_field.h"
#include "grammar/pattern.h"
#include "grammar/vocabulary.h"

static date_period_reader read_day, read_month, read_year, read_split_year, read_quarter, read_half,
    read_season, read_fixed_day, read_easter, read_serial_day, read_pair;

static const struct date_meaning meanings[] = {
    { .name = "nothing", .kind = PIECE_NOTHING },

    { .name = "day", .kind = PIECE_PERIOD, .read = read_day },
    { .name = "month", .kind = PIECE_PERIOD, .read = read_month },
    { .name = "year", .kind = PIECE_PERIOD, .read = read_year },
    { .name = "split-year", .kind = PIECE_PERIOD, .read = read_split_year, .needs = NEEDS_FIRST },
    { .name = "quarter", .kind = PIECE_PERIOD, .read = read_quarter },
    { .name = "half", .kind = PIECE_PERIOD, .read = read_half },
    { .name = "season", .kind = PIECE_PERIOD, .read = read_season, .needs = NEEDS_FIRST | NEEDS_MONTHS },
    { .name = "fixed-day", .kind = PIECE_PERIOD, .read = read_fixed_day, .needs = NEEDS_DAY },
    { .name = "easter", .kind = PIECE_PERIOD, .read = read_easter },
    { .name = "serial-day", .kind = PIECE_PERIOD, .read = read_serial_day },
    { .name = "pair", .kind = PIECE_PERIOD, .read = read_pair },

    { .name = "start-of", .kind = PIECE_PART, .part = PART_START },
    { .name = "early", .kind = PIECE_PART, .part = PART_EARLY },
    { .name = "middle", .kind = PIECE_PART, .part = PART_MIDDLE },
    { .name = "late", .kind = PIECE_PART, .part = PART_LATE },
    { .name = "end-of", .kind = PIECE_PART, .part = PART_END },
    { .name = "week-from", .kind = PIECE_PART, .part = PART_WEEK_FROM, .flags = DATE_WEEK },
    { .name = "week-to", .kind = PIECE_PART, .part = PART_WEEK_TO, .flags = DATE_WEEK },

    { .name = "in", .kind = PIECE_BOUND, .bound = BOUND_IN },
    { .name = "during", .kind = PIECE_BOUND, .bound = BOUND_DURING },
    { .name = "by", .kind = PIECE_BOUND, .bound = BOUND_BY, .flags = DATE_BY },
    { .name = "until", .kind = PIECE_BOUND, .bound = BOUND_UNTIL, .flags = DATE_BY },
    { .name = "from", .kind = PIECE_BOUND, .bound = BOUND_FROM, .flags = DATE_AFTER },
    { .name = "after", .kind = PIECE_BOUND, .bound = BOUND_AFTER, .flags = DATE_AFTER },
    { .name = "between", .kind = PIECE_BOUND, .bound = BOUND_BETWEEN },

    { .name = "ongoing", .kind = PIECE_STATE, .flags = DATE_ONGOING },
    { .name = "recurring", .kind = PIECE_STATE, .flags = DATE_RECURRING },
    { .name = "tbc", .kind = PIECE_STATE, .flags = DATE_TBC },
    { .name = "undated", .kind = PIECE_STATE, .flags = DATE_UNDATED },
    { .name = "relative", .kind = PIECE_STATE, .flags = DATE_RELATIVE },
    { .name = "anchored", .kind = PIECE_ANCHORED, .flags = DATE_RELATIVE },

    { .name = "start", .kind = PIECE_ROLE, .role = DATE_START },
    { .name = "due", .kind = PIECE_ROLE, .role = DATE_DUE },
    { .name = "review", .kind = PIECE_ROLE, .role = DATE_REVIEW },
    { .name = "completed", .kind = PIECE_COMPLETED, .role = DATE_COMPLETED },
    { .name = "revised", .kind = PIECE_REVISED, .flags = DATE_REVISED },
    { .name = "original", .kind = PIECE_ORIGINAL },
};

const struct date_meaning *date_meaning_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(meanings); i++)
        if (strcmp(meanings[i].name, name) == 0)
            return &meanings[i];
    return NULL;
}

/* ---- groups -------------------------------------------------------------------------------------- */

static struct span words_of(const struct date_match *reading, int group)
{
    return match_group(reading->match, reading->text->text, group);
}

/* The digits of a group as a number, spaces that a wrap left among them ignored; 0 where the group took no
 * part. */
static int number_of(const struct date_match *reading, int group)
{
    struct span words = words_of(reading, group);
    int number = 0;

    for (size_t i = 0; i < words.length; i++)
        if (words.text[i] >= '0' && words.text[i] <= '9' && number < 10000)
            number = number * 10 + (words.text[i] - '0');
    return number;
}

enum { CENTURY = 100, FIRST_SHORT_YEAR = 70 };

/* SPEC: a two-digit year is 19xx from 70 up, else 20xx. */
static int full_year(int year)
{
    if (year >= CENTURY)
        return year;
    return year + (year >= FIRST_SHORT_YEAR ? 1900 : 2000);
}

static bool takes_part(const struct date_match *reading, int group)
{
    return group >= 0 && reading->match->groups[group].from != SPAN_NOWHERE;
}

static int year_of(const struct date_match *reading)
{
    int group = reading->text->forms->groups.year;

    return takes_part(reading, group) ? full_year(number_of(reading, group)) : 0;
}

/* A month's number from its name or its digits; 0 where it is neither. */
static int month_of(const struct date_match *reading)
{
    const struct date_forms *forms = reading->text->forms;
    struct span words = words_of(reading, forms->groups.month);

    if (words.length == 0)
        return 0;
    if (words.text[0] >= '0' && words.text[0] <= '9')
        return number_of(reading, forms->groups.month);
    return words.length < 3 ? 0 : vocabulary_find(forms->months, span_part(words, 0, 3)) + 1;
}

/* Is "2009/10" of two years that follow each other? *next: the second, in full. */
static bool is_split_year(const struct date_match *reading, int year, int *next)
{
    int second = number_of(reading, reading->text->forms->groups.next);

    *next = second < CENTURY ? year / CENTURY * CENTURY + second : second;
    if (second < CENTURY && *next < year)
        *next += CENTURY; /* 1999/00 */
    return *next == year + 1;
}

/* Year and, where two are printed, the kind of year; false where the two make no year. */
static bool read_years(const struct date_match *reading, struct date_period *period)
{
    int next;

    period->year = year_of(reading);
    if (!takes_part(reading, reading->text->forms->groups.next))
        return true;
    period->split_month = reading->form->year_start;
    return is_split_year(reading, period->year, &next);
}

/* ---- readers ------------------------------------------------------------------------------------- */

/* "2010/11/12" are three years, not a day in November. */
static bool counts_years(const struct date_period *period)
{
    return period->month == period->year % CENTURY + 1 && period->day == period->month + 1;
}

static bool read_day(const struct date_match *reading, struct date_piece *piece)
{
    const struct date_forms *forms = reading->text->forms;
    bool year_first = takes_part(reading, forms->groups.year) &&
                      reading->match->groups[forms->groups.year].from == reading->match->from;

    piece->period.day = number_of(reading, forms->groups.day);
    piece->period.month = month_of(reading);
    piece->period.year = year_of(reading);
    if (year_first && counts_years(&piece->period))
        return false;
    if (piece->period.day == 0)
        piece->period.day = 32; /* "00/05/09": no such day, but printed as one */
    if (piece->period.month == 0 && takes_part(reading, forms->groups.month))
        piece->period.month = 13;
    return true;
}

/* "Oct 20" may be a day or a year that lost its end; "Oct-20" and "Oct '20" are years. */
static bool is_after_space(const struct date_match *reading, int group)
{
    size_t from = reading->match->groups[group].from;

    return from > 0 && reading->text->text.text[from - 1] == ' ';
}

/* "March 2009", "Mar-11", "03/2011", "Sept 2010/11"; of "May 2009-12" only the month and its year. */
static bool read_month(const struct date_match *reading, struct date_piece *piece)
{
    const struct date_forms *forms = reading->text->forms;

    piece->period.month = month_of(reading);
    piece->period.months = 1;
    if (piece->period.month < 1 || piece->period.month > 12)
        return false;
    if (takes_part(reading, forms->groups.short_year)) {
        piece->period.year = full_year(number_of(reading, forms->groups.short_year));
        if (is_after_space(reading, forms->groups.short_year) &&
            !date_period_mend_year(&piece->period, date_text_ask_plan(reading->text)))
            piece->flags |= DATE_AMBIGUOUS;
        return true;
    }
    if (!read_years(reading, &piece->period)) {
        piece->period.split_month = 0;
        piece->to = reading->match->groups[forms->groups.year].to;
    }
    return true;
}

static bool read_year(const struct date_match *reading, struct date_piece *piece)
{
    piece->period.year = year_of(reading);
    piece->period.month = 1;
    piece->period.months = 12;
    return true;
}

/* "2009/10". "2010-13", "2010-2013" are the years from the first to the last; of "2009-12" nobody knows. */
static bool read_split_year(const struct date_match *reading, struct date_piece *piece)
{
    int next, year = year_of(reading);
    int second = number_of(reading, reading->text->forms->groups.next);

    piece->period.year = year;
    if (is_split_year(reading, year, &next)) {
        piece->period.month = piece->period.split_month = reading->form->year_start;
        piece->period.months = 12;
        return true;
    }
    if (next <= year || next > year + 20 || (second >= 1 && second <= 12))
        return false;
    piece->period.month = 1;
    piece->period.months = 12 * (next - year + 1);
    piece->flags |= DATE_AMBIGUOUS;
    return true;
}

/* Halves and quarters. Without a split year they are the calendar's, which the plan may not have meant. */
static bool read_part(const struct date_match *reading, struct date_piece *piece, int parts)
{
    const struct date_forms *forms = reading->text->forms;
    int first = vocabulary_find(forms->numbers, words_of(reading, forms->groups.number)) + 1;
    int last = first;

    if (takes_part(reading, forms->groups.last))
        last = number_of(reading, forms->groups.last);
    if (parts == 2 && first == 4) /* "the last half" */
        first = last = 2;
    if (first < 1 || last < first || last > parts || !read_years(reading, &piece->period))
        return false;
    piece->period.part = first;
    piece->period.parts = parts;
    piece->period.months = (last - first + 1) * 12 / parts;
    if (piece->period.year && piece->period.split_month == 0)
        piece->flags |= DATE_AMBIGUOUS;
    return true;
}

static bool read_quarter(const struct date_match *reading, struct date_piece *piece)
{
    return read_part(reading, piece, 4);
}

static bool read_half(const struct date_match *reading, struct date_piece *piece)
{
    return read_part(reading, piece, 2);
}

static bool read_season(const struct date_match *reading, struct date_piece *piece)
{
    piece->period.month = reading->form->first_month;
    piece->period.months = reading->form->months;
    return read_years(reading, &piece->period);
}

static bool read_fixed_day(const struct date_match *reading, struct date_piece *piece)
{
    piece->period.month = reading->form->month;
    piece->period.day = reading->form->day;
    piece->period.year = year_of(reading);
    return true;
}

/* Easter Sunday of a year that is printed. Source: Meeus, Astronomical Algorithms (1991), chapter 8,
 * Gregorian calendar. */
static bool read_easter(const struct date_match *reading, struct date_piece *piece)
{
    int year = year_of(reading);
    int golden = year % 19;
    int century = year / 100;
    int shift = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - century / 4 - shift + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - epact - year % 100 % 4) % 7;
    int late = (golden + 11 * epact + 22 * weekday) / 451;
    int day = epact + weekday - 7 * late + 114;

    piece->period.year = year;
    piece->period.month = day / 31;
    piece->period.day = day % 31 + 1;
    return year != 0;
}

/* Source: ECMA-376 part 1, 18.17.4.1, the 1900 date system: 25569 is 1970-01-01. Years in which plans are
 * written, only. */
enum { SERIAL_OF_1970 = 25569, SERIAL_OF_1980 = 29221, SERIAL_OF_2050 = 54789 };

static bool read_serial_day(const struct date_match *reading, struct date_piece *piece)
{
    struct span words = words_of(reading, reading->text->forms->groups.day);
    int serial = 0;

    for (size_t i = 0; i < words.length; i++)
        serial = serial * 10 + (words.text[i] - '0');
    if (serial < SERIAL_OF_1980 || serial >= SERIAL_OF_2050)
        return false;
    calendar_to_civil(serial - SERIAL_OF_1970, &piece->period.year, &piece->period.month, &piece->period.day);
    return true;
}

/* Does the period lie in the plan's, as it stands or with the year that it takes from there? */
static bool fits_plan(struct date_period *period, const struct date_context *context)
{
    struct date_interval days;

    if (!context || context->period_from == CALENDAR_NONE)
        return false;
    if (date_period_lacks_year(period))
        return date_period_place(period, context);
    return date_period_resolve(period, &days) == PERIOD_RESOLVED && days.from >= context->period_from &&
           days.to <= context->period_to;
}

/*
 * "09/10" is a financial year, "30/09" a day, "03/15" a month. "03/11" may be 3 November or March 2011: the
 * plan's period has to say which.
 */
static bool read_pair(const struct date_match *reading, struct date_piece *piece)
{
    int first = number_of(reading, reading->text->forms->groups.year);
    int second = number_of(reading, reading->text->forms->groups.next);
    struct date_period day = { .day = first, .month = second };
    struct date_period month = { .year = full_year(second), .month = first, .months = 1 };

    if (words_of(reading, reading->text->forms->groups.year).length == 2 && second == first + 1) {
        piece->period =
            (struct date_period){ .year = full_year(first), .month = 4, .months = 12, .split_month = 4 };
        piece->flags |= second <= 12 ? DATE_AMBIGUOUS : 0;
        return true;
    }
    bool may_be_day = first >= 1 && first <= 31 && second >= 1 && second <= 12;
    bool may_be_month = first >= 1 && first <= 12;

    if (may_be_day && may_be_month) {
        const struct date_context *plan = date_text_ask_plan(reading->text);

        may_be_day = fits_plan(&day, plan);
        may_be_month = fits_plan(&month, plan);
        piece->flags |= DATE_AMBIGUOUS;
    }
    piece->period = may_be_day ? day : month;
    return may_be_day != may_be_month;
}
