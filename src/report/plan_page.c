#include "report/report_page.h"

#include "analysis/audit_check.h"
#include "analysis/audit_rule.h"
#include "base/arena.h"
#include "characters/line_index.h"
#include "document/document.h"
#include "plan/plan.h"
#include "report/plan_parts.h"
#include "report/timeline_lane.h"
#include "store/store.h"

/* ---- facts ---------------------------------------------------------------------------------- */

static void open_fact(struct report *report, const char *name)
{
    html_open(&report->html, "div");
    html_element(&report->html, "dt", name);
    html_open(&report->html, "dd");
}

static void close_fact(struct report *report)
{
    html_close(&report->html);
    html_close(&report->html);
}

static void write_fact(struct report *report, const char *name, struct span value, bool is_given)
{
    open_fact(report, name);
    report_write_value(report, value);
    if (is_given)
        html_element_class(&report->html, "span", "quiet", " (given by the user)");
    close_fact(report);
}

static void write_facts(struct report *report, const struct plan *plan)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "dl", "facts");
    write_fact(report, "Document", plan->document, false);
    write_fact(report, "Title", plan->title.text, plan->title_given);
    write_fact(report, "Date", plan->date.text, plan->date_given);
    open_fact(report, "Holds");
    html_format(html, "%zu sections, %zu actions, %zu risks, %zu indicators", plan->section_count,
                plan->action_count, plan->risk_count, plan->indicator_count);
    close_fact(report);
    open_fact(report, "Read as");
    report_write_value(report, plan->encoding);
    if (plan->line_count)
        html_format(html, ", %zu lines", plan->line_count);
    close_fact(report);
    write_fact(report, "SHA-256 of the file", plan->sha256, false);
    if (plan->edition > 1) {
        open_fact(report, "Edition");
        html_format(html, "%lld", (long long)plan->edition);
        close_fact(report);
    }
    html_close(html);
    html_newline(html);
}

/* ---- how complete --------------------------------------------------------------------------- */

static void write_completeness(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "card complete");
    html_element(html, "h4", "How complete");
    report_write_share(report, &own->owners, "Owner");
    report_write_share(report, &own->dates, "Date");
    report_write_share(report, &own->measures, "Measure");
    html_element_class(
        html, "p", "quiet",
        "Of the actions whose table has a column for it. Not asked: no table of the plan has one.");
    html_close(html);
    html_newline(html);
}

/* ---- findings and what was not tested ------------------------------------------------------- */

static size_t count_of_rule(const struct report *report, const struct rule_group *group, size_t plan)
{
    size_t count = 0;

    for (size_t i = 0; i < group->count; i++)
        count += report->input->checks->finding_plans[group->findings[i]] == plan;
    return count;
}

static void write_rules(struct report *report, const struct report_plan *own)
{
    const struct check_result *checks = report->input->checks;
    struct html_writer *html = &report->html;

    html_open_class(html, "ul", "plain");
    for (size_t r = 0; r < report->rule_count; r++) {
        const struct rule_group *group = &report->rules[r];
        size_t count = count_of_rule(report, group, own->number - 1);
        size_t first = 0;

        if (!count)
            continue;
        while (checks->finding_plans[group->findings[first]] != own->number - 1)
            first++;
        html_open(html, "li");
        report_write_severity(report, group->severity);
        html_text(html, " ");
        html_open(html, "a");
        html_attribute_format(html, "href", "#f-%s-%zu", group->rule->id, first + 1);
        html_text(html, group->rule->name);
        html_close(html);
        html_format(html, " %zu", count);
        html_close(html);
    }
    html_close(html);
}

