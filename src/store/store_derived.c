#include <string.h>

#include "base/arena.h"
#include "base/version.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/derived.h"
#include "store/store.h"
#include "store/store_private.h"

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

/* The rule that the last finding was of: findings of one rule often follow one another. */
struct rule_memory {
    const char *code;
    int64_t row;
};

struct rule_facts {
    const char *code;
    const char *name;
    enum finding_severity severity;
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

static enum status remember_rule(struct database *database, struct rule_memory *memory,
                                 const struct rule_facts *rule)
{
    if (memory->code && strcmp(memory->code, rule->code) == 0)
        return STATUS_OK;
    memory->code = rule->code;
    return find_or_add_rule(database, rule, &memory->row);
}

static enum status add_finding(struct database *database, struct rule_memory *memory,
                               const struct finding *finding)
{
    struct rule_facts rule = { finding->rule, finding->name, finding->severity };
    struct statement *add = statement_of(database, STATEMENT_ADD_FINDING);
    int64_t item = 0;
    enum status status;

    if ((status = remember_rule(database, memory, &rule)) != STATUS_OK ||
        (status = find_item(database, &finding->place, &item)) != STATUS_OK || !item)
        return status;
    statement_bind_integer(add, AT_RULE, memory->row);
    statement_bind_integer(add, AT_ITEM, item);
    statement_bind_positive(add, AT_LINE, (int64_t)finding->line);
    statement_bind_span(add, AT_MESSAGE, finding->message);
    statement_bind_span(add, AT_WORDS, finding->words);
    return statement_run(add);
}

static enum status add_not_tested(struct database *database, struct rule_memory *memory,
                                  const struct not_tested *silent)
{
    struct rule_facts rule = { silent->rule, silent->name, silent->severity };
    struct statement *add = statement_of(database, STATEMENT_ADD_NOT_TESTED);
    enum status status = remember_rule(database, memory, &rule);

    if (status != STATUS_OK)
        return status;
    statement_bind_integer(add, AT_EDITION, silent->plan);
    statement_bind_integer(add, AT_RULE, memory->row);
    statement_bind_span(add, AT_WHY, silent->why);
    return statement_run(add);
}

enum status store_replace_findings(struct store *store, const struct finding *findings, size_t count,
                                   const struct not_tested *silent, size_t silent_count)
{
    static const enum statement_name names[] = {
        STATEMENT_CLEAR_FINDINGS,
        STATEMENT_CLEAR_NOT_TESTED,
        STATEMENT_CLEAR_AUDIT_RULES,
    };
    struct database *database = &store->database;
    struct rule_memory memory = { 0 };
    enum status status = database_begin_write(database);

    if (status != STATUS_OK)
        return status;
    status = clear(database, names, ARRAY_LENGTH(names));
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = add_finding(database, &memory, &findings[i]);
    for (size_t i = 0; i < silent_count && status == STATUS_OK; i++)
        status = add_not_tested(database, &memory, &silent[i]);
    return database_end(database, status);
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

static enum status add_compared(struct database *database, const struct grammar *grammar,
                                const struct plan_set *plans)
{
    struct statement *search = statement_of(database, STATEMENT_ADD_OVERLAP_SEARCH);
    struct statement *add = statement_of(database, STATEMENT_ADD_OVERLAP_COMPARED);

    statement_bind_string(search, AT_PROGRAM, PLANRISK_VERSION);
    statement_bind_string(search, AT_GRAMMAR, grammar_digest(grammar));

    enum status status = statement_run(search);

    for (size_t i = 0; i < plans->count && status == STATUS_OK; i++) {
        struct item_place place = { .plan = plans->items[i]->id, .kind = ITEM_DOCUMENT };
        int64_t item = 0;

        if ((status = find_item(database, &place, &item)) != STATUS_OK || !item)
            continue;
        statement_bind_integer(add, AT_ITEM, item);
        status = statement_run(add);
    }
    return status;
}

enum status store_replace_overlaps(struct store *store, const struct overlap_pair *pairs, size_t count,
                                   const struct grammar *grammar, const struct plan_set *plans)
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
    if (status == STATUS_OK && plans)
        status = add_compared(database, grammar, plans);
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

enum status store_load_overlaps(struct store *store, const struct grammar *grammar, struct arena *arena,
                                struct overlap_known *out)
{
    struct database *database = &store->database;
    struct statement *find = statement_of(database, STATEMENT_FIND_OVERLAP_SEARCH);
    int64_t search = 0;
    enum status status;

    *out = (struct overlap_known){ 0 };
    statement_bind_string(find, AT_PROGRAM, PLANRISK_VERSION);
    statement_bind_string(find, AT_GRAMMAR, grammar_digest(grammar));
    if ((status = statement_run_finding(find, &search)) != STATUS_OK || !search ||
        (status = load_compared(database, arena, out)) != STATUS_OK)
        return status;
    return load_pairs(database, arena, out);
}
