#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct arena;
struct database;
struct row_feed;
struct sqlite3_stmt;

/** Every statement: one file of src/store/sql/ each, of the same name in lower case. */
enum statement_name {
    STATEMENT_BEGIN_READ,
    STATEMENT_DATA_VERSION,
    STATEMENT_BEGIN_WRITE,
    STATEMENT_COMMIT,

    STATEMENT_FIND_FILE,
    STATEMENT_FIND_EDITION,
    STATEMENT_FIND_PLAN_BY_KEY,
    STATEMENT_FIND_PLAN_BY_PATH,
    STATEMENT_FIND_LAST_EDITION,
    STATEMENT_FIND_READER,
    STATEMENT_FIND_RULE,
    STATEMENT_FIND_COUNCIL,
    STATEMENT_FIND_UNNAMED_COUNCIL,
    STATEMENT_FIND_PARTY,
    STATEMENT_FIND_FREE_ITEM,

    STATEMENT_ADD_READER,
    STATEMENT_ADD_RULE,
    STATEMENT_ADD_FIELD,
    STATEMENT_ADD_LINE_USE,
    STATEMENT_ADD_COUNCIL,
    STATEMENT_ADD_PARTY,
    STATEMENT_ADD_PLAN,
    STATEMENT_ADD_EDITION,
    STATEMENT_ADD_SOURCE_TEXT,
    STATEMENT_ADD_ITEMS,
    STATEMENT_ADD_SECTIONS,
    STATEMENT_ADD_ACTIONS,
    STATEMENT_ADD_MILESTONES,
    STATEMENT_ADD_RISKS,
    STATEMENT_ADD_RATINGS,
    STATEMENT_ADD_INDICATORS,
    STATEMENT_ADD_INDICATOR_VALUES,
    STATEMENT_ADD_OWNERSHIPS,
    STATEMENT_ADD_DATE_VALUES,
    STATEMENT_ADD_RESOURCES,
    STATEMENT_ADD_LINKS,
    STATEMENT_ADD_ABBREVIATION,
    STATEMENT_ADD_ANOMALIES,
    STATEMENT_ADD_ANNOTATION,
    STATEMENT_ADD_EVIDENCE,
    STATEMENT_ADD_ACCOUNTS,
    STATEMENT_ADD_PLACE,
    STATEMENT_ADD_TABLE_PLACES,
    STATEMENT_ADD_TABLE_HEADING,
    STATEMENT_ADD_SEARCH,
    STATEMENT_COMPLETE_SEARCH,
    STATEMENT_FIND_LAST_SEARCHED,
    STATEMENT_FIND_UNSEARCHED,

    STATEMENT_UPDATE_EDITION,
    STATEMENT_REMOVE_SEARCH,
    STATEMENT_REMOVE_SEARCH_OF_PLAN,
    STATEMENT_REMOVE_ITEMS,
    STATEMENT_REMOVE_SOURCE_TEXT,
    STATEMENT_REMOVE_ABBREVIATIONS,
    STATEMENT_REMOVE_ANOMALIES,
    STATEMENT_REMOVE_ANNOTATIONS,
    STATEMENT_REMOVE_ACCOUNTS,
    STATEMENT_REMOVE_PLACE,
    STATEMENT_REMOVE_TABLE_PLACES,
    STATEMENT_REMOVE_TABLE_HEADINGS,
    STATEMENT_REMOVE_NOT_TESTED,
    STATEMENT_REMOVE_PLAN,
    STATEMENT_REMOVE_IDLE_PARTIES,
    STATEMENT_REMOVE_ALL_IDLE_PARTIES,
    STATEMENT_REMOVE_IDLE_COUNCILS,

