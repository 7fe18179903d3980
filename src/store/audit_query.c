#include "store/audit_query.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "grammar/pattern.h"
#include "store/audit_function.h"
#include "store/plan_field.h"
#include "store/store_private.h"

enum column {
    COLUMN_ITEM,
    COLUMN_WORDS,
    COLUMN_A,
    COLUMN_B,
    COLUMN_HINT,
    COLUMN_FIELD,
    COLUMN_SEQ,
    COLUMN_OFFSET,
    COLUMN_LINE,
    COLUMN_EDITION,
    COLUMN_NUMBER_OF,
    COLUMN_COUNT
};
static const char *const column_names[COLUMN_COUNT] = {
    [COLUMN_ITEM] = "item",
    [COLUMN_WORDS] = "words",
    [COLUMN_A] = "a",
    [COLUMN_B] = "b",
    [COLUMN_HINT] = "hint",
    [COLUMN_FIELD] = "field",
    [COLUMN_SEQ] = "seq",
    [COLUMN_OFFSET] = "offset",
    [COLUMN_LINE] = "line",
    [COLUMN_EDITION] = "edition",
    [COLUMN_NUMBER_OF] = "count",
};

/* Where an item stands. */
struct item_row {
    int64_t id;
    int64_t edition;
    int64_t line;
    size_t index;
    enum item_kind kind;
};

struct audit_query {
    struct arena *arena;
    struct database *database;
    struct audit_setup setup;
    struct audit_context context;
    sqlite3_stmt *question; /* the one that is being asked */
    int at[COLUMN_COUNT];   /* its columns; -1: it has none such */
    struct item_row *items; /* of the editions, sorted by id */
    size_t item_count;
    sqlite3_stmt *evidence; /* where a value stands */
    int code;               /* SQLite's: the first failure since the last finish */
};

/* ---- preparing --------------------------------------------------------------------------------- */

static const char *file_of(const char *name)
{
    char path[64];

    snprintf(path, sizeof path, "audit/%s", name);
    return statement_file(path);
}

bool audit_query_exists(const char *name)
{
    return file_of(name) != NULL;
}

static int prepare(struct audit_query *query, const char *name, sqlite3_stmt **out)
{
    const char *sql = file_of(name);

    return sql ? sqlite3_prepare_v2(query->database->handle, sql, -1, out, NULL) : SQLITE_MISUSE;
}

/* A parameter is a limit of the grammar. */
static int bind_limits(struct audit_query *query, sqlite3_stmt *statement)
{
    int code = SQLITE_OK;

    for (int number = 1; number <= sqlite3_bind_parameter_count(statement) && code == SQLITE_OK; number++) {
        const char *name = sqlite3_bind_parameter_name(statement, number);

        for (size_t i = 0; i < query->setup.limit_count && code == SQLITE_OK; i++)
            if (name && strcmp(name + 1, query->setup.limits[i].name) == 0)
                code = sqlite3_bind_double(statement, number, query->setup.limits[i].value);
    }
    return code;
}

/* ---- the tables -------------------------------------------------------------------------------- */

static int run_script(struct audit_query *query, const char *name)
{
    return sqlite3_exec(query->database->handle, file_of(name), NULL, NULL, NULL);
}

