#include "analysis/sample_plan_test.h"

#include "analysis/risk_score.h"

/* What must hold of every scheme and every register: schemes and ratings are made by numbers that look random
 * and are the same in every run. */

enum { ROUNDS = 60, RISKS = 24, BANDS = 4 };

static const char *const numbers[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "10" };

struct trial {
    struct arena *arena;
    uint32_t random;
    struct risk_scheme scheme;
    struct plan *plan;
    struct score_result result;
};

static unsigned any(struct trial *trial, size_t count)
{
    return sample_random(&trial->random) % (unsigned)count;
}

/* ---- schemes ----------------------------------------------------------------------------------- */

static void make_axis(struct trial *trial, struct scheme_axis *axis)
{
    axis->title = "axis";
    axis->level_count = 2 + any(trial, SCHEME_LEVEL_LIMIT - 1);
    for (size_t i = 0; i < axis->level_count; i++) {
        axis->levels[i] = (struct scheme_level){ .name = numbers[i] };
        axis->points[i] = (double)i + 1;
    }
}

/* Bands in any order of the cells, for a matrix may be badly drawn; every second one is well drawn. */
static void make_scheme(struct trial *trial)
{
    static const struct scheme_band bands[BANDS] = {
        { "Low", 'L', 0 }, { "Medium", 'M', 0 }, { "High", 'H', 0 }, { "Extreme", 'X', 0 }
    };
    struct risk_scheme *scheme = &trial->scheme;
    bool is_sound = any(trial, 2);

    *scheme = (struct risk_scheme){ .name = "made", .bands = bands, .band_count = BANDS };
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
        make_axis(trial, &scheme->axes[axis]);
    size_t rows = scheme->axes[AXIS_LIKELIHOOD].level_count;
    size_t columns = scheme->axes[AXIS_IMPACT].level_count;

    for (size_t l = 0; l < rows; l++)
        for (size_t i = 0; i < columns; i++)
            scheme->cells[l][i] =
                (uint8_t)(is_sound ? BANDS * (l + i) / (rows + columns - 1) : any(trial, BANDS));
}

/* ---- registers --------------------------------------------------------------------------------- */

static const char *any_level(struct trial *trial, enum risk_axis axis)
{
    return numbers[any(trial, trial->scheme.axes[axis].level_count)];
}

static void rate_at_random(struct trial *trial, struct risk *risk)
{
    risk->inherent = (struct rating){ 0 };
    if (any(trial, 4))
        risk->inherent.impact = sample_value(any_level(trial, AXIS_IMPACT));
    if (any(trial, 4))
        risk->inherent.likelihood = sample_value(any_level(trial, AXIS_LIKELIHOOD));
}

static void make_plan(struct trial *trial)
{
    trial->plan = sample_plan(trial->arena, "marsh", 0, RISKS);
    for (size_t i = 0; i < RISKS; i++)
        rate_at_random(trial, &trial->plan->risks[i]);
}

static void score(struct trial *trial)
{
    struct plan_set set = sample_set(trial->arena, trial->plan, NULL);

    score_plans(&set, &trial->scheme, STAGE_INHERENT, trial->arena, &trial->result);
}

static struct risk_score of_risk(const struct trial *trial, size_t index)
{
    for (size_t i = 0; i < trial->result.score_count; i++)
        if (trial->result.scores[i].index == index)
            return trial->result.scores[i];
    fail();
    return (struct risk_score){ 0 };
}

/* Calls `holds` on ROUNDS schemes, each with a register scored on it. */
static void try_all(void (*holds)(struct trial *trial))
{
    struct trial trial = { .random = 2008 };

    for (size_t round = 0; round < ROUNDS; round++) {
        trial.arena = arena_new();
        make_scheme(&trial);
        make_plan(&trial);
        score(&trial);
        holds(&trial);
        arena_free(trial.arena);
    }
}

/* ---- what must hold ---------------------------------------------------------------------------- */

static void assert_within(const struct risk_score *inner, const struct risk_score *outer)
{
    for (size_t l = 0; l < SCHEME_LEVEL_LIMIT; l++)
        assert_int_equal(inner->cells[l] & ~outer->cells[l], 0);
    assert_true(inner->band_low >= outer->band_low && inner->band_high <= outer->band_high);
    assert_true(inner->figure_low >= outer->figure_low && inner->figure_high <= outer->figure_high);
    assert_true(inner->rank_first >= outer->rank_first && inner->rank_last <= outer->rank_last);
}

/* Says one thing more of one risk. Every completion is tried: each lies inside what was reported before. */
static void completions_lie_within(struct trial *trial)
{
    for (size_t r = 0; r < RISKS; r++)
        for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++) {
            struct rating *rating = &trial->plan->risks[r].inherent;
            struct text_value *value = axis == AXIS_IMPACT ? &rating->impact : &rating->likelihood;
            struct risk_score before = of_risk(trial, r);

            if (value->text.text)
                continue;
            for (size_t level = 0; level < trial->scheme.axes[axis].level_count; level++) {
                *value = sample_value(numbers[level]);
                score(trial);
                struct risk_score after = of_risk(trial, r);

                assert_int_equal(after.ranges[axis].low, level + 1);
                assert_within(&after, &before);
            }
            *value = (struct text_value){ 0 };
            score(trial);
        }
}

