#include "output/plan_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "output/date_phrase.h"
#include "output/entry.h"
#include "output/text_table.h"
#include "output/text_use.h"
#include "plan/correction.h"
#include "plan/plan.h"
#include "store/store.h"

static struct span keep(struct arena *arena, struct buffer *buffer)
{
    struct span kept = arena_copy_span(arena, span_over(buffer->bytes, buffer->length));

    buffer->length = 0;
    return kept;
}

static struct span key_of(struct arena *arena, const struct plan *plan, enum entry_kind kind, size_t index)
{
    struct buffer buffer = { 0 };

    entry_add_key(&buffer, plan, kind, index);
    struct span key = keep(arena, &buffer);
    buffer_free(&buffer);
    return key;
}

/* A text's line; in a Word plan its table and row, "t1 r5". */
static void add_line(struct text_table *table, const struct plan *plan, size_t line, struct arena *arena)
{
    struct place place;
    struct buffer words = { 0 };

    if (line > 0 && place_find(&plan->places, line, &place) && place.table) {
        buffer_add_format(&words, "t%u r%u", place.table, place.row);
        text_table_add(table, arena_copy_span(arena, span_of(buffer_string(&words))));
        buffer_free(&words);
    } else if (line > 0) {
        text_table_add_count(table, line);
    } else {
        text_table_add_string(table, NULL);
    }
}

/* "Jane Smith, HSM": the owners of one role. */
static struct span owner_names(struct arena *arena, const struct owner_list *owners)
{
    struct buffer buffer = { 0 };

    for (size_t i = 0; i < owners->count; i++) {
        if (i > 0)
            buffer_add_string(&buffer, ", ");
        buffer_add_span(&buffer, owners->items[i].name.text);
    }
    struct span names = owners->count ? keep(arena, &buffer) : span_of(NULL);
    buffer_free(&buffer);
    return names;
}

/* The date that matters most to a reader: the last one due, else completed, else any. */
static const struct date_value *chief_date(const struct date_list *dates)
{
    const struct date_value *chief = NULL;

    for (size_t i = 0; i < dates->count; i++) {
        const struct date_value *date = &dates->items[i];
        if (!chief || date->role == DATE_DUE || (date->role == DATE_COMPLETED && chief->role != DATE_DUE))
            chief = date;
    }
    return chief;
}

static struct span date_phrase(struct arena *arena, const struct date_value *date)
{
    struct buffer buffer = { 0 };

    if (!date)
        return span_of(NULL);
    date_phrase_add(&buffer, date);
    struct span phrase = keep(arena, &buffer);
    buffer_free(&buffer);
    return phrase;
}

#define COLUMNS(table, arena, columns) text_table_begin((table), (arena), (columns), ARRAY_LENGTH(columns))

/* ---- what people put right -------------------------------------------------------------------- */

static bool are_corrected(const struct plan_set *plans, enum item_kind kind)
{
    for (size_t i = 0; i < plans->count; i++)
        for (size_t j = 0; j < plans->items[i]->correction_count; j++)
            if (plans->items[i]->corrections[j].field->kind == kind &&
                plans->items[i]->corrections[j].state == CORRECTION_APPLIED)
                return true;
    return false;
}

/* The last column names what was corrected: always for programs, for people only where something was. */
static void begin_corrected(struct text_table *table, const struct plan_set *plans, enum item_kind kind,
                            struct arena *arena, const struct text_column *columns, size_t count)
{
    struct text_column *all = ARENA_ARRAY(arena, count + 1, struct text_column);

    memcpy(all, columns, count * sizeof *all);
    all[count] = (struct text_column){
        .name = "corrected", .title = "CORRECTED", .wraps = true, .only_data = !are_corrected(plans, kind)
    };
    text_table_begin(table, arena, all, count + 1);
}

#define CORRECTED_COLUMNS(table, plans, kind, arena, columns)                                                \
    begin_corrected((table), (plans), (kind), (arena), (columns), ARRAY_LENGTH(columns))

static void add_corrected(struct text_table *table, const struct plan *plan, enum item_kind kind,
                          size_t index)
{
    const struct correction *correction;
    struct buffer names = { 0 };
    size_t at = 0;

    while ((correction = correction_next(plan, kind, index, &at)) != NULL)
        buffer_add_format(&names, "%s%s", names.length ? "; " : "", correction->field->name);
    text_table_add(table, names.length ? keep(table->arena, &names) : span_of(NULL));
    buffer_free(&names);
}

