#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "plan/correction.h"
#include "plan/plan.h"

/* Three actions, two of which say the same; the second has a lead and a support. */
struct fixture {
    struct arena *arena;
    struct plan plan;
    struct action actions[3];
    struct owner owners[2];
    struct date_value dates[2];
    struct anomaly anomalies[2];
};

static int set_up(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){ .arena = arena_new() };
    fixture.owners[0] = (struct owner){ .name.text = span_of("A Brown"), .role = OWNER_SUPPORT };
    fixture.owners[1] = (struct owner){ .name.text = span_of("J Smith"), .role = OWNER_LEAD };
    fixture.dates[0] = (struct date_value){ .role = DATE_START, .words.text = span_of("1 May") };
    fixture.dates[1] =
        (struct date_value){ .role = DATE_DUE, .words.text = span_of("31/11/09"), .flags = DATE_INVALID };
    fixture.actions[0] =
        (struct action){ .text.text = span_of("Review the policy."), .ref.text = span_of("A.1") };
    fixture.actions[1] = (struct action){ .text.text = span_of("Review the rota"),
                                          .owners = { fixture.owners, 2, 2 },
                                          .dates = { fixture.dates, 2, 2 },
                                          .status = STATUS_IN_PROGRESS };
    fixture.actions[2] = (struct action){ .text.text = span_of("Review the rota") };
    fixture.anomalies[0] = (struct anomaly){ .kind = "impossible-date", .action = 1 };
    fixture.anomalies[1] = (struct anomaly){ .kind = "impossible-date", .action = 2 };
    fixture.plan = (struct plan){ .key = span_of("norton"),
                                  .sha256 = span_of("aa"),
                                  .actions = fixture.actions,
                                  .action_count = 3,
                                  .anomalies = fixture.anomalies,
                                  .anomaly_count = 2 };
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    arena_free(fixture->arena);
    return 0;
}

static struct correction aim(struct fixture *fixture, size_t action, const char *field)
{
    struct correction correction = { .field = correction_field_find(ITEM_ACTION, span_of(field)) };

    assert_non_null(correction.field);
    correction_aim(&correction, &fixture->plan, action, fixture->arena);
    return correction;
}

static void a_field_is_found_as_people_write_it(void **state)
{
    static const struct {
        const char *typed;
        const char *name;
    } cases[] = {
        { "due date", "due date" },
        { "Due-Date", "due date" },
        { "due", "due date" },
        { "due_dates", "due date" },
        { "owners", "owner" },
        { " Owner ", "owner" },
        { "supporting owner", "supporting owner" },
        { "STATUS", "status" },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        const struct correction_field *field = correction_field_find(ITEM_ACTION, span_of(cases[i].typed));

        assert_non_null(field);
        assert_string_equal(field->name, cases[i].name);
    }
    assert_null(correction_field_find(ITEM_ACTION, span_of("d")));
    assert_null(correction_field_find(ITEM_ACTION, span_of("owners of it")));
    assert_null(correction_field_find(ITEM_ACTION, span_of("")));
    assert_null(correction_field_find(ITEM_ACTION, span_of("impact")));
    assert_non_null(correction_field_find(ITEM_RISK, span_of("residual-impact")));
}

static void an_item_is_told_by_its_words(void **state)
{
    struct fixture *fixture = *state;
    struct correction correction = aim(fixture, 2, "status");

    assert_string_equal(correction.words.text, "review the rota");
    assert_int_equal(correction.twin, 2);
    fixture->actions[2].text.text = span_of("Review the ROTA!");
    correction_match(&correction, &fixture->plan, fixture->arena);
    assert_int_equal(correction.state, CORRECTION_APPLIED);
    assert_int_equal(correction.index, 2);
}

static void a_ref_that_changed_does_not_matter_where_the_words_stand_once(void **state)
{
    struct fixture *fixture = *state;
    struct correction correction = aim(fixture, 0, "status");

    fixture->actions[0].ref.text = span_of("B.7");
    correction_match(&correction, &fixture->plan, fixture->arena);
    assert_int_equal(correction.index, 0);
    fixture->actions[0].text.text = span_of("Write the policy");
    correction_match(&correction, &fixture->plan, fixture->arena);
    assert_int_equal(correction.state, CORRECTION_LOST);
}

/* In the file that a person had before them their word stands; in another the plan may have been put right.
 */
