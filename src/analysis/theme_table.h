#ifndef ANALYSIS_THEME_TABLE_H
#define ANALYSIS_THEME_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct arena;
struct diag_sink;
struct grammar;
struct plan_set;

/** A heading that actions are sorted under: a theme, a concept, or a heading of a taxonomy. */
struct theme_row {
    const char *name;
    const char *title;
    size_t number;     /* bit of marks that says so of an action */
    size_t *actions;   /* of each plan: how many speak of it */
    size_t *examples;  /* of each plan: the first of them, where there is one */
    size_t plan_count; /* plans with at least one */
};

struct theme_table {
    const struct plan_set *plans;
    struct theme_row *rows;
    size_t count;
    uint64_t **marks; /* of each plan, of each action: a bit for each row; NULL at the level of concepts */
};

enum theme_level {
    THEME_LEVEL_THEMES,  /* one row for each theme of the lexicon */
    THEME_LEVEL_CONCEPTS /* one for each concept: of it, or of a taxonomy */
};

/**
 * How many actions of each plan speak of what, in their own words or by the section that they stand under.
 * taxonomy: NULL for the lexicon of concepts, else the name of a file of grammars/taxonomies/. Steps of any
 * work are no themes. Ownership: lives in the arena and borrows the grammar. Errors: STATUS_GRAMMAR:
 * reported. STATUS_USAGE: there is no such taxonomy; not reported.
 */
CHECKED enum status theme_table_make(const struct plan_set *plans, const struct grammar *grammar,
                                     const char *taxonomy, enum theme_level level, struct arena *arena,
                                     struct diag_sink *sink, struct theme_table *out);

/** What most other plans act on and one does not. */
struct theme_gap {
    const struct theme_row *row;
    size_t others; /* plans that act on it, of */
    size_t of;     /* all but the one */
};
struct gap_list {
    struct theme_gap *items; /* what most plans have first */
    size_t count;
};

/** Rows that at least `share` of the other plans have, and two of them, and plan number `plan` has not. */
struct gap_list theme_table_gaps(const struct theme_table *table, size_t plan, double share,
                                 struct arena *arena);
#endif
