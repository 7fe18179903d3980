#include "plan/use_map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

enum { LENGTH = 301 };

/* A map, and beside it the same as one byte each. */
struct twin {
    struct use_map *map;
    unsigned char plain[LENGTH];
};

static void fill(struct twin *twin, size_t from, size_t to, enum line_use use)
{
    use_map_fill(twin->map, from, to, use);
    if (from < to)
        memset(twin->plain + from, (int)use, to - from);
}

static size_t plain_next(const struct twin *twin, size_t at, bool wants_free)
{
    while (at < LENGTH && (wants_free ? twin->plain[at] != USE_NONE : twin->plain[at] <= USE_VALUE))
        at++;
    return at;
}

static void check(const struct twin *twin)
{
    for (size_t at = 0; at < LENGTH; at++) {
        assert_int_equal(use_map_at(twin->map, at), twin->plain[at]);
        assert_int_equal(use_map_next_free(twin->map, at), plain_next(twin, at, true));
        assert_int_equal(use_map_next_other(twin->map, at), plain_next(twin, at, false));
    }
}

/* Ranges from a fixed sequence of numbers, of every length and at odd and even bytes. */
static void ranges_are_filled_and_found_whole(void **state)
{
    struct arena *arena = arena_new();
    struct twin twin = { .map = use_map_new(arena, LENGTH) };
    uint32_t seed = 7;

    (void)state;
    check(&twin);
    for (int round = 0; round < 300; round++) {
        seed = seed * 1664525u + 1013904223u;
        size_t from = (seed >> 8) % LENGTH;
        size_t length = (seed >> 20) % 60;

        fill(&twin, from, from + length < LENGTH ? from + length : LENGTH, (enum line_use)((seed >> 3) % 6));
        check(&twin);
    }
    arena_free(arena);
}

static void a_value_is_found_in_its_range_only(void **state)
{
    struct arena *arena = arena_new();
    struct twin twin = { .map = use_map_new(arena, LENGTH) };

    (void)state;
    fill(&twin, 10, 13, USE_VALUE);
    assert_int_equal(use_map_find(twin.map, 0, 10, USE_VALUE), 10);
    assert_int_equal(use_map_find(twin.map, 0, LENGTH, USE_VALUE), 10);
    assert_int_equal(use_map_find(twin.map, 13, LENGTH, USE_VALUE), LENGTH);
    use_map_set(twin.map, 12, USE_PROSE);
    assert_int_equal(use_map_find(twin.map, 12, LENGTH, USE_VALUE), LENGTH);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_are_filled_and_found_whole),
        cmocka_unit_test(a_value_is_found_in_its_range_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
