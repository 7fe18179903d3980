#ifndef STORE_AUDIT_QUERY_H
#define STORE_AUDIT_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"
#include "store/derived.h"

struct grammar;
struct plan;
struct store;

/**
 * The questions that an audit puts to the database: one file of src/store/sql/audit/ each, over tables that
 * hold one plan at a time: those of make_tables.sql, and of audit_rows.h. Besides SQLite's own functions they
 * may use found(LIST, TEXT)           what the pattern list LIST of grammars/checks.yaml finds in TEXT: the
 * group `code` of the match or, where it has none, all of it; NULL: nothing cut(OFFSET, LENGTH)         bytes
 * of the plan's own text plain(TEXT)                 its words: letters and digits in lower case, one space
 * between code(TEXT), letters(TEXT)   its letters and digits (letters before the first digit) in upper case
 *   figure(TEXT)                the first number in it
 *   last_word(TEXT), word_count(TEXT)
 *   first_byte(RUNS), end_byte(RUNS)    where an item's evidence begins and ends in the plan's text
 *   level(RATING)               "very low".."very high" as 0.1..0.5, a number as itself; NULL: neither
 * and every limit of grammars/checks.yaml as a parameter of its name.
 */
struct audit_query;

/** A plan as it was loaded from the store, with its text where places are to be known. */
struct audit_edition {
    const struct plan *plan;
    const char *as_of; /* ISO day; NULL: the plan's own date, if it has one */
};

struct audit_limit {
    const char *name;
    double value;
};

struct audit_setup {
    const struct grammar *grammar;
    const struct audit_limit *limits;
    size_t limit_count;
    bool without_words; /* where the words of an answer stand is not asked for */
};

/**
 * What a question answers, by the names of its columns:
 *   item                item whose fault it is; its place and first line are filled in
 *   words, a, b, hint   the plan's words; what the message is filled in with; what was meant
 *   field, seq          which evidence of the item (plan_field_name) the words stand in
 *   offset              or where they stand, where they are no value
 *   line                instead of the item's first line
 * Others are for the question's own use. Spans last until the next row.
 */
struct audit_row {
    struct item_place place;
    size_t line;
    size_t offset; /* of the words in the edition's text; length 0: not known */
    size_t length;
    struct span words;
    struct span a;
    struct span b;
    struct span hint;
};

/**
 * Opens an audit. One at a time for a store, which nothing else may use until it is closed; the grammar must
 * outlive it. Errors: STATUS_DATABASE, reported. *out is NULL then.
 */
CHECKED enum status audit_query_open(struct store *store, const struct audit_setup *setup,
                                     struct audit_query **out);
void audit_query_close(struct audit_query *query);

/** From now on questions are about this edition, which must outlive them. Errors: STATUS_DATABASE, reported.
 */
CHECKED enum status audit_query_turn_to(struct audit_query *query, const struct audit_edition *edition);

/** Puts a question ("DAT101", "of_actions"). Errors are told by audit_query_finish. */
void audit_query_ask(struct audit_query *query, const char *name);
/** The next answer: true. At the end, or after a failure, false: audit_query_finish tells which. */
bool audit_query_next(struct audit_query *query, struct audit_row *row);
/** The same for a question that counts; audit_query_count is a column of its one row. */
bool audit_query_next_counts(struct audit_query *query);
size_t audit_query_count(const struct audit_query *query, const char *column);
CHECKED enum status audit_query_finish(struct audit_query *query);

/** Fills in where the words stand that a field (plan_field_name) of the row's item was read from: its first
 * value. Not where that is not known. */
void audit_query_locate(struct audit_query *query, const char *field, struct audit_row *row);

/** Is there a question of that name? */
bool audit_query_exists(const char *name);
#endif
