#include "store/plan_save.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "plan/plan.h"
#include "store/correction_row.h"
#include "store/database.h"
#include "store/date_row.h"
#include "store/packed_rows.h"
#include "store/party_map.h"
#include "store/plan_field.h"
#include "store/row_feed.h"
#include "store/rule_map.h"

/* Rows are collected first: those of one table go in together. In the order of the tables' keys. */
enum feed {
    FEED_SECTION,
    FEED_ACTION,
    FEED_MILESTONE,
    FEED_RISK,
    FEED_RATING,
    FEED_INDICATOR,
    FEED_INDICATOR_VALUE,
    FEED_OWNERSHIP,
    FEED_DATE,
    FEED_RESOURCE,
    FEED_LINK,
    FEED_ANOMALY,
    FEED_DOUBT,
    FEED_COUNT
};
static const enum statement_name feed_statements[FEED_COUNT] = {
    [FEED_SECTION] = STATEMENT_ADD_SECTIONS,
    [FEED_ACTION] = STATEMENT_ADD_ACTIONS,
    [FEED_MILESTONE] = STATEMENT_ADD_MILESTONES,
    [FEED_RISK] = STATEMENT_ADD_RISKS,
    [FEED_RATING] = STATEMENT_ADD_RATINGS,
    [FEED_INDICATOR] = STATEMENT_ADD_INDICATORS,
    [FEED_INDICATOR_VALUE] = STATEMENT_ADD_INDICATOR_VALUES,
    [FEED_OWNERSHIP] = STATEMENT_ADD_OWNERSHIPS,
    [FEED_DATE] = STATEMENT_ADD_DATE_VALUES,
    [FEED_RESOURCE] = STATEMENT_ADD_RESOURCES,
    [FEED_LINK] = STATEMENT_ADD_LINKS,
    [FEED_ANOMALY] = STATEMENT_ADD_ANOMALIES,
    [FEED_DOUBT] = STATEMENT_ADD_DOUBTS,
};

/* After a first failure the rest of the saving does nothing, so that only the end is checked. */
struct saver {
    struct database *database;
    struct rule_map *rules;
    const struct plan *plan;
    const struct save_place *place;
    struct party_map parties;
    struct row_feed feeds[FEED_COUNT];
    struct row_feed evidence;       /* runs: packed at the end */
    int64_t first[ITEM_KIND_COUNT]; /* item id of each kind's first; a kind's ids follow one another */
    enum status status;
};

static struct statement *use(struct saver *saver, enum statement_name name)
{
    return statement_of(saver->database, name);
}

static void run(struct saver *saver, struct statement *statement)
{
    if (saver->status == STATUS_OK)
        saver->status = statement_run(statement);
    else
        statement_cancel(statement);
}

static int64_t id_of(const struct saver *saver, enum item_kind kind, size_t index)
{
    return saver->first[kind] + (int64_t)index;
}

static struct row_feed_row add_row(struct saver *saver, enum feed feed)
{
    return row_feed_add_texts(&saver->feeds[feed], saver->place->scratch);
}

static void run_feed(struct saver *saver, struct statement *statement, struct row_feed *feed)
{
    statement_bind_feed(statement, AT_ROWS, feed);
    run(saver, statement);
}

static int64_t line_or_null(size_t line)
{
    return line ? (int64_t)line : ROW_FEED_NULL;
}

/* ---- provenance -------------------------------------------------------------------------------- */

/* Columns of a run, the first of them its key. */
enum {
    EVIDENCE_ITEM,
    EVIDENCE_FIELD,
    EVIDENCE_SEQ,
    EVIDENCE_PART,
    EVIDENCE_RULE,
    EVIDENCE_OFFSET,
    EVIDENCE_LENGTH
};

/* What a value's runs have in common. */
struct value_place {
    int64_t item;
    enum plan_field field;
    size_t seq;
};

