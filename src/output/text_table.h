#ifndef OUTPUT_TEXT_TABLE_H
#define OUTPUT_TEXT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/span.h"

struct arena;
struct terminal;

/**
 * Rows and columns for people (fitted to a width, long words wrapped in their column) and, the same rows, for
 * programs (CSV, JSON). Cells are borrowed until the table is printed; the table itself lives in its arena.
 */
struct text_column {
    const char *name;  /* member of the JSON object, header of the CSV */
    const char *title; /* heading of the printed column */
    bool is_number;    /* right-aligned; JSON writes it as a number */
    bool only_data;    /* in CSV and JSON only: no room for it on a screen */
    bool wraps;        /* gives way where the table is too wide; others keep their width */
    bool is_below;     /* printed under its row, over the whole width, without a heading */
};

struct text_table {
    struct arena *arena;
    const struct text_column *columns;
    size_t column_count;
    struct span *cells; /* row by row */
    size_t cell_count;
    size_t capacity;
};

void text_table_begin(struct text_table *table, struct arena *arena, const struct text_column *columns,
                      size_t column_count);
/** Cells are added one by one, row after row; one without text is printed empty (JSON: null). */
void text_table_add(struct text_table *table, struct span cell);
void text_table_add_string(struct text_table *table, const char *cell);
void text_table_add_count(struct text_table *table, size_t count);
size_t text_table_row_count(const struct text_table *table);

void text_table_print(const struct text_table *table, const struct terminal *terminal, FILE *stream);
void text_table_write_csv(const struct text_table *table, bool raw, FILE *stream);
/** {"NAME": [ {column: cell, ...}, ... ]} */
void text_table_write_json(const struct text_table *table, const char *name, FILE *stream);
#endif
