#ifndef STORE_AUDIT_TABLE_H
#define STORE_AUDIT_TABLE_H

#include <stddef.h>
#include <stdint.h>

struct sqlite3;

/**
 * Structs in memory that SQL reads as a table, where they lie: nothing is copied into the database to be
 * asked about, or found there again.
 */
enum audit_column_kind {
    AUDIT_NUMBER, /* int64_t; AUDIT_NULL is NULL */
    AUDIT_REAL,   /* double */
    AUDIT_DAY,    /* calendar_day, as an ISO date */
    AUDIT_TEXT,   /* struct span; no text is NULL */
    AUDIT_NAME,   /* const char * */
};
#define AUDIT_NULL INT64_MIN

struct audit_column {
    const char *name;
    enum audit_column_kind kind;
    size_t offset; /* in the struct */
};

/** Rows are sorted by the first column: a number by which they are found, or a text. */
struct audit_table {
    const char *name;
    const struct audit_column *columns;
    size_t column_count;
    size_t row_size;
    const void *rows;
    size_t count;
};

/** Makes the table known to a connection, under its name; rows and count may change between statements.
 * Returns SQLite's result code. */
int audit_table_register(struct sqlite3 *handle, struct audit_table *table);
/** Takes it away again. */
void audit_table_remove(struct sqlite3 *handle, const struct audit_table *table);
#endif
