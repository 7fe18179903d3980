#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "document/document.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "plan/plan.h"
#include "plan/plan_read.h"

static struct grammar *grammar;
static struct plan_reader *reader;
static struct matcher *matcher;
static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    matcher = matcher_new();
    arena = arena_new();
    return grammar_load(NULL, NULL, &grammar) == STATUS_OK &&
                   plan_reader_new(grammar, NULL, &reader) == STATUS_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    (void)state;
    plan_reader_free(reader);
    grammar_free(grammar);
    matcher_free(matcher);
    arena_free(arena);
    return 0;
}

static struct plan *read_plan(const char *text)
{
    struct plan *plan = NULL;
    struct plan_input input = { .bytes = span_of(text), .file = "folder/plan.txt", .sha256 = "0" };

    arena_reset(arena);
    assert_int_equal(plan_read(reader, matcher, &input, arena, NULL, NULL, &plan), STATUS_OK);
    return plan;
}

static void assert_text(struct text_value value, const char *expected)
{
    if (!expected) {
        assert_null(value.text.text);
        return;
    }
    assert_non_null(value.text.text);
    if (!span_equals(value.text, expected))
        fail_msg("'%.*s' is not '%s'", (int)value.text.length, value.text.text, expected);
}

static void assert_section(const struct plan *plan, size_t section, const char *code, const char *title)
{
    assert_true(section < plan->section_count);
    assert_text(plan->sections[section].code, code);
    assert_text(plan->sections[section].title, title);
}

static size_t count_anomalies(const struct plan *plan, const char *kind)
{
    size_t count = 0;

    for (size_t i = 0; i < plan->anomaly_count; i++)
        count += strcmp(plan->anomalies[i].kind, kind) == 0;
    return count;
}

static void the_first_page_names_council_title_and_day(void **state)
{
    const struct plan *plan =
        read_plan("Ashmoor District Council\n\nREPORT for meeting to be held on 4 May 2011\n\n"
                  "Housing Improvement Plan 2011/12\n\nWHAT\tWHO\tWHEN\nLet homes\tHSM\tJune\n\n"
                  "Key: HSM Housing Services Manager\n");

    (void)state;
    assert_text(plan->council, "Ashmoor District Council");
    assert_text(plan->title, "Housing Improvement Plan 2011/12");
    assert_text(plan->date, "2011-05-04");
    assert_int_equal(plan->abbreviation_count, 1);
    assert_text(plan->abbreviations[0].meaning, "Housing Services Manager");
    assert_true(span_equals(plan->actions[0].owners.items[0].expansion, "Housing Services Manager"));
    assert_int_equal(plan->actions[0].dates.items[0].from,
                     calendar_from_civil(2011, 6, 1)); /* the plan's year is certain */
}

/* The row that a line behind it goes on in has blank cells only but the last: it is no line to read whole. */
static void abbreviations_are_found_beside_a_torn_cell(void **state)
{
    const struct plan *plan = read_plan("Ashmoor District Council\n\nHousing Improvement Plan 2012/13\n\n"
                                        "Ref\tAction\tOwner\tDue date\n"
                                        "A1\tLet the empty homes\tHousing Services Manager (HSM)\tOctober\n"
                                        "2013\nA2\tMend the roofs\tHSM\tMay 2013\n");

    (void)state;
    assert_int_equal(plan->abbreviation_count, 1);
    assert_text(plan->abbreviations[0].short_form, "HSM");
    assert_int_equal(plan->action_count, 2);
    assert_int_equal(plan->actions[0].dates.items[0].from, calendar_from_civil(2013, 10, 1));
}

/* Wherever the bracket stands in the table: a table without one is not gone through. */
static void abbreviations_are_found_in_any_cell(void **state)
{
    static const char *const rows[] = {
        "Let homes\tHousing Services Manager (HSM)\tMay 2013\nMend roofs\tHSM\tJune 2013\n",
        "Homes of the Housing Services Manager (HSM)\tJ Ash\tMay 2013\n",
        "Let homes\tHSM\tMay 2013, the Housing Services Manager (HSM)\n",
        "Let homes\tHSM\nMend roofs, with the Housing Services Manager (HSM)\t\tJune 2013\n\tHSM\t\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[1000];

        snprintf(text, sizeof text, "Homes Action Plan 2013\n\nAction\tLead\tDeadline\n%s", rows[i]);
        const struct plan *plan = read_plan(text);

        assert_int_equal(plan->abbreviation_count, 1);
        assert_text(plan->abbreviations[0].meaning, "Housing Services Manager");
    }
    assert_int_equal(read_plan("Action\tLead\tDeadline\nLet homes\tHSM\tMay 2013\n")->abbreviation_count, 0);
}

static void a_plan_that_names_nobody_stays_unnamed(void **state)
{
    const struct plan *plan = read_plan("ACTION\tWHO\nThe Council will write to tenants\tHSM\n");

    (void)state;
    assert_text(plan->council, NULL);
    assert_text(plan->date, NULL);
}

