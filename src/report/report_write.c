#include "report/report_write.h"

#include "analysis/audit_check.h"
#include "analysis/coverage_check.h"
#include "analysis/plan_overlap.h"
#include "base/arena.h"
#include "base/diagnostic.h"
#include "report/page_files.h"
#include "report/report_page.h"
#include "store/store.h"

/* ---- the pages, in the order of the navigation ---------------------------------------------- */

static size_t count_findings(const struct report *report)
{
    return report->input->checks->finding_count;
}
static size_t count_overlaps(const struct report *report)
{
    return report->input->overlaps->pair_count + report->input->overlaps->beyond_count;
}
static size_t count_items(const struct report *report)
{
    return report->action_count + report->risk_count;
}
static size_t count_risks(const struct report *report)
{
    return report->risk_count;
}
static size_t count_covered(const struct report *report)
{
    return report->input->coverage->count;
}
static size_t count_owners(const struct report *report)
{
    return report->owners.count;
}
static size_t count_plans(const struct report *report)
{
    return report->input->plans->count;
}

static const struct page {
    const char *id;
    const char *name;
    size_t (*count)(const struct report *report); /* NULL: no figure beside its name */
    void (*write)(struct report *report);
} pages[] = {
    { "overview", "Overview", NULL, overview_page_write },
    { "matrix", "Risk matrix", count_risks, matrix_page_write },
    { "coverage", "Coverage", count_covered, coverage_page_write },
    { "timeline", "Timeline", NULL, timeline_page_write },
    { "owners", "Owners", count_owners, owners_page_write },
    { "overlaps", "Overlaps", count_overlaps, overlaps_page_write },
    { "findings", "Findings", count_findings, findings_page_write },
    { "register", "Register", count_items, register_page_write },
    { "plans", "Plans", count_plans, plans_page_write },
    { "sources", "Plans' own words", NULL, sources_page_write },
    { "method", "How to read this", NULL, method_page_write },
};

/* ---- the head ------------------------------------------------------------------------------- */

static void write_meta(struct html_writer *html, const char *kind, const char *name, const char *content)
{
    html_open(html, "meta");
    html_attribute(html, kind, name);
    html_attribute(html, "content", content);
    html_close_void(html);
    html_newline(html);
}

/* The policy comes before what it speaks of; the script stands in the head, so that pages don't flash by as
 * one. */
static void write_head(struct report *report)
{
    struct html_writer *html = &report->html;
    struct buffer style = { 0 }, script = { 0 }, policy = { 0 };

    page_style_add(&style, report->input->scores[0].scheme);
    page_script_add(&script);
    page_policy_add(&policy, &style, &script);
    html_open(html, "head");
    html_newline(html);
    html_open(html, "meta");
    html_attribute(html, "charset", "utf-8");
    html_close_void(html);
    html_newline(html);
    write_meta(html, "http-equiv", "Content-Security-Policy", buffer_string(&policy));
    write_meta(html, "name", "viewport", "width=device-width, initial-scale=1");
    write_meta(html, "name", "referrer", "no-referrer");
    write_meta(html, "name", "color-scheme", "light dark");
    write_meta(html, "name", "generator", "planrisk");
    html_element(html, "title", "Action plans: overview");
    html_newline(html);
    html_open(html, "style");
    html_raw(html, style.bytes);
    html_close(html);
    html_newline(html);
    html_open(html, "script");
    html_raw(html, script.bytes);
    html_close(html);
    html_close(html);
    html_newline(html);
    buffer_free(&style);
    buffer_free(&script);
    buffer_free(&policy);
}

/* ---- the body ------------------------------------------------------------------------------- */

static void write_navigation(struct report *report)
{
    struct html_writer *html = &report->html;

    html_open(html, "nav");
    html_attribute(html, "aria-label", "Pages of this report");
    html_open(html, "ul");
    for (size_t i = 0; i < ARRAY_LENGTH(pages); i++) {
        html_open(html, "li");
        html_open(html, "a");
        html_attribute_format(html, "href", "#%s", pages[i].id);
        html_text(html, pages[i].name);
        if (pages[i].count) {
            html_text(html, " ");
            html_open_class(html, "span", "count");
            html_format(html, "%zu", pages[i].count(report));
            html_close(html);
        }
        html_close(html);
        html_close(html);
    }
    html_open_class(html, "li", "all");
    html_open(html, "a");
    html_attribute(html, "href", "#all");
    html_text(html, "Everything on one page");
    html_close(html);
    html_close(html);
    html_close(html);
    html_close(html);
    html_newline(html);
}

static void write_banner(struct report *report)
{
    struct html_writer *html = &report->html;

    html_open(html, "header");
    html_element_class(html, "p", "brand", "planrisk");
    html_element(html, "h1", "Council action plans, side by side");
    write_navigation(report);
    html_close(html);
    html_newline(html);
}

static void write_body(struct report *report)
{
    struct html_writer *html = &report->html;

    html_open(html, "body");
    html_attribute(html, "id", "all");
    html_newline(html);
    html_open_class(html, "a", "skip");
    html_attribute(html, "href", "#main");
    html_text(html, "Skip to the page");
    html_close(html);
    html_newline(html);
    write_banner(report);
    html_open(html, "main");
    html_attribute(html, "id", "main");
    html_attribute(html, "tabindex", "-1");
    for (size_t i = 0; i < ARRAY_LENGTH(pages); i++)
        pages[i].write(report);
    html_close(html);
    html_newline(html);
    html_close(html);
}

enum status report_write(FILE *out, const char *file, const struct report_input *input,
                         struct diag_sink *sink)
{
    struct report report = { .input = input, .arena = arena_new() };

    report_study(&report);
    html_begin(&report.html, out);
    html_doctype(&report.html);
    html_open(&report.html, "html");
    html_attribute(&report.html, "xmlns", "http://www.w3.org/1999/xhtml");
    html_attribute(&report.html, "lang", "en-GB");
    html_newline(&report.html);
    write_head(&report);
    write_body(&report);
    html_close(&report.html);
    html_newline(&report.html);
    bool is_written = html_end(&report.html);

    buffer_free(&report.scratch);
    arena_free(report.arena);
    if (!is_written) {
        diag_report(sink, DIAG_OUTPUT, file, 0, 0, "the report can't be written");
        return STATUS_OUTPUT;
    }
    return STATUS_OK;
}
