#ifndef FIELDS_DATE_YEARS_H
#define FIELDS_DATE_YEARS_H

struct date_text;
struct date_readings;

/**
 * Gives readings the year (month, kind of year) that their words leave out: from the date beside them, else
 * from the plan's period. A reading that only repeats the one beside it ("Q1" of "Q1 (April to June 2010)")
 * is dropped.
 */
void date_years_complete(const struct date_text *text, struct date_readings *readings);
#endif
