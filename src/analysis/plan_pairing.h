#ifndef ANALYSIS_PLAN_PAIRING_H
#define ANALYSIS_PLAN_PAIRING_H

#include <stddef.h>

struct overlap;

/**
 * One-to-one: of pairs of actions of two plans, those that give each action at most one partner and together
 * score most. Pairs are those of one overlap_result, best first; the chosen ones are moved to the front, in
 * that order, and their number is returned. Cost: at most one search over all pairs for each action.
 * Source: successive shortest paths, Ahuja, Magnanti, Orlin, Network Flows, 1993, 12.4.
 */
size_t plan_pairing_choose(struct overlap *pairs, size_t count);
#endif
