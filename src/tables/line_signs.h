#ifndef TABLES_LINE_SIGNS_H
#define TABLES_LINE_SIGNS_H

#include <stdint.h>

struct block;

/**
 * What a line shows at a glance: the signs that layouts are known by, each of which most lines lack. A line
 * without a layout's sign need not be looked at by its recogniser.
 */
enum line_sign {
    LINE_HAS_GAP = 1 << 0, /* two blanks side by side */
    LINE_HAS_COLON = 1 << 1,
    LINE_HAS_BAR = 1 << 2,     /* "|", a sign of a drawn box, or "+" at the beginning */
    LINE_HAS_BRACKET = 1 << 3, /* "[" or "(" */
    LINE_HAS_DASH = 1 << 4,    /* a blank, then a hyphen or what may be a longer dash */
    LINE_HAS_LIST = 1 << 5,    /* "," or ";" */
    LINE_SAYS_ACTION = 1 << 6, /* "CT", as in "ACTION" */
    LINE_BEGINS_A = 1 << 7,    /* "A" or "a", perhaps of "Action" */
    LINE_LEADS_IN = 1 << 8,    /* what may be a label begins one of the few lines below it */
};

/** The signs that a block's line has by itself; a table has none. */
uint16_t line_signs_of(const struct block *block);
#endif
