#include "analysis/risk_score.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/own_scale.h"
#include "analysis/risk_rank.h"
#include "base/arena.h"
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

const char *score_use_name(enum score_use use)
{
    static const char *const names[] = {
        [SCORE_NOT_PRINTED] = "not printed",
        [SCORE_UNUSED] = "not used",
        [SCORE_AGREES] = "agrees",
        [SCORE_NARROWS] = "narrows the range",
        [SCORE_DIFFERS] = "differs from the ratings",
    };

    return names[use];
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

static enum placement placement_of(const struct risk_score *score, bool off_scale)
{
    bool impact = score->ranges[AXIS_IMPACT].stated;
    bool likelihood = score->ranges[AXIS_LIKELIHOOD].stated;

    if (score->cell_count == 1)
        return PLACED;
    if (off_scale)
        return OFF_SCALE;
    if (!impact || !likelihood)
        return impact ? LIKELIHOOD_UNKNOWN : likelihood ? IMPACT_UNKNOWN : RATING_UNKNOWN;
    return PLACED_IN_RANGE;
}

/* The bands next to a cell, up, down, left and right, that are not its own. */
static uint32_t step_bands(const struct risk_scheme *scheme, unsigned likelihood, unsigned impact)
{
    uint32_t bands = 0;

    if (likelihood > 1)
        bands |= 1u << scheme->cells[likelihood - 2][impact - 1];
    if (likelihood < scheme->axes[AXIS_LIKELIHOOD].level_count)
        bands |= 1u << scheme->cells[likelihood][impact - 1];
    if (impact > 1)
        bands |= 1u << scheme->cells[likelihood - 1][impact - 2];
    if (impact < scheme->axes[AXIS_IMPACT].level_count)
        bands |= 1u << scheme->cells[likelihood - 1][impact];
    return bands & ~(1u << scheme->cells[likelihood - 1][impact - 1]);
}

/* ---- cells ------------------------------------------------------------------------------------- */

static void allow_cell(const struct risk_scheme *scheme, struct risk_score *score, unsigned likelihood,
                       unsigned impact)
{
    size_t band = scheme->cells[likelihood - 1][impact - 1];
    double figure = risk_scheme_figure(scheme, likelihood, impact);
    unsigned levels[AXIS_COUNT] = { [AXIS_IMPACT] = impact, [AXIS_LIKELIHOOD] = likelihood };

    score->cells[likelihood - 1] |= (uint16_t)(1u << (impact - 1));
    if (!score->cell_count++) {
        score->band_low = score->band_high = band;
        score->figure_low = score->figure_high = figure;
        for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
            score->ranges[axis].low = score->ranges[axis].high = levels[axis];
    }
    score->band_low = band < score->band_low ? band : score->band_low;
    score->band_high = band > score->band_high ? band : score->band_high;
    score->figure_low = figure < score->figure_low ? figure : score->figure_low;
    score->figure_high = figure > score->figure_high ? figure : score->figure_high;
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++) {
        struct level_range *range = &score->ranges[axis];

        range->low = levels[axis] < range->low ? levels[axis] : range->low;
        range->high = levels[axis] > range->high ? levels[axis] : range->high;
    }
}

/* The cells of a box; with a figure, those that have it. */
static void allow_box(const struct risk_scheme *scheme, struct risk_score *score,
                      const struct level_range box[static AXIS_COUNT], const double *figure)
{
    for (unsigned l = box[AXIS_LIKELIHOOD].low; l <= box[AXIS_LIKELIHOOD].high; l++)
        for (unsigned i = box[AXIS_IMPACT].low; i <= box[AXIS_IMPACT].high; i++)
            if (!figure || risk_scheme_same_figure(risk_scheme_figure(scheme, l, i), *figure))
                allow_cell(scheme, score, l, i);
}

/* ---- the printed score ------------------------------------------------------------------------- */

static bool read_figure(struct span words, double *out)
{
    char text[16];
    char *end;

    if (!words.text || !words.length || words.length >= sizeof text || !isdigit((unsigned char)*words.text))
        return false;
    memcpy(text, words.text, words.length);
    text[words.length] = '\0';
    *out = strtod(text, &end);
    return *end == '\0';
}

static struct span printed_of(const struct score_result *result, const struct risk_score *score)
{
    return own_scale_score(score->risk, result->stage);
}

/* Do the scores that a plan prints follow the scheme's formula? Only risks that are rated on both axes can
 * tell. */
