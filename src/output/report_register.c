#include "output/report_page.h"

#include "analysis/audit_check.h"
#include "base/arena.h"
#include "output/date_phrase.h"
#include "output/score_print.h"
#include "plan/plan.h"

/* ---- columns ----------------------------------------------------------------------------------- */

enum column_kind {
    COLUMN_REF,
    COLUMN_ACTION,
    COLUMN_OWNERS,
    COLUMN_DATES,
    COLUMN_MEASURE,
    COLUMN_STATUS,
    COLUMN_LINE
};
enum { COLUMN_COUNT = COLUMN_LINE + 1 };

/* What one table writes: only columns that some row of the plan fills. */
struct register_view {
    struct report *report;
    const struct report_plan *own;
    bool shown[COLUMN_COUNT];
    size_t shown_count;
};

static void write_ref(struct register_view *view, size_t index);
static void write_action(struct register_view *view, size_t index);
static void write_owners(struct register_view *view, size_t index);
static void write_dates(struct register_view *view, size_t index);
static void write_measure(struct register_view *view, size_t index);
static void write_status(struct register_view *view, size_t index);
static void write_line(struct register_view *view, size_t index);

static bool has_owners(const struct action *action)
{
    return action->has_owner_column || action->owners.count;
}

static bool has_dates(const struct action *action)
{
    return action->has_date_column || action->dates.count;
}

static bool has_measure(const struct action *action)
{
    return action->has_measure_column || action->measure.text.text;
}

static bool has_status(const struct action *action)
{
    return action->status != STATUS_NONE || action->priority.text.text || action->rag != RAG_NONE;
}

static bool always(const struct action *action)
{
    (void)action;
    return true;
}

static const struct column {
    const char *title;
    const char *class;
    bool (*applies)(const struct action *action);
    void (*write)(struct register_view *view, size_t index);
} columns[COLUMN_COUNT] = {
    [COLUMN_REF] = { "Ref", "ref", always, write_ref },
    [COLUMN_ACTION] = { "Action", "what", always, write_action },
    [COLUMN_OWNERS] = { "Owners", "who", has_owners, write_owners },
    [COLUMN_DATES] = { "Dates", "when", has_dates, write_dates },
    [COLUMN_MEASURE] = { "Measure", "measure", has_measure, write_measure },
    [COLUMN_STATUS] = { "Status", "status", has_status, write_status },
    [COLUMN_LINE] = { "Line", "line", always, write_line },
};

static void choose_columns(struct register_view *view)
{
    const struct plan *plan = view->own->plan;

    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        for (size_t i = 0; i < plan->action_count && !view->shown[c]; i++)
            view->shown[c] = columns[c].applies(&plan->actions[i]);
        view->shown_count += view->shown[c];
    }
}

/* ---- cells ------------------------------------------------------------------------------------- */

static const struct action *action_at(const struct register_view *view, size_t index)
{
    return &view->own->plan->actions[index];
}

static void write_ref(struct register_view *view, size_t index)
{
    html_span(&view->report->html,
              report_item_label(view->own->plan, ITEM_ACTION, index, view->report->arena));
}

/* Badges that lead to what the checks found in this row. */
static void write_badges(struct register_view *view, size_t index)
{
    const struct check_result *checks = view->report->input->checks;
    struct html_writer *html = &view->report->html;

    for (size_t next = view->own->first_finding[index]; next; next = view->report->next_finding[next - 1]) {
        const struct finding *finding = &checks->findings[next - 1];

        html_text(html, " ");
        html_open(html, "a");
        html_attribute_format(html, "class", "mark %s", finding_severity_name(finding->severity));
        html_attribute_format(html, "href", "#f%zu", next);
        html_text(html, finding->name);
        html_close(html);
    }
}

/* ---- what stands in a row besides: folded away, named in its summary -------------------------------------
 */

static bool has_issue(const struct action *action)
{
    return action->issue.text.text != NULL;
}

