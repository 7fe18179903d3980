#ifndef ANALYSIS_RISK_SCORE_H
#define ANALYSIS_RISK_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/own_scale.h"
#include "analysis/risk_scheme.h"
#include "base/span.h"

struct arena;
struct plan;
struct plan_set;
struct risk;

/** The levels of an axis that a rating allows: a closed range, from 1. Not stated: the whole axis. */
struct level_range {
    unsigned low;
    unsigned high;
    bool stated;
};

/** Why a risk has no place in one cell of the matrix. */
enum placement {
    PLACED,             /* one cell */
    PLACED_IN_RANGE,    /* both axes rated, on a coarser scale than the scheme's: some cells */
    LIKELIHOOD_UNKNOWN, /* impact only */
    IMPACT_UNKNOWN,     /* likelihood only */
    RATING_UNKNOWN,     /* the plan rates it on neither axis */
    OFF_SCALE,          /* a printed rating is no level of the scheme: that axis counts as not stated */
};
const char *placement_name(enum placement placement);

/** What the score that the plan itself prints ("16", "B/II") adds to its ratings. */
enum score_use {
    SCORE_NOT_PRINTED,
    SCORE_UNUSED, /* it is no figure or code of the scheme, or the plan does not show that it uses the formula
                   */
    SCORE_AGREES, /* one of the cells that the ratings allow has it */
    SCORE_NARROWS, /* it rules out cells that the ratings alone allow */
    SCORE_DIFFERS, /* no cell that the ratings allow has it: the ratings count */
};
const char *score_use_name(enum score_use use); /* "agrees", ... */

/** One risk on the scheme. Nothing is filled in: what is not stated stays a range. */
struct risk_score {
    const struct plan *plan;
    const struct risk *risk;
    size_t plan_index;                     /* in the set */
    size_t index;                          /* of the risk in its plan */
    size_t order;                          /* of the risk among all, as read */
    struct level_range ranges[AXIS_COUNT]; /* the box round all cells allowed */
    uint16_t cells[SCHEME_LEVEL_LIMIT];    /* cells allowed: bit impact - 1 of [likelihood - 1] */
    size_t cell_count;
    size_t band_low; /* lowest and highest band of the cells allowed */
    size_t band_high;
    double figure_low; /* least and greatest figure of the cells allowed: see risk_scheme_figure */
    double figure_high;
    enum placement placement;
    enum score_use score_use;
    uint32_t
        step_bands; /* in one cell: the other bands (1 << band) that one level up or down an axis reaches */
    bool band_could_step; /* there are such */
    size_t rank_first;    /* best and worst place, from 1, in every order that dominance allows */
    size_t rank_last;
    size_t tied; /* in one cell: other risks in the same one */
    size_t
        product_first; /* in one cell: places, from 1, by the figure, among the risks in one cell; else 0 */
    size_t product_last;
    size_t
        contested; /* in one cell: risks whose order to this one depends on the scheme: see score_contest */
};

/** Two cells that hold risks and that only the figure orders: each is higher on one axis. */
struct score_contest {
    unsigned higher[AXIS_COUNT]; /* levels of the one with the greater figure; or of the likelier one */
    unsigned lower[AXIS_COUNT];
    bool is_tie; /* the figures are the same */
};

struct score_result {
    const struct risk_scheme *scheme;
    enum rating_stage stage;
    struct risk_score *scores; /* ranked: see score_plans */
    size_t score_count;
    struct own_matrix *own; /* of every plan that has risks, in the order of the set */
    size_t own_count;
    size_t cells[SCHEME_LEVEL_LIMIT][SCHEME_LEVEL_LIMIT]; /* placed risks by [likelihood - 1][impact - 1] */
    size_t placed_count;
    struct score_contest *contests; /* greatest figure first */
    size_t contest_count;
};

/**
 * Scores every risk of the plans.
 *
 * A printed rating that the scheme knows (its name, synonym, letter or number) is one level. A rating in the
 * plan's general words ("low".."high") is level k of the n levels that the plan uses on that axis and covers
 * [(k-1)/n, k/n] of it: a two-level "high" is the upper half. An axis without a rating is the whole axis. A
 * printed code of the scheme ("C4") rates both axes where the plan does not. A printed figure rules out cells
 * of another figure, where a risk of the same plan that is rated on both axes shows that the plan's scores
 * are the scheme's figures, and none shows that they are not.
 *
 * Risk A stands above B where it is at least as high on both axes, and higher on one, for all that the facts
 * allow: a partial order, and to learn more of a risk never widens its places. rank_first is 1 + the risks
 * above, rank_last is the count less the risks below: no order is invented between the others. scores is
 * sorted by the middle of rank_first and rank_last, then rank_first, ranges, and as read.
 *
 * Ownership: *out lives in the arena and borrows plans and scheme.
 */
void score_plans(const struct plan_set *plans, const struct risk_scheme *scheme, enum rating_stage stage,
                 struct arena *arena, struct score_result *out);

/** Does a stand above b? */
bool score_stands_above(const struct risk_score *a, const struct risk_score *b);
#endif
