#ifndef STORE_ROW_FEED_H
#define STORE_ROW_FEED_H

#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct arena;
struct sqlite3;

/**
 * Rows of integers, and of texts beside them, that SQL reads as a table: INSERT INTO t SELECT c0, c1, t0 FROM
 * row_feed(:rows).
 * One statement then adds any number of rows; run for each of them, it would spend most of its time on
 * starting and ending (measured: 11,300 instructions for a row of seven numbers one by one, 4,600 in a
 * feed).
 */
enum {
    ROW_FEED_COLUMNS = 7,
    ROW_FEED_TEXTS = 9,
    ROW_FEED_REAL = ROW_FEED_COLUMNS - 1 /* this number may be a real, which SQL reads as `real` */
};
#define ROW_FEED_NULL INT64_MIN /* this value is NULL */

struct row_feed {
    int64_t (*rows)[ROW_FEED_COLUMNS];
    struct span (*texts)[ROW_FEED_TEXTS]; /* of each row, where there are any: no text is NULL */
    size_t count;
    size_t capacity;
    size_t text_capacity;
};

/** A new row at the end, to be filled: every column. Lives in the arena. */
int64_t *row_feed_add(struct row_feed *feed, struct arena *arena);

/** The texts of the row that was added last: none yet. What they point to must outlast the statement. A feed
 * has them for all its rows or for none. */
struct span *row_feed_texts(struct row_feed *feed, struct arena *arena);

/** A row to be filled, numbers and texts: those that the statement reads. No text yet. */
struct row_feed_row {
    int64_t *numbers;
    struct span *texts;
};
struct row_feed_row row_feed_add_texts(struct row_feed *feed, struct arena *arena);

/** A real as the number ROW_FEED_REAL of a row. */
int64_t row_feed_real(double value);

/** Makes row_feed() known to a connection; returns SQLite's result code. */
int row_feed_register(struct sqlite3 *handle);

/** What statement_bind_feed gives SQLite, so that nothing else passes for a feed. */
#define ROW_FEED_TYPE "row_feed"
#endif