static void wrapped_rows_are_one_action(void **state)
{
    const struct plan *plan =
        read_plan("SH1.1 Answer the telephone\n\n"
                  "ACTIONS\tMILESTONES\tWHO\tWHEN\tMEASURE\n"
                  "Keep regular contact\tMeetings held\tHRM/COUNCIL\tMay 2010\tFewer complaints and\n"
                  "with the contractor\tagenda agreed\tTAX\t\tquicker replies\n"
                  "Write a leaflet\tLeaflet printed\tHSM\tJune 2010\t\n");

    (void)state;
    assert_int_equal(plan->action_count, 2);
    assert_text(plan->actions[0].text, "Keep regular contact with the contractor");
    assert_text(plan->actions[0].measure, "Fewer complaints and quicker replies");
    assert_text(plan->actions[0].milestones[0].text, "Meetings held agenda agreed");
    assert_int_equal(plan->actions[0].owners.count, 2);
    assert_text(plan->actions[0].owners.items[1].name, "COUNCIL TAX");
    assert_int_equal(plan->actions[0].line_first, 4);
    assert_int_equal(plan->actions[0].line_last, 5);
    assert_text(plan->actions[1].measure, NULL);
    assert_section(plan, plan->actions[0].section, "SH1.1", "Answer the telephone");
}

static void a_row_goes_on_behind_a_page_break(void **state)
{
    const struct plan *plan =
        read_plan("Ref\tAction\tLead Officer\tFinish\n"
                  "A.1\tMap the empty homes and\tAnn Archer\t01/02/10\n\nThe Plan\t\t\tPage 1 of 2\n\f\n"
                  "Ref\tAction\tLead Officer\tFinish\n"
                  "\tvisit each of them\t\t\n"
                  "A.2\tReport to cabinet\tAnn Archer\t01/03/10\n");

    (void)state;
    assert_int_equal(plan->action_count, 2);
    assert_text(plan->actions[0].text, "Map the empty homes and visit each of them");
    assert_text(plan->actions[1].ref, "A.2");
}

static void rows_that_a_page_tore_apart_are_put_back_by_their_refs(void **state)
{
    struct plan *plan = read_plan(
        "Ref\tAction\tLead\tStart\tFinish\n"
        "A\tPARKS AND PLAY\n"
        "A.1\tReview the care of parks, drawing on good practice: mowing\tJo Pike\t01/05/09\t30/06/09\n"
        "\n"
        "C.2\t hedges and benches\tTom\t06/05/09\t31/07/09\n"
        "A.2\tAgree a plan for play areas that covers:\tSands\t06/05/09\t31/07/09\n"
        "\trepairs\t\t\t\n"
        "\n"
        "B\tTRAINING OF STAFF\n"
        "A.3\tPublish the times of opening\tJo Pike\t01/07/09\t31/08/09\n"
        "\tswings and slides\t\t\t\n"
        "B.1\tTrain the gardeners\tMay Lowe\t01/09/09\t30/09/09\n"
        "\n"
        "\tafter that train all who work with them in the care of tools.\tLowe\t\t\n"
        "B.3\twork with them in the care of tools. Buy new tools\tMay Lowe\t01/10/09\t31/10/09\n");

    (void)state;
    assert_int_equal(plan->action_count, 6);
    assert_text(plan->actions[0].text,
                "Review the care of parks, drawing on good practice: mowing hedges and benches");
    assert_text(plan->actions[1].ref, "A.2");
    assert_text(plan->actions[1].text, "Agree a plan for play areas that covers: repairs swings and slides");
    assert_text(plan->actions[1].owners.items[0].name, "Tom Sands");
    assert_text(plan->actions[2].text, "Publish the times of opening");
    assert_section(plan, plan->actions[2].section, "A", "PARKS AND PLAY");
    assert_section(plan, plan->actions[3].section, "B", "TRAINING OF STAFF");
    assert_text(plan->actions[4].ref, NULL); /* it is printed nowhere */
    assert_int_equal(count_anomalies(plan, "missing-date"), 1);
    assert_text(plan->actions[5].text, "Buy new tools");
}

static void a_title_alone_in_its_row_is_a_section(void **state)
{
    struct plan *plan = read_plan("Ref\tAction\tLead\tBy when\n"
                                  "Our buildings\n"
                                  "B1\tFit new boilers\tJo Pike\tMay 2010\n"
                                  "How we travel\t\t\t\n"
                                  "T1\tBuy six bicycles\tMay Lowe\tJune 2010\n");

    (void)state;
    assert_int_equal(plan->action_count, 2);
    assert_section(plan, plan->actions[0].section, NULL, "Our buildings");
    assert_section(plan, plan->actions[1].section, NULL, "How we travel");
}

static void a_recommendation_that_spans_tasks_holds_for_each(void **state)
{
    struct plan *plan = read_plan("No\tRecommendation\tTasks\tBy whom\tBy when\n"
                                  "P1\tMow by need\tDraw up a list of verges\tParks Manager\tMay 2003\n"
                                  "\t\tRedraw the rounds\tParks Manager\tJuly 2003\n"
                                  "P2\tAct on litter\tTrain the wardens\tEnforcement Officer\tJune 2003\n");

    (void)state;
    assert_int_equal(plan->action_count, 3);
    assert_text(plan->actions[1].text, "Redraw the rounds");
    assert_text(plan->actions[1].ref, "P1");
    assert_text(plan->actions[1].issue, "Mow by need");
    assert_int_equal(count_anomalies(plan, "duplicate-ref"), 0);
}

