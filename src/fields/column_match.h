#ifndef FIELDS_COLUMN_MATCH_H
#define FIELDS_COLUMN_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"
#include "fields/field.h"

struct arena;
struct diag_sink;
struct grammar;
struct matcher;

/** grammars/columns.yaml, ready to match with. Never changed after column_matcher_new. */
struct column_matcher;

CHECKED enum status column_matcher_new(const struct grammar *grammar, struct diag_sink *sink,
                                       struct column_matcher **out);
void column_matcher_free(struct column_matcher *columns);

/** One column of a table: what its heading's words say it holds. */
struct column {
    enum field field;
    struct span words;  /* the heading as printed; no text: a column without one */
    struct span period; /* FIELD_PERIOD: "2001/02" */
    uint32_t rule;      /* that read the heading */
    size_t grid;        /* grid column, from 0 */
};

struct column_set {
    struct column *columns; /* in the order of the page */
    size_t count;
    size_t known;    /* columns whose heading said something */
    size_t periods;  /* columns of FIELD_PERIOD */
    uint64_t fields; /* bit 1 << field for each field there is */
    bool has_both;   /* actions, each with a risk of its own and how that is rated */
};

/** Does one of the columns hold the field? */
static inline bool column_set_has(const struct column_set *set, enum field field)
{
    return set->fields >> field & 1;
}

/** The fields of all columns as bits, that of a column that says nothing (FIELD_NONE) too. */
uint64_t column_set_bits(const struct column_set *set);

/** Do two headers have the same fields in the same order? */
bool column_set_same(const struct column_set *a, const struct column_set *b);

/** The index of the first column of a field, or SIZE_MAX: most fields have none. */
static inline size_t column_set_find(const struct column_set *set, enum field field)
{
    if (column_set_has(set, field))
        for (size_t i = 0; i < set->count; i++)
            if (set->columns[i].field == field)
                return i;
    return SIZE_MAX;
}

/** Outside of a table of indicators a column of codes holds refs. */
void column_set_settle_codes(struct column_set *set);

/**
 * Are these words, one span a grid column (a blank one for an empty cell), the header of a table? Two known
 * columns at least, and most of them known. Ownership: *out lives in the arena and borrows the words.
 */
bool column_match_header(const struct column_matcher *columns, struct matcher *matcher,
                         const struct span *words, size_t count, struct arena *arena, struct column_set *out);

/** Is the text, as a whole, a heading that grammars/columns.yaml has by its words? */
bool column_match_known(const struct column_matcher *columns, struct matcher *matcher, struct span text);

/** Is the text, as a whole, the heading of a column (or several in a row, "IMPROVEMENT ISSUE")? For headers
 * printed one word a line. Returns how many, and writes where each ends in ends[0..limit). */
size_t column_match_line(const struct column_matcher *columns, struct matcher *matcher, struct span line,
                         size_t *ends, size_t limit);

/** The same, of headings that grammars/columns.yaml has by their words and of those of periods. */
size_t column_match_words(const struct column_matcher *columns, struct matcher *matcher, struct span line,
                          size_t *ends, size_t limit);

/** Is it one heading of those that grammars/columns.yaml has by patterns? */
bool column_match_pattern(const struct column_matcher *columns, struct matcher *matcher, struct span line);

/** Is it the heading of a period ("01/02", "2003/04 target")? period: as the export writes it ("2001/02"). */
bool column_match_period(const struct column_matcher *columns, struct matcher *matcher, struct span words,
                         struct arena *arena, struct span *period);
#endif
