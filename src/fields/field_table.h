#ifndef FIELDS_FIELD_TABLE_H
#define FIELDS_FIELD_TABLE_H

/*
 * For tests only: the rows of tests/tables/NAME.tsv, where each line is a cell and what is to be read from
 * it. Lines that begin with '#' and empty ones are remarks. In a cell, "\n" is the end of a line of the
 * document.
 */

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/span.h"
#include "document/passage.h"

enum { FIELD_TABLE_COLUMNS = 8, FIELD_TABLE_LINE_BYTES = 4096 };

struct field_row {
    char line[FIELD_TABLE_LINE_BYTES];
    char *columns[FIELD_TABLE_COLUMNS]; /* "" where the line has no more */
    size_t number;
};

struct field_table {
    FILE *file;
    size_t number;
    size_t rows;
};

static inline struct field_table field_table_open(const char *name)
{
    char path[256];
    struct field_table table = { 0 };

    snprintf(path, sizeof path, "tests/tables/%s.tsv", name);
    table.file = fopen(path, "rb");
    if (!table.file) {
        fprintf(stderr, "%s: not found; run the tests in the top folder\n", path);
        exit(2);
    }
    return table;
}

static inline bool field_table_next(struct field_table *table, struct field_row *row)
{
    do {
        if (!fgets(row->line, sizeof row->line, table->file)) {
            fclose(table->file);
            return false;
        }
        table->number++;
    } while (row->line[0] == '#' || row->line[0] == '\n');
    char *rest = row->line;

    rest[strcspn(rest, "\n")] = '\0';
    for (size_t i = 0; i < FIELD_TABLE_COLUMNS; i++) {
        char *end = rest + strcspn(rest, "\t");
        bool more = *end == '\t';

        *end = '\0';
        row->columns[i] = rest;
        rest = more ? end + 1 : end;
    }
    row->number = table->number;
    table->rows++;
    return true;
}

/* The cell as the document's reader would give it: a piece for each line, which stand apart in the document.
 */
static inline struct passage field_table_passage(struct arena *arena, const char *cell)
{
    struct passage_builder builder = { 0 };
    const char *at = cell;

    for (;;) {
        const char *end = strstr(at, "\\n");
        size_t length = end ? (size_t)(end - at) : strlen(at);

        passage_add(arena, &builder, span_at(at, length, (size_t)(at - cell)));
        if (!end)
            return passage_finish(&builder);
        at = end + 2;
    }
}

/* Compares and says which row differs; the number of differences grows. */
static inline void field_table_expect(const char *name, const struct field_row *row, const char *what,
                                      const char *found, const char *wanted, size_t *faults)
{
    if (strcmp(found, wanted) == 0)
        return;
    ++*faults;
    fprintf(stderr, "tests/tables/%s.tsv:%zu: %s of \"%s\"\n    wanted %s\n    found  %s\n", name,
            row->number, what, row->columns[0], wanted, found);
}
#endif
