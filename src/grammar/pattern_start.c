#include "grammar/pattern_start.h"

#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "grammar/pattern_syntax.h"
#include "grammar/start_thread.h"
#include "grammar/unit_bytes.h"

struct reader {
    struct syntax_walk walk;
    struct unit_cache *cache;
    bool case_counts;
};

static void read_alternatives(struct reader *reader, struct thread_list *list);

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

/* What begins at inside->walk (a group's inside), as often as it may stand. */
static void repeat_group(const struct reader *inside, struct repeat repeat, struct thread_list *list)
{
    struct thread_list all = { 0 };

    if (repeat.least == 0)
        thread_list_add_all(&all, list);
    for (unsigned i = 1; i <= repeat.most; i++) {
        struct reader once = *inside;

        read_alternatives(&once, list);
        if (i >= repeat.least || thread_list_is_done(list))
            thread_list_add_all(&all, list);
        if (thread_list_is_done(list))
            break;
    }
    thread_list_replace(list, &all);
}

/* The class or character that is all of what stands up to `end`: (?<!class), (?!class), (?!class|...). */
static struct span single_unit(struct syntax_walk walk, const char *ends)
{
    struct span unit = syntax_next(&walk);
    bool is_class = unit.text && (unit.text[0] == '[' || span_equals(unit, "\\w") ||
                                  span_equals(unit, "\\d") || span_equals(unit, "\\s"));

    if (is_class && walk.at < walk.text.length && strchr(ends, walk.text.text[walk.at]))
        return unit;
    return (struct span){ NULL, 0, SPAN_NOWHERE };
}

/* Bytes of ASCII that can't stand where a look around is. */
static struct byte_set ruled_out(const struct reader *reader, struct span unit, bool is_negative)
{
    struct byte_set set =
        unit.text ? unit_bytes_find(reader->cache, unit, reader->case_counts) : BYTE_SET_EVERY;

    if (byte_set_is_empty(byte_set_not(set))) /* every byte: or not known */
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

/* (?!class|...): of its alternatives those count that are one class */
static void read_not_ahead(struct reader *reader, struct thread_list *list)
{
    struct syntax_walk walk = reader->walk;
    size_t depth = walk.depth + 1;
    bool is_first = true;

    for (walk.at += strlen("(?!"), walk.depth = depth; walk.at < walk.text.length && walk.depth >= depth;) {
        if (is_first)
            thread_list_rule_out(list, ruled_out(reader, single_unit(walk, "|)"), true));
        struct span unit = syntax_next(&walk);

        is_first = walk.depth == depth && span_equals(unit, "|");
    }
}

/* (?=alternatives): what it can read is all that can stand there */
static void read_ahead(const struct reader *reader, struct thread *thread)
{
    struct reader inside = *reader;
    struct thread ahead = { .offsets = thread->offsets };
    struct thread_list list = { 0 };

    inside.walk.at += strlen("(?=");
    thread_list_add(&list, &ahead);
    read_alternatives(&inside, &list);
    for (size_t i = 0; i < list.count; i++) {
        thread_read_anything(&list.items[i]);
        thread_unite(&list.items[0], &list.items[i]);
    }
    for (size_t i = thread_certain_offset(thread); i < START_BYTES; i++)
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
    if (!options.length)
        return false;
    const char *minus = memchr(options.text, '-', options.length);
    size_t off = minus ? (size_t)(minus - options.text) : options.length;

    return memchr(options.text, 'm', options.length) || memchr(options.text, '^', options.length) ||
           memmem(options.text, options.length, "xx", 2) ||
           memchr(options.text + off, 'x', options.length - off);
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
        char end; /* of a name */
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
    static const char *const openings[] = {
        "(?=", "(?!", "(?<=", "(?<!", "(?*", "(?<*", "(?(DEFINE)", "(?C"
    };

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
        if (thread_certain_offset(&list->items[i]) < START_BYTES)
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
        thread_list_read_anything(list);
        (void)read_repeat(reader);
        return;
    }
    inside.walk.at += opening;
    inside.walk.depth++;
    bool is_options = options_length_at(reader->walk.text, inside.walk.at - opening) == opening;
    struct span words = span_part(reader->walk.text, inside.walk.at - opening, inside.walk.at);

    if (is_options && words.length == opening && words.text[opening - 1] == ')') {
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

    while (length < rest.length && length < from + most && strchr(digits, rest.text[length]) &&
           rest.text[length])
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
        thread_list_read_text_start(list);
    else if (span_equals(unit, "\\b"))
        thread_list_read_word_edge(list);
    else if (span_equals(unit, "$") || (is_escape && strchr("BzZGKE", unit.text[1])))
        return;
    else if (is_escape && strchr("123456789gkQRXC", unit.text[1]))
        thread_list_read_anything(list);
    else
        thread_list_read_character(list, unit_bytes_find(reader->cache, unit, reader->case_counts),
                                   read_repeat(reader));
}

/* sequence := { nothing | group | unit } */
static void read_sequence(struct reader *reader, struct thread_list *list)
{
    size_t depth = reader->walk.depth; /* more: in a group that is only passed */

    for (;;) {
        skip_nothing(reader);
        bool is_inside = reader->walk.depth > depth;

        if (at_end(reader) || (!is_inside && (character(reader) == '|' || character(reader) == ')')))
            return;
        if (thread_list_is_done(list))
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

        thread_list_add_all(&one, list);
        read_sequence(reader, &one);
        thread_list_add_all(&all, &one);
        free(one.items);
        if (character(reader) != '|')
            break;
        reader->walk.at++;
    }
    thread_list_replace(list, &all);
}

void pattern_starts_read(struct span pattern, bool case_counts, uint32_t entry, struct unit_cache *cache,
                         struct start_list *out)
{
    struct reader reader = { .walk = { .text = pattern }, .cache = cache, .case_counts = case_counts };
    struct thread anything = { .offsets = 1, .before = BYTE_SET_EVERY };
    struct thread_list list = { 0 };

    thread_list_add(&list, &anything);
    if (!changes_syntax(pattern))
        read_alternatives(&reader, &list);
    for (size_t i = 0; i < list.count; i++)
        thread_finish(out, &list.items[i], entry);
    free(list.items);
}
