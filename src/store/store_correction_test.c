#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "grammar/grammar.h"
#include "plan/correction.h"
#include "plan/plan.h"
#include "store/derived.h"
#include "store/sample_plan.h"
#include "store/schema.h"
#include "store/store.h"
#include "store/store_private.h"

struct fixture {
    char path[64];
    struct store *store;
    struct grammar *grammar;
    struct arena *arena;
    struct diag_list seen;
};

static enum status save(struct fixture *fixture, const char *sha256, const char *due)
{
    struct plan *plan = sample_plan_new(fixture->arena, "repairs.txt", sha256, "Norton Borough Council");
    enum store_saved saved;

    plan->actions[0].dates.items[0].words.text = span_of(due);
    return store_save_plan(fixture->store, fixture->grammar, plan, NULL, &saved);
}

static int set_up(void **state)
{
    static struct fixture fixture;
    int file;

    fixture = (struct fixture){ .path = "/tmp/planrisk-XXXXXX" };
    *state = &fixture;
    file = mkstemp(fixture.path);
    if (file < 0 || close(file) != 0)
        return 1;
    fixture.arena = arena_new();
    return grammar_load(NULL, diag_collect(&fixture.seen), &fixture.grammar) != STATUS_OK ||
           store_open(fixture.path, STORE_WRITE, &fixture.seen.sink, &fixture.store) != STATUS_OK ||
           save(&fixture, "aa", "by June 2010") != STATUS_OK;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    store_close(fixture->store);
    grammar_free(fixture->grammar);
    arena_free(fixture->arena);
    diag_list_free(&fixture->seen);
    unlink(fixture->path);
    return 0;
}

static struct plan *load(struct fixture *fixture, bool as_read)
{
    struct plan_set set = { 0 };

    assert_int_equal(store_load_plans(fixture->store,
                                      &(struct load_options){ .as_read = as_read, .with_evidence = true },
                                      fixture->arena, &set),
                     STATUS_OK);
    assert_int_equal(set.count, 1);
    return set.items[0];
}

static struct correction make(struct fixture *fixture, const char *field, const char *value, const char *by)
{
    struct correction correction = {
        .field = correction_field_find(ITEM_ACTION, span_of(field)),
        .given = span_of(value),
        .value.text = span_of(value),
        .reason = span_of("seen in the minutes"),
        .made_by = span_of(by),
        .made_on = span_of("2011-03-31"),
    };

    correction_aim(&correction, load(fixture, true), 0, fixture->arena);
    return correction;
}

static struct correction make_due(struct fixture *fixture)
{
    static struct date_value date = { .role = DATE_DUE, .flags = DATE_BY };
    struct correction correction = make(fixture, "due", "by May 2010", "Ann");

    date.words.text = span_of("by May 2010");
    date.from = calendar_from_civil(2010, 5, 1);
    date.to = calendar_from_civil(2010, 5, 31);
    correction.value = (struct field_value){ .dates = { &date, 1, 1 } };
    return correction;
}

static void add(struct fixture *fixture, struct correction correction)
{
    assert_int_equal(store_add_corrections(fixture->store, &correction, 1), STATUS_OK);
    assert_true(correction.id > 0);
}

static void it_comes_back_as_it_was_given(void **state)
{
    struct fixture *fixture = *state;
    struct owner owners[] = { { .name.text = span_of("Jo Lee"), .kind = PARTY_PERSON },
                              { .name.text = span_of("HR") } };
    struct correction owner = make(fixture, "owner", "Jo Lee / HR", "Ann");
    struct plan *plan;

    owner.value = (struct field_value){ .owners = { owners, 2, 2 } };
    add(fixture, make_due(fixture));
    add(fixture, owner);
    add(fixture, make(fixture, "status", "completed", "Ann"));
    plan = load(fixture, false);
    assert_int_equal(plan->correction_count, 3);
    assert_int_equal(plan->actions[0].owners.count, 2);
    assert_true(span_equals(plan->actions[0].owners.items[0].name.text, "Jo Lee"));
    assert_int_equal(plan->actions[0].owners.items[0].kind, PARTY_PERSON);
    assert_int_equal(plan->actions[0].dates.items[0].to, calendar_from_civil(2010, 5, 31));
    assert_int_equal(plan->actions[0].dates.items[0].flags, DATE_BY);
    assert_int_equal(plan->actions[0].status, STATUS_COMPLETED);
    assert_true(span_equals(plan->corrections[0].reason, "seen in the minutes"));
    assert_true(span_equals(plan->corrections[0].made_by, "Ann"));
    assert_true(span_equals(plan->corrections[0].made_on, "2011-03-31"));
    assert_true(span_equals(plan->corrections[0].was, "by June 2010"));
    plan = load(fixture, true);
    assert_int_equal(plan->correction_count, 0);
    assert_int_equal(plan->actions[0].status, STATUS_IN_PROGRESS);
}

