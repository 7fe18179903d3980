#include "output/entry.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/status.h"

struct walk {
    struct entry_visitor *visitor;
    struct entry_value value; /* kind, index and part stay from one field to the next */
};

const char *entry_kind_name(enum entry_kind kind)
{
    static const char *const names[] = {
        [ENTRY_PLAN] = "plan",       [ENTRY_SECTION] = "section",     [ENTRY_ACTION] = "action",
        [ENTRY_RISK] = "risk",       [ENTRY_INDICATOR] = "indicator", [ENTRY_ABBREVIATION] = "abbreviation",
        [ENTRY_ANOMALY] = "anomaly",
    };

    return (size_t)kind < ARRAY_LENGTH(names) ? names[kind] : "";
}

enum entry_kind entry_kind_of_item(enum item_kind kind)
{
    static const enum entry_kind kinds[ITEM_KIND_COUNT] = {
        [ITEM_DOCUMENT] = ENTRY_PLAN,    [ITEM_SECTION] = ENTRY_SECTION, [ITEM_ACTION] = ENTRY_ACTION,
        [ITEM_MILESTONE] = ENTRY_ACTION, [ITEM_RISK] = ENTRY_RISK,       [ITEM_INDICATOR] = ENTRY_INDICATOR,
    };

    return kinds[kind];
}

enum item_kind entry_item_kind(enum entry_kind kind)
{
    static const enum item_kind kinds[] = {
        [ENTRY_PLAN] = ITEM_DOCUMENT,       [ENTRY_SECTION] = ITEM_SECTION,
        [ENTRY_ACTION] = ITEM_ACTION,       [ENTRY_RISK] = ITEM_RISK,
        [ENTRY_INDICATOR] = ITEM_INDICATOR, [ENTRY_ABBREVIATION] = ITEM_DOCUMENT,
        [ENTRY_ANOMALY] = ITEM_DOCUMENT,
    };

    return kinds[kind];
}

/* What stands between the plan's key and the number. */
static const char *const key_marks[] = {
    [ENTRY_SECTION] = "s",
    [ENTRY_ACTION] = "",
    [ENTRY_RISK] = "r",
    [ENTRY_INDICATOR] = "i",
};

void entry_add_key(struct buffer *buffer, const struct plan *plan, enum entry_kind kind, size_t index)
{
    buffer_add_span(buffer, plan->key);
    if ((size_t)kind < ARRAY_LENGTH(key_marks) && key_marks[kind])
        buffer_add_format(buffer, "-%s%03zu", key_marks[kind], index + 1);
}

size_t entry_count(const struct plan *plan, enum entry_kind kind)
{
    switch (kind) {
    case ENTRY_PLAN:
        return 1;
    case ENTRY_SECTION:
        return plan->section_count;
    case ENTRY_ACTION:
        return plan->action_count;
    case ENTRY_RISK:
        return plan->risk_count;
    case ENTRY_INDICATOR:
        return plan->indicator_count;
    case ENTRY_ABBREVIATION:
        return plan->abbreviation_count;
    case ENTRY_ANOMALY:
        return plan->anomaly_count;
    }
    return 0;
}

static bool read_number(struct span digits, size_t *number)
{
    *number = 0;
    if (digits.length < 3 || digits.length > 9)
        return false;
    for (size_t i = 0; i < digits.length; i++) {
        if (digits.text[i] < '0' || digits.text[i] > '9')
            return false;
        *number = *number * 10 + (size_t)(digits.text[i] - '0');
    }
    return *number > 0;
}

bool entry_from_key(const struct plan *plan, struct span suffix, enum entry_kind *kind, size_t *index)
{
    for (size_t i = 0; i < ARRAY_LENGTH(key_marks); i++) {
        size_t number;
        if (!key_marks[i] || !span_begins(suffix, key_marks[i]))
            continue;
        if (!read_number(span_part(suffix, strlen(key_marks[i]), suffix.length), &number))
            continue;
        *kind = (enum entry_kind)i;
        *index = number - 1;
        return number <= entry_count(plan, *kind);
    }
    return false;
}

static const struct span no_text = { NULL, 0, SPAN_NOWHERE };

struct span entry_ref(const struct plan *plan, enum entry_kind kind, size_t index)
{
    switch (kind) {
    case ENTRY_SECTION:
        return plan->sections[index].code.text;
    case ENTRY_ACTION:
        return plan->actions[index].ref.text;
    case ENTRY_RISK:
        return plan->risks[index].ref.text;
    case ENTRY_INDICATOR:
        return plan->indicators[index].code.text;
    case ENTRY_PLAN:
    case ENTRY_ABBREVIATION:
    case ENTRY_ANOMALY:
        break;
    }
    return no_text;
}

