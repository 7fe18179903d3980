#include "output/score_sums.h"

#include <stdbool.h>

#include "analysis/delivery_exposure.h"
#include "analysis/risk_reach.h"
#include "analysis/risk_score.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "output/score_print.h"
#include "output/score_words.h"
#include "output/terminal.h"
#include "output/text_table.h"
#include "plan/plan.h"
#include "store/store.h"

enum { BAND_LIMIT = 26, FIXED_COLUMNS = 7 /* besides those of the bands */ };

/* What a plan or a section has. */
struct sum {
    const struct plan *plan;
    struct span name;
    size_t risks;
    size_t bands[BAND_LIMIT]; /* risks whose band is certain */
    size_t across;            /* those whose ratings allow several */
    const struct exposure_sum *exposure;
};

struct sums {
    const struct score_report *report;
    struct arena *arena;
    struct sum *items;
    size_t count;
};

static void add_risk(struct sum *sum, const struct risk_score *score)
{
    sum->risks++;
    if (score->band_low == score->band_high)
        sum->bands[score->band_low]++;
    else
        sum->across++;
}

/* A column of counts for each band, by its letter. */
static struct text_column *make_columns(const struct sums *sums, bool are_plans, size_t *count)
{
    const struct risk_scheme *scheme = sums->report->scores->scheme;
    struct text_column *columns =
        ARENA_ARRAY(sums->arena, scheme->band_count + FIXED_COLUMNS, struct text_column);

    *count = 0;
    columns[(*count)++] = (struct text_column){ .name = "risks", .title = "Risks", .is_number = true };
    for (size_t b = 0; b < scheme->band_count; b++) {
        const char *letter = arena_copy_string(sums->arena, (const char[]){ scheme->bands[b].letter, '\0' });

        columns[(*count)++] = (struct text_column){ .name = letter, .title = letter, .is_number = true };
    }
    columns[(*count)++] = (struct text_column){ .name = "across", .title = "Range", .is_number = true };
    columns[(*count)++] = (struct text_column){ .name = "actions", .title = "Acts", .is_number = true };
    columns[(*count)++] = (struct text_column){ .name = "exposed", .title = "Hit", .is_number = true };
    columns[(*count)++] = (struct text_column){ .name = "exposure", .title = "Exp.", .is_number = true };
    columns[(*count)++] = (struct text_column){
        .name = "not_tested", .title = "N.t.", .is_number = true, .only_data = !are_plans
    };
    columns[(*count)++] =
        (struct text_column){ .name = "name", .title = are_plans ? "Plan" : "Section", .wraps = true };
    return columns;
}

static void add_number(struct text_table *table, double number)
{
    struct buffer text = { 0 };

    buffer_add_format(&text, "%g", number);
    text_table_add(table, score_keep(table->arena, &text));
}

static void add_sum(struct text_table *table, const struct sum *sum, size_t bands)
{
    text_table_add_count(table, sum->risks);
    for (size_t b = 0; b < bands; b++)
        text_table_add_count(table, sum->bands[b]);
    text_table_add_count(table, sum->across);
    text_table_add_count(table, sum->exposure ? sum->exposure->actions : 0);
    text_table_add_count(table, sum->exposure ? sum->exposure->exposed : 0);
    add_number(table, sum->exposure ? sum->exposure->total : 0);
    text_table_add_count(table, sum->exposure ? sum->exposure->not_tested : 0);
    text_table_add(table, sum->name);
}

static void print_sums(FILE *out, const struct sums *sums, bool are_plans, const struct terminal *terminal)
{
    size_t columns;
    size_t left_out = 0;
    const struct text_column *made = make_columns(sums, are_plans, &columns);
    struct text_table table;

    text_table_begin(&table, sums->arena, made, columns);
    for (size_t i = 0; i < sums->count; i++) {
        const struct sum *sum = &sums->items[i];

        if (are_plans || sum->risks || (sum->exposure && sum->exposure->exposed))
            add_sum(&table, sum, sums->report->scores->scheme->band_count);
        else
            left_out += sum->exposure != NULL;
    }
    if (text_table_row_count(&table)) {
        fputc('\n', out);
        text_table_print(&table, terminal, out);
    }
    if (left_out)
        fprintf(out, "%zu section%s more: no risks, and no finding against an action\n", left_out,
                left_out == 1 ? "" : "s");
}

