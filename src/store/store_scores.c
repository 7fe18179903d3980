#include <math.h>

#include "base/arena.h"
#include "grammar/name_index.h"
#include "store/derived.h"
#include "store/item_rows.h"
#include "store/row_feed.h"
#include "store/store.h"
#include "store/store_private.h"

/* What is being written, and the rows that it is about. */
struct score_writing {
    struct database *database;
    struct arena *arena; /* it lives there, too */
    struct item_rows items;
    struct name_index texts; /* of reasons, with their numbers */
    struct row_feed link_rows;
    struct row_feed reason_rows;
    struct row_feed exposure_rows;
    int64_t link_count;
};

static enum status add_scheme(struct score_writing *writer, const struct derived_scores *scores)
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

static enum status add_score(struct score_writing *writer, const struct stored_score *score)
{
    int64_t risk;
    const struct item_place place = { .plan = score->plan, .kind = ITEM_RISK, .index = score->risk };
    enum status status = item_rows_find(&writer->items, writer->database, &place, &risk);

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

/* ---- links ------------------------------------------------------------------------------------- */

/* Rows are handed over so many at a time. */
enum { FEED_ROWS = 10000 };

/* A share as a whole number: what a feed takes. */
static int64_t millionths(double share)
{
    return llround(share * 1e6);
}

/* The number of a text, which is added where it is new. */
static enum status number_text(struct score_writing *writer, struct span text, int64_t *out)
{
    uint32_t number = (uint32_t)writer->texts.count + 1;
    uint32_t known = name_index_find(&writer->texts, text, span_hash(text));

    *out = known;
    if (known != NAME_ABSENT)
        return STATUS_OK;
    struct statement *add = statement_of(writer->database, STATEMENT_ADD_SCORE_TEXT);

    *out = number;
    name_index_add(&writer->texts, writer->arena, text, number);
    statement_bind_integer(add, AT_ID, number);
    statement_bind_span(add, AT_TEXT, text);
    return statement_run(add);
}

static enum status flush(struct score_writing *writer, enum statement_name name, struct row_feed *feed)
{
    struct statement *add = statement_of(writer->database, name);

    statement_bind_feed(add, AT_ROWS, feed);
    enum status status = statement_run(add);

    feed->count = 0;
    return status;
}

static enum status add_reasons(struct score_writing *writer, const struct risk_action *link, int64_t row)
{
    for (size_t i = 0; i < link->reason_count; i++) {
        int64_t kind, words;
        enum status status;

        if ((status = number_text(writer, span_of(link->reasons[i].kind), &kind)) != STATUS_OK ||
            (status = number_text(writer, link->reasons[i].words, &words)) != STATUS_OK)
            return status;
        int64_t *cells = row_feed_add(&writer->reason_rows, writer->arena);

        cells[0] = row;
        cells[1] = (int64_t)i;
        cells[2] = kind;
        cells[3] = millionths(link->reasons[i].share);
        cells[4] = words;
        cells[5] = cells[6] = ROW_FEED_NULL;
    }
    return STATUS_OK;
}

static enum status add_link(struct score_writing *writer, const struct risk_action *link)
{
    const struct item_place risk_place = { .plan = link->plan, .kind = ITEM_RISK, .index = link->risk };
    const struct item_place action_place = { .plan = link->plan, .kind = ITEM_ACTION, .index = link->action };
    int64_t risk = 0, action = 0;
    enum status status;

    if ((status = item_rows_find(&writer->items, writer->database, &risk_place, &risk)) != STATUS_OK ||
        (status = item_rows_find(&writer->items, writer->database, &action_place, &action)) != STATUS_OK ||
        !risk || !action)
        return status;
    int64_t *cells = row_feed_add(&writer->link_rows, writer->arena);

    cells[0] = risk;
    cells[1] = action;
    cells[2] = link->relation;
    cells[3] = link->near;
    cells[4] = millionths(link->score);
    cells[5] = cells[6] = ROW_FEED_NULL;
    writer->link_count++; /* as SQLite numbers the rows of a new table */
    return add_reasons(writer, link, writer->link_count);
}

/* Reasons follow their links. */
static enum status flush_links(struct score_writing *writer)
{
    enum status status = flush(writer, STATEMENT_ADD_RISK_ACTIONS, &writer->link_rows);

