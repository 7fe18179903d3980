#ifndef GRAMMAR_AUTOMATON_MAKE_H
#define GRAMMAR_AUTOMATON_MAKE_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct automaton;
struct graph_view;

/**
 * Makes the automaton of a graph, with links for at most `limit` states. starts[entry_count]: the first step
 * of each entry. Ownership: lives in the arena, and borrows nothing.
 */
void automaton_make(struct automaton *automaton, struct arena *arena, const struct graph_view *graph,
                    const uint32_t *starts, size_t entry_count, size_t limit);
#endif
