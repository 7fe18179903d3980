#include "characters/source_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "characters/file_read.h"
#include "characters/utf8_check.h"

#define SPAN(literal) ((struct span){ (literal), sizeof(literal) - 1, 0 })

/* What a decoding gave, and all that goes with it. */
struct reading {
    struct arena *arena;
    struct diag_list seen;
    struct source_text source;
    enum status status;
};

static struct reading read_as(struct span bytes, const char *charset)
{
    struct reading reading = { .arena = arena_new() };
    struct diag_sink *sink = diag_collect(&reading.seen);

    reading.status = source_text_decode(bytes, charset, "plan.txt", reading.arena, sink, &reading.source);
    return reading;
}

static void release(struct reading *reading)
{
    arena_free(reading->arena);
    diag_list_free(&reading->seen);
}

static void assert_span(struct span span, struct span wanted)
{
    if (!span_same(span, wanted))
        fail_msg("got \"%.*s\", wanted \"%.*s\"", (int)span.length, span.text, (int)wanted.length,
                 wanted.text);
}

static void assert_text(struct span bytes, struct span text)
{
    struct reading reading = read_as(bytes, NULL);

    assert_int_equal(reading.status, STATUS_OK);
    assert_span(reading.source.text, text);
    release(&reading);
}

static size_t character_length(struct span text, size_t at)
{
    return utf8_sequence_length(text, at);
}

/* Every character of text leads to a character of raw, in order, and each character's start and end hold it.
 */
static void assert_offsets_consistent(const struct source_text *source)
{
    size_t before = 0;

    for (size_t at = 0; at < source->text.length;) {
        size_t length = character_length(source->text, at);
        struct raw_range range = source_text_raw_range(source, at, at + length);
        size_t from = range.from, to = range.to;

        assert_true(length > 0);
        assert_int_equal(from, source_text_raw_offset(source, at));
        assert_true(from >= before && from < to && to <= source->raw.length);
        assert_true(((unsigned char)source->raw.text[from] & 0xC0) != 0x80);
        assert_true(to == source->raw.length || ((unsigned char)source->raw.text[to] & 0xC0) != 0x80);
        if (source->text.text[at] > ' ' && source->raw.text[from] > ' ')
            assert_int_equal(source->text.text[at], source->raw.text[from]);
        before = from;
        at += length;
    }
    assert_int_equal(source_text_raw_offset(source, source->text.length), source->raw.length);
}

static void plain_text_is_read_where_it_stands(void **state)
{
    struct reading reading = read_as(SPAN("Owner: Ann\nDue:\tMay\n"), NULL);

    (void)state;
    assert_int_equal(reading.status, STATUS_OK);
    assert_ptr_equal(reading.source.text.text, reading.source.raw.text);
    assert_int_equal(reading.source.shift_count, 0);
    assert_int_equal(reading.source.line_count, 2);
    assert_int_equal(reading.source.lines[1], 11);
    assert_string_equal(reading.source.encoding, "UTF-8");
    assert_string_equal(reading.source.encoding_why, "plain ASCII");
    assert_int_equal(reading.seen.count, 0);
    release(&reading);
}

static void odd_characters_are_read_as_what_they_mean(void **state)
{
    (void)state;
    assert_text(SPAN("a\r\nb\rc\n\r\nd"), SPAN("a\nb\nc\n\nd"));
    assert_text(SPAN("a\vb\xC2\x85"
                     "c\xE2\x80\xA8"
                     "d\xE2\x80\xA9"
                     "e"),
                SPAN("a\nb\nc\nd\ne"));
    assert_text(SPAN("by\xC2\xA0"
                     "May\xE2\x80\x89"
                     "2009\xE3\x80\x80"),
                SPAN("by May 2009 "));
    assert_text(SPAN("\xEF\xBB\xBF"
                     "co\xC2\xAD"
                     "op\xE2\x80\x8B"
                     "er\xE2\x80\x8D"
                     "ate\xEF\xBB\xBF"),
                SPAN("cooperate"));
    assert_text(SPAN("\xEF\xAC\x81ve o\xEF\xAC\x83"
                     "ces, \xEF\xAC\x82y, cli\xEF\xAC\x80, wa\xEF\xAC\x84"
                     "e, la\xEF\xAC\x86"),
                SPAN("five offices, fly, cliff, waffle, last"));
    assert_text(SPAN("\xEF\x82\xB7\xEF\x80\xA0one \xEF\x82\xA7two"),
                SPAN("\xE2\x80\xA2 one \xE2\x80\xA2two"));
    assert_text(SPAN("\xEF\x83\xBC \xEF\x83\xBB \xEF\x81\xAF"),
                SPAN("\xE2\x9C\x93 \xE2\x9C\x97 \xE2\x98\x90"));
    assert_text(SPAN("e\xCC\x81t\xC3\xA9 \xE2\x80\x99\xEE\x80\x80"),
                SPAN("e\xCC\x81t\xC3\xA9 \xE2\x80\x99\xEE\x80\x80"));
}

