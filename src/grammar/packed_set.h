#ifndef GRAMMAR_PACKED_SET_H
#define GRAMMAR_PACKED_SET_H

#include "grammar/pattern_graph.h"

/**
 * A pattern set of the shipped grammars as src/pack_grammars.c builds it into the program: checked, its
 * pieces put in, its graph made. Only what a run tries is then left to be compiled.
 */
struct packed_set {
    const char *name;       /* "dates.forms"; NULL ends a table */
    const char *patterns;   /* one for each entry, with a NUL behind each */
    const char *groups;     /* likewise the names of groups, by number; an empty one ends them */
    const uint32_t *starts; /* the first step of each entry */
    struct byte_set first;  /* bytes that a match at the start of a text can begin with */
    struct graph_view graph;
};

extern const struct packed_set embedded_sets[];
#endif
