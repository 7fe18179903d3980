#ifndef FIELDS_OWNER_WORDS_H
#define FIELDS_OWNER_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "document/passage.h"

struct known_name;
struct owner_names;
struct word_table;

/** Sorts of words in owner cells. The first ones are lists of grammars/owners.yaml, under their names there.
 */
enum word_sort_bit {
    SORT_POST = 1 << 0,
    SORT_POST_OF = 1 << 1,
    SORT_RANK = 1 << 2,
    SORT_BODY = 1 << 3,
    SORT_UNIT = 1 << 4,
    SORT_PEOPLE = 1 << 5,
    SORT_EVERYBODY = 1 << 6,
    SORT_TOPIC = 1 << 7,
    SORT_SHORT_TOPIC = 1 << 8,
    SORT_GIVEN = 1 << 9,
    SORT_TITLE = 1 << 10,
    SORT_PARTICLE = 1 << 11,
    SORT_SMALL = 1 << 12,
    SORT_JOINER = 1 << 13,
    SORT_PLACEHOLDER = 1 << 14,
    SORT_REMARK = 1 << 15,
    SORT_LEAD_LABEL = 1 << 16,
    SORT_SUPPORT_LABEL = 1 << 17,

    SORT_SURNAME = 1 << 30,

    /* what letters show */
    SORT_CAPITAL = 1 << 18, /* "Smith": a capital, then small letters somewhere */
    SORT_SHORT = 1 << 19,   /* "HSM", "E&D", "HoS": two to six letters, most of them capitals */
    SORT_INITIAL = 1 << 20, /* "J", "J.", "J.H." */
    SORT_CODE = 1 << 21,    /* "D2", "A.15", "KT4/2" */
    SORT_NUMBER = 1 << 22,
    SORT_BRACKET = 1 << 23, /* "(Management)": one word, however many are in it */
    SORT_DASH = 1 << 24,
    SORT_EMAIL = 1 << 25,

    /* what the plan knows */
    SORT_KNOWN = 1 << 26, /* an abbreviation of its key that stands for an owner, or a name seen by itself */
    SORT_KNOWN_POST = 1 << 27, /* the key says that it is a post */

    /* where it stands */
    SORT_AFTER_BREAK = 1 << 28, /* first word on a new line */
    SORT_BROKEN = 1 << 29,      /* a wrap broke it: "Con sultants" */
};

struct owner_word {
    size_t from; /* bytes of the text, without stops at its ends */
    size_t to;
    size_t gap; /* SORT_BROKEN: where the space stands that does not belong */
    uint32_t sorts;
    const struct known_name *known;
};

/** At most this many words of one piece are looked at; the rest of it belongs to the last owner. */
enum { OWNER_WORD_LIMIT = 64 };

/** The words between two marks that always part owners ("/", ",", ";", "+", a line break ...). */
struct owner_piece {
    struct owner_word words[OWNER_WORD_LIMIT];
    size_t count;
    size_t from;
    size_t to;
    uint32_t sorts; /* of all words */
};

/**
 * Reads the next piece of the passage at *at and moves *at behind it; false at the end.
 * names may be NULL.
 */
bool owner_words_next(const struct word_table *table, const struct owner_names *names,
                      const struct passage *cell, size_t *at, struct owner_piece *piece);

/** Does what a key says of an abbreviation name a post (SORT_POST), a body (SORT_BODY), or no owner (0)? */
uint32_t owner_words_sort_of_meaning(const struct word_table *table, struct span meaning);
#endif
