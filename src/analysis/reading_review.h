#ifndef ANALYSIS_READING_REVIEW_H
#define ANALYSIS_READING_REVIEW_H

#include <stddef.h>

#include "base/span.h"
#include "plan/item_kind.h"
#include "store/store.h"

struct arena;
struct plan;

/** A reading that a person should look at. */
struct doubtful_reading {
    const struct plan *plan;
    enum item_kind kind;
    size_t index;
    const char *field;  /* as correction_field_find knows it: "due date" */
    struct span words;  /* of the plan */
    size_t line;        /* 0: not known */
    double confidence;  /* 0..1 in the reading as it is */
    const char *why;    /* what is doubtful, as the end of a sentence that begins with the words */
    struct span others; /* what else it may be, parted by "; "; no text: that can't be told */
};

struct reading_review {
    struct doubtful_reading *items; /* the most doubtful first; else in the order of plans and lines */
    size_t count;
    size_t capacity;
};

/**
 * The doubtful readings of plans (loaded with evidence): words that suit another column of their row as well, dates that
 * name no day or more than one, owners that look like nobody. One that a person has put right or confirmed is settled.
 * below: only those that are less certain than this.
 * Ownership: lives in the arena and borrows the plans.
 */
struct reading_review reading_review_of(const struct plan_set *plans, double below, struct arena *arena);
#endif
