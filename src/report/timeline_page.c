#include "report/report_page.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/status.h"
#include "output/date_phrase.h"
#include "plan/plan.h"
#include "report/date_span.h"
#include "report/timeline_lane.h"
#include "store/store.h"

/* ---- all plans: years by months ------------------------------------------------------------- */

struct month_counts {
    int first; /* month */
    size_t count;
    size_t *due;
};

static struct month_counts count_months(const struct report *report, struct arena *arena)
{
    struct date_axis axis = { 0 };
    struct month_counts months = { 0 };

    for (size_t p = 0; p < report->input->plans->count; p++)
        for (size_t i = 0; i < report->plans[p].plan->action_count; i++)
            date_axis_take(&axis, date_span_due(&report->plans[p].plan->actions[i]));
    if (axis.from == axis.to)
        return months;
    months.first = date_month_of(axis.from) / 12 * 12;
    months.count = (size_t)(date_month_of(axis.to - 1) / 12 * 12 + 12 - months.first);
    months.due = ARENA_ARRAY(arena, months.count, size_t);
    for (size_t p = 0; p < report->input->plans->count; p++)
        for (size_t i = 0; i < report->plans[p].plan->action_count; i++) {
            calendar_day due = date_span_due(&report->plans[p].plan->actions[i]);

            if (due != CALENDAR_NONE)
                months.due[date_month_of(due) - months.first]++;
        }
    return months;
}

static void write_month_cell(struct report *report, const struct month_counts *months, size_t index,
                             size_t most)
{
    struct html_writer *html = &report->html;
    size_t count = months->due[index];
    int month = months->first + (int)index;
    calendar_day as_of = report->input->as_of ? report->plans[0].as_of : CALENDAR_NONE;
    bool is_now = as_of != CALENDAR_NONE && date_month_of(as_of) == month;

    html_open(html, "td");
    html_attribute_format(html, "class", "number heat-%zu%s", count ? 1 + (count - 1) * 4 / most : 0,
                          is_now ? " now" : "");
    if (count) {
        report_open_register_link(report, "due=%04d-%02d", month / 12, month % 12 + 1);
        html_format(html, "%zu", count);
        html_close(html);
    } else {
        html_element_class(html, "span", "quiet", "0");
    }
    if (is_now)
        html_element_class(html, "span", "block", "as of");
    html_close(html);
}

static void write_year(struct report *report, const struct month_counts *months, size_t year, size_t most)
{
    struct html_writer *html = &report->html;
    size_t sum = 0;

    for (size_t m = 0; m < 12; m++)
        sum += months->due[12 * year + m];
    html_open(html, "tr");
    html_open(html, "th");
    html_attribute(html, "scope", "row");
    html_format(html, "%d", months->first / 12 + (int)year);
    html_close(html);
    for (size_t m = 0; m < 12; m++)
        write_month_cell(report, months, 12 * year + m, most);
    report_write_count(report, sum);
    html_close(html);
    html_newline(html);
}

static void write_months(struct report *report)
{
    static const struct column_head heads[] = {
        { "Year", NULL },    { "Jan", "number" }, { "Feb", "number" }, { "Mar", "number" },
        { "Apr", "number" }, { "May", "number" }, { "Jun", "number" }, { "Jul", "number" },
        { "Aug", "number" }, { "Sep", "number" }, { "Oct", "number" }, { "Nov", "number" },
        { "Dec", "number" }, { "All", "number" },
    };
    struct html_writer *html = &report->html;
    struct month_counts months = count_months(report, report->arena);
    size_t most = 1;

    if (!months.count) {
        html_element(html, "p", "No action states a day that it is due by.");
        return;
    }
    for (size_t m = 0; m < months.count; m++)
        most = months.due[m] > most ? months.due[m] : most;
    html_open_class(html, "div", "card");
    report_open_scroll(report, "Actions due, by month");
    html_open_class(html, "table", "months");
    html_element(html, "caption", "Actions due in each month, all plans");
    report_write_heads(report, heads, ARRAY_LENGTH(heads));
    html_open(html, "tbody");
    for (size_t year = 0; year < months.count / 12; year++)
        write_year(report, &months, year, most);
    html_close(html);
    html_close(html);
    html_close(html);
    html_close(html);
    html_newline(html);
}

/* ---- a plan's months as a table ------------------------------------------------------------- */

struct due_action {
    int month;
    size_t index;
};

