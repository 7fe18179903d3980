#ifndef OUTPUT_CSV_EXPORT_H
#define OUTPUT_CSV_EXPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct plan_set;

/**
 * The register as tables, one file per entity: "plans", "sections", "actions", "action_owners", ... A row
 * names its plan by key and edition and its item by key or number, so that the files join again.
 */
size_t csv_export_count(void);
/** Name of entity `index`: its file is NAME.csv. */
const char *csv_export_name(size_t index);
/** The entity of that name, or csv_export_count(). */
size_t csv_export_find(const char *name);

/** Name of column `column` of entity `index`; NULL behind the last. */
const char *csv_export_column(size_t index, size_t column);
/** How many of the first columns are a row's key; 0: none are, rows may be the same. */
size_t csv_export_key_columns(size_t index);
/** The entity that a row belongs to, by that entity's key, which are the row's first columns too;
 * csv_export_count() for none. */
size_t csv_export_parent(size_t index);

/** Writes one entity with its header row. raw: see csv_writer.h. */
void csv_export_write(size_t index, const struct plan_set *plans, bool raw, FILE *stream);
#endif
