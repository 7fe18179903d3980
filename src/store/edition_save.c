#include "store/edition_save.h"

#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/version.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/database.h"
#include "store/plan_key.h"
#include "store/plan_save.h"
#include "store/search_index.h"

/* The edition that the database has of the same bytes; id 0: none. */
struct known_edition {
    int64_t id;
    int64_t plan;
    int64_t number;
    int64_t reader;
    int64_t council;
    struct span key;
    struct text_value council_name;
    struct text_value title;
    struct text_value date;
    struct span encoding;
    bool council_given;
    bool title_given;
    bool date_given;
};

static enum status find_known(struct database *database, struct span sha256, struct arena *scratch,
                              struct known_edition *out)
{
    struct statement *find = statement_of(database, STATEMENT_FIND_EDITION);

    statement_bind_span(find, AT_SHA256, sha256);
    if (statement_next(find))
        *out = (struct known_edition){
            .id = statement_integer(find, 0),
            .plan = statement_integer(find, 1),
            .number = statement_integer(find, 2),
            .key = statement_copy(find, 3, scratch),
            .reader = statement_integer(find, 4),
            .council = statement_integer(find, 5),
            .council_name.text = statement_copy(find, 6, scratch),
            .council_given = statement_integer(find, 7),
            .title.text = statement_copy(find, 8, scratch),
            .title_given = statement_integer(find, 9),
            .date.text = statement_copy(find, 10, scratch),
            .date_given = statement_integer(find, 11),
            .encoding = statement_copy(find, 12, scratch),
        };
    return statement_finish(find);
}

/* ---- rows that many editions share ------------------------------------------------------------- */

static enum status find_or_add_reader(struct database *database, const struct grammar *grammar, int64_t *row)
{
    static const enum statement_name names[] = { STATEMENT_FIND_READER, STATEMENT_ADD_READER };
    enum status status = STATUS_OK;

    *row = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(names) && !*row && status == STATUS_OK; i++) {
        struct statement *statement = statement_of(database, names[i]);

        statement_bind_string(statement, AT_PROGRAM, PLANRISK_VERSION);
        statement_bind_string(statement, AT_GRAMMAR, grammar_digest(grammar));
        status = i == 0 ? statement_run_finding(statement, row) : statement_run_adding(statement, row);
    }
    return status;
}

static enum status find_council(struct database *database, const struct plan *plan, int64_t plan_row,
                                int64_t *row)
{
    bool named = plan->council.text.text != NULL;
    struct statement *find =
        statement_of(database, named ? STATEMENT_FIND_COUNCIL : STATEMENT_FIND_UNNAMED_COUNCIL);

    if (named)
        statement_bind_span(find, AT_NAME, plan->council.text);
    else
        statement_bind_integer(find, AT_PLAN, plan_row);
    return statement_run_finding(find, row);
}

static enum status find_or_add_council(struct database *database, const struct plan *plan, int64_t plan_row,
                                       int64_t *row)
{
    enum status status;

    *row = 0;
    if ((status = find_council(database, plan, plan_row, row)) != STATUS_OK || *row)
        return status;

    struct statement *add = statement_of(database, STATEMENT_ADD_COUNCIL);

    statement_bind_span(add, AT_NAME, plan->council.text);
    return statement_run_adding(add, row);
}

/* ---- which plan it is -------------------------------------------------------------------------- */

static enum status find_plan_by_key(struct database *database, const char *key, int64_t *row)
{
    struct statement *find = statement_of(database, STATEMENT_FIND_PLAN_BY_KEY);

    *row = 0;
    statement_bind_string(find, AT_KEY, key);
    return statement_run_finding(find, row);
}

static enum status find_named_plan(struct database *database, const char *key, struct buffer *found,
                                   int64_t *row)
{
    enum status status = find_plan_by_key(database, key, row);

    if (status != STATUS_OK)
        return status;
    if (!*row) {
        diag_report(database->sink, DIAG_ITEM_UNKNOWN, database->path, 0, 0, "there is no plan \"%s\"", key);
        return STATUS_USAGE;
    }
    found->length = 0;
    buffer_add_string(found, key);
    return STATUS_OK;
}

/* Standard input has no path of its own. */
static enum status find_plan_by_path(struct database *database, struct span path, struct buffer *found,
                                     int64_t *row)
{
    struct statement *find = statement_of(database, STATEMENT_FIND_PLAN_BY_PATH);

    *row = 0;
    if (!path.text || span_equals(path, "-"))
        return STATUS_OK;
    statement_bind_span(find, AT_PATH, path);
    if (statement_next(find)) {
        *row = statement_integer(find, 0);
        found->length = 0;
        buffer_add_span(found, statement_span(find, 1));
    }
    return statement_finish(find);
}

