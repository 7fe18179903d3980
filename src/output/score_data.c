#include "output/score_print.h"

#include "analysis/delivery_exposure.h"
#include "analysis/risk_reach.h"
#include "analysis/risk_score.h"
#include "analysis/scheme_lint.h"
#include "base/arena.h"
#include "base/status.h"
#include "output/csv_writer.h"
#include "output/item_label.h"
#include "output/json_writer.h"
#include "output/score_words.h"
#include "plan/plan.h"

/* ---- scheme, matrix, scales -------------------------------------------------------------------- */

static void write_scheme(struct json_writer *json, const struct risk_scheme *scheme, struct arena *arena)
{
    struct scheme_notes notes = scheme_lint(scheme, arena);

    json_put_name(json, "scheme");
    json_put_begin_inline_object(json);
    json_put_member_string(json, "name", scheme->name);
    json_put_member_string(json, "title", scheme->title);
    json_put_member_string(json, "source", scheme->source);
    json_put_name(json, "notes");
    json_put_begin_inline_array(json);
    for (size_t n = 0; n < notes.count; n++)
        json_put_span(json, notes.items[n]);
    json_put_end_array(json);
    json_put_end_object(json);
}

/* One object a cell: every cell, also the empty ones, from likelihood 1 and impact 1 on. */
static void write_matrix(struct json_writer *json, const struct score_result *result)
{
    const struct risk_scheme *scheme = result->scheme;

    json_put_name(json, "matrix");
    json_put_begin_array(json);
    for (size_t l = 0; l < scheme->axes[AXIS_LIKELIHOOD].level_count; l++)
        for (size_t i = 0; i < scheme->axes[AXIS_IMPACT].level_count; i++) {
            json_put_begin_inline_object(json);
            json_put_member_integer(json, "likelihood", (int64_t)l + 1);
            json_put_member_integer(json, "impact", (int64_t)i + 1);
            json_put_member_string(json, "band", scheme->bands[scheme->cells[l][i]].name);
            json_put_member_integer(json, "count", (int64_t)result->cells[l][i]);
            json_put_end_object(json);
        }
    json_put_end_array(json);
}

static void write_own_axis(struct json_writer *json, const struct own_axis *axis, enum risk_axis which)
{
    json_put_name(json, risk_axis_name(which));
    json_put_begin_inline_array(json);
    for (size_t i = 0; i < axis->level_count; i++)
        json_put_span(json, axis->levels[i]);
    json_put_end_array(json);
}

/* counts by likelihood, then impact; the first of each is "not stated". */
static void write_own_scales(struct json_writer *json, const struct score_result *result)
{
    json_put_name(json, "own_scales");
    json_put_begin_array(json);
    for (size_t k = 0; k < result->own_count; k++) {
        const struct own_matrix *own = &result->own[k];

        json_put_begin_inline_object(json);
        json_put_member_span(json, "document", own->plan->document);
        for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
            write_own_axis(json, &own->axes[axis], axis);
        json_put_name(json, "counts");
        json_put_begin_inline_array(json);
        for (size_t l = 0; l <= own->axes[AXIS_LIKELIHOOD].level_count; l++) {
            json_put_begin_inline_array(json);
            for (size_t i = 0; i <= own->axes[AXIS_IMPACT].level_count; i++)
                json_put_integer(json, (int64_t)own->counts[l][i]);
            json_put_end_array(json);
        }
        json_put_end_array(json);
        json_put_end_object(json);
    }
    json_put_end_array(json);
}

/* ---- risks ------------------------------------------------------------------------------------- */

static void write_range(struct json_writer *json, const struct risk_score *score, enum rating_stage stage,
                        enum risk_axis axis)
{
    const struct level_range *range = &score->ranges[axis];

    json_put_name(json, risk_axis_name(axis));
    json_put_begin_inline_object(json);
    json_put_member_span(json, "stated", own_scale_rating(score->risk, stage, axis));
    json_put_name(json, "levels");
    json_put_begin_inline_array(json);
    json_put_integer(json, range->low);
    json_put_integer(json, range->high);
    json_put_end_array(json);
    json_put_end_object(json);
}

