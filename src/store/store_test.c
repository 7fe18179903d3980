#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/derived.h"
#include "store/sample_plan.h"
#include "store/store.h"
#include "store/store_private.h"

/* What a document is to the database: the same again, a new edition, a new plan; and what goes when it is
 * forgotten. */

struct fixture {
    struct store *store;
    struct grammar *grammar;
    struct arena *arena;
    struct diag_list seen;
};

static int set_up(void **state)
{
    static struct fixture fixture;

    *state = &fixture;
    fixture.arena = arena_new();
    return grammar_load(NULL, diag_collect(&fixture.seen), &fixture.grammar) != STATUS_OK ||
           store_open(":memory:", STORE_WRITE, &fixture.seen.sink, &fixture.store) != STATUS_OK;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    store_close(fixture->store);
    grammar_free(fixture->grammar);
    arena_free(fixture->arena);
    diag_list_free(&fixture->seen);
    return 0;
}

static struct plan *sample(struct fixture *fixture, const char *path, const char *sha256)
{
    return sample_plan_new(fixture->arena, path, sha256, "Norton Borough Council");
}

static enum store_saved save_of(struct fixture *fixture, struct plan *plan, const char *edition_of)
{
    enum store_saved saved = SAVED_NOTHING_NEW;

    assert_int_equal(store_save_plan(fixture->store, fixture->grammar, plan, edition_of, &saved), STATUS_OK);
    return saved;
}

static enum store_saved save(struct fixture *fixture, struct plan *plan)
{
    return save_of(fixture, plan, NULL);
}

static struct plan_set load_all(struct fixture *fixture)
{
    struct plan_set set;

    assert_int_equal(store_load_plans(fixture->store,
                                      &(struct load_options){ .all_editions = true, .with_evidence = true },
                                      fixture->arena, &set),
                     STATUS_OK);
    return set;
}

static int64_t ask(struct fixture *fixture, const char *sql)
{
    int64_t answer = -1;

    assert_int_equal(database_ask(&fixture->store->database, sql, &answer), STATUS_OK);
    return answer;
}

/* All that another program version had read, as far as the database can tell. */
static void pretend_that_another_version_read_it(struct fixture *fixture)
{
    assert_int_equal(database_run_script(&fixture->store->database, "UPDATE reader SET program = '0.0.1'"),
                     STATUS_OK);
}

static void full_text_is_sound(struct fixture *fixture)
{
    assert_int_equal(store_complete_search(fixture->store), STATUS_OK);
    assert_int_equal(
        database_run_script(&fixture->store->database,
                            "INSERT INTO item_search (item_search, rank) VALUES ('integrity-check', 1)"),
        STATUS_OK);
}

/* ---- the same, changed, another ---------------------------------------------------------------- */

static void the_same_bytes_again_do_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct plan *again = sample(fixture, "elsewhere/copy.txt", "aa");
    bool has = true;

    assert_int_equal(store_has_file(fixture->store, fixture->grammar, "aa", &has), STATUS_OK);
    assert_false(has);
    assert_int_equal(save(fixture, sample(fixture, "repairs.txt", "aa")), SAVED_NEW_PLAN);
    assert_int_equal(store_has_file(fixture->store, fixture->grammar, "aa", &has), STATUS_OK);
    assert_true(has);
    assert_int_equal(save(fixture, again), SAVED_NOTHING_NEW);
    assert_true(span_equals(again->key, "repairs"));
    assert_int_equal(again->edition, 1);
    assert_int_equal(load_all(fixture).count, 1);
}

