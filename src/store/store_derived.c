#include <string.h>

#include "base/arena.h"
#include "base/version.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/derived.h"
#include "store/item_rows.h"
#include "store/row_feed.h"
#include "store/store.h"
#include "store/store_private.h"

/* More rules than there are, and rows enough that a statement's start and end don't tell. */
enum { FINDING_RULES = 80, FEED_ROWS = 4096 };

static enum status clear(struct database *database, const enum statement_name *names, size_t count)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = statement_run(statement_of(database, names[i]));
    return status;
}

/* The row of an item; 0 where the database has it no more. */
static enum status find_item(struct database *database, const struct item_place *place, int64_t *row)
{
    struct statement *find = statement_of(database, STATEMENT_FIND_ITEM);

    *row = 0;
    statement_bind_integer(find, AT_EDITION, place->plan);
    statement_bind_string(find, AT_KIND, item_kind_name(place->kind));
    statement_bind_count(find, AT_NUMBER, place->index + 1);
    return statement_run_finding(find, row);
}

/* ---- findings ---------------------------------------------------------------------------------- */

struct rule_facts {
    const char *code;
    const char *name;
    enum finding_severity severity;
};

/* Rules that have a row already. */
struct rule_rows {
    const char *code[FINDING_RULES];
    int64_t row[FINDING_RULES];
    size_t count;
};

/* What is being written: rows are gathered, and added many at once. */
struct finding_writer {
    struct database *database;
    struct arena *arena;
    struct item_rows items;
    struct rule_rows rules;
    struct row_feed rows;
};

static enum status find_or_add_rule(struct database *database, const struct rule_facts *rule, int64_t *row)
{
    struct statement *find = statement_of(database, STATEMENT_FIND_AUDIT_RULE);
    enum status status;

    *row = 0;
    statement_bind_string(find, AT_CODE, rule->code);
    if ((status = statement_run_finding(find, row)) != STATUS_OK || *row)
        return status;

    struct statement *add = statement_of(database, STATEMENT_ADD_AUDIT_RULE);

    statement_bind_string(add, AT_CODE, rule->code);
    statement_bind_string(add, AT_NAME, rule->name);
    statement_bind_string(add, AT_SEVERITY, finding_severity_name(rule->severity));
    return statement_run_adding(add, row);
}

/* Each rule is looked up once, as long as there is room to remember it. */
static enum status row_of_rule(struct finding_writer *writer, const struct rule_facts *rule, int64_t *row)
{
    struct rule_rows *known = &writer->rules;

    for (size_t i = 0; i < known->count; i++)
        if (known->code[i] == rule->code) {
            *row = known->row[i];
            return STATUS_OK;
        }
    enum status status = find_or_add_rule(writer->database, rule, row);

    if (status == STATUS_OK && known->count < FINDING_RULES) {
        known->code[known->count] = rule->code;
        known->row[known->count++] = *row;
    }
    return status;
}

static enum status flush(struct finding_writer *writer)
{
    struct statement *add = statement_of(writer->database, STATEMENT_ADD_FINDINGS);

    statement_bind_feed(add, AT_ROWS, &writer->rows);
    enum status status = statement_run(add);

    writer->rows.count = 0;
    return status;
}

static enum status add_finding(struct finding_writer *writer, const struct finding *finding)
{
    const struct rule_facts facts = { finding->rule, finding->name, finding->severity };
    int64_t item = 0, rule = 0;
    enum status status;

    if ((status = row_of_rule(writer, &facts, &rule)) != STATUS_OK ||
        (status = item_rows_find(&writer->items, writer->database, &finding->place, &item)) != STATUS_OK ||
        !item)
        return status;
    int64_t *cells = row_feed_add(&writer->rows, writer->arena);
    struct span *texts = row_feed_texts(&writer->rows, writer->arena);

    cells[0] = rule;
    cells[1] = item;
    cells[2] = finding->line ? (int64_t)finding->line : ROW_FEED_NULL;
    cells[3] = cells[4] = cells[5] = cells[6] = ROW_FEED_NULL;
    texts[0] = finding->message;
    texts[1] = finding->words;
    return writer->rows.count < FEED_ROWS ? STATUS_OK : flush(writer);
}

