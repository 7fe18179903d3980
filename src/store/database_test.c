#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <inttypes.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "grammar/grammar.h"
#include "plan/plan.h"
#include "store/sample_plan.h"
#include "store/store.h"
#include "store/store_private.h"

/* Databases that are none, that others hold, that can't be written, that are damaged: one line each, nothing
 * lost. */

struct fixture {
    char folder[32];
    char path[64];
    struct grammar *grammar;
    struct arena *arena;
    struct diag_list seen;
    struct store *store;
};

static int set_up(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){ .folder = "/tmp/planrisk-XXXXXX" };
    *state = &fixture;
    if (!mkdtemp(fixture.folder))
        return 1;
    snprintf(fixture.path, sizeof fixture.path, "%s/a b?#%%.db",
             fixture.folder); /* a name that a URI would trip over */
    fixture.arena = arena_new();
    return grammar_load(NULL, diag_collect(&fixture.seen), &fixture.grammar) != STATUS_OK;
}

static void free_all(struct fixture *fixture)
{
    store_close(fixture->store);
    grammar_free(fixture->grammar);
    arena_free(fixture->arena);
    diag_list_free(&fixture->seen);
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    DIR *folder;

    free_all(fixture);
    chmod(fixture->folder, 0700);
    folder = opendir(fixture->folder);
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;)
        unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
    rmdir(fixture->folder);
    return 0;
}

static enum status open_store(struct fixture *fixture, enum store_mode mode)
{
    return store_open(fixture->path, mode, &fixture->seen.sink, &fixture->store);
}

static void close_store(struct fixture *fixture)
{
    store_close(fixture->store);
    fixture->store = NULL;
}

static enum status save(struct fixture *fixture, const char *path, const char *sha256)
{
    struct plan *plan = sample_plan_new(fixture->arena, path, sha256, "Norton Borough Council");
    enum store_saved saved;

    return store_save_plan(fixture->store, fixture->grammar, plan, NULL, &saved);
}

static size_t count_plans(struct fixture *fixture)
{
    struct plan_set set = { 0 };

    assert_int_equal(store_load_plans(fixture->store, &(struct load_options){ .with_evidence = true },
                                      fixture->arena, &set),
                     STATUS_OK);
    return set.count;
}

static void one_diagnostic(const struct fixture *fixture, enum diag_code code, const char *words)
{
    assert_int_equal(fixture->seen.count, 1);
    assert_int_equal(fixture->seen.items[0].code, code);
    assert_string_equal(fixture->seen.items[0].file, fixture->path);
    if (!strstr(fixture->seen.items[0].what, words))
        fail_msg("\"%s\" has no \"%s\"", fixture->seen.items[0].what, words);
}

static void write_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *handle = NULL;

    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
}

/* ---- files that are no database of ours -------------------------------------------------------- */

static void a_database_that_is_not_there_is_not_made_by_reading(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(open_store(fixture, STORE_READ), STATUS_DATABASE);
    one_diagnostic(fixture, DIAG_DATABASE, "there is no such database");
    assert_int_equal(access(fixture->path, F_OK), -1);
}

static void a_text_file_is_no_database(void **state)
{
    struct fixture *fixture = *state;
    static const char text[4096] = "Dear all, please find attached the plan, which is no database at all.";
    char kept[sizeof text];

    write_file(fixture->path, text, sizeof text);
    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_DATABASE);
    one_diagnostic(fixture, DIAG_DATABASE_FOREIGN, "no database");
    FILE *file = fopen(fixture->path, "rb");

    assert_int_equal(fread(kept, 1, sizeof kept, file), sizeof kept);
    fclose(file);
    assert_memory_equal(kept, text, sizeof text);
}

static void another_programs_database_is_left_alone(void **state)
{
    struct fixture *fixture = *state;

    run_sql(fixture->path, "CREATE TABLE plan (id); INSERT INTO plan VALUES (1)");
    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_DATABASE);
    one_diagnostic(fixture, DIAG_DATABASE_FOREIGN, "another program");
    run_sql(fixture->path, "INSERT INTO plan VALUES (2)");
}

static void a_newer_database_is_refused(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_OK);
    close_store(fixture);
    run_sql(fixture->path, "PRAGMA user_version = 99");
    assert_int_equal(open_store(fixture, STORE_READ), STATUS_DATABASE);
    one_diagnostic(fixture, DIAG_DATABASE_NEWER, "newer");
}

