#include "report/report_page.h"

#include "base/arena.h"
#include "characters/line_index.h"
#include "document/document.h"
#include "document/place.h"
#include "output/text_use.h"
#include "plan/plan.h"
#include "report/source_line.h"
#include "store/store.h"

/* ---- text: line by line --------------------------------------------------------------------- */

static void write_lines(struct source_view *view)
{
    struct html_writer *html = &view->report->html;

    html_open_class(html, "ol", "lines");
    html_newline(html);
    for (size_t line = 1; line <= view->lines.count; line++)
        source_line_write(view, line, "li");
    html_close(html);
}

/* ---- Word: paragraphs, and tables as tables ------------------------------------------------- */

/* How far into a table the writing is: what is open. */
struct table_state {
    struct place at; /* table 0: no table is open */
};

static void close_cell(struct html_writer *html)
{
    html_close(html);
}

static void close_table(struct html_writer *html, struct table_state *state)
{
    if (!state->at.table)
        return;
    for (size_t depth = 0; depth < 4; depth++) /* cell, row, body, table */
        html_close(html);
    html_close(html); /* the box that it scrolls in */
    html_newline(html);
    state->at = (struct place){ 0 };
}

static void open_cell(struct source_view *view, const struct place *place)
{
    struct html_writer *html = &view->report->html;
    struct span heading = place_heading(&view->own->plan->places, place);

    html_open(html, "td");
    if (heading.text)
        html_attribute_span(html, "data-head", heading);
}

static void open_table(struct source_view *view, const struct place *place)
{
    struct html_writer *html = &view->report->html;
    char label[48];

    snprintf(label, sizeof label, "Table %u", (unsigned)place->table);
    report_open_scroll(view->report, label);
    html_open_class(html, "table", "cells");
    html_element(html, "caption", label);
    html_open(html, "tbody");
    html_open(html, "tr");
    open_cell(view, place);
}

/* Opens and closes what lies between the place before and this one. */
static void move_to(struct source_view *view, struct table_state *state, const struct place *place)
{
    struct html_writer *html = &view->report->html;

    if (place->table != state->at.table) {
        close_table(html, state);
        if (place->table)
            open_table(view, place);
    } else if (place->table && place->row != state->at.row) {
        close_cell(html);
        html_close(html);
        html_open(html, "tr");
        open_cell(view, place);
    } else if (place->table && place->column != state->at.column) {
        close_cell(html);
        open_cell(view, place);
    }
    state->at = *place;
}

static void write_cells(struct source_view *view)
{
    struct table_state state = { 0 };

    for (size_t line = 1; line <= view->lines.count; line++) {
        struct place place = { 0 };

        if (!place_find(&view->own->plan->places, line, &place))
            place = (struct place){ 0 };
        move_to(view, &state, &place);
        source_line_write(view, line, "p");
    }
    close_table(&view->report->html, &state);
}

/* ---- the page ------------------------------------------------------------------------------- */

static void write_legend(struct report *report)
{
    struct html_writer *html = &report->html;

    html_open_class(html, "p", "quiet");
    html_open(html, "mark");
    html_element(html, "b", "owner");
    html_text(html, "words");
    html_close(html);
    html_text(html, " were read as that field. ");
    html_open_class(html, "span", "unread");
    html_element(html, "b", "not read");
    html_text(html, "words");
    html_close(html);
    html_text(html, " went into no field. Flagged: there is something odd about the words. ");
    html_element_class(html, "span", "furniture", "Page furniture and repeats");
    html_text(html, " are pale. A reference before a line leads to its row in the register.");
    html_close(html);
}

static void write_source(struct report *report, const struct report_plan *own)
{
    struct html_writer *html = &report->html;
    struct source_view view;

    report_open_chunk(report, "s%zu", own->number);
    html_open(html, "h3");
    html_span(html, own->plan->document);
    html_close(html);
    html_open(html, "p");
    html_open(html, "a");
    html_attribute_format(html, "href", "#plan-%zu", own->number);
    html_span(html, report_plan_name(own->plan));
    html_close(html);
    html_close(html);
    write_legend(report);
    source_view_begin(&view, report, own);
    html_open(html, "div");
    html_attribute(html, "class", "source");
    if (own->plan->places.line_count)
        write_cells(&view);
    else
        write_lines(&view);
    html_close(html);
    source_view_end(&view);
    report_close_chunk(report);
}

void sources_page_write(struct report *report)
{
    struct html_writer *html = &report->html;

    report_open_page(
        report, "sources", "Plans' own words",
        "Each plan line by line, or cell by cell, as it was handed in: what was read is marked with the "
        "field that it went into, and what was not read is marked too.");
    html_open_class(html, "ul", "picks");
    for (size_t i = 0; i < report->input->plans->count; i++) {
        html_open(html, "li");
        html_open(html, "a");
        html_attribute_format(html, "href", "#s%zu", i + 1);
        html_span(html, report->plans[i].plan->document);
        html_close(html);
        if (report->plans[i].unread_lines) {
            html_open_class(html, "span", "quiet");
            html_format(html, " %zu not read", report->plans[i].unread_lines);
            html_close(html);
        }
        html_close(html);
    }
    html_close(html);
    for (size_t i = 0; i < report->input->plans->count; i++)
        if (report->plans[i].plan->text.text)
            write_source(report, &report->plans[i]);
    html_close(html);
}
