#include "characters/encoding_convert.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <iconv.h>

#include "base/arena.h"
#include "characters/byte_charset.h"
#include "characters/encoding_guess.h"

#define SPAN(literal) ((struct span){ (literal), sizeof(literal) - 1, 0 })
#define BAD           "\xEF\xBF\xBD"

static void assert_converted(const char *charset, struct span bytes, struct span wanted, size_t invalid,
                             bool cut_off)
{
    struct arena *arena = arena_new();
    struct encoding encoding = encoding_named(charset, bytes);
    struct encoding_damage damage;
    struct span utf8;

    assert_int_equal(encoding_convert(&encoding, bytes, arena, &damage, &utf8), STATUS_OK);
    if (!span_same(utf8, wanted))
        fail_msg("%s gave \"%.*s\"", charset, (int)utf8.length, utf8.text);
    assert_int_equal(damage.bytes, invalid);
    assert_int_equal(damage.cut_off, cut_off);
    for (size_t i = 0; i < damage.place_count; i++)
        assert_memory_equal(utf8.text + damage.places[i].raw_at, BAD, 3);
    arena_free(arena);
}

/* The character that iconv makes of one byte; empty where it makes none. */
static struct span iconv_one(iconv_t converter, unsigned char byte, char room[static 8])
{
    char in = (char)byte;
    char *from = &in;
    char *to = room;
    size_t left = 1;
    size_t space = 8;

    iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &from, &left, &to, &space) == (size_t)-1)
        return (struct span){ room, 0, 0 };
    return span_at(room, 8 - space, 0);
}

/* Apple's table, which ours is, has U+2206 and its logo where glibc has U+0394 and nothing. */
static bool is_apples_own(enum byte_charset_id id, unsigned byte)
{
    return id == BYTE_MACINTOSH && (byte == 0xC6 || byte == 0xF0);
}

static void tables_agree_with_iconv_byte_by_byte(void **state)
{
    (void)state;
    for (enum byte_charset_id id = BYTE_WINDOWS_1252; id <= BYTE_CP850; id++) {
        const struct byte_charset *set = byte_charset(id);
        iconv_t converter = iconv_open("UTF-8", set->name);

        assert_true(converter != (iconv_t)-1);
        for (unsigned byte = 1; byte < 256; byte++) {
            char room[8];
            char one = (char)byte;
            struct span wanted = iconv_one(converter, (unsigned char)byte, room);

            if (is_apples_own(id, byte))
                continue;
            assert_converted(set->name, (struct span){ &one, 1, 0 }, wanted.length ? wanted : SPAN(BAD),
                             wanted.length == 0, false);
        }
        iconv_close(converter);
    }
}

static void utf8_damage_is_replaced_byte_by_byte(void **state)
{
    (void)state;
    assert_converted("UTF-8", SPAN(""), SPAN(""), 0, false);
    assert_converted("UTF-8",
                     SPAN("a\xFF"
                          "b\x80\xC3(c"),
                     SPAN("a" BAD "b" BAD BAD "(c"), 3, false);
    assert_converted("UTF-8", SPAN("\xC0\xAF"), SPAN(BAD BAD), 2, false);
    assert_converted("UTF-8",
                     SPAN("\xED\xA0\x80"
                          "x"),
                     SPAN(BAD BAD BAD "x"), 3, false);
    assert_converted("UTF-8", SPAN("\xF4\x90\x80\x80"), SPAN(BAD BAD BAD BAD), 4, false);
    assert_converted("UTF-8", SPAN("a\0b"), SPAN("a" BAD "b"), 1, false);
    assert_converted("UTF-8", SPAN("a\xF0\x9F\x98"), SPAN("a" BAD), 3, true);
    assert_converted("UTF-8", SPAN("a\xE0\x80"), SPAN("a" BAD BAD), 2, false);
}

static void lone_surrogates_and_odd_lengths_are_damage(void **state)
{
    (void)state;
    assert_converted("UTF-16LE", SPAN("\x3D\xD8\0\xDE"), SPAN("\xF0\x9F\x98\x80"), 0, false);
    assert_converted("UTF-16LE",
                     SPAN("\x3D\xD8"
                          "a\0"),
                     SPAN(BAD "a"), 2, false);
    assert_converted("UTF-16LE",
                     SPAN("\0\xDE"
                          "a\0"),
                     SPAN(BAD "a"), 2, false);
    assert_converted("UTF-16LE", SPAN("a\0\x3D\xD8"), SPAN("a" BAD), 2, true);
    assert_converted("UTF-16BE", SPAN("\0a\xD8\x3D\xDE"), SPAN("a" BAD BAD), 3, true);
    assert_converted("UTF-16BE", SPAN("\0a\0\0"), SPAN("a" BAD), 2, false);
    assert_converted("UTF-32LE", SPAN("a\0\0\0\0\0\x11\0"), SPAN("a" BAD), 4, false);
    assert_converted("UTF-32BE", SPAN("\0\x01\xF6\0\0\0\xD8\0\0\0"), SPAN("\xF0\x9F\x98\x80" BAD BAD), 6,
                     true);
}

static void other_sets_go_through_iconv(void **state)
{
    (void)state;
    assert_converted("ISO-8859-2",
                     SPAN("\xA3"
                          "a\xB1"),
                     SPAN("\xC5\x81"
                          "a\xC4\x85"),
                     0, false);
    assert_converted("SHIFT_JIS", SPAN("a\x83"), SPAN("a" BAD), 1, true);
    assert_converted("ASCII",
                     SPAN("a\xFF\xFE"
                          "b"),
                     SPAN("a" BAD BAD "b"), 2, false);
    assert_converted("UTF-7", SPAN("a+AKM-5"),
                     SPAN("a\xC2\xA3"
                          "5"),
                     0, false);
    assert_converted("KOI8-R", SPAN("a\0b"), SPAN("a" BAD "b"), 1, false);
}

static void long_texts_cross_the_chunks(void **state)
{
    struct arena *arena = arena_new();
    size_t length = 300001;
    char *bytes = arena_take_text(arena, length);
    struct encoding encoding;
    struct encoding_damage damage;
    struct span utf8;

    (void)state;
    memset(bytes, '\xA3', length);
    encoding = encoding_named("KOI8-R", span_at(bytes, length, 0));
    assert_int_equal(encoding_convert(&encoding, span_at(bytes, length, 0), arena, &damage, &utf8),
                     STATUS_OK);
    assert_int_equal(utf8.length, 2 * length);
    assert_memory_equal(utf8.text + 2 * length - 2, "\xD1\x91", 2);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_agree_with_iconv_byte_by_byte),
        cmocka_unit_test(utf8_damage_is_replaced_byte_by_byte),
        cmocka_unit_test(lone_surrogates_and_odd_lengths_are_damage),
        cmocka_unit_test(other_sets_go_through_iconv),
        cmocka_unit_test(long_texts_cross_the_chunks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