static void the_same_path_with_other_bytes_is_a_new_edition(void **state)
{
    struct fixture *fixture = *state;
    struct plan *changed = sample(fixture, "2010/repairs.txt", "bb");
    struct plan_set set;

    assert_int_equal(save(fixture, sample(fixture, "2010/repairs.txt", "aa")), SAVED_NEW_PLAN);
    assert_int_equal(save(fixture, changed), SAVED_NEW_EDITION);
    assert_true(span_equals(changed->key, "repairs"));
    assert_int_equal(changed->edition, 2);
    assert_int_equal(save(fixture, sample(fixture, "2010/repairs.txt", "aa")),
                     SAVED_NOTHING_NEW); /* the first is kept */
    assert_int_equal(load_all(fixture).count, 2);
    assert_int_equal(store_load_plans(fixture->store, &(struct load_options){ 0 }, fixture->arena, &set),
                     STATUS_OK);
    assert_int_equal(set.count, 1);
    assert_true(span_equals(set.items[0]->sha256, "bb"));
}

static void another_path_is_another_plan_with_a_key_of_its_own(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plans[] = {
        sample(fixture, "2009/Repairs.txt", "aa"),
        sample(fixture, "2010/repairs.txt", "bb"),
        sample(fixture, "repairs-2.txt", "cc"),
        sample(fixture, "2011/repairs.docx", "dd"),
    };
    static const char *const keys[] = { "repairs", "repairs-2", "repairs-2-2", "repairs-3" };

    for (size_t i = 0; i < ARRAY_LENGTH(plans); i++) {
        assert_int_equal(save(fixture, plans[i]), SAVED_NEW_PLAN);
        assert_true(span_equals(plans[i]->key, keys[i]));
    }
}

static void standard_input_is_never_an_edition_by_its_path(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(save(fixture, sample(fixture, "-", "aa")), SAVED_NEW_PLAN);
    assert_int_equal(save(fixture, sample(fixture, "-", "bb")), SAVED_NEW_PLAN);
}

static void an_edition_of_a_plan_can_come_under_another_path(void **state)
{
    struct fixture *fixture = *state;
    struct plan *later = sample(fixture, "update.txt", "bb");
    struct plan *next = sample(fixture, "update.txt", "cc");
    enum store_saved saved;

    assert_int_equal(save(fixture, sample(fixture, "repairs.txt", "aa")), SAVED_NEW_PLAN);
    assert_int_equal(save_of(fixture, later, "repairs"), SAVED_NEW_EDITION);
    assert_true(span_equals(later->key, "repairs"));
    assert_int_equal(save(fixture, next), SAVED_NEW_EDITION); /* that path is the plan's from now on */
    assert_int_equal(next->edition, 3);
    assert_int_equal(fixture->seen.count, 0);
    assert_int_equal(
        store_save_plan(fixture->store, fixture->grammar, sample(fixture, "x.txt", "dd"), "nosuch", &saved),
        STATUS_USAGE);
    assert_int_equal(fixture->seen.items[0].code, DIAG_ITEM_UNKNOWN);
    assert_int_equal(load_all(fixture).count, 3);
}

static void an_unknown_key_is_told(void **state)
{
    struct fixture *fixture = *state;
    static const char *const keys[] = { "repairs", "nosuch" };
    struct plan_set set;

    save(fixture, sample(fixture, "repairs.txt", "aa"));
    assert_int_equal(store_load_plans(fixture->store,
                                      &(struct load_options){ .plans = keys, .plan_count = 1 },
                                      fixture->arena, &set),
                     STATUS_OK);
    assert_int_equal(set.count, 1);
    assert_int_equal(store_load_plans(fixture->store,
                                      &(struct load_options){ .plans = keys, .plan_count = 2 },
                                      fixture->arena, &set),
                     STATUS_USAGE);
    assert_int_equal(fixture->seen.count, 1);
    assert_int_equal(fixture->seen.items[0].code, DIAG_ITEM_UNKNOWN);
}

/* ---- read again -------------------------------------------------------------------------------- */

