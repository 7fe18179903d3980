#ifndef STORE_ITEM_ROWS_H
#define STORE_ITEM_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "plan/item_kind.h"

struct arena;
struct database;
struct item_place;

/** The rows of one plan's items, kind by kind: those of the plan that was asked for last are kept, since what
 * is derived from a plan comes together. Begin with the arena alone. */
struct item_rows {
    struct arena *arena;
    struct item_row_list {
        int64_t *rows;
        size_t count;
        size_t capacity;
        int64_t plan; /* whose they are; 0: none yet */
    } kinds[ITEM_KIND_COUNT];
};

/** The row of an item; 0 where the database has it no more. Errors: STATUS_DATABASE, reported. */
CHECKED enum status item_rows_find(struct item_rows *items, struct database *database,
                                   const struct item_place *place, int64_t *row);
#endif
