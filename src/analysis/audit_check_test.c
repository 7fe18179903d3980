#include "analysis/sample_plan_test.h"

#include "analysis/audit_check.h"
#include "analysis/audit_rule.h"
#include "store/audit_query.h"
#include "store/derived.h"

/* That each rule finds, passes and says when it can't test is shown by tests/runs/rules.sh, on plans. */

enum { SOME_DAY = 14000, LATER_DAY = 14100 };

static size_t count_of(const struct check_result *result, const char *rule)
{
    size_t count = 0;

    for (size_t i = 0; i < result->finding_count; i++)
        count += strcmp(result->findings[i].rule, rule) == 0;
    return count;
}

static bool was_tested(const struct check_result *result, const char *rule)
{
    for (size_t i = 0; i < result->not_tested_count; i++)
        if (strcmp(result->not_tested[i].rule, rule) == 0) {
            assert_true(result->not_tested[i].why.length > 0);
            return false;
        }
    return true;
}

static const struct finding *finding_of(const struct check_result *result, const char *rule)
{
    for (size_t i = 0; i < result->finding_count; i++)
        if (strcmp(result->findings[i].rule, rule) == 0)
            return &result->findings[i];
    fail_msg("no finding of %s", rule);
    return NULL;
}

struct fixture {
    struct arena *arena;
    struct grammar *grammar;
    struct plan *plan;
    struct plan_set plans;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    fixture->arena = arena_new();
    fixture->grammar = sample_grammar(NULL);
    fixture->plan = sample_plan(fixture->arena, "marsh", 3, 2);
    fixture->plans = sample_set(fixture->arena, fixture->plan, NULL);
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

static struct check_result check(struct fixture *fixture, struct check_options options)
{
    return sample_check(fixture->arena, &fixture->plans, fixture->grammar, options);
}

static void every_rule_is_whole(void **state)
{
    size_t count;
    const struct audit_rule *rules = audit_rules(&count);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        const struct audit_rule *rule = &rules[i];

        assert_true(i == 0 || strcmp(rules[i - 1].id, rule->id) < 0);
        assert_ptr_equal(audit_rule_find(rule->name), rule);
        assert_true(rule->message && rule->meaning && rule->why && rule->source && rule->example &&
                    rule->advice);
        if (strncmp(rule->id, "SUP", 3) == 0)
            continue;
        assert_true(audit_query_exists(rule->id) != (rule->check != NULL));
        assert_true((audit_population_find(rule->of) != NULL) != (rule->check != NULL));
    }
    assert_null(audit_rule_find("XYZ999"));
}

static void every_population_is_counted_and_used(void **state)
{
    size_t count, rule_count;
    const struct audit_population *populations = audit_populations(&count);
    const struct audit_rule *rules = audit_rules(&rule_count);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        bool is_used = false;

        assert_true(audit_query_exists(populations[i].question));
        for (size_t r = 0; r < rule_count; r++)
            is_used = is_used || (rules[r].of && strcmp(rules[r].of, populations[i].name) == 0);
        assert_true(is_used);
    }
}

static void a_finding_is_filled_in(void **state)
{
    struct fixture *fixture = *state;

    sample_add_date(fixture->arena, &fixture->plan->actions[1], DATE_DUE, "31/11/09", CALENDAR_NONE,
                    CALENDAR_NONE, DATE_INVALID);
    struct check_result result = check(fixture, (struct check_options){ 0 });
    const struct finding *finding = finding_of(&result, "DAT101");

    assert_true(span_equals(finding->message, "there is no such day: \"31/11/09\""));
    assert_true(span_equals(finding->words, "31/11/09"));
    assert_true(span_equals(finding->hint, "30/11/09"));
    assert_int_equal(finding->place.kind, ITEM_ACTION);
    assert_int_equal(finding->place.index, 1);
    assert_int_equal(finding->line, 2);
}

static void overdue_is_counted_from_the_day_given_else_from_the_plans_own(void **state)
{
    struct fixture *fixture = *state;

    sample_add_date(fixture->arena, &fixture->plan->actions[0], DATE_DUE, "1 May 2008", SOME_DAY, SOME_DAY,
                    0);
    struct check_result unknown = check(fixture, (struct check_options){ 0 });
    struct check_result before = check(fixture, (struct check_options){ .as_of = "2008-04-01" });
    struct check_result after = check(fixture, (struct check_options){ .as_of = "2009-04-01" });

    assert_false(was_tested(&unknown, "DAT105"));
    assert_int_equal(count_of(&unknown, "DAT105"), 0);
    assert_true(was_tested(&before, "DAT105"));
    assert_int_equal(count_of(&before, "DAT105"), 0);
    assert_int_equal(count_of(&after, "DAT105"), 1);
    fixture->plan->date = sample_value("2009-01-01");
    struct check_result own = check(fixture, (struct check_options){ 0 });

    assert_int_equal(count_of(&own, "DAT105"), 1);
}

