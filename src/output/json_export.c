#include "output/json_export.h"

#include <stdlib.h>

#include "base/memory.h"
#include "output/entry.h"
#include "output/json_writer.h"
#include "output/place_print.h"
#include "plan/correction.h"
#include "plan/plan.h"
#include "store/record.h"
#include "store/store.h"

struct export
{
    struct json_writer json;
    const struct plan *plan;
    struct buffer scratch;
};

static void write_key(struct export *export, const char *name, enum entry_kind kind, size_t index)
{
    export->scratch.length = 0;
    entry_add_key(&export->scratch, export->plan, kind, index);
    json_put_member_span(&export->json, name, span_over(export->scratch.bytes, export->scratch.length));
}

static void write_value(struct export *export, const char *name, const struct text_value *value)
{
    json_put_member_span(&export->json, name, value->text);
}

static void write_line(struct export *export, size_t line)
{
    place_put_members(&export->json, export->plan, line, 0);
}

static void write_lines(struct export *export, size_t first, size_t last)
{
    place_put_members(&export->json, export->plan, first, last < first ? first : last);
}

static void write_section_name(struct export *export, const char *name, size_t section)
{
    json_put_member_span(&export->json, name, entry_section_name(export->plan, section));
}

static void write_owners(struct export *export, const struct owner_list *owners)
{
    struct json_writer *json = &export->json;

    json_put_name(json, "owners");
    json_put_begin_array(json);
    for (size_t i = 0; i < owners->count; i++) {
        const struct owner *owner = &owners->items[i];
        json_put_begin_inline_object(json);
        write_value(export, "name", &owner->name);
        json_put_member_string(json, "role", owner_role_name(owner->role));
        write_line(export, owner->line);
        json_put_member_string(json, "kind", party_kind_name(owner->kind));
        json_put_member_span(json, "expansion", owner->expansion);
        json_put_end_object(json);
    }
    json_put_end_array(json);
}

static void write_day(struct json_writer *json, const char *name, calendar_day day)
{
    char iso[11];

    calendar_format_iso(day, iso);
    json_put_member_string(json, name, day == CALENDAR_NONE ? NULL : iso);
}

static void write_flags(struct json_writer *json, unsigned flags)
{
    json_put_name(json, "flags");
    json_put_begin_inline_array(json);
    for (unsigned i = 0; i < DATE_FLAG_COUNT; i++)
        if (flags & 1u << i)
            json_put_string(json, date_flag_name(i));
    json_put_end_array(json);
}

static void write_dates(struct export *export, const struct date_list *dates)
{
    struct json_writer *json = &export->json;

    json_put_name(json, "dates");
    json_put_begin_array(json);
    for (size_t i = 0; i < dates->count; i++) {
        const struct date_value *date = &dates->items[i];
        json_put_begin_inline_object(json);
        json_put_member_string(json, "role", date_role_name(date->role));
        write_value(export, "text", &date->words);
        write_day(json, "from", date->from);
        write_day(json, "to", date->to);
        write_flags(json, date->flags);
        json_put_end_object(json);
    }
    json_put_end_array(json);
}

static void write_milestones(struct export *export, const struct action *action)
{
    struct json_writer *json = &export->json;

    json_put_name(json, "milestones");
    json_put_begin_array(json);
    for (size_t i = 0; i < action->milestone_count; i++) {
        json_put_begin_object(json);
        write_value(export, "text", &action->milestones[i].text);
        write_owners(export, &action->milestones[i].owners);
        write_dates(export, &action->milestones[i].dates);
        json_put_end_object(json);
    }
    json_put_end_array(json);
}

static void write_resources(struct export *export, const struct action *action)
{
    struct json_writer *json = &export->json;

    json_put_name(json, "resources");
    json_put_begin_array(json);
    for (size_t i = 0; i < action->resource_count; i++) {
        const struct resource *resource = &action->resources[i];
        json_put_begin_inline_object(json);
        write_value(export, "who", &resource->who);
        json_put_name(json, "percent");
        if (resource->has_percent)
            json_put_number(json, resource->percent);
        else
            json_put_null(json);
        json_put_end_object(json);
    }
    json_put_end_array(json);
}

static void write_links(struct export *export, const struct action *action)
{
    struct json_writer *json = &export->json;

    json_put_name(json, "links");
    json_put_begin_inline_array(json);
    for (size_t i = 0; i < action->link_count; i++)
        json_put_span(json, action->links[i].code.text);
    json_put_end_array(json);
}

