#include "output/check_print.h"

#include <stdbool.h>
#include <string.h>

#include "analysis/audit_check.h"
#include "analysis/audit_rule.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "output/item_label.h"
#include "output/json_writer.h"
#include "output/terminal.h"
#include "plan/plan.h"
#include "store/store.h"

enum { QUOTE_INDENT = 4 };

/* ---- for people -------------------------------------------------------------------------------- */

struct printer {
    FILE *out;
    const struct terminal *terminal;
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

/* quote := [ item ":" ] ( the words in quotes | the item's own words ) */
static void print_quote(struct printer *printer, const struct plan *plan, const struct finding *finding)
{
    struct span label = item_label(plan, finding->place.kind, finding->place.index, printer->arena);
    struct span text = item_text(plan, finding->place.kind, finding->place.index);
    struct buffer quote = { 0 };

    if (label.text) {
        buffer_add_span(&quote, label);
        buffer_add_string(&quote, ": ");
    }
    if (finding->words.text && !span_same(finding->words, text)) {
        buffer_add_byte(&quote, '"');
        buffer_add_span(&quote, finding->words);
        buffer_add_byte(&quote, '"');
        buffer_add_string(&quote, text.text ? " in: " : "");
    }
    buffer_add_span(&quote, text);
    if (quote.length) {
        buffer_add_format(&printer->line, "%*s", QUOTE_INDENT, "");
        terminal_add_wrapped(
            &printer->line,
            (struct span){ .text = quote.bytes, .length = quote.length, .offset = SPAN_NOWHERE },
            QUOTE_INDENT, QUOTE_INDENT, printer->terminal->width);
        flush_line(printer);
    }
    buffer_free(&quote);
}

/* finding := FILE ":" [ LINE ":" ] " " severity ": " message " [" ID " " name "]" newline quote newline */
static void print_finding(struct printer *printer, const struct plan *plan, const struct finding *finding)
{
    terminal_add_text(&printer->line, plan->document);
    if (finding->line)
        buffer_add_format(&printer->line, ":%zu", finding->line);
    buffer_add_string(&printer->line, ": ");
    add_styled(printer, style_of(finding->severity), finding_severity_name(finding->severity));
    buffer_add_string(&printer->line, ": ");
    buffer_add_span(&printer->line, finding->message);
    buffer_add_format(&printer->line, " [%s %s]", finding->rule, finding->name);
    flush_line(printer);
    print_quote(printer, plan, finding);
}

static size_t count_severity(const struct check_result *result, enum finding_severity severity)
{
    size_t count = 0;

    for (size_t i = 0; i < result->finding_count; i++)
        count += result->findings[i].severity == severity;
    return count;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_counts(struct printer *printer, const struct check_result *result)
{
    fprintf(printer->out, "%zu finding%s", result->finding_count, plural(result->finding_count));
    for (enum finding_severity s = FINDING_ERROR; s <= FINDING_NOTE && result->finding_count; s++) {
        size_t count = count_severity(result, s);

        fprintf(printer->out, "%s%zu %s%s", s == FINDING_ERROR ? ": " : ", ", count, finding_severity_name(s),
                plural(count));
    }
    fprintf(printer->out, " in %zu plan%s\n", result->plans->count, plural(result->plans->count));
}

/* One line a rule: in how many of the things that it looked at it found fault. */
static void print_rules(struct printer *printer, const struct check_result *result)
{
    size_t rule_count;
    const struct audit_rule *rules = audit_rules(&rule_count);

    for (size_t r = 0; r < rule_count; r++) {
        size_t tested = 0;
        size_t found = 0;

        for (size_t i = 0; i < result->tally_count; i++)
            if (result->tallies[i].rule == &rules[r]) {
                tested += result->tallies[i].tested;
                found += result->tallies[i].found;
            }
        if (tested)
            fprintf(printer->out, "  %s %-24s %6zu of %zu tested\n", rules[r].id, rules[r].name, found,
                    tested);
    }
}

static bool is_same_silence(const struct not_tested *a, const struct not_tested *b)
{
    return strcmp(a->rule, b->rule) == 0 && span_same(a->why, b->why);
}

/* silence := "  " ID " " name ": " why ": " document { ", " document } */
static void print_silence(struct printer *printer, const struct check_result *result, size_t first)
{
    const struct not_tested *silent = &result->not_tested[first];
    struct buffer text = { 0 };

    buffer_add_format(&text, "%s %s: ", silent->rule, silent->name);
    buffer_add_span(&text, silent->why);
    for (size_t i = first; i < result->not_tested_count; i++)
        if (is_same_silence(silent, &result->not_tested[i])) {
            buffer_add_string(&text, i == first ? ": " : ", ");
            buffer_add_span(&text, result->plans->items[result->not_tested_plans[i]]->document);
        }
    buffer_add_string(&printer->line, "  ");
    terminal_add_wrapped(&printer->line,
                         (struct span){ .text = text.bytes, .length = text.length, .offset = SPAN_NOWHERE },
                         2, QUOTE_INDENT, printer->terminal->width);
    flush_line(printer);
    buffer_free(&text);
}

/* Silence is not a pass: what could not be tested is said, by rule and reason. */
static void print_not_tested(struct printer *printer, const struct check_result *result)
{
    if (result->not_tested_count)
        fputs("Not tested:\n", printer->out);
    for (size_t i = 0; i < result->not_tested_count; i++) {
        size_t first = 0;

        while (!is_same_silence(&result->not_tested[first], &result->not_tested[i]))
            first++;
        if (first == i)
            print_silence(printer, result, i);
    }
}

void check_print_human(FILE *out, const struct check_result *result, const struct terminal *terminal)
{
    struct printer printer = { .out = out, .terminal = terminal, .arena = arena_new() };

    for (size_t i = 0; i < result->finding_count; i++)
        print_finding(&printer, result->plans->items[result->finding_plans[i]], &result->findings[i]);
    if (result->finding_count)
        fputc('\n', out);
    print_counts(&printer, result);
    print_rules(&printer, result);
    print_not_tested(&printer, result);
    buffer_free(&printer.line);
    arena_free(printer.arena);
}

/* ---- for programs ------------------------------------------------------------------------------ */

static void write_line_number(struct json_writer *json, size_t line)
{
    json_put_name(json, "line");
    if (line)
        json_put_integer(json, (int64_t)line);
    else
        json_put_null(json);
}

static void write_finding(struct json_writer *json, const struct plan *plan, const struct finding *finding,
                          struct arena *arena)
{
    json_put_begin_inline_object(json);
    json_put_member_string(json, "rule", finding->rule);
    json_put_member_string(json, "name", finding->name);
    json_put_member_string(json, "severity", finding_severity_name(finding->severity));
    json_put_member_span(json, "document", plan->document);
    write_line_number(json, finding->line);
    json_put_member_span(json, "item", item_label(plan, finding->place.kind, finding->place.index, arena));
    json_put_member_span(json, "message", finding->message);
    json_put_member_span(json, "words", finding->words);
    json_put_end_object(json);
}

void check_print_json(FILE *out, const struct check_result *result)
{
    struct arena *arena = arena_new();
    struct json_writer json;

    json_put_begin(&json, out);
    json_put_begin_object(&json);
    json_put_name(&json, "findings");
    json_put_begin_array(&json);
    for (size_t i = 0; i < result->finding_count; i++)
        write_finding(&json, result->plans->items[result->finding_plans[i]], &result->findings[i], arena);
    json_put_end_array(&json);
    json_put_name(&json, "not_tested");
    json_put_begin_array(&json);
    for (size_t i = 0; i < result->not_tested_count; i++) {
        const struct not_tested *silent = &result->not_tested[i];

        json_put_begin_inline_object(&json);
        json_put_member_string(&json, "rule", silent->rule);
        json_put_member_string(&json, "name", silent->name);
        json_put_member_span(&json, "document", result->plans->items[result->not_tested_plans[i]]->document);
        json_put_member_span(&json, "why", silent->why);
        json_put_end_object(&json);
    }
    json_put_end_array(&json);
    json_put_end_object(&json);
    json_put_end(&json);
    arena_free(arena);
}
