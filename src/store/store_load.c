#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "plan/plan.h"
#include "store/plan_load.h"
#include "store/store.h"
#include "store/store_private.h"

struct edition_list {
    int64_t *ids;
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
        list->ids = arena_grow(arena, list->ids, list->count, &list->capacity, sizeof *list->ids);
        list->ids[list->count++] = statement_integer(statement, 0);
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

static enum status load_editions(struct store *store, const struct load_options *options,
                                 const struct edition_list *list, struct arena *arena, struct plan_set *out)
{
    enum status status = STATUS_OK;

    *out = (struct plan_set){ .items = ARENA_ARRAY(arena, list->count, struct plan *) };
    for (size_t i = 0; i < list->count && status == STATUS_OK; i++)
        status = plan_load(&store->database, list->ids[i], options->with_evidence, arena,
                           &out->items[out->count++]);
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
