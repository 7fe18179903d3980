#ifndef ANALYSIS_OVERLAP_VECTOR_H
#define ANALYSIS_OVERLAP_VECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct arena;
struct diag_sink;
struct grammar;
struct plan;
struct plan_set;
struct term_table;

/** The figures of grammars/overlap.yaml. */
struct overlap_settings {
    double threshold;
    double limit; /* pairs kept at the usual threshold; 0: all */
    double near_copy;
    double copy_words;
    double same_work;
    double genre;
    double section;
    double mass;           /* 0: length does not count */
    double consequence;    /* a word of a risk's consequence or controls, as a share of its weight */
    const struct node *stop;
    const struct node *genre_words;
};

/** Errors: STATUS_GRAMMAR: a figure is missing, no number or out of its range; reported with its place. */
CHECKED enum status overlap_settings_read(const struct grammar *grammar, struct diag_sink *sink,
                                          struct overlap_settings *out);

/** 0..1, growing with the weight shared, so that two fragments that agree on their one word don't win. */
double overlap_mass_factor(const struct overlap_settings *settings, double mass);

/** One term of one action. */
struct vector_entry {
    uint32_t term;
    bool in_section;  /* only the section's title has it */
    double weight;    /* rarity of the term, genre and field counted in */
    struct span word; /* as printed */
};

/** An action as its terms, sorted by term. */
struct action_vector {
    const struct plan *plan;
    size_t plan_index; /* in the set */
    size_t action;
    struct vector_entry *entries;
    size_t count;
    double norm;       /* length of the whole; 0 where it has no term */
    size_t text_count; /* terms of the action's own text */
};

struct vector_set {
    struct action_vector *items; /* plan by plan, in reading order */
    size_t count;
    size_t *first; /* of each plan; [plan_count] is count */
    struct term_table *terms;
    double rarest; /* of a term that no action has */
    size_t rarity_count;
    double *rarity; /* of each term: see below */
};

/**
 * Every action of the plans as a vector. A term's rarity is ln(1 + sections / sections that have it);
 * sections, not actions, so that a table about one subject does not make its own subject common. Genre terms
 * keep a share of it. Ownership: lives in the arena, but the stemmer: vector_set_free.
 */
void vector_set_make(const struct plan_set *plans, const struct overlap_settings *settings,
                     struct arena *arena, struct vector_set *out);
void vector_set_free(struct vector_set *set);

/** A text and a lesser one (weighed by settings->consequence) as a vector of the set's terms; plan and action
 * are not set. */
struct action_vector vector_of_texts(const struct vector_set *set, const struct overlap_settings *settings,
                                     struct span text, struct span lesser, struct arena *arena);

/** The score of two vectors by the words of the action's own text, section titles left aside: 0..1. */
double vector_text_score(const struct overlap_settings *settings, const struct action_vector *a,
                         const struct action_vector *action);
#endif
