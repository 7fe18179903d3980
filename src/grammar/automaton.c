#include "grammar/automaton.h"

#include <string.h>

enum {
    DEPTH_LIMIT = 48,          /* bytes read at a place where many entries are looked for, ... */
    SINGLE_DEPTH_LIMIT = 1024, /* ... and where one is */
};

/* The column of no byte. */
static size_t edge_of(const struct automaton *automaton)
{
    return (size_t)automaton->column_count - 1;
}

static size_t column_of(const struct automaton *automaton, struct span text, size_t at)
{
    return automaton->columns[(unsigned char)text.text[at]];
}

static size_t next_state(const struct automaton *automaton, size_t state, size_t column)
{
    return automaton_row_at(automaton, state, ROW_LINKS + column);
}

static bool is_open(const struct automaton *automaton, size_t state)
{
    return state > STATE_DEAD && state < automaton->open_end;
}

static size_t end_of_reading(struct span text, size_t at, size_t depth)
{
    return text.length - at > depth ? at + depth : text.length;
}

/* Adds a set of entries; false where it is empty. */
static bool tell(const struct automaton *automaton, uint64_t *out, size_t set)
{
    for (size_t i = 0; set && i < automaton->words; i++)
        out[i] |= automaton->sets[set * automaton->words + i];
    return set != 0;
}

/* What can match behind all that is read: the end of the text, or more than there is to say of. */
static bool tell_end(const struct automaton *automaton, size_t state, bool is_at_edge, uint64_t *out)
{
    size_t last = is_at_edge ? next_state(automaton, state, edge_of(automaton)) : STATE_UNKNOWN;

    return tell(automaton, out,
                last == STATE_UNKNOWN ? automaton_row_at(automaton, state, ROW_ALIVE)
                                      : automaton_row_at(automaton, last, ROW_FOUND));
}

/* Adds the entries that match from text[at] on, any length; false for none. state: behind its first byte;
 * root: before it. No byte is read from `end` on. */
static bool find_any(const struct automaton *automaton, size_t root, size_t state, struct span text,
                     size_t at, size_t end, uint64_t *out)
{
    size_t before = root;
    bool has_found = false;

    for (at++;; at++) {
        if (!is_open(automaton, state)) {
            if (state == STATE_UNKNOWN)
                return tell(automaton, out, automaton_row_at(automaton, before, ROW_ALIVE)) || has_found;
            has_found |= tell(automaton, out, automaton_row_at(automaton, state, ROW_FOUND));
            if (automaton_row_at(automaton, state, ROW_SETTLED))
                return has_found;
        }
        if (at == end)
            return tell_end(automaton, state, end == text.length, out) || has_found;
        before = state;
        state = next_state(automaton, state, column_of(automaton, text, at));
    }
}

static size_t column_behind(const struct automaton *automaton, struct span text, size_t place)
{
    return place ? column_of(automaton, text, place - 1) : edge_of(automaton);
}

static bool is_inside_character(struct span text, size_t at)
{
    return ((unsigned char)text.text[at] & 0xc0) == 0x80;
}

bool automaton_find(const struct automaton *automaton, struct span text, size_t *at, size_t last,
                    uint64_t *out)
{
    size_t place = *at;
    size_t behind = column_behind(automaton, text, place);
    bool has_found = false;

    memset(out, 0, automaton->words * sizeof *out);
    for (; place <= last; place++) {
        size_t column = column_of(automaton, text, place);
        size_t root = automaton->roots[behind];
        size_t state = next_state(automaton, root, column);

        has_found =
            state != STATE_DEAD && !is_inside_character(text, place) &&
            find_any(automaton, root, state, text, place, end_of_reading(text, place, DEPTH_LIMIT), out);
        if (has_found)
            break;
        behind = column;
    }
    *at = place;
    return has_found;
}

/* Nothing can match the whole of a text that leads to this state and goes on, or ends in it. */
static bool leads_nowhere(const struct automaton *automaton, size_t state)
{
    return state == STATE_DEAD || state >= automaton->link_end;
}

static bool find_whole(const struct automaton *automaton, struct span text, size_t end, uint64_t *out)
{
    size_t state = automaton->roots[edge_of(automaton)];
    size_t next = state;

    for (size_t at = 0; at < end && next != STATE_UNKNOWN; at++) {
        state = next;
        next = next_state(automaton, state, column_of(automaton, text, at));
        if (leads_nowhere(automaton, next))
            return false; /* most do, before anything has to be told */
    }
    memset(out, 0, automaton->words * sizeof *out);
    if (next == STATE_UNKNOWN)
        return tell(automaton, out, automaton_row_at(automaton, state, ROW_ALIVE));
    state = next;

    bool has_matched =
        end == text.length && tell(automaton, out, automaton_row_at(automaton, state, ROW_MATCHED));

    return tell_end(automaton, state, end == text.length, out) || has_matched;
}

bool automaton_find_whole(const struct automaton *automaton, struct span text, uint64_t *out)
{
    return find_whole(automaton, text, end_of_reading(text, 0, DEPTH_LIMIT), out);
}

bool automaton_allows(const struct automaton *automaton, struct span text, size_t at)
{
    size_t root = automaton->roots[column_behind(automaton, text, at)];
    size_t state = next_state(automaton, root, column_of(automaton, text, at));
    uint64_t ignored[AUTOMATON_WORDS];

    return state != STATE_DEAD &&
           find_any(automaton, root, state, text, at, end_of_reading(text, at, SINGLE_DEPTH_LIMIT), ignored);
}

bool automaton_allows_whole(const struct automaton *automaton, struct span text)
{
    uint64_t ignored[AUTOMATON_WORDS];

    return find_whole(automaton, text, end_of_reading(text, 0, SINGLE_DEPTH_LIMIT), ignored);
}

struct byte_set automaton_first_bytes(const struct automaton *automaton)
{
    size_t root = automaton->roots[edge_of(automaton)];
    struct byte_set first = { 0 };

    for (unsigned byte = 0; byte <= UINT8_MAX; byte++)
        if (!leads_nowhere(automaton, next_state(automaton, root, automaton->columns[byte])))
            byte_set_add(&first, (unsigned char)byte);
    return first;
}