static void another_file_that_says_something_else_is_not_corrected(void **state)
{
    struct fixture *fixture = *state;
    struct correction correction = aim(fixture, 1, "due date");

    assert_true(span_equals(correction.was, "31/11/09"));
    fixture->dates[1].words.text = span_of("30 November 2009");
    correction_match(&correction, &fixture->plan, fixture->arena);
    assert_int_equal(correction.state, CORRECTION_APPLIED);
    fixture->plan.sha256 = span_of("bb");
    correction_match(&correction, &fixture->plan, fixture->arena);
    assert_int_equal(correction.state, CORRECTION_STALE);
    fixture->dates[1].words.text = span_of("31-11-09");
    correction_match(&correction, &fixture->plan, fixture->arena);
    assert_int_equal(correction.state, CORRECTION_APPLIED);
}

static void apply(struct fixture *fixture, struct correction *correction)
{
    correction_match(correction, &fixture->plan, fixture->arena);
    correction_apply(correction, &fixture->plan, fixture->arena);
    fixture->plan.corrections = correction;
    fixture->plan.correction_count = 1;
}

static void owners_of_one_role_give_way(void **state)
{
    struct fixture *fixture = *state;
    struct owner given[] = { { .name.text = span_of("HR Manager") }, { .name.text = span_of("All") } };
    struct correction correction = aim(fixture, 1, "owner");

    correction.value.owners = (struct owner_list){ given, 2, 2 };
    apply(fixture, &correction);
    struct owner_list *owners = &fixture->actions[1].owners;

    assert_int_equal(owners->count, 3);
    assert_true(span_equals(owners->items[0].name.text, "A Brown"));
    assert_true(span_equals(owners->items[1].name.text, "HR Manager"));
    assert_true(span_equals(owners->items[2].name.text, "All"));
    assert_int_equal(owners->items[2].role, OWNER_LEAD);
    assert_true(
        span_equals(field_value_words(correction.field, &correction.reading, fixture->arena), "J Smith"));
    assert_ptr_equal(correction_of(&fixture->plan, ITEM_ACTION, 1, "owner"), &correction);
    assert_null(correction_of(&fixture->plan, ITEM_ACTION, 2, "owner"));
    assert_null(correction_of(&fixture->plan, ITEM_ACTION, 1, "text"));
}

static void a_date_takes_the_place_of_its_role_and_answers_the_anomaly(void **state)
{
    struct fixture *fixture = *state;
    struct date_value given = { .role = DATE_DUE, .words.text = span_of("30 November 2009") };
    struct correction correction = aim(fixture, 1, "due");

    correction.value.dates = (struct date_list){ &given, 1, 1 };
    apply(fixture, &correction);
    assert_int_equal(fixture->actions[1].dates.count, 2);
    assert_true(span_equals(fixture->actions[1].dates.items[1].words.text, "30 November 2009"));
    assert_true(fixture->anomalies[0].is_answered);
    assert_false(fixture->anomalies[1].is_answered);
}

static void a_field_can_be_cleared(void **state)
{
    struct fixture *fixture = *state;
    struct correction status = aim(fixture, 1, "status");
    struct correction dates = aim(fixture, 1, "due");

    apply(fixture, &status);
    assert_int_equal(fixture->actions[1].status, STATUS_NONE);
    assert_true(span_equals(status.reading.text, "in_progress"));
    apply(fixture, &dates);
    assert_int_equal(fixture->actions[1].dates.count, 1);
}

static void an_ended_one_is_not_applied(void **state)
{
    struct fixture *fixture = *state;
    struct correction correction = aim(fixture, 0, "text");

    correction.value.text = span_of("Rewrite the policy");
    correction_match(&correction, &fixture->plan, fixture->arena);
    correction.state = CORRECTION_ENDED;
    correction_apply(&correction, &fixture->plan, fixture->arena);
    assert_true(span_equals(fixture->actions[0].text.text, "Review the policy."));
    correction.state = CORRECTION_APPLIED;
    correction_apply(&correction, &fixture->plan, fixture->arena);
    assert_true(span_equals(fixture->actions[0].text.text, "Rewrite the policy"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_field_is_found_as_people_write_it),
        cmocka_unit_test_setup_teardown(an_item_is_told_by_its_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_ref_that_changed_does_not_matter_where_the_words_stand_once, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(another_file_that_says_something_else_is_not_corrected, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(owners_of_one_role_give_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_date_takes_the_place_of_its_role_and_answers_the_anomaly, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_field_can_be_cleared, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_ended_one_is_not_applied, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
