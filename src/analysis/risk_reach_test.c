#include "analysis/sample_plan_test.h"

#include "analysis/risk_reach.h"

struct fixture {
    struct arena *arena;
    struct grammar *grammar;
    struct reach_result result;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    fixture->arena = arena_new();
    fixture->grammar = sample_grammar(NULL);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    grammar_free(fixture->grammar);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

enum { PLAYGROUNDS, SWINGS, OFFICE, SECTIONS };
enum { REPAINT, BUY, TRAIN, ANSWER, INSPECT, ACTIONS };

/* Swings stand inside Playgrounds; the office has actions and no risk. */
static struct plan *park_plan(struct arena *arena, size_t risks)
{
    static const struct {
        const char *text;
        size_t section;
    } actions[ACTIONS] = {
        [REPAINT] = { "Repaint the swings and the slide", SWINGS },
        [BUY] = { "Buy brighter cushions", PLAYGROUNDS },
        [TRAIN] = { "Train a second gardener in pruning", OFFICE },
        [ANSWER] = { "Answer letters within ten days", OFFICE },
        [INSPECT] = { "Inspect every playground after storms", OFFICE },
    };
    struct plan *plan = sample_plan(arena, "heath", ACTIONS, risks);

    plan->sections = ARENA_ARRAY(arena, SECTIONS, struct section);
    plan->section_count = SECTIONS;
    plan->sections[PLAYGROUNDS] = (struct section){ .code = sample_value("P1"),
                                                    .title = sample_value("Playgrounds"),
                                                    .parent = PLAN_NO_INDEX };
    plan->sections[SWINGS] = (struct section){ .title = sample_value("Swings"), .parent = PLAYGROUNDS };
    plan->sections[OFFICE] = (struct section){ .title = sample_value("Office"), .parent = PLAN_NO_INDEX };
    for (size_t i = 0; i < ACTIONS; i++) {
        plan->actions[i].text = sample_value(actions[i].text);
        plan->actions[i].section = actions[i].section;
    }
    return plan;
}

static struct reach_result *find(struct fixture *fixture, struct plan *plan, struct plan *other)
{
    struct plan_set *set = ARENA_NEW(fixture->arena, struct plan_set);
    struct diag_list seen;

