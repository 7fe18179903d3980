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

static bool has_free(uint64_t word)
{
    return ((word - ones) & ~word & 0x8 * ones) != 0; /* USE_NONE is 0 */
}

size_t use_map_next_free(const struct use_map *map, size_t from)
{
    size_t to = map->length;

    for (; from < to; from++) {
        while (from % 2 == 0 && from + USES_OF_WORD <= to && !has_free(word_at(map, from)))
            from += USES_OF_WORD;
        if (from < to && use_map_at(map, from) == USE_NONE)
            return from;
    }
    return to;
}

static bool has_other(uint64_t word)
{
    return (word & ~(ones * USE_VALUE)) != 0; /* USE_NONE has no bit, USE_VALUE the lowest */
}

size_t use_map_next_other(const struct use_map *map, size_t from)
{
    size_t to = map->length;

    for (; from < to; from++) {
        while (from % 2 == 0 && from + USES_OF_WORD <= to && !has_other(word_at(map, from)))
            from += USES_OF_WORD;
        if (from < to && use_map_at(map, from) > USE_VALUE)
            return from;
    }
    return to;
}