static void empty_cells_at_a_rows_end_may_be_lost(void **state)
{
    struct plan *plan =
        read_plan("Action\tLead\tBy when\tOutcome\tProgress\n"
                  "Advertise in the community press\tHR Manager\tMay 2007\tMore applications from\tBegun\n"
                  "\t\t\tminority groups\n"
                  "Ask leavers why they go\tHR Manager\tJune 2007\tLower turnover\tForm agreed\n");

    (void)state;
    assert_int_equal(plan->action_count, 2);
    assert_text(plan->actions[0].measure, "More applications from minority groups");
    assert_int_equal(plan->actions[0].owners.count, 1);
}

static void a_flat_table_goes_on_behind_a_pages_number(void **state)
{
    struct plan *plan =
        read_plan("Ref\nAction\nResponsible\nofficer\nTarget date\n"
                  "Objective 1 Prevent homelessness\n"
                  "1.1\nSet up a deposit scheme with private\nlandlords\nHousing Manager\nJune 2008\n"
                  "1.2\nGive landlords a single number\nHousing Manager\nMay 2008\n"
                  "17\nHomelessness Strategy\n"
                  "Ref\nAction\nResponsible\nofficer\nTarget date\n"
                  "Objective 2 Use fewer hostels\n"
                  "2.1\nLease ten flats\nHead of Housing\nMay 2009\n"
                  "18\n");

    (void)state;
    assert_int_equal(plan->action_count, 3);
    assert_section(plan, plan->actions[0].section, "1", "Prevent homelessness");
    assert_text(plan->actions[1].ref, "1.2");
    assert_section(plan, plan->actions[2].section, "2", "Use fewer hostels");
    assert_text(plan->actions[2].ref, "2.1");
    assert_int_equal(plan->actions[2].owners.count, 1);
}

static void numbers_under_numbers_stand_under_a_section(void **state)
{
    struct plan *plan = read_plan("What comes next\n"
                                  "1. Food\n"
                                  "1.1 Inspect all cafes (Food Officer, ongoing)\n"
                                  "1.2 Launch an award for takeaways (Food Officer, May 2016)\n"
                                  "2. Noise\n"
                                  "2.1 Lend a recorder (Noise Officer, July 2016)\n");

    (void)state;
    assert_int_equal(plan->action_count, 3);
    assert_text(plan->actions[0].text, "Inspect all cafes");
    assert_true(plan->actions[0].dates.items[0].flags & DATE_ONGOING);
    assert_section(plan, plan->actions[1].section, "1", "Food");
    assert_section(plan, plan->actions[2].section, "2", "Noise");
}

static void a_dash_parts_a_risks_number_from_its_name(void **state)
{
    struct plan *plan = read_plan(
        "RISK 1 - Pumps fail\nRisk owner: Engineer\nInherent risk: Likelihood 4 x Impact 5 = 20\n"
        "Current controls:\n- Weekly test\n- Spare pump\nPlanned action: Buy a third pump\n\n"
        "RISK 2 - Staff leave\nRisk owner: Head of Works\nInherent risk: Likelihood 2 x Impact 3 = 6\n"
        "Current controls:\n- Exit interviews\nPlanned action: Review pay\n");

    (void)state;
    assert_int_equal(plan->risk_count, 2);
    assert_text(plan->risks[0].ref, "1");
    assert_text(plan->risks[0].text, "Pumps fail");
    assert_text(plan->risks[0].inherent.impact, "5");
    assert_text(plan->risks[0].controls, "Weekly test Spare pump");
    assert_text(plan->risks[1].mitigation, "Review pay");
}

static void an_objective_beside_a_theme_is_a_section_under_it(void **state)
{
    struct plan *plan = read_plan("Theme\tObjective\tAction\tLead\tDate\n"
                                  "Woodland\tPlant new woods\tSurvey the fields\tEcology Officer\tMay 2014\n"
                                  "\t\tBuy young trees\tTree Officer\tJune 2014\n"
                                  "Rivers\tLet rivers move\tRemove the weir\tDrainage Engineer\tMay 2015\n");

    (void)state;
    assert_int_equal(plan->action_count, 3);
    assert_section(plan, plan->actions[1].section, NULL, "Plant new woods");
    assert_section(plan, plan->sections[plan->actions[1].section].parent, NULL, "Woodland");
    assert_section(plan, plan->actions[2].section, NULL, "Let rivers move");
}

static void an_appendix_ends_the_sections_of_a_report(void **state)
{
    struct plan *plan = read_plan("4. FINANCE\n\n"
                                  "4.1 The cost of the work can be met from the budget of the service.\n\n"
                                  "APPENDIX 1\n\n"
                                  "Action\tLead\tDate\nCount the visitors\tCurator\tMay 2010\n");

    (void)state;
    assert_int_equal(plan->action_count, 1);
    assert_true(plan->actions[0].section == PLAN_NO_INDEX);
}

