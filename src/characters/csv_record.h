#ifndef CHARACTERS_CSV_RECORD_H
#define CHARACTERS_CSV_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct arena;

/** Comma-separated values as spreadsheets write them, record by record. Source: RFC 4180. */
struct csv_reader {
    struct span text; /* all of it, as UTF-8 */
    size_t at;
    size_t line; /* of the record that was read last, from 1 */
    size_t next_line;
    char separator; /* ',' or, where the first line has more of them, ';' or a tab */
    struct arena *arena;
};

void csv_reader_begin(struct csv_reader *reader, struct span text, struct arena *arena);

/**
 * The cells of the next record, at most limit of them: quotes undone, the ' that keeps a spreadsheet from
 * taking a cell as a formula taken off, white space at the ends too. The rest of cells[0..limit) is empty.
 * False at the end of the text.
 */
bool csv_reader_next(struct csv_reader *reader, struct span *cells, size_t limit);
#endif
