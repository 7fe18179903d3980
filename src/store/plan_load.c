#include "store/plan_load.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "plan/plan.h"
#include "store/database.h"
#include "store/date_row.h"
#include "store/packed_rows.h"
#include "store/plan_field.h"

/* One row of the table `item`, and the struct that it is in memory. */
struct loaded_item {
    int64_t id;
    enum item_kind kind;
    size_t index;
    void *item;
    size_t line_first;
    size_t line_last;
};

/* After a first failure the rest of the loading does nothing, so that only the end is checked. */
struct loader {
    struct place *places; /* of its lines, its nested tables, its headings */
    struct place *parents;
    struct table_heading *headings;
    size_t place_capacity, parent_capacity, heading_capacity;
    struct database *database;
    struct arena *arena;
    struct plan *plan;
    int64_t edition;
    struct loaded_item *items; /* in the order of their ids; index is that of their numbers */
    size_t item_count;
    size_t last; /* where the last search ended: the next ends there or at the next item */
    size_t counts[ITEM_KIND_COUNT];
    struct milestone *milestones; /* of all actions, in order */
    enum status status;
};

/* ---- rows -------------------------------------------------------------------------------------- */

static void take_rows(struct loader *loader, struct statement *statement,
                      void (*take)(struct loader *loader, const struct statement *row))
{
    while (statement_next(statement))
        take(loader, statement);
    loader->status = statement_finish(statement);
}

/* Calls take for every row that a statement gives for the edition. */
static void each_row(struct loader *loader, enum statement_name name,
                     void (*take)(struct loader *loader, const struct statement *row))
{
    struct statement *statement = statement_of(loader->database, name);

    if (loader->status != STATUS_OK)
        return;
    statement_bind_integer(statement, AT_EDITION, loader->edition);
    take_rows(loader, statement, take);
}

/* The same for rows that items have, in the order of the items' ids. An edition's items are written one after
 * the other, so that all between the first and the last are its own; any other would be passed over. */
static void each_row_of_items(struct loader *loader, enum statement_name name,
                              void (*take)(struct loader *loader, const struct statement *row))
{
    struct statement *statement = statement_of(loader->database, name);

    if (loader->status != STATUS_OK || !loader->item_count)
        return;
    statement_bind_integer(statement, AT_ITEM_FIRST, loader->items[0].id);
    statement_bind_integer(statement, AT_ITEM_LAST, loader->items[loader->item_count - 1].id);
    take_rows(loader, statement, take);
}

static struct span text_at(const struct loader *loader, const struct statement *row, int column)
{
    return statement_copy(row, column, loader->arena);
}

static void set_text(const struct loader *loader, const struct statement *row, int column,
                     struct text_value *value)
{
    value->text = text_at(loader, row, column);
}

/* The enumerator whose name a column holds, or 0 for NULL and for a name that there is not. */
static int enumerator_at(const struct statement *row, int column, const char *(*name)(int), int count)
{
    struct span text = statement_span(row, column);

    for (int i = 0; text.text && i < count; i++)
        if (name(i) && span_equals(text, name(i)))
            return i;
    return 0;
}

static const char *name_of_item_kind(int kind)
{
    return item_kind_name((enum item_kind)kind);
}
static const char *name_of_action_kind(int kind)
{
    return action_kind_name((enum action_kind)kind);
}
static const char *name_of_action_status(int status)
{
    return action_status_name((enum action_status)status);
}
static const char *name_of_rag(int rag)
{
    return rag_name((enum rag)rag);
}
static const char *name_of_date_role(int role)
{
    return date_role_name((enum date_role)role);
}
static const char *name_of_party_kind(int kind)
{
    return party_kind_name((enum party_kind)kind);
}
static const char *name_of_owner_role(int role)
{
    return owner_role_name((enum owner_role)role);
}
static const char *name_of_link_target(int target)
{
    return link_target_name((enum link_target)target);
}

/* ---- items ------------------------------------------------------------------------------------- */

static int compare_ids(const void *a, const void *b)
{
    int64_t one = ((const struct loaded_item *)a)->id;
    int64_t other = ((const struct loaded_item *)b)->id;

    return (one > other) - (one < other);
}

