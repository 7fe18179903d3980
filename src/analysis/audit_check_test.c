#include "analysis/sample_plan_test.h"

#include "analysis/audit_check.h"
#include "analysis/audit_rule.h"
#include "store/derived.h"

enum { SOME_DAY = 14000, LATER_DAY = 14100 };

/* Makes a plan's first action or risk such that a rule finds fault, finds none, or has nothing to test. */
struct rule_case {
    const char *rule;
    void (*make)(struct arena *arena, struct plan *plan, enum verdict verdict);
};

static void make_dates(struct arena *arena, struct plan *plan, enum verdict verdict)
{
    if (verdict == VERDICT_FINDING)
        sample_add_date(arena, &plan->actions[0], DATE_DUE, "31/11/09", CALENDAR_NONE, CALENDAR_NONE,
                        DATE_INVALID);
    else if (verdict == VERDICT_PASS)
        sample_add_date(arena, &plan->actions[0], DATE_DUE, "30/11/09", SOME_DAY, SOME_DAY, 0);
}

static void make_order(struct arena *arena, struct plan *plan, enum verdict verdict)
{
    if (verdict == VERDICT_NOT_TESTED)
        return;
    bool is_late = verdict == VERDICT_FINDING;

    sample_add_date(arena, &plan->actions[0], DATE_START, "a", is_late ? LATER_DAY : SOME_DAY, LATER_DAY, 0);
    sample_add_date(arena, &plan->actions[0], DATE_DUE, "b", SOME_DAY, is_late ? SOME_DAY : LATER_DAY, 0);
}

static void make_due(struct arena *arena, struct plan *plan, enum verdict verdict)
{
    plan->actions[0].has_date_column = verdict != VERDICT_NOT_TESTED;
    if (verdict == VERDICT_PASS)
        sample_add_date(arena, &plan->actions[0], DATE_DUE, "Ongoing", CALENDAR_NONE, CALENDAR_NONE,
                        DATE_ONGOING);
    if (verdict == VERDICT_FINDING) /* a start alone does not say until when */
        sample_add_date(arena, &plan->actions[0], DATE_START, "May 2009", SOME_DAY, SOME_DAY, 0);
}

static void make_measure(struct arena *arena, struct plan *plan, enum verdict verdict)
{
    (void)arena;
    plan->actions[0].has_measure_column = verdict != VERDICT_NOT_TESTED;
    if (verdict == VERDICT_PASS)
        plan->actions[0].measure = sample_value("Nine in ten callers answered");
}

static void make_owner(struct arena *arena, struct plan *plan, enum verdict verdict)
{
    plan->actions[0].has_owner_column = verdict != VERDICT_NOT_TESTED;
    if (verdict == VERDICT_PASS)
        sample_add_owner(arena, &plan->actions[0], "Head of Parks");
}

static void add_anomaly(struct arena *arena, struct plan *plan, const char *kind)
{
    plan->anomalies = ARENA_NEW(arena, struct anomaly);
    plan->anomalies[0] =
        (struct anomaly){ .kind = kind, .line = 7, .words = sample_value("B.2"), .action = 0 };
    plan->anomaly_count = 1;
}

static void make_ref(struct arena *arena, struct plan *plan, enum verdict verdict, const char *kind)
{
    if (verdict != VERDICT_NOT_TESTED)
        plan->actions[0].ref = sample_value("B.2");
    if (verdict == VERDICT_FINDING)
        add_anomaly(arena, plan, kind);
}

static void make_homoglyph(struct arena *arena, struct plan *plan, enum verdict verdict)
{
    make_ref(arena, plan, verdict, "homoglyph");
}

static void make_duplicate(struct arena *arena, struct plan *plan, enum verdict verdict)
{
    make_ref(arena, plan, verdict, "duplicate-ref");
}

