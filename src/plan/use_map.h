#ifndef PLAN_USE_MAP_H
#define PLAN_USE_MAP_H

#include <stddef.h>
#include <string.h>

#include "document/document.h"

struct arena;

/**
 * What each byte of a document's text is, an enum line_use: the account that nothing was dropped is made of
 * it. Bytes count from 0; ranges are [from, to).
 */

struct use_map {
    size_t length;        /* of the text */
    unsigned char uses[]; /* room for sixteen more at the end */
};

/** All of them USE_NONE. */
struct use_map *use_map_new(struct arena *arena, size_t length);

static inline enum line_use use_map_at(const struct use_map *map, size_t at)
{
    return (enum line_use)map->uses[at];
}

static inline void use_map_fill(struct use_map *map, size_t from, size_t to, enum line_use use)
{
    if (from < to)
        memset(map->uses + from, (int)use, to - from);
}

/** The same, but a value stays a value, whatever else its words are. */
void use_map_fill_others(struct use_map *map, size_t from, size_t to, enum line_use use);

/** The first byte with that use; `to` where there is none. */
size_t use_map_find(const struct use_map *map, size_t from, size_t to, enum line_use use);
/** The first that is used otherwise: neither so nor not at all (USE_NONE). */
size_t use_map_find_other(const struct use_map *map, size_t from, size_t to, enum line_use use);
/**
 * The first byte of a word that nobody has used, in the text that the map is of; its length where there is
 * none. Of words are letters and digits, and bytes of characters beyond ASCII that are no space or sign we
 * know.
 */
size_t use_map_find_unread(const struct use_map *map, const char *text, size_t from);
#endif
