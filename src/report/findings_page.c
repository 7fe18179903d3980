#include "report/report_page.h"

#include "analysis/audit_check.h"
#include "analysis/audit_rule.h"
#include "output/item_label.h"
#include "plan/plan.h"
#include "store/store.h"

/* finding := place item words message */
static void write_finding(struct report *report, const struct rule_group *group, size_t order)
{
    const struct check_result *checks = report->input->checks;
    const struct finding *finding = &checks->findings[group->findings[order]];
    const struct report_plan *own = &report->plans[checks->finding_plans[group->findings[order]]];
    struct html_writer *html = &report->html;
    struct item_place place = finding->place;

    if (place.kind == ITEM_MILESTONE)
        place = (struct item_place){ place.plan, ITEM_ACTION,
                                     report_action_of_milestone(own->plan, place.index) };
    html_open(html, "li");
    html_attribute_format(html, "id", "f-%s-%zu", group->rule->id, order + 1);
    if (place.kind == ITEM_ACTION || place.kind == ITEM_RISK) {
        report_link_item(report, own, place.kind, place.index);
        html_text(html, " ");
    }
    html_span(html, finding->message);
    html_text(html, ". ");
    if (finding->hint.text) {
        html_text(html, "Likely meant: ");
        html_span(html, finding->hint);
        html_text(html, ". ");
    }
    struct span text = item_text(own->plan, place.kind, place.index);

    if (text.text && !span_same(finding->words, text)) {
        html_open_class(html, "span", "quiet");
        report_write_brief(report, text);
        html_text(html, " ");
        html_close(html);
    }
    report_link_source(report, own, finding->line);
    html_close(html);
    html_newline(html);
}

/* Findings of a rule stand together by plan, since they come in the order of the plans. */
static size_t write_plan_findings(struct report *report, const struct rule_group *group, size_t from)
{
    const size_t *plans = report->input->checks->finding_plans;
    size_t plan = plans[group->findings[from]];
    size_t to = from;
    struct html_writer *html = &report->html;

    while (to < group->count && plans[group->findings[to]] == plan)
        to++;
    html_open_class(html, "div", "of-plan");
    html_open(html, "h4");
    html_span(html, report_plan_name(report->plans[plan].plan));
    html_open_class(html, "span", "quiet");
    html_format(html, " %zu", to - from);
    html_close(html);
    html_close(html);
    html_open_class(html, "ul", "findings");
    for (size_t i = from; i < to; i++)
        write_finding(report, group, i);
    html_close(html);
    html_close(html);
    return to;
}

static void write_explanation(struct report *report, const struct rule_group *group)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "dl", "explained");
    html_element(html, "dt", "Looks for");
    html_element(html, "dd", group->rule->meaning);
    html_element(html, "dt", "Why it matters");
    html_element(html, "dd", group->rule->why);
    html_element(html, "dt", "What to do");
    html_element(html, "dd", group->rule->advice);
    html_element(html, "dt", "Who says so");
    html_element(html, "dd", group->rule->source);
    html_close(html);
}

/* One that has many begins folded. */
static void write_rule(struct report *report, const struct rule_group *group)
{
    enum { FOLDED_FROM = 12 };
    struct html_writer *html = &report->html;

    html_open_class(html, "details", "rule card");
    html_attribute_format(html, "id", "rule-%s", group->rule->id);
    if (group->count < FOLDED_FROM)
        html_attribute(html, "open", "open");
    html_open(html, "summary");
    report_write_severity(report, group->severity);
    html_text(html, " ");
    html_element(html, "strong", group->rule->name);
    html_text(html, " ");
    report_write_counted(report, group->count, "finding", "findings");
    html_open_class(html, "span", "quiet");
    html_format(html, " %s, %zu tested in ", group->rule->id, group->tested);
    report_write_counted(report, group->plans_tested, "plan", "plans");
    html_close(html);
    html_close(html);
    write_explanation(report, group);
    report_open_chunk(report, "f-%s", group->rule->id);
    for (size_t i = 0; i < group->count;)
        i = write_plan_findings(report, group, i);
    report_close_chunk(report);
    html_close(html);
    html_newline(html);
}

static void write_not_tested(struct report *report)
{
    const struct check_result *checks = report->input->checks;
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "card");
    html_element(html, "h3", "Not tested");
    html_open(html, "p");
    html_format(html,
                "%zu times a rule had nothing to test in a plan. That is no pass: each plan's page names the "
                "rules and says why.",
                checks->not_tested_count);
    if (checks->off_count)
        html_format(html, " %zu rules are off unless they are asked for.", checks->off_count);
    html_close(html);
    report_write_plan_links(report);
    html_close(html);
    html_newline(html);
}

void findings_page_write(struct report *report)
{
    report_open_page(
        report, "findings", "Findings",
        "What the rules of the audit found, rule by rule, the gravest first. Each finding leads to the "
        "item and to the plan's own words.");
    if (!report->rule_count)
        html_element(&report->html, "p", "None of the rules that could be tested found fault.");
    for (size_t i = 0; i < report->rule_count; i++)
        write_rule(report, &report->rules[i]);
    write_not_tested(report);
    html_close(&report->html);
}
