#include "output/report_page.h"

#include <string.h>

#include "base/arena.h"
#include "output/score_print.h"
#include "plan/plan.h"

/* ---- risks that allow the same cells ----------------------------------------------------------- */

enum { GROUP_LIMIT = 26 }; /* named by a letter each */

struct tray_group {
    const struct risk_score *first;
    size_t count;
};

struct tray {
    struct tray_group groups[GROUP_LIMIT];
    size_t group_count;
    size_t beyond; /* risks of groups past the limit */
};

static bool same_cells(const struct risk_score *a, const struct risk_score *b)
{
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++)
        if (a->ranges[axis].low != b->ranges[axis].low || a->ranges[axis].high != b->ranges[axis].high ||
            a->ranges[axis].stated != b->ranges[axis].stated)
            return false;
    return a->placement == b->placement;
}

static struct tray fill_tray(const struct score_result *scores)
{
    struct tray tray = { 0 };

    for (size_t i = 0; i < scores->score_count; i++) {
        const struct risk_score *score = &scores->scores[i];
        size_t g = 0;

        if (score->placement == PLACED)
            continue;
        while (g < tray.group_count && !same_cells(tray.groups[g].first, score))
            g++;
        if (g == GROUP_LIMIT) {
            tray.beyond++;
            continue;
        }
        if (g == tray.group_count)
            tray.groups[tray.group_count++].first = score;
        tray.groups[g].count++;
    }
    return tray;
}

/* ---- the picture ------------------------------------------------------------------------------- */

/* In units of the picture, which scales with the page. */
enum {
    CELL_WIDTH = 92,
    CELL_HEIGHT = 58,
    LEFT = 138, /* room for the names of likelihood's levels */
    TOP = 8,
    BOTTOM = 54, /* room for the names of impact's levels */
    PIN = 17,    /* radius of the disc that a count stands on */
    BADGE = 11,
    OUTLINE_LIMIT = 3, /* ranges drawn; with more of them none is: they would hide the cells */
};

static int column_x(size_t impact)
{
    return LEFT + (int)impact * CELL_WIDTH;
}

static int row_y(const struct risk_scheme *scheme, size_t likelihood)
{
    return TOP + (int)(scheme->axes[AXIS_LIKELIHOOD].level_count - 1 - likelihood) * CELL_HEIGHT;
}

static void draw_label(struct report *report, int x, int y, const char *anchor, const char *class,
                       const char *text)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "text", class);
    html_attribute_format(html, "x", "%d", x);
    html_attribute_format(html, "y", "%d", y);
    html_attribute(html, "text-anchor", anchor);
    html_text(html, text);
    html_close(html);
}

static void draw_pin(struct report *report, int x, int y, size_t count)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "circle", "pin");
    html_attribute_format(html, "cx", "%d", x);
    html_attribute_format(html, "cy", "%d", y);
    html_attribute_format(html, "r", "%d", PIN);
    html_close_void(html);
    html_open_class(html, "text", "count");
    html_attribute_format(html, "x", "%d", x);
    html_attribute_format(html, "y", "%d", y + 6);
    html_attribute(html, "text-anchor", "middle");
    html_format(html, "%zu", count);
    html_close(html);
}

static void draw_cell(struct report *report, const struct score_result *scores, size_t likelihood,
                      size_t impact)
{
    struct html_writer *html = &report->html;
    const struct scheme_band *band = &scores->scheme->bands[scores->scheme->cells[likelihood][impact]];
    size_t count = scores->cells[likelihood][impact];
    int x = column_x(impact);
    int y = row_y(scores->scheme, likelihood);

    html_open(html, "rect");
    html_attribute_format(html, "x", "%d", x + 1);
    html_attribute_format(html, "y", "%d", y + 1);
    html_attribute_format(html, "width", "%d", CELL_WIDTH - 2);
    html_attribute_format(html, "height", "%d", CELL_HEIGHT - 2);
    html_attribute(html, "rx", "4");
    html_attribute_format(html, "fill", "#%06X", (unsigned)band->colour);
    html_close_void(html);
    html_open_class(html, "text", "letter");
    html_attribute_format(html, "x", "%d", x + CELL_WIDTH / 2 + (count ? PIN + 4 : 0));
    html_attribute_format(html, "y", "%d", y + CELL_HEIGHT / 2 + 5);
    html_attribute(html, "text-anchor", "middle");
    html_attribute(html, "fill", report_ink_on(band->colour));
    html_format(html, "%c", band->letter);
    html_close(html);
    if (count)
        draw_pin(report, x + CELL_WIDTH / 2 - PIN * 2 / 3, y + CELL_HEIGHT / 2, count);
}

