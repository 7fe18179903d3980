#include "analysis/sample_plan_test.h"

#include <jansson.h>

#include "analysis/audit_check.h"
#include "analysis/delivery_exposure.h"
#include "analysis/risk_reach.h"
#include "analysis/risk_score.h"
#include "output/exposure_print.h"
#include "output/score_print.h"
#include "output/terminal.h"
#include "store/derived.h"

/* Four risks of one plan: two in one cell each, of which only the product says which is higher; one without a
 * likelihood; one in the cell of the first. One action, with a finding against it. */
struct fixture {
    struct arena *arena;
    struct grammar *grammar;
    struct plan_set plans;
    struct score_result scores;
    struct reach_result reach;
    struct exposure_result exposure;
    struct score_report report;
    char *text;
    size_t length;
};

static void rate(struct risk *risk, const char *text, const char *likelihood, const char *impact)
{
    risk->text = sample_value(text);
    risk->inherent.impact = sample_value(impact);
    risk->inherent.likelihood = sample_value(likelihood);
}

static struct plan *heath_plan(struct arena *arena)
{
    struct plan *plan = sample_plan(arena, "heath", 1, 4);

    plan->actions[0].text = sample_value("Train a second painter");
    plan->actions[0].ref = sample_value("A.1");
    rate(&plan->risks[0], "The painter retires", "2", "4");
    plan->risks[0].ref = sample_value("R1");
    plan->risks[0].inherent.score = sample_value("8");
    plan->risks[0].mitigation = sample_value("Train a second person");
    rate(&plan->risks[1], "Paint is dear", "5", "1");
    rate(&plan->risks[2], "Frost", NULL, "3");
    rate(&plan->risks[3], "=Rust", "2", "4");
    return plan;
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    struct finding finding = {
        .rule = "OWN001", .name = "missing-owner", .severity = FINDING_ERROR, .place = { 1, ITEM_ACTION, 0 }
    };
    size_t plan = 0;
    struct check_result checks = { .findings = &finding, .finding_plans = &plan, .finding_count = 1 };
    const struct risk_scheme *scheme;

