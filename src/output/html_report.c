#include "output/html_report.h"

#include <string.h>

#include "analysis/audit_check.h"
#include "analysis/plan_overlap.h"
#include "analysis/scheme_lint.h"
#include "base/arena.h"
#include "base/diagnostic.h"
#include "characters/file_read.h"
#include "output/report_page.h"
#include "output/text_use.h"
#include "plan/plan.h"
#include "store/store.h"

/* ---- what the parts need to know --------------------------------------------------------------- */

static void count_share(struct share *share, bool asked, bool filled)
{
    share->asked += asked;
    share->filled += asked && filled;
}

static void count_completeness(struct report_plan *own)
{
    for (size_t i = 0; i < own->plan->action_count; i++) {
        const struct action *action = &own->plan->actions[i];

        count_share(&own->owners, action->has_owner_column, action->owners.count > 0);
        count_share(&own->dates, action->has_date_column, action->dates.count > 0);
        count_share(&own->measures, action->has_measure_column, action->measure.text.text != NULL);
    }
}

/* Findings of one action are chained, in their order, so that its row can name them. */
static void chain_findings(struct report *report)
{
    const struct check_result *checks = report->input->checks;

    report->next_finding = ARENA_ARRAY(report->arena, checks->finding_count, size_t);
    for (size_t i = checks->finding_count; i-- > 0;) {
        struct report_plan *own = &report->plans[checks->finding_plans[i]];
        const struct item_place *place = &checks->findings[i].place;

        own->finding_count++;
        own->finding_first = i;
        if (place->kind == ITEM_ACTION && place->index < own->plan->action_count) {
            report->next_finding[i] = own->first_finding[place->index];
            own->first_finding[place->index] = i + 1;
        }
    }
}

static void study_plans(struct report *report)
{
    const struct plan_set *plans = report->input->plans;

    report->plans = ARENA_ARRAY(report->arena, plans->count, struct report_plan);
    for (size_t i = 0; i < plans->count; i++) {
        struct report_plan *own = &report->plans[i];
        struct plan_set alone = { .items = &plans->items[i], .count = 1 };

        own->plan = plans->items[i];
        own->number = i + 1;
        own->first_finding = ARENA_ARRAY(report->arena, own->plan->action_count, size_t);
        own->unread_lines = text_use_unread_lines(own->plan);
        count_completeness(own);
        score_plans(&alone, report->input->scores->scheme, report->input->scores->stage, report->arena,
                    &own->scores);
    }
    chain_findings(report);
    for (size_t i = 0; i < report->input->checks->tally_count; i++)
        for (size_t k = 0; k < plans->count; k++)
            report->plans[k].tested_count +=
                report->input->checks->tallies[i].plan == report->plans[k].plan &&
                report->input->checks->tallies[i].tested;
}

const char *report_class_of(struct report *report, const char *name)
{
    report->scratch.length = 0;
    for (; *name; name++)
        buffer_add_byte(&report->scratch, *name == ' ' ? '-' : *name);
    return buffer_string(&report->scratch);
}

/* ---- the head: style, script, and a policy that allows nothing else ----------------------------- */

/* Source: RFC 4648, base 64. */
static void add_base64(struct buffer *out, const unsigned char *bytes, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < length; i += 3) {
        unsigned group = (unsigned)bytes[i] << 16;

        group |= i + 1 < length ? (unsigned)bytes[i + 1] << 8 : 0;
        group |= i + 2 < length ? bytes[i + 2] : 0;
        buffer_add_byte(out, digits[group >> 18]);
        buffer_add_byte(out, digits[group >> 12 & 63]);
        buffer_add_byte(out, i + 1 < length ? digits[group >> 6 & 63] : '=');
        buffer_add_byte(out, i + 2 < length ? digits[group & 63] : '=');
    }
}

