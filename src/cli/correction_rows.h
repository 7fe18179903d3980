#ifndef CLI_CORRECTION_ROWS_H
#define CLI_CORRECTION_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "cli/correction_make.h"
#include "cli/correction_sheet.h"
#include "store/store.h"

/** Corrections that come row by row, from a file of any form. */
struct correction_rows {
    struct correction_maker *maker;
    const struct sheet_options *options;
    struct plan_set plans; /* as they were read */
    struct plan_set corrected;
    const char *part; /* of the file that is being read: a worksheet's name; NULL: it has none */
    size_t line;      /* the row that is being read, from 1 */
    struct correction *items;
    size_t count;
    size_t capacity;
    size_t passed_over; /* without a value, or in force already */
    size_t refused;
};

/** Loads the plans. Errors: reported. */
CHECKED enum status correction_rows_begin(struct correction_rows *rows, struct correction_maker *maker,
                                          const struct sheet_options *options);

/** Tells that the row can't be taken, and why. Returns false. */
bool correction_rows_refuse(struct correction_rows *rows, const char *why);

/** What a row is about. */
struct correction_target {
    const struct plan *plan; /* as it was read */
    enum entry_kind kind;
    size_t index;
};
/** By PLAN, PLAN-NUMBER or PLAN:REF. */
bool correction_rows_find(const struct correction_rows *rows, struct span name,
                          struct correction_target *out);
/** The same plan with its corrections. */
const struct plan *correction_rows_corrected(const struct correction_rows *rows, const struct plan *plan);

/** Makes the row's correction, prints and gathers it; or tells why not. Reason, who and when that the row
 * leaves empty are those of the options. */
void correction_rows_take(struct correction_rows *rows, const struct correction_target *target,
                          const struct correction_words *given);

/** Keeps what was gathered, where the options say so, and tells the counts. Returns the exit status. */
int correction_rows_finish(struct correction_rows *rows);
#endif
