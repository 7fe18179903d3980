#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text_memo.h"

static struct text_question ask(const char *text, unsigned number, size_t at)
{
    return (struct text_question){ span_of(text), number, at };
}

static bool knows(struct text_memo *memo, struct text_question question, int expected)
{
    int answer = -1;

    return text_memo_recall(memo, &question, &answer, sizeof answer) && answer == expected;
}

static void keep(struct text_memo *memo, struct text_question question, int answer)
{
    text_memo_keep(memo, &question, &answer, sizeof answer);
}

static void an_answer_is_to_one_question_about_one_text(void **state)
{
    struct text_memo *memo = text_memo_new();
    int answer;
    struct text_question other = ask("Head of Housing.", 3, 0);

    (void)state;
    keep(memo, ask("Head of Housing", 3, 0), 7);
    keep(memo, ask("Head of Housing", 3, 5), 8);
    keep(memo, ask("Head of Housing", 255, 0), 0);
    keep(memo, ask("", 3, 0), 9);
    assert_true(knows(memo, ask("Head of Housing", 3, 0), 7));
    assert_true(knows(memo, ask("Head of Housing", 3, 5), 8));
    assert_true(knows(memo, ask("Head of Housing", 255, 0), 0));
    assert_true(knows(memo, ask("", 3, 0), 9));
    assert_false(text_memo_recall(memo, &other, &answer, sizeof answer));
    other = ask("Head of Housing", 4, 0);
    assert_false(text_memo_recall(memo, &other, &answer, sizeof answer));
    other = ask("Head of Housing", 255, 5);
    assert_false(text_memo_recall(memo, &other, &answer, sizeof answer));
    text_memo_clear(memo);
    other = ask("Head of Housing", 3, 0);
    assert_false(text_memo_recall(memo, &other, &answer, sizeof answer));
    text_memo_free(memo);
}

/* Far more than there is room for: what is recalled is right. */
static void what_is_full_forgets(void **state)
{
    struct text_memo *memo = text_memo_new();
    size_t forgotten = 0;

    (void)state;
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 100000; i++) {
            char text[64];
            int answer = -1;

            snprintf(text, sizeof text, "Agree the budget of project number %d", i);
            struct text_question question = ask(text, 9, 2);

            if (text_memo_recall(memo, &question, &answer, sizeof answer))
                assert_int_equal(answer, i);
            else
                forgotten++;
            keep(memo, question, i);
        }
    assert_true(forgotten > 100000);
    text_memo_free(memo);
}

static void nothing_is_kept_of_a_very_long_text(void **state)
{
    struct text_memo *memo = text_memo_new();
    char *text = calloc(1, 1 << 20);
    int answer;

    (void)state;
    memset(text, 'a', (1 << 20) - 1);
    keep(memo, ask(text, 1, 0), 5);
    struct text_question question = ask(text, 1, 0);

    assert_false(text_memo_recall(memo, &question, &answer, sizeof answer));
    assert_false(text_memo_recall(NULL, &question, &answer, sizeof answer));
    text_memo_keep(NULL, &question, &answer, sizeof answer);
    free(text);
    text_memo_free(memo);
    text_memo_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_is_to_one_question_about_one_text),
        cmocka_unit_test(what_is_full_forgets),
        cmocka_unit_test(nothing_is_kept_of_a_very_long_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
