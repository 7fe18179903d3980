#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/errand.h"
#include "base/status.h"

struct sum {
    struct errand errand;
    int below;
    int total;
};

static void add_up(void *what)
{
    struct sum *sum = what;

    for (int i = 0; i < sum->below; i++)
        sum->total += i;
}

static void what_an_errand_did_is_there_when_it_is_finished(void **state)
{
    struct sum sums[8] = { 0 };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(sums); i++) {
        sums[i].below = 1000 * (int)i;
        errand_begin(&sums[i].errand, add_up, &sums[i]);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(sums); i++) {
        errand_finish(&sums[i].errand);
        assert_int_equal(sums[i].total, sums[i].below * (sums[i].below - 1) / 2);
    }
}

static void an_errand_without_a_thread_is_done_at_its_finish(void **state)
{
    struct sum sum = { .below = 10 };

    (void)state;
    sum.errand = (struct errand){ .run = add_up, .what = &sum };
    assert_int_equal(sum.total, 0);
    errand_finish(&sum.errand);
    assert_int_equal(sum.total, 45);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_an_errand_did_is_there_when_it_is_finished),
        cmocka_unit_test(an_errand_without_a_thread_is_done_at_its_finish),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
