#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tables/test_recover.h"

/* ---- labelled paragraphs ---------------------------------------------------------------------------- */

static void labels_make_a_row_an_item(void **state)
{
    const struct document *document =
        recovered(state, "Some Plan\n\nAction: Mend the roof\nof the hall\nLead: Jo\nBy: May 2011\n\n"
                         "Action: Count keys\nBy: June 2011\nOwner: Al\n\nThat is all.\n");
    const struct table *table = NULL;

    assert_int_equal(count_tables(document, &table), 1);
    assert_int_equal(table->row_count, 4);
    assert_cells(&table->rows[0], "Action|Lead|By");
    assert_cells(&table->rows[1], "Mend the roof|Jo|May 2011");
    assert_cells(&table->rows[2], "of the hall||");
    assert_int_equal(table->rows[2].join, ROW_GOES_ON);
    assert_cells(&table->rows[3], "Count keys|Al|June 2011");
    assert_int_equal(table->rows[3].line, 8);
    assert_int_equal(document->furniture_count, 3); /* the second item's labels */
    assert_true(span_equals(document->blocks[document->block_count - 1].text, "That is all."));
}

static void a_label_that_nobody_knows_ends_the_value_above(void **state)
{
    const struct document *document =
        recovered(state, "Risk: Fire\nOwner: Jo\nLinked aim: Safe homes\nfor all\nControls: Alarms,\n"
                         "Sprinklers: two\nNotes:\nMay: tested\nJune: tested again\n\nSponsor: Al\n\n"
                         "Impact: High\n\nRisk: Flood\nOwner: Al\n\nWritten by: Jo\n");
    const struct table *table = NULL;

    assert_int_equal(count_tables(document, &table), 1);
    assert_cells(&table->rows[0], "Risk|Owner|Controls|Notes|Sponsor|Impact");
    assert_cells(&table->rows[1], "Fire|Jo|Alarms,|May: tested|Al|High");
    assert_cells(&table->rows[2], "||Sprinklers: two|June: tested again||");
    assert_int_equal(document->unread_count, 2); /* the aim's lines */
    assert_true(span_equals(document->blocks[document->block_count - 1].text, "Written by: Jo"));
}

static void a_rating_of_a_stage_is_the_stages(void **state)
{
    const struct table *table =
        only_table(state, "Risk: Fire\nGross: Likelihood 4  Impact 5  Score 20\n"
                          "With controls: Likelihood: 2   Impact: 3\nTarget: L1 x I3 = 3\nOwner: Jo\n\n"
                          "Risk: Flood\nTarget: June 2012\nOwner: Al\n");

    assert_cells(&table->rows[0], "Risk|gross score|net score|target score|Owner|Target");
    assert_cells(&table->rows[1],
                 "Fire|Likelihood 4  Impact 5  Score 20|Likelihood: 2   Impact: 3|L1 x I3 = 3|Jo|");
    assert_cells(&table->rows[2], "Flood||||Al|June 2012");
}

static void labels_below_a_stages_name_are_the_stages(void **state)
{
    const struct table *table = only_table(
        state, "Risk: Fire\nOwner: Jo\nInherent risk score\nLikelihood: 4\nImpact: 5\n"
               "Controls: Alarms\nResidual risk score:\nLikelihood: 2\nImpact: 3\nTarget date: May 2012\n");

    assert_cells(&table->rows[0],
                 "Risk|Owner|gross likelihood|gross impact|Controls|net likelihood|net impact|Target date");
    assert_cells(&table->rows[1], "Fire|Jo|4|5|Alarms|2|3|May 2012");
}

/* ---- lines of a last cell --------------------------------------------------------------------------- */

static void lines_between_rows_are_the_last_cells(void **state)
{
    const struct table *table =
        only_table(state, "\tAction\tLead\tMilestones\n1a\tOpen the hub\tJo\tRooms found\nDesks in place\n"
                          "1b\tHire a clerk\tAl\tPost agreed, May 2011\nPost filled, June 2011\n");

    assert_int_equal(table->row_count, 5);
    assert_cells(&table->rows[2], "|||Desks in place");
    assert_int_equal(table->rows[2].join, ROW_GOES_ON);
    assert_cells(&table->rows[3], "1b|Hire a clerk|Al|Post agreed, May 2011");
    assert_cells(&table->rows[4], "|||Post filled, June 2011");
}

