#include <stdio.h>
#include <string.h>

#include "analysis/plan_overlap.h"
#include "analysis/risk_reach.h"
#include "cli/command_table.h"
#include "cli/session.h"
#include "output/overlap_print.h"

struct findings {
    struct overlap_result overlaps;
    struct reach_result reach;
};

struct overlap_values {
    struct text_list plans;
    struct option_share minimum;
    const char *format;
    const char *output;
};

static const char *const formats[] = { "text", "json", NULL };

static const struct option_spec options[] = {
    { .name = "plan",
      .kind = OPTION_TEXTS,
      .argument = "PLAN",
      .target = offsetof(struct overlap_values, plans),
      .help = "only this plan and the others named so (its key)" },
    { .name = "min",
      .kind = OPTION_SHARE,
      .argument = "SCORE",
      .target = offsetof(struct overlap_values, minimum),
      .help = "pairs from this score on, 0 to 1; 0 lists every pair that shares a word" },
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct overlap_values, format),
      .help = "text (as it is without this) or json" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct overlap_values, output),
      .help = "write to this file" },
};

static enum status find(struct session *session, const struct overlap_values *values, bool *can_keep,
                        struct plan_set *plans, struct findings *found)
{
    const struct load_options load = { .plans = values->plans.items, .plan_count = values->plans.count };
    const struct overlap_options wanted = { .minimum =
                                                values->minimum.is_given ? values->minimum.value : -1.0 };
    enum status status = session_open_store_to_keep(session, can_keep);

    if (status == STATUS_OK)
        status = session_load_plans(session, &load, plans);
    if (status == STATUS_OK)
        status = session_load_grammar(session);
    if (status == STATUS_OK)
        status =
            overlap_find(plans, session->grammar, &wanted, session->arena, session->sink, &found->overlaps);
    if (status == STATUS_OK)
        status = risk_reach_find(plans, session->grammar, session->arena, session->sink, &found->reach);
    return status;
}

static enum status print(struct session *session, const struct overlap_values *values,
                         const struct findings *found)
{
    enum status status = session_open_output(session, values->output);

    if (status != STATUS_OK)
        return status;
    struct terminal terminal = session_terminal(session);
    if (values->format && strcmp(values->format, "json") == 0)
        overlap_print_json(session->output.stream, &found->overlaps, &found->reach);
    else
        overlap_print_table(session->output.stream, &found->overlaps, &terminal);
    return session_finish_output(session);
}

/* The database holds the overlaps of all plans at the usual threshold; any other list is only printed. */
static enum status keep(struct session *session, const struct overlap_values *values,
                        const struct overlap_result *result)
{
    if (values->plans.count > 0 || values->minimum.is_given)
        return STATUS_OK;
    return store_replace_overlaps(session->store, overlap_pairs_to_store(result, session->arena),
                                  result->pair_count);
}

static int run(struct session *session, const void *values, const struct text_list *operands)
{
    struct plan_set plans = { 0 };
    struct findings found = { 0 };
    bool can_keep;
    enum status status = find(session, values, &can_keep, &plans, &found);

    (void)operands;
    if (status == STATUS_OK)
        status = print(session, values, &found);
    if (status == STATUS_OK && can_keep)
        status = keep(session, values, &found.overlaps);
    return session_exit_status(status);
}

const struct command overlap_command = {
    .name = "overlap",
    .operands = "",
    .summary = "find what plans share",
    .details = "Finds actions of different plans that are about the same work, with the words that they "
               "share and how much each counts. "
               "The overlaps of all plans are kept in the database too.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct overlap_values),
    .run = run,
};
