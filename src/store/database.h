#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "store/statement.h"

struct diag_sink;
struct sqlite3;

/** A connection with its statements. For the modules of this folder; others see struct store. */
struct database {
    struct sqlite3 *handle;
    char *path;
    struct diag_sink *sink;
    bool writable;
    bool has_log; /* of writes ahead: who reads and who writes do not wait for each other */
    struct statement statements[STATEMENT_COUNT];
};

/**
 * Opens a connection and sets it up; looks at nothing in the file but its first page.
 * create: make the file where there is none.
 * Errors: STATUS_DATABASE, reported. database_close() also after a failure.
 */
CHECKED enum status database_open(struct database *database, const char *path, bool writable, bool create,
                                  struct diag_sink *sink);
void database_close(struct database *database);

/** Chooses how commits reach the disk. After the page size is set, before the first write. */
CHECKED enum status database_use_log(struct database *database);

/** Reports what SQLite says (a result code), in words for the user; returns STATUS_DATABASE. */
enum status database_fault(struct database *database, int code);

/** A write transaction takes the lock at once, so that nothing inside it can find the database locked. */
CHECKED enum status database_begin_write(struct database *database);
/** A read transaction: every statement in it sees the same state. */
CHECKED enum status database_begin_read(struct database *database);
/** Commits where status is STATUS_OK, else undoes; returns the first failure. */
CHECKED enum status database_end(struct database *database, enum status status);
/** Undoes the transaction, if there still is one. */
void database_undo(struct database *database);

/** Runs a script of several statements, reporting a failure. */
CHECKED enum status database_run_script(struct database *database, const char *sql);

/** Are keys that point to other rows held against them? Has no effect inside a transaction. */
CHECKED enum status database_check_keys(struct database *database, bool is_on);

/** The first column of the first row of a question about the file itself (pragmas); *answer stays where there
 * is no row. */
CHECKED enum status database_ask(struct database *database, const char *sql, int64_t *answer);

/** The most bytes that a text in the database can have. */
size_t database_text_limit(const struct database *database);
#endif