static void another_version_reads_again_into_the_same_edition(void **state)
{
    struct fixture *fixture = *state;
    struct plan *again = sample(fixture, "repairs.txt", "aa");
    struct plan_set set;
    bool has = true;

    save(fixture, sample(fixture, "repairs.txt", "aa"));
    save(fixture, sample(fixture, "repairs.txt", "bb"));
    pretend_that_another_version_read_it(fixture);
    assert_int_equal(store_has_file(fixture->store, fixture->grammar, "aa", &has), STATUS_OK);
    assert_false(has);
    again->action_count = 1;
    assert_int_equal(save(fixture, again), SAVED_READ_AGAIN);
    assert_int_equal(again->edition, 1);
    set = load_all(fixture);
    assert_int_equal(set.count, 2);
    assert_int_equal(set.items[0]->action_count, 1);
    assert_int_equal(set.items[1]->action_count, 2);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM party"), 3); /* the other edition still has them */
    assert_int_equal(ask(fixture, "SELECT count(*) FROM item"), 6 + 8);
    full_text_is_sound(fixture);
}

static void what_nobody_owns_any_more_is_swept(void **state)
{
    struct fixture *fixture = *state;
    struct plan *again = sample_plan_new(fixture->arena, "repairs.txt", "aa", "Sutton District Council");

    save(fixture, sample(fixture, "repairs.txt", "aa"));
    pretend_that_another_version_read_it(fixture);
    again->action_count = 0;
    assert_int_equal(save(fixture, again), SAVED_READ_AGAIN);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM party"), 0);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM council"), 1);
}

static void what_the_user_gave_survives_another_reading(void **state)
{
    struct fixture *fixture = *state;
    struct plan *given = sample_plan_new(fixture->arena, "repairs.txt", "aa", "Norton Borough Council");
    struct plan *again = sample_plan_new(fixture->arena, "repairs.txt", "aa", NULL);
    struct plan *better = sample_plan_new(fixture->arena, "repairs.txt", "aa", "Norton Council");

    given->council_given = true;
    save(fixture, given);
    assert_int_equal(save(fixture, again), SAVED_NOTHING_NEW);
    pretend_that_another_version_read_it(fixture);
    again = sample_plan_new(fixture->arena, "repairs.txt", "aa", NULL);
    assert_int_equal(save(fixture, again), SAVED_READ_AGAIN);
    assert_true(span_equals(load_all(fixture).items[0]->council.text, "Norton Borough Council"));
    assert_true(load_all(fixture).items[0]->council_given);
    better->council_given = true;
    assert_int_equal(save(fixture, better), SAVED_READ_AGAIN); /* given anew */
    assert_true(span_equals(load_all(fixture).items[0]->council.text, "Norton Council"));
}

/* ---- people ------------------------------------------------------------------------------------ */

static void parties_stand_once_per_council(void **state)
{
    struct fixture *fixture = *state;

    save(fixture, sample(fixture, "a.txt", "aa"));
    save(fixture, sample(fixture, "b.txt", "bb"));
    assert_int_equal(ask(fixture, "SELECT count(*) FROM party"), 3);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM ownership"), 6);
    save(fixture, sample_plan_new(fixture->arena, "c.txt", "cc", "Sutton District Council"));
    assert_int_equal(ask(fixture, "SELECT count(*) FROM party"), 6);
}

/* Two plans that name no council may be of two councils; two editions of one plan are not. */
static void nobody_is_confused_where_no_council_is_named(void **state)
{
    struct fixture *fixture = *state;

    save(fixture, sample_plan_new(fixture->arena, "a.txt", "aa", NULL));
    save(fixture, sample_plan_new(fixture->arena, "b.txt", "bb", NULL));
    assert_int_equal(ask(fixture, "SELECT count(*) FROM party"), 6);
    save(fixture, sample_plan_new(fixture->arena, "a.txt", "cc", NULL));
    assert_int_equal(ask(fixture, "SELECT count(*) FROM party"), 6);
    assert_null(load_all(fixture).items[0]->council.text.text);
}

static void what_is_named_alike_but_read_otherwise_is_two(void **state)
{
    struct fixture *fixture = *state;
    struct plan *other = sample(fixture, "b.txt", "bb");

    other->actions[1].owners.items[0].expansion = span_of("Records Manager");
    save(fixture, sample(fixture, "a.txt", "aa"));
    save(fixture, other);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM party WHERE name = 'RM'"), 2);
}