static void every_character_leads_back_to_its_place(void **state)
{
    static const char nasty[] =
        "\xEF\xBB\xBF\xC2\xAD"
        "a\r\n\r\n\fb\fc\f\r\n\xE2\x80\x8B\xE2\x80\x8B\xEF\xAC\x83x\xEF\xAC\x81\xEF\xAC\x82\xC2\xA0\xC2\xA0"
        "\xE2\x80\xA8\xEF\x82\xB7\xEF\x80\xA0y\xC2\xAD\r\xC2\xAD\n\xF0\x9F\x98\x80\xC2\xA3\xEF\xBF\xBDz\xC2"
        "\xAD";

    (void)state;
    for (size_t length = 5; length < sizeof nasty; length++) {
        struct reading reading = read_as(span_at(nasty, length, 0), "UTF-8");

        if (reading.status == STATUS_OK)
            assert_offsets_consistent(&reading.source);
        release(&reading);
    }
}

static void offsets_lead_back_exactly(void **state)
{
    /* raw: BOM 0-2, a 3, soft hyphen 4-5, b 6, CRLF 7-8, ffi 9-11, c 12 */
    struct reading reading = read_as(SPAN("\xEF\xBB\xBF"
                                          "a\xC2\xAD"
                                          "b\r\n\xEF\xAC\x83"
                                          "c"),
                                     NULL);
    static const size_t starts[] = { 3, 6, 7, 9, 9, 9, 12, 13 };
    static const size_t ends[] = { 3, 4, 7, 9, 12, 12, 12, 13 }; /* of what is before each */

    (void)state;
    assert_span(reading.source.text, SPAN("ab\nffic"));
    for (size_t i = 0; i < ARRAY_LENGTH(starts); i++) {
        assert_int_equal(source_text_raw_offset(&reading.source, i), starts[i]);
        for (size_t k = 0; k <= i; k++) {
            struct raw_range range = source_text_raw_range(&reading.source, k, i);

            assert_int_equal(range.from, starts[k]);
            assert_int_equal(range.to, k < i ? ends[i] : starts[k]);
        }
    }
    release(&reading);
}

static void random_bytes_lead_back_too(void **state)
{
    static const char *const parts[] = { "a",
                                         "b c",
                                         "\r",
                                         "\n",
                                         "\f",
                                         "\v",
                                         "\xC2\xAD",
                                         "\xC2\xA0",
                                         "\xEF\xAC\x83",
                                         "\xEF\xAC\x81",
                                         "\xEF\x82\xB7",
                                         "\xE2\x80\x8B",
                                         "\xE2\x80\x93",
                                         "\xFF",
                                         "\xE2\x80",
                                         "\xEF\xBB\xBF",
                                         "\xE2\x80\xA8",
                                         "\x1A",
                                         "\xF0\x9F\x98\x80",
                                         "plan text" };
    unsigned seed = 1;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        struct buffer bytes = { 0 };

        for (int i = 0; i < 30; i++) {
            seed = seed * 1103515245u + 12345u;
            buffer_add_string(&bytes, parts[(seed >> 16) % ARRAY_LENGTH(parts)]);
        }
        struct reading reading = read_as(span_at(bytes.bytes, bytes.length, 0), round % 2 ? "UTF-8" : NULL);

        assert_int_equal(reading.status, STATUS_OK);
        assert_offsets_consistent(&reading.source);
        release(&reading);
        buffer_free(&bytes);
    }
}

static void a_form_feed_ends_a_line_once(void **state)
{
    struct reading reading = read_as(SPAN("a\n\fb\f\nc\fd\n"), NULL);

    (void)state;
    assert_span(reading.source.text, SPAN("a\nb\nc\nd\n"));
    assert_int_equal(reading.source.page_count, 3);
    assert_int_equal(reading.source.pages[0], 2);
    assert_int_equal(reading.source.pages[1], 4);
    assert_int_equal(reading.source.pages[2], 6);
    assert_int_equal(reading.source.line_count, 4);
    release(&reading);
}

