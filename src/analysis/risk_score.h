#ifndef ANALYSIS_RISK_SCORE_H
#define ANALYSIS_RISK_SCORE_H

#include <stdbool.h>
#include <stddef.h>

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

/** One risk on the scheme. Nothing is filled in: what is not stated stays a range. */
struct risk_score {
    const struct plan *plan;
    const struct risk *risk;
    size_t index; /* of the risk in its plan */
    size_t order; /* of the risk among all, as read */
    struct level_range ranges[AXIS_COUNT];
    size_t band_low; /* lowest and highest band of the cells allowed */
    size_t band_high;
    enum placement placement;
    bool band_could_step; /* in one cell, and one level up or down on an axis is another band */
    size_t rank_first;    /* best and worst place, from 1, in every order that dominance allows */
    size_t rank_last;
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
};

/**
 * Scores every risk of the plans.
 *
 * A printed rating that the scheme knows (its name, synonym, letter or number) is one level. A rating in the
 * plan's general words ("low".."high") is level k of the n levels that the plan uses on that axis and covers
 * [(k-1)/n, k/n] of it: a two-level "high" is the upper half. An axis without a rating is the whole axis.
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
#endif
