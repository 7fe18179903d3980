#ifndef OUTPUT_COVERAGE_PRINT_H
#define OUTPUT_COVERAGE_PRINT_H

#include <stdio.h>

struct coverage_result;
struct terminal;

/** A row a section, recommendation or risk, the worst first; in each cell "all", "3/10", "none" or "-": not
 * tested. */
void coverage_print_table(FILE *out, const struct coverage_result *result, const struct terminal *terminal);

/** {"coverage": [{"document", "line", "kind", "code", "title", "actions", "owner": {"filled", "asked"} or
 * null, ..}]} */
void coverage_print_json(FILE *out, const struct coverage_result *result);

/** The same in rows; a cell is "filled/asked", or empty where it was not tested. */
void coverage_print_csv(FILE *out, const struct coverage_result *result);
#endif
