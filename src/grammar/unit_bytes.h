#ifndef GRAMMAR_UNIT_BYTES_H
#define GRAMMAR_UNIT_BYTES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "grammar/byte_set.h"
#include "grammar/name_index.h"

struct arena;

/** Sets of bytes by the unit of a pattern that they were asked for with; [1] where case counts. Lives in the
 * arena. */
struct unit_cache {
    struct arena *arena;
    struct {
        struct name_index names;
        struct byte_set *sets;
        size_t capacity;
    } units[2];
};

/**
 * The first bytes of the characters that a unit of a pattern (a character, an escape, a class) stands for;
 * every byte where PCRE2 does not know. PCRE2 is asked once for each unit.
 */
struct byte_set unit_bytes_find(struct unit_cache *cache, struct span unit, bool case_counts);
#endif
