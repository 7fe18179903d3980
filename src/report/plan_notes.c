#include "report/plan_parts.h"

#include "plan/plan.h"
#include "report/report_page.h"

void plan_note_write(struct report *report, const struct report_plan *own,
                     const struct annotation *annotation)
{
    struct html_writer *html = &report->html;

    html_open(html, "li");
    html_text(html, annotation->kind);
    if (annotation->author.length) {
        html_text(html, " by ");
        html_span(html, annotation->author);
    }
    html_text(html, ": ");
    html_open(html, "q");
    html_span(html, annotation->words.text);
    html_close(html);
    if (annotation->line) {
        html_text(html, ", at ");
        report_link_source(report, own, annotation->line);
    }
    html_close(html);
}

void plan_notes_write(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;

    if (!own->plan->annotation_count)
        return;
    html_open_class(html, "div", "card");
    html_element(html, "h4", "Comments and notes");
    html_open(html, "ul");
    for (size_t i = 0; i < own->plan->annotation_count; i++)
        plan_note_write(report, own, &own->plan->annotations[i]);
    html_close(html);
    html_close(html);
    html_newline(html);
}
