#include "analysis/sample_plan_test.h"

#include "analysis/risk_score.h"

struct fixture {
    struct arena *arena;
    struct grammar *grammar;
    const struct risk_scheme *scheme;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    fixture->arena = arena_new();
    fixture->grammar = sample_grammar(NULL);
    assert_int_equal(risk_scheme_load(fixture->grammar, "npsa-5x5", fixture->arena, NULL, &fixture->scheme),
                     STATUS_OK);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    grammar_free(fixture->grammar);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

static void rate(struct plan *plan, size_t risk, const char *impact, const char *likelihood)
{
    plan->risks[risk].inherent.impact = sample_value(impact);
    plan->risks[risk].inherent.likelihood = sample_value(likelihood);
}

static struct score_result score(struct fixture *fixture, struct plan *plan)
{
    struct plan_set set = sample_set(fixture->arena, plan, NULL);
    struct score_result result;

    score_plans(&set, fixture->scheme, STAGE_INHERENT, fixture->arena, &result);
    assert_int_equal(result.score_count, plan->risk_count);
    return result;
}

static const struct risk_score *of_risk(const struct score_result *result, size_t index)
{
    for (size_t i = 0; i < result->score_count; i++)
        if (result->scores[i].index == index)
            return &result->scores[i];
    fail();
    return NULL;
}

static void assert_range(const struct risk_score *score, enum risk_axis axis, unsigned low, unsigned high)
{
    assert_int_equal(score->ranges[axis].low, low);
    assert_int_equal(score->ranges[axis].high, high);
}

static const char *band(const struct fixture *fixture, size_t index)
{
    return fixture->scheme->bands[index].name;
}

static void numbers_of_the_scheme_are_one_cell(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample_plan(fixture->arena, "marsh", 0, 1);

    rate(plan, 0, "4", "5");
    struct score_result result = score(fixture, plan);

    assert_int_equal(result.placed_count, 1);
    assert_int_equal(result.cells[4][3], 1);
    assert_string_equal(band(fixture, result.scores[0].band_low), "Extreme");
    assert_int_equal(result.scores[0].placement, PLACED);
}

static void an_axis_not_stated_is_the_whole_axis(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample_plan(fixture->arena, "marsh", 0, 3);

    rate(plan, 0, "high", NULL);
    rate(plan, 1, "medium", NULL);
    rate(plan, 2, NULL, NULL);
    struct score_result result = score(fixture, plan);
    const struct risk_score *high = of_risk(&result, 0);

    assert_int_equal(high->placement, LIKELIHOOD_UNKNOWN);
    assert_range(high, AXIS_LIKELIHOOD, 1, 5);
    assert_false(high->ranges[AXIS_LIKELIHOOD].stated);
    assert_range(high, AXIS_IMPACT, 4, 5); /* the upper third of five levels */
    assert_string_equal(band(fixture, high->band_low), "Moderate");
    assert_string_equal(band(fixture, high->band_high), "Extreme");
    assert_int_equal(of_risk(&result, 2)->placement, RATING_UNKNOWN);
    assert_int_equal(result.placed_count, 0);
}

static void two_levels_are_halves(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample_plan(fixture->arena, "marsh", 0, 2);

    rate(plan, 0, "high", "low");
    rate(plan, 1, "low", "high");
    struct score_result result = score(fixture, plan);

    assert_range(of_risk(&result, 0), AXIS_IMPACT, 3, 5);
    assert_range(of_risk(&result, 0), AXIS_LIKELIHOOD, 1, 3);
    assert_int_equal(of_risk(&result, 0)->placement, PLACED_IN_RANGE);
}

static void five_words_are_the_five_levels(void **state)
{
    static const char *const words[] = { "very low", "low", "medium", "high", "very high" };
    struct fixture *fixture = *state;
    struct plan *plan = sample_plan(fixture->arena, "marsh", 0, 5);

    for (size_t i = 0; i < 5; i++)
        rate(plan, i, words[i], words[4 - i]);
    struct score_result result = score(fixture, plan);

    for (size_t i = 0; i < 5; i++) {
        assert_range(of_risk(&result, i), AXIS_IMPACT, (unsigned)i + 1, (unsigned)i + 1);
        assert_int_equal(of_risk(&result, i)->placement, PLACED);
    }
}

static void a_number_beyond_the_scheme_takes_all_off_it(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample_plan(fixture->arena, "marsh", 0, 2);

    rate(plan, 0, "4", "3");
    rate(plan, 1, "9", "3"); /* so 4 is 4 of 10, not 4 of 5 */
    struct score_result result = score(fixture, plan);

    assert_int_equal(of_risk(&result, 0)->placement, OFF_SCALE);
    assert_range(of_risk(&result, 0), AXIS_IMPACT, 1, 5);
    assert_range(of_risk(&result, 0), AXIS_LIKELIHOOD, 3, 3);
}

static void own_scale_counts_what_is_printed(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample_plan(fixture->arena, "marsh", 0, 3);

    rate(plan, 0, "high", NULL);
    rate(plan, 1, "high", NULL);
    rate(plan, 2, "low", NULL);
    struct score_result result = score(fixture, plan);
    const struct own_matrix *own = &result.own[0];

    assert_int_equal(result.own_count, 1);
    assert_int_equal(own->axes[AXIS_IMPACT].kind, OWN_GENERAL);
    assert_int_equal(own->axes[AXIS_IMPACT].level_count, 2);
    assert_int_equal(own->axes[AXIS_LIKELIHOOD].kind, OWN_NONE);
    assert_int_equal(own->counts[0][2], 2);
    assert_int_equal(own->counts[0][1], 1);
}

static void ranks_are_what_dominance_allows(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample_plan(fixture->arena, "marsh", 0, 4);

    rate(plan, 0, "5", "5");
    rate(plan, 1, "2", "4");
    rate(plan, 2, "4", "2"); /* the same product as the one before, and not comparable */
    rate(plan, 3, "1", "1");
    struct score_result result = score(fixture, plan);

    assert_int_equal(of_risk(&result, 0)->rank_first, 1);
    assert_int_equal(of_risk(&result, 0)->rank_last, 1);
    for (size_t i = 1; i <= 2; i++) {
        assert_int_equal(of_risk(&result, i)->rank_first, 2);
        assert_int_equal(of_risk(&result, i)->rank_last, 3);
    }
    assert_int_equal(of_risk(&result, 3)->rank_last, 4);
    assert_true(of_risk(&result, 1)->band_could_step);
    assert_false(of_risk(&result, 0)->band_could_step);
}

/* Where nothing is known, every place is possible. */
static void nothing_stated_ranks_anywhere(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample_plan(fixture->arena, "marsh", 0, 7);
    struct score_result result = score(fixture, plan);

    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(result.scores[i].rank_first, 1);
        assert_int_equal(result.scores[i].rank_last, 7);
        assert_int_equal(result.scores[i].index, i); /* as read */
    }
}

