#ifndef DOCUMENT_WORD_NUMBER_H
#define DOCUMENT_WORD_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/span.h"

struct arena;

/** How a level counts. Source: ECMA-376-1, 17.18.59 (ST_NumberFormat); Word 2003's w:nfc has the same by number. */
enum word_number_format {
    WORD_NUMBER_DECIMAL, WORD_NUMBER_DECIMAL_ZERO, WORD_NUMBER_UPPER_ROMAN, WORD_NUMBER_LOWER_ROMAN,
    WORD_NUMBER_UPPER_LETTER, WORD_NUMBER_LOWER_LETTER, WORD_NUMBER_ORDINAL, WORD_NUMBER_CARDINAL_TEXT,
    WORD_NUMBER_ORDINAL_TEXT, WORD_NUMBER_IN_PARENTHESES, WORD_NUMBER_WITH_STOP, WORD_NUMBER_IN_DASHES, WORD_NUMBER_HEX,
    WORD_NUMBER_ZERO_3, WORD_NUMBER_ZERO_4, WORD_NUMBER_ZERO_5, WORD_NUMBER_BULLET, WORD_NUMBER_NONE,
};

enum {
    WORD_LEVELS = 9,
    WORD_LEVEL_RESTARTS = -1,    /* whenever a level above has counted */
};

struct word_level {
    enum word_number_format format;
    long start;
    long restart;            /* WORD_LEVEL_RESTARTS; 0: never; k: only behind level k (from 1) */
    bool is_legal;           /* all numbers in it in decimal */
    struct span text;        /* "%1.%2"; for a bullet its sign */
    struct span style;       /* of the paragraphs that it numbers by themselves */
    bool suffix_nothing;
};

struct word_abstract_number {
    long id;
    struct word_level levels[WORD_LEVELS];
    struct span style_link;      /* numbered as the style of this name is */
    long counters[WORD_LEVELS];
    bool counts[WORD_LEVELS];    /* has been used since it was last reset */
};

struct word_number {
    long id;
    long abstract_id;
    struct word_level *own[WORD_LEVELS];    /* in place of the abstract number's; NULL: none */
    long starts[WORD_LEVELS];    /* restarts there at its first use; LONG_MIN: does not */
    bool started[WORD_LEVELS];
};

/** A document's numbering: lists and the counters of what was numbered so far. Lives in the arena. */
struct word_numbering;
struct word_numbering *word_numbering_new(struct arena *arena);

/** New ones to be filled in; valid until the next of the kind is added. */
struct word_abstract_number *word_numbering_add_abstract(struct word_numbering *numbering);
struct word_number *word_numbering_add(struct word_numbering *numbering);
/** A level as the schema has it by default: decimal, from 0, no text. */
struct word_level word_level_default(void);

/** Ends the adding. style_number answers which number a numbering style has (WORD_NO_NUMBER: none). */
void word_numbering_settle(struct word_numbering *numbering, long (*style_number)(void *context, struct span style),
                           void *context);

/** The level that numbers the paragraphs of a style in a list; -1 where none does. */
long word_numbering_level_of_style(const struct word_numbering *numbering, long num_id, struct span style);

/** A label as it is printed. */
struct word_label {
    bool is_bullet;
    bool is_none;            /* there is no such list, or its text is empty */
};

/**
 * Counts a paragraph and writes its label, behind what the buffer holds.
 * Source: ECMA-376-1, 17.9; counters belong to the abstract number, whichever of its numbers used them.
 */
struct word_label word_numbering_count(struct word_numbering *numbering, long num_id, long level, struct buffer *out);

/** The format of a name ("upperRoman") or of Word 2003's number (1); decimal where it is unknown. */
enum word_number_format word_number_format_of_name(struct span name);
enum word_number_format word_number_format_of_code(long code);
/** The format of a pattern that somebody made: "001, 002, 003, ..." counts in three figures at least. */
enum word_number_format word_number_format_of_pattern(struct span pattern);
/** A number in a format. */
void word_number_write(enum word_number_format format, long number, struct buffer *out);
#endif