static void write_issue(struct report *report, const struct action *action)
{
    html_span(&report->html, action->issue.text);
}

static bool has_milestones(const struct action *action)
{
    return action->milestone_count > 0;
}

static void write_milestones(struct report *report, const struct action *action)
{
    struct html_writer *html = &report->html;

    html_open(html, "ol");
    for (size_t i = 0; i < action->milestone_count; i++) {
        html_open(html, "li");
        html_span(html, action->milestones[i].text.text);
        html_close(html);
    }
    html_close(html);
}

static bool has_progress(const struct action *action)
{
    return action->progress.text.text != NULL;
}

static void write_progress(struct report *report, const struct action *action)
{
    html_span(&report->html, action->progress.text);
}

static bool has_resources(const struct action *action)
{
    return action->resource_count > 0;
}

static void write_resources(struct report *report, const struct action *action)
{
    struct html_writer *html = &report->html;

    for (size_t i = 0; i < action->resource_count; i++) {
        html_text(html, i ? "; " : "");
        html_span(html, action->resources[i].who.text);
        if (action->resources[i].has_percent)
            html_format(html, " (%g%%)", action->resources[i].percent);
    }
}

static bool has_links(const struct action *action)
{
    return action->link_count > 0;
}

static void write_links(struct report *report, const struct action *action)
{
    struct html_writer *html = &report->html;

    for (size_t i = 0; i < action->link_count; i++) {
        html_text(html, i ? ", " : "");
        html_span(html, action->links[i].code.text);
        if (action->links[i].target == LINK_BROKEN)
            html_element_class(html, "span", "quiet", " (not in this plan)");
    }
}

static const struct part {
    const char *title;
    bool (*applies)(const struct action *action);
    void (*write)(struct report *report, const struct action *action);
} parts[] = {
    { "issue", has_issue, write_issue },          { "milestones", has_milestones, write_milestones },
    { "progress", has_progress, write_progress }, { "resources", has_resources, write_resources },
    { "cites", has_links, write_links },
};

static void write_more(struct register_view *view, const struct action *action)
{
    struct html_writer *html = &view->report->html;
    size_t count = 0;

    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++)
        if (parts[i].applies(action)) {
            if (!count++) {
                html_open(html, "details");
                html_open(html, "summary");
            } else {
                html_text(html, ", ");
            }
            html_text(html, parts[i].title);
        }
    if (!count)
        return;
    html_close(html);
    html_open_class(html, "dl", count == 1 ? "one" : "some");
    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++)
        if (parts[i].applies(action)) {
            html_element(html, "dt", parts[i].title);
            html_open(html, "dd");
            parts[i].write(view->report, action);
            html_close(html);
        }
    html_close(html);
    html_close(html);
}

static void write_action(struct register_view *view, size_t index)
{
    const struct action *action = action_at(view, index);
    struct html_writer *html = &view->report->html;

    report_value_write(view->report, action->text.text);
    if (action->kind == ACTION_CHART)
        html_element_class(html, "span", "tag", "bar chart");
    write_badges(view, index);
    report_corrections_write(view->report, view->own->plan, ITEM_ACTION, index);
    write_more(view, action);
}

static void write_owner_list(struct report *report, const struct owner_list *owners)
{
    struct html_writer *html = &report->html;

    for (size_t i = 0; i < owners->count; i++) {
        const struct owner *owner = &owners->items[i];

        html_open(html, "span");
        if (owner->role == OWNER_SUPPORT)
            html_attribute(html, "class", "support");
        if (owner->expansion.text) {
            html_open(html, "abbr");
            html_attribute_span(html, "title", owner->expansion);
            html_span(html, owner->name.text);
            html_close(html);
        } else {
            html_span(html, owner->name.text);
        }
        if (owner->role == OWNER_SUPPORT)
            html_element_class(html, "span", "quiet", " (support)");
        html_close(html);
        if (i + 1 < owners->count) {
            html_text(html, ",");
            html_open(html, "br");
            html_close_void(html);
        }
    }
}

