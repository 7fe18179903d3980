#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/embedded_file.h"
#include "store/database.h"
#include "store/row_feed.h"
#include "store/schema.h"

struct fixture {
    struct database database;
    struct diag_list seen;
};

static int set_up(void **state)
{
    static struct fixture fixture;

    *state = &fixture;
    return database_open(&fixture.database, ":memory:", true, true, diag_collect(&fixture.seen)) !=
               STATUS_OK ||
           schema_create(&fixture.database) != STATUS_OK ||
           database_run_script(&fixture.database, statement_file("make_scores")) != STATUS_OK;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    database_close(&fixture->database);
    diag_list_free(&fixture->seen);
    return 0;
}

static void every_statement_prepares(void **state)
{
    struct fixture *fixture = *state;

    for (int name = 0; name < STATEMENT_COUNT; name++) {
        struct statement *statement = statement_of(&fixture->database, (enum statement_name)name);

        assert_int_equal(statement_finish(statement), STATUS_OK);
        assert_non_null(statement->handle);
    }
    assert_int_equal(fixture->seen.count, 0);
}

static bool is_script(const char *name)
{
    static const char *const scripts[] = { "schema", "views", "make_scores", "drop_scores" };

    for (size_t i = 0; i < ARRAY_LENGTH(scripts); i++)
        if (strcmp(name, scripts[i]) == 0)
            return true;
    return strncmp(name, "to_version_", 11) == 0;
}

/* The questions of an audit and of a record are prepared as they go: tests/runs/rules.sh and restored.sh put
 * them all. */
static bool is_question(const char *name)
{
    return strncmp(name, "audit/", 6) == 0 || strncmp(name, "record/", 7) == 0;
}

/* Each file but scripts and questions is some statement: what the statements prepare is all there is. */
static void every_file_is_a_statement(void **state)
{
    size_t files = 0;

    (void)state;
    for (const struct embedded_file *file = embedded_sql; file->name; file++)
        files += !is_script(file->name) && !is_question(file->name);
    assert_int_equal(files, STATEMENT_COUNT);
    assert_null(statement_file("no_such_file"));
}

/* Those that are meant to go through a whole table. */
static bool may_scan(enum statement_name name)
{
    static const enum statement_name names[] = {
        STATEMENT_LIST_EDITIONS,       STATEMENT_REMOVE_ALL_IDLE_PARTIES, STATEMENT_REMOVE_IDLE_COUNCILS,
        STATEMENT_CLEAR_FINDINGS,      STATEMENT_CLEAR_NOT_TESTED,        STATEMENT_CLEAR_OVERLAPS,
        STATEMENT_CLEAR_AUDIT_RULES,   STATEMENT_CLEAR_OVERLAP_SEARCH,    STATEMENT_CLEAR_OVERLAP_COMPARED,
        STATEMENT_FIND_OVERLAP_SEARCH, STATEMENT_LOAD_OVERLAP_COMPARED,   STATEMENT_LOAD_OVERLAPS,
    };

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (names[i] == name)
            return true;
    return false;
}

/* A step of a query plan that reads a stored table from end to end, or sorts. */
static bool is_slow(const char *step)
{
    if (strncmp(step, "USE TEMP B-TREE", 15) == 0)
        return true;
    return strncmp(step, "SCAN ", 5) == 0 && step[5] != '(' && strcmp(step, "SCAN step") != 0 &&
           strcmp(step, "SCAN CONSTANT ROW") != 0 && !strstr(step, "VIRTUAL TABLE");
}

static void no_statement_reads_more_than_it_needs(void **state)
{
    struct fixture *fixture = *state;
    size_t steps = 0;

    for (int name = 0; name < STATEMENT_COUNT; name++) {
        const char *sql = sqlite3_sql(statement_of(&fixture->database, (enum statement_name)name)->handle);
        char *question = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
        sqlite3_stmt *plan = NULL;

        assert_int_equal(sqlite3_prepare_v2(fixture->database.handle, question, -1, &plan, NULL), SQLITE_OK);
        while (sqlite3_step(plan) == SQLITE_ROW) {
            const char *step = (const char *)sqlite3_column_text(plan, 3);

            steps++;
            if (is_slow(step) && !may_scan((enum statement_name)name) && name != STATEMENT_SEARCH_ITEMS)
                fail_msg("%s: %s", sql, step);
        }
        sqlite3_finalize(plan);
        sqlite3_free(question);
    }
    assert_true(steps > 50);
}