static void make_link(struct arena *arena, struct plan *plan, enum verdict verdict)
{
    if (verdict == VERDICT_NOT_TESTED)
        return;
    plan->actions[0].links = ARENA_NEW(arena, struct link);
    plan->actions[0].link_count = 1;
    plan->actions[0].links[0] = (struct link){
        .code = sample_value("E5"),
        .target = verdict == VERDICT_FINDING ? LINK_BROKEN : LINK_ACTION,
    };
}

static void make_mitigation(struct arena *arena, struct plan *plan, enum verdict verdict)
{
    (void)arena;
    plan->risk_count = verdict != VERDICT_NOT_TESTED;
    if (verdict == VERDICT_PASS)
        plan->risks[0].controls = sample_value("Monthly checks");
}

static void make_risk_owner(struct arena *arena, struct plan *plan, enum verdict verdict)
{
    plan->risks[0].mitigation = sample_value("Train two more drivers");
    plan->risks[0].has_owner_column = verdict != VERDICT_NOT_TESTED;
    if (verdict == VERDICT_PASS) {
        plan->risks[0].owners.items = ARENA_NEW(arena, struct owner);
        plan->risks[0].owners.count = 1;
    }
}

static const struct rule_case cases[] = {
    { "DAT101", make_dates },      { "DAT102", make_order },     { "DAT103", make_due },
    { "MEA201", make_measure },    { "OWN001", make_owner },     { "PRS901", make_homoglyph },
    { "REF501", make_link },       { "REF502", make_duplicate }, { "RSK402", make_mitigation },
    { "RSK404", make_risk_owner },
};

static struct check_result check(struct arena *arena, const struct grammar *grammar, struct plan *a,
                                 struct plan *b)
{
    struct plan_set *set = ARENA_NEW(arena, struct plan_set);
    struct check_result result;

    *set = sample_set(arena, a, b);
    assert_int_equal(check_plans(set, grammar, arena, NULL, &result), STATUS_OK);
    return result;
}

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

static void every_rule_has_a_case(void **state)
{
    size_t count;
    const struct audit_rule *rules = audit_rules(&count);

    (void)state;
    assert_int_equal(count, ARRAY_LENGTH(cases));
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(rules[i].id, cases[i].rule);
        assert_ptr_equal(audit_rule_find(rules[i].name), &rules[i]);
        assert_true(rules[i].check_action || rules[i].check_risk);
    }
    assert_null(audit_rule_find("XYZ999"));
}

static void every_rule_finds_passes_and_says_that_it_cannot_test(void **state)
{
    struct grammar *grammar = sample_grammar(NULL);

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
        for (enum verdict verdict = VERDICT_NOT_TESTED; verdict <= VERDICT_FINDING; verdict++) {
            struct arena *arena = arena_new();
            struct plan *plan = sample_plan(arena, "marsh", 1, 1);

            cases[i].make(arena, plan, verdict);
            struct check_result result = check(arena, grammar, plan, NULL);

            if (count_of(&result, cases[i].rule) != (verdict == VERDICT_FINDING))
                fail_msg("%s: %zu findings for verdict %d", cases[i].rule, count_of(&result, cases[i].rule),
                         verdict);
            if (was_tested(&result, cases[i].rule) != (verdict != VERDICT_NOT_TESTED))
                fail_msg("%s: tested or not, for verdict %d", cases[i].rule, verdict);
            arena_free(arena);
        }
    grammar_free(grammar);
}

/* The reader's anomaly and the check of the same row are one finding, with the reader's line and words. */
static void an_anomaly_is_told_once(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct plan *plan = sample_plan(arena, "marsh", 1, 0);

    (void)state;
    plan->actions[0].has_owner_column = true;
    add_anomaly(arena, plan, "missing-owner");
    plan->anomalies[0].words = sample_value("Tbc");
    struct check_result result = check(arena, grammar, plan, NULL);

    assert_int_equal(count_of(&result, "OWN001"), 1);
    assert_int_equal(result.findings[0].line, 7);
    assert_true(span_equals(result.findings[0].words, "Tbc"));
    grammar_free(grammar);
    arena_free(arena);
}

