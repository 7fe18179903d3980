#ifndef OUTPUT_XLSX_EXPORT_H
#define OUTPUT_XLSX_EXPORT_H

#include <stdio.h>

#include "base/status.h"

struct check_result;
struct coverage_result;
struct diag_sink;
struct overlap_result;
struct plan_set;
struct score_result;

/** The sheets that a person may edit, and the hidden copies of them as they were written: what differs was
 * changed. */
#define XLSX_ACTIONS        "Actions"
#define XLSX_RISKS          "Risks"
#define XLSX_ACTIONS_BEFORE "Actions as written"
#define XLSX_RISKS_BEFORE   "Risks as written"

/** What the workbook shows; all of it made from the same plans. */
struct xlsx_input {
    const struct plan_set *plans;
    const struct score_result *scores; /* one for each stage, [STAGE_COUNT], on one scheme */
    const struct check_result *checks;
    const struct overlap_result *overlaps;
    const struct coverage_result *coverage;
};

/**
 * Writes the register as an Excel workbook: About, Matrix, Actions, Risks, Findings, Coverage, Scope,
 * Overlaps. The matrix and the scores are formulas over the levels of the Risks sheet, so that they follow
 * what a person changes there; a level that the plan does not state is an empty cell. The same plans give the
 * same bytes: no clock is in it. Errors: STATUS_OUTPUT: it can't be written; reported. Source: ISO/IEC 29500,
 * through libxlsxwriter.
 */
CHECKED enum status xlsx_export_write(const struct xlsx_input *input, FILE *out, struct diag_sink *sink);
#endif
