#include "grammar/pattern_sample.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "grammar/pattern_syntax.h"
#include "grammar/unit_bytes.h"

enum { DEPTH_LIMIT = 60, SAMPLE_LIMIT_BYTES = 400, REPEAT_LIMIT = 60 };

struct sampler {
    struct syntax_walk walk;
    struct unit_cache cache;
    bool case_counts;
    size_t number; /* what is left of it: its lowest digit decides the next choice */
    size_t depth;
    struct buffer *out;
    bool has_failed;
};

/* One of `count` choices, by the next digit of the sample's number. */
static size_t choose(struct sampler *sampler, size_t count)
{
    size_t chosen = sampler->number % count;

    sampler->number /= count;
    return chosen;
}

static bool stands(const struct sampler *sampler, const char *words)
{
    return syntax_stands(&sampler->walk, words);
}

static void write_alternatives(struct sampler *sampler);

/* ---- what one unit stands for -------------------------------------------------------------------- */

static bool is_layout(struct span unit)
{
    return (unit.length == 1 && span_is_white(unit.text[0])) || unit.text[0] == '#' ||
           (unit.length > 2 && memcmp(unit.text, "(?#", 3) == 0);
}

static bool is_assertion(struct span unit)
{
    if (unit.length == 1)
        return unit.text[0] == '^' || unit.text[0] == '$';
    return unit.length == 2 && unit.text[0] == '\\' && strchr("bBAzZKE", unit.text[1]);
}

/* A byte that a person would type, of those that the unit takes. */
static char typical_byte(struct sampler *sampler, struct span unit)
{
    static const char typical[] =
        "a1AeimnoprstRTbcdfghjklquvwxyz023456789BCDEFGHIJKLMNOPQSUVWXYZ -./,:;()&'+";
    struct byte_set bytes = unit_bytes_find(&sampler->cache, unit, sampler->case_counts);

    for (const char *byte = typical; *byte; byte++)
        if (byte_set_has(&bytes, (unsigned char)*byte))
            return *byte;
    return '\0';
}

static void write_unit(struct sampler *sampler, struct span unit)
{
    bool is_literal = unit.length == 1 && unit.text[0] != '.';
    char byte;

    if (is_literal ||
        (unit.length == 2 && unit.text[0] == '\\' && strchr(".*+?()[]{}|^$\\/#&-' \"", unit.text[1]))) {
        buffer_add_byte(sampler->out, unit.text[unit.length - 1]);
        return;
    }
    if (unit.length > 1 && unit.text[0] == '\\' && unit.text[1] == 'Q') { /* \Q...\E */
        buffer_add(sampler->out, unit.text + 2, unit.length > 4 ? unit.length - 4 : 0);
        return;
    }
    byte = typical_byte(sampler, unit);
    sampler->has_failed = sampler->has_failed || !byte;
    buffer_add_byte(sampler->out, byte);
}

/* ---- repetitions --------------------------------------------------------------------------------- */

/* "{2,4}" at the walk, passed: the least number; false where it is none. */
static bool read_braces(struct sampler *sampler, size_t *least)
{
    struct syntax_walk *walk = &sampler->walk;
    size_t at = walk->at + 1;

    *least = 0;
    if (walk->text.text[walk->at] != '{' || at >= walk->text.length)
        return false;
    if ((walk->text.text[at] < '0' || walk->text.text[at] > '9') && walk->text.text[at] != ',')
        return false;
    for (; at < walk->text.length && walk->text.text[at] >= '0' && walk->text.text[at] <= '9'; at++)
        *least = *least * 10 + (size_t)(walk->text.text[at] - '0');
    while (at < walk->text.length && walk->text.text[at] != '}')
        at++;
    walk->at = at + 1 < walk->text.length ? at + 1 : walk->text.length;
    return true;
}

/* Blanks and comments may stand before a quantifier. */
static void skip_layout(struct sampler *sampler)
{
    for (;;) {
        struct syntax_walk ahead = sampler->walk;
        struct span unit = syntax_next(&ahead);

        if (!unit.text || !is_layout(unit))
            return;
        sampler->walk = ahead;
    }
}

/* The quantifier behind what was written from byte `from` on. */
static void write_repeated(struct sampler *sampler, size_t from)
{
    struct syntax_walk *walk = &sampler->walk;
    size_t length = sampler->out->length - from;
    size_t least = 1;
    bool is_there = false;

    skip_layout(sampler);
    if (walk->at < walk->text.length && strchr("*?+", walk->text.text[walk->at])) {
        least = walk->text.text[walk->at++] == '+';
        is_there = true;
    } else if (walk->at < walk->text.length) {
        is_there = read_braces(sampler, &least);
        least = is_there ? least : 1;
    }
    if (is_there && walk->at < walk->text.length && strchr("?+", walk->text.text[walk->at]))
        walk->at++;
    if (least == 0 && choose(sampler, 2) == 0) {
        sampler->out->length = from;
        return;
    }
    for (size_t i = 1; i < least && i < REPEAT_LIMIT; i++) {
        buffer_reserve(sampler->out, length);
        buffer_add(sampler->out, sampler->out->bytes + from, length);
    }
}

