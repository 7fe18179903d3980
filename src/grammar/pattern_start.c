#include "grammar/pattern_start.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/status.h"
#include "grammar/pattern_syntax.h"

enum { BEYOND = 1 << START_BYTES };

/* A start that is being read. */
struct thread {
    unsigned offsets;        /* bit n: n bytes may have been read of it; BEYOND: all that matter */
    bool at_start_only;
    bool at_word_edge;
    struct byte_set before;
    struct byte_set at[START_BYTES];
    struct byte_set never[START_BYTES];    /* what an assertion has ruled out there */
};

struct thread_list {
    struct thread *items;
    size_t count;
    size_t capacity;
};

struct reader {
    struct syntax_walk walk;
    struct start_cache *cache;
    bool case_counts;
};

/* ---- sets of bytes -------------------------------------------------------------------------------- */

static void add_both_cases(struct byte_set *set, unsigned char byte)
{
    bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');

    byte_set_add(set, byte);
    if (is_letter)
        byte_set_add(set, byte ^ 0x20);
}

/* The bytes that the code's match begins with, as PCRE2 found out; every byte where it did not. */
static struct byte_set first_bytes(const pcre2_code *code, bool case_counts)
{
    struct byte_set set = { 0 };
    const uint8_t *bitmap = NULL;
    uint32_t type = 0;
    uint32_t byte = 0;

    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &byte);
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &bitmap);
    if (type != 1 && !bitmap)
        return BYTE_SET_EVERY;
    if (type == 1 && case_counts)
        byte_set_add(&set, (unsigned char)byte);
    else if (type == 1)
        add_both_cases(&set, (unsigned char)byte);
    for (unsigned i = 0; bitmap && i < 256; i++)
        if (bitmap[i / 8] >> (i % 8) & 1)
            byte_set_add(&set, (unsigned char)i);
    return set;
}

/* The first bytes of the characters that a unit (a character, an escape, a class) stands for. PCRE2 is asked once for each. */
static struct byte_set bytes_of_unit(const struct reader *reader, struct span unit)
{
    bool case_counts = reader->case_counts;
    struct start_cache *cache = reader->cache;
    size_t number = cache->units[case_counts].names.count;
    uint32_t known = name_index_find(&cache->units[case_counts].names, unit, span_hash(unit));
    PCRE2_SIZE offset;
    int error;

    if (known != NAME_ABSENT)
        return cache->units[case_counts].sets[known];
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)unit.text, unit.length,
                                     PCRE2_UTF | (case_counts ? 0 : PCRE2_CASELESS), &error, &offset, NULL);
    struct byte_set set = code ? first_bytes(code, case_counts) : BYTE_SET_EVERY;

    pcre2_code_free(code);
    cache->units[case_counts].sets = arena_grow(cache->arena, cache->units[case_counts].sets, number,
                                                &cache->units[case_counts].capacity, sizeof set);
    cache->units[case_counts].sets[number] = set;
    name_index_add(&cache->units[case_counts].names, cache->arena, arena_copy_span(cache->arena, unit), (uint32_t)number);
    return set;
}

/* ---- threads -------------------------------------------------------------------------------------- */

static bool is_same(const struct thread *a, const struct thread *b)
{
    return a->offsets == b->offsets && a->at_start_only == b->at_start_only && a->at_word_edge == b->at_word_edge &&
           memcmp(&a->before, &b->before, sizeof a->before) == 0 && memcmp(a->at, b->at, sizeof a->at) == 0 &&
           memcmp(a->never, b->never, sizeof a->never) == 0;
}

/* Do they differ only behind the first byte? */
static bool begins_same(const struct thread *a, const struct thread *b)
{
    return a->at_start_only == b->at_start_only && a->at_word_edge == b->at_word_edge &&
           memcmp(&a->before, &b->before, sizeof a->before) == 0 && memcmp(a->at, b->at, sizeof a->at[0]) == 0;
}

static void unite(struct thread *a, const struct thread *b)
{
    a->offsets |= b->offsets;
    a->at_start_only &= b->at_start_only;
    a->at_word_edge &= b->at_word_edge;
    a->before = byte_set_or(a->before, b->before);
    for (size_t i = 0; i < START_BYTES; i++) {
        a->at[i] = byte_set_or(a->at[i], b->at[i]);
        a->never[i] = byte_set_and(a->never[i], b->never[i]);
    }
}

