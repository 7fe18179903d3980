#ifndef ANALYSIS_RISK_REACH_H
#define ANALYSIS_RISK_REACH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/status.h"
#include "store/derived.h"

struct arena;
struct diag_sink;
struct grammar;
struct plan;
struct plan_set;

/** What speaks for a link. */
enum reach_evidence_kind {
    EVIDENCE_SECTION,  /* the action stands under the risk's own section */
    EVIDENCE_AROUND,   /* ... or under one inside it or around it */
    EVIDENCE_TITLE,    /* the action's words name what the risk's section is called */
    EVIDENCE_SUBJECT,  /* ... what the risk is about */
    EVIDENCE_STEP,     /* ... a step of its mitigation or controls */
    EVIDENCE_CITATION, /* the risk cites the action or its section, or the action the risk */
    EVIDENCE_KIND_COUNT,
};
const char *reach_evidence_name(enum reach_evidence_kind kind); /* "section", "around", "title", ... */

/** A word or concept that both have, each in its own words. */
struct reach_word {
    struct span risk;
    struct span action;
    double share;   /* of the title, subject or step */
    bool is_repeat; /* a concept in words that one before has named already */
};

struct reach_evidence {
    enum reach_evidence_kind kind;
    double share;      /* 0..1: how much of the title, subject or step the action's words name; else 1 */
    struct span words; /* the section's name, the risk's text, the step, the code cited */
    struct reach_word *shared; /* heaviest first; none for section, around and citation */
    size_t shared_count;
};

/** A risk and an action of its plan. */
struct risk_link {
    const struct plan *plan;
    size_t risk; /* indexes in the plan */
    size_t action;
    enum risk_relation relation;
    double score;                    /* 0..1: all evidence together, see risk_reach_find */
    struct reach_evidence *evidence; /* in the order of the kinds */
    size_t evidence_count;
};

struct reach_result {
    const struct plan_set *plans;
    struct risk_link *links; /* in the order of plans, risks, actions, relations */
    size_t link_count;
    size_t beyond_count; /* links that were let go, past the limit of reach.yaml */
    size_t *
        *first; /* first[plan in the set][risk]: its first link; [risk_count] is where the last one ends */
};

/**
 * Ties the risks of plans to the actions that they threaten and to those that carry out their mitigation.
 *
 * Each kind of evidence has a weight w (grammars/reach.yaml) and is found to a share s: for words, the weight
 * of those that the action's text has of all in the title, subject or step (plan_words.h says what a word
 * weighs). A step is a sentence of the mitigation or controls; a word of it that the risk's own text has,
 * too, counts for less, and where little is shared in all the share is cut down, by 1 - e^(-shared / mass).
 * Concepts that both speak of add to what is shared, and to no whole. The score is 1 - (1 - w1 s1)(1 - w2
 * s2)...: each piece of evidence takes its part of the doubt away. A link is drawn from a threshold on; of
 * more than `limit` links of one risk and relation the strongest are kept. What a plan's risks reach depends
 * on that plan alone.
 *
 * Ownership: *out lives in the arena and borrows the plans.
 * Errors:    STATUS_GRAMMAR: a figure of reach.yaml is missing, no number or out of its range; reported with
 * its place.
 */
CHECKED enum status risk_reach_find(const struct plan_set *plans, const struct grammar *grammar,
                                    struct arena *arena, struct diag_sink *sink, struct reach_result *out);

/** What one risk reaches. */
struct reach_count {
    size_t threatened; /* actions */
    size_t sections;   /* of those actions; */
    size_t owners;     /* each name once */
    size_t mitigated;  /* actions that carry out its mitigation */
};
struct reach_count reach_count_of(const struct reach_result *result, size_t plan, size_t risk);

/** Whom it reaches, each once. The lists live in the arena. */
struct reach_names {
    size_t *sections; /* of the actions threatened, in the order of the plan */
    size_t section_count;
    struct span *owners; /* in the order of their names */
    size_t owner_count;
};
struct reach_names reach_names_of(const struct reach_result *result, size_t plan, size_t risk,
                                  struct arena *arena);

/** The links of a reach_result as store_begin_scores asks for them: its derived_scores.link_of. */
void reach_link_to_store(const void *result, size_t index, struct arena *arena, struct risk_action *out);
#endif
