#ifndef REPORT_MATRIX_LISTS_H
#define REPORT_MATRIX_LISTS_H

#include <stddef.h>

struct report;
struct score_result;

/** How many risks have a rating on either axis. */
size_t matrix_count_rated(const struct score_result *result);

/** The risks of each cell of a stage's matrix, folded away; the gravest bands first. */
void matrix_cells_write(struct report *report, const struct score_result *result);

/** The risks that have no place in one cell, those together whose ratings allow the same. */
void matrix_tray_write(struct report *report);
#endif
