#include "store/database.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/memory.h"
#include "store/row_feed.h"

enum { BUSY_WAIT_MS = 5000 };

/* ---- telling what went wrong ------------------------------------------------------------------- */

/* SQLite knows the system's own word for a failure, except at a commit; there errno still has it. */
static bool disk_is_full(struct database *database, int code)
{
    int own = errno;
    int cause = sqlite3_system_errno(database->handle);

    if (cause == 0)
        cause = own;

    return (code & 0xff) == SQLITE_FULL ||
           ((code & 0xff) == SQLITE_IOERR && (cause == ENOSPC || cause == EDQUOT || cause == EFBIG));
}

static enum diag_code diagnostic_of(struct database *database, int code)
{
    if (disk_is_full(database, code))
        return DIAG_DATABASE_FULL;
    switch (code & 0xff) {
    case SQLITE_NOTADB:
        return DIAG_DATABASE_FOREIGN;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return DIAG_DATABASE_LOCKED;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return DIAG_DATABASE_READ_ONLY;
    default:
        return DIAG_DATABASE;
    }
}

static const char *sentence_of(enum diag_code diagnostic, int code)
{
    switch (diagnostic) {
    case DIAG_DATABASE_FULL:
        return "there is no room left to write the database";
    case DIAG_DATABASE_FOREIGN:
        return "this file is no database";
    case DIAG_DATABASE_LOCKED:
        return "another program is writing to the database";
    case DIAG_DATABASE_READ_ONLY:
        return "the database can't be written";
    default:
        break;
    }
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
        return "the database is damaged; restore a copy, or import the plans into a new one";
    case SQLITE_CANTOPEN:
        return "the database can't be opened; check the folder and its permissions";
    case SQLITE_IOERR:
        return "the database can't be read or written; check the disk";
    case SQLITE_TOOBIG:
        return "a text is larger than the database can hold";
    default:
        return "the database refuses";
    }
}

/* A full disk or a lock needs no more words; for the rest SQLite's own help whoever looks into it. */
enum status database_fault(struct database *database, int code)
{
    int extended = database->handle ? sqlite3_extended_errcode(database->handle) : code;
    const char *own = database->handle ? sqlite3_errmsg(database->handle) : sqlite3_errstr(code);
    enum diag_code diagnostic;

    if ((extended & 0xff) != (code & 0xff)) { /* a failure of ours, such as a parameter that there is not */
        extended = code;
        own = sqlite3_errstr(code);
    }
    diagnostic = diagnostic_of(database, extended);
    if (diagnostic == DIAG_DATABASE)
        diag_report(database->sink, diagnostic, database->path, 0, 0, "%s (SQLite: %s)",
                    sentence_of(diagnostic, extended), own);
    else
        diag_report(database->sink, diagnostic, database->path, 0, 0, "%s",
                    sentence_of(diagnostic, extended));
    return STATUS_DATABASE;
}

/* ---- opening ----------------------------------------------------------------------------------- */

static int execute(struct database *database, const char *sql)
{
    errno = 0;
    return sqlite3_exec(database->handle, sql, NULL, NULL, NULL);
}

