#include "output/overlap_print.h"

#include "analysis/borrowed_risk.h"
#include "analysis/plan_overlap.h"
#include "analysis/risk_reach.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "output/csv_writer.h"
#include "output/item_label.h"
#include "output/json_writer.h"
#include "output/place_print.h"
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
    place_print_behind_file(&printer->line, side->plan, side->action->line_first);
    buffer_add_byte(&printer->line, ' ');
    terminal_add_text(&printer->line, label);
    buffer_add_string(&printer->line, terminal_plain(printer->terminal, STYLE_FAINT));
    flush_line(printer);
    buffer_add_format(&printer->line, "%*s", SIDE_INDENT, "");
    terminal_add_wrapped(&printer->line, side->action->text.text, SIDE_INDENT, SIDE_INDENT,
                         printer->terminal->width);
    flush_line(printer);
}

/* words := words-of-a [ " ~ " words-of-b ] */
static void add_both(struct buffer *out, const struct overlap_word *word)
{
    buffer_add_span(out, word->a);
    if (!span_same_ignoring_case(word->a, word->b)) {
        buffer_add_string(out, " ~ ");
        buffer_add_span(out, word->b);
    }
}

/* word := ( words | label " (" words ")" ) " " weight [ " by " field ] */
static void add_word(struct buffer *out, const struct overlap_word *word)
{
    enum term_field field = word->field_a > word->field_b ? word->field_a : word->field_b;

    if (word->is_concept) {
        buffer_add_span(out, word->name);
        buffer_add_string(out, " (");
        add_both(out, word);
        buffer_add_byte(out, ')');
    } else {
        add_both(out, word);
    }
    buffer_add_format(out, " %.2f", word->weight);
    if (field != FIELD_TEXT)
        buffer_add_format(out, " by %s", term_field_name(field));
    if (word->is_opposite)
        buffer_add_string(out, " the other way");
}

static void print_from(struct printer *printer, const struct buffer *words, size_t at)
{
    buffer_add_format(&printer->line, "%*s", (int)at, "");
    terminal_add_wrapped(&printer->line, span_over(words->bytes, words->length), at, SIDE_INDENT,
                         printer->terminal->width);
    flush_line(printer);
}

static void print_wrapped(struct printer *printer, const struct buffer *words)
{
    print_from(printer, words, SIDE_INDENT - 2);
}

/* evidence := "shared: " word { ", " word };  differences := "differs: " name { ", " name } */
static void print_words(struct printer *printer, const struct overlap *pair)
{
    struct buffer words = { 0 };

    buffer_add_string(&words, pair->word_count ? "shared: " : "nothing is shared");
    for (size_t i = 0; i < pair->word_count; i++) {
        if (pair->words[i].weight < light_word * pair->score)
            break; /* the heaviest stand first */
        buffer_add_string(&words, i ? ", " : "");
        add_word(&words, &pair->words[i]);
    }
    print_wrapped(printer, &words);
    words.length = 0;
    for (unsigned i = 0; i < DIFFERENCE_COUNT; i++)
        if (pair->differs & (1U << i))
            buffer_add_format(&words, "%s%s", words.length ? ", " : "differs: ", overlap_difference_name(i));
    if (words.length)
        print_wrapped(printer, &words);
    buffer_free(&words);
}

static void print_pair(struct printer *printer, const struct overlap *pair)
{
    buffer_add_format(&printer->line, "%.2f %s%s%s", pair->score,
                      terminal_style(printer->terminal, STYLE_BOLD), overlap_class_name(pair->class),
                      terminal_plain(printer->terminal, STYLE_BOLD));
    flush_line(printer);
    print_side(printer, &pair->a);
    print_side(printer, &pair->b);
    print_words(printer, pair);
    fputc('\n', printer->out);
}

void overlap_print_pair(FILE *out, const struct overlap *pair, const struct terminal *terminal)
{
    struct printer printer = { .out = out, .terminal = terminal, .arena = arena_new() };

    print_pair(&printer, pair);
    buffer_free(&printer.line);
    arena_free(printer.arena);
}

/* ---- borrowed risks ---------------------------------------------------------------------------- */

static void add_quoted(struct buffer *out, struct span words)
{
    buffer_add_byte(out, '"');
    buffer_add_span(out, words);
    buffer_add_byte(out, '"');
}

