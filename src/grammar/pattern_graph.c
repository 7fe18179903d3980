#include "grammar/pattern_graph.h"

#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "grammar/pattern_syntax.h"

enum {
    COPY_LIMIT = 8, /* a character that may stand oftener may stand any number of times: fewer states */
    MANY = COPY_LIMIT + 1,
};

/* The pattern is read once, from left to right. `tail` is the step that what comes next will be: until then
 * it leads nowhere. */
struct reader {
    struct pattern_graph *graph;
    struct span text;
    size_t at;
    uint32_t tail;
    uint16_t entry;
    bool case_counts;
    bool is_opaque; /* its syntax is another than is read here */
};

struct repeat {
    unsigned least;
    unsigned most;
};

static void read_alternatives(struct reader *reader);

/* ---- steps ---------------------------------------------------------------------------------------- */

static uint32_t number_set(struct pattern_graph *graph, const struct byte_set *set)
{
    struct span name = { (const char *)set, sizeof *set, SPAN_NOWHERE };
    uint32_t known = name_index_find(&graph->set_names, name, span_hash(name));

    if (known != NAME_ABSENT)
        return known;
    graph->sets =
        arena_grow(graph->arena, graph->sets, graph->set_count, &graph->set_capacity, sizeof *graph->sets);
    graph->sets[graph->set_count] = *set;
    name_index_add(&graph->set_names, graph->arena, arena_copy_span(graph->arena, name),
                   (uint32_t)graph->set_count);
    return (uint32_t)graph->set_count++;
}

static uint32_t add_step(struct reader *reader)
{
    struct pattern_graph *graph = reader->graph;

    if (graph->count == graph->capacity)
        graph->steps =
            arena_grow(graph->arena, graph->steps, graph->count, &graph->capacity, sizeof *graph->steps);
    graph->steps[graph->count] =
        (struct graph_step){ .kind = STEP_FORK, .set = NO_STEP, .next = NO_STEP, .entry = reader->entry };
    return (uint32_t)graph->count++;
}

static void put_fork(struct reader *reader, uint32_t at, uint32_t next, uint32_t other)
{
    reader->graph->steps[at].next = next;
    reader->graph->steps[at].set = other;
}

static void put_numbered(struct reader *reader, enum step_kind kind, uint32_t number, bool at_edge)
{
    uint32_t next = add_step(reader);
    struct graph_step *step = &reader->graph->steps[reader->tail];

    step->kind = (uint8_t)kind;
    step->at_edge = at_edge;
    step->set = number;
    step->next = next;
    reader->tail = next;
}

static void put_test(struct reader *reader, enum step_kind kind, struct byte_set set, bool at_edge)
{
    put_numbered(reader, kind, number_set(reader->graph, &set), at_edge);
}

/* Where something begins that is repeated: the step before it, and its own first. */
struct loop {
    uint32_t before;
    uint32_t inside;
};

static struct loop begin_loop(struct reader *reader)
{
    struct loop loop = { .before = reader->tail, .inside = add_step(reader) };

    put_fork(reader, loop.before, loop.inside, NO_STEP);
    reader->tail = loop.inside;
    return loop;
}

/* Any number above one of a whole group counts as many. */
static void end_loop(struct reader *reader, struct loop loop, struct repeat repeat)
{
    if (repeat.least == 1 && repeat.most == 1)
        return;
    uint32_t behind = add_step(reader);

    put_fork(reader, reader->tail, behind, repeat.most > 1 ? loop.inside : NO_STEP);
    if (repeat.least == 0)
        put_fork(reader, loop.before, repeat.most ? loop.inside : NO_STEP, behind);
    reader->tail = behind;
}

static void put_anything(struct reader *reader)
{
    struct loop loop = begin_loop(reader);

    put_test(reader, STEP_BYTE, BYTE_SET_EVERY, false);
    end_loop(reader, loop, (struct repeat){ 0, MANY });
}

/* One character whose first byte is in the set; beyond ASCII it has more. */
static void put_character(struct reader *reader, uint32_t number)
{
    struct byte_set set = reader->graph->sets[number];

    put_numbered(reader, STEP_BYTE, number, false);
    if (byte_set_is_empty(byte_set_and(set, BYTE_SET_BEYOND_ASCII)))
        return;
    struct loop loop = begin_loop(reader);

    put_test(reader, STEP_BYTE, BYTE_SET_FURTHER, false);
    end_loop(reader, loop, (struct repeat){ 0, MANY });
}

