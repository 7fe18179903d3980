#include "plan/correction.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/plain_words.h"
#include "base/status.h"
#include "plan/plan.h"

/* ---- the fields ---------------------------------------------------------------------------------- */

#define PLAN(member)      ITEM_DOCUMENT, .offset = offsetof(struct plan, member)
#define SECTION(member)   ITEM_SECTION, .offset = offsetof(struct section, member)
#define ACTION(member)    ITEM_ACTION, .offset = offsetof(struct action, member)
#define RISK(member)      ITEM_RISK, .offset = offsetof(struct risk, member)
#define INDICATOR(member) ITEM_INDICATOR, .offset = offsetof(struct indicator, member)

/* In the order of the export. */
static const struct correction_field fields[] = {
    { PLAN(council), .name = "council", .shape = VALUE_TEXT },
    { PLAN(title), .name = "title", .shape = VALUE_TEXT },
    { PLAN(date), .name = "date", .shape = VALUE_DAY },

    { SECTION(code), .name = "code", .shape = VALUE_REF },
    { SECTION(title), .name = "title", .shape = VALUE_TEXT },
    { SECTION(priority), .name = "priority", .shape = VALUE_PRIORITY },
    { SECTION(aim), .name = "aim", .shape = VALUE_TEXT },

    { ACTION(ref), .name = "ref", .shape = VALUE_REF },
    { ACTION(text), .name = "text", .shape = VALUE_TEXT },
    { ACTION(issue), .name = "issue", .shape = VALUE_TEXT },
    { ACTION(owners), .name = "owner", .shape = VALUE_OWNERS, .role = OWNER_LEAD },
    { ACTION(owners), .name = "supporting owner", .shape = VALUE_OWNERS, .role = OWNER_SUPPORT },
    { ACTION(dates), .name = "start date", .shape = VALUE_DATES, .role = DATE_START },
    { ACTION(dates), .name = "due date", .shape = VALUE_DATES, .role = DATE_DUE },
    { ACTION(dates), .name = "completed date", .shape = VALUE_DATES, .role = DATE_COMPLETED },
    { ACTION(dates), .name = "review date", .shape = VALUE_DATES, .role = DATE_REVIEW },
    { ACTION(priority), .name = "priority", .shape = VALUE_PRIORITY },
    { ACTION(status), .name = "status", .shape = VALUE_STATUS },
    { ACTION(rag), .name = "rag", .shape = VALUE_RAG },
    { ACTION(measure), .name = "measure", .shape = VALUE_TEXT },
    { ACTION(progress), .name = "progress", .shape = VALUE_TEXT },

    { RISK(ref), .name = "ref", .shape = VALUE_REF },
    { RISK(text), .name = "text", .shape = VALUE_TEXT },
    { RISK(inherent.impact), .name = "impact", .shape = VALUE_RATING },
    { RISK(inherent.likelihood), .name = "likelihood", .shape = VALUE_RATING },
    { RISK(inherent.score), .name = "score", .shape = VALUE_TEXT },
    { RISK(residual.impact), .name = "residual impact", .shape = VALUE_RATING },
    { RISK(residual.likelihood), .name = "residual likelihood", .shape = VALUE_RATING },
    { RISK(residual.score), .name = "residual score", .shape = VALUE_TEXT },
    { RISK(target.impact), .name = "target impact", .shape = VALUE_RATING },
    { RISK(target.likelihood), .name = "target likelihood", .shape = VALUE_RATING },
    { RISK(target.score), .name = "target score", .shape = VALUE_TEXT },
    { RISK(consequence), .name = "consequence", .shape = VALUE_TEXT },
    { RISK(mitigation), .name = "mitigation", .shape = VALUE_TEXT },
    { RISK(controls), .name = "controls", .shape = VALUE_TEXT },
    { RISK(owners), .name = "owner", .shape = VALUE_OWNERS, .role = OWNER_LEAD },
    { RISK(dates), .name = "due date", .shape = VALUE_DATES, .role = DATE_DUE },
    { RISK(dates), .name = "review date", .shape = VALUE_DATES, .role = DATE_REVIEW },
    { RISK(notes), .name = "notes", .shape = VALUE_TEXT },

    { INDICATOR(code), .name = "code", .shape = VALUE_REF },
    { INDICATOR(text), .name = "text", .shape = VALUE_TEXT },
    { INDICATOR(notes), .name = "notes", .shape = VALUE_TEXT },
};

static bool is_mark(char c)
{
    return c == ' ' || c == '-' || c == '_';
}

/* Is it what a person would write for the field? What follows "due" and "owner" need not be written: "date",
 * "s". */
