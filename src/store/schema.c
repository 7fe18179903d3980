#include "store/schema.h"

#include <stdio.h>

#include "base/diagnostic.h"
#include "document/document.h"
#include "plan/plan.h"
#include "store/database.h"
#include "store/plan_field.h"

/* Each version after the first adds a row, and its script to src/store/sql/; schema.sql always makes the
 * latest. */
static const struct {
    int to;
    const char *file;
} migrations[] = {
    { .to = 1, .file = "schema" },       { .to = 2, .file = "to_version_2" },
    { .to = 3, .file = "to_version_3" }, { .to = 4, .file = "to_version_4" },
    { .to = 5, .file = "to_version_5" }, { .to = 6, .file = "to_version_6" },
    { .to = 7, .file = "to_version_7" },
};

static enum status ask_version(struct database *database, int64_t *version)
{
    return database_ask(database, "PRAGMA user_version", version);
}

static enum status set_version(struct database *database, int version)
{
    char sql[64];

    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", version); /* a pragma takes no parameters */
    return database_run_script(database, sql);
}

static enum status refuse(struct database *database, enum diag_code code, const char *what)
{
    diag_report(database->sink, code, database->path, 0, 0, "%s", what);
    return STATUS_DATABASE;
}

static enum schema_state state_of(int64_t version)
{
    return version == SCHEMA_VERSION ? SCHEMA_CURRENT : SCHEMA_OLDER;
}

enum status schema_examine(struct database *database, enum schema_state *out)
{
    int64_t application = 0, version = 0, tables = 0;
    enum status status;

    if ((status = database_ask(database, "PRAGMA application_id", &application)) != STATUS_OK ||
        (status = ask_version(database, &version)) != STATUS_OK ||
        (status = database_ask(database, "SELECT count(*) FROM sqlite_schema", &tables)) != STATUS_OK)
        return status;
    if (application == 0 && version == 0 && tables == 0) {
        *out = SCHEMA_EMPTY;
        return STATUS_OK;
    }
    if (application != SCHEMA_APPLICATION_ID || version < 1)
        return refuse(database, DIAG_DATABASE_FOREIGN, "this database belongs to another program");
    if (version > SCHEMA_VERSION)
        return refuse(database, DIAG_DATABASE_NEWER, "this database was made by a newer planrisk");
    *out = state_of(version);
    return STATUS_OK;
}

/* ---- making ------------------------------------------------------------------------------------ */

static enum status add_name(struct database *database, enum statement_name name, int64_t id, const char *text)
{
    struct statement *statement = statement_of(database, name);

    statement_bind_integer(statement, AT_ID, id);
    statement_bind_string(statement, AT_NAME, text);
    return statement_run(statement);
}

/* Numbers that C gives a meaning to are named in the database from the same tables. */
static enum status add_names(struct database *database)
{
    enum status status = STATUS_OK;

    for (int field = 1; field < FIELD_COUNT && status == STATUS_OK; field++)
        status = add_name(database, STATEMENT_ADD_FIELD, field, plan_field_name((enum plan_field)field));
    for (unsigned use = USE_NONE; use <= USE_UNREAD && status == STATUS_OK; use++)
        if (line_use_name(use))
            status = add_name(database, STATEMENT_ADD_LINE_USE, use, line_use_name(use));
    return status;
}

static enum status make_tables(struct database *database)
{
    char sql[64];
    enum status status;

    snprintf(sql, sizeof sql, "PRAGMA application_id = %d", SCHEMA_APPLICATION_ID);
    if ((status = database_run_script(database, statement_file("schema"))) == STATUS_OK &&
        (status = database_run_script(database, statement_file("views"))) == STATUS_OK &&
        (status = database_run_script(database, sql)) == STATUS_OK &&
        (status = set_version(database, SCHEMA_VERSION)) == STATUS_OK)
        status = add_names(database);
    return status;
}

enum status schema_set_page_size(struct database *database)
{
    char sql[64];

    snprintf(sql, sizeof sql, "PRAGMA page_size = %d", SCHEMA_PAGE_BYTES);
    return database_run_script(database, sql);
}

enum status schema_create(struct database *database)
{
    enum schema_state state = SCHEMA_EMPTY;
    enum status status = database_begin_write(database);

    if (status != STATUS_OK)
        return status;
    status = schema_examine(database, &state);
    if (status == STATUS_OK && state == SCHEMA_EMPTY)
        status = make_tables(database);
    return database_end(database, status);
}

/* ---- bringing forward -------------------------------------------------------------------------- */

/* The version is asked for inside the transaction: another process may have been quicker. */
static enum status take_step(struct database *database, const struct migration *step)
{
    int64_t version = 0;
    enum status status = database_begin_write(database);

    if (status != STATUS_OK)
        return status;
    if ((status = ask_version(database, &version)) == STATUS_OK && version == step->to - 1 &&
        (status = database_run_script(database, step->sql)) == STATUS_OK &&
        (status = database_run_script(database, statement_file("views"))) == STATUS_OK)
        status = set_version(database, step->to);
    return database_end(database, status);
}

enum status schema_migrate(struct database *database, const struct migration *steps, size_t count)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = take_step(database, &steps[i]);
    return status;
}

enum status schema_upgrade(struct database *database)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < ARRAY_LENGTH(migrations) && status == STATUS_OK; i++) {
        struct migration step = { migrations[i].to, statement_file(migrations[i].file) };

        status = schema_migrate(database, &step, 1);
    }
    return status;
}