    return status == STATUS_OK ? flush(writer, STATEMENT_ADD_RISK_ACTION_REASONS, &writer->reason_rows)
                               : status;
}

static enum status add_links(struct score_writing *writer, const struct derived_scores *scores)
{
    struct arena *scratch = arena_new();
    enum status status = STATUS_OK;

    for (size_t i = 0; i < scores->link_count && status == STATUS_OK; i++) {
        struct risk_action link;

        scores->link_of(scores->links, i, scratch, &link);
        status = add_link(writer, &link);
        if (status == STATUS_OK && writer->link_rows.count >= FEED_ROWS) {
            status = flush_links(writer);
            arena_reset(scratch);
        }
    }
    arena_free(scratch);
    return status == STATUS_OK ? flush_links(writer) : status;
}

/* ---- exposures --------------------------------------------------------------------------------- */

static enum status add_exposure(struct score_writing *writer, const struct stored_exposure *exposure)
{
    const struct item_place place = { .plan = exposure->plan,
                                      .kind = ITEM_ACTION,
                                      .index = exposure->action };
    int64_t action, rule;
    enum status status;

    if ((status = item_rows_find(&writer->items, writer->database, &place, &action)) != STATUS_OK ||
        !action || (status = number_text(writer, span_of(exposure->rule), &rule)) != STATUS_OK)
        return status;
    int64_t *cells = row_feed_add(&writer->exposure_rows, writer->arena);

    cells[0] = action;
    cells[1] = rule;
    cells[2] = millionths(exposure->weight);
    cells[3] = (int64_t)exposure->findings;
    cells[4] = cells[5] = cells[6] = ROW_FEED_NULL;
    return STATUS_OK;
}

static enum status add_exposures(struct score_writing *writer, const struct stored_exposure *exposures,
                                 size_t count)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = add_exposure(writer, &exposures[i]);
    return status == STATUS_OK ? flush(writer, STATEMENT_ADD_ACTION_EXPOSURES, &writer->exposure_rows)
                               : status;
}

/* ---- the whole --------------------------------------------------------------------------------- */

static enum status add_first(struct score_writing *writer, const struct derived_scores *scores)
{
    enum status status;

    if ((status = database_run_script(writer->database, statement_file("drop_scores"))) != STATUS_OK ||
        (status = database_run_script(writer->database, statement_file("make_scores"))) != STATUS_OK ||
        (status = add_scheme(writer, scores)) != STATUS_OK)
        return status;
    for (size_t i = 0; i < scores->score_count && status == STATUS_OK; i++)
        status = add_score(writer, &scores->scores[i]);
    return status == STATUS_OK ? add_links(writer, scores) : status;
}

/* Rows point to items that are looked up under the same lock, and to rows written just before: looking each
 * up again would take a third of the time. */
static enum status begin_unchecked(struct database *database)
{
    enum status status = database_check_keys(database, false);

    if (status == STATUS_OK && (status = database_begin_write(database)) != STATUS_OK &&
        database_check_keys(database, true) != STATUS_OK)
        return STATUS_DATABASE;
    return status;
}

static enum status end_unchecked(struct database *database, enum status status)
{
    status = database_end(database, status);
    enum status restored = database_check_keys(database, true);

    return status == STATUS_OK ? restored : status;
}

enum status store_begin_scores(struct store *store, const struct derived_scores *scores,
                               struct score_writing **out)
{
    struct arena *arena = arena_new();
    struct score_writing *writing = ARENA_NEW(arena, struct score_writing);
    enum status status = begin_unchecked(&store->database);

    *writing = (struct score_writing){ .database = &store->database, .arena = arena, .items.arena = arena };
    *out = NULL;
    if (status == STATUS_OK && (status = add_first(writing, scores)) != STATUS_OK)
        status = end_unchecked(&store->database, status);
    if (status == STATUS_OK)
        *out = writing;
    else
        arena_free(arena);
    return status;
}

enum status store_finish_scores(struct score_writing *writing, const struct stored_exposure *exposures,
                                size_t count, enum status status)
{
    struct arena *arena = writing->arena;

    if (status == STATUS_OK)
        status = add_exposures(writing, exposures, count);
    status = end_unchecked(writing->database, status);
    arena_free(arena);
    return status;
}

enum status store_drop_scores(struct store *store)
{
    struct database *database = &store->database;
    enum status status = begin_unchecked(database);

    if (status != STATUS_OK)
        return status;
    return end_unchecked(database, database_run_script(database, statement_file("drop_scores")));
}
