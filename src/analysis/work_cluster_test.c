#include "analysis/sample_plan_test.h"

#include "analysis/plan_overlap.h"
#include "analysis/work_cluster.h"

enum { PLANS = 4 };

struct bench {
    struct arena *arena;
    struct plan *plans[PLANS];
    struct plan_set set;
    struct overlap pairs[16];
    struct overlap_result result;
};

static void begin(struct bench *bench)
{
    static const char *const keys[PLANS] = { "heath", "marsh", "moor", "oak" };

    *bench = (struct bench){ .arena = arena_new() };
    for (size_t p = 0; p < PLANS; p++)
        bench->plans[p] = sample_plan(bench->arena, keys[p], 3, 0);
    bench->set = (struct plan_set){ .items = bench->plans, .count = PLANS };
    bench->result = (struct overlap_result){ .plans = &bench->set, .pairs = bench->pairs };
}

static struct overlap_side side(const struct bench *bench, size_t plan, size_t action)
{
    return (struct overlap_side){ .plan = bench->plans[plan],
                                  .action = &bench->plans[plan]->actions[action],
                                  .index = action };
}

/* A pair that rests on one concept. Pairs must be added best first. */
static void add_pair(struct bench *bench, size_t plan_a, size_t plan_b, double score, const char *concept)
{
    struct overlap_word *word = ARENA_NEW(bench->arena, struct overlap_word);

    *word = (struct overlap_word){ .name = span_of(concept), .is_concept = true, .weight = score };
    bench->pairs[bench->result.pair_count++] = (struct overlap){
        .a = side(bench, plan_a, 0),
        .b = side(bench, plan_b, 0),
        .score = score,
        .words = word,
        .word_count = 1,
    };
}

static void actions_that_hang_together_are_a_cluster(void **state)
{
    struct bench bench;

    (void)state;
    begin(&bench);
    add_pair(&bench, 0, 1, 0.9, "Ferries");
    add_pair(&bench, 0, 2, 0.8, "Ferries");
    add_pair(&bench, 1, 2, 0.3, "Piers");

    struct cluster_list list = work_clusters_find(&bench.result, 0.4, bench.arena);

    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].member_count, 3);
    assert_int_equal(list.items[0].plan_count, 3);
    assert_int_equal(list.items[0].central, 0); /* it shares 1.7, the others less */
    assert_int_equal(list.items[0].actions[2], 1);
    assert_int_equal(list.items[0].actions[3], 0);
    assert_true(span_equals(list.items[0].title, "Ferries"));
    assert_int_equal(list.items[0].second.length, 0); /* piers carry less than half as much */
    arena_free(bench.arena);
}

static void one_odd_pair_chains_nothing(void **state)
{
    struct bench bench;

    (void)state;
    begin(&bench);
    add_pair(&bench, 0, 1, 0.9, "Ferries");
    add_pair(&bench, 0, 2, 0.8, "Ferries");
    add_pair(&bench, 1, 2, 0.7, "Ferries");
    add_pair(&bench, 2, 3, 0.6, "Piers"); /* 0.2 on average to the three */

    struct cluster_list list = work_clusters_find(&bench.result, 0.4, bench.arena);

    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].member_count, 3);
    list = work_clusters_find(&bench.result, 0.19, bench.arena);
    assert_int_equal(list.items[0].member_count, 4);
    arena_free(bench.arena);
}

static void two_of_one_plan_are_not_held_against_each_other(void **state)
{
    struct bench bench;

    (void)state;
    begin(&bench);
    add_pair(&bench, 0, 1, 0.9, "Ferries");
    add_pair(&bench, 0, 1, 0.5, "Ferries");
    bench.pairs[1].b = side(&bench, 1, 1);

    struct cluster_list list = work_clusters_find(&bench.result, 0.4, bench.arena);

    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].member_count, 3);
    assert_int_equal(list.items[0].actions[1], 2);
    arena_free(bench.arena);
}

static void a_pair_alone_is_no_cluster(void **state)
{
    struct bench bench;

    (void)state;
    begin(&bench);
    assert_int_equal(work_clusters_find(&bench.result, 0.4, bench.arena).count, 0);
    add_pair(&bench, 0, 1, 0.9, "Ferries");
    assert_int_equal(work_clusters_find(&bench.result, 0.4, bench.arena).count, 0);
    arena_free(bench.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(actions_that_hang_together_are_a_cluster),
        cmocka_unit_test(one_odd_pair_chains_nothing),
        cmocka_unit_test(two_of_one_plan_are_not_held_against_each_other),
        cmocka_unit_test(a_pair_alone_is_no_cluster),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
