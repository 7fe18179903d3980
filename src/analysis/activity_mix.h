#ifndef ANALYSIS_ACTIVITY_MIX_H
#define ANALYSIS_ACTIVITY_MIX_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct arena;
struct concept_use;
struct concept_uses;
struct diag_sink;
struct grammar;
struct concept_lexicon;

/**
 * What a clause has people do: review, train, buy. "Review the void procedure" and "train staff in the void
 * procedure" are about one thing and are not the same work. Activities are found by the phrases of
 * grammars/activities.yaml; the first that a clause names weighs 1, each next one `fade` of the one before,
 * since what comes first is mostly the verb. Two clauses agree by the cosine of their mixes, where activities
 * that are near each other count in part.
 */
struct activity_kinds {
    double apart; /* how near two are of which activities.yaml says nothing */
    double fade;
    double unknown; /* agreement where one side names no activity */
    struct concept_lexicon *lexicon;
    const double
        *near; /* count * count: how far one stands for another; 1 on the diagonal, below 0 not said */
    size_t count;
};

enum { ACTIVITY_MOST = 8 }; /* that a mix keeps: those named first */

struct activity_mix {
    struct {
        uint32_t activity;
        float weight;
    } items[ACTIVITY_MOST];
    size_t count;
    double norm;
};

/** Sets all but the first three figures. Errors: STATUS_GRAMMAR: activities.yaml is not as expected; reported
 * with its place. */
CHECKED enum status activity_kinds_read(const struct grammar *grammar, struct arena *arena,
                                        struct diag_sink *sink, struct activity_kinds *out);

/** The mix of the words [from, to) of a text whose activities were found. */
struct activity_mix activity_mix_of(const struct activity_kinds *kinds, const struct concept_uses *uses,
                                    size_t from, size_t to);

/** Adds what the lead of an action names to a clause of it: "carry out a review of, including: ...". */
void activity_mix_join(const struct activity_kinds *kinds, struct activity_mix *mix,
                       const struct activity_mix *lead);

/** 0..1. */
double activity_mix_agreement(const struct activity_kinds *kinds, const struct activity_mix *a,
                              const struct activity_mix *b);
#endif