/* The names of the fields that people put right; nothing where there are none. */
static void write_corrected(struct export *export, enum item_kind kind, size_t index)
{
    const struct correction *correction;
    size_t at = 0;

    if (!(correction = correction_next(export->plan, kind, index, &at)))
        return;
    json_put_name(&export->json, "corrected");
    json_put_begin_inline_array(&export->json);
    for (; correction; correction = correction_next(export->plan, kind, index, &at))
        json_put_string(&export->json, correction->field->name);
    json_put_end_array(&export->json);
}

static void write_annotation(struct export *export, size_t index)
{
    const struct annotation *annotation = &export->plan->annotations[index];

    json_put_member_string(&export->json, "kind", annotation->kind);
    json_put_member_span(&export->json, "author", annotation->author);
    write_value(export, "text", &annotation->words);
    write_line(export, annotation->line);
}

/* The comments and notes by an item; nothing where there are none. */
static void write_annotations(struct export *export, size_t line_first, size_t line_last)
{
    const struct plan *plan = export->plan;
    size_t count = 0;

    for (size_t i = 0; i < plan->annotation_count; i++) {
        if (!annotation_concerns(plan, &plan->annotations[i], line_first, line_last))
            continue;
        if (count++ == 0) {
            json_put_name(&export->json, "annotations");
            json_put_begin_array(&export->json);
        }
        json_put_begin_object(&export->json);
        write_annotation(export, i);
        json_put_end_object(&export->json);
    }
    if (count)
        json_put_end_array(&export->json);
}

static void write_section(struct export *export, size_t index)
{
    const struct section *section = &export->plan->sections[index];

    write_value(export, "code", &section->code);
    write_value(export, "title", &section->title);
    write_section_name(export, "parent", section->parent);
    write_value(export, "priority", &section->priority);
    write_value(export, "aim", &section->aim);
    write_line(export, section->line);
    write_corrected(export, ITEM_SECTION, index);
}

static void write_action(struct export *export, size_t index)
{
    const struct action *action = &export->plan->actions[index];
    struct json_writer *json = &export->json;

    write_key(export, "key", ENTRY_ACTION, index);
    json_put_member_string(json, "kind", action_kind_name(action->kind));
    write_value(export, "ref", &action->ref);
    write_section_name(export, "section", action->section);
    write_value(export, "text", &action->text);
    write_lines(export, action->line_first, action->line_last);
    write_value(export, "issue", &action->issue);
    write_owners(export, &action->owners);
    write_dates(export, &action->dates);
    write_value(export, "priority", &action->priority);
    json_put_member_string(json, "status", action_status_name(action->status));
    write_milestones(export, action);
    write_value(export, "measure", &action->measure);
    write_value(export, "progress", &action->progress);
    write_resources(export, action);
    write_links(export, action);
    json_put_member_string(json, "rag", rag_name(action->rag));
    json_put_member_number(json, "confidence", action->confidence);
    write_annotations(export, action->line_first, action->line_last);
    write_corrected(export, ITEM_ACTION, index);
}

static void write_stage(struct export *export, const char *name, const struct rating *rating)
{
    struct json_writer *json = &export->json;

    json_put_name(json, name);
    if (!rating->impact.text.text && !rating->likelihood.text.text && !rating->score.text.text) {
        json_put_null(json);
        return;
    }
    json_put_begin_inline_object(json);
    write_value(export, "impact", &rating->impact);
    write_value(export, "likelihood", &rating->likelihood);
    write_value(export, "score", &rating->score);
    json_put_end_object(json);
}

static void write_risk(struct export *export, size_t index)
{
    const struct risk *risk = &export->plan->risks[index];

    write_key(export, "key", ENTRY_RISK, index);
    write_section_name(export, "section", risk->section);
    write_value(export, "text", &risk->text);
    write_value(export, "impact", &risk->inherent.impact);
    json_put_member_span(&export->json, "impact_text", risk->inherent.impact_text);
    write_value(export, "likelihood", &risk->inherent.likelihood);
    json_put_member_span(&export->json, "likelihood_text", risk->inherent.likelihood_text);
    write_value(export, "score", &risk->inherent.score);
    write_value(export, "consequence", &risk->consequence);
    write_value(export, "mitigation", &risk->mitigation);
    write_owners(export, &risk->owners);
    write_value(export, "notes", &risk->notes);
    write_lines(export, risk->line_first, risk->line_last);
    write_value(export, "ref", &risk->ref);
    write_dates(export, &risk->dates);
    write_value(export, "controls", &risk->controls);
    write_stage(export, "residual", &risk->residual);
    write_stage(export, "target", &risk->target);
    write_annotations(export, risk->line_first, risk->line_last);
    write_corrected(export, ITEM_RISK, index);
}