static void rules_are_chosen_by_id_name_and_beginning(void **state)
{
    static const char *const dates[] = { "DAT" };
    static const char *const owners[] = { "missing-owner", "OWN003" };
    struct fixture *fixture = *state;

    fixture->plan->actions[0].has_owner_column = fixture->plan->actions[0].has_date_column = true;
    struct check_result all = check(fixture, (struct check_options){ 0 });
    struct check_result some = check(fixture, (struct check_options){ .select = owners, .select_count = 2 });
    struct check_result rest = check(fixture, (struct check_options){ .ignore = dates, .ignore_count = 1 });

    assert_int_equal(count_of(&all, "OWN001"), 1);
    assert_int_equal(count_of(&all, "DAT103"), 1);
    assert_int_equal(some.finding_count, count_of(&some, "OWN001"));
    assert_int_equal(some.tally_count, 2); /* one of them is off unless it is named */
    assert_int_equal(count_of(&rest, "DAT103"), 0);
    assert_int_equal(count_of(&rest, "OWN001"), 1);
}

static void nothing_below_the_severity_asked_for_is_told(void **state)
{
    struct fixture *fixture = *state;

    fixture->plan->actions[0].has_owner_column = fixture->plan->actions[0].has_date_column = true;
    struct check_result result =
        check(fixture, (struct check_options){ .has_least = true, .least = FINDING_ERROR });

    assert_true(result.finding_count > 0);
    for (size_t i = 0; i < result.finding_count; i++)
        assert_int_equal(result.findings[i].severity, FINDING_ERROR);
    for (size_t i = 0; i < result.not_tested_count; i++)
        assert_int_equal(result.not_tested[i].severity, FINDING_ERROR);
}

/* Two leads contradict one another, so the warning becomes an error. */
static void a_copy_with_another_lead_is_an_error(void **state)
{
    static const char words[] = "Publish the yearly list of empty shops on the council's pages";
    struct fixture *fixture = *state;

    fixture->plan->actions[0].text = fixture->plan->actions[2].text = sample_value(words);
    struct check_result plain = check(fixture, (struct check_options){ 0 });

    assert_int_equal(finding_of(&plain, "DUP601")->severity, FINDING_WARNING);
    assert_int_equal(finding_of(&plain, "DUP601")->place.index, 2);
    sample_add_owner(fixture->arena, &fixture->plan->actions[0], "Press Officer");
    sample_add_owner(fixture->arena, &fixture->plan->actions[2], "Town Clerk");
    struct check_result grave = check(fixture, (struct check_options){ 0 });

    assert_int_equal(finding_of(&grave, "DUP601")->severity, FINDING_ERROR);
}

static void rows_of_one_pattern_are_no_copies(void **state)
{
    struct fixture *fixture = *state;

    fixture->plan->actions[0].text =
        sample_value("Pilot the new voids process in two areas and report to the board");
    fixture->plan->actions[1].text =
        sample_value("Pilot the new rents process in two areas and report to the board");
    struct check_result result = check(fixture, (struct check_options){ 0 });

    assert_int_equal(count_of(&result, "DUP601"), 0);
}

/* No layout of ours gives a step a date and the whole action another, but a plan may. */
static void a_step_after_its_action_is_due_is_told(void **state)
{
    struct fixture *fixture = *state;
    struct action *action = &fixture->plan->actions[0];
    struct milestone *step = ARENA_NEW(fixture->arena, struct milestone);

    step->text = sample_value("The contract is signed");
    step->dates.items = ARENA_NEW(fixture->arena, struct date_value);
    step->dates.items[0] = (struct date_value){
        .role = DATE_DUE, .from = LATER_DAY, .to = LATER_DAY, .words = sample_value("August")
    };
    step->dates.count = 1;
    action->milestones = step;
    action->milestone_count = 1;
    sample_add_date(fixture->arena, action, DATE_DUE, "August", LATER_DAY, LATER_DAY, 0);
    struct check_result alone = check(fixture, (struct check_options){ 0 });

    assert_false(was_tested(&alone, "DAT108"));
    sample_add_date(fixture->arena, action, DATE_DUE, "June", SOME_DAY, SOME_DAY, 0);
    struct check_result late = check(fixture, (struct check_options){ 0 });

    assert_int_equal(finding_of(&late, "DAT108")->place.kind, ITEM_MILESTONE);
    step->dates.items[0].from = step->dates.items[0].to = SOME_DAY;
    struct check_result in_time = check(fixture, (struct check_options){ 0 });

    assert_true(was_tested(&in_time, "DAT108"));
    assert_int_equal(count_of(&in_time, "DAT108"), 0);
}

