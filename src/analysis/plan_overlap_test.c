#include "analysis/sample_plan_test.h"

#include <math.h>

#include "analysis/overlap_vector.h"
#include "analysis/pair_score.h"
#include "analysis/plan_overlap.h"
#include "analysis/term_table.h"

static struct overlap_result find(struct arena *arena, const struct grammar *grammar, struct plan_set *set,
                                  double minimum)
{
    struct overlap_options options = { .minimum = minimum };
    struct overlap_result result;

    assert_int_equal(overlap_find(set, grammar, &options, arena, NULL, &result), STATUS_OK);
    return result;
}

static struct plan *plan_of(struct arena *arena, const char *key, const char *const *texts, size_t count)
{
    struct plan *plan = sample_plan(arena, key, count, 0);

    for (size_t i = 0; i < count; i++)
        plan->actions[i].text = sample_value(texts[i]);
    return plan;
}

static const char *const marsh_texts[] = {
    "Polish the weathercock beside the lighthouse with sandpaper of a fine grain",
    "Repaint the bandstand before the spring",
    "Answer letters within ten days",
};
static const char *const heath_texts[] = {
    "Mend the weathercock's arrow",
    "Repaint the bandstand before the spring",
    "Buy a second sweeping machine",
};

static void the_same_words_are_found_and_shown(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct plan_set set =
        sample_set(arena, plan_of(arena, "heath", heath_texts, 3), plan_of(arena, "marsh", marsh_texts, 3));
    struct overlap_result result = find(arena, grammar, &set, 0);

    (void)state;
    assert_int_equal(result.pair_count, 2); /* the bandstand, the weathercock */
    assert_int_equal(result.pairs[0].a.index, 1);
    assert_int_equal(result.pairs[0].b.index, 1);
    assert_int_equal(result.pairs[0].word_count, 3); /* repaint, bandstand, spring */
    assert_int_equal(result.pairs[1].word_count, 1);
    assert_true(span_equals(result.pairs[1].words[0].name, "weathercock"));
    assert_true(span_equals(result.pairs[1].words[0].a, "weathercock's"));
    assert_true(span_equals(result.pairs[1].words[0].b, "weathercock"));
    grammar_free(grammar);
    arena_free(arena);
}

static void the_words_add_up_to_the_score(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct plan_set set =
        sample_set(arena, plan_of(arena, "heath", heath_texts, 3), plan_of(arena, "marsh", marsh_texts, 3));
    struct overlap_result result = find(arena, grammar, &set, 0);

    (void)state;
    for (size_t i = 0; i < result.pair_count; i++) {
        double sum = 0;

        for (size_t w = 0; w < result.pairs[i].word_count; w++) {
            sum += result.pairs[i].words[w].weight;
            assert_true(w == 0 || result.pairs[i].words[w - 1].weight >= result.pairs[i].words[w].weight);
        }
        assert_true(fabs(sum - result.pairs[i].score) < 1e-9);
        assert_true(result.pairs[i].score > 0 && result.pairs[i].score <= 1);
    }
    grammar_free(grammar);
    arena_free(arena);
}

static void classes_are_told_apart(void **state)
{
    static const char *const a[] = {
        "Publish a yearly timetable for emptying street litter bins near schools"
    };
    static const char *const b[] = {
        "Publish yearly timetables for emptying street litter bins near the schools"
    };
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct plan_set copy = sample_set(arena, plan_of(arena, "heath", a, 1), plan_of(arena, "marsh", b, 1));
    struct overlap_result result = find(arena, grammar, &copy, 0);

    (void)state;
    assert_int_equal(result.pairs[0].class, OVERLAP_NEAR_COPY);
    struct plan_set other =
        sample_set(arena, plan_of(arena, "heath", heath_texts, 3), plan_of(arena, "marsh", marsh_texts, 3));

    result = find(arena, grammar, &other, 0);
    assert_int_equal(result.pairs[1].class,
                     OVERLAP_SAME_THEME); /* one word shared is no copy and no same work */
    grammar_free(grammar);
    arena_free(arena);
}

static void editions_of_one_plan_are_not_compared(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct plan_set set =
        sample_set(arena, plan_of(arena, "heath", heath_texts, 3), plan_of(arena, "heath", heath_texts, 3));

    (void)state;
    set.items[1]->edition = 2;
    assert_int_equal(find(arena, grammar, &set, 0).pair_count, 0);
    grammar_free(grammar);
    arena_free(arena);
}