static void list_plans(const struct plan_set *plans, struct arena *arena, struct text_table *table)
{
    static const struct text_column columns[] = {
        { .name = "key", .title = "KEY" },
        { .name = "edition", .title = "ED", .is_number = true },
        { .name = "council", .title = "COUNCIL", .wraps = true },
        { .name = "title", .title = "TITLE", .wraps = true },
        { .name = "date", .title = "DATE" },
        { .name = "actions", .title = "ACTIONS", .is_number = true },
        { .name = "risks", .title = "RISKS", .is_number = true },
        { .name = "indicators", .title = "INDIC.", .is_number = true },
        { .name = "unread_lines", .title = "UNREAD", .is_number = true },
        { .name = "document", .title = "DOCUMENT", .only_data = true },
    };

    CORRECTED_COLUMNS(table, plans, ITEM_DOCUMENT, arena, columns);
    for (size_t i = 0; i < plans->count; i++) {
        const struct plan *plan = plans->items[i];
        text_table_add(table, plan->key);
        text_table_add_count(table, (size_t)plan->edition);
        text_table_add(table, plan->council.text);
        text_table_add(table, plan->title.text);
        text_table_add(table, plan->date.text);
        text_table_add_count(table, plan->action_count);
        text_table_add_count(table, plan->risk_count);
        text_table_add_count(table, plan->indicator_count);
        text_table_add_count(table, text_use_unread_lines(plan));
        text_table_add(table, plan->document);
        add_corrected(table, plan, ITEM_DOCUMENT, 0);
    }
}

static void list_actions(const struct plan_set *plans, struct arena *arena, struct text_table *table)
{
    static const struct text_column columns[] = {
        { .name = "key", .title = "KEY" },
        { .name = "ref", .title = "REF" },
        { .name = "text", .title = "ACTION", .wraps = true },
        { .name = "owners", .title = "OWNERS", .wraps = true },
        { .name = "due", .title = "DUE", .wraps = true },
        { .name = "status", .title = "STATUS" },
        { .name = "line", .title = "LINE", .is_number = true },
    };

    CORRECTED_COLUMNS(table, plans, ITEM_ACTION, arena, columns);
    for (size_t i = 0; i < plans->count; i++) {
        for (size_t j = 0; j < plans->items[i]->action_count; j++) {
            const struct action *action = &plans->items[i]->actions[j];
            text_table_add(table, key_of(arena, plans->items[i], ENTRY_ACTION, j));
            text_table_add(table, action->ref.text);
            text_table_add(table, action->text.text);
            text_table_add(table, owner_names(arena, &action->owners));
            text_table_add(table, date_phrase(arena, chief_date(&action->dates)));
            text_table_add_string(table, action_status_name(action->status));
            add_line(table, plans->items[i], action->line_first, arena);
            add_corrected(table, plans->items[i], ITEM_ACTION, j);
        }
    }
}

static void list_risks(const struct plan_set *plans, struct arena *arena, struct text_table *table)
{
    static const struct text_column columns[] = {
        { .name = "key", .title = "KEY" },
        { .name = "ref", .title = "REF" },
        { .name = "text", .title = "RISK", .wraps = true },
        { .name = "impact", .title = "IMPACT" },
        { .name = "likelihood", .title = "LIKELIHOOD" },
        { .name = "score", .title = "SCORE" },
        { .name = "mitigation", .title = "MITIGATION", .wraps = true },
        { .name = "line", .title = "LINE", .is_number = true },
    };

    CORRECTED_COLUMNS(table, plans, ITEM_RISK, arena, columns);
    for (size_t i = 0; i < plans->count; i++) {
        for (size_t j = 0; j < plans->items[i]->risk_count; j++) {
            const struct risk *risk = &plans->items[i]->risks[j];
            text_table_add(table, key_of(arena, plans->items[i], ENTRY_RISK, j));
            text_table_add(table, risk->ref.text);
            text_table_add(table, risk->text.text);
            text_table_add(table, risk->inherent.impact.text);
            text_table_add(table, risk->inherent.likelihood.text);
            text_table_add(table, risk->inherent.score.text);
            text_table_add(table, risk->mitigation.text);
            add_line(table, plans->items[i], risk->line_first, arena);
            add_corrected(table, plans->items[i], ITEM_RISK, j);
        }
    }
}

/* "2001/02 74.48%, 2002/03 85%" */
static struct span indicator_values(struct arena *arena, const struct indicator *indicator)
{
    struct buffer buffer = { 0 };

    for (size_t i = 0; i < indicator->value_count; i++) {
        if (i > 0)
            buffer_add_string(&buffer, ", ");
        buffer_add_span(&buffer, indicator->values[i].period);
        buffer_add_byte(&buffer, ' ');
        buffer_add_span(&buffer, indicator->values[i].value.text);
    }
    struct span values = indicator->value_count ? keep(arena, &buffer) : span_of(NULL);
    buffer_free(&buffer);
    return values;
}

