#ifndef STORE_DATE_ROW_H
#define STORE_DATE_ROW_H

#include "fields/values.h"
#include "store/statement.h"

/** A date's words, days and flags as the columns that date_value and corrected_date have alike. */
struct date_row {
    char first[11]; /* days as text: bound, and so kept until the statement is run */
    char last[11];
};
void date_row_bind(struct statement *statement, const struct date_value *date, struct date_row *row);

/** The same back, from column `first` on: words, first_day, last_day, flags. role stays as it is. */
void date_row_read(const struct statement *row, int first, struct arena *arena, struct date_value *date);
#endif
