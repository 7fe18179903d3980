#include "store/date_row.h"

static void write_day(char text[static 11], calendar_day day)
{
    text[0] = '\0';
    if (day != CALENDAR_NONE)
        calendar_format_iso(day, text);
}

void date_row_write(struct date_row *row, const struct date_value *date)
{
    write_day(row->first, date->from);
    write_day(row->last, date->to);
}

struct span date_row_day(const char *day)
{
    return span_of(*day ? day : NULL);
}

void date_row_bind(struct statement *statement, const struct date_value *date, struct date_row *row)
{
    date_row_write(row, date);
    statement_bind_span(statement, AT_WORDS, date->words.text);
    statement_bind_span(statement, AT_FIRST_DAY, date_row_day(row->first));
    statement_bind_span(statement, AT_LAST_DAY, date_row_day(row->last));
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
