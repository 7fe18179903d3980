#include "output/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "output/character.h"
#include "output/text_table.h"

static void assert_wrapped(const char *text, size_t at, size_t indent, size_t width, const char *expected)
{
    struct buffer buffer = { 0 };

    terminal_add_wrapped(&buffer, span_of(text), at, indent, width);
    assert_string_equal(buffer_string(&buffer), expected);
    buffer_free(&buffer);
}

static void words_are_wrapped_to_the_width(void **state)
{
    (void)state;
    assert_wrapped("one two three", 0, 0, 7, "one two\nthree");
    assert_wrapped("one two three", 0, 2, 8, "one two\n  three");
    assert_wrapped("  many \t\n blanks ", 0, 0, 20, "many blanks");
    assert_wrapped("averyveryverylongword x", 0, 0, 5, "averyveryverylongword\nx");
    assert_wrapped("word", 8, 2, 10, "\n  word");
    assert_wrapped("", 0, 0, 10, "");
}

static void accents_take_one_column_and_chinese_two(void **state)
{
    (void)state;
    assert_int_equal(character_text_width(span_of("caf\xC3\xA9")), 4);
    assert_int_equal(character_text_width(span_of("e\xCC\x81")), 1);
    assert_int_equal(character_text_width(span_of("\xE4\xB8\xAD\xE6\x96\x87")), 4);
    assert_wrapped("\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9", 0, 0, 5, "\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9");
}

static void a_terminal_takes_no_orders_from_a_plan(void **state)
{
    (void)state;
    assert_wrapped("a\x1B[2Jb", 0, 0, 80, "a\xEF\xBF\xBD[2Jb");
    assert_wrapped("a\xC2\x9B"
                   "b\x7F",
                   0, 0, 80,
                   "a\xEF\xBF\xBD"
                   "b\xEF\xBF\xBD");
    assert_wrapped("a\xE2\x80\xAE" /* NOLINT(misc-misleading-bidirectional) */
                   "b",
                   0, 0, 80,
                   "a\xEF\xBF\xBD"
                   "b");
    assert_wrapped("a\xFF", 0, 0, 80, "a\xEF\xBF\xBD");
}

static void assert_table(size_t width, const char *expected, const char *const *cells, size_t count)
{
    static const struct text_column columns[] = {
        { .name = "key", .title = "KEY" },
        { .name = "text", .title = "TEXT", .wraps = true },
        { .name = "line", .title = "LINE", .is_number = true },
    };
    const struct terminal terminal = { .width = width };
    struct arena *arena = arena_new();
    struct text_table table;
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&bytes, &length);

    text_table_begin(&table, arena, columns, ARRAY_LENGTH(columns));
    for (size_t i = 0; i < count; i++)
        text_table_add_string(&table, cells[i]);
    text_table_print(&table, &terminal, stream);
    fclose(stream);
    assert_string_equal(bytes, expected);
    free(bytes);
    arena_free(arena);
}

static void a_table_fits_its_width(void **state)
{
    static const char *const cells[] = { "a-1", "Write the plan anew", "7", "a-02", "Go", "12" };

    (void)state;
    assert_table(80,
                 "KEY   TEXT                 LINE\n"
                 "a-1   Write the plan anew     7\n"
                 "a-02  Go                     12\n",
                 cells, ARRAY_LENGTH(cells));
    assert_table(26,
                 "KEY   TEXT            LINE\n"
                 "a-1   Write the plan     7\n"
                 "      anew\n"
                 "a-02  Go                12\n",
                 cells, ARRAY_LENGTH(cells));
}

static void a_table_without_room_still_says_all(void **state)
{
    static const char *const cells[] = { "a-1", "Write the plan anew", "7" };

    (void)state;
    assert_table(20,
                 "KEY  TEXT       LINE\n"
                 "a-1  Write the     7\n"
                 "     plan anew\n",
                 cells, ARRAY_LENGTH(cells));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_wrapped_to_the_width),
        cmocka_unit_test(accents_take_one_column_and_chinese_two),
        cmocka_unit_test(a_terminal_takes_no_orders_from_a_plan),
        cmocka_unit_test(a_table_fits_its_width),
        cmocka_unit_test(a_table_without_room_still_says_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
