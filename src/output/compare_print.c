#include "output/compare_print.h"

#include <stdbool.h>

#include "analysis/plan_compare.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "output/item_label.h"
#include "output/terminal.h"
#include "plan/plan.h"
#include "store/store.h"

enum { INDENT = 2, DEEP_INDENT = 6 };

struct printer {
    FILE *out;
    const struct terminal *terminal;
    struct arena *arena;
    const struct compare_result *result;
    struct buffer line;
};

static void flush_line(struct printer *printer)
{
    fwrite(printer->line.bytes, 1, printer->line.length, printer->out);
    fputc('\n', printer->out);
    printer->line.length = 0;
}

static void print_wrapped(struct printer *printer, struct buffer *words, size_t indent)
{
    buffer_add_format(&printer->line, "%*s", (int)indent, "");
    terminal_add_wrapped(&printer->line, span_over(words->bytes, words->length), indent, DEEP_INDENT,
                         printer->terminal->width);
    flush_line(printer);
    words->length = 0;
}

/* action := label " " text */
static void print_action(struct printer *printer, const struct plan *plan, size_t index, const char *lead,
                         size_t indent)
{
    struct buffer words = { 0 };

    buffer_add_string(&words, lead);
    buffer_add_span(&words, item_label(plan, ITEM_ACTION, index, printer->arena));
    buffer_add_byte(&words, ' ');
    buffer_add_span(&words, plan->actions[index].text.text);
    print_wrapped(printer, &words, indent);
    buffer_free(&words);
}

static const char *day_text(calendar_day day, char out[static 11])
{
    calendar_format_iso(day, out);
    return out;
}

/* dates := "due " day ", now " day ": " n " days later; first due " day ", put off " n " times" */
static void print_dates(struct printer *printer, const struct plan_change *change)
{
    char was[11];
    char is[11];
    struct buffer words = { 0 };
    int days = (int)(change->due_is - change->due_was);

    buffer_add_format(&words, "due %s, now %s: %d day%s %s", day_text(change->due_was, was),
                      day_text(change->due_is, is), days > 0 ? days : -days,
                      days == 1 || days == -1 ? "" : "s", days > 0 ? "later" : "earlier");
    if (change->kind == CHANGE_SLIPPED) {
        char first[11];

        buffer_add_format(&words, "; first due %s, put off %zu time%s", day_text(change->due_first, first),
                          change->moves, change->moves == 1 ? "" : "s");
    }
    print_wrapped(printer, &words, DEEP_INDENT);
    buffer_free(&words);
}

static void print_words(struct printer *printer, const char *lead, struct span text)
{
    struct buffer words = { 0 };

    buffer_add_string(&words, lead);
    buffer_add_span(&words, text.text ? text : span_of("not stated"));
    print_wrapped(printer, &words, DEEP_INDENT);
    buffer_free(&words);
}

static void print_parts(struct printer *printer, const struct plan *plan, const struct index_list *parts,
                        const char *lead)
{
    for (size_t i = 0; i < parts->count; i++)
        print_action(printer, plan, parts->items[i], lead, DEEP_INDENT);
}

static void print_detail(struct printer *printer, const struct plan_change *change)
{
    const struct compare_result *result = printer->result;

    switch (change->kind) {
    case CHANGE_SLIPPED:
    case CHANGE_BROUGHT_FORWARD:
        print_dates(printer, change);
        break;
    case CHANGE_STATUS:
    case CHANGE_OWNERS:
    case CHANGE_MOVED:
    case CHANGE_REWORDED:
        print_words(printer, "was: ", change->was);
        if (change->kind != CHANGE_REWORDED)
            print_words(printer, "is: ", change->is);
        break;
    case CHANGE_SPLIT:
        print_parts(printer, result->after, &change->after, "now: ");
        break;
    case CHANGE_MERGED:
        print_parts(printer, result->before, &change->before, "was: ");
        break;
    case CHANGE_DROPPED:
    case CHANGE_FINISHED:
    case CHANGE_NEW:
        break;
    }
}

static void print_change(struct printer *printer, const struct plan_change *change)
{
    bool is_before = change->after.count == 0 || change->kind == CHANGE_SPLIT;

    print_action(printer, is_before ? printer->result->before : printer->result->after,
                 is_before ? change->before.items[0] : change->after.items[0], "", INDENT);
    print_detail(printer, change);
}

static void print_kind(struct printer *printer, enum change_kind kind)
{
    const struct compare_result *result = printer->result;
    size_t count = 0;

    for (size_t i = 0; i < result->count; i++)
        count += result->changes[i].kind == kind;
    if (!count)
        return;
    fprintf(printer->out, "%s%s (%zu)%s\n", terminal_style(printer->terminal, STYLE_BOLD),
            change_kind_title(kind), count, terminal_plain(printer->terminal, STYLE_BOLD));
    for (size_t i = 0; i < result->count; i++)
        if (result->changes[i].kind == kind)
            print_change(printer, &result->changes[i]);
    fputc('\n', printer->out);
}

void compare_print_changes(FILE *out, const struct compare_result *result, const struct terminal *terminal)
{
    struct printer printer = { .out = out, .terminal = terminal, .arena = arena_new(), .result = result };

    for (int kind = 0; kind < CHANGE_KIND_COUNT; kind++)
        print_kind(&printer, (enum change_kind)kind);
    fprintf(
        out,
        "%zu change%s from edition %lld to edition %lld; %zu of %zu actions that are in both are unchanged\n",
        result->count, result->count == 1 ? "" : "s", (long long)result->before->edition,
        (long long)result->after->edition, result->unchanged, result->kept);
    buffer_free(&printer.line);
    arena_free(printer.arena);
}
