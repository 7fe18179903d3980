#include <stdio.h>
#include <string.h>

#include "analysis/audit_check.h"
#include "cli/command_table.h"
#include "cli/session.h"
#include "output/check_print.h"

struct check_values {
    struct text_list plans;
    const char *format;
    const char *output;
    bool all_editions;
};

static const char *const formats[] = { "text", "json", NULL };

static const struct option_spec options[] = {
    { .name = "plan",
      .kind = OPTION_TEXTS,
      .argument = "PLAN",
      .target = offsetof(struct check_values, plans),
      .help = "only this plan (its key); may be given again" },
    { .name = "all-editions",
      .kind = OPTION_FLAG,
      .target = offsetof(struct check_values, all_editions),
      .help = "earlier editions too" },
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct check_values, format),
      .help = "text (as it is without this) or json" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct check_values, output),
      .help = "write to this file" },
};

static enum status check(struct session *session, const struct check_values *values, bool *can_keep,
                         struct plan_set *plans, struct check_result *result)
{
    const struct load_options load = {
        .all_editions = values->all_editions,
        .plans = values->plans.items,
        .plan_count = values->plans.count,
        .with_evidence = true,
    };
    enum status status = session_open_store_to_keep(session, can_keep);

    if (status == STATUS_OK)
        status = session_load_plans(session, &load, plans);
    if (status == STATUS_OK)
        status = session_load_grammar(session);
    if (status == STATUS_OK)
        status = check_plans(plans, session->grammar, session->arena, session->sink, result);
    return status;
}

static enum status print(struct session *session, const struct check_values *values,
                         const struct check_result *result)
{
    enum status status = session_open_output(session, values->output);

    if (status != STATUS_OK)
        return status;
    struct terminal terminal = session_terminal(session);
    if (values->format && strcmp(values->format, "json") == 0)
        check_print_json(session->output.stream, result);
    else
        check_print_human(session->output.stream, result, &terminal);
    return session_finish_output(session);
}

/* The database holds the findings of all plans, each in its latest edition; a part of them is only printed.
 */
static enum status keep(struct session *session, const struct check_values *values,
                        const struct check_result *result)
{
    if (values->plans.count > 0 || values->all_editions)
        return STATUS_OK;
    return store_replace_findings(session->store, result->findings, result->finding_count, result->not_tested,
                                  result->not_tested_count);
}

static int run(struct session *session, const void *values, const struct text_list *operands)
{
    struct plan_set plans = { 0 };
    struct check_result result = { 0 };
    bool can_keep;
    enum status status = check(session, values, &can_keep, &plans, &result);

    (void)operands;
    if (status == STATUS_OK)
        status = print(session, values, &result);
    if (status == STATUS_OK && can_keep)
        status = keep(session, values, &result);
    if (status != STATUS_OK)
        return EXIT_WRONG;
    return result.finding_count > 0 ? EXIT_FOUND : EXIT_DONE;
}

const struct command check_command = {
    .name = "check",
    .operands = "",
    .summary = "find what is missing or impossible in the plans",
    .details =
        "Holds the plans against the rules for a plan that can be audited: owners, dates, measures, "
        "references, ratings. Each "
        "finding has a rule id, which `planrisk explain RULE` explains, and quotes the plan. What could not "
        "be tested, "
        "since the plan has no such column, is listed as that: silence is not a pass.\n\n"
        "Exit status 1 where there are findings. The findings on all plans are kept in the database too.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct check_values),
    .run = run,
};
