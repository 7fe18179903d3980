#include "store/plan_save.h"

#include <stdlib.h>

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

/* After a first failure the rest of the saving does nothing, so that only the end is checked. */
struct saver {
    struct database *database;
    struct rule_map *rules;
    const struct plan *plan;
    const struct save_place *place;
    struct party_map parties;
    struct row_feed ownerships; /* collected first: the rows of which a document has most go in together */
    struct row_feed evidence;   /* runs: packed at the end */
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
    const int64_t run[] = { row[EVIDENCE_FIELD], row[EVIDENCE_OFFSET], row[EVIDENCE_LENGTH],
                            row[EVIDENCE_RULE],  row[EVIDENCE_SEQ],    row[EVIDENCE_PART] };

    packed_rows_add(text, run, row[EVIDENCE_PART] ? 6 : row[EVIDENCE_SEQ] ? 5 : 4);
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
    row_feed_add(packed, saver->place->scratch)[0] = item;
    row_feed_texts(packed, saver->place->scratch)[0] =
        arena_copy_span(saver->place->scratch, (struct span){ text->bytes, text->length, SPAN_NOWHERE });
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
    statement_bind_feed(statement, AT_ROWS, &packed);
    run(saver, statement);
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
    int64_t party = 0;

    if (saver->status == STATUS_OK)
        saver->status = party_map_find(&saver->parties, saver->database, owner, &party);

    int64_t *row = row_feed_add(&saver->ownerships, saver->place->scratch);

    row[0] = item;
    row[1] = (int64_t)seq;
    row[2] = party;
    row[3] = owner->role == OWNER_SUPPORT;
    row[4] = owner->line ? (int64_t)owner->line : ROW_FEED_NULL;
    add_source(saver, &(struct value_place){ item, FIELD_OWNER, seq }, &owner->name.source);
}

static void add_owners(struct saver *saver, int64_t item, const struct owner_list *owners)
{
    for (size_t i = 0; i < owners->count; i++)
        add_owner(saver, item, i, &owners->items[i]);
}

static void save_ownerships(struct saver *saver)
{
    struct statement *statement = use(saver, STATEMENT_ADD_OWNERSHIPS);

    statement_bind_string(statement, AT_LEAD, owner_role_name(OWNER_LEAD));
    statement_bind_string(statement, AT_SUPPORT, owner_role_name(OWNER_SUPPORT));
    statement_bind_feed(statement, AT_ROWS, &saver->ownerships);
    run(saver, statement);
}

static void save_date(struct saver *saver, int64_t item, size_t seq, const struct date_value *date)
{
    struct statement *statement = use(saver, STATEMENT_ADD_DATE_VALUE);
    struct date_row row;

    statement_bind_integer(statement, AT_ITEM, item);
    statement_bind_count(statement, AT_SEQ, seq);
    statement_bind_string(statement, AT_ROLE, date_role_name(date->role));
    date_row_bind(statement, date, &row);
    run(saver, statement);
    add_source(saver, &(struct value_place){ item, FIELD_DATE, seq }, &date->words.source);
}

static void save_dates(struct saver *saver, int64_t item, const struct date_list *dates)
{
    for (size_t i = 0; i < dates->count; i++)
        save_date(saver, item, i, &dates->items[i]);
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
    row[2] = lines.first ? (int64_t)lines.first : ROW_FEED_NULL;
    row[3] = lines.last ? (int64_t)lines.last : ROW_FEED_NULL;
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

    for (size_t i = 0; i < count; i++)
        add_item(saver, &feed, kind, lines_of(saver->plan, kind, i));
    statement_bind_integer(statement, AT_EDITION, saver->place->edition);
    statement_bind_string(statement, AT_KIND, item_kind_name(kind));
    statement_bind_feed(statement, AT_ROWS, &feed);
    run(saver, statement);
}

static void bind_section(struct saver *saver, struct statement *statement, enum parameter at, size_t section)
{
    if (section != PLAN_NO_INDEX)
        statement_bind_integer(statement, at, id_of(saver, ITEM_SECTION, section));
}

