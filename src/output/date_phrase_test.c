#include "output/date_phrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "fields/values.h"

static void assert_phrase(const char *from, const char *to, unsigned flags, const char *expected)
{
    struct date_value date = { .from = CALENDAR_NONE,
                               .to = CALENDAR_NONE,
                               .flags = flags,
                               .words.text = { "31/11/09", 8, SPAN_NOWHERE } };
    struct buffer buffer = { 0 };

    if (from)
        assert_true(calendar_parse_iso(from, &date.from) && calendar_parse_iso(to, &date.to));
    date_phrase_add(&buffer, &date);
    assert_string_equal(buffer_string(&buffer), expected);
    buffer_free(&buffer);
}

static void days_months_and_years_are_said_as_people_do(void **state)
{
    (void)state;
    assert_phrase("2009-05-15", "2009-05-15", 0, "15 May 2009");
    assert_phrase("2010-03-01", "2010-03-31", 0, "March 2010");
    assert_phrase("2012-02-01", "2012-02-29", 0, "February 2012");
    assert_phrase("2009-04-01", "2010-03-31", 0, "April 2009 to March 2010");
    assert_phrase("2010-07-11", "2010-07-20", 0, "11 July 2010 to 20 July 2010");
}

static void flags_are_said_too(void **state)
{
    (void)state;
    assert_phrase("2010-03-01", "2010-03-31", DATE_BY, "by March 2010");
    assert_phrase("2010-03-01", "2010-03-31", DATE_AFTER | DATE_ONGOING, "after March 2010 (ongoing)");
    assert_phrase(NULL, NULL, DATE_INVALID, "31/11/09 (no such day)");
    assert_phrase(NULL, NULL, DATE_TBC | DATE_RECURRING, "31/11/09 (recurring, to be confirmed)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_months_and_years_are_said_as_people_do),
        cmocka_unit_test(flags_are_said_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