static int add_edition(sqlite3_stmt *add, const struct audit_edition *edition)
{
    int code = sqlite3_bind_int64(add, sqlite3_bind_parameter_index(add, ":edition"), edition->id);

    if (code == SQLITE_OK)
        code = sqlite3_bind_text(add, sqlite3_bind_parameter_index(add, ":as_of"), edition->as_of, -1,
                                 SQLITE_STATIC);
    if (code == SQLITE_OK)
        code = sqlite3_step(add);
    sqlite3_reset(add);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int add_editions(struct audit_query *query)
{
    sqlite3_stmt *add = NULL;
    int code = prepare(query, "add_edition", &add);

    if (code == SQLITE_OK)
        code = bind_limits(query, add);
    for (size_t i = 0; i < query->setup.edition_count && code == SQLITE_OK; i++)
        code = add_edition(add, &query->setup.editions[i]);
    sqlite3_finalize(add);
    return code;
}

static int lay_corrections(struct audit_query *query)
{
    sqlite3_stmt *count = NULL;
    bool there_are = false;
    int code = prepare(query, "count_corrections", &count);

    if (code == SQLITE_OK) {
        code = sqlite3_step(count);
        there_are = code == SQLITE_ROW && sqlite3_column_int64(count, 0) > 0;
        code = code == SQLITE_ROW ? SQLITE_OK : code;
    }
    sqlite3_finalize(count);
    return there_are ? run_script(query, "lay_corrections") : code;
}

static enum item_kind kind_named(const char *name)
{
    for (enum item_kind kind = ITEM_DOCUMENT; kind <= ITEM_INDICATOR; kind++)
        if (name && strcmp(name, item_kind_name(kind)) == 0)
            return kind;
    return ITEM_DOCUMENT;
}

/* All at once: a question for each finding would cost more. */
static int list_items(struct audit_query *query)
{
    sqlite3_stmt *list = NULL;
    size_t capacity = 0;
    int code = prepare(query, "list_items", &list);

    while (code == SQLITE_OK && (code = sqlite3_step(list)) == SQLITE_ROW) {
        int64_t number = sqlite3_column_int64(list, 3);

        query->items =
            arena_grow(query->arena, query->items, query->item_count, &capacity, sizeof *query->items);
        query->items[query->item_count++] = (struct item_row){
            .id = sqlite3_column_int64(list, 0),
            .edition = sqlite3_column_int64(list, 1),
            .kind = kind_named((const char *)sqlite3_column_text(list, 2)),
            .index = number > 0 ? (size_t)number - 1 : 0,
            .line = sqlite3_column_int64(list, 4),
        };
        code = SQLITE_OK;
    }
    sqlite3_finalize(list);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int set_up(struct audit_query *query)
{
    int code = audit_functions_register(query->database->handle, &query->context);

    if (code == SQLITE_OK)
        code = lay_corrections(query);
    if (code == SQLITE_OK)
        code = run_script(query, "make_tables");
    if (code == SQLITE_OK)
        code = add_editions(query);
    if (code == SQLITE_OK)
        code = run_script(query, "fill_tables");
    if (code == SQLITE_OK)
        code = list_items(query);
    if (code == SQLITE_OK)
        code = prepare(query, "find_evidence", &query->evidence);
    return code;
}

enum status audit_query_open(struct store *store, const struct audit_setup *setup, struct audit_query **out)
{
    struct audit_query *query = memory_new(sizeof *query);

    query->arena = arena_new();
    query->database = &store->database;
    query->setup = *setup;
    query->context = (struct audit_context){ .setup = &query->setup, .matcher = matcher_new() };
    int code = set_up(query);

    *out = query;
    if (code == SQLITE_OK)
        return STATUS_OK;
    enum status status = database_fault(query->database, code);

    audit_query_close(query);
    *out = NULL;
    return status;
}

void audit_query_close(struct audit_query *query)
{
    if (!query)
        return;
    sqlite3_finalize(query->question);
    sqlite3_finalize(query->evidence);
    run_script(query, "drop_tables");
    audit_functions_remove(query->database->handle);
    matcher_free(query->context.matcher);
    arena_free(query->arena);
    free(query);
}

/* ---- asking ------------------------------------------------------------------------------------ */

static void find_columns(struct audit_query *query)
{
    for (int i = 0; i < COLUMN_COUNT; i++)
        query->at[i] = -1;
    for (int at = 0; at < sqlite3_column_count(query->question); at++)
        for (int i = 0; i < COLUMN_COUNT; i++)
            if (strcmp(sqlite3_column_name(query->question, at), column_names[i]) == 0)
                query->at[i] = at;
}

void audit_query_ask(struct audit_query *query, const char *name)
{
    query->code = prepare(query, name, &query->question);
    if (query->code == SQLITE_OK)
        query->code = bind_limits(query, query->question);
    if (query->code == SQLITE_OK)
        find_columns(query);
}

static bool is_stated(const struct audit_query *query, enum column column)
{
    return query->at[column] >= 0 && sqlite3_column_type(query->question, query->at[column]) != SQLITE_NULL;
}

static struct span span_in(const struct audit_query *query, enum column column)
{
    if (!is_stated(query, column))
        return (struct span){ .offset = SPAN_NOWHERE };
    const char *text = (const char *)sqlite3_column_text(query->question, query->at[column]);

    return (struct span){ .text = text,
                          .length = (size_t)sqlite3_column_bytes(query->question, query->at[column]),
                          .offset = SPAN_NOWHERE };
}

static int64_t number_in(const struct audit_query *query, enum column column)
{
    return query->at[column] < 0 ? 0 : sqlite3_column_int64(query->question, query->at[column]);
}

static const struct item_row *find_item(const struct audit_query *query, int64_t id)
{
    size_t low = 0, high = query->item_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (query->items[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < query->item_count && query->items[low].id == id ? &query->items[low] : NULL;
}

static void place_item(const struct audit_query *query, int64_t id, struct audit_row *row)
{
    const struct item_row *item = find_item(query, id);

    if (!item)
        return;
    row->place = (struct item_place){ .plan = item->edition, .kind = item->kind, .index = item->index };
    row->edition = item->edition;
    row->line = (size_t)item->line;
}

static void place_words(struct audit_query *query, int64_t item, struct audit_row *row)
{
    struct span field = span_in(query, COLUMN_FIELD);

    if (is_stated(query, COLUMN_OFFSET)) {
        row->offset = (size_t)number_in(query, COLUMN_OFFSET);
        row->length = row->words.length ? row->words.length : 1;
    }
    if (!field.text || row->length > 0)
        return;
    sqlite3_bind_int64(query->evidence, 1, item);
    sqlite3_bind_text(query->evidence, 2, field.text, (int)field.length, SQLITE_STATIC);
    sqlite3_bind_int64(query->evidence, 3, number_in(query, COLUMN_SEQ));
    if (sqlite3_step(query->evidence) == SQLITE_ROW) {
        row->offset = (size_t)sqlite3_column_int64(query->evidence, 0);
        row->length = (size_t)sqlite3_column_int64(query->evidence, 1);
    }
    sqlite3_reset(query->evidence);
    sqlite3_clear_bindings(query->evidence);
}

bool audit_query_next(struct audit_query *query, struct audit_row *row)
{
    int code = query->code == SQLITE_OK ? sqlite3_step(query->question) : SQLITE_DONE;

    if (code != SQLITE_ROW) {
        if (code != SQLITE_DONE)
            query->code = code;
        return false;
    }
    *row = (struct audit_row){
        .words = span_in(query, COLUMN_WORDS),
        .a = span_in(query, COLUMN_A),
        .b = span_in(query, COLUMN_B),
        .hint = span_in(query, COLUMN_HINT),
        .edition = number_in(query, COLUMN_EDITION),
        .count = (size_t)number_in(query, COLUMN_NUMBER_OF),
    };
    if (is_stated(query, COLUMN_ITEM)) {
        int64_t item = number_in(query, COLUMN_ITEM);

        place_item(query, item, row);
        if (!query->setup.without_words)
            place_words(query, item, row);
    }
    if (is_stated(query, COLUMN_LINE))
        row->line = (size_t)number_in(query, COLUMN_LINE);
    return true;
}

enum status audit_query_finish(struct audit_query *query)
{
    int code = query->code;
    enum status status = code == SQLITE_OK ? STATUS_OK : database_fault(query->database, code);

    sqlite3_finalize(query->question);
    query->question = NULL;
    query->code = SQLITE_OK;
    return status;
}