static struct loaded_item *find_item(struct loader *loader, int64_t id)
{
    for (size_t next = loader->last; next < loader->item_count && next <= loader->last + 1; next++)
        if (loader->items[next].id == id) {
            loader->last = next;
            return &loader->items[next];
        }

    struct loaded_item sought = { .id = id };
    struct loaded_item *found =
        bsearch(&sought, loader->items, loader->item_count, sizeof *loader->items, compare_ids);

    if (found)
        loader->last = (size_t)(found - loader->items);
    return found;
}

/* The struct of an item of one kind; NULL where the id is of none such. */
static void *find_struct(struct loader *loader, int64_t id, enum item_kind kind)
{
    struct loaded_item *found = find_item(loader, id);

    return found && found->kind == kind ? found->item : NULL;
}

static size_t index_at(struct loader *loader, const struct statement *row, int column, enum item_kind kind)
{
    struct loaded_item *found =
        statement_is_null(row, column) ? NULL : find_item(loader, statement_integer(row, column));

    return found && found->kind == kind ? found->index : PLAN_NO_INDEX;
}

static size_t count_items(struct loader *loader)
{
    struct statement *count = statement_of(loader->database, STATEMENT_COUNT_ITEMS);
    int64_t answer = 0;

    statement_bind_integer(count, AT_EDITION, loader->edition);
    loader->status = statement_run_finding(count, &answer);
    return answer > 0 ? (size_t)answer : 0;
}

static void take_item(struct loader *loader, const struct statement *row)
{
    enum item_kind kind = (enum item_kind)enumerator_at(row, 1, name_of_item_kind, ITEM_KIND_COUNT);

    loader->items[loader->item_count++] = (struct loaded_item){
        .id = statement_integer(row, 0),
        .kind = kind,
        .index = loader->counts[kind]++,
        .line_first = statement_count(row, 2),
        .line_last = statement_count(row, 3),
    };
}

static void make_structs(struct loader *loader)
{
    struct plan *plan = loader->plan;
    struct arena *arena = loader->arena;

    plan->section_count = loader->counts[ITEM_SECTION];
    plan->action_count = loader->counts[ITEM_ACTION];
    plan->risk_count = loader->counts[ITEM_RISK];
    plan->indicator_count = loader->counts[ITEM_INDICATOR];
    plan->sections = ARENA_ARRAY(arena, plan->section_count, struct section);
    plan->actions = ARENA_ARRAY(arena, plan->action_count, struct action);
    plan->risks = ARENA_ARRAY(arena, plan->risk_count, struct risk);
    plan->indicators = ARENA_ARRAY(arena, plan->indicator_count, struct indicator);
    loader->milestones = ARENA_ARRAY(arena, loader->counts[ITEM_MILESTONE], struct milestone);
}

static void *struct_of(const struct loader *loader, enum item_kind kind, size_t index)
{
    switch (kind) {
    case ITEM_DOCUMENT:
        return loader->plan;
    case ITEM_SECTION:
        return &loader->plan->sections[index];
    case ITEM_ACTION:
        return &loader->plan->actions[index];
    case ITEM_MILESTONE:
        return &loader->milestones[index];
    case ITEM_RISK:
        return &loader->plan->risks[index];
    case ITEM_INDICATOR:
        return &loader->plan->indicators[index];
    }
    return NULL;
}

static void load_items(struct loader *loader)
{
    size_t count = count_items(loader);

    loader->items = ARENA_ARRAY(loader->arena, count, struct loaded_item);
    each_row(loader, STATEMENT_LOAD_ITEMS, take_item);
    make_structs(loader);
    for (size_t i = 0; i < loader->item_count; i++)
        loader->items[i].item = struct_of(loader, loader->items[i].kind, loader->items[i].index);
    if (loader->item_count)
        qsort(loader->items, loader->item_count, sizeof *loader->items, compare_ids);
}

