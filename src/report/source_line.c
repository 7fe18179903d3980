#include "report/source_line.h"

#include <string.h>

#include "base/arena.h"
#include "document/document.h"
#include "output/entry.h"
#include "plan/plan.h"
#include "report/report_page.h"

/* ---- the items that begin on a line --------------------------------------------------------- */

static void note_item(struct source_view *view, size_t line, size_t mark)
{
    if (line && line <= view->lines.count && !view->items[line - 1])
        view->items[line - 1] = mark;
}

void source_view_begin(struct source_view *view, struct report *report, const struct report_plan *own)
{
    *view = (struct source_view){ .report = report, .own = own, .arena = arena_new() };
    view->lines = line_index_of(own->plan->text, view->arena);
    view->uses = text_use_of_plan(own->plan, view->arena);
    view->items = ARENA_ARRAY(view->arena, view->lines.count, size_t);
    for (size_t i = 0; i < own->plan->action_count; i++)
        note_item(view, own->plan->actions[i].line_first, 2 * (i + 1));
    for (size_t i = 0; i < own->plan->risk_count; i++)
        note_item(view, own->plan->risks[i].line_first, 2 * (i + 1) + 1);
}

void source_view_end(struct source_view *view)
{
    arena_free(view->arena);
}

/* ---- pieces of a line ----------------------------------------------------------------------- */

/* What a field is called on the page: an entry's own words go by its kind. */
static const char *label_of(const struct entry_value *value)
{
    bool is_own = strcmp(value->field, "text") == 0 ||
                  (value->kind == ENTRY_SECTION && strcmp(value->field, "title") == 0);

    if (value->kind == ENTRY_ANOMALY)
        return "flagged";
    return is_own ? entry_kind_name(value->kind) : value->field;
}

static bool has_label_before(const struct text_use *use, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(label_of(use->values[i]), label_of(use->values[index])) == 0)
            return true;
    return false;
}

/* Words that stand for several fields name each; words that go on from a piece before say no label again. */
static void write_label(struct source_view *view, const struct text_use *use)
{
    struct html_writer *html = &view->report->html;

    if (use->values[0] == view->last)
        return;
    view->last = use->values[0];
    html_open(html, "b");
    for (size_t i = 0; i < use->value_count; i++) {
        if (has_label_before(use, i))
            continue;
        html_text(html, i ? ", " : "");
        html_text(html, label_of(use->values[i]));
    }
    html_close(html);
}

static void write_unread(struct source_view *view, struct span words)
{
    struct html_writer *html = &view->report->html;

    html_open_class(html, "span", "unread");
    html_element(html, "b", "not read");
    html_span(html, words);
    html_close(html);
}

static void write_piece(struct source_view *view, const struct text_use *use, struct span words)
{
    struct html_writer *html = &view->report->html;

    if (use->use == USE_VALUE) {
        html_open(html, "mark");
        write_label(view, use);
        html_span(html, words);
        html_close(html);
    } else if (use->use == USE_UNREAD && !span_is_blank(words)) {
        write_unread(view, words);
    } else if ((use->use == USE_FURNITURE || use->use == USE_REPEAT) && !span_is_blank(words)) {
        html_open_class(html, "span", "furniture");
        html_span(html, words);
        html_close(html);
    } else {
        html_span(html, words);
    }
}

static void write_item_link(struct source_view *view, size_t line)
{
    size_t mark = view->items[line - 1];

    if (!mark)
        return;
    report_link_item(view->report, view->own, mark % 2 ? ITEM_RISK : ITEM_ACTION, mark / 2 - 1);
    html_text(&view->report->html, " ");
}

void source_line_write(struct source_view *view, size_t line, const char *element)
{
    struct html_writer *html = &view->report->html;
    struct span text = view->own->plan->text;
    struct span words = line_index_text(&view->lines, text, line);
    size_t from = words.text ? (size_t)(words.text - text.text) : 0;
    size_t to = from + words.length;

    html_open(html, element);
    html_attribute_format(html, "id", "s%zu-%zu", view->own->number, line);
    write_item_link(view, line);
    for (; view->next_use < view->uses.count; view->next_use++) {
        const struct text_use *use = &view->uses.items[view->next_use];
        size_t end = use->extent.offset + use->extent.length;
        size_t begin = use->extent.offset > from ? use->extent.offset : from;

        if (use->extent.offset >= to)
            break;
        if (end > from)
            write_piece(view, use, span_part(text, begin, end < to ? end : to));
        if (end > to)
            break;
    }
    html_close(html);
    html_newline(html);
}