static void a_key_says_what_a_status_means(void **state)
{
    struct plan *plan =
        read_plan("Status: C = completed, T = on target, N = not started\n\n"
                  "Ref\tTask\tOwner\tTarget date\tStatus\tQuarter 1 update\tQuarter 2 update\n"
                  "1\tSend bills by e-mail\tBilling Manager\tMay 2010\tC\tSoftware bought\tBills sent\n"
                  "2\tReview discounts\tBenefits Manager\tMay 2011\tN\t\t\n");

    (void)state;
    assert_int_equal(plan->action_count, 2);
    assert_int_equal(plan->actions[0].status, STATUS_COMPLETED);
    assert_int_equal(plan->actions[1].status, STATUS_NOT_STARTED);
    assert_text(plan->actions[0].progress, "Software bought Bills sent");
}

static void a_table_on_its_side_may_name_its_items_first(void **state)
{
    struct plan *plan = read_plan("Estate\tOrchard Way\tMill Lane\n"
                                  "Issue\tCars on grass\tDark paths\n"
                                  "Action\tPut in parking bays\tFit nine lamps\n"
                                  "Lead officer\tEstate Engineer\tLighting Manager\n"
                                  "By when\tMay 2008\tJune 2008\n");

    (void)state;
    assert_int_equal(plan->action_count, 2);
    assert_text(plan->actions[1].text, "Fit nine lamps");
    assert_section(plan, plan->actions[1].section, NULL, "Mill Lane");
}

static const char strange_rows[] = "L.1\tReopen the paddling pool in the park\tParks Manager\tMay 2013\n"
                                   "L.2\tPut the swimming times on one page\tJ Carrow\tMarch 2013\n"
                                   "L.3\tMend the fence round the lake\tParks Manager\t30/06/2013\n"
                                   "L.4\tTrain four lifeguards\tPool Supervisor\tSpring 2013\n";

static void cells_say_what_strange_headings_do_not(void **state)
{
    char text[600];

    (void)state;
    snprintf(text, sizeof text, "Code\tUndertaking\tCustodian\tNot after\n%s", strange_rows);
    struct plan *plan = read_plan(text);

    assert_int_equal(plan->action_count, 4);
    assert_text(plan->actions[1].ref, "L.2");
    assert_text(plan->actions[1].text, "Put the swimming times on one page");
    assert_text(plan->actions[1].owners.items[0].name, "J Carrow");
    assert_int_equal(plan->actions[3].dates.count, 1);
    assert_int_equal(read_plan(strange_rows)->action_count, 4); /* without any heading */
}

static void strange_tables_that_are_no_plan_are_left_alone(void **state)
{
    (void)state;
    assert_int_equal(read_plan("Bin\tColour\tDay\nPaper and card\tBlue\tMonday\nGarden waste\tGreen\tFriday\n"
                               "Glass and tins\tBrown\tMonday\nAll else\tBlack\tFriday\n")
                         ->action_count,
                     0);
    assert_int_equal(read_plan("Meeting\tPlace\tDay\nPlanning Committee\tCouncil Chamber\t3 May 2011\n"
                               "Cabinet\tCouncil Chamber\t5 May 2011\nAudit Committee\tRoom 2\t9 May 2011\n"
                               "Full Council\tCouncil Chamber\t12 May 2011\n")
                         ->action_count,
                     0);
}

static void a_day_that_is_printed_once_holds_for_the_tasks_beside_it(void **state)
{
    struct plan *plan = read_plan("Date          Activity                      Lead            Budget\n"
                                  "April 2010    Launch the new web site       Web Manager     £4,000\n"
                                  "              Send the tax leaflet          Comms Officer   £2,500\n"
                                  "June 2010     Hold an open day at the       Waste Manager   £800\n"
                                  "              depot\n");

    (void)state;
    assert_int_equal(plan->action_count, 3);
    assert_text(plan->actions[1].text, "Send the tax leaflet");
    assert_int_equal(plan->actions[1].dates.count, 1);
    assert_text(plan->actions[1].dates.items[0].words, "April 2010");
    assert_text(plan->actions[2].text, "Hold an open day at the depot");
}

