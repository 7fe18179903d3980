#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"

static void assert_buffer(struct buffer *buffer, const char *expected)
{
    assert_string_equal(buffer_string(buffer), expected);
    buffer_free(buffer);
}

static void an_integer_is_written_as_by_printf(void **state)
{
    static const int64_t values[] = { 0, 7, 10, -1, 99999, INT64_MAX, INT64_MIN };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(values); i++) {
        struct buffer buffer = { 0 };
        char expected[32];

        snprintf(expected, sizeof expected, "%lld", (long long)values[i]);
        buffer_add_integer(&buffer, values[i]);
        assert_buffer(&buffer, expected);
    }
}

static void a_number_is_written_as_by_printf(void **state)
{
    static const double values[] = { 0,    -0.0,   1,    12,      999999,    999999.5,
                                     1e6,  1.5e15, -3,   0.1,     1.0000001, 123456.78,
                                     1e-9, 1e300,  25.0, 2.0 / 3, -17.5,     5e-324 };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(values); i++) {
        struct buffer buffer = { 0 };
        char expected[32];

        snprintf(expected, sizeof expected, "%.6g", values[i]);
        buffer_add_number(&buffer, values[i]);
        assert_buffer(&buffer, expected);
    }
}

static void a_text_of_any_length_can_be_formatted(void **state)
{
    (void)state;
    for (int length = 0; length < 200; length++) {
        struct buffer buffer = { 0 };
        char expected[256];

        snprintf(expected, sizeof expected, "<%*s>", length, "x");
        buffer_add_format(&buffer, "<%*s>", length, "x");
        assert_int_equal(buffer.length, strlen(expected));
        assert_buffer(&buffer, expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_integer_is_written_as_by_printf),
        cmocka_unit_test(a_number_is_written_as_by_printf),
        cmocka_unit_test(a_text_of_any_length_can_be_formatted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
