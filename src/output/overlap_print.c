#include "output/overlap_print.h"

#include "analysis/plan_overlap.h"
#include "analysis/risk_reach.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "output/item_label.h"
#include "output/json_writer.h"
#include "output/terminal.h"
#include "plan/plan.h"
#include "store/store.h"

/* ---- for people -------------------------------------------------------------------------------- */

enum { SIDE_INDENT = 7 };

/* Words lighter than this share of a pair's score are not named here; the JSON has them all. */
static const double light_word = 0.02;

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

/* side := document [ ":" line ] " " item newline text */
static void print_side(struct printer *printer, const struct overlap_side *side)
{
    struct span label = item_label(side->plan, ITEM_ACTION, side->index, printer->arena);

    buffer_add_format(&printer->line, "%*s%s", SIDE_INDENT - 2, "",
                      terminal_style(printer->terminal, STYLE_FAINT));
    terminal_add_text(&printer->line, side->plan->document);
    if (side->action->line_first)
        buffer_add_format(&printer->line, ":%zu", side->action->line_first);
    buffer_add_byte(&printer->line, ' ');
    terminal_add_text(&printer->line, label);
    buffer_add_string(&printer->line, terminal_plain(printer->terminal, STYLE_FAINT));
    flush_line(printer);
    buffer_add_format(&printer->line, "%*s", SIDE_INDENT, "");
    terminal_add_wrapped(&printer->line, side->action->text.text, SIDE_INDENT, SIDE_INDENT,
                         printer->terminal->width);
    flush_line(printer);
}

/* evidence := "shared: " word weight { ", " word weight } */
static void print_words(struct printer *printer, const struct overlap *pair)
{
    struct buffer words = { 0 };

    buffer_add_string(&words, "shared: ");
    for (size_t i = 0; i < pair->word_count; i++) {
        const struct overlap_word *word = &pair->words[i];

        if (word->weight < light_word * pair->score)
            break; /* the heaviest stand first */
        buffer_add_string(&words, i ? ", " : "");
        buffer_add_span(&words, word->a);
        if (!span_same_ignoring_case(word->a, word->b)) {
            buffer_add_string(&words, " ~ ");
            buffer_add_span(&words, word->b);
        }
        buffer_add_format(&words, " %.2f%s", word->weight, word->in_section ? " (section)" : "");
    }
    buffer_add_format(&printer->line, "%*s", SIDE_INDENT - 2, "");
    terminal_add_wrapped(&printer->line,
                         (struct span){ .text = words.bytes, .length = words.length, .offset = SPAN_NOWHERE },
                         SIDE_INDENT - 2, SIDE_INDENT, printer->terminal->width);
    flush_line(printer);
    buffer_free(&words);
}

void overlap_print_table(FILE *out, const struct overlap_result *result, const struct terminal *terminal)
{
    struct printer printer = { .out = out, .terminal = terminal, .arena = arena_new() };

    for (size_t i = 0; i < result->pair_count; i++) {
        const struct overlap *pair = &result->pairs[i];

        buffer_add_format(&printer.line, "%.2f %s%s%s", pair->score, terminal_style(terminal, STYLE_BOLD),
                          overlap_class_name(pair->class), terminal_plain(terminal, STYLE_BOLD));
        flush_line(&printer);
        print_side(&printer, &pair->a);
        print_side(&printer, &pair->b);
        print_words(&printer, pair);
        fputc('\n', out);
    }
    fprintf(out, "%zu pair%s of actions at or above %.2f in %zu plan%s\n", result->pair_count,
            result->pair_count == 1 ? "" : "s", result->minimum, result->plans->count,
            result->plans->count == 1 ? "" : "s");
    if (result->beyond_count)
        fprintf(out, "%zu more score less; --min %.2f lists all\n", result->beyond_count, result->minimum);
    buffer_free(&printer.line);
    arena_free(printer.arena);
}

/* ---- for programs ------------------------------------------------------------------------------ */

static void write_item(struct json_writer *json, const char *name, const struct plan *plan,
                       enum item_kind kind, size_t index, size_t line, struct arena *arena)
{
    json_put_name(json, name);
    json_put_begin_inline_object(json);
    json_put_member_span(json, "document", plan->document);
    json_put_name(json, "line");
    if (line)
        json_put_integer(json, (int64_t)line);
    else
        json_put_null(json);
    json_put_member_span(json, "item", item_label(plan, kind, index, arena));
    json_put_member_span(json, "text", item_text(plan, kind, index));
    json_put_end_object(json);
}

