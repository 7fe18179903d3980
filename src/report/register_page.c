#include "report/register_row.h"

#include "analysis/audit_rule.h"
#include "analysis/theme_table.h"
#include "base/status.h"
#include "plan/plan.h"
#include "report/report_page.h"
#include "store/store.h"

/* ---- filters -------------------------------------------------------------------------------- */

static void write_option(struct html_writer *html, const char *value, const char *words)
{
    html_open(html, "option");
    html_attribute(html, "value", value);
    html_text(html, words);
    html_close(html);
}

static void open_choice(struct report *report, const char *name, const char *label, const char *any)
{
    struct html_writer *html = &report->html;

    html_open(html, "label");
    html_text(html, label);
    html_text(html, " ");
    html_open(html, "select");
    html_attribute(html, "name", name);
    write_option(html, "", any);
}

static void close_choice(struct report *report)
{
    html_close(&report->html);
    html_close(&report->html);
    html_newline(&report->html);
}

static void write_kinds(struct report *report)
{
    open_choice(report, "kind", "Show", "actions and risks");
    write_option(&report->html, "a", "actions");
    write_option(&report->html, "r", "risks");
    close_choice(report);
}

static void write_plans(struct report *report)
{
    struct html_writer *html = &report->html;

    open_choice(report, "plan", "Plan", "all plans");
    for (size_t i = 0; i < report->input->plans->count; i++) {
        const struct plan *plan = report->plans[i].plan;

        html_open(html, "option");
        html_attribute_format(html, "value", "%zu", i + 1);
        html_span(html, report_plan_name(plan));
        if (plan->council.text.text && plan->title.text.text) {
            html_text(html, ": ");
            html_span(html, plan->title.text);
        }
        html_close(html);
    }
    close_choice(report);
}

static void write_owners(struct report *report)
{
    struct html_writer *html = &report->html;

    open_choice(report, "owner", "Owner", "anybody");
    write_option(html, "0", "nobody named");
    for (size_t i = 0; i < report->owners.count; i++) {
        const struct report_owner *owner = report->owners.items[i];

        html_open(html, "option");
        html_attribute_format(html, "value", "%zu", owner->number);
        html_span(html, owner->name);
        if (owner->has_namesake) {
            html_text(html, ", ");
            html_span(html, owner->council);
        }
        html_close(html);
    }
    close_choice(report);
}

static void write_themes(struct report *report)
{
    const struct theme_table *themes = report->input->themes;

    open_choice(report, "theme", "Theme", "any theme");
    for (size_t i = 0; i < themes->count; i++)
        write_option(&report->html, themes->rows[i].name, themes->rows[i].title);
    close_choice(report);
}

static void write_statuses(struct report *report)
{
    open_choice(report, "status", "Status", "any status");
    write_option(&report->html, "not_started", "not started");
    write_option(&report->html, "in_progress", "in progress");
    write_option(&report->html, "completed", "completed");
    write_option(&report->html, "cancelled", "cancelled");
    write_option(&report->html, "not_stated", "not stated");
    close_choice(report);
}

static void write_stage_bands(struct report *report, enum rating_stage stage)
{
    const struct risk_scheme *scheme = report->input->scores[stage].scheme;
    struct html_writer *html = &report->html;

    html_open(html, "optgroup");
    html_attribute(html, "label", report_stage_title(stage));
    for (size_t b = scheme->band_count; b-- > 0;) {
        html_open(html, "option");
        html_attribute_format(html, "value", "%c%c", report_stage_letter(stage), scheme->bands[b].letter);
        html_text(html, scheme->bands[b].name);
        html_close(html);
    }
    html_open(html, "option");
    html_attribute_format(html, "value", "%c~", report_stage_letter(stage));
    html_text(html, "no place in one cell");
    html_close(html);
    html_close(html);
}

