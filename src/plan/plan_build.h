#ifndef PLAN_PLAN_BUILD_H
#define PLAN_PLAN_BUILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/document.h"
#include "fields/cell_assign.h"
#include "fields/column_match.h"
#include "fields/date_field.h"
#include "fields/mark_field.h"
#include "fields/owner_field.h"
#include "grammar/name_index.h"
#include "grammar/pattern.h"
#include "plan/plan.h"

/**
 * Inside plan/ only: what the builders of the parts of a plan share while one document becomes one plan.
 */

struct arena;
struct cell_scorer;
struct chart;
struct day_list;
struct diag_sink;
struct grammar;
struct layout_trace;
struct matcher;
struct table_recoverer;
struct use_map;
struct vocabulary;

/** Does a row go on from the row above? See grammars/evidence.yaml, rows. */
struct row_weights {
    double bias, first_cell_empty, small_start, other_small_start, open_end, unfinished_end, finished_end;
    double no_ref, has_ref, own_number, has_owner, has_date, lacks_owner, lacks_date, lacks_other, short_text,
        imperative, stands_alone, gap, fresh;
};

/** Lines that are of a kind as a whole, and the bytes that they can begin with: most lines don't begin so. */
struct line_kind {
    const struct pattern_set *patterns;
    struct byte_set first;
};

/** Everything made from the grammar once; never changed. */
struct plan_reader {
    const struct grammar *grammar;
    struct table_recoverer *tables;
    struct column_matcher *columns;
    struct date_reader *dates;
    struct owner_reader *owners;
    struct mark_reader *marks;
    struct colour_reader *colours;
    struct cell_scorer *scorer;
    struct row_weights rows;
    size_t heading_words, coded_heading_words;
    const struct pattern_set *coded_headings, *announcements, *not_headings;
    struct line_kind aims, contents, keys, parts, page_furniture;
    const struct pattern_set *councils, *titles, *named_titles, *dates_of_plan, *not_titles, *title_edges,
        *list_tails, *numbered, *products, *stands, *refused;
    const struct vocabulary *chart_months;
    const struct pattern_set *bars, *furniture;
    const struct vocabulary *line_ends;
    int group_bar_day;
    int group_code, group_prefix, group_number, group_word, group_title, group_aim, group_rest;
    int group_plan_title, group_plan_date;
    uint32_t rule_text, rule_by_place, rule_by_style, rule_chart, rule_list, rule_indicator, rule_cell,
        rule_guess, rule_lost_cell, rule_annotation;
};

/** A piece of a record's cell: words on one line or in one paragraph. */
struct piece {
    struct span text;
    bool is_item; /* a list mark stood before it */
    bool gap;
    size_t row; /* physical row or paragraph it came from, counted over the record */
};
struct piece_list {
    struct piece *items;
    size_t count;
    size_t capacity;
    struct passage joined; /* of so many of them; several readers want a cell as one passage */
    size_t joined_count;
};

/** A step of a task that has a row of its own, in a table inside of the task's cell. */
struct step {
    struct passage text;
    struct passage who;
    struct passage when;
};

/** One row of a table as its writer meant it: wraps rejoined, pieces by column. */
struct record {
    struct piece_list *cells; /* by column of the column_set; their room is used again by the next record */
    size_t width;             /* of cells */
    size_t rows;              /* physical rows so far */
    double confidence;
    bool is_open;
    bool is_row;          /* of a table of true cells: it may go on in the first row of the next such table */
    bool stands_under;    /* by the layout: begins under the ref of the record before, in its merged cell */
    size_t colour_offset; /* where the cell with that colour begins */
    uint32_t colour;      /* of the cell that rates or says the status, 0xRRGGBB, or COLOUR_NONE */
    struct step *steps;   /* of a table inside of its cells; their room is used again, too */
    size_t step_count, step_capacity;
    bool splits_tasks; /* a list in the task cell is an action an item */
};

