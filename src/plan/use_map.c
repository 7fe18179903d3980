#include "plan/use_map.h"

#include "base/arena.h"
#include "base/byte_lanes.h"

struct use_map *use_map_new(struct arena *arena, size_t length)
{
    struct use_map *map = arena_take(arena, sizeof *map + length + BYTE_LANES);

    map->length = length;
    return map;
}

void use_map_fill_others(struct use_map *map, size_t from, size_t to, enum line_use use)
{
    for (size_t at = from; at < to; at++)
        map->uses[at] = (unsigned char)(map->uses[at] == USE_VALUE ? USE_VALUE : use);
}

static byte_lanes uses_at(const struct use_map *map, size_t at)
{
    return byte_lanes_at((const char *)map->uses + at);
}

static byte_lanes same(byte_lanes uses, enum line_use use)
{
    return (byte_lanes)(uses == (unsigned char)use);
}

static byte_lanes other(byte_lanes uses, enum line_use use)
{
    return (byte_lanes)(uses != USE_NONE) & (byte_lanes)(uses != (unsigned char)use);
}

/* The first use that `is` tells of. */
static inline size_t find(const struct use_map *map, size_t from, size_t to, enum line_use use,
                          byte_lanes (*is)(byte_lanes, enum line_use))
{
    for (size_t at = from; at < to; at += BYTE_LANES) {
        unsigned found = byte_lanes_highest(is(uses_at(map, at), use));

        if (found) {
            at += (size_t)__builtin_ctz(found);
            return at < to ? at : to;
        }
    }
    return to;
}

size_t use_map_find(const struct use_map *map, size_t from, size_t to, enum line_use use)
{
    return find(map, from, to, use, same);
}

size_t use_map_find_other(const struct use_map *map, size_t from, size_t to, enum line_use use)
{
    return find(map, from, to, use, other);
}

static byte_lanes of_words(byte_lanes bytes)
{
    byte_lanes small = bytes | 0x20;
    byte_lanes letter = (byte_lanes)(small >= 'a') & (byte_lanes)(small <= 'z');
    byte_lanes digit = (byte_lanes)(bytes >= '0') & (byte_lanes)(bytes <= '9');
    byte_lanes beyond =
        (byte_lanes)(bytes >= 0xC3) & (byte_lanes)(bytes != 0xE2) & (byte_lanes)(bytes != 0xEF);

    return letter | digit | beyond;
}

/* The text from `at` on, with zeros behind its end. */
static byte_lanes text_at(const char *text, size_t length, size_t at)
{
    if (at + BYTE_LANES <= length)
        return byte_lanes_at(text + at);
    char rest[BYTE_LANES] = { 0 };

    memcpy(rest, text + at, length - at);
    return byte_lanes_at(rest);
}

size_t use_map_find_unread(const struct use_map *map, const char *text, size_t from)
{
    for (size_t at = from; at < map->length; at += BYTE_LANES) {
        byte_lanes bytes = text_at(text, map->length, at);
        byte_lanes unused = same(uses_at(map, at), USE_NONE) & (byte_lanes)(bytes >= '0');

        if (!byte_lanes_highest(unused)) /* at most spaces and the commonest signs, as nearly everywhere */
            continue;
        unsigned found = byte_lanes_highest(unused & of_words(bytes));

        if (found)
            return at + (size_t)__builtin_ctz(found);
    }
    return map->length;
}
