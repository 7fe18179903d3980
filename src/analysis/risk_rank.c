#include "analysis/risk_rank.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/risk_score.h"
#include "base/arena.h"
#include "base/memory.h"

/* ---- dominance --------------------------------------------------------------------------------- */

/* Risks that the facts allow the same cells: they rank alike. */
struct rank_group {
    const struct risk_score *first;
    size_t count;
    size_t above;
    size_t below;
};

static int compare_ranges(const struct risk_score *a, const struct risk_score *b)
{
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++) {
        const struct level_range *x = &a->ranges[axis];
        const struct level_range *y = &b->ranges[axis];

        if (x->low != y->low)
            return x->low > y->low ? -1 : 1;
        if (x->high != y->high)
            return x->high > y->high ? -1 : 1;
    }
    return 0;
}

static int compare_as_read(const struct risk_score *a, const struct risk_score *b)
{
    return a->order < b->order ? -1 : a->order > b->order;
}

static int by_ranges(const void *left, const void *right)
{
    int order = compare_ranges(left, right);

    return order ? order : compare_as_read(left, right);
}

/* By the middle of the places, so that what is known to be grave stands before what is not known at all. */
static int by_rank(const void *left, const void *right)
{
    const struct risk_score *a = left;
    const struct risk_score *b = right;
    size_t middle_a = a->rank_first + a->rank_last;
    size_t middle_b = b->rank_first + b->rank_last;

    if (middle_a != middle_b)
        return middle_a < middle_b ? -1 : 1;
    if (a->rank_first != b->rank_first)
        return a->rank_first < b->rank_first ? -1 : 1;
    return by_ranges(left, right);
}

bool score_stands_above(const struct risk_score *a, const struct risk_score *b)
{
    bool is_higher = false;

    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++) {
        if (a->ranges[axis].low < b->ranges[axis].high)
            return false;
        is_higher |= a->ranges[axis].low > b->ranges[axis].high;
    }
    return is_higher;
}

static void count_dominance(struct rank_group *groups, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            if (score_stands_above(groups[i].first, groups[j].first)) {
                groups[j].above += groups[i].count;
                groups[i].below += groups[j].count;
            }
}

static bool is_placed(const struct risk_score *score)
{
    return score->placement == PLACED;
}

/* Group by the box of the cells allowed (a few dozen groups, however many risks), compare the groups. */
static void rank_by_dominance(struct risk_score *scores, size_t count)
{
    struct rank_group *groups = NULL;
    size_t group_count = 0;
    size_t capacity = 0;

    qsort(scores, count, sizeof *scores, by_ranges);
    for (size_t i = 0; i < count; i++) {
        if (!i || compare_ranges(&scores[i - 1], &scores[i]) != 0) {
            groups = memory_grow(groups, group_count, &capacity, sizeof *groups);
            groups[group_count++] = (struct rank_group){ .first = &scores[i] };
        }
        groups[group_count - 1].count++;
    }
    count_dominance(groups, group_count);
    for (size_t g = 0, i = 0; g < group_count; g++)
        for (size_t end = i + groups[g].count; i < end; i++) {
            scores[i].rank_first = 1 + groups[g].above;
            scores[i].rank_last = count - groups[g].below;
            scores[i].tied = is_placed(&scores[i]) ? groups[g].count - 1 : 0;
        }
    free(groups);
}

/* ---- the figure -------------------------------------------------------------------------------- */

/* A cell that holds risks. */
struct full_cell {
    unsigned levels[AXIS_COUNT];
    size_t count;
    double figure;
    size_t first; /* places by the figure */
    size_t last;
    size_t contested;
};

static int by_figure(const void *left, const void *right)
{
    const struct full_cell *a = left;
    const struct full_cell *b = right;

    if (!risk_scheme_same_figure(a->figure, b->figure))
        return a->figure > b->figure ? -1 : 1;
    return a->levels[AXIS_LIKELIHOOD] > b->levels[AXIS_LIKELIHOOD] ? -1 : 1; /* never the same cell twice */
}