/* Silence where nobody asked is not the same as silence where somebody did. */
static void write_silence(struct report *report, bool asked)
{
    html_element_class(&report->html, "span", asked ? "missing" : "quiet",
                       asked ? "not stated" : "not asked");
}

static void write_owners(struct register_view *view, size_t index)
{
    const struct action *action = action_at(view, index);

    if (action->owners.count)
        write_owner_list(view->report, &action->owners);
    else
        write_silence(view->report, action->has_owner_column);
}

static void write_date_list(struct report *report, const struct date_list *dates)
{
    struct html_writer *html = &report->html;

    for (size_t i = 0; i < dates->count; i++) {
        const struct date_value *date = &dates->items[i];

        html_open_class(html, "span", date->flags & DATE_INVALID ? "day invalid" : "day");
        if (date->role != DATE_DUE) {
            html_element_class(html, "span", "quiet", date_role_name(date->role));
            html_text(html, " ");
        }
        report->scratch.length = 0;
        date_phrase_add(&report->scratch, date);
        html_span(html, (struct span){ .text = report->scratch.bytes, .length = report->scratch.length });
        html_close(html);
        if (i + 1 < dates->count) {
            html_open(html, "br");
            html_close_void(html);
        }
    }
}

static void write_dates(struct register_view *view, size_t index)
{
    const struct action *action = action_at(view, index);

    if (action->dates.count)
        write_date_list(view->report, &action->dates);
    else
        write_silence(view->report, action->has_date_column);
}

static void write_measure(struct register_view *view, size_t index)
{
    const struct action *action = action_at(view, index);

    if (action->measure.text.text)
        html_span(&view->report->html, action->measure.text);
    else
        write_silence(view->report, action->has_measure_column);
}

static void write_status(struct register_view *view, size_t index)
{
    static const char *const words[] = {
        [STATUS_NOT_STARTED] = "not started",
        [STATUS_IN_PROGRESS] = "in progress",
        [STATUS_COMPLETED] = "completed",
        [STATUS_CANCELLED] = "cancelled",
    };
    const struct action *action = action_at(view, index);
    struct html_writer *html = &view->report->html;

    if (action->status != STATUS_NONE) {
        html_open(html, "span");
        html_attribute_format(html, "class", "tag status-%s", action_status_name(action->status));
        html_text(html, words[action->status]);
        html_close(html);
        html_text(html, " ");
    }
    if (action->rag != RAG_NONE) {
        html_format(html, "RAG %s ", rag_name(action->rag));
    }
    if (action->priority.text.text) {
        html_element_class(html, "span", "quiet", "priority ");
        html_span(html, action->priority.text);
    }
}

static void write_line(struct register_view *view, size_t index)
{
    const struct action *action = action_at(view, index);

    if (action->line_first)
        html_format(&view->report->html, "%zu", action->line_first);
}

/* ---- rows -------------------------------------------------------------------------------------- */

/* For the filter: what the row was asked and does not say. */
static void write_lacks(struct register_view *view, size_t index)
{
    const struct action *action = action_at(view, index);

    html_attribute_format(&view->report->html, "data-lacks", "%s%s%s%s",
                          action->has_owner_column && !action->owners.count ? "owner " : "",
                          action->has_date_column && !action->dates.count ? "date " : "",
                          action->has_measure_column && !action->measure.text.text ? "measure " : "",
                          view->own->first_finding[index] ? "clean" : "");
}

static void write_row(struct register_view *view, size_t index)
{
    struct html_writer *html = &view->report->html;

    html_open(html, "tr");
    html_attribute_format(html, "id", "p%zu-a%zu", view->own->number, index + 1);
    write_lacks(view, index);
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        if (!view->shown[c])
            continue;
        html_open_class(html, c == COLUMN_REF ? "th" : "td", columns[c].class);
        if (c == COLUMN_REF)
            html_attribute(html, "scope", "row");
        else
            html_attribute(html, "data-label", columns[c].title);
        columns[c].write(view, index);
        html_close(html);
    }
    html_close(html);
    html_newline(html);
}

