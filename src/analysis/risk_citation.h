#ifndef ANALYSIS_RISK_CITATION_H
#define ANALYSIS_RISK_CITATION_H

#include <stddef.h>

#include "base/span.h"
#include "store/derived.h"

struct arena;
struct plan;

/** The codes by which a plan's risks and actions cite one another. */
struct citation_index;

/** Lives in the arena and borrows the plan. */
struct citation_index *citation_index_new(const struct plan *plan, struct arena *arena);

/** An action that a risk cites, or that cites the risk. */
struct citation {
    size_t action;
    enum risk_relation relation;
    struct span code; /* as cited */
};
struct citation_list {
    struct citation *items;
    size_t count;
    size_t capacity;
};

/**
 * A risk threatens the action whose ref its text or consequence cites, and all under a section whose code it
 * cites; the action that its mitigation or controls cite, or that cites the risk's own ref, carries out its
 * mitigation. A code is cited where it stands as a word, dots and dashes aside ("A15" cites A.15). It needs
 * a digit, and a letter or two marks: "1.5" may be a number. A ref that several actions have cites none.
 */
struct citation_list citation_index_find(const struct citation_index *index, const struct plan *plan,
                                         size_t risk, struct arena *arena);
#endif
