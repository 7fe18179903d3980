#include "report/report_page.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/status.h"
#include "plan/plan.h"
#include "report/date_span.h"
#include "store/store.h"

enum { OWNERS_SHOWN = 100 }; /* before they are folded away, so many at a time */

/* ---- the load of one owner ------------------------------------------------------------------ */

struct load {
    size_t lead, support, undated, late;
    size_t *due; /* by month of the page's axis */
    size_t peak; /* the month with most */
};

struct owners_view {
    struct report *report;
    struct date_axis axis;
    int first_month;
    size_t month_count;
    size_t most; /* due in one month, of any owner */
    struct load load;
};

static const struct action *action_of(const struct report *report, const struct owner_use *use)
{
    return &report->plans[use->plan].plan->actions[use->action];
}

static void count_use(struct owners_view *view, const struct owner_use *use)
{
    const struct action *action = action_of(view->report, use);
    calendar_day due = date_span_due(action);
    struct load *load = &view->load;

    load->lead += !use->is_support;
    load->support += use->is_support;
    load->late += date_span_is_late(&view->report->plans[use->plan], action);
    if (due == CALENDAR_NONE) {
        load->undated++;
        return;
    }
    size_t month = (size_t)(date_month_of(due) - view->first_month);

    load->due[month]++;
    if (load->due[month] > load->due[load->peak])
        load->peak = month;
}

static void count_load(struct owners_view *view, const struct report_owner *owner)
{
    size_t *due = view->load.due;

    for (size_t m = 0; m < view->month_count; m++)
        due[m] = 0;
    view->load = (struct load){ .due = due };
    for (size_t i = 0; i < owner->use_count; i++)
        count_use(view, &owner->uses[i]);
}

static void measure(struct owners_view *view)
{
    struct report *report = view->report;

    for (size_t p = 0; p < report->input->plans->count; p++)
        for (size_t i = 0; i < report->plans[p].plan->action_count; i++)
            date_axis_take(&view->axis, date_span_due(&report->plans[p].plan->actions[i]));
    if (view->axis.from != view->axis.to) {
        view->first_month = date_month_of(view->axis.from);
        view->month_count = (size_t)(date_month_of(view->axis.to) - view->first_month);
    }
    view->load.due = ARENA_ARRAY(report->arena, view->month_count + 1, size_t);
    view->most = 1;
    for (size_t i = 0; i < report->owners.count; i++) {
        count_load(view, report->owners.items[i]);
        if (view->load.due[view->load.peak] > view->most)
            view->most = view->load.due[view->load.peak];
    }
}

/* ---- rows ----------------------------------------------------------------------------------- */

/* A bar for each month in which something is due; the tallest is the greatest load that anybody has in a
 * month. */
static void draw_months(struct owners_view *view)
{
    struct html_writer *html = &view->report->html;

    html_open_class(html, "svg", "load");
    html_attribute(html, "aria-hidden", "true");
    for (size_t m = 0; m < view->month_count; m++) {
        double height = 100.0 * (double)view->load.due[m] / (double)view->most;

        if (!view->load.due[m])
            continue;
        html_open(html, "rect");
        html_attribute_format(html, "x", "%.2f%%", 100.0 * (double)m / (double)view->month_count);
        html_attribute_format(html, "width", "%.2f%%", 90.0 / (double)view->month_count);
        html_attribute_format(html, "y", "%.1f%%", 100 - height);
        html_attribute_format(html, "height", "%.1f%%", height);
        html_close_void(html);
    }
    html_close(html);
}

static void write_months(struct owners_view *view)
{
    struct html_writer *html = &view->report->html;
    char name[24];
    bool is_first = true;

    if (!view->load.due[view->load.peak]) {
        html_element_class(html, "span", "quiet", "nothing dated");
        return;
    }
    draw_months(view);
    date_month_name(view->first_month + (int)view->load.peak, name);
    report_open_details(view->report, NULL);
    html_format(html, "most: %zu in %s", view->load.due[view->load.peak], name);
    html_close(html);
    html_open(html, "p");
    for (size_t m = 0; m < view->month_count; m++) {
        if (!view->load.due[m])
            continue;
        date_month_name(view->first_month + (int)m, name);
        html_format(html, "%s%s: %zu", is_first ? "" : ", ", name, view->load.due[m]);
        is_first = false;
    }
    html_close(html);
    html_close(html);
}

