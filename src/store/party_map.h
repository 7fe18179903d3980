#ifndef STORE_PARTY_MAP_H
#define STORE_PARTY_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct arena;
struct database;
struct owner;

struct party_entry {
    const struct owner *owner;
    int64_t row;
};

/** The parties of one document, each looked up in the table `party` once. */
struct party_map {
    struct arena *arena;
    int64_t council;
    struct party_entry *slots; /* open addressing; owner NULL: free */
    size_t size;               /* a power of two, or 0 */
    size_t count;
};

/** The row of who an owner is (name, kind, expansion), added where there is none. The owner must outlive the
 * map. */
CHECKED enum status party_map_find(struct party_map *map, struct database *database,
                                   const struct owner *owner, int64_t *row);
#endif
