#include "analysis/sample_plan_test.h"

#include "report/date_span.h"
#include "report/report_page.h"

static calendar_day day(int year, int month, int of_month)
{
    return calendar_from_civil(year, month, of_month);
}

/* One action, and the arena that it lives in. */
struct fixture {
    struct arena *arena;
    struct action *action;
    struct report_plan own;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    fixture->arena = arena_new();
    fixture->own.plan = sample_plan(fixture->arena, "heath", 1, 0);
    fixture->own.as_of = day(2010, 3, 31);
    fixture->action = &fixture->own.plan->actions[0];
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

static void add(struct fixture *fixture, enum date_role role, calendar_day from, calendar_day to,
                unsigned flags)
{
    sample_add_date(fixture->arena, fixture->action, role, "as printed", from, to, flags);
}

static void an_action_runs_from_its_start_to_its_due_day(void **state)
{
    struct fixture *fixture = *state;

    add(fixture, DATE_START, day(2009, 4, 1), day(2009, 4, 30), 0);
    add(fixture, DATE_DUE, day(2010, 1, 1), day(2010, 1, 31), 0);
    struct date_span span = date_span_of(fixture->action);

    assert_int_equal(span.from, day(2009, 4, 1));
    assert_int_equal(span.to, day(2010, 1, 31));
    assert_false(span.is_open);
    assert_int_equal(date_span_due(fixture->action), day(2010, 1, 31));
}

static void a_start_without_an_end_is_open(void **state)
{
    struct fixture *fixture = *state;

    add(fixture, DATE_START, day(2009, 4, 1), day(2009, 4, 1), 0);
    assert_true(date_span_of(fixture->action).is_open);
    assert_int_equal(date_span_due(fixture->action), CALENDAR_NONE);
}

static void what_goes_on_and_what_is_no_day_is_told(void **state)
{
    struct fixture *fixture = *state;

    add(fixture, DATE_DUE, CALENDAR_NONE, CALENDAR_NONE, DATE_ONGOING);
    add(fixture, DATE_DUE, CALENDAR_NONE, CALENDAR_NONE, DATE_INVALID);
    struct date_span span = date_span_of(fixture->action);

    assert_true(span.is_open);
    assert_true(span.is_invalid);
    assert_int_equal(span.to, CALENDAR_NONE);
}

static void an_end_before_its_start_is_drawn_at_the_end(void **state)
{
    struct fixture *fixture = *state;

    add(fixture, DATE_START, day(2010, 6, 1), day(2010, 6, 1), 0);
    add(fixture, DATE_DUE, day(2010, 2, 1), day(2010, 2, 1), 0);
    assert_int_equal(date_span_of(fixture->action).from, day(2010, 2, 1));
}

static void late_is_what_is_neither_done_nor_dropped_by_the_day(void **state)
{
    struct fixture *fixture = *state;

    assert_false(date_span_is_late(&fixture->own, fixture->action)); /* no day stated */
    add(fixture, DATE_DUE, day(2010, 3, 30), day(2010, 3, 30), 0);
    assert_true(date_span_is_late(&fixture->own, fixture->action));
    fixture->action->status = STATUS_COMPLETED;
    assert_false(date_span_is_late(&fixture->own, fixture->action));
    fixture->action->status = STATUS_IN_PROGRESS;
    fixture->own.as_of = day(2010, 3, 30);
    assert_false(date_span_is_late(&fixture->own, fixture->action)); /* due that very day */
    fixture->own.as_of = CALENDAR_NONE;
    assert_false(date_span_is_late(&fixture->own, fixture->action));
}

static void an_axis_runs_over_whole_months(void **state)
{
    struct date_axis axis = { 0 };
    char name[24];

    (void)state;
    date_axis_take(&axis, CALENDAR_NONE);
    assert_int_equal(axis.from, axis.to);
    date_axis_take(&axis, day(2010, 2, 14));
    date_axis_take(&axis, day(2009, 12, 31));
    assert_int_equal(axis.from, day(2009, 12, 1));
    assert_int_equal(axis.to, day(2010, 3, 1));
    assert_true(date_axis_place(&axis, day(2009, 1, 1)) == 0);
    assert_true(date_axis_place(&axis, day(2011, 1, 1)) == 100);
    assert_true(date_axis_place(&axis, day(2010, 1, 15)) == 50);
    date_month_name(date_month_of(axis.from), name);
    assert_string_equal(name, "Dec 2009");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_action_runs_from_its_start_to_its_due_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_start_without_an_end_is_open, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_goes_on_and_what_is_no_day_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_end_before_its_start_is_drawn_at_the_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(late_is_what_is_neither_done_nor_dropped_by_the_day, set_up,
                                        tear_down),
        cmocka_unit_test(an_axis_runs_over_whole_months),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