static void a_heading_between_rows_stays_one(void **state)
{
    const struct table *table = NULL;

    assert_int_equal(count_tables(recovered(state, "Ref\tAction\tLead\tBy\n1\tOpen the hub\tJo\tMay 2011\n"
                                                   "Warmer homes\n2\tHire a clerk\tAl\tJune 2011\n"),
                                  &table),
                     2);
    assert_int_equal(
        count_tables(recovered(state, "Ref\tAction\tLead\tBy\n1.1\tOpen the hub\tJo\tMay 2011\n"
                                      "Warmer homes by 2012\n2.1\tHire a clerk\tAl\tJune 2011\n"),
                     &table),
        2);
}

static void a_numbered_paragraph_over_labels_is_the_action(void **state)
{
    const struct table *table =
        only_table(state, "Some Plan\n\n1.1 Mend the roof\nLead: Jo\nTimescale: May 2011\n\n"
                          "1.2 Count the keys\nof the hall\nLead: Al\n");

    assert_cells(&table->rows[0], "ref|action|Lead|Timescale");
    assert_cells(&table->rows[1], "1.1|Mend the roof|Jo|May 2011");
    assert_cells(&table->rows[2], "1.2|Count the keys|Al|");
    assert_cells(&table->rows[3], "|of the hall||");
}

static void a_label_may_hold_the_code(void **state)
{
    const struct table *table =
        only_table(state, "Action 3: Mend the roof\nLead: Jo\n\nAction 4: Count keys\nLead: Al\n");

    assert_cells(&table->rows[0], "Action|ref|Lead");
    assert_cells(&table->rows[2], "Count keys|4|Al");
}

static void labels_may_share_a_line(void **state)
{
    const struct table *table =
        only_table(state, "Risk 1: Fire\nLikelihood: Low    Impact: High\nOwner: Jo  and Al\n\n"
                          "Risk 2: Flood\nLikelihood: High   Impact: Low\n");

    assert_cells(&table->rows[0], "Risk|ref|Likelihood|Impact|Owner");
    assert_cells(&table->rows[1], "Fire|1|Low|High|Jo  and Al");
    assert_cells(&table->rows[2], "Flood|2|High|Low|");
}

static void labels_of_a_report_are_no_items(void **state)
{
    assert_no_table(state, "Report of: the Chief Executive\nLead officer: Jo Field\nDate: 4 May 2011\n\n"
                           "1. Background\n\nThe lead officer: Jo Field\nspoke.\n");
}

/* ---- cards and transposed tables -------------------------------------------------------------------- */

static void left_cells_label_a_card(void **state)
{
    const struct table *table =
        only_table(state, "Risk\tFire\nLikelihood\t2\tImpact\t4\nRisk owner\tJo\n\tAl\n\n"
                          "Risk\tFlood\nLikelihood\t1\tImpact\t3\nRisk owner\tBo\n");

    assert_int_equal(table->origin, TABLE_LABELS);
    assert_cells(&table->rows[0], "Risk|Likelihood|Impact|Risk owner");
    assert_cells(&table->rows[1], "Fire|2|4|Jo");
    assert_cells(&table->rows[2], "|||Al");
    assert_cells(&table->rows[3], "Flood|1|3|Bo");
}

static void a_cards_ratings_are_those_of_their_stages(void **state)
{
    const struct table *table =
        only_table(state, "Risk\tFire\nRisk owner\tJo\nGross\tLikelihood 4  Impact 5  Score 20\n"
                          "Target\tL1 x I5 = 5\nControls\tAlarms\n");

    assert_cells(&table->rows[0], "Risk|Risk owner|gross score|target score|Controls");
    assert_cells(&table->rows[1], "Fire|Jo|Likelihood 4  Impact 5  Score 20|L1 x I5 = 5|Alarms");
}

