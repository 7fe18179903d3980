#ifndef STORE_EDITION_SAVE_H
#define STORE_EDITION_SAVE_H

#include "base/buffer.h"
#include "base/status.h"
#include "store/store.h"

struct arena;
struct database;
struct grammar;
struct plan;
struct rule_map;

/** What a save needs besides the plan. */
struct edition_context {
    struct rule_map *rules;
    const struct grammar *grammar;
    const char *edition_of; /* a plan's key, or NULL */
    struct arena *scratch;  /* for the length of the call */
    struct buffer *key;     /* receives the plan's key, which plan->key then borrows */
    size_t *unmatched;      /* receives how many corrections are about nothing in it */
};

/**
 * Decides what a document is to the database (nothing new, the same bytes to be read again, a new edition, a
 * new plan) and saves it so. In the caller's write transaction. Sets plan->key, id and edition. Errors: as
 * store_save_plan.
 */
CHECKED enum status edition_save(struct database *database, const struct edition_context *context,
                                 struct plan *plan, enum store_saved *saved);

/** Takes out what nobody refers to any more. */
CHECKED enum status edition_sweep(struct database *database);
#endif