/* chain := kind ": " words-of-risk " ~ " words-of-action [ "; nearest there: " label " " score ] */
static void add_chain(struct printer *printer, struct buffer *out, const struct borrowed_risk *borrowed)
{
    buffer_add_string(out, borrowed->kind);
    buffer_add_string(out, ": ");
    add_quoted(out, borrowed->risk_words);
    buffer_add_string(out, " ~ ");
    add_quoted(out, borrowed->action_words);
    if (!borrowed->has_nearest)
        return;
    buffer_add_string(out, "; nearest action there: ");
    buffer_add_span(out, item_label(borrowed->of, ITEM_ACTION, borrowed->nearest, printer->arena));
    buffer_add_format(out, ", overlap %.2f", borrowed->overlap);
}

/* Always a question: whether the plan has thought of the risk, it does not say. */
static void print_borrowed(struct printer *printer, const struct borrowed_risk *borrowed)
{
    struct overlap_side side = {
        .plan = borrowed->plan,
        .action = &borrowed->plan->actions[borrowed->action],
        .index = borrowed->action,
    };
    struct buffer words = { 0 };

    buffer_add_format(&words, "%.2f Could this happen here? ", borrowed->score);
    add_quoted(&words, borrowed->of->risks[borrowed->risk].text.text);
    buffer_add_string(&words, " (");
    terminal_add_text(&words, borrowed->of->document);
    if (borrowed->of->risks[borrowed->risk].line_first)
        buffer_add_format(&words, ":%zu", borrowed->of->risks[borrowed->risk].line_first);
    buffer_add_byte(&words, ')');
    print_from(printer, &words, 0);
    words.length = 0;
    print_side(printer, &side);
    add_chain(printer, &words, borrowed);
    print_wrapped(printer, &words);
    fputc('\n', printer->out);
    buffer_free(&words);
}

static void print_all_borrowed(struct printer *printer, const struct overlap_result *result)
{
    if (!result->borrowed_count)
        return;
    fputs("Risks that other plans recorded against such work, put as questions:\n\n", printer->out);
    for (size_t i = 0; i < result->borrowed_count; i++)
        print_borrowed(printer, &result->borrowed[i]);
}

/* ---- the whole --------------------------------------------------------------------------------- */

static void print_copies(struct printer *printer, const struct overlap_result *result)
{
    if (!result->copy_count)
        return;
    fputs("Near copies inside one plan, of which the first stands for all above:\n\n", printer->out);
    for (size_t i = 0; i < result->copy_count; i++)
        print_pair(printer, &result->copies[i]);
}

void overlap_print_table(FILE *out, const struct overlap_result *result, const struct terminal *terminal)
{
    struct printer printer = { .out = out, .terminal = terminal, .arena = arena_new() };

    for (size_t i = 0; i < result->pair_count; i++)
        print_pair(&printer, &result->pairs[i]);
    print_copies(&printer, result);
    print_all_borrowed(&printer, result);
    fprintf(out, "%zu pair%s of actions at or above %.2f in %zu plan%s\n", result->pair_count,
            result->pair_count == 1 ? "" : "s", result->minimum, result->plans->count,
            result->plans->count == 1 ? "" : "s");
    if (result->beyond_count)
        fprintf(out, "%zu more score less; --min %.2f lists all\n", result->beyond_count, result->minimum);
    buffer_free(&printer.line);
    arena_free(printer.arena);
}

/* ---- for spreadsheets -------------------------------------------------------------------------- */

static void write_csv_side(struct csv_writer *csv, const struct overlap_side *side, struct arena *arena)
{
    csv_span(csv, side->plan->document);
    csv_span(csv, item_label(side->plan, ITEM_ACTION, side->index, arena));
    if (side->action->line_first)
        csv_integer(csv, (int64_t)side->action->line_first);
    else
        csv_string(csv, "");
    csv_span(csv, side->action->text.text);
}

static void write_csv_pair(struct csv_writer *csv, const struct overlap *pair, struct arena *arena)
{
    struct buffer words = { 0 };

    csv_number(csv, pair->score);
    csv_string(csv, overlap_class_name(pair->class));
    write_csv_side(csv, &pair->a, arena);
    write_csv_side(csv, &pair->b, arena);
    for (size_t i = 0; i < pair->word_count; i++) {
        buffer_add_string(&words, i ? "; " : "");
        add_word(&words, &pair->words[i]);
    }
    csv_string(csv, buffer_string(&words));
    words.length = 0;
    for (unsigned i = 0; i < DIFFERENCE_COUNT; i++)
        if (pair->differs & (1U << i))
            buffer_add_format(&words, "%s%s", words.length ? "; " : "", overlap_difference_name(i));
    csv_string(csv, buffer_string(&words));
    csv_end_row(csv);
    buffer_free(&words);
}

