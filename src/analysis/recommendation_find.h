#ifndef ANALYSIS_RECOMMENDATION_FIND_H
#define ANALYSIS_RECOMMENDATION_FIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct arena;
struct grammar;
struct plan;

/** A numbered recommendation, and where the plan's own text has it first. */
struct recommendation {
    struct span code;
    size_t offset;    /* in plan->text */
    bool is_in_text;  /* else only rows cite it */
    bool is_answered; /* a row cites it, a part of it or the whole that it is a part of */
};
struct recommendation_list {
    struct recommendation *items; /* sorted by code, figures by their value */
    size_t count;
    size_t capacity;
};

/**
 * The recommendations of a plan: those that its rows cite by codes of letters and figures (R2.3), and those
 * of the same letters that its text numbers, by the patterns `recommendation` of grammars/checks.yaml.
 * Ownership: *out lives in the arena and borrows the plan.
 */
void recommendations_find(const struct plan *plan, const struct grammar *grammar, struct arena *arena,
                          struct recommendation_list *out);

/** Does a row that cites `cited` answer to the recommendation `code`? */
bool recommendation_is_answered_by(struct span code, struct span cited);
#endif
