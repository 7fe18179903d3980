#ifndef TABLES_ALIGNED_GRID_H
#define TABLES_ALIGNED_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "tables/aligned_line.h"

struct layout;

/** Columns of a table that spaces align: where each begins. Units: characters from the page's left edge. */
struct aligned_grid {
    size_t count;
    size_t starts[ALIGNED_COLUMNS];
    size_t header_from[ALIGNED_COLUMNS], header_to[ALIGNED_COLUMNS];
    struct span words[ALIGNED_COLUMNS]; /* of the header */
    size_t header_lines;                /* how many lines it takes */
};

/** How many lines of a page's rows hold a character, or the start of a piece, at a place. */
struct aligned_profile {
    unsigned filled[ALIGNED_WIDTH + 2];
    unsigned begins[ALIGNED_WIDTH + 2];
};

/** The header that begins at block `index`, over one to four lines; false where there is none. */
bool aligned_grid_read_header(struct layout *layout, size_t index, struct aligned_grid *grid);

/** A column more, left of the others: what stands before the first heading. */
void aligned_grid_add_first(struct aligned_grid *grid, struct span words);

void aligned_profile_add(struct aligned_profile *profile, const struct aligned_line *line);

/** Sets where columns begin: between two headings, where the fewest rows hold anything right before it. */
void aligned_grid_settle(struct aligned_grid *grid, const struct aligned_profile *profile);

/** A page may be printed a few characters further left or right: moves the columns to where its rows stand.
 */
void aligned_grid_shift(struct aligned_grid *grid, const struct aligned_profile *profile);

/**
 * The cells of a line: false where a piece runs over the edge of its column into one that isn't empty, or
 * fills several as a paragraph does. cells: one a column, no text where the line has none.
 */
bool aligned_grid_place(const struct aligned_grid *grid, const struct aligned_line *line, struct span *cells,
                        size_t *filled);
#endif
