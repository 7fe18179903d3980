#include <stdio.h>
#include <string.h>

#include "analysis/audit_rule.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "cli/command_table.h"
#include "cli/item_find.h"
#include "cli/scoring.h"
#include "cli/session.h"
#include "output/entry_evidence.h"
#include "output/entry_show.h"
#include "output/rule_print.h"
#include "output/standing_print.h"

struct explain_values {
    const char *format;
    const char *output;
};

static const char *const formats[] = { "text", "json", NULL };

static const struct option_spec options[] = {
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct explain_values, format),
      .help = "text (as it is without this) or json (the values and their words; planrisk score --format "
              "json has the scores)" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct explain_values, output),
      .help = "write to this file" },
};

static bool wants_json(const struct explain_values *values)
{
    return values->format && strcmp(values->format, "json") == 0;
}

static int explain_rule(struct session *session, const struct explain_values *values,
                        const struct audit_rule *rule)
{
    if (session_open_output(session, values->output) != STATUS_OK)
        return EXIT_WRONG;
    struct terminal terminal = session_terminal(session);

    if (wants_json(values))
        rule_print_json(session->output.stream, rule);
    else
        rule_print(session->output.stream, rule, &terminal);
    return session_exit_status(session_finish_output(session));
}

/* How a risk is scored and what it reaches; what threatens an action and how exposed it is. */
static enum status explain_standing(struct session *session, const struct item *item)
{
    struct plan *plan = ARENA_NEW(session->arena, struct plan);
    struct plan_set plans = { .items = &plan, .count = 1 };
    struct scoring scoring = { 0 };
    struct terminal terminal = session_terminal(session);

    if (item->kind != ENTRY_RISK && item->kind != ENTRY_ACTION)
        return STATUS_OK;
    *plan = *item->plan;
    enum status status =
        scoring_find(session, &plans, &(struct scoring_options){ .stage = STAGE_INHERENT }, &scoring);
    struct standing standing = { &plans, scoring.scheme, &scoring.reach, &scoring.exposure };

    if (status == STATUS_OK)
        standing_print(&standing, item->kind, item->index, &terminal, session->output.stream);
    return status;
}

static int explain_item(struct session *session, const struct explain_values *values, const char *word)
{
    struct item item;

    if (item_find(session, word, &item) != STATUS_OK ||
        session_open_output(session, values->output) != STATUS_OK)
        return EXIT_WRONG;
    if (wants_json(values)) {
        entry_evidence_json(item.plan, item.kind, item.index, session->store, session->arena,
                            session->output.stream);
        return session_exit_status(session_finish_output(session));
    }
    struct terminal terminal = session_terminal(session);

    entry_explain(item.plan, item.kind, item.index, session->store, session->arena, &terminal,
                  session->output.stream);
    if (explain_standing(session, &item) != STATUS_OK)
        return EXIT_WRONG;
    return session_exit_status(session_finish_output(session));
}

static int run(struct session *session, const void *values, const struct text_list *operands)
{
    const struct audit_rule *rule = audit_rule_find(operands->items[0]);

    if (rule)
        return explain_rule(session, values, rule);
    return explain_item(session, values, operands->items[0]);
}

const struct command explain_command = {
    .name = "explain",
    .operands = "ITEM|RULE",
    .summary = "say where each value of an item came from, or what a rule of check asks",
    .details = "Says for each value of an action, risk or indicator on which line it stands, in which words, "
               "and which rule of the "
               "grammar read it. ITEM is named as for `planrisk show`. With the id or name of a rule of "
               "`planrisk check` "
               "(DAT101), says what it asks and why.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct explain_values),
    .operand_least = 1,
    .operand_most = 1,
    .run = run,
};
