#include <stdio.h>
#include <string.h>

#include "cli/command_table.h"
#include "cli/item_find.h"
#include "cli/session.h"
#include "output/entry_show.h"
#include "output/json_export.h"
#include "output/use_print.h"

struct show_values {
    const char *format;
    const char *output;
    bool unread;
    bool spans;
};

static const char *const formats[] = { "text", "json", NULL };

static const struct option_spec options[] = {
    { .name = "unread",
      .kind = OPTION_FLAG,
      .target = offsetof(struct show_values, unread),
      .help = "every line of the plan that went into no field" },
    { .name = "spans",
      .kind = OPTION_FLAG,
      .target = offsetof(struct show_values, spans),
      .help = "every piece of the plan's text in order, and what was made of it: value, furniture, repeat, "
              "prose, unread" },
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct show_values, format),
      .help = "text (as it is without this) or json" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct show_values, output),
      .help = "write to this file" },
};

static bool wants_json(const struct show_values *values)
{
    return values->format && strcmp(values->format, "json") == 0;
}

static void write_text_use(struct session *session, const struct show_values *values, const struct plan *plan)
{
    FILE *stream = session->output.stream;

    if (wants_json(values))
        values->spans ? use_print_json(plan, session->arena, stream)
                      : use_print_unread_json(plan, session->arena, stream);
    else if (values->spans)
        use_print_spans(plan, session->arena, stream);
    else
        use_print_unread(plan, session->arena, stream);
}

static void write_item(struct session *session, const struct show_values *values, const struct item *item)
{
    struct terminal terminal = session_terminal(session);

    if (wants_json(values))
        json_export_entry(item->plan, item->kind, item->index, session->output.stream);
    else if (item->kind == ENTRY_PLAN)
        entry_show_plan(item->plan, session->arena, &terminal, session->output.stream);
    else
        entry_show(item->plan, item->kind, item->index, session->arena, &terminal, session->output.stream);
}

static int run(struct session *session, const void *filled, const struct text_list *operands)
{
    const struct show_values *values = filled;
    bool is_about_text = values->unread || values->spans;
    struct item item;
    enum status status;

    if (values->unread && values->spans)
        return session_complain(session, "show: --unread and --spans are two questions; ask one at a time");
    if (is_about_text)
        status = item_find_plan(session, operands->items[0], &item.plan);
    else
        status = item_find(session, operands->items[0], &item);
    if (status != STATUS_OK || session_open_output(session, values->output) != STATUS_OK)
        return EXIT_WRONG;
    if (is_about_text)
        write_text_use(session, values, item.plan);
    else
        write_item(session, values, &item);
    return session_exit_status(session_finish_output(session));
}

const struct command show_command = {
    .name = "show",
    .operands = "ITEM",
    .summary = "show a plan, an action, a risk or an indicator",
    .details = "Shows what the register has of one item. ITEM is a key as `planrisk list` prints it "
               "(norwich, norwich-001, "
               "norwich-r001), a plan's file name, or PLAN:REF with the reference that the plan itself "
               "prints. Where it can be "
               "several, they are listed, and the exit status is 2.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct show_values),
    .operand_least = 1,
    .operand_most = 1,
    .run = run,
};
