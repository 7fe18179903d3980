#ifndef DOCUMENT_WORD_STATE_H
#define DOCUMENT_WORD_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/document.h"
#include "document/word_colour.h"
#include "document/word_number.h"
#include "document/word_read.h"
#include "document/word_style.h"
#include "document/word_symbol.h"
#include "document/word_xml.h"

/**
 * Inside the Word reader only: its state while one file's parts are read, and what its files give each other.
 */

struct arena;
struct diag_sink;

enum {
    WORD_FIELD_LIMIT = 32,     /* fields inside of fields; deeper ones count as one */
    WORD_TEXT_LIMIT = 1 << 30, /* bytes of words, of the body and likewise of the notes */
    NO_NOTE_ID = -1000,        /* of a note that stands where it belongs to; Word's own are from -1 on */
    WORD_COLUMN_LIMIT = 1024,  /* of a table's grid; Word itself ends at 63 cells a row */
};

/** Blocks that are being collected: of the document, a cell, a note. */
struct block_list {
    struct block *items;
    size_t count, capacity;
    unsigned gap; /* empty paragraphs since the last block */
};

/** Words that are written down in order, a line each: the body's, and apart from it those of notes. */
struct story {
    struct buffer text;
    uint32_t *lines;
    struct place *places;
    size_t line_count, line_capacity, place_capacity;
};

/** A paragraph whose words are still coming; text boxes and notes in it have their own. */
struct word_paragraph {
    struct buffer words; /* breaks are LF */
    struct word_paragraph_look look;
    const struct word_style *style;
    struct word_run_look base; /* its style's */
    struct word_run_look mark; /* of its mark */
    bool goes_on;              /* its mark is deleted: the next one is part of it */
    bool has_bold, has_plain;
    bool page_break;
    size_t page;                 /* on which its words begin; 0: it has none yet */
    struct buffer printed_label; /* Word 2003: as Word printed it */
};

/** Where the body refers to a note. */
struct note_anchor {
    enum note_kind kind;
    long id;
    size_t line;
};

/** A field between its begin and its end. */
struct word_field {
    bool in_code;
    bool is_today;         /* its result is the day on which somebody looked */
    size_t code_paragraph; /* in which its code began or went on last */
    bool is_count;         /* it has a number, which the file doesn't hold */
    char code[16];         /* its first word, in capitals */
    size_t code_length;
    bool code_done;
    char switches[48]; /* what stands behind that, as far as it fits */
    size_t switches_length;
};

/** Fields that count, and how far they have (word_count_field.c). */
enum word_count_field { COUNT_NOTHING, COUNT_AUTO, COUNT_LEGAL, COUNT_OUTLINE, COUNT_LIST };
enum { COUNT_LEVELS = 10 }; /* those of headings, and last that of all other paragraphs */
struct word_counts {
    long outline[COUNT_LEVELS];
    long lists[3][COUNT_LEVELS];
    size_t list_line, list_level; /* of the last LISTNUM */
};

/** What the legacy form field being read has. */
struct word_form {
    bool is_check_box, is_list, has_checked, checked, default_checked;
    long result;
    struct buffer entries; /* a NUL behind each */
};

/** A content control, or a smart tag. */
struct word_control {
    bool is_tag;
    int tagged[3]; /* a smart tag's year, month and day; 0: it has none */
    bool is_prompt, is_check_box, checked;
    bool is_muted;
    const char *replacement; /* once, in place of what it shows; NULL: none, or done */
    char date[24];           /* w:fullDate; empty: it holds none */
    size_t words_from;       /* of the paragraph that it stands in; SIZE_MAX: it holds whole paragraphs */
};

enum cell_merge { MERGE_NONE, MERGE_BEGINS, MERGE_GOES_ON };

/** A cell that began a vertical merge, by grid column. */
struct merged_cell {
    size_t row, cell;
    bool is_open;
};

/** A table being read. */
struct word_table {
    struct word_table *outer;
    struct block_list *outer_list;
    struct table *table;
    size_t row_capacity;
    struct cell *cells; /* of the row */
    size_t cell_count, cell_capacity;
    struct merged_cell *merged;
    size_t merged_capacity;
    size_t grid; /* next grid column */
    bool in_row, drop_row, is_header;
    size_t row_line;
    size_t page, last_page; /* on which the row begins; the last that a cell of it reaches */

    bool in_cell, drop_cell, drop_content;
    long span;
    enum cell_merge vertical, horizontal;
    uint32_t colour, run_colour, paragraph_colour;
    bool has_runs;
    struct block_list blocks;
    size_t cell_from; /* offset of the story */
};