static bool is_name_for(const char *field, struct span name)
{
    size_t at = 0;

    for (; at < name.length && field[at]; at++) {
        char c = name.text[at] >= 'A' && name.text[at] <= 'Z' ? (char)(name.text[at] | 0x20) : name.text[at];

        if (c != field[at] && !(is_mark(c) && is_mark(field[at])))
            return false;
    }
    if (at < name.length)
        return at + 1 == name.length && !field[at] && (name.text[at] | 0x20) == 's';
    return !field[at] || strcmp(field + at, " date") == 0;
}

const struct correction_field *correction_field_find(enum item_kind kind, struct span name)
{
    name = span_trim(name);
    for (size_t i = 0; i < ARRAY_LENGTH(fields) && name.length; i++)
        if (fields[i].kind == kind && is_name_for(fields[i].name, name))
            return &fields[i];
    return NULL;
}

const struct correction_field *correction_field_of(enum item_kind kind, size_t index)
{
    for (size_t i = 0; i < ARRAY_LENGTH(fields); i++)
        if (fields[i].kind == kind && index-- == 0)
            return &fields[i];
    return NULL;
}

const char *correction_state_name(enum correction_state state)
{
    static const char *const names[] = {
        [CORRECTION_APPLIED] = "applied",
        [CORRECTION_STALE] = "plan differs",
        [CORRECTION_LOST] = "no such item",
        [CORRECTION_ENDED] = "ended",
    };

    return (size_t)state < ARRAY_LENGTH(names) ? names[state] : NULL;
}

/* ---- places in a plan ---------------------------------------------------------------------------- */

static size_t count_items(const struct plan *plan, enum item_kind kind)
{
    switch (kind) {
    case ITEM_DOCUMENT:
        return 1;
    case ITEM_SECTION:
        return plan->section_count;
    case ITEM_ACTION:
        return plan->action_count;
    case ITEM_RISK:
        return plan->risk_count;
    case ITEM_INDICATOR:
        return plan->indicator_count;
    case ITEM_MILESTONE:
        break;
    }
    return 0;
}

static const void *item_of(const struct plan *plan, enum item_kind kind, size_t index)
{
    switch (kind) {
    case ITEM_SECTION:
        return &plan->sections[index];
    case ITEM_ACTION:
        return &plan->actions[index];
    case ITEM_RISK:
        return &plan->risks[index];
    case ITEM_INDICATOR:
        return &plan->indicators[index];
    case ITEM_DOCUMENT:
    case ITEM_MILESTONE:
        break;
    }
    return plan;
}

static const void *place_of(const struct plan *plan, const struct correction_field *field, size_t index)
{
    return (const char *)item_of(plan, field->kind, index) + field->offset;
}

/* What an item says of itself: a document is the plan's only one. */
static struct span words_of(const struct plan *plan, enum item_kind kind, size_t index)
{
    switch (kind) {
    case ITEM_SECTION:
        return plan->sections[index].title.text;
    case ITEM_ACTION:
        return plan->actions[index].text.text;
    case ITEM_RISK:
        return plan->risks[index].text.text;
    case ITEM_INDICATOR:
        return plan->indicators[index].text.text;
    case ITEM_DOCUMENT:
    case ITEM_MILESTONE:
        break;
    }
    return (struct span){ 0 };
}

static struct span ref_of(const struct plan *plan, enum item_kind kind, size_t index)
{
    switch (kind) {
    case ITEM_SECTION:
        return plan->sections[index].code.text;
    case ITEM_ACTION:
        return plan->actions[index].ref.text;
    case ITEM_RISK:
        return plan->risks[index].ref.text;
    case ITEM_INDICATOR:
        return plan->indicators[index].code.text;
    case ITEM_DOCUMENT:
    case ITEM_MILESTONE:
        break;
    }
    return (struct span){ 0 };
}

/* ---- values in words ----------------------------------------------------------------------------- */

static void add_words(struct buffer *buffer, struct span words)
{
    if (buffer->length)
        buffer_add_string(buffer, "; ");
    buffer_add_span(buffer, words);
}

static struct span keep(struct buffer *buffer, struct arena *arena)
{
    struct span kept = { 0 };

    if (buffer->length)
        kept = arena_copy_span(arena, span_over(buffer->bytes, buffer->length));
    buffer_free(buffer);
    return kept;
}

static struct span owner_words(const struct owner_list *owners, enum owner_role role, struct arena *arena)
{
    struct buffer buffer = { 0 };

    for (size_t i = 0; i < owners->count; i++)
        if (owners->items[i].role == role)
            add_words(&buffer, owners->items[i].name.text);
    return keep(&buffer, arena);
}

