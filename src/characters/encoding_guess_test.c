#include "characters/encoding_guess.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <iconv.h>

#include "base/arena.h"
#include "base/status.h"
#include "characters/encoding_convert.h"

#define SPAN(literal) ((struct span){ (literal), sizeof(literal) - 1, 0 })

/* A plan's words with the characters that tell encodings apart, in UTF-8. */
static const char sample[] =
    "Riverbank Borough Council \xE2\x80\x93 Improvement Plan\r\n"
    "\xE2\x80\xA2\tSave \xC2\xA3"
    "250,000 by \xE2\x80\x98"
    "smarter\xE2\x80\x99 buying; the Council\xE2\x80\x99s own target\r\n"
    "\xE2\x80\xA2\tBid for \xE2\x82\xAC"
    "1m of \xE2\x80\x9CObjective 2\xE2\x80\x9D money at the caf\xC3\xA9 in Ch\xC3\xA2teau Road\r\n";

/* iconv's answer for one text, the reference for ours. */
static struct span recode(struct arena *arena, const char *to, const char *from, struct span text)
{
    iconv_t converter = iconv_open(to, from);
    size_t room = text.length * 4 + 8;
    char *out = arena_take(arena, room);
    char *in = (char *)(uintptr_t)text.text;
    char *end = out;
    size_t left = text.length;

    assert_true(converter != (iconv_t)-1);
    assert_int_equal(iconv(converter, &in, &left, &end, &room), 0);
    iconv_close(converter);
    return span_at(out, (size_t)(end - out), 0);
}

static void assert_guess(struct span bytes, const char *name)
{
    struct encoding guess = encoding_guess(bytes);

    if (strcmp(guess.name, name) != 0)
        fail_msg("\"%.*s\" was taken for %s (%s), not %s", (int)bytes.length, bytes.text, guess.name,
                 guess.why, name);
    assert_true(strlen(guess.why) > 3);
}

static void every_encoding_is_guessed_and_read_as_iconv_reads_it(void **state)
{
    static const struct {
        const char *name;
        const char *mark;
        size_t mark_length;
    } encodings[] = {
        { "UTF-8", "", 0 },
        { "UTF-8", "\xEF\xBB\xBF", 3 },
        { "UTF-16LE", "", 0 },
        { "UTF-16BE", "", 0 },
        { "UTF-16LE", "\xFF\xFE", 2 },
        { "UTF-16BE", "\xFE\xFF", 2 },
        { "UTF-32LE", "", 0 },
        { "UTF-32LE", "\xFF\xFE\0\0", 4 },
        { "UTF-32BE", "", 0 },
        { "UTF-32BE", "\0\0\xFE\xFF", 4 },
        { "windows-1252", "", 0 },
        { "macintosh", "", 0 },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(encodings); i++) {
        struct arena *arena = arena_new();
        struct span body = recode(arena, encodings[i].name, "UTF-8", SPAN(sample));
        char *bytes = arena_take(arena, body.length + 4);
        struct span whole = span_at(bytes, body.length + encodings[i].mark_length, 0);
        struct encoding_damage damage;
        struct encoding guess;
        struct span utf8;

        memcpy(bytes, encodings[i].mark, encodings[i].mark_length);
        memcpy(bytes + encodings[i].mark_length, body.text, body.length);
        assert_guess(whole, encodings[i].name);
        guess = encoding_guess(whole);
        assert_int_equal(encoding_convert(&guess, whole, arena, &damage, &utf8), STATUS_OK);
        assert_int_equal(damage.bytes, 0);
        if (encodings[i].mark_length)
            utf8 = span_part(utf8, 3, utf8.length);
        assert_true(span_same(utf8, SPAN(sample)));
        arena_free(arena);
    }
}