static void a_second_word_takes_the_place_of_the_first_which_is_kept(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan;

    add(fixture, make(fixture, "text", "Answer calls", "Ann"));
    add(fixture, make(fixture, "text", "Answer every call", "Bob"));
    plan = load(fixture, false);
    assert_int_equal(plan->correction_count, 2);
    assert_int_equal(plan->corrections[0].state, CORRECTION_ENDED);
    assert_int_equal(plan->corrections[0].successor, plan->corrections[1].id);
    assert_true(span_equals(plan->corrections[0].ended_by, "Bob"));
    assert_true(span_equals(plan->actions[0].text.text, "Answer every call"));
}

static void it_can_be_taken_back_once(void **state)
{
    struct fixture *fixture = *state;
    struct correction by = { .made_by = span_of("Bob"),
                             .made_on = span_of("2011-04-01"),
                             .reason = span_of("a slip") };
    struct plan *plan;

    add(fixture, make(fixture, "text", "Answer calls", "Ann"));
    assert_int_equal(store_end_correction(fixture->store, 1, &by), STATUS_OK);
    plan = load(fixture, false);
    assert_true(span_begins(plan->actions[0].text.text, "Answer calls within"));
    assert_true(span_equals(plan->corrections[0].ended_why, "a slip"));
    assert_int_equal(store_end_correction(fixture->store, 1, &by), STATUS_USAGE);
    assert_int_equal(store_end_correction(fixture->store, 7, &by), STATUS_USAGE);
    assert_int_equal(fixture->seen.count, 2);
    assert_int_equal(fixture->seen.items[0].code, DIAG_CORRECTION_UNKNOWN);
}

/* The same bytes read by another program: all contents are new rows. */
static void it_holds_when_the_plan_is_read_again(void **state)
{
    struct fixture *fixture = *state;
    struct database *database = &fixture->store->database;

    add(fixture, make_due(fixture));
    assert_int_equal(database_run_script(database, "UPDATE reader SET program = 'older'"), STATUS_OK);
    assert_int_equal(save(fixture, "aa", "by July 2010"), STATUS_OK);
    assert_int_equal(load(fixture, true)->actions[0].dates.items[0].to, calendar_from_civil(2010, 6, 30));
    assert_int_equal(load(fixture, false)->actions[0].dates.items[0].to, calendar_from_civil(2010, 5, 31));
    assert_int_equal(fixture->seen.count, 0);
}

static void a_new_edition_keeps_what_it_says_alike(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan;

    add(fixture, make_due(fixture));
    add(fixture, make(fixture, "status", "completed", "Ann"));
    assert_int_equal(save(fixture, "bb", "by July 2010"), STATUS_OK);
    plan = load(fixture, false);
    assert_int_equal(plan->edition, 2);
    assert_int_equal(plan->actions[0].status, STATUS_COMPLETED);
    assert_true(span_equals(plan->actions[0].dates.items[0].words.text, "by July 2010"));
    assert_int_equal(plan->corrections[0].state, CORRECTION_STALE);
    assert_int_equal(fixture->seen.count, 1);
    assert_int_equal(fixture->seen.items[0].code, DIAG_CORRECTION_UNMATCHED);
    assert_non_null(strstr(fixture->seen.items[0].what, "1 of the corrections of repairs"));
}

static size_t hits(struct fixture *fixture, const char *words, struct span *text)
{
    struct search_result result;

    assert_int_equal(store_search(fixture->store, words, 10, fixture->arena, &result), STATUS_OK);
    if (result.count)
        *text = result.items[0].text;
    return result.count;
}

static void search_finds_both_the_words_of_the_plan_and_of_the_person(void **state)
{
    struct correction by = { .made_by = span_of("Bob"),
                             .made_on = span_of("2011-04-01"),
                             .reason = span_of("a slip") };
    struct fixture *fixture = *state;
    struct span text = { 0 };

    assert_int_equal(hits(fixture, "telephone", &text), 0);
    add(fixture, make(fixture, "text", "Pick up the telephone", "Ann"));
    assert_int_equal(hits(fixture, "telephone", &text), 1);
    assert_true(span_equals(text, "A.1 Pick up the telephone"));
    assert_int_equal(hits(fixture, "rings", &text), 1);
    assert_int_equal(store_end_correction(fixture->store, 1, &by), STATUS_OK);
    assert_int_equal(hits(fixture, "telephone", &text), 0);
    assert_int_equal(
        database_run_script(&fixture->store->database,
                            "INSERT INTO item_search (item_search, rank) VALUES ('integrity-check', 1)"),
        STATUS_OK);
}