static struct full_cell full_cell_of(const struct score_result *result, unsigned likelihood, unsigned impact)
{
    return (struct full_cell){
        .levels = { [AXIS_IMPACT] = impact, [AXIS_LIKELIHOOD] = likelihood },
        .count = result->cells[likelihood - 1][impact - 1],
        .figure = risk_scheme_figure(result->scheme, likelihood, impact),
    };
}

/* The cells that hold risks, by figure. */
static size_t list_cells(const struct score_result *result,
                         struct full_cell cells[static SCHEME_LEVEL_LIMIT * SCHEME_LEVEL_LIMIT])
{
    size_t count = 0;

    for (unsigned l = 1; l <= SCHEME_LEVEL_LIMIT; l++)
        for (unsigned i = 1; i <= SCHEME_LEVEL_LIMIT; i++)
            if (result->cells[l - 1][i - 1]) {
                cells[count] = full_cell_of(result, l, i);
                count++;
            }
    qsort(cells, count, sizeof *cells, by_figure);
    return count;
}

/* Cells of the same figure share their places. */
static void place_cells(struct full_cell *cells, size_t count)
{
    size_t placed = 0;

    for (size_t i = 0, end; i < count; i = end) {
        size_t before = placed;

        for (end = i; end < count && risk_scheme_same_figure(cells[end].figure, cells[i].figure); end++)
            placed += cells[end].count;
        for (size_t k = i; k < end; k++) {
            cells[k].first = before + 1;
            cells[k].last = placed;
        }
    }
}

static bool is_contest(const struct full_cell *a, const struct full_cell *b)
{
    return (a->levels[AXIS_IMPACT] > b->levels[AXIS_IMPACT]) ==
               (a->levels[AXIS_LIKELIHOOD] < b->levels[AXIS_LIKELIHOOD]) &&
           a->levels[AXIS_IMPACT] != b->levels[AXIS_IMPACT] &&
           a->levels[AXIS_LIKELIHOOD] != b->levels[AXIS_LIKELIHOOD];
}

static void add_contest(struct score_result *result, struct full_cell *a, struct full_cell *b)
{
    struct score_contest *contest = &result->contests[result->contest_count++];

    *contest = (struct score_contest){ .is_tie = risk_scheme_same_figure(a->figure, b->figure) };
    memcpy(contest->higher, a->levels, sizeof contest->higher);
    memcpy(contest->lower, b->levels, sizeof contest->lower);
    a->contested += b->count;
    b->contested += a->count;
}

static void mark_scores(struct score_result *result, const struct full_cell *cells, size_t count)
{
    const struct full_cell *at[SCHEME_LEVEL_LIMIT][SCHEME_LEVEL_LIMIT] = { 0 };

    for (size_t i = 0; i < count; i++)
        at[cells[i].levels[AXIS_LIKELIHOOD] - 1][cells[i].levels[AXIS_IMPACT] - 1] = &cells[i];
    for (size_t i = 0; i < result->score_count; i++) {
        struct risk_score *score = &result->scores[i];

        if (is_placed(score)) {
            const struct full_cell *cell =
                at[score->ranges[AXIS_LIKELIHOOD].low - 1][score->ranges[AXIS_IMPACT].low - 1];

            score->product_first = cell->first;
            score->product_last = cell->last;
            score->contested = cell->contested;
        }
    }
}

static void rank_by_figure(struct score_result *result, struct arena *arena)
{
    struct full_cell cells[SCHEME_LEVEL_LIMIT * SCHEME_LEVEL_LIMIT] = { 0 };
    size_t count = list_cells(result, cells);

    place_cells(cells, count);
    result->contests = ARENA_ARRAY(arena, count * count / 2, struct score_contest);
    for (size_t a = 0; a < count; a++)
        for (size_t b = a + 1; b < count; b++)
            if (is_contest(&cells[a], &cells[b]))
                add_contest(result, &cells[a], &cells[b]);
    mark_scores(result, cells, count);
}

void risk_rank(struct score_result *result, struct arena *arena)
{
    if (!result->score_count)
        return;
    rank_by_dominance(result->scores, result->score_count);
    rank_by_figure(result, arena);
    qsort(result->scores, result->score_count, sizeof *result->scores, by_rank);
}
