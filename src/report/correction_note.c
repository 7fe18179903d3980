#include "output/correction_list.h"
#include "plan/correction.h"
#include "plan/plan.h"
#include "report/report_page.h"

/* "due date: the plan says "31/09/10"; J Auditor: confirmed with the service".  The day stays in the
 * database, so that a page depends on what was said and not on when. */
static void write_correction(struct report *report, const struct correction *correction)
{
    struct html_writer *html = &report->html;

    html_element(html, "dt", correction->field->name);
    html_open(html, "dd");
    if (correction_confirms(correction, report->arena)) {
        html_text(html, "confirmed");
    } else if (correction->was.text) {
        html_text(html, "the plan says \"");
        html_span(html, correction->was);
        html_text(html, "\"");
    } else {
        html_text(html, "the plan does not state it");
    }
    html_text(html, "; ");
    html_span(html, correction->made_by);
    html_text(html, ": ");
    html_span(html, correction->reason);
    html_close(html);
}

void report_write_corrections(struct report *report, const struct plan *plan, enum item_kind kind,
                              size_t index)
{
    struct html_writer *html = &report->html;
    const struct correction *correction;
    size_t at = 0, count = 0;

    while ((correction = correction_next(plan, kind, index, &at)) != NULL) {
        if (count++ == 0) {
            html_open_class(html, "details", "corrected");
            html_open(html, "summary");
            html_text(html, "corrected: ");
        } else {
            html_text(html, ", ");
        }
        html_text(html, correction->field->name);
    }
    if (!count)
        return;
    html_close(html);
    html_open_class(html, "dl", count == 1 ? "one" : "some");
    for (at = 0; (correction = correction_next(plan, kind, index, &at)) != NULL;)
        write_correction(report, correction);
    html_close(html);
    html_close(html);
}