static void add_evidence_row(struct saver *saver, const struct value_place *place, int64_t rule, size_t part,
                             const struct extent *extent)
{
    int64_t *row = row_feed_add(&saver->evidence, saver->place->scratch);

    row[EVIDENCE_ITEM] = place->item;
    row[EVIDENCE_FIELD] = place->field;
    row[EVIDENCE_SEQ] = (int64_t)place->seq;
    row[EVIDENCE_PART] = (int64_t)part;
    row[EVIDENCE_RULE] = rule;
    row[EVIDENCE_OFFSET] = extent ? (int64_t)extent->offset : PACKED_NULL;
    row[EVIDENCE_LENGTH] = extent ? (int64_t)extent->length : PACKED_NULL;
}

static void add_source(struct saver *saver, const struct value_place *place, const struct source *source)
{
    int64_t rule = 0;

    if (saver->status == STATUS_OK)
        saver->status = rule_map_find(saver->rules, saver->database, source->rule, &rule);
    if (saver->status != STATUS_OK)
        return;
    for (size_t i = 0; i < source->extent_count; i++)
        add_evidence_row(saver, place, rule, i, &source->extents[i]);
    if (source->extent_count == 0 && rule)
        add_evidence_row(saver, place, rule, 0, NULL);
}

/* By item, field, seq and part. */
static int compare_evidence(const void *a, const void *b)
{
    const int64_t *one = a, *other = b;
    size_t at = EVIDENCE_ITEM;

    while (at < EVIDENCE_PART && one[at] == other[at])
        at++;
    return (one[at] > other[at]) - (one[at] < other[at]);
}

/* The same numbers in the order of a packed run, which ends with the last that is not 0. */
static void pack_run(struct buffer *text, const int64_t *row)
{
    const int64_t numbers[] = { row[EVIDENCE_FIELD], row[EVIDENCE_OFFSET], row[EVIDENCE_LENGTH],
                                row[EVIDENCE_RULE],  row[EVIDENCE_SEQ],    row[EVIDENCE_PART] };

    packed_rows_add(text, numbers, row[EVIDENCE_PART] ? 6 : row[EVIDENCE_SEQ] ? 5 : 4);
}

/* Packs the runs of the item that row `at` is of, and gives the row where the next item's begin. */
static size_t pack_item(struct saver *saver, size_t at, struct buffer *text, struct row_feed *packed)
{
    const struct row_feed *runs = &saver->evidence;
    int64_t item = runs->rows[at][EVIDENCE_ITEM];

    text->length = 0;
    for (; at < runs->count && runs->rows[at][EVIDENCE_ITEM] == item; at++)
        pack_run(text, runs->rows[at]);
    packed_rows_end(text);

    struct row_feed_row row = row_feed_add_texts(packed, saver->place->scratch);

    row.numbers[0] = item;
    row.texts[0] = arena_copy_span(saver->place->scratch, span_over(text->bytes, text->length));
    return at;
}

static void save_evidence(struct saver *saver)
{
    struct statement *statement = use(saver, STATEMENT_ADD_EVIDENCE);
    struct row_feed packed = { 0 };
    struct buffer text = { 0 };

    if (saver->evidence.count)
        qsort(saver->evidence.rows, saver->evidence.count, sizeof *saver->evidence.rows, compare_evidence);
    for (size_t at = 0; at < saver->evidence.count;)
        at = pack_item(saver, at, &text, &packed);
    run_feed(saver, statement, &packed);
    buffer_free(&text);
}

static void add_single_sources(struct saver *saver, enum item_kind kind, size_t index, const void *item)
{
    for (const struct field_place *place = plan_field_places(kind); place->field; place++)
        add_source(saver, &(struct value_place){ id_of(saver, kind, index), place->field, 0 },
                   field_place_source_const(place, item));
}

/* ---- lists that several kinds of items have ---------------------------------------------------- */

static void add_owner(struct saver *saver, int64_t item, size_t seq, const struct owner *owner)
{
    struct row_feed_row row = add_row(saver, FEED_OWNERSHIP);
    int64_t party = 0;

    if (saver->status == STATUS_OK)
        saver->status = party_map_find(&saver->parties, saver->database, owner, &party);
    row.numbers[0] = item;
    row.numbers[1] = (int64_t)seq;
    row.numbers[2] = party;
    row.numbers[3] = line_or_null(owner->line);
    row.texts[0] = span_of(owner_role_name(owner->role));
    add_source(saver, &(struct value_place){ item, FIELD_OWNER, seq }, &owner->name.source);
}