static void nothing_to_compare_is_no_pair(void **state)
{
    static const char *const marks[] = { "", "\xe2\x80\xa2 \xe2\x80\x99s ' 2009/10 --", "\xc3\x89\xe2\x80" };
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct plan_set empty = { 0 };
    struct plan_set odd =
        sample_set(arena, plan_of(arena, "heath", marks, 3), plan_of(arena, "marsh", marks, 2));

    (void)state;
    assert_int_equal(find(arena, grammar, &empty, 0).pair_count, 0);
    assert_int_equal(find(arena, grammar, &odd, 0).pair_count, 0);
    grammar_free(grammar);
    arena_free(arena);
}

/* ---- the join is exact ------------------------------------------------------------------------- */

/* Texts of a few words of a small stock, so that pairs share none, some or all. */
static struct plan *random_plan(struct arena *arena, const char *key, size_t count, uint32_t *seed)
{
    static const char *const stock[21] = { "voids ", "voids ", "voids ", "replace ", "give ", "", "",
                                           "",       "",       "",       "",         "",      "", "",
                                           "",       "",       "",       "",         "",      "", "" };
    struct plan *plan = sample_plan(arena, key, count, 0);

    for (size_t i = 0; i < count; i++) {
        struct buffer text = { 0 };

        for (size_t w = sample_random(seed) % 9; w > 0; w--)
            buffer_add_format(&text, "%sword%c%c%s ", stock[sample_random(seed) % 21],
                              'a' + (char)(sample_random(seed) % 5), 'a' + (char)(sample_random(seed) % 9),
                              sample_random(seed) % 4 ? "" : ".");
        plan->actions[i].text = sample_value(arena_copy_string(arena, buffer_string(&text)));
        buffer_free(&text);
    }
    return plan;
}

/* Straight from the definition, pair by pair, term by term. */
static double factor_by_hand(const struct action_vector *a, const struct action_vector *b,
                             const struct overlap_settings *settings, double outside, double aside,
                             double method)
{
    double agreement = activity_mix_agreement(&settings->activities, &a->activities, &b->activities);

    assert_true(method == 0); /* these texts name no method */
    return (1 - settings->aside * aside - settings->outside * outside) *
           (settings->activity + (1 - settings->activity) * agreement);
}

static double clause_score_by_hand(const struct action_vector *a, const struct action_vector *b,
                                   const struct overlap_settings *settings)
{
    double dot = 0;
    double mass = 0;
    double beside[3] = { 0 }; /* by how many sides say it elsewhere */
    double method = 0;

    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++) {
            const struct vector_entry *x = &a->entries[i];
            const struct vector_entry *y = &b->entries[k];

            if (x->term != y->term)
                continue;
            dot += x->weight * y->weight;
            mass += fmin(x->weight, y->weight);
            beside[(x->field != FIELD_TEXT) + (y->field != FIELD_TEXT)] += x->weight * y->weight;
            method += x->part == PART_METHOD ? x->weight * y->weight : 0;
        }
    if (dot <= 0)
        return 0;
    return dot / (a->norm * b->norm) * (1 - exp(-mass / settings->mass)) *
           pow(fmin(a->norm, b->norm) / fmax(a->norm, b->norm), settings->evenness) *
           factor_by_hand(a, b, settings, beside[2] / dot, beside[1] / dot, method);
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;

    return a > b ? -1 : a < b;
}

static double score_by_hand(const struct vector_set *set, size_t a, size_t b)
{
    double scores[64] = { 0 };
    size_t count = 0;

    for (size_t i = set->unit_first[a]; i < set->unit_first[a + 1]; i++)
        for (size_t k = set->unit_first[b]; k < set->unit_first[b + 1]; k++)
            scores[count++] = clause_score_by_hand(&set->units[i], &set->units[k], set->settings);
    qsort(scores, count, sizeof *scores, by_size);
    return fmax(pow(1 - (1 - scores[0]) * (1 - set->settings->more * scores[1]) *
                            (1 - set->settings->more * set->settings->more * scores[2]),
                    set->settings->curve),
                pair_copy_share(set, a, b));
}

static size_t pairs_by_hand(const struct plan_set *set, const struct overlap_settings *settings,
                            double minimum, struct arena *arena, double *sum)
{
    struct vector_set vectors;
    size_t count = 0;

    vector_set_make(set, settings, arena, &vectors);
    *sum = 0;
    for (size_t i = 0; i < vectors.first[1]; i++)
        for (size_t k = vectors.first[1]; k < vectors.count; k++) {
            double score = score_by_hand(&vectors, i, k);

            count += score > 0 && score >= minimum;
            *sum += score >= minimum ? score : 0;
        }
    vector_set_free(&vectors);
    return count;
}

