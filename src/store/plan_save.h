#ifndef STORE_PLAN_SAVE_H
#define STORE_PLAN_SAVE_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct arena;
struct database;
struct plan;
struct rule_map;

/** Where a plan's contents go. */
struct save_place {
    int64_t edition; /* row ids */
    int64_t council;
    struct arena *scratch; /* for the length of the call */
    size_t *unmatched;     /* receives how many corrections in force are about nothing in it */
};

/**
 * Writes all that a plan holds under an edition that has no contents yet: items, values, evidence, accounts,
 * text and search. In the caller's transaction.
 */
CHECKED enum status plan_save(struct database *database, struct rule_map *rules, const struct plan *plan,
                              const struct save_place *place);
#endif
