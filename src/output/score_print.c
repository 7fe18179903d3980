#include "output/score_print.h"

#include <string.h>

#include "analysis/delivery_exposure.h"
#include "analysis/risk_reach.h"
#include "analysis/risk_score.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "output/exposure_print.h"
#include "output/score_matrix.h"
#include "output/score_sums.h"
#include "output/score_words.h"
#include "output/terminal.h"
#include "output/text_table.h"
#include "plan/plan.h"
#include "store/store.h"

struct printer {
    FILE *out;
    const struct score_report *report;
    const struct terminal *terminal;
    struct arena *arena;
};

static void print_wrapped(const struct printer *printer, const char *text)
{
    struct buffer line = { 0 };

    terminal_add_wrapped(&line, span_of(text), 0, 2, printer->terminal->width);
    fprintf(printer->out, "%s\n", buffer_string(&line));
    buffer_free(&line);
}

/* ---- the plans' own scales --------------------------------------------------------------------- */

static void add_own_axis(struct buffer *line, const struct own_matrix *own, enum risk_axis which)
{
    const struct own_axis *axis = &own->axes[which];
    size_t counts[SCHEME_LEVEL_LIMIT + 1] = { 0 };

    for (size_t l = 0; l <= SCHEME_LEVEL_LIMIT; l++)
        for (size_t i = 0; i <= SCHEME_LEVEL_LIMIT; i++)
            counts[which == AXIS_IMPACT ? i : l] += own->counts[l][i];
    buffer_add_format(line, "%s: ", risk_axis_name(which));
    for (size_t level = axis->level_count; level > 0; level--) {
        terminal_add_text(line, axis->levels[level - 1]);
        buffer_add_format(line, " (%zu), ", counts[level]);
    }
    buffer_add_format(line, "not stated (%zu)", counts[0]);
}

static void print_own_scales(const struct printer *printer)
{
    const struct score_result *result = printer->report->scores;

    if (result->own_count)
        fputs("\nOn the plans' own scales\n", printer->out);
    for (size_t i = 0; i < result->own_count; i++) {
        const struct own_matrix *own = &result->own[i];
        struct buffer line = { 0 };

        terminal_add_text(&line, own->plan->document);
        buffer_add_string(&line, ": ");
        add_own_axis(&line, own, AXIS_IMPACT);
        buffer_add_string(&line, "; ");
        add_own_axis(&line, own, AXIS_LIKELIHOOD);
        if (own->beyond_count)
            buffer_add_format(&line, "; %zu on words that have no room here", own->beyond_count);
        print_wrapped(printer, buffer_string(&line));
        buffer_free(&line);
    }
}

/* ---- the ranked list --------------------------------------------------------------------------- */

static const char *figure_title(const struct risk_scheme *scheme)
{
    return scheme->formula == FORMULA_SUM ? "Sum" : "Product";
}

static struct span stated(struct span rating)
{
    return rating.text ? rating : span_of("-");
}

/* "12/2": actions threatened, actions that carry out its mitigation */
static struct span reach_words(const struct printer *printer, const struct risk_score *score)
{
    struct reach_count count = reach_count_of(printer->report->reach, score->plan_index, score->index);
    struct buffer text = { 0 };

    buffer_add_format(&text, "%zu/%zu", count.threatened, count.mitigated);
    return score_keep(printer->arena, &text);
}

/* PLAN:REF and the risk's words */
static struct span risk_words(const struct printer *printer, const struct risk_score *score)
{
    struct buffer text = { 0 };

    buffer_add_span(&text, score_item_name(score->plan, ITEM_RISK, score->index, printer->arena));
    buffer_add_string(&text, ": ");
    buffer_add_span(&text, score->risk->text.text);
    return score_keep(printer->arena, &text);
}

static void add_risk(const struct printer *printer, struct text_table *table, const struct risk_score *score)
{
    const struct score_result *result = printer->report->scores;

    text_table_add(table, score_rank_words(score, printer->arena));
    text_table_add(table, score_band_words(result->scheme, score, printer->arena));
    text_table_add(table, stated(own_scale_rating(score->risk, result->stage, AXIS_LIKELIHOOD)));
    text_table_add(table, stated(own_scale_rating(score->risk, result->stage, AXIS_IMPACT)));
    text_table_add(table, score_figure_words(score, printer->arena));
    text_table_add(table, score_place_words(score, printer->arena));
    text_table_add(table, score_step_words(result->scheme, score, printer->arena));
    text_table_add(table, reach_words(printer, score));
    text_table_add(table, risk_words(printer, score));
}

static void print_ranking(const struct printer *printer)
{
    const struct score_result *result = printer->report->scores;
    const struct text_column columns[] = {
        { .name = "rank", .title = "Rank" },
        { .name = "band", .title = "Band" },
        { .name = "likelihood", .title = "L" },
        { .name = "impact", .title = "I" },
        { .name = "figure", .title = figure_title(result->scheme) },
        { .name = "place", .title = "Place" },
        { .name = "step", .title = "Step" },
        { .name = "reach", .title = "Reach" },
        { .name = "risk", .title = "Risk", .is_below = true },
    };
    struct text_table table;

    text_table_begin(&table, printer->arena, columns, ARRAY_LENGTH(columns));
    for (size_t i = 0; i < result->score_count; i++)
        add_risk(printer, &table, &result->scores[i]);
    fputs("\nRanked\n", printer->out);
    text_table_print(&table, printer->terminal, printer->out);
}