/* Threads with the same first byte become one; when that does not make room, all do. */
static void make_room(struct thread_list *list)
{
    size_t kept = 0;

    for (size_t i = 0; i < list->count; i++) {
        size_t same = 0;

        while (same < kept && !begins_same(&list->items[same], &list->items[i]))
            same++;
        if (same < kept)
            unite(&list->items[same], &list->items[i]);
        else
            list->items[kept++] = list->items[i];
    }
    for (size_t i = 1; kept > START_LIMIT / 2 && i < kept; i++)
        unite(&list->items[0], &list->items[i]);
    list->count = kept > START_LIMIT / 2 ? 1 : kept;
}

static void add_thread(struct thread_list *list, const struct thread *thread)
{
    for (size_t i = 0; i < list->count; i++)
        if (is_same(&list->items[i], thread))
            return;
    if (list->count == START_LIMIT)
        make_room(list);
    list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = *thread;
}

static void add_threads(struct thread_list *list, const struct thread_list *more)
{
    for (size_t i = 0; i < more->count; i++)
        add_thread(list, &more->items[i]);
}

static void replace_threads(struct thread_list *list, struct thread_list *other)
{
    free(list->items);
    *list = *other;
    *other = (struct thread_list){ 0 };
}

/* From here on the thread can go on with any bytes. */
static void read_anything(struct thread *thread)
{
    bool reached = false;

    for (size_t i = 0; i < START_BYTES; i++) {
        reached |= thread->offsets >> i & 1;
        if (reached)
            thread->at[i] = BYTE_SET_EVERY;
    }
    thread->offsets = BEYOND;
}

static void read_anything_all(struct thread_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        read_anything(&list->items[i]);
}

/* One character whose first byte is in the set; beyond ASCII it has up to three more. */
static void read_character(struct thread *thread, struct byte_set set)
{
    bool is_wide = !byte_set_is_empty(byte_set_and(set, BYTE_SET_BEYOND_ASCII));
    unsigned offsets = thread->offsets & BEYOND;

    for (unsigned i = 0; i < START_BYTES; i++) {
        if (!(thread->offsets >> i & 1))
            continue;
        thread->at[i] = byte_set_or(thread->at[i], set);
        for (unsigned length = 1; length <= (is_wide ? 4u : 1u); length++) {
            unsigned end = i + length < START_BYTES ? i + length : START_BYTES;

            offsets |= 1u << end;
            if (length > 1 && i + length - 1 < START_BYTES)
                thread->at[i + length - 1] = byte_set_or(thread->at[i + length - 1], BYTE_SET_FURTHER);
        }
    }
    thread->offsets = offsets;
}

static void read_alternatives(struct reader *reader, struct thread_list *list);

/* ---- reading -------------------------------------------------------------------------------------- */

static bool at_end(const struct reader *reader)
{
    return reader->walk.at >= reader->walk.text.length;
}

static char character(const struct reader *reader)
{
    return at_end(reader) ? '\0' : reader->walk.text.text[reader->walk.at];
}

static bool is_nothing(struct span unit)
{
    return span_is_blank(unit) || unit.text[0] == '#' || span_begins(unit, "(?#") || span_equals(unit, "\\E");
}

static void skip_nothing(struct reader *reader)
{
    struct syntax_walk ahead = reader->walk;
    struct span unit;

    while ((unit = syntax_next(&ahead)).text && is_nothing(unit))
        reader->walk = ahead;
}

static void skip_group(struct reader *reader)
{
    size_t depth = reader->walk.depth;

    do
        (void)syntax_next(&reader->walk);
    while (reader->walk.depth > depth && !at_end(reader));
}

struct repeat {
    unsigned least;
    unsigned most;    /* START_BYTES stands for more too: each time reads a byte, or changes nothing */
};

static unsigned read_count(struct reader *reader)
{
    unsigned count = 0;

    for (; character(reader) >= '0' && character(reader) <= '9'; reader->walk.at++)
        count = count < START_BYTES ? count * 10 + (unsigned)(character(reader) - '0') : count;
    return count < START_BYTES ? count : START_BYTES;
}

