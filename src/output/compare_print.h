#ifndef OUTPUT_COMPARE_PRINT_H
#define OUTPUT_COMPARE_PRINT_H

#include <stdio.h>

struct compare_result;
struct terminal;

/** For the terminal: what has become of each action from one edition to another, by kind of change. */
void compare_print_changes(FILE *out, const struct compare_result *result, const struct terminal *terminal);
#endif
