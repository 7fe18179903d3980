#include "output/report_page.h"

#include "base/arena.h"
#include "characters/line_index.h"
#include "document/document.h"
#include "output/item_label.h"
#include "plan/plan.h"

struct span report_plan_name(const struct plan *plan)
{
    if (plan->council.text.text)
        return plan->council.text;
    return plan->title.text.text ? plan->title.text : plan->document;
}

struct span report_item_label(const struct plan *plan, enum item_kind kind, size_t index, struct arena *arena)
{
    struct span label = item_label(plan, kind, index, arena);
    size_t before = plan->key.length + 1;

    if (label.length > before && span_same(span_part(label, 0, plan->key.length), plan->key) &&
        label.text[plan->key.length] == '-')
        return span_part(label, before, label.length);
    return label;
}

void report_brief_write(struct report *report, struct span text)
{
    enum { BRIEF_BYTES = 150 };
    size_t end = BRIEF_BYTES;

    if (text.length <= BRIEF_BYTES + BRIEF_BYTES / 5) {
        html_span(&report->html, text);
        return;
    }
    while (end > 0 && text.text[end] != ' ')
        end--;
    if (end == 0) /* one long word: at a character's first byte */
        for (end = BRIEF_BYTES; end > 0 && ((unsigned char)text.text[end] & 0xc0) == 0x80;)
            end--;
    html_span(&report->html, span_part(text, 0, end));
    html_text(&report->html, " \xe2\x80\xa6");
}

void report_value_write(struct report *report, struct span text)
{
    if (text.text)
        html_span(&report->html, text);
    else
        html_element_class(&report->html, "span", "missing", "not stated");
}

void report_open_scroll(struct report *report, const char *label)
{
    html_open_class(&report->html, "div", "scroll");
    html_attribute(&report->html, "tabindex", "0");
    html_attribute(&report->html, "role", "group");
    html_attribute(&report->html, "aria-label", label);
}

/* The bar is for the eye; the figure beside it says the same. */
void report_share_write(struct report *report, const struct share *share, const char *what)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "share");
    if (what)
        html_element_class(html, "span", "name", what);
    if (!share->asked) {
        html_element_class(html, "span", "quiet", "not asked");
        html_close(html);
        return;
    }
    html_open_class(html, "svg", "bar");
    html_attribute(html, "xmlns", "http://www.w3.org/2000/svg");
    html_attribute(html, "viewBox", "0 0 100 8");
    html_attribute(html, "preserveAspectRatio", "none");
    html_attribute(html, "aria-hidden", "true");
    html_open_class(html, "rect", "track");
    html_attribute(html, "width", "100");
    html_attribute(html, "height", "8");
    html_close_void(html);
    html_open_class(html, "rect", "fill");
    html_attribute_format(html, "width", "%.1f", 100 * (double)share->filled / (double)share->asked);
    html_attribute(html, "height", "8");
    html_close_void(html);
    html_close(html);
    html_open_class(html, "span", "figure");
    html_format(html, "%zu of %zu", share->filled, share->asked);
    html_close(html);
    html_close(html);
}

/* ---- facts ------------------------------------------------------------------------------------- */

static void open_fact(struct report *report, const char *name)
{
    html_open(&report->html, "div");
    html_element(&report->html, "dt", name);
    html_open(&report->html, "dd");
}

static void close_fact(struct report *report)
{
    html_close(&report->html);
    html_close(&report->html);
}

static void write_fact(struct report *report, const char *name, struct span value, bool is_given)
{
    open_fact(report, name);
    report_value_write(report, value);
    if (is_given)
        html_element_class(&report->html, "span", "quiet", " (given by the user)");
    close_fact(report);
}

static void write_count(struct report *report, const char *name, size_t count)
{
    open_fact(report, name);
    html_format(&report->html, "%zu", count);
    close_fact(report);
}

