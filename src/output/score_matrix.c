#include "output/score_matrix.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/risk_score.h"
#include "analysis/scheme_lint.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "output/character.h"
#include "output/score_print.h"
#include "output/score_words.h"
#include "output/terminal.h"

enum {
    CELL_WIDTH = 7, /* a count of up to four digits, a blank, the band's letter, a blank */
    INDENT = 2,
    TRAY_GAP = 3,
    TRAY_LEAST = 24, /* columns that the tray needs beside the matrix */
};

static enum style style_of(const struct risk_scheme *scheme, size_t band)
{
    if (band == 0)
        return STYLE_GREEN;
    return band + 1 == scheme->band_count ? STYLE_RED : STYLE_AMBER;
}

struct painter {
    FILE *out;
    const struct score_result *result;
    const struct terminal *terminal;
    struct arena *arena;
    size_t label_width; /* of likelihood's levels, marks before them */
    size_t mark_width;
};

/* ---- the tray ---------------------------------------------------------------------------------- */

/* Risks of which the same is known to be unknown. */
struct tray_group {
    const struct risk_score *first;
    size_t count;
};

struct tray {
    struct tray_group *groups;
    size_t count;
    size_t capacity;
    struct buffer text; /* one group a line, wrapped */
};

static bool is_alike(const struct risk_score *a, const struct risk_score *b)
{
    return a->placement == b->placement && a->band_low == b->band_low && a->band_high == b->band_high;
}

static int by_kind(const void *left, const void *right)
{
    const struct tray_group *a = left;
    const struct tray_group *b = right;

    if (a->first->placement != b->first->placement)
        return a->first->placement < b->first->placement ? -1 : 1;
    if (a->first->band_high != b->first->band_high)
        return a->first->band_high > b->first->band_high ? -1 : 1;
    return a->first->band_low > b->first->band_low ? -1 : a->first->band_low < b->first->band_low;
}

static void fill_tray(const struct painter *painter, struct tray *tray)
{
    for (size_t i = 0; i < painter->result->score_count; i++) {
        const struct risk_score *score = &painter->result->scores[i];
        size_t g = 0;

        if (score->placement == PLACED)
            continue;
        while (g < tray->count && !is_alike(tray->groups[g].first, score))
            g++;
        if (g == tray->count) {
            tray->groups =
                arena_grow(painter->arena, tray->groups, tray->count, &tray->capacity, sizeof *tray->groups);
            tray->groups[tray->count++] = (struct tray_group){ .first = score };
        }
        tray->groups[g].count++;
    }
    if (tray->count)
        qsort(tray->groups, tray->count, sizeof *tray->groups, by_kind);
}

/* "12 Moderate to Extreme: likelihood not stated" */
static void write_tray(const struct painter *painter, struct tray *tray, size_t width)
{
    for (size_t g = 0; g < tray->count; g++) {
        const struct risk_score *score = tray->groups[g].first;
        struct buffer line = { 0 };

        buffer_add_format(&line, "%zu ", tray->groups[g].count);
        buffer_add_span(&line, score_band_words(painter->result->scheme, score, painter->arena));
        buffer_add_format(&line, ": %s", placement_name(score->placement));
        buffer_add_byte(&tray->text, '\n');
        terminal_add_wrapped(&tray->text, score_keep(painter->arena, &line), 0, INDENT, width);
    }
}

/* The next line of the tray, or no text. */
static struct span take_line(struct span *rest)
{
    const char *end = rest->length ? memchr(rest->text, '\n', rest->length) : NULL;
    size_t length = end ? (size_t)(end - rest->text) : rest->length;
    struct span line = span_part(*rest, 0, length);

    *rest = span_part(*rest, length + (end != NULL), rest->length);
    return line;
}

/* ---- the matrix -------------------------------------------------------------------------------- */

static struct span mark_of(const struct painter *painter, enum risk_axis axis, size_t level)
{
    return score_level_mark(&painter->result->scheme->axes[axis].levels[level], (unsigned)level + 1,
                            painter->arena);
}

static void measure_labels(struct painter *painter)
{
    const struct scheme_axis *axis = &painter->result->scheme->axes[AXIS_LIKELIHOOD];
    size_t widest = 0;

    for (size_t i = 0; i < axis->level_count; i++) {
        size_t mark = mark_of(painter, AXIS_LIKELIHOOD, i).length;
        size_t name = character_text_width(span_of(axis->levels[i].name));

        painter->mark_width = mark > painter->mark_width ? mark : painter->mark_width;
        widest = name > widest ? name : widest;
    }
    painter->label_width = painter->mark_width + 1 + widest;
    if (strlen(axis->title) > painter->label_width)
        painter->label_width = strlen(axis->title);
}

static size_t matrix_width(const struct painter *painter)
{
    return INDENT + painter->label_width +
           CELL_WIDTH * painter->result->scheme->axes[AXIS_IMPACT].level_count;
}

/* One cell: the count, or a dot, and the band's letter in any case. */
static void print_cell(const struct painter *painter, size_t likelihood, size_t impact)
{
    const struct risk_scheme *scheme = painter->result->scheme;
    size_t band = scheme->cells[likelihood][impact];
    size_t count = painter->result->cells[likelihood][impact];
    enum style style = style_of(scheme, band);

    if (count)
        fprintf(painter->out, "%s%5zu %c%s", terminal_style(painter->terminal, style), count,
                scheme->bands[band].letter, terminal_plain(painter->terminal, style));
    else
        fprintf(painter->out, "%5s %c", ".", scheme->bands[band].letter);
}