static void list_indicators(const struct plan_set *plans, struct arena *arena, struct text_table *table)
{
    static const struct text_column columns[] = {
        { .name = "key", .title = "KEY" },
        { .name = "code", .title = "CODE" },
        { .name = "text", .title = "INDICATOR", .wraps = true },
        { .name = "values", .title = "VALUES", .wraps = true },
        { .name = "line", .title = "LINE", .is_number = true },
    };

    CORRECTED_COLUMNS(table, plans, ITEM_INDICATOR, arena, columns);
    for (size_t i = 0; i < plans->count; i++) {
        for (size_t j = 0; j < plans->items[i]->indicator_count; j++) {
            const struct indicator *indicator = &plans->items[i]->indicators[j];
            text_table_add(table, key_of(arena, plans->items[i], ENTRY_INDICATOR, j));
            text_table_add(table, indicator->code.text);
            text_table_add(table, indicator->text.text);
            text_table_add(table, indicator_values(arena, indicator));
            add_line(table, plans->items[i], indicator->line_first, arena);
            add_corrected(table, plans->items[i], ITEM_INDICATOR, j);
        }
    }
}

static void list_sections(const struct plan_set *plans, struct arena *arena, struct text_table *table)
{
    static const struct text_column columns[] = {
        { .name = "key", .title = "KEY" },
        { .name = "code", .title = "CODE" },
        { .name = "title", .title = "TITLE", .wraps = true },
        { .name = "parent", .title = "UNDER", .wraps = true },
        { .name = "priority", .title = "PRIORITY" },
        { .name = "line", .title = "LINE", .is_number = true },
    };

    CORRECTED_COLUMNS(table, plans, ITEM_SECTION, arena, columns);
    for (size_t i = 0; i < plans->count; i++) {
        for (size_t j = 0; j < plans->items[i]->section_count; j++) {
            const struct section *section = &plans->items[i]->sections[j];
            text_table_add(table, key_of(arena, plans->items[i], ENTRY_SECTION, j));
            text_table_add(table, section->code.text);
            text_table_add(table, section->title.text);
            text_table_add(table, entry_section_name(plans->items[i], section->parent));
            text_table_add(table, section->priority.text);
            add_line(table, plans->items[i], section->line, arena);
            add_corrected(table, plans->items[i], ITEM_SECTION, j);
        }
    }
}

/* ---- owners: one row per plan and name -------------------------------------------------------- */

struct owned {
    const struct plan *plan;
    const struct owner *owner;
    size_t plan_index;
    size_t lead;
    size_t support;
};

static int compare_owned(const void *a, const void *b)
{
    const struct owned *left = a;
    const struct owned *right = b;

    if (left->plan_index != right->plan_index)
        return left->plan_index < right->plan_index ? -1 : 1;
    return span_compare(left->owner->name.text, right->owner->name.text);
}

static struct owned *collect_owned(const struct plan_set *plans, struct arena *arena, size_t *count)
{
    struct owned *owned = NULL;
    size_t capacity = 0;

    *count = 0;
    for (size_t i = 0; i < plans->count; i++) {
        for (size_t j = 0; j < plans->items[i]->action_count; j++) {
            const struct owner_list *owners = &plans->items[i]->actions[j].owners;
            for (size_t k = 0; k < owners->count; k++) {
                const struct owner *owner = &owners->items[k];
                bool is_lead = owner->role == OWNER_LEAD;
                owned = arena_grow(arena, owned, *count, &capacity, sizeof *owned);
                owned[(*count)++] = (struct owned){ plans->items[i], owner, i, is_lead, !is_lead };
            }
        }
    }
    return owned;
}

static size_t merge_owned(struct owned *owned, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && compare_owned(&owned[kept - 1], &owned[i]) == 0) {
            owned[kept - 1].lead += owned[i].lead;
            owned[kept - 1].support += owned[i].support;
        } else {
            owned[kept++] = owned[i];
        }
    }
    return kept;
}