static void print_legend(const struct printer *printer)
{
    const struct score_result *result = printer->report->scores;
    const char *figure = result->scheme->formula == FORMULA_SUM ? "sum" : "product";
    struct buffer line = { 0 };

    fputc('\n', printer->out);
    print_wrapped(printer,
                  "Rank: a risk stands above another where it is at least as high on both axes and higher "
                  "on one, for all that its ratings allow; a-b: any of these places, since it can't be "
                  "compared with some of the others; =: it shares its cell with others.");
    print_wrapped(printer, "L, I: likelihood and impact as stated; -: not stated, and nothing is filled in.");
    buffer_add_format(
        &line,
        "Place: by the %s, among the risks in one cell; =: shared; ~n: against n of them the order "
        "depends on the scheme, since each is higher on one axis.",
        figure);
    print_wrapped(printer, buffer_string(&line));
    line.length = 0;
    print_wrapped(printer, "Step: the other bands that one level more or less on an axis reaches.");
    print_wrapped(printer,
                  "Reach: actions of its plan that the risk threatens/that carry out its mitigation; "
                  "`planrisk explain RISK` names them. Rating and reach are not multiplied.");
    if (printer->report->reach->beyond_count) {
        buffer_add_format(&line, "%zu weaker links are past the limit of grammars/reach.yaml.",
                          printer->report->reach->beyond_count);
        print_wrapped(printer, buffer_string(&line));
    }
    buffer_free(&line);
}

/* ---- what depends on the scheme ---------------------------------------------------------------- */

enum { CONTESTS_SHOWN = 8 };

static size_t cell_count(const struct score_result *result, const unsigned levels[static AXIS_COUNT])
{
    return result->cells[levels[AXIS_LIKELIHOOD] - 1][levels[AXIS_IMPACT] - 1];
}

/* "L 2 x I 5 = 10 (3 risks)" */
static void add_cell(struct buffer *line, const struct printer *printer,
                     const unsigned levels[static AXIS_COUNT])
{
    const struct score_result *result = printer->report->scores;
    size_t count = cell_count(result, levels);

    for (unsigned i = 0; i < AXIS_COUNT; i++) {
        enum risk_axis axis = i ? AXIS_IMPACT : AXIS_LIKELIHOOD;
        const struct scheme_level *level = &result->scheme->axes[axis].levels[levels[axis] - 1];

        buffer_add_format(line, "%s%c ", i ? ", " : "", i ? 'I' : 'L');
        buffer_add_span(line, score_level_mark(level, levels[axis], printer->arena));
    }
    buffer_add_format(line, ": %g (%zu risk%s)",
                      risk_scheme_figure(result->scheme, levels[AXIS_LIKELIHOOD], levels[AXIS_IMPACT]), count,
                      count == 1 ? "" : "s");
}

static void print_contests(const struct printer *printer)
{
    const struct score_result *result = printer->report->scores;
    size_t pairs = 0;

    if (!result->contest_count)
        return;
    for (size_t i = 0; i < result->contest_count; i++)
        pairs +=
            cell_count(result, result->contests[i].higher) * cell_count(result, result->contests[i].lower);
    fprintf(printer->out, "\n%zu pair%s of risks that only the scheme orders\n", pairs,
            pairs == 1 ? "" : "s");
    for (size_t i = 0; i < result->contest_count && i < CONTESTS_SHOWN; i++) {
        struct buffer line = { 0 };

        add_cell(&line, printer, result->contests[i].higher);
        buffer_add_string(&line, result->contests[i].is_tie ? "  level with  " : "  above  ");
        add_cell(&line, printer, result->contests[i].lower);
        fprintf(printer->out, "  %s\n", buffer_string(&line));
        buffer_free(&line);
    }
    if (result->contest_count > CONTESTS_SHOWN)
        fprintf(printer->out, "  and %zu more pairs of cells: --format json lists all\n",
                result->contest_count - CONTESTS_SHOWN);
}

/* ---- the whole --------------------------------------------------------------------------------- */

static void print_title(const struct printer *printer)
{
    const struct score_result *result = printer->report->scores;
    struct buffer line = { 0 };

    buffer_add_format(&line, "%s, %s ratings: %zu of %zu risks in one cell", result->scheme->title,
                      rating_stage_name(result->stage), result->placed_count, result->score_count);
    print_wrapped(printer, buffer_string(&line));
    fputc('\n', printer->out);
    buffer_free(&line);
}

void score_print_table(FILE *out, const struct score_report *report, const struct terminal *terminal)
{
    const struct score_result *result = report->scores;
    struct printer printer = { .out = out, .report = report, .terminal = terminal, .arena = arena_new() };

    if (result->score_count == 0) {
        fputs("No risks.\n", out);
    } else {
        print_title(&printer);
        score_matrix_print(out, result, terminal);
        print_own_scales(&printer);
        print_ranking(&printer);
        print_legend(&printer);
        print_contests(&printer);
    }
    score_sums_print(out, report, terminal);
    exposure_print_worst(out, report, terminal);
    arena_free(printer.arena);
}
