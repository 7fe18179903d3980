#include "report/plan_parts.h"

#include "base/arena.h"
#include "plan/plan.h"
#include "report/report_page.h"

/* Periods in the order in which the plan first prints them. */
struct periods {
    struct span *names;
    size_t count;
    size_t capacity;
};

static size_t period_index(const struct periods *periods, struct span name)
{
    size_t i = 0;

    while (i < periods->count && !span_same(periods->names[i], name))
        i++;
    return i;
}

static struct periods gather_periods(const struct plan *plan, struct arena *arena)
{
    struct periods periods = { 0 };

    for (size_t i = 0; i < plan->indicator_count; i++)
        for (size_t v = 0; v < plan->indicators[i].value_count; v++) {
            struct span name = plan->indicators[i].values[v].period;

            if (period_index(&periods, name) < periods.count)
                continue;
            periods.names =
                arena_grow(arena, periods.names, periods.count, &periods.capacity, sizeof *periods.names);
            periods.names[periods.count++] = name;
        }
    return periods;
}

static void write_head_cell(struct html_writer *html, struct span words)
{
    html_open(html, "th");
    html_attribute(html, "scope", "col");
    html_span(html, words);
    html_close(html);
}

static void write_value(struct report *report, const struct indicator *indicator, struct span period)
{
    struct html_writer *html = &report->html;

    html_open(html, "td");
    html_attribute_span(html, "data-label", period);
    for (size_t v = 0; v < indicator->value_count; v++)
        if (span_same(indicator->values[v].period, period))
            html_span(html, indicator->values[v].value.text);
    html_close(html);
}

static void write_indicator(struct report *report, const struct report_plan *own,
                            const struct periods *periods, size_t index)
{
    struct html_writer *html = &report->html;
    const struct indicator *indicator = &own->plan->indicators[index];

    html_open(html, "tr");
    html_open_class(html, "th", "ref");
    html_attribute(html, "scope", "row");
    html_span(html, report_item_label(own->plan, ITEM_INDICATOR, index, report->arena));
    html_close(html);
    html_open_class(html, "td", "what");
    report_write_value(report, indicator->text.text);
    report_write_corrections(report, own->plan, ITEM_INDICATOR, index);
    html_close(html);
    for (size_t p = 0; p < periods->count; p++)
        write_value(report, indicator, periods->names[p]);
    html_close(html);
    html_newline(html);
}

void plan_indicators_write(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;
    struct periods periods = gather_periods(own->plan, report->arena);

    if (!own->plan->indicator_count)
        return;
    html_open_class(html, "div", "card");
    html_element(html, "h4", "Indicators");
    report_open_scroll(report, "Indicators");
    html_open_class(html, "table", "indicators");
    html_element_class(html, "caption", "quiet", "Values as printed");
    html_open(html, "thead");
    html_open(html, "tr");
    write_head_cell(html, span_of("Code"));
    write_head_cell(html, span_of("Indicator"));
    for (size_t p = 0; p < periods.count; p++)
        write_head_cell(html, periods.names[p]);
    html_close(html);
    html_close(html);
    html_open(html, "tbody");
    for (size_t i = 0; i < own->plan->indicator_count; i++)
        write_indicator(report, own, &periods, i);
    html_close(html);
    html_close(html);
    html_close(html);
    html_close(html);
    html_newline(html);
}
