#include "output/place_print.h"
#include "output/report_page.h"

#include <string.h>

#include "analysis/audit_check.h"
#include "analysis/audit_rule.h"
#include "base/arena.h"
#include "output/item_label.h"
#include "plan/plan.h"
#include "store/store.h"

void report_place(struct report *report, const struct plan *plan, size_t line)
{
    report->scratch.length = 0;
    place_print(&report->scratch, plan, line);
    html_text(&report->html, buffer_string(&report->scratch));
}

/* finding := line item words text */
static void write_finding(struct report *report, const struct report_plan *own, size_t index)
{
    const struct finding *finding = &report->input->checks->findings[index];
    const struct item_place *place = &finding->place;
    struct html_writer *html = &report->html;
    struct span label = report_item_label(own->plan, place->kind, place->index, report->arena);
    struct span text = item_text(own->plan, place->kind, place->index);

    html_open(html, "li");
    html_attribute_format(html, "id", "f%zu", index + 1);
    html_open_class(html, "span", "line");
    report_place(report, own->plan, finding->line);
    html_close(html);
    html_text(html, " ");
    if (label.text) {
        html_open_class(html, "a", "ref");
        html_attribute_format(html, "href", "#p%zu-%c%zu", own->number, place->kind == ITEM_RISK ? 'r' : 'a',
                              place->index + 1);
        html_span(html, label);
        html_close(html);
        html_text(html, " ");
    }
    if (finding->words.text && !span_same(finding->words, text)) {
        html_open(html, "q");
        html_span(html, finding->words);
        html_close(html);
        html_text(html, " ");
    }
    report_brief_write(report, text);
    html_close(html);
    html_newline(html);
}

/* The plan's next finding of a rule from `index` on, or the end of the plan's findings. */
static size_t next_of_rule(const struct report *report, const struct report_plan *own, size_t index,
                           const struct audit_rule *rule)
{
    const struct finding *findings = report->input->checks->findings;

    while (index < own->finding_first + own->finding_count && strcmp(findings[index].rule, rule->id) != 0)
        index++;
    return index;
}

/* rule := severity name count, advice, its findings. One that has many begins folded. */
static void write_rule(struct report *report, const struct report_plan *own, const struct rule_tally *tally,
                       enum finding_severity severity)
{
    enum { FOLDED_FROM = 9 };
    struct html_writer *html = &report->html;
    size_t end = own->finding_first + own->finding_count;
    size_t first = next_of_rule(report, own, own->finding_first, tally->rule);

    if (first == end || report->input->checks->findings[first].severity != severity)
        return;

    html_open_class(html, "details", "rule");
    if (tally->found < FOLDED_FROM)
        html_attribute(html, "open", "open");
    html_open(html, "summary");
    html_open(html, "span");
    html_attribute_format(html, "class", "mark %s", finding_severity_name(severity));
    html_text(html, finding_severity_name(severity));
    html_close(html);
    html_text(html, " ");
    html_element(html, "strong", tally->rule->name);
    html_open_class(html, "span", "quiet");
    html_format(html, " %s, %zu of %zu tested", tally->rule->id, tally->found, tally->tested);
    html_close(html);
    html_close(html);
    html_open(html, "p");
    html_text(html, tally->rule->meaning);
    html_text(html, " ");
    html_text(html, tally->rule->why);
    html_text(html, " ");
    html_element(html, "em", tally->rule->advice);
    html_close(html);
    html_open(html, "ul");
    for (size_t i = first; i < end; i = next_of_rule(report, own, i + 1, tally->rule))
        write_finding(report, own, i);
    html_close(html);
    html_close(html);
    html_newline(html);
}

static void write_not_tested(struct report *report, const struct report_plan *own)
{
    const struct check_result *checks = report->input->checks;
    struct html_writer *html = &report->html;
    bool is_open = false;

    for (size_t i = 0; i < checks->not_tested_count; i++) {
        if (checks->not_tested_plans[i] + 1 != own->number)
            continue;
        if (!is_open) {
            html_open_class(html, "div", "not-tested");
            html_element(html, "h4", "Not tested");
            html_open(html, "ul");
            is_open = true;
        }
        html_open(html, "li");
        html_element(html, "strong", checks->not_tested[i].name);
        html_format(html, " %s: ", checks->not_tested[i].rule);
        html_span(html, checks->not_tested[i].why);
        html_close(html);
    }
    if (is_open) {
        html_close(html);
        html_close(html);
    }
}

void report_findings_write(struct report *report, const struct report_plan *own)
{
    const struct check_result *checks = report->input->checks;
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "card findings");
    html_element(html, "h3", "Findings");
    if (!own->finding_count)
        html_element(html, "p",
                     own->tested_count ? "None of the rules that could be tested found fault."
                                       : "No rule could be tested on this plan.");
    for (enum finding_severity severity = FINDING_ERROR; severity <= FINDING_NOTE; severity++)
        for (size_t i = 0; i < checks->tally_count; i++)
            if (checks->tallies[i].plan == own->plan && checks->tallies[i].found)
                write_rule(report, own, &checks->tallies[i], severity);
    write_not_tested(report, own);
    html_close(html);
    html_newline(html);
}