    STATEMENT_LIST_EDITIONS,
    STATEMENT_LOAD_EDITION,
    STATEMENT_LOAD_SOURCE_TEXT,
    STATEMENT_COUNT_ITEMS,
    STATEMENT_LOAD_ITEMS,
    STATEMENT_LOAD_SECTIONS,
    STATEMENT_LOAD_ACTIONS,
    STATEMENT_LOAD_MILESTONES,
    STATEMENT_LOAD_RISKS,
    STATEMENT_LOAD_RATINGS,
    STATEMENT_LOAD_INDICATORS,
    STATEMENT_LOAD_INDICATOR_VALUES,
    STATEMENT_LOAD_OWNERSHIPS,
    STATEMENT_LOAD_DATE_VALUES,
    STATEMENT_LOAD_RESOURCES,
    STATEMENT_LOAD_LINKS,
    STATEMENT_LOAD_ABBREVIATIONS,
    STATEMENT_LOAD_ANOMALIES,
    STATEMENT_LOAD_ANNOTATIONS,
    STATEMENT_LOAD_EVIDENCE,
    STATEMENT_LOAD_ACCOUNTS,
    STATEMENT_LOAD_PLACE,
    STATEMENT_LOAD_TABLE_PLACES,
    STATEMENT_LOAD_TABLE_HEADINGS,
    STATEMENT_LOAD_RULE,

    STATEMENT_SEARCH_ITEMS,

    STATEMENT_CLEAR_FINDINGS,
    STATEMENT_CLEAR_NOT_TESTED,
    STATEMENT_CLEAR_OVERLAPS,
    STATEMENT_CLEAR_AUDIT_RULES,
    STATEMENT_FIND_AUDIT_RULE,
    STATEMENT_FIND_ITEM,
    STATEMENT_ADD_AUDIT_RULE,
    STATEMENT_ADD_FINDINGS,
    STATEMENT_ADD_NOT_TESTED,
    STATEMENT_ADD_OVERLAP,
    STATEMENT_ADD_OVERLAP_EVIDENCE,
    STATEMENT_CLEAR_OVERLAP_SEARCH,
    STATEMENT_CLEAR_OVERLAP_COMPARED,
    STATEMENT_REMOVE_OVERLAP_COMPARED,
    STATEMENT_ADD_OVERLAP_SEARCH,
    STATEMENT_ADD_OVERLAP_COMPARED,
    STATEMENT_FIND_OVERLAP_SEARCH,
    STATEMENT_LOAD_OVERLAP_COMPARED,
    STATEMENT_LOAD_OVERLAPS,

    STATEMENT_LIST_ITEM_IDS,
    STATEMENT_ADD_SCORE_SCHEME,
    STATEMENT_ADD_SCORE_BAND,
    STATEMENT_ADD_RISK_SCORE,
    STATEMENT_ADD_SCORE_TEXT,
    STATEMENT_ADD_RISK_ACTIONS,
    STATEMENT_ADD_RISK_ACTION_REASONS,
    STATEMENT_ADD_ACTION_EXPOSURES,
    STATEMENT_FIND_CORRECTION,
    STATEMENT_FIND_PLAN_OF_EDITION,
    STATEMENT_LIST_EDITIONS_OF_PLAN,
    STATEMENT_LOAD_CORRECTIONS,
    STATEMENT_LOAD_CORRECTED_OWNERS,
    STATEMENT_LOAD_CORRECTED_DATES,
    STATEMENT_ADD_CORRECTION,
    STATEMENT_ADD_CORRECTED_OWNER,
    STATEMENT_ADD_CORRECTED_DATE,
    STATEMENT_ADD_CORRECTION_MATCH,
    STATEMENT_END_CORRECTION,
    STATEMENT_REMOVE_CORRECTION_MATCHES,
    STATEMENT_ADD_DOUBTS,
    STATEMENT_LOAD_DOUBTS,
    STATEMENT_COUNT
};