static int by_month(const void *left, const void *right)
{
    const struct due_action *a = left;
    const struct due_action *b = right;

    if (a->month != b->month)
        return a->month < b->month ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

/* A row: month, how many, which. Returns the first action of the next month. */
static size_t write_due_month(struct report *report, const struct report_plan *own,
                              const struct due_action *due, size_t from, size_t count)
{
    struct html_writer *html = &report->html;
    size_t to = from;
    char name[24];

    while (to < count && due[to].month == due[from].month)
        to++;
    date_month_name(due[from].month, name);
    html_open(html, "tr");
    html_open(html, "th");
    html_attribute(html, "scope", "row");
    html_text(html, name);
    html_close(html);
    report_write_count(report, to - from);
    html_open(html, "td");
    for (size_t i = from; i < to; i++) {
        html_text(html, i > from ? ", " : "");
        report_link_item(report, own, ITEM_ACTION, due[i].index);
    }
    html_close(html);
    html_close(html);
    return to;
}

static void write_plan_months(struct report *report, const struct report_plan *own)
{
    static const struct column_head heads[] = { { "Month", NULL }, { "Due", "number" }, { "Actions", NULL } };
    struct html_writer *html = &report->html;
    struct arena *arena = arena_new();
    struct due_action *due = ARENA_ARRAY(arena, own->plan->action_count, struct due_action);
    size_t count = 0;

    for (size_t i = 0; i < own->plan->action_count; i++)
        if (date_span_due(&own->plan->actions[i]) != CALENDAR_NONE)
            due[count++] = (struct due_action){ date_month_of(date_span_due(&own->plan->actions[i])), i };
    if (count) {
        qsort(due, count, sizeof *due, by_month);
        report_open_details(report, NULL);
        html_text(html, "The months as a table");
        html_close(html);
        html_open_class(html, "table", "due");
        report_write_heads(report, heads, ARRAY_LENGTH(heads));
        html_open(html, "tbody");
        for (size_t i = 0; i < count;)
            i = write_due_month(report, own, due, i, count);
        html_close(html);
        html_close(html);
        html_close(html);
    }
    arena_free(arena);
}

/* ---- a plan's actions on a line of time ----------------------------------------------------- */

static void write_plan_summary(struct report *report, const struct report_plan *own,
                               const struct timeline_sums *sums)
{
    struct html_writer *html = &report->html;

    html_open(html, "strong");
    html_span(html, report_plan_name(own->plan));
    html_close(html);
    html_format(html, " %zu dated", sums->dated);
    if (sums->late)
        html_format(html, ", %zu due before the line and not done", sums->late);
    if (sums->open)
        html_format(html, ", %zu without an end", sums->open);
    if (sums->invalid)
        html_format(html, ", %zu impossible", sums->invalid);
    if (sums->undated)
        html_format(html, ", %zu without a day", sums->undated);
}

static void write_as_of(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "p", "quiet");
    if (own->as_of == CALENDAR_NONE) {
        html_text(
            html,
            "The plan states no date of its own, and no --as-of was given: there is no line to hold the "
            "dates against.");
    } else {
        html_text(html, report->input->as_of ? "The line is at " : "The line is at the plan's own date, ");
        report->scratch.length = 0;
        date_phrase_add_day(&report->scratch, own->as_of);
        html_text(html, buffer_string(&report->scratch));
        html_text(html, ".");
    }
    html_text(html, " A bar that fades has no stated end; a diamond is a milestone.");
    html_close(html);
}

static void write_plan(struct report *report, const struct report_plan *own, bool is_open)
{
    struct html_writer *html = &report->html;
    struct timeline_sums sums = timeline_sums_of(own);

    html_open_class(html, "details", "card");
    if (is_open)
        html_attribute(html, "open", "open");
    html_open(html, "summary");
    write_plan_summary(report, own, &sums);
    html_close(html);
    report_open_chunk(report, "t%zu", own->number);
    write_as_of(report, own);
    timeline_lanes_write(report, own);
    write_plan_months(report, own);
    report_close_chunk(report);
    html_close(html);
    html_newline(html);
}

void timeline_page_write(struct report *report)
{
    report_open_page(
        report, "timeline", "Timeline",
        "What is due when, by the plans' own dates. Dates that no calendar has are flagged; actions "
        "without a date are counted, not guessed.");
    timeline_fade_write(report);
    write_months(report);
    bool is_open = true; /* the first is */

    for (size_t i = 0; i < report->input->plans->count; i++)
        if (timeline_has_plan(&report->plans[i])) {
            write_plan(report, &report->plans[i], is_open);
            is_open = false;
        }
    html_close(&report->html);
}
