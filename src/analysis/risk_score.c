#include "analysis/risk_score.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/own_scale.h"
#include "base/arena.h"
#include "base/memory.h"
#include "base/status.h"
#include "plan/plan.h"
#include "store/store.h"

const char *rating_stage_name(enum rating_stage stage)
{
    static const char *const names[STAGE_COUNT] = {
        [STAGE_INHERENT] = "inherent",
        [STAGE_RESIDUAL] = "residual",
        [STAGE_TARGET] = "target",
    };

    return names[stage];
}

const char *placement_name(enum placement placement)
{
    static const char *const names[] = {
        [PLACED] = "placed",
        [PLACED_IN_RANGE] = "rated on a coarser scale",
        [LIKELIHOOD_UNKNOWN] = "likelihood not stated",
        [IMPACT_UNKNOWN] = "impact not stated",
        [RATING_UNKNOWN] = "impact and likelihood not stated",
        [OFF_SCALE] = "rating not on this scheme",
    };

    return names[placement];
}

/* Level k of n covers [(k-1)/n, k/n] of an axis: the levels of the scheme's m that share more than an edge
 * with it. */
static struct level_range range_of_share(unsigned k, unsigned n, unsigned m)
{
    return (struct level_range){ .low = (k - 1) * m / n + 1, .high = (k * m + n - 1) / n, .stated = true };
}

/* What one printed rating allows on one axis; off_scale is set where the scheme does not know it. */
static struct level_range range_of_rating(const struct risk *risk, enum rating_stage stage,
                                          enum risk_axis which, const struct own_axis *own,
                                          const struct scheme_axis *axis, bool *off_scale)
{
    struct span words = own_scale_rating(risk, stage, which);
    struct level_range whole = { .low = 1, .high = (unsigned)axis->level_count };
    unsigned general = own_scale_general(own, words);

    if (!words.text)
        return whole;
    if (general)
        return range_of_share(general, own->general_count, (unsigned)axis->level_count);
    /* Numbers beyond the scheme say that none of the axis's numbers are its levels. */
    if (own->kind != OWN_NUMBERS || own->level_count <= axis->level_count) {
        unsigned level = risk_scheme_level(axis, words);

        if (!level)
            level = risk_scheme_level(axis, own_scale_printed(risk, stage, which));
        if (level)
            return (struct level_range){ .low = level, .high = level, .stated = true };
    }
    *off_scale = true;
    return whole;
}

static bool is_point(const struct level_range *range)
{
    return range->low == range->high;
}

static enum placement placement_of(const struct level_range ranges[static AXIS_COUNT], bool off_scale)
{
    bool impact = ranges[AXIS_IMPACT].stated;
    bool likelihood = ranges[AXIS_LIKELIHOOD].stated;

    if (off_scale)
        return OFF_SCALE;
    if (!impact || !likelihood)
        return impact ? LIKELIHOOD_UNKNOWN : likelihood ? IMPACT_UNKNOWN : RATING_UNKNOWN;
    return is_point(&ranges[AXIS_IMPACT]) && is_point(&ranges[AXIS_LIKELIHOOD]) ? PLACED : PLACED_IN_RANGE;
}

/* Would one level more or less on one axis be another band? */
static bool band_could_step(const struct risk_scheme *scheme, unsigned likelihood, unsigned impact)
{
    uint8_t band = scheme->cells[likelihood - 1][impact - 1];

    return (likelihood > 1 && scheme->cells[likelihood - 2][impact - 1] != band) ||
           (impact > 1 && scheme->cells[likelihood - 1][impact - 2] != band) ||
           (likelihood < scheme->axes[AXIS_LIKELIHOOD].level_count &&
            scheme->cells[likelihood][impact - 1] != band) ||
           (impact < scheme->axes[AXIS_IMPACT].level_count && scheme->cells[likelihood - 1][impact] != band);
}

static void score_risk(const struct risk_scheme *scheme, enum rating_stage stage,
                       const struct own_matrix *own, struct risk_score *score)
{
    bool off_scale = false;

    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
        score->ranges[axis] =
            range_of_rating(score->risk, stage, axis, &own->axes[axis], &scheme->axes[axis], &off_scale);
    const struct level_range *impact = &score->ranges[AXIS_IMPACT];
    const struct level_range *likelihood = &score->ranges[AXIS_LIKELIHOOD];

    /* Bands never fall as an axis rises (risk_scheme_load sees to it): the corners are the extremes. */
    score->band_low = scheme->cells[likelihood->low - 1][impact->low - 1];
    score->band_high = scheme->cells[likelihood->high - 1][impact->high - 1];
    score->placement = placement_of(score->ranges, off_scale);
    score->band_could_step =
        score->placement == PLACED && band_could_step(scheme, likelihood->low, impact->low);
}

/* ---- ranking ----------------------------------------------------------------------------------- */

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

/* Is a at least as high as b on both axes, and higher on one, for all that the facts allow? */
static bool stands_above(const struct risk_score *a, const struct risk_score *b)
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
            if (stands_above(groups[i].first, groups[j].first)) {
                groups[j].above += groups[i].count;
                groups[i].below += groups[j].count;
            }
}

/* Group by the cells allowed (a few dozen groups, however many risks), compare the groups, sort. */
static void rank_scores(struct risk_score *scores, size_t count)
{
    struct rank_group *groups = NULL;
    size_t group_count = 0;
    size_t capacity = 0;

    if (!count)
        return;
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
        }
    free(groups);
    qsort(scores, count, sizeof *scores, by_rank);
}

/* ---- the whole --------------------------------------------------------------------------------- */

static void count_plan(const struct plan_set *plans, size_t *risks, size_t *with_risks)
{
    *risks = *with_risks = 0;
    for (size_t i = 0; i < plans->count; i++) {
        *risks += plans->items[i]->risk_count;
        *with_risks += plans->items[i]->risk_count > 0;
    }
}

static void score_plan(const struct plan *plan, struct score_result *out)
{
    struct own_matrix *own = &out->own[out->own_count++];

    own_scale_read(plan, out->stage, own);
    for (size_t i = 0; i < plan->risk_count; i++) {
        struct risk_score *score = &out->scores[out->score_count];

        *score = (struct risk_score){
            .plan = plan, .risk = &plan->risks[i], .index = i, .order = out->score_count
        };
        score_risk(out->scheme, out->stage, own, score);
        out->score_count++;
    }
}

void score_plans(const struct plan_set *plans, const struct risk_scheme *scheme, enum rating_stage stage,
                 struct arena *arena, struct score_result *out)
{
    size_t risks;
    size_t with_risks;

    *out = (struct score_result){ .scheme = scheme, .stage = stage };
    count_plan(plans, &risks, &with_risks);
    out->scores = ARENA_ARRAY(arena, risks, struct risk_score);
    out->own = ARENA_ARRAY(arena, with_risks, struct own_matrix);
    for (size_t i = 0; i < plans->count; i++)
        if (plans->items[i]->risk_count)
            score_plan(plans->items[i], out);
    rank_scores(out->scores, out->score_count);
    for (size_t i = 0; i < out->score_count; i++)
        if (out->scores[i].placement == PLACED) {
            const struct level_range *ranges = out->scores[i].ranges;

            out->cells[ranges[AXIS_LIKELIHOOD].low - 1][ranges[AXIS_IMPACT].low - 1]++;
            out->placed_count++;
        }
}
