#ifndef GRAMMAR_PREFIX_TREE_H
#define GRAMMAR_PREFIX_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct arena;
struct start_list;

/**
 * Tells from the byte before a place and the few bytes from it on which entries of a set can match there: one
 * table look-up a byte, most often one or two. Never changed after prefix_tree_build.
 */
struct prefix_tree {
    uint8_t columns[256]; /* bytes that no entry tells apart share a column */
    size_t column_count;
    size_t depth;         /* bytes looked at, at most START_BYTES */
    uint16_t at_start;    /* the node at the start of a text; 0: nothing can match */
    uint16_t after[256];  /* the node behind a byte */
    bool is_anchored;     /* nothing can match but at the start of a text */
    const uint16_t *next; /* [node * column_count + column], for nodes that have any next */
    const struct tree_node {
        const uint16_t *entries; /* in the set's order */
        size_t count;
    } * nodes;
};

/** Ownership: lives in the arena. entry_count: of the set, below 65536. */
void prefix_tree_build(const struct start_list *starts, struct arena *arena, struct prefix_tree *out);

/** The node for a place in the text, 0 where nothing can match. from: after[byte before] or at_start. */
static inline uint16_t prefix_tree_walk(const struct prefix_tree *tree, uint16_t from, struct span text,
                                        size_t at)
{
    size_t end = text.length - at < tree->depth ? text.length : at + tree->depth;

    for (; at < end && from; at++)
        from = tree->next[from * tree->column_count + tree->columns[(unsigned char)text.text[at]]];
    return from;
}
#endif
