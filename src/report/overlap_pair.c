#include "report/overlap_pair.h"

#include "analysis/plan_overlap.h"
#include "base/arena.h"
#include "plan/plan.h"
#include "report/report_page.h"

/* Words lighter than this share of a pair's score are not named: they explain nothing. */
static const double light_word = 0.02;

/* ---- both texts with their shared words marked ---------------------------------------------- */

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

static void write_side(struct report *report, const struct overlap *pair, bool of_b)
{
    const struct overlap_side *side = of_b ? &pair->b : &pair->a;
    const struct report_plan *own = report_plan_of(report, side->plan);
    size_t section = side->action->section;
    struct html_writer *html = &report->html;

    html_open_class(html, "div", "side");
    html_open_class(html, "p", "where");
    html_open(html, "strong");
    html_span(html, report_plan_name(side->plan));
    html_close(html);
    html_text(html, " ");
    report_link_item(report, own, ITEM_ACTION, side->index);
    html_text(html, " ");
    report_link_source(report, own, side->action->line_first);
    if (section < side->plan->section_count) {
        html_open_class(html, "span", "quiet block");
        write_marked(report, pair, of_b, side->plan->sections[section].title.text);
        html_close(html);
    }
    html_close(html);
    html_open(html, "p");
    write_marked(report, pair, of_b, side->action->text.text);
    html_close(html);
    html_close(html);
}

/* ---- why: the shared words with their parts of the score ------------------------------------ */

static void write_word(struct report *report, const struct overlap_word *word)
{
    struct html_writer *html = &report->html;

    html_open(html, "li");
    html_span(html, word->a);
    if (!span_same_ignoring_case(word->a, word->b)) {
        html_text(html, word->is_opposite ? " against " : " ~ ");
        html_span(html, word->b);
    }
    html_open_class(html, "span", "quiet");
    html_format(html, " %.2f%s", word->weight,
                word->field_a == FIELD_TEXT && word->field_b == FIELD_TEXT ? "" : " heading");
    html_close(html);
    html_close(html);
}

static void write_words(struct report *report, const struct overlap *pair)
{
    html_open_class(&report->html, "ul", "words");
    html_attribute(&report->html, "aria-label", "Shared words, with their part of the score");
    for (size_t i = 0; i < pair->word_count && pair->words[i].weight >= light_word * pair->score; i++)
        write_word(report, &pair->words[i]); /* the heaviest stand first */
    html_close(&report->html);
}

static void write_differences(struct report *report, const struct overlap *pair)
{
    struct html_writer *html = &report->html;
    const char *before = "What differs: ";

    if (!pair->differs)
        return;
    html_open_class(html, "p", "quiet");
    for (unsigned i = 0; i < DIFFERENCE_COUNT; i++)
        if (pair->differs & 1u << i) {
            html_text(html, before);
            html_text(html, overlap_difference_name(i));
            before = ", ";
        }
    html_close(html);
}

void overlap_pair_write(struct report *report, const struct overlap *pair)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "p", "score");
    html_open(html, "span");
    html_attribute_format(html, "class", "tag %s", report_class_of(report, overlap_class_name(pair->class)));
    html_text(html, overlap_class_name(pair->class));
    html_close(html);
    html_format(html, " %.2f", pair->score);
    html_close(html);
    html_open_class(html, "div", "sides");
    write_side(report, pair, false);
    write_side(report, pair, true);
    html_close(html);
    write_words(report, pair);
    write_differences(report, pair);
}
