#include "plan/given_value.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "plan/correction.h"
#include "plan/plan_build.h"

enum { GIVEN_LIMIT_BYTES = 20000 };

/* What a value is read with, and where it goes. */
struct giving {
    const struct plan_reader *reader;
    struct matcher *matcher;
    const struct plan *plan;
    struct arena *arena;
    struct passage words;
    struct correction *correction;
    struct buffer *why;
};

static bool refuse(struct giving *giving, const char *why)
{
    buffer_add_string(giving->why, why);
    return false;
}

static bool take_text(struct giving *giving, struct span text)
{
    giving->correction->value.text = text;
    return true;
}

static bool read_text(struct giving *giving)
{
    return take_text(giving, giving->words.text);
}

static bool read_ref(struct giving *giving)
{
    struct text_value value = { 0 };
    size_t to;

    if (!reference_field_read(giving->reader->marks, giving->matcher, &giving->words, true, giving->arena,
                              &value, &to))
        return refuse(giving, "is no reference that references.yaml knows");
    return take_text(giving, value.text);
}

/* ---- owners -------------------------------------------------------------------------------------- */

static struct owner_names *names_of(const struct giving *giving)
{
    struct owner_names *names = owner_names_new(giving->arena);

    for (size_t i = 0; i < giving->plan->abbreviation_count; i++)
        owner_names_add(names, giving->plan->abbreviations[i].short_form.text,
                        giving->plan->abbreviations[i].meaning.text);
    return names;
}

static bool read_owners(struct giving *giving)
{
    struct owner_list *owners = &giving->correction->value.owners;
    const struct owner_context context = { .role = (enum owner_role)giving->correction->field->role,
                                           .names = names_of(giving) };

    owner_field_read(giving->reader->owners, giving->matcher, &giving->words, &context, giving->arena, owners,
                     NULL);
    for (size_t i = 0; i < owners->count; i++)
        owners->items[i].name.source = (struct source){ 0 };
    return owners->count || refuse(giving, "names nobody");
}

/* ---- dates --------------------------------------------------------------------------------------- */

/* How much of the words must be those of dates: "by the end of March 2010" is, "Meeting in March 2010" isn't.
 */
static bool is_mostly_dates(struct span words, const struct date_list *dates)
{
    static const double least_share = 0.7;
    size_t length = 0;

    for (size_t i = 0; i < dates->count; i++)
        length += dates->items[i].words.text.length;
    return (double)length >= least_share * (double)words.length;
}

static bool read_date_list(struct giving *giving, enum date_role role, struct date_list *dates)
{
    const struct date_context context = { CALENDAR_NONE, CALENDAR_NONE };
    calendar_day day;

    *dates = (struct date_list){ 0 };
    if (giving->words.text.length == 10 && calendar_parse_iso(giving->words.text.text, &day)) {
        dates->items = ARENA_NEW(giving->arena, struct date_value);
        dates->items[dates->count++] =
            (struct date_value){ .role = role, .from = day, .to = day, .words.text = giving->words.text };
        return true;
    }
    date_field_read(giving->reader->dates, giving->matcher, &giving->words, role, &context, giving->arena,
                    dates);
    return dates->count && is_mostly_dates(giving->words.text, dates);
}

static bool read_dates(struct giving *giving)
{
    struct date_list *dates = &giving->correction->value.dates;
    enum date_role role = (enum date_role)giving->correction->field->role;

    if (!read_date_list(giving, role, dates))
        return refuse(giving, "is no date that dates.yaml knows");
    for (size_t i = 0; i < dates->count; i++) {
        struct date_value *date = &dates->items[i];

        date->words.source = (struct source){ 0 };
        if (date->flags & DATE_INVALID)
            return refuse(giving, "is no day of the calendar");
        if (date->role != role) {
            buffer_add_format(giving->why, "is a %s date", date_role_name(date->role));
            return false;
        }
    }
    return true;
}

