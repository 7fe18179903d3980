#ifndef GRAMMAR_NAME_INDEX_H
#define GRAMMAR_NAME_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct arena;

/** Texts and their numbers, found by hash (open addressing). { 0 } is an empty index. Lives in an arena. */
struct name_index {
    struct name_slot {
        uint64_t hash;
        struct span name; /* no text: the slot is free */
        uint32_t value;
    } * slots;
    size_t count;
    size_t capacity; /* a power of two */
};

/** Value of name_index_find for a name that is not there. */
#define NAME_ABSENT UINT32_MAX

/**
 * Adds a name with its value unless it is there: then its old value stays and is returned; NAME_ABSENT when
 * it was added. The index borrows the name's bytes.
 */
uint32_t name_index_add(struct name_index *index, struct arena *arena, struct span name, uint32_t value);

/** The same with any hash of the caller's, which must be used throughout the index. */
uint32_t name_index_add_hashed(struct name_index *index, struct arena *arena, struct span name, uint64_t hash,
                               uint32_t value);

/** The same without regard to the case of ASCII letters, which must be so throughout the index; a name added is copied. */
uint32_t name_index_add_folded(struct name_index *index, struct arena *arena, struct span name, uint32_t value);
uint32_t name_index_find_folded(const struct name_index *index, struct arena *scratch, struct span name);

/** hash is span_hash(name), or the caller's. */
uint32_t name_index_find(const struct name_index *index, struct span name, uint64_t hash);
#endif
