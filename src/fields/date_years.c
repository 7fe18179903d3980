#include "fields/date_years.h"

#include "fields/date_compose.h"

static bool is_joined(enum date_join join)
{
    return join == JOIN_RANGE || join == JOIN_SLASH || join == JOIN_LIST || join == JOIN_BESIDE;
}

static void complete_from_behind(struct date_readings *out)
{
    struct date_reading *behind = NULL;

    for (size_t i = out->count; i-- > 0;) {
        struct date_reading *reading = &out->items[i];

        if (reading->is_state || reading->is_dropped)
            continue;
        if (behind && date_period_lacks_year(date_reading_end(reading)) && is_joined(reading->next_join))
            (void)date_period_precede(date_reading_end(reading), &behind->first, false);
        if (reading->is_range && date_period_lacks_year(&reading->first))
            (void)date_period_precede(&reading->first, &reading->last, true);
        behind = reading;
    }
}

/*
 * "Must be 2010 finished by April": cells that wrapped put the year before its month. A year that no
 * preposition leads to is no date of its own beside a month that lacks one.
 */
static void give_strayed_years(struct date_readings *out)
{
    struct date_reading *year = NULL;

    for (size_t i = 0; i < out->count; i++) {
        struct date_reading *reading = &out->items[i];

        if (reading->is_state || reading->is_dropped)
            continue;
        if (year && year->sentence == reading->sentence && date_join_has_words(reading->join) &&
            reading->first.month && date_period_lacks_year(&reading->first)) {
            reading->first.year = year->first.year;
            reading->flags |= year->flags;
            year->is_dropped = true;
        }
        year = date_period_is_year(&reading->first) && !reading->is_range && !reading->has_prefix ? reading
                                                                                                  : NULL;
    }
}

/* The year of a date is that of the one before where they are joined or share a sentence; else the plan's;
 * else that again. */
static void complete_one(const struct date_text *text, struct date_period *period,
                         const struct date_period *before, bool joined, bool same_sentence)
{
    if (!date_period_lacks_year(period))
        return;
    if (before && (joined || same_sentence) && date_period_follow(period, before, joined))
        return;
    if (date_period_place(period, date_text_ask_plan(text)))
        return;
    if (before)
        (void)date_period_follow(period, before, false);
}

static void complete_from_before(const struct date_text *text, struct date_readings *out)
{
    struct date_reading *before = NULL;

    for (size_t i = 0; i < out->count; i++) {
        struct date_reading *reading = &out->items[i];

        if (reading->is_state || reading->is_dropped)
            continue;
        complete_one(text, &reading->first, before ? date_reading_end(before) : NULL,
                     before && is_joined(reading->join), before && before->sentence == reading->sentence);
        if (reading->is_range)
            complete_one(text, &reading->last, &reading->first, true, true);
        before = reading;
    }
}

static bool is_beside(enum date_join join)
{
    return join == JOIN_BESIDE || join == JOIN_RANGE;
}

static bool is_gloss(const struct date_reading *reading)
{
    return !reading->is_range && reading->first.parts && date_period_lacks_year(&reading->first);
}

/* "Q1 (April to June 2010)": a quarter that lacks its year, beside a date that says it all. */
static void drop_glosses(struct date_readings *out)
{
    struct date_reading *before = NULL;

    for (size_t i = 0; i < out->count; i++) {
        struct date_reading *reading = &out->items[i];

        if (reading->is_state || reading->is_dropped)
            continue;
        if (before && is_beside(reading->join) && is_gloss(before))
            before->is_dropped = true;
        if (before && is_beside(reading->join) && is_gloss(reading))
            reading->is_dropped = true;
        before = reading;
    }
}

void date_years_complete(const struct date_text *text, struct date_readings *readings)
{
    give_strayed_years(readings);
    complete_from_behind(readings);
    complete_from_before(text, readings);
    drop_glosses(readings);
}