/* Padded to the width of a matrix, so that the tray can go on behind it. */
static void print_row(const struct painter *painter, size_t likelihood)
{
    const struct risk_scheme *scheme = painter->result->scheme;
    struct span mark = mark_of(painter, AXIS_LIKELIHOOD, likelihood);
    struct span name = span_of(scheme->axes[AXIS_LIKELIHOOD].levels[likelihood].name);

    fprintf(painter->out, "%*s%*.*s %s%*s", INDENT, "", (int)painter->mark_width, (int)mark.length, mark.text,
            name.text, (int)(painter->label_width - painter->mark_width - 1 - character_text_width(name)),
            "");
    for (size_t i = 0; i < scheme->axes[AXIS_IMPACT].level_count; i++)
        print_cell(painter, likelihood, i);
}

static void print_foot(const struct painter *painter)
{
    const struct scheme_axis *impact = &painter->result->scheme->axes[AXIS_IMPACT];

    fprintf(painter->out, "%*s%-*s", INDENT, "", (int)painter->label_width,
            painter->result->scheme->axes[AXIS_LIKELIHOOD].title);
    for (size_t i = 0; i < impact->level_count; i++) {
        struct span mark = mark_of(painter, AXIS_IMPACT, i);

        fprintf(painter->out, "%s%5.*s", i ? "  " : "", (int)mark.length, mark.text);
    }
}

/* The next line of the tray behind a line of the matrix that is `short_by` columns short of its width. */
static void print_beside(const struct painter *painter, struct span *tray, size_t short_by)
{
    struct span line = take_line(tray);

    if (line.length)
        fprintf(painter->out, "%*s%.*s", (int)short_by + TRAY_GAP, "", (int)line.length, line.text);
    fputc('\n', painter->out);
}

/* The greatest likelihood at the top; impact levels by their marks, their names in the key below. */
static void print_matrix(const struct painter *painter, struct span tray)
{
    for (size_t l = painter->result->scheme->axes[AXIS_LIKELIHOOD].level_count; l-- > 0;) {
        print_row(painter, l);
        print_beside(painter, &tray, 0);
    }
    print_foot(painter);
    print_beside(painter, &tray, 2);
    while (tray.length)
        print_beside(painter, &tray, matrix_width(painter));
}

static void print_wrapped(const struct painter *painter, struct buffer *line)
{
    struct buffer text = { 0 };

    buffer_add_format(&text, "%*s", INDENT, "");
    terminal_add_wrapped(&text, score_keep(painter->arena, line), INDENT, (size_t)2 * INDENT,
                         painter->terminal->width);
    fprintf(painter->out, "%s\n", buffer_string(&text));
    buffer_free(&text);
}

static void print_key(const struct painter *painter)
{
    const struct risk_scheme *scheme = painter->result->scheme;
    const struct scheme_axis *impact = &scheme->axes[AXIS_IMPACT];
    struct buffer line = { 0 };

    buffer_add_format(&line, "%s:", impact->title);
    for (size_t i = 0; i < impact->level_count; i++) {
        buffer_add_string(&line, i ? ", " : " ");
        buffer_add_span(&line, mark_of(painter, AXIS_IMPACT, i));
        buffer_add_format(&line, " %s", impact->levels[i].name);
    }
    print_wrapped(painter, &line);
    buffer_add_string(&line, "Bands:");
    for (size_t b = 0; b < scheme->band_count; b++)
        buffer_add_format(&line, "%s %c %s", b ? "," : "", scheme->bands[b].letter, scheme->bands[b].name);
    print_wrapped(painter, &line);
}

/* What Cox's axioms say of the matrix: it belongs to every reading of it. */
static void print_notes(const struct painter *painter)
{
    struct scheme_notes notes = scheme_lint(painter->result->scheme, painter->arena);
    struct buffer line = { 0 };

    for (size_t i = 0; i < notes.count; i++) {
        buffer_add_string(&line, i ? "; " : "About this scheme: ");
        buffer_add_span(&line, notes.items[i]);
    }
    if (notes.count)
        print_wrapped(painter, &line);
}

void score_matrix_print(FILE *out, const struct score_result *result, const struct terminal *terminal)
{
    struct painter painter = { .out = out, .result = result, .terminal = terminal, .arena = arena_new() };
    struct tray tray = { 0 };

    measure_labels(&painter);
    fill_tray(&painter, &tray);
    size_t used = matrix_width(&painter) + TRAY_GAP;
    bool is_beside = used + TRAY_LEAST <= terminal->width;

    if (tray.count) {
        buffer_add_string(&tray.text, "Not in one cell:");
        write_tray(&painter, &tray, is_beside ? terminal->width - used : terminal->width - TRAY_GAP);
    }
    struct span text = span_over(tray.text.bytes, tray.text.length);

    print_matrix(&painter, is_beside ? text : (struct span){ .offset = SPAN_NOWHERE });
    fputc('\n', out);
    print_key(&painter);
    print_notes(&painter);
    if (!is_beside && tray.count) {
        fputc('\n', out);
        while (text.length) {
            struct span line = take_line(&text);

            fprintf(out, "%*s%.*s\n", INDENT, "", (int)line.length, line.text);
        }
    }
    buffer_free(&tray.text);
    arena_free(painter.arena);
}
