#ifndef OUTPUT_HTML_REPORT_H
#define OUTPUT_HTML_REPORT_H

#include <stdio.h>

#include "base/status.h"

struct check_result;
struct diag_sink;
struct overlap_result;
struct plan_set;
struct score_result;

/** What the page shows; all of it made from the same plans. */
struct report_input {
    const struct plan_set
        *plans; /* loaded with evidence: the unread lines are quoted; without, they are counted */
    const struct score_result *scores;
    const struct check_result *checks;
    const struct overlap_result *overlaps;
};

/**
 * Writes one self-contained HTML page: it asks for nothing from anywhere, allows only its own style and
 * script (a Content-Security-Policy by their hashes), is well-formed XML too, and is readable without script.
 * The same input gives the same bytes. file:   its name, for diagnostics. Errors: STATUS_OUTPUT: it can't be
 * written; reported.
 */
CHECKED enum status html_report_write(FILE *out, const char *file, const struct report_input *input,
                                      struct diag_sink *sink);
#endif
