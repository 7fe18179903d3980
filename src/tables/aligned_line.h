#ifndef TABLES_ALIGNED_LINE_H
#define TABLES_ALIGNED_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct block;

enum {
    ALIGNED_COLUMNS = 24, /* of one table */
    ALIGNED_WIDTH = 512,  /* characters of a line */
};

/** A run of words of a line with two spaces or more on both sides. Units: characters from the page's left
 * edge. */
struct aligned_piece {
    struct span text;
    size_t from;
    size_t to; /* behind its last character */
};

struct aligned_line {
    struct aligned_piece pieces[ALIGNED_COLUMNS];
    size_t count; /* 0: blank, too wide or of too many pieces */
};

/** Takes a paragraph's line apart. */
void aligned_line_split(const struct block *block, struct aligned_line *line);

/** The piece's part [from, to) in characters, trimmed; no text where it is blank. */
struct span aligned_piece_part(const struct aligned_piece *piece, size_t from, size_t to);
#endif