static void an_empty_file_becomes_a_database_by_writing_only(void **state)
{
    struct fixture *fixture = *state;

    write_file(fixture->path, "", 0);
    assert_int_equal(open_store(fixture, STORE_READ), STATUS_DATABASE);
    one_diagnostic(fixture, DIAG_DATABASE, "nothing in this database");
    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_OK);
    assert_int_equal(save(fixture, "a.txt", "aa"), STATUS_OK);
}

static void a_folder_is_no_database(void **state)
{
    struct fixture *fixture = *state;

    snprintf(fixture->path, sizeof fixture->path, "%s", fixture->folder);
    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_DATABASE);
    one_diagnostic(fixture, DIAG_DATABASE, "can't be opened");
}

static void a_truncated_database_is_damaged_not_a_crash(void **state)
{
    struct fixture *fixture = *state;
    struct plan_set set;
    enum status status;

    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_OK);
    assert_int_equal(save(fixture, "a.txt", "aa"), STATUS_OK);
    close_store(fixture);
    assert_int_equal(truncate(fixture->path, 16384), 0);
    if ((status = open_store(fixture, STORE_READ)) == STATUS_OK)
        status = store_load_plans(fixture->store, &(struct load_options){ .with_evidence = true },
                                  fixture->arena, &set);
    assert_int_equal(status, STATUS_DATABASE);
    one_diagnostic(fixture, DIAG_DATABASE, "damaged");
}

/* Every byte but the first page's, one place after another: an answer or a refusal, never a crash or a place
 * outside the text. */
static void a_damaged_database_is_refused_or_read(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_OK);
    assert_int_equal(save(fixture, "a.txt", "aa"), STATUS_OK);
    close_store(fixture);
    for (long at = 4096; at < 4096 + 97 * 400; at += 97) {
        struct plan_set set = { 0 };
        struct search_result hits;
        FILE *file = fopen(fixture->path, "r+b");
        int old;

        fseek(file, at, SEEK_SET);
        if ((old = fgetc(file)) == EOF) {
            fclose(file);
            break;
        }
        fseek(file, at, SEEK_SET);
        fputc(old ^ 0x5a, file);
        fclose(file);
        if (open_store(fixture, STORE_READ) == STATUS_OK &&
            store_load_plans(fixture->store, &(struct load_options){ .with_evidence = true }, fixture->arena,
                             &set) == STATUS_OK &&
            store_search(fixture->store, "handbook", 5, fixture->arena, &hits) == STATUS_OK &&
            set.count > 0 && set.items[0]->text.text && set.items[0]->action_count > 0)
            for (size_t i = 0; i < set.items[0]->actions[0].text.source.extent_count; i++) {
                struct extent extent = set.items[0]->actions[0].text.source.extents[i];

                assert_true(extent.offset + extent.length <= set.items[0]->text.length);
            }
        close_store(fixture);
        file = fopen(fixture->path, "r+b");
        fseek(file, at, SEEK_SET);
        fputc(old, file);
        fclose(file);
    }
}

/* ---- others -------------------------------------------------------------------------------------- */