/* A database is a file that anyone may have made: its schema may not call functions or write to itself. */
static int harden(struct database *database)
{
    int code = sqlite3_db_config(database->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_db_config(database->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_db_config(database->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    return code;
}

static int set_up(struct database *database)
{
    int code;

    sqlite3_extended_result_codes(database->handle, 1);
    sqlite3_busy_timeout(database->handle, BUSY_WAIT_MS);
    if ((code = harden(database)) != SQLITE_OK || (code = row_feed_register(database->handle)) != SQLITE_OK)
        return code;
    return execute(database, "PRAGMA temp_store = memory; PRAGMA cache_size = -65536; PRAGMA mmap_size = "
                             "268435456; PRAGMA secure_delete = off;");
}

/* A name as the path of a URI: what has a meaning there is written as %xx. */
static char *immutable_uri(const char *path)
{
    struct buffer uri = { 0 };

    buffer_add_string(&uri, "file:");
    for (const char *at = path; *at; at++) {
        if (strchr("%?#", *at))
            buffer_add_format(&uri, "%%%02X", (unsigned)(unsigned char)*at);
        else
            buffer_add_byte(&uri, *at);
    }
    buffer_add_string(&uri, "?immutable=1");
    char *copy = memory_copy_text(buffer_string(&uri), uri.length);

    buffer_free(&uri);
    return copy;
}

static bool has_pending_log(const char *path)
{
    struct buffer name = { 0 };
    bool found;

    buffer_add_string(&name, path);
    buffer_add_string(&name, "-wal");
    found = access(buffer_string(&name), F_OK) == 0;
    buffer_free(&name);
    return found;
}

/*
 * A connection belongs to one thread at a time, so it needs no mutex; and SQLite's count of its own memory,
 * which nobody asks for, would be one lock that all threads wait for.
 */
static int open_handle(struct database *database, const char *name, int flags)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return sqlite3_open_v2(name, &database->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
}

/* Where neither file nor folder can be written, a database left in WAL mode is read as one that never
 * changes. */
static int open_immutable(struct database *database)
{
    char *uri = immutable_uri(database->path);
    int code;

    sqlite3_close(database->handle);
    database->handle = NULL;
    code = open_handle(database, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    free(uri);
    return code == SQLITE_OK ? set_up(database) : code;
}

static int open_for_reading(struct database *database)
{
    int code = open_handle(database, database->path, SQLITE_OPEN_READONLY);

    if (code == SQLITE_OK)
        code = set_up(database);
    if (code == SQLITE_OK)
        code = execute(database, "SELECT count(*) FROM sqlite_schema");
    if (((code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_READONLY) &&
        access(database->path, R_OK) == 0 && !has_pending_log(database->path))
        code = open_immutable(database);
    return code;
}

static int note_answer(void *answer, int count, char **values, char **names)
{
    (void)names;
    *(bool *)answer = count == 1 && values[0] && strcmp(values[0], "wal") == 0;
    return 0;
}

/*
 * The promise is whole documents only, whatever happens. A write-ahead log holds it through a kill and a
 * power cut: a transaction counts when its last frame is in the log with a right checksum, and the log is
 * synced before anything is copied from it. synchronous = normal leaves out the sync after each commit: a
 * power cut can cost the last documents, never half of one, and importing again brings them back, so that the
 * sync of each would buy nothing. Where there can be no log (another program reads the database just now, the
 * file system has no shared memory) a rollback journal keeps the promise only with every sync. The log is
 * copied every 64 MB: with four times as many copies an import of 1,000 plans took 3.2 seconds of processor
 * and disk instead of 2.8. SQLite seeks a page that it could map in the log first, each time that it needs
 * it: whoever writes holds pages in the cache alone. Which of the two a database has stands in its first 100
 * bytes, and either is right while there is no log: to change that nothing need be synced, which would take
 * longer than the import of a plan.
 */
static int choose_journal(struct database *database)
{
    int code = sqlite3_exec(database->handle, "PRAGMA synchronous = off; PRAGMA journal_mode = wal",
                            note_answer, &database->has_log, NULL);

    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY)
        return code;
    return execute(database, database->has_log
                                 ? "PRAGMA synchronous = normal; PRAGMA wal_autocheckpoint = 16000;"
                                   "PRAGMA mmap_size = 0;"
                                 : "PRAGMA synchronous = full;");
}

static int open_for_writing(struct database *database, bool create)
{
    int code =
        open_handle(database, database->path, SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0));

    if (code == SQLITE_OK)
        code = set_up(database);
    if (code == SQLITE_OK && sqlite3_db_readonly(database->handle, "main") == 1)
        code = SQLITE_READONLY;
    return code;
}

enum status database_open(struct database *database, const char *path, bool writable, bool create,
                          struct diag_sink *sink)
{
    int code;

    *database = (struct database){ .sink = sink, .writable = writable };
    database->path = memory_copy_text(path, strlen(path));
    if (!create && access(path, F_OK) != 0 && errno == ENOENT) {
        diag_report(sink, DIAG_DATABASE, path, 0, 0, "there is no such database; planrisk import makes one");
        return STATUS_DATABASE;
    }
    code = writable ? open_for_writing(database, create) : open_for_reading(database);
    return code == SQLITE_OK ? STATUS_OK : database_fault(database, code);
}

enum status database_use_log(struct database *database)
{
    int code = choose_journal(database);

    return code == SQLITE_OK ? STATUS_OK : database_fault(database, code);
}

/* The first value of a checkpoint's row: was anybody in its way? */
static int note_complete(void *is_complete, int count, char **values, char **names)
{
    (void)names;
    *(bool *)is_complete = count > 0 && values[0] && strcmp(values[0], "0") == 0;
    return 0;
}

/*
 * At rest the database is one plain file again: it can be copied, and read where nothing can be written.
 * Where another connection still uses the log, that one will see to it: nobody waits for it here. What is in
 * the log is copied and synced first; then nothing but the database's first bytes changes (choose_journal).
 */
static void leave_log(struct database *database)
{
    bool is_complete = false;

    sqlite3_busy_timeout(database->handle, 0);
    sqlite3_exec(database->handle, "PRAGMA wal_checkpoint(truncate)", note_complete, &is_complete, NULL);
    execute(database, is_complete ? "PRAGMA synchronous = off; PRAGMA journal_mode = delete"
                                  : "PRAGMA journal_mode = delete");
}

void database_close(struct database *database)
{
    statement_free_all(database);
    if (database->handle && database->writable)
        leave_log(database);
    sqlite3_close(database->handle); /* SQLite asks for this even when opening failed */
    free(database->path);
    *database = (struct database){ 0 };
}

/* ---- transactions ------------------------------------------------------------------------------ */

enum status database_begin_write(struct database *database)
{
    return statement_run(statement_of(database, STATEMENT_BEGIN_WRITE));
}

enum status database_begin_read(struct database *database)
{
    return statement_run(statement_of(database, STATEMENT_BEGIN_READ));
}

/* SQLite may have undone the transaction by itself, on a full disk for example. */
void database_undo(struct database *database)
{
    if (!sqlite3_get_autocommit(database->handle))
        execute(database, "ROLLBACK");
}

enum status database_end(struct database *database, enum status status)
{
    if (status == STATUS_OK)
        status = statement_run(statement_of(database, STATEMENT_COMMIT));
    if (status != STATUS_OK)
        database_undo(database);
    return status;
}

/* ---- small questions --------------------------------------------------------------------------- */

enum status database_run_script(struct database *database, const char *sql)
{
    int code = execute(database, sql);

    return code == SQLITE_OK ? STATUS_OK : database_fault(database, code);
}

enum status database_check_keys(struct database *database, bool is_on)
{
    return database_run_script(database, is_on ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
}

enum status database_ask(struct database *database, const char *sql, int64_t *answer)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(database->handle, sql, -1, &statement, NULL);

    if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        *answer = sqlite3_column_int64(statement, 0);
        code = SQLITE_OK;
    }
    enum status status =
        code == SQLITE_OK || code == SQLITE_DONE ? STATUS_OK : database_fault(database, code);

    sqlite3_finalize(statement);
    return status;
}

size_t database_text_limit(const struct database *database)
{
    return (size_t)sqlite3_limit(database->handle, SQLITE_LIMIT_LENGTH, -1);
}
