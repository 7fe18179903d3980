#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "store/schema.h"
#include "store/schema_image.h"
#include "store/store.h"
#include "store/store_private.h"

struct fixture {
    char folder[32];
    char path[64]; /* of no file yet */
};

static int set_up(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){ .folder = "/tmp/planrisk-XXXXXX" };
    *state = &fixture;
    if (!mkdtemp(fixture.folder))
        return -1;
    snprintf(fixture.path, sizeof fixture.path, "%s/new.db", fixture.folder);
    return 0;
}

static int tear_down(void **state)
{
    const struct fixture *fixture = *state;

    unlink(fixture->path);
    return rmdir(fixture->folder); /* fails where anything else was left */
}

static int add_row(void *context, int count, char **values, char **names)
{
    (void)names;
    for (int i = 0; i < count; i++) {
        buffer_add_string(context, values[i] ? values[i] : "NULL");
        buffer_add_byte(context, '|');
    }
    return 0;
}

/* All that a new database holds, as text. */
static char *contents_of(const char *path)
{
    static const char *const questions[] = {
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name",
        "SELECT * FROM field",
        "SELECT * FROM line_use",
        "SELECT * FROM item_search_config",
        "SELECT quote(block) FROM item_search_data",
        "PRAGMA user_version",
        "PRAGMA application_id",
        "PRAGMA page_size",
        "PRAGMA integrity_check",
    };
    struct store *store = NULL;
    struct buffer text = { 0 };

    assert_int_equal(store_open(path, STORE_WRITE, NULL, &store), STATUS_OK);
    for (size_t i = 0; i < ARRAY_LENGTH(questions); i++)
        assert_int_equal(sqlite3_exec(store->database.handle, questions[i], add_row, &text, NULL), SQLITE_OK);
    store_close(store);
    char *copy = strdup(buffer_string(&text));

    buffer_free(&text);
    return copy;
}

static void it_is_what_sqlite_makes_of_the_schema(void **state)
{
    const struct fixture *fixture = *state;
    char *image, *made = contents_of(":memory:");

    assert_true(schema_image_make(fixture->path));
    image = contents_of(fixture->path);
    assert_string_equal(image, made);
    free(image);
    free(made);
}

static void a_file_that_is_there_is_left_alone(void **state)
{
    const struct fixture *fixture = *state;
    struct stat status;
    FILE *file = fopen(fixture->path, "wb");

    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    assert_false(schema_image_make(fixture->path));
    assert_int_equal(stat(fixture->path, &status), 0);
    assert_int_equal(status.st_size, 0);
}

static void names_that_are_no_files_make_none(void **state)
{
    (void)state;
    assert_false(schema_image_make(":memory:"));
    assert_false(schema_image_make(""));
    assert_false(schema_image_make("/nowhere/new.db"));
    assert_int_not_equal(access(":memory:", F_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_is_what_sqlite_makes_of_the_schema, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_that_is_there_is_left_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_that_are_no_files_make_none, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
