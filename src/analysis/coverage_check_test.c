#include "analysis/sample_plan_test.h"

#include "analysis/coverage_check.h"
#include "store/store.h"

/* Two themes: one with an owner for one of two actions and a risk, one with neither; a recommendation without
 * a row. */
static struct plan *make_plan(struct arena *arena)
{
    struct plan *plan = sample_plan(arena, "marsh", 3, 1);

    plan->sections = ARENA_ARRAY(arena, 2, struct section);
    plan->section_count = 2;
    plan->sections[0] = (struct section){ .code = sample_value("A"), .parent = PLAN_NO_INDEX };
    plan->sections[1] = (struct section){ .code = sample_value("B"), .parent = PLAN_NO_INDEX };
    for (size_t i = 0; i < 3; i++) {
        plan->actions[i].section = i / 2;
        plan->actions[i].has_owner_column = true;
        plan->actions[i].text = sample_value("Train volunteers in the villages");
    }
    sample_add_owner(arena, &plan->actions[0], "Press Officer");
    plan->actions[0].links = ARENA_NEW(arena, struct link);
    plan->actions[0].links[0] = (struct link){ .code = sample_value("R1"), .target = LINK_OUTSIDE };
    plan->actions[0].link_count = 1;
    plan->risks[0] = (struct risk){ .section = 0,
                                    .text = sample_value("A flood"),
                                    .mitigation = sample_value("Train volunteers") };
    plan->text = span_of("The inspectors recommend R1 (a map) and R2 (a bridge).");
    return plan;
}

static const struct coverage_row *row_of(const struct coverage_result *result, enum coverage_kind kind,
                                         const char *code)
{
    for (size_t i = 0; i < result->count; i++)
        if (result->rows[i].kind == kind && (!code || span_equals(result->rows[i].code, code)))
            return &result->rows[i];
    fail_msg("no row of kind %d", kind);
    return NULL;
}

static void is_cell(const struct coverage_row *row, enum coverage_column column, size_t filled, size_t asked)
{
    assert_int_equal(row->cells[column].filled, filled);
    assert_int_equal(row->cells[column].asked, asked);
}

static void what_is_said_is_counted_and_what_is_not_asked_is_not_tested(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct plan_set set = sample_set(arena, make_plan(arena), NULL);
    struct coverage_result result;

    (void)state;
    assert_int_equal(coverage_find(&set, grammar, arena, NULL, &result), STATUS_OK);
    const struct coverage_row *a = row_of(&result, COVERAGE_SECTION, "A");
    const struct coverage_row *b = row_of(&result, COVERAGE_SECTION, "B");
    const struct coverage_row *risk = row_of(&result, COVERAGE_RISK, NULL);

    is_cell(a, COVERS_OWNER, 1, 2);
    is_cell(a, COVERS_RISK, 1, 1);
    is_cell(a, COVERS_MITIGATION, 1, 1);
    is_cell(a, COVERS_DATE, 0, 0);
    is_cell(a, COVERS_RESOURCE, 0, 0);
    is_cell(b, COVERS_OWNER, 0, 1);
    is_cell(b, COVERS_RISK, 0, 1);
    is_cell(b, COVERS_MITIGATION, 0, 0);
    is_cell(risk, COVERS_MITIGATION, 1, 1);
    is_cell(risk, COVERS_ACTION, 1, 1);
    is_cell(row_of(&result, COVERAGE_RECOMMENDATION, "R1"), COVERS_ACTION, 1, 1);
    is_cell(row_of(&result, COVERAGE_RECOMMENDATION, "R2"), COVERS_ACTION, 0, 1);
    grammar_free(grammar);
    arena_free(arena);
}

static void a_row_that_the_plan_drops_is_asked_for_nothing(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct plan *plan = make_plan(arena);
    struct plan_set set = sample_set(arena, plan, NULL);
    struct coverage_result result;

    (void)state;
    for (size_t i = 0; i < 3; i++)
        plan->actions[i].has_date_column = plan->actions[i].has_measure_column = true;
    plan->actions[0].status =
        STATUS_COMPLETED; /* no day is to come any more; its owner is asked all the same */
    plan->actions[1].progress = sample_value("Not agreed: too few staff");
    plan->actions[2].status = STATUS_CANCELLED;
    assert_int_equal(coverage_find(&set, grammar, arena, NULL, &result), STATUS_OK);
    const struct coverage_row *a = row_of(&result, COVERAGE_SECTION, "A");
    const struct coverage_row *b = row_of(&result, COVERAGE_SECTION, "B");

    assert_int_equal(a->actions, 2);
    is_cell(a, COVERS_OWNER, 1, 1);
    is_cell(a, COVERS_DATE, 0, 0);
    is_cell(a, COVERS_MEASURE, 0, 1);
    is_cell(b, COVERS_OWNER, 0, 0);
    is_cell(b, COVERS_DATE, 0, 0);
    is_cell(b, COVERS_MEASURE, 0, 0);
    grammar_free(grammar);
    arena_free(arena);
}

static void the_worst_stand_first(void **state)
{
    struct arena *arena = arena_new();
    struct grammar *grammar = sample_grammar(NULL);
    struct plan_set set = sample_set(arena, make_plan(arena), NULL);
    struct coverage_result result;

    (void)state;
    assert_int_equal(coverage_find(&set, grammar, arena, NULL, &result), STATUS_OK);
    assert_int_equal(result.count, 5);
    for (size_t i = 1; i < result.count; i++)
        assert_true(result.rows[i - 1].share <= result.rows[i].share);
    assert_true(span_equals(result.rows[0].code, "B"));
    assert_true(span_equals(result.rows[1].code, "R2"));
    grammar_free(grammar);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_said_is_counted_and_what_is_not_asked_is_not_tested),
        cmocka_unit_test(a_row_that_the_plan_drops_is_asked_for_nothing),
        cmocka_unit_test(the_worst_stand_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
