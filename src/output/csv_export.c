#include "output/csv_export.h"

#include <string.h>

#include "base/buffer.h"
#include "output/csv_writer.h"
#include "output/entry.h"
#include "plan/correction.h"
#include "plan/plan.h"
#include "store/store.h"

/* What the rows of one file are written from. */
struct sheet {
    struct csv_writer csv;
    const struct plan *plan;
    struct buffer scratch;
};

/* A row begins with the plan it belongs to. */
static void begin_row(struct sheet *sheet)
{
    csv_span(&sheet->csv, sheet->plan->key);
    csv_integer(&sheet->csv, sheet->plan->edition);
}

static void put_key(struct sheet *sheet, enum entry_kind kind, size_t index)
{
    sheet->scratch.length = 0;
    entry_add_key(&sheet->scratch, sheet->plan, kind, index);
    csv_span(&sheet->csv, span_over(sheet->scratch.bytes, sheet->scratch.length));
}

static void put_value(struct sheet *sheet, const struct text_value *value)
{
    csv_span(&sheet->csv, value->text);
}

/* A count from 1; empty for 0, which is "not known". */
static void put_number(struct sheet *sheet, size_t number)
{
    if (number == 0)
        csv_string(&sheet->csv, NULL);
    else
        csv_integer(&sheet->csv, (int64_t)number);
}

static void put_lines(struct sheet *sheet, size_t first, size_t last)
{
    put_number(sheet, first);
    put_number(sheet, last);
}

static void put_section(struct sheet *sheet, size_t section)
{
    csv_span(&sheet->csv, entry_section_name(sheet->plan, section));
}

static void put_day(struct sheet *sheet, calendar_day day)
{
    char iso[11];

    calendar_format_iso(day, iso);
    csv_string(&sheet->csv, iso);
}

/* The names of the flags with a space between. */
static void put_flags(struct sheet *sheet, unsigned flags)
{
    sheet->scratch.length = 0;
    for (unsigned i = 0; i < DATE_FLAG_COUNT; i++) {
        if (!(flags & 1u << i))
            continue;
        if (sheet->scratch.length > 0)
            buffer_add_byte(&sheet->scratch, ' ');
        buffer_add_string(&sheet->scratch, date_flag_name(i));
    }
    csv_span(&sheet->csv, span_over(sheet->scratch.bytes, sheet->scratch.length));
}

/* The fields of the item that people put right. */
static void put_corrected(struct sheet *sheet, enum item_kind kind, size_t index)
{
    const struct correction *correction;

    sheet->scratch.length = 0;
    for (size_t at = 0; (correction = correction_next(sheet->plan, kind, index, &at)) != NULL;)
        buffer_add_format(&sheet->scratch, "%s%s", sheet->scratch.length ? "; " : "",
                          correction->field->name);
    csv_span(&sheet->csv, span_over(sheet->scratch.bytes, sheet->scratch.length));
}

static void write_plan_row(struct sheet *sheet)
{
    const struct plan *plan = sheet->plan;

    begin_row(sheet);
    csv_span(&sheet->csv, plan->document);
    csv_span(&sheet->csv, plan->path);
    put_value(sheet, &plan->council);
    put_value(sheet, &plan->title);
    put_value(sheet, &plan->date);
    csv_span(&sheet->csv, plan->encoding);
    csv_span(&sheet->csv, plan->sha256);
    put_corrected(sheet, ITEM_DOCUMENT, 0);
    csv_end_row(&sheet->csv);
}

static void write_sections(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->section_count; i++) {
        const struct section *section = &sheet->plan->sections[i];
        begin_row(sheet);
        put_key(sheet, ENTRY_SECTION, i);
        put_value(sheet, &section->code);
        put_value(sheet, &section->title);
        put_section(sheet, section->parent);
        put_value(sheet, &section->priority);
        put_value(sheet, &section->aim);
        put_number(sheet, section->line);
        put_corrected(sheet, ITEM_SECTION, i);
        csv_end_row(&sheet->csv);
    }
}

static void write_actions(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->action_count; i++) {
        const struct action *action = &sheet->plan->actions[i];
        begin_row(sheet);
        put_key(sheet, ENTRY_ACTION, i);
        csv_string(&sheet->csv, action_kind_name(action->kind));
        put_value(sheet, &action->ref);
        put_section(sheet, action->section);
        put_value(sheet, &action->text);
        put_value(sheet, &action->issue);
        put_value(sheet, &action->priority);
        csv_string(&sheet->csv, action_status_name(action->status));
        csv_string(&sheet->csv, rag_name(action->rag));
        put_value(sheet, &action->measure);
        put_value(sheet, &action->progress);
        put_lines(sheet, action->line_first, action->line_last);
        csv_number(&sheet->csv, action->confidence);
        put_corrected(sheet, ITEM_ACTION, i);
        csv_end_row(&sheet->csv);
    }
}