static bool read_day(struct giving *giving)
{
    struct date_list dates;
    char *iso = arena_take_text(giving->arena, 11);

    if (!read_date_list(giving, DATE_DUE, &dates) || dates.count != 1)
        return refuse(giving, "is no date that dates.yaml knows");
    if (dates.items[0].flags & DATE_INVALID || dates.items[0].from == CALENDAR_NONE)
        return refuse(giving, "is no day of the calendar");
    calendar_format_iso(dates.items[0].from, iso);
    return take_text(giving, span_of(iso));
}

/* ---- marks --------------------------------------------------------------------------------------- */

/* The name that the export uses is understood too: "in_progress". */
static bool read_status(struct giving *giving)
{
    struct source source;
    enum action_status status = STATUS_NONE;

    for (int i = STATUS_NOT_STARTED; i <= STATUS_CANCELLED; i++)
        if (span_equals(giving->words.text, action_status_name((enum action_status)i)))
            status = (enum action_status)i;
    if (status == STATUS_NONE)
        status = status_field_read(giving->reader->marks, giving->matcher, &giving->words, STATUS_IN_COLUMN,
                                   giving->arena, &source);
    if (status == STATUS_NONE)
        return refuse(giving, "is no status; say not started, in progress, completed or cancelled");
    return take_text(giving, span_of(action_status_name(status)));
}

static bool read_rag(struct giving *giving)
{
    struct source source;
    enum rag rag =
        rag_field_read(giving->reader->marks, giving->matcher, &giving->words, giving->arena, &source);

    if (rag == RAG_NONE)
        return refuse(giving, "is no RAG; say red, amber, green or blue");
    return take_text(giving, span_of(rag_name(rag)));
}

static bool read_priority(struct giving *giving)
{
    struct text_value value = { 0 };
    struct priority_place place;

    if (!priority_field_read(giving->reader->marks, giving->matcher, &giving->words, true, giving->arena,
                             &value, &place))
        return refuse(giving, "is no priority that priorities.yaml knows");
    return take_text(giving, value.text);
}

static bool read_rating(struct giving *giving)
{
    struct span printed;
    struct text_value value =
        rating_field_read(giving->reader->marks, giving->matcher, &giving->words, giving->arena, &printed);

    if (!value.text.text)
        return refuse(giving, "is no rating that ratings.yaml knows");
    return take_text(giving, value.text);
}

/* ---- all of it ----------------------------------------------------------------------------------- */

/* One line, one space between words, nothing that steers a terminal. */
static bool tidy(struct giving *giving, struct span words)
{
    words = span_trim(words);
    if (!words.length)
        return refuse(giving, "is empty; to say that the plan does not state it, give: " GIVEN_NOT_STATED);
    if (words.length > GIVEN_LIMIT_BYTES)
        return refuse(giving, "is longer than any value");
    for (size_t i = 0; i < words.length; i++)
        if (((unsigned char)words.text[i] < ' ' && !span_is_white(words.text[i])) || words.text[i] == 0x7f)
            return refuse(giving, "holds a control character");
    words = arena_copy_span(giving->arena, words);
    words.offset = 0;
    giving->words = passage_of(giving->arena, words);
    giving->correction->given = giving->words.text;
    return true;
}

bool given_value_read(const struct plan_reader *reader, struct matcher *matcher, const struct plan *plan,
                      struct span words, struct correction *correction, struct arena *arena,
                      struct buffer *why)
{
    static bool (*const readers[])(struct giving *) = {
        [VALUE_TEXT] = read_text,     [VALUE_REF] = read_ref,           [VALUE_DAY] = read_day,
        [VALUE_OWNERS] = read_owners, [VALUE_DATES] = read_dates,       [VALUE_STATUS] = read_status,
        [VALUE_RAG] = read_rag,       [VALUE_PRIORITY] = read_priority, [VALUE_RATING] = read_rating,
    };
    struct giving giving = {
        .reader = reader,
        .matcher = matcher,
        .plan = plan,
        .arena = arena,
        .correction = correction,
        .why = why,
    };

    correction->value = (struct field_value){ 0 };
    if (!tidy(&giving, words))
        return false;
    if (span_same_ignoring_case(correction->given, span_of(GIVEN_NOT_STATED)))
        return true;
    return readers[correction->field->shape](&giving);
}
