#ifndef ANALYSIS_SCORE_STORE_H
#define ANALYSIS_SCORE_STORE_H

struct arena;
struct derived_scores;
struct plan_set;
struct reach_result;
struct score_result;

/**
 * What scoring derives from plans, as store_begin_scores takes it: the scores of all stages on the scheme of
 * those known (a stage that a plan does not rate a risk at is left out, but for the inherent one), and links.
 * Ownership: *out lives in the arena and borrows the rest.
 */
void score_store_fill(const struct plan_set *plans, const struct score_result *known,
                      const struct reach_result *reach, struct arena *arena, struct derived_scores *out);
#endif
