#ifndef OUTPUT_XLSX_RISKS_H
#define OUTPUT_XLSX_RISKS_H

#include "output/xlsx_export.h"
#include "output/xlsx_sheet.h"

/** The sheet Matrix: for each stage the counts of the Risks sheet by its levels, and the scheme's bands and
 * figures. */
void xlsx_add_matrix(struct xlsx_book *book, const struct xlsx_input *input);

/** The sheet Risks: levels, and scores and bands as formulas over them. */
void xlsx_add_risks(struct xlsx_book *book, const struct xlsx_input *input);
#endif
