#include "store/row_feed.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"

/* The table's last column, hidden, is its argument: the pointer to the feed. */
enum {
    COLUMN_REAL = ROW_FEED_COLUMNS,
    COLUMN_TEXT,
    COLUMN_FEED = COLUMN_TEXT + ROW_FEED_TEXTS,
};
static const char declaration[] =
    "CREATE TABLE row_feed (c0 INT, c1 INT, c2 INT, c3 INT, c4 INT, c5 INT, c6 INT, real REAL, t0 TEXT, t1 "
    "TEXT, "
    "t2 TEXT, t3 TEXT, t4 TEXT, t5 TEXT, t6 TEXT, t7 TEXT, t8 TEXT, feed HIDDEN)";

struct feed_cursor {
    sqlite3_vtab_cursor base;
    const struct row_feed *feed;
    size_t at;
};

int64_t *row_feed_add(struct row_feed *feed, struct arena *arena)
{
    feed->rows = arena_grow(arena, feed->rows, feed->count, &feed->capacity, sizeof *feed->rows);
    return feed->rows[feed->count++];
}

struct span *row_feed_texts(struct row_feed *feed, struct arena *arena)
{
    feed->texts = arena_grow(arena, feed->texts, feed->count - 1, &feed->text_capacity, sizeof *feed->texts);
    return feed->texts[feed->count - 1];
}

struct row_feed_row row_feed_add_texts(struct row_feed *feed, struct arena *arena)
{
    struct row_feed_row row = { .numbers = row_feed_add(feed, arena), .texts = row_feed_texts(feed, arena) };

    memset(row.texts, 0, sizeof *feed->texts);
    return row;
}

int64_t row_feed_real(double value)
{
    int64_t number;

    value += 0.0; /* -0.0 has the bits of ROW_FEED_NULL */
    memcpy(&number, &value, sizeof number);
    return number;
}

static int feed_connect(sqlite3 *handle, void *context, int count, const char *const *arguments,
                        sqlite3_vtab **table, char **error)
{
    (void)context;
    (void)count;
    (void)arguments;
    (void)error;
    *table = memory_new(sizeof **table);
    return sqlite3_declare_vtab(handle, declaration);
}

static int feed_disconnect(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

/* Without its argument the table can't be read. */
static int feed_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    for (int i = 0; i < info->nConstraint; i++) {
        if (info->aConstraint[i].iColumn != COLUMN_FEED || !info->aConstraint[i].usable ||
            info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        info->aConstraintUsage[i].argvIndex = 1;
        info->aConstraintUsage[i].omit = 1;
        info->estimatedCost = 1;
        return SQLITE_OK;
    }
    return SQLITE_CONSTRAINT;
}

static int feed_open(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
    (void)table;
    *cursor = memory_new(sizeof(struct feed_cursor));
    return SQLITE_OK;
}

static int feed_close(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int feed_filter(sqlite3_vtab_cursor *base, int plan, const char *name, int count,
                       sqlite3_value **values)
{
    struct feed_cursor *cursor = (struct feed_cursor *)base;

    (void)plan;
    (void)name;
    cursor->feed = count ? sqlite3_value_pointer(values[0], ROW_FEED_TYPE) : NULL;
    cursor->at = 0;
    return SQLITE_OK;
}

static int feed_next(sqlite3_vtab_cursor *base)
{
    ((struct feed_cursor *)base)->at++;
    return SQLITE_OK;
}

static int feed_eof(sqlite3_vtab_cursor *base)
{
    const struct feed_cursor *cursor = (const struct feed_cursor *)base;

    return !cursor->feed || cursor->at >= cursor->feed->count;
}

static void give_real(sqlite3_context *result, int64_t number)
{
    double value;

    memcpy(&value, &number, sizeof value);
    sqlite3_result_double(result, value);
}

static int feed_column(sqlite3_vtab_cursor *base, sqlite3_context *result, int column)
{
    const struct feed_cursor *cursor = (const struct feed_cursor *)base;
    const struct row_feed *feed = cursor->feed;

    if (column <= COLUMN_REAL) {
        int64_t number = feed->rows[cursor->at][column == COLUMN_REAL ? ROW_FEED_REAL : column];

        if (number != ROW_FEED_NULL && column == COLUMN_REAL)
            give_real(result, number);
        else if (number != ROW_FEED_NULL)
            sqlite3_result_int64(result, number);
    } else if (column < COLUMN_FEED && feed->texts) {
        struct span text = feed->texts[cursor->at][column - COLUMN_TEXT];

        sqlite3_result_text64(result, text.text, text.length, SQLITE_STATIC, SQLITE_UTF8);
    }
    return SQLITE_OK;
}

static int feed_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *row)
{
    *row = (sqlite3_int64)((const struct feed_cursor *)base)->at;
    return SQLITE_OK;
}

/* Without xCreate it is a table of every connection that registers it, and can't be made under another name.
 */
static const sqlite3_module module = {
    .xConnect = feed_connect,
    .xBestIndex = feed_best_index,
    .xDisconnect = feed_disconnect,
    .xOpen = feed_open,
    .xClose = feed_close,
    .xFilter = feed_filter,
    .xNext = feed_next,
    .xEof = feed_eof,
    .xColumn = feed_column,
    .xRowid = feed_rowid,
};

int row_feed_register(sqlite3 *handle)
{
    return sqlite3_create_module_v2(handle, "row_feed", &module, NULL, NULL);
}
