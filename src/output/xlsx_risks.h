#ifndef OUTPUT_XLSX_RISKS_H
#define OUTPUT_XLSX_RISKS_H

#include "output/xlsx_export.h"
#include "output/xlsx_sheet.h"

struct scheme_band;

/** The sheet Matrix: for each stage the counts of the Risks sheet by its levels, and the scheme's bands and
 * figures. */
void xlsx_add_matrix(struct xlsx_book *book, const struct xlsx_input *input);

/** The sheet Risks: levels, and scores and bands as formulas over them. */
void xlsx_add_risks(struct xlsx_book *book, const struct xlsx_input *input);

/** The hidden copy of Risks, without formulas. */
struct xlsx_sheet xlsx_copy_risks(struct xlsx_book *book, const struct xlsx_input *input);

/** A band's colour; number: a count, with the band's letter beside it, so that colour is never alone. */
lxw_format *xlsx_band_format(struct xlsx_book *book, const struct scheme_band *band, bool number);
#endif