/* braces := '{' least [ ',' [ most ] ] '}' ; anything else is a brace that stands for itself */
static bool read_braces(struct reader *reader, struct repeat *repeat)
{
    struct syntax_walk start = reader->walk;

    reader->walk.at++;
    bool has_digit = character(reader) >= '0' && character(reader) <= '9';

    repeat->least = repeat->most = read_count(reader);
    if (character(reader) == ',') {
        reader->walk.at++;
        repeat->most = character(reader) == '}' ? START_BYTES : read_count(reader);
    }
    if (has_digit && character(reader) == '}') {
        reader->walk.at++;
        return true;
    }
    reader->walk = start;
    return false;
}

/* repeat := [ '?' | '*' | '+' | braces ] [ '?' | '+' ] */
static struct repeat read_repeat(struct reader *reader)
{
    struct repeat repeat = { 1, 1 };
    char sign;

    skip_nothing(reader);
    sign = character(reader);
    if (sign == '?' || sign == '*' || sign == '+') {
        repeat = (struct repeat){ sign == '+', sign == '?' ? 1 : START_BYTES };
        reader->walk.at++;
    } else if (sign != '{' || !read_braces(reader, &repeat)) {
        return (struct repeat){ 1, 1 };
    }
    skip_nothing(reader);
    if (character(reader) == '?' || character(reader) == '+')
        reader->walk.at++;
    return repeat;
}

static bool all_are_beyond(const struct thread_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].offsets != BEYOND)
            return false;
    return true;
}

/* What begins at inside->walk (a group's inside), as often as it may stand. */
static void repeat_group(const struct reader *inside, struct repeat repeat, struct thread_list *list)
{
    struct thread_list all = { 0 };

    if (repeat.least == 0)
        add_threads(&all, list);
    for (unsigned i = 1; i <= repeat.most; i++) {
        struct reader once = *inside;

        read_alternatives(&once, list);
        if (i >= repeat.least || all_are_beyond(list))
            add_threads(&all, list);
        if (all_are_beyond(list))
            break;
    }
    replace_threads(list, &all);
}

static void repeat_unit(struct thread_list *list, struct byte_set set, struct repeat repeat)
{
    for (size_t i = 0; i < list->count; i++) {
        struct thread *thread = &list->items[i];
        struct thread all = *thread;

        all.offsets = repeat.least ? 0 : thread->offsets;
        for (unsigned k = 1; k <= repeat.most; k++) {
            read_character(thread, set);
            for (size_t n = 0; n < START_BYTES; n++)
                all.at[n] = thread->at[n];
            if (k >= repeat.least)
                all.offsets |= thread->offsets;
        }
        *thread = all;
    }
}

/* The class or character that is all of what stands up to `end`: (?<!class), (?!class), (?!class|...). */
static struct span single_unit(struct syntax_walk walk, const char *ends)
{
    struct span unit = syntax_next(&walk);
    bool is_class = unit.text && (unit.text[0] == '[' || span_equals(unit, "\\w") || span_equals(unit, "\\d") ||
                                  span_equals(unit, "\\s"));

    if (is_class && walk.at < walk.text.length && strchr(ends, walk.text.text[walk.at]))
        return unit;
    return (struct span){ NULL, 0, SPAN_NOWHERE };
}

/* Bytes of ASCII that can't stand where a look around is. */
static struct byte_set ruled_out(const struct reader *reader, struct span unit, bool is_negative)
{
    struct byte_set set = unit.text ? bytes_of_unit(reader, unit) : BYTE_SET_EVERY;

    if (byte_set_is_empty(byte_set_not(set)))    /* every byte: or not known */
        return (struct byte_set){ 0 };
    return byte_set_and(is_negative ? set : byte_set_not(set), byte_set_not(BYTE_SET_BEYOND_ASCII));
}

/* (?<!class), (?<=class) before anything is read */
static void read_look_behind(struct reader *reader, struct thread_list *list)
{
    bool is_negative = syntax_stands(&reader->walk, "(?<!");
    struct syntax_walk inside = reader->walk;

    inside.at += strlen("(?<!");
    struct byte_set never = ruled_out(reader, single_unit(inside, ")"), is_negative);

    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].offsets == 1)
            list->items[i].before = byte_set_and(list->items[i].before, byte_set_not(never));
}

