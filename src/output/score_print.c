#include "output/score_print.h"

#include <string.h>

#include "analysis/risk_score.h"
#include "analysis/scheme_lint.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "output/item_label.h"
#include "output/json_writer.h"
#include "output/terminal.h"
#include "output/text_table.h"
#include "plan/plan.h"

/* ---- the matrix -------------------------------------------------------------------------------- */

enum { CELL_WIDTH = 5 }; /* a count of up to three digits, a space, the band's letter */

static enum style style_of(const struct risk_scheme *scheme, size_t band)
{
    if (band == 0)
        return STYLE_GREEN;
    return band + 1 == scheme->band_count ? STYLE_RED : STYLE_AMBER;
}

static size_t widest_level(const struct scheme_axis *axis)
{
    size_t widest = strlen(axis->title);

    for (size_t i = 0; i < axis->level_count; i++)
        if (strlen(axis->levels[i].name) + 3 > widest)
            widest = strlen(axis->levels[i].name) + 3; /* with its number before it */
    return widest;
}

static void print_cell(FILE *out, const struct score_result *result, const struct terminal *terminal,
                       size_t likelihood, size_t impact)
{
    const struct risk_scheme *scheme = result->scheme;
    size_t band = scheme->cells[likelihood][impact];
    size_t count = result->cells[likelihood][impact];
    enum style style = style_of(scheme, band);

    if (count)
        fprintf(out, "%s%*zu %c%s", terminal_style(terminal, style), CELL_WIDTH, count,
                scheme->bands[band].letter, terminal_plain(terminal, style));
    else
        fprintf(out, "%*s %c", CELL_WIDTH, ".", scheme->bands[band].letter);
}

/* The greatest likelihood at the top; impact levels by number, their names in the key below. */
static void print_matrix(FILE *out, const struct score_result *result, const struct terminal *terminal)
{
    const struct scheme_axis *likelihood = &result->scheme->axes[AXIS_LIKELIHOOD];
    const struct scheme_axis *impact = &result->scheme->axes[AXIS_IMPACT];
    int label = (int)widest_level(likelihood);

    for (size_t l = likelihood->level_count; l-- > 0;) {
        fprintf(out, "  %2zu %-*s", l + 1, label - 3, likelihood->levels[l].name);
        for (size_t i = 0; i < impact->level_count; i++)
            print_cell(out, result, terminal, l, i);
        fputc('\n', out);
    }
    fprintf(out, "  %-*s", label, likelihood->title);
    for (size_t i = 0; i < impact->level_count; i++)
        fprintf(out, "%*zu  ", CELL_WIDTH, i + 1);
    fprintf(out, " %s\n\n  %s:", impact->title, impact->title);
    for (size_t i = 0; i < impact->level_count; i++)
        fprintf(out, "%s %zu %s", i ? "," : "", i + 1, impact->levels[i].name);
    fputs("\n  Bands:", out);
    for (size_t b = 0; b < result->scheme->band_count; b++)
        fprintf(out, "%s %c %s", b ? "," : "", result->scheme->bands[b].letter,
                result->scheme->bands[b].name);
    fputc('\n', out);
}

/* What Cox's axioms say of the matrix: it belongs to every reading of it. */
static void print_notes(FILE *out, const struct risk_scheme *scheme)
{
    struct arena *arena = arena_new();
    struct scheme_notes notes = scheme_lint(scheme, arena);

    for (size_t i = 0; i < notes.count; i++)
        fprintf(out, "%s%.*s", i ? "; " : "  Note: ", (int)notes.items[i].length, notes.items[i].text);
    if (notes.count)
        fputc('\n', out);
    arena_free(arena);
}

/* ---- what has no place in one cell ------------------------------------------------------------- */