/* ---- objects whose member names a plan gives ------------------------------------------------- */

struct named {
    struct span name;
    struct span value;
    size_t place;  /* in the plan */
    size_t repeat; /* how many of the same name come before it */
};

static int compare_names(const void *a, const void *b)
{
    const struct named *left = a;
    const struct named *right = b;
    int order = span_compare(left->name, right->name);

    return order ? order : (left->place > right->place) - (left->place < right->place);
}

static int compare_places(const void *a, const void *b)
{
    const struct named *left = a;
    const struct named *right = b;

    return (left->place > right->place) - (left->place < right->place);
}

static void count_repeats(struct named *members, size_t count)
{
    qsort(members, count, sizeof *members, compare_names);
    for (size_t i = 1; i < count; i++)
        if (span_same(members[i].name, members[i - 1].name))
            members[i].repeat = members[i - 1].repeat + 1;
    qsort(members, count, sizeof *members, compare_places);
}

/* A name that comes again is "NAME (2)": a JSON object can hold it once, and no value is to be lost. */
static void write_named(struct export *export, const char *name, struct named *members, size_t count)
{
    struct json_writer *json = &export->json;

    count_repeats(members, count);
    json_put_name(json, name);
    json_put_begin_object(json);
    for (size_t i = 0; i < count; i++) {
        export->scratch.length = 0;
        buffer_add_span(&export->scratch, members[i].name);
        if (members[i].repeat > 0)
            buffer_add_format(&export->scratch, " (%zu)", members[i].repeat + 1);
        json_put_name_span(json, span_over(export->scratch.bytes, export->scratch.length));
        json_put_span(json, members[i].value);
    }
    json_put_end_object(json);
    free(members);
}

static void write_indicator(struct export *export, size_t index)
{
    const struct indicator *indicator = &export->plan->indicators[index];
    struct named *members = memory_new(indicator->value_count * sizeof *members);

    write_value(export, "code", &indicator->code);
    write_value(export, "text", &indicator->text);
    for (size_t i = 0; i < indicator->value_count; i++)
        members[i] = (struct named){ indicator->values[i].period, indicator->values[i].value.text, i, 0 };
    write_named(export, "values", members, indicator->value_count);
    write_value(export, "notes", &indicator->notes);
    write_lines(export, indicator->line_first, indicator->line_last);
    write_key(export, "key", ENTRY_INDICATOR, index);
    write_section_name(export, "section", indicator->section);
    write_annotations(export, indicator->line_first, indicator->line_last);
    write_corrected(export, ITEM_INDICATOR, index);
}

static void write_abbreviations(struct export *export)
{
    const struct plan *plan = export->plan;
    struct named *members = memory_new(plan->abbreviation_count * sizeof *members);

    for (size_t i = 0; i < plan->abbreviation_count; i++)
        members[i] = (struct named){ plan->abbreviations[i].short_form.text,
                                     plan->abbreviations[i].meaning.text, i, 0 };
    write_named(export, "abbreviations", members, plan->abbreviation_count);
}

static void write_anomaly(struct export *export, size_t index)
{
    const struct anomaly *anomaly = &export->plan->anomalies[index];

    write_line(export, anomaly->line);
    json_put_member_string(&export->json, "kind", anomaly->kind);
    write_value(export, "text", &anomaly->words);
    if (anomaly->action < export->plan->action_count)
        write_key(export, "item", ENTRY_ACTION, anomaly->action);
    else
        json_put_member_string(&export->json, "item", NULL);
    if (anomaly->is_answered) {
        json_put_name(&export->json, "answered");
        json_put_boolean(&export->json, true);
    }
}

/* ---- the plan --------------------------------------------------------------------------------- */

static void write_list(struct export *export, const char *name, size_t count,
                       void (*write)(struct export *export, size_t index))
{
    json_put_name(&export->json, name);
    json_put_begin_array(&export->json);
    for (size_t i = 0; i < count; i++) {
        json_put_begin_object(&export->json);
        write(export, i);
        json_put_end_object(&export->json);
    }
    json_put_end_array(&export->json);
}

