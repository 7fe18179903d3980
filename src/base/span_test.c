#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/span.h"

static void words_are_runs_without_a_space(void **state)
{
    (void)state;
    assert_int_equal(span_count_words(span_of(NULL)), 0);
    assert_int_equal(span_count_words(span_of("")), 0);
    assert_int_equal(span_count_words(span_of("  ")), 0);
    assert_int_equal(span_count_words(span_of("word")), 1);
    assert_int_equal(span_count_words(span_of(" two  words ")), 2);
    assert_int_equal(span_count_words(span_of("a\tb")), 1);
}

/* Bytes are looked at 16 at a time: a word may begin at any of them, or behind the last full sixteen. */
static void words_are_counted_at_any_length(void **state)
{
    static const char text[] = "a bb  ccc d  eeeeeeeeeeeeeeeee ff g h i j k l m n o p q r s t u   vvv w xx";

    (void)state;
    for (size_t from = 0; from < sizeof text - 1; from++)
        for (size_t to = from; to < sizeof text; to++) {
            size_t count = 0;

            for (size_t i = from; i < to; i++)
                count += text[i] != ' ' && (i == from || text[i - 1] == ' ');
            assert_int_equal(span_count_words(span_over(text + from, to - from)), count);
        }
}

enum { LONGEST = 40 }; /* more than two rows of lanes */

static void a_digit_is_found_wherever_it_stands(void **state)
{
    char text[LONGEST];

    (void)state;
    for (size_t length = 1; length <= LONGEST; length++)
        for (size_t at = 0; at < length; at++) {
            memset(text, 'x', length);
            text[at] = (char)('0' + (length + at) % 10);
            assert_true(span_has_digit(span_over(text, length)));
        }
}

static void no_other_byte_is_a_digit(void **state)
{
    char text[LONGEST];

    (void)state;
    assert_false(span_has_digit((struct span){ 0 }));
    for (int byte = 0; byte < 256; byte++) {
        memset(text, byte, sizeof text);
        for (size_t length = 1; length <= LONGEST; length++)
            assert_true(span_has_digit(span_over(text, length)) == (byte >= '0' && byte <= '9'));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_runs_without_a_space),
        cmocka_unit_test(words_are_counted_at_any_length),
        cmocka_unit_test(a_digit_is_found_wherever_it_stands),
        cmocka_unit_test(no_other_byte_is_a_digit),
    };

    return cmocka_run_group_tests_name("span", tests, NULL, NULL);
}