/* The number of bytes read of the thread, or START_BYTES where that is not certain. */
static size_t certain_offset(const struct thread *thread)
{
    for (size_t i = 0; i < START_BYTES; i++)
        if (thread->offsets == 1u << i)
            return i;
    return START_BYTES;
}

static void rule_out(struct thread_list *list, struct byte_set never)
{
    for (size_t i = 0; i < list->count; i++) {
        size_t offset = certain_offset(&list->items[i]);

        if (offset < START_BYTES)
            list->items[i].never[offset] = byte_set_or(list->items[i].never[offset], never);
    }
}

/* (?!class|...): of its alternatives those count that are one class */
static void read_not_ahead(struct reader *reader, struct thread_list *list)
{
    struct syntax_walk walk = reader->walk;
    size_t depth = walk.depth + 1;
    bool is_first = true;

    for (walk.at += strlen("(?!"), walk.depth = depth; walk.at < walk.text.length && walk.depth >= depth;) {
        if (is_first)
            rule_out(list, ruled_out(reader, single_unit(walk, "|)"), true));
        struct span unit = syntax_next(&walk);

        is_first = walk.depth == depth && span_equals(unit, "|");
    }
}

/* (?=alternatives): what it can read is all that can stand there */
static void read_ahead(struct reader *reader, struct thread *thread)
{
    struct reader inside = *reader;
    struct thread ahead = { .offsets = thread->offsets };
    struct thread_list list = { 0 };

    inside.walk.at += strlen("(?=");
    add_thread(&list, &ahead);
    read_alternatives(&inside, &list);
    for (size_t i = 0; i < list.count; i++) {
        read_anything(&list.items[i]);
        unite(&list.items[0], &list.items[i]);
    }
    for (size_t i = certain_offset(thread); i < START_BYTES; i++)
        thread->never[i] = byte_set_or(thread->never[i], byte_set_not(list.items[0].at[i]));
    free(list.items);
}

/* Length of "(?", of options and of their ':' or ')'; 0 where no options stand. */
static size_t options_length_at(struct span pattern, size_t at)
{
    struct span rest = span_part(pattern, at, pattern.length);
    size_t length = 2;

    while (length < rest.length && memchr("imnsxJU^-", rest.text[length], 9))
        length++;
    return length < rest.length && (rest.text[length] == ':' || rest.text[length] == ')') ? length + 1 : 0;
}

/* (?i-s: and its like: whether case counts from here on. */
static void read_options(struct reader *reader, struct span options)
{
    bool is_off = false;

    for (size_t i = 0; i < options.length; i++) {
        is_off |= options.text[i] == '-';
        if (options.text[i] == 'i')
            reader->case_counts = is_off;
    }
}

/* Options that change what is syntax, or where ^ matches. x is on anyway: only "-x" and "xx" do. */
static bool options_change_syntax(struct span options)
{
    const char *minus = memchr(options.text, '-', options.length);
    struct span off = minus ? span_part(options, (size_t)(minus - options.text), options.length) : (struct span){ 0 };

    return memchr(options.text, 'm', options.length) || memchr(options.text, '^', options.length) ||
           memmem(options.text, options.length, "xx", 2) || (off.length && memchr(off.text, 'x', off.length));
}

static bool changes_syntax(struct span pattern)
{
    for (struct syntax_walk walk = { .text = pattern }; walk.at < pattern.length; (void)syntax_next(&walk)) {
        size_t length = syntax_stands(&walk, "(?") ? options_length_at(pattern, walk.at) : 0;

        if (length && options_change_syntax(span_part(pattern, walk.at, walk.at + length)))
            return true;
    }
    return false;
}

/* Length of what opens a group whose inside is read like any pattern; 0: another kind of group. */
static size_t opening_length(const struct reader *reader)
{
    static const struct {
        const char *opening;
        char end;    /* of a name */
    } openings[] = { { "(?P<", '>' }, { "(?<", '>' }, { "(?'", '\'' }, { "(?|", '|' }, { "(?>", '>' } };
    struct span rest = span_part(reader->walk.text, reader->walk.at, reader->walk.text.length);

    if (!span_begins(rest, "(?"))
        return span_begins(rest, "(*") ? 0 : 1;
    for (size_t i = 0; i < ARRAY_LENGTH(openings); i++) {
        if (span_begins(rest, openings[i].opening)) {
            size_t length = strlen(openings[i].opening);
            const char *end = memchr(rest.text + length - 1, openings[i].end, rest.length - length + 1);

            if (openings[i].opening[2] == '\'')
                end = memchr(rest.text + length, '\'', rest.length - length);
            return end ? (size_t)(end - rest.text) + 1 : 0;
        }
    }
    return options_length_at(reader->walk.text, reader->walk.at);
}

