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
 * Looks a scheme over: a band that no cell has; a step up on an axis that lowers the band; neighbouring cells
 * two bands or more apart; gravest cells that can hold less likelihood x impact than a least one, and pairs
 * of cells in the wrong order by it (levels taken as equally wide, which a scheme seldom promises: hence
 * notes); a least level that is not always in the least band; neighbouring levels that no band tells apart; a
 * number left out of a scale. None of it makes the scheme unusable, and all of it makes its bands say less.
 * Ownership: lives in the arena.
 * Source:    L. A. Cox, What's wrong with risk matrices?, Risk Analysis 28 (2008): weak consistency,
 * betweenness, consistent colouring, and what follows from them.
 */
struct scheme_notes scheme_lint(const struct risk_scheme *scheme, struct arena *arena);
#endif
