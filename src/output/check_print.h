#ifndef OUTPUT_CHECK_PRINT_H
#define OUTPUT_CHECK_PRINT_H

#include <stdio.h>

struct check_result;
struct terminal;

/**
 * Every form ends with, or holds, the scope statement: which rules were held against which plans, and which
 * could not be tested, and why. Silence is not a pass.
 */

/**
 * For people: by rule, the gravest first, "file:line: severity: message [ID name]", the line of the plan with
 * the words underlined, and what was meant where one reading is likely; then counts and scope.
 */
void check_print_human(FILE *out, const struct check_result *result, const struct terminal *terminal);

/** One line a finding, "file:line:column: severity: message [ID name]", as compilers print and editors read.
 */
void check_print_gcc(FILE *out, const struct check_result *result);

/** {"findings": [..], "not_tested": [..], ...}: the contract of `check --format json`, one finding a line. */
void check_print_json(FILE *out, const struct check_result *result);

/** A row a finding, and a row of severity "not tested" for each rule and plan of the scope. */
void check_print_csv(FILE *out, const struct check_result *result);

/** Source: OASIS, Static Analysis Results Interchange Format (SARIF) 2.1.0. Not tested is a result
 * "notApplicable". */
void check_print_sarif(FILE *out, const struct check_result *result);
#endif
