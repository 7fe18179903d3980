#include <string.h>

#include "base/arena.h"
#include "plan/plan_build.h"
#include "plan/use_map.h"

/* A letter or a digit, or any character beyond ASCII that is no space or sign we know. */
static bool is_of_words(char byte)
{
    unsigned char c = (unsigned char)byte;

    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC3 && c != 0xE2 && c != 0xEF);
}

/* The next byte of words from `at` on that nobody has read; most have been. */
static size_t next_unread(const struct build *build, size_t at)
{
    struct span text = build->document->source.text;

    while ((at = use_map_next_free(build->uses, at)) < text.length && !is_of_words(text.text[at]))
        at++;
    return at;
}

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
    size_t end = at;

    while (at > from && use_map_at(build->uses, at - 1) == USE_NONE && text[at - 1] != '\t')
        at--;
    while (end < to && use_map_at(build->uses, end) == USE_NONE && text[end] != '\t')
        end++;
    use_map_fill(build->uses, at, end, use);
    return end;
}

static void settle_lines(struct build *build)
{
    const struct source_text *source = &build->document->source;
    size_t line = 0;

    for (size_t at = 0; (at = next_unread(build, at)) < source->text.length;) {
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
        (struct account){ .extent = { from, to - from }, .use = use, .repeat_of = repeat_of };
}

/*
 * Runs of words that are no value. Marks and white space between are furniture that needs no row of its own:
 * whatever no value and no account holds has neither letter nor digit.
 */
void accounts_make(struct build *build)
{
    const struct source_text *source = &build->document->source;
    size_t capacity = 0;
    size_t at = 0;

    settle_lines(build);
    while ((at = use_map_next_other(build->uses, at)) < source->text.length) {
        enum line_use use = use_map_at(build->uses, at);
        size_t end = at + 1;
        size_t last = end;

        for (; end < source->text.length; end++) {
            enum line_use next = use_map_at(build->uses, end);

            if (next == use)
                last = end + 1;
            else if (next != USE_NONE || (source->text.text[end] == '\n' && use == USE_REPEAT))
                break;
        }
        add_account(build, &capacity, at, last);
        at = last;
    }
}
