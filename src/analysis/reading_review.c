#include "analysis/reading_review.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "characters/line_index.h"
#include "plan/correction.h"
#include "plan/plan.h"

struct round {
    struct reading_review *review;
    struct arena *arena;
    const struct plan *plan;
    struct line_index lines;
    double below;
};

static size_t line_of(const struct round *round, const struct source *source)
{
    return source->extent_count && round->plan->text.text
               ? line_index_find(&round->lines, source->extents[0].offset)
               : 0;
}

static void add(struct round *round, const struct doubtful_reading *reading)
{
    struct reading_review *review = round->review;

    if (reading->confidence >= round->below ||
        correction_of(round->plan, reading->kind, reading->index, reading->field))
        return;
    review->items =
        arena_grow(round->arena, review->items, review->count, &review->capacity, sizeof *review->items);
    review->items[review->count++] = *reading;
}

/* ---- words that suit another column -------------------------------------------------------------- */

/* A column of grammars/columns.yaml as the field of an item that it becomes. */
static const char *field_of_column(const char *column)
{
    static const struct {
        const char *column;
        const char *field;
    } names[] = {
        { "action", "text" },
        { "risk", "text" },
        { "support", "supporting owner" },
        { "start", "start date" },
        { "due", "due date" },
        { "revised", "due date" },
        { "review", "review date" },
        { "milestone", "text" },
        { "completed", "completed date" },
        { "residual-impact", "residual impact" },
        { "residual-likelihood", "residual likelihood" },
        { "residual-score", "residual score" },
        { "target-impact", "target impact" },
        { "target-likelihood", "target likelihood" },
        { "target-score", "target score" },
    };

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (strcmp(names[i].column, column) == 0)
            return names[i].field;
    return column;
}

static void look_at_doubts(struct round *round)
{
    for (size_t i = 0; i < round->plan->doubt_count; i++) {
        const struct doubt *doubt = &round->plan->doubts[i];
        struct buffer others = { 0 };

        buffer_add_format(&others, "part of the %s", field_of_column(doubt->other));
        add(round, &(struct doubtful_reading){
                       .plan = round->plan,
                       .kind = doubt->kind,
                       .index = doubt->index,
                       .field = field_of_column(doubt->field),
                       .words = doubt->words.text,
                       .line = line_of(round, &doubt->words.source),
                       .confidence = doubt->confidence,
                       .why = "stands in this column by its place; the cell borders are lost",
                       .others = arena_copy_span(round->arena, span_over(others.bytes, others.length)),
                   });
        buffer_free(&others);
    }
}

/* ---- dates --------------------------------------------------------------------------------------- */

/* "31/11/09" and its like: day, month, year; false for anything else. */
static bool read_numbers(struct span words, int numbers[static 3])
{
    size_t count = 0;
    bool in_number = false;

    numbers[0] = numbers[1] = numbers[2] = 0;
    for (size_t i = 0; i < words.length; i++) {
        bool is_digit = words.text[i] >= '0' && words.text[i] <= '9';

        if (is_digit && !in_number && count++ == 3)
            return false;
        if (is_digit && numbers[count - 1] < 10000)
            numbers[count - 1] = numbers[count - 1] * 10 + (words.text[i] - '0');
        if (!is_digit && (words.text[i] | 0x20) >= 'a' && (words.text[i] | 0x20) <= 'z')
            return false;
        in_number = is_digit;
    }
    return count == 3;
}

/* A day past its month's end: the month's last day may be meant, or the day after it. */
static struct span days_near(struct span words, struct arena *arena)
{
    int numbers[3];
    char last[11], next[11];
    struct buffer others = { 0 };
    struct span kept;

    if (!read_numbers(words, numbers) || numbers[1] < 1 || numbers[1] > 12)
        return (struct span){ 0 };
    int year = numbers[2] < 70 ? numbers[2] + 2000 : numbers[2] < 100 ? numbers[2] + 1900 : numbers[2];
    calendar_day end = calendar_from_civil(year, numbers[1], calendar_days_in_month(year, numbers[1]));

    calendar_format_iso(end, last);
    calendar_format_iso(end + 1, next);
    buffer_add_format(&others, "%s; %s", last, next);
    kept = arena_copy_span(arena, span_over(others.bytes, others.length));
    buffer_free(&others);
    return kept;
}

/* How certain a date is that its flags speak against, and why. Those that say themselves what they are
 * ("TBC", "ongoing") are certain. */
