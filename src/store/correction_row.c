#include "store/correction_row.h"

#include "base/arena.h"
#include "plan/correction.h"
#include "plan/plan.h"
#include "store/database.h"
#include "store/date_row.h"

/* ---- reading ------------------------------------------------------------------------------------- */

static enum item_kind kind_named(struct span name)
{
    unsigned kind = 0;

    while (kind + 1 < ITEM_KIND_COUNT && !span_equals(name, item_kind_name((enum item_kind)kind)))
        kind++;
    return (enum item_kind)kind;
}

static struct correction read_row(const struct statement *row, struct arena *arena)
{
    return (struct correction){
        .id = statement_integer(row, 0),
        .plan = statement_copy(row, 1, arena),
        .words = statement_copy(row, 3, arena),
        .ref = statement_copy(row, 4, arena),
        .twin = statement_count(row, 5),
        .sha256 = statement_copy(row, 6, arena),
        .field = correction_field_find(kind_named(statement_span(row, 2)), statement_span(row, 7)),
        .was = statement_copy(row, 8, arena),
        .given = statement_copy(row, 9, arena),
        .value.text = statement_copy(row, 10, arena),
        .reason = statement_copy(row, 11, arena),
        .made_by = statement_copy(row, 12, arena),
        .made_on = statement_copy(row, 13, arena),
        .ended_by = statement_copy(row, 14, arena),
        .ended_on = statement_copy(row, 15, arena),
        .ended_why = statement_copy(row, 16, arena),
        .successor = statement_integer(row, 17),
        .index = PLAN_NO_INDEX,
    };
}

/* A field that this program does not know is one that a later one wrote: it is left alone. */
static enum status load_rows(struct database *database, int64_t plan, struct arena *arena,
                             struct correction_list *out)
{
    struct statement *load = statement_of(database, STATEMENT_LOAD_CORRECTIONS);

    statement_bind_integer(load, AT_PLAN, plan);
    while (statement_next(load)) {
        struct correction correction = read_row(load, arena);

        if (!correction.field)
            continue;
        out->items = arena_grow(arena, out->items, out->count, &out->capacity, sizeof *out->items);
        out->items[out->count++] = correction;
    }
    return statement_finish(load);
}

/* Rows come in the order of their corrections. */
static struct correction *advance(const struct correction_list *list, size_t *at, int64_t id)
{
    while (*at < list->count && list->items[*at].id < id)
        ++*at;
    return *at < list->count && list->items[*at].id == id ? &list->items[*at] : NULL;
}

static enum party_kind party_kind_named(struct span name)
{
    for (int kind = PARTY_PERSON; kind <= PARTY_ABBREVIATION; kind++)
        if (span_equals(name, party_kind_name((enum party_kind)kind)))
            return (enum party_kind)kind;
    return PARTY_UNKNOWN;
}

static enum status load_owners(struct database *database, int64_t plan, struct arena *arena,
                               const struct correction_list *list)
{
    struct statement *load = statement_of(database, STATEMENT_LOAD_CORRECTED_OWNERS);
    size_t at = 0;

    statement_bind_integer(load, AT_PLAN, plan);
    while (statement_next(load)) {
        struct correction *correction = advance(list, &at, statement_integer(load, 0));
        struct owner_list *owners = correction ? &correction->value.owners : NULL;

        if (!owners)
            continue;
        owners->items =
            arena_grow(arena, owners->items, owners->count, &owners->capacity, sizeof *owners->items);
        owners->items[owners->count++] = (struct owner){
            .name.text = statement_copy(load, 1, arena),
            .kind = party_kind_named(statement_span(load, 2)),
            .expansion = statement_copy(load, 3, arena),
            .role = (enum owner_role)correction->field->role,
        };
    }
    return statement_finish(load);
}

static enum status load_dates(struct database *database, int64_t plan, struct arena *arena,
                              const struct correction_list *list)
{
    struct statement *load = statement_of(database, STATEMENT_LOAD_CORRECTED_DATES);
    size_t at = 0;

    statement_bind_integer(load, AT_PLAN, plan);
    while (statement_next(load)) {
        struct correction *correction = advance(list, &at, statement_integer(load, 0));
        struct date_list *dates = correction ? &correction->value.dates : NULL;

        if (!dates)
            continue;
        dates->items = arena_grow(arena, dates->items, dates->count, &dates->capacity, sizeof *dates->items);
        dates->items[dates->count] = (struct date_value){ .role = (enum date_role)correction->field->role };
        date_row_read(load, 1, arena, &dates->items[dates->count++]);
    }
    return statement_finish(load);
}

enum status correction_row_load(struct database *database, int64_t plan, struct arena *arena,
                                struct correction_list *out)
{
    enum status status;

    *out = (struct correction_list){ 0 };
    if ((status = load_rows(database, plan, arena, out)) != STATUS_OK || !out->count ||
        (status = load_owners(database, plan, arena, out)) != STATUS_OK)
        return status;
    return load_dates(database, plan, arena, out);
}

/* ---- writing ------------------------------------------------------------------------------------- */

static enum status add_row(struct database *database, struct correction *correction)
{
    struct statement *add = statement_of(database, STATEMENT_ADD_CORRECTION);