static void take_section(struct loader *loader, const struct statement *row)
{
    struct section *section = find_struct(loader, statement_integer(row, 0), ITEM_SECTION);

    if (!section)
        return;
    section->line = loader->items[loader->last].line_first;
    set_text(loader, row, 1, &section->code);
    set_text(loader, row, 2, &section->title);
    set_text(loader, row, 3, &section->priority);
    set_text(loader, row, 4, &section->aim);
    section->parent = index_at(loader, row, 5, ITEM_SECTION);
}

static void take_action(struct loader *loader, const struct statement *row)
{
    struct action *action = find_struct(loader, statement_integer(row, 0), ITEM_ACTION);

    if (!action)
        return;
    action->line_first = loader->items[loader->last].line_first;
    action->line_last = loader->items[loader->last].line_last;
    action->kind = (enum action_kind)enumerator_at(row, 1, name_of_action_kind, ACTION_CHART + 1);
    set_text(loader, row, 2, &action->ref);
    set_text(loader, row, 3, &action->text);
    action->section = index_at(loader, row, 4, ITEM_SECTION);
    set_text(loader, row, 5, &action->issue);
    set_text(loader, row, 6, &action->priority);
    action->status = (enum action_status)enumerator_at(row, 7, name_of_action_status, STATUS_CANCELLED + 1);
    action->rag = (enum rag)enumerator_at(row, 8, name_of_rag, RAG_BLUE + 1);
    set_text(loader, row, 9, &action->measure);
    set_text(loader, row, 10, &action->progress);
    action->has_owner_column = statement_integer(row, 11);
    action->has_date_column = statement_integer(row, 12);
    action->has_measure_column = statement_integer(row, 13);
    action->confidence = statement_real(row, 14);
}

/* Milestones come in the order of their actions, so that each action's are a run of the array. */
static void take_milestone(struct loader *loader, const struct statement *row)
{
    struct action *action = find_struct(loader, statement_integer(row, 1), ITEM_ACTION);
    struct milestone *milestone = find_struct(loader, statement_integer(row, 0), ITEM_MILESTONE);

    if (!action || !milestone)
        return;
    if (!action->milestone_count)
        action->milestones = milestone;
    action->milestone_count++;
    set_text(loader, row, 2, &milestone->text);
}

static void take_risk(struct loader *loader, const struct statement *row)
{
    struct risk *risk = find_struct(loader, statement_integer(row, 0), ITEM_RISK);

    if (!risk)
        return;
    risk->line_first = loader->items[loader->last].line_first;
    risk->line_last = loader->items[loader->last].line_last;
    set_text(loader, row, 1, &risk->ref);
    set_text(loader, row, 2, &risk->text);
    risk->section = index_at(loader, row, 3, ITEM_SECTION);
    set_text(loader, row, 4, &risk->consequence);
    set_text(loader, row, 5, &risk->mitigation);
    set_text(loader, row, 6, &risk->controls);
    set_text(loader, row, 7, &risk->notes);
    risk->has_owner_column = statement_integer(row, 8);
}

static struct rating *rating_of(struct risk *risk, struct span stage)
{
    return span_equals(stage, "inherent")   ? &risk->inherent
           : span_equals(stage, "residual") ? &risk->residual
                                            : &risk->target;
}

static void take_rating(struct loader *loader, const struct statement *row)
{
    struct risk *risk = find_struct(loader, statement_integer(row, 0), ITEM_RISK);

    if (!risk)
        return;
    struct rating *rating = rating_of(risk, statement_span(row, 1));

    set_text(loader, row, 2, &rating->impact);
    set_text(loader, row, 3, &rating->likelihood);
    set_text(loader, row, 4, &rating->score);
    rating->impact_text = text_at(loader, row, 5);
    rating->likelihood_text = text_at(loader, row, 6);
}

static void take_indicator(struct loader *loader, const struct statement *row)
{
    struct indicator *indicator = find_struct(loader, statement_integer(row, 0), ITEM_INDICATOR);

    if (!indicator)
        return;
    indicator->line_first = loader->items[loader->last].line_first;
    indicator->line_last = loader->items[loader->last].line_last;
    set_text(loader, row, 1, &indicator->code);
    set_text(loader, row, 2, &indicator->text);
    indicator->section = index_at(loader, row, 3, ITEM_SECTION);
    set_text(loader, row, 4, &indicator->notes);
}