static struct span date_words(const struct date_list *dates, enum date_role role, struct arena *arena)
{
    struct buffer buffer = { 0 };

    for (size_t i = 0; i < dates->count; i++)
        if (dates->items[i].role == role)
            add_words(&buffer, dates->items[i].words.text);
    return keep(&buffer, arena);
}

struct span correction_field_words(const struct plan *plan, const struct correction_field *field,
                                   size_t index, struct arena *arena)
{
    const void *place = place_of(plan, field, index);

    switch (field->shape) {
    case VALUE_OWNERS:
        return owner_words(place, (enum owner_role)field->role, arena);
    case VALUE_DATES:
        return date_words(place, (enum date_role)field->role, arena);
    case VALUE_STATUS:
        return span_of(action_status_name(*(const enum action_status *)place));
    case VALUE_RAG:
        return span_of(rag_name(*(const enum rag *)place));
    default:
        return ((const struct text_value *)place)->text;
    }
}

struct span field_value_words(const struct correction_field *field, const struct field_value *value,
                              struct arena *arena)
{
    if (field->shape == VALUE_OWNERS)
        return owner_words(&value->owners, (enum owner_role)field->role, arena);
    if (field->shape == VALUE_DATES)
        return date_words(&value->dates, (enum date_role)field->role, arena);
    return value->text;
}

/* ---- which item ---------------------------------------------------------------------------------- */

static bool is_like(const struct correction *correction, const struct plan *plan, size_t index)
{
    enum item_kind kind = correction->field->kind;

    return plain_words_are(words_of(plan, kind, index), correction->words) &&
           plain_words_are(ref_of(plan, kind, index), correction->ref);
}

void correction_aim(struct correction *correction, const struct plan *plan, size_t index, struct arena *arena)
{
    enum item_kind kind = correction->field->kind;

    correction->plan = plan->key;
    correction->words = plain_words(words_of(plan, kind, index), arena);
    correction->ref = plain_words(ref_of(plan, kind, index), arena);
    correction->sha256 = plan->sha256;
    correction->was = correction_field_words(plan, correction->field, index, arena);
    correction->twin = 1;
    for (size_t i = 0; i < index; i++)
        correction->twin += is_like(correction, plan, i);
}

bool correction_same_place(const struct correction *a, const struct correction *b)
{
    return a->field == b->field && a->twin == b->twin && span_same(a->words, b->words) &&
           span_same(a->ref, b->ref);
}

/* The item with the words and the ref; the twin where there are several; else the only one with the words,
 * whose ref was changed. */
static size_t find_index(const struct correction *correction, const struct plan *plan)
{
    enum item_kind kind = correction->field->kind;
    size_t found = PLAN_NO_INDEX, alike = PLAN_NO_INDEX;
    size_t twins = 0, alikes = 0;

    for (size_t i = 0; i < count_items(plan, kind); i++) {
        if (!plain_words_are(words_of(plan, kind, i), correction->words))
            continue;
        alikes++;
        alike = i;
        if (is_like(correction, plan, i) && ++twins <= correction->twin)
            found = i;
    }
    return found != PLAN_NO_INDEX || alikes != 1 || !correction->words.length ? found : alike;
}

void correction_match(struct correction *correction, const struct plan *plan, struct arena *arena)
{
    correction->index = find_index(correction, plan);
    correction->state = CORRECTION_LOST;
    if (correction->index == PLAN_NO_INDEX)
        return;
    struct span words = correction_field_words(plan, correction->field, correction->index, arena);
    bool same = span_same(plan->sha256, correction->sha256) ||
                plain_words_are(words, plain_words(correction->was, arena));

    correction->state = same ? CORRECTION_APPLIED : CORRECTION_STALE;
}

/* ---- laying over --------------------------------------------------------------------------------- */

/* The names of one role give way to those of the correction, where the first of them stood; the others stay.
 */
static void lay_owners(struct correction *correction, struct owner_list *owners, struct arena *arena)
{
    const struct owner_list *given = &correction->value.owners;
    const struct owner_list read = correction->reading.owners = *owners;
    bool is_laid = false;

    *owners = (struct owner_list){ .items = ARENA_ARRAY(arena, read.count + given->count, struct owner) };
    for (size_t i = 0; i <= read.count; i++) {
        bool is_last = i == read.count;

        for (size_t j = 0;
             !is_laid && (is_last || read.items[i].role == correction->field->role) && j < given->count;
             j++) {
            owners->items[owners->count] = given->items[j];
            owners->items[owners->count++].role = (enum owner_role)correction->field->role;
        }
        is_laid = is_laid || is_last || read.items[i].role == correction->field->role;
        if (!is_last && read.items[i].role != correction->field->role)
            owners->items[owners->count++] = read.items[i];
    }
    owners->capacity = owners->count;
}