static void a_plan_that_is_forgotten_takes_its_corrections_along(void **state)
{
    struct fixture *fixture = *state;
    int64_t left = -1;

    add(fixture, make_due(fixture));
    add(fixture, make(fixture, "text", "Answer calls", "Ann"));
    add(fixture, make(fixture, "text", "Answer every call", "Bob"));
    assert_int_equal(store_forget_plan(fixture->store, "repairs"), STATUS_OK);
    assert_int_equal(
        database_ask(&fixture->store->database,
                     "SELECT (SELECT count(*) FROM correction) + (SELECT count(*) FROM corrected_date)"
                     " + (SELECT count(*) FROM correction_match)",
                     &left),
        STATUS_OK);
    assert_int_equal(left, 0);
}

/* ---- a database of the first version ------------------------------------------------------------- */

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, 100000);

    if (!file)
        fail_msg("%s: not found; run the tests in the top folder", path);
    assert_non_null(text);
    assert_true(fread(text, 1, 99999, file) > 0);
    fclose(file);
    return text;
}

/* Every object of a schema as "type name sql". */
static int join_row(void *context, int count, char **values, char **names)
{
    char *text = context;

    (void)names;
    for (int i = 0; i < count; i++)
        sprintf(text + strlen(text), "%s ", values[i] ? values[i] : "");
    strcat(text, "\n");
    return 0;
}

static char *schema_of(sqlite3 *handle)
{
    char *text = calloc(1, 200000);

    assert_non_null(text);
    assert_int_equal(sqlite3_exec(handle, "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name",
                                  join_row, text, NULL),
                     SQLITE_OK);
    return text;
}

/* One action, in the tables that every version has alike. */
static const char *const old_rows =
    "INSERT INTO reader VALUES (1, '0', 'g'); INSERT INTO council VALUES (1, NULL);"
    "INSERT INTO plan VALUES (1, 'old');"
    "INSERT INTO edition VALUES (1, 1, 1, 'old.txt', 'old.txt', 'aa', 1, 0, NULL, 0, NULL, 0, NULL, NULL, 1, "
    "1);"
    "INSERT INTO item VALUES (1, 1, 'document', 1, NULL, NULL), (2, 1, 'action', 1, 1, 1);"
    "INSERT INTO action (id, kind, text, has_owner_column, has_date_column, has_measure_column, confidence)"
    " VALUES (2, 'action', 'Mend the roof', 0, 0, 0, 1);"
    "INSERT INTO item_search (rowid, text, more, owners) SELECT item, text, more, owners FROM search_text;"
    "INSERT INTO source_text VALUES (1, 'Mend the roof, by May 2010');"
    "INSERT INTO rule VALUES (1, 'dates.month');"
    "INSERT INTO evidence VALUES (2, 9, 0, 0, NULL, 0, 4), (2, 9, 0, 1, NULL, 5, 8), (2, 18, 0, 0, 1, 15, "
    "11);"
    "INSERT INTO date_value VALUES (2, 0, 'due', 'by May 2010', '2010-05-01', '2010-05-31', 1, 0, 0, 0, 0, "
    "0, 0, 0, 0,"
    " 0, 1);";

static void make_version(const char *path, int version, const char *rows)
{
    char schema[64], number[64];
    sqlite3 *handle = NULL;

    snprintf(schema, sizeof schema, "tests/migrations/schema-%d.sql", version);
    snprintf(number, sizeof number, "PRAGMA application_id = 0x504c524b; PRAGMA user_version = %d", version);
    char *sql = read_file(schema);
    const char *const scripts[] = { sql, number, old_rows, rows };

    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    for (size_t i = 0; i < ARRAY_LENGTH(scripts); i++)
        if (sqlite3_exec(handle, scripts[i], NULL, NULL, NULL) != SQLITE_OK)
            fail_msg("%s: %s", schema, sqlite3_errmsg(handle));
    sqlite3_close(handle);
    free(sql);
}

