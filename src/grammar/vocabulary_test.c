#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/status.h"
#include "grammar/phrase_edge.h"
#include "grammar/test_load.h"
#include "grammar/vocabulary.h"

static const char fields[] = "fields:\n"
                             "  owner: [who, Lead Officer, \"who's responsible\"]\n"
                             "  due: [by when, Target date, TARGET-DATE]\n"
                             "  no-entry: []\n"
                             "  cafe: caf\xc3\xa9\n";

static void a_phrase_is_its_words(void **state)
{
    struct grammar *grammar = test_load_good(fields);
    const struct vocabulary *words = grammar_vocabulary(grammar, "test.fields");

    (void)state;
    assert_int_equal(vocabulary_find(words, span_of("WHO")), 0);
    assert_int_equal(vocabulary_find(words, span_of("  lead\n officer: ")), 0);
    assert_int_equal(vocabulary_find(words, span_of("Who\xe2\x80\x99s responsible?")), 0);
    assert_int_equal(vocabulary_find(words, span_of("Target\xc2\xa0"
                                                    "date")),
                     1);
    assert_int_equal(vocabulary_find(words, span_of("\xe2\x80\xa2 target\xe2\x80\x93"
                                                    "date *")),
                     1);
    assert_int_equal(vocabulary_find(words, span_of("Caf\xc3\xa9")), 3);
    assert_int_equal(vocabulary_find(words, span_of("Caf")), -1);
    assert_int_equal(vocabulary_find(words, span_of("target")), -1);
    assert_int_equal(vocabulary_find(words, span_of("targetdate")), -1);
    assert_int_equal(vocabulary_find(words, span_of("target date by when")), -1);
    assert_int_equal(vocabulary_find(words, span_of("")), -1);
    assert_int_equal(vocabulary_find(words, span_of("--")), -1);
    assert_int_equal(vocabulary_find(words, span_of(NULL)), -1);
    grammar_free(grammar);
}

static void a_prefix_is_the_longest_run_of_words(void **state)
{
    struct grammar *grammar =
        test_load_good("w: {a: [lead], b: [lead officer], c: [lead officer for housing]}\n");
    const struct vocabulary *words = grammar_vocabulary(grammar, "test.w");
    size_t length = 99;

    (void)state;
    assert_int_equal(vocabulary_find_prefix(words, span_of("Lead officer, for the Council"), &length), 1);
    assert_int_equal(length, 12);
    assert_int_equal(vocabulary_find_prefix(words, span_of(" Lead Officer for Housing"), &length), 2);
    assert_int_equal(length, 25);
    assert_int_equal(vocabulary_find_prefix(words, span_of("lead"), &length), 0);
    assert_int_equal(length, 4);
    length = 99;
    assert_int_equal(vocabulary_find_prefix(words, span_of("leader"), &length), -1);
    assert_int_equal(vocabulary_find_prefix(words, span_of("the lead"), &length), -1);
    assert_true(vocabulary_has_beginning(words, span_of("- LEAD with more behind it")));
    assert_false(vocabulary_has_beginning(words, span_of("leader")));
    assert_false(vocabulary_has_beginning(words, span_of("the lead")));
    assert_false(vocabulary_has_beginning(words, span_of(" ")));
    assert_int_equal(vocabulary_find_prefix(words, span_of(NULL), &length), -1);
    assert_int_equal(length, 99);
    grammar_free(grammar);
}

static void first_letters_tell_that_no_phrase_begins_so(void **state)
{
    struct grammar *grammar = test_load_good("w: {a: [lead], b: [to do]}\nv: {c: [\"4 ts\"], d: [x]}\n");
    const uint32_t *one = vocabulary_edges(grammar_vocabulary(grammar, "test.w"));
    const uint32_t *other = vocabulary_edges(grammar_vocabulary(grammar, "test.v"));
    static const char *const may[] = { "leading",        "- Lea", "To the board",     "4. TS",
                                       "\xe2\x80\xa2 x", "x",     "\xc3\xa9t\xc3\xa9" };
    static const char *const none[] = { "", " ", "--", "led", "le", "q", "tod", "44", "xs", "the lead" };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(may); i++)
        assert_true(phrase_may_begin(one, other, span_of(may[i])));
    for (size_t i = 0; i < ARRAY_LENGTH(none); i++)
        assert_false(phrase_may_begin(one, other, span_of(none[i])));
    assert_false(phrase_may_begin(one, one, span_of("x")));
    grammar_free(grammar);
}

