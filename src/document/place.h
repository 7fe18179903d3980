#ifndef DOCUMENT_PLACE_H
#define DOCUMENT_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct buffer;

/** Where a line of a Word file stands. All count from 1; table 0: outside of tables. */
struct place {
    uint32_t table;              /* struct table's number, of the innermost */
    uint32_t row;
    uint16_t column;             /* first grid column of the cell */
    uint16_t page;               /* 0: the file doesn't say */
};

/** The heading of a table's column. */
struct table_heading {
    uint32_t table;
    uint16_t column;             /* first grid column */
    struct span words;
};

/** The places of a Word file's lines, with what is needed to print them. { 0 }: it is no Word file, and lines are lines. */
struct place_map {
    const struct place *lines;   /* by line, from 1 */
    size_t line_count;
    const struct place *parents; /* by number of a table, less one: where it stands inside of another; table 0: in none */
    size_t table_count;
    const struct table_heading *headings;    /* in the order of tables and columns */
    size_t heading_count;
};

/** The place of a line; false where the map has none. */
bool place_find(const struct place_map *map, size_t line, struct place *place);

/** The heading over a place; no text where its column has none. */
struct span place_heading(const struct place_map *map, const struct place *place);

/** A line as a person finds it: "line 12"; in Word "table 3, row 5, 'By when', page 2", "column 4" without a heading, "paragraph 12". */
void place_add_words(struct buffer *out, const struct place_map *map, size_t line);
#endif
