#ifndef STORE_DATE_ROW_H
#define STORE_DATE_ROW_H

#include "fields/values.h"
#include "store/statement.h"

/** A date's words, days and flags as the columns that date_value and corrected_date have alike. */
struct date_row {
    char first[11]; /* days as text, kept until the statement is run; "": none */
    char last[11];
};
void date_row_write(struct date_row *row, const struct date_value *date);
/** A day of it; no text: there is none. */
struct span date_row_day(const char *day);

/** All of the date, the row written, too. */
void date_row_bind(struct statement *statement, const struct date_value *date, struct date_row *row);

/** The same back, from column `first` on: words, first_day, last_day, flags. role stays as it is. */
void date_row_read(const struct statement *row, int first, struct arena *arena, struct date_value *date);
#endif