static void write_not_tested(struct report *report, const struct report_plan *own)
{
    const struct check_result *checks = report->input->checks;
    struct html_writer *html = &report->html;
    size_t count = 0;

    for (size_t i = 0; i < checks->not_tested_count; i++) {
        if (checks->not_tested_plans[i] + 1 != own->number)
            continue;
        if (!count++) {
            report_open_details(report, NULL);
            html_text(html, "Not tested, and why");
            html_close(html);
            html_open(html, "ul");
        }
        html_open(html, "li");
        html_element(html, "strong", checks->not_tested[i].name);
        html_format(html, " %s: ", checks->not_tested[i].rule);
        html_span(html, checks->not_tested[i].why);
        html_close(html);
    }
    if (count) {
        html_close(html);
        html_close(html);
    }
}

static void write_findings(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "card");
    html_element(html, "h4", "Findings");
    if (!own->finding_count)
        html_element(html, "p",
                     own->tested_count ? "None of the rules that could be tested found fault."
                                       : "No rule could be tested on this plan.");
    else
        write_rules(report, own);
    write_not_tested(report, own);
    html_close(html);
    html_newline(html);
}

/* ---- what was not read ---------------------------------------------------------------------- */

static void write_unread_words(struct report *report, const struct report_plan *own)
{
    enum { QUOTE_LIMIT = 200 }; /* runs quoted; the text itself has them all */
    const struct plan *plan = own->plan;
    struct html_writer *html = &report->html;
    struct line_index lines = line_index_of(plan->text, report->arena);
    size_t quoted = 0;

    html_open(html, "ul");
    for (size_t i = 0; i < plan->account_count && quoted < QUOTE_LIMIT; i++) {
        const struct account *account = &plan->accounts[i];
        struct span words = span_trim(
            span_part(plan->text, account->extent.offset, account->extent.offset + account->extent.length));

        if (account->use != USE_UNREAD || span_is_blank(words))
            continue;
        html_open(html, "li");
        report_link_source(report, own, line_index_find(&lines, (size_t)(words.text - plan->text.text)));
        html_text(html, " ");
        html_open(html, "q");
        html_span(html, words);
        html_close(html);
        html_close(html);
        quoted++;
    }
    html_close(html);
}

static void write_unread(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "card");
    html_element(html, "h4", "What was not read");
    if (!own->unread_lines) {
        html_element(html, "p", "Every line went into a field, or is a heading, a repeat, a blank or prose.");
    } else {
        html_open(html, "p");
        report_write_counted(report, own->unread_lines, "line", "lines");
        html_text(html, " went into no field. Nothing was dropped:");
        html_close(html);
        write_unread_words(report, own);
    }
    html_close(html);
    html_newline(html);
}

/* ---- the page ------------------------------------------------------------------------------- */

static void write_ways(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;
    const struct {
        const char *chunk;
        const char *words;
        bool exists;
    } ways[] = {
        { "p", "Its register", own->plan->action_count || own->plan->risk_count },
        { "t", "Its timeline", timeline_has_plan(own) },
        { "s", "Its own text, with what was read marked", own->plan->text.text != NULL },
    };

    html_open_class(html, "ul", "picks");
    for (size_t i = 0; i < ARRAY_LENGTH(ways); i++)
        if (ways[i].exists) {
            html_open(html, "li");
            html_open(html, "a");
            html_attribute_format(html, "href", "#%s%zu", ways[i].chunk, own->number);
            html_text(html, ways[i].words);
            html_close(html);
            html_close(html);
        }
    html_close(html);
}

static void write_plan(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;

    report_open_chunk(report, "plan-%zu", own->number);
    html_open(html, "h3");
    html_span(html, report_plan_name(own->plan));
    html_close(html);
    write_ways(report, own);
    write_facts(report, own->plan);
    html_open_class(html, "div", "cards");
    write_completeness(report, own);
    write_findings(report, own);
    plan_scale_write(report, own);
    plan_notes_write(report, own);
    write_unread(report, own);
    html_close(html);
    plan_indicators_write(report, own);
    report_close_chunk(report);
}

void plans_page_write(struct report *report)
{
    report_open_page(report, "plans", "Plans", NULL);
    report_write_plan_links(report);
    for (size_t i = 0; i < report->input->plans->count; i++)
        write_plan(report, &report->plans[i]);
    html_close(&report->html);
}
