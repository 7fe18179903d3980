#ifndef OUTPUT_TEXT_USE_H
#define OUTPUT_TEXT_USE_H

#include <stddef.h>

#include "document/passage.h"

struct arena;
struct entry_value;
struct plan;

/** One run of a plan's text and what was made of it. */
struct text_use {
    struct extent extent;
    unsigned use;                            /* enum line_use */
    size_t repeat_of;                        /* USE_REPEAT: the line that it repeats */
    const struct entry_value *const *values; /* USE_VALUE: the fields that were read from it */
    size_t value_count;
};

struct text_use_list {
    struct text_use *items;
    size_t count;
    size_t capacity;
};

/**
 * Every byte of plan->text in order, once: values by their extents, the rest as the plan accounts for it.
 * What nobody accounts for or accounts for as unread is furniture where it holds no letter or digit, else
 * unread. The plan must have been loaded with evidence. Ownership: lives in the arena.
 */
struct text_use_list text_use_of_plan(const struct plan *plan, struct arena *arena);

/** How many lines hold words that the plan accounts for as unread. */
size_t text_use_unread_lines(const struct plan *plan);
#endif