static void a_table_on_its_side_is_turned(void **state)
{
    const struct table *table =
        only_table(state, "Action\tMend\tSew\tSell\nLead\tJo\t\tAl\nBy when\tMay\tJune\tJuly\n");

    assert_cells(&table->rows[0], "Action|Lead|By when");
    assert_cells(&table->rows[2], "Sew||June");
    assert_cells(&table->rows[3], "Sell|Al|July");
}

static void a_table_with_a_header_stays(void **state)
{
    const struct table *table =
        only_table(state, "Action\tLead\tBy when\nAction\tJo\tMay\nReview\tAl\tJune\n");

    assert_int_equal(table->origin, TABLE_TABS);
}

/* ---- marks ------------------------------------------------------------------------------------------ */

static void a_bracket_marks_the_sentence_before_it(void **state)
{
    const struct table *table =
        only_table(state, "It leaks. Mend the\nstandpipe. [ACTION: Jo Field by 30 June 2011] Noted.\n");

    assert_cells(&table->rows[0], "action|lead|by when");
    assert_cells(&table->rows[1], "Mend the\nstandpipe.|Jo Field|by 30 June 2011");
}

static void a_bracket_may_say_at_once(void **state)
{
    const struct table *table =
        only_table(state, "It leaks. Mend the standpipe (Action: Head of Works, immediately).\n");

    assert_cells(&table->rows[0], "action|lead|by when");
    assert_cells(&table->rows[1], "Mend the standpipe|Head of Works|immediately");
}

static void a_dash_may_stand_for_the_colon(void **state)
{
    const struct table *table = only_table(
        state, "Action \xE2\x80\x93 Housing\nAction \xE2\x80\x93 Cllr Bird to order lamps by end of June.\n");

    assert_int_equal(table->row_count, 2);
    assert_cells(&table->rows[1], "Cllr Bird to order lamps|Cllr Bird|by end of June");
}

static void a_line_marks_its_own_words(void **state)
{
    const struct table *table =
        only_table(state, "They spoke.\nAction: HSM to write to\ntenants by 30 June\n\nThey left.\n");

    assert_cells(&table->rows[1], "HSM to write to\ntenants|HSM|by 30 June");
}

static void initials_alone_mark_what_was_said(void **state)
{
    const struct table *table = only_table(state, "Get three prices for the fence.\n\nAction: HSM\n");

    assert_cells(&table->rows[1], "Get three prices for the fence.|HSM");
}

static void minutes_without_marks_give_nothing(void **state)
{
    assert_no_table(state,
                    "The clerk will write to tenants by 30 June.\nMembers asked for action (see the note).\n"
                    "No action was taken: the motion fell.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_make_a_row_an_item),
        cmocka_unit_test(a_label_that_nobody_knows_ends_the_value_above),
        cmocka_unit_test(a_rating_of_a_stage_is_the_stages),
        cmocka_unit_test(labels_below_a_stages_name_are_the_stages),
        cmocka_unit_test(lines_between_rows_are_the_last_cells),
        cmocka_unit_test(a_heading_between_rows_stays_one),
        cmocka_unit_test(a_numbered_paragraph_over_labels_is_the_action),
        cmocka_unit_test(a_label_may_hold_the_code),
        cmocka_unit_test(labels_may_share_a_line),
        cmocka_unit_test(labels_of_a_report_are_no_items),
        cmocka_unit_test(left_cells_label_a_card),
        cmocka_unit_test(a_cards_ratings_are_those_of_their_stages),
        cmocka_unit_test(a_table_on_its_side_is_turned),
        cmocka_unit_test(a_table_with_a_header_stays),
        cmocka_unit_test(a_bracket_marks_the_sentence_before_it),
        cmocka_unit_test(a_bracket_may_say_at_once),
        cmocka_unit_test(a_dash_may_stand_for_the_colon),
        cmocka_unit_test(a_line_marks_its_own_words),
        cmocka_unit_test(initials_alone_mark_what_was_said),
        cmocka_unit_test(minutes_without_marks_give_nothing),
    };

    return cmocka_run_group_tests_name("item_table", tests, recover_set_up, recover_tear_down);
}
