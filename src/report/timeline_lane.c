#include "report/timeline_lane.h"

#include "base/status.h"
#include "output/entry_phrase.h"
#include "plan/plan.h"
#include "report/date_span.h"
#include "report/report_page.h"

static bool is_shown(const struct date_span *span)
{
    return span->to != CALENDAR_NONE || span->is_open || span->is_invalid;
}

struct timeline_sums timeline_sums_of(const struct report_plan *own)
{
    struct timeline_sums sums = { 0 };

    for (size_t i = 0; i < own->plan->action_count; i++) {
        struct date_span span = date_span_of(&own->plan->actions[i]);

        sums.dated += span.to != CALENDAR_NONE;
        sums.open += span.is_open;
        sums.invalid += span.is_invalid;
        sums.undated += !is_shown(&span);
        sums.late += date_span_is_late(own, &own->plan->actions[i]);
    }
    return sums;
}

bool timeline_has_plan(const struct report_plan *own)
{
    struct timeline_sums sums = timeline_sums_of(own);

    return sums.dated || sums.open || sums.invalid;
}

/* ---- shapes: all in per cent of the lane, so that it stretches ------------------------------ */

static void draw_bar(struct html_writer *html, const char *class, double from, double to)
{
    html_open(html, "rect");
    if (class)
        html_attribute(html, "class", class);
    html_attribute_format(html, "x", "%.1f%%", from);
    html_attribute_format(html, "width", "%.1f%%", to - from < 0.8 ? 0.8 : to - from);
    html_close_void(html);
}

static void draw_line(struct html_writer *html, const char *class, double at)
{
    html_open_class(html, "line", class);
    html_attribute_format(html, "x1", "%.1f%%", at);
    html_attribute_format(html, "x2", "%.1f%%", at);
    html_attribute(html, "y2", "100%");
    html_close_void(html);
}

static void draw_diamond(struct html_writer *html, double at)
{
    html_open(html, "svg");
    html_attribute_format(html, "x", "%.1f%%", at);
    html_attribute(html, "y", "50%");
    html_attribute(html, "overflow", "visible");
    html_open_class(html, "path", "milestone");
    html_attribute(html, "d", "M0-7l7 7-7 7-7-7z");
    html_close_void(html);
    html_close(html);
}

void timeline_fade_write(struct report *report)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "svg", "defs");
    html_attribute(html, "aria-hidden", "true");
    html_attribute(html, "width", "0");
    html_attribute(html, "height", "0");
    html_open(html, "linearGradient");
    html_attribute(html, "id", "fade");
    html_open_class(html, "stop", "begin");
    html_close_void(html);
    html_open_class(html, "stop", "end");
    html_attribute(html, "offset", "1");
    html_close_void(html);
    html_close(html);
    html_close(html);
    html_newline(html);
}

/* ---- the scale ------------------------------------------------------------------------------ */

static struct date_axis axis_of(const struct report_plan *own)
{
    enum { NEAR_DAYS = 400 }; /* an as-of day further out would press the bars together */
    struct date_axis axis = { 0 };

    for (size_t i = 0; i < own->plan->action_count; i++) {
        const struct action *action = &own->plan->actions[i];
        struct date_span span = date_span_of(action);

        date_axis_take(&axis, span.from);
        date_axis_take(&axis, span.to);
        for (size_t m = 0; m < action->milestone_count; m++) {
            const struct date_value *due = entry_phrase_date(&action->milestones[m].dates, DATE_DUE);

            date_axis_take(&axis, due ? due->to : CALENDAR_NONE);
        }
    }
    if (own->as_of != CALENDAR_NONE && own->as_of > axis.from - NEAR_DAYS && own->as_of < axis.to + NEAR_DAYS)
        date_axis_take(&axis, own->as_of);
    return axis;
}

static bool has_as_of(const struct date_axis *axis, const struct report_plan *own)
{
    return own->as_of != CALENDAR_NONE && own->as_of >= axis->from && own->as_of < axis->to;
}

/* Lines at the beginning of each year and at the as-of day: a symbol that every lane uses. */
static void write_grid(struct report *report, const struct report_plan *own, const struct date_axis *axis)
{
    struct html_writer *html = &report->html;

    html_open(html, "symbol");
    html_attribute_format(html, "id", "grid-%zu", own->number);
    for (int year = date_month_of(axis->from) / 12 + 1; date_month_start(12 * year) < axis->to; year++)
        draw_line(html, "year", date_axis_place(axis, date_month_start(12 * year)));
    if (has_as_of(axis, own))
        draw_line(html, "as-of", date_axis_place(axis, own->as_of));
    html_close(html);
}

