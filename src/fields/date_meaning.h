#ifndef FIELDS_DATE_MEANING_H
#define FIELDS_DATE_MEANING_H

#include <stdbool.h>

#include "fields/date_form.h"

struct match;

/** A match as a meaning's reader sees it. */
struct date_match {
    const struct date_text *text;
    const struct match *match;
    const struct date_form *form;
};

/** Fills piece->period and flags; may shorten the piece. False: the words are no date after all. */
typedef bool date_period_reader(const struct date_match *reading, struct date_piece *piece);

/** Members that a form of some meaning cannot do without. */
enum { NEEDS_FIRST = 1 << 0, NEEDS_MONTHS = 1 << 1, NEEDS_DAY = 1 << 2 };

/** What a form's `means` can be. */
struct date_meaning {
    const char *name;
    date_period_reader *read;     /* PIECE_PERIOD */
    enum piece_kind kind;
    unsigned needs;
    unsigned flags;
    enum date_bound bound;
    enum date_part part;
    enum date_role role;
};

/** An entry of dates.yaml's `forms`, as far as reading needs it; 0: has no such member. */
struct date_form {
    const struct date_meaning *meaning;
    int first_month;
    int year_start;               /* the month that a split year begins with */
    int months;
    int month;
    int day;
    bool ambiguous;
    bool weak;
    bool weak_in_sentences;
    bool reach;
    bool outside_sentences;
};

/** The meaning of that name, or NULL. */
const struct date_meaning *date_meaning_find(const char *name);
#endif
