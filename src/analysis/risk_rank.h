#ifndef ANALYSIS_RISK_RANK_H
#define ANALYSIS_RISK_RANK_H

struct arena;
struct score_result;

/**
 * Ranks the scores of a result whose cells and counts are known, and sorts them: places by dominance, ties,
 * places by the figure, and the cells whose order depends on the scheme. What each means: risk_score.h.
 * Ownership: contests live in the arena.
 */
void risk_rank(struct score_result *result, struct arena *arena);
#endif
