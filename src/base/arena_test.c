#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Under AddressSanitizer and valgrind these also show that nothing is freed twice, late, or too early. */

static void what_stands_behind_an_item_stays(void **state)
{
    enum { PIECES = 2000, PIECE_BYTES = 4000 };
    struct arena *arena = arena_new();
    char *pieces[PIECES];

    (void)state;
    for (int i = 0; i < PIECES; i++) {
        pieces[i] = arena_take(arena, PIECE_BYTES);
        memset(pieces[i], i % 128, PIECE_BYTES);
    }
    for (int first = 0; first < PIECES; first += 250) {
        arena_free_before(arena, pieces[first]);
        for (int i = first; i < PIECES; i++) {
            assert_int_equal(pieces[i][0], i % 128);
            assert_int_equal(pieces[i][PIECE_BYTES - 1], i % 128);
        }
    }
    memset(arena_take(arena, PIECE_BYTES), 1, PIECE_BYTES);
    arena_free(arena);
}

static void an_item_of_another_arena_frees_nothing(void **state)
{
    struct arena *arena = arena_new();
    char elsewhere[8] = "";
    char *kept = arena_take(arena, 8);

    (void)state;
    arena_free_before(arena, elsewhere);
    memset(kept, 1, 8);
    arena_free(arena);
}

static void an_inner_arena_goes_with_its_parent_or_before(void **state)
{
    struct arena *arena = arena_new();
    struct arena *first = arena_new_within(arena);
    struct arena *second = arena_new_within(arena);
    struct arena *deeper = arena_new_within(second);

    (void)state;
    memset(arena_take(first, 100), 1, 100);
    memset(arena_take(deeper, 100), 1, 100);
    arena_free(first);
    arena_reset(arena); /* the second goes, and what is in it */
    memset(arena_take(arena_new_within(arena), 100), 1, 100);
    arena_free(arena);
}

static void room_is_aligned_and_is_nobody_elses(void **state)
{
    struct arena *arena = arena_new();
    char *text = arena_take_text(arena, 3);
    uint64_t *room = ARENA_ROOM(arena, 100, uint64_t);
    char *behind = arena_take_text(arena, 3);

    (void)state;
    memset(text, 1, 3);
    memset(behind, 2, 3);
    memset(room, 3, 100 * sizeof *room);
    assert_int_equal((uintptr_t)room % sizeof *room, 0);
    assert_memory_equal(text, "\1\1\1", 3);
    assert_memory_equal(behind, "\2\2\2", 3);
    arena_free(arena);
}

static void a_huge_array_keeps_its_items_and_its_new_room_is_zero(void **state)
{
    enum { ITEMS = 2000000 };
    struct arena *arena = arena_new();
    uint32_t *items = NULL;
    size_t capacity = 0;

    (void)state;
    for (uint32_t i = 0; i < ITEMS; i++) {
        items = arena_grow(arena, items, i, &capacity, sizeof *items);
        assert_int_equal(items[i], 0);
        items[i] = i + 1;
    }
    for (uint32_t i = 0; i < ITEMS; i += 997)
        assert_int_equal(items[i], i + 1);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_stands_behind_an_item_stays),
        cmocka_unit_test(an_item_of_another_arena_frees_nothing),
        cmocka_unit_test(an_inner_arena_goes_with_its_parent_or_before),
        cmocka_unit_test(room_is_aligned_and_is_nobody_elses),
        cmocka_unit_test(a_huge_array_keeps_its_items_and_its_new_room_is_zero),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
