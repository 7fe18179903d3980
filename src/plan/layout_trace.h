#ifndef PLAN_LAYOUT_TRACE_H
#define PLAN_LAYOUT_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct arena;
struct build;

/**
 * How a plan's tables were recognised: told while it is read, for people who write grammars. A table of the
 * trace is a run of rows under one header; the same header again goes on with it.
 */

/** A field and how well words suit it, in the rough natural-log units of grammars/evidence.yaml. */
struct traced_field {
    const char *name; /* "owner": as in grammars/columns.yaml; NULL: none */
    double score;     /* mean over the column's cells */
};

struct traced_column {
    struct span heading;     /* no text: the column has none */
    const char *field;       /* that it fills; NULL: nothing says what the column holds */
    uint32_t rule;           /* that read the heading; 0: none */
    bool is_listed;          /* the heading is a phrase of columns.yaml, word for word */
    struct traced_field own; /* how well its cells suit that field */
    struct traced_field
        second;        /* the field, of those that no other column fills, that they suit best besides */
    size_t cells;      /* that hold words */
    double scores[64]; /* by enum field: sums, while cells are told */
};

struct traced_table {
    const char *origin; /* "cells parted by tabs", "a table of Word's", ... */
    size_t line_first;
    size_t line_last;
    size_t rows;       /* records that were made of it */
    size_t least_line; /* of the record whose cells were the least certain; 0: none was in doubt */
    double least;      /* its confidence */
    bool is_known;     /* its header was recognised; else no row of it was read */
    struct traced_column *columns;
    size_t column_count;
};

struct layout_trace {
    struct arena *arena;
    struct traced_table *tables; /* in reading order */
    size_t count;
    size_t capacity;
};

/* ---- inside plan/ --------------------------------------------------------------------------------- */

/** A record was put together: its columns and their cells. Does nothing without a trace. */
void layout_trace_record(struct build *build);

/** The plan is read: tables of which no row was read are told too, and scores are settled. */
void layout_trace_finish(struct build *build);
#endif
