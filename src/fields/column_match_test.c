#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "fields/column_match.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"

static struct grammar *grammar;
static struct column_matcher *columns;
static struct matcher *matcher;
static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    matcher = matcher_new();
    return grammar_load(NULL, NULL, &grammar) == STATUS_OK &&
                   column_matcher_new(grammar, NULL, &columns) == STATUS_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    (void)state;
    column_matcher_free(columns);
    matcher_free(matcher);
    grammar_free(grammar);
    arena_free(arena);
    return 0;
}

/* The fields of a header, its words set apart by '|', as "action owner due"; "" where it is none. */
static const char *fields_of(const char *header)
{
    static char out[400];
    struct span words[16];
    size_t count = 0;
    struct column_set set;

    for (const char *at = header; at; count++) {
        const char *bar = strchr(at, '|');

        words[count] = bar ? span_over(at, (size_t)(bar - at)) : span_of(at);
        at = bar ? bar + 1 : NULL;
    }
    out[0] = '\0';
    if (!column_match_header(columns, matcher, words, count, arena, &set))
        return out;
    for (size_t i = 0; i < set.count; i++) {
        strcat(out, i ? " " : "");
        strcat(out, field_name(set.columns[i].field));
    }
    return out;
}

static void headings_are_known_in_many_words(void **state)
{
    static const char *const cases[][2] = {
        { "TASKS|MILESTONES|WHO|WHEN|MEASURE OF SUCCESS", "action milestone owner due measure" },
        { "Tasks|Key steps|Who will do this|By when|How shall we know that it worked?",
          "action milestone owner due measure" },
        { "Task|LEAD OFFICER|TARGET DATE|Comments/ Evidence", "action owner due progress" },
        { "Ref|Priority Actions|Lead Officer|Start|Finish|Current Status Green Amber",
          "ref action owner start due status" },
        { "Rec No|Recommendation|Priority|Responsible officer|Agreed date|Revised date|Position at May 2012",
          "ref action priority owner due revised progress" },
        { "Recommendation|Agreed action|Who|Date", "issue action owner due" },
        { "Issue|Objective|Performance Measures|Timescale|Progress", "issue action measure due progress" },
        { "Risk|Likelihood|Impact|Score|Existing controls|Action|Owner",
          "risk likelihood impact score controls mitigation owner" },
        { "Code|Task|Responsible|Finish", "ref action owner due" },
        { "PI|Description|2003/04|2004/05", "code indicator period period" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(fields_of(cases[i][0]), cases[i][1]);
}

static void a_column_means_what_the_others_let_it(void **state)
{
    static const char *const cases[][2] = {
        { "Ref|Finding|Risk|Recommendation|Owner", "ref issue none action owner" },
        { "Risk|Action|Owner|Date", "risk mitigation owner due" },
        { "Action|Owner|Impact|By when", "action owner measure due" },
        { "Action|Lead|Rating|By when", "action owner priority due" },
        { "Cause|Event|Effect|L|I", "none risk consequence likelihood impact" },
        { "L|I|Score|L|I|Score|Risk",
          "likelihood impact score residual-likelihood residual-impact residual-score risk" },
        { "Hazard|Risk (H/M/L)|Response|Owner", "risk score mitigation owner" },
        { "Project|Next steps|Responsible", "section action owner" },
        { "Recommendation|Agreed?|Owner|Latest position", "action none owner progress" },
        { "Recommendation|Agreed?|Management response|Owner", "action none progress owner" },
        { "Risk|Likelihood|Impact|Treatment (4 Ts)|Action|Owner",
          "risk likelihood impact none mitigation owner" },
        { "Ref|Risk title|Risk description|Likelihood|Impact", "ref none risk likelihood impact" },
        { "Risk title|Cause|Likelihood|Impact", "risk none likelihood impact" },
        { "Ref|Risk (there is a risk that ... leading to ...)|Untreated risk (LxI)|Controls|Treated risk "
          "(LxI)",
          "ref risk score controls residual-score" },
        { "Ref|Task|Owner|Quarter 1 update|Quarter 2 update", "ref action owner progress progress" },
        { "Hazard|Who may be harmed|Likelihood|Severity|By whom", "risk none likelihood impact owner" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(fields_of(cases[i][0]), cases[i][1]);
    assert_string_equal(fields_of("Date|Event|Where|Time"), "");
    assert_string_equal(fields_of("Description|Amount|Date"), "");
}

static void rows_of_data_are_no_header(void **state)
{
    (void)state;
    assert_string_equal(fields_of("Review the policy|Ann Archer|May 2010"), "");
    assert_string_equal(fields_of("KLOE|Title"), "");
    assert_string_equal(fields_of("|March to October|Officer||2014"), "");
    assert_string_equal(fields_of("Action"), "");
    assert_string_equal(
        fields_of(
            "Team|The whole team will meet each week to look at what was done|05/06/2010|12 visits made"),
        "");
}

static void years_are_periods_and_months_are_not(void **state)
{
    struct span period;

    (void)state;
    assert_true(column_match_period(columns, matcher, span_of("01/02"), arena, &period));
    assert_true(span_equals(period, "2001/02"));
    assert_true(column_match_period(columns, matcher, span_of("1999/2000 target"), arena, &period));
    assert_true(span_equals(period, "1999/00 target"));
    assert_false(column_match_period(columns, matcher, span_of("05/09"), arena, &period));
}

static void one_line_may_hold_two_headings(void **state)
{
    size_t ends[4];

    (void)state;
    assert_int_equal(column_match_line(columns, matcher, span_of("IMPROVEMENT ISSUE"), ends, 4), 2);
    assert_int_equal(ends[0], 12);
    assert_int_equal(column_match_line(columns, matcher, span_of("LEAD OFFICER"), ends, 4), 1);
    assert_int_equal(column_match_line(columns, matcher, span_of("The lead officer met the board"), ends, 4),
                     0);
}

static void a_lines_words_and_patterns_are_asked_apart(void **state)
{
    size_t ends[4];

    (void)state;
    assert_int_equal(column_match_words(columns, matcher, span_of("IMPROVEMENT ISSUE"), ends, 4), 2);
    assert_int_equal(column_match_words(columns, matcher, span_of("2003/04 target"), ends, 4), 1);
    assert_int_equal(column_match_line(columns, matcher, span_of("2003/04 target"), ends, 4), 0);
    assert_int_equal(column_match_words(columns, matcher, span_of("Status at 3 May"), ends, 4), 0);
    assert_true(column_match_pattern(columns, matcher, span_of("Status at 3 May")));
    assert_int_equal(column_match_line(columns, matcher, span_of("Status at 3 May"), ends, 4), 1);
    assert_int_equal(ends[0], 15);
    assert_false(column_match_pattern(columns, matcher, span_of("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_are_known_in_many_words),
        cmocka_unit_test(a_column_means_what_the_others_let_it),
        cmocka_unit_test(rows_of_data_are_no_header),
        cmocka_unit_test(years_are_periods_and_months_are_not),
        cmocka_unit_test(one_line_may_hold_two_headings),
        cmocka_unit_test(a_lines_words_and_patterns_are_asked_apart),
    };

    return cmocka_run_group_tests_name("column_match", tests, set_up, tear_down);
}
