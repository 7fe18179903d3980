#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "document/document.h"
#include "tables/line_signs.h"

static unsigned signs_of(const char *line)
{
    struct span text = span_of(line);

    return line_signs_of(&(struct block){ .kind = BLOCK_PARAGRAPH, .text = text, .whole = text });
}

static void a_line_of_plain_words_has_no_sign(void **state)
{
    (void)state;
    assert_int_equal(signs_of(""), 0);
    assert_int_equal(signs_of("The Council will review its re-use of plastic by 2011."), 0);
    assert_int_equal(signs_of("Write to all tenants"), 0);
}

/* Lines are looked at 16 bytes at a time: a pair of bytes may lie astride, or at the very end. */
static void a_sign_is_seen_wherever_it_stands(void **state)
{
    static const struct {
        const char *words;
        unsigned sign;
    } signs[] = {
        { "  ", LINE_HAS_GAP },
        { ":", LINE_HAS_COLON },
        { "|", LINE_HAS_BAR },
        { "\xE2\x94\x82", LINE_HAS_BAR },
        { "\xE2\x95\x91", LINE_HAS_BAR },
        { "[", LINE_HAS_BRACKET },
        { "(", LINE_HAS_BRACKET },
        { " -", LINE_HAS_DASH },
        { " \xE2\x80\x93", LINE_HAS_DASH },
        { ",", LINE_HAS_LIST },
        { ";", LINE_HAS_LIST },
        { "ACTION", LINE_SAYS_ACTION },
    };

    (void)state;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        for (size_t before = 1; before < 40; before++)
            for (size_t behind = 0; behind < 40; behind++) {
                char line[100];
                size_t length = strlen(signs[i].words);

                memset(line, 'x', before + length + behind);
                memcpy(line + before, signs[i].words, length);
                line[before + length + behind] = '\0';
                assert_int_equal(signs_of(line), signs[i].sign);
            }
}

static void some_signs_stand_at_the_beginning_alone(void **state)
{
    (void)state;
    assert_int_equal(signs_of("+-----+"), LINE_HAS_BAR);
    assert_int_equal(signs_of("1+1"), 0);
    assert_int_equal(signs_of("action"), LINE_BEGINS_A);
    assert_int_equal(signs_of("Action"), LINE_BEGINS_A);
    assert_int_equal(line_signs_of(&(struct block){
                         .kind = BLOCK_LIST_ITEM,
                         .text = span_of("Action"),
                         .whole = span_of("* Action"),
                     }),
                     LINE_BEGINS_A);
}

static void a_table_has_no_signs(void **state)
{
    (void)state;
    assert_int_equal(line_signs_of(&(struct block){ .kind = BLOCK_TABLE, .whole = span_of("a: b") }), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_of_plain_words_has_no_sign),
        cmocka_unit_test(a_sign_is_seen_wherever_it_stands),
        cmocka_unit_test(some_signs_stand_at_the_beginning_alone),
        cmocka_unit_test(a_table_has_no_signs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