/** A section's code in letters and figures only, for comparing: "KT4.2" of "KT 4/2". length 0: no code. */
struct section_key {
    char text[31];
    unsigned char length;
};

/** The state of reading one plan. */
enum { STYLED_LEVELS = 9 };

struct build {
    const struct plan_reader *reader;
    struct matcher *matcher;
    struct arena *arena;
    struct diag_sink *sink;
    struct layout_trace *trace; /* is told how tables are recognised; NULL: nobody asks */
    struct document *document;
    struct plan *plan;
    struct owner_names *names;
    struct date_context dates;
    struct day_list *dues; /* while the plan's period is looked for */

    size_t section_capacity, action_capacity, risk_capacity, indicator_capacity;
    size_t abbreviation_capacity, anomaly_capacity, doubt_capacity;
    struct table_heading *headings; /* of Word's tables, in the order in which they are met */
    size_t heading_count, heading_capacity;
    size_t *section_uses; /* how many items stand under each section */
    size_t section_use_capacity;
    struct section_key *section_keys; /* by section */
    size_t section_key_capacity;
    struct name_index sections_by_code;    /* first section of each plain code, ... */
    struct name_index sections_by_title;   /* ... title without regard to case, ... */
    struct name_index sections_by_letters; /* ... letters that its code begins with, ... */
    struct name_index sections_by_ending;  /* ... end of these letters */
    struct name_index abbreviations;       /* by short form */
    const struct line_starts *line_starts; /* of the document, sorted; NULL before the first question */

    size_t section;               /* current, or PLAN_NO_INDEX */
    size_t theme;                 /* that the column of themes named last, or PLAN_NO_INDEX */
    size_t styled[STYLED_LEVELS]; /* by level from 0: the section that a heading of Word's opened, plus 1; 0:
                                     none */
    struct use_map *uses;         /* of the document's text */
    size_t *repeats;              /* by line (from 1): the line it repeats, or 0; NULL until there is one */

    struct column_set columns;              /* of the table being read; count 0: none */
    struct record record;                   /* being put together */
    struct piece_list *filled[FIELD_COUNT]; /* of a whole record: the first column of each field; NULL: no
                                               words */
    struct text_value issue_above;          /* of the table: the last that was printed */
    struct text_value ref_above;            /* likewise */
    struct span first_above;                /* likewise: the last cell printed in the first column */
    struct span main_above; /* of the table: the words of the last row in the column that it is about */

    struct span heading; /* candidates since the last table row; for this one see paragraph_heading_above */
    struct span aim;
    uint32_t aim_rule;
    bool section_is_fresh; /* a coded heading has opened a section since */
    struct last_line {     /* outside of tables, and no coded heading */
        bool is_there;
        struct span heading; /* its words; no text: it is none */
        bool is_sure;        /* they may be one indeed */
    } last_line;
    bool has_action_table;
    bool is_regular;      /* the table's rows have a cell a column, but for empty ones at their end */
    bool is_flat;         /* the table's cells stand one a line */
    bool has_page_feet;   /* pages of such a table ended in their numbers */
    bool lines_are_known; /* the next one has been found out */
    bool rows_are_lines;  /* tables of true cells that somebody made of lines of text, a row each */
    struct chart *chart;  /* bar charts read so far; NULL: none */
    bool in_contents;
    bool in_key;

    struct span coded_line; /* that was last held against the coded headings, and what came of it: */
    bool coded_line_is_one;
    struct match coded_match;
    unsigned char *line_headings; /* by block: what it is as a line of column headings (flat_table.c); NULL
                                     before the first question */
    size_t worded_from; /* from this block on the first line of known column headings is block `worded` */
    size_t worded;
    size_t headings_from;            /* from this block on up to `worded` there are nothing but headings */
    const struct table *month_table; /* whose first row of months from row month_from on is month_row */
    size_t month_from;
    size_t month_row;
};

/* ---- values and the account of the document's bytes ------------------------------------------- */

