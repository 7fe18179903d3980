#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "grammar/test_load.h"

static const struct fault faults[] = {
    { "", 1, 1, DIAG_GRAMMAR_SYNTAX, "the file is empty" },
    { "# only a comment\n", 2, 1, DIAG_GRAMMAR_SYNTAX, "the file is empty" },
    { "- a\n- b\n", 1, 1, DIAG_GRAMMAR_SYNTAX, "top level must be a mapping" },
    { "just words\n", 1, 1, DIAG_GRAMMAR_SYNTAX, "top level must be a mapping" },
    { "a: 1\nb: 2\na: 3\n", 3, 1, DIAG_GRAMMAR_SYNTAX, "'a' stands in this mapping already, in line 1" },
    { "top:\n  x: {k: 1, k: 2}\n", 2, 13, DIAG_GRAMMAR_SYNTAX,
      "'k' stands in this mapping already, in line 2" },
    { "a: &x [1]\nb: *x\n", 2, 4, DIAG_GRAMMAR_SYNTAX, "an alias" },
    { "a: b: c\n", 1, 5, DIAG_GRAMMAR_SYNTAX, "mapping values are not allowed" },
    { "a:\n\t- b\n", 2, 1, DIAG_GRAMMAR_SYNTAX, "cannot start any token" },
    { "a: [1, 2\n", 2, 1, DIAG_GRAMMAR_SYNTAX, "did not find expected" },
    { "a: \"open\n", 2, 1, DIAG_GRAMMAR_SYNTAX, "unexpected end of stream" },
    { "a: 1\n---\nb: 2\n", 2, 1, DIAG_GRAMMAR_SYNTAX, "a second document" },
    { "[a, b]: c\n", 1, 1, DIAG_GRAMMAR_SYNTAX, "a key must be a plain text" },
    { "a: \"nul \\0 inside\"\n", 1, 4, DIAG_GRAMMAR_SYNTAX, "a NUL character" },
    { "a: ok\nb: caf\xe9 x\n", 2, 7, DIAG_GRAMMAR_SYNTAX, "not plain UTF-8 text" },
    { "a: ok\nb: \x01\n", 2, 4, DIAG_GRAMMAR_SYNTAX, "control characters are not allowed" },
    { "a: [[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]\n", 1, 19, DIAG_GRAMMAR_SYNTAX, "nest deeper than 16" },
    { "define: [a]\n", 1, 9, DIAG_GRAMMAR_CONTENT, "`define` must be a mapping" },
    { "define:\n  a: [b]\n", 2, 6, DIAG_GRAMMAR_CONTENT, "a piece of pattern must be a text" },
    { "list:\n- name: a\n- name: b\nother:\n- {x: 1, name: a}\n", 5, 3, DIAG_GRAMMAR_CONTENT,
      "the name 'a' is taken already, in grammars/test.yaml:2" },
};

static void what_is_wrong_is_said_once_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(faults); i++)
        assert_fault(&faults[i]);
}

static void a_file_in_utf_16_is_refused(void **state)
{
    static const char yaml[] = "\xff\xfe"
                               "a\0:\0 \0b\0\n";
    struct diag_list seen;
    struct grammar *grammar;

    (void)state;
    assert_int_equal(test_load(yaml, sizeof yaml, &seen, &grammar), STATUS_GRAMMAR);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.items[0].line, 1);
    assert_non_null(strstr(seen.items[0].what, "not plain UTF-8"));
    diag_list_free(&seen);
}

static void a_byte_order_mark_and_crlf_do_no_harm(void **state)
{
    struct grammar *grammar = test_load_good("\xef\xbb\xbf"
                                             "a: x\r\nb:\r\n  - y\r\n");

    (void)state;
    assert_string_equal(node_get_text(grammar_file(grammar, "test"), "a", ""), "x");
    assert_string_equal(node_text(node_item(node_get(grammar_file(grammar, "test"), "b"), 0)), "y");
    grammar_free(grammar);
}