static void write_bands(struct json_writer *json, const struct risk_scheme *scheme,
                        const struct risk_score *score)
{
    json_put_name(json, "bands");
    json_put_begin_inline_array(json);
    json_put_string(json, scheme->bands[score->band_low].name);
    json_put_string(json, scheme->bands[score->band_high].name);
    json_put_end_array(json);
    json_put_member_string(json, "placement", placement_name(score->placement));
    json_put_member_boolean(json, "band_could_step", score->band_could_step);
    json_put_name(json, "step_bands");
    json_put_begin_inline_array(json);
    for (size_t b = 0; b < scheme->band_count; b++)
        if (score->step_bands & 1u << b)
            json_put_string(json, scheme->bands[b].name);
    json_put_end_array(json);
}

static void write_pair(struct json_writer *json, const char *name, size_t low, size_t high)
{
    json_put_name(json, name);
    json_put_begin_inline_array(json);
    json_put_integer(json, (int64_t)low);
    json_put_integer(json, (int64_t)high);
    json_put_end_array(json);
}

/* Places by the figure are null where the risk is in no one cell. */
static void write_ranks(struct json_writer *json, const struct risk_score *score)
{
    write_pair(json, "ranks", score->rank_first, score->rank_last);
    json_put_member_integer(json, "tied", (int64_t)score->tied);
    json_put_name(json, "figure");
    json_put_begin_inline_array(json);
    json_put_number(json, score->figure_low);
    json_put_number(json, score->figure_high);
    json_put_end_array(json);
    if (score->product_first) {
        write_pair(json, "figure_places", score->product_first, score->product_last);
    } else {
        json_put_name(json, "figure_places");
        json_put_null(json);
    }
    json_put_member_integer(json, "depends_on_scheme", (int64_t)score->contested);
}

static void write_reach(struct json_writer *json, const struct reach_count *count)
{
    json_put_name(json, "reach");
    json_put_begin_inline_object(json);
    json_put_member_integer(json, "threatened_actions", (int64_t)count->threatened);
    json_put_member_integer(json, "threatened_sections", (int64_t)count->sections);
    json_put_member_integer(json, "threatened_owners", (int64_t)count->owners);
    json_put_member_integer(json, "mitigating_actions", (int64_t)count->mitigated);
    json_put_end_object(json);
}

static struct reach_count reach_of(const struct score_report *report, const struct risk_score *score)
{
    return reach_count_of(report->reach, score->plan_index, score->index);
}

static void write_score(struct json_writer *json, const struct score_report *report,
                        const struct risk_score *score, struct arena *arena)
{
    enum rating_stage stage = report->scores->stage;
    struct reach_count reach = reach_of(report, score);

    json_put_begin_inline_object(json);
    json_put_member_span(json, "document", score->plan->document);
    json_put_member_integer(json, "line", (int64_t)score->risk->line_first);
    json_put_member_span(json, "item", item_label(score->plan, ITEM_RISK, score->index, arena));
    json_put_member_span(json, "text", score->risk->text.text);
    json_put_member_span(json, "section", score_section_name(score->plan, score->risk->section));
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
        write_range(json, score, stage, axis);
    json_put_member_span(json, "printed_score", own_scale_score(score->risk, stage));
    json_put_member_string(json, "printed_score_use", score_use_name(score->score_use));
    write_bands(json, report->scores->scheme, score);
    write_ranks(json, score);
    write_reach(json, &reach);
    json_put_end_object(json);
}

static void write_risks(struct json_writer *json, const struct score_report *report)
{
    struct arena *arena = arena_new();

    json_put_name(json, "risks");
    json_put_begin_array(json);
    for (size_t i = 0; i < report->scores->score_count; i++) {
        write_score(json, report, &report->scores->scores[i], arena);
        arena_reset(arena);
    }
    json_put_end_array(json);
    arena_free(arena);
}

