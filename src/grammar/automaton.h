#ifndef GRAMMAR_AUTOMATON_H
#define GRAMMAR_AUTOMATON_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "grammar/pattern_graph.h"

struct arena;

/**
 * Tells which entries of a set can match at a place of a text: it reads the bytes from there on and keeps
 * which steps of the set's graph are possible, as a state. A state is made when a text first leads there and
 * then stays, so that most bytes cost one look-up; the lock is for making one, and any thread may. What is
 * told never depends on which states there are: where no more may be made, every entry that is still possible
 * is told.
 */
struct automaton_state {
    const uint32_t *steps; /* what can come, in the order of entries */
    size_t step_count;
    bool has_tests;          /* of the byte that comes, among the steps */
    bool is_settled;         /* no entry can come to match that has not by now */
    bool has_found;          /* found is not empty */
    bool is_open;            /* neither: nothing is told by now */
    const uint64_t *found;   /* entries that match up to here or to the byte before, as bits */
    const uint64_t *matched; /* entries that match up to here, whatever comes */
    const uint64_t *alive;   /* entries with a step left */
    _Atomic(struct automaton_state *) next[]; /* by column; NULL: not made yet */
};

enum { AUTOMATON_COLUMNS = 257, AUTOMATON_WORDS = 16 };

struct automaton {
    struct graph_view graph;
    const uint32_t *starts; /* the first step of each entry */
    size_t entry_count;
    size_t words;         /* of 64 bits in a set of entries */
    uint8_t columns[256]; /* bytes that no step tells apart share a column */
    size_t edge;          /* the column of no byte: behind the last one of a text, before its first */
    bool is_anchored;     /* nothing can match but at the start of a text */
    struct automaton_state *dead;
    _Atomic(struct automaton_state *) roots[AUTOMATON_COLUMNS]; /* by the column of the byte before */
    pthread_mutex_t *lock;
    struct growth *growth;
};

/**
 * What the graph points to, starts[entry_count], the arena (where it lives) and the lock must live as long.
 * Ownership: automaton_close it, before the arena goes; one of zeros may be closed.
 */
void automaton_open(struct automaton *automaton, struct arena *arena, const struct graph_view *graph,
                    const uint32_t *starts, size_t entry_count, pthread_mutex_t *lock);
void automaton_close(struct automaton *automaton);

/** The state at a place, before any of its bytes. column: of the byte before. NULL: no more may be made. */
struct automaton_state *automaton_make_root(struct automaton *automaton, size_t column);
/** The state behind a byte of the column. */
struct automaton_state *automaton_make_next(struct automaton *automaton, struct automaton_state *from,
                                            size_t column);

/**
 * Which entries can match at text[at]: bits in out[automaton->words]; false for none. is_whole: which can
 * match from there to the end of the text.
 */
bool automaton_find(struct automaton *automaton, struct span text, size_t at, bool is_whole, uint64_t *out);

static inline struct automaton_state *automaton_root(struct automaton *automaton, size_t column)
{
    struct automaton_state *root = atomic_load_explicit(&automaton->roots[column], memory_order_acquire);

    return root ? root : automaton_make_root(automaton, column);
}

static inline struct automaton_state *automaton_next(struct automaton *automaton,
                                                     struct automaton_state *from, size_t column)
{
    struct automaton_state *next = atomic_load_explicit(&from->next[column], memory_order_acquire);

    return next ? next : automaton_make_next(automaton, from, column);
}

/** The first place in [at, last] where some entry can match; last + 1: there is none. */
size_t automaton_skip(struct automaton *automaton, struct span text, size_t at, size_t last);
#endif
