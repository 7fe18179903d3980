#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "document/passage.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

/* A span of a document's text at an offset. */
static struct span at(const char *text, size_t offset)
{
    return span_at(text, strlen(text), offset);
}

static void a_tidy_piece_is_its_own_passage(void **state)
{
    struct passage passage = passage_of(arena, at("Ann Archer", 40));

    (void)state;
    assert_true(span_equals(passage.text, "Ann Archer"));
    assert_int_equal(passage.segment_count, 1);
    assert_int_equal(passage_offset(&passage, 4), 44);
}

static void white_space_and_list_marks_become_one_space(void **state)
{
    struct passage passage =
        passage_of(arena, at("  Map \t the\xE2\x80\x91homes \xE2\x80\xA2 Let them", 100));

    (void)state;
    assert_true(span_equals(passage.text, "Map the\xE2\x80\x91homes Let them"));
    assert_int_equal(passage_offset(&passage, 0), 102);
    assert_int_equal(passage_offset(&passage, 4), 108);
}

/* before, the gap, behind: letters and what parts them */
static struct span parted(size_t before, const char *gap, size_t behind)
{
    char *text = arena_take_text(arena, before + strlen(gap) + behind);

    memset(text, 'a', before);
    memcpy(text + before, gap, strlen(gap));
    memset(text + before + strlen(gap), 'b', behind);
    return span_at(text, before + strlen(gap) + behind, 7);
}

static void what_parts_words_is_seen_at_every_place(void **state)
{
    static const struct {
        const char *gap, *becomes;
    } rows[] = {
        { " ", " " },  { "  ", " " },    { "\n", " " }, { " \xE2\x80\xA2 ", " " },
        { "- ", "-" }, { " - ", " - " },
    };
    enum { LONGEST = 28 };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t before = 1; before < LONGEST; before++)
            for (size_t behind = 1; behind < LONGEST; behind++) {
                struct passage passage = passage_of(arena, parted(before, rows[i].gap, behind));

                assert_true(span_same(passage.text, parted(before, rows[i].becomes, behind)));
                assert_int_equal(passage_offset(&passage, passage.text.length - 1),
                                 7 + before + strlen(rows[i].gap) + behind - 1);
            }
}

static void pieces_are_joined_and_lead_back(void **state)
{
    struct passage_builder builder = { 0 };
    size_t count;

    (void)state;
    passage_add(arena, &builder, at("HRM/COUNCIL", 10));
    passage_add(arena, &builder, at("TAX", 60));
    struct passage passage = passage_finish(&builder);
    const struct extent *extents = passage_extents(arena, &passage, 4, 15, &count);

    assert_true(span_equals(passage.text, "HRM/COUNCIL TAX"));
    assert_int_equal(count, 2);
    assert_int_equal(extents[0].offset, 14);
    assert_int_equal(extents[0].length, 7);
    assert_int_equal(extents[1].offset, 60);
    assert_int_equal(extents[1].length, 3);
}

static void a_word_broken_at_a_hyphen_is_mended(void **state)
{
    struct passage_builder builder = { 0 };

    (void)state;
    passage_add(arena, &builder, at("Find out which e-", 0));
    passage_add(arena, &builder, at("enabled services", 30));
    assert_true(span_equals(passage_finish(&builder).text, "Find out which e-enabled services"));
    assert_true(
        span_equals(passage_of(arena, at("a Co- ordinating Group", 0)).text, "a Co-ordinating Group"));
    assert_true(
        span_equals(passage_of(arena, at("pre- and post-inspection", 0)).text, "pre- and post-inspection"));
}

static void a_part_keeps_its_places(void **state)
{
    struct passage passage = passage_of(arena, at("by  March 2010 or later", 7));
    struct passage part = passage_part(arena, &passage, 2, 14);

    (void)state;
    assert_true(span_equals(part.text, "March 2010"));
    assert_int_equal(passage_offset(&part, 0), 11);
    assert_int_equal(passage_offset(&part, 6), 17);
}

static void a_place_beyond_every_text_is_nowhere(void **state)
{
    const size_t too_large = (size_t)UINT32_MAX + 6; /* would be byte 5, cut to 32 bits */

    (void)state;
    assert_int_equal(extent_of(too_large, 1).offset, SPAN_NOWHERE);
    assert_int_equal(extent_of(1, too_large).offset, SPAN_NOWHERE);
    assert_int_equal(extent_of(SPAN_LIMIT, 1).offset, SPAN_LIMIT);
}

static void nothing_gives_no_text(void **state)
{
    struct passage_builder builder = { 0 };

    (void)state;
    passage_add(arena, &builder, at("  \t ", 3));
    assert_int_equal(passage_finish(&builder).text.length, 0);
    assert_int_equal(passage_of(arena, at(" \xE2\x80\xA2 ", 0)).text.length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tidy_piece_is_its_own_passage),
        cmocka_unit_test(white_space_and_list_marks_become_one_space),
        cmocka_unit_test(what_parts_words_is_seen_at_every_place),
        cmocka_unit_test(pieces_are_joined_and_lead_back),
        cmocka_unit_test(a_word_broken_at_a_hyphen_is_mended),
        cmocka_unit_test(a_part_keeps_its_places),
        cmocka_unit_test(a_place_beyond_every_text_is_nowhere),
        cmocka_unit_test(nothing_gives_no_text),
    };

    return cmocka_run_group_tests_name("passage", tests, set_up, tear_down);
}
