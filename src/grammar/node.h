#ifndef GRAMMAR_NODE_H
#define GRAMMAR_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"
#include "grammar/grammar.h"

struct arena;
struct diag_sink;

/** A grammar file as it was written; it lives as long as the grammar, so that places can be worked out. */
struct grammar_text {
    const char *file;    /* for diagnostics: "grammars/dates.yaml" or the path in the user's folder */
    const char *concern; /* "dates" */
    struct span bytes;
    bool is_users; /* out of the user's folder */
};

/** How a scalar was written: what a place inside it depends on. */
enum node_style { STYLE_PLAIN, STYLE_QUOTED, STYLE_LITERAL, STYLE_FOLDED };

/** Inside of what grammar.h declares. line and column count from 1, the column in characters. */
struct node {
    uint8_t kind;  /* enum node_kind */
    uint8_t style; /* enum node_style */
    uint32_t rule; /* 0: none */
    uint32_t line;
    uint32_t column;
    const struct grammar_text *origin;
    const char *text; /* a scalar's, with a NUL after it */
    uint32_t length;
    uint32_t count;
    struct node **keys;  /* a map's */
    struct node **items; /* a list's items, a map's values */
    size_t capacity;
};

enum {
    NODE_DEPTH_LIMIT = 16,
    NODE_MAP_LIMIT = 4096,
    NODE_LIST_LIMIT = 65536,
    GRAMMAR_FILE_LIMIT_BYTES = 1024 * 1024,
};

/**
 * Reads one file of YAML: a mapping at the top, no aliases, no repeated keys, one document.
 * Ownership: nodes live in the arena; origin must outlive them.
 * Errors:    STATUS_GRAMMAR, reported with its place.
 */
CHECKED enum status node_read(const struct grammar_text *origin, struct arena *arena, struct diag_sink *sink,
                              struct node **out);

/** Adds a member; key is NULL in a list. */
void node_add(struct node *node, struct arena *arena, struct node *key, struct node *item);

/**
 * Lays one tree over another, as grammar.h says: maps member by member, lists of named mappings entry by
 * entry, other lists in front; a single text counts as a list of one where the other side is a list.
 * Ownership: the result shares nodes with both; base itself is changed.
 * Errors:    STATUS_GRAMMAR where a mapping meets something else.
 */
CHECKED enum status node_merge(struct node *base, struct node *over, struct arena *arena,
                               struct diag_sink *sink, struct node **out);

/** Is it a list of one or more mappings? */
bool node_is_list_of_maps(const struct node *node);

/** Line and column in the file of the byte at an offset in a scalar's text. */
void node_place(const struct node *node, size_t offset, size_t *line, size_t *column);
#endif