/* ---- lists ------------------------------------------------------------------------------------- */

/* One more element at the end of an array that keeps no capacity: its room is 4, then each power of two. */
static void *append(struct arena *arena, void *items, size_t *count, size_t size)
{
    bool has_room = *count > 0 && (*count < 4 || (*count & (*count - 1)) != 0);

    if (!has_room) {
        void *moved = arena_take_array(arena, *count < 4 ? 4 : *count * 2, size);

        if (*count)
            memcpy(moved, items, *count * size);
        items = moved;
    }
    ++*count;
    return items;
}

static void take_indicator_value(struct loader *loader, const struct statement *row)
{
    struct indicator *indicator = find_struct(loader, statement_integer(row, 0), ITEM_INDICATOR);

    if (!indicator)
        return;
    indicator->values =
        append(loader->arena, indicator->values, &indicator->value_count, sizeof *indicator->values);

    struct indicator_value *value = &indicator->values[indicator->value_count - 1];

    value->period = text_at(loader, row, 1);
    set_text(loader, row, 2, &value->value);
}

static struct owner_list *owners_of(const struct loaded_item *item)
{
    switch (item->kind) {
    case ITEM_ACTION:
        return &((struct action *)item->item)->owners;
    case ITEM_MILESTONE:
        return &((struct milestone *)item->item)->owners;
    case ITEM_RISK:
        return &((struct risk *)item->item)->owners;
    default:
        return NULL;
    }
}

static struct date_list *dates_of(const struct loaded_item *item)
{
    switch (item->kind) {
    case ITEM_ACTION:
        return &((struct action *)item->item)->dates;
    case ITEM_MILESTONE:
        return &((struct milestone *)item->item)->dates;
    case ITEM_RISK:
        return &((struct risk *)item->item)->dates;
    default:
        return NULL;
    }
}

static void take_ownership(struct loader *loader, const struct statement *row)
{
    struct loaded_item *item = find_item(loader, statement_integer(row, 0));
    struct owner_list *owners = item ? owners_of(item) : NULL;

    if (!owners)
        return;
    owners->items =
        arena_grow(loader->arena, owners->items, owners->count, &owners->capacity, sizeof *owners->items);

    struct owner *owner = &owners->items[owners->count++];

    set_text(loader, row, 1, &owner->name);
    owner->kind = (enum party_kind)enumerator_at(row, 2, name_of_party_kind, PARTY_ABBREVIATION + 1);
    owner->expansion = text_at(loader, row, 3);
    owner->role = (enum owner_role)enumerator_at(row, 4, name_of_owner_role, OWNER_SUPPORT + 1);
    owner->line = statement_count(row, 5);
}

static void take_date(struct loader *loader, const struct statement *row)
{
    struct loaded_item *item = find_item(loader, statement_integer(row, 0));
    struct date_list *dates = item ? dates_of(item) : NULL;

    if (!dates)
        return;
    dates->items =
        arena_grow(loader->arena, dates->items, dates->count, &dates->capacity, sizeof *dates->items);

    struct date_value *date = &dates->items[dates->count++];

    date->role = (enum date_role)enumerator_at(row, 1, name_of_date_role, DATE_REVIEW + 1);
    date_row_read(row, 2, loader->arena, date);
}

static void take_resource(struct loader *loader, const struct statement *row)
{
    struct action *action = find_struct(loader, statement_integer(row, 0), ITEM_ACTION);

    if (!action)
        return;
    action->resources =
        append(loader->arena, action->resources, &action->resource_count, sizeof *action->resources);

    struct resource *resource = &action->resources[action->resource_count - 1];

    set_text(loader, row, 1, &resource->who);
    resource->has_percent = !statement_is_null(row, 2);
    resource->percent = statement_real(row, 2);
}

static void take_link(struct loader *loader, const struct statement *row)
{
    struct action *action = find_struct(loader, statement_integer(row, 0), ITEM_ACTION);

    if (!action)
        return;
    action->links = append(loader->arena, action->links, &action->link_count, sizeof *action->links);

    struct link *link = &action->links[action->link_count - 1];

    set_text(loader, row, 1, &link->code);
    link->target = (enum link_target)enumerator_at(row, 2, name_of_link_target, LINK_BROKEN + 1);
}

