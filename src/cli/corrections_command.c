#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cli/command_table.h"
#include "cli/correction_make.h"
#include "cli/item_find.h"
#include "cli/session.h"
#include "output/correction_list.h"
#include "output/text_table.h"
#include "plan/plan.h"

struct corrections_values {
    const char *format;
    const char *output;
    const char *reason;
    const char *by;
    const char *on;
    size_t undo;
    bool all;
    bool raw;
};

static const char *const formats[] = { "text", "csv", "json", NULL };

static const struct option_spec options[] = {
    { .name = "all",
      .kind = OPTION_FLAG,
      .target = offsetof(struct corrections_values, all),
      .help = "those that were replaced or taken back too" },
    { .name = "undo",
      .kind = OPTION_COUNT,
      .argument = "NUMBER",
      .target = offsetof(struct corrections_values, undo),
      .help = "take back this correction: the field is as the plan says again; it is kept as taken back" },
    { .name = "reason",
      .kind = OPTION_TEXT,
      .argument = "WHY",
      .target = offsetof(struct corrections_values, reason),
      .help = "with --undo: why" },
    { .name = "by",
      .kind = OPTION_TEXT,
      .argument = "NAME",
      .target = offsetof(struct corrections_values, by),
      .help = "with --undo: who takes it back (else $USER)" },
    { .name = "on",
      .kind = OPTION_DATE,
      .argument = "DAY",
      .target = offsetof(struct corrections_values, on),
      .help = "with --undo: the day on which it was settled (else now)" },
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct corrections_values, format),
      .help = "text (as it is without this), csv (planrisk correct --from reads it) or json" },
    { .name = "raw",
      .kind = OPTION_FLAG,
      .target = offsetof(struct corrections_values, raw),
      .help = "csv: write cells as they are, without the ' that keeps a spreadsheet from taking them as "
              "formulas" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct corrections_values, output),
      .help = "write to this file" },
};

static int undo(struct session *session, const struct corrections_values *values)
{
    struct correction by = { .made_by = correction_author(values->by),
                             .made_on = correction_moment(values->on, session->arena),
                             .reason = span_of(values->reason) };

    if (span_is_blank(by.reason))
        return session_complain(session, "corrections: say why with --reason \"...\"");
    if (!by.made_by.text)
        return session_complain(session, "corrections: say who takes it back with --by NAME");
    if (session_open_store(session, STORE_READ) != STATUS_OK) /* a database is not made by this */
        return EXIT_WRONG;
    store_close(session->store);
    session->store = NULL;
    if (session_open_store(session, STORE_WRITE) != STATUS_OK ||
        store_end_correction(session->store, (int64_t)values->undo, &by) != STATUS_OK)
        return EXIT_WRONG;
    printf("correction %zu is taken back\n", values->undo);
    return EXIT_DONE;
}

static enum status load(struct session *session, const struct text_list *operands, struct plan_set *out)
{
    const char **keys = arena_take_array(session->arena, operands->count, sizeof *keys);
    const struct load_options wanted = { .plans = operands->count ? keys : NULL,
                                         .plan_count = operands->count };

    for (size_t i = 0; i < operands->count; i++) {
        const struct plan *plan;
        enum status status = item_find_plan(session, operands->items[i], &plan);

        if (status != STATUS_OK)
            return status;
        keys[i] = plan->key.text;
    }
    return session_load_plans(session, &wanted, out);
}

static int run(struct session *session, const void *filled, const struct text_list *operands)
{
    const struct corrections_values *values = filled;
    struct terminal terminal;
    struct plan_set plans = { 0 };
    struct text_table table;

    if (values->undo && operands->count)
        return session_complain(session, "corrections: --undo takes a number and no PLAN");
    if (values->undo)
        return undo(session, values);
    if (load(session, operands, &plans) != STATUS_OK ||
        session_open_output(session, values->output) != STATUS_OK)
        return EXIT_WRONG;
    terminal = session_terminal(session);
    correction_list_fill(&plans, values->all, session->arena, &table);
    if (values->format && strcmp(values->format, "csv") == 0)
        text_table_write_csv(&table, values->raw, session->output.stream);
    else if (values->format && strcmp(values->format, "json") == 0)
        text_table_write_json(&table, "corrections", session->output.stream);
    else if (!correction_list_print(&plans, values->all, session->arena, &terminal, session->output.stream))
        fputs("no corrections\n", session->output.stream);
    return session_exit_status(session_finish_output(session));
}

const struct command corrections_command = {
    .name = "corrections",
    .operands = "[PLAN ...]",
    .summary = "list what people put right, or take it back",
    .details = "Lists the corrections that planrisk correct keeps: item, field, value, what the plan says, "
               "who, when and why. "
               "One that no longer holds, since a later edition says something else there or has no such "
               "item, is told as such.\n\n"
               "As CSV they can go through a spreadsheet and come back by planrisk correct --from, into this "
               "database or another.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct corrections_values),
    .operand_most = SIZE_MAX,
    .run = run,
};
