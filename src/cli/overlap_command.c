#include <stdio.h>
#include <string.h>

#include "analysis/plan_overlap.h"
#include "analysis/risk_reach.h"
#include "base/arena.h"
#include "cli/command_table.h"
#include "cli/item_find.h"
#include "cli/session.h"
#include "cli/table_write.h"
#include "grammar/grammar.h"
#include "output/overlap_print.h"
#include "output/text_table.h"
#include "output/theme_view.h"
#include "plan/plan.h"

struct findings {
    struct overlap_result overlaps;
    struct reach_result reach;
};

struct overlap_values {
    struct text_list plans;
    struct option_share minimum;
    const char *class;
    const char *theme;
    bool conflicts;
    const char *view;
    size_t threads;
    const char *format;
    const char *output;
    bool raw;
};

static const char *const formats[] = { "text", "table", "json", "csv", NULL };
static const char *const views[] = { "pairs", "plans", "owners", NULL };
static const char *const classes[] = { "near-copy", "same-work", "same-theme", "opposite", NULL };

static const struct option_spec options[] = {
    { .name = "plan",
      .kind = OPTION_TEXTS,
      .argument = "PLAN",
      .target = offsetof(struct overlap_values, plans),
      .help = "only this plan and the others named so (its key); the same as naming it" },
    { .name = "min",
      .kind = OPTION_SHARE,
      .argument = "SCORE",
      .target = offsetof(struct overlap_values, minimum),
      .help = "pairs from this score on, 0 to 1, however many; 0 lists every pair that shares a word" },
    { .name = "class",
      .kind = OPTION_NAME,
      .argument = "CLASS",
      .choices = classes,
      .target = offsetof(struct overlap_values, class),
      .help = "only this class: near-copy, same-work, same-theme or opposite" },
    { .name = "theme",
      .kind = OPTION_TEXT,
      .argument = "THEME",
      .target = offsetof(struct overlap_values, theme),
      .help = "only pairs that share a concept of this theme (`planrisk themes` names them)" },
    { .name = "conflicts",
      .kind = OPTION_FLAG,
      .target = offsetof(struct overlap_values, conflicts),
      .help = "only the same work with other dates or another measure" },
    { .name = "view",
      .kind = OPTION_NAME,
      .argument = "VIEW",
      .choices = views,
      .target = offsetof(struct overlap_values, view),
      .help =
          "pairs (as it is without this); plans: the share of each plan's actions that have a counterpart in "
          "each other; owners: owners and bodies that two plans or more name" },
    { .name = "threads",
      .kind = OPTION_COUNT,
      .argument = "N",
      .target = offsetof(struct overlap_values, threads),
      .help = "threads to search with (two, where there are two processors); the result is the same" },
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct overlap_values, format),
      .help = "table (as it is without this), json or csv" },
    { .name = "raw",
      .kind = OPTION_FLAG,
      .target = offsetof(struct overlap_values, raw),
      .help = "csv: write cells as they are, without the ' that keeps a spreadsheet from taking them as "
              "formulas" },
    { .name = "output",
      .letter = 'o',
      .kind = OPTION_TEXT,
      .argument = "FILE",
      .target = offsetof(struct overlap_values, output),
      .help = "write to this file" },
};

static bool has_format(const struct overlap_values *values, const char *format)
{
    return values->format && strcmp(values->format, format) == 0;
}

/* The database holds the overlaps of all plans at the usual threshold; any other list is only printed. */
static bool is_of_all(const struct overlap_values *values)
{
    return values->plans.count == 0 && !values->minimum.is_given;
}

/* ---- overlap [PLAN ...] ------------------------------------------------------------------------ */

static enum status find(struct session *session, const struct overlap_values *values, bool *can_keep,
                        struct plan_set *plans, struct findings *found)
{
    const struct load_options load = { .plans = values->plans.items, .plan_count = values->plans.count };
    struct overlap_known known = { 0 };
    const struct overlap_options wanted = {
        .minimum = values->minimum.is_given ? values->minimum.value : -1.0,
        .threads = (unsigned)values->threads,
        .known = &known,
    };
    enum status status = session_open_store_to_keep(session, can_keep);

    if (status == STATUS_OK)
        status = session_load_plans(session, &load, plans);
    if (status == STATUS_OK && is_of_all(values))
        status = store_load_overlaps(session->store, session->grammar, session->arena, &known);
    if (status == STATUS_OK)
        status =
            overlap_find(plans, session->grammar, &wanted, session->arena, session->sink, &found->overlaps);
    if (status == STATUS_OK)
        status = risk_reach_find(plans, session->grammar, session->arena, session->sink, &found->reach);
    return status;
}

static enum status print_view(struct session *session, const struct overlap_values *values,
                              const struct overlap_result *result)
{
    const struct table_wish wish = {
        .format = values->format,
        .output = values->output,
        .raw = values->raw,
        .name = values->view,
        .none = "nothing is shared",
    };
    struct text_table table;

    if (strcmp(values->view, "plans") == 0)
        theme_view_plans(result, session->arena, &table);
    else
        theme_view_owners(result, session->arena, &table);
    return table_write(session, &wish, &table);
}

static enum status print(struct session *session, const struct overlap_values *values,
                         const struct findings *found)
{
    if (values->view && strcmp(values->view, "pairs") != 0)
        return print_view(session, values, &found->overlaps);

    enum status status = session_open_output(session, values->output);

    if (status != STATUS_OK)
        return status;
    struct terminal terminal = session_terminal(session);

    if (has_format(values, "json"))
        overlap_print_json(session->output.stream, &found->overlaps, &found->reach);
    else if (has_format(values, "csv"))
        overlap_print_csv(session->output.stream, &found->overlaps, values->raw);
    else
        overlap_print_table(session->output.stream, &found->overlaps, &terminal);
    return session_finish_output(session);
}