static void add_owners(struct saver *saver, int64_t item, const struct owner_list *owners)
{
    for (size_t i = 0; i < owners->count; i++)
        add_owner(saver, item, i, &owners->items[i]);
}

static void add_date(struct saver *saver, int64_t item, size_t seq, const struct date_value *date)
{
    struct row_feed_row row = add_row(saver, FEED_DATE);
    struct date_row *days = ARENA_NEW(saver->place->scratch, struct date_row);

    date_row_write(days, date);
    row.numbers[0] = item;
    row.numbers[1] = (int64_t)seq;
    row.numbers[2] = date->flags;
    row.texts[0] = span_of(date_role_name(date->role));
    row.texts[1] = date->words.text;
    row.texts[2] = date_row_day(days->first);
    row.texts[3] = date_row_day(days->last);
    add_source(saver, &(struct value_place){ item, FIELD_DATE, seq }, &date->words.source);
}

static void add_dates(struct saver *saver, int64_t item, const struct date_list *dates)
{
    for (size_t i = 0; i < dates->count; i++)
        add_date(saver, item, i, &dates->items[i]);
}

/* A closed range; 0: no line. */
struct line_range {
    size_t first;
    size_t last;
};

/* ---- items ------------------------------------------------------------------------------------- */

static void add_item(struct saver *saver, struct row_feed *feed, enum item_kind kind, struct line_range lines)
{
    size_t index = feed->count;
    int64_t *row = row_feed_add(feed, saver->place->scratch);

    row[0] = id_of(saver, kind, index);
    row[1] = (int64_t)index + 1;
    row[2] = line_or_null(lines.first);
    row[3] = line_or_null(lines.last);
}

static struct line_range lines_of(const struct plan *plan, enum item_kind kind, size_t index)
{
    switch (kind) {
    case ITEM_SECTION:
        return (struct line_range){ plan->sections[index].line, plan->sections[index].line };
    case ITEM_ACTION:
        return (struct line_range){ plan->actions[index].line_first, plan->actions[index].line_last };
    case ITEM_RISK:
        return (struct line_range){ plan->risks[index].line_first, plan->risks[index].line_last };
    case ITEM_INDICATOR:
        return (struct line_range){ plan->indicators[index].line_first, plan->indicators[index].line_last };
    case ITEM_DOCUMENT:
    case ITEM_MILESTONE:
        break;
    }
    return (struct line_range){ 0, 0 };
}

static void save_items(struct saver *saver, enum item_kind kind, size_t count)
{
    struct statement *statement = use(saver, STATEMENT_ADD_ITEMS);
    struct row_feed feed = { 0 };

    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++)
        add_item(saver, &feed, kind, lines_of(saver->plan, kind, i));
    statement_bind_integer(statement, AT_EDITION, saver->place->edition);
    statement_bind_string(statement, AT_KIND, item_kind_name(kind));
    run_feed(saver, statement, &feed);
}

static int64_t section_or_null(const struct saver *saver, size_t section)
{
    return section == PLAN_NO_INDEX ? ROW_FEED_NULL : id_of(saver, ITEM_SECTION, section);
}

static void add_section(struct saver *saver, size_t index, const struct section *section)
{
    struct row_feed_row row = add_row(saver, FEED_SECTION);

    row.numbers[0] = id_of(saver, ITEM_SECTION, index);
    row.numbers[1] = section_or_null(saver, section->parent);
    row.texts[0] = section->code.text;
    row.texts[1] = section->title.text;
    row.texts[2] = section->priority.text;
    row.texts[3] = section->aim.text;
    add_single_sources(saver, ITEM_SECTION, index, section);
}

static void add_resource(struct saver *saver, int64_t item, size_t seq, const struct resource *resource)
{
    struct row_feed_row row = add_row(saver, FEED_RESOURCE);

    row.numbers[0] = item;
    row.numbers[1] = (int64_t)seq;
    row.numbers[ROW_FEED_REAL] = resource->has_percent ? row_feed_real(resource->percent) : ROW_FEED_NULL;
    row.texts[0] = resource->who.text;
    add_source(saver, &(struct value_place){ item, FIELD_RESOURCE, seq }, &resource->who.source);
}

