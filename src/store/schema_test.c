#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/sample_plan.h"
#include "store/schema.h"
#include "store/store.h"
#include "store/store_private.h"

struct fixture {
    struct store *store;
    struct grammar *grammar;
    struct arena *arena;
    struct diag_list seen;
};

/* One sample plan in a database in memory. */
static int set_up(void **state)
{
    static struct fixture fixture;
    enum store_saved saved;

    *state = &fixture;
    fixture.arena = arena_new();
    struct plan *plan = sample_plan_new(fixture.arena, "repairs.txt", "aa", "Norton Borough Council");

    return grammar_load(NULL, diag_collect(&fixture.seen), &fixture.grammar) != STATUS_OK ||
           store_open(":memory:", STORE_WRITE, &fixture.seen.sink, &fixture.store) != STATUS_OK ||
           store_save_plan(fixture.store, fixture.grammar, plan, NULL, &saved) != STATUS_OK;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    store_close(fixture->store);
    grammar_free(fixture->grammar);
    arena_free(fixture->arena);
    diag_list_free(&fixture->seen);
    return 0;
}

static int64_t ask(struct fixture *fixture, const char *sql)
{
    int64_t answer = -1;

    assert_int_equal(database_ask(&fixture->store->database, sql, &answer), STATUS_OK);
    return answer;
}

/* ---- what people read -------------------------------------------------------------------------- */

/* Every row of a question, values joined by '|', rows by '/', nothing for NULL. */
static int join_row(void *context, int count, char **values, char **names)
{
    char *text = context;

    (void)names;
    if (*text)
        strcat(text, "/");
    for (int i = 0; i < count; i++) {
        strcat(text, i ? "|" : "");
        strcat(text, values[i] ? values[i] : "");
    }
    return 0;
}

static void views_read_as_people_do(void **state)
{
    static const struct {
        const char *sql;
        const char *rows;
    } cases[] = {
        { "SELECT plan, title, council, actions, risks, indicators, latest, given_by_user FROM v_plan",
          "repairs|Better Repairs|Norton Borough Council|2|1|1|1|" },
        { "SELECT action, ref, owners, dates, due, status, section, milestones FROM v_action ORDER BY action",
          "repairs-001|A.1|Repairs Manager; Ann Hill|by June 2010|2010-06-30|in_progress|Repairs|/"
          "repairs-002|A.2|RM|||||First draft read" },
        { "SELECT risk, text, impact, likelihood FROM v_risk", "repairs-r001|Calls go unanswered|High|" },
        { "SELECT section, title, inside FROM v_section",
          "repairs-s001|Better Repairs|/repairs-s002|Repairs|Better Repairs" },
        { "SELECT indicator, code, period, value FROM v_indicator", "repairs-i001|LPI 7|2009/10|81%" },
        { "SELECT owner, kind, expansion, item_key FROM v_owner ORDER BY item_key, owner",
          "Ann Hill|role||repairs-001/Repairs Manager|role||repairs-001/RM|abbreviation|Repairs "
          "Manager|repairs-002" },
        { "SELECT item_key, role, words, first_day, last_day, flags FROM v_date",
          "repairs-001|due|by June 2010|2010-06-01|2010-06-30|by" },
        { "SELECT field, words FROM v_evidence WHERE item_key = 'repairs-001' ORDER BY offset, field",
          "ref|A.1/text|Answer calls within \xe2\x80\xa2 ten rings/owner|Repairs Manager/owner|Ann "
          "Hill/date|by June 2010" },
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        char text[2048] = "";

        assert_int_equal(sqlite3_exec(fixture->store->database.handle, cases[i].sql, join_row, text, NULL),
                         SQLITE_OK);
        assert_string_equal(text, cases[i].rows);
    }
}

/* ---- what the schema insists on ---------------------------------------------------------------- */

