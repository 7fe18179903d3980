#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/sample_plan.h"
#include "store/store.h"
#include "store/store_private.h"

struct fixture {
    struct store *store;
    struct grammar *grammar;
    struct arena *arena;
    struct diag_list seen;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    enum store_saved saved;

    *state = &fixture;
    fixture.arena = arena_new();
    return grammar_load(NULL, diag_collect(&fixture.seen), &fixture.grammar) != STATUS_OK ||
           store_open(":memory:", STORE_WRITE, &fixture.seen.sink, &fixture.store) != STATUS_OK ||
           store_save_plan(fixture.store, fixture.grammar,
                           sample_plan_new(fixture.arena, "repairs.txt", "aa", NULL), NULL,
                           &saved) != STATUS_OK;
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

/* The items found, in order, separated by spaces. */
static const char *found(struct fixture *fixture, const char *words)
{
    static char keys[256];
    struct search_result result;

    keys[0] = '\0';
    assert_int_equal(store_search(fixture->store, words, 10, fixture->arena, &result), STATUS_OK);
    for (size_t i = 0; i < result.count; i++) {
        strcat(keys, i ? " " : "");
        strncat(keys, result.items[i].item.text, result.items[i].item.length);
    }
    return keys;
}

static void words_find_items(void **state)
{
    static const struct {
        const char *words;
        const char *items;
    } cases[] = {
        { "handbook", "repairs-002" },
        { "HANDBOOKS", "repairs-002" }, /* inflections, without regard to case */
        { "hand*", "repairs-002" },
        { "hand", "" },
        { "write handbook", "repairs-002" },
        { "\"write a handbook\"", "repairs-002" },
        { "\"handbook write\"", "" },
        { "handbook unanswered", "" },
        { "unanswered", "repairs-r001" },
        { "first draft", "repairs-002" }, /* a milestone's words find its action */
        { "hill", "repairs-001" },        /* an owner's */
        { "LPI", "repairs-i001" },
        { "rings -ann", "" },
        { "handbook -ann", "repairs-002" },
        { "-ann", "" }, /* nothing wanted */
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
        if (strcmp(found(fixture, cases[i].words), cases[i].items) != 0)
            fail_msg("%s: \"%s\", not \"%s\"", cases[i].words, found(fixture, cases[i].words),
                     cases[i].items);
}

static void no_input_is_a_syntax_error(void **state)
{
    static const char *const inputs[] = {
        "",         " ",    "\"",     "\"\"",  "'",      "*",       "-",        "--",  "(",
        ")",        "AND",  "OR NOT", "NEAR(", "text:x", "{a b}:c", "^x",       "a+b", "x\" OR \"y",
        "\xff\xfe", "\x01", "%",      "a AND", "NOT a",  "-\"",     "\"a\"*\"", "a\\", ";DROP TABLE plan",
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < ARRAY_LENGTH(inputs); i++)
        found(fixture, inputs[i]);
    assert_int_equal(fixture->seen.count, 0);
}

static void a_hit_shows_its_words_and_place(void **state)
{
    struct fixture *fixture = *state;
    struct search_result result;

    assert_int_equal(store_search(fixture->store, "rings", 10, fixture->arena, &result), STATUS_OK);
    assert_int_equal(result.count, 1);
    assert_true(span_equals(result.items[0].plan, "repairs"));
    assert_true(span_equals(result.items[0].kind, "action"));
    assert_true(span_equals(result.items[0].document, "repairs.txt"));
    assert_int_equal(result.items[0].line, 2);
    assert_non_null(strstr(result.items[0].snippet.text, "\x02rings\x03"));
}

static void only_latest_editions_are_searched(void **state)
{
    struct fixture *fixture = *state;
    struct plan *next = sample_plan_new(fixture->arena, "repairs.txt", "bb", NULL);
    enum store_saved saved;

    next->action_count = 1;
    assert_int_equal(store_save_plan(fixture->store, fixture->grammar, next, NULL, &saved), STATUS_OK);
    assert_string_equal(found(fixture, "handbook"), "");
    assert_string_equal(found(fixture, "rings"), "repairs-001");
}

static void a_limit_limits(void **state)
{
    struct fixture *fixture = *state;
    struct search_result result;

    assert_int_equal(store_search(fixture->store, "calls", 1, fixture->arena, &result), STATUS_OK);
    assert_int_equal(result.count, 1);
    assert_int_equal(store_search(fixture->store, "calls", SIZE_MAX, fixture->arena, &result), STATUS_OK);
    assert_int_equal(result.count, 3);
}

/* ---- what search was not told of yet ----------------------------------------------------------- */

/* Fails where the index and what it is of differ. */
static void index_is_sound(struct fixture *fixture)
{
    assert_int_equal(store_complete_search(fixture->store), STATUS_OK);
    assert_int_equal(
        database_run_script(&fixture->store->database,
                            "INSERT INTO item_search (item_search, rank) VALUES ('integrity-check', 1)"),
        STATUS_OK);
}

static void save(struct fixture *fixture, const char *path, const char *sha256)
{
    enum store_saved saved;

    assert_int_equal(store_save_plan(fixture->store, fixture->grammar,
                                     sample_plan_new(fixture->arena, path, sha256, NULL), NULL, &saved),
                     STATUS_OK);
}

static void a_plan_may_go_before_search_knew_it(void **state)
{
    struct fixture *fixture = *state;

    index_is_sound(fixture);
    save(fixture, "other.txt", "bb");
    assert_int_equal(store_forget_plan(fixture->store, "other"), STATUS_OK);
    index_is_sound(fixture);
    assert_string_equal(found(fixture, "handbook"), "repairs-002");
}

/* The ids of the last plan's items are given to the next one's. */
static void another_plan_may_come_in_its_place(void **state)
{
    struct fixture *fixture = *state;

    index_is_sound(fixture);
    assert_int_equal(store_forget_plan(fixture->store, "repairs"), STATUS_OK);
    save(fixture, "other.txt", "bb");
    index_is_sound(fixture);
    assert_string_equal(found(fixture, "handbook"), "other-002");
}

static void who_can_only_read_finds_what_an_import_left(void **state)
{
    struct fixture *fixture = *state;
    char path[] = "/tmp/planrisk-XXXXXX";
    int file = mkstemp(path);

    assert_int_equal(close(file), 0);
    store_close(fixture->store);
    assert_int_equal(store_open(path, STORE_WRITE, &fixture->seen.sink, &fixture->store), STATUS_OK);
    save(fixture, "repairs.txt", "aa");
    store_close(fixture->store);
    assert_int_equal(store_open(path, STORE_READ, &fixture->seen.sink, &fixture->store), STATUS_OK);
    assert_string_equal(found(fixture, "handbook"), "repairs-002");
    assert_int_equal(fixture->seen.count, 0);
    unlink(path);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(words_find_items),
        TEST(no_input_is_a_syntax_error),
        TEST(a_hit_shows_its_words_and_place),
        TEST(only_latest_editions_are_searched),
        TEST(a_limit_limits),
        TEST(a_plan_may_go_before_search_knew_it),
        TEST(another_plan_may_come_in_its_place),
        TEST(who_can_only_read_finds_what_an_import_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
