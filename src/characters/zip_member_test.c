#include "characters/zip_member.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/memory.h"
#include "characters/zip_make_test.h"

/* Writes over every place that holds `old`, in local headers and in the directory. */
static size_t patch(struct span zip, const char *old, const char *new, size_t length)
{
    char *at = (char *)(uintptr_t)zip.text;
    char *end = at + zip.length;
    size_t count = 0;

    for (; (at = memmem(at, (size_t)(end - at), old, length)) != NULL; at += length, count++)
        memcpy(at, new, length);
    return count;
}

static const struct part two_parts[] = {
    { "word/document.xml", "<w:document/>", 13 },
    { "Docs/plan.xml", "hello hello hello", 17 },
};

static struct span make_two(void)
{
    return make_zip(two_parts, ARRAY_LENGTH(two_parts));
}

static void assert_refused(struct span bytes, const struct zip_limits *limits, enum diag_code code,
                           const char *words)
{
    struct diag_list seen;
    struct zip_members *members;

    assert_int_equal(zip_members_open(bytes, limits, "plan.docx", diag_collect(&seen), &members),
                     STATUS_REFUSED);
    assert_null(members);
    assert_int_equal(seen.count, 1);
    if (seen.items[0].code != code || !strstr(seen.items[0].what, words))
        fail_msg("%s: %s", diag_name(seen.items[0].code), seen.items[0].what);
    diag_list_free(&seen);
}

static void members_are_found_and_read(void **state)
{
    struct span zip = make_two();
    struct arena *arena = arena_new();
    struct zip_members *members;
    struct span bytes;
    size_t member;

    (void)state;
    assert_int_equal(zip_members_open(zip, NULL, "plan.docx", NULL, &members), STATUS_OK);
    assert_int_equal(zip_members_count(members), 2);
    assert_true(span_equals(zip_members_name(members, 0), "Docs/plan.xml"));
    assert_true(zip_members_find(members, span_of("/Word/Document.XML"), &member));
    assert_int_equal(member, 1);
    assert_int_equal(zip_members_read(members, member, arena, &bytes), STATUS_OK);
    assert_true(span_equals(bytes, "<w:document/>"));
    assert_true(zip_members_find(members, span_of("docs/plan.xml"), &member));
    assert_int_equal(zip_members_read(members, member, arena, &bytes), STATUS_OK);
    assert_true(span_equals(bytes, "hello hello hello"));
    assert_false(zip_members_find(members, span_of("word/document.xm"), &member));
    assert_false(zip_members_find(members, span_of(""), &member));
    zip_members_close(members);
    zip_members_close(NULL);
    arena_free(arena);
    free_zip(zip);
}

static void folders_are_left_out(void **state)
{
    static const struct part parts[] = { { "word/", "", 0 }, { "word/document.xml", "x", 1 } };
    struct span zip = make_zip(parts, ARRAY_LENGTH(parts));
    struct zip_members *members;

    (void)state;
    assert_int_equal(zip_members_open(zip, NULL, "plan.docx", NULL, &members), STATUS_OK);
    assert_int_equal(zip_members_count(members), 1);
    zip_members_close(members);
    free_zip(zip);
}

static void assert_name_refused(const char *first, const char *second, const char *words)
{
    struct part parts[] = { { "part-number-one", "a", 1 }, { "part-number-two", "b", 1 } };
    struct span zip = make_zip(parts, ARRAY_LENGTH(parts));

    assert_int_equal(patch(zip, "part-number-one", first, 15), 2);
    assert_int_equal(patch(zip, "part-number-two", second, 15), 2);
    assert_refused(zip, NULL, DIAG_PACKAGE_DAMAGED, words);
    free_zip(zip);
}

static void names_that_deceive_are_refused(void **state)
{
    (void)state;
    assert_name_refused("word/header.xml", "word/header.xml", "twice");
    assert_name_refused("word/header.xml", "WORD/Header.xml", "twice");
    assert_name_refused("../../etc/plans", "word/header.xml", "leads out");
    assert_name_refused("word/../../plan", "word/header.xml", "leads out");
    assert_name_refused("word\\..\\..\\plan", "word/header.xml", "leads out");
    assert_name_refused("/etc/passwd.txt", "word/header.xml", "leads out");
    assert_name_refused("C:\\windows\\x.ini", "word/header.xml", "leads out");
    assert_name_refused("word/header1/..", "word/header.xml", "leads out");
}

/* The directory's entry of the first member: signature, then fields at known places (APPNOTE 4.3.12). */
static char *directory_entry(struct span zip)
{
    char *entry = memmem(zip.text, zip.length, "PK\x01\x02", 4);

    assert_non_null(entry);
    return entry;
}

static void encrypted_members_are_refused(void **state)
{
    struct span zip = make_two();
    char *local = (char *)(uintptr_t)zip.text;

    (void)state;
    local[6] |= 1;
    directory_entry(zip)[8] |= 1;
    assert_refused(zip, NULL, DIAG_FILE_FORMAT, "encrypted");
    free_zip(zip);
}

static void other_packings_are_refused(void **state)
{
    struct span zip = make_two();
    char *local = (char *)(uintptr_t)zip.text;

    (void)state;
    local[8] = 12; /* bzip2 */
    directory_entry(zip)[10] = 12;
    assert_refused(zip, NULL, DIAG_FILE_FORMAT, "packed in a way");
    free_zip(zip);
}

