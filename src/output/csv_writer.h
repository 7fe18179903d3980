#ifndef OUTPUT_CSV_WRITER_H
#define OUTPUT_CSV_WRITER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buffer.h"
#include "base/span.h"

/**
 * Comma-separated values: rows end in CRLF, a cell is quoted where it must be.
 * Unless raw, a cell that a spreadsheet would take as a formula (its first character is = + - @, a tab, CR or
 * LF, or a full-width form of those marks) gets a ' before it, and control characters other than tab and line
 * breaks become U+FFFD, so that a file shown on a terminal can't steer it. Source: RFC 4180; OWASP, "CSV
 * Injection".
 */
struct csv_writer {
    FILE *stream;
    struct buffer buffer;
    bool raw;
    bool row_has_cells;
};

void csv_begin(struct csv_writer *csv, FILE *stream, bool raw);
/** Hands what is left to the stream and frees what the writer holds. */
void csv_end(struct csv_writer *csv);

/** An empty cell where there is no text. */
void csv_span(struct csv_writer *csv, struct span value);
void csv_string(struct csv_writer *csv, const char *value);
/** Numbers are never taken for formulas, and are written as they are. */
void csv_integer(struct csv_writer *csv, int64_t value);
void csv_number(struct csv_writer *csv, double value);
void csv_end_row(struct csv_writer *csv);
#endif
