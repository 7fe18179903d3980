#include "store/store.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/memory.h"
#include "base/version.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/edition_save.h"
#include "store/schema.h"
#include "store/schema_image.h"
#include "store/search_index.h"
#include "store/store_private.h"

/* ---- opening ----------------------------------------------------------------------------------- */

static enum status prepare_for_writing(struct database *database, enum schema_state state)
{
    enum status status = STATUS_OK;

    if (state == SCHEMA_EMPTY)
        status = schema_set_page_size(database);
    if (status == STATUS_OK)
        status = database_use_log(database);
    if (status != STATUS_OK || state == SCHEMA_CURRENT)
        return status;
    return state == SCHEMA_EMPTY ? schema_create(database) : schema_upgrade(database);
}

static enum status open_for_writing(struct database *database, const char *path, bool create,
                                    struct diag_sink *sink)
{
    enum schema_state state = SCHEMA_EMPTY;
    enum status status;

    if (create)
        schema_image_make(path);
    if ((status = database_open(database, path, true, create, sink)) != STATUS_OK ||
        (status = schema_examine(database, &state)) != STATUS_OK)
        return status;
    return prepare_for_writing(database, state);
}

/* An older database is brought forward first, by a connection that can write. */
static enum status upgrade_then_read(struct database *database, const char *path, struct diag_sink *sink)
{
    enum status status;

    database_close(database);
    status = open_for_writing(database, path, false, sink);
    database_close(database);
    return status == STATUS_OK ? database_open(database, path, false, false, sink) : status;
}

static enum status open_for_reading(struct database *database, const char *path, struct diag_sink *sink)
{
    enum schema_state state = SCHEMA_EMPTY;
    enum status status;

    if ((status = database_open(database, path, false, false, sink)) != STATUS_OK ||
        (status = schema_examine(database, &state)) != STATUS_OK)
        return status;
    if (state == SCHEMA_OLDER)
        return upgrade_then_read(database, path, sink);
    if (state == SCHEMA_EMPTY) {
        diag_report(sink, DIAG_DATABASE, path, 0, 0,
                    "there is nothing in this database; planrisk import fills it");
        return STATUS_DATABASE;
    }
    return STATUS_OK;
}

enum status store_open(const char *path, enum store_mode mode, struct diag_sink *sink, struct store **out)
{
    struct store *store = memory_new(sizeof *store);
    enum status status = mode == STORE_WRITE ? open_for_writing(&store->database, path, true, sink)
                                             : open_for_reading(&store->database, path, sink);

    store->scratch = arena_new();
    store->names = arena_new();
    if (status == STATUS_OK)
        *out = store;
    else
        store_close(store);
    return status;
}

enum status store_open_beside(const struct store *store, struct store **out)
{
    return store_open(store->database.path, STORE_READ, NULL, out);
}

bool store_has_log(const struct store *store)
{
    return store->database.has_log;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    database_close(&store->database);
    rule_map_forget(&store->rules);
    arena_free(store->scratch);
    buffer_free(&store->key);
    arena_free(store->names);
    free(store);
}

/* ---- saving ------------------------------------------------------------------------------------ */

enum status store_has_file(struct store *store, const struct grammar *grammar, const char *sha256, bool *out)
{
    struct statement *find = statement_of(&store->database, STATEMENT_FIND_FILE);
    int64_t found = 0;

    statement_bind_string(find, AT_SHA256, sha256);
    statement_bind_string(find, AT_PROGRAM, PLANRISK_VERSION);
    statement_bind_string(find, AT_GRAMMAR, grammar_digest(grammar));

    enum status status = statement_run_finding(find, &found);

    *out = found != 0;
    return status;
}

/* A row holds the text and little else, and has the same limit. */
static enum status check_size(struct store *store, const struct plan *plan)
{
    enum { ROOM_FOR_THE_REST = 64 };
    size_t limit = database_text_limit(&store->database);

    if (plan->text.length + ROOM_FOR_THE_REST <= limit)
        return STATUS_OK;
    diag_report(store->database.sink, DIAG_FILE_TOO_LARGE, arena_copy_span(store->scratch, plan->path).text,
                0, 0, "its text has %u bytes, more than the %zu that a database takes", plan->text.length,
                limit);
    return STATUS_REFUSED;
}

