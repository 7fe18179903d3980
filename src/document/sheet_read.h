#ifndef DOCUMENT_SHEET_READ_H
#define DOCUMENT_SHEET_READ_H

#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct arena;

/** A cell of a worksheet with words or a colour. */
struct sheet_cell {
    size_t row, column; /* from 0 */
    size_t row_span, column_span;
    struct span text; /* as Excel shows it, but dates always with their year; no text: empty */
    uint32_t colour;  /* 0xRRGGBB of its fill, or COLOUR_NONE */
};

/** The sheet of a workbook that is shown, row by row. */
struct sheet {
    struct sheet_cell *cells; /* by row, then column; cells hidden by a merge are left out */
    size_t count, capacity;
    size_t other_sheets; /* that hold something and are not shown */
};

enum {
    SHEET_COLUMN_LIMIT = 512, /* what stands further right is left out */
    SHEET_CELL_LIMIT = 1 << 20,
};

/**
 * Reads the active sheet of an xlsx workbook; hidden rows and columns are left out.
 * Ownership: *out lives in the arena; bytes may go afterwards.
 * Errors:    STATUS_REFUSED: no xlsx, damaged, over a limit. Nothing is reported: the caller knows where it
 * stands. Source:    ECMA-376-1, 18.
 */
CHECKED enum status sheet_read(struct span bytes, struct arena *arena, struct sheet *out);

/**
 * The same for the sheet of that name, shown or not: hidden rows and columns are read, too. A workbook
 * without such a sheet is refused.
 */
CHECKED enum status sheet_read_named(struct span bytes, const char *name, struct arena *arena,
                                     struct sheet *out);
#endif