static void write_mark(struct html_writer *html, double at, const char *class, const char *words)
{
    html_open_class(html, "text", class);
    html_attribute_format(html, "x", "%.1f%%", at);
    html_attribute_format(html, "dx", "%s", at > 85 ? "-3" : "3");
    html_attribute(html, "y", "13");
    html_attribute(html, "text-anchor", at > 85 ? "end" : "start");
    html_text(html, words);
    html_close(html);
}

static void write_scale(struct report *report, const struct report_plan *own, const struct date_axis *axis)
{
    struct html_writer *html = &report->html;
    char first[24], last[24], year_words[16];
    int years = (date_month_of(axis->to - 1) - date_month_of(axis->from)) / 12 + 1;
    int step = 1 + (years - 1) / 8;

    date_month_name(date_month_of(axis->from), first);
    date_month_name(date_month_of(axis->to - 1), last);
    html_open(html, "th");
    html_attribute(html, "scope", "col");
    html_attribute(html, "class", "lane");
    html_open_class(html, "span", "ends");
    html_element(html, "span", first);
    html_element_class(html, "span", "unseen", " to ");
    html_element(html, "span", last);
    html_close(html);
    html_open_class(html, "svg", "lane");
    html_attribute(html, "aria-hidden", "true");
    write_grid(report, own, axis);
    html_open(html, "use");
    html_attribute_format(html, "href", "#grid-%zu", own->number);
    html_close_void(html);
    for (int year = date_month_of(axis->from) / 12 + 1; date_month_start(12 * year) < axis->to;
         year += step) {
        snprintf(year_words, sizeof year_words, "%d", year);
        write_mark(html, date_axis_place(axis, date_month_start(12 * year)), "year", year_words);
    }
    html_close(html);
    html_close(html);
}

/* ---- lanes ---------------------------------------------------------------------------------- */

static void draw_lane(struct report *report, const struct report_plan *own, const struct action *action,
                      const struct date_axis *axis)
{
    struct html_writer *html = &report->html;
    struct date_span span = date_span_of(action);
    double from = span.from == CALENDAR_NONE ? 0 : date_axis_place(axis, span.from);
    double to = span.to == CALENDAR_NONE ? from : date_axis_place(axis, span.to + 1);

    html_open(html, "svg");
    html_attribute(html, "aria-hidden", "true");
    html_open(html, "use");
    html_attribute_format(html, "href", "#grid-%zu", own->number);
    html_close_void(html);
    if (span.is_open)
        draw_bar(html, "fading", from, 100);
    if (span.to != CALENDAR_NONE && !(span.is_open && span.to <= span.from))
        draw_bar(html, date_span_is_late(own, action) ? "late" : NULL, from, to);
    for (size_t m = 0; m < action->milestone_count; m++) {
        const struct date_value *due = entry_phrase_date(&action->milestones[m].dates, DATE_DUE);

        if (due)
            draw_diamond(html, date_axis_place(axis, due->to));
    }
    html_close(html);
}

static void write_row(struct report *report, const struct report_plan *own, size_t index,
                      const struct date_axis *axis)
{
    const struct action *action = &own->plan->actions[index];
    struct date_span span = date_span_of(action);
    struct html_writer *html = &report->html;

    if (!is_shown(&span))
        return;
    html_open(html, "tr");
    html_open(html, "th");
    html_attribute(html, "scope", "row");
    report_link_item(report, own, ITEM_ACTION, index);
    html_text(html, " ");
    report_write_brief(report, action->text.text);
    html_close(html);
    html_open(html, "td");
    if (axis->from != axis->to)
        draw_lane(report, own, action, axis);
    html_close(html);
    html_open(html, "td");
    if (date_span_is_late(own, action))
        html_element_class(html, "span", "mark warning", "not done by the line");
    report_write_dates(report, &action->dates);
    html_close(html);
    html_close(html);
    html_newline(html);
}

void timeline_lanes_write(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;
    struct date_axis axis = axis_of(own);

    html_open_class(html, "table", "timeline");
    html_open(html, "thead");
    html_open(html, "tr");
    html_open(html, "th");
    html_attribute(html, "scope", "col");
    html_text(html, "Action");
    html_close(html);
    if (axis.from != axis.to)
        write_scale(report, own, &axis);
    else
        html_element(html, "td", "");
    html_open(html, "th");
    html_attribute(html, "scope", "col");
    html_text(html, "Dates");
    html_close(html);
    html_close(html);
    html_close(html);
    html_open(html, "tbody");
    for (size_t i = 0; i < own->plan->action_count; i++)
        write_row(report, own, i, &axis);
    html_close(html);
    html_close(html);
}
