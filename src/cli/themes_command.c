#include <stdio.h>
#include <string.h>

#include "analysis/plan_overlap.h"
#include "analysis/theme_table.h"
#include "analysis/work_cluster.h"
#include "cli/command_table.h"
#include "cli/item_find.h"
#include "cli/plan_answers.h"
#include "cli/session.h"
#include "cli/table_write.h"
#include "output/text_table.h"
#include "output/theme_view.h"
#include "plan/plan.h"

struct themes_values {
    bool concepts;
    bool clusters;
    const char *taxonomy;
    struct option_share share;
    const char *format;
    const char *output;
    bool raw;
};

static const char *const formats[] = { "text", "table", "json", "csv", NULL };

#define TAXONOMY_OPTION                                                                                      \
    {                                                                                                        \
        .name = "taxonomy", .kind = OPTION_TEXT, .argument = "NAME",                                         \
        .target = offsetof(struct themes_values, taxonomy),                                                  \
        .help = "the headings of grammars/taxonomies/NAME.yaml, shipped (kloe-housing) or of your own "      \
                "--grammars folder"                                                                          \
    }
#define COMMON_OPTIONS                                                                                       \
    { .name = "format",                                                                                      \
      .kind = OPTION_NAME,                                                                                   \
      .argument = "FORMAT",                                                                                  \
      .choices = formats,                                                                                    \
      .target = offsetof(struct themes_values, format),                                                      \
      .help = "table (as it is without this), json or csv" },                                                \
        { .name = "raw",                                                                                     \
          .kind = OPTION_FLAG,                                                                               \
          .target = offsetof(struct themes_values, raw),                                                     \
          .help = "csv: write cells as they are, without the ' that keeps a spreadsheet from taking them "   \
                  "as formulas" },                                                                           \
    {                                                                                                        \
        .name = "output", .letter = 'o', .kind = OPTION_TEXT, .argument = "FILE",                            \
        .target = offsetof(struct themes_values, output), .help = "write to this file"                       \
    }

static const struct option_spec themes_options[] = {
    { .name = "concepts",
      .kind = OPTION_FLAG,
      .target = offsetof(struct themes_values, concepts),
      .help = "a row for each concept instead of each theme" },
    { .name = "clusters",
      .kind = OPTION_FLAG,
      .target = offsetof(struct themes_values, clusters),
      .help = "a row for each cluster of actions that overlap, three at least, with what they share most" },
    TAXONOMY_OPTION,
    COMMON_OPTIONS,
};

static const struct option_spec gaps_options[] = {
    { .name = "share",
      .kind = OPTION_SHARE,
      .argument = "SHARE",
      .target = offsetof(struct themes_values, share),
      .help = "of the other plans that must act on something for it to be a gap (0.5), two at least" },
    TAXONOMY_OPTION,
    COMMON_OPTIONS,
};

/* Loads every plan and sorts its actions. */
static enum status sort(struct session *session, const struct themes_values *values, enum theme_level level,
                        struct plan_set *plans, struct theme_table *out)
{
    const struct load_options load = { 0 };
    enum status status = session_load_plans(session, &load, plans);

    if (status == STATUS_OK)
        status = session_load_grammar(session);
    if (status != STATUS_OK)
        return status;
    status = theme_table_make(plans, session->grammar, values->taxonomy, level, session->arena, session->sink,
                              out);
    if (status == STATUS_USAGE)
        session_complain(session, "there is no taxonomy %s", values->taxonomy);
    return status;
}

static struct table_wish wish_of(const struct themes_values *values, const char *name)
{
    return (struct table_wish){
        .format = values->format, .output = values->output, .raw = values->raw, .name = name
    };
}

/* ---- themes ------------------------------------------------------------------------------------ */

static int run_clusters(struct session *session, const struct themes_values *values)
{
    const struct load_options load = { 0 };
    struct table_wish wish = wish_of(values, "clusters");
    struct plan_set plans = { 0 };
    struct overlap_result overlaps;
    struct text_table table;
    enum status status = session_load_plans(session, &load, &plans);

    if (status == STATUS_OK)
        status = session_load_grammar(session);
    if (status == STATUS_OK)
        status = usual_overlaps_find(session, &plans, &overlaps);
    if (status != STATUS_OK)
        return session_exit_status(status);

    struct cluster_list clusters = work_clusters_find(&overlaps, overlaps.cluster, session->arena);

    wish.none = "no three actions hang together";
    theme_view_clusters(&clusters, &overlaps, session->arena, &table);
    return session_exit_status(table_write(session, &wish, &table));
}

static int run_themes(struct session *session, const void *given, const struct text_list *operands)
{
    const struct themes_values *values = given;
    struct table_wish wish = wish_of(values, "themes");
    struct plan_set plans = { 0 };
    struct theme_table themes;
    struct text_table table;

    (void)operands;
    if (values->clusters)
        return run_clusters(session, values);

    enum status status =
        sort(session, values, values->concepts ? THEME_LEVEL_CONCEPTS : THEME_LEVEL_THEMES, &plans, &themes);

    if (status != STATUS_OK)
        return session_exit_status(status);
    wish.none = "no action speaks of a theme that the grammars know";
    theme_view_counts(&themes, session->arena, &table);
    return session_exit_status(table_write(session, &wish, &table));
}

const struct command themes_command = {
    .name = "themes",
    .operands = "",
    .summary = "what each plan's actions are about",
    .details =
        "Counts, for each theme of grammars/concepts/, how many actions of each plan speak of it, in their "
        "own words or by their section's title. With --clusters the themes are found, not given: actions "
        "of different plans that overlap, so that each hangs together with most of the others.",
    .options = themes_options,
    .option_count = ARRAY_LENGTH(themes_options),
    .values_size = sizeof(struct themes_values),
    .run = run_themes,
};

/* ---- gaps -------------------------------------------------------------------------------------- */

static int run_gaps(struct session *session, const void *given, const struct text_list *operands)
{
    const struct themes_values *values = given;
    struct table_wish wish = wish_of(values, "gaps");
    struct plan_set plans = { 0 };
    struct theme_table themes;
    struct text_table table;
    const struct plan *plan = NULL;
    size_t number = 0;
    enum status status = item_find_plan(session, operands->items[0], &plan);

    if (status == STATUS_OK)
        status = sort(session, values, THEME_LEVEL_CONCEPTS, &plans, &themes);
    if (status != STATUS_OK)
        return session_exit_status(status);
    while (number < plans.count && !span_same(plans.items[number]->key, plan->key))
        number++;

    struct gap_list gaps =
        theme_table_gaps(&themes, number, values->share.is_given ? values->share.value : 0.5, session->arena);

    wish.none = "nothing that most other plans act on is missing from this one";
    theme_view_gaps(&themes, &gaps, number, session->arena, &table);
    return session_exit_status(table_write(session, &wish, &table));
}

const struct command gaps_command = {
    .name = "gaps",
    .operands = "PLAN",
    .summary = "what most other plans act on and one does not",
    .details =
        "Lists the concepts of grammars/concepts/ (or the headings of a taxonomy) that actions of most other "
        "plans speak of and none of this plan's does, with an example from each. Not every gap is a fault: "
        "a plan for libraries need not mention parks.",
    .options = gaps_options,
    .option_count = ARRAY_LENGTH(gaps_options),
    .values_size = sizeof(struct themes_values),
    .operand_least = 1,
    .operand_most = 1,
    .run = run_gaps,
};
