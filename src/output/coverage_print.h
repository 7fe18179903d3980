#ifndef OUTPUT_COVERAGE_PRINT_H
#define OUTPUT_COVERAGE_PRINT_H

#include <stdio.h>

struct check_result;
struct coverage_result;
struct terminal;

/** What is covered, and the scope statement of the rules: silence is not a pass. */
struct coverage_report {
    const struct coverage_result *coverage;
    const struct check_result *checks;
};

/** A row a section, recommendation or risk, the worst first; in each cell "all", "3/10", "none" or "-": not
 * tested. The scope statement follows. */
void coverage_print_table(FILE *out, const struct coverage_report *report, const struct terminal *terminal);

/** {"coverage": [{"document", "line", "kind", "code", "title", "actions", "owner": {"filled", "asked"} or
 * null, ..}], "not_tested": [..], "tested": [..]}: the last two as in check_print_json. */
void coverage_print_json(FILE *out, const struct coverage_report *report);

/** The same in rows; a cell is "filled/asked", or empty where it was not tested. A row of kind "not tested"
 * for each rule and plan of the scope: the rule's id as its code, the reason as its title. */
void coverage_print_csv(FILE *out, const struct coverage_report *report);
#endif
