#include "fields/date_tense.h"

#include "fields/date_compose.h"
#include "fields/date_form.h"

/* Where the words that lead to a reading begin: behind the date before, or where its sentence starts. */
static size_t clause_start(const struct date_text *text, size_t from, size_t to)
{
    const char *bytes = text->text.text;

    for (size_t at = to; at > from + 1; at--)
        if (bytes[at - 1] == ' ' && (bytes[at - 2] == '.' || bytes[at - 2] == ';'))
            return at;
    return from;
}

static size_t clause_end(const struct date_text *text, const struct date_reading *reading)
{
    const struct span words = text->text;

    for (size_t at = reading->to; at + 1 < words.length; at++)
        if ((words.text[at] == '.' || words.text[at] == ';') && words.text[at + 1] == ' ')
            return at;
    return words.length;
}

/* Is a participle a report of what was done? "agreed in May" is; "agreed by May" is an aim, unless the work goes on. */
static bool participle_reports(const struct date_text *text, const struct date_reading *reading)
{
    if (text->is_sentence)
        return false;
    return reading->bound == BOUND_NONE || reading->bound == BOUND_IN || (reading->flags & DATE_ONGOING);
}

enum { SHORTEST_VERB_BYTES = 3 };

/* The tense of the words from `from` to the date; where a date opens the last clause ("In 2009 the policy was adopted"), a past
   that follows it. */
static enum date_tense tense_around(const struct date_text *text, const struct date_reading *reading, size_t from,
                                    bool is_last)
{
    enum date_tense tense = TENSE_NONE;

    from = clause_start(text, from, reading->at);
    if (reading->at >= from + SHORTEST_VERB_BYTES)
        tense = date_form_tense(text, from, reading->at);
    if (tense != TENSE_NONE || !is_last || reading->bound != BOUND_IN || !date_join_has_words(reading->next_join))
        return tense;
    return date_form_tense(text, reading->to, clause_end(text, reading)) == TENSE_PAST ? TENSE_PAST : TENSE_NONE;
}

/* Is the date one of what was done? *carried says it of the date before in the sentence, and goes on. */
static void read_tense(const struct date_text *text, struct date_reading *reading, size_t from, bool is_last,
                       bool *carried)
{
    switch (tense_around(text, reading, from, is_last && !*carried)) {
    case TENSE_NONE:
        break;
    case TENSE_FUTURE:
        *carried = false;
        break;
    case TENSE_PAST:
        *carried = true;
        break;
    case TENSE_PARTICIPLE:
        *carried = participle_reports(text, reading);
        break;
    }
    if (!*carried)
        return;
    reading->role_given = true;
    reading->role = DATE_COMPLETED;
}

static bool is_date(const struct date_reading *reading)
{
    return !reading->is_state && !reading->is_dropped;
}

static size_t last_date(const struct date_readings *readings)
{
    size_t last = readings->count;

    while (last > 0 && !is_date(&readings->items[last - 1]))
        last--;
    return last;
}

void date_tense_read(const struct date_text *text, struct date_readings *readings)
{
    size_t count = last_date(readings);
    unsigned sentence = 0;
    bool carried = false;
    size_t from = 0;

    for (size_t i = 0; i < count; i++) {
        struct date_reading *reading = &readings->items[i];

        if (!is_date(reading))
            continue;
        if (reading->sentence != sentence)
            carried = false;
        sentence = reading->sentence;
        if (!reading->role_given)
            read_tense(text, reading, from, i + 1 == count, &carried);
        from = reading->said_to > reading->at ? reading->said_to : reading->to;
    }
}