static bool is_assertion(const struct reader *reader)
{
    static const char *const openings[] = { "(?=", "(?!", "(?<=", "(?<!", "(?*", "(?<*", "(?(DEFINE)", "(?C" };

    for (size_t i = 0; i < ARRAY_LENGTH(openings); i++)
        if (syntax_stands(&reader->walk, openings[i]))
            return true;
    return false;
}

static void read_assertion(struct reader *reader, struct thread_list *list)
{
    if (syntax_stands(&reader->walk, "(?<=") || syntax_stands(&reader->walk, "(?<!"))
        read_look_behind(reader, list);
    else if (syntax_stands(&reader->walk, "(?!"))
        read_not_ahead(reader, list);
    for (size_t i = 0; syntax_stands(&reader->walk, "(?=") && i < list->count; i++)
        if (certain_offset(&list->items[i]) < START_BYTES)
            read_ahead(reader, &list->items[i]);
    skip_group(reader);
    (void)read_repeat(reader);
}

/* group := '(' opening alternatives ')' repeat | '(' options ')' */
static void read_group(struct reader *reader, struct thread_list *list)
{
    size_t opening = opening_length(reader);
    struct reader inside = *reader;

    skip_group(reader);
    if (opening == 0) {
        read_anything_all(list);
        (void)read_repeat(reader);
        return;
    }
    inside.walk.at += opening;
    inside.walk.depth++;
    bool is_options = options_length_at(reader->walk.text, inside.walk.at - opening) == opening;
    struct span words = span_part(reader->walk.text, inside.walk.at - opening, inside.walk.at);

    if (is_options && words.text[opening - 1] == ')') {
        read_options(reader, words);
        return;
    }
    if (is_options)
        read_options(&inside, words);
    repeat_group(&inside, read_repeat(reader), list);
}

static size_t length_to(struct span rest, char end)
{
    const char *found = memchr(rest.text, end, rest.length);

    return found ? (size_t)(found - rest.text) + 1 : rest.length;
}

static size_t length_of_digits(struct span rest, size_t from, size_t most, const char *digits)
{
    size_t length = from;

    while (length < rest.length && length < from + most && strchr(digits, rest.text[length]) && rest.text[length])
        length++;
    return length;
}

/* Bytes of the UTF-8 character at the start. */
static size_t character_length(struct span rest)
{
    size_t length = 1;

    while (length < rest.length && ((unsigned char)rest.text[length] & 0xc0) == 0x80)
        length++;
    return length;
}

/* Bytes of the escape at the start of rest. */
static size_t escape_length(struct span rest)
{
    char kind = rest.length > 1 ? rest.text[1] : '\0';
    bool has_brace = rest.length > 2 && rest.text[2] == '{';

    if ((has_brace && strchr("xopPgk", kind)) || span_begins(rest, "\\N{U+"))
        return length_to(rest, '}');
    switch (kind) {
    case 'x':
        return length_of_digits(rest, 2, 2, "0123456789abcdefABCDEF");
    case '0':
        return length_of_digits(rest, 2, 2, "01234567");
    case 'p':
    case 'P':
    case 'c':
        return rest.length < 3 ? rest.length : 3;
    default:
        return 1 + character_length(span_part(rest, 1, rest.length));
    }
}

/* At a \b before anything else, just one of the bytes on both sides is a word's (see finish_thread); behind a word's byte no
   other can follow. */
static void read_word_edge(struct thread_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct thread *thread = &list->items[i];
        size_t offset = certain_offset(thread);

        if (offset == 0)
            thread->at_word_edge = true;
        else if (offset < START_BYTES &&
                 byte_set_is_empty(byte_set_and(thread->at[offset - 1], byte_set_not(BYTE_SET_WORD))))
            thread->never[offset] = byte_set_or(thread->never[offset], BYTE_SET_WORD);
    }
}

