#ifndef OUTPUT_CHECK_SCOPE_H
#define OUTPUT_CHECK_SCOPE_H

#include <stdio.h>

struct check_result;
struct terminal;

/**
 * The scope statement: what each rule looked at and in how much of it it found fault; then, by reason, the
 * rules and plans that could not be tested; then how many rules were off.
 */
void check_scope_print(FILE *out, const struct check_result *result, const struct terminal *terminal);
#endif