static void put_characters(struct reader *reader, uint32_t set, struct repeat repeat)
{
    unsigned most = repeat.most < MANY ? repeat.most : repeat.least + 1;

    for (unsigned i = 0; i < repeat.least; i++)
        put_character(reader, set);
    for (unsigned i = repeat.least; i < most; i++) {
        struct loop loop = begin_loop(reader);

        put_character(reader, set);
        end_loop(reader, loop, (struct repeat){ 0, repeat.most < MANY ? 1 : MANY });
    }
}

/* ---- syntax --------------------------------------------------------------------------------------- */

static bool at_end(const struct reader *reader)
{
    return reader->at >= reader->text.length;
}

static char character(const struct reader *reader)
{
    return at_end(reader) ? '\0' : reader->text.text[reader->at];
}

static struct span rest_of(const struct reader *reader)
{
    return span_part(reader->text, reader->at, reader->text.length);
}

static bool stands(const struct reader *reader, const char *words)
{
    return span_begins(rest_of(reader), words);
}

static size_t length_to(struct span rest, char end)
{
    const char *found = memchr(rest.text, end, rest.length);

    return found ? (size_t)(found - rest.text) + 1 : rest.length;
}

static void skip_nothing(struct reader *reader)
{
    for (;;) {
        char first = character(reader);

        if (!at_end(reader) && span_is_white(first))
            reader->at++;
        else if (first == '#')
            reader->at += length_to(rest_of(reader), '\n');
        else if (first == '(' && stands(reader, "(?#"))
            reader->at += length_to(rest_of(reader), ')');
        else if (first == '\\' && stands(reader, "\\E"))
            reader->at += strlen("\\E");
        else
            return;
    }
}

/* From a group's bracket to behind its end. */
static void skip_group(struct reader *reader)
{
    struct syntax_walk walk = { .text = reader->text, .at = reader->at };

    do
        (void)syntax_next(&walk);
    while (walk.depth > 0 && walk.at < walk.text.length);
    reader->at = walk.at;
}

static unsigned read_count(struct reader *reader)
{
    unsigned count = 0;

    for (; character(reader) >= '0' && character(reader) <= '9'; reader->at++)
        count = count < MANY ? count * 10 + (unsigned)(character(reader) - '0') : count;
    return count < MANY ? count : MANY;
}

/* braces := '{' least [ ',' [ most ] ] '}' ; anything else is a brace that stands for itself */
static bool read_braces(struct reader *reader, struct repeat *repeat)
{
    size_t start = reader->at++;
    bool has_digit = character(reader) >= '0' && character(reader) <= '9';

    repeat->least = repeat->most = read_count(reader);
    if (character(reader) == ',') {
        reader->at++;
        repeat->most = character(reader) == '}' ? MANY : read_count(reader);
    }
    if (has_digit && character(reader) == '}') {
        reader->at++;
        return true;
    }
    reader->at = start;
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
        repeat = (struct repeat){ sign == '+', sign == '?' ? 1 : MANY };
        reader->at++;
    } else if (sign != '{' || !read_braces(reader, &repeat)) {
        return (struct repeat){ 1, 1 };
    }
    skip_nothing(reader);
    if (character(reader) == '?' || character(reader) == '+')
        reader->at++;
    return repeat;
}

/* ---- units ---------------------------------------------------------------------------------------- */