static void a_locked_database_is_told_and_works_again(void **state)
{
    struct fixture *fixture = *state;
    sqlite3 *other = NULL;

    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_OK);
    sqlite3_busy_timeout(fixture->store->database.handle, 1); /* not the seconds that a person waits */
    assert_int_equal(sqlite3_open(fixture->path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(save(fixture, "a.txt", "aa"), STATUS_DATABASE);
    one_diagnostic(fixture, DIAG_DATABASE_LOCKED, "another program");
    assert_int_equal(count_plans(fixture), 0); /* reading goes on meanwhile */
    assert_int_equal(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(save(fixture, "a.txt", "aa"), STATUS_OK);
    sqlite3_close(other);
}

static void one_reads_while_another_imports(void **state)
{
    struct fixture *fixture = *state;
    struct store *reader = NULL;
    struct plan_set set;

    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_OK);
    assert_int_equal(save(fixture, "a.txt", "aa"), STATUS_OK);
    assert_int_equal(store_open(fixture->path, STORE_READ, &fixture->seen.sink, &reader), STATUS_OK);
    assert_int_equal(save(fixture, "b.txt", "bb"), STATUS_OK);
    assert_int_equal(store_load_plans(reader, &(struct load_options){ 0 }, fixture->arena, &set), STATUS_OK);
    assert_int_equal(set.count, 2);
    store_close(reader);
    assert_int_equal(fixture->seen.count, 0);
}

/* Reading may take long: whoever ends an import meanwhile is not held up by it. */
static void an_import_ends_while_another_reads(void **state)
{
    struct fixture *fixture = *state;
    struct store *reader = NULL;
    time_t begin;

    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_OK);
    assert_int_equal(save(fixture, "a.txt", "aa"), STATUS_OK);
    assert_int_equal(store_open(fixture->path, STORE_READ, &fixture->seen.sink, &reader), STATUS_OK);
    assert_int_equal(database_begin_read(&reader->database), STATUS_OK);
    assert_int_equal(statement_run(statement_of(&reader->database, STATEMENT_LIST_EDITIONS)), STATUS_OK);
    begin = time(NULL);
    close_store(fixture);
    assert_true(time(NULL) - begin < 4);
    assert_int_equal(database_end(&reader->database, STATUS_OK), STATUS_OK);
    store_close(reader);
    assert_int_equal(open_store(fixture, STORE_READ), STATUS_OK);
    assert_int_equal(count_plans(fixture), 1);
    assert_int_equal(fixture->seen.count, 0);
}

/* Runs a test's part in a process of its own, as nobody where we are root (root may write everywhere). */
static void in_a_child(struct fixture *fixture, enum status (*part)(struct fixture *fixture),
                       enum status expected, const char *diagnostic)
{
    pid_t child = fork();
    int result = 0;

    if (child == 0) {
        if (geteuid() == 0 && setuid(65534) != 0)
            _exit(100);
        enum status status = part(fixture);
        bool told = !diagnostic || (fixture->seen.count == 1 &&
                                    strcmp(diag_name(fixture->seen.items[0].code), diagnostic) == 0);

        free_all(fixture); /* valgrind looks at what a child leaves, too */
        _exit(status != expected ? 101 : told ? 0 : 102);
    }
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFEXITED(result));
    assert_int_equal(WEXITSTATUS(result), 0);
}

static enum status read_one_plan(struct fixture *fixture)
{
    enum status status = open_store(fixture, STORE_READ);
    struct plan_set set = { 0 };

    if (status == STATUS_OK)
        status = store_load_plans(fixture->store, &(struct load_options){ 0 }, fixture->arena, &set);
    return status == STATUS_OK && set.count != 1 ? STATUS_USAGE : status;
}

static enum status open_to_write(struct fixture *fixture)
{
    return open_store(fixture, STORE_WRITE);
}

static void make_read_only(struct fixture *fixture)
{
    assert_int_equal(chmod(fixture->path, 0444), 0);
    assert_int_equal(chmod(fixture->folder, 0555), 0);
}

static void a_read_only_database_is_read_and_not_written(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_OK);
    assert_int_equal(save(fixture, "a.txt", "aa"), STATUS_OK);
    close_store(fixture);
    make_read_only(fixture);
    in_a_child(fixture, read_one_plan, STATUS_OK, NULL);
    in_a_child(fixture, open_to_write, STATUS_DATABASE, "database-read-only");
}

/* As another program may have left it: in WAL mode, without the log beside it. */
static void a_read_only_database_in_wal_mode_is_read(void **state)
{
    struct fixture *fixture = *state;

    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_OK);
    assert_int_equal(save(fixture, "a.txt", "aa"), STATUS_OK);
    close_store(fixture);
    run_sql(fixture->path, "PRAGMA journal_mode = wal; CREATE TABLE t (x); DROP TABLE t");
    make_read_only(fixture);
    in_a_child(fixture, read_one_plan, STATUS_OK, NULL);
}

static void at_rest_a_database_is_one_file(void **state)
{
    struct fixture *fixture = *state;
    size_t files = 0;
    DIR *folder;

    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_OK);
    assert_int_equal(save(fixture, "a.txt", "aa"), STATUS_OK);
    close_store(fixture);
    folder = opendir(fixture->folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        files += entry->d_name[0] != '.';
    closedir(folder);
    assert_int_equal(files, 1);
}

/* ---- no room ----------------------------------------------------------------------------------- */