static void write_owners(struct sheet *sheet, enum entry_kind kind, size_t index,
                         const struct owner_list *owners)
{
    for (size_t i = 0; i < owners->count; i++) {
        const struct owner *owner = &owners->items[i];
        begin_row(sheet);
        put_key(sheet, kind, index);
        put_number(sheet, i + 1);
        put_value(sheet, &owner->name);
        csv_string(&sheet->csv, owner_role_name(owner->role));
        csv_string(&sheet->csv, party_kind_name(owner->kind));
        csv_span(&sheet->csv, owner->expansion);
        put_number(sheet, owner->line);
        csv_end_row(&sheet->csv);
    }
}

static void write_dates(struct sheet *sheet, enum entry_kind kind, size_t index,
                        const struct date_list *dates)
{
    for (size_t i = 0; i < dates->count; i++) {
        const struct date_value *date = &dates->items[i];
        begin_row(sheet);
        put_key(sheet, kind, index);
        put_number(sheet, i + 1);
        csv_string(&sheet->csv, date_role_name(date->role));
        put_value(sheet, &date->words);
        put_day(sheet, date->from);
        put_day(sheet, date->to);
        put_flags(sheet, date->flags);
        csv_end_row(&sheet->csv);
    }
}

static void write_action_owners(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->action_count; i++)
        write_owners(sheet, ENTRY_ACTION, i, &sheet->plan->actions[i].owners);
}

static void write_action_dates(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->action_count; i++)
        write_dates(sheet, ENTRY_ACTION, i, &sheet->plan->actions[i].dates);
}

static void write_milestones(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->action_count; i++) {
        const struct action *action = &sheet->plan->actions[i];
        for (size_t j = 0; j < action->milestone_count; j++) {
            begin_row(sheet);
            put_key(sheet, ENTRY_ACTION, i);
            put_number(sheet, j + 1);
            put_value(sheet, &action->milestones[j].text);
            csv_end_row(&sheet->csv);
        }
    }
}

static void write_milestone_owners(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->action_count; i++) {
        const struct action *action = &sheet->plan->actions[i];
        for (size_t j = 0; j < action->milestone_count; j++) {
            const struct owner_list *owners = &action->milestones[j].owners;
            for (size_t k = 0; k < owners->count; k++) {
                begin_row(sheet);
                put_key(sheet, ENTRY_ACTION, i);
                put_number(sheet, j + 1);
                put_value(sheet, &owners->items[k].name);
                csv_string(&sheet->csv, owner_role_name(owners->items[k].role));
                csv_end_row(&sheet->csv);
            }
        }
    }
}

static void write_milestone_dates(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->action_count; i++) {
        const struct action *action = &sheet->plan->actions[i];
        for (size_t j = 0; j < action->milestone_count; j++) {
            const struct date_list *dates = &action->milestones[j].dates;
            for (size_t k = 0; k < dates->count; k++) {
                begin_row(sheet);
                put_key(sheet, ENTRY_ACTION, i);
                put_number(sheet, j + 1);
                csv_string(&sheet->csv, date_role_name(dates->items[k].role));
                put_value(sheet, &dates->items[k].words);
                put_day(sheet, dates->items[k].from);
                put_day(sheet, dates->items[k].to);
                put_flags(sheet, dates->items[k].flags);
                csv_end_row(&sheet->csv);
            }
        }
    }
}

static void write_resources(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->action_count; i++) {
        const struct action *action = &sheet->plan->actions[i];
        for (size_t j = 0; j < action->resource_count; j++) {
            begin_row(sheet);
            put_key(sheet, ENTRY_ACTION, i);
            put_value(sheet, &action->resources[j].who);
            if (action->resources[j].has_percent)
                csv_number(&sheet->csv, action->resources[j].percent);
            else
                csv_string(&sheet->csv, NULL);
            csv_end_row(&sheet->csv);
        }
    }
}

static void write_links(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->action_count; i++) {
        const struct action *action = &sheet->plan->actions[i];
        for (size_t j = 0; j < action->link_count; j++) {
            begin_row(sheet);
            put_key(sheet, ENTRY_ACTION, i);
            put_value(sheet, &action->links[j].code);
            csv_string(&sheet->csv, link_target_name(action->links[j].target));
            csv_end_row(&sheet->csv);
        }
    }
}