static void dominance_is_an_order(struct trial *trial)
{
    const struct risk_score *scores = trial->result.scores;

    for (size_t a = 0; a < RISKS; a++) {
        assert_false(score_stands_above(&scores[a], &scores[a]));
        for (size_t b = 0; b < RISKS; b++) {
            if (!score_stands_above(&scores[a], &scores[b]))
                continue;
            assert_false(score_stands_above(&scores[b], &scores[a]));
            assert_true(a < b); /* the list never puts a risk before one that stands above it */
            for (size_t c = 0; c < RISKS; c++)
                if (score_stands_above(&scores[b], &scores[c]))
                    assert_true(score_stands_above(&scores[a], &scores[c]));
        }
    }
}

static void places_count_what_stands_above_and_below(struct trial *trial)
{
    const struct risk_score *scores = trial->result.scores;

    for (size_t a = 0; a < RISKS; a++) {
        size_t above = 0, below = 0;

        for (size_t b = 0; b < RISKS; b++) {
            above += score_stands_above(&scores[b], &scores[a]);
            below += score_stands_above(&scores[a], &scores[b]);
        }
        assert_int_equal(scores[a].rank_first, above + 1);
        assert_int_equal(scores[a].rank_last, RISKS - below);
    }
}

static struct text_value in_other_words(struct text_value value, const char *const *words)
{
    for (size_t i = 0; value.text.text && i < SCHEME_LEVEL_LIMIT; i++)
        if (span_equals(value.text, numbers[i]))
            return sample_value(words[i]);
    return value;
}

static void names_of_levels_do_not_matter(struct trial *trial)
{
    static const char *const words[] = { "alder", "beech", "cedar", "date", "elm",
                                         "fir",   "gum",   "holly", "ivy",  "juniper" };
    struct score_result before = trial->result;

    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
        for (size_t i = 0; i < trial->scheme.axes[axis].level_count; i++)
            trial->scheme.axes[axis].levels[i].name = words[i];
    for (size_t r = 0; r < RISKS; r++) {
        struct rating *rating = &trial->plan->risks[r].inherent;

        rating->impact = in_other_words(rating->impact, words);
        rating->likelihood = in_other_words(rating->likelihood, words);
    }
    score(trial);
    for (size_t i = 0; i < RISKS; i++) {
        assert_int_equal(trial->result.scores[i].index, before.scores[i].index);
        assert_int_equal(trial->result.scores[i].rank_first, before.scores[i].rank_first);
        assert_int_equal(trial->result.scores[i].product_first, before.scores[i].product_first);
        assert_int_equal(trial->result.scores[i].band_high, before.scores[i].band_high);
    }
}

static void the_exact_cell_is_the_grids(struct trial *trial)
{
    size_t placed = 0;

    for (size_t i = 0; i < RISKS; i++) {
        const struct risk_score *score = &trial->result.scores[i];
        const struct level_range *likelihood = &score->ranges[AXIS_LIKELIHOOD];
        const struct level_range *impact = &score->ranges[AXIS_IMPACT];

        if (!likelihood->stated || !impact->stated)
            continue;
        placed++;
        assert_int_equal(score->placement, PLACED);
        assert_int_equal(score->cell_count, 1);
        assert_int_equal(score->band_low, trial->scheme.cells[likelihood->low - 1][impact->low - 1]);
        assert_int_equal(score->band_low, score->band_high);
    }
    assert_int_equal(trial->result.placed_count, placed);
}

/* Each is higher on one axis, whatever the figure says; and no such pair is left out. */
static void contests_are_the_pairs_that_only_the_figure_orders(struct trial *trial)
{
    const struct risk_score *scores = trial->result.scores;

    for (size_t a = 0; a < RISKS; a++) {
        size_t contested = 0;

        for (size_t b = 0; b < RISKS; b++)
            contested += scores[a].placement == PLACED && scores[b].placement == PLACED &&
                         !score_stands_above(&scores[a], &scores[b]) &&
                         !score_stands_above(&scores[b], &scores[a]) &&
                         memcmp(scores[a].cells, scores[b].cells, sizeof scores[a].cells) != 0;
        assert_int_equal(scores[a].contested, contested);
    }
}

static void saying_more_never_widens(void **state)
{
    (void)state;
    try_all(completions_lie_within);
}

static void dominance_is_a_partial_order(void **state)
{
    (void)state;
    try_all(dominance_is_an_order);
    try_all(places_count_what_stands_above_and_below);
}

static void levels_renamed_give_the_same_order(void **state)
{
    (void)state;
    try_all(names_of_levels_do_not_matter);
}

static void an_exact_cell_equals_the_grid(void **state)
{
    (void)state;
    try_all(the_exact_cell_is_the_grids);
}

static void what_depends_on_the_scheme_is_marked(void **state)
{
    (void)state;
    try_all(contests_are_the_pairs_that_only_the_figure_orders);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(saying_more_never_widens),
        cmocka_unit_test(dominance_is_a_partial_order),
        cmocka_unit_test(levels_renamed_give_the_same_order),
        cmocka_unit_test(an_exact_cell_equals_the_grid),
        cmocka_unit_test(what_depends_on_the_scheme_is_marked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