static void list_owners(const struct plan_set *plans, struct arena *arena, struct text_table *table)
{
    static const struct text_column columns[] = {
        { .name = "plan", .title = "PLAN" },
        { .name = "name", .title = "OWNER", .wraps = true },
        { .name = "kind", .title = "KIND" },
        { .name = "expansion", .title = "MEANS", .wraps = true },
        { .name = "lead", .title = "LEADS", .is_number = true },
        { .name = "support", .title = "SUPPORTS", .is_number = true },
    };
    size_t count;
    struct owned *owned = collect_owned(plans, arena, &count);

    COLUMNS(table, arena, columns);
    if (count > 0)
        qsort(owned, count, sizeof *owned, compare_owned);
    count = merge_owned(owned, count);
    for (size_t i = 0; i < count; i++) {
        text_table_add(table, owned[i].plan->key);
        text_table_add(table, owned[i].owner->name.text);
        text_table_add_string(table, party_kind_name(owned[i].owner->kind));
        text_table_add(table, owned[i].owner->expansion);
        text_table_add_count(table, owned[i].lead);
        text_table_add_count(table, owned[i].support);
    }
}

static void add_iso(struct text_table *table, calendar_day day)
{
    char iso[11];

    calendar_format_iso(day, iso);
    text_table_add(table, day == CALENDAR_NONE ? span_of(NULL) : arena_copy_span(table->arena, span_of(iso)));
}

static void list_dates(const struct plan_set *plans, struct arena *arena, struct text_table *table)
{
    static const struct text_column columns[] = {
        { .name = "action", .title = "ACTION" },
        { .name = "role", .title = "ROLE" },
        { .name = "text", .title = "AS PRINTED", .wraps = true },
        { .name = "from", .title = "FROM" },
        { .name = "to", .title = "TO" },
        { .name = "meaning", .title = "READ AS", .wraps = true },
    };

    COLUMNS(table, arena, columns);
    for (size_t i = 0; i < plans->count; i++) {
        for (size_t j = 0; j < plans->items[i]->action_count; j++) {
            const struct date_list *dates = &plans->items[i]->actions[j].dates;
            for (size_t k = 0; k < dates->count; k++) {
                text_table_add(table, key_of(arena, plans->items[i], ENTRY_ACTION, j));
                text_table_add_string(table, date_role_name(dates->items[k].role));
                text_table_add(table, dates->items[k].words.text);
                add_iso(table, dates->items[k].from);
                add_iso(table, dates->items[k].to);
                text_table_add(table, date_phrase(arena, &dates->items[k]));
            }
        }
    }
}

static void list_abbreviations(const struct plan_set *plans, struct arena *arena, struct text_table *table)
{
    static const struct text_column columns[] = {
        { .name = "plan", .title = "PLAN" },
        { .name = "abbreviation", .title = "SHORT" },
        { .name = "meaning", .title = "MEANING", .wraps = true },
    };

    COLUMNS(table, arena, columns);
    for (size_t i = 0; i < plans->count; i++) {
        for (size_t j = 0; j < plans->items[i]->abbreviation_count; j++) {
            text_table_add(table, plans->items[i]->key);
            text_table_add(table, plans->items[i]->abbreviations[j].short_form.text);
            text_table_add(table, plans->items[i]->abbreviations[j].meaning.text);
        }
    }
}

static void list_anomalies(const struct plan_set *plans, struct arena *arena, struct text_table *table)
{
    static const struct text_column columns[] = {
        { .name = "plan", .title = "PLAN" },
        { .name = "line", .title = "LINE", .is_number = true },
        { .name = "kind", .title = "KIND" },
        { .name = "text", .title = "WORDS", .wraps = true },
    };

    COLUMNS(table, arena, columns);
    for (size_t i = 0; i < plans->count; i++) {
        for (size_t j = 0; j < plans->items[i]->anomaly_count; j++) {
            const struct anomaly *anomaly = &plans->items[i]->anomalies[j];
            text_table_add(table, plans->items[i]->key);
            add_line(table, plans->items[i], anomaly->line, arena);
            text_table_add_string(table, anomaly->kind);
            text_table_add(table, anomaly->words.text);
        }
    }
}

static const struct list_subject subjects[] = {
    { "plans", "the plans and what each holds", true, list_plans },
    { "actions", "actions with owners, date and status", false, list_actions },
    { "risks", "risks with their printed ratings", false, list_risks },
    { "indicators", "performance indicators with their values by year", false, list_indicators },
    { "sections", "the headings that group them", false, list_sections },
    { "owners", "who owns how much", false, list_owners },
    { "dates", "every date of every action, as printed and as read", false, list_dates },
    { "abbreviations", "abbreviations that the plans explain", false, list_abbreviations },
    { "anomalies", "faults that were seen when the plans were read", false, list_anomalies },
};

const struct list_subject *list_subjects(size_t *count)
{
    *count = ARRAY_LENGTH(subjects);
    return subjects;
}

const struct list_subject *list_subject_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(subjects); i++)
        if (strcmp(subjects[i].name, name) == 0)
            return &subjects[i];
    return NULL;
}
