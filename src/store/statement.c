#include "store/statement.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

#include "base/arena.h"
#include "base/embedded_file.h"
#include "store/database.h"
#include "store/row_feed.h"

/* ---- names --------------------------------------------------------------------------------------- */

static const char *const files[STATEMENT_COUNT] = {
    [STATEMENT_BEGIN_READ] = "begin_read",
    [STATEMENT_DATA_VERSION] = "data_version",
    [STATEMENT_BEGIN_WRITE] = "begin_write",
    [STATEMENT_COMMIT] = "commit",
    [STATEMENT_FIND_FILE] = "find_file",
    [STATEMENT_FIND_EDITION] = "find_edition",
    [STATEMENT_FIND_PLAN_BY_KEY] = "find_plan_by_key",
    [STATEMENT_FIND_PLAN_BY_PATH] = "find_plan_by_path",
    [STATEMENT_FIND_LAST_EDITION] = "find_last_edition",
    [STATEMENT_FIND_READER] = "find_reader",
    [STATEMENT_FIND_RULE] = "find_rule",
    [STATEMENT_FIND_COUNCIL] = "find_council",
    [STATEMENT_FIND_UNNAMED_COUNCIL] = "find_unnamed_council",
    [STATEMENT_FIND_PARTY] = "find_party",
    [STATEMENT_FIND_FREE_ITEM] = "find_free_item",
    [STATEMENT_ADD_READER] = "add_reader",
    [STATEMENT_ADD_RULE] = "add_rule",
    [STATEMENT_ADD_FIELD] = "add_field",
    [STATEMENT_ADD_LINE_USE] = "add_line_use",
    [STATEMENT_ADD_COUNCIL] = "add_council",
    [STATEMENT_ADD_PARTY] = "add_party",
    [STATEMENT_ADD_PLAN] = "add_plan",
    [STATEMENT_ADD_EDITION] = "add_edition",
    [STATEMENT_ADD_SOURCE_TEXT] = "add_source_text",
    [STATEMENT_ADD_ITEMS] = "add_items",
    [STATEMENT_ADD_SECTIONS] = "add_sections",
    [STATEMENT_ADD_ACTIONS] = "add_actions",
    [STATEMENT_ADD_MILESTONES] = "add_milestones",
    [STATEMENT_ADD_RISKS] = "add_risks",
    [STATEMENT_ADD_RATINGS] = "add_ratings",
    [STATEMENT_ADD_INDICATORS] = "add_indicators",
    [STATEMENT_ADD_INDICATOR_VALUES] = "add_indicator_values",
    [STATEMENT_ADD_OWNERSHIPS] = "add_ownerships",
    [STATEMENT_ADD_DATE_VALUES] = "add_date_values",
    [STATEMENT_ADD_RESOURCES] = "add_resources",
    [STATEMENT_ADD_LINKS] = "add_links",
    [STATEMENT_ADD_ABBREVIATION] = "add_abbreviation",
    [STATEMENT_ADD_ANOMALIES] = "add_anomalies",
    [STATEMENT_ADD_ANNOTATION] = "add_annotation",
    [STATEMENT_ADD_EVIDENCE] = "add_evidence",
    [STATEMENT_ADD_ACCOUNTS] = "add_accounts",
    [STATEMENT_ADD_PLACE] = "add_place",
    [STATEMENT_ADD_TABLE_PLACES] = "add_table_places",
    [STATEMENT_ADD_TABLE_HEADING] = "add_table_heading",
    [STATEMENT_ADD_SEARCH] = "add_search",
    [STATEMENT_COMPLETE_SEARCH] = "complete_search",
    [STATEMENT_FIND_LAST_SEARCHED] = "find_last_searched",
    [STATEMENT_FIND_UNSEARCHED] = "find_unsearched",
    [STATEMENT_UPDATE_EDITION] = "update_edition",
    [STATEMENT_REMOVE_SEARCH] = "remove_search",
    [STATEMENT_REMOVE_SEARCH_OF_PLAN] = "remove_search_of_plan",
    [STATEMENT_REMOVE_ITEMS] = "remove_items",
    [STATEMENT_REMOVE_SOURCE_TEXT] = "remove_source_text",
    [STATEMENT_REMOVE_ABBREVIATIONS] = "remove_abbreviations",
    [STATEMENT_REMOVE_ANOMALIES] = "remove_anomalies",
    [STATEMENT_REMOVE_ANNOTATIONS] = "remove_annotations",
    [STATEMENT_REMOVE_ACCOUNTS] = "remove_accounts",
    [STATEMENT_REMOVE_PLACE] = "remove_place",
    [STATEMENT_REMOVE_TABLE_PLACES] = "remove_table_places",
    [STATEMENT_REMOVE_TABLE_HEADINGS] = "remove_table_headings",
    [STATEMENT_REMOVE_NOT_TESTED] = "remove_not_tested",
    [STATEMENT_REMOVE_PLAN] = "remove_plan",
    [STATEMENT_REMOVE_IDLE_PARTIES] = "remove_idle_parties",
    [STATEMENT_REMOVE_ALL_IDLE_PARTIES] = "remove_all_idle_parties",
    [STATEMENT_REMOVE_IDLE_COUNCILS] = "remove_idle_councils",
    [STATEMENT_LIST_EDITIONS] = "list_editions",
    [STATEMENT_LOAD_EDITION] = "load_edition",
    [STATEMENT_LOAD_SOURCE_TEXT] = "load_source_text",
    [STATEMENT_COUNT_ITEMS] = "count_items",
    [STATEMENT_LOAD_ITEMS] = "load_items",
    [STATEMENT_LOAD_SECTIONS] = "load_sections",
    [STATEMENT_LOAD_ACTIONS] = "load_actions",
    [STATEMENT_LOAD_MILESTONES] = "load_milestones",
    [STATEMENT_LOAD_RISKS] = "load_risks",
    [STATEMENT_LOAD_RATINGS] = "load_ratings",
    [STATEMENT_LOAD_INDICATORS] = "load_indicators",
    [STATEMENT_LOAD_INDICATOR_VALUES] = "load_indicator_values",
    [STATEMENT_LOAD_OWNERSHIPS] = "load_ownerships",
    [STATEMENT_LOAD_DATE_VALUES] = "load_date_values",
    [STATEMENT_LOAD_RESOURCES] = "load_resources",
    [STATEMENT_LOAD_LINKS] = "load_links",
    [STATEMENT_LOAD_ABBREVIATIONS] = "load_abbreviations",
    [STATEMENT_LOAD_ANOMALIES] = "load_anomalies",
    [STATEMENT_LOAD_ANNOTATIONS] = "load_annotations",
    [STATEMENT_LOAD_EVIDENCE] = "load_evidence",
    [STATEMENT_LOAD_ACCOUNTS] = "load_accounts",
    [STATEMENT_LOAD_PLACE] = "load_place",
    [STATEMENT_LOAD_TABLE_PLACES] = "load_table_places",
    [STATEMENT_LOAD_TABLE_HEADINGS] = "load_table_headings",
    [STATEMENT_LOAD_RULE] = "load_rule",
    [STATEMENT_SEARCH_ITEMS] = "search_items",
    [STATEMENT_CLEAR_FINDINGS] = "clear_findings",
    [STATEMENT_CLEAR_NOT_TESTED] = "clear_not_tested",
    [STATEMENT_CLEAR_OVERLAPS] = "clear_overlaps",
    [STATEMENT_CLEAR_AUDIT_RULES] = "clear_audit_rules",
    [STATEMENT_FIND_AUDIT_RULE] = "find_audit_rule",
    [STATEMENT_FIND_ITEM] = "find_item",
    [STATEMENT_ADD_AUDIT_RULE] = "add_audit_rule",
    [STATEMENT_ADD_FINDINGS] = "add_findings",
    [STATEMENT_ADD_NOT_TESTED] = "add_not_tested",
    [STATEMENT_ADD_OVERLAP] = "add_overlap",
    [STATEMENT_ADD_OVERLAP_EVIDENCE] = "add_overlap_evidence",
    [STATEMENT_CLEAR_OVERLAP_SEARCH] = "clear_overlap_search",
    [STATEMENT_CLEAR_OVERLAP_COMPARED] = "clear_overlap_compared",
    [STATEMENT_REMOVE_OVERLAP_COMPARED] = "remove_overlap_compared",
    [STATEMENT_ADD_OVERLAP_SEARCH] = "add_overlap_search",
    [STATEMENT_ADD_OVERLAP_COMPARED] = "add_overlap_compared",
    [STATEMENT_FIND_OVERLAP_SEARCH] = "find_overlap_search",
    [STATEMENT_LOAD_OVERLAP_COMPARED] = "load_overlap_compared",
    [STATEMENT_LOAD_OVERLAPS] = "load_overlaps",

    [STATEMENT_LIST_ITEM_IDS] = "list_item_ids",
    [STATEMENT_ADD_SCORE_SCHEME] = "add_score_scheme",
    [STATEMENT_ADD_SCORE_BAND] = "add_score_band",
    [STATEMENT_ADD_RISK_SCORE] = "add_risk_score",
    [STATEMENT_ADD_SCORE_TEXT] = "add_score_text",
    [STATEMENT_ADD_RISK_ACTIONS] = "add_risk_actions",
    [STATEMENT_ADD_RISK_ACTION_REASONS] = "add_risk_action_reasons",
    [STATEMENT_ADD_ACTION_EXPOSURES] = "add_action_exposures",
    [STATEMENT_FIND_CORRECTION] = "find_correction",
    [STATEMENT_FIND_PLAN_OF_EDITION] = "find_plan_of_edition",
    [STATEMENT_LIST_EDITIONS_OF_PLAN] = "list_editions_of_plan",
    [STATEMENT_LOAD_CORRECTIONS] = "load_corrections",
    [STATEMENT_LOAD_CORRECTED_OWNERS] = "load_corrected_owners",
    [STATEMENT_LOAD_CORRECTED_DATES] = "load_corrected_dates",
    [STATEMENT_ADD_CORRECTION] = "add_correction",
    [STATEMENT_ADD_CORRECTED_OWNER] = "add_corrected_owner",
    [STATEMENT_ADD_CORRECTED_DATE] = "add_corrected_date",
    [STATEMENT_ADD_CORRECTION_MATCH] = "add_correction_match",
    [STATEMENT_END_CORRECTION] = "end_correction",
    [STATEMENT_REMOVE_CORRECTION_MATCHES] = "remove_correction_matches",
    [STATEMENT_ADD_DOUBTS] = "add_doubts",
    [STATEMENT_LOAD_DOUBTS] = "load_doubts",
};