struct span entry_text(const struct plan *plan, enum entry_kind kind, size_t index)
{
    switch (kind) {
    case ENTRY_PLAN:
        return plan->title.text;
    case ENTRY_SECTION:
        return plan->sections[index].title.text;
    case ENTRY_ACTION:
        return plan->actions[index].text.text;
    case ENTRY_RISK:
        return plan->risks[index].text.text;
    case ENTRY_INDICATOR:
        return plan->indicators[index].text.text;
    case ENTRY_ABBREVIATION:
        return plan->abbreviations[index].meaning.text;
    case ENTRY_ANOMALY:
        return plan->anomalies[index].words.text;
    }
    return no_text;
}

size_t entry_line(const struct plan *plan, enum entry_kind kind, size_t index)
{
    switch (kind) {
    case ENTRY_SECTION:
        return plan->sections[index].line;
    case ENTRY_ACTION:
        return plan->actions[index].line_first;
    case ENTRY_RISK:
        return plan->risks[index].line_first;
    case ENTRY_INDICATOR:
        return plan->indicators[index].line_first;
    case ENTRY_ANOMALY:
        return plan->anomalies[index].line;
    case ENTRY_PLAN:
    case ENTRY_ABBREVIATION:
        break;
    }
    return 0;
}

size_t entry_last_line(const struct plan *plan, enum entry_kind kind, size_t index)
{
    switch (kind) {
    case ENTRY_ACTION:
        return plan->actions[index].line_last;
    case ENTRY_RISK:
        return plan->risks[index].line_last;
    case ENTRY_INDICATOR:
        return plan->indicators[index].line_last;
    case ENTRY_SECTION:
    case ENTRY_ANOMALY:
    case ENTRY_PLAN:
    case ENTRY_ABBREVIATION:
        break;
    }
    return entry_line(plan, kind, index);
}

struct span entry_section_name(const struct plan *plan, size_t section)
{
    if (section == PLAN_NO_INDEX || section >= plan->section_count)
        return no_text;
    const struct section *named = &plan->sections[section];
    return named->code.text.text ? named->code.text : named->title.text;
}

static void tell(struct walk *walk, const char *field, struct span text, const struct source *source)
{
    walk->value.field = field;
    walk->value.text = text;
    walk->value.source = source;
    walk->visitor->visit(walk->visitor, &walk->value);
    walk->value.date = NULL;
    walk->value.owner = NULL;
    walk->value.detail = no_text;
}

static void tell_value(struct walk *walk, const char *field, const struct text_value *value)
{
    tell(walk, field, value->text, &value->source);
}

static void tell_owners(struct walk *walk, const struct owner_list *owners)
{
    static const char *const fields[] = { [OWNER_LEAD] = "owner", [OWNER_SUPPORT] = "supporting owner" };

    for (size_t i = 0; i < owners->count; i++) {
        walk->value.owner = &owners->items[i];
        tell_value(walk, fields[owners->items[i].role == OWNER_SUPPORT], &owners->items[i].name);
    }
    if (owners->count == 0)
        tell(walk, "owner", no_text, NULL);
}

static void tell_dates(struct walk *walk, const struct date_list *dates)
{
    static const char *const fields[] = {
        [DATE_START] = "start date",
        [DATE_DUE] = "due date",
        [DATE_COMPLETED] = "completed date",
        [DATE_REVIEW] = "review date",
    };

    for (size_t i = 0; i < dates->count; i++) {
        size_t role = (size_t)dates->items[i].role;
        walk->value.date = &dates->items[i];
        tell_value(walk, fields[role < ARRAY_LENGTH(fields) ? role : DATE_DUE], &dates->items[i].words);
    }
    if (dates->count == 0)
        tell(walk, "date", no_text, NULL);
}

static void tell_milestones(struct walk *walk, const struct action *action)
{
    for (size_t i = 0; i < action->milestone_count; i++) {
        const struct milestone *milestone = &action->milestones[i];
        walk->value.part = i + 1;
        tell_value(walk, "milestone", &milestone->text);
        if (milestone->owners.count > 0)
            tell_owners(walk, &milestone->owners);
        if (milestone->dates.count > 0)
            tell_dates(walk, &milestone->dates);
    }
    walk->value.part = 0;
}