void overlap_print_csv(FILE *out, const struct overlap_result *result, bool raw)
{
    static const char *const titles[] = {
        "score",      "class",  "a_document", "a_item", "a_line", "a_text",
        "b_document", "b_item", "b_line",     "b_text", "shared", "differs"
    };
    struct arena *arena = arena_new();
    struct csv_writer csv;

    csv_begin(&csv, out, raw);
    for (size_t i = 0; i < ARRAY_LENGTH(titles); i++)
        csv_string(&csv, titles[i]);
    csv_end_row(&csv);
    for (size_t i = 0; i < result->pair_count; i++)
        write_csv_pair(&csv, &result->pairs[i], arena);
    for (size_t i = 0; i < result->copy_count; i++)
        write_csv_pair(&csv, &result->copies[i], arena);
    csv_end(&csv);
    arena_free(arena);
}

/* ---- for programs ------------------------------------------------------------------------------ */

static void write_item(struct json_writer *json, const char *name, const struct plan *plan,
                       enum item_kind kind, size_t index, size_t line, struct arena *arena)
{
    json_put_name(json, name);
    json_put_begin_inline_object(json);
    json_put_member_span(json, "document", plan->document);
    place_put_members(json, plan, line, 0);
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
        json_put_member_span(json, word->is_concept ? "concept" : "stem", word->name);
        json_put_member_span(json, "a", word->a);
        json_put_member_span(json, "b", word->b);
        json_put_member_string(
            json, "field", term_field_name(word->field_a > word->field_b ? word->field_a : word->field_b));
        json_put_member_number(json, "weight", word->weight);
        if (word->is_opposite)
            json_put_member_boolean(json, "opposite", true);
        json_put_end_object(json);
    }
    json_put_end_array(json);
}

static void write_differences(struct json_writer *json, const struct overlap *pair)
{
    json_put_name(json, "differs");
    json_put_begin_inline_array(json);
    for (unsigned i = 0; i < DIFFERENCE_COUNT; i++)
        if (pair->differs & (1U << i))
            json_put_string(json, overlap_difference_name(i));
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
    write_differences(json, pair);
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

/* The chain: risk, its kind and words, the words of the action that run it, the nearest action of the risk's
 * plan. */
static void write_chain(struct json_writer *json, const struct borrowed_risk *borrowed, struct arena *arena)
{
    json_put_name(json, "evidence");
    json_put_begin_inline_array(json);
    json_put_begin_inline_object(json);
    json_put_member_string(json, "kind", borrowed->kind);
    json_put_member_span(json, "risk_words", borrowed->risk_words);
    json_put_member_span(json, "action_words", borrowed->action_words);
    json_put_end_object(json);
    if (borrowed->has_nearest) {
        json_put_begin_inline_object(json);
        write_item(json, "overlaps", borrowed->of, ITEM_ACTION, borrowed->nearest,
                   borrowed->of->actions[borrowed->nearest].line_first, arena);
        json_put_member_number(json, "score", borrowed->overlap);
        json_put_end_object(json);
    }
    json_put_end_array(json);
}

static void write_borrowed(struct json_writer *json, const struct borrowed_risk *borrowed,
                           struct arena *arena)
{
    json_put_begin_inline_object(json);
    write_item(json, "risk", borrowed->of, ITEM_RISK, borrowed->risk,
               borrowed->of->risks[borrowed->risk].line_first, arena);
    write_item(json, "action", borrowed->plan, ITEM_ACTION, borrowed->action,
               borrowed->plan->actions[borrowed->action].line_first, arena);
    json_put_member_number(json, "score", borrowed->score);
    write_chain(json, borrowed, arena);
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
    json_put_name(&json, "copies");
    json_put_begin_array(&json);
    for (size_t i = 0; i < result->copy_count; i++)
        write_pair(&json, &result->copies[i], arena);
    json_put_end_array(&json);
    json_put_name(&json, "borrowed");
    json_put_begin_array(&json);
    for (size_t i = 0; i < result->borrowed_count; i++)
        write_borrowed(&json, &result->borrowed[i], arena);
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
