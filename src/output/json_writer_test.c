#include "output/json_writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>
#include <math.h>

struct text {
    char *bytes;
    size_t length;
    FILE *stream;
    struct json_writer json;
};

static void begin(struct text *text)
{
    *text = (struct text){ 0 };
    text->stream = open_memstream(&text->bytes, &text->length);
    json_put_begin(&text->json, text->stream);
}

static void end(struct text *text)
{
    json_put_end(&text->json);
    fclose(text->stream);
}

static void assert_string_written(const char *value, size_t length, const char *expected)
{
    struct text text;

    begin(&text);
    json_put_span(&text.json, span_over(value, length));
    end(&text);
    assert_string_equal(text.bytes, expected);
    free(text.bytes);
}

#define WRITTEN(value, expected) assert_string_written((value), sizeof(value) - 1, (expected "\n"))

static void strings_are_escaped_and_utf8_is_kept(void **state)
{
    (void)state;
    WRITTEN("plain", "\"plain\"");
    WRITTEN("say \"so\" \\ /", "\"say \\\"so\\\" \\\\ /\"");
    WRITTEN("a\b\f\n\r\tz", "\"a\\b\\f\\n\\r\\tz\"");
    WRITTEN("\0\x1B\x7F", "\"\\u0000\\u001b\\u007f\"");
    WRITTEN("\xC2\xA3 \xE2\x80\x93 \xF0\x9F\x98\x80", "\"\xC2\xA3 \xE2\x80\x93 \xF0\x9F\x98\x80\"");
    WRITTEN("\xC2\x9B \xE2\x80\xAE", "\"\\u009b \\u202e\""); /* NOLINT(misc-misleading-bidirectional) */
}

/* Long texts are looked at many bytes at a time, short ones byte by byte. */
static void a_byte_is_written_alike_at_every_place(void **state)
{
    static const char filling[] = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
    enum { PLACES = sizeof filling - 1 };

    (void)state;
    for (int byte = 0; byte < 0x80; byte++) {
        struct text alone;
        char value[PLACES];

        begin(&alone);
        value[0] = (char)byte;
        json_put_span(&alone.json, (struct span){ value, 1, SPAN_NOWHERE });
        end(&alone);
        int length = (int)alone.length - 3; /* without quotes and the end of the line */

        for (int place = 0; place < PLACES; place++) {
            struct buffer expected = { 0 };

            memcpy(value, filling, sizeof value);
            value[place] = (char)byte;
            buffer_add_format(&expected, "\"%.*s%.*s%.*s\"\n", place, filling, length, alone.bytes + 1,
                              PLACES - 1 - place, filling);
            assert_string_written(value, sizeof value, buffer_string(&expected));
            buffer_free(&expected);
        }
        free(alone.bytes);
    }
}

static void bytes_that_are_no_utf8_become_replacements(void **state)
{
    (void)state;
    WRITTEN("a\xFF"
            "b",
            "\"a\xEF\xBF\xBD"
            "b\"");
    WRITTEN("a\xC2", "\"a\xEF\xBF\xBD\"");
    WRITTEN("\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
    WRITTEN("\xC0\xAF", "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

static void what_is_not_there_is_null(void **state)
{
    struct text text;

    (void)state;
    begin(&text);
    json_put_begin_inline_array(&text.json);
    json_put_string(&text.json, NULL);
    json_put_number(&text.json, NAN);
    json_put_number(&text.json, 12.5);
    json_put_number(&text.json, 20);
    json_put_integer(&text.json, -3);
    json_put_boolean(&text.json, false);
    json_put_end_array(&text.json);
    end(&text);
    assert_string_equal(text.bytes, "[null, null, 12.5, 20, -3, false]\n");
    free(text.bytes);
}

static void members_keep_their_order_a_line_each(void **state)
{
    struct text text;

    (void)state;
    begin(&text);
    json_put_begin_object(&text.json);
    json_put_member_string(&text.json, "z", "1");
    json_put_name(&text.json, "empty");
    json_put_begin_array(&text.json);
    json_put_end_array(&text.json);
    json_put_name(&text.json, "list");
    json_put_begin_array(&text.json);
    json_put_begin_inline_object(&text.json);
    json_put_member_integer(&text.json, "a", 1);
    json_put_name(&text.json, "b");
    json_put_begin_array(&text.json);
    json_put_string(&text.json, "x");
    json_put_string(&text.json, "y");
    json_put_end_array(&text.json);
    json_put_end_object(&text.json);
    json_put_integer(&text.json, 2);
    json_put_end_array(&text.json);
    json_put_end_object(&text.json);
    end(&text);
    assert_string_equal(text.bytes, "{\n \"z\": \"1\",\n \"empty\": [],\n \"list\": [\n  {\"a\": 1, \"b\": "
                                    "[\"x\", \"y\"]},\n  2\n ]\n}\n");
    free(text.bytes);
}

/* What a JSON reader makes of a long text is what was written. */
static void another_reader_reads_it(void **state)
{
    struct text text;
    char name[32];
    json_error_t error;

    (void)state;
    begin(&text);
    json_put_begin_object(&text.json);
    for (int i = 0; i < 20000; i++) {
        snprintf(name, sizeof name, "name \"%d\"\n", i);
        json_put_name_span(&text.json, span_of(name));
        json_put_begin_object(&text.json);
        json_put_member_string(&text.json, "same", name);
        json_put_end_object(&text.json);
    }
    json_put_end_object(&text.json);
    end(&text);
    json_t *read = json_loadb(text.bytes, text.length, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(read);
    assert_int_equal(json_object_size(read), 20000);
    assert_string_equal(json_string_value(json_object_get(json_object_get(read, name), "same")), name);
    json_decref(read);
    free(text.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_escaped_and_utf8_is_kept),
        cmocka_unit_test(a_byte_is_written_alike_at_every_place),
        cmocka_unit_test(bytes_that_are_no_utf8_become_replacements),
        cmocka_unit_test(what_is_not_there_is_null),
        cmocka_unit_test(members_keep_their_order_a_line_each),
        cmocka_unit_test(another_reader_reads_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