    *set = sample_set(fixture->arena, plan, other);
    assert_int_equal(
        risk_reach_find(set, fixture->grammar, fixture->arena, diag_collect(&seen), &fixture->result),
        STATUS_OK);
    assert_int_equal(seen.count, 0);
    diag_list_free(&seen);
    return &fixture->result;
}

/* The link of risk 0 of the first plan, or NULL. */
static const struct risk_link *link_of(const struct reach_result *result, size_t action,
                                       enum risk_relation relation)
{
    for (size_t i = result->first[0][0]; i < result->first[0][1]; i++)
        if (result->links[i].action == action && result->links[i].relation == relation)
            return &result->links[i];
    return NULL;
}

static const struct reach_evidence *evidence_of(const struct risk_link *link, enum reach_evidence_kind kind)
{
    for (size_t i = 0; link && i < link->evidence_count; i++)
        if (link->evidence[i].kind == kind)
            return &link->evidence[i];
    return NULL;
}

static void a_risk_threatens_what_stands_under_its_section(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = park_plan(fixture->arena, 1);

    plan->risks[0].section = PLAYGROUNDS;
    plan->risks[0].text = sample_value("Money runs out");
    const struct reach_result *result = find(fixture, plan, NULL);
    const struct risk_link *bought = link_of(result, BUY, RISK_THREATENS);

    assert_non_null(evidence_of(bought, EVIDENCE_SECTION));
    assert_true(span_equals(evidence_of(bought, EVIDENCE_SECTION)->words, "P1"));
    assert_null(link_of(result, REPAINT, RISK_THREATENS)); /* around alone is too little */
    assert_null(link_of(result, ANSWER, RISK_THREATENS));
}

static void the_name_of_its_section_speaks_too(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = park_plan(fixture->arena, 1);

    plan->risks[0].section = PLAYGROUNDS;
    plan->risks[0].text = sample_value("Money runs out");
    const struct risk_link *link = link_of(find(fixture, plan, NULL), INSPECT, RISK_THREATENS);
    const struct reach_evidence *title = evidence_of(link, EVIDENCE_TITLE);

    assert_non_null(title);
    assert_true(title->share > 0.99);
    assert_true(title->shared_count >= 1); /* a concept may follow */
    assert_true(span_equals(title->shared[0].risk, "Playgrounds"));
    assert_true(span_equals(title->shared[0].action, "playground"));
}

/* "Failure to" says nothing of what the risk is about. */
static void a_subject_is_what_remains_without_words_of_failure(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = park_plan(fixture->arena, 1);

    plan->risks[0].text = sample_value("Failure to answer letters");
    const struct risk_link *link = link_of(find(fixture, plan, NULL), ANSWER, RISK_THREATENS);
    const struct reach_evidence *subject = evidence_of(link, EVIDENCE_SUBJECT);

    assert_non_null(subject);
    assert_true(subject->share > 0.99);
    assert_true(span_equals(subject->shared[0].action, "Answer") ||
                span_equals(subject->shared[0].action, "letters"));
    assert_true(link->score > 0.49 && link->score < 0.51); /* the weight of a subject, found to the full */
    assert_int_equal(fixture->result.link_count, 1);
}

static void a_step_is_carried_out_by_the_action_that_names_it(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = park_plan(fixture->arena, 1);

    plan->risks[0].text = sample_value("Frost");
    plan->risks[0].mitigation = sample_value("Keep reserves. Train gardeners in pruning; mend fences.");
    const struct reach_result *result = find(fixture, plan, NULL);
    const struct risk_link *link = link_of(result, TRAIN, RISK_MITIGATED_BY);
    const struct reach_evidence *step = evidence_of(link, EVIDENCE_STEP);

    assert_non_null(step);
    assert_true(span_equals(step->words, "Train gardeners in pruning;"));
    assert_true(step->shared_count >= 3);
    assert_int_equal(result->link_count, 1);
}

static void controls_in_place_count_as_steps(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = park_plan(fixture->arena, 1);

    plan->risks[0].controls = sample_value("Inspect playgrounds after every storm");
    assert_non_null(link_of(find(fixture, plan, NULL), INSPECT, RISK_MITIGATED_BY));
}

static void words_of_the_risk_itself_count_less_in_a_step(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = park_plan(fixture->arena, 1);

    plan->risks[0].text = sample_value("Frost");
    plan->risks[0].mitigation = sample_value("Train gardeners in pruning");
    double other = link_of(find(fixture, plan, NULL), TRAIN, RISK_MITIGATED_BY)->score;

    plan->risks[0].text = sample_value("Pruning is late");
    assert_true(link_of(find(fixture, plan, NULL), TRAIN, RISK_MITIGATED_BY)->score < other);
}

static void a_code_that_is_cited_ties(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = park_plan(fixture->arena, 1);

    plan->actions[ANSWER].ref = sample_value("A.15");
    plan->actions[BUY].ref = sample_value("7"); /* too common to be cited */
    plan->actions[INSPECT].links = ARENA_NEW(fixture->arena, struct link);
    plan->actions[INSPECT].links[0].code = sample_value("R3");
    plan->actions[INSPECT].link_count = 1;
    plan->risks[0].ref = sample_value("R.3");
    plan->risks[0].text = sample_value("Frost on 7 days harms P1");
    plan->risks[0].mitigation = sample_value("See A15.");
    const struct reach_result *result = find(fixture, plan, NULL);

    assert_true(span_equals(evidence_of(link_of(result, ANSWER, RISK_MITIGATED_BY), EVIDENCE_CITATION)->words,
                            "A15."));
    assert_non_null(evidence_of(link_of(result, INSPECT, RISK_MITIGATED_BY), EVIDENCE_CITATION));
    assert_non_null(
        evidence_of(link_of(result, BUY, RISK_THREATENS), EVIDENCE_CITATION)); /* by its section */
    assert_null(link_of(result, BUY, RISK_MITIGATED_BY));
}

static void a_ref_that_two_actions_have_cites_neither(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = park_plan(fixture->arena, 1);

    plan->actions[ANSWER].ref = plan->actions[BUY].ref = sample_value("A.15");
    plan->risks[0].mitigation = sample_value("See A15.");
    assert_int_equal(find(fixture, plan, NULL)->link_count, 0);
}

static void capitals_can_be_another_word(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = park_plan(fixture->arena, 1);

    plan->actions[BUY].text = sample_value("Complete IT and data work");
    plan->actions[BUY].section = PLAN_NO_INDEX;
    plan->risks[0].text = sample_value("IT is late");
    const struct risk_link *link = link_of(find(fixture, plan, NULL), BUY, RISK_THREATENS);

    assert_non_null(link);
    assert_true(span_equals(evidence_of(link, EVIDENCE_SUBJECT)->shared[0].action, "IT"));
    plan->risks[0].text = sample_value("It is late");
    assert_null(link_of(find(fixture, plan, NULL), BUY, RISK_THREATENS));
}

/* "Arrears" and "rent collection" share no word: grammars/concepts/ knows that they are one thing. */
static void a_concept_speaks_where_no_word_is_shared(void **state)
{
    char *folder = sample_folder("reach", "concept: 1\n");
    struct fixture *fixture = *state;
    struct grammar *usual = fixture->grammar;
    struct plan *plan = park_plan(fixture->arena, 1);

    fixture->grammar = sample_grammar(folder);
    plan->actions[BUY].text = sample_value("Improve rent collection");
    plan->risks[0].text = sample_value("Arrears");
    const struct risk_link *link = link_of(find(fixture, plan, NULL), BUY, RISK_THREATENS);

    assert_non_null(link);
    assert_true(span_equals(evidence_of(link, EVIDENCE_SUBJECT)->shared[0].risk, "Arrears"));
    grammar_free(fixture->grammar);
    fixture->grammar = usual;
    sample_forget_folder(folder, "reach");
}

static void past_the_limit_the_strongest_stay(void **state)
{
    char *folder = sample_folder("reach", "limit: 1\n");
    struct fixture *fixture = *state;
    struct grammar *usual = fixture->grammar;
    struct plan *plan = park_plan(fixture->arena, 1);

    fixture->grammar = sample_grammar(folder);
    plan->risks[0].section = OFFICE;
    plan->risks[0].text = sample_value("Late letters");
    const struct reach_result *result = find(fixture, plan, NULL);

    assert_int_equal(result->link_count, 1);
    assert_int_equal(result->links[0].action, ANSWER); /* its section and its words */
    assert_int_equal(result->beyond_count, 2);
    grammar_free(fixture->grammar);
    fixture->grammar = usual;
    sample_forget_folder(folder, "reach");
}

static void another_plan_changes_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = park_plan(fixture->arena, 1);
    struct plan *other = park_plan(fixture->arena, 2);

