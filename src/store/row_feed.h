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
enum { ROW_FEED_COLUMNS = 7, ROW_FEED_TEXTS = 2 };
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

/** Makes row_feed() known to a connection; returns SQLite's result code. */
int row_feed_register(struct sqlite3 *handle);

/** What statement_bind_feed gives SQLite, so that nothing else passes for a feed. */
#define ROW_FEED_TYPE "row_feed"
#endif
