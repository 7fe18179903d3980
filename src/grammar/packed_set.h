#ifndef GRAMMAR_PACKED_SET_H
#define GRAMMAR_PACKED_SET_H

#include "grammar/automaton.h"

/**
 * A pattern set of the shipped grammars as src/pack_grammars.c builds it into the program: checked, its
 * pieces put in, its automaton made, its patterns compiled. Only what a run tries is then unpacked.
 */
struct packed_set {
    const char *name; /* "dates.forms"; NULL ends a table */
    size_t entry_count;
    const char *patterns;       /* one for each entry, with a NUL behind each */
    const uint32_t *pattern_at; /* where in them each entry's begins, and where the last one ends */
    const char *groups; /* the names of groups, by number, a NUL behind each; an empty one ends them */
    struct automaton automaton;
    const struct automaton *singles; /* each entry's own */
    const uint64_t *codes;           /* each entry's code as PCRE2 writes it down, one behind the other */
    const uint32_t *code_at;         /* where in them each entry's begins */
};

extern const struct packed_set embedded_sets[];
extern const char embedded_pcre2[]; /* pcre2_describe() of the PCRE2 that wrote the codes */
#endif