static const char *const parameters[AT_COUNT] = {
    [AT_APPLIES] = ":applies",
    [AT_BAND_HIGH] = ":band_high",
    [AT_BAND_LOW] = ":band_low",
    [AT_BEYOND] = ":beyond",
    [AT_CLASS] = ":class",
    [AT_CODE] = ":code",
    [AT_COLUMN_NUMBER] = ":column_number",
    [AT_COMPARED] = ":compared",
    [AT_CONTESTED] = ":contested",
    [AT_COUNCIL] = ":council",
    [AT_COUNCIL_GIVEN] = ":council_given",
    [AT_DATE] = ":date",
    [AT_DATE_GIVEN] = ":date_given",
    [AT_DOCUMENT] = ":document",
    [AT_EDITION] = ":edition",
    [AT_ENCODING] = ":encoding",
    [AT_ENCODING_WHY] = ":encoding_why",
    [AT_EXPANSION] = ":expansion",
    [AT_FIELD] = ":field",
    [AT_FIGURE_HIGH] = ":figure_high",
    [AT_FIGURE_LOW] = ":figure_low",
    [AT_FIRST_DAY] = ":first_day",
    [AT_FLAGS] = ":flags",
    [AT_GIVEN] = ":given",
    [AT_GRAMMAR] = ":grammar",
    [AT_ID] = ":id",
    [AT_IMPACT_HIGH] = ":impact_high",
    [AT_IMPACT_LOW] = ":impact_low",
    [AT_ITEM] = ":item",
    [AT_ITEM_A] = ":item_a",
    [AT_ITEM_B] = ":item_b",
    [AT_ITEM_FIRST] = ":item_first",
    [AT_ITEM_LAST] = ":item_last",
    [AT_KEY] = ":key",
    [AT_KIND] = ":kind",
    [AT_LAST_DAY] = ":last_day",
    [AT_LETTER] = ":letter",
    [AT_LIKELIHOOD_HIGH] = ":likelihood_high",
    [AT_LIKELIHOOD_LOW] = ":likelihood_low",
    [AT_LIMIT] = ":limit",
    [AT_LINE] = ":line",
    [AT_AUTHOR] = ":author",
    [AT_LINE_COUNT] = ":line_count",
    [AT_MADE_BY] = ":made_by",
    [AT_MADE_ON] = ":made_on",
    [AT_MEANING] = ":meaning",
    [AT_NAME] = ":name",
    [AT_NUMBER] = ":number",
    [AT_OVERLAP] = ":overlap",
    [AT_PATH] = ":path",
    [AT_PLACEMENT] = ":placement",
    [AT_PLAN] = ":plan",
    [AT_PRODUCT_FIRST] = ":product_first",
    [AT_PRODUCT_LAST] = ":product_last",
    [AT_PROGRAM] = ":program",
    [AT_RANK_FIRST] = ":rank_first",
    [AT_RANK_LAST] = ":rank_last",
    [AT_READER] = ":reader",
    [AT_REASON] = ":reason",
    [AT_REF] = ":ref",
    [AT_RISK] = ":risk",
    [AT_ROWS] = ":rows",
    [AT_RULE] = ":rule",
    [AT_SCORE] = ":score",
    [AT_SEQ] = ":seq",
    [AT_SEVERITY] = ":severity",
    [AT_SHA256] = ":sha256",
    [AT_SHORT_FORM] = ":short_form",
    [AT_SOURCE] = ":source",
    [AT_STAGE] = ":stage",
    [AT_SUCCESSOR] = ":successor",
    [AT_TABLE_NUMBER] = ":table_number",
    [AT_TEXT] = ":text",
    [AT_TIED] = ":tied",
    [AT_TITLE] = ":title",
    [AT_TITLE_GIVEN] = ":title_given",
    [AT_TWIN] = ":twin",
    [AT_VALUE] = ":value",
    [AT_WAS] = ":was",
    [AT_WHY] = ":why",
    [AT_WORDS] = ":words",
};