static void put_rating(struct sheet *sheet, const struct rating *rating)
{
    put_value(sheet, &rating->impact);
    put_value(sheet, &rating->likelihood);
    put_value(sheet, &rating->score);
}

static void write_risks(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->risk_count; i++) {
        const struct risk *risk = &sheet->plan->risks[i];
        begin_row(sheet);
        put_key(sheet, ENTRY_RISK, i);
        put_value(sheet, &risk->ref);
        put_section(sheet, risk->section);
        put_value(sheet, &risk->text);
        put_rating(sheet, &risk->inherent);
        csv_span(&sheet->csv, risk->inherent.impact_text);
        csv_span(&sheet->csv, risk->inherent.likelihood_text);
        put_rating(sheet, &risk->residual);
        put_rating(sheet, &risk->target);
        put_value(sheet, &risk->consequence);
        put_value(sheet, &risk->mitigation);
        put_value(sheet, &risk->controls);
        put_value(sheet, &risk->notes);
        put_lines(sheet, risk->line_first, risk->line_last);
        put_corrected(sheet, ITEM_RISK, i);
        csv_end_row(&sheet->csv);
    }
}

static void write_risk_owners(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->risk_count; i++)
        write_owners(sheet, ENTRY_RISK, i, &sheet->plan->risks[i].owners);
}

static void write_risk_dates(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->risk_count; i++)
        write_dates(sheet, ENTRY_RISK, i, &sheet->plan->risks[i].dates);
}

static void write_indicators(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->indicator_count; i++) {
        const struct indicator *indicator = &sheet->plan->indicators[i];
        begin_row(sheet);
        put_key(sheet, ENTRY_INDICATOR, i);
        put_value(sheet, &indicator->code);
        put_section(sheet, indicator->section);
        put_value(sheet, &indicator->text);
        put_value(sheet, &indicator->notes);
        put_lines(sheet, indicator->line_first, indicator->line_last);
        put_corrected(sheet, ITEM_INDICATOR, i);
        csv_end_row(&sheet->csv);
    }
}

static void write_indicator_values(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->indicator_count; i++) {
        const struct indicator *indicator = &sheet->plan->indicators[i];
        for (size_t j = 0; j < indicator->value_count; j++) {
            begin_row(sheet);
            put_key(sheet, ENTRY_INDICATOR, i);
            csv_span(&sheet->csv, indicator->values[j].period);
            put_value(sheet, &indicator->values[j].value);
            csv_end_row(&sheet->csv);
        }
    }
}

static void write_abbreviations(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->abbreviation_count; i++) {
        begin_row(sheet);
        put_value(sheet, &sheet->plan->abbreviations[i].short_form);
        put_value(sheet, &sheet->plan->abbreviations[i].meaning);
        csv_end_row(&sheet->csv);
    }
}

static void write_anomalies(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->anomaly_count; i++) {
        const struct anomaly *anomaly = &sheet->plan->anomalies[i];
        begin_row(sheet);
        csv_string(&sheet->csv, anomaly->kind);
        put_number(sheet, anomaly->line);
        put_value(sheet, &anomaly->words);
        if (anomaly->action < sheet->plan->action_count)
            put_key(sheet, ENTRY_ACTION, anomaly->action);
        else
            csv_string(&sheet->csv, NULL);
        csv_end_row(&sheet->csv);
    }
}

static void write_annotations(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->annotation_count; i++) {
        const struct annotation *annotation = &sheet->plan->annotations[i];

        begin_row(sheet);
        csv_string(&sheet->csv, annotation->kind);
        csv_span(&sheet->csv, annotation->author);
        put_number(sheet, annotation->line);
        put_value(sheet, &annotation->words);
        csv_end_row(&sheet->csv);
    }
}

/* When it was made stays in the database: an export depends on what was said, not on the day. */
static void write_corrections(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->plan->correction_count; i++) {
        const struct correction *correction = &sheet->plan->corrections[i];
        if (correction->state != CORRECTION_APPLIED)
            continue;
        begin_row(sheet);
        put_key(sheet, entry_kind_of_item(correction->field->kind), correction->index);
        csv_string(&sheet->csv, correction->field->name);
        csv_span(&sheet->csv, correction->was);
        csv_span(&sheet->csv, correction->given);
        csv_span(&sheet->csv, correction->made_by);
        csv_span(&sheet->csv, correction->reason);
        csv_end_row(&sheet->csv);
    }
}

#define OWNER_COLUMNS         "position", "name", "role", "kind", "expansion", "line"
#define DATE_COLUMNS          "role", "text", "from", "to", "flags"
#define RATING_COLUMNS(stage) stage "impact", stage "likelihood", stage "score"