/* ---- by plan ----------------------------------------------------------------------------------- */

static void sum_plans(struct sums *sums)
{
    const struct score_report *report = sums->report;

    sums->count = report->reach->plans->count;
    sums->items = ARENA_ARRAY(sums->arena, sums->count, struct sum);
    for (size_t p = 0; p < sums->count; p++)
        sums->items[p] = (struct sum){ .plan = report->reach->plans->items[p],
                                       .name = report->reach->plans->items[p]->key,
                                       .exposure = &report->exposure->plans[p] };
    for (size_t i = 0; i < report->scores->score_count; i++) {
        const struct risk_score *score = &report->scores->scores[i];

        add_risk(&sums->items[score->plan_index], score);
    }
}

/* ---- by section -------------------------------------------------------------------------------- */

static struct span section_words(const struct plan *plan, size_t section, struct arena *arena)
{
    struct buffer text = { 0 };

    buffer_add_span(&text, plan->key);
    buffer_add_byte(&text, ':');
    if (section < plan->section_count)
        buffer_add_span(&text, score_section_name(plan, section));
    else
        buffer_add_string(&text, "(no section)");
    return score_keep(arena, &text);
}

/* A place for every section of every plan, and one for what stands under none. */
static void sum_sections(struct sums *sums)
{
    const struct score_report *report = sums->report;
    const struct plan_set *plans = report->reach->plans;
    size_t *first = ARENA_ARRAY(sums->arena, plans->count, size_t);

    for (size_t p = 0; p < plans->count; p++) {
        first[p] = sums->count;
        sums->count += plans->items[p]->section_count + 1;
    }
    sums->items = ARENA_ARRAY(sums->arena, sums->count, struct sum);
    for (size_t p = 0; p < plans->count; p++)
        for (size_t s = 0; s <= plans->items[p]->section_count; s++)
            sums->items[first[p] + s] =
                (struct sum){ .plan = plans->items[p],
                              .name = section_words(plans->items[p], s, sums->arena) };
    for (size_t i = 0; i < report->scores->score_count; i++) {
        const struct risk_score *score = &report->scores->scores[i];
        size_t section = score->risk->section;

        add_risk(&sums->items[first[score->plan_index] +
                              (section < score->plan->section_count ? section : score->plan->section_count)],
                 score);
    }
    for (size_t i = 0; i < report->exposure->section_count; i++) {
        const struct exposure_sum *sum = &report->exposure->sections[i];

        sums->items[first[sum->plan_index] +
                    (sum->section < sum->plan->section_count ? sum->section : sum->plan->section_count)]
            .exposure = sum;
    }
}

static void print_legend(FILE *out, const struct terminal *terminal)
{
    struct buffer line = { 0 };

    terminal_add_wrapped(
        &line,
        span_of("Letters: risks certainly in that band; Range: their ratings allow several. Acts: "
                "actions; Hit: those with a finding against them; Exp.: their exposure, added up; "
                "N.t.: rules that could not be tested on the plan."),
        0, 2, terminal->width);
    fprintf(out, "%s\n", buffer_string(&line));
    buffer_free(&line);
}

void score_sums_print(FILE *out, const struct score_report *report, const struct terminal *terminal)
{
    struct sums sums = { .report = report, .arena = arena_new() };

    sum_plans(&sums);
    print_sums(out, &sums, true, terminal);
    sums.count = 0;
    sum_sections(&sums);
    print_sums(out, &sums, false, terminal);
    print_legend(out, terminal);
    arena_free(sums.arena);
}
