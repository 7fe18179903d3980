#include "base/arena.h"
#include "store/derived.h"
#include "store/store.h"
#include "store/store_private.h"

/* The rows of one plan's items of a kind: those of a plan follow one another, so the last list is kept. */
struct item_rows {
    enum item_kind kind;
    int64_t plan; /* 0: none yet */
    struct arena *arena;
    int64_t *rows;
    size_t count;
    size_t capacity;
};

static enum status list_rows(struct database *database, struct item_rows *items, int64_t plan)
{
    struct statement *list = statement_of(database, STATEMENT_LIST_ITEM_IDS);

    items->plan = plan;
    items->count = 0;
    statement_bind_integer(list, AT_EDITION, plan);
    statement_bind_string(list, AT_KIND, item_kind_name(items->kind));
    while (statement_next(list)) {
        items->rows =
            arena_grow(items->arena, items->rows, items->count, &items->capacity, sizeof *items->rows);
        items->rows[items->count++] = statement_integer(list, 0);
    }
    return statement_finish(list);
}

/* The row of an item; 0 where the database has it no more. */
static enum status row_of(struct database *database, struct item_rows *items, int64_t plan, size_t index,
                          int64_t *row)
{
    enum status status = items->plan == plan ? STATUS_OK : list_rows(database, items, plan);

    *row = status == STATUS_OK && index < items->count ? items->rows[index] : 0;
    return status;
}

/* What is being written, and the rows that it is about. */
struct writer {
    struct database *database;
    struct item_rows risks;
    struct item_rows actions;
};

static enum status add_scheme(struct writer *writer, const struct derived_scores *scores)
{
    struct statement *scheme = statement_of(writer->database, STATEMENT_ADD_SCORE_SCHEME);

    statement_bind_string(scheme, AT_NAME, scores->scheme);
    statement_bind_string(scheme, AT_TITLE, scores->title);
    statement_bind_string(scheme, AT_SOURCE, scores->source);
    enum status status = statement_run(scheme);

    for (size_t i = 0; i < scores->band_count && status == STATUS_OK; i++) {
        struct statement *band = statement_of(writer->database, STATEMENT_ADD_SCORE_BAND);
        const struct span letter = { .text = &scores->bands[i].letter, .length = 1, .offset = SPAN_NOWHERE };

        statement_bind_count(band, AT_NUMBER, i);
        statement_bind_string(band, AT_NAME, scores->bands[i].name);
        statement_bind_span(band, AT_LETTER, letter);
        status = statement_run(band);
    }
    return status;
}

static void bind_ranks(struct statement *add, const struct stored_score *score)
{
    statement_bind_count(add, AT_RANK_FIRST, score->rank_first);
    statement_bind_count(add, AT_RANK_LAST, score->rank_last);
    statement_bind_count(add, AT_TIED, score->tied);
    statement_bind_positive(add, AT_PRODUCT_FIRST, (int64_t)score->product_first);
    statement_bind_positive(add, AT_PRODUCT_LAST, (int64_t)score->product_last);
    statement_bind_count(add, AT_CONTESTED, score->contested);
}

static enum status add_score(struct writer *writer, const struct stored_score *score)
{
    int64_t risk;
    enum status status = row_of(writer->database, &writer->risks, score->plan, score->risk, &risk);

    if (status != STATUS_OK || !risk)
        return status;
    struct statement *add = statement_of(writer->database, STATEMENT_ADD_RISK_SCORE);

    statement_bind_integer(add, AT_RISK, risk);
    statement_bind_string(add, AT_STAGE, score->stage);
    statement_bind_integer(add, AT_IMPACT_LOW, score->impact_low);
    statement_bind_integer(add, AT_IMPACT_HIGH, score->impact_high);
    statement_bind_integer(add, AT_LIKELIHOOD_LOW, score->likelihood_low);
    statement_bind_integer(add, AT_LIKELIHOOD_HIGH, score->likelihood_high);
    statement_bind_count(add, AT_BAND_LOW, score->band_low);
    statement_bind_count(add, AT_BAND_HIGH, score->band_high);
    statement_bind_string(add, AT_PLACEMENT, score->placement);
    statement_bind_real(add, AT_FIGURE_LOW, score->figure_low);
    statement_bind_real(add, AT_FIGURE_HIGH, score->figure_high);
    bind_ranks(add, score);
    return statement_run(add);
}

