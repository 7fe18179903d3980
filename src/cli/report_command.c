#include <stdio.h>
#include <unistd.h>

#include "analysis/coverage_check.h"
#include "analysis/delivery_exposure.h"
#include "analysis/risk_reach.h"
#include "analysis/theme_table.h"
#include "base/arena.h"
#include "base/calendar_date.h"
#include "cli/command_table.h"
#include "cli/plan_answers.h"
#include "cli/session.h"
#include "report/report_write.h"

struct report_values {
    struct text_list plans;
    const char *scheme;
    const char *as_of;
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
    { .name = "as-of",
      .kind = OPTION_TEXT,
      .argument = "DAY",
      .target = offsetof(struct report_values, as_of),
      .help = "the day that lateness is told from, such as 2010-03-31; else each plan's own date" },
};

/* What the report asks besides what every output asks. */
struct more_answers {
    struct coverage_result coverage;
    struct reach_result reach;
    struct exposure_result exposure;
    struct theme_table themes;
};

static enum status find_more(struct session *session, const struct plan_answers *answers,
                             struct more_answers *more)
{
    enum status status =
        risk_reach_find(&answers->plans, session->grammar, session->arena, session->sink, &more->reach);

    if (status != STATUS_OK)
        return status;
    coverage_of_reach(&more->reach, session->grammar, session->arena, &more->coverage);
    status = exposure_find(&answers->plans, &answers->checks, session->grammar, session->arena, session->sink,
                           &more->exposure);
    if (status != STATUS_OK)
        return status;
    return theme_table_make(&answers->plans, session->grammar, NULL, THEME_LEVEL_THEMES, session->arena,
                            session->sink, &more->themes);
}

static enum status write_report(struct session *session, const struct report_values *values,
                                const struct plan_answers *answers, const struct more_answers *more)
{
    const struct report_input input = { .plans = &answers->plans,
                                        .scores = answers->scores,
                                        .checks = &answers->checks,
                                        .coverage = &more->coverage,
                                        .reach = &more->reach,
                                        .exposure = &more->exposure,
                                        .themes = &more->themes,
                                        .overlaps = &answers->overlaps,
                                        .as_of = values->as_of };
    const char *name = values->output ? values->output : "standard output";
    enum status status = session_open_output(session, values->output);

    if (status == STATUS_OK)
        status = report_write(session->output.stream, name, &input, session->sink);
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
    struct plan_answers answers = { .as_of = values->as_of };
    struct more_answers more = { 0 };
    calendar_day day;

    (void)operands;
    if (!values->output && isatty(STDOUT_FILENO) == 1)
        return session_complain(session, "report: name the page's file with -o, such as -o report.html");
    if (values->as_of && !calendar_parse_iso(values->as_of, &day))
        return session_complain(session, "report: --as-of takes a day such as 2010-03-31");
    enum status status = session_load_plans(session, &load, &answers.plans);
    if (status == STATUS_OK)
        status = plan_answers_find(session, values->scheme, &answers);
    if (status == STATUS_OK)
        status = find_more(session, &answers, &more);
    if (status == STATUS_OK)
        status = write_report(session, values, &answers, &more);
    return session_exit_status(status);
}

const struct command report_command = {
    .name = "report",
    .operands = "",
    .summary = "write a report to look at in a browser: one HTML file",
    .details =
        "Writes one self-contained file: overview, risk matrix, coverage, timeline, owners, overlaps, "
        "findings, a register of every action and risk to filter and sort, and each plan's own words with "
        "what "
        "was read of them marked. It needs no network, works from a folder, prints, and is readable without "
        "scripts. The same database gives the same bytes.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct report_values),
    .run = run,
};