static void write_bands(struct report *report)
{
    open_choice(report, "band", "Band", "any band");
    for (unsigned stage = 0; stage < STAGE_COUNT; stage++)
        write_stage_bands(report, (enum rating_stage)stage);
    close_choice(report);
}

static void write_rules(struct report *report)
{
    open_choice(report, "rule", "Finding", "with or without");
    write_option(&report->html, "any", "with a finding");
    for (size_t i = 0; i < report->rule_count; i++)
        write_option(&report->html, report->rules[i].rule->id, report->rules[i].rule->name);
    close_choice(report);
}

static void write_text_field(struct report *report)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "label", "find");
    html_text(html, "Words ");
    html_open(html, "input");
    html_attribute(html, "type", "search");
    html_attribute(html, "name", "words");
    html_attribute(html, "autocomplete", "off");
    html_attribute(html, "spellcheck", "false");
    html_close_void(html);
    html_close(html);
    html_newline(html);
}

/* Hidden until the script shows it: without script it would do nothing. */
static void write_filters(struct report *report)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "form", "filters");
    html_attribute(html, "id", "filters");
    html_attribute(html, "role", "search");
    html_attribute(html, "aria-label", "Filter the register");
    html_attribute(html, "hidden", "hidden");
    html_newline(html);
    write_text_field(report);
    write_kinds(report);
    write_plans(report);
    write_owners(report);
    write_themes(report);
    write_statuses(report);
    write_bands(report);
    write_rules(report);
    html_open(html, "button");
    html_attribute(html, "type", "reset");
    html_text(html, "Show everything");
    html_close(html);
    html_close(html);
    html_newline(html);
}

/* ---- tables --------------------------------------------------------------------------------- */

static const struct column_head heads[] = {
    { "Ref and place", "ref" }, { "Action or risk", "what" },     { "Owner", "who" },
    { "Dates", "when" },        { "Status or band", "standing" }, { "Exposure or reach", "weight" },
};

/* What the script fills: the head's words become buttons that sort. */
static void write_live_table(struct report *report)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "card");
    html_attribute(html, "id", "live");
    html_attribute(html, "hidden", "hidden");
    html_open_class(html, "p", "tally");
    html_attribute(html, "role", "status");
    html_close(html);
    html_open_class(html, "table", "register");
    html_element_class(html, "caption", "unseen", "Actions and risks");
    report_write_heads(report, heads, ARRAY_LENGTH(heads));
    html_open(html, "tbody");
    html_close(html);
    html_close(html);
    html_open_class(html, "p", "pager");
    html_close(html);
    html_close(html);
    html_newline(html);
}

static void write_plan(struct report *report, const struct report_plan *own)
{
    struct register_item item = { .report = report, .own = own, .kind = ITEM_ACTION };
    struct html_writer *html = &report->html;

    if (!own->plan->action_count && !own->plan->risk_count)
        return;
    report_open_chunk(report, "p%zu", own->number);
    html_open_class(html, "table", "register");
    html_open(html, "caption");
    html_span(html, report_plan_name(own->plan));
    html_close(html);
    report_write_heads(report, heads, ARRAY_LENGTH(heads));
    html_open(html, "tbody");
    html_newline(html);
    for (item.index = 0; item.index < own->plan->action_count; item.index++)
        register_row_write(&item);
    item.kind = ITEM_RISK;
    for (item.index = 0; item.index < own->plan->risk_count; item.index++)
        register_row_write(&item);
    html_close(html);
    html_close(html);
    report_close_chunk(report);
}

void register_page_write(struct report *report)
{
    report_open_page(
        report, "register", "Register",
        "Every action and every risk, with what its plan says of it. The place beside each leads to the "
        "plan's own words.");
    write_filters(report);
    write_live_table(report);
    html_open(&report->html, "div");
    html_attribute(&report->html, "id", "rows");
    for (size_t i = 0; i < report->input->plans->count; i++)
        write_plan(report, &report->plans[i]);
    html_close(&report->html);
    html_close(&report->html);
}