static void overlaps_are_those_of_the_definition(void **state)
{
    struct grammar *grammar = sample_grammar(NULL);
    struct overlap_settings settings;
    struct arena *kept = arena_new();
    uint32_t seed = 2463534242u;

    (void)state;
    assert_int_equal(overlap_settings_read(grammar, kept, NULL, &settings), STATUS_OK);
    for (int step = 0; step < 12; step++) {
        struct arena *arena = arena_new();
        struct plan *first = random_plan(arena, "heath", 60, &seed);
        struct plan_set set = sample_set(arena, first, random_plan(arena, "marsh", 60, &seed));
        double minimum = step / 24.0 + 1e-4; /* off any score that rounding could put on either side */
        double sum_by_hand;
        double sum = 0;
        size_t count = pairs_by_hand(&set, &settings, minimum, arena, &sum_by_hand);
        struct overlap_result result = find(arena, grammar, &set, minimum);

        assert_int_equal(result.pair_count, count);
        for (size_t i = 0; i < result.pair_count; i++)
            sum += result.pairs[i].score;
        assert_true(fabs(sum - sum_by_hand) < 1e-6);
        assert_true(step > 2 || count > 0);
        arena_free(arena);
    }
    grammar_free(grammar);
    arena_free(kept);
}

static void pairs_stand_by_score_and_come_out_alike(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    uint32_t seed = 7u;
    struct plan *first = random_plan(arena, "heath", 50, &seed);
    struct plan_set set = sample_set(arena, first, random_plan(arena, "marsh", 50, &seed));
    struct overlap_result one = find(arena, grammar, &set, 0);
    struct overlap_result two = find(arena, grammar, &set, 0);

    (void)state;
    assert_true(one.pair_count > 100);
    assert_int_equal(one.pair_count, two.pair_count);
    for (size_t i = 0; i < one.pair_count; i++) {
        assert_true(i == 0 || one.pairs[i - 1].score >= one.pairs[i].score);
        assert_int_equal(one.pairs[i].a.index, two.pairs[i].a.index);
        assert_int_equal(one.pairs[i].b.index, two.pairs[i].b.index);
        assert_memory_equal(&one.pairs[i].score, &two.pairs[i].score, sizeof one.pairs[i].score);
    }
    grammar_free(grammar);
    arena_free(arena);
}

/* Past the limit the lowest go, and are counted: what is left is the head of the whole list. */
static void the_limit_keeps_the_best(void **state)
{
    char *folder =
        sample_folder("overlap", "threshold: 0\nlimit: 20\npartners: 0\nclasses:\n  near-copy: 1\n");
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(folder);
    uint32_t seed = 99u;
    struct plan *first = random_plan(arena, "heath", 50, &seed);
    struct plan_set set = sample_set(arena, first, random_plan(arena, "marsh", 50, &seed));
    struct overlap_result all = find(arena, grammar, &set, 0);
    struct overlap_result best = find(arena, grammar, &set, -1);

    (void)state;
    assert_true(all.pair_count > 100);
    assert_int_equal(all.beyond_count, 0);
    assert_int_equal(best.pair_count, 20);
    assert_int_equal(best.pair_count + best.beyond_count, all.pair_count);
    for (size_t i = 0; i < best.pair_count; i++) {
        assert_int_equal(best.pairs[i].a.index, all.pairs[i].a.index);
        assert_int_equal(best.pairs[i].b.index, all.pairs[i].b.index);
    }
    grammar_free(grammar);
    arena_free(arena);
    sample_forget_folder(folder, "overlap");
}

static struct overlap_result find_knowing(struct arena *arena, const struct grammar *grammar,
                                          struct plan_set *set, const struct overlap_known *known)
{
    struct overlap_options options = { .minimum = -1, .known = known };
    struct overlap_result result;

    assert_int_equal(overlap_find(set, grammar, &options, arena, NULL, &result), STATUS_OK);
    return result;
}

static void assert_same_pairs(const struct overlap_result *one, const struct overlap_result *two)
{
    assert_int_equal(one->pair_count, two->pair_count);
    assert_int_equal(one->beyond_count, two->beyond_count);
    for (size_t i = 0; i < one->pair_count; i++) {
        assert_ptr_equal(one->pairs[i].a.action, two->pairs[i].a.action);
        assert_ptr_equal(one->pairs[i].b.action, two->pairs[i].b.action);
        assert_memory_equal(&one->pairs[i].score, &two->pairs[i].score, sizeof one->pairs[i].score);
    }
}