/* ---- forgetting -------------------------------------------------------------------------------- */

static void a_forgotten_plan_leaves_no_trace(void **state)
{
    static const char *const tables[] = {
        "plan",
        "edition",
        "item",
        "section",
        "action",
        "milestone",
        "risk",
        "rating",
        "indicator",
        "indicator_value",
        "party",
        "ownership",
        "date_value",
        "resource",
        "link",
        "abbreviation",
        "anomaly",
        "evidence",
        "account",
        "source_text",
        "council",
        "finding",
        "not_tested",
        "overlap",
        "overlap_evidence",
        "overlap_compared",
        "item_search_docsize",
    };
    struct fixture *fixture = *state;
    struct search_result hits;

    save(fixture, sample(fixture, "a.txt", "aa"));
    save(fixture, sample(fixture, "a.txt", "bb"));
    assert_int_equal(store_forget_plan(fixture->store, "a"), STATUS_OK);
    for (size_t i = 0; i < ARRAY_LENGTH(tables); i++) {
        char sql[80];

        snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", tables[i]);
        assert_int_equal(ask(fixture, sql), 0);
    }
    full_text_is_sound(fixture);
    assert_int_equal(store_search(fixture->store, "handbook", 10, fixture->arena, &hits), STATUS_OK);
    assert_int_equal(hits.count, 0);
    assert_int_equal(store_forget_plan(fixture->store, "a"), STATUS_USAGE);
    assert_int_equal(save(fixture, sample(fixture, "a.txt", "aa")), SAVED_NEW_PLAN);
}

static void the_others_stay_when_one_is_forgotten(void **state)
{
    struct fixture *fixture = *state;
    struct search_result hits;

    save(fixture, sample(fixture, "a.txt", "aa"));
    save(fixture, sample(fixture, "b.txt", "bb"));
    assert_int_equal(store_forget_plan(fixture->store, "a"), STATUS_OK);
    assert_int_equal(load_all(fixture).count, 1);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM party"), 3);
    assert_int_equal(store_search(fixture->store, "handbook", 10, fixture->arena, &hits), STATUS_OK);
    assert_int_equal(hits.count, 1);
    full_text_is_sound(fixture);
}

/* ---- all or nothing ---------------------------------------------------------------------------- */

/* The last thing that a save writes is refused: nothing of the document is left, and the next one is saved
 * whole. */
static void a_save_that_fails_leaves_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct plan *wrong = sample(fixture, "a.txt", "aa");
    struct account overlapping[] = { { .extent = { 5, 1 }, .use = 2 }, { .extent = { 5, 1 }, .use = 2 } };
    enum store_saved saved;

    wrong->accounts = overlapping;
    wrong->account_count = 2;
    assert_int_equal(store_save_plan(fixture->store, fixture->grammar, wrong, NULL, &saved), STATUS_DATABASE);
    assert_int_equal(fixture->seen.count, 1);
    assert_int_equal(load_all(fixture).count, 0);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM rule"), 0);
    assert_int_equal(save(fixture, sample(fixture, "a.txt", "aa")), SAVED_NEW_PLAN);
    assert_string_equal(store_rule_name(fixture->store, load_all(fixture).items[0]->title.source.rule),
                        grammar_rule_name(fixture->grammar, 1));
    full_text_is_sound(fixture);
}

static void a_text_that_no_row_can_hold_is_refused_alone(void **state)
{
    struct fixture *fixture = *state;
    struct plan *large = sample(fixture, "a.txt", "aa");
    enum store_saved saved;

    sqlite3_limit(fixture->store->database.handle, SQLITE_LIMIT_LENGTH, 100000);
    large->text = (struct span){ memset(arena_take_text(fixture->arena, 100000), 'x', 100000), 99990, 0 };
    assert_int_equal(store_save_plan(fixture->store, fixture->grammar, large, NULL, &saved), STATUS_REFUSED);
    assert_int_equal(fixture->seen.count, 1);
    assert_int_equal(fixture->seen.items[0].code, DIAG_FILE_TOO_LARGE);
    large->text.length = 99900;
    assert_int_equal(save(fixture, large), SAVED_NEW_PLAN);
}

