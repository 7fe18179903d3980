#ifndef FIELDS_MARK_READER_H
#define FIELDS_MARK_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"
#include "fields/mark_field.h"
#include "grammar/pattern.h"

struct word_table;

/** A pattern set and what its entries mean. */
struct mark_set {
    const struct pattern_set *patterns;
    int *meanings; /* by entry: place in the list of meanings it was loaded with */
    int group;     /* the group that holds the words wanted, or -1 */
};

enum { STATUS_PLACE_COUNT = STATUS_IN_COMMENT + 1 };

/** Words without one of which a cell of that place says no status: sorts of statuses.yaml's words. */
enum { STATUS_WORD_DATE = 1, STATUS_WORD_CELL = 2, STATUS_WORD_COMMENT = 4 };

/** What status_field.c makes of an entry's `means`. */
enum status_meaning {
    MEANS_NOTHING, /* only looks like a status */
    MEANS_NOT_STARTED,
    MEANS_IN_PROGRESS,
    MEANS_COMPLETED,
    MEANS_CANCELLED,
    MEANS_DONE_SO_FAR, /* something was done: in progress where something is also open */
    MEANS_OPEN,        /* something is open */
};

/** What reference_field.c makes of an entry's `means`. */
enum reference_meaning { REFERENCE_CODE, REFERENCE_NOTHING };

/** What becomes of a value that is read. */
enum value_meaning { VALUE_LITERAL, VALUE_PRINTED, VALUE_LETTER };

struct homoglyph {
    char looks[4]; /* UTF-8 */
    unsigned length;
    char latin;
};

struct mark_reader {
    struct mark_set priority_column;
    struct mark_set priority_phrase;
    struct mark_set ratings;
    struct mark_set statuses[STATUS_PLACE_COUNT];
    struct mark_set rags;
    struct word_table *status_words;
    struct mark_set reference_whole;
    struct mark_set reference_start;
    struct mark_set reference_text;
    struct mark_set reference_column;
    struct mark_set source;
    struct mark_set no_source;
    struct mark_set shares;
    struct mark_set resource_begins;
    struct mark_set no_resource;
    struct homoglyph *homoglyphs;
    size_t homoglyph_count;
};

/** The source of the words [from, to) of a cell, read by a rule. */
struct source mark_source(struct arena *arena, const struct passage *cell, size_t from, size_t to,
                          uint32_t rule);

/** The value of a match of a set with `value` members: literal, or what its group took. */
struct span mark_value(const struct mark_set *set, const struct match *match, struct span text,
                       struct arena *arena);
#endif