static void directories_that_lie_are_refused(void **state)
{
    struct span zip = make_two();

    (void)state;
    directory_entry(zip)[24] ^= 0x55; /* the expanded size */
    assert_refused(zip, NULL, DIAG_PACKAGE_DAMAGED, "damaged");
    free_zip(zip);
    zip = make_two();
    directory_entry(zip)[42] ^= 0x55; /* where the member stands */
    assert_refused(zip, NULL, DIAG_PACKAGE_DAMAGED, "damaged");
    free_zip(zip);
}

static void a_zip_cut_off_anywhere_is_refused(void **state)
{
    struct span zip = make_two();

    (void)state;
    for (size_t length = 0; length < zip.length; length++) {
        char *bytes = memory_copy_text(zip.text, length);

        assert_refused(span_at(bytes, length, 0), NULL, DIAG_PACKAGE_DAMAGED, "cut off");
        free(bytes);
    }
    free_zip(zip);
}

/* Every byte changed in turn: refused when opened or when read, or the words are still right. */
static void one_wrong_byte_is_never_taken_for_text(void **state)
{
    struct span zip = make_two();

    (void)state;
    for (size_t i = 0; i < zip.length; i++) {
        char *bytes = memory_copy_text(zip.text, zip.length);
        struct arena *arena = arena_new();
        struct zip_members *members;
        struct span text;

        bytes[i] = (char)(bytes[i] ^ 0x10);
        if (zip_members_open((struct span){ bytes, zip.length, 0 }, NULL, "plan.docx", NULL, &members) ==
            STATUS_OK) {
            for (size_t member = 0; member < zip_members_count(members); member++)
                if (zip_members_read(members, member, arena, &text) == STATUS_OK)
                    assert_true(span_equals(text, "<w:document/>") || span_equals(text, "hello hello hello"));
            zip_members_close(members);
        }
        arena_free(arena);
        free(bytes);
    }
    free_zip(zip);
}

static void assert_limit(struct span zip, struct zip_limits limits, const char *words)
{
    struct diag_list seen;
    struct zip_members *members;
    struct arena *arena = arena_new();
    struct span bytes;

    assert_int_equal(zip_members_open(zip, &limits, "plan.docx", diag_collect(&seen), &members), STATUS_OK);
    assert_int_equal(zip_members_read(members, 0, arena, &bytes), words ? STATUS_REFUSED : STATUS_OK);
    assert_int_equal(seen.count, words ? 1 : 0);
    if (words) {
        assert_int_equal(seen.items[0].code, DIAG_PACKAGE_LIMIT);
        assert_non_null(strstr(seen.items[0].what, words));
    }
    zip_members_close(members);
    diag_list_free(&seen);
    arena_free(arena);
}

static void bombs_are_stopped_at_the_limit_they_reach(void **state)
{
    size_t length = 64u << 20;
    struct part bomb = { "word/document.xml", memory_new(length), length };
    struct span zip = make_zip(&bomb, 1);
    struct zip_limits limits = zip_limits_default();

    (void)state;
    assert_limit(zip, limits, "more than 250 times");
    limits.ratio = 2000;
    assert_limit(zip, limits, NULL);
    limits.member_bytes = 1 << 20;
    assert_limit(zip, limits, "more than 1048576 bytes in its part \"word/document.xml\"");
    limits = (struct zip_limits){ .members = 1, .member_bytes = length, .total_bytes = 1000, .ratio = 2000 };
    assert_limit(zip, limits, "more than 1000 bytes by its part \"word/document.xml\"");
    limits.members = 0;
    assert_refused(zip, &limits, DIAG_PACKAGE_LIMIT, "more than 0 parts");
    free((void *)(uintptr_t)bomb.bytes);
    free_zip(zip);
}

static void a_member_is_read_in_pieces(void **state)
{
    struct span zip = make_two();
    struct zip_members *members;
    struct zip_stream *stream;
    struct buffer text = { 0 };
    char room[5];
    size_t length;

    (void)state;
    assert_int_equal(zip_members_open(zip, NULL, "plan.docx", NULL, &members), STATUS_OK);
    assert_int_equal(zip_stream_open(members, 0, &stream), STATUS_OK);
    do {
        assert_int_equal(zip_stream_read(stream, room, sizeof room, &length), STATUS_OK);
        buffer_add(&text, room, length);
    } while (length);
    zip_stream_close(stream);
    zip_stream_close(NULL);
    assert_string_equal(buffer_string(&text), "hello hello hello");
    buffer_free(&text);
    zip_members_close(members);
    free_zip(zip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_found_and_read),
        cmocka_unit_test(folders_are_left_out),
        cmocka_unit_test(names_that_deceive_are_refused),
        cmocka_unit_test(encrypted_members_are_refused),
        cmocka_unit_test(other_packings_are_refused),
        cmocka_unit_test(directories_that_lie_are_refused),
        cmocka_unit_test(a_zip_cut_off_anywhere_is_refused),
        cmocka_unit_test(one_wrong_byte_is_never_taken_for_text),
        cmocka_unit_test(bombs_are_stopped_at_the_limit_they_reach),
        cmocka_unit_test(a_member_is_read_in_pieces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
