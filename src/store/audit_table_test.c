#include "store/audit_table.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/calendar_date.h"
#include "base/span.h"
#include "base/status.h"

struct row {
    int64_t number;
    struct span text;
    calendar_day day;
    double share;
    const char *name;
};

static const struct audit_column columns[] = {
    { "number", AUDIT_NUMBER, offsetof(struct row, number) },
    { "text", AUDIT_TEXT, offsetof(struct row, text) },
    { "day", AUDIT_DAY, offsetof(struct row, day) },
    { "share", AUDIT_REAL, offsetof(struct row, share) },
    { "name", AUDIT_NAME, offsetof(struct row, name) },
};

struct fixture {
    sqlite3 *handle;
    struct row rows[4];
    struct audit_table table;
};

static int set_up(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){
        .rows = { { 1, { .text = "Mow" }, 0, 0.25, "red" },
                  { 2, { .text = "Mower", .length = 3 }, CALENDAR_NONE, 1, NULL },
                  { 2, { 0 }, 31, 0, "green" },
                  { 5, { .text = "Dig", .length = 3 }, -1, 0, "blue" } },
        .table = { .name = "plot",
                   .columns = columns,
                   .column_count = ARRAY_LENGTH(columns),
                   .row_size = sizeof(struct row),
                   .count = 4 },
    };
    fixture.table.rows = fixture.rows;
    *state = &fixture;
    return sqlite3_open(":memory:", &fixture.handle) || audit_table_register(fixture.handle, &fixture.table);
}

static int tear_down(void **state)
{
    return sqlite3_close(((struct fixture *)*state)->handle);
}

/* The answers of a question with one column, each behind a space. */
static void answers(void **state, const char *sql, const char *expected)
{
    struct fixture *fixture = *state;
    sqlite3_stmt *statement = NULL;
    char all[200] = "";

    assert_int_equal(sqlite3_prepare_v2(fixture->handle, sql, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);

        strcat(strcat(all, " "), text ? text : "NULL");
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_string_equal(all, expected);
}

static void each_kind_of_column_is_read(void **state)
{
    answers(state, "SELECT number FROM plot", " 1 2 2 5");
    answers(state, "SELECT text FROM plot", "  Mow NULL Dig"); /* the first is stated, and empty */
    answers(state, "SELECT day FROM plot", " 1970-01-01 NULL 1970-02-01 1969-12-31");
    answers(state, "SELECT share FROM plot", " 0.25 1.0 0.0 0.0");
    answers(state, "SELECT name FROM plot", " red NULL green blue");
}

static void rows_are_found_by_their_number(void **state)
{
    answers(state, "SELECT name FROM plot WHERE number = 2", " NULL green");
    answers(state, "SELECT name FROM plot WHERE number = 5", " blue");
    answers(state, "SELECT name FROM plot WHERE number IN (0, 3, 6)", "");
    answers(state, "SELECT name FROM plot WHERE number = NULL", "");
    answers(state, "SELECT name FROM plot WHERE number = 'red'", "");
    answers(state, "SELECT b.name FROM plot a CROSS JOIN plot b ON b.number = a.number + 1", " NULL green");
}

static void a_group_of_the_first_column_needs_no_sorting(void **state)
{
    answers(state, "SELECT count(*) FROM plot GROUP BY number", " 1 2 1");
    answers(state, "SELECT number FROM plot ORDER BY number DESC", " 5 2 2 1");
}

static void other_rows_can_take_their_place(void **state)
{
    struct fixture *fixture = *state;

    fixture->table.rows = &fixture->rows[3];
    fixture->table.count = 1;
    answers(state, "SELECT text FROM plot", " Dig");
    fixture->table.count = 0;
    answers(state, "SELECT text FROM plot", "");
}

static void a_table_that_is_taken_away_is_gone(void **state)
{
    struct fixture *fixture = *state;
    sqlite3_stmt *statement = NULL;

    audit_table_remove(fixture->handle, &fixture->table);
    assert_int_equal(sqlite3_prepare_v2(fixture->handle, "SELECT 1 FROM plot", -1, &statement, NULL),
                     SQLITE_ERROR);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_kind_of_column_is_read),
        TEST(rows_are_found_by_their_number),
        TEST(a_group_of_the_first_column_needs_no_sorting),
        TEST(other_rows_can_take_their_place),
        TEST(a_table_that_is_taken_away_is_gone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
