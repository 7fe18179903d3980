#include "report/matrix_lists.h"

#include "analysis/risk_reach.h"
#include "output/score_print.h"
#include "plan/plan.h"
#include "report/report_page.h"
#include "report/tray.h"

size_t matrix_count_rated(const struct score_result *result)
{
    size_t count = 0;

    for (size_t i = 0; i < result->score_count; i++)
        count += result->scores[i].placement != RATING_UNKNOWN;
    return count;
}

/* ---- risks one by one ----------------------------------------------------------------------- */

/* "X, then H, then M": the bands of its stages, those that the plan rates. */
static void write_course(struct report *report, const struct report_plan *own, size_t index)
{
    struct html_writer *html = &report->html;
    bool is_first = true;

    html_open_class(html, "span", "course");
    for (unsigned stage = 0; stage < STAGE_COUNT; stage++) {
        const struct risk_score *score = own->scores[stage][index];

        if (!score || (score->placement == RATING_UNKNOWN && stage > 0))
            continue;
        if (!is_first)
            html_element_class(html, "span", "arrow", " \xe2\x86\x92 ");
        html_open(html, "span");
        html_attribute_format(html, "title", "%s", report_stage_title((enum rating_stage)stage));
        report_write_score(report, score);
        html_close(html);
        is_first = false;
    }
    html_close(html);
}

static void write_reach(struct report *report, const struct report_plan *own, size_t index)
{
    struct html_writer *html = &report->html;
    struct reach_count count = reach_count_of(report->input->reach, own->number - 1, index);

    html_open_class(html, "span", "quiet");
    html_text(html, " Threatens ");
    report_write_counted(report, count.threatened, "action", "actions");
    html_text(html, "; ");
    report_write_counted(report, count.mitigated, "action carries", "actions carry");
    html_text(html, " out its mitigation.");
    html_close(html);
}

static void write_risk(struct report *report, const struct risk_score *score)
{
    struct html_writer *html = &report->html;
    const struct report_plan *own = report_plan_of(report, score->plan);

    html_open(html, "li");
    report_link_item(report, own, ITEM_RISK, score->index);
    html_text(html, " ");
    report_write_brief(report, score->risk->text.text);
    html_open_class(html, "span", "block");
    write_course(report, own, score->index);
    write_reach(report, own, score->index);
    html_open_class(html, "span", "quiet");
    html_text(html, " ");
    html_span(html, report_plan_name(own->plan));
    html_text(html, ", ");
    html_close(html);
    report_link_source(report, own, score->risk->line_first);
    html_close(html);
    html_close(html);
    html_newline(html);
}

static bool is_in_cell(const struct risk_score *score, size_t likelihood, size_t impact)
{
    return score->placement == PLACED && score->ranges[AXIS_LIKELIHOOD].low == likelihood &&
           score->ranges[AXIS_IMPACT].low == impact;
}

static void write_cell_list(struct report *report, const struct score_result *result, size_t likelihood,
                            size_t impact)
{
    struct html_writer *html = &report->html;
    const struct risk_scheme *scheme = result->scheme;
    size_t count = result->cells[likelihood - 1][impact - 1];

    if (!count)
        return;
    html_open_class(html, "details", "cell-list");
    html_attribute_format(html, "id", "cell-%c-%zu-%zu", report_stage_letter(result->stage), likelihood,
                          impact);
    html_open(html, "summary");
    report_write_band(report, &scheme->bands[scheme->cells[likelihood - 1][impact - 1]], true);
    html_format(html, ": %s and %s, ", scheme->axes[AXIS_LIKELIHOOD].levels[likelihood - 1].name,
                scheme->axes[AXIS_IMPACT].levels[impact - 1].name);
    report_write_counted(report, count, "risk", "risks");
    html_close(html);
    report_open_chunk(report, "in-%c-%zu-%zu", report_stage_letter(result->stage), likelihood, impact);
    html_open_class(html, "ul", "risks");
    for (size_t i = 0; i < result->score_count; i++)
        if (is_in_cell(&result->scores[i], likelihood, impact))
            write_risk(report, &result->scores[i]);
    html_close(html);
    report_close_chunk(report);
    html_close(html);
    html_newline(html);
}

