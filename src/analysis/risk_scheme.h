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
    size_t level_count; /* 2..SCHEME_LEVEL_LIMIT */
};

struct scheme_band {
    const char *name; /* "Extreme" */
    char letter;      /* 'X': a band is never told by its colour alone */
    uint32_t colour;  /* 0xRRGGBB */
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
};

/** The scheme that is used where the user names none. */
extern const char risk_scheme_default[];

/**
 * Reads the scheme NAME.
 * Ownership: *out lives in the arena; its strings are the grammar's, which must stay.
 * Errors:    STATUS_USAGE: there is no such scheme. STATUS_GRAMMAR: a level, band or cell is missing, doubled
 * or unknown, or a rise on an axis lowers the band; reported with file, line and column.
 */
CHECKED enum status risk_scheme_load(const struct grammar *grammar, const char *name, struct arena *arena,
                                     struct diag_sink *sink, const struct risk_scheme **out);

/** The level (from 1) that the words name on an axis, without regard to case; 0 where the axis has no such
 * level. */
unsigned risk_scheme_level(const struct scheme_axis *axis, struct span words);
#endif
