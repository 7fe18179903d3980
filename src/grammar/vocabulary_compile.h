#ifndef GRAMMAR_VOCABULARY_COMPILE_H
#define GRAMMAR_VOCABULARY_COMPILE_H

#include "base/status.h"
#include "grammar/phrase_edge.h"
#include "grammar/vocabulary.h"

struct arena;
struct diag_sink;
struct node;

/**
 * The phrases of a vocabulary. Every run of words at the start of one is known, so that a search ends at the
 * first word that leads nowhere: most texts begin like no phrase. Made once, for the shipped grammars by the
 * build.
 */
struct phrase_table {
    const struct phrase_slot {
        uint32_t hash; /* of the run of words */
        uint32_t run;  /* its number plus 1; 0: the slot is free */
    } * slots;         /* by hash: open addressing */
    const struct phrase_run {
        uint32_t at; /* where its words stand in `words` */
        uint16_t length;
        uint16_t entry; /* PHRASE_NONE: only the start of a longer phrase */
    } * runs;
    const char *words;
    const uint32_t *edges; /* phrase_edge.h's set */
    uint32_t slot_count;   /* a power of two */
    uint32_t run_count;
    uint32_t words_length;
    uint32_t longest; /* bytes of the longest phrase */
};

enum { PHRASE_NONE = UINT16_MAX };

/** Inside of vocabulary.h's. */
struct vocabulary {
    const struct node *map;
    struct phrase_table table;
};

/** The phrases of a vocabulary of the shipped grammars, as src/pack_grammars.c builds them into the program.
 */
struct packed_vocabulary {
    const char *name; /* "columns.headers"; NULL ends a table */
    struct phrase_table table;
};

extern const struct packed_vocabulary embedded_vocabularies[];

/** The number of the run of these words, or -1. */
int phrase_table_find(const struct phrase_table *table, struct span words, uint32_t hash);

/** Could the map be a vocabulary: is every value a phrase or a list of phrases, and are they not all mere
 * numbers? */
bool vocabulary_fits(const struct node *map);

/**
 * Compiles a map that fits. A map of single texts that won't do (one recurs, one is just a mark) is a table
 * of settings, no vocabulary: *out is NULL. Ownership: lives in the arena, borrows the map. Errors:
 * STATUS_GRAMMAR: a phrase without a word, a phrase that is too long, one that stands under two entries.
 */
CHECKED enum status vocabulary_compile(const struct node *map, struct arena *arena, struct diag_sink *sink,
                                       struct vocabulary **out);
#endif
