#include "output/check_print.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/audit_check.h"
#include "analysis/audit_rule.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "output/character.h"
#include "output/check_scope.h"
#include "output/finding_place.h"
#include "output/item_label.h"
#include "output/place_print.h"
#include "output/terminal.h"
#include "plan/plan.h"
#include "store/store.h"

enum { QUOTE_INDENT = 4, QUOTE_LEAST = 20, SHOWN_MOST = 4096 };

struct printer {
    FILE *out;
    const struct terminal *terminal;
    const struct check_result *result;
    struct finding_places places;
    struct arena *arena;
    struct buffer line;
};

static void flush_line(struct printer *printer)
{
    fwrite(printer->line.bytes, 1, printer->line.length, printer->out);
    fputc('\n', printer->out);
    printer->line.length = 0;
}

static void add_styled(struct printer *printer, enum style style, const char *text)
{
    buffer_add_string(&printer->line, terminal_style(printer->terminal, style));
    buffer_add_string(&printer->line, text);
    buffer_add_string(&printer->line, terminal_plain(printer->terminal, style));
}

static enum style style_of(enum finding_severity severity)
{
    static const enum style styles[] = {
        [FINDING_ERROR] = STYLE_RED,
        [FINDING_WARNING] = STYLE_AMBER,
        [FINDING_NOTE] = STYLE_FAINT,
    };

    return styles[severity];
}

/* ---- the quoted line ------------------------------------------------------------------------------- */

/* A stretch of a line as it is shown: columns, and the bytes that they are made of. */
struct excerpt {
    size_t from; /* bytes of the line */
    size_t to;
    bool is_cut_before;
    bool is_cut_after;
};

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Columns of the character at *at, which moves behind it: a tab is printed as two blanks, so that cells stay
 * apart. */
static size_t shown_columns(struct span line, size_t *at)
{
    char first = line.text[*at];
    uint32_t character = character_next(line, at);

    if (first == '\t')
        return 2;
    return is_blank(first) || character_is_control(character) || character_is_bidi(character)
               ? 1
               : character_width(character);
}

/* Columns of the bytes [from, to) as add_shown prints them; past those of any terminal they are not counted.
 */
static size_t shown_width(struct span line, size_t from, size_t to)
{
    size_t columns = 0;

    for (size_t at = from; at < to && at < line.length && columns < SHOWN_MOST;)
        columns += shown_columns(line, &at);
    return columns;
}

static size_t step_back(struct span line, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)line.text[at] & 0xC0) == 0x80);
    return at;
}

/* The words in the middle third where the line is too long, whole words at both ends. */
static struct excerpt choose_excerpt(struct span line, const struct finding_place *place, size_t width)
{
    struct excerpt cut = { .from = 0, .to = line.length };
    size_t room = width;

    if (shown_width(line, 0, line.length) <= width)
        return cut;
    cut.from = place->from;
    while (cut.from > 0 && shown_width(line, cut.from, place->from) < width / 3)
        cut.from = step_back(line, cut.from);
    if (shown_width(line, 0, place->to) + 4 <= width)
        cut.from = 0;
    while (cut.from > 0 && cut.from < place->from && !is_blank(line.text[cut.from - 1]))
        cut.from++;
    cut.is_cut_before = cut.from > 0;
    room -= cut.is_cut_before ? 4 : 0;
    cut.to = cut.from;
    for (size_t at = cut.from; at < line.length;) {
        character_next(line, &at);
        if (shown_width(line, cut.from, at) + 4 > room && cut.to > cut.from)
            break;
        if (at == line.length || is_blank(line.text[at]) || cut.to == cut.from)
            cut.to = at;
    }
    cut.is_cut_after = cut.to < line.length;
    return cut;
}

/* Safe to print: see terminal_add_text; tabs and other white space are one blank each, so that columns are
 * kept. */
static void add_shown(struct buffer *out, struct span line, size_t from, size_t to)
{
    for (size_t at = from; at < to;) {
        size_t first = at;
        uint32_t character = character_next(line, &at);

        if (is_blank(line.text[first]))
            buffer_add_string(out, line.text[first] == '\t' ? "  " : " ");
        else if (character == CHARACTER_REPLACEMENT || character_is_control(character) ||
                 character_is_bidi(character))
            buffer_add_string(out, "\xEF\xBF\xBD");
        else
            buffer_add(out, line.text + first, at - first);
    }
}

/* underline := "^" { "~" } [ " did you mean " hint "?" ] */
static void print_underline(struct printer *printer, const struct finding_place *place,
                            const struct excerpt *cut, const struct finding *finding)
{
    size_t end = place->to < cut->to ? place->to : cut->to;
    size_t before = shown_width(place->line, cut->from, place->from) + (cut->is_cut_before ? 4 : 0);
    size_t width = shown_width(place->line, place->from, end);

    if (place->from >= end)
        return;
    buffer_add_format(&printer->line, "%*s", (int)(QUOTE_INDENT + before), "");
    buffer_add_string(&printer->line, terminal_style(printer->terminal, style_of(finding->severity)));
    buffer_add_byte(&printer->line, '^');
    for (size_t i = 1; i < width; i++)
        buffer_add_byte(&printer->line, '~');
    buffer_add_string(&printer->line, terminal_plain(printer->terminal, style_of(finding->severity)));
    flush_line(printer);
}