/** What a document may hold that is not read; word_object.c has their names. */
enum word_unread {
    UNREAD_PICTURE,
    UNREAD_CHART,
    UNREAD_DIAGRAM,
    UNREAD_OBJECT,
    UNREAD_SUBDOCUMENT,
    UNREAD_CHUNK,
    UNREAD_CONTROL,
    UNREAD_SHEET,
    UNREAD_HIDDEN,
    UNREAD_FIELD,
    UNREAD_COUNT
};

struct package;
struct relation_list;
struct word_reader;

/** What happens at an element's start and end; either may be NULL. A list of them ends with WORD_OTHER. */
struct word_handler {
    enum word_name element;
    void (*start)(struct word_reader *reader, const struct word_attributes *attributes);
    void (*end)(struct word_reader *reader);
};

struct word_reader {
    struct word_listener listener;
    const struct word_handler *handlers[WORD_NAME_COUNT]; /* by element */
    struct arena *arena;
    struct diag_sink *sink;
    const char *file;
    struct word_options options;
    struct document *document;
    struct word_styles *styles;
    struct word_numbering *numbering;
    struct word_theme theme;
    size_t theme_slot;       /* the colour of its scheme that is being read, from 1 */
    struct package *package; /* NULL: there is none */
    const struct relation_list
        *relations; /* of the part that is being read, where it is the document; else NULL */
    size_t unread[UNREAD_COUNT];
    struct span unread_object; /* the program that the first of them was made with */
    bool is_settled;           /* styles and numbers are complete */
    bool is_word;              /* the main part's root is Word's */
    bool is_over_limit;
    enum word_name root;

    enum word_name open[WORD_XML_DEPTH_LIMIT];
    bool choice_taken[WORD_XML_DEPTH_LIMIT];
    size_t depth;
    size_t skip; /* elements open since one that is left out, with it; 0: none */

    /* where properties go that come next */
    struct word_paragraph_look *look;
    struct word_run_look *run_look;
    struct word_paragraph_look other_look;
    struct word_run_look other_run_look;

    /* words */
    struct story body, notes;
    struct story *story;
    struct block_list blocks;
    struct block_list *list;
    struct word_paragraph paragraphs[WORD_XML_DEPTH_LIMIT];
    size_t paragraph_depth;
    size_t paragraph_count;           /* that have begun so far */
    struct word_paragraph *paragraph; /* innermost, or NULL */
    struct word_run_look run;         /* said of the run itself */
    const struct word_style *run_style;
    bool run_hidden, run_bold;
    enum word_symbol_font run_font;
    uint32_t run_colour;
    bool page_break;
    struct word_field fields[WORD_FIELD_LIMIT];
    size_t field_depth,
        field_codes; /* open fields; of these still in their code or without a result that counts */
    struct word_counts counts;
    struct word_form form;
    bool in_form;
    struct word_control controls[WORD_XML_DEPTH_LIMIT];
    size_t control_depth, mute;
    struct buffer label;
    struct buffer chart_titles;   /* in quotes, with commas between them */
    struct buffer title, company; /* of the document's properties */

    /* tables */
    size_t page;              /* from 1 */
    bool knows_pages;         /* Word has said where pages break */
    struct word_table *table; /* innermost, or NULL */
    struct word_table *spare; /* for the next */
    size_t table_count;
    struct place *parents; /* by table: where it stands inside of another */
    size_t parent_capacity;

    /* notes */
    struct block_list note_blocks;
    struct block_list *note_outer_list;
    struct word_table *note_outer_table;
    size_t note_capacity;
    struct note_anchor *anchors; /* where the body refers to notes, in its order */
    size_t anchor_count, anchor_capacity;
    size_t note_depth; /* depth at which the open note began; 0: none */
    enum note_kind note_kind;

    /* styles and numbering being read */
    struct word_style *style;
    struct word_abstract_number *abstract;
    struct word_number *number;
    struct word_level *level;
    bool level_is_own;
    size_t level_index;
};

/** The element around the one that is being started or ended. */
enum word_name word_parent(const struct word_reader *reader);
/** The element around that one. */
enum word_name word_grandparent(const struct word_reader *reader);
/** Leaves the element that is being started out, with all in it. */
void word_skip(struct word_reader *reader);
/** Reports a limit that the document breaks, and stops. */
void word_over_limit(struct word_reader *reader, const char *what);

/* ---- the elements that each module reads ------------------------------------------------------------- */