static void add_link(struct saver *saver, int64_t item, size_t seq, const struct link *link)
{
    struct row_feed_row row = add_row(saver, FEED_LINK);

    row.numbers[0] = item;
    row.numbers[1] = (int64_t)seq;
    row.texts[0] = link->code.text;
    row.texts[1] = span_of(link_target_name(link->target));
    add_source(saver, &(struct value_place){ item, FIELD_LINK, seq }, &link->code.source);
}

static void add_action_row(struct saver *saver, int64_t item, const struct action *action)
{
    struct row_feed_row row = add_row(saver, FEED_ACTION);

    row.numbers[0] = item;
    row.numbers[1] = section_or_null(saver, action->section);
    row.numbers[2] = action->has_owner_column;
    row.numbers[3] = action->has_date_column;
    row.numbers[4] = action->has_measure_column;
    row.numbers[ROW_FEED_REAL] = row_feed_real(action->confidence);
    row.texts[0] = span_of(action_kind_name(action->kind));
    row.texts[1] = action->ref.text;
    row.texts[2] = action->text.text;
    row.texts[3] = action->issue.text;
    row.texts[4] = action->priority.text;
    row.texts[5] = span_of(action_status_name(action->status));
    row.texts[6] = span_of(rag_name(action->rag));
    row.texts[7] = action->measure.text;
    row.texts[8] = action->progress.text;
}

static void add_action(struct saver *saver, size_t index, const struct action *action)
{
    int64_t item = id_of(saver, ITEM_ACTION, index);

    add_action_row(saver, item, action);
    add_single_sources(saver, ITEM_ACTION, index, action);
    add_owners(saver, item, &action->owners);
    add_dates(saver, item, &action->dates);
    for (size_t i = 0; i < action->resource_count; i++)
        add_resource(saver, item, i, &action->resources[i]);
    for (size_t i = 0; i < action->link_count; i++)
        add_link(saver, item, i, &action->links[i]);
}

static void add_milestone(struct saver *saver, size_t index, int64_t action,
                          const struct milestone *milestone)
{
    struct row_feed_row row = add_row(saver, FEED_MILESTONE);
    int64_t item = id_of(saver, ITEM_MILESTONE, index);

    row.numbers[0] = item;
    row.numbers[1] = action;
    row.texts[0] = milestone->text.text;
    add_single_sources(saver, ITEM_MILESTONE, index, milestone);
    add_owners(saver, item, &milestone->owners);
    add_dates(saver, item, &milestone->dates);
}

static void add_milestones(struct saver *saver)
{
    size_t index = 0;

    for (size_t i = 0; i < saver->plan->action_count; i++)
        for (size_t j = 0; j < saver->plan->actions[i].milestone_count; j++)
            add_milestone(saver, index++, id_of(saver, ITEM_ACTION, i),
                          &saver->plan->actions[i].milestones[j]);
}

/* A stage that is not rated has no row. */
static void add_rating(struct saver *saver, int64_t risk, const char *stage, const struct rating *rating)
{
    const struct span texts[] = { span_of(stage),     rating->impact.text, rating->likelihood.text,
                                  rating->score.text, rating->impact_text, rating->likelihood_text };
    bool is_rated = false;

    for (size_t i = 1; i < ARRAY_LENGTH(texts); i++)
        is_rated = is_rated || texts[i].text;
    if (!is_rated)
        return;

    struct row_feed_row row = add_row(saver, FEED_RATING);

    row.numbers[0] = risk;
    memcpy(row.texts, texts, sizeof texts);
}

