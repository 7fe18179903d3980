#ifndef OUTPUT_SCORE_PRINT_H
#define OUTPUT_SCORE_PRINT_H

#include <stdio.h>

#include "base/span.h"

struct arena;
struct risk_scheme;
struct risk_score;
struct score_result;
struct terminal;

/**
 * For the terminal: the matrix with counts in its cells and the risks that have no place in it beside it,
 * each plan's own scale, and the ranked list. Colours are painted where the terminal has them; band letters
 * and marks stand there in any case.
 */
void score_print_table(FILE *out, const struct score_result *result, const struct terminal *terminal);

/** {"scheme": .., "stage": .., "matrix": [..], "own_scales": [..], "risks": [..]}: one risk a line. */
void score_print_json(FILE *out, const struct score_result *result);

/** "High", or the range that the facts allow: "Medium to Extreme". */
struct span score_band_words(const struct risk_scheme *scheme, const struct risk_score *score,
                             struct arena *arena);

/** "3", or "1-20" where the facts allow any of these places. */
struct span score_rank_words(const struct risk_score *score, struct arena *arena);
#endif
