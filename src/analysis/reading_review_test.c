#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/reading_review.h"
#include "base/arena.h"
#include "plan/correction.h"
#include "plan/plan.h"

static const char text[] = "Action\n31/11/09 Q3 2010\nZog HSM\n";

/* An action with an impossible and an ambiguous date, two owners and words in doubt. */
struct fixture {
    struct arena *arena;
    struct plan plan;
    struct plan *plans[1];
    struct action action;
    struct date_value dates[3];
    struct owner owners[3];
    struct doubt doubt;
    struct extent extents[2];
};

static int set_up(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){ .arena = arena_new(), .extents = { { 7, 8 }, { 16, 7 } } };
    fixture.dates[0] =
        (struct date_value){ .role = DATE_DUE, .flags = DATE_INVALID, .words.text = span_of("31/11/09") };
    fixture.dates[0].words.source = (struct source){ .extents = &fixture.extents[0], .extent_count = 1 };
    fixture.dates[1] =
        (struct date_value){ .role = DATE_START, .flags = DATE_AMBIGUOUS, .words.text = span_of("Q3 2010") };
    fixture.dates[1].words.source = (struct source){ .extents = &fixture.extents[1], .extent_count = 1 };
    fixture.dates[2] =
        (struct date_value){ .role = DATE_DUE, .flags = DATE_TBC, .words.text = span_of("TBC") };
    fixture.owners[0] = (struct owner){ .name.text = span_of("Zog") };
    fixture.owners[1] =
        (struct owner){ .name.text = span_of("HSM"), .kind = PARTY_ABBREVIATION, .role = OWNER_SUPPORT };
    fixture.owners[2] = (struct owner){ .name.text = span_of("J Smith"), .kind = PARTY_PERSON };
    fixture.action = (struct action){ .dates = { fixture.dates, 3, 3 }, .owners = { fixture.owners, 3, 3 } };
    fixture.doubt = (struct doubt){ .kind = ITEM_ACTION,
                                    .field = "action",
                                    .other = "due",
                                    .confidence = 0.3,
                                    .words.text = span_of("long term") };
    fixture.plan = (struct plan){ .key = span_of("norton"),
                                  .text = { text, sizeof text - 1, 0 },
                                  .actions = &fixture.action,
                                  .action_count = 1,
                                  .doubts = &fixture.doubt,
                                  .doubt_count = 1 };
    fixture.plans[0] = &fixture.plan;
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    arena_free(fixture->arena);
    return 0;
}

static struct reading_review review(struct fixture *fixture, double below)
{
    return reading_review_of(&(struct plan_set){ fixture->plans, 1 }, below, fixture->arena);
}

static void the_most_doubtful_comes_first(void **state)
{
    static const char *const fields[] = { "due date", "text", "start date", "owner", "supporting owner" };
    struct reading_review found = review(*state, 1);

    assert_int_equal(found.count, 5);
    for (size_t i = 0; i < found.count; i++)
        assert_string_equal(found.items[i].field, fields[i]);
    assert_int_equal(found.items[0].line, 2);
    assert_true(span_equals(found.items[0].others, "2009-11-30; 2009-12-01"));
    assert_true(span_equals(found.items[1].others, "part of the due date"));
    assert_int_equal(review(*state, 0.55).count, 3);
}

static void what_a_person_settled_is_not_asked_again(void **state)
{
    struct fixture *fixture = *state;
    struct correction correction = { .field = correction_field_find(ITEM_ACTION, span_of("due")),
                                     .state = CORRECTION_APPLIED };

    fixture->plan.corrections = &correction;
    fixture->plan.correction_count = 1;
    assert_string_equal(review(fixture, 1).items[0].field, "text");
    correction.state = CORRECTION_STALE;
    assert_string_equal(review(fixture, 1).items[0].field, "due date");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_most_doubtful_comes_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_person_settled_is_not_asked_again, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
