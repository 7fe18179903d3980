#include "output/report_page.h"

#include <string.h>

#include "analysis/plan_overlap.h"
#include "base/arena.h"
#include "plan/plan.h"
#include "store/store.h"

enum {
    PAIR_LIMIT = 300, /* on the page; the rest is counted */
    BEST_LIMIT = 3,   /* in the overview */
};

/* Words lighter than this share of a pair's score are not named: they explain nothing. */
static const double light_word = 0.02;

/* ---- both texts with their shared words marked -------------------------------------------------- */

static bool is_shared(const struct overlap *pair, bool of_b, const char *at, size_t *length)
{
    for (size_t i = 0; i < pair->word_count; i++) {
        const struct span *word = of_b ? &pair->words[i].b : &pair->words[i].a;

        if (word->text == at) {
            *length = word->length;
            return true;
        }
    }
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

/* The word is marked wherever it stands in the text, not only where it was first met. */
static bool is_repeat(const struct overlap *pair, bool of_b, struct span rest, size_t *length)
{
    for (size_t i = 0; i < pair->word_count; i++) {
        struct span word = of_b ? pair->words[i].b : pair->words[i].a;

        if (word.length <= rest.length && span_same_ignoring_case(span_part(rest, 0, word.length), word) &&
            (word.length == rest.length || !is_letter(rest.text[word.length]))) {
            *length = word.length;
            return true;
        }
    }
    return false;
}

static void write_marked(struct report *report, const struct overlap *pair, bool of_b, struct span text)
{
    struct html_writer *html = &report->html;
    size_t plain = 0;

    for (size_t at = 0; at < text.length;) {
        size_t length = 0;
        bool at_start = at == 0 || !is_letter(text.text[at - 1]);

        if (!is_shared(pair, of_b, text.text + at, &length) &&
            !(at_start && is_repeat(pair, of_b, span_part(text, at, text.length), &length))) {
            at++;
            continue;
        }
        html_span(html, span_part(text, plain, at));
        html_open(html, "mark");
        html_span(html, span_part(text, at, at + length));
        html_close(html);
        plain = at += length;
    }
    html_span(html, span_part(text, plain, text.length));
}

static size_t plan_number(const struct report *report, const struct plan *plan)
{
    size_t number = 0;

    while (report->plans[number].plan != plan)
        number++;
    return number + 1;
}

static void write_side(struct report *report, const struct overlap *pair, bool of_b)
{
    const struct overlap_side *side = of_b ? &pair->b : &pair->a;
    size_t section = side->action->section;
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "side");
    html_open_class(html, "p", "where");
    html_open(html, "a");
    html_attribute_format(html, "href", "#p%zu-a%zu", plan_number(report, side->plan), side->index + 1);
    html_span(html, report_plan_name(side->plan));
    html_text(html, " ");
    html_span(html, report_item_label(side->plan, ITEM_ACTION, side->index, report->arena));
    html_close(html);
    if (section < side->plan->section_count) {
        html_open_class(html, "span", "quiet");
        html_text(html, " ");
        write_marked(report, pair, of_b, side->plan->sections[section].title.text);
        html_close(html);
    }
    html_close(html);
    html_open(html, "p");
    write_marked(report, pair, of_b, side->action->text.text);
    html_close(html);
    html_close(html);
}

/* ---- why: the shared words with their parts of the score ---------------------------------------- */

static void write_words(struct report *report, const struct overlap *pair)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "ul", "words");
    html_attribute(html, "aria-label", "Shared words, with their part of the score");
    for (size_t i = 0; i < pair->word_count; i++) {
        const struct overlap_word *word = &pair->words[i];

        if (word->weight < light_word * pair->score)
            break; /* the heaviest stand first */
        html_open(html, "li");
        html_span(html, word->a);
        if (!span_same_ignoring_case(word->a, word->b)) {
            html_text(html, " ~ ");
            html_span(html, word->b);
        }
        html_open_class(html, "span", "weight");
        html_format(html, " %.2f%s", word->weight,
                    word->field_a == FIELD_TEXT && word->field_b == FIELD_TEXT ? "" : " heading");
        html_close(html);
        html_close(html);
    }
    html_close(html);
}

/* A bar of which the filled part is the score. */
static void write_score(struct report *report, const struct overlap *pair)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "score");
    html_open(html, "span");
    html_attribute_format(html, "class", "tag %s", report_class_of(report, overlap_class_name(pair->class)));
    html_text(html, overlap_class_name(pair->class));
    html_close(html);
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
    html_attribute_format(html, "width", "%.1f", pair->score * 100);
    html_attribute(html, "height", "8");
    html_close_void(html);
    html_close(html);
    html_open_class(html, "span", "figure");
    html_format(html, "%.2f", pair->score);
    html_close(html);
    html_close(html);
}

static void write_pair(struct report *report, const struct overlap *pair)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "li", "pair");
    write_score(report, pair);
    html_open_class(html, "div", "sides");
    write_side(report, pair, false);
    write_side(report, pair, true);
    html_close(html);
    write_words(report, pair);
    html_close(html);
    html_newline(html);
}

static void write_pairs(struct report *report, size_t count)
{
    if (!count)
        return;
    html_open_class(&report->html, "ol", "pairs");
    for (size_t i = 0; i < count; i++)
        write_pair(report, &report->input->overlaps->pairs[i]);
    html_close(&report->html);
}

void report_overlaps_write_best(struct report *report)
{
    const struct overlap_result *overlaps = report->input->overlaps;
    struct html_writer *html = &report->html;

    if (!overlaps->pair_count)
        return;
    html_element(html, "h2", "Closest overlaps");
    write_pairs(report, overlaps->pair_count < BEST_LIMIT ? overlaps->pair_count : BEST_LIMIT);
    html_open(html, "p");
    html_open(html, "a");
    html_attribute(html, "href", "#overlaps");
    html_text(html, overlaps->pair_count > BEST_LIMIT ? "More overlaps" : "The overlaps");
    html_close(html);
    html_close(html);
}

void report_overlaps_write(struct report *report)
{
    const struct overlap_result *overlaps = report->input->overlaps;
    struct html_writer *html = &report->html;
    size_t shown = overlaps->pair_count < PAIR_LIMIT ? overlaps->pair_count : PAIR_LIMIT;

    html_open(html, "section");
    html_attribute(html, "id", "overlaps");
    html_element(html, "h2", "Overlaps");
    html_open_class(html, "p", "lead");
    if (shown)
        html_format(html,
                    "%zu pair%s of actions in different plans share enough words to be worth a look. The "
                    "score adds up from "
                    "the words listed, rarer words counting for more; it is evidence, not a verdict.",
                    overlaps->pair_count + overlaps->beyond_count,
                    overlaps->pair_count + overlaps->beyond_count == 1 ? "" : "s");
    else
        html_format(html, "No two actions of different plans share words enough to score %.2f.",
                    overlaps->minimum);
    html_close(html);
    if (shown < overlaps->pair_count + overlaps->beyond_count) {
        html_open_class(html, "p", "quiet");
        html_format(html, "The %zu highest are shown.", shown);
        html_close(html);
    }
    write_pairs(report, shown);
    html_close(html);
    html_newline(html);
}
