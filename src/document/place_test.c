#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "document/place.h"

static const struct place lines[] = {
    { .table = 0 },
    { .table = 1, .row = 5, .column = 4, .page = 2 },
    { .table = 1, .row = 5, .column = 9 },
    { .table = 2, .row = 1, .column = 2 },
};
static const struct place parents[] = { { .table = 0 }, { .table = 1, .row = 5, .column = 1 } };

static void place_is(const struct place_map *map, size_t line, const char *wanted)
{
    struct buffer out = { 0 };

    place_add_words(&out, map, line);
    assert_string_equal(buffer_string(&out), wanted);
    buffer_free(&out);
}

static void a_place_is_said_as_a_person_finds_it(void **state)
{
    const struct table_heading headings[] = { { 1, 1, span_of("Ref") },
                                              { 1, 4, span_of("By when") },
                                              { 1, 6, span_of("") } };
    const struct place_map map = { lines, 4, parents, 2, headings, 3 };

    (void)state;
    place_is(&map, 1, "paragraph 1");
    place_is(&map, 2, "table 1, row 5, 'By when', page 2");
    place_is(&map, 3, "table 1, row 5, column 9");
    place_is(&map, 4, "table 2 (in table 1, row 5), row 1, column 2");
    place_is(&map, 9, "paragraph 9");
}

static void a_text_has_lines(void **state)
{
    const struct place_map none = { 0 };

    (void)state;
    place_is(&none, 12, "line 12");
}

static void a_long_heading_is_cut_between_characters(void **state)
{
    const struct table_heading heading = {
        1, 1, span_of("Who is going to do this, and with whom \xE2\x80\x94 of the partners")
    };
    const struct place at = { .table = 1, .row = 1, .column = 1 };
    const struct place_map map = { &at, 1, parents, 1, &heading, 1 };

    (void)state;
    place_is(&map, 1, "table 1, row 1, 'Who is going to do this, and with whom '");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_said_as_a_person_finds_it),
        cmocka_unit_test(a_text_has_lines),
        cmocka_unit_test(a_long_heading_is_cut_between_characters),
    };

    return cmocka_run_group_tests_name("place", tests, NULL, NULL);
}
