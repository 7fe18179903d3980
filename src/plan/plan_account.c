#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "plan/plan_build.h"

/* Words and marks: does a run hold a letter or a digit (or any character beyond ASCII that is no space or
 * sign we know)? */
static bool has_words(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];

        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
            (c >= 0xC3 && c != 0xE2 && c != 0xEF))
            return true;
    }
    return false;
}

/* Narrative or part of a table that nobody read? Lines that hold tabs or a value are the table's. */
static void settle_line(struct build *build, size_t line, size_t from, size_t to)
{
    const char *text = build->document->source.text.text;
    bool in_table = (build->document->places && build->document->places[line].table) ||
                    memchr(text + from, '\t', to - from) || memchr(build->uses + from, USE_VALUE, to - from);
    const unsigned char *free_byte;

    for (size_t i = from; (free_byte = memchr(build->uses + i, USE_NONE, to - i)) != NULL; i++) {
        size_t end = i = (size_t)(free_byte - build->uses);

        while (end < to && build->uses[end] == USE_NONE && text[end] != '\t')
            end++;
        if (end == i)
            continue;
        if (has_words(text + i, end - i))
            for (size_t k = i; k < end; k++)
                build->uses[k] = in_table ? USE_UNREAD : USE_PROSE;
        i = end - 1;
    }
}

static void settle_lines(struct build *build)
{
    const struct source_text *source = &build->document->source;

    for (size_t i = 0; i < source->line_count; i++)
        settle_line(build, i, source->lines[i],
                    i + 1 < source->line_count ? source->lines[i + 1] : source->text.length);
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