static void write_cell(struct json_writer *json, const char *name, const struct score_result *result,
                       const unsigned levels[static AXIS_COUNT])
{
    unsigned likelihood = levels[AXIS_LIKELIHOOD];
    unsigned impact = levels[AXIS_IMPACT];

    json_put_name(json, name);
    json_put_begin_inline_object(json);
    json_put_member_integer(json, "likelihood", likelihood);
    json_put_member_integer(json, "impact", impact);
    json_put_member_number(json, "figure", risk_scheme_figure(result->scheme, likelihood, impact));
    json_put_member_integer(json, "count", (int64_t)result->cells[likelihood - 1][impact - 1]);
    json_put_end_object(json);
}

static void write_contests(struct json_writer *json, const struct score_result *result)
{
    json_put_name(json, "contests");
    json_put_begin_array(json);
    for (size_t i = 0; i < result->contest_count; i++) {
        json_put_begin_inline_object(json);
        write_cell(json, "higher", result, result->contests[i].higher);
        write_cell(json, "lower", result, result->contests[i].lower);
        json_put_member_boolean(json, "level", result->contests[i].is_tie);
        json_put_end_object(json);
    }
    json_put_end_array(json);
}

/* ---- exposure ---------------------------------------------------------------------------------- */

static void write_sum(struct json_writer *json, const struct exposure_sum *sum, bool is_plan)
{
    json_put_begin_inline_object(json);
    json_put_member_span(json, "document", sum->plan->document);
    if (!is_plan)
        json_put_member_span(json, "section", score_section_name(sum->plan, sum->section));
    json_put_member_integer(json, "actions", (int64_t)sum->actions);
    json_put_member_integer(json, "exposed", (int64_t)sum->exposed);
    json_put_member_number(json, "exposure", sum->total);
    if (is_plan)
        json_put_member_integer(json, "rules_not_tested", (int64_t)sum->not_tested);
    json_put_end_object(json);
}

static void write_sums(struct json_writer *json, const char *name, const struct exposure_sum *sums,
                       size_t count, bool are_plans)
{
    json_put_name(json, name);
    json_put_begin_array(json);
    for (size_t i = 0; i < count; i++)
        write_sum(json, &sums[i], are_plans);
    json_put_end_array(json);
}

static void write_factors(struct json_writer *json, const struct action_exposure *exposure)
{
    json_put_name(json, "factors");
    json_put_begin_inline_array(json);
    for (size_t i = 0; i < exposure->factor_count; i++) {
        json_put_begin_inline_object(json);
        json_put_member_string(json, "rule", exposure->factors[i].rule);
        json_put_member_string(json, "name", exposure->factors[i].name);
        json_put_member_number(json, "weight", exposure->factors[i].weight);
        json_put_member_integer(json, "findings", (int64_t)exposure->factors[i].findings);
        json_put_end_object(json);
    }
    json_put_end_array(json);
}

static void write_actions(struct json_writer *json, const struct exposure_result *result)
{
    struct arena *arena = arena_new();

    json_put_name(json, "actions");
    json_put_begin_array(json);
    for (size_t i = 0; i < result->action_count; i++) {
        const struct action_exposure *exposure = &result->actions[i];
        const struct action *action = &exposure->plan->actions[exposure->action];

        json_put_begin_inline_object(json);
        json_put_member_span(json, "document", exposure->plan->document);
        json_put_member_integer(json, "line", (int64_t)action->line_first);
        json_put_member_span(json, "item", item_label(exposure->plan, ITEM_ACTION, exposure->action, arena));
        json_put_member_span(json, "text", action->text.text);
        json_put_member_number(json, "exposure", exposure->total);
        write_factors(json, exposure);
        json_put_end_object(json);
        arena_reset(arena);
    }
    json_put_end_array(json);
    arena_free(arena);
}

static void write_exposure(struct json_writer *json, const struct exposure_result *result)
{
    json_put_name(json, "exposure");
    json_put_begin_object(json);
    write_sums(json, "plans", result->plans, result->plan_count, true);
    write_sums(json, "sections", result->sections, result->section_count, false);
    write_actions(json, result);
    json_put_end_object(json);
}