static void add_risk(struct saver *saver, size_t index, const struct risk *risk)
{
    struct row_feed_row row = add_row(saver, FEED_RISK);
    int64_t item = id_of(saver, ITEM_RISK, index);

    row.numbers[0] = item;
    row.numbers[1] = section_or_null(saver, risk->section);
    row.numbers[2] = risk->has_owner_column;
    row.texts[0] = risk->ref.text;
    row.texts[1] = risk->text.text;
    row.texts[2] = risk->consequence.text;
    row.texts[3] = risk->mitigation.text;
    row.texts[4] = risk->controls.text;
    row.texts[5] = risk->notes.text;
    add_rating(saver, item, "inherent", &risk->inherent);
    add_rating(saver, item, "residual", &risk->residual);
    add_rating(saver, item, "target", &risk->target);
    add_single_sources(saver, ITEM_RISK, index, risk);
    add_owners(saver, item, &risk->owners);
    add_dates(saver, item, &risk->dates);
}

static void add_indicator_value(struct saver *saver, int64_t item, size_t seq,
                                const struct indicator_value *value)
{
    struct row_feed_row row = add_row(saver, FEED_INDICATOR_VALUE);

    row.numbers[0] = item;
    row.numbers[1] = (int64_t)seq;
    row.texts[0] = value->period;
    row.texts[1] = value->value.text;
    add_source(saver, &(struct value_place){ item, FIELD_VALUE, seq }, &value->value.source);
}

static void add_indicator(struct saver *saver, size_t index, const struct indicator *indicator)
{
    struct row_feed_row row = add_row(saver, FEED_INDICATOR);
    int64_t item = id_of(saver, ITEM_INDICATOR, index);

    row.numbers[0] = item;
    row.numbers[1] = section_or_null(saver, indicator->section);
    row.texts[0] = indicator->code.text;
    row.texts[1] = indicator->text.text;
    row.texts[2] = indicator->notes.text;
    add_single_sources(saver, ITEM_INDICATOR, index, indicator);
    for (size_t i = 0; i < indicator->value_count; i++)
        add_indicator_value(saver, item, i, &indicator->values[i]);
}

/* ---- the document as a whole ------------------------------------------------------------------- */

static void save_abbreviation(struct saver *saver, size_t seq, const struct abbreviation *abbreviation)
{
    struct statement *statement = use(saver, STATEMENT_ADD_ABBREVIATION);
    int64_t document = id_of(saver, ITEM_DOCUMENT, 0);

    statement_bind_integer(statement, AT_EDITION, saver->place->edition);
    statement_bind_count(statement, AT_SEQ, seq);
    statement_bind_span(statement, AT_SHORT_FORM, abbreviation->short_form.text);
    statement_bind_span(statement, AT_MEANING, abbreviation->meaning.text);
    run(saver, statement);
    add_source(saver, &(struct value_place){ document, FIELD_ABBREVIATION, seq },
               &abbreviation->short_form.source);
    add_source(saver, &(struct value_place){ document, FIELD_MEANING, seq }, &abbreviation->meaning.source);
}

static void add_anomaly(struct saver *saver, size_t seq, const struct anomaly *anomaly)
{
    struct row_feed_row row = add_row(saver, FEED_ANOMALY);

    row.numbers[0] = saver->place->edition;
    row.numbers[1] = (int64_t)seq;
    row.numbers[2] = line_or_null(anomaly->line);
    row.numbers[3] =
        anomaly->action == PLAN_NO_INDEX ? ROW_FEED_NULL : id_of(saver, ITEM_ACTION, anomaly->action);
    row.texts[0] = span_of(anomaly->kind);
    row.texts[1] = anomaly->words.text;
    add_source(saver, &(struct value_place){ id_of(saver, ITEM_DOCUMENT, 0), FIELD_ANOMALY, seq },
               &anomaly->words.source);
}

static void save_annotation(struct saver *saver, size_t seq, const struct annotation *annotation)
{
    struct statement *statement = use(saver, STATEMENT_ADD_ANNOTATION);

    statement_bind_integer(statement, AT_EDITION, saver->place->edition);
    statement_bind_count(statement, AT_SEQ, seq);
    statement_bind_string(statement, AT_KIND, annotation->kind);
    statement_bind_positive(statement, AT_LINE, (int64_t)annotation->line);
    statement_bind_span(statement, AT_AUTHOR, annotation->author);
    statement_bind_span(statement, AT_WORDS, annotation->words.text);
    run(saver, statement);
    add_source(saver, &(struct value_place){ id_of(saver, ITEM_DOCUMENT, 0), FIELD_ANNOTATION, seq },
               &annotation->words.source);
}