static enum status add_not_tested(struct finding_writer *writer, const struct not_tested *silent)
{
    const struct rule_facts facts = { silent->rule, silent->name, silent->severity };
    struct statement *add = statement_of(writer->database, STATEMENT_ADD_NOT_TESTED);
    int64_t rule = 0;
    enum status status = row_of_rule(writer, &facts, &rule);

    if (status != STATUS_OK)
        return status;
    statement_bind_integer(add, AT_EDITION, silent->plan);
    statement_bind_integer(add, AT_RULE, rule);
    statement_bind_span(add, AT_WHY, silent->why);
    return statement_run(add);
}

static enum status add_findings(struct finding_writer *writer, const struct finding *findings, size_t count,
                                const struct not_tested *silent, size_t silent_count)
{
    static const enum statement_name names[] = {
        STATEMENT_CLEAR_FINDINGS,
        STATEMENT_CLEAR_NOT_TESTED,
        STATEMENT_CLEAR_AUDIT_RULES,
    };
    enum status status = clear(writer->database, names, ARRAY_LENGTH(names));

    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = add_finding(writer, &findings[i]);
    if (status == STATUS_OK)
        status = flush(writer);
    for (size_t i = 0; i < silent_count && status == STATUS_OK; i++)
        status = add_not_tested(writer, &silent[i]);
    return status;
}

/* Rows point to items that are looked up under the same lock, and to rules written just before: looking each
 * up again would take time for nothing. */
enum status store_replace_findings(struct store *store, const struct finding *findings, size_t count,
                                   const struct not_tested *silent, size_t silent_count)
{
    struct database *database = &store->database;
    struct arena *arena = arena_new();
    struct finding_writer writer = { .database = database, .arena = arena, .items.arena = arena };
    enum status status = database_check_keys(database, false);

    if (status == STATUS_OK && (status = database_begin_write(database)) == STATUS_OK)
        status = database_end(database, add_findings(&writer, findings, count, silent, silent_count));
    enum status restored = database_check_keys(database, true);

    arena_free(arena);
    return status == STATUS_OK ? restored : status;
}

/* ---- overlaps ---------------------------------------------------------------------------------- */

static enum status add_evidence(struct database *database, int64_t overlap, const struct overlap_pair *pair)
{
    struct statement *add = statement_of(database, STATEMENT_ADD_OVERLAP_EVIDENCE);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < pair->evidence_count && status == STATUS_OK; i++) {
        statement_bind_integer(add, AT_OVERLAP, overlap);
        statement_bind_count(add, AT_SEQ, i);
        statement_bind_span(add, AT_WORDS, pair->evidence[i]);
        status = statement_run(add);
    }
    return status;
}

static enum status add_overlap(struct database *database, const struct overlap_pair *pair)
{
    struct statement *add = statement_of(database, STATEMENT_ADD_OVERLAP);
    int64_t a = 0, b = 0, overlap = 0;
    enum status status;

    if ((status = find_item(database, &pair->a, &a)) != STATUS_OK ||
        (status = find_item(database, &pair->b, &b)) != STATUS_OK || !a || !b)
        return status;
    statement_bind_integer(add, AT_ITEM_A, a);
    statement_bind_integer(add, AT_ITEM_B, b);
    statement_bind_real(add, AT_SCORE, pair->score);
    statement_bind_string(add, AT_CLASS, overlap_class_name(pair->class));
    if ((status = statement_run_adding(add, &overlap)) != STATUS_OK)
        return status;
    return add_evidence(database, overlap, pair);
}

static enum status add_search(struct database *database, const struct overlap_search *search)
{
    struct statement *add = statement_of(database, STATEMENT_ADD_OVERLAP_SEARCH);