static enum status add_plan(struct database *database, struct span document, struct buffer *key, int64_t *row)
{
    enum status status = STATUS_OK;
    int64_t taken = 1;

    for (unsigned number = 1; taken && status == STATUS_OK; number++) {
        plan_key_write(document, number, key);
        status = find_plan_by_key(database, buffer_string(key), &taken);
    }
    if (status != STATUS_OK)
        return status;

    struct statement *add = statement_of(database, STATEMENT_ADD_PLAN);

    statement_bind_string(add, AT_KEY, buffer_string(key));
    return statement_run_adding(add, row);
}

static enum status find_or_add_plan(struct database *database, const struct edition_context *context,
                                    const struct plan *plan, int64_t *row, enum store_saved *saved)
{
    enum status status = context->edition_of
                             ? find_named_plan(database, context->edition_of, context->key, row)
                             : find_plan_by_path(database, plan->path, context->key, row);

    *saved = *row ? SAVED_NEW_EDITION : SAVED_NEW_PLAN;
    if (status != STATUS_OK || *row)
        return status;
    return add_plan(database, plan->document, context->key, row);
}

/* ---- the edition's row ------------------------------------------------------------------------- */

struct edition_links {
    int64_t reader;
    int64_t council;
};

static void bind_edition(struct statement *statement, const struct plan *plan,
                         const struct edition_links *links)
{
    statement_bind_span(statement, AT_DOCUMENT, plan->document);
    statement_bind_integer(statement, AT_COUNCIL, links->council);
    statement_bind_integer(statement, AT_COUNCIL_GIVEN, plan->council_given);
    statement_bind_span(statement, AT_TITLE, plan->title.text);
    statement_bind_integer(statement, AT_TITLE_GIVEN, plan->title_given);
    statement_bind_span(statement, AT_DATE, plan->date.text);
    statement_bind_integer(statement, AT_DATE_GIVEN, plan->date_given);
    statement_bind_span(statement, AT_ENCODING, plan->encoding);
    statement_bind_span(statement, AT_ENCODING_WHY, plan->encoding_why);
    statement_bind_count(statement, AT_LINE_COUNT, plan->line_count);
    statement_bind_integer(statement, AT_READER, links->reader);
}

static enum status find_links(struct database *database, const struct edition_context *context,
                              const struct plan *plan, int64_t plan_row, struct edition_links *links)
{
    enum status status = find_or_add_reader(database, context->grammar, &links->reader);

    return status == STATUS_OK ? find_or_add_council(database, plan, plan_row, &links->council) : status;
}

static enum status save_contents(struct database *database, const struct edition_context *context,
                                 const struct plan *plan, const struct edition_links *links)
{
    struct save_place place = { .edition = plan->id,
                                .council = links->council,
                                .scratch = context->scratch,
                                .unmatched = context->unmatched };

    return plan_save(database, context->rules, plan, &place);
}

static enum status add_edition(struct database *database, struct plan *plan, int64_t plan_row,
                               const struct edition_links *links)
{
    struct statement *last = statement_of(database, STATEMENT_FIND_LAST_EDITION);
    enum status status;

    plan->edition = 0;
    statement_bind_integer(last, AT_PLAN, plan_row);
    if ((status = statement_run_finding(last, &plan->edition)) != STATUS_OK)
        return status;
    plan->edition++;

    struct statement *add = statement_of(database, STATEMENT_ADD_EDITION);

    statement_bind_integer(add, AT_PLAN, plan_row);
    statement_bind_integer(add, AT_NUMBER, plan->edition);
    statement_bind_span(add, AT_PATH, plan->path);
    statement_bind_span(add, AT_SHA256, plan->sha256);
    bind_edition(add, plan, links);
    return statement_run_adding(add, &plan->id);
}

static enum status save_new(struct database *database, const struct edition_context *context,
                            struct plan *plan, enum store_saved *saved)
{
    struct edition_links links;
    int64_t plan_row = 0;
    enum status status;

    if ((status = find_or_add_plan(database, context, plan, &plan_row, saved)) != STATUS_OK ||
        (status = find_links(database, context, plan, plan_row, &links)) != STATUS_OK ||
        (status = add_edition(database, plan, plan_row, &links)) != STATUS_OK)
        return status;
    return save_contents(database, context, plan, &links);
}

/* ---- the same bytes read again ----------------------------------------------------------------- */

/* What the user gave once holds until a reading finds it in the plan or the user gives another. */
static void keep_given(struct text_value *value, bool *given, const struct text_value *known,
                       bool known_given)
{
    if (known_given && !*given && !value->text.text) {
        *value = *known;
        *given = true;
    }
}

static bool gives_news(const struct text_value *value, bool given, const struct text_value *known,
                       bool known_given)
{
    return given && (!known_given || !span_same(value->text, known->text));
}

