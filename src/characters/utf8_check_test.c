#include "characters/utf8_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SPAN(literal) ((struct span){ (literal), sizeof(literal) - 1, 0 })

static void every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
        char bytes[4];
        struct span span = span_at(bytes, utf8_write(bytes, code_point), 0);
        bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;

        assert_int_equal(utf8_sequence_length(span, 0), surrogate ? 0 : span.length);
        assert_int_equal(utf8_code_point(bytes, span.length), code_point);
        for (size_t cut = 1; !surrogate && cut < span.length; cut++) {
            assert_int_equal(utf8_sequence_length(span_part(span, 0, cut), 0), 0);
            assert_true(utf8_is_cut_off(span_part(span, 0, cut), 0));
        }
    }
}

static void ill_formed_sequences_have_no_length(void **state)
{
    static const char *const ill[] = { "\x80",
                                       "\xBF",
                                       "\xC0\x80",
                                       "\xC1\xBF",
                                       "\xE0\x9F\xBF",
                                       "\xED\xA0\x80",
                                       "\xF0\x8F\xBF\xBF",
                                       "\xF4\x90\x80\x80",
                                       "\xF5\x80\x80\x80",
                                       "\xFF",
                                       "\xC2 ",
                                       "\xE2\x82 ",
                                       "\xF0\x9F\x98 " };

    (void)state;
    for (size_t i = 0; i < sizeof ill / sizeof ill[0]; i++) {
        assert_int_equal(utf8_sequence_length(span_of(ill[i]), 0), 0);
        assert_false(utf8_is_cut_off(span_of(ill[i]), 0));
    }
}

static void ascii_is_skipped_up_to_the_byte(void **state)
{
    char bytes[100];

    (void)state;
    for (size_t high = 0; high < sizeof bytes; high++) {
        memset(bytes, 'a', sizeof bytes);
        bytes[high] = (char)0x80;
        for (size_t from = 0; from < sizeof bytes; from++)
            assert_int_equal(utf8_skip_ascii((struct span){ bytes, sizeof bytes, 0 }, from),
                             from <= high ? high : sizeof bytes);
    }
}

static void a_survey_counts_each_kind(void **state)
{
    struct utf8_survey survey = utf8_survey_bytes(SPAN("caf\xC3\xA9 \x92 \xE2\x80\x93 \xFF\xFE x\xE2\x80"));

    (void)state;
    assert_int_equal(survey.sequences, 2);
    assert_int_equal(survey.invalid, 3);
    assert_int_equal(survey.cut_off, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(ill_formed_sequences_have_no_length),
        cmocka_unit_test(ascii_is_skipped_up_to_the_byte),
        cmocka_unit_test(a_survey_counts_each_kind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
