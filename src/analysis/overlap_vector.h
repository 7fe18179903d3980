#ifndef ANALYSIS_OVERLAP_VECTOR_H
#define ANALYSIS_OVERLAP_VECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/activity_mix.h"
#include "base/span.h"
#include "base/status.h"

struct arena;
struct concept_finder;
struct concept_lexicon;
struct diag_sink;
struct grammar;
struct plan;
struct plan_set;
struct term_table;

/** The figures of grammars/overlap.yaml, and the lexicon and the background that they weigh. */
struct overlap_settings {
    double threshold;
    double limit;    /* pairs kept at the usual threshold; 0: all */
    double partners; /* of an action in one other plan, at the usual threshold; 0: any number */
    double cluster;  /* least average score between the actions of two clusters that become one */
    double near_copy;
    double copy_words;
    double same_work;
    double same_work_wide; /* where less than `narrow` of the score is of concepts that are no wide ones */
    double narrow;
    double opposite;
    double genre;
    double concept;
    double step;
    double wide;   /* a concept that others are parts of, as a share of its weight */
    double before; /* the subject of the rows before, where an action names none */
    double method; /* share of its rarity that a method or step says of what work is about */
    double words;  /* ... and a word that is in no concept */
    double section;
    double issue;
    double context;        /* share of the two above that is left where an action's own words say much */
    double context_mass;   /* ... how much: the rarity of its concepts at which 63 per cent are gone */
    double mass;           /* 0: length does not count */
    double evenness;       /* power of the ratio of two lengths */
    double aside;          /* share that a score loses where a side says all that is shared elsewhere, */
    double outside;        /* ... and where both do */
    double curve;          /* power of a pair's score, that spreads it over 0..1 */
    double activity;       /* share of a score that is left where the activities have nothing in common */
    double apart;          /* share that a score by methods alone loses where the subjects are others */
    double other_words;    /* ... where there are no two subjects, and their words are others */
    double more;           /* share of what the second best pair of clauses adds */
    double consequence;    /* a word of a risk's consequence or controls, as a share of its weight */
    double borrow_least;   /* questions about borrowed risks from this score on, at the usual threshold */
    double borrow_risk;    /* that a kind of risk and work that runs it are worth by themselves */
    double borrow_overlap; /* share of the overlap of the two plans' actions that is added */
    double assessed;       /* two risks that score so much are the same */
    const struct node *stop;
    const struct node *genre_words;
    const struct node *barriers;
    const struct node *rarity; /* grammars/rarity.yaml */
    struct concept_lexicon *lexicon;
    struct activity_kinds activities;
    struct concept_lexicon *exposures; /* kinds of risk: grammars/exposures/ */
};

enum { EXPOSURE_LIMIT = 64 }; /* kinds of risk */

/**
 * Errors: STATUS_GRAMMAR: a figure is missing, no number or out of its range, or a file of concepts is not as
 * expected; reported with its place. Ownership: the lexicon lives in the arena.
 */
CHECKED enum status overlap_settings_read(const struct grammar *grammar, struct arena *arena,
                                          struct diag_sink *sink, struct overlap_settings *out);

/** Sets one figure, "weights.concept", unchecked; false where there is none of that name. */
bool overlap_settings_set(struct overlap_settings *settings, const char *name, double value);

/** 0..1, growing with the weight shared, so that two fragments that agree on their one word don't win. */
double overlap_mass_factor(double mass, double scale);

/** Where a term of an action stands: what is said elsewhere is weaker evidence of what the action is. */
enum term_field { FIELD_TEXT, FIELD_ISSUE, FIELD_SECTION, FIELD_BEFORE, FIELD_LESSER };
const char *term_field_name(
    enum term_field field); /* "text", "issue", "section", "rows before"; for vector_of_texts "lesser" */

/** A concept says what work is about, or by which method or step; a stem may be of the genre, be named by a
 * concept in whose phrase it stands, or say something else. */
enum term_part { PART_GENRE, PART_NAMED, PART_STEM, PART_SUBJECT, PART_METHOD };

/** One term, a stem or a concept, of one action. */
struct vector_entry {
    uint32_t term;
    enum term_field field;
    enum term_part part;
    signed char direction; /* 1: it is to grow, or to get better; -1: the reverse; 0: not said */
    double weight;         /* rarity of the term, genre and field counted in */
    struct span word;      /* as printed; of a concept all words of the phrase */
};

/** What a search needs of an entry, in little memory. */
struct vector_term {
    uint32_t term;
    float weight;
};

/** An action, or a clause of one, as its terms, sorted by term. */
struct action_vector {
    const struct plan *plan;
    size_t plan_index; /* in the set */
    size_t action;
    struct vector_entry *entries;
    struct vector_term *terms; /* the same, of a unit of a set */
    size_t count;
    double norm;         /* length of the whole; 0 where it has no term */
    double subject_norm; /* of its subjects alone, */
    double word_norm;    /* of its own words that are in no concept, nor of the genre */
    struct activity_mix activities;
    size_t text_count; /* stems of the action's own text */
};

struct vector_set {
    const struct overlap_settings *settings;
    struct action_vector *items; /* plan by plan, in reading order */
    size_t count;
    size_t *first; /* of each plan; [plan_count] is count */
    /* An action's clauses, then the action as a whole; of an action of one clause only the latter. */
    struct action_vector *units;
    size_t unit_count;
    size_t *unit_first;       /* of each action; [count] is unit_count */
    struct term_table *terms; /* concepts first: concept n is term n */
    size_t concept_count;
    struct vector_weights *weights;
};

/**
 * Every action of the plans as a vector. A term's rarity is ln(1 + sections / sections that have it), counted
 * over the plans that grammars/rarity.yaml was made of, so that what two plans share does not depend on which
 * others are at hand; sections, not actions, so that a table about one subject does not make its own subject
 * common. Genre terms and steps keep a share of it, concepts count manifold.
 * Ownership: lives in the arena, but the stemmer: vector_set_free. It borrows settings.
 */
void vector_set_make(const struct plan_set *plans, const struct overlap_settings *settings,
                     struct arena *arena, struct vector_set *out);
void vector_set_free(struct vector_set *set);

/** ln(1 + sections / sections that have the term), before any weight. */
double vector_term_rarity(const struct vector_set *set, uint32_t term);

/** What a term is called: a concept's label, or the stem. */
struct span vector_term_name(const struct vector_set *set, uint32_t term);
const char *vector_term_theme(const struct vector_set *set, uint32_t concept);
bool vector_term_is_concept(const struct vector_set *set, uint32_t term);

/** A text and a lesser one (weighed by settings->consequence) as a vector of the set's terms; plan and action
 * are not set. */
struct action_vector vector_of_texts(const struct vector_set *set, const struct overlap_settings *settings,
                                     struct span text, struct span lesser, struct arena *arena);

/** The score of two units: cosine, times the factors of what is shared and of how alike they are in length.
 */
double vector_pair_score(const struct overlap_settings *settings, const struct action_vector *a,
                         const struct action_vector *b);

/** Of two units of a set: not below that but for rounding, and a fraction of its work. */
double vector_pair_bound(const struct overlap_settings *settings, const struct action_vector *a,
                         const struct action_vector *b);
#endif