static unsigned digit_value(char digit)
{
    return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

/* 'sha256-...': what a policy names a style or script by. */
static void add_hash(struct buffer *out, const struct buffer *content)
{
    char hex[65];
    unsigned char bytes[32];

    sha256_hex((struct span){ .text = content->bytes, .length = content->length }, hex);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(digit_value(hex[2 * i]) << 4 | digit_value(hex[2 * i + 1]));
    buffer_add_string(out, "'sha256-");
    add_base64(out, bytes, sizeof bytes);
    buffer_add_byte(out, '\'');
}

static void add_lines(struct buffer *out, const char *const *lines)
{
    for (buffer_add_byte(out, '\n'); *lines; lines++) {
        buffer_add_string(out, *lines);
        buffer_add_byte(out, '\n');
    }
}

static void write_meta(struct html_writer *html, const char *kind, const char *name, const char *content)
{
    html_open(html, "meta");
    html_attribute(html, kind, name);
    html_attribute(html, "content", content);
    html_close_void(html);
    html_newline(html);
}

static void write_head(struct report *report, const struct buffer *style, struct buffer *policy)
{
    struct html_writer *html = &report->html;

    html_open(html, "head");
    html_newline(html);
    html_open(html, "meta");
    html_attribute(html, "charset", "utf-8");
    html_close_void(html);
    html_newline(html);
    write_meta(html, "http-equiv", "Content-Security-Policy", buffer_string(policy));
    write_meta(html, "name", "viewport", "width=device-width, initial-scale=1");
    write_meta(html, "name", "referrer", "no-referrer");
    write_meta(html, "name", "color-scheme", "light dark");
    write_meta(html, "name", "generator", "planrisk");
    html_element(html, "title", "Action plans: register, risks, findings, overlaps");
    html_newline(html);
    html_open(html, "style");
    html_raw(html, style->bytes);
    html_close(html);
    html_newline(html);
    html_close(html);
    html_newline(html);
}

/* ---- overview ---------------------------------------------------------------------------------- */

static void write_tile(struct report *report, size_t count, const char *one, const char *many,
                       const char *note)
{
    struct html_writer *html = &report->html;

    html_open(html, "li");
    html_open_class(html, "span", "number");
    html_format(html, "%zu", count);
    html_close(html);
    html_text(html, " ");
    html_element_class(html, "span", "name", count == 1 ? one : many);
    if (note)
        html_element_class(html, "span", "quiet", note);
    html_close(html);
    html_newline(html);
}

static const char *severity_note(struct report *report)
{
    const struct check_result *checks = report->input->checks;
    size_t counts[FINDING_NOTE + 1] = { 0 };

    for (size_t i = 0; i < checks->finding_count; i++)
        counts[checks->findings[i].severity]++;
    report->scratch.length = 0;
    buffer_add_format(&report->scratch, "%zu error%s, %zu warning%s, %zu note%s", counts[FINDING_ERROR],
                      counts[FINDING_ERROR] == 1 ? "" : "s", counts[FINDING_WARNING],
                      counts[FINDING_WARNING] == 1 ? "" : "s", counts[FINDING_NOTE],
                      counts[FINDING_NOTE] == 1 ? "" : "s");
    return buffer_string(&report->scratch);
}

static const char *placed_note(struct report *report)
{
    report->scratch.length = 0;
    buffer_add_format(&report->scratch, "%zu placed in one cell", report->input->scores->placed_count);
    return buffer_string(&report->scratch);
}

static void write_tiles(struct report *report)
{
    const struct report_input *input = report->input;
    size_t actions = 0;
    size_t unread = 0;

    for (size_t i = 0; i < input->plans->count; i++) {
        actions += input->plans->items[i]->action_count;
        unread += report->plans[i].unread_lines;
    }
    html_open_class(&report->html, "ul", "tiles");
    write_tile(report, input->plans->count, "plan", "plans", NULL);
    write_tile(report, actions, "action", "actions", NULL);
    write_tile(report, input->scores->score_count, "risk", "risks",
               input->scores->score_count ? placed_note(report) : NULL);
    write_tile(report, input->checks->finding_count, "finding", "findings", severity_note(report));
    write_tile(report, input->overlaps->pair_count + input->overlaps->beyond_count, "overlap", "overlaps",
               NULL);
    write_tile(report, unread, "line not read", "lines not read", NULL);
    html_close(&report->html);
    html_newline(&report->html);
}

static void write_count_cell(struct report *report, size_t count)
{
    html_open_class(&report->html, "td", count ? "number" : "number quiet");
    html_format(&report->html, "%zu", count);
    html_close(&report->html);
}

static void write_share_cell(struct report *report, const struct share *share)
{
    html_open(&report->html, "td");
    report_share_write(report, share, NULL);
    html_close(&report->html);
}

static void write_plan_row(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;

    html_open(html, "tr");
    html_open(html, "th");
    html_attribute(html, "scope", "row");
    html_open(html, "a");
    html_attribute_format(html, "href", "#p%zu", own->number);
    html_span(html, report_plan_name(own->plan));
    html_close(html);
    html_open_class(html, "span", "quiet block");
    html_span(html, own->plan->council.text.text && own->plan->title.text.text ? own->plan->title.text
                                                                               : own->plan->document);
    html_close(html);
    html_close(html);
    write_count_cell(report, own->plan->action_count);
    write_share_cell(report, &own->owners);
    write_share_cell(report, &own->dates);
    write_share_cell(report, &own->measures);
    write_count_cell(report, own->plan->risk_count);
    write_count_cell(report, own->finding_count);
    write_count_cell(report, own->unread_lines);
    html_close(html);
    html_newline(html);
}

static void write_plan_table(struct report *report)
{
    static const struct {
        const char *words;
        const char *class;
    } titles[] = {
        { "Plan", "name" },
        { "Actions", "number" },
        { "With an owner", "share-head" },
        { "With a date", "share-head" },
        { "With a measure", "share-head" },
        { "Risks", "number" },
        { "Findings", "number" },
        { "Unread lines", "number" },
    };
    struct html_writer *html = &report->html;

    report_open_scroll(report, "Plans");
    html_open_class(html, "table", "overview");
    html_element_class(html, "caption", "quiet", "Every plan, what was read from it and how complete it is");
    html_open(html, "thead");
    html_open(html, "tr");
    for (size_t i = 0; i < ARRAY_LENGTH(titles); i++) {
        html_open_class(html, "th", titles[i].class);
        html_attribute(html, "scope", "col");
        html_text(html, titles[i].words);
        html_close(html);
    }
    html_close(html);
    html_close(html);
    html_open(html, "tbody");
    for (size_t i = 0; i < report->input->plans->count; i++)
        write_plan_row(report, &report->plans[i]);
    html_close(html);
    html_close(html);
    html_close(html);
    html_newline(html);
}

static void write_overview(struct report *report)
{
    struct html_writer *html = &report->html;

    html_open(html, "section");
    html_attribute(html, "id", "overview");
    html_element(html, "h1", "Council action plans, side by side");
    html_element_class(html, "p", "lead",
                       "What the plans say, what they leave open, and where they do the same work. Every "
                       "figure is counted from "
                       "the plans' own words; what a plan does not state stays not stated.");
    write_tiles(report);
    html_open_class(html, "div", "card");
    write_plan_table(report);
    html_close(html);
    if (report->input->scores->score_count)
        report_matrix_write(report, report->input->scores, "all", "All risks on one matrix", "h2");
    report_overlaps_write_best(report);
    html_close(html);
    html_newline(html);
}

/* ---- the page ---------------------------------------------------------------------------------- */

static void write_link(struct html_writer *html, const char *target, struct span words)
{
    html_open(html, "li");
    html_open(html, "a");
    html_attribute(html, "href", target);
    html_span(html, words);
    html_close(html);
    html_close(html);
}

static void write_navigation(struct report *report)
{
    struct html_writer *html = &report->html;

    html_open(html, "nav");
    html_attribute(html, "aria-label", "Parts of this page");
    html_element_class(html, "p", "brand", "planrisk");
    html_open(html, "ul");
    write_link(html, "#overview", span_of("Overview"));
    for (size_t i = 0; i < report->input->plans->count; i++) {
        report->scratch.length = 0;
        buffer_add_format(&report->scratch, "#p%zu", i + 1);
        write_link(html, buffer_string(&report->scratch), report_plan_name(report->input->plans->items[i]));
    }
    write_link(html, "#overlaps", span_of("Overlaps"));
    write_link(html, "#method", span_of("How to read this"));
    html_close(html);
    html_close(html);
    html_newline(html);
}

static void write_scheme_notes(struct report *report, const struct risk_scheme *scheme)
{
    struct scheme_notes notes = scheme_lint(scheme, report->arena);
    struct html_writer *html = &report->html;

    if (notes.count)
        html_text(html, " Of this matrix: ");
    for (size_t i = 0; i < notes.count; i++) {
        html_text(html, i ? "; " : "");
        html_span(html, notes.items[i]);
    }
    html_text(html, notes.count ? "." : "");
}

static void write_method(struct report *report)
{
    struct html_writer *html = &report->html;
    const struct risk_scheme *scheme = report->input->scores->scheme;

    html_open(html, "section");
    html_attribute(html, "id", "method");
    html_element(html, "h2", "How to read this");
    html_open_class(html, "dl", "method");
    html_element(html, "dt", "Not stated, not asked");
    html_element(
        html, "dd",
        "Not stated: the plan has a column for it and this row says nothing. Not asked: the plan has no such "
        "column, so its silence says nothing either.");
    html_element(html, "dt", "Risk matrix");
    html_open(html, "dd");
    html_text(html, scheme->title);
    html_text(html, ". ");
    html_text(html, scheme->source);
    html_text(html, ". A rating is put on the matrix as printed. On a scale of fewer words it covers a share "
                    "of the axis: of two "
                    "levels, high is the upper half. An axis without a rating is open, and so is the band.");
    write_scheme_notes(report, scheme);
    html_close(html);
    html_element(html, "dt", "Place of a risk");
    html_element(
        html, "dd",
        "A risk stands above another only where it is at least as high on both axes for all that the ratings "
        "allow. 3-7 means: third at best, seventh at worst.");
    html_element(html, "dt", "Findings");
    html_element(html, "dd",
                 "Each rule is named by an id. What a plan gives nothing to test with is listed as not "
                 "tested: silence "
                 "is not a pass.");
    html_element(html, "dt", "Overlaps");
    html_element(
        html, "dd",
        "Words are compared by their stems; rare words weigh more than common ones, words of the trade less. "
        "The weights beside the words add up to the score.");
    html_close(html);
    html_close(html);
    html_newline(html);
}

static void write_body(struct report *report, const struct buffer *script)
{
    struct html_writer *html = &report->html;

    html_open(html, "body");
    html_newline(html);
    html_open_class(html, "a", "skip");
    html_attribute(html, "href", "#main");
    html_text(html, "Skip to the plans");
    html_close(html);
    html_newline(html);
    write_navigation(report);
    html_open(html, "main");
    html_attribute(html, "id", "main");
    html_attribute(html, "tabindex", "-1");
    html_newline(html);
    write_overview(report);
    for (size_t i = 0; i < report->input->plans->count; i++)
        report_plan_write(report, &report->plans[i]);
    report_overlaps_write(report);
    write_method(report);
    html_close(html);
    html_newline(html);
    html_open(html, "script");
    html_raw(html, script->bytes);
    html_close(html);
    html_newline(html);
    html_close(html);
}

static void write_page(struct report *report, const struct buffer *style, const struct buffer *script)
{
    struct html_writer *html = &report->html;
    struct buffer policy = { 0 };

    buffer_add_string(&policy, "default-src 'none'; base-uri 'none'; form-action 'none'; style-src ");
    add_hash(&policy, style);
    buffer_add_string(&policy, "; script-src ");
    add_hash(&policy, script);
    html_doctype(html);
    html_open(html, "html");
    html_attribute(html, "xmlns", "http://www.w3.org/1999/xhtml");
    html_attribute(html, "lang", "en-GB");
    html_newline(html);
    write_head(report, style, &policy);
    write_body(report, script);
    html_close(html);
    html_newline(html);
    buffer_free(&policy);
}

enum status html_report_write(FILE *out, const char *file, const struct report_input *input,
                              struct diag_sink *sink)
{
    struct report report = { .input = input, .arena = arena_new() };
    struct buffer style = { 0 };
    struct buffer script = { 0 };

    study_plans(&report);
    add_lines(&style, report_style_lines);
    report_style_add_bands(&style, input->scores->scheme);
    add_lines(&script, report_script_lines);
    buffer_string(&style); /* both end with a NUL from here on */
    buffer_string(&script);
    html_begin(&report.html, out);
    write_page(&report, &style, &script);
    bool is_written = html_end(&report.html);

    buffer_free(&style);
    buffer_free(&script);
    buffer_free(&report.scratch);
    arena_free(report.arena);
    if (!is_written) {
        diag_report(sink, DIAG_OUTPUT, file, 0, 0, "the report can't be written");
        return STATUS_OUTPUT;
    }
    return STATUS_OK;
}
