#ifndef GRAMMAR_PATTERN_START_H
#define GRAMMAR_PATTERN_START_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "grammar/byte_set.h"

struct unit_cache;

enum { START_BYTES = 3, START_LIMIT = 64 };

/** One way in which an entry can begin: a match has a byte of each set at its place. */
struct pattern_start {
    uint32_t entry;
    bool at_start_only;     /* of the text */
    struct byte_set before; /* what can stand before it, where it is not at the start of the text */
    struct byte_set at[START_BYTES];
};

struct start_list {
    struct pattern_start *items;
    size_t count;
    size_t capacity;
};

/**
 * Appends the ways in which a pattern (that compiles) can begin, at most START_LIMIT. Each match of the
 * pattern begins in one of these ways; a text that begins so need not match. What is not understood
 * (subroutines, back references, conditions) can be anything. Ownership: *out belongs to the caller, who
 * frees its items.
 */
void pattern_starts_read(struct span pattern, bool case_counts, uint32_t entry, struct unit_cache *cache,
                         struct start_list *out);
#endif
