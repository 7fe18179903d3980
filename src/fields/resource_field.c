#include <string.h>

#include "base/arena.h"
#include "fields/mark_reader.h"

/* ---- numbers ------------------------------------------------------------------------------------ */

/* number := digit { digit } ["." digit { digit }], without regard to the locale */
static double read_number(struct span text)
{
    double value = 0;
    double place = 0;

    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] == '.') {
            place = 1;
            continue;
        }
        value = value * 10 + (text.text[i] - '0');
        place *= 10;
    }
    return place > 0 ? value / place : value;
}

/* ---- words without the share -------------------------------------------------------------------- */

/* How many brackets are open at the text's end (negative: closed without having been open). */
static long bracket_balance(struct span text)
{
    long balance = 0;

    for (size_t i = 0; i < text.length; i++)
        balance += (text.text[i] == '(') - (text.text[i] == ')');
    return balance;
}

/* A mark that may be left behind at the start or the end of words: its length, or 0. */
static size_t mark_at(struct span text, size_t at)
{
    static const char *const dashes[] = { "\xE2\x80\x93", "\xE2\x80\x94" };

    if (strchr(",;:-", text.text[at]) && text.text[at])
        return 1;
    for (size_t i = 0; i < ARRAY_LENGTH(dashes); i++)
        if (text.length - at >= 3 && memcmp(text.text + at, dashes[i], 3) == 0)
            return 3;
    return 0;
}

/* Without the marks left behind at the ends: "Ann Lee)", "Manager -", ". Officer". */
static struct span trim_marks(struct span text)
{
    text = span_trim(text);
    while (text.length && (mark_at(text, 0) || text.text[0] == '.'))
        text = span_trim(span_part(text, text.text[0] == '.' ? 1 : mark_at(text, 0), text.length));
    while (text.length &&
           (mark_at(text, text.length - 1) || (text.length > 3 && mark_at(text, text.length - 3) == 3)))
        text = span_trim(span_part(text, 0, text.length - (mark_at(text, text.length - 1) ? 1 : 3)));
    if (text.length && text.text[text.length - 1] == ')' && bracket_balance(text) < 0)
        text = span_trim(span_part(text, 0, text.length - 1));
    return text;
}

/* "and Manager (10%)": the word that joins it to the resource before is no part of it. */
static struct span without_joiner(struct span text)
{
    static const char *const joiners[] = { "and ", "& ", "plus " };

    text = span_trim(text);
    for (size_t i = 0; i < ARRAY_LENGTH(joiners); i++)
        if (span_begins(text, joiners[i]))
            return span_part(text, strlen(joiners[i]), text.length);
    return text;
}

/* The words before and behind the share, one space between. */
static struct span without_share(struct span text, const struct match *match, struct arena *arena)
{
    struct span before = trim_marks(span_part(text, 0, match->from));
    struct span after = span_trim(span_part(text, match->to, text.length));
    bool in_bracket = text.length > 0 && match->from > 0 &&
                      (text.text[match->from - 1] == '(' || text.text[match->from - 1] == '[');

    while (after.length && (after.text[0] == '.' || after.text[0] == ',' || after.text[0] == ';'))
        after = span_trim(span_part(after, 1, after.length));
    if (!before.length || !after.length)
        return trim_marks(before.length ? before : after);
    char *joined = arena_take_text(arena, before.length + 1 + after.length);
    size_t length = before.length;

    memcpy(joined, before.text, before.length);
    if (!in_bracket)
        joined[length++] = ' ';
    memcpy(joined + length, after.text, after.length);
    return trim_marks(span_over(joined, length + after.length));
}

/* ---- one resource ------------------------------------------------------------------------------- */

