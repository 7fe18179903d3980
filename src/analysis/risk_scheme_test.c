#include "analysis/sample_plan_test.h"

#include "analysis/risk_scheme.h"
#include "analysis/scheme_lint.h"

static const struct risk_scheme *load(const struct grammar *grammar, const char *name, struct arena *arena,
                                      enum status expected)
{
    struct diag_list seen;
    struct diag_sink *sink = diag_collect(&seen);
    const struct risk_scheme *scheme = NULL;

    assert_int_equal(risk_scheme_load(grammar, name, arena, sink, &scheme), expected);
    assert_int_equal(seen.count, expected == STATUS_OK ? 0 : 1);
    diag_list_free(&seen);
    return scheme;
}

static void shipped_schemes_load(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    const struct risk_scheme *npsa = load(grammar, risk_scheme_default, arena, STATUS_OK);

    (void)state;
    load(grammar, "hml-3x3", arena, STATUS_OK);
    load(grammar, "hl-2x2", arena, STATUS_OK);
    load(grammar, "council-4x4", arena, STATUS_OK);
    load(grammar, "letters-4x4", arena, STATUS_OK);
    load(grammar, "letters-5x5", arena, STATUS_OK);
    load(grammar, "prince2", arena, STATUS_OK);
    load(grammar, "no-such-scheme", arena, STATUS_USAGE);
    assert_int_equal(npsa->axes[AXIS_IMPACT].level_count, 5);
    assert_string_equal(npsa->axes[AXIS_LIKELIHOOD].levels[4].name, "Almost certain");
    grammar_free(grammar);
    arena_free(arena);
}

/* Source: the NPSA's bands by the product of the levels, 1-3, 4-6, 8-12, 15-25. */
static void bands_of_the_default_are_its_products(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    const struct risk_scheme *npsa = load(grammar, risk_scheme_default, arena, STATUS_OK);

    (void)state;
    for (unsigned l = 1; l <= 5; l++)
        for (unsigned i = 1; i <= 5; i++) {
            unsigned product = l * i;
            char letter = product <= 3 ? 'L' : product <= 6 ? 'M' : product <= 12 ? 'H' : 'X';

            assert_int_equal(npsa->bands[npsa->cells[l - 1][i - 1]].letter, letter);
        }
    grammar_free(grammar);
    arena_free(arena);
}

static void a_level_is_known_by_name_word_and_number(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    const struct scheme_axis *axis =
        &load(grammar, risk_scheme_default, arena, STATUS_OK)->axes[AXIS_LIKELIHOOD];

    (void)state;
    assert_int_equal(risk_scheme_level(axis, span_of("almost CERTAIN")), 5);
    assert_int_equal(risk_scheme_level(axis, span_of("Probable")), 4);
    assert_int_equal(risk_scheme_level(axis, span_of("2")), 2);
    assert_int_equal(risk_scheme_level(axis, span_of("6")), 0);
    assert_int_equal(risk_scheme_level(axis, (struct span){ 0 }), 0);
    grammar_free(grammar);
    arena_free(arena);
}

#define AXES "impact: { levels: { A: [1], B: [2] } }\nlikelihood: { levels: { C: [1], D: [2] } }\n"
#define BANDS                                                                                                \
    "bands:\n  Low: { letter: L, colour: \"#ddf1e4\" }\n  High: { letter: H, colour: \"#8e1b1b\" }\n"
#define SHARES                                                                                               \
    "bands:\n  Low: { letter: L, colour: \"#ddf1e4\", from: 1, to: 2 }\n"                                    \
    "  High: { letter: H, colour: \"#8e1b1b\", from: 4, to: 4 }\n"

