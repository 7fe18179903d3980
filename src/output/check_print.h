#ifndef OUTPUT_CHECK_PRINT_H
#define OUTPUT_CHECK_PRINT_H

#include <stdio.h>

struct check_result;
struct terminal;

/** "file:line: severity: message [ID name]" with the quoted words under it; then counts by rule, and what was
 * not tested. */
void check_print_human(FILE *out, const struct check_result *result, const struct terminal *terminal);

/** {"findings": [..], "not_tested": [..]}: the contract of `check --format json`, one finding a line. */
void check_print_json(FILE *out, const struct check_result *result);
#endif
