#include "analysis/sample_plan_test.h"

#include <jansson.h>

#include "analysis/audit_check.h"
#include "analysis/plan_overlap.h"
#include "analysis/risk_reach.h"
#include "output/check_print.h"
#include "output/overlap_print.h"
#include "output/terminal.h"

/* Two plans with a finding, a rule that can't be tested, an overlap and two risks. */
struct fixture {
    struct arena *arena;
    struct grammar *grammar;
    struct plan_set plans;
    struct check_result checks;
    struct overlap_result overlaps;
    char *text;
    size_t length;
};

static void fill_plans(struct fixture *fixture)
{
    struct plan *heath = sample_plan(fixture->arena, "heath", 1, 2);
    struct plan *marsh = sample_plan(fixture->arena, "marsh", 1, 0);

    heath->actions[0].text = sample_value("Repaint the bandstands \"before\" the spring");
    heath->actions[0].ref = sample_value("A.1");
    sample_add_date(fixture->arena, &heath->actions[0], DATE_DUE, "31/11/09", CALENDAR_NONE, CALENDAR_NONE,
                    DATE_INVALID);
    marsh->actions[0].text = sample_value("Repaint every bandstand in spring");
    heath->risks[0].text = sample_value("The painter retires");
    heath->risks[0].mitigation = heath->risks[1].mitigation = sample_value("Train a second painter");
    heath->risks[0].inherent.impact = sample_value("4");
    heath->risks[0].inherent.likelihood = sample_value("2");
    heath->risks[0].inherent.score = sample_value("8");
    heath->risks[1].inherent.impact = sample_value("3");
    fixture->plans = sample_set(fixture->arena, heath, marsh);
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    static const char *const asked[] = { "DAT101", "RSK402" };
    struct overlap_options all = { .minimum = 0 };

    fixture->arena = arena_new();
    fixture->grammar = sample_grammar(NULL);
    fill_plans(fixture);
    fixture->checks =
        sample_check(fixture->arena, &fixture->plans, fixture->grammar,
                     (struct check_options){ .select = asked, .select_count = ARRAY_LENGTH(asked) });
    assert_int_equal(
        overlap_find(&fixture->plans, fixture->grammar, &all, fixture->arena, NULL, &fixture->overlaps),
        STATUS_OK);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    free(fixture->text);
    grammar_free(fixture->grammar);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

static FILE *open_text(struct fixture *fixture)
{
    return open_memstream(&fixture->text, &fixture->length);
}

static json_t *parse(struct fixture *fixture)
{
    json_error_t error;
    json_t *json = json_loadb(fixture->text, fixture->length, 0, &error);

    if (!json)
        fail_msg("%s in: %s", error.text, fixture->text);
    return json;
}

static const char *string_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static const struct terminal plain = { .width = 100 };

static void a_finding_is_a_line_that_editors_know(void **state)
{
    struct fixture *fixture = *state;
    FILE *out = open_text(fixture);

    check_print_human(out, &fixture->checks, &plain);
    fclose(out);
    assert_non_null(strstr(fixture->text, "DAT101 impossible-date: 1 error\n"
                                          "heath.txt:1: error: there is no such day: \"31/11/09\" "
                                          "[DAT101 impossible-date]\n"
                                          "    A.1: Repaint the bandstands \"before\" the spring\n"
                                          "    did you mean 30/11/09?\n"));
    assert_non_null(strstr(fixture->text, "\n1 finding: 1 error, 0 warnings, 0 notes in 2 plans\n"));
    assert_non_null(
        strstr(fixture->text, "  RSK402 risk-without-mitigation\n    this plan has no risks: marsh.txt\n"));
}

static void findings_keep_their_contract(void **state)
{
    struct fixture *fixture = *state;
    FILE *out = open_text(fixture);

    check_print_json(out, &fixture->checks);
    fclose(out);
    json_t *json = parse(fixture);
    json_t *finding = json_array_get(json_object_get(json, "findings"), 0);

    assert_int_equal(json_array_size(json_object_get(json, "findings")), 1);
    assert_string_equal(string_of(finding, "rule"), "DAT101");
    assert_string_equal(string_of(finding, "name"), "impossible-date");
    assert_string_equal(string_of(finding, "severity"), "error");
    assert_string_equal(string_of(finding, "document"), "heath.txt");
    assert_int_equal(json_integer_value(json_object_get(finding, "line")), 1);
    assert_string_equal(string_of(finding, "item"), "A.1");
    assert_string_equal(string_of(finding, "words"), "31/11/09");
    json_t *silent = json_array_get(json_object_get(json, "not_tested"), 0);

    assert_non_null(string_of(silent, "rule"));
    assert_non_null(string_of(silent, "document"));
    assert_non_null(string_of(silent, "why"));
    json_decref(json);
}

static const json_t *member(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);

    if (!value)
        fail_msg("there is no member %s", name);
    return value;
}

