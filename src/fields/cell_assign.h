#ifndef FIELDS_CELL_ASSIGN_H
#define FIELDS_CELL_ASSIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "fields/column_match.h"

struct arena;
struct cell_scorer;
struct matcher;
struct owner_names;

/** A piece of a table that has lost its cell borders: a paragraph, or what stands between two tabs. */
struct table_piece {
    struct span text;
    bool is_list_item;
    unsigned gap;  /* blank lines before it */
    size_t column; /* by count; SIZE_MAX where it has none */
};

/** What is to be given to which columns, and what helps to judge it. All borrowed. */
struct assignment {
    const struct cell_scorer *scorer;
    struct matcher *matcher;
    const struct owner_names *names; /* known in the plan so far; may be NULL */
    struct arena *arena;
    const struct table_piece *pieces;
    size_t count;
    const struct column_set *columns;
    bool is_whole; /* of a row: it has as many cells as the header, so their count is strong evidence */
};

/** Which column a piece was given to, whether a new row begins with it, and by how much it was the better
 * choice. */
struct piece_place {
    size_t column;
    bool begins_row;
    double confidence; /* 0..1: how clearly the piece's own words suit this column rather than another */
};

/**
 * The best order-preserving assignment of paragraphs to the columns of a header, rows and all, by dynamic
 * programming (Viterbi over columns): the sum of each piece's evidence for its column and of what each step
 * is worth. places gets one for each piece. O(pieces x columns) time. Source: Viterbi 1967; weights in
 * grammars/evidence.yaml.
 */
void cell_assign_paragraphs(const struct assignment *task, struct piece_place *places);

/**
 * The same for the filled cells of one row that does not have as many cells as its header: each column takes
 * one cell at most, in order; a cell's place by count speaks for it. A cell that no column wants gets column
 * SIZE_MAX.
 */
void cell_assign_row(const struct assignment *task, struct piece_place *places);
#endif
