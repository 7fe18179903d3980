#include "report/report_page.h"

#include "analysis/scheme_lint.h"
#include "base/arena.h"
#include "base/status.h"
#include "report/matrix_lists.h"
#include "store/store.h"

/* ---- the matrix of a stage ------------------------------------------------------------------ */

static void write_cell(struct report *report, const struct score_result *result, size_t likelihood,
                       size_t impact)
{
    struct html_writer *html = &report->html;
    const struct scheme_band *band = &result->scheme->bands[result->scheme->cells[likelihood][impact]];
    size_t count = result->cells[likelihood][impact];

    html_open(html, "td");
    html_attribute_format(html, "class", "cell band-%c", band->letter);
    if (count) {
        html_open(html, "a");
        html_attribute_format(html, "href", "#cell-%c-%zu-%zu", report_stage_letter(result->stage),
                              likelihood + 1, impact + 1);
        html_format(html, "%zu", count);
        html_element_class(html, "span", "unseen", count == 1 ? " risk, band" : " risks, band");
        html_close(html);
        html_text(html, " ");
    }
    html_open(html, "abbr");
    html_attribute(html, "title", band->name);
    html_format(html, "%c", band->letter);
    html_close(html);
    html_close(html);
}

static void write_level_head(struct html_writer *html, const char *scope, const struct scheme_axis *axis,
                             size_t level)
{
    html_open(html, "th");
    html_attribute(html, "scope", scope);
    html_text(html, axis->levels[level].name);
    html_open_class(html, "span", "quiet");
    html_format(html, " %g", axis->points[level]);
    html_close(html);
    html_close(html);
}

static void write_matrix(struct report *report, const struct score_result *result)
{
    struct html_writer *html = &report->html;
    const struct scheme_axis *likelihood = &result->scheme->axes[AXIS_LIKELIHOOD];
    const struct scheme_axis *impact = &result->scheme->axes[AXIS_IMPACT];

    html_open_class(html, "table", "matrix");
    html_open(html, "caption");
    html_format(html, "%zu of %zu risks in one cell: %s up, %s across", result->placed_count,
                result->score_count, likelihood->title, impact->title);
    html_close(html);
    html_open(html, "tbody");
    for (size_t l = likelihood->level_count; l-- > 0;) {
        html_open(html, "tr");
        write_level_head(html, "row", likelihood, l);
        for (size_t i = 0; i < impact->level_count; i++)
            write_cell(report, result, l, i);
        html_close(html);
        html_newline(html);
    }
    html_close(html);
    html_open(html, "tfoot"); /* where a reader of a matrix looks for impact; tables may have heads below */
    html_open(html, "tr");
    html_open(html, "td");
    html_close(html);
    for (size_t i = 0; i < impact->level_count; i++)
        write_level_head(html, "col", impact, i);
    html_close(html);
    html_close(html);
    html_close(html);
}

static void write_stage(struct report *report, const struct score_result *result)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "card");
    html_element(html, "h3", report_stage_title(result->stage));
    report_open_scroll(report, report_stage_title(result->stage));
    write_matrix(report, result);
    html_close(html);
    html_close(html);
    html_newline(html);
}

static void write_legend(struct report *report, const struct risk_scheme *scheme)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "ul", "legend");
    html_attribute(html, "aria-label", "Bands");
    for (size_t b = 0; b < scheme->band_count; b++) {
        html_open(html, "li");
        report_write_band(report, &scheme->bands[b], true);
        html_close(html);
    }
    html_close(html);
}

/* ---- the page ------------------------------------------------------------------------------- */

static void write_scheme(struct report *report, const struct risk_scheme *scheme)
{
    struct scheme_notes notes = scheme_lint(scheme, report->arena);
    struct html_writer *html = &report->html;

    html_open_class(html, "p", "quiet");
    html_text(html, scheme->title);
    html_text(html, ". ");
    html_text(html, scheme->source);
    html_text(html, ".");
    for (size_t i = 0; i < notes.count; i++) {
        html_text(html, i ? "; " : " Of this matrix: ");
        html_span(html, notes.items[i]);
    }
    html_text(html, notes.count ? "." : "");
    html_close(html);
}

/* Side by side, those stages that some plan rates; what is left of the row is the tray's. */
static void write_matrices(struct report *report)
{
    const struct score_result *results = report->input->scores;
    struct html_writer *html = &report->html;
    size_t rated = 0;

    for (unsigned stage = 0; stage < STAGE_COUNT; stage++)
        rated += matrix_count_rated(&results[stage]) > 0;
    html_open_class(html, "div", rated == STAGE_COUNT ? "matrices three" : "matrices");
    for (unsigned stage = 0; stage < STAGE_COUNT; stage++)
        if (matrix_count_rated(&results[stage]) || (stage == 0 && !rated))
            write_stage(report, &results[stage]);
    matrix_tray_write(report);
    html_close(html);
    for (unsigned stage = 0; stage < STAGE_COUNT && rated; stage++)
        if (!matrix_count_rated(&results[stage])) {
            html_open_class(html, "p", "quiet");
            html_text(html, report_stage_title((enum rating_stage)stage));
            html_text(html, ": no plan rates its risks so.");
            html_close(html);
        }
}

static void write_lists(struct report *report)
{
    const struct score_result *results = report->input->scores;
    size_t placed = 0;

    for (unsigned stage = 0; stage < STAGE_COUNT; stage++)
        placed += results[stage].placed_count;
    if (!placed)
        return;
    html_open_class(&report->html, "div", "card");
    for (unsigned stage = 0; stage < STAGE_COUNT; stage++)
        matrix_cells_write(report, &results[stage]);
    html_close(&report->html);
}

void matrix_page_write(struct report *report)
{
    const struct score_result *results = report->input->scores;
    struct html_writer *html = &report->html;

    report_open_page(
        report, "matrix", "Risk matrix",
        "Each risk as its plan rates it, before controls, with them, and as aimed at. A figure leads to "
        "the risks of its cell.");
    if (!report->risk_count) {
        html_element(html, "p", "The plans name no risks.");
        html_close(html);
        return;
    }
    write_scheme(report, results[0].scheme);
    write_legend(report, results[0].scheme);
    write_matrices(report);
    write_lists(report);
    html_close(html);
}