static void rows_read_with_doubt_are_told_once_and_are_no_fault_of_the_plan(void **state)
{
    struct fixture *fixture = *state;

    fixture->plan->actions[0].confidence = 0.4;
    fixture->plan->actions[2].confidence = 0.2;
    struct check_result result = check(fixture, (struct check_options){ 0 });

    assert_int_equal(count_of(&result, "PRS902"), 1);
    assert_int_equal(finding_of(&result, "PRS902")->place.index, 2);
    assert_int_equal(finding_of(&result, "PRS902")->severity, FINDING_NOTE);
}

/* Two sections of two actions each; refs as given, the third and the fourth action's said to be there
 * already. */
static size_t count_duplicates(struct fixture *fixture, const char *const refs[4])
{
    struct plan *plan = fixture->plan = sample_plan(fixture->arena, "refs", 4, 0);

    fixture->plans = sample_set(fixture->arena, plan, NULL);
    plan->sections = ARENA_ARRAY(fixture->arena, 2, struct section);
    plan->section_count = 2;
    plan->anomalies = ARENA_ARRAY(fixture->arena, 2, struct anomaly);
    plan->anomaly_count = 2;
    plan->sections[0].parent = plan->sections[1].parent = PLAN_NO_INDEX;
    for (size_t i = 0; i < 4; i++) {
        plan->actions[i].ref = sample_value(refs[i]);
        plan->actions[i].section = i / 2;
        if (i >= 2)
            plan->anomalies[i - 2] = (struct anomaly){
                .kind = "duplicate-ref", .line = i + 1, .words = sample_value(refs[i]), .action = i
            };
    }
    struct check_result result = check(fixture, (struct check_options){ 0 });

    return count_of(&result, "REF502");
}

static void numbers_that_begin_again_under_each_section_are_no_duplicates(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(count_duplicates(fixture, (const char *const[]){ "1", "2", "1", "2" }), 0);
    assert_int_equal(count_duplicates(fixture, (const char *const[]){ "1", "1", "1", "1" }), 1);
    assert_int_equal(count_duplicates(fixture, (const char *const[]){ "1", "2", "2", "2" }), 2);
    assert_int_equal(count_duplicates(fixture, (const char *const[]){ "1.1", "1.2", "1.1", "1.2" }), 2);
    assert_int_equal(count_duplicates(fixture, (const char *const[]){ "A1", "A2", "A1", "A2" }), 2);
}

static void a_row_that_the_plan_drops_is_asked_for_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct action *actions = fixture->plan->actions;

    for (size_t i = 0; i < 3; i++)
        actions[i].has_owner_column = actions[i].has_date_column = actions[i].has_measure_column = true;
    actions[1].status = STATUS_CANCELLED;
    actions[2].progress = sample_value("Not agreed: too few staff");
    struct check_result result = check(fixture, (struct check_options){ 0 });

    assert_int_equal(count_of(&result, "OWN001"), 1);
    assert_int_equal(count_of(&result, "DAT103"), 1);
    assert_int_equal(count_of(&result, "MEA201"), 1);
    assert_int_equal(finding_of(&result, "OWN001")->line, 1);
}

static void a_bar_chart_is_not_asked_for_owner_or_date(void **state)
{
    static const char *const asked[] = { "OWN", "DAT103" };
    struct fixture *fixture = *state;

    fixture->plan->action_count = 1;
    fixture->plan->actions[0].kind = ACTION_CHART;
    fixture->plan->actions[0].has_date_column = fixture->plan->actions[0].has_owner_column = true;
    assert_int_equal(
        check(fixture, (struct check_options){ .select = asked, .select_count = 2 }).finding_count, 0);
}