    plan->risks[0].section = PLAYGROUNDS;
    plan->risks[0].text = other->risks[1].text = sample_value("Late letters");
    plan->risks[0].mitigation = sample_value("Train another gardener");
    struct reach_result alone = *find(fixture, plan, NULL);
    const struct reach_result *both = find(fixture, plan, other);

    assert_int_equal(both->first[0][1], alone.link_count);
    assert_true(both->link_count > alone.link_count);
    for (size_t i = 0; i < alone.link_count; i++) {
        assert_int_equal(alone.links[i].action, both->links[i].action);
        assert_memory_equal(&alone.links[i].score, &both->links[i].score, sizeof(double));
    }
}

static void parents_in_a_circle_end(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = park_plan(fixture->arena, 1);

    plan->sections[PLAYGROUNDS].parent = SWINGS;
    plan->risks[0].section = OFFICE;
    plan->risks[0].text = sample_value("Frost");
    assert_int_equal(find(fixture, plan, NULL)->link_count, 3);
}

static void what_is_reached_is_counted_once(void **state)
{
    struct fixture *fixture = *state;
    struct plan *plan = park_plan(fixture->arena, 1);

    plan->risks[0].section = OFFICE;
    plan->risks[0].text = sample_value("Swings and slides rust");
    sample_add_owner(fixture->arena, &plan->actions[TRAIN], "Head Gardener");
    sample_add_owner(fixture->arena, &plan->actions[INSPECT], "Head Gardener");
    sample_add_owner(fixture->arena, &plan->actions[REPAINT], "Painter");
    struct reach_count count = reach_count_of(find(fixture, plan, NULL), 0, 0);

    assert_int_equal(count.threatened, 3 + (link_of(&fixture->result, REPAINT, RISK_THREATENS) != NULL));
    assert_int_equal(count.owners, 1 + (link_of(&fixture->result, REPAINT, RISK_THREATENS) != NULL));
    assert_int_equal(count.mitigated, 0);
}

static void a_figure_out_of_range_is_refused(void **state)
{
    char *folder = sample_folder("reach", "threatens: 3\n");
    struct grammar *grammar = sample_grammar(folder);
    struct arena *arena = arena_new();
    struct plan_set none = { 0 };
    struct reach_result result;
    struct diag_list seen;

    (void)state;
    assert_int_equal(risk_reach_find(&none, grammar, arena, diag_collect(&seen), &result), STATUS_GRAMMAR);
    assert_string_equal(seen.items[0].what, "threatens must be a number from 0 to 1");
    diag_list_free(&seen);
    arena_free(arena);
    grammar_free(grammar);
    sample_forget_folder(folder, "reach");
}

int main(void)
{
#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(a_risk_threatens_what_stands_under_its_section),
        WITH_FIXTURE(the_name_of_its_section_speaks_too),
        WITH_FIXTURE(a_subject_is_what_remains_without_words_of_failure),
        WITH_FIXTURE(a_step_is_carried_out_by_the_action_that_names_it),
        WITH_FIXTURE(controls_in_place_count_as_steps),
        WITH_FIXTURE(words_of_the_risk_itself_count_less_in_a_step),
        WITH_FIXTURE(a_code_that_is_cited_ties),
        WITH_FIXTURE(a_ref_that_two_actions_have_cites_neither),
        WITH_FIXTURE(capitals_can_be_another_word),
        WITH_FIXTURE(a_concept_speaks_where_no_word_is_shared),
        WITH_FIXTURE(past_the_limit_the_strongest_stay),
        WITH_FIXTURE(another_plan_changes_nothing),
        WITH_FIXTURE(parents_in_a_circle_end),
        WITH_FIXTURE(what_is_reached_is_counted_once),
        cmocka_unit_test(a_figure_out_of_range_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
