#include "output/output_file.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/diagnostic.h"

struct folder {
    char path[64];
    char file[96];
};

static int set_up(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);

    strcpy(folder->path, "/tmp/planrisk-test-XXXXXX");
    if (!mkdtemp(folder->path))
        return -1;
    snprintf(folder->file, sizeof folder->file, "%s/result", folder->path);
    *state = folder;
    return 0;
}

static int tear_down(void **state)
{
    struct folder *folder = *state;

    unlink(folder->file);
    int left = rmdir(folder->path); /* fails where a temporary file was left behind */
    free(folder);
    return left;
}

static void assert_content(const char *path, const char *expected)
{
    char bytes[64] = "";
    FILE *stream = fopen(path, "rb");

    assert_non_null(stream);
    assert_true(fread(bytes, 1, sizeof bytes - 1, stream) <= sizeof bytes);
    fclose(stream);
    assert_string_equal(bytes, expected);
}

static void write_result(const struct folder *folder, const char *words)
{
    struct output_file file;

    assert_int_equal(output_file_open(&file, folder->file, NULL), STATUS_OK);
    fputs(words, file.stream);
    assert_int_equal(output_file_finish(&file, NULL), STATUS_OK);
}

static void a_finished_file_has_its_name(void **state)
{
    const struct folder *folder = *state;

    write_result(folder, "new");
    assert_content(folder->file, "new");
}

static void an_abandoned_file_leaves_the_old_one(void **state)
{
    const struct folder *folder = *state;
    struct output_file file;

    write_result(folder, "old");
    assert_int_equal(output_file_open(&file, folder->file, NULL), STATUS_OK);
    fputs("half", file.stream);
    output_file_abandon(&file);
    output_file_abandon(&file);
    assert_content(folder->file, "old");
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    struct diag_list said;
    struct output_file file;

    (void)state;
    assert_int_equal(output_file_open(&file, "/no/such/folder/x", diag_collect(&said)), STATUS_OUTPUT);
    assert_int_equal(said.count, 1);
    assert_int_equal(said.items[0].code, DIAG_OUTPUT);
    diag_list_free(&said);
}

static void a_full_disk_is_told(void **state)
{
    struct diag_list said;
    struct output_file file;

    (void)state;
    assert_int_equal(output_file_open(&file, "/dev/full", diag_collect(&said)), STATUS_OK);
    fputs("words", file.stream);
    assert_int_equal(output_file_finish(&file, &said.sink), STATUS_OUTPUT);
    assert_int_equal(said.count, 1);
    diag_list_free(&said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_finished_file_has_its_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_abandoned_file_leaves_the_old_one, set_up, tear_down),
        cmocka_unit_test(a_folder_that_is_not_there_is_told),
        cmocka_unit_test(a_full_disk_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