static void write_evidence(struct json_writer *json, const struct overlap *pair)
{
    json_put_name(json, "evidence");
    json_put_begin_inline_array(json);
    for (size_t i = 0; i < pair->word_count; i++) {
        const struct overlap_word *word = &pair->words[i];

        json_put_begin_inline_object(json);
        json_put_member_span(json, "stem", word->stem);
        json_put_member_span(json, "a", word->a);
        json_put_member_span(json, "b", word->b);
        json_put_member_string(json, "field", word->in_section ? "section" : "text");
        json_put_member_number(json, "weight", word->weight);
        json_put_end_object(json);
    }
    json_put_end_array(json);
}

static void write_pair(struct json_writer *json, const struct overlap *pair, struct arena *arena)
{
    json_put_begin_inline_object(json);
    write_item(json, "a", pair->a.plan, ITEM_ACTION, pair->a.index, pair->a.action->line_first, arena);
    write_item(json, "b", pair->b.plan, ITEM_ACTION, pair->b.index, pair->b.action->line_first, arena);
    json_put_member_number(json, "score", pair->score);
    json_put_member_string(json, "class", overlap_class_name(pair->class));
    write_evidence(json, pair);
    json_put_end_object(json);
}

static void write_shared(struct json_writer *json, const struct reach_evidence *evidence)
{
    json_put_name(json, "shared");
    json_put_begin_inline_array(json);
    for (size_t i = 0; i < evidence->shared_count; i++) {
        json_put_begin_inline_object(json);
        json_put_member_span(json, "risk", evidence->shared[i].risk);
        json_put_member_span(json, "action", evidence->shared[i].action);
        json_put_member_number(json, "share", evidence->shared[i].share);
        json_put_end_object(json);
    }
    json_put_end_array(json);
}

static void write_reach_evidence(struct json_writer *json, const struct risk_link *link)
{
    json_put_name(json, "evidence");
    json_put_begin_inline_array(json);
    for (size_t i = 0; i < link->evidence_count; i++) {
        const struct reach_evidence *evidence = &link->evidence[i];

        json_put_begin_inline_object(json);
        json_put_member_string(json, "kind", reach_evidence_name(evidence->kind));
        json_put_member_number(json, "share", evidence->share);
        json_put_member_span(json, "words", evidence->words);
        if (evidence->shared_count)
            write_shared(json, evidence);
        json_put_end_object(json);
    }
    json_put_end_array(json);
}

static void write_risk_link(struct json_writer *json, const struct risk_link *link, struct arena *arena)
{
    json_put_begin_inline_object(json);
    write_item(json, "risk", link->plan, ITEM_RISK, link->risk, link->plan->risks[link->risk].line_first,
               arena);
    write_item(json, "action", link->plan, ITEM_ACTION, link->action,
               link->plan->actions[link->action].line_first, arena);
    json_put_member_string(json, "relation", risk_relation_name(link->relation));
    json_put_member_number(json, "score", link->score);
    write_reach_evidence(json, link);
    json_put_end_object(json);
}

void overlap_print_json(FILE *out, const struct overlap_result *result, const struct reach_result *reach)
{
    struct arena *arena = arena_new();
    struct json_writer json;

    json_put_begin(&json, out);
    json_put_begin_object(&json);
    json_put_name(&json, "pairs");
    json_put_begin_array(&json);
    for (size_t i = 0; i < result->pair_count; i++) {
        write_pair(&json, &result->pairs[i], arena);
        arena_reset(arena);
    }
    json_put_end_array(&json);
    json_put_name(&json, "borrowed");
    json_put_begin_array(&json);
    json_put_end_array(&json);
    json_put_name(&json, "risk_links");
    json_put_begin_array(&json);
    for (size_t i = 0; i < reach->link_count; i++)
        write_risk_link(&json, &reach->links[i], arena);
    json_put_end_array(&json);
    json_put_end_object(&json);
    json_put_end(&json);
    arena_free(arena);
}