const char *statement_file(const char *name)
{
    for (const struct embedded_file *file = embedded_sql; file->name; file++)
        if (strcmp(file->name, name) == 0)
            return file->bytes;
    return NULL;
}

/* ---- preparing ----------------------------------------------------------------------------------- */

static int find_parameter(const char *name)
{
    for (int i = 0; i < AT_COUNT; i++)
        if (strcmp(parameters[i], name) == 0)
            return i;
    return -1;
}

/* Names are looked up here, once, so that binding is an array access. */
static int number_parameters(struct statement *statement)
{
    int count = sqlite3_bind_parameter_count(statement->handle);

    for (int number = 1; number <= count; number++) {
        const char *name = sqlite3_bind_parameter_name(statement->handle, number);
        int at = name ? find_parameter(name) : -1;

        if (at < 0 || number > UINT8_MAX)
            return SQLITE_RANGE;
        statement->at[at] = (uint8_t)number;
    }
    return SQLITE_OK;
}

static void prepare(struct statement *statement, enum statement_name name)
{
    const char *sql = statement_file(files[name]);

    if (!sql) {
        statement->code = SQLITE_MISUSE;
        return;
    }
    statement->code = sqlite3_prepare_v3(statement->database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                         &statement->handle, NULL);
    if (statement->code == SQLITE_OK)
        statement->code = number_parameters(statement);
}