static void tell_resources(struct walk *walk, const struct action *action)
{
    for (size_t i = 0; i < action->resource_count; i++) {
        const struct resource *resource = &action->resources[i];
        char share[32];
        snprintf(share, sizeof share, "%g%%", resource->percent);
        if (resource->has_percent)
            walk->value.detail = span_of(share);
        tell_value(walk, "resource", &resource->who);
    }
}

static void visit_action(struct walk *walk, const struct action *action)
{
    tell_value(walk, "ref", &action->ref);
    tell_value(walk, "text", &action->text);
    tell_value(walk, "issue", &action->issue);
    tell_owners(walk, &action->owners);
    tell_dates(walk, &action->dates);
    tell_value(walk, "priority", &action->priority);
    tell(walk, "status", span_of(action_status_name(action->status)), &action->status_source);
    tell(walk, "rag", span_of(rag_name(action->rag)), &action->rag_source);
    tell_milestones(walk, action);
    tell_value(walk, "measure", &action->measure);
    tell_value(walk, "progress", &action->progress);
    tell_resources(walk, action);
    for (size_t i = 0; i < action->link_count; i++)
        tell_value(walk, "link", &action->links[i].code);
}

static void visit_risk(struct walk *walk, const struct risk *risk)
{
    static const char *const fields[][3] = {
        { "impact", "likelihood", "score" },
        { "residual impact", "residual likelihood", "residual score" },
        { "target impact", "target likelihood", "target score" },
    };
    const struct rating *ratings[] = { &risk->inherent, &risk->residual, &risk->target };

    tell_value(walk, "ref", &risk->ref);
    tell_value(walk, "text", &risk->text);
    for (size_t i = 0; i < ARRAY_LENGTH(ratings); i++) {
        tell_value(walk, fields[i][0], &ratings[i]->impact);
        tell_value(walk, fields[i][1], &ratings[i]->likelihood);
        tell_value(walk, fields[i][2], &ratings[i]->score);
    }
    tell_value(walk, "consequence", &risk->consequence);
    tell_value(walk, "mitigation", &risk->mitigation);
    tell_value(walk, "controls", &risk->controls);
    tell_owners(walk, &risk->owners);
    tell_dates(walk, &risk->dates);
    tell_value(walk, "notes", &risk->notes);
}

static void visit_indicator(struct walk *walk, const struct indicator *indicator)
{
    tell_value(walk, "code", &indicator->code);
    tell_value(walk, "text", &indicator->text);
    for (size_t i = 0; i < indicator->value_count; i++) {
        walk->value.detail = indicator->values[i].period;
        tell_value(walk, "value", &indicator->values[i].value);
    }
    tell_value(walk, "notes", &indicator->notes);
}

static void visit_section(struct walk *walk, const struct section *section)
{
    tell_value(walk, "code", &section->code);
    tell_value(walk, "title", &section->title);
    tell_value(walk, "priority", &section->priority);
    tell_value(walk, "aim", &section->aim);
}

static void visit_abbreviation(struct walk *walk, const struct abbreviation *abbreviation)
{
    tell_value(walk, "short form", &abbreviation->short_form);
    tell_value(walk, "meaning", &abbreviation->meaning);
}

static void visit_plan(struct walk *walk, const struct plan *plan)
{
    tell_value(walk, "council", &plan->council);
    tell_value(walk, "title", &plan->title);
    tell_value(walk, "date", &plan->date);
}

void entry_visit(const struct plan *plan, enum entry_kind kind, size_t index, struct entry_visitor *visitor)
{
    struct walk walk = { .visitor = visitor, .value = { .kind = kind, .index = index } };

    switch (kind) {
    case ENTRY_PLAN:
        visit_plan(&walk, plan);
        break;
    case ENTRY_SECTION:
        visit_section(&walk, &plan->sections[index]);
        break;
    case ENTRY_ACTION:
        visit_action(&walk, &plan->actions[index]);
        break;
    case ENTRY_RISK:
        visit_risk(&walk, &plan->risks[index]);
        break;
    case ENTRY_INDICATOR:
        visit_indicator(&walk, &plan->indicators[index]);
        break;
    case ENTRY_ABBREVIATION:
        visit_abbreviation(&walk, &plan->abbreviations[index]);
        break;
    case ENTRY_ANOMALY:
        tell_value(&walk, "words", &plan->anomalies[index].words);
        break;
    }
}

void entry_visit_all(const struct plan *plan, struct entry_visitor *visitor)
{
    for (unsigned kind = ENTRY_PLAN; kind <= ENTRY_ANOMALY; kind++)
        for (size_t i = 0; i < entry_count(plan, (enum entry_kind)kind); i++)
            entry_visit(plan, (enum entry_kind)kind, i, visitor);
}
