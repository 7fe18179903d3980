#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/errand.h"
#include "plan/correction.h"
#include "plan/plan.h"
#include "store/correction_row.h"
#include "store/plan_load.h"
#include "store/store.h"
#include "store/store_private.h"

enum { SHARE_LEAST = 32 }; /* plans, for a second thread to be worth its while */

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

/* A number that changes when another connection writes. */
static enum status find_version(struct store *store, int64_t *out)
{
    return statement_run_finding(statement_of(&store->database, STATEMENT_DATA_VERSION), out);
}

/* A run of the editions that are to be loaded. */
struct load_part {
    struct store *store;
    const struct load_options *options;
    const struct edition_row *rows;
    size_t count;
    struct arena *arena;
    struct plan **plans; /* filled in */
    enum status status;
};

static void load_part(void *what)
{
    struct load_part *part = what;
    const struct load_options *options = part->options;
    enum load_depth depth = options->with_evidence ? LOAD_EVIDENCE
                            : options->with_text   ? LOAD_TEXT
                                                   : LOAD_VALUES;

    part->status = STATUS_OK;
    for (size_t i = 0; i < part->count && part->status == STATUS_OK; i++) {
        part->status =
            plan_load(&part->store->database, part->rows[i].edition, depth, part->arena, &part->plans[i]);
        if (part->status == STATUS_OK && !options->as_read)
            part->status = lay_corrections(part->store, part->rows[i].plan, part->arena, part->plans[i]);
    }
}

/* The second half is loaded by another thread, over a connection of its own. */
static void load_second_part(void *what)
{
    struct load_part *part = what;

    part->status = database_begin_read(&part->store->database);
    if (part->status == STATUS_OK)
        load_part(part);
    part->status = database_end(&part->store->database, part->status);
}

/* Where the other thread fails, its half is loaded here, so that the fault is told as any other. */
static void share_loading(struct load_part *first)
{
    struct load_part second = *first;
    struct load_part again;
    struct errand errand;

    if (store_open_beside(first->store, &second.store) != STATUS_OK) {
        load_part(first);
        return;
    }
    first->count /= 2;
    second.rows += first->count;
    second.plans += first->count;
    second.count -= first->count;
    second.arena = arena_new_within(first->arena);
    again = second;
    again.store = first->store;
    again.arena = first->arena;
    errand_begin(&errand, load_second_part, &second);
    load_part(first);
    errand_finish(&errand);
    store_close(second.store);
    if (first->status != STATUS_OK || second.status == STATUS_OK)
        return;
    load_part(&again);
    first->status = again.status;
}

static enum status load_editions(struct store *store, const struct load_options *options,
                                 const struct edition_list *list, bool alone, struct arena *arena,
                                 struct plan_set *out)
{
    struct load_part all = {
        .store = store, .options = options, .rows = list->rows, .count = list->count, .arena = arena
    };

    *out = (struct plan_set){ .items = ARENA_ARRAY(arena, list->count, struct plan *) };
    all.plans = out->items;
    if (alone || list->count < SHARE_LEAST)
        load_part(&all);
    else
        share_loading(&all);
    out->count = list->count;
    return all.status;
}

static enum status load(struct store *store, const struct load_options *options, bool alone,
                        struct arena *arena, struct plan_set *out)
{
    bool *found = ARENA_ARRAY(arena, options->plan_count, bool);
    struct edition_list list = { 0 };
    enum status status;

    if ((status = list_editions(store, options, arena, found, &list)) != STATUS_OK ||
        (status = report_unknown(store, options, found)) != STATUS_OK)
        return status;
    return load_editions(store, options, &list, alone, arena, out);
}

/* One read transaction: an import that runs meanwhile changes nothing under our eyes. */
static enum status load_at_once(struct store *store, const struct load_options *options, bool alone,
                                struct arena *arena, struct plan_set *out)
{
    enum status status = database_begin_read(&store->database);

    return status == STATUS_OK ? database_end(&store->database, load(store, options, alone, arena, out))
                               : status;
}

/* Two threads read in a transaction each, of which the second may see what was written since the first began.
 * Where something was, all is loaded again by one. */
enum status store_load_plans(struct store *store, const struct load_options *options, struct arena *arena,
                             struct plan_set *out)
{
    int64_t before = 0, after = 0;
    enum status status = find_version(store, &before);

    if (status == STATUS_OK)
        status = load_at_once(store, options, false, arena, out);
    if (status == STATUS_OK)
        status = find_version(store, &after);
    return status == STATUS_OK && before != after ? load_at_once(store, options, true, arena, out) : status;
}
