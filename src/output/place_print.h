#ifndef OUTPUT_PLACE_PRINT_H
#define OUTPUT_PLACE_PRINT_H

#include <stddef.h>

struct buffer;
struct json_writer;
struct plan;

/** Where a line of a plan stands, as a person finds it: "line 12", in a Word plan "table 3, row 5, 'By when'". */
void place_print(struct buffer *out, const struct plan *plan, size_t line);

/** The same behind a file's name: ":12" as compilers do, in a Word plan ": table 3, row 5, 'By when'". Nothing for line 0. */
void place_print_behind_file(struct buffer *out, const struct plan *plan, size_t line);

/**
 * The members "line" and, of a Word plan only, "place". A text's line is a number, or (last not 0) a closed range of two. A Word
 * plan's is null, and its place an object: table, row, column, heading, page (each null where there is none), paragraph, words.
 */
void place_put_members(struct json_writer *json, const struct plan *plan, size_t line, size_t last);
#endif
