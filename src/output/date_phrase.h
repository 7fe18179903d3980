#ifndef OUTPUT_DATE_PHRASE_H
#define OUTPUT_DATE_PHRASE_H

#include "base/calendar_date.h"

struct buffer;
struct date_value;

/** "15 May 2009". */
void date_phrase_add_day(struct buffer *buffer, calendar_day day);

/**
 * A date as a person says it: "15 May 2009", "March 2010", "April 2009 to March 2010", "by 15 May 2009", with
 * what else is known of it: "(ongoing)", "no such day". A date without days is its printed words.
 */
void date_phrase_add(struct buffer *buffer, const struct date_value *date);
#endif