static void write_owner(struct owners_view *view, const struct report_owner *owner)
{
    struct report *report = view->report;
    struct html_writer *html = &report->html;

    count_load(view, owner);
    html_open(html, "tr");
    html_open(html, "th");
    html_attribute(html, "scope", "row");
    report_open_register_link(report, "owner=%zu", owner->number);
    html_span(html, owner->name);
    html_close(html);
    html_open_class(html, "span", "quiet block");
    html_span(html, owner->council);
    html_close(html);
    html_close(html);
    report_write_count(report, view->load.lead);
    report_write_count(report, view->load.support);
    report_write_count(report, owner->risk_count);
    report_write_count(report, view->load.late);
    report_write_count(report, view->load.undated);
    html_open_class(html, "td", "load");
    write_months(view);
    html_close(html);
    html_close(html);
    html_newline(html);
}

static void write_table(struct owners_view *view, const struct report_owner *const *owners, size_t count)
{
    static const struct column_head heads[] = {
        { "Owner", "name" },  { "Leads", "number" },   { "Supports", "number" },   { "Risks", "number" },
        { "Late", "number" }, { "Undated", "number" }, { "Due by month", "load" },
    };
    struct html_writer *html = &view->report->html;

    report_open_scroll(view->report, "Owners");
    html_open_class(html, "table", "owners");
    report_write_heads(view->report, heads, ARRAY_LENGTH(heads));
    html_open(html, "tbody");
    for (size_t i = 0; i < count; i++)
        write_owner(view, owners[i]);
    html_close(html);
    html_close(html);
    html_close(html);
}

static void write_more(struct owners_view *view, const struct report_owner *const *owners, size_t from,
                       size_t to)
{
    struct report *report = view->report;

    report_open_details(report, NULL);
    html_format(&report->html, "Owners %zu to %zu", from + 1, to);
    html_close(&report->html);
    report_open_chunk(report, "owners-%zu", from / OWNERS_SHOWN);
    write_table(view, owners + from, to - from);
    report_close_chunk(report);
    html_close(&report->html);
}

static int busiest_first(const void *left, const void *right)
{
    const struct report_owner *a = *(const struct report_owner *const *)left;
    const struct report_owner *b = *(const struct report_owner *const *)right;

    if (a->use_count != b->use_count)
        return a->use_count > b->use_count ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

static void write_axis(struct owners_view *view)
{
    struct html_writer *html = &view->report->html;
    char first[24], last[24];

    if (!view->month_count)
        return;
    date_month_name(view->first_month, first);
    date_month_name(view->first_month + (int)view->month_count - 1, last);
    html_open_class(html, "p", "quiet");
    html_format(
        html,
        "Due by month runs from %s to %s; the tallest bar is %zu. Late: due before the day that the plan is "
        "held against, and neither completed nor cancelled.",
        first, last, view->most);
    html_close(html);
}

void owners_page_write(struct report *report)
{
    struct owners_view view = { .report = report };
    size_t count = report->owners.count;
    const struct report_owner **owners = ARENA_ARRAY(report->arena, count, const struct report_owner *);

    report_open_page(
        report, "owners", "Owners",
        "Who is named for what, the busiest first, as the plans write them. The same name in two councils "
        "is two people or posts.");
    if (!count)
        html_element(&report->html, "p", "The plans name nobody.");
    for (size_t i = 0; i < count; i++)
        owners[i] = report->owners.items[i];
    if (count) {
        qsort(owners, count, sizeof *owners, busiest_first);
        measure(&view);
        html_open_class(&report->html, "div", "card");
        write_axis(&view);
        write_table(&view, owners, count < OWNERS_SHOWN ? count : OWNERS_SHOWN);
        for (size_t from = OWNERS_SHOWN; from < count; from += OWNERS_SHOWN)
            write_more(&view, owners, from, from + OWNERS_SHOWN < count ? from + OWNERS_SHOWN : count);
        html_close(&report->html);
    }
    html_close(&report->html);
}
