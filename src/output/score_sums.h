#ifndef OUTPUT_SCORE_SUMS_H
#define OUTPUT_SCORE_SUMS_H

#include <stdio.h>

struct score_report;
struct terminal;

/** By plan and by section: risks by band, and the exposure of the actions. */
void score_sums_print(FILE *out, const struct score_report *report, const struct terminal *terminal);
#endif
