#include "report/report_page.h"

#include "base/status.h"

static const struct {
    const char *term;
    const char *words;
} entries[] = {
    { "Not stated, not asked", "Not stated: the plan has a column for it and this row says nothing. Not "
                               "asked: the plan has no such column, so "
                               "its silence says nothing either." },
    { "The plan's own words", "Every row leads to its place in the plan. There the words that were read are "
                              "marked with the field that they "
                              "went into, and words that went into none are marked as not read." },
    { "Risk matrix", "A rating is put on the matrix as printed. On a scale of fewer words it covers a share "
                     "of the axis: of two "
                     "levels, high is the upper half. An axis without a rating is open, and so is the band: "
                     "such risks lie in the "
                     "tray." },
    { "Place of a risk", "A risk stands above another only where it is at least as high on both axes for all "
                         "that the ratings allow. 3-7 "
                         "means: third at best, seventh at worst." },
    { "Reach of a risk",
      "How many actions of its plan it threatens, told by section, by words that both share and by "
      "references. The row "
      "names them, and those that carry out its mitigation. Rating and reach are not multiplied." },
    { "Exposure of an action", "What speaks against its delivery: each rule that it breaks adds its weight "
                               "once. The row names them. It is no "
                               "chance of failure." },
    { "Coverage", "In how many of the things asked something is there. The share of a row is the mean of the "
                  "columns that could be "
                  "tested; the others count for nothing." },
    { "Late",
      "Due before the day that the plan is held against, and neither completed nor cancelled by its own "
      "word. That day "
      "is the one given with --as-of, or else the plan's own date: there is no clock in this report." },
    { "Findings", "Each rule has an id, a reason and a source. What a plan gives nothing to test with is "
                  "listed as not tested: "
                  "silence is not a pass." },
    { "Overlaps",
      "Words are compared by their stems and by the concepts that they speak of; rare ones weigh "
      "more than common "
      "ones. Two actions are of the same work where what they do agrees, too: a review and a training "
      "on one subject share the theme. The weights beside the words add up to the score." },
};

void method_page_write(struct report *report)
{
    struct html_writer *html = &report->html;

    report_open_page(report, "method", "How to read this", NULL);
    html_open_class(html, "dl", "card method");
    for (size_t i = 0; i < ARRAY_LENGTH(entries); i++) {
        html_element(html, "dt", entries[i].term);
        html_element(html, "dd", entries[i].words);
    }
    html_close(html);
    html_close(html);
}
