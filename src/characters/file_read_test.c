#include "characters/file_read.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/diagnostic.h"

enum { NOBODY = 65534 };

/* A folder of its own for each test, which is the working folder while it runs. */
static int enter_folder(void **state)
{
    char *folder = strdup("/tmp/planrisk-files-XXXXXX");

    *state = folder;
    return mkdtemp(folder) && chmod(folder, 0755) == 0 && chdir(folder) == 0 ? 0 : -1;
}

static int remove_entry(const char *path, const struct stat *facts, int kind, struct FTW *place)
{
    (void)facts;
    (void)kind;
    (void)place;
    return remove(path);
}

static int leave_folder(void **state)
{
    bool left = chdir("/") == 0 && nftw(*state, remove_entry, 8, FTW_DEPTH | FTW_PHYS) == 0;

    free(*state);
    return left ? 0 : -1;
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void make_folder(const char *path)
{
    assert_int_equal(mkdir(path, 0755), 0);
}

static void assert_list(const struct input_list *list, size_t count, const char *const relative[])
{
    for (size_t i = 0; i < count && i < list->count; i++)
        assert_string_equal(list->items[i].relative, relative[i]);
    assert_int_equal(list->count, count);
}

static void hashes_are_those_of_the_standard(void **state)
{
    char hex[65];

    (void)state;
    sha256_hex(span_of(""), hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    sha256_hex(span_of("abc"), hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void a_file_is_read_whole(void **state)
{
    struct file_bytes file;

    (void)state;
    put("plan.txt", "abc");
    assert_int_equal(file_read("plan.txt", NULL, &file), STATUS_OK);
    assert_true(span_equals(file.bytes, "abc"));
    assert_string_equal(file.sha256, "");
    file_bytes_hash(&file);
    assert_string_equal(file.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    file_bytes_free(&file);
    assert_null(file.bytes.text);
}

static void standard_input_is_read_to_its_end(void **state)
{
    struct file_bytes file;
    int ends[2];
    int before = dup(STDIN_FILENO);

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "a plan", 6), 6);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    assert_int_equal(file_read("-", NULL, &file), STATUS_OK);
    dup2(before, STDIN_FILENO);
    close(before);
    close(ends[0]);
    assert_true(span_equals(file.bytes, "a plan"));
    file_bytes_free(&file);
}

static void assert_unread(const char *path, enum diag_code code)
{
    struct diag_list seen;
    struct file_bytes file;

    assert_int_equal(file_read(path, diag_collect(&seen), &file), STATUS_REFUSED);
    assert_null(file.bytes.text);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.items[0].code, code);
    assert_string_equal(seen.items[0].file, path);
    diag_list_free(&seen);
}

static void what_is_no_file_is_refused(void **state)
{
    (void)state;
    make_folder("folder");
    put("empty.txt", "");
    put("huge.txt", "x");
    assert_int_equal(truncate("huge.txt", (1L << 30) + 1), 0);
    assert_unread("none.txt", DIAG_FILE_MISSING);
    assert_unread("empty.txt/none.txt", DIAG_FILE_MISSING);
    assert_unread("folder", DIAG_FILE_UNREADABLE);
    assert_unread("/dev/zero", DIAG_FILE_UNREADABLE);
    assert_unread("empty.txt", DIAG_FILE_EMPTY);
    assert_unread("huge.txt", DIAG_FILE_TOO_LARGE);
}

static void a_folder_is_listed_in_order(void **state)
{
    static const char *const wanted[] = { "2009/plan.txt", "2010.txt", "2010/a.docx",
                                          "2010/b/c.txt",  "Z.txt",    "plan.txt" };
    struct input_list list = { 0 };

    (void)state;
    make_folder("in");
    make_folder("in/2009");
    make_folder("in/2010");
    make_folder("in/2010/b");
    make_folder("in/.git");
    make_folder("in/nothing");
    put("in/plan.txt", "x");
    put("in/2010.txt", "x");
    put("in/2010/b/c.txt", "x");
    put("in/2010/a.docx", "x");
    put("in/2009/plan.txt", "x");
    put("in/Z.txt", "x");
    put("in/.git/config", "x");
    put("in/.hidden", "x");
    put("in/plan.txt~", "x");
    put("in/#plan.txt#", "x");
    put("in/~$plan.docx", "x");
    put("in/plan.bak", "x");
    assert_int_equal(mkfifo("in/pipe", 0600), 0);
    assert_int_equal(symlink("..", "in/2010/up"), 0);
    assert_int_equal(symlink("2010", "in/also-2010"), 0);
    assert_int_equal(input_list_add(&list, "in//", NULL), STATUS_OK);
    /* 2010 is met first, so also-2010, which is the same folder, adds nothing */
    assert_list(&list, ARRAY_LENGTH(wanted), wanted);
    assert_string_equal(list.items[0].path, "in/2009/plan.txt");
    input_list_free(&list);
}

static void files_are_named_without_their_folder(void **state)
{
    static const char *const wanted[] = { "plan.txt", ".plan~", "-" };
    struct input_list list = { 0 };
    struct diag_list seen;
    struct diag_sink *sink = diag_collect(&seen);

    (void)state;
    make_folder("in");
    put("in/plan.txt", "x");
    put(".plan~", "x");
    assert_int_equal(input_list_add(&list, "in/plan.txt", sink), STATUS_OK);
    assert_int_equal(input_list_add(&list, ".plan~", sink), STATUS_OK);
    assert_int_equal(input_list_add(&list, "-", sink), STATUS_OK);
    assert_int_equal(seen.count, 0);
    assert_int_equal(input_list_add(&list, "-", sink), STATUS_USAGE);
    assert_int_equal(input_list_add(&list, "none", sink), STATUS_REFUSED);
    assert_int_equal(seen.count, 2);
    assert_list(&list, ARRAY_LENGTH(wanted), wanted);
    diag_list_free(&seen);
    input_list_free(&list);
}

static void what_cannot_be_read_costs_only_itself(void **state)
{
    static const char *const wanted[] = { "a.txt", "z.txt" };
    struct input_list list = { 0 };
    struct diag_list seen;
    uid_t user = geteuid();

    (void)state;
    make_folder("in");
    make_folder("in/locked");
    put("in/locked/plan.txt", "x");
    put("in/a.txt", "x");
    put("in/z.txt", "x");
    put("secret.txt", "x");
    assert_int_equal(symlink("nowhere", "in/dangling"), 0);
    assert_int_equal(chmod("in/locked", 0), 0);
    assert_int_equal(chmod("secret.txt", 0), 0);
    if (user == 0)
        assert_int_equal(seteuid(NOBODY), 0);
    enum status status = input_list_add(&list, "in", diag_collect(&seen));

    assert_unread("secret.txt", DIAG_FILE_UNREADABLE);
    if (user == 0)
        assert_int_equal(seteuid(user), 0);
    assert_int_equal(chmod("in/locked", 0755), 0); /* so that leave_folder can go in */
    assert_int_equal(status, STATUS_REFUSED);
    assert_list(&list, ARRAY_LENGTH(wanted), wanted);
    assert_int_equal(seen.count, 2);
    assert_string_equal(seen.items[0].file, "in/dangling");
    assert_string_equal(seen.items[1].file, "in/locked");
    diag_list_free(&seen);
    input_list_free(&list);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes_are_those_of_the_standard),
        IN_FOLDER(a_file_is_read_whole),
        IN_FOLDER(standard_input_is_read_to_its_end),
        IN_FOLDER(what_is_no_file_is_refused),
        IN_FOLDER(a_folder_is_listed_in_order),
        IN_FOLDER(files_are_named_without_their_folder),
        IN_FOLDER(what_cannot_be_read_costs_only_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