static void write_given(struct export *export)
{
    const struct plan *plan = export->plan;
    struct json_writer *json = &export->json;

    json_put_name(json, "given");
    json_put_begin_inline_array(json);
    if (plan->council_given)
        json_put_string(json, "council");
    if (plan->title_given)
        json_put_string(json, "title");
    if (plan->date_given)
        json_put_string(json, "date");
    json_put_end_array(json);
}

/* When it was made stays in the database: an export depends on what was said, not on the day. */
static void write_correction(struct export *export, const struct correction *correction)
{
    struct json_writer *json = &export->json;

    json_put_begin_object(json);
    write_key(export, "item", entry_kind_of_item(correction->field->kind), correction->index);
    json_put_member_string(json, "field", correction->field->name);
    json_put_member_span(json, "plan_says", correction->was);
    json_put_member_span(json, "value", correction->given);
    json_put_member_span(json, "by", correction->made_by);
    json_put_member_span(json, "reason", correction->reason);
    json_put_end_object(json);
}

static void write_corrections(struct export *export)
{
    const struct plan *plan = export->plan;
    size_t count = 0;

    for (size_t i = 0; i < plan->correction_count; i++) {
        if (plan->corrections[i].state != CORRECTION_APPLIED)
            continue;
        if (count++ == 0) {
            json_put_name(&export->json, "corrections");
            json_put_begin_array(&export->json);
        }
        write_correction(export, &plan->corrections[i]);
    }
    if (count)
        json_put_end_array(&export->json);
}

static void write_plan(struct export *export)
{
    const struct plan *plan = export->plan;
    struct json_writer *json = &export->json;

    json_put_member_span(json, "document", plan->document);
    write_value(export, "council", &plan->council);
    write_value(export, "title", &plan->title);
    write_value(export, "date", &plan->date);
    json_put_member_span(json, "key", plan->key);
    json_put_member_integer(json, "edition", plan->edition);
    json_put_member_span(json, "path", plan->path);
    json_put_member_span(json, "sha256", plan->sha256);
    json_put_member_span(json, "encoding", plan->encoding);
    json_put_member_span(json, "encoding_why", plan->encoding_why);
    write_given(export);
    write_list(export, "sections", plan->section_count, write_section);
    write_list(export, "actions", plan->action_count, write_action);
    write_list(export, "risks", plan->risk_count, write_risk);
    write_list(export, "indicators", plan->indicator_count, write_indicator);
    write_abbreviations(export);
    write_list(export, "anomalies", plan->anomaly_count, write_anomaly);
    if (plan->annotation_count)
        write_list(export, "annotations", plan->annotation_count, write_annotation);
    write_corrected(export, ITEM_DOCUMENT, 0);
    write_corrections(export);
}

static enum status write_record(struct export *export, struct store *store)
{
    struct buffer record = { 0 };
    enum status status = store_write_record(store, export->plan->id, &record);

    json_put_name(&export->json, "record");
    if (status == STATUS_OK)
        json_put_made(&export->json, span_over(record.bytes, record.length));
    else
        json_put_null(&export->json);
    buffer_free(&record);
    return status;
}

enum status json_export_plans(const struct plan_set *plans, struct store *store, FILE *stream)
{
    struct export export = { 0 };
    struct json_writer *json = &export.json;
    enum status status = STATUS_OK;

    json_put_begin(json, stream);
    json_put_begin_object(json);
    json_put_name(json, "plans");
    json_put_begin_array(json);
    for (size_t i = 0; i < plans->count && status == STATUS_OK; i++) {
        export.plan = plans->items[i];
        json_put_begin_object(json);
        write_plan(&export);
        if (store)
            status = write_record(&export, store);
        json_put_end_object(json);
    }
    json_put_end_array(json);
    json_put_end_object(json);
    json_put_end(json);
    buffer_free(&export.scratch);
    return status;
}

void json_export_entry(const struct plan *plan, enum entry_kind kind, size_t index, FILE *stream)
{
    static void (*const writers[])(struct export * export, size_t index) = {
        [ENTRY_SECTION] = write_section,     [ENTRY_ACTION] = write_action,   [ENTRY_RISK] = write_risk,
        [ENTRY_INDICATOR] = write_indicator, [ENTRY_ANOMALY] = write_anomaly,
    };
    struct export export = { .plan = plan };

    json_put_begin(&export.json, stream);
    json_put_begin_object(&export.json);
    if ((size_t)kind < ARRAY_LENGTH(writers) && writers[kind])
        writers[kind](&export, index);
    else
        write_plan(&export);
    json_put_end_object(&export.json);
    json_put_end(&export.json);
    buffer_free(&export.scratch);
}