enum { COLUMN_LIMIT = 24 };

/* A row's key is its first columns: plan, edition and so many of its own; 0: rows may be the same. What it
   belongs to has the first of them as its key, under the same names. */
static const struct entity {
    const char *name;
    void (*write)(struct sheet *sheet);
    const char *columns[COLUMN_LIMIT]; /* after plan and edition */
    size_t key;
    const char *parent;
} entities[] = {
    { "plans",
      write_plan_row,
      { "document", "path", "council", "title", "date", "encoding", "sha256", "corrected" },
      2,
      NULL },
    { "sections",
      write_sections,
      { "section_key", "code", "title", "parent", "priority", "aim", "line", "corrected" },
      3,
      "plans" },
    { "actions",
      write_actions,
      { "action", "kind", "ref", "section", "text", "issue", "priority", "status", "rag", "measure",
        "progress", "first_line", "last_line", "confidence", "corrected" },
      3,
      "plans" },
    { "action_owners", write_action_owners, { "action", OWNER_COLUMNS }, 4, "actions" },
    { "action_dates", write_action_dates, { "action", "position", DATE_COLUMNS }, 4, "actions" },
    { "milestones", write_milestones, { "action", "milestone", "text" }, 4, "actions" },
    { "milestone_owners",
      write_milestone_owners,
      { "action", "milestone", "name", "role" },
      0,
      "milestones" },
    { "milestone_dates", write_milestone_dates, { "action", "milestone", DATE_COLUMNS }, 0, "milestones" },
    { "resources", write_resources, { "action", "who", "percent" }, 0, "actions" },
    { "links", write_links, { "action", "code", "target" }, 0, "actions" },
    { "risks",
      write_risks,
      { "risk", "ref", "section", "text", RATING_COLUMNS(""), "impact_text", "likelihood_text",
        RATING_COLUMNS("residual_"), RATING_COLUMNS("target_"), "consequence", "mitigation", "controls",
        "notes", "first_line", "last_line", "corrected" },
      3,
      "plans" },
    { "risk_owners", write_risk_owners, { "risk", OWNER_COLUMNS }, 4, "risks" },
    { "risk_dates", write_risk_dates, { "risk", "position", DATE_COLUMNS }, 4, "risks" },
    { "indicators",
      write_indicators,
      { "indicator", "code", "section", "text", "notes", "first_line", "last_line", "corrected" },
      3,
      "plans" },
    { "indicator_values", write_indicator_values, { "indicator", "period", "value" }, 0, "indicators" },
    { "abbreviations", write_abbreviations, { "abbreviation", "meaning" }, 0, "plans" },
    { "anomalies", write_anomalies, { "kind", "line", "text", "action" }, 0, "plans" },
    { "annotations", write_annotations, { "kind", "author", "line", "text" }, 0, "plans" },
    { "corrections",
      write_corrections,
      { "item", "field", "plan_says", "value", "by", "reason" },
      0,
      "plans" },
};

size_t csv_export_count(void)
{
    return ARRAY_LENGTH(entities);
}

const char *csv_export_name(size_t index)
{
    return entities[index].name;
}

size_t csv_export_find(const char *name)
{
    size_t index = 0;

    while (index < ARRAY_LENGTH(entities) && strcmp(entities[index].name, name) != 0)
        index++;
    return index;
}

static const char *const first_columns[] = { "plan", "edition" };

const char *csv_export_column(size_t index, size_t column)
{
    if (column < ARRAY_LENGTH(first_columns))
        return first_columns[column];
    column -= ARRAY_LENGTH(first_columns);
    return column < COLUMN_LIMIT ? entities[index].columns[column] : NULL;
}

size_t csv_export_key_columns(size_t index)
{
    return entities[index].key;
}

size_t csv_export_parent(size_t index)
{
    return entities[index].parent ? csv_export_find(entities[index].parent) : csv_export_count();
}

static void write_header(struct sheet *sheet, size_t index)
{
    const char *name;

    for (size_t i = 0; (name = csv_export_column(index, i)) != NULL; i++)
        csv_string(&sheet->csv, name);
    csv_end_row(&sheet->csv);
}

void csv_export_write(size_t index, const struct plan_set *plans, bool raw, FILE *stream)
{
    struct sheet sheet = { 0 };

    csv_begin(&sheet.csv, stream, raw);
    write_header(&sheet, index);
    for (size_t i = 0; i < plans->count; i++) {
        sheet.plan = plans->items[i];
        entities[index].write(&sheet);
    }
    csv_end(&sheet.csv);
    buffer_free(&sheet.scratch);
}
