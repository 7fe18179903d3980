#include "fields/date_field.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "document/passage.h"
#include "fields/date_compose.h"
#include "fields/date_form.h"
#include "grammar/pattern.h"
#include "grammar/text_question.h"

struct date_reader {
    struct date_forms forms;
};

/* Most cells hold no more; what is more grows into the arena. */
enum { USUAL_PIECES = 12, USUAL_DATES = 16, REPEAT_LIMIT = 256 };

enum status date_reader_new(const struct grammar *grammar, struct diag_sink *sink, struct date_reader **out)
{
    struct date_reader *reader = memory_new(sizeof *reader);
    enum status status = date_forms_open(grammar, sink, &reader->forms);

    if (status != STATUS_OK) {
        free(reader);
        return status;
    }
    *out = reader;
    return STATUS_OK;
}

void date_reader_free(struct date_reader *reader)
{
    if (!reader)
        return;
    date_forms_close(&reader->forms);
    free(reader);
}

/* ---- from readings to days ----------------------------------------------------------------------- */

/* A date as its text gives it, wherever the text stands. */
struct dated {
    calendar_day from, to;
    uint32_t first, behind; /* bytes of the text: its words */
    uint32_t rule;
    uint16_t flags;
    bool role_given;
    uint8_t role; /* enum date_role; else it is the column's */
};

static_assert(1 << DATE_FLAG_COUNT <= UINT16_MAX, "flags fit");

struct dated_list {
    struct dated *items;
    size_t count;
    size_t capacity;
    struct arena *arena; /* that it grows into */
};

