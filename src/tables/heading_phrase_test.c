#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "base/status.h"
#include "grammar/grammar.h"
#include "grammar/vocabulary.h"
#include "tables/heading_phrase.h"

static struct grammar *grammar;
static struct heading_phrases phrases;

static int set_up(void **state)
{
    (void)state;
    if (grammar_load(NULL, NULL, &grammar) != STATUS_OK)
        return -1;
    phrases = heading_phrases_of(grammar);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    grammar_free(grammar);
    return 0;
}

static const char *meaning_of(const char *words)
{
    int meaning = heading_phrase_find(&phrases, NULL, span_of(words));

    return meaning < 0 ? "" : vocabulary_name(phrases.headers, (size_t)meaning);
}

static void affixes_change_no_meaning(void **state)
{
    static const char *const cases[][2] = {
        { "Planned activity", "action" },
        { "Lead Officer(s)", "owner" },
        { "Priority (H/M/L)", "priority" },
        { "The main actions required", "action" },
        { "Officer responsible (post)", "owner" },
        { "Anticipated outcome", "measure" },
        { "Task owner", "owner" },
        { "Council response", "response" },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
        assert_string_equal(meaning_of(cases[i][0]), cases[i][1]);
}

static void joined_phrases_mean_what_the_first_does(void **state)
{
    (void)state;
    assert_string_equal(meaning_of("Action / Task"), "action");
    assert_string_equal(meaning_of("Lead officer and partners"), "owner");
    assert_string_equal(meaning_of("Progress & comments"), "progress");
    assert_string_equal(meaning_of("Timescale, deadline or target date"), "due");
}

static void other_words_are_no_heading(void **state)
{
    (void)state;
    assert_string_equal(meaning_of("Policy and Research Officer"), "");
    assert_string_equal(meaning_of("Action and fish"), "");
    assert_string_equal(meaning_of("The"), "");
    assert_string_equal(meaning_of("(post)"), "");
    assert_string_equal(meaning_of(""), "");
    assert_string_equal(meaning_of("/"), "");
}

/* A line of several headings is no phrase, but begins with one. */
static void a_look_tells_what_may_be_several_headings(void **state)
{
    (void)state;
    assert_int_equal(heading_phrase_look(&phrases, NULL, span_of("IMPROVEMENT ISSUE")).number, 0);
    assert_true(heading_phrase_look(&phrases, NULL, span_of(" IMPROVEMENT ISSUE")).begins);
    assert_false(heading_phrase_look(&phrases, NULL, span_of("The park")).begins);
    assert_false(heading_phrase_look(&phrases, NULL, span_of("Xylophones")).begins);
}

static void assert_known(const char *before, const char *phrase, const char *behind)
{
    char words[300];

    snprintf(words, sizeof words, "%s%s%s", before, phrase, behind);
    if (heading_phrase_find(&phrases, NULL, span_of(words)) < 0)
        fail_msg("'%s' is turned away", words);
}

/* First and last letters turn most words away: never a heading, whatever stands around it. */
static void no_phrase_is_turned_away(void **state)
{
    const struct node *headers = node_get(grammar_file(grammar, "columns"), "headers");
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < node_count(headers); i++)
        for (size_t k = 0; k < node_count(node_item(headers, i)); k++, count++) {
            const char *phrase = node_text(node_item(node_item(headers, i), k));

            assert_known("", phrase, "");
            assert_known("\xe2\x80\xa2 ", phrase, " *:");
            assert_known("(the) ", phrase, " (if known)");
            assert_known("Planned ", phrase, "\xe2\x80\xa6");
        }
    assert_true(count > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(affixes_change_no_meaning),
        cmocka_unit_test(joined_phrases_mean_what_the_first_does),
        cmocka_unit_test(other_words_are_no_heading),
        cmocka_unit_test(no_phrase_is_turned_away),
        cmocka_unit_test(a_look_tells_what_may_be_several_headings),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