static void write_section_head(struct register_view *view, size_t section)
{
    const struct plan *plan = view->own->plan;
    struct html_writer *html = &view->report->html;

    html_open_class(html, "tr", "section");
    html_open(html, "th");
    html_attribute(html, "scope", "rowgroup");
    html_attribute_format(html, "colspan", "%zu", view->shown_count);
    if (section < plan->section_count) {
        if (plan->sections[section].code.text.text) {
            html_open_class(html, "span", "code");
            html_span(html, plan->sections[section].code.text);
            html_close(html);
            html_text(html, " ");
        }
        html_span(html, plan->sections[section].title.text);
    } else {
        html_text(html, "Under no heading");
    }
    html_close(html);
    html_close(html);
    html_newline(html);
}

static void write_head(struct register_view *view)
{
    struct html_writer *html = &view->report->html;

    html_open(html, "thead");
    html_open(html, "tr");
    for (size_t c = 0; c < COLUMN_COUNT; c++)
        if (view->shown[c]) {
            html_open_class(html, "th", columns[c].class);
            html_attribute(html, "scope", "col");
            html_text(html, columns[c].title);
            html_close(html);
        }
    html_close(html);
    html_close(html);
    html_newline(html);
}

static void write_bodies(struct register_view *view)
{
    const struct plan *plan = view->own->plan;
    struct html_writer *html = &view->report->html;

    for (size_t i = 0; i < plan->action_count;) {
        size_t section = plan->actions[i].section;

        html_open(html, "tbody");
        if (plan->section_count)
            write_section_head(view, section);
        for (; i < plan->action_count && plan->actions[i].section == section; i++)
            write_row(view, i);
        html_close(html);
    }
}

/* ---- the filter -------------------------------------------------------------------------------- */

static void write_option(struct html_writer *html, const char *value, const char *words)
{
    html_open(html, "option");
    html_attribute(html, "value", value);
    html_text(html, words);
    html_close(html);
}

/* Hidden until the script shows it: without script it would do nothing. */
static void write_filter(struct register_view *view)
{
    struct html_writer *html = &view->report->html;
    size_t number = view->own->number;

    html_open_class(html, "form", "filter");
    html_attribute_format(html, "data-table", "p%zu-register", number);
    html_attribute(html, "hidden", "hidden");
    html_open(html, "label");
    html_text(html, "Find ");
    html_open(html, "input");
    html_attribute(html, "type", "search");
    html_attribute(html, "name", "words");
    html_attribute(html, "autocomplete", "off");
    html_close_void(html);
    html_close(html);
    html_open(html, "label");
    html_text(html, "Show ");
    html_open(html, "select");
    html_attribute(html, "name", "lacks");
    write_option(html, "", "all actions");
    write_option(html, "owner", "without an owner");
    write_option(html, "date", "without a date");
    write_option(html, "measure", "without a measure");
    write_option(html, "clean", "with findings");
    html_close(html);
    html_close(html);
    html_open(html, "output");
    html_close(html);
    html_close(html);
    html_newline(html);
}

void report_register_write(struct report *report, const struct report_plan *own)
{
    struct register_view view = { .report = report, .own = own };
    struct html_writer *html = &report->html;

    if (!own->plan->action_count)
        return;
    choose_columns(&view);
    html_open_class(html, "div", "card");
    html_element(html, "h3", "Actions");
    write_filter(&view);
    report_open_scroll(report, "Actions");
    html_open_class(html, "table", "register");
    html_attribute_format(html, "id", "p%zu-register", own->number);
    html_open_class(html, "caption", "quiet");
    html_format(html, "%zu actions in the order of the plan; the line is that of the plan's text.",
                own->plan->action_count);
    html_close(html);
    write_head(&view);
    write_bodies(&view);
    html_close(html);
    html_close(html);
    html_close(html);
    html_newline(html);
}