/** The words [from, to) of a passage as a value read by a rule; their bytes are accounted for as value. */
struct text_value build_value(struct build *build, const struct passage *passage, size_t from, size_t to,
                              uint32_t rule);
/** All of a passage; no text where it is empty. */
struct text_value build_whole_value(struct build *build, const struct passage *passage, uint32_t rule);
/** Marks the bytes of a value that a field reader made. */
void build_mark_source(struct build *build, const struct source *source);
void build_mark_span(struct build *build, struct span span, enum line_use use);
void build_mark_dates(struct build *build, const struct date_list *dates);
void build_mark_owners(struct build *build, struct owner_list *owners); /* sets owner.line, too */
/** Line of an offset. */
size_t build_line(const struct build *build, size_t offset);
/** Bytes [from, to) of the document's text, from the first to the last of some sources; all zero: of none. */
struct stretch {
    size_t from, to;
};
void build_widen_stretch(struct stretch *stretch, const struct source *source);
/** The first and the last line that a stretch is on; 0: it is of none. */
void build_lines(const struct build *build, const struct stretch *stretch, size_t *first, size_t *last);
/** The same of one source. */
void build_source_lines(const struct build *build, const struct source *source, size_t *first, size_t *last);

/** Does a line end in the middle ("... Discussing and"), so that it goes on below? */
bool build_ends_open(const struct build *build, struct span text);

/** A piece list as one passage. */
struct passage build_join(struct build *build, const struct piece_list *pieces);
/** The same for a filled cell of a record, which remembers it. */
const struct passage *build_join_cell(struct build *build, struct piece_list *cell);

/** These pieces of the current table, to be given to its columns. */
struct assignment build_assignment(const struct build *build, const struct table_piece *pieces, size_t count);

/** Is the line of this kind? */
static inline bool build_line_is(const struct build *build, const struct line_kind *kind, struct span line,
                                 struct match *match)
{
    return line.length && byte_set_has(&kind->first, (unsigned char)line.text[0]) &&
           pattern_match_whole(kind->patterns, build->matcher, line, match);
}

/* ---- sections (section_tree.c) ----------------------------------------------------------------- */

/** A coded heading opens or finds a section; false where the line is none. is_list: a contents entry. */
bool section_read_heading(struct build *build, struct span line, bool is_list);
/** A paragraph that Word has as a heading opens or finds a section under the heading above it that is a level
 * higher, or more. */
void section_read_styled(struct build *build, const struct block *block);
/** Is the line, as a whole, a heading that begins with a code? Groups as in grammars/headings.yaml. */
bool section_match_heading(struct build *build, struct span line, struct match *match);
/** A row of a table that is a section: code may have no text. */
size_t section_open(struct build *build, struct span code, struct span title, uint32_t rule);
/** Settles the section of a table whose header has been reached from the headings and aims over it. */
void section_settle_table(struct build *build);
/** The section with this code, or PLAN_NO_INDEX. */
size_t section_find_code(const struct build *build, struct span code);
/** Counts a use of the current section, so that it is kept. */
void section_use(struct build *build, size_t section);
/** Forgets sections under which nothing stands; renumbers. */
void section_prune(struct build *build);
/** The section of a code that may be spelt otherwise ("KT4/4 - Revision of ..."), or PLAN_NO_INDEX. */
size_t section_of_label(struct build *build, struct span label);

/* ---- places in Word files (plan_places.c) ---------------------------------------------------- */

/** Remembers the words over a column (from 0) of a table; the first that it is given hold. */
void places_add_heading(struct build *build, const struct table *table, size_t column, struct span words);
/** The plan takes over where the document's lines stand. */
void places_settle(struct build *build);

/* ---- builders ---------------------------------------------------------------------------------- */

/** Word's tables that are no data but frames: their cells' blocks take their place. */
void layout_tables_unwrap(struct build *build);
void front_read(struct build *build);
void abbreviations_read(struct build *build);

