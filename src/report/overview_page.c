#include "report/report_page.h"

#include "analysis/audit_check.h"
#include "analysis/plan_overlap.h"
#include "base/status.h"
#include "plan/plan.h"
#include "store/store.h"

/* ---- the figures on top --------------------------------------------------------------------- */

struct tile {
    size_t count;
    const char *one;
    const char *many;
    const char *target; /* the page that says more */
};

static void write_tile(struct report *report, const struct tile *tile, const char *note)
{
    struct html_writer *html = &report->html;

    html_open(html, "li");
    html_open(html, "a");
    html_attribute(html, "href", tile->target);
    html_open_class(html, "span", "number");
    html_format(html, "%zu", tile->count);
    html_close(html);
    html_text(html, " ");
    html_element_class(html, "span", "name", tile->count == 1 ? tile->one : tile->many);
    html_close(html);
    html_element_class(html, "span", "quiet", note);
    html_close(html);
    html_newline(html);
}

static void add_counted(struct buffer *note, size_t count, const char *one, const char *many)
{
    buffer_add_format(note, "%s%zu %s", note->length ? ", " : "", count, count == 1 ? one : many);
}

static const char *severity_note(struct report *report)
{
    const struct check_result *checks = report->input->checks;
    size_t counts[FINDING_NOTE + 1] = { 0 };

    for (size_t i = 0; i < checks->finding_count; i++)
        counts[checks->findings[i].severity]++;
    report->scratch.length = 0;
    add_counted(&report->scratch, counts[FINDING_ERROR], "error", "errors");
    add_counted(&report->scratch, counts[FINDING_WARNING], "warning", "warnings");
    add_counted(&report->scratch, counts[FINDING_NOTE], "note", "notes");
    return buffer_string(&report->scratch);
}

static const char *counted_note(struct report *report, size_t count, const char *one, const char *many)
{
    report->scratch.length = 0;
    add_counted(&report->scratch, count, one, many);
    return buffer_string(&report->scratch);
}

static void write_tiles(struct report *report)
{
    const struct report_input *input = report->input;
    const struct overlap_result *overlaps = input->overlaps;

    html_open_class(&report->html, "ul", "tiles");
    write_tile(report, &(struct tile){ input->plans->count, "plan", "plans", "#plans" },
               counted_note(report, report->owners.count, "owner named", "owners named"));
    write_tile(report, &(struct tile){ report->action_count, "action", "actions", "#register" },
               "every one with its words");
    write_tile(report, &(struct tile){ report->risk_count, "risk", "risks", "#matrix" },
               counted_note(report, input->scores[STAGE_INHERENT].placed_count, "placed in one cell",
                            "placed in one cell"));
    write_tile(report, &(struct tile){ input->checks->finding_count, "finding", "findings", "#findings" },
               severity_note(report));
    write_tile(
        report,
        &(struct tile){ overlaps->pair_count + overlaps->beyond_count, "overlap", "overlaps", "#overlaps" },
        counted_note(report, overlaps->borrowed_count, "question from another plan's risks",
                     "questions from other plans' risks"));
    write_tile(report, &(struct tile){ report->unread_lines, "line not read", "lines not read", "#sources" },
               "kept and shown, not dropped");
    html_close(&report->html);
    html_newline(&report->html);
}

/* ---- plan by plan --------------------------------------------------------------------------- */

static void write_share_cell(struct report *report, const struct share *share)
{
    html_open(&report->html, "td");
    report_write_share(report, share, NULL);
    html_close(&report->html);
}

static void write_name(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;
    const struct plan *plan = own->plan;

    html_open(html, "th");
    html_attribute(html, "scope", "row");
    html_open(html, "a");
    html_attribute_format(html, "href", "#plan-%zu", own->number);
    html_span(html, report_plan_name(plan));
    html_close(html);
    html_open_class(html, "span", "quiet block");
    html_span(html, plan->council.text.text && plan->title.text.text ? plan->title.text : plan->document);
    html_close(html);
    html_close(html);
}

/* A count that leads to what it counts. */
static void write_linked_count(struct report *report, size_t count, const char *chunk, size_t number)
{
    struct html_writer *html = &report->html;

    if (!count) {
        report_write_count(report, 0);
        return;
    }
    html_open_class(html, "td", "number");
    html_open(html, "a");
    html_attribute_format(html, "href", "#%s%zu", chunk, number);
    html_format(html, "%zu", count);
    html_close(html);
    html_close(html);
}

static void write_plan_row(struct report *report, const struct report_plan *own)
{
    html_open(&report->html, "tr");
    write_name(report, own);
    write_linked_count(report, own->plan->action_count, "p", own->number);
    write_share_cell(report, &own->owners);
    write_share_cell(report, &own->dates);
    write_share_cell(report, &own->measures);
    write_linked_count(report, own->plan->risk_count, "p", own->number);
    write_linked_count(report, own->finding_count, "plan-", own->number);
    write_linked_count(report, own->unread_lines, "s", own->number);
    html_close(&report->html);
    html_newline(&report->html);
}

static void write_plan_table(struct report *report)
{
    static const struct column_head heads[] = {
        { "Plan", "name" },
        { "Actions", "number" },
        { "With an owner", "share-head" },
        { "With a date", "share-head" },
        { "With a measure", "share-head" },
        { "Risks", "number" },
        { "Findings", "number" },
        { "Lines not read", "number" },
    };
    struct html_writer *html = &report->html;

    report_open_scroll(report, "Plans");
    html_open_class(html, "table", "overview");
    html_element(html, "caption", "Every plan, what was read from it and how complete it is");
    report_write_heads(report, heads, ARRAY_LENGTH(heads));
    html_open(html, "tbody");
    for (size_t i = 0; i < report->input->plans->count; i++)
        write_plan_row(report, &report->plans[i]);
    html_close(html);
    html_close(html);
    html_close(html);
    html_newline(html);
}

void overview_page_write(struct report *report)
{
    struct html_writer *html = &report->html;

    report_open_page(
        report, "overview", "Overview",
        "What the plans say, what they leave open, and where they do the same work. Every figure is "
        "counted from the plans' own words; what a plan does not state stays not stated.");
    write_tiles(report);
    html_open_class(html, "div", "card");
    write_plan_table(report);
    html_close(html);
    html_close(html);
}
