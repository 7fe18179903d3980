#include "output/csv_writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* One row of the cells, as it is written. */
static void assert_row(bool raw, const char *expected, const char *first, ...)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&bytes, &length);
    struct csv_writer csv;
    va_list more;

    csv_begin(&csv, stream, raw);
    va_start(more, first);
    for (const char *cell = first; cell; cell = va_arg(more, const char *))
        csv_string(&csv, cell);
    va_end(more);
    csv_end_row(&csv);
    csv_end(&csv);
    fclose(stream);
    assert_string_equal(bytes, expected);
    free(bytes);
}

static void rows_end_in_crlf_and_marks_are_quoted(void **state)
{
    (void)state;
    assert_row(false, "a,b\r\n", "a", "b", NULL);
    assert_row(false, "\"a,b\",\"say \"\"so\"\"\",\"two\nlines\"\r\n", "a,b", "say \"so\"", "two\nlines",
               NULL);
    assert_row(false, ",\" x \"\r\n", "", " x ", NULL);
}

static void a_formula_is_made_words(void **state)
{
    (void)state;
    assert_row(false, "'=1+1,'+44,'-5,'@SUM\r\n", "=1+1", "+44", "-5", "@SUM", NULL);
    assert_row(false, "'\tx,\"'\rx\",\"'\nx\"\r\n", "\tx", "\rx", "\nx", NULL);
    assert_row(false,
               "'\xEF\xBC\x9D"
               "1,'\xEF\xBC\x8B"
               "1,'\xEF\xBC\x8D"
               "1,'\xEF\xBC\xA0"
               "1\r\n",
               "\xEF\xBC\x9D"
               "1",
               "\xEF\xBC\x8B"
               "1",
               "\xEF\xBC\x8D"
               "1",
               "\xEF\xBC\xA0"
               "1",
               NULL);
    assert_row(false, "a=1,1-2\r\n", "a=1", "1-2", NULL);
}

static void raw_is_raw(void **state)
{
    (void)state;
    assert_row(true, "=1+1,-5,a\x1B[31mb\r\n", "=1+1", "-5", "a\x1B[31mb", NULL);
}

static void controls_do_not_get_through(void **state)
{
    (void)state;
    assert_row(false,
               "a\xEF\xBF\xBD[31mb,c\xEF\xBF\xBD"
               "d,e\tf\r\n",
               "a\x1B[31mb",
               "c\xC2\x9B"
               "d",
               "e\tf", NULL);
    assert_row(false,
               "a\xE2\x80\xAE"
               "b\r\n",
               "a\xE2\x80\xAE" /* NOLINT(misc-misleading-bidirectional) */
               "b",
               NULL);
}

static void numbers_are_not_formulas(void **state)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&bytes, &length);
    struct csv_writer csv;

    (void)state;
    csv_begin(&csv, stream, false);
    csv_integer(&csv, -12);
    csv_number(&csv, 0.5);
    csv_number(&csv, 20);
    csv_end_row(&csv);
    csv_end(&csv);
    fclose(stream);
    assert_string_equal(bytes, "-12,0.5,20\r\n");
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_end_in_crlf_and_marks_are_quoted),
        cmocka_unit_test(a_formula_is_made_words),
        cmocka_unit_test(raw_is_raw),
        cmocka_unit_test(controls_do_not_get_through),
        cmocka_unit_test(numbers_are_not_formulas),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
