#ifndef REPORT_REPORT_WRITE_H
#define REPORT_REPORT_WRITE_H

#include <stdio.h>

#include "base/status.h"

struct check_result;
struct coverage_result;
struct diag_sink;
struct exposure_result;
struct overlap_result;
struct plan_set;
struct reach_result;
struct score_result;
struct theme_table;

/** What the report shows; all of it made from the same plans. */
struct report_input {
    const struct plan_set *plans;      /* loaded with evidence */
    const struct score_result *scores; /* STAGE_COUNT of them, by stage, on one scheme */
    const struct check_result *checks;
    const struct coverage_result *coverage;
    const struct reach_result *reach;
    const struct exposure_result *exposure;
    const struct theme_table *themes; /* of the level of themes */
    const struct overlap_result *overlaps;
    const char *as_of; /* ISO day that lateness is told from; NULL: each plan's own date */
};

/**
 * Writes the report: one HTML file that asks for nothing from anywhere, allows only its own style and script
 * (a Content-Security-Policy by their hashes), is well-formed XML too, and is one long document where scripts
 * are off. With them its sections are pages, and what is long stands in <noscript> until somebody looks at
 * it: a browser takes that for one piece of text, so that a large report opens at once. The same input gives
 * the same bytes: there is no clock in it. file:   its name, for diagnostics. Errors: STATUS_OUTPUT: it can't
 * be written; reported.
 */
CHECKED enum status report_write(FILE *out, const char *file, const struct report_input *input,
                                 struct diag_sink *sink);
#endif
