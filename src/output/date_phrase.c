#include "output/date_phrase.h"

#include <stdbool.h>

#include "base/buffer.h"
#include "base/status.h"
#include "fields/values.h"

void date_phrase_add_day(struct buffer *buffer, calendar_day day)
{
    int year, month, of_month;

    calendar_to_civil(day, &year, &month, &of_month);
    buffer_add_format(buffer, "%d %s %d", of_month, calendar_month_name(month), year);
}

static void add_month(struct buffer *buffer, calendar_day day)
{
    int year, month, of_month;

    calendar_to_civil(day, &year, &month, &of_month);
    buffer_add_format(buffer, "%s %d", calendar_month_name(month), year);
}

/* First day of a month to last day of a month: they can be named by their months. */
static bool is_whole_months(calendar_day from, calendar_day to)
{
    int year, month, of_month;

    calendar_to_civil(from, &year, &month, &of_month);
    if (of_month != 1)
        return false;
    calendar_to_civil(to, &year, &month, &of_month);
    return of_month == calendar_days_in_month(year, month);
}

static bool is_one_month(calendar_day from, calendar_day to)
{
    return is_whole_months(from, to) && to - from < 31;
}

static void add_interval(struct buffer *buffer, calendar_day from, calendar_day to)
{
    bool by_month = is_whole_months(from, to);

    if (by_month)
        add_month(buffer, from);
    else
        date_phrase_add_day(buffer, from);
    if (from == to || is_one_month(from, to))
        return;
    buffer_add_string(buffer, " to ");
    if (by_month)
        add_month(buffer, to);
    else
        date_phrase_add_day(buffer, to);
}

static void add_remarks(struct buffer *buffer, unsigned flags)
{
    static const struct {
        unsigned flag;
        const char *words;
    } remarks[] = {
        { DATE_ONGOING, "ongoing" },
        { DATE_RECURRING, "recurring" },
        { DATE_INVALID, "no such day" },
        { DATE_UNDATED, "no date given" },
        { DATE_TBC, "to be confirmed" },
        { DATE_WEEK, "a week" },
        { DATE_AMBIGUOUS, "can be read in more than one way" },
        { DATE_RELATIVE, "counted from a day that the plan does not give" },
        { DATE_REVISED, "revised" },
    };
    const char *before = " (";

    for (size_t i = 0; i < ARRAY_LENGTH(remarks); i++) {
        if (!(flags & remarks[i].flag))
            continue;
        buffer_add_string(buffer, before);
        buffer_add_string(buffer, remarks[i].words);
        before = ", ";
    }
    if (*before == ',')
        buffer_add_byte(buffer, ')');
}

void date_phrase_add(struct buffer *buffer, const struct date_value *date)
{
    if (date->from == CALENDAR_NONE || date->to == CALENDAR_NONE) {
        buffer_add_span(buffer, date->words.text);
    } else {
        if (date->flags & (DATE_BY | DATE_AFTER))
            buffer_add_string(buffer, date->flags & DATE_BY ? "by " : "after ");
        add_interval(buffer, date->from, date->to);
    }
    add_remarks(buffer, date->flags);
}
