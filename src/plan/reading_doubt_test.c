#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "characters/file_read.h"
#include "fields/field.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "plan/layout_trace.h"
#include "plan/plan.h"
#include "plan/plan_read.h"

struct fixture {
    struct arena *arena;
    struct grammar *grammar;
    struct plan_reader *reader;
    struct matcher *matcher;
    struct diag_list seen;
    struct layout_trace trace;
};

static int set_up(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){ .arena = arena_new(), .matcher = matcher_new() };
    fixture.trace.arena = fixture.arena;
    *state = &fixture;
    return grammar_load(NULL, diag_collect(&fixture.seen), &fixture.grammar) != STATUS_OK ||
           plan_reader_new(fixture.grammar, &fixture.seen.sink, &fixture.reader) != STATUS_OK;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    plan_reader_free(fixture->reader);
    matcher_free(fixture->matcher);
    grammar_free(fixture->grammar);
    arena_free(fixture->arena);
    diag_list_free(&fixture->seen);
    return 0;
}

static struct plan *read_text(struct fixture *fixture, struct span bytes)
{
    const struct plan_input input = {
        .bytes = bytes, .file = "plan.txt", .sha256 = "aa", .trace = &fixture->trace
    };
    struct plan *plan = NULL;

    assert_int_equal(plan_read(fixture->reader, fixture->matcher, &input, fixture->arena, &fixture->seen.sink,
                               NULL, &plan),
                     STATUS_OK);
    return plan;
}

/* A flattened table: some paragraphs suit the cell beside theirs as well. */
static void words_that_suit_another_column_are_kept_with_it(void **state)
{
    struct fixture *fixture = *state;
    struct file_bytes file = { 0 };
    struct plan *plan;

    if (file_read("corpus/tarnside-environment-2004.txt", &fixture->seen.sink, &file) != STATUS_OK)
        fail_msg("run the tests in the top folder");
    plan = read_text(fixture, file.bytes);
    assert_true(plan->doubt_count > 0);
    for (size_t i = 0; i < plan->doubt_count; i++) {
        const struct doubt *doubt = &plan->doubts[i];
        const struct extent *extent = doubt->words.source.extents;

        assert_true(doubt->confidence >= 0 && doubt->confidence < 0.7);
        assert_string_not_equal(doubt->field, doubt->other);
        assert_int_not_equal(field_of_name(doubt->other), FIELD_COUNT);
        assert_true(doubt->index < (doubt->kind == ITEM_RISK ? plan->risk_count : plan->action_count));
        assert_true(doubt->words.source.extent_count > 0);
        assert_int_equal(plan->text.text[extent->offset], doubt->words.text.text[0]);
    }
    file_bytes_free(&file);
}

static void a_table_with_all_its_cells_is_without_doubt(void **state)
{
    struct plan *plan =
        read_text(*state, span_of("Ref\tAction\tLead\tBy when\nA1\tMend the roof\tJ Brown\tMay 2010\n"
                                  "A2\tPaint the door\tFleet Manager\tlong term\n"));

    assert_int_equal(plan->action_count, 2);
    assert_int_equal(plan->doubt_count, 0);
}

static void a_table_is_told_with_its_columns(void **state)
{
    struct fixture *fixture = *state;
    const struct traced_table *table;

    read_text(fixture, span_of("Ref\tAction\tLead\tBy when\nA1\tMend the roof\tJ Brown\tMay 2010\n"));
    assert_int_equal(fixture->trace.count, 1);
    table = &fixture->trace.tables[0];
    assert_true(table->is_known);
    assert_int_equal(table->rows, 1);
    assert_int_equal(table->column_count, 4);
    assert_string_equal(table->columns[2].field, "owner");
    assert_true(table->columns[2].is_listed);
    assert_int_equal(table->columns[2].cells, 1);
    assert_true(table->columns[2].own.score > 0);
    assert_string_not_equal(table->columns[2].second.name, "due"); /* another column has that */
}

static void a_table_that_nobody_knows_is_told_too(void **state)
{
    struct fixture *fixture = *state;

    read_text(fixture,
              span_of("Word\tMeaning\nTip\tA place for waste\nRound\tWhat one crew does in a day\n"));
    assert_int_equal(fixture->trace.count, 1);
    assert_false(fixture->trace.tables[0].is_known);
    assert_null(fixture->trace.tables[0].columns[0].field);
    assert_int_equal(fixture->trace.tables[0].columns[1].cells, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(words_that_suit_another_column_are_kept_with_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_with_all_its_cells_is_without_doubt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_is_told_with_its_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_that_nobody_knows_is_told_too, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
