#include "analysis/sample_plan_test.h"

#include "report/owner_index.h"

static void the_same_name_in_two_councils_is_two_people(void **state)
{
    struct arena *arena = arena_new();
    struct plan *heath = sample_plan(arena, "heath", 2, 0);
    struct plan *marsh = sample_plan(arena, "marsh", 1, 0);
    struct plan_set set = sample_set(arena, heath, marsh);

    (void)state;
    heath->council = sample_value("Heath Council");
    marsh->council = sample_value("Marsh Council");
    sample_add_owner(arena, &heath->actions[0], "Head of Audit");
    sample_add_owner(arena, &heath->actions[1], "HEAD OF AUDIT"); /* one, however it is written */
    sample_add_owner(arena, &heath->actions[1], "Head of Audit"); /* and once for one action */
    sample_add_owner(arena, &marsh->actions[0], "Head of Audit");
    sample_add_owner(arena, &marsh->actions[0], "A Clerk");
    struct owner_index index = owner_index_make(&set, arena);

    assert_int_equal(index.count, 3);
    assert_true(span_equals(index.items[0]->name, "A Clerk"));
    assert_false(index.items[0]->has_namesake);
    assert_true(index.items[1]->has_namesake);
    const struct report_owner *found = owner_index_find(&index, heath, span_of("head of audit"));

    assert_ptr_equal(found, index.items[1]);
    assert_int_equal(found->number, 2);
    assert_int_equal(found->use_count, 2);
    assert_ptr_equal(owner_index_find(&index, marsh, span_of("Head of Audit")), index.items[2]);
    assert_null(owner_index_find(&index, heath, span_of("A Clerk")));
    arena_free(arena);
}

static void a_council_joins_plans_and_none_keeps_them_apart(void **state)
{
    struct arena *arena = arena_new();
    struct plan *one = sample_plan(arena, "one", 1, 1);
    struct plan *two = sample_plan(arena, "two", 1, 0);
    struct plan_set set = sample_set(arena, one, two);

    (void)state;
    sample_add_owner(arena, &one->actions[0], "Clerk");
    sample_add_owner(arena, &two->actions[0], "Clerk");
    one->risks[0].owners = one->actions[0].owners;
    struct owner_index apart = owner_index_make(&set, arena);

    assert_int_equal(apart.count, 2);
    one->council = two->council = sample_value("Heath Council");
    struct owner_index joined = owner_index_make(&set, arena);

    assert_int_equal(joined.count, 1);
    assert_int_equal(joined.items[0]->use_count, 2);
    assert_int_equal(joined.items[0]->risk_count, 1);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_name_in_two_councils_is_two_people),
        cmocka_unit_test(a_council_joins_plans_and_none_keeps_them_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
