#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "characters/source_text.h"
#include "document/passage.h"
#include "document/place.h"

struct arena;

/**
 * One model for every format. A document is blocks in order; a table is a block; a cell holds
 * blocks. Every span is a piece of document->source.text, which for plain text is the file itself and for
 * Word is its words, a paragraph a line, as the reader wrote them down.
 */
enum block_kind {
    BLOCK_HEADING,   /* level says how deep */
    BLOCK_PARAGRAPH, /* in plain text: one line; see `joins` */
    BLOCK_LIST_ITEM, /* label is its mark or number */
    BLOCK_TABLE,
};

/** What a line is, in the end: the account that nothing was dropped. */
enum line_use { USE_NONE, USE_VALUE, USE_FURNITURE, USE_REPEAT, USE_PROSE, USE_UNREAD };

struct block {
    enum block_kind kind;
    unsigned level;  /* heading: from 1, 0 not known; list item: depth from 0 */
    unsigned indent; /* columns of white space before it (plain text) */
    unsigned gap;    /* blank lines before it */
    bool page_break_before;
    bool bold;           /* Word: all of it bold */
    struct span text;    /* one line's words without label and marks; trimmed */
    struct span label;   /* "•", "-", "1.", "(a)" as printed; no text where it has none */
    struct span whole;   /* label and text and tabs: the whole line */
    size_t line;         /* from 1; Word: the paragraph's number */
    struct table *table; /* BLOCK_TABLE */
};

struct cell {
    struct block
        *blocks; /* its paragraphs; a nested table is a block of it; NULL where cell_block makes it */
    size_t block_count;
    struct span text;     /* plain text: the cell's words on its line, trimmed */
    size_t column;        /* first grid column, from 0 */
    unsigned column_span; /* at least 1 */
    unsigned row_span;    /* at least 1; a cell hidden by one above has 0 */
    uint32_t colour;      /* 0xRRGGBB of its shading, or COLOUR_NONE */
};
#define COLOUR_NONE UINT32_MAX

/** A block of a cell. Most cells are one plain paragraph, which is not kept: it is the cell's words. Its line
 * is then 0. */
static inline struct block cell_block(const struct cell *cell, size_t index)
{
    if (cell->blocks)
        return cell->blocks[index];
    return (struct block){ .kind = BLOCK_PARAGRAPH, .text = cell->text, .whole = cell->text };
}

/** What the layout says of a row's place in its record (blank lines or rules between records, a wrap at the
 * column's edge). */
enum row_join {
    ROW_BY_EVIDENCE, /* nothing: its words decide */
    ROW_MAY_BEGIN,   /* what it is about does not wrap from the row above: its words decide, with that in mind
                      */
    ROW_BEGINS,      /* a record begins here */
    ROW_GOES_ON,     /* it goes on from the row above */
};

struct row {
    struct cell *cells;
    size_t cell_count;
    unsigned gap; /* blank lines before it */
    bool page_break_before;
    bool is_header; /* marked so by the format (Word), not guessed */
    enum row_join join;
    size_t line; /* first line */
};

enum table_origin {
    TABLE_TABS, /* rows of tab-separated cells */
    TABLE_WORD, /* true cells */
    TABLE_CSV,
    TABLE_ALIGNED,
    TABLE_PIPES,
    TABLE_LABELS, /* values with a label each: paragraphs, cells beside their labels, marked sentences */
};

struct table {
    enum table_origin origin;
    struct row *rows;
    size_t row_count;
    size_t number; /* from 1, in reading order */
};

enum note_kind { NOTE_FOOTNOTE, NOTE_ENDNOTE, NOTE_COMMENT, NOTE_HEADER, NOTE_FOOTER };

/** What stands beside the text: its words are written down behind the body's, and are no blocks of the
 * document. */
struct note {
    enum note_kind kind;
    struct span author; /* of a comment; no text: not stated */
    long id;            /* that the body refers to it by, in its kind */
    size_t line;        /* of the paragraph that does, from 1; 0: none */
    struct block *blocks;
    size_t block_count;
};

struct document {
    struct arena *arena;
    struct source_text source;
    struct block *blocks;
    size_t block_count;
    struct span *furniture; /* words that belong to the layout: page headers, repeated labels */
    size_t furniture_count;
    struct span *unread; /* words of a card that no field is known for */
    size_t unread_count;
    struct span title_hint; /* Word: document properties; no text where there is none */
    struct span council_hint;
    struct span date_hint;

    /* Word only: */
    struct arena
        *cells; /* the cells of its tables and what stands in them, row by row in the order of the file; */
    struct arena *rows;         /* and their rows: both go before the document, when they have been read */
    const struct place *places; /* by line, source.line_count of them; NULL: not known */
    const struct place
        *parents; /* by number of a table, less one: where it stands inside of another; table 0: in none */
    size_t table_count;
    struct note *notes;
    size_t note_count;
    size_t revision_count; /* tracked changes that nobody has accepted or rejected */
};

/**
 * Plain text into blocks: one paragraph block per line that is not blank, with label, indent and gap; a run
 * of lines with tabs becomes a table of origin TABLE_TABS whose cells keep their number of tabs before them
 * as grid column. Ownership: the document and all in it live in the arena.
 */
struct document *document_read_text(const struct source_text *source, struct arena *arena);

/**
 * The same for lines [first, end), from 0, of a document's source: adds their blocks behind those that there
 * are. capacity: how many have room in document->blocks; goes up.
 */
void document_add_lines(struct document *document, size_t *capacity, size_t first, size_t end);

/**
 * Gives back the cells of rows [0, end) of a table, and of all that stands before them; but not of rows from
 * whose merged cells others hang that stand below. Only for who reads the document from its beginning to its
 * end, once. from: the first row whose cells are still there; returns the same for what is left.
 */
size_t document_forget_rows(struct document *document, const struct table *table, size_t from, size_t end);
/** The tables have been read: those of Word lose their rows. */
void document_forget_tables(struct document *document);

/** The line (from 1) of an offset. */
size_t document_line(const struct document *document, size_t offset);
#endif
