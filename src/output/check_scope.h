#ifndef OUTPUT_CHECK_SCOPE_H
#define OUTPUT_CHECK_SCOPE_H

#include <stdio.h>

struct check_result;
struct json_writer;
struct terminal;

/**
 * The scope statement: what each rule looked at and in how much of it it found fault; then, by reason, the
 * rules and plans that could not be tested; then how many rules were off.
 */
void check_scope_print(FILE *out, const struct check_result *result, const struct terminal *terminal);

/** The same as members "not_tested" (a rule, a plan, and why) and "tested" (a rule, a plan, how many it
 * looked at and found) of the object that is open. */
void check_scope_put_not_tested(struct json_writer *json, const struct check_result *result);
void check_scope_put_tested(struct json_writer *json, const struct check_result *result);
#endif