/** Adds an item to the plan: an action as it is given, ... */
struct action *build_add_action(struct build *build, const struct action *action);
/** ... or an empty one. */
struct risk *build_add_risk(struct build *build);
struct indicator *build_add_indicator(struct build *build);
void build_add_anomaly(struct build *build, const char *kind, struct text_value words, size_t line,
                       size_t action);

/** The record that is being put together, as actions, a risk or an indicator; then empties it. */
void record_finish(struct build *build);
void record_begin(struct build *build);
void record_add(struct build *build, size_t column, struct span text, bool is_item, bool gap);

/** Of the record that is whole: pieces of the first column of a field; NULL where the table has no such
 * column or the record nothing in it. */
static inline struct piece_list *record_pieces(const struct build *build, enum field field)
{
    return build->filled[field];
}
/** The same as one passage; no text where there are none. */
static inline const struct passage *record_join(struct build *build, enum field field)
{
    static const struct passage nothing = { 0 };

    return build->filled[field] ? build_join_cell(build, build->filled[field]) : &nothing;
}
/** All of the field's words as a value. */
struct text_value record_read_text(struct build *build, enum field field);
/** The rule that read the heading of that column. */
uint32_t record_rule(const struct build *build, enum field field);

/** The whole record as one of these. */
void action_build_record(struct build *build);
void risk_build_record(struct build *build);
void indicator_build_record(struct build *build);

/** A table of the document, row by row. */
void table_read(struct build *build, const struct table *table);

/** The header at a row of a table out of text: the row behind it, or `index` where none begins there. */
size_t table_header_read(struct build *build, const struct table *table, size_t index);
/** Is the longer text the shorter one, of some length, and perhaps more? */
bool repeat_covers(struct span longer, struct span shorter);
/** The length of the largest part at the text's beginning that the words above end in, or 0. */
size_t repeat_length(struct span above, struct span text);
/** The text without the words at its beginning that the text above ends in; these are marked as a repeat. */
struct span repeat_drop(struct build *build, struct span above, struct span text);
/** Marks all cells of a row. */
void table_mark_row(struct build *build, const struct row *row, enum line_use use);
/** The same where a row may go on in the next, as in tables out of text. */
void table_read_lines(struct build *build, const struct table *table);
/** Is the row a section's heading, or an aim? Then it is read as that. */
bool table_read_section_row(struct build *build, const struct row *row);
bool table_read_aim_row(struct build *build, const struct row *row);

/** A table of true cells, whose columns go by the grid. */
void grid_table_read(struct build *build, const struct table *table);

/** A paragraph outside of tables: a heading, an aim, or prose. */
void paragraph_read(struct build *build, const struct block *block);
/** The words of the last of them, as the heading of what follows; no text where it is none. */
struct span paragraph_heading_above(struct build *build);

/** A table whose header stands one heading a line, from block `index`: returns the index behind it, or
 * `index` where it is none. */
size_t flat_table_read(struct build *build, size_t index);

/** Rows of the same table that go on behind a heading without their header; `index` where none do. */
size_t flat_table_go_on(struct build *build, size_t index);

/** Bar charts: rows [from, table->row_count) from a month header on; returns the row behind the sheet, or
 * `from`. */
size_t chart_read(struct build *build, const struct table *table, size_t from);
void chart_finish(struct build *build);
/** The same of true cells, whose bars are shaded or marked cells: all of the table, or 0 where it is none. */
size_t grid_chart_read(struct build *build, const struct table *table);

/** List items under a heading that announces changes or actions, in a document without action table. */
void list_actions_read(struct build *build);

/** After all: months without a year, links, anomalies, accounts. */
void period_settle(struct build *build);
/** What stands beside the text: comments and notes. (plan_annotations.c) */
void annotations_read(struct build *build);
void links_resolve(struct build *build);
void anomalies_find(struct build *build);
void accounts_make(struct build *build);
/** Turns every extent of a finished plan from an offset of source->text into one of source->raw. */
void plan_make_raw(struct plan *plan, const struct source_text *source, struct arena *arena);
#endif
