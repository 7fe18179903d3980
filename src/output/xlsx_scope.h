#ifndef OUTPUT_XLSX_SCOPE_H
#define OUTPUT_XLSX_SCOPE_H

#include "output/xlsx_export.h"
#include "output/xlsx_sheet.h"

/** What is said of each section, recommendation and risk, the worst first: "3 of 4", or "not tested". */
void xlsx_add_coverage(struct xlsx_book *book, const struct xlsx_input *input);

/** The scope statement: each rule and plan, how much was looked at, or why nothing could be. */
void xlsx_add_scope(struct xlsx_book *book, const struct xlsx_input *input);
#endif
