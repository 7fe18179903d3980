#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "grammar/pattern_end.h"

static bool may_end_in(const char *pattern, char byte)
{
    struct byte_set set = pattern_end_bytes(span_of(pattern));

    return byte_set_has(&set, (unsigned char)byte);
}

static void the_last_words_tell_the_end(void **state)
{
    static const char pattern[] = "^.{0,20}\\b(?:officer|lead | timescales?)$  # a comment $";

    (void)state;
    assert_true(may_end_in(pattern, 'r'));
    assert_true(may_end_in(pattern, 'R'));
    assert_true(may_end_in(pattern, 'd'));
    assert_true(may_end_in(pattern, 'e'));
    assert_true(may_end_in(pattern, 's'));
    assert_false(may_end_in(pattern, 'o'));
    assert_false(may_end_in(pattern, '$'));
}

/* Long s and the Kelvin sign: C5 BF and E2 84 AA. */
static void what_pcre_takes_for_a_letter_counts(void **state)
{
    (void)state;
    assert_true(may_end_in("(?:plans|park)$", '\xBF'));
    assert_true(may_end_in("(?:plans|park)$", '\xAA'));
    assert_false(may_end_in("(?:plan|part)$", '\xBF'));
}

static void what_is_not_understood_can_end_in_anything(void **state)
{
    static const char *const patterns[] = {
        "(?:a|b)",    "(?:a|b)?$",    "a|(?:a|b)$",     "(?:a|\\d)$",
        "(?:a|)$",    "(?:a|b+)$",    "(a|b)$",         "(?=a|b)$",
        "(?:a|b)\\$", "(?m)(?:a|b)$", "(?i:x)(?:a|b)$", "x(*ACCEPT)(?:a|b)$",
        "(?:a|b)$$",  "\\Q(?:a|b)$",  "[(?:a|b)$]",     "$",
    };

    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        if (!may_end_in(patterns[i], 'z'))
            fail_msg("%s", patterns[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_words_tell_the_end),
        cmocka_unit_test(what_pcre_takes_for_a_letter_counts),
        cmocka_unit_test(what_is_not_understood_can_end_in_anything),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
