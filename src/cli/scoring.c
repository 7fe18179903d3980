#include "cli/scoring.h"

#include "analysis/audit_check.h"
#include "analysis/risk_scheme.h"
#include "base/arena.h"
#include "base/errand.h"
#include "cli/session.h"

static enum status hold_against_rules(struct session *session, const struct plan_set *plans,
                                      struct check_result *checks)
{
    const struct check_input input = {
        .store = session->store, .plans = plans, .grammar = session->grammar, .options.for_exposure = true
    };

    return check_plans(&input, session->arena, session->sink, checks);
}

/* What needs no rule is found beside the rules: the risks' scores and what they reach. A fault of the grammar
 * is told afterwards. */
struct risk_errand {
    struct errand errand;
    const struct plan_set *plans;
    const struct grammar *grammar;
    struct arena *arena;
    const struct scoring_options *options;
    struct scoring *scoring;
    enum status status;
};

static void look_at_risks(void *what)
{
    struct risk_errand *errand = what;
    struct scoring *scoring = errand->scoring;

    score_plans(errand->plans, scoring->scheme, errand->options->stage, errand->arena, &scoring->scores);
    errand->status = risk_reach_find(errand->plans, errand->grammar, errand->arena, NULL, &scoring->reach);
    if (errand->status == STATUS_OK && errand->options->when_reached)
        errand->options->when_reached(errand->options->what);
}

static enum status weigh(struct session *session, const struct plan_set *plans,
                         struct exposure_result *exposure)
{
    struct check_result checks = { 0 };
    enum status status = hold_against_rules(session, plans, &checks);

    if (status == STATUS_OK)
        status = exposure_find(plans, &checks, session->grammar, session->arena, session->sink, exposure);
    return status;
}

static enum status find_all(struct session *session, const struct plan_set *plans,
                            const struct scoring_options *options, struct scoring *out)
{
    struct risk_errand errand = { .plans = plans,
                                  .grammar = session->grammar,
                                  .arena = arena_new_within(session->arena),
                                  .options = options,
                                  .scoring = out };

    errand_begin(&errand.errand, look_at_risks, &errand);
    enum status status = weigh(session, plans, &out->exposure);

    errand_finish(&errand.errand);
    if (status == STATUS_OK && errand.status != STATUS_OK)
        status = risk_reach_find(plans, session->grammar, session->arena, session->sink, &out->reach);
    return status;
}

enum status scoring_find(struct session *session, const struct plan_set *plans,
                         const struct scoring_options *options, struct scoring *out)
{
    const char *scheme = options->scheme ? options->scheme : risk_scheme_default;
    enum status status;

    if ((status = session_load_grammar(session)) != STATUS_OK ||
        (status = risk_scheme_load(session->grammar, scheme, session->arena, session->sink, &out->scheme)) !=
            STATUS_OK)
        return status;
    return find_all(session, plans, options, out);
}