/* What a plan shares hangs on its words, which a correction changes, and so does taking it back. */
static void a_corrected_plan_counts_as_compared_no_more(void **state)
{
    struct fixture *fixture = *state;

    for (int round = 0; round < 2; round++) {
        struct plan *plan = load(fixture, false);
        const struct plan_set set = { .items = &plan, .count = 1 };
        const struct overlap_search search = { .grammar = fixture->grammar, .plans = &set };
        struct correction by = make(fixture, "text", "Mend the whole roof", "Ann");
        struct overlap_known known;

        assert_int_equal(store_replace_overlaps(fixture->store, NULL, 0, &search), STATUS_OK);
        assert_int_equal(store_load_overlaps(fixture->store, fixture->grammar, fixture->arena, &known),
                         STATUS_OK);
        assert_int_equal(known.edition_count, 1);
        if (round == 0)
            add(fixture, by);
        else
            assert_int_equal(store_end_correction(fixture->store, 1, &by), STATUS_OK);
        assert_int_equal(store_load_overlaps(fixture->store, fixture->grammar, fixture->arena, &known),
                         STATUS_OK);
        assert_int_equal(known.edition_count, 0);
        assert_int_equal(known.compared, 1);
    }
}

/* Opens a database of an older version in place of the fixture's: its schema is then that of a new one. */
static void come_forward(struct fixture *fixture, int version, const char *rows)
{
    char *fresh = schema_of(fixture->store->database.handle), *migrated;

    store_close(fixture->store);
    fixture->store = NULL;
    unlink(fixture->path);
    make_version(fixture->path, version, rows);
    assert_int_equal(store_open(fixture->path, STORE_READ, &fixture->seen.sink, &fixture->store), STATUS_OK);
    store_close(fixture->store);
    assert_int_equal(store_open(fixture->path, STORE_WRITE, &fixture->seen.sink, &fixture->store), STATUS_OK);
    migrated = schema_of(fixture->store->database.handle);
    assert_string_equal(migrated, fresh);
    free(fresh);
    free(migrated);
}

static bool source_is(const struct source *source, size_t count, struct extent last, const char *rule,
                      struct fixture *fixture)
{
    const struct extent *extent = &source->extents[source->extent_count - 1];

    return source->extent_count == count && extent->offset == last.offset && extent->length == last.length &&
           strcmp(store_rule_name(fixture->store, source->rule), rule) == 0;
}

static void a_database_of_the_first_version_comes_forward(void **state)
{
    struct fixture *fixture = *state;
    struct span text = { 0 };

    come_forward(fixture, 1, "");

    const struct action *action = &load(fixture, false)->actions[0];

    assert_true(source_is(&action->text.source, 2, (struct extent){ 5, 8 }, "", fixture));
    assert_int_equal(action->dates.items[0].flags, DATE_BY | DATE_REVISED);
    assert_true(source_is(&action->dates.items[0].words.source, 1, (struct extent){ 15, 11 }, "dates.month",
                          fixture));
    add(fixture, make(fixture, "text", "Mend the whole roof", "Ann"));
    assert_true(span_equals(load(fixture, false)->actions[0].text.text, "Mend the whole roof"));
    assert_int_equal(hits(fixture, "whole", &text), 1);
}

static void a_word_files_places_come_forward(void **state)
{
    struct fixture *fixture = *state;

    come_forward(
        fixture, 6,
        "INSERT INTO place VALUES (1, 1, NULL, NULL, NULL, NULL), (1, 2, 1, 2, 3, NULL), (1, 3, 1, 2, 4, 7),"
        " (1, 4, NULL, NULL, NULL, 8)");

    const struct place_map *map = &load(fixture, false)->places;

    assert_int_equal(map->line_count, 4);
    assert_int_equal(map->lines[0].table, 0);
    assert_int_equal(map->lines[1].column, 3);
    assert_int_equal(map->lines[2].page, 7);
    assert_int_equal(map->lines[3].table, 0);
    assert_int_equal(map->lines[3].page, 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_comes_back_as_it_was_given, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_second_word_takes_the_place_of_the_first_which_is_kept, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(it_can_be_taken_back_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_holds_when_the_plan_is_read_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_new_edition_keeps_what_it_says_alike, set_up, tear_down),
        cmocka_unit_test_setup_teardown(search_finds_both_the_words_of_the_plan_and_of_the_person, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_plan_that_is_forgotten_takes_its_corrections_along, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_corrected_plan_counts_as_compared_no_more, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_database_of_the_first_version_comes_forward, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_word_files_places_come_forward, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