/* ---- what analysis derives --------------------------------------------------------------------- */

static void findings_are_replaced_and_lead_to_their_items(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample(fixture, "a.txt", "aa");

    save(fixture, plan);
    struct finding findings[] = {
        { "OWN001",
          "missing-owner",
          FINDING_ERROR,
          { plan->id, ITEM_ACTION, 1 },
          3,
          span_of("nobody is named"),
          span_of(NULL),
          span_of(NULL),
          0,
          0 },
        { "DAT101",
          "impossible-date",
          FINDING_WARNING,
          { plan->id, ITEM_DOCUMENT, 0 },
          0,
          span_of("no such day"),
          span_of("31/11"),
          span_of("30/11"),
          0,
          5 },
        { "OWN001",
          "missing-owner",
          FINDING_ERROR,
          { plan->id, ITEM_ACTION, 99 },
          3,
          span_of("of no item"),
          span_of(NULL),
          span_of(NULL),
          0,
          0 },
    };
    struct not_tested silent[] = { { "MEA001", "missing-measure", FINDING_NOTE, plan->id,
                                     span_of("no measures are asked for") } };

    for (int round = 0; round < 2; round++)
        assert_int_equal(store_replace_findings(fixture->store, findings, 3, silent, 1), STATUS_OK);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM v_finding"), 2);
    assert_int_equal(
        ask(fixture,
            "SELECT count(*) FROM v_finding WHERE item_key = 'a-002' AND rule = 'OWN001' AND line = 3"
            " AND severity = 'error' AND words IS NULL"),
        1);
    assert_int_equal(
        ask(fixture,
            "SELECT count(*) FROM v_finding WHERE item_key = 'a' AND words = '31/11' AND line IS NULL"),
        1);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM not_tested"), 1);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM audit_rule"), 3);
    assert_int_equal(store_replace_findings(fixture->store, NULL, 0, NULL, 0), STATUS_OK);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM finding"), 0);
}

static void overlaps_are_replaced_with_their_evidence(void **state)
{
    struct fixture *fixture = *state;
    struct plan *a = sample(fixture, "a.txt", "aa"), *b = sample(fixture, "b.txt", "bb");
    static const struct span shared[] = { { "calls", 5, SPAN_NOWHERE }, { "rings", 5, SPAN_NOWHERE } };

    save(fixture, a);
    save(fixture, b);
    struct overlap_pair pairs[] = {
        { { a->id, ITEM_ACTION, 0 }, { b->id, ITEM_ACTION, 0 }, 0.75, OVERLAP_SAME_WORK, shared, 2 },
        { { a->id, ITEM_ACTION, 1 }, { b->id, ITEM_ACTION, 1 }, 1, OVERLAP_NEAR_COPY, NULL, 0 },
    };

    for (int round = 0; round < 2; round++)
        assert_int_equal(store_replace_overlaps(fixture->store, pairs, 2, NULL), STATUS_OK);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM v_overlap"), 2);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM v_overlap WHERE a_key = 'a-001' AND b_key = 'b-001'"
                                  " AND class = 'same work' AND score = 0.75 AND shared = 'calls; rings'"),
                     1);
    assert_int_equal(store_forget_plan(fixture->store, "b"),
                     STATUS_OK); /* a pair goes with either of its plans */
    assert_int_equal(ask(fixture, "SELECT count(*) FROM overlap_evidence"), 0);
}

static struct overlap_known known_to(struct fixture *fixture)
{
    struct overlap_known known;

    assert_int_equal(store_load_overlaps(fixture->store, fixture->grammar, fixture->arena, &known),
                     STATUS_OK);
    return known;
}

