#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/plan_compare.h"
#include "analysis/plan_overlap.h"
#include "analysis/plan_pairing.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "cli/command_table.h"
#include "cli/item_find.h"
#include "cli/session.h"
#include "cli/table_write.h"
#include "output/compare_print.h"
#include "output/compare_table.h"
#include "output/text_table.h"
#include "plan/plan.h"

struct compare_values {
    struct option_share minimum;
    const char *format;
    const char *output;
    bool raw;
};

static const char *const formats[] = { "text", "table", "json", "csv", NULL };

static const struct option_spec options[] = {
    { .name = "min",
      .kind = OPTION_SHARE,
      .argument = "SCORE",
      .target = offsetof(struct compare_values, minimum),
      .help = "two plans: pairs from this score on, 0 to 1" },
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct compare_values, format),
      .help = "table (as it is without this), json or csv" },
    { .name = "raw",
      .kind = OPTION_FLAG,
      .target = offsetof(struct compare_values, raw),
      .help = "csv: write cells as they are, without the ' that keeps a spreadsheet from taking them as "
              "formulas" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct compare_values, output),
      .help = "write to this file" },
};

/* ---- what is to be compared -------------------------------------------------------------------- */

/* edition := PLAN [ "@" number ] */
struct edition_name {
    const struct plan *plan; /* the latest edition */
    int64_t edition;         /* 0: not said */
};

static enum status read_edition(struct session *session, const char *word, struct edition_name *out)
{
    const char *at = strrchr(word, '@');
    char *end = NULL;
    long number = at ? strtol(at + 1, &end, 10) : 0;
    bool has_number = at && end && end > at + 1 && !*end && number > 0;
    struct buffer name = { 0 };

    buffer_add(&name, word, has_number ? (size_t)(at - word) : strlen(word));

    enum status status = item_find_plan(session, buffer_string(&name), &out->plan);

    buffer_free(&name);
    out->edition = has_number ? number : 0;
    return status;
}

static enum status load_editions(struct session *session, const struct plan *plan, struct plan_set *out)
{
    const char *key = arena_copy_string(session->arena, arena_copy_span(session->arena, plan->key).text);
    const char *keys[] = { key };
    const struct load_options load = { .all_editions = true, .plans = keys, .plan_count = 1 };

    return session_load_plans(session, &load, out);
}

/* Cuts the set to the editions from one to another. */
static enum status cut_editions(struct session *session, struct plan_set *set, int64_t from, int64_t to)
{
    size_t first = 0;
    size_t last = set->count;

    while (first < set->count && set->items[first]->edition < from)
        first++;
    while (last > first && set->items[last - 1]->edition > to)
        last--;
    bool is_whole =
        last >= first + 2 && set->items[first]->edition == from && set->items[last - 1]->edition == to;

    set->items += first;
    set->count = last - first;
    if (is_whole)
        return STATUS_OK;
    session_complain(session, "compare: the plan has no editions %lld and %lld to compare", (long long)from,
                     (long long)to);
    return STATUS_USAGE;
}

/* ---- editions of one plan ---------------------------------------------------------------------- */

static bool is_for_people(const struct compare_values *values)
{
    return !values->format || (strcmp(values->format, "csv") != 0 && strcmp(values->format, "json") != 0);
}

static enum status print_changes(struct session *session, const struct compare_values *values,
                                 const struct compare_result *result)
{
    enum status status = session_open_output(session, values->output);

    if (status != STATUS_OK)
        return status;
    struct terminal terminal = session_terminal(session);

    compare_print_changes(session->output.stream, result, &terminal);
    return session_finish_output(session);
}

