#include "analysis/sample_plan_test.h"

#include "analysis/plan_overlap.h"

/* The class of the best pair of two texts. */
static enum overlap_class class_of(const char *a, const char *b)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct plan *first = sample_plan(arena, "heath", 1, 0);
    struct plan *second = sample_plan(arena, "marsh", 1, 0);
    struct plan_set set = sample_set(arena, first, second);
    struct overlap_options options = { .minimum = 0 };
    struct overlap_result result;

    first->actions[0].text = sample_value(a);
    second->actions[0].text = sample_value(b);
    assert_int_equal(overlap_find(&set, grammar, &options, arena, NULL, &result), STATUS_OK);
    assert_int_equal(result.pair_count, 1);

    enum overlap_class class = result.pairs[0].class;

    grammar_free(grammar);
    arena_free(arena);
    return class;
}

static void what_one_extends_and_the_other_cuts_is_opposite(void **state)
{
    (void)state;
    assert_int_equal(class_of("Extend the opening hours of libraries", "Cut opening hours"),
                     OVERLAP_OPPOSITE);
    assert_int_equal(class_of("Area offices to be closed", "Open more area offices"), OVERLAP_OPPOSITE);
    assert_int_equal(class_of("Reduce parking charges", "Increase car park charges"), OVERLAP_OPPOSITE);
}

static void less_of_a_bad_thing_is_more_of_the_good(void **state)
{
    (void)state;
    assert_int_not_equal(class_of("Reduce rent arrears", "Increase rent collection"), OVERLAP_OPPOSITE);
    assert_int_not_equal(class_of("Reduce sickness absence", "Improve attendance"), OVERLAP_OPPOSITE);
    assert_int_equal(class_of("Reduce rent arrears", "Reduce rent collection"), OVERLAP_OPPOSITE);
}

static void a_direction_is_about_its_object_alone(void **state)
{
    (void)state;
    /* nothing happens to the offices, to the school */
    assert_int_not_equal(class_of("Extend access to benefits within area offices", "Area offices closed"),
                         OVERLAP_OPPOSITE);
    assert_int_not_equal(class_of("Cut back the hedge by the school", "Open a walking bus at schools"),
                         OVERLAP_OPPOSITE);
    /* "stop" is a part of the shop's name */
    assert_int_not_equal(class_of("Plan a one stop shop", "Open the one stop shop"), OVERLAP_OPPOSITE);
    assert_int_not_equal(class_of("Cut waste, area offices", "Open area offices"), OVERLAP_OPPOSITE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_one_extends_and_the_other_cuts_is_opposite),
        cmocka_unit_test(less_of_a_bad_thing_is_more_of_the_good),
        cmocka_unit_test(a_direction_is_about_its_object_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
