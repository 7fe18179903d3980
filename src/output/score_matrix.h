#ifndef OUTPUT_SCORE_MATRIX_H
#define OUTPUT_SCORE_MATRIX_H

#include <stdio.h>

struct score_result;
struct terminal;

/**
 * The matrix with counts in its cells, and beside it (under it where the terminal is too narrow) the tray:
 * the risks that have no place in one cell, with the bands that their ratings allow and why.
 */
void score_matrix_print(FILE *out, const struct score_result *result, const struct terminal *terminal);
#endif
