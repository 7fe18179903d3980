#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/byte_lanes.h"

static void each_lane_has_its_bit(void **state)
{
    (void)state;
    for (unsigned lane = 0; lane < BYTE_LANES; lane++) {
        char bytes[BYTE_LANES];

        memset(bytes, 0x7F, sizeof bytes);
        bytes[lane] = (char)0x80;
        assert_int_equal(byte_lanes_highest(byte_lanes_at(bytes)), 1u << lane);
        memset(bytes, 0xFF, sizeof bytes);
        bytes[lane] = 0;
        assert_int_equal(byte_lanes_highest(byte_lanes_at(bytes)), 0xFFFFu ^ 1u << lane);
    }
}

static void any_lane_sets_a_bit(void **state)
{
    (void)state;
    for (unsigned lane = 0; lane < BYTE_LANES; lane++) {
        char bytes[BYTE_LANES] = { 0 };

        assert_int_equal(byte_lanes_any(byte_lanes_at(bytes)), 0);
        bytes[lane] = 0x24;
        bytes[BYTE_LANES - 1 - lane] |= 0x41;
        assert_int_equal(byte_lanes_any(byte_lanes_at(bytes)), 0x65);
    }
}

static void the_first_lane_goes(void **state)
{
    const char bytes[] = "abcdefghijklmnop";
    char behind[BYTE_LANES];
    const byte_lanes lanes = byte_lanes_behind_first(byte_lanes_at(bytes));

    (void)state;
    memcpy(behind, &lanes, sizeof behind);
    assert_string_equal(behind, "bcdefghijklmnop");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_lane_has_its_bit),
        cmocka_unit_test(any_lane_sets_a_bit),
        cmocka_unit_test(the_first_lane_goes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
