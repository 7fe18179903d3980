#ifndef ANALYSIS_EDITION_MATCH_H
#define ANALYSIS_EDITION_MATCH_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct arena;
struct diag_sink;
struct grammar;
struct node;
struct plan;

/** The figures of grammars/compare.yaml. */
struct compare_settings {
    double same_words; /* share of words from which two actions are the same */
    double same_ref;   /* the same where the reference is the same too */
    double ref_bonus;  /* what the same reference, or section, adds when pairs compete */
    double section_bonus;
    double part;        /* share of an action's words that another must have for it to be a part of that */
    double moved_words; /* share of those that must be gone from the other's own partner */
};
CHECKED enum status compare_settings_read(const struct grammar *grammar, struct diag_sink *sink,
                                          struct compare_settings *out);

/** The words of each action of a plan, as numbers in order, each once. */
struct word_set {
    uint32_t *items;
    size_t count;
};

#define MATCH_NONE SIZE_MAX

/** Which action of one edition is which of another. */
struct edition_match {
    const struct plan *before;
    const struct plan *after;
    const struct word_set *before_words; /* of each action */
    const struct word_set *after_words;
    size_t *to_after;  /* of each action before: its number after, or MATCH_NONE */
    size_t *to_before; /* the reverse */
    /* Of an action after that has no partner: the action before that it was split off; of an action before:
     * the one after that it was merged into. MATCH_NONE elsewhere. */
    size_t *split_from;
    size_t *merged_into;
};

/** Ownership: lives in the arena and borrows the plans. */
void edition_match_make(const struct plan *before, const struct plan *after,
                        const struct compare_settings *settings, const struct grammar *grammar,
                        struct arena *arena, struct edition_match *out);
#endif