static void a_search_of_overlaps_is_known_by_its_plans(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plans[] = { sample(fixture, "a.txt", "aa"), sample(fixture, "b.txt", "bb") };
    struct plan_set set = { .items = plans, .count = 2 };
    const struct overlap_search search = { .grammar = fixture->grammar, .plans = &set, .beyond = 7 };

    save(fixture, plans[0]);
    save(fixture, plans[1]);
    const struct overlap_pair pair = { .a = { plans[0]->id, ITEM_ACTION, 0 },
                                       .b = { plans[1]->id, ITEM_ACTION, 1 },
                                       .score = 0.75 };

    assert_int_equal(known_to(fixture).compared, 0);
    assert_int_equal(store_replace_overlaps(fixture->store, &pair, 1, &search), STATUS_OK);
    struct overlap_known known = known_to(fixture);

    assert_int_equal(known.compared, 2);
    assert_int_equal(known.beyond, 7);
    assert_int_equal(known.edition_count, 2);
    assert_int_equal(known.editions[0], plans[0]->id);
    assert_int_equal(known.editions[1], plans[1]->id);
    assert_int_equal(known.pair_count, 1);
    assert_int_equal(known.pairs[0].b.index, 1);
    save(fixture, sample(fixture, "c.txt", "cc")); /* another plan, which was not compared */
    assert_int_equal(known_to(fixture).edition_count, 2);
    assert_int_equal(store_forget_plan(fixture->store, "b"), STATUS_OK);
    known = known_to(fixture);
    assert_int_equal(known.compared, 2);
    assert_int_equal(known.edition_count, 1);
    assert_int_equal(known.pair_count, 0);
    assert_int_equal(store_replace_overlaps(fixture->store, NULL, 0, NULL), STATUS_OK);
    assert_int_equal(known_to(fixture).compared, 0);
}

static const struct stored_band bands[] = { { "Low", 'L' }, { "High", 'H' } };

static void only_link(const void *links, size_t index, struct arena *arena, struct risk_action *out)
{
    (void)arena;
    *out = ((const struct risk_action *)links)[index];
}

static struct derived_scores scores_of(const struct plan *plan)
{
    static const struct risk_action_reason reasons[] = {
        { "subject", 0.5, { "rings", 5, SPAN_NOWHERE } },
        { "title", 0.25, { "rings", 5, SPAN_NOWHERE } },
    };
    static struct stored_score score;
    static struct risk_action link;

    score = (struct stored_score){
        .plan = plan->id,
        .stage = "inherent",
        .impact_low = 2,
        .impact_high = 2,
        .likelihood_low = 1,
        .likelihood_high = 2,
        .band_high = 1,
        .placement = "likelihood not stated",
        .figure_low = 2,
        .figure_high = 4,
        .rank_first = 1,
        .rank_last = 1,
    };
    link = (struct risk_action){ .plan = plan->id,
                                 .action = 1,
                                 .near = RISK_NEAR_SECTION,
                                 .score = 0.75,
                                 .reasons = reasons,
                                 .reason_count = 2 };
    return (struct derived_scores){
        .scheme = "tiny",
        .title = "Tiny",
        .source = "here",
        .bands = bands,
        .band_count = 2,
        .scores = &score,
        .score_count = 1,
        .link_of = only_link,
        .links = &link,
        .link_count = 1,
    };
}

/* Both steps of keeping them; found is what came of the rest meanwhile. */
static enum status keep_scores(struct fixture *fixture, const struct plan *plan, enum status found)
{
    const struct derived_scores scores = scores_of(plan);
    const struct stored_exposure exposures[] = {
        { plan->id, 1, "OWN001", 5, 1 }, { plan->id, 99, "OWN001", 5, 1 }, /* of no item */
    };
    struct score_writing *writing = NULL;
    enum status status = store_begin_scores(fixture->store, &scores, &writing);

    return status == STATUS_OK ? store_finish_scores(writing, exposures, ARRAY_LENGTH(exposures), found)
                               : status;
}

