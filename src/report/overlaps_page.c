#include "report/report_page.h"

#include "analysis/borrowed_risk.h"
#include "analysis/plan_overlap.h"
#include "analysis/theme_table.h"
#include "base/arena.h"
#include "plan/plan.h"
#include "report/overlap_pair.h"
#include "store/store.h"

enum {
    CHUNK_PAIRS = 25, /* shown at a time */
    PAIR_LIMIT = 500, /* on the page; the rest is counted */
    QUESTION_LIMIT = 200,
};

/* ---- plans by themes ------------------------------------------------------------------------ */

static size_t at_most(size_t count, size_t limit)
{
    return count < limit ? count : limit;
}

static void write_theme_cell(struct report *report, const struct theme_row *row, size_t plan)
{
    struct html_writer *html = &report->html;

    if (!row->actions[plan]) {
        report_write_count(report, 0);
        return;
    }
    html_open_class(html, "td", "number");
    report_open_register_link(report, "plan=%zu&theme=%s", plan + 1, row->name);
    html_format(html, "%zu", row->actions[plan]);
    html_close(html);
    html_close(html);
}

static void write_themes(struct report *report)
{
    const struct theme_table *themes = report->input->themes;
    struct column_head *heads = ARENA_ARRAY(report->arena, themes->count + 1, struct column_head);
    struct html_writer *html = &report->html;

    if (!themes->count)
        return;
    heads[0] = (struct column_head){ "Plan", "name" };
    for (size_t t = 0; t < themes->count; t++)
        heads[t + 1] = (struct column_head){ themes->rows[t].title, "number" };
    html_open_class(html, "div", "card");
    html_element(html, "h3", "What the plans act on");
    report_open_scroll(report, "Themes by plan");
    html_open_class(html, "table", "themes");
    html_element(html, "caption", "Actions of each plan that speak of a theme; one may speak of several");
    report_write_heads(report, heads, themes->count + 1);
    html_open(html, "tbody");
    for (size_t p = 0; p < report->input->plans->count; p++) {
        html_open(html, "tr");
        html_open(html, "th");
        html_attribute(html, "scope", "row");
        html_open(html, "a");
        html_attribute_format(html, "href", "#plan-%zu", p + 1);
        html_span(html, report_plan_name(report->plans[p].plan));
        html_close(html);
        html_close(html);
        for (size_t t = 0; t < themes->count; t++)
            write_theme_cell(report, &themes->rows[t], p);
        html_close(html);
        html_newline(html);
    }
    html_close(html);
    html_close(html);
    html_close(html);
    html_close(html);
}

/* ---- pairs ---------------------------------------------------------------------------------- */

static void write_chunk(struct report *report, const struct overlap *pairs, size_t from, size_t to)
{
    struct html_writer *html = &report->html;
    size_t number = from / CHUNK_PAIRS + 1;

    html_open(html, "details");
    if (from == 0)
        html_attribute(html, "open", "open");
    html_open(html, "summary");
    if (from == 0)
        html_format(html, "The %zu closest", to);
    else
        html_format(html, "Pairs %zu to %zu, from %.2f down", from + 1, to, pairs[from].score);
    html_close(html);
    report_open_chunk(report, "o%zu", number);
    html_open_class(html, "ol", "pairs");
    for (size_t i = from; i < to; i++) {
        html_open_class(html, "li", "pair");
        html_attribute_format(html, "id", "o%zu-%zu", number, i - from + 1);
        overlap_pair_write(report, &pairs[i]);
        html_close(html);
        html_newline(html);
    }
    html_close(html);
    report_close_chunk(report);
    html_close(html);
    html_newline(html);
}

static void write_pairs(struct report *report)
{
    const struct overlap_result *overlaps = report->input->overlaps;
    struct html_writer *html = &report->html;
    size_t all = overlaps->pair_count + overlaps->beyond_count;
    size_t shown = at_most(overlaps->pair_count, PAIR_LIMIT);

    html_open_class(html, "div", "card");
    html_element(html, "h3", "Pairs");
    html_open(html, "p");
    if (!shown)
        html_format(html, "No two actions of different plans score %.2f or more.", overlaps->minimum);
    else
        html_format(
            html,
            "%zu pair%s of actions of different plans are likely to be about the same work. The score adds "
            "up "
            "from the words listed, rarer ones counting for more: evidence to look at, not a verdict.",
            all, all == 1 ? "" : "s");
    if (shown < all)
        html_format(html, " The %zu highest are here; `planrisk overlap` lists more.", shown);
    html_close(html);
    for (size_t from = 0; from < shown; from += CHUNK_PAIRS)
        write_chunk(report, overlaps->pairs, from, at_most(from + CHUNK_PAIRS, shown));
    html_close(html);
    html_newline(html);
}