struct statement *statement_of(struct database *database, enum statement_name name)
{
    struct statement *statement = &database->statements[name];

    if (!statement->handle) {
        statement->database = database;
        prepare(statement, name);
    }
    return statement;
}

void statement_free_all(struct database *database)
{
    for (size_t i = 0; i < STATEMENT_COUNT; i++) {
        sqlite3_finalize(database->statements[i].handle);
        database->statements[i] = (struct statement){ 0 };
    }
}

/* ---- binding ------------------------------------------------------------------------------------- */

/* The parameter's number, or 0 after a failure; a parameter that the statement lacks is one. */
static int number_of(struct statement *statement, enum parameter at)
{
    if (statement->code != SQLITE_OK)
        return 0;
    if (!statement->at[at])
        statement->code = SQLITE_RANGE;
    return statement->at[at];
}

void statement_bind_span(struct statement *statement, enum parameter at, struct span value)
{
    int number = number_of(statement, at);

    if (number && value.text)
        statement->code = sqlite3_bind_text64(statement->handle, number, value.text, value.length,
                                              SQLITE_STATIC, SQLITE_UTF8);
}

void statement_bind_string(struct statement *statement, enum parameter at, const char *value)
{
    statement_bind_span(statement, at, span_of(value));
}

void statement_bind_integer(struct statement *statement, enum parameter at, int64_t value)
{
    int number = number_of(statement, at);

    if (number)
        statement->code = sqlite3_bind_int64(statement->handle, number, value);
}

