#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "characters/csv_record.h"

/* Records as "line: a|b" joined by '/'. */
static void read_all(const char *text, struct buffer *out)
{
    struct arena *arena = arena_new();
    struct csv_reader reader;
    struct span cells[4];

    csv_reader_begin(&reader, span_of(text), arena);
    while (csv_reader_next(&reader, cells, ARRAY_LENGTH(cells))) {
        buffer_add_format(out, "%s%zu: ", out->length ? "/" : "", reader.line);
        for (size_t i = 0; i < ARRAY_LENGTH(cells); i++) {
            buffer_add_string(out, i ? "|" : "");
            buffer_add_span(out, cells[i]);
        }
    }
    arena_free(arena);
}

static void records_are_read_as_spreadsheets_write_them(void **state)
{
    static const struct {
        const char *text;
        const char *records;
    } cases[] = {
        { "item,field\r\na, b \r\n", "1: item|field||/2: a|b||" },
        { "a;b\nc;\"d;e\"", "1: a|b||/2: c|d;e||" },
        { "a\tb\tc\n1\t2\t3\n", "1: a|b|c|/2: 1|2|3|" },
        { "a,b\n\"two\nlines\",\"say \"\"no\"\"\"\nlast", "1: a|b||/2: two\nlines|say \"no\"||/4: last|||" },
        { "\"never ends, no", "1: never ends, no|||" },
        { "\"a\"b,c\n", "1: ab|c||" },
        { "'-,'=1+1,'tis\n", "1: -|=1+1|'tis|" },
        { "1,2,3,4,5,6\n7\n", "1: 1|2|3|4/2: 7|||" },
        { "a\rb\r\n\nc", "1: a|||/2: b|||/3: |||/4: c|||" },
        { "\"\",\"\"\"\"\n", "1: |\"||" },
        { "", "" },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        struct buffer out = { 0 };

        read_all(cases[i].text, &out);
        assert_string_equal(buffer_string(&out), cases[i].records);
        buffer_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_read_as_spreadsheets_write_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
