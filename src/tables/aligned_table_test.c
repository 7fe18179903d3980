#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "tables/test_recover.h"

static void gutters_part_the_cells(void **state)
{
    static const char text[] = "Some Plan\n\n"
                               "Action             Lead officer     Target date\n"
                               "Mend the roof      Jo Field         May 2011\n"
                               "Count the keys     Estates          June 2011\n\n"
                               "This is what we will do, and we will do all of it.\n";
    const struct table *table = only_table(state, text);

    assert_int_equal(table->origin, TABLE_ALIGNED);
    assert_int_equal(table->row_count, 3);
    assert_cells(&table->rows[0], "Action|Lead officer|Target date");
    assert_cells(&table->rows[1], "Mend the roof|Jo Field|May 2011");
    assert_cells(&table->rows[2], "Count the keys|Estates|June 2011");
    assert_int_equal(table->rows[2].cells[1].text.offset, strstr(text, "Estates") - text);
    assert_int_not_equal(table->rows[2].join, ROW_GOES_ON);
}

static void a_heading_of_two_lines_is_one(void **state)
{
    const struct table *table = only_table(state, "Ref   Action            Responsible   Target\n"
                                                  "                        officer       date\n\n"
                                                  "A1    Mend the roof     Jo Field      May 2011\n");

    assert_cells(&table->rows[0], "Ref|Action|Responsible officer|Target date");
    assert_int_equal(table->row_count, 2);
}

static void a_line_without_reference_goes_on(void **state)
{
    const struct table *table = only_table(state, "Ref   Action            Owner      Deadline\n"
                                                  "A1    Mend the roof of  Jo Field   May 2011\n"
                                                  "      the town hall\n"
                                                  "A2    Count the keys    Estates    June 2011\n");

    assert_cells(&table->rows[2], "|the town hall||");
    assert_int_equal(table->rows[2].join, ROW_GOES_ON);
    assert_int_equal(table->rows[3].join, ROW_BEGINS);
}

static void a_word_that_had_room_above_begins_a_row(void **state)
{
    const struct table *table = only_table(state, "Action                  Owner      Deadline\n"
                                                  "Mend the roof of the    Jo Field   May 2011\n"
                                                  "town hall\n"
                                                  "Count keys              Estates    June 2011\n");

    assert_int_equal(table->rows[2].join, ROW_GOES_ON);
    assert_int_equal(table->rows[3].join, ROW_BEGINS);
}

static void a_list_stays_in_its_cell(void **state)
{
    const struct table *table = only_table(state, "Action                  Owner      Deadline\n"
                                                  "Collect waste weekly    Jo Field   May 2011\n"
                                                  "  \xE2\x80\xA2 buy caddies\n"
                                                  "Close tip               Estates    June 2011\n");

    assert_int_equal(table->rows[2].join, ROW_GOES_ON);
    assert_int_equal(table->rows[3].join, ROW_BEGINS);
}

static void a_page_that_stands_elsewhere_is_read_on(void **state)
{
    const struct table *table = only_table(state, "Ref   Action            Owner      Deadline\n"
                                                  "A1    Mend the roof     Jo Field   May 2011\n"
                                                  "A2    Sweep the yard    Jo Field   May 2011\n"
                                                  "              Page 1 of 2\n\f"
                                                  "    A3    Count the keys    Estates    June 2011\n"
                                                  "    A4    Sell the van      Fleet      July 2011\n");

    assert_int_equal(table->row_count, 5);
    assert_cells(&table->rows[3], "A3|Count the keys|Estates|June 2011");
    assert_cells(&table->rows[4], "A4|Sell the van|Fleet|July 2011");
}

static void a_row_may_go_on_behind_a_repeated_header(void **state)
{
    const struct document *document = recovered(state, "Action            Owner      Deadline\n"
                                                       "Mend the roof of  Jo Field   May 2011\n\n"
                                                       "           3\n\f"
                                                       "Action            Owner      Deadline\n"
                                                       "the hall          and Al\n\n"
                                                       "Count the keys    Estates    June 2011\n\n");

    assert_int_equal(document->block_count, 2);
    assert_int_equal(document->blocks[0].table->row_count, 2);
    assert_int_equal(document->blocks[1].table->rows[1].join, ROW_BY_EVIDENCE);
    assert_int_equal(document->furniture_count, 1);
    assert_true(span_equals(document->furniture[0], "3"));
}

static void letters_addresses_and_sums_are_no_tables(void **state)
{
    assert_no_table(
        state,
        "Ashmoor Council                         Town Hall\n"
        "Tel: 01000 000000                       High Street\n\n"
        "The work was done.  Nobody was hurt.  The lead officer was told.\n\n"
        "             2010/11    2011/12\nSchools       41.2       42.0\nRoads         10.4        9.9\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gutters_part_the_cells),
        cmocka_unit_test(a_heading_of_two_lines_is_one),
        cmocka_unit_test(a_line_without_reference_goes_on),
        cmocka_unit_test(a_word_that_had_room_above_begins_a_row),
        cmocka_unit_test(a_list_stays_in_its_cell),
        cmocka_unit_test(a_page_that_stands_elsewhere_is_read_on),
        cmocka_unit_test(a_row_may_go_on_behind_a_repeated_header),
        cmocka_unit_test(letters_addresses_and_sums_are_no_tables),
    };

    return cmocka_run_group_tests_name("aligned_table", tests, recover_set_up, recover_tear_down);
}