void statement_bind_count(struct statement *statement, enum parameter at, size_t value)
{
    statement_bind_integer(statement, at, (int64_t)value);
}

void statement_bind_positive(struct statement *statement, enum parameter at, int64_t value)
{
    int number = number_of(statement, at);

    if (number && value > 0)
        statement->code = sqlite3_bind_int64(statement->handle, number, value);
}

void statement_bind_real(struct statement *statement, enum parameter at, double value)
{
    int number = number_of(statement, at);

    if (number)
        statement->code = sqlite3_bind_double(statement->handle, number, value);
}

void statement_bind_feed(struct statement *statement, enum parameter at, struct row_feed *feed)
{
    int number = number_of(statement, at);

    if (number)
        statement->code = sqlite3_bind_pointer(statement->handle, number, feed, ROW_FEED_TYPE, NULL);
}

/* ---- running ------------------------------------------------------------------------------------- */

bool statement_next(struct statement *statement)
{
    if (statement->code != SQLITE_OK)
        return false;
    errno = 0; /* so that what it says after a failure is of this one */
    int code = sqlite3_step(statement->handle);

    if (code != SQLITE_ROW && code != SQLITE_DONE)
        statement->code = code;
    return code == SQLITE_ROW;
}

void statement_cancel(struct statement *statement)
{
    statement->code = SQLITE_OK;
    if (!statement->handle)
        return;
    sqlite3_reset(statement->handle);
    sqlite3_clear_bindings(statement->handle);
}

/* SQLite forgets its message at the reset, so the report comes first. */
enum status statement_finish(struct statement *statement)
{
    int code = statement->code;
    enum status status = code == SQLITE_OK ? STATUS_OK : database_fault(statement->database, code);

    statement_cancel(statement);
    return status;
}

enum status statement_run(struct statement *statement)
{
    while (statement_next(statement))
        ;
    return statement_finish(statement);
}

enum status statement_run_adding(struct statement *statement, int64_t *row)
{
    enum status status = statement_run(statement);

    if (status == STATUS_OK)
        *row = sqlite3_last_insert_rowid(statement->database->handle);
    return status;
}

enum status statement_run_finding(struct statement *statement, int64_t *value)
{
    if (statement_next(statement))
        *value = statement_integer(statement, 0);
    return statement_finish(statement);
}

/* ---- columns ------------------------------------------------------------------------------------- */

int64_t statement_integer(const struct statement *statement, int column)
{
    return sqlite3_column_int64(statement->handle, column);
}

size_t statement_count(const struct statement *statement, int column)
{
    int64_t value = statement_integer(statement, column);

    return value > 0 ? (size_t)value : 0;
}

double statement_real(const struct statement *statement, int column)
{
    return sqlite3_column_double(statement->handle, column);
}

bool statement_is_null(const struct statement *statement, int column)
{
    return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

struct span statement_span(const struct statement *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement->handle, column);

    if (!text) /* NULL, or a value of no bytes that is no text */
        return statement_is_null(statement, column) ? span_of(NULL) : span_of("");
    return span_over(text, (size_t)sqlite3_column_bytes(statement->handle, column));
}

struct span statement_copy(const struct statement *statement, int column, struct arena *arena)
{
    return arena_copy_span(arena, statement_span(statement, column));
}
