#ifndef OUTPUT_CALENDAR_EXPORT_H
#define OUTPUT_CALENDAR_EXPORT_H

#include <stdio.h>

struct plan_set;

/**
 * Due and review dates as one calendar: an all-day event on the last day that a date names, for each action,
 * milestone and risk; its owners are the event's categories, so that a calendar shows one owner's. Dates that
 * name no day ("ongoing", "31/11/09") make no event: nothing is invented.
 * owner: NULL, or words that an owner's name must hold (ASCII letters compared without regard to case).
 * The same plans give the same bytes: DTSTAMP is the event's own day, since there is no clock in it.
 * Source: RFC 5545 (3.1 lines of 75 octets, 3.3.11 text, 3.6.1 events).
 */
void calendar_export_plans(const struct plan_set *plans, const char *owner, FILE *out);
#endif
