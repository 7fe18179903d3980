#ifndef GRAMMAR_AUTOMATON_H
#define GRAMMAR_AUTOMATON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "grammar/byte_set.h"

/**
 * Tells which entries of a set can match at a place of a text: it reads the bytes from there on, and its
 * state says which steps of the set's graph are possible by now. A table that is made once
 * (automaton_make.h), for the shipped grammars by the build, and then only read, by any thread. It holds the
 * states that texts are most likely to lead to; behind them every entry that is still possible is told.
 */
struct automaton {
    const uint16_t *rows;   /* of states, see below */
    const uint64_t *sets;   /* of entries, each of `words`, as bits; 0 is the empty one */
    const uint16_t *roots;  /* by the column of the byte before: the state at a place */
    const uint8_t *columns; /* by byte: bytes that no step tells apart share a column */
    uint16_t column_count;  /* the last one is of no byte: behind the end of a text, before its first byte */
    uint16_t open_end; /* states behind STATE_DEAD and before this one are open: nothing is told by now */
    uint16_t link_end; /* states from here on have no links: they lead nowhere */
    uint16_t state_end;
    uint16_t set_count;
    uint16_t words;   /* of 64 bits in a set of entries */
    bool is_anchored; /* nothing can match but at the start of a text */
};

/**
 * A state's row: what is known by now, then by column the state behind a byte of the column. A state is
 * the number of the unit that its row begins with: so the step to the next one is a shift, not a
 * multiplication, which all the rest would wait for.
 */
enum automaton_row {
    ROW_FOUND,   /* entries that match up to here or to the byte before, ... */
    ROW_MATCHED, /* ... up to here, whatever comes, ... */
    ROW_ALIVE,   /* ... and those with a step left; as numbers of sets */
    ROW_SETTLED, /* 1: no entry can come to match that has not by now */
    ROW_LINKS,
    ROW_UNIT = 8,
};

enum {
    STATE_UNKNOWN,        /* of what is behind the states that there are: one unit */
    STATE_DEAD,           /* nothing matches */
    AUTOMATON_WORDS = 16, /* at most */
};

/** What stands at that place of a state's row. */
static inline size_t automaton_row_at(const struct automaton *automaton, size_t state, size_t place)
{
    return automaton->rows[state * ROW_UNIT + place];
}

/**
 * The first place in [*at, last] where some entry can match, and which: bits in out[automaton->words]. false:
 * there is none. last < text.length.
 */
bool automaton_find(const struct automaton *automaton, struct span text, size_t *at, size_t last,
                    uint64_t *out);

/** Can some entry match at the start of the text? Its first byte tells that no one can of most texts. */
static inline bool automaton_may_begin(const struct automaton *automaton, struct span text)
{
    size_t root = automaton->roots[automaton->column_count - 1];
    size_t column = automaton->columns[(unsigned char)text.text[0]];

    return automaton_row_at(automaton, root, ROW_LINKS + column) != STATE_DEAD;
}

/** Which entries can match the whole text; false for none. */
bool automaton_find_whole(const struct automaton *automaton, struct span text, uint64_t *out);

/** The bytes that a text can begin with which an entry matches as a whole. */
struct byte_set automaton_first_bytes(const struct automaton *automaton);

/**
 * The same of one place, or of the whole text, for the automaton of a single entry: false where it can't
 * match. It has room for more of the entry's states than one that all share, and reads further. at <
 * text.length.
 */
bool automaton_allows(const struct automaton *automaton, struct span text, size_t at);
bool automaton_allows_whole(const struct automaton *automaton, struct span text);
#endif