/* The gravest bands first; in a band from the most likely down. */
void matrix_cells_write(struct report *report, const struct score_result *result)
{
    const struct risk_scheme *scheme = result->scheme;

    if (!result->placed_count)
        return;
    html_element(&report->html, "h3", report_stage_title(result->stage));
    for (size_t band = scheme->band_count; band-- > 0;)
        for (size_t l = scheme->axes[AXIS_LIKELIHOOD].level_count; l > 0; l--)
            for (size_t i = scheme->axes[AXIS_IMPACT].level_count; i > 0; i--)
                if (scheme->cells[l - 1][i - 1] == band)
                    write_cell_list(report, result, l, i);
}

/* ---- the tray: what has no place in one cell ------------------------------------------------ */

static void write_ratings(struct report *report, const struct risk_score *score, enum rating_stage stage)
{
    struct html_writer *html = &report->html;

    if (score->placement == RATING_UNKNOWN) {
        html_text(html, "not rated at all");
        return;
    }
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++) {
        struct span rating = own_scale_rating(score->risk, stage, axis);

        html_format(html, "%s%s ", axis ? ", " : "", risk_axis_name(axis));
        html_span(html, rating.text ? rating : span_of("not stated"));
        if (rating.text && !score->ranges[axis].stated)
            html_text(html, " (not on this scale)");
    }
    html_text(html, ": ");
    html_open(html, "strong");
    html_span(html, score_band_words(report->input->scores[0].scheme, score, report->arena));
    html_close(html);
}

static void write_group(struct report *report, const struct score_result *result, const struct tray *tray,
                        size_t group)
{
    struct html_writer *html = &report->html;

    report_open_details(report, NULL);
    report_write_counted(report, tray->groups[group].count, "risk", "risks");
    html_text(html, ", ");
    write_ratings(report, tray->groups[group].first, result->stage);
    html_close(html);
    report_open_chunk(report, "tray-%c-%zu", report_stage_letter(result->stage), group + 1);
    html_open_class(html, "ul", "risks");
    for (size_t i = 0; i < result->score_count; i++)
        if (tray_group_of(tray, &result->scores[i]) == group)
            write_risk(report, &result->scores[i]);
    html_close(html);
    report_close_chunk(report);
    html_close(html);
    html_newline(html);
}

static void write_tray(struct report *report, const struct score_result *result)
{
    struct html_writer *html = &report->html;
    struct tray tray = tray_fill(result);

    if (!tray.group_count || !matrix_count_rated(result))
        return;
    html_element(html, "h4", report_stage_title(result->stage));
    for (size_t g = 0; g < tray.group_count; g++)
        write_group(report, result, &tray, g);
    if (tray.beyond) {
        html_open_class(html, "p", "quiet");
        html_format(html, "%zu more have other ratings: the register has them.", tray.beyond);
        html_close(html);
    }
}

static bool is_tray_empty(const struct report *report)
{
    for (unsigned stage = 0; stage < STAGE_COUNT; stage++) {
        const struct score_result *result = &report->input->scores[stage];

        if (matrix_count_rated(result) && result->placed_count < result->score_count)
            return false;
    }
    return true;
}

void matrix_tray_write(struct report *report)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "card tray");
    html_attribute(html, "id", "tray");
    html_element(html, "h3", "Tray: no place in one cell");
    if (is_tray_empty(report))
        html_element(html, "p", "Empty: every risk that is rated has its cell.");
    else
        html_element(html, "p",
                     "The plan does not rate these on both axes, or on a scale with fewer steps. The bands "
                     "that its ratings allow are named; nothing is filled in.");
    for (unsigned stage = 0; stage < STAGE_COUNT; stage++)
        write_tray(report, &report->input->scores[stage]);
    html_close(html);
    html_newline(html);
}