/* Saying more never widens what is allowed, and every completion lies inside what was reported before. */
static void knowing_more_never_widens(void **state)
{
    static const char *const ratings[] = { NULL, "1", "2", "3", "4", "5" };
    struct fixture *fixture = *state;
    struct plan *plan = sample_plan(fixture->arena, "marsh", 0, 2);

    rate(plan, 1, "5", "5");
    for (size_t known = 0; known < ARRAY_LENGTH(ratings); known++)
        for (size_t more = 1; more < ARRAY_LENGTH(ratings); more++) {
            rate(plan, 0, ratings[known], NULL);
            struct score_result before = score(fixture, plan);
            struct risk_score open = *of_risk(&before, 0);

            rate(plan, 0, ratings[known], ratings[more]);
            struct score_result after = score(fixture, plan);
            const struct risk_score *closed = of_risk(&after, 0);

            assert_true(closed->band_low >= open.band_low && closed->band_high <= open.band_high);
            assert_true(closed->rank_first >= open.rank_first && closed->rank_last <= open.rank_last);
        }
}

static void print_score(struct plan *plan, size_t risk, const char *score)
{
    plan->risks[risk].inherent.score = sample_value(score);
}

static void a_printed_figure_rules_cells_out(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample_plan(fixture->arena, "marsh", 0, 4);

    rate(plan, 0, "4", "5"); /* shows that the plan multiplies */
    print_score(plan, 0, "20");
    rate(plan, 1, "4", NULL);
    print_score(plan, 1, "12");
    print_score(plan, 2, "12");
    rate(plan, 3, "5", NULL);
    print_score(plan, 3, "12");
    struct score_result result = score(fixture, plan);

    assert_int_equal(of_risk(&result, 0)->score_use, SCORE_AGREES);
    assert_int_equal(of_risk(&result, 1)->placement, PLACED);
    assert_range(of_risk(&result, 1), AXIS_LIKELIHOOD, 3, 3);
    assert_int_equal(of_risk(&result, 2)->cell_count, 2); /* 3 x 4 and 4 x 3 */
    assert_int_equal(of_risk(&result, 2)->placement, RATING_UNKNOWN);
    assert_string_equal(band(fixture, of_risk(&result, 2)->band_low), "High");
    assert_string_equal(band(fixture, of_risk(&result, 2)->band_high), "High");
    assert_int_equal(of_risk(&result, 3)->score_use, SCORE_DIFFERS);
    assert_range(of_risk(&result, 3), AXIS_LIKELIHOOD, 1, 5);
}

