#include <string.h>

#include "base/arena.h"
#include "characters/utf8_check.h"
#include "fields/mark_reader.h"

enum {
    REF_LIMIT_BYTES = 48,
    REPEAT_LIMIT = 64, /* among that many codes before it a code is looked for, so as to give it once */
};

static bool is_white(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* "R 5.4" is R5.4: the space behind a single letter is a slip; "NI 155" and "Action 3" are printed so. */
static struct span close_up(struct span code, struct arena *arena)
{
    if (code.length < 3 || code.text[1] != ' ')
        return code;
    char *closed = arena_take_text(arena, code.length);

    closed[0] = code.text[0];
    memcpy(closed + 1, code.text + 2, code.length - 2);
    return (struct span){ .text = closed, .length = code.length - 1, .offset = code.offset };
}

/* ---- the ref of a row --------------------------------------------------------------------------- */

/* The first words of a cell with homoglyphs repaired, and where each of its bytes stands in the cell. */
struct head {
    bool is_plain; /* they are as they stand in the cell: below is not used */
    char bytes[REF_LIMIT_BYTES];
    size_t places[REF_LIMIT_BYTES + 1];
};

static size_t place_of(const struct head *head, size_t at)
{
    return head->is_plain ? at : head->places[at];
}

static unsigned character_length(struct span text, size_t at)
{
    unsigned char c = (unsigned char)text.text[at];
    unsigned length = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

    return length > text.length - at ? (unsigned)(text.length - at) : length;
}

static struct span repair_head(const struct mark_reader *reader, struct span text, struct arena *arena,
                               struct head *head)
{
    size_t at = 0;
    size_t written = 0;

    while (at < text.length) {
        unsigned length = character_length(text, at);
        struct span repaired = { .text = text.text + at, .length = length };

        if (length > 1)
            homoglyph_repair(reader, span_part(text, at, at + length), arena, &repaired);
        if (written + repaired.length > REF_LIMIT_BYTES)
            break;
        memcpy(head->bytes + written, repaired.text, repaired.length);
        for (size_t i = 0; i < repaired.length; i++)
            head->places[written + i] = at;
        written += repaired.length;
        at += length;
    }
    head->places[written] = at;
    return span_over(head->bytes, written);
}

/* Its words. */
static struct span read_head(const struct mark_reader *reader, struct span text, struct arena *arena,
                             struct head *head)
{
    struct span words = span_over(text.text, text.length < REF_LIMIT_BYTES ? text.length : REF_LIMIT_BYTES);

    head->is_plain = utf8_skip_ascii(words, 0) == words.length; /* as most are */
    return head->is_plain ? words : repair_head(reader, text, arena, head);
}

bool reference_field_read(const struct mark_reader *reader, struct matcher *matcher,
                          const struct passage *cell, bool whole, struct arena *arena, struct text_value *out,
                          size_t *to)
{
    const struct mark_set *set = whole ? &reader->reference_whole : &reader->reference_start;
    struct span text = whole ? span_trim(cell->text) : cell->text;
    struct head head;
    struct match match;

    if (!text.length || (whole && text.length > REF_LIMIT_BYTES))
        return false;
    size_t lead = (size_t)(text.text - cell->text.text);

    struct span words = read_head(reader, text, arena, &head);
    bool found = whole ? pattern_match_whole(set->patterns, matcher, words, &match)
                       : pattern_match_start(set->patterns, matcher, words, &match);

    if (!found)
        return false;
    out->text = close_up(arena_copy_span(arena, match_group(&match, words, set->group)), arena);
    *to = lead + place_of(&head, match.to);
    out->source = mark_source(arena, cell, lead, *to, match.rule);
    return true;
}

/* ---- cited codes -------------------------------------------------------------------------------- */

struct finding {
    const struct mark_reader *reader;
    struct matcher *matcher;
    const struct passage *cell;
    struct arena *arena;
    struct link_list *out;
    size_t first; /* of this cell in out: each code once */
};

static void add_link(const struct finding *finding, struct span words, size_t from, size_t to, uint32_t rule)
{
    struct link_list *out = finding->out;
    struct link link = { .target = LINK_OUTSIDE };

    for (size_t i = out->count > finding->first + REPEAT_LIMIT ? out->count - REPEAT_LIMIT : finding->first;
         i < out->count; i++)
        if (span_same_ignoring_case(out->items[i].code.text, words))
            return;
    link.code.text = words;
    link.code.source = mark_source(finding->arena, finding->cell, from, to, rule);
    out->items = arena_grow(finding->arena, out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = link;
}

static void add_code(const struct finding *finding, const struct mark_set *set, const struct match *match)
{
    struct span text = finding->cell->text;
    struct span code = match_group(match, text, set->group);
    size_t from = match->from;
    size_t to = match->to;

    if (code.text) {
        from = (size_t)(code.text - text.text);
        to = from + code.length;
    }
    add_link(finding, close_up(span_part(text, from, to), finding->arena), from, to, match->rule);
}

static bool is_plain_mark(char c)
{
    return is_white(c) || (c != '\0' && strchr(",;:.&+/()[]-", c) != NULL);
}

/* Words [from, to) without marks at their ends; a closing bracket stays where it was opened. */
static struct span trim_words(struct span text, size_t from, size_t to)
{
    while (from < to && is_plain_mark(text.text[from]))
        from++;
    const char *opening = memchr(text.text + from, '(', to - from);

    while (to > from && is_plain_mark(text.text[to - 1]) &&
           !(text.text[to - 1] == ')' && opening && opening < text.text + to))
        to--;
    return span_part(text, from, to);
}

static bool is_joiner(struct span words)
{
    return span_same_ignoring_case(words, span_of("and")) || span_same_ignoring_case(words, span_of("or")) ||
           span_same_ignoring_case(words, span_of("to"));
}

static void add_source(const struct finding *finding, size_t from, size_t to, uint32_t rule)
{
    struct span text = finding->cell->text;
    struct span words = trim_words(text, from, to);
    struct match match;

    if (!words.length || is_joiner(words) ||
        pattern_match_whole(finding->reader->no_source.patterns, finding->matcher, words, &match))
        return;
    from = (size_t)(words.text - text.text);
    add_link(finding, words, from, from + words.length, rule);
}

/*
 * Words [from, to) between codes: sources by their names. The last one names the source of the codes behind
 * it, if there are any, and is no link by itself.
 */
static void read_sources(const struct finding *finding, size_t from, size_t to, bool before_code)
{
    struct span text = finding->cell->text;
    size_t start = from;
    size_t at = from;
    uint32_t rule = 0;
    struct match match = { 0 };
    bool ends = true;

    while (at < to) {
        if (ends &&
            match.from <= at) /* the one found before has been passed; it may not be found again at `at` */
            ends = pattern_find(finding->reader->source.patterns, finding->matcher, span_part(text, 0, to),
                                at, &match);
        size_t next = at;

        while (next < to && text.text[next] != ';' && text.text[next] != '/')
            next++;
        if (ends && match.to < next)
            next = match.to;
        if (next >= to)
            break;
        add_source(finding, start, next, ends ? match.rule : rule);
        start = next;
        at = next + 1;
    }
    if (!before_code)
        add_source(finding, start, to, rule);
}

static void find_in_column(const struct finding *finding)
{
    const struct mark_set *set = &finding->reader->reference_column;
    struct span text = finding->cell->text;
    size_t words = 0; /* words not read yet begin here */
    size_t at = 0;
    struct match match;

    while (pattern_find(set->patterns, finding->matcher, text, at, &match)) {
        at = match.to;
        if (set->meanings[match.entry] == REFERENCE_NOTHING)
            continue;
        read_sources(finding, words, match.from, true);
        add_code(finding, set, &match);
        words = match.to;
    }
    read_sources(finding, words, text.length, false);
}

void reference_field_find(const struct mark_reader *reader, struct matcher *matcher,
                          const struct passage *cell, bool in_link_column, struct arena *arena,
                          struct link_list *out)
{
    struct finding finding = {
        .reader = reader, .matcher = matcher, .cell = cell, .arena = arena, .out = out, .first = out->count
    };
    size_t at = 0;
    struct match match;

    if (!cell->text.length)
        return;
    if (in_link_column) {
        find_in_column(&finding);
        return;
    }
    if (!span_has_digit(cell->text))
        return;
    while (pattern_find(reader->reference_text.patterns, matcher, cell->text, at, &match)) {
        if (reader->reference_text.meanings[match.entry] == REFERENCE_CODE)
            add_code(&finding, &reader->reference_text, &match);
        at = match.to > at ? match.to : at + 1;
    }
}