/* A dashed outline round the cells that a group's ratings allow, each a little further in than the one
 * before. */
static void draw_outline(struct report *report, const struct risk_scheme *scheme,
                         const struct tray_group *group, size_t index)
{
    struct html_writer *html = &report->html;
    const struct level_range *impact = &group->first->ranges[AXIS_IMPACT];
    const struct level_range *likelihood = &group->first->ranges[AXIS_LIKELIHOOD];
    int inset = 6 + 7 * (int)index;
    int x = column_x(impact->low - 1) + inset;
    int y = row_y(scheme, likelihood->high - 1) + inset;
    int width = (int)(impact->high - impact->low + 1) * CELL_WIDTH - 2 * inset;
    int height = (int)(likelihood->high - likelihood->low + 1) * CELL_HEIGHT - 2 * inset;

    for (int pass = 0; pass < 2; pass++) { /* a light line under the dark dashes: seen on every band */
        html_open_class(html, "rect", pass ? "range" : "range-under");
        html_attribute_format(html, "x", "%d", x);
        html_attribute_format(html, "y", "%d", y);
        html_attribute_format(html, "width", "%d", width);
        html_attribute_format(html, "height", "%d", height);
        html_attribute(html, "rx", "8");
        html_close_void(html);
    }
    int badge_x = x + 18 + (int)index * 2 * (BADGE + 3);

    html_open_class(html, "circle", "badge");
    html_attribute_format(html, "cx", "%d", badge_x);
    html_attribute_format(html, "cy", "%d", y);
    html_attribute_format(html, "r", "%d", BADGE);
    html_close_void(html);
    html_open_class(html, "text", "badge-letter");
    html_attribute_format(html, "x", "%d", badge_x);
    html_attribute_format(html, "y", "%d", y + 5);
    html_attribute(html, "text-anchor", "middle");
    html_format(html, "%c", (char)('a' + index));
    html_close(html);
}

static void draw_axes(struct report *report, const struct risk_scheme *scheme, int width, int height)
{
    const struct scheme_axis *likelihood = &scheme->axes[AXIS_LIKELIHOOD];
    const struct scheme_axis *impact = &scheme->axes[AXIS_IMPACT];
    struct html_writer *html = &report->html;

    for (size_t l = 0; l < likelihood->level_count; l++)
        draw_label(report, LEFT - 10, row_y(scheme, l) + CELL_HEIGHT / 2 + 5, "end", "level",
                   likelihood->levels[l].name);
    for (size_t i = 0; i < impact->level_count; i++)
        draw_label(report, column_x(i) + CELL_WIDTH / 2, height - BOTTOM + 20, "middle", "level",
                   impact->levels[i].name);
    draw_label(report, LEFT + (width - LEFT) / 2, height - 8, "middle", "axis", impact->title);
    html_open_class(html, "text", "axis");
    html_attribute_format(html, "transform", "translate(14 %d) rotate(-90)",
                          TOP + (height - TOP - BOTTOM) / 2);
    html_attribute(html, "text-anchor", "middle");
    html_text(html, likelihood->title);
    html_close(html);
}

static bool is_drawn(const struct tray *tray)
{
    return tray->group_count <= OUTLINE_LIMIT && !tray->beyond;
}

static void draw_matrix(struct report *report, const struct score_result *scores, const char *id,
                        const struct tray *tray)
{
    struct html_writer *html = &report->html;
    const struct risk_scheme *scheme = scores->scheme;
    int width = LEFT + (int)scheme->axes[AXIS_IMPACT].level_count * CELL_WIDTH + 4;
    int height = TOP + (int)scheme->axes[AXIS_LIKELIHOOD].level_count * CELL_HEIGHT + BOTTOM;

    html_open_class(html, "svg", "matrix");
    html_attribute(html, "xmlns", "http://www.w3.org/2000/svg");
    html_attribute_format(html, "viewBox", "0 0 %d %d", width, height);
    html_attribute(html, "role", "img");
    html_attribute_format(html, "aria-labelledby", "%s-matrix-title %s-matrix-words", id, id);
    html_open(html, "title");
    html_attribute_format(html, "id", "%s-matrix-title", id);
    html_text(html, "Risk matrix");
    html_close(html);
    html_open(html, "desc");
    html_attribute_format(html, "id", "%s-matrix-words", id);
    html_format(html, "%zu of %zu risks stand in one cell. The table below holds the same figures.",
                scores->placed_count, scores->score_count);
    html_close(html);
    for (size_t l = 0; l < scheme->axes[AXIS_LIKELIHOOD].level_count; l++)
        for (size_t i = 0; i < scheme->axes[AXIS_IMPACT].level_count; i++)
            draw_cell(report, scores, l, i);
    for (size_t g = 0; is_drawn(tray) && g < tray->group_count; g++)
        if (tray->groups[g].first->placement != RATING_UNKNOWN)
            draw_outline(report, scheme, &tray->groups[g], g);
    draw_axes(report, scheme, width, height);
    html_close(html);
    html_newline(html);
}

