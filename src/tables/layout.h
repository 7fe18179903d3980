#ifndef TABLES_LAYOUT_H
#define TABLES_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "document/document.h"
#include "tables/heading_phrase.h"
#include "tables/line_signs.h"

struct arena;
struct grammar;
struct matcher;
struct pattern_set;

/**
 * Inside tables/ only: what the recognisers of layouts share while one document's blocks are gone through.
 * Each looks at the block at `index` and either adds blocks of its own and returns the index behind what it
 * took, or adds nothing and returns `index`.
 */
struct layout {
    const struct grammar *grammar;
    struct heading_phrases phrases;            /* what the words over a column mean */
    const struct pattern_set *header_patterns; /* columns.patterns */
    const struct pattern_set *page_furniture, *numbered, *marks, *mark_bodies;
    const struct pattern_set *unknown_labels, *running_on, *stages, *products, *dated;
    struct matcher *matcher;
    struct document *document; /* blocks as the reader left them */
    struct arena *arena;
    uint16_t *signs;      /* of each of them: enum line_sign; none of a table */
    struct block *blocks; /* as they will be; the document's own until one of them differs */
    size_t block_count, block_capacity;
    size_t furniture_capacity, unread_capacity;
    size_t no_items_before; /* blocks whose labels were looked at and make no items */
    size_t no_cards_before; /* the same for labels on the left of pipes or of aligned columns */
    bool has_cell_lines;    /* paragraphs of a last cell were found below its row */
    bool has_items;         /* labelled items were found */
};

/** How sure are we that words are the heading of a column? */
enum heading_evidence { HEADING_UNKNOWN, HEADING_LIKE, HEADING_LISTED };

/** What the words over a column, or before a colon, mean: an entry of columns.headers, or -1. */
int layout_heading(const struct layout *layout, struct span words, enum heading_evidence *evidence);
/** The same, listed phrases only. */
int layout_listed_heading(const struct layout *layout, struct span words);
/**
 * "Action 3", "Risk R1.2": the label of what an item is about, with its code behind it. Returns the meaning
 * and parts the two; -1 where it is none.
 */
int layout_coded_label(const struct layout *layout, struct span words, struct span *label, struct span *code);
/** The name of an entry ("owner"); "" for -1. */
const char *layout_heading_name(const struct layout *layout, int meaning);
/** Does it name what a row is about (an action, a risk)? */
bool layout_is_main(const struct layout *layout, int meaning);

/** Are these words a header: two listed headings at least, most of them known? Blank spans are empty cells.
 */
bool layout_is_header(const struct layout *layout, const struct span *words, size_t count);
/** How well they make one: 2 a listed heading, 1 a likely one, -1 any other. */
int layout_header_score(const struct layout *layout, const struct span *words, size_t count);

/** Is the line, or one of a few pieces of it, a page number? */
bool layout_is_page_number(const struct layout *layout, struct span text);

/** Is the block one of the document's first lines printed again (a page's running head)? */
bool layout_is_running_head(const struct layout *layout, const struct block *block);

void layout_add_block(struct layout *layout, const struct block *block);
/** Words that are the layout's: page headers, labels of later items. */
void layout_add_furniture(struct layout *layout, struct span words);

/** Words of a table or card that nobody knows what to make of. */
void layout_leave_unread(struct layout *layout, struct span words);

/** A table that grows row by row, all of `columns` cells. */
struct table_growth {
    struct table *table;
    size_t capacity;
    size_t columns;
};
void growth_begin(struct layout *layout, struct table_growth *growth, enum table_origin origin,
                  size_t columns);
/** A row of empty cells; valid until the next. */
struct row *growth_add_row(struct layout *layout, struct table_growth *growth, const struct block *place,
                           enum row_join join);
/** Adds the table as a block, where it has rows. */
void growth_finish(struct layout *layout, struct table_growth *growth);

/** Words of a heading that stand on several lines, as one text that stands nowhere; the pieces become
 * furniture. */
struct span layout_join_words(struct layout *layout, const struct span *pieces, size_t count);
/** What grammars/layouts.yaml calls a column that has no words of its own ("action"). */
struct span layout_stand_in(const struct layout *layout, const char *meaning);

/**
 * Rows of one cell over the header of a table by tabs (a sheet's title, the council) leave the table as
 * paragraphs.
 */
void front_rows_release(struct layout *layout, size_t index);

/* ---- labels of a stage of a rating ("Gross", "Residual risk"): grammars/ratings.yaml, stages
 * ---------------- */

/** The stage that the label names ("net"), or NULL. */
const char *stage_label_find(const struct layout *layout, struct span label);
/** Does the value give both axes of a rating? */
bool stage_label_is_rating(const struct layout *layout, struct span value);
/** What an axis ("likelihood") of the stage's rating is called: its words, which stand nowhere; returns their
 * meaning, or -1. */
int stage_label_name(const struct layout *layout, const char *stage, const char *axis, struct span *words);

/* ---- signs of lines --------------------------------------------------------------------------------- */

enum {
    /** Lines that may begin with the label of a value. */
    LABEL_SIGNS = LINE_HAS_COLON | LINE_HAS_GAP | LINE_HAS_DASH,
    /** Lines that may hold the mark of an action. */
    MARK_SIGNS = LINE_HAS_COLON | LINE_HAS_BRACKET | LINE_SAYS_ACTION | LINE_BEGINS_A,

    LEAD_IN_LINES = 4, /* of a paragraph over its labelled lines */
};

/** Notes the signs of all lines: layout->signs. */
void layout_note_signs(struct layout *layout);

/* ---- the recognisers ------------------------------------------------------------------------------ */

size_t aligned_table_recover(struct layout *layout, size_t index);
size_t pipe_table_recover(struct layout *layout, size_t index);
size_t labelled_items_recover(struct layout *layout, size_t index);
size_t cell_lines_recover(struct layout *layout, size_t index);
size_t label_cells_recover(struct layout *layout, size_t index);
/** A table whose labels stand on the left, values beside them: adds its items as a table and says so, or adds
 * nothing. */
bool label_cells_read(struct layout *layout, const struct table *table);
size_t transposed_lines_recover(struct layout *layout, size_t index);
size_t marked_action_recover(struct layout *layout, size_t index);
/** The whole rest of a file of separated values. */
size_t separated_table_recover(struct layout *layout, size_t index);
#endif
