#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/embedded_file.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"

/* One file "test" loaded as the whole grammar; what was reported stays in seen. */
static enum status load(const char *yaml, struct diag_list *seen, struct grammar **out)
{
    const struct embedded_file files[] = { { "test", yaml, strlen(yaml) }, { 0 } };

    *out = NULL;
    return grammar_load_from(files, NULL, diag_collect(seen), out);
}

static struct grammar *load_good(const char *yaml)
{
    struct diag_list seen;
    struct grammar *grammar;
    enum status status = load(yaml, &seen, &grammar);

    if (seen.count)
        fail_msg("%zu: %s", seen.items[0].line, seen.items[0].what);
    assert_int_equal(status, STATUS_OK);
    diag_list_free(&seen);
    return grammar;
}

static const char dates[] = "define:\n"
                            "  month: (?<month>jan(?:uary)?|feb(?:ruary)?)\n"
                            "  year: |\n"
                            "    (?<year>(?:19|20)\\d\\d)  # four figures\n"
                            "forms:\n"
                            "- name: month-year\n"
                            "  pattern: |\n"
                            "    \\b {{month}} \\s+ {{year}} \\b\n"
                            "- name: year-only\n"
                            "  pattern: \\b{{year}}\\b # ours\n"
                            "- name: code\n"
                            "  case: true\n"
                            "  pattern: \\bFY(?<end>\\d\\d)\\b\n";

static void a_match_knows_its_entry_and_groups(void **state)
{
    struct grammar *grammar = load_good(dates);
    const struct pattern_set *set = grammar_pattern_set(grammar, "test.forms");
    struct matcher *matcher = matcher_new();
    struct span text = span_of("in 2009, by JANUARY 2010 or FY11, not fy12");
    int month = pattern_set_group(set, "month");
    int year = pattern_set_group(set, "year");
    struct match match;

    (void)state;
    assert_int_equal(pattern_set_count(set), 3);
    assert_true(pattern_find(set, matcher, text, 0, &match));
    assert_int_equal(match.entry, 1);
    assert_string_equal(grammar_rule_name(grammar, match.rule), "test.year-only");
    assert_true(span_equals(match_group(&match, text, year), "2009"));
    assert_null(match_group(&match, text, month).text);
    assert_true(pattern_find(set, matcher, text, match.to, &match));
    assert_int_equal(match.entry, 0);
    assert_true(span_equals(match_group(&match, text, month), "JANUARY"));
    assert_true(span_equals(match_group(&match, text, year), "2010"));
    assert_true(pattern_find(set, matcher, text, match.to, &match));
    assert_int_equal(match.entry, 2);
    assert_true(span_equals(match_group(&match, text, pattern_set_group(set, "end")), "11"));
    assert_false(pattern_find(set, matcher, text, match.to, &match));
    assert_int_equal(pattern_set_group(set, "day"), -1);
    assert_null(match_group(&match, text, -1).text);
    matcher_free(matcher);
    grammar_free(grammar);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_match_knows_its_entry_and_groups),
    };

    return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
