#ifndef CLI_CORRECTION_WORKBOOK_H
#define CLI_CORRECTION_WORKBOOK_H

#include "base/span.h"

struct correction_rows;

/**
 * Corrections from a workbook that `export --format xlsx` wrote and a person edited: of its sheets Actions
 * and Risks, the cells that differ from the hidden copies written beside them. Rows may have been sorted,
 * filtered and moved, columns moved; each row is told by its key. A cell that can't be corrected, a row that
 * is new or gone, and a key whose item has other words by now are each told in one line.
 */
void correction_workbook_take(struct correction_rows *rows, struct span bytes);
#endif