static bool is_same_reading(const struct known_edition *known, const struct plan *plan, int64_t reader)
{
    return known->reader == reader && span_same(plan->encoding, known->encoding) &&
           !gives_news(&plan->council, plan->council_given, &known->council_name, known->council_given) &&
           !gives_news(&plan->title, plan->title_given, &known->title, known->title_given) &&
           !gives_news(&plan->date, plan->date_given, &known->date, known->date_given);
}

/* Search first: FTS5 asks the other tables what it is to forget. */
static enum status remove_contents(struct database *database, int64_t edition)
{
    static const enum statement_name names[] = {
        STATEMENT_REMOVE_ANOMALIES,   STATEMENT_REMOVE_ITEMS,         STATEMENT_REMOVE_SOURCE_TEXT,
        STATEMENT_REMOVE_ACCOUNTS,    STATEMENT_REMOVE_ABBREVIATIONS, STATEMENT_REMOVE_NOT_TESTED,
        STATEMENT_REMOVE_PLACE,       STATEMENT_REMOVE_TABLE_PLACES,  STATEMENT_REMOVE_TABLE_HEADINGS,
        STATEMENT_REMOVE_ANNOTATIONS,
    };
    enum status status = search_index_remove_edition(database, edition);

    for (size_t i = 0; i < ARRAY_LENGTH(names) && status == STATUS_OK; i++) {
        struct statement *remove = statement_of(database, names[i]);

        statement_bind_integer(remove, AT_EDITION, edition);
        status = statement_run(remove);
    }
    return status;
}

static enum status sweep_council(struct database *database, int64_t old, int64_t new)
{
    struct statement *parties = statement_of(database, STATEMENT_REMOVE_IDLE_PARTIES);
    enum status status;

    statement_bind_integer(parties, AT_COUNCIL, old);
    if ((status = statement_run(parties)) != STATUS_OK || old == new)
        return status;
    return statement_run(statement_of(database, STATEMENT_REMOVE_IDLE_COUNCILS));
}

static enum status update_edition(struct database *database, const struct plan *plan,
                                  const struct edition_links *links)
{
    struct statement *update = statement_of(database, STATEMENT_UPDATE_EDITION);

    statement_bind_integer(update, AT_EDITION, plan->id);
    bind_edition(update, plan, links);
    return statement_run(update);
}

/* What was given before is put into a copy: the caller's plan stays as it was read. */
static enum status save_again(struct database *database, const struct edition_context *context,
                              const struct plan *plan, const struct known_edition *known)
{
    struct plan merged = *plan;
    struct edition_links links;
    enum status status;

    keep_given(&merged.council, &merged.council_given, &known->council_name, known->council_given);
    keep_given(&merged.title, &merged.title_given, &known->title, known->title_given);
    keep_given(&merged.date, &merged.date_given, &known->date, known->date_given);
    if ((status = remove_contents(database, known->id)) != STATUS_OK ||
        (status = find_links(database, context, &merged, known->plan, &links)) != STATUS_OK ||
        (status = update_edition(database, &merged, &links)) != STATUS_OK ||
        (status = save_contents(database, context, &merged, &links)) != STATUS_OK)
        return status;
    return sweep_council(database, known->council, links.council);
}

static enum status save_known(struct database *database, const struct edition_context *context,
                              struct plan *plan, const struct known_edition *known, enum store_saved *saved)
{
    int64_t reader = 0;
    enum status status = find_or_add_reader(database, context->grammar, &reader);

    plan->id = known->id;
    plan->edition = known->number;
    context->key->length = 0;
    buffer_add_span(context->key, known->key);
    *saved = is_same_reading(known, plan, reader) ? SAVED_NOTHING_NEW : SAVED_READ_AGAIN;
    if (status != STATUS_OK || *saved == SAVED_NOTHING_NEW)
        return status;
    return save_again(database, context, plan, known);
}

/* ---- the way in -------------------------------------------------------------------------------- */

enum status edition_save(struct database *database, const struct edition_context *context, struct plan *plan,
                         enum store_saved *saved)
{
    struct known_edition known = { 0 };
    enum status status = find_known(database, plan->sha256, context->scratch, &known);

    if (status != STATUS_OK)
        return status;
    status = known.id ? save_known(database, context, plan, &known, saved)
                      : save_new(database, context, plan, saved);
    buffer_string(context->key);
    plan->key = span_over(context->key->bytes, context->key->length);
    return status;
}

enum status edition_sweep(struct database *database)
{
    enum status status = statement_run(statement_of(database, STATEMENT_REMOVE_ALL_IDLE_PARTIES));

    return status == STATUS_OK ? statement_run(statement_of(database, STATEMENT_REMOVE_IDLE_COUNCILS))
                               : status;
}