extern const struct word_handler word_text_handlers[]; /* paragraphs, runs, words */
extern const struct word_handler
    word_look_handlers[]; /* what is said of them, directly or by styles; colours */
extern const struct word_handler word_revision_handlers[];
extern const struct word_handler word_field_handlers[]; /* fields, forms, content controls */
extern const struct word_handler word_table_handlers[];
extern const struct word_handler word_note_handlers[]; /* what stands beside the text: notes, boxes */
extern const struct word_handler word_list_handlers[]; /* definitions of lists */

extern const struct word_handler word_object_handlers[]; /* pictures, objects, inserted files */

/* ---- paragraphs and their words (word_paragraph.c, word_text.c) ------------------------------------- */

void word_paragraph_begin(struct word_reader *reader);
void word_paragraph_end(struct word_reader *reader);
/** What is left of paragraphs whose mark was deleted with none behind them. */
void word_paragraph_flush(struct word_reader *reader);
/** Is it a cell that is being read, of whichever table? */
bool word_in_cell(const struct word_reader *reader);
/** Where what is read now stands. */
struct place word_place_now(const struct word_reader *reader);
/** A line of the story: label and words, as a span that holds only its offset. */
struct span word_write_line(struct word_reader *reader, struct span label, struct span words);
void word_paragraph_set_style(struct word_reader *reader, struct span id);
void word_run_begin(struct word_reader *reader);
/** All that is said of the run is known. */
void word_run_settle(struct word_reader *reader);

/** Words as they come, cleaned; nothing where they don't count. */
void word_add_text(struct word_reader *reader, const char *text, size_t length);
/** The same for a constant that needs no cleaning. */
void word_add_sign(struct word_reader *reader, const char *sign);
void word_add_symbol(struct word_reader *reader, struct span font, struct span code);

/** What stands beside the text begins; its words are written apart from the body's. (word_note.c) */
void word_note_begin(struct word_reader *reader, enum note_kind kind, struct span author, long id);
void word_note_end(struct word_reader *reader);
/** All notes and all references to them are known: gives each its line. */
void word_notes_settle(struct word_reader *reader);

/** Words [from, their end) of a control that holds a date: as they are, or as the day that is meant.
 * (word_date.c) */
void word_date_settle(struct word_reader *reader, const struct word_control *control, struct buffer *words,
                      size_t from);

/** Fields whose code never ends hide no words of the paragraphs behind it. (word_field.c) */
void word_field_mend(struct word_reader *reader);

/** The level of a paragraph that is a heading, from 1; else 0. (word_paragraph.c) */
unsigned word_paragraph_heading(const struct word_paragraph *paragraph);

/** Is it the code of a field that counts? (word_count_field.c) */
enum word_count_field word_count_field_of(struct span code);
/** Its number goes where it ends. switches: what stands behind its code. */
void word_count_field_end(struct word_reader *reader, enum word_count_field kind, struct span switches);

/** A field's code, as it comes. (word_field.c) */
void word_field_code(struct word_reader *reader, const char *text, size_t length);

/* ---- tables (word_table.c): what is said of a cell stands in reader->table between its begin and its settle
 * ---------- */

void word_table_begin(struct word_reader *reader);
void word_table_end(struct word_reader *reader);
/** Something begins that may stand in no table outside of its cells. */
void word_table_split(struct word_reader *reader);
void word_row_begin(struct word_reader *reader);
void word_row_end(struct word_reader *reader);
void word_cell_begin(struct word_reader *reader);
void word_cell_settle(struct word_reader *reader);
void word_cell_end(struct word_reader *reader);

/* ---- what is no text (word_object.c) ---------------------------------------------------------------- */

void word_count_unread(struct word_reader *reader, enum word_unread what);
/** Tells what was not read, of which kinds how many. */
void word_tell_unread(const struct word_reader *reader);
/** A web page, in UTF-8, as blocks where it stands. (word_html.c) */
void word_html_read(struct word_reader *reader, struct span text);
/** An xlsx workbook's sheet as a table where it stands; false where it is none. (word_sheet.c) */
bool word_sheet_read(struct word_reader *reader, struct span bytes);

/** Adds the title of a chart's part; nothing where it has none. (word_chart.c) */
void word_chart_read_title(struct span bytes, struct buffer *title);

/** All has been read: writes the notes behind the body and lets every span point to its words.
 * (word_document.c) */
void word_document_settle(struct word_reader *reader);

/** Adds an empty block to the list that is being collected. */
struct block *word_add_block(struct word_reader *reader);
#endif