/** Every parameter of every statement, of the same name in lower case after a colon. */
enum parameter {
    AT_APPLIES,
    AT_BAND_HIGH,
    AT_BAND_LOW,
    AT_BEYOND,
    AT_CLASS,
    AT_CODE,
    AT_COLUMN_NUMBER,
    AT_COMPARED,
    AT_CONTESTED,
    AT_COUNCIL,
    AT_COUNCIL_GIVEN,
    AT_DATE,
    AT_DATE_GIVEN,
    AT_DOCUMENT,
    AT_EDITION,
    AT_ENCODING,
    AT_ENCODING_WHY,
    AT_EXPANSION,
    AT_FIELD,
    AT_FIGURE_HIGH,
    AT_FIGURE_LOW,
    AT_FIRST_DAY,
    AT_FLAGS,
    AT_GIVEN,
    AT_GRAMMAR,
    AT_ID,
    AT_IMPACT_HIGH,
    AT_IMPACT_LOW,
    AT_ITEM,
    AT_ITEM_A,
    AT_ITEM_B,
    AT_ITEM_FIRST,
    AT_ITEM_LAST,
    AT_KEY,
    AT_KIND,
    AT_LAST_DAY,
    AT_LETTER,
    AT_LIKELIHOOD_HIGH,
    AT_LIKELIHOOD_LOW,
    AT_LIMIT,
    AT_LINE,
    AT_AUTHOR,
    AT_LINE_COUNT,
    AT_MADE_BY,
    AT_MADE_ON,
    AT_MEANING,
    AT_NAME,
    AT_NUMBER,
    AT_OVERLAP,
    AT_PATH,
    AT_PLACEMENT,
    AT_PLAN,
    AT_PRODUCT_FIRST,
    AT_PRODUCT_LAST,
    AT_PROGRAM,
    AT_RANK_FIRST,
    AT_RANK_LAST,
    AT_READER,
    AT_REASON,
    AT_REF,
    AT_RISK,
    AT_ROWS,
    AT_RULE,
    AT_SCORE,
    AT_SEQ,
    AT_SEVERITY,
    AT_SHA256,
    AT_SHORT_FORM,
    AT_SOURCE,
    AT_STAGE,
    AT_SUCCESSOR,
    AT_TABLE_NUMBER,
    AT_TEXT,
    AT_TIED,
    AT_TITLE,
    AT_TITLE_GIVEN,
    AT_TWIN,
    AT_VALUE,
    AT_WAS,
    AT_WHY,
    AT_WORDS,
    AT_COUNT
};

/** One statement of one connection. Bind by name, step, finish; a failure is kept and told once, at the end.
 */
struct statement {
    struct database *database;
    struct sqlite3_stmt *handle;
    int code;             /* SQLite's: the first failure since the last finish */
    uint8_t at[AT_COUNT]; /* SQLite's number of each parameter; 0: the statement has none such */
};

/** The statement, prepared when first asked for. A failure to prepare is kept like any other. */
struct statement *statement_of(struct database *database, enum statement_name name);
/** Frees every statement of a connection. */
void statement_free_all(struct database *database);

/* Bound texts are borrowed until the statement is finished. Nothing is bound after a failure. */
void statement_bind_span(struct statement *statement, enum parameter at,
                         struct span value); /* no text: NULL */
void statement_bind_string(struct statement *statement, enum parameter at,
                           const char *value); /* NULL: NULL */
void statement_bind_integer(struct statement *statement, enum parameter at, int64_t value);
void statement_bind_count(struct statement *statement, enum parameter at, size_t value);
void statement_bind_positive(struct statement *statement, enum parameter at,
                             int64_t value); /* 0 and below: NULL */
void statement_bind_real(struct statement *statement, enum parameter at, double value);
void statement_bind_feed(struct statement *statement, enum parameter at, struct row_feed *feed);

/** Runs a statement that gives no rows. */
CHECKED enum status statement_run(struct statement *statement);
/** The same; *row is the id of the row that it added. */
CHECKED enum status statement_run_adding(struct statement *statement, int64_t *row);
/** Runs a statement that gives at most one row of one integer; *value stays as it is where it gives none. */
CHECKED enum status statement_run_finding(struct statement *statement, int64_t *value);

/** The next row: true. At the end, or after a failure, false: statement_finish() tells which. */
bool statement_next(struct statement *statement);
/** Makes the statement ready for its next use, from whatever state; reports the failure there was. */
CHECKED enum status statement_finish(struct statement *statement);
/** The same in silence: what was bound will not be run. */
void statement_cancel(struct statement *statement);

/* Values of the current row, by the order of the columns in the statement's file. */
int64_t statement_integer(const struct statement *statement, int column); /* NULL: 0 */
size_t statement_count(const struct statement *statement, int column);    /* NULL or negative: 0 */
double statement_real(const struct statement *statement, int column);
bool statement_is_null(const struct statement *statement, int column);
/** Valid until the next row; NULL is no text. */
struct span statement_span(const struct statement *statement, int column);
/** A copy in the arena. */
struct span statement_copy(const struct statement *statement, int column, struct arena *arena);

/** The embedded text of a file of src/store/sql/, or NULL. */
const char *statement_file(const char *name);
#endif