/* ---- the same as a table ----------------------------------------------------------------------- */

static void write_table(struct report *report, const struct score_result *scores)
{
    struct html_writer *html = &report->html;
    const struct risk_scheme *scheme = scores->scheme;
    const struct scheme_axis *likelihood = &scheme->axes[AXIS_LIKELIHOOD];
    const struct scheme_axis *impact = &scheme->axes[AXIS_IMPACT];

    html_open_class(html, "table", "matrix-table");
    html_open(html, "caption");
    html_format(html, "Risks in one cell, by %s (down) and %s (across)", risk_axis_name(AXIS_LIKELIHOOD),
                risk_axis_name(AXIS_IMPACT));
    html_close(html);
    html_open(html, "thead");
    html_open(html, "tr");
    html_open(html, "td");
    html_close(html);
    for (size_t i = 0; i < impact->level_count; i++) {
        html_open(html, "th");
        html_attribute(html, "scope", "col");
        html_text(html, impact->levels[i].name);
        html_close(html);
    }
    html_close(html);
    html_close(html);
    html_open(html, "tbody");
    for (size_t l = likelihood->level_count; l-- > 0;) {
        html_open(html, "tr");
        html_open(html, "th");
        html_attribute(html, "scope", "row");
        html_text(html, likelihood->levels[l].name);
        html_close(html);
        for (size_t i = 0; i < impact->level_count; i++) {
            const struct scheme_band *band = &scheme->bands[scheme->cells[l][i]];

            html_open(html, "td");
            html_attribute_format(html, "class", "band-%c", band->letter);
            html_format(html, "%zu %s", scores->cells[l][i], band->name);
            html_close(html);
        }
        html_close(html);
    }
    html_close(html);
    html_close(html);
    html_newline(html);
}

/* ---- beside it --------------------------------------------------------------------------------- */

/* tray entry := letter count axis rating { ";" axis rating } ":" bands */
static void write_group(struct report *report, const struct score_result *scores,
                        const struct tray_group *group, size_t index)
{
    struct html_writer *html = &report->html;
    const struct risk_score *score = group->first;

    html_open(html, "li");
    html_open_class(html, "span", "badge");
    html_format(html, "%c", (char)('a' + index));
    html_close(html);
    html_open(html, "span");
    html_open(html, "strong");
    html_format(html, "%zu risk%s", group->count, group->count == 1 ? "" : "s");
    html_close(html);
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++) {
        struct span rating = own_scale_rating(score->risk, scores->stage, axis);

        html_format(html, "%s %s ", axis ? "," : ": ", risk_axis_name(axis));
        html_span(html, rating.text ? rating : span_of("not stated"));
        if (rating.text && !score->ranges[axis].stated)
            html_text(html, " (not on this scale)");
    }
    html_text(html, ". ");
    html_open_class(html, "span", "allowed");
    html_span(html, score_band_words(scores->scheme, score, report->arena));
    html_close(html);
    html_close(html);
    html_close(html);
    html_newline(html);
}

static void write_tray(struct report *report, const struct score_result *scores, const struct tray *tray)
{
    struct html_writer *html = &report->html;

    if (scores->placed_count == scores->score_count)
        return;
    html_element_class(html, "p", "title", "Not in one cell");
    html_element(html, "p",
                 is_drawn(tray)
                     ? "The ratings allow each of these any cell inside its dashed line. Nothing is "
                       "filled in."
                     : "The ratings allow each of these any of the bands named. Nothing is filled in.");
    html_open(html, "ul");
    for (size_t g = 0; g < tray->group_count; g++)
        write_group(report, scores, &tray->groups[g], g);
    html_close(html);
    if (tray->beyond) {
        html_open(html, "p");
        html_format(html, "%zu more, see the table of risks.", tray->beyond);
        html_close(html);
    }
}