static void add_dated(struct dated_list *list, const struct date_reading *reading, struct date_interval days,
                      unsigned flags)
{
    list->items = arena_grow(list->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = (struct dated){
        .from = days.from,
        .to = days.to,
        .first = (uint32_t)reading->from,
        .behind = (uint32_t)reading->to,
        .rule = reading->rule,
        .flags = (uint16_t)flags,
        .role_given = reading->role_given,
        .role = (uint8_t)reading->role,
    };
}

static const struct date_interval no_days = { CALENDAR_NONE, CALENDAR_NONE };

/* The days of one end of a reading, narrowed. */
static enum period_state resolve(const struct date_period *period, enum date_part part,
                                 struct date_interval *out)
{
    enum period_state state = date_period_resolve(period, out);

    if (state == PERIOD_RESOLVED)
        *out = date_period_narrow(period, *out, part);
    return state;
}

/* Thirds of a year are a reading of "early 2010" that the plan may not share. */
static unsigned doubt_of_part(const struct date_period *period, enum date_part part)
{
    bool is_third = part == PART_EARLY || part == PART_MIDDLE || part == PART_LATE;

    return is_third && period->day == 0 && period->months > 1 ? DATE_AMBIGUOUS : 0;
}

static unsigned flags_of_failure(const struct date_reading *reading, enum period_state state)
{
    if (state == PERIOD_INVALID)
        return reading->flags | DATE_INVALID;
    return reading->flags | DATE_UNDATED;
}

/* A bare "6th" whose month nobody knows is no date. */
static bool is_bare_day(const struct date_period *period)
{
    return period->day && period->month == 0;
}

static void add_date(struct dated_list *list, const struct date_reading *reading)
{
    struct date_interval days;
    enum period_state state = resolve(&reading->first, reading->part, &days);

    if (state == PERIOD_RESOLVED)
        add_dated(list, reading, days, reading->flags | doubt_of_part(&reading->first, reading->part));
    else if (!is_bare_day(&reading->first))
        add_dated(list, reading, no_days, flags_of_failure(reading, state));
}

/* Ends that are the wrong way round make no interval: then they are two dates, and in doubt. */
static void add_range(struct dated_list *list, const struct date_reading *reading)
{
    struct date_interval first, last;
    enum period_state first_state = resolve(&reading->first, reading->part, &first);
    enum period_state last_state = resolve(&reading->last, reading->last_part, &last);

    if (first_state != PERIOD_RESOLVED || last_state != PERIOD_RESOLVED) {
        bool is_invalid = first_state == PERIOD_INVALID || last_state == PERIOD_INVALID;

        add_dated(list, reading, no_days,
                  flags_of_failure(reading, is_invalid ? PERIOD_INVALID : PERIOD_UNDATED));
        return;
    }
    if (first.from <= last.to) {
        add_dated(list, reading, (struct date_interval){ first.from, last.to }, reading->flags);
        return;
    }
    add_dated(list, reading, first, reading->flags | DATE_AMBIGUOUS);
    add_dated(list, reading, last, reading->flags | DATE_AMBIGUOUS);
}

static void add_reading(struct dated_list *list, const struct date_reading *reading)
{
    if (reading->is_dropped)
        return;
    if (reading->is_state)
        add_dated(list, reading, no_days, reading->flags);
    else if (reading->is_range)
        add_range(list, reading);
    else
        add_date(list, reading);
}

/* ---- from days to values ------------------------------------------------------------------------- */

/* Among the last dates of the list; in a longer one a repeat may stay. */
static bool is_repeated(const struct date_list *list, const struct dated *dated, enum date_role role)
{
    for (size_t i = list->count > REPEAT_LIMIT ? list->count - REPEAT_LIMIT : 0; i < list->count; i++) {
        struct date_value *item = &list->items[i];

        if (item->role != role || item->from != dated->from || item->to != dated->to)
            continue;
        if (item->from == CALENDAR_NONE && item->flags != dated->flags)
            continue;
        item->flags |= dated->flags;
        return true;
    }
    return false;
}

static struct source source_of(const struct passage *passage, const struct dated *dated, struct arena *arena)
{
    size_t count;
    const struct extent *extents = passage_extents(arena, passage, dated->first, dated->behind, &count);

    return (struct source){ .extents = extents, .extent_count = (uint32_t)count, .rule = dated->rule };
}

static void emit(const struct passage *passage, const struct dated *dated, enum date_role column,
                 struct arena *arena, struct date_list *out)
{
    enum date_role role = dated->role_given ? (enum date_role)dated->role : column;

    if (is_repeated(out, dated, role))
        return;
    out->items = arena_grow(arena, out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = (struct date_value){
        .role = role,
        .from = dated->from,
        .to = dated->to,
        .flags = dated->flags,
        .words.text = span_trim(span_part(passage->text, dated->first, dated->behind)),
        .words.source = source_of(passage, dated, arena),
    };
}

/* ---- reading ------------------------------------------------------------------------------------- */

static void read_text(const struct date_text *text, enum date_role role, struct dated_list *out)
{
    struct date_piece usual_pieces[USUAL_PIECES];
    struct date_reading usual_readings[USUAL_PIECES];
    struct date_pieces pieces = { .items = usual_pieces, .capacity = USUAL_PIECES };
    struct date_readings readings = { .items = usual_readings, .capacity = USUAL_PIECES };

    date_compose_find(text, out->arena, &pieces);
    if (pieces.count == 0)
        return;
    date_compose(text, &pieces, role, out->arena, &readings);
    for (size_t i = 0; i < readings.count; i++)
        add_reading(out, &readings.items[i]);
}

/* Dates as they are remembered. */
struct kept_dates {
    uint32_t count;
    struct dated items[USUAL_DATES];
};

/* The column says more than the role of its dates only where it is the one of due dates (date_compose). */
static unsigned question_number(const struct date_text *text, enum date_role role)
{
    return QUESTION_DATES + (text->is_sentence ? 2U : 0U) + (role == DATE_DUE ? 1U : 0U);
}

/* The same days stand in row after row. What they are is remembered where the words alone say so. */
static void read_or_recall(const struct date_text *text, enum date_role role, struct dated_list *out)
{
    struct text_memo *memo = matcher_memo(text->matcher);
    const struct text_question question = { text->text, question_number(text, role), 0 };
    struct kept_dates kept;

    if (text_memo_recall(memo, &question, &kept, sizeof kept)) {
        memcpy(out->items, kept.items, kept.count * sizeof *kept.items);
        out->count = kept.count;
        return;
    }
    read_text(text, role, out);
    if (*text->asks_plan || out->count > USUAL_DATES)
        return;
    kept.count = (uint32_t)out->count;
    memcpy(kept.items, out->items, out->count * sizeof *kept.items);
    text_memo_keep(memo, &question, &kept,
                   offsetof(struct kept_dates, items) + out->count * sizeof *kept.items);
}

/* how: all but the words. */
static void read_passage(const struct date_text *how, const struct passage *passage, enum date_role role,
                         struct arena *arena, struct date_list *out)
{
    struct dated usual[USUAL_DATES];
    struct dated_list dates = { .items = usual, .capacity = USUAL_DATES, .arena = arena };
    struct date_text text = *how;
    bool asks_plan = false;

    text.text = passage->text;
    text.asks_plan = &asks_plan;
    read_or_recall(&text, role, &dates);
    for (size_t i = 0; i < dates.count; i++)
        emit(passage, &dates.items[i], role, arena, out);
}

void date_field_read(const struct date_reader *reader, struct matcher *matcher, const struct passage *cell,
                     enum date_role role, const struct date_context *context, struct arena *arena,
                     struct date_list *out)
{
    const struct date_text text = { .forms = &reader->forms, .matcher = matcher, .context = context };

    read_passage(&text, cell, role, arena, out);
}

void date_field_read_sentence(const struct date_reader *reader, struct matcher *matcher,
                              const struct passage *sentence, enum date_role role,
                              const struct date_context *context, struct arena *arena, struct date_list *out)
{
    const struct date_text text = {
        .forms = &reader->forms, .matcher = matcher, .context = context, .is_sentence = true
    };

    read_passage(&text, sentence, role, arena, out);
}

/* ---- likeness ------------------------------------------------------------------------------------ */

static size_t count_letters(struct span text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += text.text[i] != ' ';
    return count;
}

/* Words between two pieces that only join them count with them; words like "start" count with the date they
 * lead to. */
static double share_of_dates(const struct date_text *cell)
{
    struct span text = cell->text;
    struct date_piece piece;
    size_t covered = 0, led = 0, at = 0;

    while (date_form_find(cell, at, &piece)) {
        enum date_join join = date_form_join(cell, at, piece.from);
        size_t words = count_letters(span_part(text, piece.from, piece.to));
        bool dates = piece.kind == PIECE_PERIOD || piece.kind == PIECE_STATE || piece.kind == PIECE_COMPLETED;

        if (join == JOIN_WORDS || join == JOIN_WORDS_BREAK)
            led = 0;
        else
            led += count_letters(span_part(text, at, piece.from));
        led += words;
        if (dates || covered) {
            covered += led;
            led = 0;
        }
        at = piece.to;
    }
    if (covered && date_form_join(cell, at, text.length) < JOIN_WORDS)
        covered += count_letters(span_part(text, at, text.length));
    return covered ? (double)covered / (double)count_letters(text) : 0;
}

/* Forms that need a date column to be dates ("09/10", "40179") count for nothing. */
double date_field_likeness(const struct date_reader *reader, struct matcher *matcher, struct span text)
{
    const struct text_question question = { text, QUESTION_DATE_LIKENESS, 0 };
    double likeness;

    if (text_memo_recall(matcher_memo(matcher), &question, &likeness, sizeof likeness))
        return likeness;
    bool asks_plan = false; /* nobody knows it here */
    const struct date_text cell = {
        .forms = &reader->forms,
        .matcher = matcher,
        .asks_plan = &asks_plan,
        .text = text,
        .is_sentence = true,
    };

    likeness = share_of_dates(&cell);
    text_memo_keep(matcher_memo(matcher), &question, &likeness, sizeof likeness);
    return likeness;
}