static const struct {
    unsigned flag;
    double confidence;
    const char *why;
} date_doubts[] = {
    { DATE_INVALID, 0.1, "names no day of the calendar" },
    { DATE_UNDATED, 0.4, "names no day that is certain" },
    { DATE_AMBIGUOUS, 0.5, "can be read in more than one way" },
    { DATE_RELATIVE, 0.6, "counts from a day that the plan does not give" },
};

static void look_at_date(struct round *round, enum item_kind kind, size_t index,
                         const struct date_value *date)
{
    static const char *const fields[] = {
        [DATE_START] = "start date",
        [DATE_DUE] = "due date",
        [DATE_COMPLETED] = "completed date",
        [DATE_REVIEW] = "review date",
    };

    for (size_t i = 0; i < ARRAY_LENGTH(date_doubts); i++) {
        if (!(date->flags & date_doubts[i].flag))
            continue;
        add(round, &(struct doubtful_reading){
                       .plan = round->plan,
                       .kind = kind,
                       .index = index,
                       .field = fields[date->role],
                       .words = date->words.text,
                       .line = line_of(round, &date->words.source),
                       .confidence = date_doubts[i].confidence,
                       .why = date_doubts[i].why,
                       .others = date->flags & DATE_INVALID ? days_near(date->words.text, round->arena)
                                                            : (struct span){ 0 },
                   });
        return;
    }
}

/* ---- owners -------------------------------------------------------------------------------------- */

static void look_at_owner(struct round *round, enum item_kind kind, size_t index, const struct owner *owner)
{
    static const double unknown = 0.6, unexplained = 0.8;
    bool is_short = owner->kind == PARTY_ABBREVIATION && !owner->expansion.text;

    if (owner->kind != PARTY_UNKNOWN && !is_short)
        return;
    add(round, &(struct doubtful_reading){
                   .plan = round->plan,
                   .kind = kind,
                   .index = index,
                   .field = owner->role == OWNER_SUPPORT ? "supporting owner" : "owner",
                   .words = owner->name.text,
                   .line = line_of(round, &owner->name.source),
                   .confidence = is_short ? unexplained : unknown,
                   .why = is_short ? "is an abbreviation that the plan does not explain"
                                   : "looks like no person, post or body",
               });
}

/* ---- all of it ----------------------------------------------------------------------------------- */

static void look_at_item(struct round *round, enum item_kind kind, size_t index,
                         const struct owner_list *owners, const struct date_list *dates)
{
    for (size_t i = 0; i < dates->count; i++)
        look_at_date(round, kind, index, &dates->items[i]);
    for (size_t i = 0; i < owners->count; i++)
        look_at_owner(round, kind, index, &owners->items[i]);
}

static void look_at_plan(struct round *round)
{
    const struct plan *plan = round->plan;

    look_at_doubts(round);
    for (size_t i = 0; i < plan->action_count; i++)
        look_at_item(round, ITEM_ACTION, i, &plan->actions[i].owners, &plan->actions[i].dates);
    for (size_t i = 0; i < plan->risk_count; i++)
        look_at_item(round, ITEM_RISK, i, &plan->risks[i].owners, &plan->risks[i].dates);
}

static int compare_readings(const void *a, const void *b)
{
    const struct doubtful_reading *one = a, *other = b;
    int order = span_compare(one->plan->key, other->plan->key);

    if (one->confidence < other->confidence || one->confidence > other->confidence)
        return one->confidence < other->confidence ? -1 : 1;
    if (order || one->plan->edition != other->plan->edition)
        return order ? order : one->plan->edition < other->plan->edition ? -1 : 1;
    if (one->line != other->line)
        return one->line < other->line ? -1 : 1;
    if (one->kind != other->kind || one->index != other->index)
        return one->kind != other->kind ? (one->kind < other->kind ? -1 : 1)
                                        : (one->index < other->index ? -1 : 1);
    order = strcmp(one->field, other->field);
    return order ? order : span_compare(one->words, other->words);
}

struct reading_review reading_review_of(const struct plan_set *plans, double below, struct arena *arena)
{
    struct reading_review review = { 0 };

    for (size_t i = 0; i < plans->count; i++) {
        struct round round = {
            .review = &review,
            .arena = arena,
            .plan = plans->items[i],
            .lines = line_index_of(plans->items[i]->text, arena),
            .below = below,
        };

        look_at_plan(&round);
    }
    if (review.count)
        qsort(review.items, review.count, sizeof *review.items, compare_readings);
    return review;
}