/* What the line right above a table makes of its section. */
static void the_line_above_a_table_may_be_its_heading(void **state)
{
    static const struct {
        const char *above, *code, *title;
    } texts[] = {
        { "Parks and paths\n", NULL, "Parks and paths" },
        { "We met in May. The paths were wet.\n\nParks and paths\n", NULL, "Parks and paths" },
        { "Parks and paths\n\nUpdated by the parks team on 3 May 2011\n", NULL, NULL },
        { "parks and paths\n", NULL, NULL },
        { "PP1: Parks\n\n", "PP1", "Parks" },
        { "PP1: Parks\nThe paths were wet. The parks were not.\n\n", "PP1", "Parks" },
        { "PP1: Parks\nThe paths were wet. The parks were not.\n\nTrees\n", NULL, "Trees" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char text[1000];

        snprintf(text, sizeof text,
                 "Aldmere Town Council\n\nOutdoors Action Plan 2011\n\nText.\n\n%s"
                 "Action\tLead\tDeadline\nMow the meadow\tJ Ash\tMay 2011\n",
                 texts[i].above);
        const struct plan *plan = read_plan(text);

        assert_int_equal(plan->action_count, 1);
        if (texts[i].title)
            assert_section(plan, plan->actions[0].section, texts[i].code, texts[i].title);
        else
            assert_int_equal(plan->actions[0].section, PLAN_NO_INDEX);
    }
}

/* A heading in words has the code that the plan itself uses at the start of a line, or its number. */
static void initials_are_a_code_where_the_plan_uses_them(void **state)
{
    const struct plan *plan = read_plan("KEY THEME ONE: CLEANER STREETS\n\n"
                                        "Action\tLead\tDeadline\nSweep\tJ Ash\tMay 2011\n\n"
                                        "KEY THEME TWO: SAFER STREETS\n\n"
                                        "Action\tLead\tDeadline\nLight\tJ Ash\tMay 2011\n\n"
                                        "ACTION AREA 1: TREES\n\n"
                                        "Action\tLead\tDeadline\nPlant\tJ Ash\tMay 2011\n\n"
                                        "  KT1\nKT21\nAA1.2\n");

    (void)state;
    assert_int_equal(plan->action_count, 3);
    assert_section(plan, plan->actions[0].section, "KT1", "CLEANER STREETS");
    assert_section(plan, plan->actions[1].section, "2", "SAFER STREETS");
    assert_section(plan, plan->actions[2].section, "AA1", "TREES");
}

static void marked_actions_follow_each_other_line_by_line(void **state)
{
    struct plan *plan =
        read_plan("We agreed the following:\n\n"
                  "Action 1: The Town Clerk will ask the county to clear the culvert. (by 30 June 2013)\n"
                  "Action 2: Mr Gage to send his pictures by 21 June 2013.\n");

    (void)state;
    assert_int_equal(plan->action_count, 2);
    assert_text(plan->actions[0].owners.items[0].name, "Town Clerk");
    assert_text(plan->actions[1].ref, "2");
}

static void a_group_over_headings_need_not_add_to_them(void **state)
{
    struct plan *plan = read_plan("\t\tResponsibility\t\tDates\t\n"
                                  "Ref\tAction\tLead officer\tSupport\tPlanned\tRevised\n"
                                  "A1\tSell the old depot\tEstates Manager\tLegal\t30/09/2015\t31/12/2015\n");

    (void)state;
    assert_int_equal(plan->action_count, 1);
    assert_int_equal(plan->actions[0].owners.count, 2);
    assert_int_equal(plan->actions[0].dates.count, 2);
    assert_true(plan->actions[0].dates.items[1].flags & DATE_REVISED);
}

static void a_stages_rating_may_be_in_words(void **state)
{
    const struct plan *plan =
        read_plan("Risk: Fire\nOwner: Clerk\nGross: Likelihood High, Impact Very high\n"
                  "Net: Impact - Low; Likelihood - Unlikely; Score - 6\n\nRisk: Flood\nOwner: Ranger\n");

    (void)state;
    assert_int_equal(plan->risk_count, 2);
    assert_text(plan->risks[0].inherent.likelihood, "high");
    assert_text(plan->risks[0].inherent.impact, "very high");
    assert_true(span_equals(plan->risks[0].inherent.impact_text, "Very high"));
    assert_text(plan->risks[0].residual.impact, "low");
    assert_text(plan->risks[0].residual.likelihood, "unlikely");
    assert_text(plan->risks[0].residual.score, "6");
    assert_int_equal(plan->risks[0].owners.count, 1);
}

static void an_action_may_have_a_risk_of_its_own(void **state)
{
    const struct plan *plan = read_plan(
        "Some Plan\n\nAction No\t3\nAction\tFit loops\nOfficer responsible\tClerk\nTimescale\tMay 2012\n"
        "Risk if not done\tComplaints\nLikelihood\tMedium\nImpact\tHigh\n\n"
        "Action No\t4\nAction\tTrain staff\nOfficer responsible\tRanger\nTimescale\tJune 2012\n"
        "Risk if not done\tErrors\nLikelihood\tLow\nImpact\tLow\n");

    (void)state;
    assert_int_equal(plan->action_count, 2);
    assert_text(plan->actions[0].ref, "3");
    assert_text(plan->actions[1].text, "Train staff");
    assert_int_equal(plan->actions[1].owners.count, 1);
    assert_int_equal(plan->risk_count, 2);
    assert_text(plan->risks[0].text, "Complaints");
    assert_text(plan->risks[0].ref, NULL);
    assert_text(plan->risks[0].inherent.impact, "high");
    assert_text(plan->risks[0].mitigation, NULL);
    assert_int_equal(plan->risks[0].owners.count, 0);
}

static void a_risk_may_be_described_and_not_named(void **state)
{
    struct plan *plan =
        read_plan("Risk no: 7\nDescription: Tenants vote against\nLikelihood: Medium\nImpact: High\n"
                  "Mitigation: Visit every tenant\n\n"
                  "Risk no: 8\nDescription: The valuation is low\nLikelihood: Low\nImpact: High\n"
                  "Mitigation: Ask for a second one\n");

    (void)state;
    assert_int_equal(plan->risk_count, 2);
    assert_text(plan->risks[0].text, "Tenants vote against");
    assert_text(plan->risks[1].ref, "8");
}

static void rows_in_capitals_are_sections_and_lookalikes_are_mended(void **state)
{
    const struct plan *plan = read_plan("Ref\tAction\tLead Officer\tFinish\n"
                                        "\xD0\x92\tREPAIRS WORK AREA\t\t(link to go here)\n\tVOIDS\t\t\n"
                                        "B.1\tMend the roofs\tAnn Archer\t01/02/10\n");

    (void)state;
    assert_int_equal(plan->section_count, 2);
    assert_section(plan, 0, "B", "REPAIRS WORK AREA");
    assert_section(plan, plan->actions[0].section, NULL, "VOIDS");
    assert_int_equal(plan->sections[1].parent, 0);
    assert_int_equal(count_anomalies(plan, "homoglyph"), 1);
}

static void steps_have_owners_and_dates_of_their_own(void **state)
{
    const struct plan *plan = read_plan("ACTIONS\tMILESTONES\tWHO\tWHEN\n"
                                        "Find out which e-\t- Ask borrowers\tRO\tJune 2011\n"
                                        "enabled services\t- Compare with\tICT\tJuly 2011\n"
                                        "people want\tneighbours\t\t\n");
    const struct action *action = &plan->actions[0];

    (void)state;
    assert_int_equal(plan->action_count, 1);
    assert_text(action->text, "Find out which e-enabled services people want");
    assert_int_equal(action->milestone_count, 2);
    assert_text(action->milestones[1].text, "Compare with neighbours");
    assert_text(action->milestones[1].owners.items[0].name, "ICT");
    assert_int_equal(action->owners.count, 2);
    assert_int_equal(action->dates.count, 2);
}

static void a_timescale_in_sentences_is_a_list_of_steps(void **state)
{
    const struct plan *plan =
        read_plan("Issue\tObjective\tPerformance Measures\tTimescale\tProgress\n"
                  "Agency staff Priority = HIGH\tReview the use of agencies\tSpend falls\t"
                  "Analysis by December 2008. Target set in April 2009.\tThe review is under way.\n");
    const struct action *action = &plan->actions[0];

    (void)state;
    assert_text(action->issue, "Agency staff");
    assert_text(action->priority, "high");
    assert_int_equal(action->milestone_count, 2);
    assert_int_equal(action->dates.count, 2);
    assert_int_equal(action->status, STATUS_IN_PROGRESS);
}

static const char flat_header[] =
    "\nIMPROVEMENT\n\nISSUE\n\nSOLUTION (TASK)\nOUTCOMES\nLEAD OFFICER\nTARGET DATE\nRESOURCE\nCOMMENTS\n\n";

static void a_table_that_lost_its_cells_is_read_and_goes_on(void **state)
{
    char text[2000] = "KEY THEME ONE \xE2\x80\x93 CLEANER STREETS\n";

    strcat(text, flat_header);
    strcat(text, "KT1\n\nBins are overflowing at weekends and there is no rota.\n"
                 "\xC2\xB7 Draw up a rota for the wardens\n\n\xC2\xB7 Inspect every park, to "
                 "include:\n\n\xC2\xB7 swings\n\n\xC2\xB7 gates\n"
                 "\xC2\xB7 Fewer complaints\nParks Manager\nMarch 2005\nParks Manager (15%)\n\nLighting "
                 "Engineer\n\n(10%)\n"
                 "The posts have been advertised.\n");
    strcat(text, flat_header);
    strcat(text, "\xC2\xB7 Replace broken lamps\n");
    const struct plan *plan = read_plan(text);

    (void)state;
    assert_int_equal(plan->action_count, 3);
    assert_text(plan->actions[1].text, "Inspect every park, to include: swings gates");
    assert_text(plan->actions[2].text, "Replace broken lamps");
    assert_text(plan->actions[2].owners.items[0].name, "Parks Manager");
    assert_int_equal(plan->actions[2].dates.items[0].from, calendar_from_civil(2005, 3, 1));
    assert_int_equal(plan->actions[0].resource_count, 2);
    assert_int_equal(plan->actions[1].resource_count, 0);
    assert_section(plan, plan->actions[2].section, "KT1", "CLEANER STREETS");
}

static void a_flat_register_resolves_as_above(void **state)
{
    const struct plan *plan =
        read_plan("RISKS\n\nRisk Area\nHigh/ Low Impact\nPossible Consequences\nReducing Risks\n\n"
                  "Unable to appoint wardens\nH\nParks would be closed.\nAdvertise early.\n\n"
                  "Failure of the lamps\nL\nPaths may be dark.\nAs above\n");

    (void)state;
    assert_int_equal(plan->risk_count, 2);
    assert_text(plan->risks[0].inherent.impact, "high");
    assert_text(plan->risks[0].inherent.likelihood, NULL); /* nothing is filled in */
    assert_text(plan->risks[1].mitigation, "Advertise early.");
    assert_int_equal(plan->risks[1].line_first, 13);
}

static void indicators_have_a_value_a_year(void **state)
{
    const struct plan *plan = read_plan("INDICATORS\n\n\n03/04\n04/05\n05/06\n\n\nLPI 12\nShare of play "
                                        "areas that are safe\n41%\n55%*\n70%\n\n"
                                        "LPI 13\nFriends' groups\nNot yet known\n");

    (void)state;
    assert_int_equal(plan->indicator_count, 2);
    assert_text(plan->indicators[0].code, "LPI 12");
    assert_int_equal(plan->indicators[0].value_count, 3);
    assert_true(span_equals(plan->indicators[0].values[1].period, "2004/05"));
    assert_text(plan->indicators[0].values[1].value, "55%*");
    assert_text(plan->indicators[1].values[0].value, "Not yet known");
}

static const char sheet[] =
    "\t\tKT9 - PARKS\n\n\t\t\t\t2002\t\t\t\t\t\t2003\n\n\t\tTask\t\tNov\t\tDec\t\tJan\t\tFeb\n\n\t\tSet up "
    "steering group\n\n"
    "\t\tParent Board to agree\t\t\t\t\t\t7th\n\n\t\tthe list\n\n\t\tEvaluate project\n";

static void a_chart_is_dated_by_its_tabs_and_counts_once(void **state)
{
    char text[2000];

    (void)state;
    strcpy(text, "KT9 Parks\n\n");
    strcat(text, sheet);
    strcat(text, "\n\nSheet2\n\n");
    strcat(text, sheet);
    const struct plan *plan = read_plan(text);

    assert_int_equal(plan->action_count, 3);
    assert_int_equal(plan->actions[1].kind, ACTION_CHART);
    assert_text(plan->actions[1].text, "Parent Board to agree the list");
    assert_int_equal(plan->actions[1].dates.items[0].from, calendar_from_civil(2003, 1, 7));
    assert_section(plan, plan->actions[1].section, "KT9", "Parks");
    size_t repeats = 0;

    for (size_t i = 0; i < plan->account_count; i++)
        repeats += plan->accounts[i].use == USE_REPEAT && plan->accounts[i].repeat_of > 0;
    assert_true(repeats >= 3);
}

static void a_list_counts_only_where_it_is_announced(void **state)
{
    const struct plan *plan = read_plan(
        "The review went well:\n\n\xC2\xB7 Staff were interviewed\n\nChanges Introduced During the Review\n\n"
        "\xC2\xB7 One office closed;\n\n\xC2\xB7 New void procedure\n");

    (void)state;
    assert_int_equal(plan->action_count, 2);
    assert_text(plan->actions[0].text, "One office closed");
    assert_int_equal(plan->actions[0].status, STATUS_COMPLETED);
    assert_section(plan, plan->actions[0].section, NULL, "Changes Introduced During the Review");
    assert_int_equal(
        read_plan("Minutes\n\nThe chair thanked officers.\n\n\xC2\xB7 Apologies\n")->action_count, 0);
}

static void faults_of_the_plan_are_told(void **state)
{
    const struct plan *plan =
        read_plan("Ref\tAction\tLead Officer\tStart\tFinish\n"
                  "A.1\tMap the homes (A.2) and feed the results into A.7\tAnn Archer\t01/05/09\t31/11/09\n"
                  "A.2\tVisit each home\t-\t01/05/09\t01/04/09\n"
                  "A.2\tReport to cabinet\tAnn Archer\t\t\n");

    (void)state;
    assert_int_equal(count_anomalies(plan, "impossible-date"), 1);
    assert_int_equal(count_anomalies(plan, "start-after-finish"), 1);
    assert_int_equal(count_anomalies(plan, "duplicate-ref"), 1);
    assert_int_equal(count_anomalies(plan, "missing-owner"), 1);
    assert_int_equal(count_anomalies(plan, "missing-date"), 1);
    assert_int_equal(count_anomalies(plan, "broken-reference"), 1);
    assert_int_equal(plan->actions[0].link_count, 2);
    assert_int_equal(plan->actions[0].dates.items[1].from, CALENDAR_NONE);
}

/* Each byte of the text stands in a value or in an account, or is no letter and no digit. */
static void every_word_is_accounted_for(void **state)
{
    const struct plan *plan = read_plan(
        "Some words that stand before the table and say at some length what the council hopes will come of "
        "it.\n\nACTION\tWHO\tOdd column\tWHEN\nLet homes\tHSM\tlost words\tMay 2010\n\nAfterwards.\n");
    size_t prose = 0;
    size_t unread = 0;
    size_t furniture = 0;

    (void)state;
    for (size_t i = 0; i < plan->account_count; i++) {
        struct span words =
            span_at(plan->text.text + plan->accounts[i].extent.offset, plan->accounts[i].extent.length, 0);

        prose += plan->accounts[i].use == USE_PROSE;
        unread += plan->accounts[i].use == USE_UNREAD && span_equals(words, "lost words");
        furniture += plan->accounts[i].use == USE_FURNITURE;
    }
    assert_int_equal(prose, 2);
    assert_int_equal(unread, 1);
    assert_true(furniture >= 1);
}

static void the_same_bytes_give_the_same_plan(void **state)
{
    static const char text[] = "ACTION\tWHO\tWHEN\nLet homes\tHSM\tMay 2010\n";
    struct plan first = *read_plan(text);
    struct plan second = *read_plan(text);

    (void)state;
    assert_int_equal(first.action_count, second.action_count);
    assert_int_equal(first.account_count, second.account_count);
    assert_int_equal(first.line_count, second.line_count);
}

/* Rows of a long table go while the rest is read: the owner's cell, merged over rows 100 to 899, has to stay.
 */
static void a_cell_merged_over_many_rows_holds_for_all(void **state)
{
    enum { ROWS = 1200, FIRST = 100, LAST = 899 };
    static const char *const head =
        "<w:document "
        "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:tbl><w:tr>"
        "<w:tc><w:p><w:r><w:t>Action</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Lead "
        "officer</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>Target date</w:t></w:r></w:p></w:tc></w:tr>";
    struct buffer xml = { 0 };

    (void)state;
    buffer_add_string(&xml, head);
    for (int row = 0; row < ROWS; row++)
        buffer_add_format(&xml,
                          "<w:tr><w:tc><w:p><w:r><w:t>Write to tenants of block %d</w:t></w:r></w:p></w:tc>"
                          "<w:tc><w:tcPr>%s</w:tcPr><w:p/><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>"
                          "<w:tc><w:p><w:r><w:t>May 2010</w:t></w:r></w:p></w:tc></w:tr>",
                          row,
                          row < FIRST || row > LAST ? ""
                          : row == FIRST            ? "<w:vMerge w:val='restart'/>"
                                                    : "<w:vMerge/>",
                          row < FIRST || row > LAST ? "Housing Manager"
                          : row == FIRST            ? "Estates Manager"
                                                    : "");
    buffer_add_string(&xml, "</w:tbl></w:body></w:document>");
    const struct plan *plan = read_plan(buffer_string(&xml));

    assert_int_equal(plan->action_count, ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        assert_int_equal(plan->actions[i].owners.count, 1);
        assert_text(plan->actions[i].owners.items[0].name,
                    i < FIRST || i > LAST ? "Housing Manager" : "Estates Manager");
    }
    buffer_free(&xml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_page_names_council_title_and_day),
        cmocka_unit_test(abbreviations_are_found_beside_a_torn_cell),
        cmocka_unit_test(abbreviations_are_found_in_any_cell),
        cmocka_unit_test(a_plan_that_names_nobody_stays_unnamed),
        cmocka_unit_test(wrapped_rows_are_one_action),
        cmocka_unit_test(a_row_goes_on_behind_a_page_break),
        cmocka_unit_test(rows_that_a_page_tore_apart_are_put_back_by_their_refs),
        cmocka_unit_test(a_title_alone_in_its_row_is_a_section),
        cmocka_unit_test(a_recommendation_that_spans_tasks_holds_for_each),
        cmocka_unit_test(empty_cells_at_a_rows_end_may_be_lost),
        cmocka_unit_test(a_flat_table_goes_on_behind_a_pages_number),
        cmocka_unit_test(numbers_under_numbers_stand_under_a_section),
        cmocka_unit_test(a_dash_parts_a_risks_number_from_its_name),
        cmocka_unit_test(an_objective_beside_a_theme_is_a_section_under_it),
        cmocka_unit_test(an_appendix_ends_the_sections_of_a_report),
        cmocka_unit_test(a_key_says_what_a_status_means),
        cmocka_unit_test(a_table_on_its_side_may_name_its_items_first),
        cmocka_unit_test(cells_say_what_strange_headings_do_not),
        cmocka_unit_test(strange_tables_that_are_no_plan_are_left_alone),
        cmocka_unit_test(a_day_that_is_printed_once_holds_for_the_tasks_beside_it),
        cmocka_unit_test(the_line_above_a_table_may_be_its_heading),
        cmocka_unit_test(initials_are_a_code_where_the_plan_uses_them),
        cmocka_unit_test(marked_actions_follow_each_other_line_by_line),
        cmocka_unit_test(a_group_over_headings_need_not_add_to_them),
        cmocka_unit_test(a_stages_rating_may_be_in_words),
        cmocka_unit_test(an_action_may_have_a_risk_of_its_own),
        cmocka_unit_test(a_risk_may_be_described_and_not_named),
        cmocka_unit_test(rows_in_capitals_are_sections_and_lookalikes_are_mended),
        cmocka_unit_test(steps_have_owners_and_dates_of_their_own),
        cmocka_unit_test(a_timescale_in_sentences_is_a_list_of_steps),
        cmocka_unit_test(a_table_that_lost_its_cells_is_read_and_goes_on),
        cmocka_unit_test(a_flat_register_resolves_as_above),
        cmocka_unit_test(indicators_have_a_value_a_year),
        cmocka_unit_test(a_chart_is_dated_by_its_tabs_and_counts_once),
        cmocka_unit_test(a_list_counts_only_where_it_is_announced),
        cmocka_unit_test(faults_of_the_plan_are_told),
        cmocka_unit_test(every_word_is_accounted_for),
        cmocka_unit_test(the_same_bytes_give_the_same_plan),
        cmocka_unit_test(a_cell_merged_over_many_rows_holds_for_all),
    };

    return cmocka_run_group_tests_name("plan_read", tests, set_up, tear_down);
}