static void print_hint(struct printer *printer, const struct finding *finding)
{
    if (!finding->hint.text)
        return;
    buffer_add_format(&printer->line, "%*sdid you mean ", QUOTE_INDENT, "");
    terminal_add_text(&printer->line, finding->hint);
    buffer_add_byte(&printer->line, '?');
    flush_line(printer);
}

/* The blanks that a line begins with say nothing. */
static void skip_margin(struct finding_place *place)
{
    size_t margin = 0;
    size_t most = place->to > place->from ? place->from : place->line.length;

    while (margin < most && is_blank(place->line.text[margin]))
        margin++;
    place->line = span_part(place->line, margin, place->line.length);
    place->from -= place->from < margin ? place->from : margin;
    place->to -= place->to < margin ? place->to : margin;
}

static void drop_blanks(struct buffer *line)
{
    while (line->length && is_blank(line->bytes[line->length - 1]))
        line->length--;
}

/* Tells whether the line's beginning is shown. */
static bool print_line(struct printer *printer, struct finding_place *place, const struct finding *finding)
{
    size_t width = printer->terminal->width;

    width = width > QUOTE_INDENT + QUOTE_LEAST ? width - QUOTE_INDENT : QUOTE_LEAST;
    skip_margin(place);
    struct excerpt cut = choose_excerpt(place->line, place, width);

    buffer_add_format(&printer->line, "%*s%s", QUOTE_INDENT, "", cut.is_cut_before ? "... " : "");
    add_shown(&printer->line, place->line, cut.from, cut.to);
    drop_blanks(&printer->line);
    buffer_add_string(&printer->line, cut.is_cut_after ? " ..." : "");
    flush_line(printer);
    print_underline(printer, place, &cut, finding);
    return !cut.is_cut_before;
}

/* Does the line show the item's own words, or at least how they begin? */
static bool shows(struct span line, struct span text)
{
    enum { ENOUGH = 12 };

    return text.length == 0 ||
           memmem(line.text, line.length, text.text, text.length < ENOUGH ? text.length : ENOUGH);
}

/* A cell on a line of its own says little, and so does a line without its beginning: what it is of, in one
 * line. */
static void print_context(struct printer *printer, const struct plan *plan, const struct finding *finding,
                          struct span line)
{
    struct span label = item_label(plan, finding->place.kind, finding->place.index, printer->arena);
    struct span text = item_text(plan, finding->place.kind, finding->place.index);
    struct buffer words = { 0 };

    if (!text.text || shows(line, text))
        return;
    buffer_add_span(&words, label);
    buffer_add_string(&words, label.text ? ": " : "");
    buffer_add_span(&words, text);
    struct finding_place place = { .line = span_over(words.bytes, words.length) };
    size_t width = printer->terminal->width > QUOTE_INDENT + QUOTE_LEAST
                       ? printer->terminal->width - QUOTE_INDENT - 3
                       : QUOTE_LEAST;
    struct excerpt cut = choose_excerpt(place.line, &place, width);

    buffer_add_format(&printer->line, "%*sof ", QUOTE_INDENT, "");
    add_shown(&printer->line, place.line, cut.from, cut.to);
    buffer_add_string(&printer->line, cut.is_cut_after ? " ..." : "");
    flush_line(printer);
    buffer_free(&words);
}

/* Where no line is known, in a Word file for example: the item's own words. */
static void print_item(struct printer *printer, const struct plan *plan, const struct finding *finding)
{
    struct span label = item_label(plan, finding->place.kind, finding->place.index, printer->arena);
    struct span text = item_text(plan, finding->place.kind, finding->place.index);
    struct buffer quote = { 0 };

    if (label.text)
        buffer_add_span(&quote, label);
    buffer_add_string(&quote, label.text && text.text ? ": " : "");
    buffer_add_span(&quote, text);
    if (quote.length) {
        buffer_add_format(&printer->line, "%*s", QUOTE_INDENT, "");
        terminal_add_wrapped(&printer->line, span_over(quote.bytes, quote.length), QUOTE_INDENT, QUOTE_INDENT,
                             printer->terminal->width);
        flush_line(printer);
    }
    buffer_free(&quote);
}

/* ---- findings ---------------------------------------------------------------------------------------- */