static void save_section(struct saver *saver, size_t index, const struct section *section)
{
    struct statement *statement = use(saver, STATEMENT_ADD_SECTION);

    statement_bind_integer(statement, AT_ITEM, id_of(saver, ITEM_SECTION, index));
    statement_bind_span(statement, AT_CODE, section->code.text);
    statement_bind_span(statement, AT_TITLE, section->title.text);
    statement_bind_span(statement, AT_PRIORITY, section->priority.text);
    statement_bind_span(statement, AT_AIM, section->aim.text);
    bind_section(saver, statement, AT_PARENT, section->parent);
    run(saver, statement);
    add_single_sources(saver, ITEM_SECTION, index, section);
}

static void save_resource(struct saver *saver, int64_t item, size_t seq, const struct resource *resource)
{
    struct statement *statement = use(saver, STATEMENT_ADD_RESOURCE);

    statement_bind_integer(statement, AT_ACTION, item);
    statement_bind_count(statement, AT_SEQ, seq);
    statement_bind_span(statement, AT_WHO, resource->who.text);
    if (resource->has_percent)
        statement_bind_real(statement, AT_PERCENT, resource->percent);
    run(saver, statement);
    add_source(saver, &(struct value_place){ item, FIELD_RESOURCE, seq }, &resource->who.source);
}

static void save_link(struct saver *saver, int64_t item, size_t seq, const struct link *link)
{
    struct statement *statement = use(saver, STATEMENT_ADD_LINK);

    statement_bind_integer(statement, AT_ACTION, item);
    statement_bind_count(statement, AT_SEQ, seq);
    statement_bind_span(statement, AT_CODE, link->code.text);
    statement_bind_string(statement, AT_TARGET, link_target_name(link->target));
    run(saver, statement);
    add_source(saver, &(struct value_place){ item, FIELD_LINK, seq }, &link->code.source);
}

static void save_action_row(struct saver *saver, int64_t item, const struct action *action)
{
    struct statement *statement = use(saver, STATEMENT_ADD_ACTION);

    statement_bind_integer(statement, AT_ITEM, item);
    statement_bind_string(statement, AT_KIND, action_kind_name(action->kind));
    statement_bind_span(statement, AT_REF, action->ref.text);
    statement_bind_span(statement, AT_TEXT, action->text.text);
    bind_section(saver, statement, AT_SECTION, action->section);
    statement_bind_span(statement, AT_ISSUE, action->issue.text);
    statement_bind_span(statement, AT_PRIORITY, action->priority.text);
    statement_bind_string(statement, AT_STATUS, action_status_name(action->status));
    statement_bind_string(statement, AT_RAG, rag_name(action->rag));
    statement_bind_span(statement, AT_MEASURE, action->measure.text);
    statement_bind_span(statement, AT_PROGRESS, action->progress.text);
    statement_bind_integer(statement, AT_HAS_OWNER_COLUMN, action->has_owner_column);
    statement_bind_integer(statement, AT_HAS_DATE_COLUMN, action->has_date_column);
    statement_bind_integer(statement, AT_HAS_MEASURE_COLUMN, action->has_measure_column);
    statement_bind_real(statement, AT_CONFIDENCE, action->confidence);
    run(saver, statement);
}

static void save_action(struct saver *saver, size_t index, const struct action *action)
{
    int64_t item = id_of(saver, ITEM_ACTION, index);

    save_action_row(saver, item, action);
    add_single_sources(saver, ITEM_ACTION, index, action);
    add_owners(saver, item, &action->owners);
    save_dates(saver, item, &action->dates);
    for (size_t i = 0; i < action->resource_count; i++)
        save_resource(saver, item, i, &action->resources[i]);
    for (size_t i = 0; i < action->link_count; i++)
        save_link(saver, item, i, &action->links[i]);
}

static void save_milestone(struct saver *saver, size_t index, int64_t action,
                           const struct milestone *milestone)
{
    struct statement *statement = use(saver, STATEMENT_ADD_MILESTONE);
    int64_t item = id_of(saver, ITEM_MILESTONE, index);

    statement_bind_integer(statement, AT_ITEM, item);
    statement_bind_integer(statement, AT_ACTION, action);
    statement_bind_span(statement, AT_TEXT, milestone->text.text);
    run(saver, statement);
    add_single_sources(saver, ITEM_MILESTONE, index, milestone);
    add_owners(saver, item, &milestone->owners);
    save_dates(saver, item, &milestone->dates);
}