static void take_abbreviation(struct loader *loader, const struct statement *row)
{
    struct plan *plan = loader->plan;

    plan->abbreviations =
        append(loader->arena, plan->abbreviations, &plan->abbreviation_count, sizeof *plan->abbreviations);

    struct abbreviation *abbreviation = &plan->abbreviations[plan->abbreviation_count - 1];

    set_text(loader, row, 0, &abbreviation->short_form);
    set_text(loader, row, 1, &abbreviation->meaning);
}

static void take_anomaly(struct loader *loader, const struct statement *row)
{
    struct plan *plan = loader->plan;

    plan->anomalies = append(loader->arena, plan->anomalies, &plan->anomaly_count, sizeof *plan->anomalies);

    struct anomaly *anomaly = &plan->anomalies[plan->anomaly_count - 1];

    anomaly->kind = text_at(loader, row, 0).text;
    anomaly->line = statement_count(row, 1);
    set_text(loader, row, 2, &anomaly->words);
    anomaly->action = index_at(loader, row, 3, ITEM_ACTION);
}

static void take_annotation(struct loader *loader, const struct statement *row)
{
    struct plan *plan = loader->plan;

    plan->annotations =
        append(loader->arena, plan->annotations, &plan->annotation_count, sizeof *plan->annotations);

    struct annotation *annotation = &plan->annotations[plan->annotation_count - 1];

    annotation->kind = text_at(loader, row, 0).text;
    annotation->line = statement_count(row, 1);
    annotation->author = text_at(loader, row, 2);
    set_text(loader, row, 3, &annotation->words);
}

/* A place outside the text is damage; whoever quotes extents need not look. */
static bool is_inside(struct span text, struct extent extent)
{
    return !text.text || (extent.offset <= text.length && extent.length <= text.length - extent.offset);
}

static void take_doubt(struct loader *loader, const struct statement *row)
{
    struct loaded_item *item = find_item(loader, statement_integer(row, 0));
    struct plan *plan = loader->plan;
    struct extent *extent = statement_is_null(row, 4) ? NULL : ARENA_NEW(loader->arena, struct extent);

    if (!item)
        return;
    plan->doubts = append(loader->arena, plan->doubts, &plan->doubt_count, sizeof *plan->doubts);

    struct doubt *doubt = &plan->doubts[plan->doubt_count - 1];

    *doubt = (struct doubt){ .kind = item->kind,
                             .index = item->index,
                             .field = text_at(loader, row, 1).text,
                             .other = text_at(loader, row, 2).text,
                             .confidence = statement_real(row, 3) };
    if (!extent)
        return;
    *extent = extent_of(statement_count(row, 4), statement_count(row, 5));
    if (!is_inside(plan->text, *extent))
        return;
    doubt->words.source = (struct source){ .extents = extent, .extent_count = 1, .is_raw = true };
    if (plan->text.text)
        doubt->words.text = span_part(plan->text, extent->offset, extent->offset + extent->length);
}

static void take_account(struct loader *loader, const struct statement *row)
{
    struct plan *plan = loader->plan;

    plan->accounts = append(loader->arena, plan->accounts, &plan->account_count, sizeof *plan->accounts);
    plan->accounts[plan->account_count - 1] = (struct account){
        .extent = extent_of(statement_count(row, 0), statement_count(row, 1)),
        .use = (unsigned)statement_count(row, 2),
        .repeat_of = statement_count(row, 3),
    };
}

/* ---- provenance -------------------------------------------------------------------------------- */

static struct source *list_source(const struct loader *loader, const struct loaded_item *item,
                                  enum plan_field field, size_t seq)
{
    struct owner_list *owners = field == FIELD_OWNER ? owners_of(item) : NULL;
    struct date_list *dates = field == FIELD_DATE ? dates_of(item) : NULL;
    struct action *action = item->kind == ITEM_ACTION ? item->item : NULL;
    struct indicator *indicator = item->kind == ITEM_INDICATOR ? item->item : NULL;
    struct plan *plan = item->kind == ITEM_DOCUMENT ? loader->plan : NULL;

