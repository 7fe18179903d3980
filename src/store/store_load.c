#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "plan/correction.h"
#include "plan/plan.h"
#include "store/correction_row.h"
#include "store/plan_load.h"
#include "store/store.h"
#include "store/store_private.h"

struct edition_list {
    struct edition_row {
        int64_t edition;
        int64_t plan;
    } * rows;
    size_t count;
    size_t capacity;
};

/* Is the plan asked for? Marks the key as one that there is. */
static bool is_wanted(const struct load_options *options, struct span key, bool *found)
{
    bool wanted = !options->plans;

    for (size_t i = 0; options->plans && i < options->plan_count; i++)
        if (span_equals(key, options->plans[i]))
            wanted = found[i] = true;
    return wanted;
}

static enum status list_editions(struct store *store, const struct load_options *options, struct arena *arena,
                                 bool *found, struct edition_list *list)
{
    struct statement *statement = statement_of(&store->database, STATEMENT_LIST_EDITIONS);

    while (statement_next(statement)) {
        bool latest = statement_integer(statement, 2);

        if (!is_wanted(options, statement_span(statement, 1), found) || (!latest && !options->all_editions))
            continue;
        list->rows = arena_grow(arena, list->rows, list->count, &list->capacity, sizeof *list->rows);
        list->rows[list->count++] =
            (struct edition_row){ statement_integer(statement, 0), statement_integer(statement, 3) };
    }
    return statement_finish(statement);
}

static enum status report_unknown(struct store *store, const struct load_options *options, const bool *found)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; options->plans && i < options->plan_count; i++) {
        if (found[i])
            continue;
        diag_report(store->database.sink, DIAG_ITEM_UNKNOWN, store->database.path, 0, 0,
                    "there is no plan \"%s\"", options->plans[i]);
        status = STATUS_USAGE;
    }
    return status;
}

static int compare_corrections(const void *a, const void *b)
{
    const struct correction *one = a, *other = b;

    if (one->field->kind != other->field->kind)
        return one->field->kind < other->field->kind ? -1 : 1;
    if (one->index != other->index)
        return one->index < other->index ? -1 : 1;
    return (one->id > other->id) - (one->id < other->id);
}

/* All are held against the plan as it was read; then those that are in force are laid over it. */
static enum status lay_corrections(struct store *store, int64_t row, struct arena *arena, struct plan *plan)
{
    struct correction_list list;
    enum status status = correction_row_load(&store->database, row, arena, &list);

    if (status != STATUS_OK || !list.count)
        return status;
    for (size_t i = 0; i < list.count; i++) {
        correction_match(&list.items[i], plan, arena);
        if (list.items[i].ended_by.text)
            list.items[i].state = CORRECTION_ENDED;
    }
    qsort(list.items, list.count, sizeof *list.items, compare_corrections);
    for (size_t i = 0; i < list.count; i++)
        correction_apply(&list.items[i], plan, arena);
    plan->corrections = list.items;
    plan->correction_count = list.count;
    return STATUS_OK;
}

static enum status load_editions(struct store *store, const struct load_options *options,
                                 const struct edition_list *list, struct arena *arena, struct plan_set *out)
{
    enum load_depth depth = options->with_evidence ? LOAD_EVIDENCE
                            : options->with_text   ? LOAD_TEXT
                                                   : LOAD_VALUES;
    enum status status = STATUS_OK;

    *out = (struct plan_set){ .items = ARENA_ARRAY(arena, list->count, struct plan *) };
    for (size_t i = 0; i < list->count && status == STATUS_OK; i++) {
        struct plan **plan = &out->items[out->count++];

        status = plan_load(&store->database, list->rows[i].edition, depth, arena, plan);
        if (status == STATUS_OK && !options->as_read)
            status = lay_corrections(store, list->rows[i].plan, arena, *plan);
    }
    return status;
}

static enum status load(struct store *store, const struct load_options *options, struct arena *arena,
                        struct plan_set *out)
{
    bool *found = ARENA_ARRAY(arena, options->plan_count, bool);
    struct edition_list list = { 0 };
    enum status status;

    if ((status = list_editions(store, options, arena, found, &list)) != STATUS_OK ||
        (status = report_unknown(store, options, found)) != STATUS_OK)
        return status;
    return load_editions(store, options, &list, arena, out);
}

/* One read transaction: an import that runs meanwhile changes nothing under our eyes. */
enum status store_load_plans(struct store *store, const struct load_options *options, struct arena *arena,
                             struct plan_set *out)
{
    enum status status = database_begin_read(&store->database);

    return status == STATUS_OK ? database_end(&store->database, load(store, options, arena, out)) : status;
}
