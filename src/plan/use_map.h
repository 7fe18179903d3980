#ifndef PLAN_USE_MAP_H
#define PLAN_USE_MAP_H

#include <stddef.h>

#include "document/document.h"

struct arena;
struct byte_set;

/**
 * What each byte of a document's text is, an enum line_use in four bits: the account that nothing was dropped
 * is made of it. Bytes count from 0; ranges are [from, to).
 */

struct use_map {
    size_t length;         /* of the text */
    unsigned char pairs[]; /* the use of an even byte is the lower half; room for a word more at the end */
};

/** All of them USE_NONE. */
struct use_map *use_map_new(struct arena *arena, size_t length);

static inline enum line_use use_map_at(const struct use_map *map, size_t at)
{
    return (enum line_use)(map->pairs[at / 2] >> (at & 1) * 4 & 0xF);
}

static inline void use_map_set(struct use_map *map, size_t at, enum line_use use)
{
    unsigned shift = (at & 1) * 4;

    map->pairs[at / 2] = (unsigned char)((map->pairs[at / 2] & (0xF0u >> shift)) | (unsigned)use << shift);
}

void use_map_fill(struct use_map *map, size_t from, size_t to, enum line_use use);
/** The same, but a value stays a value, whatever else its words are. */
void use_map_fill_others(struct use_map *map, size_t from, size_t to, enum line_use use);

/** The first byte with that use; `to` where there is none. */
size_t use_map_find(const struct use_map *map, size_t from, size_t to, enum line_use use);
/** The first that is used otherwise: neither so nor not at all (USE_NONE). */
size_t use_map_find_other(const struct use_map *map, size_t from, size_t to, enum line_use use);
/** The first that nobody has used and that is one of `bytes`, in the text that the map is of. */
size_t use_map_find_free(const struct use_map *map, const char *text, size_t from,
                         const struct byte_set *bytes);
#endif
