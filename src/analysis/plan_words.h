#ifndef ANALYSIS_PLAN_WORDS_H
#define ANALYSIS_PLAN_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct arena;
struct diag_sink;
struct grammar;
struct plan;

/**
 * The words of one plan at a time: texts as terms with a weight each, and for each term the actions that have
 * it. A term is a stem, or a concept of grammars/concepts/, so that texts meet that speak of the same thing
 * in other words. A weight is ln(1 + actions / actions that have the term), so that it depends on this plan
 * alone; stems of the genre (grammars/overlap.yaml) and concepts (grammars/reach.yaml) keep a share of it.
 */
struct plan_words;

/** A term of a text, once, as the text first spells it. */
struct plan_word {
    uint32_t term;
    double weight; /* 0 or more */
    struct span word;
};
struct plan_text {
    struct plan_word *words; /* sorted by term */
    size_t count;
    double weight; /* of all words; concepts add nothing */
};

/**
 * Lives in the arena, but for plan_words_free. Borrows the grammar and the plans. concept_share is the share
 * of its weight that a concept keeps; with 0 there are none. Errors: STATUS_GRAMMAR: a file of concepts is
 * not as expected; reported with its place.
 */
CHECKED enum status plan_words_new(const struct grammar *grammar, double concept_share, struct arena *arena,
                                   struct diag_sink *sink, struct plan_words **out);
void plan_words_free(struct plan_words *words);

/** Turns to a plan: what was read for the one before is gone. */
void plan_words_turn_to(struct plan_words *words, const struct plan *plan);

/** An action of the plan. */
const struct plan_text *plan_words_action(const struct plan_words *words, size_t action);

/** A text of the plan. without_failure: words of going wrong (grammars/reach.yaml) left out. */
struct plan_text plan_words_read(struct plan_words *words, struct span text, bool without_failure);

/** The actions that have a term, in order. */
struct word_actions {
    const uint32_t *items;
    size_t count;
};
struct word_actions plan_words_holders(const struct plan_words *words, uint32_t term);

/** The word of a text with this term, or NULL. */
const struct plan_word *plan_text_find(const struct plan_text *text, uint32_t term);
#endif