static size_t length_of_digits(struct span rest, size_t from, size_t most, const char *digits)
{
    size_t length = from;

    while (length < rest.length && length < from + most && rest.text[length] &&
           strchr(digits, rest.text[length]))
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

/* unit := escape | class | character */
static struct span unit_at(struct span rest)
{
    struct syntax_walk walk = { .text = rest };

    if (rest.length == 0)
        return rest;
    if (rest.text[0] == '[')
        return syntax_next(&walk);
    return span_part(rest, 0, rest.text[0] == '\\' ? escape_length(rest) : character_length(rest));
}

/* At \b just one of the bytes on both sides is a word's. */
static void put_word_edge(struct reader *reader)
{
    struct byte_set others = byte_set_not(BYTE_SET_WORD);
    uint32_t fork = reader->tail;
    uint32_t into = add_step(reader);
    uint32_t out_of = add_step(reader);
    uint32_t behind = add_step(reader);

    put_fork(reader, fork, into, out_of);
    reader->tail = into;
    put_test(reader, STEP_BEHIND, others, true);
    put_test(reader, STEP_AHEAD, BYTE_SET_WORD, false);
    put_fork(reader, reader->tail, behind, NO_STEP);
    reader->tail = out_of;
    put_test(reader, STEP_BEHIND, BYTE_SET_WORD, false);
    put_test(reader, STEP_AHEAD, others, true);
    put_fork(reader, reader->tail, behind, NO_STEP);
    reader->tail = behind;
}

/* '\' ( 'R' | 'X' | 'C' | digits | ( 'g' | 'k' ) ( '<' name '>' | "'" name "'" | '{' name '}' | [ sign ]
 * digits ) ), braces and the first digit being read */
static void read_reference(struct reader *reader, char kind)
{
    bool is_named = kind == 'g' || kind == 'k';

    put_anything(reader);
    if (is_named && (character(reader) == '<' || character(reader) == '\'')) {
        char end = character(reader) == '<' ? '>' : '\'';

        reader->at++;
        reader->at += length_to(rest_of(reader), end);
        return;
    }
    if (is_named && (character(reader) == '-' || character(reader) == '+'))
        reader->at++;
    while (kind != 'R' && kind != 'X' && kind != 'C' && character(reader) >= '0' && character(reader) <= '9')
        reader->at++;
}

/* What stands at a place and reads no character, or can read anything; false: it is a character. */
static bool read_special(struct reader *reader, struct span unit)
{
    const struct byte_set none = { 0 };
    char escaped = unit.text[0] == '\\' && unit.length > 1 ? unit.text[1] : '\0';

    if (unit.text[0] == '^' || escaped == 'A')
        put_test(reader, STEP_BEHIND, none, true);
    else if (unit.text[0] == '$' || escaped == 'z')
        put_test(reader, STEP_AHEAD, none, true);
    else if (escaped == 'b')
        put_word_edge(reader);
    else if (escaped && strchr("123456789gkRXC", escaped))
        read_reference(reader, escaped);
    else if (escaped == 'Q')
        reader->is_opaque = true;
    else
        return escaped && strchr("BZGKE", escaped);
    return true;
}

static uint32_t find_unit(struct reader *reader, struct span unit)
{
    struct byte_set set = unit_bytes_find(&reader->graph->cache, unit, reader->case_counts);

    return number_set(reader->graph, &set);
}

/* The number of a character's set. Most are letters. */
static uint32_t number_unit(struct reader *reader, struct span unit)
{
    unsigned char first = (unsigned char)unit.text[0];

    if (unit.length > 1 || first >= 0x80)
        return find_unit(reader, unit);
    uint32_t *number = &reader->graph->letter_sets[reader->case_counts][first];

    if (*number == 0)
        *number = find_unit(reader, unit) + 1;
    return *number - 1;
}

static void read_unit(struct reader *reader)
{
    struct span unit = unit_at(rest_of(reader));

    reader->at += unit.length;
    if (read_special(reader, unit))
        (void)read_repeat(reader);
    else {
        uint32_t set = number_unit(reader, unit);

        put_characters(reader, set, read_repeat(reader));
    }
}

/* ---- looks around --------------------------------------------------------------------------------- */

/* Bytes of ASCII that the unit stands for; none where that is not certain. */
static struct byte_set bytes_of_unit(const struct reader *reader, struct span unit)
{
    struct byte_set set = unit_bytes_find(&reader->graph->cache, unit, reader->case_counts);

    if (byte_set_is_empty(byte_set_not(set))) /* every byte: or not known */
        return (struct byte_set){ 0 };
    return byte_set_and(set, byte_set_not(BYTE_SET_BEYOND_ASCII));
}

/* The class that is all of what stands up to one of `ends`. */
static struct span single_class(struct span rest, const char *ends)
{
    struct span unit = unit_at(rest);
    bool is_class = unit.length && (unit.text[0] == '[' || span_equals(unit, "\\w") ||
                                    span_equals(unit, "\\d") || span_equals(unit, "\\s"));

    if (is_class && unit.length < rest.length && strchr(ends, rest.text[unit.length]))
        return unit;
    return (struct span){ NULL, 0, SPAN_NOWHERE };
}

/* (?!class|...), (?<!class|...): of the alternatives those count that are one class. */
static struct byte_set bytes_never_there(const struct reader *reader, struct span inside)
{
    struct syntax_walk walk = { .text = inside };
    struct byte_set never = { 0 };
    bool is_first = true;
    size_t depth;

    for (walk.depth = depth = 1; walk.at < inside.length && walk.depth >= depth;) {
        struct span unit = is_first ? single_class(span_part(inside, walk.at, inside.length), "|)")
                                    : (struct span){ NULL, 0, SPAN_NOWHERE };

        if (unit.text)
            never = byte_set_or(never, bytes_of_unit(reader, unit));
        unit = syntax_next(&walk);
        is_first = walk.depth == depth && span_equals(unit, "|");
    }
    return never;
}

static void read_never(struct reader *reader, enum step_kind kind, size_t opening)
{
    struct span inside = span_part(reader->text, reader->at + opening, reader->text.length);
    struct byte_set never = bytes_never_there(reader, inside);

    if (!byte_set_is_empty(never))
        put_test(reader, kind, byte_set_not(never), true);
}

/* (?<=class) */
static void read_behind(struct reader *reader)
{
    struct span unit =
        single_class(span_part(reader->text, reader->at + strlen("(?<="), reader->text.length), ")");

    if (!unit.text)
        return;
    struct byte_set set = unit_bytes_find(&reader->graph->cache, unit, reader->case_counts);

    put_test(reader, STEP_BEHIND, byte_set_or(set, BYTE_SET_BEYOND_ASCII), false);
}

/* What steps [first, count) can read first, from the first on. */
struct first_bytes {
    struct byte_set set;
    bool at_edge;
};

static void gather_first(const struct reader *reader, uint32_t step, bool *seen, uint32_t first,
                         struct first_bytes *out)
{
    while (step != NO_STEP && !seen[step - first]) {
        const struct graph_step *at = &reader->graph->steps[step];

        seen[step - first] = true;
        if (at->kind == STEP_BYTE) {
            out->set = byte_set_or(out->set, reader->graph->sets[at->set]);
            return;
        }
        if (at->kind == STEP_AHEAD && byte_set_is_empty(reader->graph->sets[at->set])) {
            out->at_edge = true;
            return;
        }
        if (step == reader->tail) { /* all read: anything can come */
            *out = (struct first_bytes){ BYTE_SET_EVERY, true };
            return;
        }
        if (at->kind == STEP_FORK)
            gather_first(reader, at->set, seen, first, out);
        step = at->next;
    }
}

/* (?=alternatives): what it can read first must stand there. Its own steps are taken away again. */
static void read_ahead(struct reader *reader)
{
    struct reader inside = *reader;
    struct first_bytes bytes = { 0 };
    uint32_t first = inside.tail = add_step(&inside);

    inside.at += strlen("(?=");
    read_alternatives(&inside);
    gather_first(&inside, first, ARENA_ARRAY(reader->graph->arena, reader->graph->count - first, bool), first,
                 &bytes);
    reader->graph->count = first;
    reader->is_opaque |= inside.is_opaque;
    put_test(reader, STEP_AHEAD, bytes.set, bytes.at_edge);
}

static bool read_assertion(struct reader *reader)
{
    static const char *const passed[] = { "(?*", "(?<*", "(?(DEFINE)", "(?C" };
    struct reader before = *reader;

    if (stands(reader, "(?=") || stands(reader, "(?!") || stands(reader, "(?<=") || stands(reader, "(?<!")) {
        skip_group(reader);
        if (read_repeat(reader).least == 0)
            return true;
        size_t behind = reader->at;

        reader->at = before.at;
        if (stands(reader, "(?="))
            read_ahead(reader);
        else if (stands(reader, "(?!"))
            read_never(reader, STEP_AHEAD, strlen("(?!"));
        else if (stands(reader, "(?<!"))
            read_never(reader, STEP_BEHIND, strlen("(?<!"));
        else
            read_behind(reader);
        reader->at = behind;
        return true;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(passed); i++) {
        if (stands(reader, passed[i])) {
            skip_group(reader);
            (void)read_repeat(reader);
            return true;
        }
    }
    return false;
}

/* ---- groups --------------------------------------------------------------------------------------- */

/* Length of "(?", of options and of their ':' or ')'; 0 where no options stand. */
static size_t options_length(struct span rest)
{
    size_t length = strlen("(?");

    while (length < rest.length && memchr("imnsxJU^-", rest.text[length], 9))
        length++;
    return length < rest.length && (rest.text[length] == ':' || rest.text[length] == ')') ? length + 1 : 0;
}

/* (?i-s: and its like: whether case counts from here on. Options that change what is syntax, or where ^
 * matches, are not read; x is on anyway: only "-x" and "xx" do. */
static void read_options(struct reader *reader, struct span options)
{
    bool is_off = false;

    for (size_t i = 0; i < options.length; i++) {
        char option = options.text[i];

        is_off |= option == '-';
        if (option == 'i')
            reader->case_counts = is_off;
        if (option == 'm' || option == '^' || (option == 'x' && (is_off || options.text[i - 1] == 'x')))
            reader->is_opaque = true;
    }
}

/* Length of what opens a group whose inside is read like any pattern; 0: another kind of group. */
static size_t opening_length(struct span rest)
{
    static const struct {
        const char *opening;
        char end; /* of a name */
    } openings[] = { { "(?P<", '>' }, { "(?<", '>' }, { "(?'", '\'' }, { "(?|", '|' }, { "(?>", '>' } };

    if (!span_begins(rest, "(?"))
        return 1;
    for (size_t i = 0; i < ARRAY_LENGTH(openings); i++) {
        size_t length = strlen(openings[i].opening);

        if (!span_begins(rest, openings[i].opening))
            continue;
        if (openings[i].opening[length - 1] == openings[i].end && openings[i].end != '\'')
            return length;
        return length + length_to(span_part(rest, length, rest.length), openings[i].end);
    }
    return options_length(rest);
}

/* group := '(' opening alternatives ')' repeat | '(' options ')' */
static void read_group(struct reader *reader)
{
    struct span rest = rest_of(reader);
    size_t opening = opening_length(rest);
    bool case_counts = reader->case_counts;
    struct loop loop;

    if (opening == 0) {
        put_anything(reader);
        skip_group(reader);
        (void)read_repeat(reader);
        return;
    }
    reader->at += opening;
    if (opening > 1 && options_length(rest) == opening)
        read_options(reader, span_part(rest, 0, opening));
    if (opening > 1 && rest.text[opening - 1] == ')')
        return;
    loop = begin_loop(reader);
    read_alternatives(reader);
    reader->at++; /* its bracket */
    reader->case_counts = case_counts;
    end_loop(reader, loop, read_repeat(reader));
}

/* sequence := { nothing | assertion | group | unit } */
static void read_sequence(struct reader *reader)
{
    for (;;) {
        skip_nothing(reader);
        if (at_end(reader) || character(reader) == '|' || character(reader) == ')')
            return;
        if (character(reader) != '(')
            read_unit(reader);
        else if (!stands(reader, "(?") || !read_assertion(reader))
            read_group(reader);
    }
}

/* alternatives := sequence { '|' sequence } */
static void read_alternatives(struct reader *reader)
{
    uint32_t fork = begin_loop(reader).before;

    read_sequence(reader);
    if (character(reader) != '|')
        return;
    uint32_t behind = add_step(reader);

    while (character(reader) == '|') {
        uint32_t next = add_step(reader);

        put_fork(reader, reader->tail, behind, NO_STEP);
        reader->graph->steps[fork].set = next;
        reader->tail = fork = next;
        (void)begin_loop(reader);
        reader->at++;
        read_sequence(reader);
    }
    put_fork(reader, reader->tail, behind, NO_STEP);
    reader->tail = behind;
}

uint32_t pattern_graph_add(struct pattern_graph *graph, struct span pattern, bool case_counts, uint16_t entry)
{
    struct reader reader = { .graph = graph, .text = pattern, .entry = entry, .case_counts = case_counts };
    uint32_t first = reader.tail = add_step(&reader);

    reader.is_opaque = syntax_has_pair(pattern, "(*"); /* (*ACCEPT) ends a match anywhere */
    if (!reader.is_opaque)
        read_alternatives(&reader);
    if (reader.is_opaque) {
        graph->count = first;
        first = reader.tail = add_step(&reader);
        put_anything(&reader);
    }
    graph->steps[reader.tail].kind = STEP_MATCH;
    return first;
}
