#ifndef STORE_DERIVED_H
#define STORE_DERIVED_H

#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "plan/item_kind.h"

struct arena;
struct grammar;
struct plan_set;

/**
 * What analysis concludes from plans, as plain values: analysis/ fills them, store_replace_findings and
 * store_replace_overlaps keep them in tables of their own, apart from what documents say.
 */

/** An item of a loaded or saved plan: plan->id, kind, and index in plan->actions, plan->risks, ... */
struct item_place {
    int64_t plan;
    enum item_kind kind;
    size_t index;
};

enum finding_severity { FINDING_ERROR, FINDING_WARNING, FINDING_NOTE };

/** One rule's verdict on one item. rule, name and severity are the rule's; the rest is the finding's. */
struct finding {
    const char *rule; /* "DAT101" */
    const char *name; /* "impossible-date" */
    enum finding_severity severity;
    struct item_place place;
    size_t line;         /* from 1; 0: no line */
    struct span message; /* a sentence for people */
    struct span words;   /* the plan's words that it is about; no text: none */
    struct span hint;    /* the one reading that is likely instead of them; no text: none */
    size_t offset;       /* where the words (or their first run) stand in plan->text; length 0: not known */
    size_t length;
};

/** A rule that could not be tested on a plan, since the plan has nothing that it asks for: not a pass. */
struct not_tested {
    const char *rule;
    const char *name;
    enum finding_severity severity;
    int64_t plan; /* plan->id */
    struct span why;
};

enum overlap_class { OVERLAP_NEAR_COPY, OVERLAP_SAME_WORK, OVERLAP_SAME_THEME, OVERLAP_OPPOSITE };

/** Two items that are about the same work. a stands before b: by key of the plan, edition, kind and index. */
struct overlap_pair {
    struct item_place a;
    struct item_place b;
    double score; /* 0..1 */
    enum overlap_class class;
    const struct span *evidence; /* words or phrases that both share, strongest first */
    size_t evidence_count;
};

/** How a risk and an action of its plan hang together. */
enum risk_relation { RISK_THREATENS, RISK_MITIGATED_BY, RISK_RELATION_COUNT };
const char *risk_relation_name(enum risk_relation relation); /* "threatens", "mitigated_by" */

/** How near a risk and an action stand, where that speaks for their link. */
enum risk_nearness { RISK_NEAR_NOT, RISK_NEAR_SECTION, RISK_NEAR_AROUND };

/** What else speaks for it: a code cited, or one word that both have. */
struct risk_action_reason {
    const char *kind;  /* "subject", "step", ... */
    double share;      /* 0..1: how much of the subject, step, ... it is */
    struct span words; /* the plan's words that it rests on */
};
struct risk_action {
    int64_t plan; /* plan->id */
    size_t risk;  /* indexes in the plan */
    size_t action;
    enum risk_relation relation;
    enum risk_nearness near;
    double score; /* 0..1 */
    const struct risk_action_reason *reasons;
    size_t reason_count;
};

/** What a rule adds to the exposure of an action. */
struct stored_exposure {
    int64_t plan; /* plan->id */
    size_t action;
    const char *rule;
    double weight;
    size_t findings; /* of the rule */
};

/** A risk's score at one stage. Levels and places are from 1; 0 where there is none. */
struct stored_score {
    int64_t plan; /* plan->id */
    size_t risk;
    const char *stage;
    unsigned impact_low, impact_high; /* levels of the scheme that the facts allow */
    unsigned likelihood_low, likelihood_high;
    size_t band_low, band_high; /* numbers of bands, from 0 */
    const char *placement;
    double figure_low, figure_high;
    size_t rank_first, rank_last, tied;
    size_t product_first, product_last, contested;
};

/** All that scoring derives on one scheme, but for exposures. */
struct derived_scores {
    const char *scheme;
    const char *title;
    const char *source;
    const struct stored_band {
        const char *name;
        char letter;
    } * bands;
    size_t band_count;
    const struct stored_score *scores;
    size_t score_count;
    /** Gives one of the links, of which those of one plan, and of one risk, stand together. Its reasons may
     * lie in the arena. */
    void (*link_of)(const void *links, size_t index, struct arena *arena, struct risk_action *out);
    const void *links;
    size_t link_count;
};

/** What overlaps were found with: by this program and grammar, between these plans. */
struct overlap_search {
    const struct grammar *grammar;
    const struct plan_set *plans;
    size_t beyond; /* pairs that were let go, past the limit */
};

/** Plans that were held against each other before, and the pairs that were found then: kept in the database,
 * so that a new plan is held against the others only. */
struct overlap_known {
    const int64_t *editions; /* plan->id; without those that were read again, corrected or forgotten since */
    size_t edition_count;
    size_t compared; /* plans that were held against each other then */
    size_t beyond;   /* pairs that were let go then, past the limit: other plans would leave room for them */
    const struct overlap_pair *pairs; /* a and b only */
    size_t pair_count;
};

const char *finding_severity_name(enum finding_severity severity); /* "error", "warning", "note" */
const char *overlap_class_name(enum overlap_class class);          /* "near copy", "same work", ... */
#endif
