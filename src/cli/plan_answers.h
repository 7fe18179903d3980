#ifndef CLI_PLAN_ANSWERS_H
#define CLI_PLAN_ANSWERS_H

#include "analysis/audit_check.h"
#include "analysis/plan_overlap.h"
#include "analysis/risk_score.h"
#include "base/status.h"
#include "store/store.h"

struct session;

/** All that is asked of the same plans, for outputs that show it side by side. */
struct plan_answers {
    struct plan_set plans;
    const char *as_of; /* ISO day that overdue is counted from; NULL: each plan's own date */
    struct score_result scores[STAGE_COUNT]; /* each stage on one scheme */
    struct check_result checks;
    struct overlap_result overlaps;
};

/** overlap_find at the usual threshold, built upon what the last `overlap` left in the database. */
CHECKED enum status usual_overlaps_find(struct session *session, const struct plan_set *plans,
                                        struct overlap_result *out);

/**
 * Asks. plans must be set, and as_of where a day was given; scheme: a name, or NULL for the usual one. Loads
 * the session's grammar if need be. Ownership: the answers live in the session's arena. Errors: as the
 * analyses'; reported.
 */
CHECKED enum status plan_answers_find(struct session *session, const char *scheme,
                                      struct plan_answers *answers);
#endif
