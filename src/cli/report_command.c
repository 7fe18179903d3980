#include <stdio.h>
#include <unistd.h>

#include "cli/command_table.h"
#include "cli/plan_answers.h"
#include "cli/session.h"
#include "output/html_report.h"

struct report_values {
    struct text_list plans;
    const char *scheme;
    const char *output;
};

static const struct option_spec options[] = {
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct report_values, output),
      .help = "write to this file" },
    { .name = "plan",
      .kind = OPTION_TEXTS,
      .argument = "PLAN",
      .target = offsetof(struct report_values, plans),
      .help = "only this plan (its key); may be given again" },
    { .name = "scheme",
      .kind = OPTION_TEXT,
      .argument = "NAME",
      .target = offsetof(struct report_values, scheme),
      .help = "the scoring scheme, a file of grammars/schemes" },
};

static enum status write_page(struct session *session, const struct report_values *values,
                              const struct plan_answers *answers)
{
    const struct report_input input = { &answers->plans, &answers->scores[STAGE_INHERENT], &answers->checks,
                                        &answers->overlaps };
    const char *name = values->output ? values->output : "standard output";
    enum status status = session_open_output(session, values->output);

    if (status == STATUS_OK)
        status = html_report_write(session->output.stream, name, &input, session->sink);
    if (status == STATUS_OK)
        status = session_finish_output(session);
    return status;
}

static int run(struct session *session, const void *filled, const struct text_list *operands)
{
    const struct report_values *values = filled;
    const struct load_options load = {
        .plans = values->plans.items,
        .plan_count = values->plans.count,
        .with_evidence = true,
    };
    struct plan_answers answers = { 0 };

    (void)operands;
    if (!values->output && isatty(STDOUT_FILENO) == 1)
        return session_complain(session, "report: name the page's file with -o, such as -o report.html");
    enum status status = session_load_plans(session, &load, &answers.plans);
    if (status == STATUS_OK)
        status = plan_answers_find(session, values->scheme, &answers);
    if (status == STATUS_OK)
        status = write_page(session, values, &answers);
    return session_exit_status(status);
}

const struct command report_command = {
    .name = "report",
    .operands = "",
    .summary = "write one page of HTML on the plans",
    .details = "Writes one self-contained page: the plans and what each holds, the risk matrix, the "
               "findings, the overlaps, every action and "
               "risk with its place in its plan. It needs no network, and no script to be read.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct report_values),
    .run = run,
};
