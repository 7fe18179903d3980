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

static void fill_others(struct twin *twin, size_t from, size_t to, enum line_use use)
{
    use_map_fill_others(twin->map, from, to, use);
    for (size_t at = from; at < to; at++)
        if (twin->plain[at] != USE_VALUE)
            twin->plain[at] = (unsigned char)use;
}

static size_t plain_other(const struct twin *twin, size_t at, enum line_use use)
{
    while (at < LENGTH && (twin->plain[at] == USE_NONE || twin->plain[at] == use))
        at++;
    return at;
}

static size_t plain_use(const struct twin *twin, size_t at, enum line_use use)
{
    while (at < LENGTH && twin->plain[at] != use)
        at++;
    return at;
}

static void check(const struct twin *twin)
{
    for (size_t at = 0; at < LENGTH; at++) {
        assert_int_equal(use_map_at(twin->map, at), twin->plain[at]);
        for (enum line_use use = USE_NONE; use <= USE_UNREAD; use++) {
            assert_int_equal(use_map_find(twin->map, at, LENGTH, use), plain_use(twin, at, use));
            assert_int_equal(use_map_find_other(twin->map, at, LENGTH, use), plain_other(twin, at, use));
        }
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

        (round % 3 ? fill : fill_others)(&twin, from, from + length < LENGTH ? from + length : LENGTH,
                                         (enum line_use)((seed >> 3) % 6));
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
    use_map_fill(twin.map, 12, 13, USE_PROSE);
    assert_int_equal(use_map_find(twin.map, 12, LENGTH, USE_VALUE), LENGTH);
    arena_free(arena);
}

static void an_unread_word_is_found(void **state)
{
    static const char text[] = "one, two\tthree -- 4 [`{@] \xE2\x80\x93 \xC2\xA3 \xC3\xA9 and AZaz09";
    struct arena *arena = arena_new();
    struct use_map *map = use_map_new(arena, sizeof text - 1);

    (void)state;
    use_map_fill(map, 0, 3, USE_VALUE);
    assert_int_equal(use_map_find_unread(map, text, 0), 5);
    use_map_fill(map, 5, 8, USE_PROSE);
    assert_int_equal(use_map_find_unread(map, text, 0), 9);
    assert_int_equal(use_map_find_unread(map, text, 11), 11);
    assert_int_equal(use_map_find_unread(map, text, 14), 18);
    assert_int_equal(use_map_find_unread(map, text, 19), 33);
    use_map_fill(map, 33, 36, USE_PROSE);
    for (size_t at = 40; at < sizeof text - 1; at++)
        assert_int_equal(use_map_find_unread(map, text, at), at);
    assert_int_equal(use_map_find_unread(map, text, sizeof text - 1), sizeof text - 1);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranges_are_filled_and_found_whole),
        cmocka_unit_test(a_value_is_found_in_its_range_only),
        cmocka_unit_test(an_unread_word_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
