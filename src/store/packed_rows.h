#ifndef STORE_PACKED_ROWS_H
#define STORE_PACKED_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct buffer;

/**
 * Rows of numbers in one text, [[8,210,4],[9,216,48]]: what an edition has hundreds of and only reads
 * together. It is JSON so that SQL's json_each reads it too, and no blanks are in it, as in what json_array()
 * makes.
 */

/** The numbers of a run of evidence, in their order (the table evidence). */
enum packed_run { RUN_FIELD, RUN_OFFSET, RUN_LENGTH, RUN_RULE, RUN_SEQ, RUN_PART, RUN_NUMBERS };

/** This number is null. */
#define PACKED_NULL INT64_MIN

/** Adds a row; the first opens the text. */
void packed_rows_add(struct buffer *text, const int64_t *numbers, size_t count);
/** Ends the text; one without a row is []. */
void packed_rows_end(struct buffer *text);

/**
 * Takes the next row off a text (at first the whole) and fills count numbers, with 0 those that it lacks.
 * Anybody may have written the text: false at its end, and where it is none of packed_rows_add()'s.
 */
bool packed_rows_next(struct span *text, int64_t *numbers, size_t count);
#endif