    if (owners)
        return seq < owners->count ? &owners->items[seq].name.source : NULL;
    if (dates)
        return seq < dates->count ? &dates->items[seq].words.source : NULL;
    if (action && field == FIELD_RESOURCE)
        return seq < action->resource_count ? &action->resources[seq].who.source : NULL;
    if (action && field == FIELD_LINK)
        return seq < action->link_count ? &action->links[seq].code.source : NULL;
    if (indicator && field == FIELD_VALUE)
        return seq < indicator->value_count ? &indicator->values[seq].value.source : NULL;
    if (plan && field == FIELD_ABBREVIATION)
        return seq < plan->abbreviation_count ? &plan->abbreviations[seq].short_form.source : NULL;
    if (plan && field == FIELD_MEANING)
        return seq < plan->abbreviation_count ? &plan->abbreviations[seq].meaning.source : NULL;
    if (plan && field == FIELD_ANOMALY)
        return seq < plan->anomaly_count ? &plan->anomalies[seq].words.source : NULL;
    if (plan && field == FIELD_ANNOTATION)
        return seq < plan->annotation_count ? &plan->annotations[seq].words.source : NULL;
    return NULL;
}

static struct source *find_source(const struct loader *loader, const struct loaded_item *item,
                                  enum plan_field field, size_t seq)
{
    for (const struct field_place *place = plan_field_places(item->kind); place->field; place++)
        if (place->field == field)
            return field_place_source(place, item->item);
    return list_source(loader, item, field, seq);
}

static void add_extent(struct loader *loader, struct source *source, struct extent extent)
{
    size_t count = source->extent_count;
    struct extent *extents =
        append(loader->arena, (void *)(uintptr_t)source->extents, &count, sizeof *extents);

    extents[count - 1] = extent;
    source->extents = extents;
    source->extent_count = (uint32_t)count;
    source->is_raw = true;
}

/* One run: field, offset, length, rule, seq, part. */
static void take_run(struct loader *loader, const struct loaded_item *item, const int64_t *run)
{
    struct source *source = find_source(loader, item, (enum plan_field)run[0], (size_t)run[4]);
    struct extent extent = extent_of((size_t)run[1], (size_t)run[2]);

    if (!source)
        return;
    source->rule = (uint32_t)run[3];
    if (run[1] != PACKED_NULL && is_inside(loader->plan->text, extent))
        add_extent(loader, source, extent);
}

static void take_evidence(struct loader *loader, const struct statement *row)
{
    struct loaded_item *item = find_item(loader, statement_integer(row, 0));
    struct span runs = statement_span(row, 1);
    int64_t run[6];

    while (item && packed_rows_next(&runs, run, ARRAY_LENGTH(run)))
        take_run(loader, item, run);
}

/* ---- the edition ------------------------------------------------------------------------------- */

static void take_edition(struct loader *loader, const struct statement *row)
{
    struct plan *plan = loader->plan;

    plan->id = loader->edition;
    plan->key = text_at(loader, row, 0);
    plan->edition = statement_integer(row, 1);
    plan->document = text_at(loader, row, 2);
    plan->path = text_at(loader, row, 3);
    plan->sha256 = text_at(loader, row, 4);
    set_text(loader, row, 5, &plan->council);
    plan->council_given = statement_integer(row, 6);
    set_text(loader, row, 7, &plan->title);
    plan->title_given = statement_integer(row, 8);
    set_text(loader, row, 9, &plan->date);
    plan->date_given = statement_integer(row, 10);
    plan->encoding = text_at(loader, row, 11);
    plan->encoding_why = text_at(loader, row, 12);
    plan->line_count = statement_count(row, 13);
}

static void take_source_text(struct loader *loader, const struct statement *row)
{
    loader->plan->text = text_at(loader, row, 0);
}

/* ---- places of a Word file --------------------------------------------------------------------- */

