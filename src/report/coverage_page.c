#include "report/report_page.h"

#include "analysis/coverage_check.h"
#include "base/arena.h"
#include "base/status.h"
#include "plan/plan.h"
#include "store/store.h"

enum { ROWS_SHOWN = 100 }; /* before they are folded away, so many at a time */

static const char *const titles[COVERS_COUNT] = {
    [COVERS_OWNER] = "Owner",           [COVERS_DATE] = "Date",
    [COVERS_MEASURE] = "Measure",       [COVERS_MILESTONE] = "Steps",
    [COVERS_RESOURCE] = "Resource",     [COVERS_RISK] = "Risks assessed",
    [COVERS_MITIGATION] = "Mitigation", [COVERS_ACTION] = "Action for it",
};

static const struct {
    const char *title;
    const char *lead;
} kinds[] = {
    [COVERAGE_SECTION] = { "Sections", "The actions under each heading of a plan." },
    [COVERAGE_RECOMMENDATION] = { "Recommendations",
                                  "What an inspection asked for, and what answers to it." },
    [COVERAGE_RISK] = { "Risks", "Whether something is done about each risk, and by whom." },
};

/* What a cell says, in words; the style puts a mark and a colour to it. */
static const char *class_of(const struct coverage_cell *cell)
{
    if (!cell->asked)
        return "untested";
    if (cell->filled == cell->asked)
        return "all";
    return cell->filled ? "part" : "none";
}

static void write_cell(struct report *report, const struct coverage_cell *cell)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "td", class_of(cell));
    if (!cell->asked)
        html_text(html, "not tested");
    else if (cell->asked == 1)
        html_text(html, cell->filled ? "yes" : "no");
    else if (cell->filled == cell->asked)
        html_format(html, "all %zu", cell->asked);
    else if (!cell->filled)
        html_format(html, "none of %zu", cell->asked);
    else
        html_format(html, "%zu of %zu", cell->filled, cell->asked);
    html_close(html);
}

static bool is_tested(const struct coverage_row *row)
{
    for (size_t c = 0; c < COVERS_COUNT; c++)
        if (row->cells[c].asked)
            return true;
    return false;
}

static void write_row(struct report *report, const struct coverage_row *row)
{
    const struct report_plan *own = &report->plans[row->plan];
    struct html_writer *html = &report->html;

    html_open(html, "tr");
    html_open(html, "th");
    html_attribute(html, "scope", "row");
    if (row->code.text) {
        html_span(html, row->code);
        html_text(html, " ");
    }
    report_write_brief(report, row->title);
    html_open_class(html, "span", "quiet block");
    html_span(html, report_plan_name(own->plan));
    html_text(html, row->line ? ", " : "");
    report_link_source(report, own, row->line);
    html_close(html);
    html_close(html);
    html_open_class(html, "td", "number");
    if (is_tested(row))
        html_format(html, "%.0f%%", 100 * row->share);
    else
        html_element_class(html, "span", "quiet", "not tested");
    html_close(html);
    for (size_t c = 0; c < COVERS_COUNT; c++)
        write_cell(report, &row->cells[c]);
    html_close(html);
    html_newline(html);
}

static void write_table(struct report *report, const struct coverage_row *const *rows, size_t count,
                        const char *label)
{
    struct html_writer *html = &report->html;
    struct column_head heads[COVERS_COUNT + 2] = { { "Worst first", "name" }, { "Covered", "number" } };

    for (size_t c = 0; c < COVERS_COUNT; c++)
        heads[c + 2].words = titles[c];
    report_open_scroll(report, label);
    html_open_class(html, "table", "coverage");
    report_write_heads(report, heads, ARRAY_LENGTH(heads));
    html_open(html, "tbody");
    for (size_t i = 0; i < count; i++)
        write_row(report, rows[i]);
    html_close(html);
    html_close(html);
    html_close(html);
}

static void write_more(struct report *report, const struct coverage_row *const *rows, size_t from, size_t to)
{
    report_open_details(report, NULL);
    html_format(&report->html, "Rows %zu to %zu", from + 1, to);
    html_close(&report->html);
    report_open_chunk(report, "cover-%s-%zu", coverage_kind_name(rows[0]->kind), from / ROWS_SHOWN);
    write_table(report, rows + from, to - from, "More rows");
    report_close_chunk(report);
    html_close(&report->html);
}

static void write_kind(struct report *report, enum coverage_kind kind, const struct coverage_row **rows)
{
    const struct coverage_result *result = report->input->coverage;
    struct html_writer *html = &report->html;
    size_t count = 0;

    for (size_t i = 0; i < result->count; i++)
        if (result->rows[i].kind == kind)
            rows[count++] = &result->rows[i];
    if (!count)
        return;
    html_open_class(html, "div", "card");
    html_element(html, "h3", kinds[kind].title);
    html_element_class(html, "p", "quiet", kinds[kind].lead);
    write_table(report, rows, count < ROWS_SHOWN ? count : ROWS_SHOWN, kinds[kind].title);
    for (size_t from = ROWS_SHOWN; from < count; from += ROWS_SHOWN)
        write_more(report, rows, from, from + ROWS_SHOWN < count ? from + ROWS_SHOWN : count);
    html_close(html);
    html_newline(html);
}

void coverage_page_write(struct report *report)
{
    const struct coverage_result *result = report->input->coverage;
    const struct coverage_row **rows = ARENA_ARRAY(report->arena, result->count, const struct coverage_row *);

    report_open_page(
        report, "coverage", "Coverage",
        "What each section, recommendation and risk says, the worst first. Not tested: the plan does not "
        "ask for it there, so its silence proves nothing and counts for nothing.");
    for (enum coverage_kind kind = COVERAGE_SECTION; kind <= COVERAGE_RISK; kind++)
        write_kind(report, kind, rows);
    if (!result->count)
        html_element(&report->html, "p", "The plans have no sections, recommendations or risks.");
    html_close(&report->html);
}
