/*
 * The floor under an import: the same rows into the same tables and indexes, and nothing else.
 * usage: bare_insert SOURCE.db TARGET.db
 * Reads every row of SOURCE into memory, makes TARGET with the same tables, then inserts the rows with
 * prepared statements, as many transactions as SOURCE has editions and one for full-text search, as an import
 * does; prints the inserting alone: wall milliseconds, processor milliseconds, and 0.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

struct table {
    char *name;
    const char *rowid; /* "rowid, " for a full-text table, whose rows are known by it alone */
    char *sql;         /* that inserts one row */
    int columns;
    sqlite3_value **values; /* rows * columns */
    size_t rows;
    size_t capacity;
    sqlite3_stmt *insert;
};

static void fail(sqlite3 *db, const char *what)
{
    fprintf(stderr, "bare_insert: %s: %s\n", what, sqlite3_errmsg(db));
    exit(2);
}

static sqlite3 *open_database(const char *path)
{
    sqlite3 *db = NULL;

    if (sqlite3_open(path, &db) != SQLITE_OK)
        fail(db, path);
    return db;
}

static void run(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail(db, sql);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail(db, sql);
    return statement;
}

static long long one_number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = prepare(db, sql);
    long long number = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;

    sqlite3_finalize(statement);
    return number;
}

static void keep_row(struct table *table, sqlite3_stmt *row)
{
    if ((table->rows + 1) * (size_t)table->columns > table->capacity) {
        table->capacity = table->capacity ? table->capacity * 2 : 1024;
        table->values = realloc(table->values, table->capacity * sizeof *table->values);
        if (!table->values)
            abort();
    }
    for (int i = 0; i < table->columns; i++)
        table->values[table->rows * (size_t)table->columns + (size_t)i] =
            sqlite3_value_dup(sqlite3_column_value(row, i));
    table->rows++;
}

static void prepare_names(struct table *table, sqlite3_stmt *row)
{
    char *names = NULL, *places = NULL;

    for (int i = 0; i < table->columns; i++) {
        names = sqlite3_mprintf("%z%s\"%w\"", names, i > 0 ? ", " : "", sqlite3_column_name(row, i));
        places = sqlite3_mprintf("%z%s?", places, i > 0 ? ", " : "");
    }
    table->sql = sqlite3_mprintf("INSERT INTO \"%w\" (%z) VALUES (%z)", table->name, names, places);
}

/* But for generated columns, which are not stored. */
static void read_table(sqlite3 *db, struct table *table)
{
    char *columns = sqlite3_mprintf(
        "SELECT group_concat('\"' || name || '\"', ', ') FROM pragma_table_xinfo(%Q) WHERE hidden = 0",
        table->name);
    sqlite3_stmt *list = prepare(db, columns);
    char *sql = sqlite3_step(list) == SQLITE_ROW ? sqlite3_mprintf("SELECT %s%s FROM \"%w\"", table->rowid,
                                                                   sqlite3_column_text(list, 0), table->name)
                                                 : NULL;
    sqlite3_stmt *row = prepare(db, sql);

    table->columns = sqlite3_column_count(row);
    prepare_names(table, row);
    while (sqlite3_step(row) == SQLITE_ROW)
        keep_row(table, row);
    sqlite3_finalize(row);
    sqlite3_finalize(list);
    sqlite3_free(columns);
    sqlite3_free(sql);
}

/* Real tables, and the full-text tables themselves; what FTS5 keeps behind them (name_data, ...) it makes
 * anew. */
static const char *const list_tables = "SELECT name, sql FROM sqlite_schema AS t WHERE type = 'table' AND "
                                       "name NOT LIKE 'sqlite_%' AND NOT EXISTS ("
                                       " SELECT 1 FROM sqlite_schema AS f WHERE f.sql LIKE 'CREATE VIRTUAL%' "
                                       "AND t.name LIKE f.name || '\\_%' ESCAPE '\\')";
static const char *const list_rest =
    "SELECT sql FROM sqlite_schema WHERE type IN ('index', 'trigger', 'view') AND sql IS NOT NULL";

static size_t read_source(sqlite3 *source, sqlite3 *target, struct table *tables, size_t limit)
{
    sqlite3_stmt *list = prepare(source, list_tables);
    size_t count = 0;

    while (sqlite3_step(list) == SQLITE_ROW && count < limit) {
        struct table *table = &tables[count++];

        table->name = sqlite3_mprintf("%s", sqlite3_column_text(list, 0));
        table->rowid = sqlite3_strlike("CREATE VIRTUAL%", (const char *)sqlite3_column_text(list, 1), 0) == 0
                           ? "rowid, "
                           : "";
        run(target, (const char *)sqlite3_column_text(list, 1));
        read_table(source, table);
    }
    sqlite3_finalize(list);
    list = prepare(source, list_rest);
    while (sqlite3_step(list) == SQLITE_ROW)
        run(target, (const char *)sqlite3_column_text(list, 0));
    sqlite3_finalize(list);
    return count;
}

static void insert_rows(sqlite3 *db, struct table *table, size_t from, size_t to)
{
    for (size_t row = from; row < to; row++) {
        for (int i = 0; i < table->columns; i++)
            sqlite3_bind_value(table->insert, i + 1, table->values[row * (size_t)table->columns + (size_t)i]);
        if (sqlite3_step(table->insert) != SQLITE_DONE)
            fail(db, table->name);
        sqlite3_reset(table->insert);
    }
}

static int is_full_text(const struct table *table)
{
    return *table->rowid != '\0';
}

/* Each transaction takes its share of every table's rows, in order; the full-text tables are filled in one
 * more at the end, as by an import. */
static void insert_all(sqlite3 *db, struct table *tables, size_t count, size_t transactions)
{
    for (size_t t = 0; t < transactions; t++) {
        run(db, "BEGIN");
        for (size_t i = 0; i < count; i++)
            if (!is_full_text(&tables[i]))
                insert_rows(db, &tables[i], tables[i].rows * t / transactions,
                            tables[i].rows * (t + 1) / transactions);
        run(db, "COMMIT");
    }
    run(db, "BEGIN");
    for (size_t i = 0; i < count; i++)
        if (is_full_text(&tables[i]))
            insert_rows(db, &tables[i], 0, tables[i].rows);
    run(db, "COMMIT");
}

static double milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double processor_milliseconds(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

int main(int argument_count, char **arguments)
{
    static struct table tables[256];

    if (argument_count != 3) {
        fputs("usage: bare_insert SOURCE.db TARGET.db\n", stderr);
        return 2;
    }
    remove(arguments[2]);
    sqlite3 *source = open_database(arguments[1]), *target = open_database(arguments[2]);

    /* the settings of an import, but for foreign keys: the rows come in the order of their tables */
    run(target, "PRAGMA journal_mode = wal; PRAGMA synchronous = normal; PRAGMA wal_autocheckpoint = 16000;"
                "PRAGMA temp_store = memory; PRAGMA cache_size = -65536; PRAGMA mmap_size = 268435456");
    size_t count = read_source(source, target, tables, sizeof tables / sizeof *tables);
    size_t editions = (size_t)one_number(source, "SELECT count(*) FROM edition");

    for (size_t i = 0; i < count; i++)
        tables[i].insert = prepare(target, tables[i].sql);
    double begin = milliseconds(), processor = processor_milliseconds();
    insert_all(target, tables, count, editions ? editions : 1);
    printf("%.1f %.1f 0\n", milliseconds() - begin, processor_milliseconds() - processor);
    return 0;
}