static enum status add_reasons(struct writer *writer, const struct risk_action *link, int64_t risk,
                               int64_t action)
{
    struct statement *add = statement_of(writer->database, STATEMENT_ADD_RISK_ACTION_REASON);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < link->reason_count && status == STATUS_OK; i++) {
        statement_bind_integer(add, AT_RISK, risk);
        statement_bind_integer(add, AT_ACTION, action);
        statement_bind_string(add, AT_RELATION, risk_relation_name(link->relation));
        statement_bind_count(add, AT_SEQ, i);
        statement_bind_string(add, AT_KIND, link->reasons[i].kind);
        statement_bind_real(add, AT_SHARE, link->reasons[i].share);
        statement_bind_span(add, AT_WORDS, link->reasons[i].words);
        status = statement_run(add);
    }
    return status;
}

static enum status add_link(struct writer *writer, const struct risk_action *link)
{
    int64_t risk = 0, action = 0;
    enum status status;

    if ((status = row_of(writer->database, &writer->risks, link->plan, link->risk, &risk)) != STATUS_OK ||
        (status = row_of(writer->database, &writer->actions, link->plan, link->action, &action)) !=
            STATUS_OK ||
        !risk || !action)
        return status;
    struct statement *add = statement_of(writer->database, STATEMENT_ADD_RISK_ACTION);

    statement_bind_integer(add, AT_RISK, risk);
    statement_bind_integer(add, AT_ACTION, action);
    statement_bind_string(add, AT_RELATION, risk_relation_name(link->relation));
    statement_bind_real(add, AT_SCORE, link->score);
    status = statement_run(add);
    return status == STATUS_OK ? add_reasons(writer, link, risk, action) : status;
}

static enum status add_exposure(struct writer *writer, const struct stored_exposure *exposure)
{
    int64_t action;
    enum status status =
        row_of(writer->database, &writer->actions, exposure->plan, exposure->action, &action);

    if (status != STATUS_OK || !action)
        return status;
    struct statement *add = statement_of(writer->database, STATEMENT_ADD_ACTION_EXPOSURE);

    statement_bind_integer(add, AT_ACTION, action);
    statement_bind_string(add, AT_RULE, exposure->rule);
    statement_bind_real(add, AT_WEIGHT, exposure->weight);
    statement_bind_count(add, AT_FINDINGS, exposure->findings);
    return statement_run(add);
}

static enum status add_all(struct writer *writer, const struct derived_scores *scores)
{
    enum status status = add_scheme(writer, scores);

    for (size_t i = 0; i < scores->score_count && status == STATUS_OK; i++)
        status = add_score(writer, &scores->scores[i]);
    for (size_t i = 0; i < scores->link_count && status == STATUS_OK; i++)
        status = add_link(writer, &scores->links[i]);
    for (size_t i = 0; i < scores->exposure_count && status == STATUS_OK; i++)
        status = add_exposure(writer, &scores->exposures[i]);
    return status;
}

enum status store_replace_scores(struct store *store, const struct derived_scores *scores)
{
    struct arena *arena = arena_new();
    struct database *database = &store->database;
    struct writer writer = {
        .database = database,
        .risks = { .kind = ITEM_RISK, .arena = arena },
        .actions = { .kind = ITEM_ACTION, .arena = arena },
    };
    enum status status = database_begin_write(database);

    if (status == STATUS_OK) {
        if ((status = database_run_script(database, statement_file("drop_scores"))) == STATUS_OK &&
            (status = database_run_script(database, statement_file("make_scores"))) == STATUS_OK)
            status = add_all(&writer, scores);
        status = database_end(database, status);
    }
    arena_free(arena);
    return status;
}

enum status store_drop_scores(struct store *store)
{
    enum status status = database_begin_write(&store->database);

    if (status != STATUS_OK)
        return status;
    return database_end(&store->database,
                        database_run_script(&store->database, statement_file("drop_scores")));
}