    fixture->arena = arena_new();
    fixture->grammar = sample_grammar(NULL);
    fixture->plans = sample_set(fixture->arena, heath_plan(fixture->arena), NULL);
    assert_int_equal(risk_scheme_load(fixture->grammar, "npsa-5x5", fixture->arena, NULL, &scheme),
                     STATUS_OK);
    score_plans(&fixture->plans, scheme, STAGE_INHERENT, fixture->arena, &fixture->scores);
    assert_int_equal(
        risk_reach_find(&fixture->plans, fixture->grammar, fixture->arena, NULL, &fixture->reach), STATUS_OK);
    assert_int_equal(
        exposure_find(&fixture->plans, &checks, fixture->grammar, fixture->arena, NULL, &fixture->exposure),
        STATUS_OK);
    fixture->report = (struct score_report){ &fixture->scores, &fixture->reach, &fixture->exposure };
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

static const char *print_table(struct fixture *fixture, size_t width, bool has_colour)
{
    struct terminal terminal = { .width = width, .has_colour = has_colour };
    FILE *out = open_memstream(&fixture->text, &fixture->length);

    score_print_table(out, &fixture->report, &terminal);
    fclose(out);
    return fixture->text;
}

static json_t *print_json(struct fixture *fixture)
{
    FILE *out = open_memstream(&fixture->text, &fixture->length);
    json_error_t error;

    score_print_json(out, &fixture->report);
    fclose(out);
    json_t *json = json_loads(fixture->text, 0, &error);

    assert_non_null(json);
    return json;
}

static json_t *risk_of(const json_t *json, const char *text)
{
    size_t i;
    json_t *risk;

    json_array_foreach(json_object_get(json, "risks"), i,
                       risk) if (strcmp(json_string_value(json_object_get(risk, "text")), text) ==
                                 0) return risk;
    fail_msg("no risk %s", text);
    return NULL;
}

static json_int_t count_of(const json_t *object, const char *name)
{
    return json_integer_value(json_object_get(object, name));
}

static void a_score_is_a_cell_or_a_range(void **state)
{
    json_t *json = print_json(*state);
    const json_t *placed = risk_of(json, "The painter retires");
    const json_t *open = risk_of(json, "Frost");
    const json_t *bands = json_object_get(open, "bands");

    assert_string_equal(json_string_value(json_array_get(json_object_get(placed, "bands"), 0)), "High");
    assert_string_equal(json_string_value(json_object_get(placed, "placement")), "placed");
    assert_string_equal(json_string_value(json_object_get(placed, "printed_score")), "8");
    assert_string_equal(json_string_value(json_object_get(placed, "printed_score_use")), "agrees");
    assert_string_equal(json_string_value(json_object_get(open, "placement")), "likelihood not stated");
    assert_true(json_is_null(json_object_get(json_object_get(open, "likelihood"), "stated")));
    assert_string_equal(json_string_value(json_array_get(bands, 0)), "Low");
    assert_string_equal(json_string_value(json_array_get(bands, 1)), "Extreme");
    assert_true(json_is_null(json_object_get(open, "figure_places")));
    assert_int_equal(json_array_size(json_object_get(json, "matrix")), 25);
    json_decref(json);
}

static void ties_marks_and_reach_are_told(void **state)
{
    json_t *json = print_json(*state);
    const json_t *placed = risk_of(json, "The painter retires");
    const json_t *dear = risk_of(json, "Paint is dear");
    const json_t *contest = json_array_get(json_object_get(json, "contests"), 0);

    assert_int_equal(count_of(placed, "tied"), 1);
    assert_int_equal(count_of(placed, "depends_on_scheme"), 1);
    assert_int_equal(count_of(dear, "depends_on_scheme"), 2);
    assert_int_equal(count_of(json_object_get(placed, "reach"), "mitigating_actions"), 1);
    assert_int_equal(json_array_size(json_object_get(json, "contests")), 1);
    assert_int_equal(count_of(json_object_get(contest, "higher"), "count"), 2);
    json_decref(json);
}

static void exposure_is_told_factor_by_factor(void **state)
{
    json_t *json = print_json(*state);
    const json_t *exposure = json_object_get(json, "exposure");
    const json_t *action = json_array_get(json_object_get(exposure, "actions"), 0);
    const json_t *factor = json_array_get(json_object_get(action, "factors"), 0);

    assert_string_equal(json_string_value(json_object_get(action, "item")), "A.1");
    assert_string_equal(json_string_value(json_object_get(factor, "rule")), "OWN001");
    assert_int_equal(json_number_value(json_object_get(factor, "weight")), 5);
    assert_int_equal(count_of(json_array_get(json_object_get(exposure, "plans"), 0), "exposed"), 1);
    json_decref(json);
}

static void the_tray_stands_beside_the_matrix(void **state)
{
    const char *text = print_table(*state, 80, false);

    assert_null(strchr(text, '\033'));
    assert_non_null(strstr(text, "3 of 4 risks in one cell"));
    assert_non_null(
        strstr(text, "  5 Almost certain    1 M    . H    . X    . X    . X   Not in one cell:\n"));
    assert_non_null(strstr(text, "   1 Low to Extreme:\n"));
    assert_non_null(strstr(text, "  2 Unlikely          . L    . M    . M    2 H    . H\n"));
    assert_non_null(
        strstr(text, "heath.txt: impact: 4 (2), 3 (1), 2 (0), 1 (1), not stated (0); likelihood: 5\n"));
}

static void the_tray_goes_under_where_there_is_no_room(void **state)
{
    const char *text = print_table(*state, 60, false);

    assert_non_null(strstr(text, "  5 Almost certain    1 M    . H    . X    . X    . X\n"));
    assert_non_null(strstr(text, "\n  Not in one cell:\n  1 Low to Extreme: likelihood not stated\n"));
    for (const char *line = text; *line; line = strchr(line, '\n') + 1)
        assert_true(strcspn(line, "\n") <= 60);
}

static void colours_never_stand_alone(void **state)
{
    const char *text = print_table(*state, 100, true);

    assert_non_null(strstr(text, "\033["));
    assert_non_null(strstr(text, "    2 H\033[0m"));
}

static void the_list_has_rank_figure_place_step_and_reach(void **state)
{
    const char *text = print_table(*state, 100, false);

    assert_non_null(strstr(text, "Rank  Band            L  I  Product  Place  Step  Reach\n"));
    assert_non_null(strstr(text, "1-4   High            2  4  8        1= ~1  M     0/1\n"
                                 "      heath:R1: The painter retires\n"));
    assert_non_null(strstr(text, "1-4   Low to Extreme  -  3  3-15"));
    assert_non_null(strstr(text, "2 pairs of risks that only the scheme orders\n"
                                 "  L 2, I 4: 8 (2 risks)  above  L 5, I 1: 5 (1 risk)\n"));
    assert_non_null(
        strstr(text, "       5  OWN001 missing-owner 5\n      heath:A.1: Train a second painter\n"));
}

static void csv_has_a_row_a_risk_and_no_formula(void **state)
{
    struct fixture *fixture = *state;
    FILE *out = open_memstream(&fixture->text, &fixture->length);
    size_t lines = 0;

    score_print_csv(out, &fixture->report);
    fclose(out);
    for (const char *at = fixture->text; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    assert_int_equal(lines, 5);
    assert_non_null(strstr(fixture->text, "rank_first,rank_last,tied,plan,risk,line,"));
    assert_non_null(strstr(fixture->text, ",'=Rust,"));
}

static void exposure_as_csv_has_a_row_a_factor(void **state)
{
    struct fixture *fixture = *state;
    FILE *out = open_memstream(&fixture->text, &fixture->length);

    exposure_print_csv(out, &fixture->report);
    fclose(out);
    assert_non_null(
        strstr(fixture->text, "heath,heath:A.1,1,Train a second painter,5,OWN001,missing-owner,5,1\r\n"));
}

int main(void)
{
#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(a_score_is_a_cell_or_a_range),
        WITH_FIXTURE(ties_marks_and_reach_are_told),
        WITH_FIXTURE(exposure_is_told_factor_by_factor),
        WITH_FIXTURE(the_tray_stands_beside_the_matrix),
        WITH_FIXTURE(the_tray_goes_under_where_there_is_no_room),
        WITH_FIXTURE(colours_never_stand_alone),
        WITH_FIXTURE(the_list_has_rank_figure_place_step_and_reach),
        WITH_FIXTURE(csv_has_a_row_a_risk_and_no_formula),
        WITH_FIXTURE(exposure_as_csv_has_a_row_a_factor),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