/* Nobody has said that these figures are products. */
static void a_figure_that_nothing_vouches_for_is_not_used(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample_plan(fixture->arena, "marsh", 0, 2);

    rate(plan, 0, "4", NULL);
    print_score(plan, 0, "12");
    rate(plan, 1, "2", "2");
    struct score_result result = score(fixture, plan);

    assert_int_equal(of_risk(&result, 0)->score_use, SCORE_UNUSED);
    assert_range(of_risk(&result, 0), AXIS_LIKELIHOOD, 1, 5);
    print_score(plan, 1, "5"); /* adds */
    result = score(fixture, plan);
    assert_int_equal(of_risk(&result, 1)->score_use, SCORE_DIFFERS);
    assert_int_equal(of_risk(&result, 1)->placement, PLACED);
    assert_int_equal(of_risk(&result, 0)->score_use, SCORE_UNUSED);
}

static void a_printed_code_is_a_cell(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample_plan(fixture->arena, "marsh", 0, 2);

    assert_int_equal(
        risk_scheme_load(fixture->grammar, "letters-5x5", fixture->arena, NULL, &fixture->scheme), STATUS_OK);
    print_score(plan, 0, "C4");
    rate(plan, 1, "2", NULL);
    print_score(plan, 1, "C4");
    struct score_result result = score(fixture, plan);

    assert_int_equal(of_risk(&result, 0)->placement, PLACED);
    assert_range(of_risk(&result, 0), AXIS_LIKELIHOOD, 3, 3);
    assert_range(of_risk(&result, 0), AXIS_IMPACT, 4, 4);
    assert_int_equal(of_risk(&result, 1)->score_use, SCORE_DIFFERS);
    assert_int_equal(of_risk(&result, 1)->placement, LIKELIHOOD_UNKNOWN);
}

static void the_product_order_is_marked_where_it_depends_on_the_scheme(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample_plan(fixture->arena, "marsh", 0, 4);

    rate(plan, 0, "2", "4"); /* 8 */
    rate(plan, 1, "4", "2"); /* 8: tied by the product alone */
    rate(plan, 2, "1", "5"); /* 5 */
    rate(plan, 3, "1", "1"); /* 1: below all of them on any scheme */
    struct score_result result = score(fixture, plan);

    assert_int_equal(of_risk(&result, 0)->product_first, 1);
    assert_int_equal(of_risk(&result, 0)->product_last, 2);
    assert_int_equal(of_risk(&result, 2)->product_first, 3);
    assert_int_equal(of_risk(&result, 0)->contested, 2);
    assert_int_equal(of_risk(&result, 3)->contested, 0);
    assert_int_equal(result.contest_count, 3);
    assert_true(result.contests[0].is_tie);
    assert_int_equal(of_risk(&result, 3)->rank_first, 4);
    assert_int_equal(of_risk(&result, 0)->tied, 0);
}

static void a_badly_drawn_matrix_gives_every_band_of_a_range(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample_plan(fixture->arena, "marsh", 0, 1);
    struct risk_scheme bad = *fixture->scheme;

    bad.cells[0][2] = 3; /* Rare with Moderate is Extreme: more likely is less */
    fixture->scheme = &bad;
    rate(plan, 0, "3", NULL);
    struct score_result result = score(fixture, plan);

    assert_string_equal(band(fixture, result.scores[0].band_low), "Moderate");
    assert_string_equal(band(fixture, result.scores[0].band_high), "Extreme");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_of_the_scheme_are_one_cell, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_axis_not_stated_is_the_whole_axis, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_levels_are_halves, set_up, tear_down),
        cmocka_unit_test_setup_teardown(five_words_are_the_five_levels, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_number_beyond_the_scheme_takes_all_off_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(own_scale_counts_what_is_printed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ranks_are_what_dominance_allows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_stated_ranks_anywhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_printed_figure_rules_cells_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_figure_that_nothing_vouches_for_is_not_used, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_printed_code_is_a_cell, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_product_order_is_marked_where_it_depends_on_the_scheme, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_badly_drawn_matrix_gives_every_band_of_a_range, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knowing_more_never_widens, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
