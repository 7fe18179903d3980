#ifndef TABLES_ITEM_TABLE_H
#define TABLES_ITEM_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct layout;

enum { ITEM_COLUMNS = 32 };

/** A column that labels make: what they mean, and the first of them as printed. */
struct item_column {
    struct span words;
    int meaning;
    bool in_item;     /* the item being put together has it */
    struct span used; /* by these words */
};

struct item_piece {
    size_t item;
    size_t column;
    struct span text;
    size_t line;
};

/** Items whose values are labelled one by one, wherever they stand, on their way to a table with a row an
 * item. */
struct item_table {
    struct layout *layout;
    struct item_column columns[ITEM_COLUMNS];
    size_t column_count;
    struct item_piece *pieces; /* by item */
    size_t piece_count, piece_capacity;
    struct span *labels; /* all but a column's first: furniture */
    size_t label_count, label_capacity;
    size_t item_count;
};

/**
 * The column of a label: a new one, or that of another item's label with the same meaning. A label that the
 * item has, or a second that names what it is about, begins the next item. SIZE_MAX where there are too many
 * columns.
 */
size_t items_add_label(struct item_table *items, struct span words, int meaning);
/** Does a label begin the next item: has the one being put together such a one already? */
bool items_begins_next(const struct item_table *items, struct span words, int meaning);
/** Words that are a label's, in no cell of the table. */
void items_add_furniture(struct item_table *items, struct span words);
void items_begin_item(struct item_table *items);
/** Words of a column's value, in reading order. */
void items_add_piece(struct item_table *items, size_t column, struct span text, size_t line);

bool items_have(const struct item_table *items, const char *meaning);
bool items_have_main(const struct item_table *items);
/** Adds the table to the layout's blocks. */
void items_emit(struct item_table *items);
#endif
