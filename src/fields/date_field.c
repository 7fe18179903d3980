#include "fields/date_field.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"
#include "document/passage.h"
#include "fields/date_compose.h"
#include "fields/date_form.h"

struct date_reader {
    struct date_forms forms;
};

/* Most cells hold no more; what is more grows into the arena. */
enum { USUAL_PIECES = 12, REPEAT_LIMIT = 256 };

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

/* ---- from readings to values --------------------------------------------------------------------- */

/* One date is to be written down. */
struct emission {
    const struct passage *passage;
    struct arena *arena;
    struct date_list *out;
    enum date_role role;          /* the column's */
};

/* Among the last dates of the list; in a longer one a repeat may stay. */
static bool is_repeated(const struct date_list *list, const struct date_value *value)
{
    for (size_t i = list->count > REPEAT_LIMIT ? list->count - REPEAT_LIMIT : 0; i < list->count; i++) {
        struct date_value *item = &list->items[i];

        if (item->role != value->role || item->from != value->from || item->to != value->to)
            continue;
        if (item->from == CALENDAR_NONE && item->flags != value->flags)
            continue;
        item->flags |= value->flags;
        return true;
    }
    return false;
}

static struct text_value words_of(const struct emission *emission, const struct date_reading *reading)
{
    struct text_value words = { .text = span_trim(span_part(emission->passage->text, reading->from, reading->to)) };
    size_t count;

    words.source.extents = passage_extents(emission->arena, emission->passage, reading->from, reading->to, &count);
    words.source.extent_count = (uint32_t)count;
    words.source.rule = reading->rule;
    return words;
}

static void emit(const struct emission *emission, const struct date_reading *reading, struct date_interval days,
                 unsigned flags)
{
    struct date_list *out = emission->out;
    struct date_value value = {
        .role = reading->role_given ? reading->role : emission->role,
        .from = days.from,
        .to = days.to,
        .flags = flags,
    };

    if (is_repeated(out, &value))
        return;
    value.words = words_of(emission, reading);
    out->items = arena_grow(emission->arena, out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = value;
}

static const struct date_interval no_days = { CALENDAR_NONE, CALENDAR_NONE };

/* The days of one end of a reading, narrowed. */
static enum period_state resolve(const struct date_period *period, enum date_part part, struct date_interval *out)
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

static void emit_date(const struct emission *emission, const struct date_reading *reading)
{
    struct date_interval days;
    enum period_state state = resolve(&reading->first, reading->part, &days);

    if (state == PERIOD_RESOLVED)
        emit(emission, reading, days, reading->flags | doubt_of_part(&reading->first, reading->part));
    else if (!is_bare_day(&reading->first))
        emit(emission, reading, no_days, flags_of_failure(reading, state));
}

/* Ends that are the wrong way round make no interval: then they are two dates, and in doubt. */
static void emit_range(const struct emission *emission, const struct date_reading *reading)
{
    struct date_interval first, last;
    enum period_state first_state = resolve(&reading->first, reading->part, &first);
    enum period_state last_state = resolve(&reading->last, reading->last_part, &last);

    if (first_state != PERIOD_RESOLVED || last_state != PERIOD_RESOLVED) {
        bool is_invalid = first_state == PERIOD_INVALID || last_state == PERIOD_INVALID;

        emit(emission, reading, no_days, flags_of_failure(reading, is_invalid ? PERIOD_INVALID : PERIOD_UNDATED));
        return;
    }
    if (first.from <= last.to) {
        emit(emission, reading, (struct date_interval){ first.from, last.to }, reading->flags);
        return;
    }
    emit(emission, reading, first, reading->flags | DATE_AMBIGUOUS);
    emit(emission, reading, last, reading->flags | DATE_AMBIGUOUS);
}

static void emit_reading(const struct emission *emission, const struct date_reading *reading)
{
    if (reading->is_dropped)
        return;
    if (reading->is_state)
        emit(emission, reading, no_days, reading->flags);
    else if (reading->is_range)
        emit_range(emission, reading);
    else
        emit_date(emission, reading);
}

/* ---- reading ------------------------------------------------------------------------------------- */

static void read_passage(const struct date_text *text, const struct emission *emission)
{
    struct date_piece usual_pieces[USUAL_PIECES];
    struct date_reading usual_readings[USUAL_PIECES];
    struct date_pieces pieces = { .items = usual_pieces, .capacity = USUAL_PIECES };
    struct date_readings readings = { .items = usual_readings, .capacity = USUAL_PIECES };

    date_compose_find(text, emission->arena, &pieces);
    if (pieces.count == 0)
        return;
    date_compose(text, &pieces, emission->role, emission->arena, &readings);
    for (size_t i = 0; i < readings.count; i++)
        emit_reading(emission, &readings.items[i]);
}

void date_field_read(const struct date_reader *reader, struct matcher *matcher, const struct passage *cell,
                     enum date_role role, const struct date_context *context, struct arena *arena,
                     struct date_list *out)
{
    struct date_text text = { .forms = &reader->forms, .matcher = matcher, .context = context, .text = cell->text };
    struct emission emission = { .passage = cell, .arena = arena, .out = out, .role = role };

    read_passage(&text, &emission);
}

void date_field_read_sentence(const struct date_reader *reader, struct matcher *matcher, const struct passage *sentence,
                              enum date_role role, const struct date_context *context, struct arena *arena,
                              struct date_list *out)
{
    struct date_text text = { .forms = &reader->forms, .matcher = matcher, .context = context,
                              .text = sentence->text, .is_sentence = true };
    struct emission emission = { .passage = sentence, .arena = arena, .out = out, .role = role };

    read_passage(&text, &emission);
}

/* ---- likeness ------------------------------------------------------------------------------------ */

static size_t count_letters(struct span text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += text.text[i] != ' ';
    return count;
}

/* Forms that need a date column to be dates ("09/10", "40179") count for nothing. Words between two pieces that only join them count with them; words like "start" count with the date they lead to. */
double date_field_likeness(const struct date_reader *reader, struct matcher *matcher, struct span text)
{
    struct date_text cell = { .forms = &reader->forms, .matcher = matcher, .text = text, .is_sentence = true };
    struct date_piece piece;
    size_t letters = count_letters(text);
    size_t covered = 0, led = 0, at = 0;

    while (date_form_find(&cell, at, &piece)) {
        enum date_join join = date_form_join(&cell, at, piece.from);
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
    if (covered && date_form_join(&cell, at, text.length) < JOIN_WORDS)
        covered += count_letters(span_part(text, at, text.length));
    return letters ? (double)covered / (double)letters : 0;
}