static void scores_are_replaced_and_can_be_dropped(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample(fixture, "a.txt", "aa");

    save(fixture, plan);
    assert_int_equal(store_drop_scores(fixture->store), STATUS_OK); /* there are none yet */
    for (int round = 0; round < 2; round++)
        assert_int_equal(keep_scores(fixture, plan, STATUS_OK), STATUS_OK);
    assert_int_equal(ask(fixture,
                         "SELECT count(*) FROM v_score WHERE risk = 'a-r001' AND band = 'Low to High'"
                         " AND scheme = 'tiny' AND impact = '2' AND likelihood = '1-2' AND figure = '2-4'"),
                     1);
    assert_int_equal(ask(fixture,
                         "SELECT count(*) FROM v_risk_action WHERE risk = 'a-r001' AND action = 'a-002'"
                         " AND relation = 'threatens' AND score = 0.75 AND reasons = 'section; subject "
                         "rings; title rings'"),
                     1);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM v_exposure WHERE action = 'a-002' AND exposure = 5"
                                  " AND factors = 'OWN001 5'"),
                     1);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM action_exposure"), 1);
    assert_int_equal(store_drop_scores(fixture->store), STATUS_OK);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%score%'"
                                  " OR name LIKE '%risk_action%' OR name LIKE '%exposure%'"),
                     0);
}

static void scores_are_kept_whole_or_not_at_all(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample(fixture, "a.txt", "aa");

    save(fixture, plan);
    assert_int_equal(keep_scores(fixture, plan, STATUS_GRAMMAR), STATUS_GRAMMAR);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%score%'"), 0);
    assert_int_equal(keep_scores(fixture, plan, STATUS_OK), STATUS_OK);
    assert_int_equal(keep_scores(fixture, plan, STATUS_GRAMMAR), STATUS_GRAMMAR);
    assert_int_equal(ask(fixture, "SELECT count(*) FROM action_exposure"), 1);
    assert_int_equal(ask(fixture, "PRAGMA foreign_keys"), 1);
}

static void scores_go_with_their_plan(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = sample(fixture, "a.txt", "aa");

    save(fixture, plan);
    assert_int_equal(keep_scores(fixture, plan, STATUS_OK), STATUS_OK);
    assert_int_equal(store_forget_plan(fixture->store, "a"), STATUS_OK);
    assert_int_equal(ask(fixture,
                         "SELECT (SELECT count(*) FROM risk_score) + (SELECT count(*) FROM risk_action)"
                         " + (SELECT count(*) FROM risk_action_reason)"
                         " + (SELECT count(*) FROM action_exposure)"),
                     0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_same_bytes_again_do_nothing),
        TEST(the_same_path_with_other_bytes_is_a_new_edition),
        TEST(another_path_is_another_plan_with_a_key_of_its_own),
        TEST(standard_input_is_never_an_edition_by_its_path),
        TEST(an_edition_of_a_plan_can_come_under_another_path),
        TEST(an_unknown_key_is_told),
        TEST(another_version_reads_again_into_the_same_edition),
        TEST(what_nobody_owns_any_more_is_swept),
        TEST(what_the_user_gave_survives_another_reading),
        TEST(parties_stand_once_per_council),
        TEST(nobody_is_confused_where_no_council_is_named),
        TEST(what_is_named_alike_but_read_otherwise_is_two),
        TEST(a_forgotten_plan_leaves_no_trace),
        TEST(the_others_stay_when_one_is_forgotten),
        TEST(a_save_that_fails_leaves_nothing),
        TEST(a_text_that_no_row_can_hold_is_refused_alone),
        TEST(findings_are_replaced_and_lead_to_their_items),
        TEST(overlaps_are_replaced_with_their_evidence),
        TEST(a_search_of_overlaps_is_known_by_its_plans),
        TEST(scores_are_replaced_and_can_be_dropped),
        TEST(scores_are_kept_whole_or_not_at_all),
        TEST(scores_go_with_their_plan),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