/* ---- copies inside one plan ----------------------------------------------------------------- */

static void write_copies(struct report *report)
{
    const struct overlap_result *overlaps = report->input->overlaps;
    struct html_writer *html = &report->html;

    if (!overlaps->copy_count)
        return;
    html_open_class(html, "div", "card");
    html_element(html, "h3", "Near copies inside one plan");
    report_open_details(report, NULL);
    report_write_counted(report, overlaps->copy_count, "action says", "actions say");
    html_text(html, " what an earlier one says");
    html_close(html);
    report_open_chunk(report, "copies");
    html_open_class(html, "ul", "risks");
    for (size_t i = 0; i < overlaps->copy_count && i < PAIR_LIMIT; i++) {
        const struct overlap *copy = &overlaps->copies[i];
        const struct report_plan *own = report_plan_of(report, copy->a.plan);

        html_open(html, "li");
        report_link_item(report, own, ITEM_ACTION, copy->b.index);
        html_text(html, " copies ");
        report_link_item(report, own, ITEM_ACTION, copy->a.index);
        html_text(html, ": ");
        report_write_brief(report, copy->a.action->text.text);
        html_close(html);
    }
    html_close(html);
    report_close_chunk(report);
    html_close(html);
    html_close(html);
}

/* ---- questions ------------------------------------------------------------------------------ */

static void write_chain(struct report *report, const struct borrowed_risk *borrowed)
{
    struct html_writer *html = &report->html;

    if (!borrowed->kind)
        return;
    html_open_class(html, "span", "quiet block");
    html_text(html, "Why: ");
    html_text(html, borrowed->kind);
    if (borrowed->risk_words.text) {
        html_text(html, ", for the risk says ");
        html_open(html, "q");
        html_span(html, borrowed->risk_words);
        html_close(html);
    }
    if (borrowed->action_words.text) {
        html_text(html, " and the action ");
        html_open(html, "q");
        html_span(html, borrowed->action_words);
        html_close(html);
    }
    html_close(html);
}

/* Always a question: whether the plan has thought of the risk, it does not say. */
static void write_question(struct report *report, const struct borrowed_risk *borrowed)
{
    const struct report_plan *of = report_plan_of(report, borrowed->of);
    const struct report_plan *own = report_plan_of(report, borrowed->plan);
    struct html_writer *html = &report->html;

    html_open(html, "li");
    html_text(html, "Could this happen at ");
    html_open(html, "strong");
    html_span(html, report_plan_name(borrowed->plan));
    html_close(html);
    html_text(html, "? ");
    html_open(html, "q");
    html_span(html, borrowed->of->risks[borrowed->risk].text.text);
    html_close(html);
    html_open_class(html, "span", "block");
    html_text(html, "Recorded by ");
    html_span(html, report_plan_name(borrowed->of));
    html_text(html, " as ");
    report_link_item(report, of, ITEM_RISK, borrowed->risk);
    html_text(html, "; this plan does such work in ");
    report_link_item(report, own, ITEM_ACTION, borrowed->action);
    html_text(html, ": ");
    report_write_brief(report, borrowed->plan->actions[borrowed->action].text.text);
    html_close(html);
    write_chain(report, borrowed);
    html_close(html);
    html_newline(html);
}

static void write_questions(struct report *report)
{
    const struct overlap_result *overlaps = report->input->overlaps;
    size_t shown = at_most(overlaps->borrowed_count, QUESTION_LIMIT);
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "card");
    html_attribute(html, "id", "questions");
    html_element(html, "h3", "Risks that others recorded, as questions");
    if (!shown)
        html_element(html, "p", "No plan recorded a risk that another, doing such work, has not.");
    html_open_class(html, "ul", "risks");
    for (size_t i = 0; i < shown; i++)
        write_question(report, &overlaps->borrowed[i]);
    html_close(html);
    if (shown < overlaps->borrowed_count) {
        html_open_class(html, "p", "quiet");
        html_format(html, "%zu more: `planrisk overlap` lists them.", overlaps->borrowed_count - shown);
        html_close(html);
    }
    html_close(html);
}

void overlaps_page_write(struct report *report)
{
    report_open_page(
        report, "overlaps", "Overlaps",
        "Where plans do the same work: by theme, then pair by pair with the words that both share, then "
        "the risks that one plan recorded and another did not.");
    write_themes(report);
    write_pairs(report);
    write_copies(report);
    write_questions(report);
    html_close(&report->html);
}