    statement_bind_span(add, AT_PLAN, correction->plan);
    statement_bind_string(add, AT_KIND, item_kind_name(correction->field->kind));
    statement_bind_span(add, AT_WORDS, correction->words);
    statement_bind_span(add, AT_REF, correction->ref);
    statement_bind_count(add, AT_TWIN, correction->twin);
    statement_bind_span(add, AT_SHA256, correction->sha256);
    statement_bind_string(add, AT_FIELD, correction->field->name);
    statement_bind_span(add, AT_WAS, correction->was);
    statement_bind_span(add, AT_GIVEN, correction->given);
    statement_bind_span(add, AT_VALUE, correction->value.text);
    statement_bind_span(add, AT_REASON, correction->reason);
    statement_bind_span(add, AT_MADE_BY, correction->made_by);
    statement_bind_span(add, AT_MADE_ON, correction->made_on);
    return statement_run_adding(add, &correction->id);
}

static enum status add_owner(struct database *database, int64_t id, size_t seq, const struct owner *owner)
{
    struct statement *add = statement_of(database, STATEMENT_ADD_CORRECTED_OWNER);

    statement_bind_integer(add, AT_ID, id);
    statement_bind_count(add, AT_SEQ, seq);
    statement_bind_span(add, AT_NAME, owner->name.text);
    statement_bind_string(add, AT_KIND, party_kind_name(owner->kind));
    statement_bind_span(add, AT_EXPANSION, owner->expansion);
    return statement_run(add);
}

static enum status add_date(struct database *database, int64_t id, size_t seq, const struct date_value *date)
{
    struct statement *add = statement_of(database, STATEMENT_ADD_CORRECTED_DATE);
    struct date_row row;

    statement_bind_integer(add, AT_ID, id);
    statement_bind_count(add, AT_SEQ, seq);
    date_row_bind(add, date, &row);
    return statement_run(add);
}

enum status correction_row_add(struct database *database, struct correction *correction)
{
    const struct field_value *value = &correction->value;
    enum status status = add_row(database, correction);

    for (size_t i = 0; i < value->owners.count && status == STATUS_OK; i++)
        status = add_owner(database, correction->id, i, &value->owners.items[i]);
    for (size_t i = 0; i < value->dates.count && status == STATUS_OK; i++)
        status = add_date(database, correction->id, i, &value->dates.items[i]);
    return status;
}

enum status correction_row_end(struct database *database, int64_t id, const struct correction_end *end)
{
    struct statement *statement = statement_of(database, STATEMENT_END_CORRECTION);

    statement_bind_integer(statement, AT_ID, id);
    statement_bind_span(statement, AT_MADE_BY, end->by->made_by);
    statement_bind_span(statement, AT_MADE_ON, end->by->made_on);
    statement_bind_span(statement, AT_WHY, end->by->reason);
    statement_bind_positive(statement, AT_SUCCESSOR, end->successor);
    return statement_run(statement);
}

/* ---- which items they are about ------------------------------------------------------------------ */

static enum status find_plan(struct database *database, int64_t edition, int64_t *plan)
{
    struct statement *find = statement_of(database, STATEMENT_FIND_PLAN_OF_EDITION);

    *plan = 0;
    statement_bind_integer(find, AT_EDITION, edition);
    return statement_run_finding(find, plan);
}

static enum status find_item(struct database *database, const struct plan *plan,
                             const struct correction *correction, int64_t *item)
{
    struct statement *find = statement_of(database, STATEMENT_FIND_ITEM);

    *item = 0;
    statement_bind_integer(find, AT_EDITION, plan->id);
    statement_bind_string(find, AT_KIND, item_kind_name(correction->field->kind));
    statement_bind_count(find, AT_NUMBER, correction->index + 1);
    return statement_run_finding(find, item);
}

static enum status add_match(struct database *database, const struct plan *plan,
                             const struct correction *correction)
{
    struct statement *add = statement_of(database, STATEMENT_ADD_CORRECTION_MATCH);
    int64_t item;
    enum status status = find_item(database, plan, correction, &item);

    if (status != STATUS_OK || !item)
        return status;
    statement_bind_integer(add, AT_ID, correction->id);
    statement_bind_integer(add, AT_ITEM, item);
    statement_bind_integer(add, AT_APPLIES, correction->state == CORRECTION_APPLIED);
    return statement_run(add);
}

static enum status match_all(struct database *database, const struct plan *plan,
                             const struct correction_list *list, struct arena *scratch, size_t *unmatched)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < list->count && status == STATUS_OK; i++) {
        struct correction *correction = &list->items[i];

        if (correction->ended_by.text)
            continue;
        correction_match(correction, plan, scratch);
        *unmatched += correction->state != CORRECTION_APPLIED;
        if (correction->index != PLAN_NO_INDEX)
            status = add_match(database, plan, correction);
    }
    return status;
}

enum status correction_row_match(struct database *database, const struct plan *plan, struct arena *scratch,
                                 size_t *unmatched)
{
    struct statement *remove = statement_of(database, STATEMENT_REMOVE_CORRECTION_MATCHES);
    struct correction_list list;
    int64_t row;
    enum status status;

    *unmatched = 0;
    if ((status = find_plan(database, plan->id, &row)) != STATUS_OK ||
        (status = correction_row_load(database, row, scratch, &list)) != STATUS_OK || !list.count)
        return status;
    statement_bind_integer(remove, AT_EDITION, plan->id);
    if ((status = statement_run(remove)) != STATUS_OK)
        return status;
    return match_all(database, plan, &list, scratch, unmatched);
}
