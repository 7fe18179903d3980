#ifndef ANALYSIS_SCHEME_CELLS_H
#define ANALYSIS_SCHEME_CELLS_H

#include "base/status.h"

struct arena;
struct diag_sink;
struct node;
struct risk_scheme;

/**
 * Reads what a scheme's file says of its cells: bands, the grid or formula that gives each cell its band, and
 * how cells are printed as codes. The axes must have been read.
 * Ownership: bands live in the arena.
 * Errors:    STATUS_GRAMMAR: reported with file, line and column.
 */
CHECKED enum status scheme_cells_read(const struct node *top, struct risk_scheme *scheme, struct arena *arena,
                                      struct diag_sink *sink);
#endif
