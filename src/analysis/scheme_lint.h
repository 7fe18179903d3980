#ifndef ANALYSIS_SCHEME_LINT_H
#define ANALYSIS_SCHEME_LINT_H

#include <stddef.h>

#include "base/span.h"

struct arena;
struct risk_scheme;

/** What a reader should know of a matrix before trusting its bands. */
struct scheme_notes {
    struct span *items; /* sentences */
    size_t count;
    size_t capacity;
};

/**
 * Looks a scheme over: a band that no cell has; neighbouring cells two bands or more apart; a least level
 * that is not always in the least band; neighbouring levels that no band tells apart. None of it makes the
 * scheme wrong, and all of it makes its bands say less. Ownership: lives in the arena. Source:    L. A. Cox,
 * What's wrong with risk matrices?, Risk Analysis 28 (2008): weak consistency, betweenness, consistent
 * colouring, and what follows from them.
 */
struct scheme_notes scheme_lint(const struct risk_scheme *scheme, struct arena *arena);
#endif