/* One megabyte of something hostile must be refused, and soon: the test's own time limit is the runner's. */
static void assert_refused(const char *unit, size_t times, const char *words)
{
    struct buffer yaml = { 0 };
    struct diag_list seen;
    struct grammar *grammar;

    for (size_t i = 0; i < times; i++)
        buffer_add_string(&yaml, unit);
    assert_int_equal(test_load(buffer_string(&yaml), yaml.length, &seen, &grammar), STATUS_GRAMMAR);
    assert_int_equal(seen.count, 1);
    if (!strstr(seen.items[0].what, words))
        fail_msg("%zu times \"%s\": %s", times, unit, seen.items[0].what);
    diag_list_free(&seen);
    buffer_free(&yaml);
}

static void hostile_files_are_refused(void **state)
{
    (void)state;
    assert_refused("[", 1000000, "deeper than 16");
    assert_refused("{a: ", 250000, "deeper than 16");
    assert_refused("a: b\n", 300000, "larger than 1 MiB");
    assert_refused("? ", 500000, "");
    assert_refused("- ", 500000, "");
    assert_refused("\xff", 1000, "not plain UTF-8");
}

static void a_list_and_a_mapping_have_limits(void **state)
{
    struct buffer yaml = { 0 };
    struct diag_list seen;
    struct grammar *grammar;

    (void)state;
    for (int i = 0; i <= 4096; i++)
        buffer_add_format(&yaml, "k%d: x\n", i);
    assert_int_equal(test_load(buffer_string(&yaml), yaml.length, &seen, &grammar), STATUS_GRAMMAR);
    assert_int_equal(seen.items[0].line, 4097);
    assert_non_null(strstr(seen.items[0].what, "more than 4096"));
    diag_list_free(&seen);
    yaml.length = 0;
    buffer_add_string(&yaml, "words:\n");
    for (int i = 0; i <= 65536; i++)
        buffer_add_string(&yaml, "- x\n");
    assert_int_equal(test_load(buffer_string(&yaml), yaml.length, &seen, &grammar), STATUS_GRAMMAR);
    assert_int_equal(seen.items[0].line, 65538);
    diag_list_free(&seen);
    buffer_free(&yaml);
}

static void nodes_are_read_in_order(void **state)
{
    struct grammar *grammar = test_load_good("words: [one, two]\n"
                                             "map: {b: 1.5, a: -2, c: x, d: 0x10, e: }\n");
    const struct node *top = grammar_file(grammar, "test");
    const struct node *map = node_get(top, "map");
    struct diag_list seen;
    struct diag_sink *sink = diag_collect(&seen);

    (void)state;
    assert_null(grammar_file(grammar, "other"));
    assert_int_equal(node_kind(top), NODE_MAP);
    assert_int_equal(node_count(top), 2);
    assert_string_equal(node_key(top, 1), "map");
    assert_string_equal(node_key(top, 2), "");
    assert_int_equal(node_kind(node_item(top, 0)), NODE_LIST);
    assert_string_equal(node_text(node_item(node_item(top, 0), 1)), "two");
    assert_null(node_item(top, 2));
    assert_true(node_get_number(map, "b", 0, sink) == 1.5);
    assert_true(node_get_number(map, "a", 0, sink) == -2);
    assert_true(node_get_number(map, "z", 7, sink) == 7);
    assert_int_equal(seen.count, 0);
    assert_true(node_get_number(map, "c", 7, sink) == 7);
    assert_true(node_get_number(map, "d", 7, sink) == 7);
    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.items[0].line, 2);
    assert_int_equal(seen.items[0].column, 25);
    assert_string_equal(seen.items[0].what, "c must be a number");
    assert_string_equal(node_get_text(map, "e", "fallback"), "");
    assert_string_equal(node_get_text(map, "z", "fallback"), "fallback");
    assert_string_equal(node_get_text(top, "words", "fallback"), "fallback");
    assert_string_equal(node_text(NULL), "");
    assert_int_equal(node_count(NULL), 0);
    assert_null(node_get(NULL, "a"));
    diag_list_free(&seen);
    grammar_free(grammar);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_wrong_is_said_once_with_its_place),
        cmocka_unit_test(a_file_in_utf_16_is_refused),
        cmocka_unit_test(a_byte_order_mark_and_crlf_do_no_harm),
        cmocka_unit_test(hostile_files_are_refused),
        cmocka_unit_test(a_list_and_a_mapping_have_limits),
        cmocka_unit_test(nodes_are_read_in_order),
    };

    return cmocka_run_group_tests_name("node", tests, NULL, NULL);
}