    statement_bind_string(add, AT_PROGRAM, PLANRISK_VERSION);
    statement_bind_string(add, AT_GRAMMAR, grammar_digest(search->grammar));
    statement_bind_count(add, AT_COMPARED, search->plans->count);
    statement_bind_count(add, AT_BEYOND, search->beyond);
    return statement_run(add);
}

static enum status add_compared(struct database *database, const struct overlap_search *search)
{
    struct statement *add = statement_of(database, STATEMENT_ADD_OVERLAP_COMPARED);
    enum status status = add_search(database, search);

    for (size_t i = 0; i < search->plans->count && status == STATUS_OK; i++) {
        struct item_place place = { .plan = search->plans->items[i]->id, .kind = ITEM_DOCUMENT };
        int64_t item = 0;

        if ((status = find_item(database, &place, &item)) != STATUS_OK || !item)
            continue;
        statement_bind_integer(add, AT_ITEM, item);
        status = statement_run(add);
    }
    return status;
}

enum status store_replace_overlaps(struct store *store, const struct overlap_pair *pairs, size_t count,
                                   const struct overlap_search *search)
{
    static const enum statement_name names[] = {
        STATEMENT_CLEAR_OVERLAPS,
        STATEMENT_CLEAR_OVERLAP_SEARCH,
        STATEMENT_CLEAR_OVERLAP_COMPARED,
    };
    struct database *database = &store->database;
    enum status status = database_begin_write(database);

    if (status != STATUS_OK)
        return status;
    status = clear(database, names, ARRAY_LENGTH(names));
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = add_overlap(database, &pairs[i]);
    if (status == STATUS_OK && search)
        status = add_compared(database, search);
    return database_end(database, status);
}

static enum status load_compared(struct database *database, struct arena *arena, struct overlap_known *out)
{
    struct statement *statement = statement_of(database, STATEMENT_LOAD_OVERLAP_COMPARED);
    int64_t *editions = NULL;
    size_t capacity = 0;

    while (statement_next(statement)) {
        editions = arena_grow(arena, editions, out->edition_count, &capacity, sizeof *editions);
        editions[out->edition_count++] = statement_integer(statement, 0);
    }
    out->editions = editions;
    return statement_finish(statement);
}

static struct item_place place_at(const struct statement *statement, int column)
{
    return (struct item_place){
        .plan = statement_integer(statement, column),
        .kind = ITEM_ACTION,
        .index = (size_t)statement_integer(statement, column + 1) - 1,
    };
}

static enum status load_pairs(struct database *database, struct arena *arena, struct overlap_known *out)
{
    struct statement *statement = statement_of(database, STATEMENT_LOAD_OVERLAPS);
    struct overlap_pair *pairs = NULL;
    size_t capacity = 0;

    while (statement_next(statement)) {
        pairs = arena_grow(arena, pairs, out->pair_count, &capacity, sizeof *pairs);
        pairs[out->pair_count++] =
            (struct overlap_pair){ .a = place_at(statement, 0), .b = place_at(statement, 2) };
    }
    out->pairs = pairs;
    return statement_finish(statement);
}

static enum status load_search(struct database *database, const struct grammar *grammar,
                               struct overlap_known *out)
{
    struct statement *find = statement_of(database, STATEMENT_FIND_OVERLAP_SEARCH);

    statement_bind_string(find, AT_PROGRAM, PLANRISK_VERSION);
    statement_bind_string(find, AT_GRAMMAR, grammar_digest(grammar));
    while (statement_next(find)) {
        out->compared = (size_t)statement_integer(find, 0);
        out->beyond = (size_t)statement_integer(find, 1);
    }
    return statement_finish(find);
}

enum status store_load_overlaps(struct store *store, const struct grammar *grammar, struct arena *arena,
                                struct overlap_known *out)
{
    struct database *database = &store->database;
    enum status status;

    *out = (struct overlap_known){ 0 };
    if ((status = load_search(database, grammar, out)) != STATUS_OK || !out->compared ||
        (status = load_compared(database, arena, out)) != STATUS_OK)
        return status;
    return load_pairs(database, arena, out);
}
