#include <stdio.h>
#include <string.h>

#include "analysis/reading_review.h"
#include "base/arena.h"
#include "cli/command_table.h"
#include "cli/item_find.h"
#include "cli/session.h"
#include "output/review_print.h"
#include "output/text_table.h"
#include "plan/plan.h"

struct review_values {
    struct option_share below;
    const char *format;
    const char *output;
    size_t limit;
    bool raw;
};

static const char *const formats[] = { "text", "csv", "json", NULL };

static const struct option_spec options[] = {
    { .name = "below",
      .kind = OPTION_SHARE,
      .argument = "SHARE",
      .target = offsetof(struct review_values, below),
      .help = "readings less certain than this, 0 to 1 (0.7 without it)" },
    { .name = "limit",
      .kind = OPTION_COUNT,
      .argument = "N",
      .target = offsetof(struct review_values, limit),
      .help = "at most this many" },
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct review_values, format),
      .help = "text (as it is without this), csv (with room for corrections: planrisk correct --from reads "
              "it) or json" },
    { .name = "raw",
      .kind = OPTION_FLAG,
      .target = offsetof(struct review_values, raw),
      .help = "csv: write cells as they are, without the ' that keeps a spreadsheet from taking them as "
              "formulas" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct review_values, output),
      .help = "write to this file" },
};

static enum status load(struct session *session, const struct text_list *operands, struct plan_set *out)
{
    const char **keys = arena_take_array(session->arena, operands->count, sizeof *keys);
    const struct load_options wanted = { .plans = operands->count ? keys : NULL,
                                         .plan_count = operands->count,
                                         .with_evidence = true };

    for (size_t i = 0; i < operands->count; i++) {
        const struct plan *plan;
        enum status status = item_find_plan(session, operands->items[i], &plan);

        if (status != STATUS_OK)
            return status;
        keys[i] = plan->key.text;
    }
    return session_load_plans(session, &wanted, out);
}

static void write_review(struct session *session, const struct review_values *values,
                         const struct reading_review *review)
{
    struct terminal terminal = session_terminal(session);
    FILE *stream = session->output.stream;
    struct text_table table;

    review_fill(review, session->arena, &table);
    if (values->format && strcmp(values->format, "csv") == 0)
        text_table_write_csv(&table, values->raw, stream);
    else if (values->format && strcmp(values->format, "json") == 0)
        text_table_write_json(&table, "readings", stream);
    else if (review->count)
        review_print(review, &terminal, stream);
    else
        fputs("nothing to look at\n", stream);
}

static int run(struct session *session, const void *filled, const struct text_list *operands)
{
    static const double usual = 0.7;
    const struct review_values *values = filled;
    struct plan_set plans = { 0 };
    struct reading_review review;

    if (load(session, operands, &plans) != STATUS_OK ||
        session_open_output(session, values->output) != STATUS_OK)
        return EXIT_WRONG;
    review = reading_review_of(&plans, values->below.is_given ? values->below.value : usual, session->arena);
    if (values->limit && review.count > values->limit)
        review.count = values->limit;
    write_review(session, values, &review);
    return session_exit_status(session_finish_output(session));
}

const struct command review_command = {
    .name = "review",
    .operands = "[PLAN ...]",
    .summary = "list the readings that a person should look at",
    .details =
        "Lists doubtful readings, the most doubtful first: words that suit another column as well where cell "
        "borders are lost, "
        "dates that name no day or can be read in more than one way, owners that look like nobody. Each has "
        "its words, its line, "
        "the confidence in the reading (0 to 1), why it is in doubt and what else it may be.\n\n"
        "planrisk correct settles one: by another value, or by the same, which confirms it. As CSV the list "
        "has empty "
        "columns value and reason; fill them in a spreadsheet and give the file to planrisk correct --from.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct review_values),
    .operand_most = SIZE_MAX,
    .run = run,
};