static void lines_are_found_by_offset(void **state)
{
    struct reading reading = read_as(SPAN("one\r\n\r\nthree"), NULL);

    (void)state;
    assert_int_equal(reading.source.line_count, 3);
    assert_int_equal(source_text_line(&reading.source, 0), 1);
    assert_int_equal(source_text_line(&reading.source, 3), 1);
    assert_int_equal(source_text_line(&reading.source, 4), 2);
    assert_int_equal(source_text_line(&reading.source, 5), 3);
    assert_int_equal(source_text_line(&reading.source, 9999), 3);
    release(&reading);
}

static void stray_bytes_are_reported_by_line(void **state)
{
    struct reading reading =
        read_as(SPAN("caf\xC3\xA9 \xE2\x80\x93\r\nthe council\x92s \x93plan\x94\r\n"), NULL);

    (void)state;
    assert_int_equal(reading.status, STATUS_OK);
    assert_string_equal(reading.source.encoding, "windows-1252");
    release(&reading);
    reading = read_as(SPAN("caf\xC3\xA9 \xE2\x80\x93\r\nthe council\x92s plan\r\n"), NULL);
    assert_string_equal(reading.source.encoding, "UTF-8");
    assert_span(reading.source.text, SPAN("caf\xC3\xA9 \xE2\x80\x93\nthe council\xEF\xBF\xBDs plan\n"));
    assert_int_equal(reading.source.invalid_count, 1);
    assert_int_equal(reading.seen.count, 1);
    assert_int_equal(reading.seen.items[0].code, DIAG_TEXT_INVALID_BYTE);
    assert_int_equal(reading.seen.items[0].line, 2);
    assert_string_equal(reading.seen.items[0].what, "1 byte is not valid in UTF-8 (92), read as U+FFFD");
    release(&reading);
}

static void much_damage_is_summed_up(void **state)
{
    struct buffer bytes = { 0 };

    (void)state;
    for (int i = 0; i < 10000; i++)
        buffer_add_string(&bytes, "text \xFF\xFE\n");
    struct reading reading = read_as(span_at(bytes.bytes, bytes.length, 0), "utf-8");

    assert_int_equal(reading.status, STATUS_OK);
    assert_int_equal(reading.source.invalid_count, 20000);
    assert_int_equal(reading.seen.count, 21);
    assert_int_equal(reading.seen.items[19].line, 20);
    assert_string_equal(reading.seen.items[20].what, "19960 more bytes not valid in UTF-8, read as U+FFFD");
    release(&reading);
    buffer_free(&bytes);
}

static void assert_cut_off(struct span bytes, struct span text)
{
    struct reading reading = read_as(bytes, NULL);
    struct diagnostic *last = reading.seen.items + reading.seen.count - 1;

    assert_int_equal(reading.status, STATUS_OK);
    assert_span(reading.source.text, text);
    assert_int_equal(last->code, DIAG_TEXT_TRUNCATED);
    release(&reading);
}

static void a_cut_off_end_is_told(void **state)
{
    (void)state;
    assert_cut_off(SPAN("\xC2\xA3"
                        "5 \xE2\x80"),
                   SPAN("\xC2\xA3"
                        "5 \xEF\xBF\xBD"));
    assert_cut_off(SPAN("\xFF\xFE"
                        "a\0b\0c"),
                   SPAN("ab\xEF\xBF\xBD"));
    assert_cut_off(SPAN("\xFE\xFF\0a\0b\xD8\x3D"), SPAN("ab\xEF\xBF\xBD"));
    assert_cut_off(SPAN("a\0\0\0b\0\0\0c\0"), SPAN("ab\xEF\xBF\xBD"));
}

static void assert_refused(struct span bytes, const char *charset, enum diag_code code, size_t line)
{
    struct reading reading = read_as(bytes, charset);

    assert_int_equal(reading.status, STATUS_REFUSED);
    assert_int_equal(reading.seen.count, 1);
    assert_int_equal(reading.seen.items[0].code, code);
    assert_int_equal(reading.seen.items[0].line, line);
    release(&reading);
}

