#ifndef STORE_SEARCH_INDEX_H
#define STORE_SEARCH_INDEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

struct database;

/**
 * What full-text search knows. Telling FTS5 of each document by itself costs several times what telling it of
 * all at once does, so an import adds its documents at its end. Ids of items only grow, and all that are
 * missing are added together: so the index always holds the items up to some id, and none beyond it. What an
 * import that was cut short left out is added by the next import, correction or search.
 */

/** Does it hold all items? Errors: STATUS_DATABASE: reported. */
CHECKED enum status search_index_is_complete(struct database *database, bool *out);
/** Adds the items that it lacks. Within a transaction. */
CHECKED enum status search_index_complete(struct database *database);

/** Takes out the items of an edition, of a plan: before anything of them changes, since FTS5 is told the
 * words that it is to forget. Within a transaction. */
CHECKED enum status search_index_remove_edition(struct database *database, int64_t edition);
CHECKED enum status search_index_remove_plan(struct database *database, int64_t plan);
/** Puts the items of an edition back that were taken out of a complete index. */
CHECKED enum status search_index_add_edition(struct database *database, int64_t edition);
#endif