static void one_clear_case_tells_a_byte_set(void **state)
{
    (void)state;
    assert_guess(SPAN("the council\x92s plan"), "windows-1252");
    assert_guess(SPAN("the council\xD5s plan"), "macintosh");
    assert_guess(SPAN("a \xD2value for money\xD3 plan"), "macintosh");
    assert_guess(SPAN("2009 \xD0 2012, \xA5 by May"), "macintosh");
    assert_guess(SPAN("\xA5\tFirst\r\xA5\tSecond\r"), "macintosh");
    assert_guess(SPAN("costs \x9C"
                      "500 a year"),
                 "CP850");
    assert_guess(SPAN("\xFA First\r\n\xFA Second\r\n"), "CP850");
    assert_guess(SPAN("the PRISM\xD5s lens"), "macintosh");
    assert_guess(SPAN("open a caf\x8E in the park"), "macintosh");
    assert_guess(SPAN("SANTO ANT\xC3O, S\xC3O and \xC9lan"), "ISO-8859-1");
    assert_guess(SPAN("\x8Eilina and Tom\xE1\x9A \x8Ei\x9Eka"), "windows-1252");
    assert_guess(SPAN("costs \xA3"
                      "500 a year"),
                 "ISO-8859-1");
    assert_guess(SPAN("costs \xA4"
                      "500 a year"),
                 "ISO-8859-15");
    assert_guess(SPAN("costs \x80"
                      "500 a year"),
                 "windows-1252");
    assert_guess(SPAN("\xB7\tFirst\n\xB7\tSecond\n"), "ISO-8859-1");
    assert_guess(SPAN("more to do\x85"), "windows-1252");
    assert_guess(SPAN("2009\x96"
                      "2012"),
                 "windows-1252");
    assert_guess(SPAN("\x95\tFirst"), "windows-1252");
    assert_guess(SPAN("caf\xE9, na\xEFve, r\xF4le, \xC9lan"), "ISO-8859-1");
    assert_guess(SPAN("\xDEing \xF0"), "ISO-8859-1");
    assert_guess(SPAN("a \x81 b"), "windows-1252");
}

static void stray_bytes_do_not_unsettle_utf8(void **state)
{
    (void)state;
    assert_guess(SPAN("plain"), "UTF-8");
    assert_guess(SPAN("\xC2\xA3"
                      "5"),
                 "UTF-8");
    assert_guess(SPAN("\xC2\xA3"
                      "5 and the council\x92s"),
                 "UTF-8");
    assert_guess(SPAN("\xC2\xA3"
                      "5 \xE2\x80"),
                 "UTF-8");
    assert_guess(SPAN("\x93Value\x94 \xC3\xA9 \x96"), "windows-1252");
    assert_guess(SPAN("\xC0\x80 \xED\xA0\x80 \xF5\x80\x80\x80"), "windows-1252");
}

static void short_wide_texts_are_known_by_their_zeros(void **state)
{
    (void)state;
    assert_guess(SPAN("a\0"), "UTF-16LE");
    assert_guess(SPAN("\0a"), "UTF-16BE");
    assert_guess(SPAN("a\0\r\0\n\0"), "UTF-16LE");
    assert_guess(SPAN("a\0\0\0"), "UTF-32LE");
    assert_guess(SPAN("\0\0\0a\0\0\0b"), "UTF-32BE");
    assert_guess(SPAN("a\0b\0\x19\x20s\0"), "UTF-16LE");
    assert_guess(SPAN("all in ASCII, but for \0 here"), "UTF-8");
}

static void names_are_known_by_their_aliases(void **state)
{
    static const char *const names[][2] = {
        { "cp1252", "windows-1252" }, { "Latin1", "ISO-8859-1" }, { "MacRoman", "macintosh" },
        { "utf8", "UTF-8" },          { "utf-16le", "UTF-16LE" }, { "UTF-16", "UTF-16LE" },
        { "latin-9", "ISO-8859-15" }, { "IBM850", "CP850" },      { "ISO-8859-2", "ISO-8859-2" },
        { "utf-32", "UTF-32BE" },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        assert_string_equal(encoding_named(names[i][0], SPAN("a\0b\0c\0")).name, names[i][1]);
    assert_string_equal(encoding_named("UTF-16", SPAN("ab")).name, "UTF-16BE");
    assert_string_equal(encoding_named("latin1", SPAN("")).why, "--charset");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_encoding_is_guessed_and_read_as_iconv_reads_it),
        cmocka_unit_test(one_clear_case_tells_a_byte_set),
        cmocka_unit_test(stray_bytes_do_not_unsettle_utf8),
        cmocka_unit_test(short_wide_texts_are_known_by_their_zeros),
        cmocka_unit_test(names_are_known_by_their_aliases),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