/* One run of words is enough to look at. */
static void add_doubt(struct saver *saver, size_t seq, const struct doubt *doubt)
{
    struct row_feed_row row = add_row(saver, FEED_DOUBT);
    const struct source *source = &doubt->words.source;
    bool has_place = source->extent_count > 0;

    row.numbers[0] = id_of(saver, doubt->kind, doubt->index);
    row.numbers[1] = (int64_t)seq;
    row.numbers[2] = has_place ? (int64_t)source->extents[0].offset : ROW_FEED_NULL;
    row.numbers[3] = has_place ? (int64_t)source->extents[0].length : ROW_FEED_NULL;
    row.numbers[ROW_FEED_REAL] = row_feed_real(doubt->confidence);
    row.texts[0] = span_of(doubt->field);
    row.texts[1] = span_of(doubt->other);
}

static void add_account_row(struct saver *saver, struct row_feed *feed, const struct account *account)
{
    int64_t *row = row_feed_add(feed, saver->place->scratch);

    row[0] = (int64_t)account->extent.offset;
    row[1] = (int64_t)account->extent.length;
    row[2] = account->use;
    row[3] = line_or_null(account->repeat_of);
}

static void save_accounts(struct saver *saver)
{
    struct statement *statement = use(saver, STATEMENT_ADD_ACCOUNTS);
    struct row_feed feed = { 0 };

    for (size_t i = 0; i < saver->plan->account_count; i++)
        add_account_row(saver, &feed, &saver->plan->accounts[i]);
    statement_bind_integer(statement, AT_EDITION, saver->place->edition);
    run_feed(saver, statement, &feed);
}

/* ---- places of a Word file ---------------------------------------------------------------------- */

static void save_lines(struct saver *saver, const struct place_map *map)
{
    struct statement *statement = use(saver, STATEMENT_ADD_PLACE);
    struct buffer text = { 0 };

    for (size_t i = 0; i < map->line_count; i++) {
        const struct place *line = &map->lines[i];
        const int64_t numbers[] = { line->table, line->row, line->column, line->page };

        packed_rows_add(&text, numbers, line->page ? 4 : line->table ? 3 : 0);
    }
    packed_rows_end(&text);
    statement_bind_integer(statement, AT_EDITION, saver->place->edition);
    statement_bind_span(statement, AT_TEXT, span_over(text.bytes, text.length));
    run(saver, statement);
    buffer_free(&text);
}

static void save_tables(struct saver *saver, const struct place_map *map)
{
    struct statement *statement = use(saver, STATEMENT_ADD_TABLE_PLACES);
    struct row_feed feed = { 0 };

    for (size_t i = 0; i < map->table_count; i++) {
        if (!map->parents[i].table)
            continue;
        int64_t *row = row_feed_add(&feed, saver->place->scratch);

        row[0] = (int64_t)i + 1;
        row[1] = map->parents[i].table;
        row[2] = map->parents[i].row;
        row[3] = map->parents[i].column;
    }
    statement_bind_integer(statement, AT_EDITION, saver->place->edition);
    run_feed(saver, statement, &feed);
}

static void save_places(struct saver *saver)
{
    const struct place_map *map = &saver->plan->places;

    if (!map->line_count)
        return;
    save_lines(saver, map);
    if (map->table_count)
        save_tables(saver, map);
    for (size_t i = 0; i < map->heading_count; i++) {
        struct statement *statement = use(saver, STATEMENT_ADD_TABLE_HEADING);

        statement_bind_integer(statement, AT_EDITION, saver->place->edition);
        statement_bind_integer(statement, AT_TABLE_NUMBER, map->headings[i].table);
        statement_bind_integer(statement, AT_COLUMN_NUMBER, map->headings[i].column);
        statement_bind_span(statement, AT_WORDS,
                            map->headings[i].words.text ? map->headings[i].words : span_of(""));
        run(saver, statement);
    }
}

