#include "report/report_page.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "output/date_phrase.h"
#include "output/item_label.h"
#include "output/place_print.h"
#include "output/score_print.h"
#include "plan/plan.h"
#include "store/store.h"

/* ---- frames --------------------------------------------------------------------------------- */

void report_open_page(struct report *report, const char *id, const char *title, const char *lead)
{
    struct html_writer *html = &report->html;

    html_newline(html);
    html_open_class(html, "section", strcmp(id, "overview") == 0 ? "page shown" : "page");
    html_attribute(html, "id", id);
    html_open(html, "h2");
    html_attribute(html, "tabindex", "-1");
    html_text(html, title);
    html_close(html);
    if (lead)
        html_element_class(html, "p", "lead", lead);
    html_newline(html);
}

void report_open_chunk(struct report *report, const char *format, ...)
{
    char id[64];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(id, sizeof id, format, arguments);
    va_end(arguments);
    html_open_class(&report->html, "div", "chunk");
    html_attribute(&report->html, "id", id);
    html_open(&report->html, "noscript");
}

void report_close_chunk(struct report *report)
{
    html_close(&report->html);
    html_close(&report->html);
    html_newline(&report->html);
}

void report_open_details(struct report *report, const char *class)
{
    html_open(&report->html, "details");
    if (class)
        html_attribute(&report->html, "class", class);
    html_open(&report->html, "summary");
}

void report_open_scroll(struct report *report, const char *label)
{
    html_open_class(&report->html, "div", "scroll");
    html_attribute(&report->html, "tabindex", "0");
    html_attribute(&report->html, "role", "group");
    html_attribute(&report->html, "aria-label", label);
}

void report_write_heads(struct report *report, const struct column_head *heads, size_t count)
{
    struct html_writer *html = &report->html;

    html_open(html, "thead");
    html_open(html, "tr");
    for (size_t i = 0; i < count; i++) {
        html_open(html, "th");
        html_attribute(html, "scope", "col");
        if (heads[i].class)
            html_attribute(html, "class", heads[i].class);
        html_text(html, heads[i].words);
        html_close(html);
    }
    html_close(html);
    html_close(html);
    html_newline(html);
}

/* ---- figures -------------------------------------------------------------------------------- */

void report_write_count(struct report *report, size_t count)
{
    html_open_class(&report->html, "td", count ? "number" : "number quiet");
    html_format(&report->html, "%zu", count);
    html_close(&report->html);
}

void report_write_counted(struct report *report, size_t count, const char *one, const char *many)
{
    html_format(&report->html, "%zu %s", count, count == 1 ? one : many);
}

/* The bar is for the eye; the figure beside it says the same. */
void report_write_share(struct report *report, const struct share *share, const char *what)
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
    html_attribute(html, "aria-hidden", "true");
    html_open_class(html, "rect", "track");
    html_attribute(html, "width", "100%");
    html_attribute(html, "height", "8");
    html_close_void(html);
    html_open_class(html, "rect", "fill");
    html_attribute_format(html, "width", "%.1f%%", 100 * (double)share->filled / (double)share->asked);
    html_attribute(html, "height", "8");
    html_close_void(html);
    html_close(html);
    html_open_class(html, "span", "figure");
    html_format(html, "%zu of %zu", share->filled, share->asked);
    html_close(html);
    html_close(html);
}

/* ---- values --------------------------------------------------------------------------------- */

void report_write_value(struct report *report, struct span text)
{
    if (text.text)
        html_span(&report->html, text);
    else
        report_write_silence(report, true);
}

void report_write_silence(struct report *report, bool asked)
{
    html_element_class(&report->html, "span", asked ? "missing" : "quiet",
                       asked ? "not stated" : "not asked");
}

void report_write_brief(struct report *report, struct span text)
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

static void write_break(struct report *report)
{
    html_open(&report->html, "br");
    html_close_void(&report->html);
}

static void write_owner(struct report *report, const struct owner *owner)
{
    struct html_writer *html = &report->html;

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
}

void report_write_owners(struct report *report, const struct owner_list *owners)
{
    for (size_t i = 0; i < owners->count; i++) {
        if (i)
            write_break(report);
        write_owner(report, &owners->items[i]);
    }
}

