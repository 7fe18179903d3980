#ifndef CLI_SCORING_H
#define CLI_SCORING_H

#include "analysis/delivery_exposure.h"
#include "analysis/risk_reach.h"
#include "analysis/risk_score.h"
#include "base/status.h"

struct plan_set;
struct session;

/** Everything that scoring has to say about a set of plans. */
struct scoring {
    const struct risk_scheme *scheme;
    struct score_result scores;
    struct reach_result reach;
    struct exposure_result exposure;
};

struct scoring_options {
    const char *scheme; /* NULL: the usual one */
    enum rating_stage stage;
    /* Called by the thread that finds what risks reach, as soon as all but the exposure is found: rules are
     * still being asked. NULL: there is nothing to do. */
    void (*when_reached)(void *what);
    void *what;
};

/**
 * Scores plans that the session has loaded, on a scheme, at one stage.
 * Ownership: lives in the session's arena and borrows the plans.
 * Errors:    STATUS_USAGE: no scheme is called so. STATUS_GRAMMAR; reported.
 */
CHECKED enum status scoring_find(struct session *session, const struct plan_set *plans,
                                 const struct scoring_options *options, struct scoring *out);
#endif
