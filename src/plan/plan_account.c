#include <string.h>

#include "base/arena.h"
#include "plan/plan_build.h"
#include "plan/use_map.h"

/* Narrative or part of a table that nobody read? Lines that hold tabs or a value are the table's. */
static bool is_in_table(const struct build *build, size_t line, size_t from, size_t to)
{
    const struct document *document = build->document;

    return (document->places && document->places[line].table) ||
           memchr(document->source.text.text + from, '\t', to - from) ||
           use_map_find(build->uses, from, to, USE_VALUE) < to;
}

/* The run of unread bytes around `at`, between tabs and ends of the line; the byte behind it. */
static size_t settle_run(struct build *build, size_t line, size_t at)
{
    const struct source_text *source = &build->document->source;
    const char *text = source->text.text;
    size_t from = source->lines[line];
    size_t to = line + 1 < source->line_count ? source->lines[line + 1] : source->text.length;
    enum line_use use = is_in_table(build, line, from, to) ? USE_UNREAD : USE_PROSE;
    const char *tab = memchr(text + at, '\t', to - at);
    size_t end = use_map_find_other(build->uses, at, tab ? (size_t)(tab - text) : to, USE_NONE);

    while (at > from && use_map_at(build->uses, at - 1) == USE_NONE && text[at - 1] != '\t')
        at--;
    use_map_fill(build->uses, at, end, use);
    return end;
}

static void settle_lines(struct build *build)
{
    const struct source_text *source = &build->document->source;
    size_t line = 0;

    for (size_t at = 0;
         (at = use_map_find_unread(build->uses, source->text.text, at)) < source->text.length;) {
        while (line + 1 < source->line_count && source->lines[line + 1] <= at)
            line++;
        at = settle_run(build, line, at);
    }
}

static void add_account(struct build *build, size_t *capacity, size_t from, size_t to)
{
    struct plan *plan = build->plan;
    enum line_use use = use_map_at(build->uses, from);
    size_t repeat_of = use == USE_REPEAT && build->repeats ? build->repeats[build_line(build, from)] : 0;

    plan->accounts =
        arena_grow(build->arena, plan->accounts, plan->account_count, capacity, sizeof *plan->accounts);
    plan->accounts[plan->account_count++] =
        (struct account){ .extent = extent_of(from, to - from), .use = use, .repeat_of = repeat_of };
}

/* Behind the last byte of a run of one use, with what nobody used in it; a repeat ends with its line. */
static size_t run_end(const struct build *build, size_t from, enum line_use use)
{
    struct span text = build->document->source.text;
    size_t end = use_map_find_other(build->uses, from, text.length, use);

    for (size_t at = from; use == USE_REPEAT && at < end; at++) {
        const char *line_end = memchr(text.text + at, '\n', end - at);

        at = line_end ? (size_t)(line_end - text.text) : end;
        if (line_end && use_map_at(build->uses, at) == USE_NONE)
            end = at;
    }
    while (use_map_at(build->uses, end - 1) != use)
        end--;
    return end;
}

/*
 * Runs of words that are no value. Marks and white space between are furniture that needs no row of its own:
 * whatever no value and no account holds has neither letter nor digit.
 */
void accounts_make(struct build *build)
{
    size_t length = build->document->source.text.length;
    size_t capacity = 0;
    size_t at = 0;

    settle_lines(build);
    while ((at = use_map_find_other(build->uses, at, length, USE_VALUE)) < length) {
        size_t end = run_end(build, at, use_map_at(build->uses, at));

        add_account(build, &capacity, at, end);
        at = end;
    }
}
