#include "analysis/sample_plan_test.h"

#include <unistd.h>

#include "analysis/audit_accept.h"
#include "analysis/audit_check.h"
#include "store/derived.h"

struct fixture {
    struct arena *arena;
    struct grammar *grammar;
    struct plan *plan;
    struct plan_set plans;
    char file[40];
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    fixture->arena = arena_new();
    fixture->grammar = sample_grammar(NULL);
    fixture->plan = sample_plan(fixture->arena, "marsh", 2, 0);
    fixture->plans = sample_set(fixture->arena, fixture->plan, NULL);
    for (size_t i = 0; i < 2; i++)
        sample_add_date(fixture->arena, &fixture->plan->actions[i], DATE_DUE, "31/11/09", CALENDAR_NONE,
                        CALENDAR_NONE, DATE_INVALID);
    fixture->plan->actions[0].ref = sample_value("A.1");
    fixture->plan->actions[0].text = sample_value("Mend the fence of the orchard");
    fixture->plan->actions[1].ref = sample_value("A.2");
    fixture->plan->actions[1].text = sample_value("Repaint every swing");
    strcpy(fixture->file, "/tmp/planrisk-test-XXXXXX");
    close(mkstemp(fixture->file));
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    unlink(fixture->file);
    grammar_free(fixture->grammar);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

static struct check_result check(struct fixture *fixture)
{
    static const char *const asked[] = { "DAT101" };

