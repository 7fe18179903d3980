#ifndef ANALYSIS_WORK_CLUSTER_H
#define ANALYSIS_WORK_CLUSTER_H

#include <stddef.h>

#include "base/span.h"

struct arena;
struct overlap_result;
struct overlap_side;

/** Actions of several plans that hang together, each with most of the others. */
struct work_cluster {
    struct span title;  /* the concept that most of what they share rests on; where there is none, the stem */
    struct span second; /* the next concept, where it carries half as much; no text: none */
    const struct overlap_side *members; /* in the order of the plans; */
    size_t member_count;                /* at least 3 */
    size_t central;                     /* of the members: the one that shares most with the others */
    size_t order;                       /* of the first member, among all actions as read */
    size_t *actions;                    /* of each plan */
    size_t plan_count;                  /* plans with at least one: 2 or more */
};
struct cluster_list {
    struct work_cluster *items; /* of the most plans first, then of the most actions, then as read */
    size_t count;
};

/**
 * Clusters of the pairs of a result by average linkage: pairs are taken best first, and the clusters of a
 * pair's two ends become one where the scores between their actions are at least `least` on average, over all
 * pairs of actions of different plans, those that are not in the result counting 0. So one odd pair does not
 * chain two bodies of work together. Deterministic; an action is in one cluster. Ownership: lives in the
 * arena and borrows the result. Cost: of each pair, the pairs of the smaller cluster's actions.
 */
struct cluster_list work_clusters_find(const struct overlap_result *result, double least,
                                       struct arena *arena);
#endif
