#include <stdio.h>
#include <string.h>

#include "analysis/audit_rule.h"
#include "cli/command_table.h"
#include "cli/session.h"
#include "output/rule_print.h"

struct rule_values {
    bool manual;
    const char *format;
    const char *output;
};

static const char *const formats[] = { "text", "json", NULL };

static const struct option_spec options[] = {
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct rule_values, format),
      .help = "text (as it is without this) or json" },
    { .name = "manual",
      .kind = OPTION_FLAG,
      .target = offsetof(struct rule_values, manual),
      .help = "all of them as a page of the manual (mdoc)" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct rule_values, output),
      .help = "write to this file" },
};

static int run(struct session *session, const void *filled, const struct text_list *operands)
{
    const struct rule_values *values = filled;
    const struct audit_rule *rule = operands->count ? audit_rule_find(operands->items[0]) : NULL;

    if (operands->count && !rule)
        return session_complain(session, "rule: there is no rule \"%s\"; `planrisk rule` lists them",
                                operands->items[0]);
    if (session_open_output(session, values->output) != STATUS_OK)
        return EXIT_WRONG;
    struct terminal terminal = session_terminal(session);

    if (values->manual)
        rule_print_manual(session->output.stream);
    else if (values->format && strcmp(values->format, "json") == 0)
        rule_print_json(session->output.stream, rule);
    else if (rule)
        rule_print(session->output.stream, rule, &terminal);
    else
        rule_print_list(session->output.stream, &terminal);
    return session_exit_status(session_finish_output(session));
}

const struct command rule_command = {
    .name = "rule",
    .operands = "[RULE]",
    .summary = "explain a rule of check, or list them all",
    .details = "Says what a rule of `planrisk check` looks for, why it matters and who says so, gives an "
               "example and "
               "what to do about it. RULE is an id (DAT101) or a name (impossible-date). Needs no database.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct rule_values),
    .operand_most = 1,
    .run = run,
};