static void lay_dates(struct correction *correction, struct date_list *dates, struct arena *arena)
{
    const struct date_list *given = &correction->value.dates;
    const struct date_list read = correction->reading.dates = *dates;
    bool is_laid = false;

    *dates = (struct date_list){ .items = ARENA_ARRAY(arena, read.count + given->count, struct date_value) };
    for (size_t i = 0; i <= read.count; i++) {
        bool is_last = i == read.count;

        for (size_t j = 0;
             !is_laid && (is_last || read.items[i].role == correction->field->role) && j < given->count; j++)
            dates->items[dates->count++] = given->items[j];
        is_laid = is_laid || is_last || read.items[i].role == correction->field->role;
        if (!is_last && read.items[i].role != correction->field->role)
            dates->items[dates->count++] = read.items[i];
    }
    dates->capacity = dates->count;
}

static void lay_status(struct correction *correction, struct action *action)
{
    correction->reading.text = span_of(action_status_name(action->status));
    correction->reading_source = action->status_source;
    action->status = STATUS_NONE;
    for (int i = STATUS_NOT_STARTED; i <= STATUS_CANCELLED; i++)
        if (span_equals(correction->value.text, action_status_name((enum action_status)i)))
            action->status = (enum action_status)i;
}

static void lay_rag(struct correction *correction, struct action *action)
{
    correction->reading.text = span_of(rag_name(action->rag));
    correction->reading_source = action->rag_source;
    action->rag = RAG_NONE;
    for (int i = RAG_RED; i <= RAG_BLUE; i++)
        if (span_equals(correction->value.text, rag_name((enum rag)i)))
            action->rag = (enum rag)i;
}

static void lay_text(struct correction *correction, struct text_value *value)
{
    correction->reading.text = value->text;
    correction->reading_source = value->source;
    value->text = correction->value.text;
}

/* Which anomalies of an action a person's word on a field answers. */
static bool answers(const struct correction_field *field, const char *anomaly)
{
    static const struct {
        enum value_shape shape;
        const char *anomaly;
    } answered[] = {
        { VALUE_DATES, "impossible-date" }, { VALUE_DATES, "start-after-finish" },
        { VALUE_DATES, "missing-date" },    { VALUE_OWNERS, "missing-owner" },
        { VALUE_REF, "homoglyph" },         { VALUE_REF, "duplicate-ref" },
    };

    for (size_t i = 0; i < ARRAY_LENGTH(answered); i++)
        if (answered[i].shape == field->shape && strcmp(answered[i].anomaly, anomaly) == 0)
            return true;
    return false;
}

static void answer_anomalies(const struct correction *correction, struct plan *plan)
{
    for (size_t i = 0; i < plan->anomaly_count && correction->field->kind == ITEM_ACTION; i++)
        if (plan->anomalies[i].action == correction->index &&
            answers(correction->field, plan->anomalies[i].kind))
            plan->anomalies[i].is_answered = true;
}

void correction_apply(struct correction *correction, struct plan *plan, struct arena *arena)
{
    if (correction->state != CORRECTION_APPLIED)
        return;
    void *item = (void *)(uintptr_t)item_of(plan, correction->field->kind, correction->index);
    void *place = (char *)item + correction->field->offset;

    switch (correction->field->shape) {
    case VALUE_OWNERS:
        lay_owners(correction, place, arena);
        break;
    case VALUE_DATES:
        lay_dates(correction, place, arena);
        break;
    case VALUE_STATUS:
        lay_status(correction, item);
        break;
    case VALUE_RAG:
        lay_rag(correction, item);
        break;
    default:
        lay_text(correction, place);
        break;
    }
    answer_anomalies(correction, plan);
}

/* ---- what is corrected --------------------------------------------------------------------------- */

const struct correction *correction_next(const struct plan *plan, enum item_kind kind, size_t index,
                                         size_t *at)
{
    while (*at < plan->correction_count) {
        const struct correction *correction = &plan->corrections[(*at)++];

        if (correction->state == CORRECTION_APPLIED && correction->field->kind == kind &&
            correction->index == index)
            return correction;
    }
    return NULL;
}

const struct correction *correction_of(const struct plan *plan, enum item_kind kind, size_t index,
                                       const char *field)
{
    const struct correction *correction;

    for (size_t at = 0; (correction = correction_next(plan, kind, index, &at)) != NULL;)
        if (strcmp(correction->field->name, field) == 0)
            return correction;
    return NULL;
}
