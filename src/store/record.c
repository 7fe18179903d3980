#include "store/record.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "store/store_private.h"

static const char *file_of(const char *name)
{
    char path[64];

    snprintf(path, sizeof path, "record/%s", name);
    return statement_file(path);
}

/* Prepares a question of sql/record/ and gives its one parameter, as a number or a text. */
static sqlite3_stmt *ask(struct database *database, const char *name, int64_t number, struct span text,
                         int *code)
{
    sqlite3_stmt *statement = NULL;

    *code = sqlite3_prepare_v2(database->handle, file_of(name), -1, &statement, NULL);
    if (*code == SQLITE_OK && sqlite3_bind_parameter_count(statement))
        *code = text.text
                    ? sqlite3_bind_text64(statement, 1, text.text, text.length, SQLITE_STATIC, SQLITE_UTF8)
                    : sqlite3_bind_int64(statement, 1, number);
    return statement;
}

static int run(struct database *database, const char *name, int64_t number, struct span text)
{
    int code;
    sqlite3_stmt *statement = ask(database, name, number, text, &code);

    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* ---- writing ------------------------------------------------------------------------------------- */

enum status store_write_record(struct store *store, int64_t edition, struct buffer *out)
{
    struct database *database = &store->database;
    int code;
    sqlite3_stmt *statement = ask(database, "write", edition, (struct span){ 0 }, &code);

    if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        buffer_add(out, (const char *)sqlite3_column_text(statement, 0),
                   (size_t)sqlite3_column_bytes(statement, 0));
        code = SQLITE_DONE;
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? STATUS_OK : database_fault(database, code);
}

/* ---- reading ------------------------------------------------------------------------------------- */

bool record_is_export(struct span bytes)
{
    static const char *const beginning[] = { "{", "\"plans\"", ":", "[" };
    struct span rest = bytes;

    for (size_t i = 0; i < sizeof beginning / sizeof *beginning; i++) {
        size_t blanks = 0;

        while (blanks < rest.length && strchr(" \t\r\n", rest.text[blanks]) && rest.text[blanks])
            blanks++;
        rest = span_part(rest, blanks, rest.length);
        if (!span_begins(rest, beginning[i]))
            return false;
        rest = span_part(rest, strlen(beginning[i]), rest.length);
    }
    return true;
}

static void refuse(struct database *database, const char *file, const char *plan, const char *why)
{
    diag_report(database->sink, DIAG_FILE_FORMAT, file, 0, 0, "%s%s%s", plan ? plan : "", plan ? ": " : "",
                why);
}

static int execute(struct database *database, const char *sql)
{
    return sqlite3_exec(database->handle, sql, NULL, NULL, NULL);
}

/* Is it the record's fault? Then nothing of it stays. */
static bool is_unsound(int code)
{
    return code == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH || code == SQLITE_ERROR;
}

static int restore(struct database *database, int64_t id)
{
    int code = execute(database, "SAVEPOINT record");

    if (code == SQLITE_OK)
        code = execute(database, "DELETE FROM restoring");
    if (code == SQLITE_OK)
        code = run(database, "choose", id, (struct span){ 0 });
    if (code == SQLITE_OK)
        code = execute(database, file_of("read"));
    if (is_unsound(code & 0xFF))
        execute(database, "ROLLBACK TO record");
    int released = execute(database, "RELEASE record");

    return code == SQLITE_OK ? released : code;
}

static int take(struct database *database, int64_t id, const char *verdict, const char *plan,
                const char *file, struct record_counts *counts)
{
    static const char *const reasons[][2] = {
        { "none", "it has no record of what was read" },
        { "other version", "its record was written by another version of planrisk" },
        { "taken", "the database has this edition of the plan, from another file" },
    };

    if (strcmp(verdict, "new") == 0) {
        int code = restore(database, id);

        counts->restored += code == SQLITE_OK;
        if (!is_unsound(code & 0xFF))
            return code;
        refuse(database, file, plan, "its record is damaged");
        counts->refused++;
        return SQLITE_OK;
    }
    if (strcmp(verdict, "known") == 0)
        counts->known++;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (strcmp(verdict, reasons[i][0]) == 0) {
            refuse(database, file, plan, reasons[i][1]);
            counts->refused++;
        }
    return SQLITE_OK;
}

/* An export without records is refused as a whole, in one line. */
static int check_records(struct database *database, const char *file, struct record_counts *counts)
{
    int code;
    sqlite3_stmt *count = ask(database, "count", 0, (struct span){ 0 }, &code);

    if (code == SQLITE_OK && (code = sqlite3_step(count)) == SQLITE_ROW) {
        code = SQLITE_OK;
        if (sqlite3_column_int64(count, 0) == 0) {
            refuse(database, file, NULL,
                   "there is no record in it of what was read: write the export anew, with --complete");
            counts->refused++;
        }
    }
    sqlite3_finalize(count);
    return code;
}

/* Each is judged by what is there when its turn comes. */
static int take_all(struct database *database, const char *file, struct record_counts *counts)
{
    int code = SQLITE_ROW;

    for (int64_t id = 1; code == SQLITE_ROW; id++) {
        sqlite3_stmt *judge = ask(database, "judge", id, (struct span){ 0 }, &code);

        if (code == SQLITE_OK && (code = sqlite3_step(judge)) == SQLITE_ROW) {
            int done = take(database, id, (const char *)sqlite3_column_text(judge, 0),
                            (const char *)sqlite3_column_text(judge, 1), file, counts);

            code = done == SQLITE_OK ? SQLITE_ROW : done;
        }
        sqlite3_finalize(judge);
    }
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static enum status read_records(struct database *database, struct span bytes, const char *file,
                                struct record_counts *counts)
{
    enum status status = database_begin_write(database);

    if (status != STATUS_OK)
        return status;
    int code = run(database, "list", 0, bytes);
    bool is_json = code != SQLITE_ERROR; /* what JSON1 says of a text that is none */

    if (code == SQLITE_OK)
        code = check_records(database, file, counts);
    if (code == SQLITE_OK && !counts->refused)
        code = take_all(database, file, counts);
    if (!is_json) {
        refuse(database, file, NULL, "it begins as an export of planrisk, and is no sound JSON");
        return database_end(database, STATUS_REFUSED);
    }
    return database_end(database, code == SQLITE_OK ? STATUS_OK : database_fault(database, code));
}

enum status store_read_records(struct store *store, struct span bytes, const char *file,
                               struct record_counts *counts)
{
    struct database *database = &store->database;
    enum status status = database_run_script(database, file_of("open"));

    *counts = (struct record_counts){ 0 };
    if (status == STATUS_OK)
        status = read_records(database, bytes, file, counts);
    enum status closed = database_run_script(database, file_of("close"));

    if (status == STATUS_OK && counts->refused && !counts->restored && !counts->known)
        status = STATUS_REFUSED;
    return status == STATUS_OK ? closed : status;
}
