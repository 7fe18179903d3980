#ifndef ANALYSIS_CONCEPT_LEXICON_H
#define ANALYSIS_CONCEPT_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct arena;
struct diag_sink;
struct grammar;
struct term_table;
struct word_list;

/**
 * The concepts of grammars/concepts/: what council work is about, however a plan words it. A concept is found
 * by phrases, matched on whole words before they are stemmed: rent and rental, void and relet, sickness and
 * attendance meet here, and nowhere else. grammars/README.md explains the files.
 */
struct concept_lexicon;

enum concept_kind {
    CONCEPT_SUBJECT,
    CONCEPT_WIDE,   /* a subject of which others are parts: that two actions share it says less */
    CONCEPT_METHOD, /* a way of working that serves any subject: training, tendering */
    CONCEPT_STEP,   /* a stage that any work has: drafting, approval; says little of what the work is about */
    CONCEPT_MORE,   /* no subject, but a word of direction: increase, extend */
    CONCEPT_LESS,   /* reduce, close */
};

struct concept {
    const char *name;
    const char *label;
    size_t theme; /* number of its file */
    enum concept_kind kind;
};

/** Does it say what work is about? A method is a subject too, of those whose work it is. */
bool concept_is_subject(const struct concept *concept);

/**
 * Reads the files of a folder of grammars ("concepts/"), or one file ("taxonomies/kloe-housing").
 * Errors: STATUS_GRAMMAR: a file of concepts is not as expected; reported with its place.
 * Ownership: lives in the arena and borrows the grammar.
 */
CHECKED enum status concept_lexicon_read(const struct grammar *grammar, const char *folder,
                                         struct arena *arena, struct diag_sink *sink,
                                         struct concept_lexicon **out);

size_t concept_lexicon_count(const struct concept_lexicon *lexicon);
const struct concept *concept_lexicon_concept(const struct concept_lexicon *lexicon, size_t index);

/** Themes: one for each file, in the order of their names. */
size_t concept_lexicon_theme_count(const struct concept_lexicon *lexicon);
const char *concept_lexicon_theme_name(const struct concept_lexicon *lexicon, size_t theme);  /* "housing" */
const char *concept_lexicon_theme_title(const struct concept_lexicon *lexicon, size_t theme); /* "Housing" */

/** A concept where a text speaks of it: words [from, to) of a list of words. */
struct concept_use {
    uint32_t concept;
    uint32_t from;
    uint32_t to;
    signed char side; /* 1: a phrase of `more` (more of it is good) or `risk`; -1: of `less` or `work`; 0: of
                         `words` */
};
struct concept_uses {
    struct concept_use *items;
    size_t count;
    size_t capacity;
};

/**
 * Finds concepts in texts whose words come from one term table: what has been worked out about a spelling is
 * kept. Lives in the arena.
 */
struct concept_finder;
struct concept_finder *concept_finder_new(const struct concept_lexicon *lexicon,
                                          const struct term_table *table, struct arena *arena);

/** Replaces what is in uses by the concepts of the words, in the order in which they begin. */
void concept_finder_find(struct concept_finder *finder, const struct word_list *words,
                         struct concept_uses *uses);
#endif
