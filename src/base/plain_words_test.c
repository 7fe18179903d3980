#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/plain_words.h"
#include "base/status.h"

static void two_printings_of_the_same_words_are_the_same(void **state)
{
    static const struct {
        const char *text;
        const char *words;
    } cases[] = {
        { "Review the policy.", "review the policy" },
        { "  REVIEW -- the\n\tPolicy ", "review the policy" },
        { "\xe2\x80\xa2 Review the \xe2\x80\x9cpolicy\xe2\x80\x9d", "review the policy" },
        { "31/11/09", "31 11 09" },
        { "Caf\xc3\xa9", "caf\xc3\xa9" },
        { "no\xc2\xa0"
          "break",
          "no break" },
        { "...", "" },
        { "", "" },
    };
    struct arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        struct span words = plain_words(span_of(cases[i].text), arena);

        assert_string_equal(words.text, cases[i].words);
        assert_true(plain_words_are(span_of(cases[i].text), words));
    }
    assert_string_equal(plain_words(span_of(NULL), arena).text, "");
    assert_true(plain_words_are(span_of(NULL), span_of("")));
    arena_free(arena);
}

static void other_words_are_not(void **state)
{
    (void)state;
    assert_false(plain_words_are(span_of("Review the policy"), span_of("review the polic")));
    assert_false(plain_words_are(span_of("Review the polic"), span_of("review the policy")));
    assert_false(plain_words_are(span_of("Review-policy"), span_of("reviewpolicy")));
    assert_false(plain_words_are(span_of(NULL), span_of("a")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_printings_of_the_same_words_are_the_same),
        cmocka_unit_test(other_words_are_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
