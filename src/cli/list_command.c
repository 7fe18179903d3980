#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "cli/command_table.h"
#include "cli/nearest_name.h"
#include "cli/session.h"
#include "output/plan_list.h"
#include "output/text_table.h"

struct list_values {
    struct text_list plans;
    const char *format;
    const char *output;
    bool all_editions;
    bool raw;
};

static const char *const formats[] = { "text", "csv", "json", NULL };

static const struct option_spec options[] = {
    { .name = "plan",
      .kind = OPTION_TEXTS,
      .argument = "PLAN",
      .target = offsetof(struct list_values, plans),
      .help = "only this plan (its key); may be given again" },
    { .name = "all-editions",
      .kind = OPTION_FLAG,
      .target = offsetof(struct list_values, all_editions),
      .help = "earlier editions too" },
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct list_values, format),
      .help = "text (as it is without this), csv or json" },
    { .name = "raw",
      .kind = OPTION_FLAG,
      .target = offsetof(struct list_values, raw),
      .help = "csv: write cells as they are, without the ' that keeps a spreadsheet from taking them as "
              "formulas" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct list_values, output),
      .help = "write to this file" },
};

static const struct list_subject *find_subject(struct session *session, const struct text_list *operands)
{
    const char *name = operands->count > 0 ? operands->items[0] : "plans";
    const struct list_subject *subject = list_subject_find(name);
    struct nearest_name nearest = { .typed = name };
    struct buffer names = { 0 };
    size_t count;
    const struct list_subject *subjects = list_subjects(&count);

    if (subject)
        return subject;
    for (size_t i = 0; i < count; i++) {
        nearest_name_offer(&nearest, subjects[i].name);
        buffer_add_format(&names, "%s%s", i ? ", " : "", subjects[i].name);
    }
    if (nearest_name_found(&nearest))
        session_complain(session, "list: there are no %s to list (are %s meant?)", name,
                         nearest_name_found(&nearest));
    else
        session_complain(session, "list: there are no %s to list, but %s", name, buffer_string(&names));
    buffer_free(&names);
    return NULL;
}

static void write_table(struct session *session, const struct list_values *values,
                        const struct list_subject *subject, const struct text_table *table)
{
    FILE *stream = session->output.stream;
    struct terminal terminal = session_terminal(session);

    if (values->format && strcmp(values->format, "csv") == 0)
        text_table_write_csv(table, values->raw, stream);
    else if (values->format && strcmp(values->format, "json") == 0)
        text_table_write_json(table, subject->name, stream);
    else if (text_table_row_count(table) == 0)
        fprintf(stream, "no %s\n", subject->name);
    else
        text_table_print(table, &terminal, stream);
}

static int run(struct session *session, const void *filled, const struct text_list *operands)
{
    const struct list_values *values = filled;
    const struct list_subject *subject = find_subject(session, operands);
    struct plan_set plans = { 0 };
    struct text_table table;

    if (!subject)
        return EXIT_WRONG;
    const struct load_options load = {
        .all_editions = values->all_editions,
        .plans = values->plans.items,
        .plan_count = values->plans.count,
        .with_evidence = subject->needs_evidence,
    };
    if (session_load_plans(session, &load, &plans) != STATUS_OK)
        return EXIT_WRONG;
    if (session_open_output(session, values->output) != STATUS_OK)
        return EXIT_WRONG;
    subject->fill(&plans, session->arena, &table);
    write_table(session, values, subject, &table);
    return session_exit_status(session_finish_output(session));
}

const struct command list_command = {
    .name = "list",
    .operands = "[SUBJECT]",
    .summary = "list plans, actions, risks, ...",
    .details =
        "Lists what is in the database. SUBJECT is one of: plans (as it is without one), actions, risks, "
        "indicators, sections, owners, dates, abbreviations, anomalies.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct list_values),
    .operand_most = 1,
    .run = run,
};