static void a_bar_chart_is_not_asked_for_owner_or_date(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct plan *plan = sample_plan(arena, "marsh", 1, 0);

    (void)state;
    plan->actions[0].kind = ACTION_CHART;
    plan->actions[0].has_date_column = true;
    assert_int_equal(check(arena, grammar, plan, NULL).finding_count, 0);
    grammar_free(grammar);
    arena_free(arena);
}

static void findings_stand_by_document_line_and_rule(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct plan *a = sample_plan(arena, "zeal", 2, 0);
    struct plan *b = sample_plan(arena, "marsh", 2, 0);

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        a->actions[i].has_owner_column = a->actions[i].has_measure_column = true;
        b->actions[i].has_owner_column = true;
    }
    struct check_result result = check(arena, grammar, a, b);
    static const struct {
        size_t plan;
        size_t line;
        const char *rule;
    } expected[] = { { 1, 1, "OWN001" }, { 1, 2, "OWN001" }, { 0, 1, "MEA201" },
                     { 0, 1, "OWN001" }, { 0, 2, "MEA201" }, { 0, 2, "OWN001" } };

    assert_int_equal(result.finding_count, ARRAY_LENGTH(expected));
    for (size_t i = 0; i < ARRAY_LENGTH(expected); i++) {
        assert_int_equal(result.finding_plans[i], expected[i].plan);
        assert_int_equal(result.findings[i].line, expected[i].line);
        assert_string_equal(result.findings[i].rule, expected[i].rule);
        assert_int_equal(result.findings[i].place.plan, expected[i].plan + 1);
    }
    grammar_free(grammar);
    arena_free(arena);
}

static void a_grammar_turns_a_rule_off_or_regrades_it(void **state)
{
    char *folder = sample_folder("checks", "rules:\n  - { name: OWN001, severity: off }\n"
                                           "  - { name: MEA201, severity: error }\n");
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(folder);
    struct plan *plan = sample_plan(arena, "marsh", 1, 0);

    (void)state;
    plan->actions[0].has_owner_column = plan->actions[0].has_measure_column = true;
    struct check_result result = check(arena, grammar, plan, NULL);

    assert_int_equal(result.finding_count, 1);
    assert_string_equal(result.findings[0].rule, "MEA201");
    assert_int_equal(result.findings[0].severity, FINDING_ERROR);
    assert_true(was_tested(&result, "OWN001")); /* off is not untested */
    grammar_free(grammar);
    arena_free(arena);
    sample_forget_folder(folder, "checks");
}

static void a_rule_that_there_is_not_is_a_fault_of_the_grammar(void **state)
{
    char *folder = sample_folder("checks", "rules:\n  - { name: OWN009, severity: off }\n");
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(folder);
    struct plan_set set = sample_set(arena, sample_plan(arena, "marsh", 0, 0), NULL);
    struct check_result result;
    struct diag_list seen;
    struct diag_sink *sink = diag_collect(&seen);

    (void)state;
    assert_int_equal(check_plans(&set, grammar, arena, sink, &result), STATUS_GRAMMAR);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.items[0].line, 2);
    diag_list_free(&seen);
    grammar_free(grammar);
    arena_free(arena);
    sample_forget_folder(folder, "checks");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_has_a_case),
        cmocka_unit_test(every_rule_finds_passes_and_says_that_it_cannot_test),
        cmocka_unit_test(an_anomaly_is_told_once),
        cmocka_unit_test(a_bar_chart_is_not_asked_for_owner_or_date),
        cmocka_unit_test(findings_stand_by_document_line_and_rule),
        cmocka_unit_test(a_grammar_turns_a_rule_off_or_regrades_it),
        cmocka_unit_test(a_rule_that_there_is_not_is_a_fault_of_the_grammar),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