static void what_is_no_text_is_refused(void **state)
{
    (void)state;
    assert_refused(SPAN(""), NULL, DIAG_FILE_EMPTY, 0);
    assert_refused(SPAN(" \r\n\t\xC2\xA0\f"), NULL, DIAG_FILE_EMPTY, 0);
    assert_refused(SPAN("\xFF\xFE"), NULL, DIAG_FILE_EMPTY, 0);
    assert_refused(SPAN("\xEF\xBB\xBF"), NULL, DIAG_FILE_EMPTY, 0);
    assert_refused(SPAN("a plan with zero bytes \0\0\0 in it"), NULL, DIAG_FILE_BINARY, 0);
    assert_refused(SPAN("\x01\x02\x03\x04 abc \x05\x06 def \x10\x11"), NULL, DIAG_FILE_BINARY, 0);
    assert_refused(SPAN("line\nby\nline \x01 \xE2\x80\xA2 of it \x19"), NULL, DIAG_FILE_BINARY, 0);
    assert_refused(SPAN("{\\rtf1\\ansi Plan}"), NULL, DIAG_FILE_FORMAT, 0);
    assert_refused(SPAN("a plan"), "klingon-8", DIAG_CHARSET_UNKNOWN, 0);
    assert_refused(SPAN("a plan"), "", DIAG_CHARSET_UNKNOWN, 0);
    assert_refused(SPAN("a plan"), "char", DIAG_CHARSET_UNKNOWN, 0);
    assert_refused(SPAN("a plan"), "CP1250//IGNORE", DIAG_CHARSET_UNKNOWN, 0);
}

static void a_lone_zero_byte_is_damage(void **state)
{
    struct buffer bytes = { 0 };

    (void)state;
    for (int i = 0; i < 500; i++)
        buffer_add_string(&bytes, "text\n");
    buffer_add(&bytes, "a\0b", 3);
    struct reading reading = read_as(span_at(bytes.bytes, bytes.length, 0), NULL);

    assert_int_equal(reading.status, STATUS_OK);
    assert_int_equal(reading.source.invalid_count, 1);
    assert_int_equal(reading.seen.items[0].line, 501);
    release(&reading);
    buffer_free(&bytes);
}

static void a_line_without_end_is_refused(void **state)
{
    size_t length = 200u << 20;
    char *bytes = malloc(length);

    (void)state;
    assert_non_null(bytes);
    memset(bytes, 'x', length);
    bytes[3] = bytes[7] = '\n';
    assert_refused(span_at(bytes, length, 0), NULL, DIAG_LINE_TOO_LONG, 3);
    bytes[8 + SOURCE_LINE_LIMIT_BYTES - 1] = '\n';
    assert_refused((struct span){ bytes, 8 + SOURCE_LINE_LIMIT_BYTES + 1, 0 }, "klingon-8",
                   DIAG_CHARSET_UNKNOWN, 0);
    struct reading reading = read_as((struct span){ bytes, 8 + SOURCE_LINE_LIMIT_BYTES + 1, 0 }, NULL);

    assert_int_equal(reading.status, STATUS_OK);
    assert_int_equal(reading.source.line_count, 4);
    release(&reading);
    free(bytes);
}

static void the_real_plans_are_utf8(void **state)
{
    static const char *const names[] = { "best-value-review-update", "copeland-2010",
                                         "norwich-improvement-plan-2009", "salford-improvement-plan",
                                         "value-for-money" };
    size_t found = 0;

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        struct file_bytes file;
        struct buffer path = { 0 };

        buffer_add_format(&path, "../shared/plans/%s.txt", names[i]);
        if (file_read(buffer_string(&path), NULL, &file) == STATUS_OK) {
            struct reading reading = read_as(file.bytes, NULL);

            found++;
            assert_int_equal(reading.status, STATUS_OK);
            assert_string_equal(reading.source.encoding, "UTF-8");
            assert_true(span_same(reading.source.raw, file.bytes));
            assert_int_equal(reading.seen.count, 0);
            assert_offsets_consistent(&reading.source);
            release(&reading);
            file_bytes_free(&file);
        }
        buffer_free(&path);
    }
    if (found < ARRAY_LENGTH(names))
        skip();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_is_read_where_it_stands),
        cmocka_unit_test(odd_characters_are_read_as_what_they_mean),
        cmocka_unit_test(every_character_leads_back_to_its_place),
        cmocka_unit_test(offsets_lead_back_exactly),
        cmocka_unit_test(random_bytes_lead_back_too),
        cmocka_unit_test(a_form_feed_ends_a_line_once),
        cmocka_unit_test(lines_are_found_by_offset),
        cmocka_unit_test(stray_bytes_are_reported_by_line),
        cmocka_unit_test(much_damage_is_summed_up),
        cmocka_unit_test(a_cut_off_end_is_told),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(a_lone_zero_byte_is_damage),
        cmocka_unit_test(a_line_without_end_is_refused),
        cmocka_unit_test(the_real_plans_are_utf8),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
