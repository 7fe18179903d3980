#include "base/arena.h"
#include "base/diagnostic.h"
#include "plan/correction.h"
#include "plan/plan.h"
#include "store/correction_row.h"
#include "store/plan_load.h"
#include "store/search_index.h"
#include "store/store.h"
#include "store/store_private.h"

/* ---- what hangs on corrections: search, overlaps, and which items they are about ----------------- */

struct edition_ids {
    int64_t *items;
    size_t count;
    size_t capacity;
};

static enum status list_editions(struct store *store, int64_t plan, struct edition_ids *out)
{
    struct statement *list = statement_of(&store->database, STATEMENT_LIST_EDITIONS_OF_PLAN);

    *out = (struct edition_ids){ 0 };
    statement_bind_integer(list, AT_PLAN, plan);
    while (statement_next(list)) {
        out->items = arena_grow(store->scratch, out->items, out->count, &out->capacity, sizeof *out->items);
        out->items[out->count++] = statement_integer(list, 0);
    }
    return statement_finish(list);
}

static enum status run_on_edition(struct store *store, enum statement_name name, int64_t edition)
{
    struct statement *statement = statement_of(&store->database, name);

    statement_bind_integer(statement, AT_EDITION, edition);
    return statement_run(statement);
}

/* FTS5 must be told what to forget before a row that says it has changed. What a plan shares with others
 * hangs on its words too: it counts as compared no more. */
static enum status forget_words(struct store *store, const struct edition_ids *editions)
{
    enum status status = search_index_complete(&store->database);

    for (size_t i = 0; i < editions->count && status == STATUS_OK; i++)
        if ((status = search_index_remove_edition(&store->database, editions->items[i])) == STATUS_OK)
            status = run_on_edition(store, STATEMENT_REMOVE_OVERLAP_COMPARED, editions->items[i]);
    return status;
}

static enum status match_again(struct store *store, const struct edition_ids *editions)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < editions->count && status == STATUS_OK; i++) {
        struct plan *plan = NULL;
        size_t unmatched;

        status = plan_load(&store->database, editions->items[i], LOAD_VALUES, store->scratch, &plan);
        if (status == STATUS_OK)
            status = correction_row_match(&store->database, plan, store->scratch, &unmatched);
        if (status == STATUS_OK)
            status = search_index_add_edition(&store->database, editions->items[i]);
    }
    return status;
}

/* ---- adding -------------------------------------------------------------------------------------- */

static enum status find_plan(struct store *store, struct span key, int64_t *row)
{
    struct statement *find = statement_of(&store->database, STATEMENT_FIND_PLAN_BY_KEY);

    *row = 0;
    statement_bind_span(find, AT_KEY, key);
    return statement_run_finding(find, row);
}

/* The one in force on the same field of the same item gives way. */
static enum status end_earlier(struct store *store, const struct correction_list *known,
                               const struct correction *added)
{
    const struct correction_end end = { .by = added, .successor = added->id };
    enum status status = STATUS_OK;

    for (size_t i = 0; i < known->count && status == STATUS_OK; i++)
        if (!known->items[i].ended_by.text && correction_same_place(&known->items[i], added))
            status = correction_row_end(&store->database, known->items[i].id, &end);
    return status;
}

static enum status add_one(struct store *store, int64_t plan, struct correction *correction)
{
    struct correction_list known;
    enum status status = correction_row_load(&store->database, plan, store->scratch, &known);

    if (status == STATUS_OK)
        status = correction_row_add(&store->database, correction);
    return status == STATUS_OK ? end_earlier(store, &known, correction) : status;
}

/* Corrections of one plan follow one another: its search is made anew once. */
static enum status add_run(struct store *store, struct correction *items, size_t count)
{
    struct edition_ids editions;
    int64_t plan;
    enum status status;

    if ((status = find_plan(store, items[0].plan, &plan)) != STATUS_OK ||
        (status = list_editions(store, plan, &editions)) != STATUS_OK ||
        (status = forget_words(store, &editions)) != STATUS_OK)
        return status;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = add_one(store, plan, &items[i]);
    return status == STATUS_OK ? match_again(store, &editions) : status;
}

static enum status add_all(struct store *store, struct correction *items, size_t count)
{
    enum status status = STATUS_OK;

    for (size_t from = 0, to; from < count && status == STATUS_OK; from = to) {
        for (to = from + 1; to < count && span_same(items[to].plan, items[from].plan);)
            to++;
        status = add_run(store, items + from, to - from);
    }
    return status;
}

enum status store_add_corrections(struct store *store, struct correction *items, size_t count)
{
    enum status status = database_begin_write(&store->database);

    if (status != STATUS_OK)
        return status;
    status = database_end(&store->database, add_all(store, items, count));
    arena_reset(store->scratch);
    return status;
}

/* ---- taking back --------------------------------------------------------------------------------- */

static enum status report(struct store *store, int64_t id, const char *what)
{
    diag_report(store->database.sink, DIAG_CORRECTION_UNKNOWN, store->database.path, 0, 0,
                "there is no correction %lld%s", (long long)id, what);
    return STATUS_USAGE;
}

static enum status find_in_force(struct store *store, int64_t id, int64_t *plan)
{
    struct statement *find = statement_of(&store->database, STATEMENT_FIND_CORRECTION);
    bool found = false, ended = false;
    enum status status;

    statement_bind_integer(find, AT_ID, id);
    if (statement_next(find)) {
        found = true;
        *plan = statement_integer(find, 0);
        ended = !statement_is_null(find, 1);
    }
    if ((status = statement_finish(find)) != STATUS_OK)
        return status;
    if (!found)
        return report(store, id, "");
    return ended ? report(store, id, " in force: it has ended") : STATUS_OK;
}

static enum status take_back(struct store *store, int64_t id, const struct correction *by)
{
    const struct correction_end end = { .by = by };
    struct edition_ids editions;
    int64_t plan = 0;
    enum status status;

    if ((status = find_in_force(store, id, &plan)) != STATUS_OK ||
        (status = list_editions(store, plan, &editions)) != STATUS_OK ||
        (status = forget_words(store, &editions)) != STATUS_OK ||
        (status = correction_row_end(&store->database, id, &end)) != STATUS_OK)
        return status;
    return match_again(store, &editions);
}

enum status store_end_correction(struct store *store, int64_t id, const struct correction *by)
{
    enum status status = database_begin_write(&store->database);

    if (status != STATUS_OK)
        return status;
    status = database_end(&store->database, take_back(store, id, by));
    arena_reset(store->scratch);
    return status;
}
