#include "output/check_scope.h"

#include <stdbool.h>
#include <string.h>

#include "analysis/audit_check.h"
#include "analysis/audit_rule.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "output/json_writer.h"
#include "output/terminal.h"
#include "plan/plan.h"
#include "store/store.h"

enum { LINE_INDENT = 2, LIST_INDENT = 4, NAMED_PLANS_MOST = 8 };

/* One rule that could not be tested for one reason, and where. */
struct silence {
    const struct not_tested *first;
    size_t *plans; /* in the order of the documents */
    size_t count;
    size_t capacity;
    bool is_told;
};

struct scope {
    FILE *out;
    const struct check_result *result;
    const struct terminal *terminal;
    struct arena *arena;
    struct silence *silences;
    size_t count;
    size_t capacity;
};

static void print_wrapped(struct scope *scope, struct buffer *text, size_t indent, size_t hanging)
{
    struct buffer line = { 0 };

    buffer_add_format(&line, "%*s", (int)indent, "");
    terminal_add_wrapped(&line, span_over(text->bytes, text->length), indent, hanging,
                         scope->terminal->width);
    fprintf(scope->out, "%s\n", buffer_string(&line));
    buffer_free(&line);
    buffer_free(text);
}

/* ---- tested ------------------------------------------------------------------------------------------ */

static void sum_rule(const struct check_result *result, const struct audit_rule *rule, struct rule_tally *sum,
                     size_t *plans)
{
    for (size_t i = 0; i < result->tally_count; i++)
        if (result->tallies[i].rule == rule) {
            sum->tested += result->tallies[i].tested;
            sum->found += result->tallies[i].found;
            *plans += result->tallies[i].tested > 0;
        }
}

static void print_tested(struct scope *scope)
{
    size_t rule_count;
    const struct audit_rule *rules = audit_rules(&rule_count);
    bool is_first = true;

    for (size_t r = 0; r < rule_count; r++) {
        struct rule_tally sum = { 0 };
        size_t plans = 0;

        sum_rule(scope->result, &rules[r], &sum, &plans);
        if (!plans)
            continue;
        if (is_first)
            fprintf(scope->out, "\nTested:%*s%8s %8s %6s\n", 31, "", "found", "of", "plans");
        is_first = false;
        fprintf(scope->out, "  %s %-29s%8zu %8zu %6zu\n", rules[r].id, rules[r].name, sum.found, sum.tested,
                plans);
    }
}

/* ---- not tested -------------------------------------------------------------------------------------- */

static struct silence *silence_of(struct scope *scope, const struct not_tested *silent)
{
    for (size_t i = 0; i < scope->count; i++)
        if (strcmp(scope->silences[i].first->rule, silent->rule) == 0 &&
            span_same(scope->silences[i].first->why, silent->why))
            return &scope->silences[i];
    scope->silences =
        arena_grow(scope->arena, scope->silences, scope->count, &scope->capacity, sizeof *scope->silences);
    scope->silences[scope->count] = (struct silence){ .first = silent };
    return &scope->silences[scope->count++];
}

static void gather(struct scope *scope)
{
    const struct check_result *result = scope->result;

    for (size_t i = 0; i < result->not_tested_count; i++) {
        struct silence *silence = silence_of(scope, &result->not_tested[i]);

        silence->plans = arena_grow(scope->arena, silence->plans, silence->count, &silence->capacity,
                                    sizeof *silence->plans);
        silence->plans[silence->count++] = result->not_tested_plans[i];
    }
}

static bool is_alike(const struct silence *a, const struct silence *b)
{
    return span_same(a->first->why, b->first->why) && a->count == b->count &&
           memcmp(a->plans, b->plans, a->count * sizeof *a->plans) == 0;
}

/* Where there is one plan, it needs no name. */
static void add_plans(const struct scope *scope, const struct silence *silence, struct buffer *text)
{
    size_t all = scope->result->plans->count;

    if (all == 1)
        return;
    buffer_add_string(text, ": ");
    if (silence->count == all) {
        buffer_add_format(text, "all %zu plans", all);
        return;
    }
    for (size_t i = 0; i < silence->count && i < NAMED_PLANS_MOST; i++) {
        buffer_add_string(text, i ? ", " : "");
        buffer_add_span(text, scope->result->plans->items[silence->plans[i]]->document);
    }
    if (silence->count > NAMED_PLANS_MOST)
        buffer_add_format(text, " and %zu others of %zu plans", silence->count - NAMED_PLANS_MOST, all);
}

/* reason ": " plans newline { ID name } */
static void print_silence(struct scope *scope, size_t index)
{
    struct silence *silence = &scope->silences[index];
    struct buffer reason = { 0 }, rules = { 0 };

    buffer_add_span(&reason, silence->first->why);
    add_plans(scope, silence, &reason);
    for (size_t i = index; i < scope->count; i++)
        if (!scope->silences[i].is_told && is_alike(silence, &scope->silences[i])) {
            buffer_add_format(&rules, "%s%s %s", rules.length ? ", " : "", scope->silences[i].first->rule,
                              scope->silences[i].first->name);
            scope->silences[i].is_told = true;
        }
    print_wrapped(scope, &rules, LINE_INDENT, LIST_INDENT);
    print_wrapped(scope, &reason, LIST_INDENT, LIST_INDENT);
}

void check_scope_print(FILE *out, const struct check_result *result, const struct terminal *terminal)
{
    struct scope scope = { .out = out, .result = result, .terminal = terminal, .arena = arena_new() };

    print_tested(&scope);
    gather(&scope);
    if (scope.count)
        fputs("\nNot tested (silence is not a pass):\n", out);
    for (size_t i = 0; i < scope.count; i++)
        if (!scope.silences[i].is_told)
            print_silence(&scope, i);
    if (result->off_count)
        fprintf(out, "\n%zu rule%s off; `planrisk rule` lists them all.\n", result->off_count,
                result->off_count == 1 ? " was" : "s were");
    arena_free(scope.arena);
}

/* ---- for programs ------------------------------------------------------------------------------------ */

void check_scope_put_not_tested(struct json_writer *json, const struct check_result *result)
{
    json_put_name(json, "not_tested");
    json_put_begin_array(json);
    for (size_t i = 0; i < result->not_tested_count; i++) {
        json_put_begin_inline_object(json);
        json_put_member_string(json, "rule", result->not_tested[i].rule);
        json_put_member_string(json, "name", result->not_tested[i].name);
        json_put_member_span(json, "document", result->plans->items[result->not_tested_plans[i]]->document);
        json_put_member_span(json, "why", result->not_tested[i].why);
        json_put_end_object(json);
    }
    json_put_end_array(json);
}

void check_scope_put_tested(struct json_writer *json, const struct check_result *result)
{
    json_put_name(json, "tested");
    json_put_begin_array(json);
    for (size_t i = 0; i < result->tally_count; i++) {
        const struct rule_tally *tally = &result->tallies[i];

        if (!tally->tested)
            continue;
        json_put_begin_inline_object(json);
        json_put_member_string(json, "rule", tally->rule->id);
        json_put_member_span(json, "document", tally->plan->document);
        json_put_member_integer(json, "tested", (int64_t)tally->tested);
        json_put_member_integer(json, "found", (int64_t)tally->found);
        json_put_end_object(json);
    }
    json_put_end_array(json);
}