static void is_region(const json_t *location, json_int_t line)
{
    const json_t *place = member(location, "physicalLocation");

    assert_string_equal(string_of(member(place, "artifactLocation"), "uri"), "heath.txt");
    assert_int_equal(json_integer_value(member(member(place, "region"), "startLine")), line);
}

/* Source: SARIF 2.1.0, the members that its schema requires, and those that a viewer shows. */
static void sarif_has_what_its_schema_requires(void **state)
{
    struct fixture *fixture = *state;
    FILE *out = open_text(fixture);

    check_print_sarif(out, &fixture->checks);
    fclose(out);
    json_t *log = parse(fixture);
    const json_t *run = json_array_get(member(log, "runs"), 0);
    const json_t *driver = member(member(run, "tool"), "driver");
    const json_t *rules = member(driver, "rules");
    const json_t *results = member(run, "results");
    const json_t *found = json_array_get(results, 0);
    const json_t *silent = json_array_get(results, json_array_size(results) - 1);
    size_t index = (size_t)json_integer_value(member(found, "ruleIndex"));

    assert_string_equal(string_of(log, "version"), "2.1.0");
    assert_string_equal(string_of(driver, "name"), "planrisk");
    assert_string_equal(string_of(found, "ruleId"), "DAT101");
    assert_string_equal(string_of(json_array_get(rules, index), "id"), "DAT101");
    assert_string_equal(string_of(found, "level"), "error");
    assert_non_null(strstr(string_of(member(found, "message"), "text"), "did you mean 30/11/09?"));
    is_region(json_array_get(member(found, "locations"), 0), 1);
    assert_string_equal(string_of(silent, "kind"), "notApplicable");
    assert_string_equal(string_of(silent, "level"), "none");
    assert_non_null(string_of(member(silent, "message"), "text"));
    json_decref(log);
}

static void editors_and_spreadsheets_have_a_line_a_finding(void **state)
{
    struct fixture *fixture = *state;
    FILE *out = open_text(fixture);

    check_print_gcc(out, &fixture->checks);
    check_print_csv(out, &fixture->checks);
    fclose(out);
    assert_non_null(strstr(fixture->text,
                           "heath.txt:1: error: there is no such day: \"31/11/09\"; did you mean "
                           "30/11/09? [DAT101 impossible-date]\n"));
    assert_non_null(strstr(fixture->text, "marsh.txt: note: not tested: this plan has no risks "
                                          "[RSK402 risk-without-mitigation]\n"));
    assert_non_null(strstr(fixture->text, "error,DAT101,impossible-date,heath.txt,1,,A.1,"));
    assert_non_null(strstr(fixture->text, "not tested,RSK402,risk-without-mitigation,marsh.txt,,,,"));
}

static void overlaps_keep_their_contract(void **state)
{
    const struct reach_result none = { 0 };
    struct fixture *fixture = *state;
    FILE *out = open_text(fixture);

    overlap_print_json(out, &fixture->overlaps, &none);
    fclose(out);
    json_t *json = parse(fixture);
    json_t *pair = json_array_get(json_object_get(json, "pairs"), 0);

    assert_int_equal(json_array_size(json_object_get(json, "pairs")), 1);
    assert_string_equal(string_of(json_object_get(pair, "a"), "document"), "heath.txt");
    assert_string_equal(string_of(json_object_get(pair, "b"), "text"), "Repaint every bandstand in spring");
    assert_int_equal(json_integer_value(json_object_get(json_object_get(pair, "a"), "line")), 1);
    assert_true(json_real_value(json_object_get(pair, "score")) > 0.2);
    assert_string_equal(string_of(pair, "class"), overlap_class_name(fixture->overlaps.pairs[0].class));
    assert_int_equal(json_array_size(json_object_get(pair, "evidence")), 3);
    assert_true(json_is_array(json_object_get(json, "borrowed")));
    assert_true(json_is_array(json_object_get(json, "risk_links")));
    json_decref(json);
}

static void a_pair_is_shown_with_the_words_it_shares(void **state)
{
    struct fixture *fixture = *state;
    FILE *out = open_text(fixture);

    overlap_print_table(out, &fixture->overlaps, &plain);
    fclose(out);
    assert_non_null(strstr(fixture->text, "     heath.txt:1 A.1\n"));
    assert_non_null(strstr(fixture->text, "bandstands ~ bandstand 0."));
    assert_non_null(strstr(fixture->text, "1 pair of actions at or above 0.00 in 2 plans\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_finding_is_a_line_that_editors_know, set_up, tear_down),
        cmocka_unit_test_setup_teardown(findings_keep_their_contract, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sarif_has_what_its_schema_requires, set_up, tear_down),
        cmocka_unit_test_setup_teardown(editors_and_spreadsheets_have_a_line_a_finding, set_up, tear_down),
        cmocka_unit_test_setup_teardown(overlaps_keep_their_contract, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pair_is_shown_with_the_words_it_shares, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