static void a_parameter_that_there_is_not_is_a_failure(void **state)
{
    struct fixture *fixture = *state;
    struct statement *find = statement_of(&fixture->database, STATEMENT_FIND_RULE);
    int64_t row = 0;

    statement_bind_string(find, AT_TITLE, "x");
    statement_bind_string(find, AT_NAME, "x"); /* does nothing after the failure */
    assert_int_equal(statement_run_finding(find, &row), STATUS_DATABASE);
    assert_int_equal(fixture->seen.count, 1);
    assert_int_equal(fixture->seen.items[0].code, DIAG_DATABASE);
    statement_bind_string(find, AT_NAME, "x"); /* and is forgotten once it was told */
    assert_int_equal(statement_run_finding(find, &row), STATUS_OK);
    assert_int_equal(fixture->seen.count, 1);
}

static void what_was_bound_for_one_run_is_gone_in_the_next(void **state)
{
    struct fixture *fixture = *state;
    struct statement *add = statement_of(&fixture->database, STATEMENT_ADD_COUNCIL);
    int64_t named = 0, unnamed = 0;

    statement_bind_string(add, AT_NAME, "Norton Borough Council");
    assert_int_equal(statement_run_adding(add, &named), STATUS_OK);
    assert_int_equal(statement_run_adding(add, &unnamed), STATUS_OK); /* a second of that name is refused */
    assert_int_not_equal(named, unnamed);
    statement_bind_string(add, AT_NAME, "Norton Borough Council");
    statement_cancel(add);
    assert_int_equal(statement_run_adding(add, &unnamed), STATUS_OK);
    assert_int_equal(fixture->seen.count, 0);
}

static void a_broken_rule_of_the_schema_is_a_failure(void **state)
{
    struct fixture *fixture = *state;
    struct statement *add = statement_of(&fixture->database, STATEMENT_ADD_RULE);

    assert_int_equal(statement_run(add), STATUS_DATABASE); /* without a name */
    assert_int_equal(fixture->seen.count, 1);
    assert_non_null(strstr(fixture->seen.items[0].what, "NOT NULL"));
}

static void a_feed_is_read_as_rows(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = arena_new();
    struct row_feed feed = { 0 };
    struct statement *add = statement_of(&fixture->database, STATEMENT_ADD_ACCOUNTS);
    int64_t count = -1, nulls = -1;

    for (int64_t i = 0; i < 1000; i++) {
        int64_t *row = row_feed_add(&feed, arena);

        for (size_t column = 0; column < ROW_FEED_COLUMNS; column++)
            row[column] = i + 1;
        row[3] = ROW_FEED_NULL;
    }
    assert_int_equal(database_run_script(&fixture->database, "PRAGMA foreign_keys = off"), STATUS_OK);
    statement_bind_integer(add, AT_EDITION, 1);
    statement_bind_feed(add, AT_ROWS, &feed);
    assert_int_equal(statement_run(add), STATUS_OK);
    assert_int_equal(
        database_ask(&fixture->database, "SELECT count(*) FROM account WHERE offset = length", &count),
        STATUS_OK);
    assert_int_equal(
        database_ask(&fixture->database, "SELECT count(*) FROM account WHERE repeat_of IS NULL", &nulls),
        STATUS_OK);
    assert_int_equal(count, 1000);
    assert_int_equal(nulls, 1000);
    assert_int_equal(statement_run(add), STATUS_OK); /* no feed: no rows */
    arena_free(arena);
}

/* A pointer comes from our own code only: SQL text can't make one up. */
static void a_feed_can_not_be_forged(void **state)
{
    struct fixture *fixture = *state;
    int64_t count = -1;

    assert_int_equal(database_ask(&fixture->database, "SELECT count(*) FROM row_feed(4711)", &count),
                     STATUS_OK);
    assert_int_equal(count, 0);
    assert_int_equal(database_ask(&fixture->database, "SELECT count(*) FROM row_feed", &count),
                     STATUS_DATABASE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_statement_prepares, set_up, tear_down),
        cmocka_unit_test(every_file_is_a_statement),
        cmocka_unit_test_setup_teardown(no_statement_reads_more_than_it_needs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_parameter_that_there_is_not_is_a_failure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_bound_for_one_run_is_gone_in_the_next, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_broken_rule_of_the_schema_is_a_failure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_feed_is_read_as_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_feed_can_not_be_forged, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