static enum status compare_one_plan(struct session *session, const struct compare_values *values,
                                    const struct plan *plan, int64_t from, int64_t to)
{
    struct plan_set editions = { 0 };
    struct compare_result result = { 0 };
    struct text_table table;
    enum status status = load_editions(session, plan, &editions);

    if (status == STATUS_OK && !to)
        to = editions.items[editions.count - 1]->edition;
    if (status == STATUS_OK && !from)
        from = editions.count > 1 ? editions.items[editions.count - 2]->edition : 0;
    if (status == STATUS_OK)
        status = cut_editions(session, &editions, from < to ? from : to, from < to ? to : from);
    if (status == STATUS_OK)
        status = compare_editions(&editions, session->grammar, session->arena, session->sink, &result);
    if (status != STATUS_OK)
        return status;
    if (is_for_people(values))
        return print_changes(session, values, &result);
    compare_table_changes(&result, session->arena, &table);
    return table_write(session,
                       &(struct table_wish){
                           .format = values->format,
                           .output = values->output,
                           .raw = values->raw,
                           .name = "changes",
                       },
                       &table);
}

/* ---- two plans --------------------------------------------------------------------------------- */

static const char *sum_up_pairs(const struct overlap_result *result, struct arena *arena)
{
    const struct plan *a = result->plans->items[0];
    const struct plan *b = result->plans->items[1];
    struct buffer words = { 0 };

    buffer_add_format(&words, "A is ");
    buffer_add_span(&words, a->key);
    buffer_add_format(&words, ": %zu of %zu actions have a counterpart\nB is ", result->pair_count,
                      a->action_count);
    buffer_add_span(&words, b->key);
    buffer_add_format(&words, ": %zu of %zu", result->pair_count, b->action_count);

    const char *kept = arena_copy_string(arena, buffer_string(&words));

    buffer_free(&words);
    return kept;
}

static enum status compare_two_plans(struct session *session, const struct compare_values *values,
                                     const struct plan *a, const struct plan *b)
{
    struct plan *items[] = { ARENA_NEW(session->arena, struct plan), ARENA_NEW(session->arena, struct plan) };
    struct plan_set plans = { .items = items, .count = 2 };
    struct overlap_options wanted = { .minimum = values->minimum.is_given ? values->minimum.value : -1 };
    struct overlap_result result = { 0 };
    struct text_table table;

    *items[0] = *a;
    *items[1] = *b;

    enum status status =
        overlap_find(&plans, session->grammar, &wanted, session->arena, session->sink, &result);

    if (status != STATUS_OK)
        return status;
    result.pair_count = plan_pairing_choose(result.pairs, result.pair_count);
    compare_table_plans(&result, session->arena, &table);
    return table_write(session,
                       &(struct table_wish){
                           .format = values->format,
                           .output = values->output,
                           .raw = values->raw,
                           .name = "rows",
                           .none = "neither plan has an action",
                           .after = sum_up_pairs(&result, session->arena),
                       },
                       &table);
}

/* ---- the command ------------------------------------------------------------------------------- */

static int run(struct session *session, const void *given, const struct text_list *operands)
{
    const struct compare_values *values = given;
    struct edition_name a = { 0 };
    struct edition_name b = { 0 };
    enum status status = session_load_grammar(session);

    if (status == STATUS_OK)
        status = read_edition(session, operands->items[0], &a);
    if (status == STATUS_OK && operands->count > 1)
        status = read_edition(session, operands->items[1], &b);
    if (status != STATUS_OK)
        return session_exit_status(status);
    if (operands->count < 2 || span_same(a.plan->key, b.plan->key))
        return session_exit_status(compare_one_plan(session, values, a.plan, a.edition, b.edition));
    if (a.edition || b.edition)
        return session_complain(session, "compare: of two plans the latest editions are compared");
    return session_exit_status(compare_two_plans(session, values, a.plan, b.plan));
}

const struct command compare_command = {
    .name = "compare",
    .operands = "PLAN [PLAN]",
    .summary = "compare two editions of a plan, or two plans",
    .details = "Of one plan: what has become of each action from one edition to a later one: dates that "
               "slipped (how far, "
               "how often, and the day first given), owners and status changed, what was reworded, moved, "
               "split, merged, "
               "dropped without being completed, and what is new. Without numbers the last two editions are "
               "compared; "
               "`compare PLAN@1 PLAN@3` names others.\n\n"
               "Of two plans: their actions side by side, each with at most one partner.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct compare_values),
    .operand_least = 1,
    .operand_most = 2,
    .run = run,
};
