#include <stdio.h>

#include "cli/command_table.h"
#include "cli/item_find.h"
#include "cli/session.h"
#include "plan/plan.h"

struct forget_values {
    bool quiet;
};

static const struct option_spec options[] = {
    { .name = "quiet",
      .letter = 'q',
      .kind = OPTION_FLAG,
      .target = offsetof(struct forget_values, quiet),
      .help = "say nothing where it works" },
};

static enum status forget(struct session *session, const struct forget_values *values, const char *word)
{
    const struct plan *plan = NULL;
    enum status status = session_open_store(session, STORE_WRITE);

    if (status == STATUS_OK)
        status = item_find_plan(session, word, &plan);
    if (status == STATUS_OK)
        status = store_forget_plan(session->store, plan->key.text);
    if (status == STATUS_OK && !values->quiet)
        fprintf(stderr, "%.*s: every edition of it is forgotten%s\n", (int)plan->key.length, plan->key.text,
                plan->correction_count ? ", and the corrections of it" : "");
    return status;
}

static int run(struct session *session, const void *values, const struct text_list *operands)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; status == STATUS_OK && i < operands->count; i++)
        status = forget(session, values, operands->items[i]);
    return session_exit_status(status);
}

const struct command forget_command = {
    .name = "forget",
    .operands = "PLAN ...",
    .summary = "take a plan out of the database",
    .details = "Takes every edition of a plan out of the database, and the corrections of it (planrisk "
               "corrections --format csv keeps "
               "them). Its file is not touched.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct forget_values),
    .operand_least = 1,
    .operand_most = SIZE_MAX,
    .run = run,
};
