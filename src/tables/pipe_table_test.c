#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tables/test_recover.h"

static void bars_part_the_cells_of_a_line(void **state)
{
    const struct table *table =
        only_table(state, "| Ref | Action | Lead | By when |\n|---|:--|---|---|\n"
                          "| 1 | Mend the roof | Jo Field | May 2011 |\n| 2 | Count the keys | | |\n");

    assert_int_equal(table->origin, TABLE_PIPES);
    assert_int_equal(table->row_count, 3);
    assert_cells(&table->rows[0], "Ref|Action|Lead|By when");
    assert_cells(&table->rows[2], "2|Count the keys||");
    assert_int_equal(table->rows[2].join, ROW_BEGINS);
}

static void rules_part_the_records_of_a_box(void **state)
{
    const struct table *table =
        only_table(state, "+-----+-------------+----------+\n| Ref | Action      | Target   |\n"
                          "|     |             | date     |\n+=====+=============+==========+\n"
                          "| 1   | Mend the    | May 2011 |\n|     | roof        |          |\n"
                          "+-----+-------------+----------+\n| 2   | Count keys  | May 2012 |\n"
                          "+-----+-------------+----------+\n");

    assert_int_equal(table->row_count, 4);
    assert_cells(&table->rows[0], "Ref|Action|Target date");
    assert_int_equal(table->rows[2].join, ROW_GOES_ON);
    assert_int_equal(table->rows[3].join, ROW_BEGINS);
}

static void box_signs_are_bars(void **state)
{
    const struct table *table =
        only_table(state, "\xE2\x94\x8C\xE2\x94\x80\xE2\x94\x80\xE2\x94\xAC\xE2\x94\x80\xE2\x94\x90\n"
                          "\xE2\x94\x82 Task \xE2\x94\x82 Owner \xE2\x94\x82\n"
                          "\xE2\x94\x9C\xE2\x94\x80\xE2\x94\x80\xE2\x94\xBC\xE2\x94\x80\xE2\x94\xA4\n"
                          "\xE2\x94\x82 Mend \xE2\x94\x82 Jo    \xE2\x94\x82\n");

    assert_int_equal(table->row_count, 2);
    assert_cells(&table->rows[1], "Mend|Jo");
}

static void a_heading_over_two_columns_stands_in_the_first(void **state)
{
    const struct table *table = only_table(state, "|ID |Risk       |Inherent       |Owner |\n"
                                                  "|   |           |Impact |Chance  |      |\n"
                                                  "|1  |Pumps fail |High   |Low     |Jo    |\n");

    assert_int_equal(table->row_count, 3);
    assert_cells(&table->rows[0], "ID|Risk|Inherent||Owner");
    assert_cells(&table->rows[1], "||Impact|Chance|");
    assert_cells(&table->rows[2], "1|Pumps fail|High|Low|Jo");
}

static void a_header_wraps_between_its_bars(void **state)
{
    const struct table *table = only_table(state, "|Risk |Risk       |Likeli- |Control |Lead    |\n"
                                                  "|No   |           |hood    |measures|officer |\n"
                                                  "|Elections                                  |\n"
                                                  "|1    |Pumps fail |2       |Log     |Jo      |\n");

    assert_int_equal(table->row_count, 3);
    assert_cells(&table->rows[0], "Risk No|Risk|Likeli- hood|Control measures|Lead officer");
    assert_cells(&table->rows[1], "Elections||||");
}

static void a_line_with_a_bar_is_no_table(void **state)
{
    assert_no_table(state,
                    "Home | News | Contact us\nThe council met | briefly | in May.\n+44 1000 000000\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_part_the_cells_of_a_line),
        cmocka_unit_test(rules_part_the_records_of_a_box),
        cmocka_unit_test(box_signs_are_bars),
        cmocka_unit_test(a_heading_over_two_columns_stands_in_the_first),
        cmocka_unit_test(a_header_wraps_between_its_bars),
        cmocka_unit_test(a_line_with_a_bar_is_no_table),
    };

    return cmocka_run_group_tests_name("pipe_table", tests, recover_set_up, recover_tear_down);
}
