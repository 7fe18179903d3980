#ifndef FIELDS_DATE_COMPOSE_H
#define FIELDS_DATE_COMPOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fields/date_form.h"
#include "fields/date_period.h"
#include "fields/values.h"

struct arena;

/** One date of a text, as put together from its pieces. */
struct date_reading {
    struct date_period first;
    struct date_period last;      /* where is_range */
    size_t from;                  /* bytes of the text, with the words that lead to it */
    size_t at;                    /* the same without words that stand further off ("must be", "ongoing") */
    size_t to;
    size_t said_to;               /* behind words that follow it and only say that it is done */
    uint32_t rule;
    unsigned sentence;            /* number of its sentence in the text */
    unsigned flags;
    enum date_role role;
    enum date_bound bound;
    enum date_part part;          /* of first */
    enum date_part last_part;     /* of last */
    enum date_join join;          /* to what stands before it */
    enum date_join next_join;     /* to what stands behind it */
    enum date_join range_join;    /* what stands between first and last */
    bool is_range;
    bool is_state;                /* no date: only flags, or only "completed" */
    bool is_dropped;              /* said by another reading, or nothing after all */
    bool is_original;             /* printed as what was replaced */
    bool has_prefix;              /* words lead to it: a preposition, "end of", a role */
    bool role_given;              /* role is said by words beside it; otherwise it is the column's */
};

/** The period that a reading ends with. */
static inline struct date_period *date_reading_end(struct date_reading *reading)
{
    return reading->is_range ? &reading->last : &reading->first;
}

struct date_pieces {
    struct date_piece *items;
    size_t count;
    size_t capacity;
    enum date_join last_join;     /* from the last piece to the end of the text */
};

struct date_readings {
    struct date_reading *items;
    size_t count;
    size_t capacity;
};

/** Every piece of a text, each with its join to the one before. Arrays grow into the arena. */
void date_compose_find(const struct date_text *text, struct arena *arena, struct date_pieces *pieces);

/**
 * Puts pieces together: prefixes with their periods, periods with ranges, flags with the dates they speak of; then
 * fills in years that were left out and roles that only the sentence tells.
 * role: the column's.
 */
void date_compose(const struct date_text *text, const struct date_pieces *pieces, enum date_role role,
                  struct arena *arena, struct date_readings *out);
#endif