/* A search that let pairs go is used again for its own plans, and for no others. */
static void past_the_limit_the_same_plans_are_known(void **state)
{
    char *folder =
        sample_folder("overlap", "threshold: 0\nlimit: 20\npartners: 0\nclasses:\n  near-copy: 1\n");
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(folder);
    uint32_t seed = 99u;
    struct plan *plans[] = { random_plan(arena, "heath", 50, &seed), random_plan(arena, "marsh", 50, &seed),
                             random_plan(arena, "wold", 10, &seed) };
    struct plan_set two = { .items = plans, .count = 2 }, three = { .items = plans, .count = 3 };
    const int64_t editions[] = { 1, 2 };

    (void)state;
    for (size_t p = 0; p < ARRAY_LENGTH(plans); p++)
        plans[p]->id = (int64_t)p + 1;
    struct overlap_result fresh = find(arena, grammar, &two, -1), wider = find(arena, grammar, &three, -1);
    struct overlap_known known = { .editions = editions,
                                   .edition_count = 2,
                                   .compared = 2,
                                   .beyond = fresh.beyond_count,
                                   .pairs = overlap_pairs_to_store(&fresh, arena),
                                   .pair_count = fresh.pair_count };
    struct overlap_result again = find_knowing(arena, grammar, &two, &known);

    assert_int_equal(fresh.pair_count, 20);
    assert_true(fresh.beyond_count > 0);
    assert_same_pairs(&again, &fresh);
    known.pair_count--; /* shows whether there is a search */
    assert_int_equal(find_knowing(arena, grammar, &two, &known).pair_count, 19);
    again = find_knowing(arena, grammar, &three, &known);
    assert_same_pairs(&again, &wider);
    known.compared = 3; /* one of them is gone, and with it what took others' places */
    again = find_knowing(arena, grammar, &two, &known);
    assert_same_pairs(&again, &fresh);
    grammar_free(grammar);
    arena_free(arena);
    sample_forget_folder(folder, "overlap");
}

/* ---- risks and actions ------------------------------------------------------------------------- */

/* ---- terms ------------------------------------------------------------------------------------- */

static void words_are_cut_folded_and_stemmed(void **state)
{
    static const char *const expected[] = { "council", "caf\xc3\xa9", "arrear", "1a" };
    struct arena *arena = arena_new();
    struct term_table *table = term_table_new(arena);
    struct word_list list = { 0 };
    size_t terms = 0;

    (void)state;
    term_table_stop(table, span_of("The"));
    term_table_words(table,
                     span_of("The Council\xe2\x80\x99s \xe2\x80\x98"
                             "CAF\xc3\x89\xe2\x80\x99: arrears\xe2\x80\x93THE 2009, 1a x"),
                     &list);
    for (size_t i = 0; i < list.count; i++)
        if (list.items[i].term != TERM_NONE)
            assert_true(span_equals(term_table_stem(table, list.items[i].term), expected[terms++]));
    assert_int_equal(list.count, 8); /* stop words, figures and letters among them */
    assert_int_equal(terms, 4);
    assert_true(span_equals(list.items[1].word, "Council\xe2\x80\x99s"));
    assert_true(span_equals(term_table_spelling(table, list.items[1].spelling), "council"));
    term_table_free(table);
    arena_free(arena);
}

static void a_figure_out_of_range_is_a_fault_of_the_grammar(void **state)
{
    char *folder = sample_folder("overlap", "weights:\n  genre: 3\n");
    struct grammar *grammar = sample_grammar(folder);
    struct overlap_settings settings;
    struct arena *arena = arena_new();
    struct diag_list seen;
    struct diag_sink *sink = diag_collect(&seen);

    (void)state;
    assert_int_equal(overlap_settings_read(grammar, arena, sink, &settings), STATUS_GRAMMAR);
    assert_int_equal(seen.count, 1);
    assert_non_null(strstr(seen.items[0].what, "genre must be a number from 0 to 1"));
    diag_list_free(&seen);
    arena_free(arena);
    grammar_free(grammar);
    sample_forget_folder(folder, "overlap");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_words_are_found_and_shown),
        cmocka_unit_test(the_words_add_up_to_the_score),
        cmocka_unit_test(classes_are_told_apart),
        cmocka_unit_test(editions_of_one_plan_are_not_compared),
        cmocka_unit_test(nothing_to_compare_is_no_pair),
        cmocka_unit_test(overlaps_are_those_of_the_definition),
        cmocka_unit_test(pairs_stand_by_score_and_come_out_alike),
        cmocka_unit_test(the_limit_keeps_the_best),
        cmocka_unit_test(past_the_limit_the_same_plans_are_known),
        cmocka_unit_test(words_are_cut_folded_and_stemmed),
        cmocka_unit_test(a_figure_out_of_range_is_a_fault_of_the_grammar),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