static void write_facts(struct report *report, const struct plan *plan)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "dl", "facts");
    write_count(report, "Sections", plan->section_count);
    write_count(report, "Actions", plan->action_count);
    write_count(report, "Risks", plan->risk_count);
    write_count(report, "Indicators", plan->indicator_count);
    write_fact(report, "Document", plan->document, false);
    write_fact(report, "Title", plan->title.text, plan->title_given);
    write_fact(report, "Date", plan->date.text, plan->date_given);
    open_fact(report, "Read as");
    report_value_write(report, plan->encoding);
    if (plan->line_count)
        html_format(html, ", %zu lines", plan->line_count);
    close_fact(report);
    if (plan->edition > 1) {
        open_fact(report, "Edition");
        html_format(html, "%lld", (long long)plan->edition);
        close_fact(report);
    }
    html_close(html);
    html_newline(html);
}

/* ---- how complete ------------------------------------------------------------------------------ */

static void write_completeness(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "card complete");
    html_element(html, "h3", "How complete");
    report_share_write(report, &own->owners, "Owner");
    report_share_write(report, &own->dates, "Date");
    report_share_write(report, &own->measures, "Measure");
    html_element_class(
        html, "p", "quiet small",
        "Of the actions whose table has a column for it. Not asked: no table of the plan has one.");
    html_close(html);
    html_newline(html);
}

/* ---- what was not read ------------------------------------------------------------------------- */

static void write_unread_text(struct report *report, const struct plan *plan)
{
    enum { QUOTE_LIMIT = 200 }; /* runs quoted; `show --unread` lists all */
    struct html_writer *html = &report->html;
    struct line_index lines = line_index_of(plan->text, report->arena);
    size_t quoted = 0;

    html_open(html, "ul");
    for (size_t i = 0; i < plan->account_count && quoted < QUOTE_LIMIT; i++) {
        const struct account *account = &plan->accounts[i];
        struct span words = span_trim(
            span_part(plan->text, account->extent.offset, account->extent.offset + account->extent.length));

        if (account->use != USE_UNREAD || span_is_blank(words))
            continue;
        html_open(html, "li");
        html_open_class(html, "span", "line quiet");
        report_place(report, plan, line_index_find(&lines, (size_t)(words.text - plan->text.text)));
        html_text(html, " ");
        html_close(html);
        html_open(html, "q");
        html_span(html, words);
        html_close(html);
        html_close(html);
        quoted++;
    }
    html_close(html);
}

static void write_unread(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "card unread");
    html_element(html, "h3", "What was not read");
    if (!own->plan->account_count) {
        html_element(html, "p", "No account of the lines was kept.");
    } else if (!own->unread_lines) {
        html_element(html, "p", "Every line went into a field, or is a heading, a repeat, a blank or prose.");
    } else {
        html_open(html, "p");
        html_format(html,
                    "%zu line%s went into no field. Nothing was dropped: the words are kept with the plan.",
                    own->unread_lines, own->unread_lines == 1 ? "" : "s");
        html_close(html);
        if (own->plan->text.text) {
            html_open(html, "details");
            html_element(html, "summary", "These words");
            write_unread_text(report, own->plan);
            html_close(html);
        }
    }
    html_close(html);
    html_newline(html);
}

void report_plan_write(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "section", "plan");
    html_attribute_format(html, "id", "p%zu", own->number);
    html_open(html, "h2");
    html_span(html, report_plan_name(own->plan));
    html_close(html);
    write_facts(report, own->plan);
    html_open_class(html, "div", "pair-of-cards");
    write_completeness(report, own);
    write_unread(report, own);
    html_close(html);
    if (own->plan->risk_count) {
        report->scratch.length = 0;
        buffer_add_format(&report->scratch, "p%zu", own->number);
        report_matrix_write(report, &own->scores,
                            arena_copy_string(report->arena, buffer_string(&report->scratch)), "Risk matrix",
                            "h3");
    }
    report_findings_write(report, own);
    report_risks_write(report, own);
    report_register_write(report, own);
    report_indicators_write(report, own);
    html_close(html);
    html_newline(html);
}
