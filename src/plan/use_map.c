#include "plan/use_map.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"

/* Eight bytes of the map are looked at together: so many uses. */
enum { USES_OF_WORD = 2 * sizeof(uint64_t) };

static const uint64_t ones = 0x1111111111111111u;

struct use_map *use_map_new(struct arena *arena, size_t length)
{
    struct use_map *map = arena_take(arena, sizeof *map + length / 2 + 1);

    map->length = length;
    return map;
}

void use_map_fill(struct use_map *map, size_t from, size_t to, enum line_use use)
{
    if (from < to && from % 2)
        use_map_set(map, from++, use);
    if (from < to && to % 2)
        use_map_set(map, --to, use);
    if (from < to)
        memset(map->pairs + from / 2, (int)use * 0x11, (to - from) / 2);
}

size_t use_map_find(const struct use_map *map, size_t from, size_t to, enum line_use use)
{
    while (from < to && use_map_at(map, from) != use)
        from++;
    return from;
}

static uint64_t word_at(const struct use_map *map, size_t at)
{
    uint64_t word;

    memcpy(&word, map->pairs + at / 2, sizeof word);
    return word;
}

/* A bit in each use of a word that is USE_NONE, which is 0; behind the first one there may be others. */
static uint64_t free_of(uint64_t word)
{
    return (word - ones) & ~word & 0x8 * ones;
}

/* Bits of the uses that are neither USE_NONE, which has none, nor USE_VALUE, which has the lowest. */
static uint64_t other_of(uint64_t word)
{
    return word & ~(ones * USE_VALUE);
}

/* The first use from there on for which `of` tells a bit; the text's length where there is none. */
static inline size_t next_of(const struct use_map *map, size_t from, uint64_t (*of)(uint64_t))
{
    size_t to = map->length;

    for (; from < to; from++) {
        for (; from % 2 == 0 && from + USES_OF_WORD <= to; from += USES_OF_WORD) {
            uint64_t found = of(word_at(map, from));

            if (found)
                return from + (size_t)__builtin_ctzll(found) / 4;
        }
        if (from < to && of(~UINT64_C(0xF) | (uint64_t)use_map_at(map, from)) & 0xF)
            return from;
    }
    return to;
}

size_t use_map_next_free(const struct use_map *map, size_t from)
{
    return next_of(map, from, free_of);
}

size_t use_map_next_other(const struct use_map *map, size_t from)
{
    return next_of(map, from, other_of);
}
