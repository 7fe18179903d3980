#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "store/packed_rows.h"

static void rows_come_back_as_they_were_packed(void **state)
{
    static const int64_t rows[][3] = { { 0, 7, 1234567890123 },
                                       { 1, PACKED_NULL, PACKED_NULL },
                                       { 5, 0, 0 } };
    static const size_t counts[] = { 3, 3, 1 };
    struct buffer text = { 0 };
    int64_t numbers[3];

    (void)state;
    for (size_t i = 0; i < 3; i++)
        packed_rows_add(&text, rows[i], counts[i]);
    packed_rows_end(&text);
    assert_string_equal(buffer_string(&text), "[[0,7,1234567890123],[1,null,null],[5]]");

    struct span rest = span_of(buffer_string(&text));

    for (size_t i = 0; i < 3; i++) {
        assert_true(packed_rows_next(&rest, numbers, 3));
        assert_memory_equal(numbers, rows[i], sizeof numbers);
    }
    assert_false(packed_rows_next(&rest, numbers, 3));
    buffer_free(&text);
}

static void no_rows_are_an_empty_list(void **state)
{
    struct buffer text = { 0 };
    struct span rest;
    int64_t number;

    (void)state;
    packed_rows_end(&text);
    assert_string_equal(buffer_string(&text), "[]");
    rest = span_of(buffer_string(&text));
    assert_false(packed_rows_next(&rest, &number, 1));
    buffer_free(&text);
}

static void what_nobody_packed_ends_the_rows(void **state)
{
    static const char *const texts[] = {
        "",        "[",         "[[",        "[[1",    "[[1,",   "[[1,2,3]]", "[[-1]]",
        "[[1.5]]", "[[ 1]]",    "[[\"a\"]]", "[[1 ]]", "[[,1]]", "[[nul]]",   "[[99999999999999999999]]",
        "null",    "{\"a\":1}", "[[1]2]",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct span rest = span_of(texts[i]);
        int64_t numbers[2];
        size_t count = 0;

        while (packed_rows_next(&rest, numbers, 2))
            count++;
        assert_true(count <= 1);
        assert_true(count == 0 || span_begins(span_of(texts[i]), "[[1]"));
    }

    int64_t number;

    assert_false(packed_rows_next(&(struct span){ 0 }, &number, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_back_as_they_were_packed),
        cmocka_unit_test(no_rows_are_an_empty_list),
        cmocka_unit_test(what_nobody_packed_ends_the_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