static bool scores_follow(const struct score_result *result, const struct risk_score *scores, size_t count)
{
    bool is_shown = false;
    double figure;

    if (result->scheme->formula == FORMULA_NONE)
        return false;
    for (size_t i = 0; i < count; i++)
        if (scores[i].cell_count == 1 && read_figure(printed_of(result, &scores[i]), &figure)) {
            if (!risk_scheme_same_figure(scores[i].figure_low, figure))
                return false;
            is_shown = true;
        }
    return is_shown;
}

/* A figure rules out the cells of other figures. */
static enum score_use use_figure(const struct risk_scheme *scheme, struct risk_score *score, double figure)
{
    struct risk_score narrow = *score;

    memset(narrow.cells, 0, sizeof narrow.cells);
    narrow.cell_count = 0;
    allow_box(scheme, &narrow, score->ranges, &figure);
    if (!narrow.cell_count)
        return SCORE_DIFFERS;
    bool is_narrower = narrow.cell_count < score->cell_count;

    *score = narrow;
    return is_narrower ? SCORE_NARROWS : SCORE_AGREES;
}

/* A code rates the axes that the plan does not rate otherwise. */
static enum score_use use_code(const struct risk_scheme *scheme, struct risk_score *score,
                               const unsigned levels[static AXIS_COUNT])
{
    struct level_range box[AXIS_COUNT];
    bool is_narrower = false;

    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++) {
        const struct level_range *range = &score->ranges[axis];

        if (levels[axis] < range->low || levels[axis] > range->high)
            return SCORE_DIFFERS;
        is_narrower |= range->low < range->high;
        box[axis] = score->ranges[axis] =
            (struct level_range){ .low = levels[axis], .high = levels[axis], .stated = true };
    }
    memset(score->cells, 0, sizeof score->cells);
    score->cell_count = 0;
    allow_box(scheme, score, box, NULL);
    return is_narrower ? SCORE_NARROWS : SCORE_AGREES;
}

static enum score_use use_printed_score(const struct score_result *result, struct risk_score *score,
                                        bool follows)
{
    struct span words = printed_of(result, score);
    unsigned levels[AXIS_COUNT];
    double figure;

    if (!words.text)
        return SCORE_NOT_PRINTED;
    if (risk_scheme_read_code(result->scheme, words, levels))
        return use_code(result->scheme, score, levels);
    if (follows && read_figure(words, &figure))
        return use_figure(result->scheme, score, figure);
    if (score->cell_count == 1 && result->scheme->formula != FORMULA_NONE && read_figure(words, &figure))
        return SCORE_DIFFERS;
    return SCORE_UNUSED;
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

/* What the ratings alone allow. Answers whether one of them is no level of the scheme. */
static bool read_ratings(const struct score_result *result, const struct own_matrix *own,
                         struct risk_score *score)
{
    struct level_range box[AXIS_COUNT];
    bool off_scale = false;

    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
        score->ranges[axis] = box[axis] = range_of_rating(score->risk, result->stage, axis, &own->axes[axis],
                                                          &result->scheme->axes[axis], &off_scale);
    allow_box(result->scheme, score, box, NULL);
    return off_scale;
}

static void settle(const struct score_result *result, struct risk_score *score, bool follows)
{
    bool off_scale = score->placement == OFF_SCALE;

    score->score_use = use_printed_score(result, score, follows);
    score->placement = placement_of(score, off_scale);
    if (score->placement == PLACED)
        score->step_bands =
            step_bands(result->scheme, score->ranges[AXIS_LIKELIHOOD].low, score->ranges[AXIS_IMPACT].low);
    score->band_could_step = score->step_bands != 0;
}

static void score_plan(const struct plan *plan, size_t plan_index, struct score_result *out)
{
    struct own_matrix *own = &out->own[out->own_count++];
    struct risk_score *scores = &out->scores[out->score_count];

    own_scale_read(plan, out->stage, own);
    for (size_t i = 0; i < plan->risk_count; i++) {
        scores[i] = (struct risk_score){ .plan = plan,
                                         .risk = &plan->risks[i],
                                         .plan_index = plan_index,
                                         .index = i,
                                         .order = out->score_count++ };
        if (read_ratings(out, own, &scores[i]))
            scores[i].placement = OFF_SCALE;
    }
    bool follows = scores_follow(out, scores, plan->risk_count);

    for (size_t i = 0; i < plan->risk_count; i++)
        settle(out, &scores[i], follows);
}

static void count_cells(struct score_result *out)
{
    for (size_t i = 0; i < out->score_count; i++)
        if (out->scores[i].placement == PLACED) {
            const struct level_range *ranges = out->scores[i].ranges;

            out->cells[ranges[AXIS_LIKELIHOOD].low - 1][ranges[AXIS_IMPACT].low - 1]++;
            out->placed_count++;
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
            score_plan(plans->items[i], i, out);
    count_cells(out);
    risk_rank(out, arena);
}
