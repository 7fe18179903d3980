#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/status.h"
#include "store/plan_key.h"

static void a_key_is_what_a_command_line_takes(void **state)
{
    static const struct {
        const char *document;
        const char *key;
    } cases[] = {
        { "norton-2009.txt", "norton-2009" },
        { "Norton Plan (final) 2009.TXT", "norton-plan-final-2009" },
        { "folder/sub\\Plan.v2.docx", "plan.v2" },
        { ".hidden", "hidden" },
        { "A:B.txt", "a-b" },
        { "  --x--  .txt", "x" },
        { "Caf\xc3\xa9.txt", "caf\xc3\xa9" },
        { "no_extension", "no_extension" },
        { "???.txt", "plan" },
        { "-", "plan" },
        { "", "plan" },
    };
    struct buffer key = { 0 };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        plan_key_write(span_of(cases[i].document), 1, &key);
        assert_string_equal(buffer_string(&key), cases[i].key);
    }
    plan_key_write(span_of("Plan.txt"), 3, &key);
    assert_string_equal(buffer_string(&key), "plan-3");
    buffer_free(&key);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_key_is_what_a_command_line_takes) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
