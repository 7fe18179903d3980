#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tables/test_recover.h"

static void quotes_hold_separators_and_line_ends(void **state)
{
    const struct table *table = only_table(state, "Plan,,,\n,,,\nRef,Action,Lead,By when\n"
                                                  "1,\"Mend the roof,\nthen paint it\",Jo Field,May 2011\n"
                                                  "2,Say \"\"hello\"\",\"Ann, Jo\",\n");

    assert_int_equal(table->origin, TABLE_CSV);
    assert_int_equal(table->row_count, 3);
    assert_cells(&table->rows[1], "1|Mend the roof,\nthen paint it|Jo Field|May 2011");
    assert_cells(&table->rows[2], "2|Say \"\"hello\"\"|Ann, Jo|");
    assert_int_equal(table->rows[1].line, 4);
    assert_int_equal(table->rows[2].line, 6);
}

static void lines_above_the_header_lose_their_separators(void **state)
{
    const struct document *document =
        recovered(state, "\"Plan, 2010\",,,\n,,,\nRef;Action;Lead\n\nRef,Action,Lead\n1,Mend,Jo\n2,Sew,Al\n");

    assert_int_equal(document->block_count, 3);
    assert_true(span_equals(document->blocks[0].text, "Plan, 2010"));
    assert_int_equal(document->blocks[2].kind, BLOCK_TABLE);
}

static void quoted_cells_of_a_tab_table_are_unwrapped(void **state)
{
    const struct table *table =
        only_table(state, "Ref\tAction\tLead\n1\t\"Mend\nthe roof\"\tJo\n2\tSew\tAl\n");

    assert_int_equal(table->row_count, 3);
    assert_cells(&table->rows[1], "1|Mend\nthe roof|Jo");
}

static void commas_in_prose_are_no_table(void **state)
{
    assert_no_table(
        state,
        "Action, lead, date\nWe will, in time, mend the roof, the hall, and the yard.\nThen we stop.\n");
    assert_no_table(state, "Ref,Action,Lead\n1,\"Mend,Jo\n2,Sew,Al\n"); /* a quote that never closes */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotes_hold_separators_and_line_ends),
        cmocka_unit_test(lines_above_the_header_lose_their_separators),
        cmocka_unit_test(quoted_cells_of_a_tab_table_are_unwrapped),
        cmocka_unit_test(commas_in_prose_are_no_table),
    };

    return cmocka_run_group_tests_name("separated_table", tests, recover_set_up, recover_tear_down);
}