static void print_tray(FILE *out, const struct score_result *result)
{
    size_t counts[OFF_SCALE + 1] = { 0 };

    for (size_t i = 0; i < result->score_count; i++)
        counts[result->scores[i].placement]++;
    if (result->placed_count == result->score_count)
        return;
    fputs("\n  Not in one cell:\n", out);
    for (enum placement p = PLACED + 1; p <= OFF_SCALE; p++)
        if (counts[p])
            fprintf(out, "  %5zu %s\n", counts[p], placement_name(p));
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

static void print_own_scales(FILE *out, const struct score_result *result)
{
    struct buffer line = { 0 };

    if (result->own_count)
        fputs("\nOn the plans' own scales\n", out);
    for (size_t i = 0; i < result->own_count; i++) {
        const struct own_matrix *own = &result->own[i];

        buffer_add_string(&line, "  ");
        terminal_add_text(&line, own->plan->document);
        buffer_add_string(&line, "  ");
        add_own_axis(&line, own, AXIS_IMPACT);
        buffer_add_string(&line, "; ");
        add_own_axis(&line, own, AXIS_LIKELIHOOD);
        if (own->beyond_count)
            buffer_add_format(&line, "; %zu on words that have no room here", own->beyond_count);
        fprintf(out, "%s\n", buffer_string(&line));
        line.length = 0;
    }
    buffer_free(&line);
}

/* ---- the ranked list --------------------------------------------------------------------------- */

static struct span kept(struct arena *arena, struct buffer *text)
{
    struct span copy = arena_copy_span(
        arena, (struct span){ .text = buffer_string(text), .length = text->length, .offset = SPAN_NOWHERE });

    text->length = 0;
    return copy;
}

struct span score_band_words(const struct risk_scheme *scheme, const struct risk_score *score,
                             struct arena *arena)
{
    struct buffer text = { 0 };

    buffer_add_string(&text, scheme->bands[score->band_low].name);
    if (score->band_high != score->band_low)
        buffer_add_format(&text, " to %s", scheme->bands[score->band_high].name);
    struct span words = kept(arena, &text);

    buffer_free(&text);
    return words;
}

struct span score_rank_words(const struct risk_score *score, struct arena *arena)
{
    struct buffer text = { 0 };

    buffer_add_format(&text, "%zu", score->rank_first);
    if (score->rank_last != score->rank_first)
        buffer_add_format(&text, "-%zu", score->rank_last);
    struct span words = kept(arena, &text);

    buffer_free(&text);
    return words;
}

/* "High", "Low to Extreme"; "High *" where one level more or less is another band. */
static struct span ranked_band(const struct risk_scheme *scheme, const struct risk_score *score,
                               struct arena *arena)
{
    struct buffer text = { 0 };

    buffer_add_span(&text, score_band_words(scheme, score, arena));
    buffer_add_string(&text, score->band_could_step ? " *" : "");
    struct span words = kept(arena, &text);

    buffer_free(&text);
    return words;
}

static void print_ranking(FILE *out, const struct score_result *result, const struct terminal *terminal)
{
    static const struct text_column columns[] = {
        { .name = "rank", .title = "Rank" },     { .name = "band", .title = "Band" },
        { .name = "impact", .title = "Impact" }, { .name = "likelihood", .title = "Likelihood" },
        { .name = "risk", .title = "Risk" },     { .name = "text", .title = "Text", .wraps = true },
    };
    struct arena *arena = arena_new();
    struct text_table table;
    bool could_step = false;

    text_table_begin(&table, arena, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < result->score_count; i++) {
        const struct risk_score *score = &result->scores[i];

        text_table_add(&table, score_rank_words(score, arena));
        text_table_add(&table, ranked_band(result->scheme, score, arena));
        text_table_add(&table, own_scale_rating(score->risk, result->stage, AXIS_IMPACT));
        text_table_add(&table, own_scale_rating(score->risk, result->stage, AXIS_LIKELIHOOD));
        text_table_add(&table, item_label(score->plan, ITEM_RISK, score->index, arena));
        text_table_add(&table, score->risk->text.text);
        could_step |= score->band_could_step;
    }
    fputs("\nRanked: a range of places is all that the plan's ratings allow\n", out);
    text_table_print(&table, terminal, out);
    if (could_step)
        fputs("* one level more or less on an axis is another band\n", out);
    arena_free(arena);
}

void score_print_table(FILE *out, const struct score_result *result, const struct terminal *terminal)
{
    if (result->score_count == 0) {
        fputs("No risks.\n", out);
        return;
    }
    fprintf(out, "%s, %s ratings: %zu of %zu risks in one cell\n\n", result->scheme->title,
            rating_stage_name(result->stage), result->placed_count, result->score_count);
    print_matrix(out, result, terminal);
    print_notes(out, result->scheme);
    print_tray(out, result);
    print_own_scales(out, result);
    print_ranking(out, result, terminal);
}

/* ---- for programs ------------------------------------------------------------------------------ */

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

static void write_score(struct json_writer *json, const struct score_result *result,
                        const struct risk_score *score, struct arena *arena)
{
    const struct scheme_band *bands = result->scheme->bands;

    json_put_begin_inline_object(json);
    json_put_member_span(json, "document", score->plan->document);
    json_put_member_integer(json, "line", (int64_t)score->risk->line_first);
    json_put_member_span(json, "item", item_label(score->plan, ITEM_RISK, score->index, arena));
    json_put_member_span(json, "text", score->risk->text.text);
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
        write_range(json, score, result->stage, axis);
    json_put_member_span(json, "printed_score", own_scale_score(score->risk, result->stage));
    json_put_name(json, "bands");
    json_put_begin_inline_array(json);
    json_put_string(json, bands[score->band_low].name);
    json_put_string(json, bands[score->band_high].name);
    json_put_end_array(json);
    json_put_member_string(json, "placement", placement_name(score->placement));
    json_put_member_boolean(json, "band_could_step", score->band_could_step);
    json_put_name(json, "ranks");
    json_put_begin_inline_array(json);
    json_put_integer(json, (int64_t)score->rank_first);
    json_put_integer(json, (int64_t)score->rank_last);
    json_put_end_array(json);
    json_put_end_object(json);
}

void score_print_json(FILE *out, const struct score_result *result)
{
    struct arena *arena = arena_new();
    struct json_writer json;

    json_put_begin(&json, out);
    json_put_begin_object(&json);
    write_scheme(&json, result->scheme, arena);
    json_put_member_string(&json, "stage", rating_stage_name(result->stage));
    write_matrix(&json, result);
    write_own_scales(&json, result);
    json_put_name(&json, "risks");
    json_put_begin_array(&json);
    for (size_t i = 0; i < result->score_count; i++)
        write_score(&json, result, &result->scores[i], arena);
    json_put_end_array(&json);
    json_put_end_object(&json);
    json_put_end(&json);
    arena_free(arena);
}
