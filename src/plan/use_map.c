#include "plan/use_map.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "grammar/byte_set.h"

/*
 * Eight bytes of the map are looked at together: so many uses. A use is less than 8, so that adding 7 to it
 * sets the highest of its four bits unless it is 0, and carries nothing to the next.
 */
enum { USES_OF_WORD = 2 * sizeof(uint64_t) };

static const uint64_t ones = 0x1111111111111111u;

struct use_map *use_map_new(struct arena *arena, size_t length)
{
    struct use_map *map = arena_take(arena, sizeof *map + length / 2 + sizeof(uint64_t));

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

/* The uses from byte `at` on, which is even. */
static uint64_t word_at(const struct use_map *map, size_t at)
{
    uint64_t word;

    memcpy(&word, map->pairs + at / 2, sizeof word);
    return word;
}

/* The highest bit of each use in a word that is not 0. */
static uint64_t used_in(uint64_t word)
{
    return (word + 7 * ones) & 8 * ones;
}

/* The highest bit of each that is `use`. */
static uint64_t same_in(uint64_t word, enum line_use use)
{
    return used_in(word ^ use * ones) ^ 8 * ones;
}

/* The highest bit of each that is neither 0 nor `use`. */
static uint64_t other_in(uint64_t word, enum line_use use)
{
    return used_in(word) & used_in(word ^ use * ones);
}

/* Bits of the uses in [from, to) of the word that begins at byte `at`. */
static uint64_t bits_between(size_t at, size_t from, size_t to)
{
    uint64_t bits = ~UINT64_C(0);

    if (at < from)
        bits <<= (from - at) * 4;
    if (to - at < USES_OF_WORD)
        bits &= ~(~UINT64_C(0) << (to - at) * 4);
    return bits;
}

void use_map_fill_others(struct use_map *map, size_t from, size_t to, enum line_use use)
{
    for (size_t at = from & ~(size_t)1; at < to; at += USES_OF_WORD) {
        uint64_t word = word_at(map, at);
        uint64_t values = (same_in(word, USE_VALUE) >> 3) * 0xF;
        uint64_t changed = bits_between(at, from, to) & ~values;

        word = (word & ~changed) | (use * ones & changed);
        memcpy(map->pairs + at / 2, &word, sizeof word);
    }
}

/* The first use for which `in` tells a bit. */
static inline size_t find(const struct use_map *map, size_t from, size_t to, enum line_use use,
                          uint64_t (*in)(uint64_t, enum line_use))
{
    size_t at = from & ~(size_t)1;

    if (from >= to)
        return to;
    uint64_t found = in(word_at(map, at), use) & bits_between(at, from, to);

    while (!found && (at += USES_OF_WORD) < to)
        found = in(word_at(map, at), use);
    at += found ? (size_t)__builtin_ctzll(found) / 4 : 0;
    return at < to ? at : to;
}

size_t use_map_find(const struct use_map *map, size_t from, size_t to, enum line_use use)
{
    return find(map, from, to, use, same_in);
}

size_t use_map_find_other(const struct use_map *map, size_t from, size_t to, enum line_use use)
{
    return find(map, from, to, use, other_in);
}

size_t use_map_find_free(const struct use_map *map, const char *text, size_t from,
                         const struct byte_set *bytes)
{
    for (size_t at = from & ~(size_t)1; at < map->length; at += USES_OF_WORD) {
        uint64_t found = same_in(word_at(map, at), USE_NONE);

        for (; found; found &= found - 1) {
            size_t byte = at + (size_t)__builtin_ctzll(found) / 4;

            if (byte >= map->length)
                break;
            if (byte >= from && byte_set_has(bytes, (unsigned char)text[byte]))
                return byte;
        }
    }
    return map->length;
}
