#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "characters/mime_part.h"

static void reads(const char *message, const char *wanted)
{
    struct arena *arena = arena_new();
    struct span text = { 0 };

    assert_int_equal(mime_read_text(span_of(message), arena, &text), wanted != NULL);
    if (wanted)
        assert_true(span_equals(text, wanted));
    arena_free(arena);
}

static void a_saved_page_is_its_html(void **state)
{
    (void)state;
    reads("MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--x\"\r\n\r\n"
          "preamble\r\n----x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: "
          "quoted-printable\r\n\r\n"
          "<p>caf=C3=A9 in one =\r\nline</p>\r\n----x\r\nContent-Type: image/png\r\n\r\nabc\r\n----x--\r\n",
          "<p>caf\xC3\xA9 in one line</p>\r\n");
}

static void plain_text_stands_in_for_html(void **state)
{
    (void)state;
    reads("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: "
          "text/plain\nContent-Transfer-Encoding: base64\n\n"
          "cGxh\naW4=\n--b--\n",
          "plain");
}

static void a_part_inside_of_a_part_is_found(void **state)
{
    (void)state;
    reads("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; "
          "boundary=c\n\n"
          "--c\nContent-Type: text/html\n\nx\n--c--\n--b--\n",
          "x\n");
}

static void what_holds_no_text_says_so(void **state)
{
    (void)state;
    reads("Content-Type: image/png\n\nabc", NULL);
    reads("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\ncut off", NULL);
}

static void a_message_is_known_by_its_head(void **state)
{
    (void)state;
    assert_true(mime_is_message(span_of("From: <Saved by a program>\nSubject: Plan\nMIME-Version: 1.0\n\n")));
    assert_false(mime_is_message(span_of("Subject: Plan\n\nMIME-Version: 1.0\n")));
    assert_false(mime_is_message(span_of("Date: 31 March 2010\nOwner: Ann\n")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_saved_page_is_its_html),         cmocka_unit_test(plain_text_stands_in_for_html),
        cmocka_unit_test(a_part_inside_of_a_part_is_found), cmocka_unit_test(what_holds_no_text_says_so),
        cmocka_unit_test(a_message_is_known_by_its_head),
    };

    return cmocka_run_group_tests_name("mime_part", tests, NULL, NULL);
}