static void save_milestones(struct saver *saver)
{
    size_t index = 0;

    for (size_t i = 0; i < saver->plan->action_count; i++)
        for (size_t j = 0; j < saver->plan->actions[i].milestone_count; j++)
            save_milestone(saver, index++, id_of(saver, ITEM_ACTION, i),
                           &saver->plan->actions[i].milestones[j]);
}

/* A stage that is not rated has no row. */
static void save_rating(struct saver *saver, int64_t risk, const char *stage, const struct rating *rating)
{
    struct statement *statement = use(saver, STATEMENT_ADD_RATING);

    if (!rating->impact.text.text && !rating->likelihood.text.text && !rating->score.text.text &&
        !rating->impact_text.text && !rating->likelihood_text.text)
        return;
    statement_bind_integer(statement, AT_RISK, risk);
    statement_bind_string(statement, AT_STAGE, stage);
    statement_bind_span(statement, AT_IMPACT, rating->impact.text);
    statement_bind_span(statement, AT_LIKELIHOOD, rating->likelihood.text);
    statement_bind_span(statement, AT_SCORE, rating->score.text);
    statement_bind_span(statement, AT_IMPACT_TEXT, rating->impact_text);
    statement_bind_span(statement, AT_LIKELIHOOD_TEXT, rating->likelihood_text);
    run(saver, statement);
}

static void save_risk_row(struct saver *saver, int64_t item, const struct risk *risk)
{
    struct statement *statement = use(saver, STATEMENT_ADD_RISK);

    statement_bind_integer(statement, AT_ITEM, item);
    statement_bind_span(statement, AT_REF, risk->ref.text);
    statement_bind_span(statement, AT_TEXT, risk->text.text);
    bind_section(saver, statement, AT_SECTION, risk->section);
    statement_bind_span(statement, AT_CONSEQUENCE, risk->consequence.text);
    statement_bind_span(statement, AT_MITIGATION, risk->mitigation.text);
    statement_bind_span(statement, AT_CONTROLS, risk->controls.text);
    statement_bind_span(statement, AT_NOTES, risk->notes.text);
    statement_bind_integer(statement, AT_HAS_OWNER_COLUMN, risk->has_owner_column);
    run(saver, statement);
}

static void save_risk(struct saver *saver, size_t index, const struct risk *risk)
{
    int64_t item = id_of(saver, ITEM_RISK, index);

    save_risk_row(saver, item, risk);
    save_rating(saver, item, "inherent", &risk->inherent);
    save_rating(saver, item, "residual", &risk->residual);
    save_rating(saver, item, "target", &risk->target);
    add_single_sources(saver, ITEM_RISK, index, risk);
    add_owners(saver, item, &risk->owners);
    save_dates(saver, item, &risk->dates);
}

static void save_indicator_value(struct saver *saver, int64_t item, size_t seq,
                                 const struct indicator_value *value)
{
    struct statement *statement = use(saver, STATEMENT_ADD_INDICATOR_VALUE);

    statement_bind_integer(statement, AT_INDICATOR, item);
    statement_bind_count(statement, AT_SEQ, seq);
    statement_bind_span(statement, AT_PERIOD, value->period);
    statement_bind_span(statement, AT_VALUE, value->value.text);
    run(saver, statement);
    add_source(saver, &(struct value_place){ item, FIELD_VALUE, seq }, &value->value.source);
}

