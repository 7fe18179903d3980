#include "report/plan_parts.h"

#include "analysis/risk_score.h"
#include "report/report_page.h"

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

void plan_scale_write(struct report *report, const struct report_plan *own)
{
    const struct score_result *result = &report->input->scores[STAGE_INHERENT];

    for (size_t i = 0; i < result->own_count; i++) {
        if (result->own[i].plan != own->plan)
            continue;
        html_open_class(&report->html, "div", "card");
        html_element(&report->html, "h4", "Risks on its own scale");
        report_open_scroll(report, "Risks on its own scale");
        write_own(report, &result->own[i]);
        html_close(&report->html);
        html_close(&report->html);
    }
}
