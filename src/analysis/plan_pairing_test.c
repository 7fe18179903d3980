#include "analysis/sample_plan_test.h"

#include "analysis/borrowed_risk.h"
#include "analysis/plan_overlap.h"
#include "analysis/plan_pairing.h"

static struct overlap pair(size_t a, size_t b, double score)
{
    return (struct overlap){ .a = { .index = a }, .b = { .index = b }, .score = score };
}

/* Best first would take 0.9 and leave 0.1; the other two together are worth more. */
static void the_pairs_that_score_most_together_are_chosen(void **state)
{
    struct overlap pairs[] = { pair(0, 0, 0.9), pair(0, 1, 0.8), pair(1, 0, 0.7), pair(1, 1, 0.1) };

    (void)state;
    assert_int_equal(plan_pairing_choose(pairs, ARRAY_LENGTH(pairs)), 2);
    assert_int_equal(pairs[0].a.index, 0);
    assert_int_equal(pairs[0].b.index, 1);
    assert_int_equal(pairs[1].a.index, 1);
    assert_int_equal(pairs[1].b.index, 0);
}

static void each_action_has_one_partner_at_most(void **state)
{
    struct overlap pairs[60];
    uint32_t seed = 17u;
    bool has_a[8] = { false };
    bool has_b[8] = { false };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(pairs); i++)
        pairs[i] = pair(i % 8, i / 8, (1 + sample_random(&seed) % 100) / 101.0);

    size_t count = plan_pairing_choose(pairs, ARRAY_LENGTH(pairs));

    assert_int_equal(count, 8);
    for (size_t i = 0; i < count; i++) {
        assert_false(has_a[pairs[i].a.index] || has_b[pairs[i].b.index]);
        has_a[pairs[i].a.index] = has_b[pairs[i].b.index] = true;
    }
    assert_int_equal(plan_pairing_choose(pairs, 0), 0);
}

/* ---- borrowed risks ------------------------------------------------------------------------------ */

/* A plan that recorded a risk of recruiting, and one that appoints somebody. */
static struct plan_set borrowing(struct arena *arena)
{
    struct plan_set set =
        sample_set(arena, sample_plan(arena, "heath", 1, 1), sample_plan(arena, "marsh", 2, 0));

    set.items[0]->actions[0].text = sample_value("Recruit two housing officers");
    set.items[0]->risks[0].text = sample_value("Unable to recruit suitable officers");
    set.items[1]->actions[0].text = sample_value("Appoint an officer for private housing");
    set.items[1]->actions[1].text = sample_value("Print a map of the footpaths");
    return set;
}

static struct overlap_result overlaps_of(struct plan_set *set, const struct grammar *grammar,
                                         struct arena *arena)
{
    struct overlap_options options = { .minimum = 0 };
    struct overlap_result result;

    assert_int_equal(overlap_find(set, grammar, &options, arena, NULL, &result), STATUS_OK);
    return result;
}

static void a_risk_is_put_to_a_plan_that_does_such_work(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct plan_set set = borrowing(arena);
    struct overlap_result result = overlaps_of(&set, grammar, arena);

    (void)state;
    assert_int_equal(result.borrowed_count, 1);
    assert_ptr_equal(result.borrowed[0].of, set.items[0]);
    assert_ptr_equal(result.borrowed[0].plan, set.items[1]);
    assert_int_equal(result.borrowed[0].action, 0);
    assert_true(span_equals(result.borrowed[0].risk_words, "recruit"));
    assert_true(result.borrowed[0].score > 0 && result.borrowed[0].score <= 1);
    grammar_free(grammar);
    arena_free(arena);
}

static void a_plan_that_has_assessed_it_is_not_asked(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct plan_set set = borrowing(arena);
    struct plan *marsh = sample_plan(arena, "marsh", 2, 1);

    (void)state;
    marsh->actions[0] = set.items[1]->actions[0];
    marsh->actions[1] = set.items[1]->actions[1];
    marsh->risks[0].text = sample_value("Unable to recruit officers");
    marsh->id = 2;
    set.items[1] = marsh;
    assert_int_equal(overlaps_of(&set, grammar, arena).borrowed_count, 0);
    grammar_free(grammar);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_pairs_that_score_most_together_are_chosen),
        cmocka_unit_test(each_action_has_one_partner_at_most),
        cmocka_unit_test(a_risk_is_put_to_a_plan_that_does_such_work),
        cmocka_unit_test(a_plan_that_has_assessed_it_is_not_asked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
