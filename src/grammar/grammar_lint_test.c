#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diagnostic.h"
#include "base/embedded_file.h"
#include "base/status.h"
#include "grammar/grammar.h"
#include "grammar/grammar_lint.h"

static const char shipped_text[] = "define:\n"
                                   "  word: (?:ash|elm)\n"
                                   "headers:\n"
                                   "  owner: [who]\n"
                                   "  due: [when]\n"
                                   "forms:\n"
                                   "  - name: tree\n"
                                   "    means: plant\n"
                                   "    pattern: '{{word}}'\n"
                                   "  - name: number\n"
                                   "    pattern: \\d+\n"
                                   "concepts:\n"
                                   "  grove: { label: Grove }\n";

/* Doubts about a user's "trees.yaml" over the shipped one, as "LINE:COLUMN what" with a line end each. */
static void lint(const char *user, char *out, size_t size)
{
    static const struct embedded_file files[] = { { "trees", shipped_text, sizeof shipped_text - 1, 0, NULL },
                                                  { 0 } };
    char folder[] = "/tmp/planrisk-XXXXXX", path[64];
    struct grammar *grammar = NULL, *shipped = NULL;
    struct diag_list seen;
    FILE *file;

    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/trees.yaml", folder);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(user, file);
    fclose(file);
    assert_int_equal(grammar_load_from(files, NULL, diag_collect(&seen), &shipped), STATUS_OK);
    assert_int_equal(grammar_load_from(files, folder, &seen.sink, &grammar), STATUS_OK);
    size_t found = grammar_lint(grammar, shipped, &seen.sink);

    assert_int_equal(found, seen.count);
    *out = '\0';
    for (size_t i = 0; i < seen.count; i++)
        snprintf(out + strlen(out), size - strlen(out), "%zu:%zu %s\n", seen.items[i].line,
                 seen.items[i].column, seen.items[i].what);
    grammar_free(grammar);
    grammar_free(shipped);
    diag_list_free(&seen);
    unlink(path);
    rmdir(folder);
}

static void what_can_not_work_is_told(void **state)
{
    static const struct {
        const char *user;
        const char *doubts;
    } cases[] = {
        { "headers:\n  owner: [custodian]\n", "" },
        { "forms:\n  - name: oak\n    means: plant\n    pattern: oak\n", "" },
        { "concepts:\n  hedge: { label: Hedge }\n", "" },
        { "header:\n  owner: [custodian]\n",
          "1:1 nothing reads 'header' in trees.yaml; is 'headers' meant?\n" },
        { "headers:\n  ownr: [custodian]\n",
          "2:3 nothing reads 'ownr' in trees.headers; is 'owner' meant?\n" },
        { "forms:\n  - name: oak\n    mean: plant\n    pattern: oak\n",
          "3:5 nothing reads 'mean' in an entry of trees.forms\n" },
        { "forms:\n  - name: number\n    pattern: \\d+\n",
          "2:5 'number' is the entry that is shipped, word for word; leave it out\n" },
        { "forms:\n  - name: tree\n    pattern: oak\n",
          "2:5 'tree' takes the place of the shipped entry of that name (grammars/trees.yaml:7); give it "
          "another name to have "
          "both\n2:5 'tree' has no 'means', which the entry that it takes the place of has\n" },
        { "define:\n  shrub: box\n", "2:3 no pattern uses the piece 'shrub'\n" },
        { "define:\n  word: box\n", "2:9 the piece 'word' takes the place of the shipped one "
                                    "(grammars/trees.yaml:2) in every pattern that uses it\n" },
        { "forms:\n  - name: any\n    pattern: '[a-z]+'\n",
          "2:5 'tree' is never reached: 'any' (/tmp/*:2) stands before it and takes what it is for, such as "
          "\"ash\"\n" },
    };
    char seen[4000];

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        lint(cases[i].user, seen, sizeof seen);
        char *path = strstr(seen, "/tmp/planrisk-");

        if (path) { /* the folder's name is a new one each time */
            char *end = strstr(path, ".yaml");

            memmove(path + 5, "*", 1);
            memmove(path + 6, end + 5, strlen(end + 5) + 1);
        }
        assert_string_equal(seen, cases[i].doubts);
    }
}

static void the_shipped_grammars_are_without_doubt(void **state)
{
    struct grammar *grammar;
    struct diag_list seen;

    (void)state;
    assert_int_equal(grammar_load(NULL, diag_collect(&seen), &grammar), STATUS_OK);
    grammar_lint(grammar, grammar, &seen.sink);
    if (seen.count)
        fail_msg("%s:%zu: %s", seen.items[0].file, seen.items[0].line, seen.items[0].what);
    grammar_free(grammar);
    diag_list_free(&seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_can_not_work_is_told),
        cmocka_unit_test(the_shipped_grammars_are_without_doubt),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