static void a_full_database_keeps_what_it_has(void **state)
{
    struct fixture *fixture = *state;
    int64_t pages = 0;
    char sql[64];

    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_OK);
    assert_int_equal(save(fixture, "a.txt", "aa"), STATUS_OK);
    assert_int_equal(database_ask(&fixture->store->database, "PRAGMA page_count", &pages), STATUS_OK);
    for (int64_t room = 0; room < 3; room++) {
        snprintf(sql, sizeof sql, "PRAGMA max_page_count = %" PRId64, pages + room);
        assert_int_equal(database_run_script(&fixture->store->database, sql), STATUS_OK);
        for (int i = 0; i < 400 && fixture->seen.count == 0; i++) {
            char name[16];

            snprintf(name, sizeof name, "%d.txt", i + 1000 * (int)room);
            if (save(fixture, arena_copy_string(fixture->arena, name),
                     arena_copy_string(fixture->arena, name)) == STATUS_OK)
                assert_int_equal(fixture->seen.count, 0);
        }
        one_diagnostic(fixture, DIAG_DATABASE_FULL, "no room");
        diag_list_free(&fixture->seen);
    }
    assert_int_equal(database_run_script(&fixture->store->database, "PRAGMA max_page_count = 1000000"),
                     STATUS_OK);

    size_t before = count_plans(fixture);

    assert_int_equal(save(fixture, "after.txt", "after"), STATUS_OK);
    assert_int_equal(count_plans(fixture), before + 1);
}

/* A file size limit stands for a full disk; in a process of its own, since it can't be lifted. */
static enum status write_until_full(struct fixture *fixture)
{
    enum status status = STATUS_OK;

    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 1500000, 1500000 }) != 0)
        return STATUS_USAGE;
    for (int i = 0; i < 2000 && status == STATUS_OK; i++) {
        char name[16];

        snprintf(name, sizeof name, "%d.txt", i);
        status =
            save(fixture, arena_copy_string(fixture->arena, name), arena_copy_string(fixture->arena, name));
    }
    return status;
}

static enum status fill_a_disk(struct fixture *fixture)
{
    enum status status = open_store(fixture, STORE_WRITE);

    return status == STATUS_OK ? write_until_full(fixture) : status;
}

static void a_full_disk_keeps_whole_documents(void **state)
{
    struct fixture *fixture = *state;
    struct plan_set set;
    int64_t sound = 0;

    assert_int_equal(chmod(fixture->folder, 0777), 0);
    in_a_child(fixture, fill_a_disk, STATUS_DATABASE, "database-full");
    assert_int_equal(chmod(fixture->path, 0666), 0);
    assert_int_equal(open_store(fixture, STORE_WRITE), STATUS_OK);
    assert_int_equal(database_ask(&fixture->store->database,
                                  "SELECT integrity_check = 'ok' FROM pragma_integrity_check", &sound),
                     STATUS_OK);
    assert_int_equal(sound, 1);
    assert_int_equal(store_load_plans(fixture->store, &(struct load_options){ 0 }, fixture->arena, &set),
                     STATUS_OK);
    assert_true(set.count > 0);
    for (size_t i = 0; i < set.count; i++) {
        assert_int_equal(set.items[i]->action_count, 2);
        assert_int_equal(set.items[i]->indicator_count, 1);
    }
    assert_int_equal(save(fixture, "after.txt", "after"), STATUS_OK);
    assert_int_equal(fixture->seen.count, 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_database_that_is_not_there_is_not_made_by_reading),
        TEST(a_text_file_is_no_database),
        TEST(another_programs_database_is_left_alone),
        TEST(a_newer_database_is_refused),
        TEST(an_empty_file_becomes_a_database_by_writing_only),
        TEST(a_folder_is_no_database),
        TEST(a_truncated_database_is_damaged_not_a_crash),
        TEST(a_damaged_database_is_refused_or_read),
        TEST(a_locked_database_is_told_and_works_again),
        TEST(one_reads_while_another_imports),
        TEST(an_import_ends_while_another_reads),
        TEST(a_read_only_database_is_read_and_not_written),
        TEST(a_read_only_database_in_wal_mode_is_read),
        TEST(at_rest_a_database_is_one_file),
        TEST(a_full_database_keeps_what_it_has),
        TEST(a_full_disk_keeps_whole_documents),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
