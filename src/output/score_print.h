#ifndef OUTPUT_SCORE_PRINT_H
#define OUTPUT_SCORE_PRINT_H

#include <stdio.h>

#include "base/span.h"

struct arena;
struct exposure_result;
struct reach_result;
struct risk_scheme;
struct risk_score;
struct score_result;
struct terminal;

/** All that `score` has to say; the plans of the three are the same set. */
struct score_report {
    const struct score_result *scores;
    const struct reach_result *reach;
    const struct exposure_result *exposure;
};

/**
 * For the terminal: the matrix with counts in its cells and the risks that have no place in it beside it,
 * each plan's own scale, the ranked list, sums by plan and section, and the most exposed actions. Colours are
 * painted where the terminal has them; band letters and marks stand there in any case.
 */
void score_print_table(FILE *out, const struct score_report *report, const struct terminal *terminal);

/** {"scheme": .., "stage": .., "matrix": [..], "own_scales": [..], "risks": [..], "contests": [..],
 * "exposure": ..}: one risk a line. */
void score_print_json(FILE *out, const struct score_report *report);

/** One row a risk, in the order of the ranked list. */
void score_print_csv(FILE *out, const struct score_report *report);

/** "High", or the range that the facts allow: "Medium to Extreme". */
struct span score_band_words(const struct risk_scheme *scheme, const struct risk_score *score,
                             struct arena *arena);

/** "3", "3=" for risks that share their cell, or "1-20" where the facts allow any of these places. */
struct span score_rank_words(const struct risk_score *score, struct arena *arena);
#endif
