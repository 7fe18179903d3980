#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "cli/command_table.h"
#include "cli/correction_make.h"
#include "cli/correction_sheet.h"
#include "cli/item_find.h"
#include "cli/session.h"
#include "plan/plan.h"

struct correct_values {
    const char *reason;
    const char *by;
    const char *on;
    const char *from;
    bool dry_run;
    bool apply;
};

static const struct option_spec options[] = {
    { .name = "reason",
      .kind = OPTION_TEXT,
      .argument = "WHY",
      .target = offsetof(struct correct_values, reason),
      .help = "why, in words that an auditor can use; a correction needs one" },
    { .name = "by",
      .kind = OPTION_TEXT,
      .argument = "NAME",
      .target = offsetof(struct correct_values, by),
      .help = "who says so (else $USER)" },
    { .name = "on",
      .kind = OPTION_DATE,
      .argument = "DAY",
      .target = offsetof(struct correct_values, on),
      .help = "the day on which it was settled, as 2010-03-31 (else now)" },
    { .name = "from",
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct correct_values, from),
      .help = "read corrections from this CSV file or workbook; nothing is kept without --apply" },
    { .name = "apply",
      .kind = OPTION_FLAG,
      .target = offsetof(struct correct_values, apply),
      .help = "with --from: keep every row that can be taken" },
    { .name = "dry-run",
      .kind = OPTION_FLAG,
      .target = offsetof(struct correct_values, dry_run),
      .help = "say what would be corrected, keep nothing (as --from does without --apply)" },
};

static int refuse(struct session *session, struct buffer *why)
{
    diag_report(session->sink, DIAG_CORRECTION_REFUSED, NULL, 0, 0, "correct: %s", buffer_string(why));
    return EXIT_WRONG;
}

static int keep(struct session *session, struct correction *correction, const struct plan *plan, bool dry)
{
    struct buffer line = { 0 };
    enum status status = dry ? STATUS_OK : store_add_corrections(session->store, correction, 1);

    correction_print(correction, plan, &line);
    if (status == STATUS_OK && dry)
        printf("would correct %s\n", buffer_string(&line));
    else if (status == STATUS_OK)
        printf("correction %lld: %s\n", (long long)correction->id, buffer_string(&line));
    buffer_free(&line);
    return session_exit_status(status);
}

/* correct ITEM FIELD VALUE */
static int correct_one(struct correction_maker *maker, const struct correct_values *values,
                       const struct text_list *words)
{
    struct session *session = maker->session;
    const struct correction_words given = {
        .field = span_of(words->items[1]),
        .value = span_of(words->items[2]),
        .reason = span_of(values->reason),
        .by = correction_author(values->by),
        .on = correction_moment(values->on, session->arena),
    };
    struct correction correction;
    struct buffer why = { 0 };
    struct item item;
    int end = EXIT_WRONG;

    if (item_find_as_read(session, words->items[0], &item) != STATUS_OK)
        return EXIT_WRONG;
    if (correction_make(maker, item.plan, item.kind, item.index, &given, &correction, &why))
        end = keep(session, &correction, item.plan, values->dry_run);
    else
        end = refuse(session, &why);
    buffer_free(&why);
    return end;
}

/* What is asked for must make sense before anything is opened. */
static int check(struct session *session, const struct correct_values *values, size_t operands)
{
    if (values->from && operands)
        return session_complain(session, "correct: --from takes its items from the file; give no ITEM");
    if (values->apply && (!values->from || values->dry_run))
        return session_complain(session, "correct: --apply goes with --from, and without --dry-run");
    if (values->from)
        return EXIT_DONE;
    if (operands != 3)
        return session_complain(
            session, "correct needs ITEM FIELD VALUE (in quotes where they have spaces), or --from FILE");
    if (!values->reason || span_is_blank(span_of(values->reason)))
        return session_complain(session, "correct: say why with --reason \"...\"");
    if (!correction_author(values->by).text)
        return session_complain(session, "correct: say who corrects it with --by NAME");
    return EXIT_DONE;
}

static int run(struct session *session, const void *filled, const struct text_list *operands)
{
    const struct correct_values *values = filled;
    const struct sheet_options sheet = { values->from, values->reason, values->by, values->on,
                                         values->apply };
    bool is_dry = values->dry_run || (values->from && !values->apply);
    struct correction_maker maker = { 0 };
    int end = check(session, values, operands->count);

    if (end != EXIT_DONE)
        return end;
    if (correction_maker_begin(&maker, session, is_dry) != STATUS_OK)
        end = EXIT_WRONG;
    else
        end = values->from ? correction_sheet_take(&maker, &sheet) : correct_one(&maker, values, operands);
    correction_maker_free(&maker);
    return end;
}

const struct command correct_command = {
    .name = "correct",
    .operands = "ITEM FIELD VALUE | --from FILE",
    .summary = "put right what was read",
    .details =
        "Keeps a person's word on one field of one item, apart from what the plan says: who said it, when "
        "and why. It is laid "
        "over the reading in every output and marked there; planrisk explain shows both. It holds when the "
        "plan is read "
        "again, and in a new edition as long as that says the same in the field; planrisk corrections tells "
        "of those that "
        "no longer hold. A second correction of a field takes the place of the first, which is kept.\n\n"
        "ITEM is named as for planrisk show, FIELD as show prints it (\"due date\", owner, status, impact, "
        "...). VALUE is read by "
        "the grammars that read plans: a date is a date by their rules or is refused. Owners and dates are "
        "given "
        "together (\"HR Manager / J Brown\"). \"not stated\" says that the plan does not say it after all; "
        "the value that was "
        "read, given again, confirms it.\n\n"
        "--from takes a CSV file, such as planrisk review --format csv or planrisk corrections --format csv "
        "write and a "
        "spreadsheet saves: columns item, field, value, reason and, where there are, by, on, words. A row "
        "without a value is "
        "passed over. Or it takes a workbook that planrisk export --format xlsx wrote: every cell of its "
        "sheets "
        "Actions and Risks that was changed since, with --reason for all of them. Without --apply it only "
        "says "
        "what it would do, since a sheet can hold many mistakes; each row that can't be taken is told in one "
        "line, and the exit status is then 1.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct correct_values),
    .operand_most = 3,
    .run = run,
};
