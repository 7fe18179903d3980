#include <stdio.h>
#include <string.h>

#include "analysis/risk_score.h"
#include "cli/command_table.h"
#include "cli/session.h"
#include "output/score_print.h"

struct score_values {
    struct text_list plans;
    const char *scheme;
    const char *stage;
    const char *format;
    const char *output;
};

static const char *const formats[] = { "text", "json", NULL };
static const char *const stages[] = { "inherent", "residual", "target", NULL }; /* as rating_stage_name */

static const struct option_spec options[] = {
    { .name = "plan",
      .kind = OPTION_TEXTS,
      .argument = "PLAN",
      .target = offsetof(struct score_values, plans),
      .help = "only this plan (its key); may be given again" },
    { .name = "scheme",
      .kind = OPTION_TEXT,
      .argument = "NAME",
      .target = offsetof(struct score_values, scheme),
      .help = "the scoring scheme, a file of grammars/schemes" },
    { .name = "stage",
      .kind = OPTION_NAME,
      .argument = "STAGE",
      .choices = stages,
      .target = offsetof(struct score_values, stage),
      .help = "inherent (as it is without this), residual or target ratings" },
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct score_values, format),
      .help = "text (as it is without this) or json" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct score_values, output),
      .help = "write to this file" },
};

static enum rating_stage stage_of(const struct score_values *values)
{
    for (unsigned i = 0; values->stage && i < STAGE_COUNT; i++)
        if (strcmp(values->stage, rating_stage_name((enum rating_stage)i)) == 0)
            return (enum rating_stage)i;
    return STAGE_INHERENT;
}

static enum status print(struct session *session, const struct score_values *values,
                         const struct score_result *result)
{
    enum status status = session_open_output(session, values->output);

    if (status != STATUS_OK)
        return status;
    struct terminal terminal = session_terminal(session);
    if (values->format && strcmp(values->format, "json") == 0)
        score_print_json(session->output.stream, result);
    else
        score_print_table(session->output.stream, result, &terminal);
    return session_finish_output(session);
}

static int run(struct session *session, const void *filled, const struct text_list *operands)
{
    const struct score_values *values = filled;
    const struct load_options load = { .plans = values->plans.items, .plan_count = values->plans.count };
    const struct risk_scheme *scheme = NULL;
    struct plan_set plans = { 0 };
    struct score_result result = { 0 };
    enum status status = session_load_plans(session, &load, &plans);

    (void)operands;
    if (status == STATUS_OK)
        status = session_load_grammar(session);
    if (status == STATUS_OK)
        status = risk_scheme_load(session->grammar, values->scheme ? values->scheme : risk_scheme_default,
                                  session->arena, session->sink, &scheme);
    if (status != STATUS_OK)
        return EXIT_WRONG;
    score_plans(&plans, scheme, stage_of(values), session->arena, &result);
    return session_exit_status(print(session, values, &result));
}

const struct command score_command = {
    .name = "score",
    .operands = "",
    .summary = "put the risks on a matrix of likelihood and impact",
    .details = "Scores every risk by the ratings that its plan prints, on a matrix of likelihood and impact, "
               "and on the plan's own "
               "scale. An axis that the plan does not rate is never guessed: the score is then a range.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct score_values),
    .run = run,
};
