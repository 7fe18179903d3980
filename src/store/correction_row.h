#ifndef STORE_CORRECTION_ROW_H
#define STORE_CORRECTION_ROW_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct arena;
struct correction;
struct database;
struct plan;

/** A plan's corrections, ended ones too, in the order in which they were made. In the caller's transaction.
 */
struct correction_list {
    struct correction *items;
    size_t count;
    size_t capacity;
};
CHECKED enum status correction_row_load(struct database *database, int64_t plan, struct arena *arena,
                                        struct correction_list *out);

/** Adds one; sets its id. */
CHECKED enum status correction_row_add(struct database *database, struct correction *correction);

/** What ends a correction. successor 0: it was taken back. */
struct correction_end {
    const struct correction *by; /* made_by, made_on, and why in reason */
    int64_t successor;
};
CHECKED enum status correction_row_end(struct database *database, int64_t id,
                                       const struct correction_end *end);

/**
 * Finds the items of an edition that corrections in force are about, and keeps them in correction_match.
 * plan: as read, with id. unmatched: how many are about nothing in it, or about a field that says something
 * else now.
 */
CHECKED enum status correction_row_match(struct database *database, const struct plan *plan,
                                         struct arena *scratch, size_t *unmatched);
#endif
