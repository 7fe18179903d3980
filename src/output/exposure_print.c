#include <stdio.h>

#include "analysis/delivery_exposure.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "output/csv_writer.h"
#include "output/exposure_print.h"
#include "output/score_print.h"
#include "output/score_words.h"
#include "output/terminal.h"
#include "output/text_table.h"
#include "plan/plan.h"

enum { WORST_SHOWN = 10 };

/* "OWN001 missing-owner 5 + DAT103 missing-date 4" */
static struct span factor_words(const struct action_exposure *exposure, struct arena *arena)
{
    struct buffer text = { 0 };

    for (size_t i = 0; i < exposure->factor_count; i++)
        buffer_add_format(&text, "%s%s %s %g", i ? " + " : "", exposure->factors[i].rule,
                          exposure->factors[i].name, exposure->factors[i].weight);
    return score_keep(arena, &text);
}

static struct span action_words(const struct action_exposure *exposure, struct arena *arena)
{
    struct buffer text = { 0 };

    buffer_add_span(&text, score_item_name(exposure->plan, ITEM_ACTION, exposure->action, arena));
    buffer_add_string(&text, ": ");
    buffer_add_span(&text, exposure->plan->actions[exposure->action].text.text);
    return score_keep(arena, &text);
}

static struct span total_words(double total, struct arena *arena)
{
    struct buffer text = { 0 };

    buffer_add_format(&text, "%g", total);
    return score_keep(arena, &text);
}

static void print_actions(FILE *out, const struct exposure_result *result, size_t count,
                          const struct terminal *terminal)
{
    static const struct text_column columns[] = {
        { .name = "exposure", .title = "Exposure", .is_number = true },
        { .name = "factors", .title = "Made of", .wraps = true },
        { .name = "action", .title = "Action", .is_below = true },
    };
    struct arena *arena = arena_new();
    struct text_table table;

    text_table_begin(&table, arena, columns, ARRAY_LENGTH(columns));
    for (size_t i = 0; i < count; i++) {
        text_table_add(&table, total_words(result->actions[i].total, arena));
        text_table_add(&table, factor_words(&result->actions[i], arena));
        text_table_add(&table, action_words(&result->actions[i], arena));
    }
    text_table_print(&table, terminal, out);
    arena_free(arena);
}

/* Silence is no pass: what could not be tested is said. */
static void print_scope(FILE *out, const struct exposure_result *result, const struct terminal *terminal)
{
    struct buffer text = { 0 };
    struct buffer line = { 0 };
    size_t not_tested = 0;

    for (size_t i = 0; i < result->plan_count; i++)
        not_tested += result->plans[i].not_tested;
    buffer_add_string(
        &text, "Exposure: the findings of `planrisk check` against an action, each rule once, with the "
               "weights of grammars/exposure.yaml: where to look first, no probability. Silence is no "
               "pass: ");
    buffer_add_format(&text, "a rule could not be tested on a plan in %zu case%s.", not_tested,
                      not_tested == 1 ? "" : "s");
    terminal_add_wrapped(&line, span_of(buffer_string(&text)), 0, 2, terminal->width);
    fprintf(out, "%s\n", buffer_string(&line));
    buffer_free(&text);
    buffer_free(&line);
}

void exposure_print_worst(FILE *out, const struct score_report *report, const struct terminal *terminal)
{
    const struct exposure_result *result = report->exposure;
    size_t shown = result->action_count < WORST_SHOWN ? result->action_count : WORST_SHOWN;

    if (shown) {
        fputs("\nMost exposed actions\n", out);
        print_actions(out, result, shown, terminal);
    }
    if (result->action_count > shown)
        fprintf(out, "and %zu more: --exposure lists all\n", result->action_count - shown);
    fputc('\n', out);
    print_scope(out, result, terminal);
}

void exposure_print_table(FILE *out, const struct score_report *report, const struct terminal *terminal)
{
    print_actions(out, report->exposure, report->exposure->action_count, terminal);
    print_scope(out, report->exposure, terminal);
}

void exposure_print_csv(FILE *out, const struct score_report *report)
{
    static const char *const titles[] = { "plan", "action", "line",   "text",    "exposure",
                                          "rule", "name",   "weight", "findings" };
    struct arena *arena = arena_new();
    struct csv_writer csv;

    csv_begin(&csv, out, false);
    for (size_t i = 0; i < ARRAY_LENGTH(titles); i++)
        csv_string(&csv, titles[i]);
    csv_end_row(&csv);
    for (size_t i = 0; i < report->exposure->action_count; i++) {
        const struct action_exposure *exposure = &report->exposure->actions[i];
        const struct action *action = &exposure->plan->actions[exposure->action];

        for (size_t k = 0; k < exposure->factor_count; k++) {
            csv_span(&csv, exposure->plan->key);
            csv_span(&csv, score_item_name(exposure->plan, ITEM_ACTION, exposure->action, arena));
            csv_integer(&csv, (int64_t)action->line_first);
            csv_span(&csv, action->text.text);
            csv_number(&csv, exposure->total);
            csv_string(&csv, exposure->factors[k].rule);
            csv_string(&csv, exposure->factors[k].name);
            csv_number(&csv, exposure->factors[k].weight);
            csv_integer(&csv, (int64_t)exposure->factors[k].findings);
            csv_end_row(&csv);
        }
        arena_reset(arena);
    }
    csv_end(&csv);
    arena_free(arena);
}