static void findings_stand_by_document_line_and_rule(void **state)
{
    static const char *const asked[] = { "OWN001", "MEA201" };
    struct fixture *fixture = *state;
    struct plan *a = sample_plan(fixture->arena, "zeal", 2, 0);
    struct plan *b = sample_plan(fixture->arena, "marsh", 2, 0);
    static const struct {
        size_t plan;
        size_t line;
        const char *rule;
    } expected[] = { { 1, 1, "OWN001" }, { 1, 2, "OWN001" }, { 0, 1, "MEA201" },
                     { 0, 1, "OWN001" }, { 0, 2, "MEA201" }, { 0, 2, "OWN001" } };

    for (size_t i = 0; i < 2; i++) {
        a->actions[i].has_owner_column = a->actions[i].has_measure_column = true;
        b->actions[i].has_owner_column = true;
    }
    fixture->plans = sample_set(fixture->arena, a, b);
    struct check_result result = check(fixture, (struct check_options){ .select = asked, .select_count = 2 });

    assert_int_equal(result.finding_count, ARRAY_LENGTH(expected));
    for (size_t i = 0; i < ARRAY_LENGTH(expected); i++) {
        assert_int_equal(result.finding_plans[i], expected[i].plan);
        assert_int_equal(result.findings[i].line, expected[i].line);
        assert_string_equal(result.findings[i].rule, expected[i].rule);
        assert_int_equal(result.findings[i].place.plan, fixture->plans.items[expected[i].plan]->id);
    }
}

static void a_grammar_turns_a_rule_off_or_regrades_it(void **state)
{
    char *folder = sample_folder("checks", "rules:\n  - { name: OWN001, severity: off }\n"
                                           "  - { name: MEA201, severity: error }\n"
                                           "  - { name: OWN003, severity: note }\n"
                                           "limits:\n  owner-leads: 0\n");
    struct fixture *fixture = *state;

    grammar_free(fixture->grammar);
    fixture->grammar = sample_grammar(folder);
    fixture->plan->actions[0].has_owner_column = fixture->plan->actions[0].has_measure_column = true;
    sample_add_owner(fixture->arena, &fixture->plan->actions[1], "Town Clerk");
    struct check_result result = check(fixture, (struct check_options){ 0 });

    assert_int_equal(finding_of(&result, "MEA201")->severity, FINDING_ERROR);
    assert_int_equal(count_of(&result, "OWN001"), 0);
    assert_true(was_tested(&result, "OWN001")); /* off is not untested */
    assert_int_equal(count_of(&result, "OWN003"), 1);
    sample_forget_folder(folder, "checks");
}

static void refuses(struct fixture *fixture, const char *text, size_t line)
{
    char *folder = sample_folder("checks", text);
    struct grammar *grammar = sample_grammar(folder);
    struct store *store = sample_store(fixture->arena, &fixture->plans, grammar);
    struct check_input input = { .store = store, .plans = &fixture->plans, .grammar = grammar };
    struct check_result result;
    struct diag_list seen;
    struct diag_sink *sink = diag_collect(&seen);

    assert_int_equal(check_plans(&input, fixture->arena, sink, &result), STATUS_GRAMMAR);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.items[0].line, line);
    diag_list_free(&seen);
    store_close(store);
    grammar_free(grammar);
    sample_forget_folder(folder, "checks");
}

static void a_fault_of_the_grammar_is_told_with_its_place(void **state)
{
    refuses(*state, "rules:\n  - { name: OWN009, severity: off }\n", 2);
    refuses(*state, "rules:\n  - { name: OWN001, severity: grave }\n", 2);
    refuses(*state, "limits:\n  owner-leads: many\n", 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_is_whole),
        cmocka_unit_test(every_population_is_counted_and_used),
        cmocka_unit_test_setup_teardown(a_finding_is_filled_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(overdue_is_counted_from_the_day_given_else_from_the_plans_own, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(rules_are_chosen_by_id_name_and_beginning, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_below_the_severity_asked_for_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_copy_with_another_lead_is_an_error, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_of_one_pattern_are_no_copies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_step_after_its_action_is_due_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rows_read_with_doubt_are_told_once_and_are_no_fault_of_the_plan,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_that_begin_again_under_each_section_are_no_duplicates, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_row_that_the_plan_drops_is_asked_for_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_bar_chart_is_not_asked_for_owner_or_date, set_up, tear_down),
        cmocka_unit_test_setup_teardown(findings_stand_by_document_line_and_rule, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_grammar_turns_a_rule_off_or_regrades_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_fault_of_the_grammar_is_told_with_its_place, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
