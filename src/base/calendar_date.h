#ifndef BASE_CALENDAR_DATE_H
#define BASE_CALENDAR_DATE_H

#include <stdbool.h>
#include <stdint.h>

/** A day of the proleptic Gregorian calendar: days since 1970-01-01. */
typedef int32_t calendar_day;

/** "No day": the plan states none. */
#define CALENDAR_NONE INT32_MIN

/** Is there such a day? month 1..12, day 1..31; 31 November and 29 February 2009 are not. */
bool calendar_is_valid(int year, int month, int day);

/** The day's number; the date must be valid. Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil. */
calendar_day calendar_from_civil(int year, int month, int day);

/** The reverse. */
void calendar_to_civil(calendar_day date, int *year, int *month, int *day);

int calendar_days_in_month(int year, int month);

/** "January" for 1, ...; its first three letters are the usual short form. month 1..12. */
const char *calendar_month_name(int month);

/** "2009-05-15" and a NUL. CALENDAR_NONE gives "". */
void calendar_format_iso(calendar_day date, char out[static 11]);

/** Reads "2009-05-15" exactly; false where it is not a valid day. */
bool calendar_parse_iso(const char *text, calendar_day *out);
#endif