/* ---- groups -------------------------------------------------------------------------------------- */

/* What stands between "(" and the group's own content; false for what can't be written out. */
static bool pass_group_head(struct sampler *sampler, bool *is_condition)
{
    struct syntax_walk *walk = &sampler->walk;
    const char *end;

    *is_condition =
        stands(sampler, "?=") || stands(sampler, "?!") || stands(sampler, "?<=") || stands(sampler, "?<!");
    if (*is_condition) {
        walk->at += stands(sampler, "?<") ? 3 : 2;
        return true;
    }
    if (!stands(sampler, "?"))
        return !stands(sampler, "*");
    if (stands(sampler, "?&") || stands(sampler, "?(") || stands(sampler, "?P>") || stands(sampler, "?R"))
        return false;
    if (stands(sampler, "?>") || stands(sampler, "?|")) {
        walk->at += 2;
        return true;
    }
    end = memchr(walk->text.text + walk->at, stands(sampler, "?<") || stands(sampler, "?P<") ? '>' : ':',
                 walk->text.length - walk->at);
    if (!end)
        return false;
    walk->at = (size_t)(end - walk->text.text) + 1;
    return true;
}

/* A condition takes no text: it is passed, up to its bracket. */
static void pass_condition(struct sampler *sampler)
{
    size_t depth = sampler->walk.depth;

    while (sampler->walk.depth >= depth && syntax_next(&sampler->walk).text)
        ;
}

static void write_group(struct sampler *sampler)
{
    bool is_condition = false;

    if (!pass_group_head(sampler, &is_condition) || sampler->depth == DEPTH_LIMIT) {
        sampler->has_failed = true;
        return;
    }
    if (is_condition) {
        pass_condition(sampler);
        return;
    }
    sampler->depth++;
    write_alternatives(sampler);
    sampler->depth--;
    if (stands(sampler, ")"))
        (void)syntax_next(&sampler->walk);
}

/* sequence := { atom [ quantifier ] }, up to `end` */
static void write_sequence(struct sampler *sampler, size_t end)
{
    while (sampler->walk.at < end && !sampler->has_failed && sampler->out->length < SAMPLE_LIMIT_BYTES) {
        size_t from = sampler->out->length;
        struct span unit = syntax_next(&sampler->walk);

        if (is_layout(unit) || is_assertion(unit))
            continue;
        if (unit.length == 1 && unit.text[0] == '(')
            write_group(sampler);
        else
            write_unit(sampler, unit);
        write_repeated(sampler, from);
    }
    sampler->has_failed = sampler->has_failed || sampler->out->length >= SAMPLE_LIMIT_BYTES;
}

/* ---- choices ------------------------------------------------------------------------------------- */

/* Where alternative number `wanted` of those at the walk begins and ends, how many there are, and where the
 * group does. */
struct alternatives {
    size_t count, from, to, end;
};

static struct alternatives find_alternatives(struct syntax_walk walk, size_t wanted)
{
    struct alternatives found = { .count = 1, .from = walk.at };
    size_t depth = walk.depth;
    bool is_known = false;

    for (;;) {
        size_t at = walk.at;
        struct span unit = syntax_next(&walk);
        bool is_end = !unit.text || walk.depth < depth;
        bool parts = !is_end && walk.depth == depth && unit.length == 1 && unit.text[0] == '|';

        if (!is_end && !parts)
            continue;
        if (found.count - 1 == wanted) {
            found.to = at;
            is_known = true;
        }
        found.end = at;
        if (is_end)
            return found;
        if (!is_known && found.count == wanted)
            found.from = walk.at;
        found.count++;
    }
}

/* alternatives := sequence { "|" sequence }.  Leaves the walk at their end. */
static void write_alternatives(struct sampler *sampler)
{
    size_t count = find_alternatives(sampler->walk, 0).count;
    struct alternatives found = find_alternatives(sampler->walk, choose(sampler, count));
    size_t depth = sampler->walk.depth;

    sampler->walk.at = found.from;
    write_sequence(sampler, found.to);
    sampler->walk.at = found.end;
    sampler->walk.depth = depth;
}

bool pattern_sample_write(struct span pattern, bool case_counts, size_t number, struct buffer *out,
                          bool *last)
{
    struct sampler sampler = {
        .walk = { .text = pattern },
        .cache = { .arena = arena_new() },
        .case_counts = case_counts,
        .number = number,
        .out = out,
    };

    out->length = 0;
    write_alternatives(&sampler);
    arena_free(sampler.cache.arena);
    *last = sampler.number > 0;
    return !sampler.has_failed && !*last && out->length > 0;
}
