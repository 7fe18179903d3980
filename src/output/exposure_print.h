#ifndef OUTPUT_EXPOSURE_PRINT_H
#define OUTPUT_EXPOSURE_PRINT_H

#include <stdio.h>

struct score_report;
struct terminal;

/** The most exposed actions, what their exposure is made of, and what was not tested. */
void exposure_print_worst(FILE *out, const struct score_report *report, const struct terminal *terminal);

/** Every exposed action with its factors; and the same as CSV, one row a factor. */
void exposure_print_table(FILE *out, const struct score_report *report, const struct terminal *terminal);
void exposure_print_csv(FILE *out, const struct score_report *report);
#endif
