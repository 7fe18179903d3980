#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct buffer;
struct store;

/**
 * The record of an edition: all that the database holds of it, but for what is derived, as a JSON text that
 * another database makes the same edition of. Its form is sql/record/write.sql's; it holds no row numbers, so
 * that two imports of the same files have the same record.
 */

/** Adds the record of an edition (plan->id). Errors: STATUS_DATABASE: reported. */
CHECKED enum status store_write_record(struct store *store, int64_t edition, struct buffer *out);

/** What became of the plans of an export. */
struct record_counts {
    size_t restored;
    size_t known;   /* files with these bytes were there already */
    size_t refused; /* told in one line each */
};

/** Is it the beginning of an export in JSON? */
bool record_is_export(struct span bytes);

/**
 * Restores the editions of an export with their records, in one transaction. What it refuses it tells, by the
 * file's name; the others go in. Errors: STATUS_REFUSED: no JSON, or no plan in it has a record; reported.
 * STATUS_DATABASE: reported; nothing was restored.
 */
CHECKED enum status store_read_records(struct store *store, struct span bytes, const char *file,
                                       struct record_counts *counts);
#endif
