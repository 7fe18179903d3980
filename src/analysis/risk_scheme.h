#ifndef ANALYSIS_RISK_SCHEME_H
#define ANALYSIS_RISK_SCHEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct arena;
struct diag_sink;
struct grammar;

enum { SCHEME_LEVEL_LIMIT = 10 };

/** The two axes of a matrix. */
enum risk_axis { AXIS_IMPACT, AXIS_LIKELIHOOD, AXIS_COUNT };
const char *risk_axis_name(enum risk_axis axis); /* "impact", "likelihood" */

/** One level of an axis; level numbers run from 1, the least, to the axis's level_count. */
struct scheme_level {
    const char *name;         /* "Almost certain" */
    const char *const *words; /* what else plans call it: synonyms, letters, numerals */
    size_t word_count;
};

struct scheme_axis {
    const char *title; /* "Consequence": what the scheme calls the axis */
    struct scheme_level levels[SCHEME_LEVEL_LIMIT];
    size_t level_count;                /* 2..SCHEME_LEVEL_LIMIT */
    double points[SCHEME_LEVEL_LIMIT]; /* what a level counts in a formula: 1, 2, 3, ... unless given */
};

struct scheme_band {
    const char *name; /* "Extreme" */
    char letter;      /* 'X': a band is never told by its colour alone */
    uint32_t colour;  /* 0xRRGGBB */
};

/** How a scheme makes a figure of a cell's two levels. */
enum scheme_formula {
    FORMULA_NONE,    /* it draws its cells as a grid */
    FORMULA_PRODUCT, /* points of likelihood times points of impact */
    FORMULA_SUM,     /* each axis's points times its weight, summed */
};

/**
 * A scoring scheme: the levels of both axes, and a band for every cell. Read from grammars/schemes/NAME.yaml,
 * checked when loaded. Bands run from the least (0) to the greatest.
 */
struct risk_scheme {
    const char *name; /* "npsa-5x5" */
    const char *title;
    const char *source; /* where the scale comes from, for people */
    struct scheme_axis axes[AXIS_COUNT];
    const struct scheme_band *bands;
    size_t band_count;
    uint8_t cells[SCHEME_LEVEL_LIMIT][SCHEME_LEVEL_LIMIT]; /* band by [likelihood - 1][impact - 1] */
    enum scheme_formula formula;
    double weights[AXIS_COUNT];      /* of FORMULA_SUM; 1 unless given */
    bool has_code;                   /* cells are printed as a code: "C4", "B/II" */
    enum risk_axis code[AXIS_COUNT]; /* the axes in the order of such a code */
};

/** The scheme that is used where the user names none. */
extern const char risk_scheme_default[];

/**
 * Reads the scheme NAME.
 * Ownership: *out lives in the arena; its strings are the grammar's, which must stay.
 * Errors:    STATUS_USAGE: there is no such scheme. STATUS_GRAMMAR: a level, band or cell is missing, doubled
 * or unknown, or the formula gives a cell a figure that no band takes; reported with file, line and column.
 * What is odd about a scheme that can be used all the same: scheme_lint.
 */
CHECKED enum status risk_scheme_load(const struct grammar *grammar, const char *name, struct arena *arena,
                                     struct diag_sink *sink, const struct risk_scheme **out);

/** The level (from 1) that the words name on an axis, without regard to case; 0 where the axis has no such
 * level. */
unsigned risk_scheme_level(const struct scheme_axis *axis, struct span words);

/**
 * The figure of a cell (levels from 1): its formula's, or for a scheme that is drawn as a grid the product of
 * the level numbers, which is what people multiply in their heads.
 */
double risk_scheme_figure(const struct risk_scheme *scheme, unsigned likelihood, unsigned impact);

/** Points such as 0.1 have no exact double: are these two figures the same? */
bool risk_scheme_same_figure(double a, double b);

/** Reads a code such as "C4" or "B/II": the level of each axis, from 1. False where the scheme has no codes
 * or these words are none of them; levels are left as they were. */
bool risk_scheme_read_code(const struct risk_scheme *scheme, struct span words,
                           unsigned levels[static AXIS_COUNT]);
#endif
