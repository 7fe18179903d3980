#ifndef ANALYSIS_COVERAGE_CHECK_H
#define ANALYSIS_COVERAGE_CHECK_H

#include <stddef.h>

#include "base/span.h"
#include "base/status.h"

struct arena;
struct diag_sink;
struct grammar;
struct plan_set;
struct reach_result;

/** What a plan may say of a section, a recommendation or a risk. */
enum coverage_column {
    COVERS_OWNER,
    COVERS_DATE,
    COVERS_MEASURE,
    COVERS_MILESTONE,
    COVERS_RESOURCE,
    COVERS_RISK,       /* the section's risks were assessed */
    COVERS_MITIGATION, /* a risk says what is done about it */
    COVERS_ACTION,     /* an action carries the mitigation out, or answers to the recommendation */
    COVERS_COUNT
};
const char *coverage_column_name(enum coverage_column column); /* "owner", "date", ... */

enum coverage_kind { COVERAGE_SECTION, COVERAGE_RECOMMENDATION, COVERAGE_RISK };
const char *coverage_kind_name(enum coverage_kind kind);

/** In how many of the things asked it is there. asked 0: not tested, for the plan does not ask for it there.
 */
struct coverage_cell {
    size_t filled;
    size_t asked;
};

struct coverage_row {
    size_t plan; /* in the set */
    enum coverage_kind kind;
    struct span code; /* no text where the plan gives none */
    struct span title;
    size_t line;    /* from 1; 0: no line */
    size_t actions; /* rows of the section or that cite the recommendation, bar charts left out */
    struct coverage_cell cells[COVERS_COUNT];
    double share; /* of what was asked, 0..1: the mean of the cells tested; 1 where none was */
    size_t order; /* as read */
};

struct coverage_result {
    const struct plan_set *plans;
    struct coverage_row *rows; /* least share first, then plan by plan as read */
    size_t count;
};

/**
 * Sections, recommendations and risks by what is said of them. A section counts its own rows, not those of
 * sections inside it; a risk assessed for the section around it, or for one inside it, counts for it. What no
 * row of the plan has a place for is not asked, nor anything of a row that the plan drops or turns down.
 * Ownership: *out lives in the arena and borrows the plans. Errors: STATUS_GRAMMAR, reported: as
 * risk_reach_find.
 */
CHECKED enum status coverage_find(const struct plan_set *plans, const struct grammar *grammar,
                                  struct arena *arena, struct diag_sink *sink, struct coverage_result *out);

/** The same where the reach of the plans' risks is at hand, which is most of the work. */
void coverage_of_reach(const struct reach_result *reach, const struct grammar *grammar, struct arena *arena,
                       struct coverage_result *out);
#endif
