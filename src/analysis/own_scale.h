#ifndef ANALYSIS_OWN_SCALE_H
#define ANALYSIS_OWN_SCALE_H

#include <stddef.h>

#include "analysis/risk_scheme.h"
#include "base/span.h"

struct plan;
struct risk;

/** Which of a register's ratings: before controls, with the controls in place, or the one aimed at. */
enum rating_stage { STAGE_INHERENT, STAGE_RESIDUAL, STAGE_TARGET, STAGE_COUNT };
const char *rating_stage_name(enum rating_stage stage); /* "inherent", "residual", "target" */

/**
 * An axis as the plan uses it: the general words "very low" to "very high" (of which it uses 2, 3 or 5),
 * numbers from 1 to the greatest that it prints, or words of its own, whose order is not known.
 */
struct own_axis {
    enum own_kind { OWN_NONE, OWN_GENERAL, OWN_NUMBERS, OWN_WORDS } kind;
    struct span levels[SCHEME_LEVEL_LIMIT]; /* the least first: "low", "high"; "1", "2"; OWN_WORDS: as read */
    size_t level_count;
    unsigned general_count; /* how many general words the plan's scale has: 2, 3 or 5; 0 where it uses none */
};

/** A plan's ratings on the scale that it uses itself, with a column and a row for "not stated". */
struct own_matrix {
    const struct plan *plan;
    struct own_axis axes[AXIS_COUNT];
    /* risks by [likelihood][impact]; index 0 is "not stated", 1 the least level */
    size_t counts[SCHEME_LEVEL_LIMIT + 1][SCHEME_LEVEL_LIMIT + 1];
    size_t risk_count;
    size_t beyond_count; /* risks that have no place in counts: more words than levels fit */
};

/** The plan's scale, told from the ratings of all stages, and its risks counted on it at one stage. */
void own_scale_read(const struct plan *plan, enum rating_stage stage, struct own_matrix *out);

/** Which of the plan's general words it is, from 1, the least, to axis->general_count; 0 where it is none of
 * them. */
unsigned own_scale_general(const struct own_axis *axis, struct span words);

/** A risk's rating as understood, and as printed; no text where the plan does not rate it. */
struct span own_scale_rating(const struct risk *risk, enum rating_stage stage, enum risk_axis axis);
struct span own_scale_printed(const struct risk *risk, enum rating_stage stage, enum risk_axis axis);
/** The score that the plan itself prints ("16"); no text where it prints none. */
struct span own_scale_score(const struct risk *risk, enum rating_stage stage);
#endif