static void save_indicator(struct saver *saver, size_t index, const struct indicator *indicator)
{
    struct statement *statement = use(saver, STATEMENT_ADD_INDICATOR);
    int64_t item = id_of(saver, ITEM_INDICATOR, index);

    statement_bind_integer(statement, AT_ITEM, item);
    statement_bind_span(statement, AT_CODE, indicator->code.text);
    statement_bind_span(statement, AT_TEXT, indicator->text.text);
    bind_section(saver, statement, AT_SECTION, indicator->section);
    statement_bind_span(statement, AT_NOTES, indicator->notes.text);
    run(saver, statement);
    add_single_sources(saver, ITEM_INDICATOR, index, indicator);
    for (size_t i = 0; i < indicator->value_count; i++)
        save_indicator_value(saver, item, i, &indicator->values[i]);
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

static void save_anomaly(struct saver *saver, size_t seq, const struct anomaly *anomaly)
{
    struct statement *statement = use(saver, STATEMENT_ADD_ANOMALY);

    statement_bind_integer(statement, AT_EDITION, saver->place->edition);
    statement_bind_count(statement, AT_SEQ, seq);
    statement_bind_string(statement, AT_KIND, anomaly->kind);
    statement_bind_positive(statement, AT_LINE, (int64_t)anomaly->line);
    statement_bind_span(statement, AT_WORDS, anomaly->words.text);
    if (anomaly->action != PLAN_NO_INDEX)
        statement_bind_integer(statement, AT_ACTION, id_of(saver, ITEM_ACTION, anomaly->action));
    run(saver, statement);
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
static void save_doubt(struct saver *saver, size_t seq, const struct doubt *doubt)
{
    struct statement *statement = use(saver, STATEMENT_ADD_DOUBT);
    const struct source *source = &doubt->words.source;

    statement_bind_integer(statement, AT_ITEM, id_of(saver, doubt->kind, doubt->index));
    statement_bind_count(statement, AT_SEQ, seq);
    statement_bind_string(statement, AT_FIELD, doubt->field);
    statement_bind_string(statement, AT_OTHER, doubt->other);
    statement_bind_real(statement, AT_CONFIDENCE, doubt->confidence);
    if (source->extent_count) {
        statement_bind_count(statement, AT_OFFSET, source->extents[0].offset);
        statement_bind_count(statement, AT_LENGTH, source->extents[0].length);
    }
    run(saver, statement);
}

static void add_account_row(struct saver *saver, struct row_feed *feed, const struct account *account)
{
    int64_t *row = row_feed_add(feed, saver->place->scratch);

    row[0] = (int64_t)account->extent.offset;
    row[1] = (int64_t)account->extent.length;
    row[2] = account->use;
    row[3] = account->repeat_of ? (int64_t)account->repeat_of : ROW_FEED_NULL;
}

static void save_accounts(struct saver *saver)
{
    struct statement *statement = use(saver, STATEMENT_ADD_ACCOUNTS);
    struct row_feed feed = { 0 };

    for (size_t i = 0; i < saver->plan->account_count; i++)
        add_account_row(saver, &feed, &saver->plan->accounts[i]);
    statement_bind_integer(statement, AT_EDITION, saver->place->edition);
    statement_bind_feed(statement, AT_ROWS, &feed);
    run(saver, statement);
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
    statement_bind_span(statement, AT_TEXT, (struct span){ text.bytes, text.length, SPAN_NOWHERE });
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
    statement_bind_feed(statement, AT_ROWS, &feed);
    run(saver, statement);
}

static void save_places(struct saver *saver)
{
    const struct place_map *map = &saver->plan->places;

    if (!map->line_count)
        return;
    save_lines(saver, map);
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
    for (size_t i = 0; i < plan->section_count; i++)
        save_section(&saver, i, &plan->sections[i]);
    for (size_t i = 0; i < plan->action_count; i++)
        save_action(&saver, i, &plan->actions[i]);
    save_milestones(&saver);
    for (size_t i = 0; i < plan->risk_count; i++)
        save_risk(&saver, i, &plan->risks[i]);
    for (size_t i = 0; i < plan->indicator_count; i++)
        save_indicator(&saver, i, &plan->indicators[i]);
    for (size_t i = 0; i < plan->anomaly_count; i++) /* last: they name actions */
        save_anomaly(&saver, i, &plan->anomalies[i]);
    for (size_t i = 0; i < plan->annotation_count; i++)
        save_annotation(&saver, i, &plan->annotations[i]);
    for (size_t i = 0; i < plan->doubt_count; i++)
        save_doubt(&saver, i, &plan->doubts[i]);
    save_ownerships(&saver);
    save_evidence(&saver);
    save_accounts(&saver);
    save_places(&saver);
    match_corrections(&saver);
    return saver.status;
}