static void write_date(struct report *report, const struct date_value *date)
{
    struct html_writer *html = &report->html;

    if (date->flags & DATE_INVALID)
        html_element_class(html, "span", "mark error", "impossible");
    if (date->role != DATE_DUE)
        html_element(html, "i", date_role_name(date->role));
    report->scratch.length = 0;
    if (date->role != DATE_DUE || date->flags & DATE_INVALID)
        buffer_add_byte(&report->scratch, ' ');
    date_phrase_add(&report->scratch, date);
    html_span(html, span_at(report->scratch.bytes, report->scratch.length, 0));
}

void report_write_dates(struct report *report, const struct date_list *dates)
{
    for (size_t i = 0; i < dates->count; i++) {
        if (i)
            write_break(report);
        write_date(report, &dates->items[i]);
    }
}

void report_write_band(struct report *report, const struct scheme_band *band, bool with_name)
{
    struct html_writer *html = &report->html;

    html_open(html, "span");
    html_attribute_format(html, "class", "swatch band-%c", band->letter);
    if (!with_name)
        html_attribute(html, "title", band->name);
    html_format(html, "%c", band->letter);
    html_close(html);
    if (with_name) {
        html_text(html, " ");
        html_text(html, band->name);
    }
}

void report_write_score(struct report *report, const struct risk_score *score)
{
    const struct risk_scheme *scheme = report->input->scores[0].scheme;

    if (score->placement == RATING_UNKNOWN)
        html_element_class(&report->html, "span", "missing", "not rated");
    else if (score->band_low == score->band_high)
        report_write_band(report, &scheme->bands[score->band_low], true);
    else
        html_span(&report->html, score_band_words(scheme, score, report->arena));
}

void report_write_severity(struct report *report, enum finding_severity severity)
{
    struct html_writer *html = &report->html;

    html_open(html, "span");
    html_attribute_format(html, "class", "mark %s", finding_severity_name(severity));
    html_text(html, finding_severity_name(severity));
    html_close(html);
}

/* ---- ways to other places ------------------------------------------------------------------- */

void report_write_place(struct report *report, const struct plan *plan, size_t line)
{
    report->scratch.length = 0;
    place_print(&report->scratch, plan, line);
    html_text(&report->html, buffer_string(&report->scratch));
}

void report_link_source(struct report *report, const struct report_plan *own, size_t line)
{
    struct html_writer *html = &report->html;

    if (!line)
        return;
    html_open(html, line <= own->source_lines ? "a" : "span");
    if (line <= own->source_lines)
        html_attribute_format(html, "href", "#s%zu-%zu", own->number, line);
    report_write_place(report, own->plan, line);
    html_close(html);
}

void report_link_item(struct report *report, const struct report_plan *own, enum item_kind kind, size_t index)
{
    struct html_writer *html = &report->html;

    html_open(html, "a");
    html_attribute_format(html, "href", "#p%zu-%c%zu", own->number, kind == ITEM_RISK ? 'r' : 'a', index + 1);
    html_span(html, report_item_label(own->plan, kind, index, report->arena));
    html_close(html);
}

void report_open_register_link(struct report *report, const char *format, ...)
{
    char state[128];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(state, sizeof state, format, arguments);
    va_end(arguments);
    html_open(&report->html, "a");
    html_attribute(&report->html, "href", "#register");
    html_attribute(&report->html, "data-state", state);
}

/* ---- names ---------------------------------------------------------------------------------- */

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

const char *report_class_of(struct report *report, const char *name)
{
    report->scratch.length = 0;
    for (; *name; name++)
        buffer_add_byte(&report->scratch, *name == ' ' ? '-' : *name);
    return buffer_string(&report->scratch);
}

char report_stage_letter(enum rating_stage stage)
{
    return rating_stage_name(stage)[0];
}

const char *report_stage_title(enum rating_stage stage)
{
    static const char *const titles[] = {
        [STAGE_INHERENT] = "Before controls (inherent)",
        [STAGE_RESIDUAL] = "With controls (residual)",
        [STAGE_TARGET] = "Aimed at (target)",
    };

    return titles[stage];
}

void report_write_plan_links(struct report *report)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "ul", "picks");
    for (size_t i = 0; i < report->input->plans->count; i++) {
        html_open(html, "li");
        html_open(html, "a");
        html_attribute_format(html, "href", "#plan-%zu", i + 1);
        html_span(html, report_plan_name(report->plans[i].plan));
        html_close(html);
        html_close(html);
    }
    html_close(html);
}
