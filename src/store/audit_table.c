#include "store/audit_table.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/calendar_date.h"
#include "base/memory.h"
#include "base/span.h"

struct connected_table {
    sqlite3_vtab base;
    const struct audit_table *table;
};

struct table_cursor {
    sqlite3_vtab_cursor base;
    const struct audit_table *table;
    size_t at;
    size_t end;
};

static const char *row_at(const struct audit_table *table, size_t at)
{
    return (const char *)table->rows + at * table->row_size;
}

static int table_connect(sqlite3 *handle, void *context, int count, const char *const *arguments,
                         sqlite3_vtab **out, char **error)
{
    const struct audit_table *table = context;
    struct connected_table *connected = memory_new(sizeof *connected);
    struct buffer declaration = { 0 };

    (void)count;
    (void)arguments;
    (void)error;
    connected->table = table;
    *out = &connected->base;
    buffer_add_string(&declaration, "CREATE TABLE t (");
    for (size_t i = 0; i < table->column_count; i++)
        buffer_add_format(&declaration, "%s%s", i ? ", " : "", table->columns[i].name);
    buffer_add_string(&declaration, ")");
    int code = sqlite3_declare_vtab(handle, buffer_string(&declaration));

    buffer_free(&declaration);
    return code;
}

static int table_disconnect(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

/* One row is found by its number; else all are read, in the order of the first column. */
static int table_best_index(sqlite3_vtab *base, sqlite3_index_info *info)
{
    const struct audit_table *table = ((struct connected_table *)base)->table;

    info->orderByConsumed = info->nOrderBy == 1 && info->aOrderBy[0].iColumn == 0 && !info->aOrderBy[0].desc;
    info->estimatedCost = 1000;
    for (int i = 0; i < info->nConstraint && table->columns[0].kind == AUDIT_NUMBER; i++) {
        if (info->aConstraint[i].iColumn != 0 || !info->aConstraint[i].usable ||
            info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        info->aConstraintUsage[i].argvIndex = 1;
        info->aConstraintUsage[i].omit = 1;
        info->idxNum = 1;
        info->estimatedCost = 5;
        info->estimatedRows = 1;
        break;
    }
    return SQLITE_OK;
}

static int table_open(sqlite3_vtab *base, sqlite3_vtab_cursor **out)
{
    struct table_cursor *cursor = memory_new(sizeof *cursor);

    cursor->table = ((struct connected_table *)base)->table;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int table_close(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int64_t number_of(const struct audit_table *table, size_t at)
{
    return *(const int64_t *)(const void *)(row_at(table, at) + table->columns[0].offset);
}

/* The first row whose number is not below. */
static size_t find_row(const struct audit_table *table, int64_t number)
{
    size_t low = 0, high = table->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (number_of(table, middle) < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int table_filter(sqlite3_vtab_cursor *base, int plan, const char *name, int count,
                        sqlite3_value **values)
{
    struct table_cursor *cursor = (struct table_cursor *)base;
    const struct audit_table *table = cursor->table;

    (void)name;
    (void)count;
    cursor->at = 0;
    cursor->end = table->count;
    if (plan == 0)
        return SQLITE_OK;
    cursor->end = 0; /* a value that is no number is no row's */
    if (sqlite3_value_type(values[0]) != SQLITE_INTEGER)
        return SQLITE_OK;
    int64_t number = sqlite3_value_int64(values[0]);

    cursor->at = find_row(table, number);
    cursor->end = cursor->at;
    while (cursor->end < table->count && number_of(table, cursor->end) == number)
        cursor->end++;
    return SQLITE_OK;
}

static int table_next(sqlite3_vtab_cursor *base)
{
    ((struct table_cursor *)base)->at++;
    return SQLITE_OK;
}

static int table_eof(sqlite3_vtab_cursor *base)
{
    const struct table_cursor *cursor = (const struct table_cursor *)base;

    return cursor->at >= cursor->end;
}

static void give_day(sqlite3_context *result, calendar_day day)
{
    char text[11];

    if (day == CALENDAR_NONE)
        return;
    calendar_format_iso(day, text);
    sqlite3_result_text(result, text, sizeof text - 1, SQLITE_TRANSIENT);
}

/* What is given nothing is NULL. */
static int table_column(sqlite3_vtab_cursor *base, sqlite3_context *result, int number)
{
    const struct table_cursor *cursor = (const struct table_cursor *)base;
    const struct audit_column *column = &cursor->table->columns[number];
    const void *value = row_at(cursor->table, cursor->at) + column->offset;
    struct span text;

    switch (column->kind) {
    case AUDIT_NUMBER:
        if (*(const int64_t *)value != AUDIT_NULL)
            sqlite3_result_int64(result, *(const int64_t *)value);
        break;
    case AUDIT_REAL:
        sqlite3_result_double(result, *(const double *)value);
        break;
    case AUDIT_DAY:
        give_day(result, *(const calendar_day *)value);
        break;
    case AUDIT_TEXT:
        text = *(const struct span *)value;
        sqlite3_result_text64(result, text.text, text.length, SQLITE_STATIC, SQLITE_UTF8);
        break;
    case AUDIT_NAME:
        sqlite3_result_text(result, *(const char *const *)value, -1, SQLITE_STATIC);
        break;
    }
    return SQLITE_OK;
}

static int table_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *row)
{
    *row = (sqlite3_int64)((const struct table_cursor *)base)->at;
    return SQLITE_OK;
}

/* Without xCreate it is a table of every connection that registers it. */
static const sqlite3_module module = {
    .xConnect = table_connect,
    .xBestIndex = table_best_index,
    .xDisconnect = table_disconnect,
    .xOpen = table_open,
    .xClose = table_close,
    .xFilter = table_filter,
    .xNext = table_next,
    .xEof = table_eof,
    .xColumn = table_column,
    .xRowid = table_rowid,
};

int audit_table_register(sqlite3 *handle, struct audit_table *table)
{
    return sqlite3_create_module_v2(handle, table->name, &module, table, NULL);
}

void audit_table_remove(sqlite3 *handle, const struct audit_table *table)
{
    sqlite3_create_module_v2(handle, table->name, NULL, NULL, NULL);
}
