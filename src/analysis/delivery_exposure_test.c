#include "analysis/sample_plan_test.h"

#include "analysis/audit_check.h"
#include "analysis/delivery_exposure.h"
#include "store/derived.h"

struct fixture {
    struct arena *arena;
    struct grammar *grammar;
    struct plan_set plans;
    struct check_result checks;
    struct exposure_result result;
};

enum { FINDING_LIMIT = 8 };

/* Three actions: the first under a section, the second with a milestone. */
static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    fixture->arena = arena_new();
    fixture->grammar = sample_grammar(NULL);
    struct plan *plan = sample_plan(fixture->arena, "heath", 3, 0);

    plan->sections = ARENA_NEW(fixture->arena, struct section);
    plan->section_count = 1;
    plan->actions[0].section = 0;
    plan->actions[1].milestones = ARENA_NEW(fixture->arena, struct milestone);
    plan->actions[1].milestone_count = 1;
    fixture->plans = sample_set(fixture->arena, plan, NULL);
    fixture->checks.findings = ARENA_ARRAY(fixture->arena, FINDING_LIMIT, struct finding);
    fixture->checks.finding_plans = ARENA_ARRAY(fixture->arena, FINDING_LIMIT, size_t);
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

static void add(struct fixture *fixture, const char *rule, enum finding_severity severity,
                enum item_kind kind, size_t index)
{
    fixture->checks.findings[fixture->checks.finding_count++] = (struct finding){
        .rule = rule,
        .name = "name",
        .severity = severity,
        .place = { .plan = 1, .kind = kind, .index = index },
    };
}

static const struct exposure_result *weigh(struct fixture *fixture)
{
    struct diag_list seen;

    assert_int_equal(exposure_find(&fixture->plans, &fixture->checks, fixture->grammar, fixture->arena,
                                   diag_collect(&seen), &fixture->result),
                     STATUS_OK);
    diag_list_free(&seen);
    return &fixture->result;
}

static void assert_total(const struct action_exposure *exposure, size_t action, int total)
{
    assert_int_equal(exposure->action, action);
    assert_int_equal((int)(exposure->total * 10), total * 10);
}

static void factors_add_up_heaviest_first(void **state)
{
    struct fixture *fixture = *state;

    add(fixture, "DAT103", FINDING_WARNING, ITEM_ACTION, 0);
    add(fixture, "OWN001", FINDING_ERROR, ITEM_ACTION, 0);
    add(fixture, "OWN001", FINDING_ERROR, ITEM_ACTION, 2);
    const struct exposure_result *result = weigh(fixture);

    assert_int_equal(result->action_count, 2);
    assert_total(&result->actions[0], 0, 9);
    assert_string_equal(result->actions[0].factors[0].rule, "OWN001");
    assert_string_equal(result->actions[0].factors[1].rule, "DAT103");
    assert_total(&result->actions[1], 2, 5);
}

static void a_rule_counts_once_for_an_action(void **state)
{
    struct fixture *fixture = *state;

    add(fixture, "DAT101", FINDING_ERROR, ITEM_ACTION, 1);
    add(fixture, "DAT101", FINDING_ERROR, ITEM_MILESTONE, 0); /* of that action */
    const struct exposure_result *result = weigh(fixture);

    assert_int_equal(result->action_count, 1);
    assert_total(&result->actions[0], 1, 4);
    assert_int_equal(result->actions[0].factors[0].findings, 2);
}

static void a_weight_is_that_of_the_longest_beginning_or_of_the_severity(void **state)
{
    struct fixture *fixture = *state;

    add(fixture, "OWN009", FINDING_ERROR, ITEM_ACTION, 0); /* OWN: 2 */
    add(fixture, "XYZ001", FINDING_NOTE, ITEM_ACTION, 1);  /* a note: 1 */
    add(fixture, "PRS901", FINDING_ERROR, ITEM_ACTION, 2); /* how we read: nothing */
    const struct exposure_result *result = weigh(fixture);

    assert_int_equal(result->action_count, 2);
    assert_total(&result->actions[0], 0, 2);
    assert_total(&result->actions[1], 1, 1);
}

static void what_is_no_action_is_left_out(void **state)
{
    struct fixture *fixture = *state;

    add(fixture, "RSK401", FINDING_ERROR, ITEM_SECTION, 0);
    add(fixture, "RSK402", FINDING_ERROR, ITEM_RISK, 0);
    assert_int_equal(weigh(fixture)->action_count, 0);
}

static void sections_and_plans_add_their_actions_up(void **state)
{
    struct fixture *fixture = *state;
    struct not_tested silent = { .rule = "MEA201", .severity = FINDING_WARNING, .plan = 1 };
    size_t plan = 0;

    add(fixture, "OWN001", FINDING_ERROR, ITEM_ACTION, 0);
    add(fixture, "DAT103", FINDING_WARNING, ITEM_ACTION, 2);
    fixture->checks.not_tested = &silent;
    fixture->checks.not_tested_plans = &plan;
    fixture->checks.not_tested_count = 1;
    const struct exposure_result *result = weigh(fixture);

    assert_int_equal(result->section_count, 2);
    assert_int_equal(result->sections[0].section, 0);
    assert_int_equal(result->sections[0].actions, 1);
    assert_true(result->sections[1].section == PLAN_NO_INDEX);
    assert_int_equal(result->sections[1].actions, 2);
    assert_int_equal(result->sections[1].exposed, 1);
    assert_int_equal((int)result->plans[0].total, 9);
    assert_int_equal(result->plans[0].actions, 3);
    assert_int_equal(result->plans[0].not_tested, 1);
}

static void factors_are_stored_in_the_order_of_the_actions(void **state)
{
    struct fixture *fixture = *state;
    size_t count;

    add(fixture, "DAT103", FINDING_WARNING, ITEM_ACTION, 0);
    add(fixture, "OWN001", FINDING_ERROR, ITEM_ACTION, 2);
    const struct stored_exposure *stored = exposure_to_store(weigh(fixture), fixture->arena, &count);

    assert_int_equal(count, 2);
    assert_int_equal(stored[0].action, 0);
    assert_string_equal(stored[1].rule, "OWN001");
    assert_int_equal(stored[1].plan, 1);
}

static void a_weight_that_is_no_number_is_refused(void **state)
{
    struct fixture *fixture = *state;
    char *folder = sample_folder("exposure", "rules: { OWN001: -2 }\n");
    struct grammar *grammar = sample_grammar(folder);
    struct diag_list seen;

    assert_int_equal(exposure_find(&fixture->plans, &fixture->checks, grammar, fixture->arena,
                                   diag_collect(&seen), &fixture->result),
                     STATUS_GRAMMAR);
    assert_string_equal(seen.items[0].what, "OWN001 must be a number from 0 to 100");
    diag_list_free(&seen);
    grammar_free(grammar);
    sample_forget_folder(folder, "exposure");
}

int main(void)
{
#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(factors_add_up_heaviest_first),
        WITH_FIXTURE(a_rule_counts_once_for_an_action),
        WITH_FIXTURE(a_weight_is_that_of_the_longest_beginning_or_of_the_severity),
        WITH_FIXTURE(what_is_no_action_is_left_out),
        WITH_FIXTURE(sections_and_plans_add_their_actions_up),
        WITH_FIXTURE(factors_are_stored_in_the_order_of_the_actions),
        WITH_FIXTURE(a_weight_that_is_no_number_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