static void last_letters_tell_that_no_phrase_ends_so(void **state)
{
    struct grammar *grammar = test_load_good("w: {a: [lead officer], b: [s]}\nv: {c: [\"1 5\"], d: [due]}\n");
    const uint32_t *one = vocabulary_edges(grammar_vocabulary(grammar, "test.w"));
    const uint32_t *other = vocabulary_edges(grammar_vocabulary(grammar, "test.v"));
    static const char *const may[] = { "An officer",   "LEAD OFFICER: ", "pricer",      "Task(s)",
                                       "Impact (1-5)", "when is due",    "caf\xc3\xa9", "due\xe2\x80\xa6" };
    static const char *const none[] = {
        "", " ", "--", "lead", "officers", "cer", "subdue", "25", "as", "ue"
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(may); i++)
        assert_true(phrase_may_end(one, other, span_of(may[i])));
    for (size_t i = 0; i < ARRAY_LENGTH(none); i++)
        assert_false(phrase_may_end(one, other, span_of(none[i])));
    assert_false(phrase_may_end(one, one, span_of("due")));
    grammar_free(grammar);
}

static void entries_have_names_and_rules(void **state)
{
    struct grammar *grammar = test_load_good(fields);
    const struct vocabulary *words = grammar_vocabulary(grammar, "test.fields");

    (void)state;
    assert_int_equal(vocabulary_count(words), 4);
    assert_string_equal(vocabulary_name(words, 1), "due");
    assert_string_equal(vocabulary_name(words, 4), "");
    assert_int_equal(vocabulary_entry(words, "due"), 1);
    assert_int_equal(vocabulary_entry(words, "when"), -1);
    assert_string_equal(grammar_rule_name(grammar, vocabulary_rule(words, 1)), "test.due");
    assert_int_equal(vocabulary_rule(words, 4), 0);
    grammar_free(grammar);
}

static void a_long_text_is_no_phrase(void **state)
{
    struct grammar *grammar = test_load_good(fields);
    struct buffer text = { 0 };

    (void)state;
    buffer_add_string(&text, "who");
    for (int i = 0; i < 100000; i++)
        buffer_add_string(&text, " x");
    assert_int_equal(
        vocabulary_find(grammar_vocabulary(grammar, "test.fields"), span_of(buffer_string(&text))), -1);
    text.length = 3;
    for (int i = 0; i < 100000; i++)
        buffer_add_string(&text, " .");
    assert_int_equal(
        vocabulary_find(grammar_vocabulary(grammar, "test.fields"), span_of(buffer_string(&text))), 0);
    buffer_free(&text);
    grammar_free(grammar);
}

static void only_maps_of_phrases_are_vocabularies(void **state)
{
    struct grammar *grammar = test_load_good("phrases: {a: x, b: [y]}\n"
                                             "settings: {a: 1, b: 1, c: 0.5}\n"
                                             "marks: {a: \"-\", b: x, c: x}\n"
                                             "nested: {a: {b: c}}\n"
                                             "list: [x, y]\n"
                                             "define: {p: x, q: x}\n");

    (void)state;
    assert_non_null(grammar_vocabulary(grammar, "test.phrases"));
    assert_null(grammar_vocabulary(grammar, "test.settings"));
    assert_null(grammar_vocabulary(grammar, "test.marks"));
    assert_null(grammar_vocabulary(grammar, "test.nested"));
    assert_null(grammar_vocabulary(grammar, "test.list"));
    assert_null(grammar_vocabulary(grammar, "test.define"));
    assert_null(grammar_vocabulary(grammar, "phrases"));
    grammar_free(grammar);
}

static const struct fault faults[] = {
    { "w:\n  a: [x, By When]\n  b: [y,\n      by-when]\n", 4, 7, DIAG_GRAMMAR_CONTENT,
      "'by-when' stands under 'a' already, in grammars/test.yaml:2; it can't mean 'b' too" },
    { "w:\n  a: [x, \"/\"]\n", 2, 10, DIAG_GRAMMAR_CONTENT, "the phrase '/' has no letter or digit" },
    { "w: {a: ["
      "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
      "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789x]"
      "}\n",
      1, 9, DIAG_GRAMMAR_CONTENT, "more than 200 bytes" },
};

static void a_wrong_phrase_is_said_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(faults); i++)
        assert_fault(&faults[i]);
}

static void the_same_phrase_twice_in_one_entry_is_fine(void **state)
{
    struct grammar *grammar = test_load_good("w: {a: [x, X, \"x.\"]}\n");

    (void)state;
    assert_int_equal(vocabulary_find(grammar_vocabulary(grammar, "test.w"), span_of("x")), 0);
    grammar_free(grammar);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phrase_is_its_words),
        cmocka_unit_test(a_prefix_is_the_longest_run_of_words),
        cmocka_unit_test(first_letters_tell_that_no_phrase_begins_so),
        cmocka_unit_test(last_letters_tell_that_no_phrase_ends_so),
        cmocka_unit_test(entries_have_names_and_rules),
        cmocka_unit_test(a_long_text_is_no_phrase),
        cmocka_unit_test(only_maps_of_phrases_are_vocabularies),
        cmocka_unit_test(a_wrong_phrase_is_said_with_its_place),
        cmocka_unit_test(the_same_phrase_twice_in_one_entry_is_fine),
    };

    return cmocka_run_group_tests_name("vocabulary", tests, NULL, NULL);
}