enum status store_save_plan(struct store *store, const struct grammar *grammar, struct plan *plan,
                            const char *edition_of, enum store_saved *saved)
{
    size_t unmatched = 0;
    struct edition_context context = {
        .rules = &store->rules,
        .grammar = grammar,
        .edition_of = edition_of,
        .scratch = store->scratch,
        .key = &store->key,
        .unmatched = &unmatched,
    };
    enum status status = check_size(store, plan);

    if (status != STATUS_OK || (status = database_begin_write(&store->database)) != STATUS_OK)
        return status;
    rule_map_use(&store->rules, grammar);
    status = database_end(&store->database, edition_save(&store->database, &context, plan, saved));
    if (status != STATUS_OK)
        rule_map_forget(&store->rules); /* rows that it knows may have gone */
    else if (unmatched)
        diag_report(store->database.sink, DIAG_CORRECTION_UNMATCHED,
                    arena_copy_span(store->scratch, plan->path).text, 0, 0,
                    "%zu of the corrections of %.*s no longer hold in this edition", unmatched,
                    (int)plan->key.length, plan->key.text);
    arena_reset(store->scratch);
    return status;
}

enum status store_complete_search(struct store *store)
{
    bool is_complete;
    enum status status = search_index_is_complete(&store->database, &is_complete);

    if (status != STATUS_OK || is_complete || (status = database_begin_write(&store->database)) != STATUS_OK)
        return status;
    return database_end(&store->database, search_index_complete(&store->database));
}

/* ---- forgetting -------------------------------------------------------------------------------- */

static enum status find_plan(struct store *store, const char *key, int64_t *row)
{
    struct statement *find = statement_of(&store->database, STATEMENT_FIND_PLAN_BY_KEY);
    enum status status;

    statement_bind_string(find, AT_KEY, key);
    if ((status = statement_run_finding(find, row)) != STATUS_OK || *row)
        return status;
    diag_report(store->database.sink, DIAG_ITEM_UNKNOWN, store->database.path, 0, 0,
                "there is no plan \"%s\"", key);
    return STATUS_USAGE;
}

static enum status run_on_plan(struct store *store, enum statement_name name, int64_t plan)
{
    struct statement *statement = statement_of(&store->database, name);

    statement_bind_integer(statement, AT_PLAN, plan);
    return statement_run(statement);
}

/* Everything of a plan hangs on its row and goes with it; only search must be told first. */
static enum status forget(struct store *store, const char *key)
{
    int64_t plan = 0;
    enum status status;

    if ((status = find_plan(store, key, &plan)) != STATUS_OK ||
        (status = search_index_remove_plan(&store->database, plan)) != STATUS_OK ||
        (status = run_on_plan(store, STATEMENT_REMOVE_PLAN, plan)) != STATUS_OK)
        return status;
    return edition_sweep(&store->database);
}

enum status store_forget_plan(struct store *store, const char *key)
{
    enum status status = database_begin_write(&store->database);

    return status == STATUS_OK ? database_end(&store->database, forget(store, key)) : status;
}

/* ---- names ------------------------------------------------------------------------------------- */

static const char *load_rule_name(struct store *store, uint32_t rule)
{
    struct statement *load = statement_of(&store->database, STATEMENT_LOAD_RULE);
    struct span name = span_of("");

    statement_bind_integer(load, AT_ID, rule);
    if (statement_next(load))
        name = statement_copy(load, 0, store->names);
    statement_cancel(load);
    return name.text;
}

const char *store_rule_name(struct store *store, uint32_t rule)
{
    for (const struct rule_name *known = store->rule_names; known; known = known->next)
        if (known->rule == rule)
            return known->name;

    struct rule_name *name = ARENA_NEW(store->names, struct rule_name);

    *name = (struct rule_name){ store->rule_names, rule, rule ? load_rule_name(store, rule) : "" };
    store->rule_names = name;
    return name->name;
}