static const struct {
    const char *text;
    const char *complaint; /* part of it */
    size_t line;
} faulty[] = {
    { AXES BANDS "grid: |\n  H H\n  L\n", "row 2 of the grid has 1 cells and needs 2", 6 },
    { AXES BANDS "grid: |\n  H H H\n  L L\n", "row 1 of the grid has more than 2 cells", 6 },
    { AXES BANDS "grid: |\n  H Z\n  L L\n", "no band has the letter Z", 6 },
    { AXES BANDS "grid: |\n  H H\n  L H\n  L L\n", "more rows than likelihood has levels", 6 },
    { AXES BANDS, "needs a grid", 0 },
    { AXES BANDS "formula: product\ngrid: |\n  H H\n  L L\n", "and not both", 7 },
    { AXES BANDS "formula: product\n", "needs from and to", 4 },
    { AXES BANDS "formula: power\n", "a formula is", 6 },
    { AXES SHARES "formula: sum\n", "likelihood 1 with impact 2 makes 3, which no band takes", 6 },
    { AXES SHARES "formula: product\nweights: { impact: 2, likelihood: 1 }\n", "go with formula", 6 },
    { AXES SHARES "formula: weighted\nweights: { impact: 2 }\n", "above 0 for likelihood", 7 },
    { AXES SHARES "formula: product\ncode: [impact, impact]\n", "code is", 7 },
    { AXES "bands:\n  Low: { letter: L, colour: \"#ddf1e4\", from: 1, to: 4 }\n"
           "  High: { letter: H, colour: \"#8e1b1b\", from: 4, to: 9 }\nformula: product\n",
      "must begin above 4", 5 },
    { "impact: { levels: { A: [1], B: [2] }, points: [2, 1] }\n", "each greater than the last", 1 },
    { "impact: { levels: { A: [1], B: [2] }, points: [1] }\n", "one number for each of the 2 levels", 1 },
    { AXES "grid: |\n  H H\n  L L\n", "needs bands", 0 },
    { AXES "bands:\n  Low: { letter: L, colour: red }\n  High: { letter: H, colour: \"#8e1b1b\" }\n",
      "needs a colour", 4 },
    { AXES "bands:\n  Low: { letter: L, colour: \"#ddf1e4\" }\n  High: { letter: L, colour: \"#8e1b1b\" }\n",
      "needs a letter", 5 },
    { "impact: { levels: { A: [1], B: [1] } }\nlikelihood: { levels: { C: [1], D: [2] } }\n" BANDS,
      "another level", 1 },
    { "impact: { levels: { A: [1] } }\n", "impact needs levels", 1 },
    { "likelihood: { levels: { A: [1], B: [2] } }\n", "impact needs levels", 0 },
};

static void a_faulty_scheme_is_refused_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(faulty); i++) {
        char *folder = sample_folder("schemes/mine", faulty[i].text);
        struct grammar *grammar = sample_grammar(folder);
        struct arena *arena = arena_new();
        struct diag_list seen;
        struct diag_sink *sink = diag_collect(&seen);
        const struct risk_scheme *scheme;

        assert_int_equal(risk_scheme_load(grammar, "mine", arena, sink, &scheme), STATUS_GRAMMAR);
        assert_int_equal(seen.count, 1);
        if (!strstr(seen.items[0].what, faulty[i].complaint))
            fail_msg("case %zu: \"%s\"", i, seen.items[0].what);
        if (faulty[i].line)
            assert_int_equal(seen.items[0].line, faulty[i].line);
        diag_list_free(&seen);
        arena_free(arena);
        grammar_free(grammar);
        sample_forget_folder(folder, "schemes/mine");
    }
}

static bool has_note(const struct scheme_notes *notes, const char *text)
{
    for (size_t i = 0; i < notes->count; i++)
        if (span_equals(notes->items[i], text))
            return true;
    return false;
}

static void the_default_is_looked_over(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct scheme_notes notes = scheme_lint(load(grammar, "npsa-5x5", arena, STATUS_OK), arena);

    (void)state;
    assert_int_equal(notes.count, 2);
    assert_true(has_note(&notes, "impact Negligible is above Low in 2 of its 5 cells"));
    assert_true(has_note(&notes, "likelihood Rare is above Low in 2 of its 5 cells"));
    grammar_free(grammar);
    arena_free(arena);
}

static void a_matrix_that_says_little_is_told(void **state)
{
    char *folder = sample_folder("schemes/mine", "impact: { levels: { A: [1], B: [2], E: [3] } }\n"
                                                 "likelihood: { levels: { C: [1], D: [2] } }\n"
                                                 "bands:\n  Low: { letter: L, colour: \"#ddf1e4\" }\n"
                                                 "  Middle: { letter: M, colour: \"#ffd873\" }\n"
                                                 "  High: { letter: H, colour: \"#8e1b1b\" }\n"
                                                 "grid: |\n  L H H\n  L L L\n");
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(folder);
    struct scheme_notes notes = scheme_lint(load(grammar, "mine", arena, STATUS_OK), arena);

    (void)state;
    assert_int_equal(notes.count, 4);
    assert_true(has_note(&notes, "no cell is Middle"));
    assert_true(has_note(
        &notes, "2 of its High cells can hold a risk of less likelihood x impact than some Low cell"));
    assert_true(has_note(&notes, "3 steps to a neighbouring cell leap over a band"));
    assert_true(has_note(&notes, "no band tells impact B from E"));
    grammar_free(grammar);
    arena_free(arena);
    sample_forget_folder(folder, "schemes/mine");
}

