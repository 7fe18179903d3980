#include "analysis/sample_plan_test.h"

#include <math.h>

#include "analysis/activity_mix.h"
#include "analysis/concept_lexicon.h"
#include "analysis/term_table.h"

static const char grammar_text[] = "concepts:\n"
                                   "  haul: { label: Hauling, words: [haul*], near: { caulk: 0.5 } }\n"
                                   "  caulk: { label: Caulking, words: [caulk] }\n"
                                   "  furl: { label: Furling, words: [furl*] }\n";

/* Kinds of our own, in front of the shipped ones: members of a mapping are laid over it. */
struct bench {
    struct arena *arena;
    struct grammar *grammar;
    struct term_table *terms;
    struct concept_finder *finder;
    struct activity_kinds kinds;
    char *folder;
};

static void begin(struct bench *bench)
{
    bench->arena = arena_new();
    bench->folder = sample_folder("activities", grammar_text);
    bench->grammar = sample_grammar(bench->folder);
    assert_int_equal(activity_kinds_read(bench->grammar, bench->arena, NULL, &bench->kinds), STATUS_OK);
    bench->kinds.fade = 0.5;
    bench->kinds.unknown = 0.7;
    bench->kinds.apart = 0.1;
    bench->terms = term_table_new(bench->arena);
    bench->finder = concept_finder_new(bench->kinds.lexicon, bench->terms, bench->arena);
}

static void end(struct bench *bench)
{
    term_table_free(bench->terms);
    grammar_free(bench->grammar);
    arena_free(bench->arena);
    sample_forget_folder(bench->folder, "activities");
}

static struct activity_mix mix_of(struct bench *bench, const char *text)
{
    struct word_list words = { 0 };
    struct concept_uses uses = { 0 };

    term_table_words(bench->terms, span_of(text), &words);
    concept_finder_find(bench->finder, &words, &uses);
    return activity_mix_of(&bench->kinds, &uses, 0, words.count);
}

static double agreement(struct bench *bench, const char *a, const char *b)
{
    struct activity_mix x = mix_of(bench, a);
    struct activity_mix y = mix_of(bench, b);

    return activity_mix_agreement(&bench->kinds, &x, &y);
}

static void the_same_activity_agrees_whatever_it_is_done_to(void **state)
{
    struct bench bench;

    (void)state;
    begin(&bench);
    assert_true(fabs(agreement(&bench, "Haul the tides", "Hauling of lamps") - 1) < 1e-6);
    assert_true(fabs(agreement(&bench, "Furl the keepers", "Haul the lamps") - 0.1) < 1e-6);
    assert_true(fabs(agreement(&bench, "Caulk a hull", "Haul the lamps") - 0.5) < 1e-6);
    end(&bench);
}

static void what_comes_first_weighs_most(void **state)
{
    struct bench bench;

    (void)state;
    begin(&bench);
    assert_true(agreement(&bench, "Haul the lamps and furl the keepers", "Haul the tides") >
                agreement(&bench, "Furl the keepers and haul the lamps", "Haul the tides"));
    end(&bench);
}

static void no_activity_is_neither_for_nor_against(void **state)
{
    struct bench bench;

    (void)state;
    begin(&bench);
    assert_true(fabs(agreement(&bench, "Lighthouse", "Haul the lamps") - 0.7) < 1e-9);
    end(&bench);
}

static void the_lead_speaks_for_its_clauses(void **state)
{
    struct bench bench;
    struct activity_mix lead;
    struct activity_mix clause;
    struct activity_mix other;

    (void)state;
    begin(&bench);
    lead = mix_of(&bench, "Haul the lamps, including");
    clause = mix_of(&bench, "their colour");
    other = mix_of(&bench, "Haul the colours");
    activity_mix_join(&bench.kinds, &clause, &lead);
    assert_true(fabs(activity_mix_agreement(&bench.kinds, &clause, &other) - 1) < 1e-6);
    end(&bench);
}

static void a_nearness_to_nothing_is_a_fault_of_the_grammar(void **state)
{
    struct arena *arena = arena_new();
    char *folder = sample_folder(
        "activities", "concepts:\n  sail: { label: Sailing, words: [sail], near: { no-such: 0.5 } }\n");
    struct grammar *grammar = sample_grammar(folder);
    struct activity_kinds kinds;
    struct diag_list seen = { 0 };

    (void)state;
    assert_int_equal(activity_kinds_read(grammar, arena, diag_collect(&seen), &kinds), STATUS_GRAMMAR);
    assert_int_equal(seen.count, 1);
    diag_list_free(&seen);
    grammar_free(grammar);
    arena_free(arena);
    sample_forget_folder(folder, "activities");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_activity_agrees_whatever_it_is_done_to),
        cmocka_unit_test(what_comes_first_weighs_most),
        cmocka_unit_test(no_activity_is_neither_for_nor_against),
        cmocka_unit_test(the_lead_speaks_for_its_clauses),
        cmocka_unit_test(a_nearness_to_nothing_is_a_fault_of_the_grammar),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
