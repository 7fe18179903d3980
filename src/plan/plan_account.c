#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "plan/plan_build.h"

/* A letter or a digit, or any character beyond ASCII that is no space or sign we know. */
static bool is_of_words(char byte)
{
    unsigned char c = (unsigned char)byte;

    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC3 && c != 0xE2 && c != 0xEF);
}

/* Is none of these eight uses USE_NONE, which is 0? */
static bool all_are_used(const unsigned char *uses)
{
    static const uint64_t ones = 0x0101010101010101u;
    uint64_t word;

    memcpy(&word, uses, sizeof word);
    return !((word - ones) & ~word & 0x80 * ones);
}

/* The next byte of words from `at` on that nobody has read; most have been. */
static size_t next_unread(const struct build *build, size_t at, size_t end)
{
    const char *text = build->document->source.text.text;

    while (at < end) {
        size_t stop = end - at > sizeof(uint64_t) ? at + sizeof(uint64_t) : end;

        if (stop - at == sizeof(uint64_t) && all_are_used(build->uses + at))
            at = stop;
        for (; at < stop; at++)
            if (build->uses[at] == USE_NONE && is_of_words(text[at]))
                return at;
    }
    return end;
}

/* Narrative or part of a table that nobody read? Lines that hold tabs or a value are the table's. */
static bool is_in_table(const struct build *build, size_t line, size_t from, size_t to)
{
    const struct document *document = build->document;

    return (document->places && document->places[line].table) ||
           memchr(document->source.text.text + from, '\t', to - from) ||
           memchr(build->uses + from, USE_VALUE, to - from);
}

/* The run of unread bytes around `at`, between tabs and ends of the line; the byte behind it. */
static size_t settle_run(struct build *build, size_t line, size_t at)
{
    const struct source_text *source = &build->document->source;
    const char *text = source->text.text;
    size_t from = source->lines[line];
    size_t to = line + 1 < source->line_count ? source->lines[line + 1] : source->text.length;
    int use = is_in_table(build, line, from, to) ? USE_UNREAD : USE_PROSE;
    size_t end = at;

    while (at > from && build->uses[at - 1] == USE_NONE && text[at - 1] != '\t')
        at--;
    while (end < to && build->uses[end] == USE_NONE && text[end] != '\t')
        end++;
    memset(build->uses + at, use, end - at);
    return end;
}

static void settle_lines(struct build *build)
{
    const struct source_text *source = &build->document->source;
    size_t line = 0;

    for (size_t at = 0; (at = next_unread(build, at, source->text.length)) < source->text.length;) {
        while (line + 1 < source->line_count && source->lines[line + 1] <= at)
            line++;
        at = settle_run(build, line, at);
    }
}

/* The use of a byte in the account: what is neither words nor value is furniture. */
static unsigned use_at(const struct build *build, size_t offset)
{
    return build->uses[offset] == USE_NONE ? USE_FURNITURE : build->uses[offset];
}

static void add_account(struct build *build, size_t *capacity, size_t from, size_t to)
{
    struct plan *plan = build->plan;
    unsigned use = use_at(build, from);
    size_t repeat_of = use == USE_REPEAT && build->repeats ? build->repeats[build_line(build, from)] : 0;

    plan->accounts =
        arena_grow(build->arena, plan->accounts, plan->account_count, capacity, sizeof *plan->accounts);
    plan->accounts[plan->account_count++] =
        (struct account){ .extent = { from, to - from }, .use = use, .repeat_of = repeat_of };
}

/* The next byte from `at` on that stands in an account: of words that are no value. */
static size_t next_accounted(const struct build *build, size_t at, size_t end)
{
    static const uint64_t neither =
        ~(UINT64_C(0x0101010101010101) * USE_VALUE); /* USE_NONE is 0, USE_VALUE 1 */
    uint64_t uses;

    for (; at + sizeof uses <= end; at += sizeof uses) {
        memcpy(&uses, build->uses + at, sizeof uses);
        if (uses & neither)
            break;
    }
    while (at < end && (build->uses[at] == USE_NONE || build->uses[at] == USE_VALUE))
        at++;
    return at;
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
    while ((at = next_accounted(build, at, source->text.length)) < source->text.length) {
        unsigned char use = build->uses[at];
        size_t end = at + 1;
        size_t last = end;

        while (end < source->text.length && (build->uses[end] == use || build->uses[end] == USE_NONE)) {
            if (build->uses[end] == use)
                last = end + 1;
            else if (source->text.text[end] == '\n' && use == USE_REPEAT)
                break;
            end++;
        }
        add_account(build, &capacity, at, last);
        at = last;
    }
}
