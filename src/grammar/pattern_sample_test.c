#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/status.h"
#include "grammar/pattern_sample.h"

/* The first few samples, a bar between. */
static void write_samples(const char *pattern, struct buffer *all)
{
    struct buffer sample = { 0 };
    bool last = false;

    for (size_t number = 0; number < 8 && !last; number++) {
        if (!pattern_sample_write(span_of(pattern), false, number, &sample, &last))
            continue;
        buffer_add_string(all, all->length ? "|" : "");
        buffer_add(all, sample.bytes, sample.length);
    }
    buffer_free(&sample);
}

static void samples_take_each_choice(void **state)
{
    static const struct {
        const char *pattern;
        const char *samples;
    } cases[] = {
        { "by \\s when", "by when" },
        { "jan|feb|mar", "jan|feb|mar" },
        { "jan(?:uary)? \\s \\d{4}", "jan 1111|january 1111" },
        { "(?<day>\\d{1,2})/(?<month>\\d\\d)", "1/11" },
        { "^\\b a+ (?= x ) (?<! y | z ) b $", "ab" },
        { "[^a-z] [.:] \\. \\Q(x)\\E", "1..(x)" },
        { "a # to the end of the line ( [\nb", "ab" },
        { "(?-i:A) (?:x|y)", "Ax|Ay" },
        { "(a|b){2}", "aa|bb" },
        { "(?&name)", "" },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        struct buffer all = { 0 };

        write_samples(cases[i].pattern, &all);
        assert_string_equal(buffer_string(&all), cases[i].samples);
        buffer_free(&all);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(samples_take_each_choice) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