/* A matrix that can be used, and about which a reader should be told. */
static const struct {
    const char *text;
    const char *note;
} odd[] = {
    { AXES BANDS "grid: |\n  L H\n  H H\n", "not monotone: 1 step up on an axis lowers the band" },
    { "impact: { levels: { A: [1], B: [2], C: [3], D: [5] } }\nlikelihood: { levels: { E: [], F: [] } "
      "}\n" BANDS "grid: |\n  L H H H\n  L L L H\n",
      "impact goes from 3 to 5" },
    { "impact: { levels: { A: [], B: [], C: [] } }\nlikelihood: { levels: { D: [], E: [], F: [] } "
      "}\n" BANDS "grid: |\n  H H H\n  L L H\n  L L L\n",
      "1 pair of cells is reversed: the one of less likelihood x impact has the higher band" },
    { "impact: { levels: { A: [], B: [], C: [] } }\nlikelihood: { levels: { D: [], E: [], F: [] } }\n" BANDS
      "grid: |\n  H H H\n  L L H\n  L L L\n",
      "3 of its High cells can hold a risk of less likelihood x impact than some Low cell" },
};

static void an_odd_matrix_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(odd); i++) {
        char *folder = sample_folder("schemes/mine", odd[i].text);
        struct arena *arena = arena_new();
        struct grammar *grammar = sample_grammar(folder);
        struct scheme_notes notes = scheme_lint(load(grammar, "mine", arena, STATUS_OK), arena);

        if (!has_note(&notes, odd[i].note))
            fail_msg("case %zu: no \"%s\"", i, odd[i].note);
        grammar_free(grammar);
        arena_free(arena);
        sample_forget_folder(folder, "schemes/mine");
    }
}

static void a_formula_counts_points_and_weights(void **state)
{
    char *folder =
        sample_folder("schemes/mine", "impact: { levels: { A: [], B: [] }, points: [1, 4] }\n"
                                      "likelihood: { levels: { C: [], D: [], E: [] } }\n"
                                      "formula: weighted\nweights: { impact: 2, likelihood: 1 }\n"
                                      "bands:\n  Low: { letter: L, colour: \"#ddf1e4\", from: 3, to: 5 }\n"
                                      "  High: { letter: H, colour: \"#8e1b1b\", from: 9, to: 11 }\n");
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(folder);
    const struct risk_scheme *scheme = load(grammar, "mine", arena, STATUS_OK);

    (void)state;
    assert_true(risk_scheme_same_figure(risk_scheme_figure(scheme, 3, 2), 11));
    assert_int_equal(scheme->cells[2][0], 0);
    assert_int_equal(scheme->cells[0][1], 1);
    grammar_free(grammar);
    arena_free(arena);
    sample_forget_folder(folder, "schemes/mine");
}

static void a_code_names_both_levels(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    const struct risk_scheme *roman = load(grammar, "letters-4x4", arena, STATUS_OK);
    const struct risk_scheme *plain = load(grammar, "letters-5x5", arena, STATUS_OK);
    unsigned levels[AXIS_COUNT] = { 0 };

    (void)state;
    assert_true(risk_scheme_read_code(roman, span_of("B/II"), levels));
    assert_int_equal(levels[AXIS_LIKELIHOOD], 3);
    assert_int_equal(levels[AXIS_IMPACT], 3);
    assert_true(risk_scheme_read_code(roman, span_of("AIV"), levels));
    assert_int_equal(levels[AXIS_LIKELIHOOD], 4);
    assert_int_equal(levels[AXIS_IMPACT], 1);
    assert_true(risk_scheme_read_code(plain, span_of("c4"), levels));
    assert_int_equal(levels[AXIS_LIKELIHOOD], 3);
    assert_int_equal(levels[AXIS_IMPACT], 4);
    assert_false(risk_scheme_read_code(plain, span_of("C9"), levels));
    assert_false(risk_scheme_read_code(plain, span_of("C"), levels));
    assert_false(risk_scheme_read_code(load(grammar, "npsa-5x5", arena, STATUS_OK), span_of("33"), levels));
    grammar_free(grammar);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_schemes_load),
        cmocka_unit_test(bands_of_the_default_are_its_products),
        cmocka_unit_test(a_level_is_known_by_name_word_and_number),
        cmocka_unit_test(the_default_is_looked_over),
        cmocka_unit_test(a_matrix_that_says_little_is_told),
        cmocka_unit_test(an_odd_matrix_is_told),
        cmocka_unit_test(a_formula_counts_points_and_weights),
        cmocka_unit_test(a_code_names_both_levels),
        cmocka_unit_test(a_faulty_scheme_is_refused_with_its_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