static void read_text_start(struct thread_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].offsets == 1)
            list->items[i].at_start_only = true;
}

/* unit := escape | class | character, and repeat */
static void read_unit(struct reader *reader, struct thread_list *list)
{
    struct span rest = span_part(reader->walk.text, reader->walk.at, reader->walk.text.length);
    struct syntax_walk ahead = reader->walk;
    size_t length = rest.text[0] == '\\' ? escape_length(rest) : character_length(rest);

    if (rest.text[0] == '[')
        length = syntax_next(&ahead).length;
    struct span unit = span_part(rest, 0, length);
    bool is_escape = unit.text[0] == '\\' && length > 1;

    reader->walk.at += length;
    if (span_equals(unit, "^") || span_equals(unit, "\\A"))
        read_text_start(list);
    else if (span_equals(unit, "\\b"))
        read_word_edge(list);
    else if (span_equals(unit, "$") || (is_escape && strchr("BzZGKE", unit.text[1])))
        return;
    else if (is_escape && strchr("123456789gkQRXC", unit.text[1]))
        read_anything_all(list);
    else
        repeat_unit(list, bytes_of_unit(reader, unit), read_repeat(reader));
}

/* sequence := { nothing | group | unit } */
static void read_sequence(struct reader *reader, struct thread_list *list)
{
    size_t depth = reader->walk.depth;    /* more: in a group that is only passed */

    for (;;) {
        skip_nothing(reader);
        bool is_inside = reader->walk.depth > depth;

        if (at_end(reader) || (!is_inside && (character(reader) == '|' || character(reader) == ')')))
            return;
        if (all_are_beyond(list))
            (void)syntax_next(&reader->walk);
        else if (character(reader) != '(')
            read_unit(reader, list);
        else if (is_assertion(reader))
            read_assertion(reader, list);
        else
            read_group(reader, list);
    }
}

/* alternatives := sequence { '|' sequence } */
static void read_alternatives(struct reader *reader, struct thread_list *list)
{
    struct thread_list all = { 0 };

    for (;;) {
        struct thread_list one = { 0 };

        add_threads(&one, list);
        read_sequence(reader, &one);
        add_threads(&all, &one);
        free(one.items);
        if (character(reader) != '|')
            break;
        reader->walk.at++;
    }
    replace_threads(list, &all);
}

/* ---- results -------------------------------------------------------------------------------------- */

static void add_start(struct start_list *out, const struct thread *thread, uint32_t entry, struct byte_set first,
                      struct byte_set before)
{
    struct pattern_start start = { .entry = entry, .at_start_only = thread->at_start_only, .before = before };

    for (size_t i = 0; i < START_BYTES; i++)
        start.at[i] = byte_set_and(thread->at[i], byte_set_not(thread->never[i]));
    start.at[0] = byte_set_and(start.at[0], byte_set_and(first, byte_set_not(BYTE_SET_FURTHER)));
    if (byte_set_is_empty(start.at[0]))
        return;
    out->items = memory_grow(out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = start;
}

/* At \b just one of the bytes on both sides is a word's. */
static void finish_thread(struct start_list *out, struct thread *thread, uint32_t entry)
{
    read_anything(thread);
    if (!thread->at_word_edge) {
        add_start(out, thread, entry, BYTE_SET_EVERY, thread->before);
        return;
    }
    struct byte_set others = byte_set_not(BYTE_SET_WORD);

    add_start(out, thread, entry, BYTE_SET_WORD, byte_set_and(thread->before, others));
    add_start(out, thread, entry, others, byte_set_and(thread->before, BYTE_SET_WORD));
}

void pattern_starts_read(struct span pattern, bool case_counts, uint32_t entry, struct start_cache *cache,
                         struct start_list *out)
{
    struct reader reader = { .walk = { .text = pattern }, .cache = cache, .case_counts = case_counts };
    struct thread anything = { .offsets = 1, .before = BYTE_SET_EVERY };
    struct thread_list list = { 0 };

    add_thread(&list, &anything);
    if (!changes_syntax(pattern))
        read_alternatives(&reader, &list);
    for (size_t i = 0; i < list.count; i++)
        finish_thread(out, &list.items[i], entry);
    free(list.items);
}
