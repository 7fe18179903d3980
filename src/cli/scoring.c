#include "cli/scoring.h"

#include "analysis/audit_check.h"
#include "analysis/risk_scheme.h"
#include "cli/session.h"

static enum status hold_against_rules(struct session *session, const struct plan_set *plans,
                                      struct check_result *checks)
{
    const struct check_input input = {
        .store = session->store, .plans = plans, .grammar = session->grammar, .options.for_exposure = true
    };

    return check_plans(&input, session->arena, session->sink, checks);
}

enum status scoring_find(struct session *session, const struct plan_set *plans, const char *scheme,
                         enum rating_stage stage, struct scoring *out)
{
    struct check_result checks = { 0 };
    enum status status;

    if ((status = session_load_grammar(session)) != STATUS_OK ||
        (status = risk_scheme_load(session->grammar, scheme ? scheme : risk_scheme_default, session->arena,
                                   session->sink, &out->scheme)) != STATUS_OK ||
        (status = hold_against_rules(session, plans, &checks)) != STATUS_OK ||
        (status = exposure_find(plans, &checks, session->grammar, session->arena, session->sink,
                                &out->exposure)) != STATUS_OK)
        return status;
    score_plans(plans, out->scheme, stage, session->arena, &out->scores);
    return risk_reach_find(plans, session->grammar, session->arena, session->sink, &out->reach);
}
