#include "grammar/automaton.h"

#include <string.h>

enum { DEPTH_LIMIT = 48 }; /* bytes read at a place */

static size_t column_at(const struct automaton *automaton, struct span text, size_t at)
{
    return at < text.length ? automaton->columns[(unsigned char)text.text[at]]
                            : (size_t)automaton->column_count - 1;
}

static size_t column_before(const struct automaton *automaton, struct span text, size_t at)
{
    return at ? column_at(automaton, text, at - 1) : (size_t)automaton->column_count - 1;
}

static size_t next_state(const struct automaton *automaton, size_t state, size_t column)
{
    return automaton->links[state * automaton->column_count + column];
}

static void add_entries(const struct automaton *automaton, uint64_t *out, size_t set)
{
    for (size_t i = 0; i < automaton->words; i++)
        out[i] |= automaton->sets[set * automaton->words + i];
}

static bool has_any(const struct automaton *automaton, const uint64_t *entries)
{
    uint64_t any = 0;

    for (size_t i = 0; i < automaton->words; i++)
        any |= entries[i];
    return any;
}

/* The entries that match from the state on, any length. */
static void find_any(const struct automaton *automaton, size_t state, struct span text, size_t at,
                     uint64_t *out)
{
    for (size_t depth = 0; depth < DEPTH_LIMIT; depth++) {
        size_t next = next_state(automaton, state, column_at(automaton, text, at + depth));

        if (next == STATE_UNKNOWN)
            break;
        if (automaton->states[next].found)
            add_entries(automaton, out, automaton->states[next].found);
        if (automaton->states[next].is_settled || at + depth == text.length)
            return;
        state = next;
    }
    add_entries(automaton, out, automaton->states[state].alive);
}

/* The entries that match from the state on up to the end of the text. */
static void find_whole(const struct automaton *automaton, size_t state, struct span text, size_t at,
                       uint64_t *out)
{
    for (size_t depth = 0; depth < DEPTH_LIMIT; depth++) {
        size_t next = next_state(automaton, state, column_at(automaton, text, at + depth));

        if (next == STATE_UNKNOWN)
            break;
        if (at + depth == text.length) {
            add_entries(automaton, out, automaton->states[state].matched);
            add_entries(automaton, out, automaton->states[next].found);
            return;
        }
        if (next == STATE_DEAD || next >= automaton->row_count)
            return;
        state = next;
    }
    add_entries(automaton, out, automaton->states[state].alive);
    add_entries(automaton, out, automaton->states[state].matched);
}

bool automaton_find(const struct automaton *automaton, struct span text, size_t at, bool is_whole,
                    uint64_t *out)
{
    size_t root = automaton->roots[column_before(automaton, text, at)];

    if (next_state(automaton, root, column_at(automaton, text, at)) == STATE_DEAD)
        return false; /* so it is at most places */
    memset(out, 0, automaton->words * sizeof *out);
    if (is_whole)
        find_whole(automaton, root, text, at, out);
    else
        find_any(automaton, root, text, at, out);
    return has_any(automaton, out);
}

static bool is_open(const struct automaton *automaton, size_t state)
{
    return state >= STATE_FIRST && state < automaton->open_end;
}

/* Can any entry match from the state on? */
static bool leads_on(const struct automaton *automaton, size_t state, struct span text, size_t at)
{
    for (size_t depth = 0; depth < DEPTH_LIMIT && is_open(automaton, state); depth++)
        state = next_state(automaton, state, column_at(automaton, text, at + depth));
    return state != STATE_DEAD;
}

size_t automaton_skip(const struct automaton *automaton, struct span text, size_t at, size_t last)
{
    size_t behind = column_before(automaton, text, at);

    for (; at <= last; at++) {
        size_t column = automaton->columns[(unsigned char)text.text[at]];
        size_t next = next_state(automaton, automaton->roots[behind], column);

        if (next != STATE_DEAD && leads_on(automaton, next, text, at + 1))
            return at;
        behind = column;
    }
    return at;
}