static void take_place(struct loader *loader, const struct statement *row)
{
    struct place_map *map = &loader->plan->places;
    struct span lines = statement_span(row, 0);
    int64_t line[4];

    while (packed_rows_next(&lines, line, ARRAY_LENGTH(line))) {
        loader->places = arena_grow(loader->arena, loader->places, map->line_count, &loader->place_capacity,
                                    sizeof *loader->places);
        loader->places[map->line_count++] = (struct place){ .table = (uint32_t)line[0],
                                                            .row = (uint32_t)line[1],
                                                            .column = (uint16_t)line[2],
                                                            .page = (uint16_t)line[3] };
    }
    map->lines = loader->places;
}

static void take_table_place(struct loader *loader, const struct statement *row)
{
    struct place_map *map = &loader->plan->places;
    size_t table = statement_count(row, 0);

    while (map->table_count < table) {
        loader->parents = arena_grow(loader->arena, loader->parents, map->table_count,
                                     &loader->parent_capacity, sizeof *loader->parents);
        loader->parents[map->table_count++] = (struct place){ 0 };
    }
    map->parents = loader->parents;
    if (table)
        loader->parents[table - 1] = (struct place){ .table = (uint32_t)statement_count(row, 1),
                                                     .row = (uint32_t)statement_count(row, 2),
                                                     .column = (uint16_t)statement_count(row, 3) };
}

static void take_table_heading(struct loader *loader, const struct statement *row)
{
    struct place_map *map = &loader->plan->places;

    loader->headings = arena_grow(loader->arena, loader->headings, map->heading_count,
                                  &loader->heading_capacity, sizeof *loader->headings);
    loader->headings[map->heading_count++] =
        (struct table_heading){ .table = (uint32_t)statement_count(row, 0),
                                .column = (uint16_t)statement_count(row, 1),
                                .words = text_at(loader, row, 2) };
    map->headings = loader->headings;
}

enum status plan_load(struct database *database, int64_t edition, enum load_depth depth, struct arena *arena,
                      struct plan **out)
{
    struct loader loader = { .database = database, .arena = arena, .edition = edition };

    loader.plan = *out = ARENA_NEW(arena, struct plan);
    load_items(&loader);
    each_row(&loader, STATEMENT_LOAD_EDITION, take_edition);
    each_row(&loader, STATEMENT_LOAD_SECTIONS, take_section);
    each_row_of_items(&loader, STATEMENT_LOAD_ACTIONS, take_action);
    each_row(&loader, STATEMENT_LOAD_MILESTONES, take_milestone);
    each_row_of_items(&loader, STATEMENT_LOAD_RISKS, take_risk);
    each_row_of_items(&loader, STATEMENT_LOAD_RATINGS, take_rating);
    each_row(&loader, STATEMENT_LOAD_INDICATORS, take_indicator);
    each_row(&loader, STATEMENT_LOAD_INDICATOR_VALUES, take_indicator_value);
    each_row_of_items(&loader, STATEMENT_LOAD_OWNERSHIPS, take_ownership);
    each_row_of_items(&loader, STATEMENT_LOAD_DATE_VALUES, take_date);
    each_row_of_items(&loader, STATEMENT_LOAD_RESOURCES, take_resource);
    each_row_of_items(&loader, STATEMENT_LOAD_LINKS, take_link);
    each_row(&loader, STATEMENT_LOAD_ABBREVIATIONS, take_abbreviation);
    each_row(&loader, STATEMENT_LOAD_ANOMALIES, take_anomaly);
    each_row(&loader, STATEMENT_LOAD_ANNOTATIONS, take_annotation);
    each_row(&loader, STATEMENT_LOAD_PLACE, take_place);
    each_row(&loader, STATEMENT_LOAD_TABLE_PLACES, take_table_place);
    each_row(&loader, STATEMENT_LOAD_TABLE_HEADINGS, take_table_heading);
    if (depth >= LOAD_TEXT)
        each_row(&loader, STATEMENT_LOAD_SOURCE_TEXT, take_source_text);
    if (depth >= LOAD_EVIDENCE) {
        each_row_of_items(&loader, STATEMENT_LOAD_EVIDENCE, take_evidence);
        each_row(&loader, STATEMENT_LOAD_DOUBTS, take_doubt);
        each_row(&loader, STATEMENT_LOAD_ACCOUNTS, take_account);
    }
    return loader.status;
}