/* ---- risks ------------------------------------------------------------------------------------- */

static void write_band(struct report *report, const struct report_plan *own, const struct risk_score *score)
{
    struct html_writer *html = &report->html;
    const struct scheme_band *band = &own->scores.scheme->bands[score->band_low];

    if (score->band_low == score->band_high) {
        html_open(html, "span");
        html_attribute_format(html, "class", "swatch band-%c", band->letter);
        html_format(html, "%c", band->letter);
        html_close(html);
        html_text(html, " ");
    }
    html_span(html, score_band_words(own->scores.scheme, score, report->arena));
    if (own_scale_score(score->risk, own->scores.stage).text) {
        html_open_class(html, "span", "quiet block");
        html_text(html, "printed score ");
        html_span(html, own_scale_score(score->risk, own->scores.stage));
        html_close(html);
    }
}

static void write_risk(struct report *report, const struct report_plan *own, const struct risk_score *score)
{
    struct html_writer *html = &report->html;
    const struct risk *risk = score->risk;

    html_open(html, "tr");
    html_attribute_format(html, "id", "p%zu-r%zu", own->number, score->index + 1);
    html_open_class(html, "th", "ref");
    html_attribute(html, "scope", "row");
    html_span(html, report_item_label(own->plan, ITEM_RISK, score->index, report->arena));
    html_close(html);
    html_open_class(html, "td", "what");
    html_attribute(html, "data-label", "Risk");
    report_value_write(report, risk->text.text);
    report_corrections_write(report, own->plan, ITEM_RISK, score->index);
    html_close(html);
    for (enum risk_axis axis = 0; axis < AXIS_COUNT; axis++) {
        html_open_class(html, "td", "rating");
        html_attribute(html, "data-label", axis == AXIS_IMPACT ? "Impact" : "Likelihood");
        report_value_write(report, own_scale_rating(risk, own->scores.stage, axis));
        html_close(html);
    }
    html_open_class(html, "td", "band");
    html_attribute(html, "data-label", "Band");
    write_band(report, own, score);
    html_close(html);
    html_open_class(html, "td", "rank");
    html_attribute(html, "data-label", "Place");
    html_span(html, score_rank_words(score, report->arena));
    html_close(html);
    html_open_class(html, "td", "measure");
    html_attribute(html, "data-label", "Mitigation");
    report_value_write(report, risk->mitigation.text.text ? risk->mitigation.text : risk->controls.text);
    html_close(html);
    html_open_class(html, "td", "line");
    html_attribute(html, "data-label", "Line");
    html_format(html, "%zu", risk->line_first);
    html_close(html);
    html_close(html);
    html_newline(html);
}

void report_risks_write(struct report *report, const struct report_plan *own)
{
    static const char *const titles[] = { "Ref",  "Risk",  "Impact",     "Likelihood",
                                          "Band", "Place", "Mitigation", "Line" };
    struct html_writer *html = &report->html;

    if (!own->plan->risk_count)
        return;
    html_open_class(html, "div", "card");
    html_element(html, "h3", "Risks");
    report_open_scroll(report, "Risks");
    html_open_class(html, "table", "register risks");
    html_open_class(html, "caption", "quiet");
    html_format(html,
                "%zu risks, the gravest first as far as the ratings allow: a place such as 1-%zu says that "
                "any of them is "
                "possible.",
                own->plan->risk_count, own->plan->risk_count);
    html_close(html);
    html_open(html, "thead");
    html_open(html, "tr");
    for (size_t i = 0; i < ARRAY_LENGTH(titles); i++) {
        html_open(html, "th");
        html_attribute(html, "scope", "col");
        html_text(html, titles[i]);
        html_close(html);
    }
    html_close(html);
    html_close(html);
    html_open(html, "tbody");
    for (size_t i = 0; i < own->scores.score_count; i++)
        write_risk(report, own, &own->scores.scores[i]);
    html_close(html);
    html_close(html);
    html_close(html);
    html_close(html);
    html_newline(html);
}