static enum status keep(struct session *session, const struct overlap_values *values,
                        const struct overlap_result *result)
{
    const struct overlap_search search = {
        .grammar = session->grammar,
        .plans = result->plans,
        .beyond = result->beyond_count,
    };

    if (!is_of_all(values))
        return STATUS_OK;
    return store_replace_overlaps(session->store, overlap_pairs_to_store(result, session->arena),
                                  result->pair_count, &search);
}

static struct overlap_filter filter_of(const struct overlap_values *values)
{
    struct overlap_filter filter = { .theme = values->theme, .has_conflict = values->conflicts };

    for (size_t i = 0; values->class && classes[i]; i++)
        if (strcmp(classes[i], values->class) == 0) {
            filter.has_class = true;
            filter.class = (enum overlap_class)i;
        }
    return filter;
}

static bool is_theme(struct session *session, const char *theme)
{
    char file[128];

    snprintf(file, sizeof file, "concepts/%s", theme);
    return grammar_file(session->grammar, file) != NULL;
}

static int list_pairs(struct session *session, const struct overlap_values *values)
{
    struct overlap_filter filter = filter_of(values);
    struct plan_set plans = { 0 };
    struct findings found = { 0 };
    bool can_keep = false;
    enum status status = find(session, values, &can_keep, &plans, &found);

    if (status == STATUS_OK && can_keep)
        status = keep(session, values, &found.overlaps);
    if (status == STATUS_OK) {
        overlap_filter_result(&found.overlaps, &filter);
        status = print(session, values, &found);
    }
    return session_exit_status(status);
}

/* ---- overlap why A B --------------------------------------------------------------------------- */

static enum status find_action(struct session *session, const char *word, struct overlap_side *out)
{
    struct item item;
    enum status status = item_find(session, word, &item);

    if (status != STATUS_OK)
        return status;
    if (item.kind != ENTRY_ACTION) {
        session_complain(session, "overlap: %s is no action", word);
        return STATUS_USAGE;
    }
    *out = (struct overlap_side){ .plan = item.plan,
                                  .action = &item.plan->actions[item.index],
                                  .index = item.index };
    return STATUS_OK;
}

static int explain_pair(struct session *session, const struct overlap_values *values,
                        const char *const *items)
{
    struct overlap_side a;
    struct overlap_side b;
    struct overlap pair;
    enum status status;

    if ((status = find_action(session, items[0], &a)) != STATUS_OK ||
        (status = find_action(session, items[1], &b)) != STATUS_OK ||
        (status = overlap_explain(&a, &b, session->grammar, session->arena, session->sink, &pair)) !=
            STATUS_OK ||
        (status = session_open_output(session, values->output)) != STATUS_OK)
        return session_exit_status(status);

    struct terminal terminal = session_terminal(session);
    const struct reach_result none = { 0 };
    struct overlap_result one = { .pairs = &pair, .pair_count = 1 };

    if (has_format(values, "json"))
        overlap_print_json(session->output.stream, &one, &none);
    else if (has_format(values, "csv"))
        overlap_print_csv(session->output.stream, &one, values->raw);
    else
        overlap_print_pair(session->output.stream, &pair, &terminal);
    return session_exit_status(session_finish_output(session));
}

/* ---- both -------------------------------------------------------------------------------------- */

static struct text_list join_lists(struct session *session, const struct text_list *a,
                                   const struct text_list *b)
{
    const char **items = ARENA_ARRAY(session->arena, a->count + b->count, const char *);
    size_t count = 0;

    for (size_t i = 0; i < a->count; i++)
        items[count++] = a->items[i];
    for (size_t i = 0; i < b->count; i++)
        items[count++] = b->items[i];
    return (struct text_list){ .items = count ? items : NULL, .count = count };
}

static int run(struct session *session, const void *given, const struct text_list *operands)
{
    struct overlap_values values = *(const struct overlap_values *)given;
    enum status status = session_load_grammar(session);

    if (status != STATUS_OK)
        return session_exit_status(status);
    if (operands->count && strcmp(operands->items[0], "why") == 0) {
        if (operands->count != 3)
            return session_complain(session, "overlap why: two actions are needed");
        return explain_pair(session, &values, (const char *const *)operands->items + 1);
    }
    if (values.theme && !is_theme(session, values.theme))
        return session_complain(session, "overlap: there is no theme %s; `planrisk themes` names them",
                                values.theme);
    values.plans = join_lists(session, &values.plans, operands);
    return list_pairs(session, &values);
}

const struct command overlap_command = {
    .name = "overlap",
    .operands = "[PLAN ... | why ACTION ACTION]",
    .summary = "find what plans share",
    .details =
        "Finds actions of different plans that are about the same work, with the words and the concepts that "
        "they share, how much each counts, and what differs. Then come near copies inside one plan, and "
        "risks "
        "that other plans recorded against such work and that a plan does not assess: as questions. "
        "The overlaps of all plans are kept in the database too, where `report` and `export` find them.\n\n"
        "`overlap why A B` explains any two actions, also a pair that is not listed.",
    .options = options,
    .option_count = ARRAY_LENGTH(options),
    .values_size = sizeof(struct overlap_values),
    .operand_most = SIZE_MAX,
    .run = run,
};