static void the_schema_refuses_what_can_not_be(void **state)
{
    static const char *const wrong[] = {
        "UPDATE action SET status = 'nearly'",
        "UPDATE action SET confidence = 1.5",
        "UPDATE action SET section = 9999",
        "UPDATE action SET text = x'00'",
        "UPDATE date_value SET flags = 2048",
        "UPDATE date_value SET role = 'when'",
        "UPDATE rating SET stage = 'later'",
        "UPDATE party SET kind = 'horse'",
        "UPDATE ownership SET party = 9999",
        "UPDATE evidence SET runs = x'00'",
        "UPDATE item SET kind = 'thing'",
        "UPDATE edition SET plan = 9999",
        "UPDATE link SET action = 9999; INSERT INTO link VALUES (9999, 0, 'x', 'outside')",
        "INSERT INTO plan (key) SELECT key FROM plan",
        "INSERT INTO item SELECT id + 1000, edition, kind, number, 1, 1 FROM item",
        "DELETE FROM council",
        "DELETE FROM reader",
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++) {
        int code = sqlite3_exec(fixture->store->database.handle, wrong[i], NULL, NULL, NULL);

        if ((code & 0xff) != SQLITE_CONSTRAINT)
            fail_msg("%s: %d", wrong[i], code);
    }
}

static void every_foreign_key_finds_its_children_by_an_index(void **state)
{
    struct fixture *fixture = *state;

    /* A deleted parent asks for its children: without an index each would be a scan. Readers are never
     * deleted, councils hardly ever. */
    assert_int_equal(
        ask(fixture,
            "SELECT count(*) FROM sqlite_schema t, pragma_foreign_key_list(t.name) f"
            " WHERE t.type = 'table' AND f.seq = 0 AND f.\"table\" NOT IN ('council', 'reader') AND NOT "
            "EXISTS ("
            "   SELECT 1 FROM pragma_index_list(t.name) l, pragma_index_info(l.name) i"
            "    WHERE i.seqno = 0 AND i.name = f.\"from\")"
            " AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = f.\"from\" AND c.pk = "
            "1)"),
        0);
}

static void every_table_is_strict_and_explained(void **state)
{
    struct fixture *fixture = *state;
    const char *schema = statement_file("schema");
    size_t tables = 0, explained = 0;

    /* every CREATE TABLE has a comment on the line before it */
    for (const char *at = schema; (at = strstr(at, "\nCREATE TABLE ")) != NULL; at++) {
        const char *line = at;

        while (line > schema && line[-1] != '\n')
            line--;
        tables++;
        explained += strncmp(line, "--", 2) == 0;
    }
    assert_int_equal(tables, explained);
    assert_int_equal(
        ask(fixture,
            "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND strict"),
        tables);
}

/* ---- versions ---------------------------------------------------------------------------------- */

static void a_migration_brings_a_database_forward(void **state)
{
    static const struct migration steps[] = {
        { .to = SCHEMA_VERSION, .sql = "DROP TABLE plan" }, /* has been taken already */
        { .to = SCHEMA_VERSION + 1, .sql = "CREATE TABLE review (id INTEGER PRIMARY KEY) STRICT" },
        { .to = SCHEMA_VERSION + 2, .sql = "ALTER TABLE review ADD COLUMN day TEXT" },
    };
    struct fixture *fixture = *state;
    struct database *database = &fixture->store->database;

    assert_int_equal(ask(fixture, "PRAGMA user_version"), SCHEMA_VERSION);
    assert_int_equal(schema_migrate(database, steps, ARRAY_LENGTH(steps)), STATUS_OK);
    assert_int_equal(ask(fixture, "PRAGMA user_version"), SCHEMA_VERSION + 2);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM pragma_table_info('review')"), 2);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM plan"), 1);
    assert_int_equal(schema_migrate(database, steps, ARRAY_LENGTH(steps)), STATUS_OK); /* again: nothing */
}

static void a_migration_that_fails_leaves_all_as_it_was(void **state)
{
    static const struct migration steps[] = {
        { .to = SCHEMA_VERSION + 1,
          .sql = "CREATE TABLE review (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE plan (id)" },
        { .to = SCHEMA_VERSION + 2, .sql = "CREATE TABLE never (id)" },
    };
    struct fixture *fixture = *state;

    assert_int_equal(schema_migrate(&fixture->store->database, steps, ARRAY_LENGTH(steps)), STATUS_DATABASE);
    assert_int_equal(ask(fixture, "PRAGMA user_version"), SCHEMA_VERSION);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM sqlite_schema WHERE name IN ('review', 'never')"), 0);
    assert_int_equal(fixture->seen.count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(views_read_as_people_do, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_schema_refuses_what_can_not_be, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_foreign_key_finds_its_children_by_an_index, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_table_is_strict_and_explained, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_migration_brings_a_database_forward, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_migration_that_fails_leaves_all_as_it_was, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
