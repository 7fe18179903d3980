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
    statement_bind_span(statement, AT_WORDS, date->words.text);
    bind_day(statement, AT_FIRST_DAY, date->from, row->first);
    bind_day(statement, AT_LAST_DAY, date->to, row->last);
    statement_bind_integer(statement, AT_FLAGS, date->flags);
}

static calendar_day day_at(const struct statement *row, int column)
{
    struct span text = statement_span(row, column);
    calendar_day day = CALENDAR_NONE;

    return text.text && calendar_parse_iso(text.text, &day) ? day : CALENDAR_NONE;
}

void date_row_read(const struct statement *row, int first, struct arena *arena, struct date_value *date)
{
    date->words.text = statement_copy(row, first, arena);
    date->from = day_at(row, first + 1);
    date->to = day_at(row, first + 2);
    date->flags = (unsigned)statement_integer(row, first + 3);
}
