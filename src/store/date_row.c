#include "store/date_row.h"

static void bind_day(struct statement *statement, enum parameter at, calendar_day day, char text[static 11])
{
    if (day == CALENDAR_NONE)
        return;
    calendar_format_iso(day, text);
    statement_bind_string(statement, at, text);
}

void date_row_bind(struct statement *statement, const struct date_value *date, struct date_row *row)
{
    static const enum parameter flags[DATE_FLAG_COUNT] = {
        AT_IS_BY,  AT_IS_AFTER, AT_IS_ONGOING,   AT_IS_RECURRING, AT_IS_INVALID, AT_IS_UNDATED,
        AT_IS_TBC, AT_IS_WEEK,  AT_IS_AMBIGUOUS, AT_IS_RELATIVE,  AT_IS_REVISED,
    };

    statement_bind_span(statement, AT_WORDS, date->words.text);
    bind_day(statement, AT_FIRST_DAY, date->from, row->first);
    bind_day(statement, AT_LAST_DAY, date->to, row->last);
    for (unsigned i = 0; i < DATE_FLAG_COUNT; i++)
        statement_bind_integer(statement, flags[i], (date->flags >> i) & 1);
}

static calendar_day day_at(const struct statement *row, int column)
{
    struct span text = statement_span(row, column);
    calendar_day day = CALENDAR_NONE;

    return text.text && calendar_parse_iso(text.text, &day) ? day : CALENDAR_NONE;
}

void date_row_read(const struct statement *row, int first, struct arena *arena, struct date_value *date)
{
    enum { FLAGS = 3 };

    date->words.text = statement_copy(row, first, arena);
    date->from = day_at(row, first + 1);
    date->to = day_at(row, first + 2);
    for (int i = 0; i < DATE_FLAG_COUNT; i++)
        date->flags |= (statement_integer(row, first + FLAGS + i) != 0 ? 1u : 0u) << i;
}
