#ifndef GRAMMAR_PATTERN_GRAPH_H
#define GRAMMAR_PATTERN_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "grammar/byte_set.h"
#include "grammar/unit_bytes.h"

struct arena;

enum step_kind {
    STEP_FORK,   /* goes on at next and at other; NO_STEP leads nowhere */
    STEP_BYTE,   /* reads a byte of the set */
    STEP_BEHIND, /* the byte before is of the set, or none is and at_edge */
    STEP_AHEAD,  /* the byte that comes is of the set, or none does and at_edge */
    STEP_MATCH,  /* the entry has matched */
};

struct graph_step {
    uint8_t kind; /* enum step_kind */
    bool at_edge;
    uint16_t entry;
    uint32_t set; /* number of a set; STEP_FORK: the other step */
    uint32_t next;
};

#define NO_STEP UINT32_MAX

/**
 * What the patterns of a set can match, as steps from byte to byte. A text that matches a pattern has a way
 * through its steps; a text that has one need not match. What is not understood (subroutines, back
 * references, conditions) can be any text. Lives in the arena.
 */
struct pattern_graph {
    struct arena *arena;
    struct graph_step *steps;
    size_t count;
    size_t capacity;
    struct byte_set *sets; /* each once */
    size_t set_count;
    size_t set_capacity;
    struct name_index set_names;
    uint32_t
        letter_sets[2][128]; /* of ASCII letters and digits, [1] where case counts: number + 1; 0: not yet */
    struct unit_cache cache;
};

/** A graph that is complete. */
struct graph_view {
    const struct graph_step *steps;
    size_t count;
    const struct byte_set *sets;
    size_t set_count;
};

/** Adds the steps of a pattern (that compiles); returns the first. */
uint32_t pattern_graph_add(struct pattern_graph *graph, struct span pattern, bool case_counts,
                           uint16_t entry);
#endif