/* On a terminal, wrapped words go on below, set in; elsewhere a finding is found by one line. */
static void print_headline(struct printer *printer, const struct plan *plan, const struct finding *finding)
{
    enum { COLON_AND_BLANK = 2, HANGING = 2 };
    struct buffer message = { 0 };

    terminal_add_text(&printer->line, plan->document);
    place_print_behind_file(&printer->line, plan, finding->line);
    buffer_add_string(&printer->line, ": ");
    size_t at = character_text_width(span_over(printer->line.bytes, printer->line.length));

    add_styled(printer, style_of(finding->severity), finding_severity_name(finding->severity));
    buffer_add_string(&printer->line, ": ");
    at += strlen(finding_severity_name(finding->severity)) + COLON_AND_BLANK;
    buffer_add_span(&message, finding->message);
    buffer_add_format(&message, " [%s %s]", finding->rule, finding->name);
    terminal_add_wrapped(&printer->line, span_over(message.bytes, message.length), at, HANGING,
                         printer->terminal->is_terminal ? printer->terminal->width : SHOWN_MOST);
    flush_line(printer);
    buffer_free(&message);
}

/* finding := FILE ":" [ LINE ":" ] " " severity ": " message " [" ID " " name "]" newline quote newline */
static void print_finding(struct printer *printer, size_t index)
{
    const struct finding *finding = &printer->result->findings[index];
    const struct plan *plan = printer->result->plans->items[printer->result->finding_plans[index]];
    struct finding_place place = finding_place_find(&printer->places, index);

    print_headline(printer, plan, finding);
    if (place.line.text) {
        bool is_begun = print_line(printer, &place, finding);

        print_context(printer, plan, finding, is_begun ? place.line : span_part(place.line, 0, 0));
    } else {
        print_item(printer, plan, finding);
    }
    print_hint(printer, finding);
}

/* Findings of one rule and severity together; in a group they stay in the order of documents and lines. */
struct group_key {
    enum finding_severity severity;
    const char *rule;
    size_t index;
};

static int by_group(const void *left, const void *right)
{
    const struct group_key *a = left;
    const struct group_key *b = right;
    int order;

    if (a->severity != b->severity)
        return a->severity < b->severity ? -1 : 1;
    if ((order = strcmp(a->rule, b->rule)) != 0)
        return order;
    return (a->index > b->index) - (a->index < b->index);
}

static bool is_same_group(const struct group_key *a, const struct group_key *b)
{
    return a->severity == b->severity && strcmp(a->rule, b->rule) == 0;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_heading(struct printer *printer, const struct finding *finding, size_t count)
{
    struct buffer title = { 0 };

    buffer_add_format(&title, "%s %s: %zu %s%s", finding->rule, finding->name, count,
                      finding_severity_name(finding->severity), plural(count));
    add_styled(printer, STYLE_BOLD, buffer_string(&title));
    buffer_free(&title);
    flush_line(printer);
}

static void print_findings(struct printer *printer)
{
    size_t count = printer->result->finding_count;
    struct group_key *keys = ARENA_ARRAY(printer->arena, count, struct group_key);

    for (size_t i = 0; i < count; i++)
        keys[i] =
            (struct group_key){ printer->result->findings[i].severity, printer->result->findings[i].rule, i };
    if (count)
        qsort(keys, count, sizeof *keys, by_group);
    for (size_t i = 0; i < count;) {
        size_t end = i;

        while (end < count && is_same_group(&keys[i], &keys[end]))
            end++;
        print_heading(printer, &printer->result->findings[keys[i].index], end - i);
        for (; i < end; i++)
            print_finding(printer, keys[i].index);
        fputc('\n', printer->out);
    }
}

static void print_accepted(FILE *out, const struct check_result *result)
{
    if (result->suppressed_count)
        fprintf(out, "%zu more suppressed\n", result->suppressed_count);
    if (result->baseline_count)
        fprintf(out, "%zu more in the baseline\n", result->baseline_count);
    if (result->baseline_gone)
        fprintf(out, "%zu of the baseline no longer there: --update-baseline takes them out\n",
                result->baseline_gone);
}

static void print_counts(struct printer *printer)
{
    const struct check_result *result = printer->result;

    fprintf(printer->out, "%zu finding%s", result->finding_count, plural(result->finding_count));
    for (enum finding_severity s = FINDING_ERROR; s <= FINDING_NOTE && result->finding_count; s++) {
        size_t count = 0;

        for (size_t i = 0; i < result->finding_count; i++)
            count += result->findings[i].severity == s;
        fprintf(printer->out, "%s%zu %s%s", s == FINDING_ERROR ? ": " : ", ", count, finding_severity_name(s),
                plural(count));
    }
    fprintf(printer->out, " in %zu plan%s\n", result->plans->count, plural(result->plans->count));
    print_accepted(printer->out, result);
}

void check_print_human(FILE *out, const struct check_result *result, const struct terminal *terminal)
{
    struct arena *arena = arena_new();
    struct printer printer = { .out = out,
                               .terminal = terminal,
                               .result = result,
                               .places = finding_places_of(result, arena),
                               .arena = arena };

    print_findings(&printer);
    print_counts(&printer);
    check_scope_print(out, result, terminal);
    buffer_free(&printer.line);
    arena_free(arena);
}