static void append(struct resource_list *out, struct arena *arena, struct resource resource)
{
    out->items = arena_grow(arena, out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = resource;
}

/* A share by itself belongs to the resource of the paragraph before. */
static bool give_to_last(struct resource_list *out, double percent)
{
    struct resource *last = out->count ? &out->items[out->count - 1] : NULL;

    if (!last || last->has_percent)
        return false;
    last->percent = percent;
    last->has_percent = true;
    return true;
}

/* The words of `first` and then those of `second`, with one space between. */
static struct text_value join_values(const struct text_value *first, const struct text_value *second,
                                     struct arena *arena)
{
    struct span a = first->text;
    struct span b = second->text;
    size_t count = first->source.extent_count + second->source.extent_count;
    struct extent *extents = ARENA_ARRAY(arena, count ? count : 1, struct extent);
    char *joined = arena_take_text(arena, a.length + 1 + b.length);

    memcpy(joined, a.text, a.length);
    joined[a.length] = ' ';
    memcpy(joined + a.length + 1, b.text, b.length);
    if (first->source.extent_count)
        memcpy(extents, first->source.extents, first->source.extent_count * sizeof *extents);
    if (second->source.extent_count)
        memcpy(extents + first->source.extent_count, second->source.extents,
               second->source.extent_count * sizeof *extents);
    return (struct text_value){
        .text = { .text = joined, .length = a.length + 1 + b.length, .offset = SPAN_NOWHERE },
        .source = { .extents = extents, .extent_count = (uint32_t)count, .rule = second->source.rule },
    };
}

/* "(as above)" on its own line goes on the resource of the paragraph before. */
static bool join_to_last(struct resource_list *out, struct arena *arena, const struct text_value *words)
{
    struct resource *last = out->count ? &out->items[out->count - 1] : NULL;

    if (!last || words->text.text[0] != '(')
        return false;
    uint32_t rule = last->who.source.rule;

    last->who = join_values(&last->who, words, arena);
    last->who.source.rule = rule;
    return true;
}

/* A heading is said of the numbered resources behind it; the first of them takes its place. */
static void put_under_heading(struct resource_list *out, struct arena *arena, struct resource *resource)
{
    const struct resource *last = out->count ? &out->items[out->count - 1] : NULL;
    bool is_numbered = resource->who.text.text[0] >= '0' && resource->who.text.text[0] <= '9';

    if (last && last->who.text.text[last->who.text.length - 1] == ':' && !last->has_percent) {
        out->heading = last->who;
        out->count -= is_numbered;
    }
    if (!is_numbered)
        out->heading = (struct text_value){ 0 };
    if (out->heading.text.text)
        resource->who = join_values(&out->heading, &resource->who, arena);
}

/* Words [from, to) of the paragraph hold one share at most. */
static void read_resource(const struct mark_reader *reader, struct matcher *matcher,
                          const struct passage *paragraph, size_t from, size_t to, struct arena *arena,
                          struct resource_list *out)
{
    struct span text = span_part(paragraph->text, from, to);
    struct resource resource = { 0 };
    struct match match;

    if (from > 0)
        text = without_joiner(text);
    resource.who.text = span_trim(text);
    if (pattern_find(reader->shares.patterns, matcher, text, 0, &match)) {
        resource.percent = read_number(match_group(&match, text, reader->shares.group));
        resource.has_percent = true;
        resource.who.text = without_share(text, &match, arena);
    }
    resource.who.source = mark_source(arena, paragraph, from, to, resource.has_percent ? match.rule : 0);
    if (!resource.who.text.length) {
        if (resource.has_percent)
            (void)give_to_last(out, resource.percent);
        return;
    }
    if (!resource.has_percent && join_to_last(out, arena, &resource.who))
        return;
    put_under_heading(out, arena, &resource);
    append(out, arena, resource);
}

/* "Repairs Team (6 staff) For one year:": the words behind the bracket are a heading of what follows. */
static size_t heading_start(struct span text)
{
    size_t at = text.length;

    if (!text.length || text.text[text.length - 1] != ':')
        return SIZE_MAX;
    while (at > 0 && text.text[at - 1] != ')')
        at--;
    return at > 0 ? at : SIZE_MAX;
}

/* The end of the resource [from, ..., at) with its share: the next "," or ";" outside brackets, or SIZE_MAX.
 */
static size_t end_behind(struct span text, size_t from, size_t at)
{
    long depth = bracket_balance(span_part(text, from, at));

    for (size_t i = at; i < text.length; i++) {
        depth += (text.text[i] == '(') - (text.text[i] == ')');
        if (depth <= 0 && (text.text[i] == ',' || text.text[i] == ';'))
            return i;
    }
    return SIZE_MAX;
}

/* Words [start, to) of the paragraph: "Training Officer (20%), Manager (10%)" is two where each has a share.
 */
static void read_shares(const struct mark_reader *reader, struct matcher *matcher,
                        const struct passage *paragraph, size_t start, size_t to, struct arena *arena,
                        struct resource_list *out)
{
    struct span text = span_part(paragraph->text, 0, to);
    size_t from = start;
    struct match match;
    struct match next;

    while (pattern_find(reader->shares.patterns, matcher, text, from, &match) &&
           pattern_find(reader->shares.patterns, matcher, text, match.to, &next)) {
        size_t end = end_behind(text, from, match.to);

        if (end >= next.from)
            end = match.from == from
                      ? SIZE_MAX
                      : match.to; /* "Manager 10% Officer 20%", but not "10% Manager 20% ..." */
        if (end == SIZE_MAX)
            break;
        read_resource(reader, matcher, paragraph, from, end, arena, out);
        from = end + (end < text.length && (text.text[end] == ',' || text.text[end] == ';'));
    }
    read_resource(reader, matcher, paragraph, from, to, arena, out);
}

void resource_field_read(const struct mark_reader *reader, struct matcher *matcher,
                         const struct passage *paragraph, struct arena *arena, struct resource_list *out)
{
    struct span text = paragraph->text;
    struct match match;
    size_t from = 0;

    if (span_is_blank(text) ||
        pattern_match_whole(reader->no_resource.patterns, matcher, span_trim(text), &match))
        return;
    size_t heading = heading_start(text);

    while (pattern_find(reader->resource_begins.patterns, matcher, text, from, &match) && match.from > from) {
        read_shares(reader, matcher, paragraph, from, match.from, arena, out);
        from = match.to;
    }
    if (heading != SIZE_MAX && heading > from) {
        read_shares(reader, matcher, paragraph, from, heading, arena, out);
        from = heading;
    }
    read_shares(reader, matcher, paragraph, from, text.length, arena, out);
}
