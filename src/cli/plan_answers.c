#include "cli/plan_answers.h"

#include "cli/session.h"
#include "store/derived.h"

enum status usual_overlaps_find(struct session *session, const struct plan_set *plans,
                                struct overlap_result *out)
{
    struct overlap_known known;
    const struct overlap_options usual = { .minimum = -1.0, .known = &known };
    enum status status = store_load_overlaps(session->store, session->grammar, session->arena, &known);

    if (status != STATUS_OK)
        return status;
    return overlap_find(plans, session->grammar, &usual, session->arena, session->sink, out);
}

enum status plan_answers_find(struct session *session, const char *scheme_name, struct plan_answers *answers)
{
    const struct risk_scheme *scheme = NULL;
    enum status status;

    if ((status = session_load_grammar(session)) != STATUS_OK ||
        (status = risk_scheme_load(session->grammar, scheme_name ? scheme_name : risk_scheme_default,
                                   session->arena, session->sink, &scheme)) != STATUS_OK)
        return status;
    for (unsigned stage = 0; stage < STAGE_COUNT; stage++)
        score_plans(&answers->plans, scheme, (enum rating_stage)stage, session->arena,
                    &answers->scores[stage]);
    const struct check_input input = { .store = session->store,
                                       .plans = &answers->plans,
                                       .grammar = session->grammar,
                                       .options = { .as_of = answers->as_of } };
    status = check_plans(&input, session->arena, session->sink, &answers->checks);
    if (status == STATUS_OK)
        status = usual_overlaps_find(session, &answers->plans, &answers->overlaps);
    return status;
}