/* ---- the plan's own scale ---------------------------------------------------------------------- */

static void write_head_cell(struct html_writer *html, const char *scope, struct span words)
{
    html_open(html, "th");
    html_attribute(html, "scope", scope);
    html_span(html, words);
    html_close(html);
}

static size_t row_sum(const struct own_matrix *own, size_t likelihood)
{
    size_t sum = 0;

    for (size_t i = 0; i <= own->axes[AXIS_IMPACT].level_count; i++)
        sum += own->counts[likelihood][i];
    return sum;
}

static size_t column_sum(const struct own_matrix *own, size_t impact)
{
    size_t sum = 0;

    for (size_t l = 0; l <= own->axes[AXIS_LIKELIHOOD].level_count; l++)
        sum += own->counts[l][impact];
    return sum;
}

/* "Not stated" is a row and a column only where there are such risks. */
static void write_own_row(struct html_writer *html, const struct own_matrix *own, size_t likelihood)
{
    if (!likelihood && !row_sum(own, 0))
        return;
    html_open(html, "tr");
    write_head_cell(html, "row",
                    likelihood ? own->axes[AXIS_LIKELIHOOD].levels[likelihood - 1] : span_of("not stated"));
    for (size_t i = column_sum(own, 0) ? 0 : 1; i <= own->axes[AXIS_IMPACT].level_count; i++) {
        html_open_class(html, "td", "number");
        html_format(html, "%zu", own->counts[likelihood][i]);
        html_close(html);
    }
    html_close(html);
}

/* As printed: the greatest likelihood at the top, "not stated" as a level of its own. */
static void write_own(struct report *report, const struct own_matrix *own)
{
    struct html_writer *html = &report->html;
    const struct own_axis *impact = &own->axes[AXIS_IMPACT];

    html_open_class(html, "table", "own-scale");
    html_element(html, "caption", "As printed, on the plan's own scale: likelihood down, impact across");
    html_open(html, "thead");
    html_open(html, "tr");
    html_open(html, "td");
    html_close(html);
    if (column_sum(own, 0))
        write_head_cell(html, "col", span_of("not stated"));
    for (size_t i = 0; i < impact->level_count; i++)
        write_head_cell(html, "col", impact->levels[i]);
    html_close(html);
    html_close(html);
    html_open(html, "tbody");
    for (size_t l = own->axes[AXIS_LIKELIHOOD].level_count + 1; l-- > 0;)
        write_own_row(html, own, l);
    html_close(html);
    html_close(html);
}

static void write_legend(struct report *report, const struct risk_scheme *scheme)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "ul", "legend");
    html_attribute(html, "aria-label", "Bands");
    for (size_t b = 0; b < scheme->band_count; b++) {
        html_open(html, "li");
        html_open(html, "span");
        html_attribute_format(html, "class", "swatch band-%c", scheme->bands[b].letter);
        html_format(html, "%c", scheme->bands[b].letter);
        html_close(html);
        html_text(html, " ");
        html_text(html, scheme->bands[b].name);
        html_close(html);
    }
    html_close(html);
}

void report_matrix_write(struct report *report, const struct score_result *scores, const char *id,
                         const char *title, const char *level)
{
    struct html_writer *html = &report->html;
    struct tray tray = fill_tray(scores);

    html_open_class(html, "div", "card matrix-card");
    html_element(html, level, title);
    html_open_class(html, "p", "quiet");
    html_text(html, scores->scheme->title);
    html_format(html, "; %s ratings as printed.", rating_stage_name(scores->stage));
    html_close(html);
    html_open_class(html, "div", "matrix-row");
    html_open(html, "div");
    report_open_scroll(report, title);
    draw_matrix(report, scores, id, &tray);
    html_close(html);
    write_legend(report, scores->scheme);
    html_close(html);
    html_open_class(html, "div", "tray");
    write_tray(report, scores, &tray);
    if (scores->own_count == 1)
        write_own(report, &scores->own[0]);
    html_close(html);
    html_close(html);
    html_open_class(html, "details", "as-table");
    html_element(html, "summary", "The matrix as a table");
    report_open_scroll(report, "The matrix as a table");
    write_table(report, scores);
    html_close(html);
    html_close(html);
    html_close(html);
    html_newline(html);
}