void score_print_json(FILE *out, const struct score_report *report)
{
    struct arena *arena = arena_new();
    struct json_writer json;

    json_put_begin(&json, out);
    json_put_begin_object(&json);
    write_scheme(&json, report->scores->scheme, arena);
    json_put_member_string(&json, "stage", rating_stage_name(report->scores->stage));
    write_matrix(&json, report->scores);
    write_own_scales(&json, report->scores);
    write_risks(&json, report);
    write_contests(&json, report->scores);
    write_exposure(&json, report->exposure);
    json_put_end_object(&json);
    json_put_end(&json);
    arena_free(arena);
}

/* ---- csv --------------------------------------------------------------------------------------- */

static const char *const csv_titles[] = { "rank_first",
                                          "rank_last",
                                          "tied",
                                          "plan",
                                          "risk",
                                          "line",
                                          "section",
                                          "text",
                                          "scheme",
                                          "stage",
                                          "impact",
                                          "likelihood",
                                          "printed_score",
                                          "printed_score_use",
                                          "impact_low",
                                          "impact_high",
                                          "likelihood_low",
                                          "likelihood_high",
                                          "band_low",
                                          "band_high",
                                          "placement",
                                          "figure_low",
                                          "figure_high",
                                          "figure_first",
                                          "figure_last",
                                          "depends_on_scheme",
                                          "step_bands",
                                          "threatened_actions",
                                          "threatened_sections",
                                          "threatened_owners",
                                          "mitigating_actions" };

static void csv_count(struct csv_writer *csv, size_t count)
{
    csv_integer(csv, (int64_t)count);
}

/* Places by the figure are empty where the risk is in no one cell. */
static void csv_place(struct csv_writer *csv, size_t place)
{
    if (place)
        csv_count(csv, place);
    else
        csv_string(csv, NULL);
}

static void csv_item(struct csv_writer *csv, const struct risk_score *score, struct arena *arena)
{
    csv_count(csv, score->rank_first);
    csv_count(csv, score->rank_last);
    csv_count(csv, score->tied);
    csv_span(csv, score->plan->key);
    csv_span(csv, score_item_name(score->plan, ITEM_RISK, score->index, arena));
    csv_count(csv, score->risk->line_first);
    csv_span(csv, score_section_name(score->plan, score->risk->section));
    csv_span(csv, score->risk->text.text);
}

static void csv_ratings(struct csv_writer *csv, const struct score_result *result,
                        const struct risk_score *score)
{
    csv_string(csv, result->scheme->name);
    csv_string(csv, rating_stage_name(result->stage));
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
        csv_span(csv, own_scale_rating(score->risk, result->stage, axis));
    csv_span(csv, own_scale_score(score->risk, result->stage));
    csv_string(csv, score_use_name(score->score_use));
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++) {
        csv_count(csv, score->ranges[axis].low);
        csv_count(csv, score->ranges[axis].high);
    }
}

static void csv_score(struct csv_writer *csv, const struct score_report *report,
                      const struct risk_score *score, struct arena *arena)
{
    const struct risk_scheme *scheme = report->scores->scheme;
    struct reach_count reach = reach_of(report, score);

    csv_item(csv, score, arena);
    csv_ratings(csv, report->scores, score);
    csv_string(csv, scheme->bands[score->band_low].name);
    csv_string(csv, scheme->bands[score->band_high].name);
    csv_string(csv, placement_name(score->placement));
    csv_number(csv, score->figure_low);
    csv_number(csv, score->figure_high);
    csv_place(csv, score->product_first);
    csv_place(csv, score->product_last);
    csv_count(csv, score->contested);
    csv_span(csv, score_step_words(scheme, score, arena));
    csv_count(csv, reach.threatened);
    csv_count(csv, reach.sections);
    csv_count(csv, reach.owners);
    csv_count(csv, reach.mitigated);
    csv_end_row(csv);
}

void score_print_csv(FILE *out, const struct score_report *report)
{
    struct arena *arena = arena_new();
    struct csv_writer csv;

    csv_begin(&csv, out, false);
    for (size_t i = 0; i < ARRAY_LENGTH(csv_titles); i++)
        csv_string(&csv, csv_titles[i]);
    csv_end_row(&csv);
    for (size_t i = 0; i < report->scores->score_count; i++) {
        csv_score(&csv, report, &report->scores->scores[i], arena);
        arena_reset(arena);
    }
    csv_end(&csv);
    arena_free(arena);
}