    return sample_check(fixture->arena, &fixture->plans, fixture->grammar,
                        (struct check_options){ .select = asked, .select_count = 1 });
}

static void write_file(const struct fixture *fixture, const char *text)
{
    FILE *file = fopen(fixture->file, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

#define ENTRY(item, more)                                                                                    \
    "suppressions:\n  - rule: impossible-date\n    plan: marsh\n    item: " item                             \
    "\n    reason: the 30th was meant\n    who: A. Auditor\n    date: 2010-01-05\n" more

static struct check_result apply(struct fixture *fixture, const char *text, const char *today)
{
    struct check_result result = check(fixture);
    struct suppression_list list;

    write_file(fixture, text);
    assert_int_equal(suppressions_read(fixture->file, fixture->arena, NULL, &list), STATUS_OK);
    suppressions_apply(&list, today, fixture->arena, &result);
    return result;
}

static void a_suppression_takes_its_finding_away(void **state)
{
    struct check_result by_ref = apply(*state, ENTRY("A.1", ""), "2010-02-01");
    struct check_result by_words =
        apply(*state, ENTRY("mend the FENCE", "    words: 31/11/09\n"), "2010-02-01");

    assert_int_equal(by_ref.finding_count, 1);
    assert_int_equal(by_ref.findings[0].place.index, 1);
    assert_int_equal(by_ref.suppressed_count, 1);
    assert_int_equal(by_words.finding_count, 1);
    assert_int_equal(by_words.findings[0].place.index, 1);
}

/* The line and the key may be others in the next edition. */
static void a_suppression_is_kept_when_the_row_moves(void **state)
{
    struct fixture *fixture = *state;
    struct action moved = fixture->plan->actions[0];

    fixture->plan->actions[0] = fixture->plan->actions[1];
    fixture->plan->actions[1] = moved;
    struct check_result result = apply(fixture, ENTRY("A.1", ""), "2010-02-01");

    assert_int_equal(result.finding_count, 1);
    assert_int_equal(result.findings[0].place.index, 0);
}

static void one_that_matches_nothing_is_a_finding(void **state)
{
    struct check_result other_item = apply(*state, ENTRY("A.7", ""), "2010-02-01");
    struct check_result other_words = apply(*state, ENTRY("A.1", "    words: 30/02/09\n"), "2010-02-01");

    assert_int_equal(other_item.finding_count, 3);
    assert_string_equal(other_item.findings[2].rule, "SUP951");
    assert_int_equal(other_item.suppressed_count, 0);
    assert_int_equal(other_words.finding_count, 3);
}

static void one_that_has_expired_is_a_finding_and_hides_nothing(void **state)
{
    struct check_result last_day = apply(*state, ENTRY("A.1", "    expires: 2010-06-30\n"), "2010-06-30");
    struct check_result day_after = apply(*state, ENTRY("A.1", "    expires: 2010-06-30\n"), "2010-07-01");

    assert_int_equal(last_day.finding_count, 1);
    assert_int_equal(day_after.finding_count, 3);
    assert_string_equal(day_after.findings[2].rule, "SUP952");
    assert_non_null(strstr(day_after.findings[2].message.text, "expired on 2010-06-30"));
}

static void an_entry_of_another_plan_is_let_be(void **state)
{
    struct check_result result =
        apply(*state,
              "suppressions:\n  - {rule: DAT101, plan: heath, item: A.1, reason: r, who: w, "
              "date: 2010-01-05}\n",
              "2010-02-01");

    assert_int_equal(result.finding_count, 2);
}

static void is_refused(struct fixture *fixture, const char *text)
{
    struct suppression_list list;
    struct diag_list seen;
    struct diag_sink *sink = diag_collect(&seen);

    write_file(fixture, text);
    assert_int_not_equal(suppressions_read(fixture->file, fixture->arena, sink, &list), STATUS_OK);
    assert_int_equal(seen.count, 1);
    diag_list_free(&seen);
}

static void a_suppression_says_why_and_who(void **state)
{
    is_refused(*state,
               "suppressions:\n  - {rule: DAT101, plan: marsh, item: A.1, who: w, date: 2010-01-05}\n");
    is_refused(*state,
               "suppressions:\n  - {rule: DAT101, plan: marsh, item: A.1, reason: r, date: 2010-01-05}\n");
    is_refused(*state,
               "suppressions:\n  - {rule: DAT101, plan: marsh, reason: r, who: w, date: 2010-01-05}\n");
    is_refused(
        *state,
        "suppressions:\n  - {rule: DAT9, plan: marsh, item: A, reason: r, who: w, date: 2010-01-05}\n");
    is_refused(*state,
               "suppressions:\n  - {rule: DAT101, plan: marsh, item: A, reason: r, who: w, date: May}\n");
    is_refused(*state,
               "suppressions:\n  - {rule: DAT101, plan: marsh, item: A, reason: r, who: w, date: 2010-01-05, "
               "expiry: 2010-02-01}\n");
    is_refused(*state, "suppressions:\n  - all of them\n");
    is_refused(*state, "rules: []\n");
    is_refused(*state, "suppressions: [\n");
}

static void a_baseline_leaves_what_is_new(void **state)
{
    struct fixture *fixture = *state;
    struct check_result before = check(fixture);

    assert_int_equal(baseline_write(fixture->file, &before, NULL), STATUS_OK);
    struct check_result same = check(fixture);

    assert_int_equal(baseline_apply(fixture->file, fixture->arena, NULL, &same), STATUS_OK);
    assert_int_equal(same.finding_count, 0);
    assert_int_equal(same.baseline_count, 2);
    assert_int_equal(same.baseline_gone, 0);
    fixture->plan->actions[1].text = sample_value("Replace the gate");
    struct check_result changed = check(fixture);

    assert_int_equal(baseline_apply(fixture->file, fixture->arena, NULL, &changed), STATUS_OK);
    assert_int_equal(changed.finding_count, 1);
    assert_int_equal(changed.findings[0].place.index, 1);
    assert_int_equal(changed.baseline_gone, 1);
}

/* Two findings that read alike are two. */
static void a_line_of_a_baseline_stands_for_one_finding(void **state)
{
    struct fixture *fixture = *state;

    fixture->plan->actions[1].text = fixture->plan->actions[0].text;
    struct check_result both = check(fixture);

    both.finding_count = 1;
    assert_int_equal(baseline_write(fixture->file, &both, NULL), STATUS_OK);
    struct check_result again = check(fixture);

    assert_int_equal(baseline_apply(fixture->file, fixture->arena, NULL, &again), STATUS_OK);
    assert_int_equal(again.finding_count, 1);
}

static void what_is_no_baseline_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct check_result result = check(fixture);

    write_file(fixture, "Ref\tAction\n");
    assert_int_equal(baseline_apply(fixture->file, fixture->arena, NULL, &result), STATUS_REFUSED);
    assert_int_equal(baseline_apply("/nowhere/at/all", fixture->arena, NULL, &result), STATUS_REFUSED);
    assert_int_equal(baseline_write("/nowhere/at/all", &result, NULL), STATUS_REFUSED);
    assert_int_equal(result.finding_count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_suppression_takes_its_finding_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_suppression_is_kept_when_the_row_moves, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_that_matches_nothing_is_a_finding, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_that_has_expired_is_a_finding_and_hides_nothing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(an_entry_of_another_plan_is_let_be, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_suppression_says_why_and_who, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_baseline_leaves_what_is_new, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_line_of_a_baseline_stands_for_one_finding, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_baseline_is_refused, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