static void save_source_text(struct saver *saver)
{
    struct statement *statement = use(saver, STATEMENT_ADD_SOURCE_TEXT);

    if (!saver->plan->text.text)
        return;
    statement_bind_integer(statement, AT_EDITION, saver->place->edition);
    statement_bind_span(statement, AT_TEXT, saver->plan->text);
    run(saver, statement);
}

static void match_corrections(struct saver *saver)
{
    if (saver->status == STATUS_OK)
        saver->status = correction_row_match(saver->database, saver->plan, saver->place->scratch,
                                             saver->place->unmatched);
}

/* ---- all of it --------------------------------------------------------------------------------- */

static size_t count_milestones(const struct plan *plan)
{
    size_t count = 0;

    for (size_t i = 0; i < plan->action_count; i++)
        count += plan->actions[i].milestone_count;
    return count;
}

/*
 * Ids are given out beforehand, kind by kind, so that rows come in the order of their keys and can name each
 * other. The rows of all items go in first, for everything else refers to them.
 */
static void save_all_items(struct saver *saver)
{
    const size_t counts[ITEM_KIND_COUNT] = {
        [ITEM_DOCUMENT] = 1,
        [ITEM_SECTION] = saver->plan->section_count,
        [ITEM_ACTION] = saver->plan->action_count,
        [ITEM_MILESTONE] = count_milestones(saver->plan),
        [ITEM_RISK] = saver->plan->risk_count,
        [ITEM_INDICATOR] = saver->plan->indicator_count,
    };
    int64_t next = 1;

    saver->status = statement_run_finding(use(saver, STATEMENT_FIND_FREE_ITEM), &next);
    for (size_t kind = 0; kind < ITEM_KIND_COUNT; kind++) {
        saver->first[kind] = next;
        next += (int64_t)counts[kind];
        save_items(saver, (enum item_kind)kind, counts[kind]);
    }
}

static void save_document(struct saver *saver)
{
    const struct plan *plan = saver->plan;

    add_single_sources(saver, ITEM_DOCUMENT, 0, plan);
    for (size_t i = 0; i < plan->abbreviation_count; i++)
        save_abbreviation(saver, i, &plan->abbreviations[i]);
}

static void collect_rows(struct saver *saver)
{
    const struct plan *plan = saver->plan;

    for (size_t i = 0; i < plan->section_count; i++)
        add_section(saver, i, &plan->sections[i]);
    for (size_t i = 0; i < plan->action_count; i++)
        add_action(saver, i, &plan->actions[i]);
    add_milestones(saver);
    for (size_t i = 0; i < plan->risk_count; i++)
        add_risk(saver, i, &plan->risks[i]);
    for (size_t i = 0; i < plan->indicator_count; i++)
        add_indicator(saver, i, &plan->indicators[i]);
    for (size_t i = 0; i < plan->anomaly_count; i++)
        add_anomaly(saver, i, &plan->anomalies[i]);
    for (size_t i = 0; i < plan->doubt_count; i++)
        add_doubt(saver, i, &plan->doubts[i]);
}

/* Where there is nothing to add the statement is not even prepared. */
static void save_rows(struct saver *saver)
{
    for (size_t feed = 0; feed < FEED_COUNT; feed++)
        if (saver->feeds[feed].count)
            run_feed(saver, use(saver, feed_statements[feed]), &saver->feeds[feed]);
}

enum status plan_save(struct database *database, struct rule_map *rules, const struct plan *plan,
                      const struct save_place *place)
{
    struct saver saver = {
        .database = database,
        .rules = rules,
        .plan = plan,
        .place = place,
        .parties = { .arena = place->scratch, .council = place->council },
    };

    save_all_items(&saver);
    save_source_text(&saver);
    save_document(&saver);
    for (size_t i = 0; i < plan->annotation_count; i++)
        save_annotation(&saver, i, &plan->annotations[i]);
    collect_rows(&saver);
    save_rows(&saver);
    save_evidence(&saver);
    save_accounts(&saver);
    save_places(&saver);
    match_corrections(&saver);
    return saver.status;
}
