#include "store/audit_query.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "grammar/pattern.h"
#include "plan/plan.h"
#include "store/audit_function.h"
#include "store/audit_rows.h"
#include "store/packed_rows.h"
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
    COLUMN_COUNT
};
static const char *const column_names[COLUMN_COUNT] = {
    [COLUMN_ITEM] = "item", [COLUMN_WORDS] = "words",   [COLUMN_A] = "a",
    [COLUMN_B] = "b",       [COLUMN_HINT] = "hint",     [COLUMN_FIELD] = "field",
    [COLUMN_SEQ] = "seq",   [COLUMN_OFFSET] = "offset", [COLUMN_LINE] = "line",
};

/* A question is prepared when it is first asked, and kept: it is asked of every plan. */
struct question {
    const char *name;
    sqlite3_stmt *statement;
    int at[COLUMN_COUNT]; /* its columns; -1: it has none such */
};

/* Statements that are run together, in their order. */
struct script {
    sqlite3_stmt **statements;
    size_t count;
    size_t capacity;
};

/* Where an item stands. */
struct item_row {
    int64_t id;
    int64_t line;
    size_t index;
    enum item_kind kind;
};

struct audit_query {
    struct arena *arena;
    struct database *database;
    struct audit_setup setup;
    struct audit_context context;
    struct script fill;     /* makes the tables those of one edition, */
    struct audit_rows rows; /* and so these */
    struct arena *row_arena;
    struct question *questions;
    size_t question_count;
    size_t question_capacity;
    size_t asked;           /* the one that is being asked; questions come in the same order for every plan */
    struct item_row *items; /* of the edition, sorted by id */
    size_t item_count;
    size_t item_capacity;
    sqlite3_stmt *list_items;
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

/* A parameter is a limit of the grammar, unless it is bound for each edition. */
static int bind_limits(const struct audit_query *query, sqlite3_stmt *statement)
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

static int prepare_text(const struct audit_query *query, const char *sql, sqlite3_stmt **out,
                        const char **rest)
{
    int code = sqlite3_prepare_v3(query->database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, out, rest);

    return code == SQLITE_OK ? bind_limits(query, *out) : code;
}

static int prepare(const struct audit_query *query, const char *name, sqlite3_stmt **out)
{
    const char *sql = file_of(name);

    return sql ? prepare_text(query, sql, out, NULL) : SQLITE_MISUSE;
}

static int prepare_script(struct audit_query *query, const char *name, struct script *out)
{
    const char *sql = file_of(name);
    int code = SQLITE_OK;

    while (*sql && code == SQLITE_OK) {
        sqlite3_stmt *statement = NULL;

        code = prepare_text(query, sql, &statement, &sql);
        if (!statement) /* only blanks are left */
            break;
        out->statements =
            arena_grow(query->arena, out->statements, out->count, &out->capacity, sizeof(sqlite3_stmt *));
        out->statements[out->count++] = statement;
    }
    return code;
}

/* ---- the tables -------------------------------------------------------------------------------- */

static int run_script(struct audit_query *query, const char *name)
{
    return sqlite3_exec(query->database->handle, file_of(name), NULL, NULL, NULL);
}

static int bind_edition(sqlite3_stmt *statement, const struct audit_edition *edition)
{
    int code = SQLITE_OK;
    int id = sqlite3_bind_parameter_index(statement, ":edition");
    int as_of = sqlite3_bind_parameter_index(statement, ":as_of");

    if (id)
        code = sqlite3_bind_int64(statement, id, edition->plan->id);
    if (code == SQLITE_OK && as_of)
        code = sqlite3_bind_text(statement, as_of, edition->as_of, -1, SQLITE_STATIC);
    return code;
}

static int fill_tables(struct audit_query *query)
{
    int code = SQLITE_OK;

    for (size_t i = 0; i < query->fill.count && code == SQLITE_OK; i++) {
        sqlite3_stmt *statement = query->fill.statements[i];

        code = bind_edition(statement, query->context.edition);
        if (code == SQLITE_OK)
            code = sqlite3_step(statement);
        sqlite3_reset(statement);
        code = code == SQLITE_DONE ? SQLITE_OK : code;
    }
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

/* All at once: a question for each finding would cost more. They come by kind and number. */
static int list_items(struct audit_query *query)
{
    int code;

    query->item_count = 0;
    sqlite3_bind_int64(query->list_items, 1, query->context.edition->plan->id);
    while ((code = sqlite3_step(query->list_items)) == SQLITE_ROW) {
        int64_t number = sqlite3_column_int64(query->list_items, 2);

        query->items = arena_grow(query->arena, query->items, query->item_count, &query->item_capacity,
                                  sizeof *query->items);
        query->items[query->item_count++] = (struct item_row){
            .id = sqlite3_column_int64(query->list_items, 0),
            .kind = kind_named((const char *)sqlite3_column_text(query->list_items, 1)),
            .index = number > 0 ? (size_t)number - 1 : 0,
            .line = sqlite3_column_int64(query->list_items, 3),
        };
    }
    sqlite3_reset(query->list_items);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static struct item_ids ids_of(const struct audit_query *query, enum item_kind kind)
{
    int64_t *ids = ARENA_ARRAY(query->row_arena, query->item_count, int64_t);
    size_t count = 0;

    for (size_t i = 0; i < query->item_count; i++)
        if (query->items[i].kind == kind)
            ids[count++] = query->items[i].id;
    return (struct item_ids){ .ids = ids, .count = count };
}

static int by_id(const void *left, const void *right)
{
    const struct item_row *a = left, *b = right;

    return (a->id > b->id) - (a->id < b->id);
}

enum status audit_query_turn_to(struct audit_query *query, const struct audit_edition *edition)
{
    query->context.edition = edition;
    arena_reset(query->row_arena);
    int code = list_items(query);

    if (code == SQLITE_OK) {
        struct item_ids actions = ids_of(query, ITEM_ACTION), sections = ids_of(query, ITEM_SECTION);

        audit_rows_fill(&query->rows, edition->plan, &actions, &sections, &query->context, query->row_arena);
        if (query->item_count)
            qsort(query->items, query->item_count, sizeof *query->items, by_id);
        code = fill_tables(query);
    }
    return code == SQLITE_OK ? STATUS_OK : database_fault(query->database, code);
}

/* ---- opening ------------------------------------------------------------------------------------- */

static int set_up(struct audit_query *query)
{
    int code = audit_functions_register(query->database->handle, &query->context);

    if (code == SQLITE_OK)
        code = lay_corrections(query);
    if (code == SQLITE_OK)
        code = run_script(query, "make_tables");
    if (code == SQLITE_OK)
        code = audit_table_register(query->database->handle, &query->rows.actions);
    if (code == SQLITE_OK)
        code = audit_table_register(query->database->handle, &query->rows.leads);
    if (code == SQLITE_OK)
        code = prepare_script(query, "fill_tables", &query->fill);
    if (code == SQLITE_OK)
        code = prepare(query, "list_items", &query->list_items);
    if (code == SQLITE_OK)
        code = prepare(query, "find_evidence", &query->evidence);
    return code;
}

/* One transaction for all questions: an import meanwhile changes nothing under our eyes, and the file is
 * locked once. */
enum status audit_query_open(struct store *store, const struct audit_setup *setup, struct audit_query **out)
{
    struct audit_query *query = memory_new(sizeof *query);
    enum status status;

    query->arena = arena_new();
    query->row_arena = arena_new_within(query->arena);
    query->rows = audit_rows_none();
    query->database = &store->database;
    query->setup = *setup;
    query->context = (struct audit_context){ .grammar = setup->grammar, .matcher = matcher_new() };
    int code = set_up(query);

    status = code == SQLITE_OK ? database_begin_read(query->database) : database_fault(query->database, code);
    *out = query;
    if (status == STATUS_OK)
        return STATUS_OK;
    audit_query_close(query);
    *out = NULL;
    return status;
}

static void finalise_all(struct audit_query *query)
{
    for (size_t i = 0; i < query->fill.count; i++)
        sqlite3_finalize(query->fill.statements[i]);
    for (size_t i = 0; i < query->question_count; i++)
        sqlite3_finalize(query->questions[i].statement);
    sqlite3_finalize(query->list_items);
    sqlite3_finalize(query->evidence);
}

/* What was read needs no commit: the transaction is undone. */
void audit_query_close(struct audit_query *query)
{
    if (!query)
        return;
    finalise_all(query);
    database_undo(query->database);
    run_script(query, "drop_tables");
    audit_table_remove(query->database->handle, &query->rows.actions);
    audit_table_remove(query->database->handle, &query->rows.leads);
    audit_functions_remove(query->database->handle);
    matcher_free(query->context.matcher);
    arena_free(query->arena);
    free(query);
}

/* ---- asking ------------------------------------------------------------------------------------ */

static const struct question *asked(const struct audit_query *query)
{
    return &query->questions[query->asked];
}

static void find_columns(struct question *question)
{
    for (int i = 0; i < COLUMN_COUNT; i++)
        question->at[i] = -1;
    for (int at = 0; at < sqlite3_column_count(question->statement); at++)
        for (int i = 0; i < COLUMN_COUNT; i++)
            if (strcmp(sqlite3_column_name(question->statement, at), column_names[i]) == 0)
                question->at[i] = at;
}

/* Goes to the question of a name, looking first behind the one asked before. */
static bool find_question(struct audit_query *query, const char *name)
{
    for (size_t i = 1; i <= query->question_count; i++) {
        size_t at = (query->asked + i) % query->question_count;

        if (strcmp(query->questions[at].name, name) == 0) {
            query->asked = at;
            return true;
        }
    }
    return false;
}

void audit_query_ask(struct audit_query *query, const char *name)
{
    if (find_question(query, name))
        return;
    query->questions = arena_grow(query->arena, query->questions, query->question_count,
                                  &query->question_capacity, sizeof *query->questions);
    query->asked = query->question_count++;
    struct question *question = &query->questions[query->asked];

    *question = (struct question){ .name = arena_copy_string(query->arena, name) };
    query->code = prepare(query, name, &question->statement);
    if (query->code == SQLITE_OK)
        find_columns(question);
}

static bool is_stated(const struct audit_query *query, enum column column)
{
    const struct question *question = asked(query);

    return question->at[column] >= 0 &&
           sqlite3_column_type(question->statement, question->at[column]) != SQLITE_NULL;
}

static struct span span_in(const struct audit_query *query, enum column column)
{
    const struct question *question = asked(query);

    if (!is_stated(query, column))
        return (struct span){ .offset = SPAN_NOWHERE };
    const char *text = (const char *)sqlite3_column_text(question->statement, question->at[column]);

    return span_over(text, (size_t)sqlite3_column_bytes(question->statement, question->at[column]));
}

static int64_t number_in(const struct audit_query *query, enum column column)
{
    const struct question *question = asked(query);

    return question->at[column] < 0 ? 0 : sqlite3_column_int64(question->statement, question->at[column]);
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
    row->place.kind = item->kind;
    row->place.index = item->index;
    row->line = (size_t)item->line;
}

static int field_named(struct span name)
{
    int field = FIELD_COUNCIL;

    while (field < FIELD_COUNT && !span_equals(name, plan_field_name((enum plan_field)field)))
        field++;
    return field;
}

/* A value's runs stand in their order, so the first that has a place is where it begins. Those of other
 * fields are not unpacked: a bracket opens rows alone. */
static void find_run(struct span runs, int field, int64_t seq, struct audit_row *row)
{
    int64_t run[RUN_NUMBERS];
    char opening[16];
    size_t length = (size_t)snprintf(opening, sizeof opening, "[%d,", field);

    for (const char *at; (at = memmem(runs.text, runs.length, opening, length)) && at > runs.text;) {
        runs = span_part(runs, (size_t)(at - runs.text) - 1, runs.length); /* with what stands before it */
        if (!packed_rows_next(&runs, run, RUN_NUMBERS))
            return;
        if (run[RUN_SEQ] != seq || run[RUN_LENGTH] <= 0)
            continue;
        row->offset = (size_t)run[RUN_OFFSET];
        row->length = (size_t)run[RUN_LENGTH];
        return;
    }
}

static void find_evidence(struct audit_query *query, int64_t item, struct span field, int64_t seq,
                          struct audit_row *row)
{
    sqlite3_bind_int64(query->evidence, 1, item);
    if (sqlite3_step(query->evidence) == SQLITE_ROW)
        find_run(span_over((const char *)sqlite3_column_text(query->evidence, 0),
                           (size_t)sqlite3_column_bytes(query->evidence, 0)),
                 field_named(field), seq, row);
    sqlite3_reset(query->evidence);
}

void audit_query_locate(struct audit_query *query, const char *field, struct audit_row *row)
{
    for (size_t i = 0; i < query->item_count; i++)
        if (query->items[i].kind == row->place.kind && query->items[i].index == row->place.index)
            find_evidence(query, query->items[i].id, span_of(field), 0, row);
}

static void place_words(struct audit_query *query, int64_t item, struct audit_row *row)
{
    struct span field = span_in(query, COLUMN_FIELD);

    if (is_stated(query, COLUMN_OFFSET)) {
        row->offset = (size_t)number_in(query, COLUMN_OFFSET);
        row->length = row->words.length ? row->words.length : 1;
    }
    if (field.text && row->length == 0)
        find_evidence(query, item, field, number_in(query, COLUMN_SEQ), row);
}

/* A step further in the question that is asked. */
static bool step(struct audit_query *query)
{
    int code = query->code == SQLITE_OK ? sqlite3_step(asked(query)->statement) : SQLITE_DONE;

    if (code != SQLITE_ROW && code != SQLITE_DONE)
        query->code = code;
    return code == SQLITE_ROW;
}

bool audit_query_next(struct audit_query *query, struct audit_row *row)
{
    if (!step(query))
        return false;
    *row = (struct audit_row){
        .place = { .plan = query->context.edition->plan->id, .kind = ITEM_DOCUMENT },
        .words = span_in(query, COLUMN_WORDS),
        .a = span_in(query, COLUMN_A),
        .b = span_in(query, COLUMN_B),
        .hint = span_in(query, COLUMN_HINT),
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

bool audit_query_next_counts(struct audit_query *query)
{
    return step(query);
}

size_t audit_query_count(const struct audit_query *query, const char *column)
{
    sqlite3_stmt *statement = asked(query)->statement;
    int64_t count = 0;

    for (int at = 0; at < sqlite3_column_count(statement); at++)
        if (strcmp(sqlite3_column_name(statement, at), column) == 0)
            count = sqlite3_column_int64(statement, at);
    return count > 0 ? (size_t)count : 0;
}

enum status audit_query_finish(struct audit_query *query)
{
    int code = query->code;
    enum status status = code == SQLITE_OK ? STATUS_OK : database_fault(query->database, code);

    sqlite3_reset(asked(query)->statement);
    query->code = SQLITE_OK;
    return status;
}
