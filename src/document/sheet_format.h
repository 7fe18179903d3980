#ifndef DOCUMENT_SHEET_FORMAT_H
#define DOCUMENT_SHEET_FORMAT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/span.h"

/** How numbers of a worksheet's cells are shown. Source: ECMA-376-1, 18.8.30 (numFmt). */
struct number_format {
    long id;                     /* 0: General; below 164 built in */
    struct span code;            /* of one that is not built in */
};

/**
 * A number as the format shows it, behind what the buffer holds: a day as 05/04/2010, a month as "Apr 2010", a share as 50%.
 * epoch_1904: the workbook counts its days from 1904.
 */
void sheet_format_number(double number, const struct number_format *format, bool epoch_1904, struct buffer *out);

/** A colour of the palette that old workbooks share, or COLOUR_NONE. Source: ECMA-376-1, 18.8.27 (indexedColors). */
uint32_t sheet_indexed_colour(long index);

/** A colour made lighter (tint up to 1) or darker (down to -1). Source: ECMA-376-1, 18.8.3 (color, tint). */
uint32_t sheet_tint_colour(uint32_t colour, double tint);
#endif
