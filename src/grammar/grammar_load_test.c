#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "grammar/pattern.h"
#include "grammar/pattern_set.h"
#include "grammar/test_load.h"
#include "grammar/vocabulary.h"

static const struct embedded_file shipped[] = {
#define FILE_OF(name, text)                                                                                  \
    {                                                                                                        \
        (name), (text), sizeof(text) - 1, 0, NULL                                                            \
    }
    FILE_OF("columns", "fields:\n  owner: [who, lead]\n  due: when\n"),
    FILE_OF("dates", "define: {year: '(?<year>20\\d\\d)', end: x}\n"
                     "settings: {pivot: 70, note: shipped}\n"
                     "forms:\n- {name: a, pattern: 'a{{year}}'}\n- {name: b, pattern: 'b{{year}}'}\n"),
    FILE_OF("schemes/small", "levels:\n- {name: low, score: 1}\n- {name: high, score: 2}\n"),
    { 0 },
};

/* ---- a folder of the user's ----------------------------------------------------------------------- */

struct folder {
    char path[64];
    struct buffer files[8]; /* paths */
    size_t count;
};

static void make_folder(struct folder *folder)
{
    *folder = (struct folder){ .path = "/tmp/planrisk-grammars-XXXXXX" };
    assert_non_null(mkdtemp(folder->path));
}

static const char *path_in(struct folder *folder, const char *name)
{
    struct buffer *path = &folder->files[folder->count++];

    buffer_add_format(path, "%s/%s", folder->path, name);
    return buffer_string(path);
}

static void write_file(struct folder *folder, const char *name, const char *text)
{
    FILE *stream = fopen(path_in(folder, name), "wb");

    assert_non_null(stream);
    fputs(text, stream);
    fclose(stream);
}

static void remove_folder(struct folder *folder)
{
    while (folder->count > 0) {
        struct buffer *path = &folder->files[--folder->count];

        assert_int_equal(remove(buffer_string(path)), 0);
        buffer_free(path);
    }
    assert_int_equal(rmdir(folder->path), 0);
}

static struct grammar *load_over(const char *overlay)
{
    struct diag_list seen;
    struct grammar *grammar = NULL;
    enum status status = grammar_load_from(shipped, overlay, diag_collect(&seen), &grammar);

    if (seen.count)
        fail_msg("%s:%zu: %s", seen.items[0].file, seen.items[0].line, seen.items[0].what);
    assert_int_equal(status, STATUS_OK);
    diag_list_free(&seen);
    return grammar;
}

/* ---- tests ---------------------------------------------------------------------------------------- */

static void rules_are_numbered_in_the_order_of_files(void **state)
{
    static const char *const names[] = {
        "",        "columns.owner", "columns.due",       "dates.pivot",       "dates.note",
        "dates.a", "dates.b",       "schemes/small.low", "schemes/small.high"
    };
    struct grammar *grammar = load_over(NULL);

    (void)state;
    assert_int_equal(grammar_rule_count(grammar), ARRAY_LENGTH(names) - 1);
    for (uint32_t i = 0; i < ARRAY_LENGTH(names); i++) {
        assert_string_equal(grammar_rule_name(grammar, i), names[i]);
        assert_int_equal(grammar_rule(grammar, names[i]), i);
    }
    assert_int_equal(grammar_rule(grammar, "dates.c"), 0);
    assert_string_equal(grammar_rule_name(grammar, 99), "");
    assert_int_equal(node_rule(node_item(node_get(grammar_file(grammar, "schemes/small"), "levels"), 1)), 8);
    assert_int_equal(node_rule(grammar_file(grammar, "dates")), 0);
    grammar_free(grammar);
}

static void a_folder_lies_over_the_shipped_files(void **state)
{
    struct folder folder;
    size_t length;

    (void)state;
    make_folder(&folder);
    write_file(&folder, "columns.yaml",
               "fields:\n  owner: [accountable]\n  due: [deadline]\n  cost: [budget]\n");
    write_file(&folder, "dates.yaml",
               "define: {end: y}\nsettings: {note: mine}\n"
               "forms:\n- {name: new, pattern: 'n{{dates.year}}'}\n- {name: b, pattern: 'B{{end}}'}\n");
    write_file(&folder, "extra.yaml", "words: [x]\n");
    write_file(&folder, "ignored.txt", "not: [yaml\n");
    write_file(&folder, ".hidden.yaml", "not: [yaml\n");
    struct grammar *grammar = load_over(folder.path);
    const struct vocabulary *fields = grammar_vocabulary(grammar, "columns.fields");
    const struct pattern_set *forms = grammar_pattern_set(grammar, "dates.forms");
    const struct node *settings = node_get(grammar_file(grammar, "dates"), "settings");

    assert_int_equal(vocabulary_find(fields, span_of("who")), 0);
    assert_int_equal(vocabulary_find(fields, span_of("accountable")), 0);
    assert_int_equal(vocabulary_find(fields, span_of("when")), 1);
    assert_int_equal(vocabulary_find(fields, span_of("deadline")), 1);
    assert_int_equal(vocabulary_find_prefix(fields, span_of("budget 2010"), &length), 2);
    assert_int_equal(pattern_set_count(forms), 3);
    assert_string_equal(node_get_text(pattern_set_entry(forms, 0), "name", ""), "new");
    assert_string_equal(node_get_text(pattern_set_entry(forms, 1), "name", ""), "a");
    assert_string_equal(node_get_text(pattern_set_entry(forms, 2), "pattern", ""), "B{{end}}");
    assert_string_equal(node_get_text(settings, "pivot", ""), "70");
    assert_string_equal(node_get_text(settings, "note", ""), "mine");
    assert_string_equal(node_text(node_item(node_get(grammar_file(grammar, "extra"), "words"), 0)), "x");
    grammar_free(grammar);
    remove_folder(&folder);
}

static void a_phrase_means_what_the_user_says(void **state)
{
    struct folder folder;

    (void)state;
    make_folder(&folder);
    write_file(&folder, "columns.yaml", "fields:\n  due: [who]\n  owner: [when]\n");
    struct grammar *grammar = load_over(folder.path);
    const struct vocabulary *fields = grammar_vocabulary(grammar, "columns.fields");

    assert_int_equal(vocabulary_find(fields, span_of("who")), 1);
    assert_int_equal(vocabulary_find(fields, span_of("when")), 0);
    assert_int_equal(vocabulary_find(fields, span_of("lead")), 0);
    grammar_free(grammar);
    remove_folder(&folder);
}

static void folders_in_the_folder_are_read(void **state)
{
    struct folder folder;

    (void)state;
    make_folder(&folder);
    assert_int_equal(mkdir(path_in(&folder, "schemes"), 0700), 0);
    write_file(&folder, "schemes/small.yaml", "levels:\n- {name: low, score: 5}\n");
    struct grammar *grammar = load_over(folder.path);
    const struct node *levels = node_get(grammar_file(grammar, "schemes/small"), "levels");

    assert_int_equal(node_count(levels), 2);
    assert_string_equal(node_get_text(node_item(levels, 0), "score", ""), "5");
    grammar_free(grammar);
    remove_folder(&folder);
}

/* The one message about a folder with this one file. */
static void assert_overlay_fault(const char *name, const char *text, size_t line, size_t column,
                                 const char *words)
{
    struct folder folder;
    struct diag_list seen;
    struct grammar *grammar = NULL;

    make_folder(&folder);
    write_file(&folder, name, text);
    assert_int_equal(grammar_load_from(shipped, folder.path, diag_collect(&seen), &grammar), STATUS_GRAMMAR);
    assert_null(grammar);
    if (seen.count != 1 || seen.items[0].line != line || seen.items[0].column != column ||
        !strstr(seen.items[0].what, words) ||
        strcmp(seen.items[0].file, buffer_string(&folder.files[0])) != 0)
        fail_msg("%zu messages; %s:%zu:%zu: %s", seen.count, seen.items[0].file, seen.items[0].line,
                 seen.items[0].column, seen.items[0].what);
    diag_list_free(&seen);
    remove_folder(&folder);
}

static void a_fault_in_the_folder_is_said_with_its_path(void **state)
{
    (void)state;
    assert_overlay_fault("dates.yaml", "forms: [\n", 2, 1, "did not find");
    assert_overlay_fault("dates.yaml", "forms: {a: b}\n", 1, 8,
                         "must be a list or a text, as in grammars/dates.yaml:4");
    assert_overlay_fault("columns.yaml", "fields: [a]\n", 1, 9,
                         "must be a mapping, as in grammars/columns.yaml:2");
    assert_overlay_fault("columns.yaml", "fields:\n  due: [x]\n  owner: [x]\n", 2, 9,
                         "'x' stands under 'owner' already");
    assert_overlay_fault("dates.yaml", "forms:\n- {name: b, pattern: '(x'}\n", 2, 25,
                         "missing closing parenthesis");
    assert_overlay_fault("dates.yaml", "forms:\n- {name: z, pattern: x}\n- {name: z, pattern: y}\n", 3, 3,
                         "the name 'z' stands in this list already, in line 2");
    assert_overlay_fault("dates.yaml", "define: {year: '20['}\n", 1, 20, "missing terminating ]");
}

static void a_folder_that_can_not_be_read_is_refused(void **state)
{
    struct diag_list seen;
    struct grammar *grammar = NULL;

    (void)state;
    assert_int_equal(grammar_load_from(shipped, "/nowhere/at/all", diag_collect(&seen), &grammar),
                     STATUS_REFUSED);
    assert_null(grammar);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.items[0].code, DIAG_FILE_MISSING);
    assert_string_equal(seen.items[0].file, "/nowhere/at/all");
    diag_list_free(&seen);
}

static void the_digest_tells_what_was_read(void **state)
{
    static const struct embedded_file one[] = { FILE_OF("f", "a: [x, y]\nb: z\n"), { 0 } };
    static const struct embedded_file written_otherwise[] = {
        FILE_OF("f", "# same\na:\n  - x\n  - 'y'\nb: \"z\"\n"), { 0 }
    };
    static const struct embedded_file other[] = { FILE_OF("f", "a: [x, yb]\nb: z\n"), { 0 } };
    static const struct embedded_file *const files[] = { one, written_otherwise, other };
    struct grammar *grammars[3];

    (void)state;
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(grammar_load_from(files[i], NULL, NULL, &grammars[i]), STATUS_OK);
    assert_int_equal(strlen(grammar_digest(grammars[0])), 64);
    assert_string_equal(grammar_digest(grammars[0]), grammar_digest(grammars[1]));
    assert_string_not_equal(grammar_digest(grammars[0]), grammar_digest(grammars[2]));
    for (size_t i = 0; i < 3; i++)
        grammar_free(grammars[i]);
}

static void the_shipped_grammars_load(void **state)
{
    struct diag_list seen;
    struct grammar *grammar = NULL;

    (void)state;
    assert_int_equal(grammar_load(NULL, diag_collect(&seen), &grammar), STATUS_OK);
    assert_int_equal(seen.count, 0);
    assert_true(grammar_rule_count(grammar) > 0);
    diag_list_free(&seen);
    grammar_free(grammar);
    grammar_free(NULL);
}

/* Entries of a list whose patterns are those that the build has compiled. */
static size_t count_packed(const struct pattern_set *set)
{
    size_t count = 0;

    for (size_t i = 0; i < set->entry_count; i++)
        count += set->entries[i].program->packed != NULL;
    return count;
}

static size_t count_with_piece(const struct pattern_set *set, const char *piece)
{
    size_t count = 0;

    for (size_t i = 0; i < set->entry_count; i++)
        count += strstr(node_get_text(set->entries[i].node, "pattern", ""), piece) != NULL;
    return count;
}

static void what_the_user_leaves_alone_is_the_builds(void **state)
{
    struct folder folder;
    struct grammar *grammar;

    (void)state;
    make_folder(&folder);
    write_file(&folder, "dates.yaml",
               "define: {th: '(?:\\s?(?:st|nd|rd|th|ste))'}\nforms: [{name: moon, means: month, pattern: "
               "full\\smoon}]\n");
    assert_int_equal(grammar_load(folder.path, NULL, &grammar), STATUS_OK);
    const struct pattern_set *forms = grammar_pattern_set(grammar, "dates.forms");
    const struct pattern_set *joins = grammar_pattern_set(grammar, "dates.joins");
    struct matcher *matcher = matcher_new();
    struct match match;

    assert_true(count_with_piece(forms, "{{th}}") > 0);
    assert_true(count_packed(forms) > forms->entry_count / 2);
    assert_true(count_packed(forms) < forms->entry_count - count_with_piece(forms, "{{th}}"));
    assert_int_equal(count_packed(joins), joins->entry_count);
    assert_true(pattern_find(forms, matcher, span_of("by full moon"), 3, &match));
    assert_string_equal(grammar_rule_name(grammar, match.rule), "dates.moon");
    assert_true(pattern_match_whole(forms, matcher, span_of("June 4ste, 2010"), &match));
    assert_true(pattern_match_whole(forms, matcher, span_of("March 2010"), &match));
    matcher_free(matcher);
    grammar_free(grammar);
    remove_folder(&folder);
}

static void every_shipped_rule_is_found_by_its_name(void **state)
{
    struct grammar *grammar;

    (void)state;
    assert_int_equal(grammar_load(NULL, NULL, &grammar), STATUS_OK);
    assert_true(grammar_rule_count(grammar) > 100);
    for (uint32_t i = 1; i <= grammar_rule_count(grammar); i++)
        assert_int_equal(grammar_rule(grammar, grammar_rule_name(grammar, i)), i);
    assert_int_equal(grammar_rule(grammar, "dates.no-such-form"), 0);
    assert_int_equal(grammar_rule(grammar, ""), 0);
    grammar_free(grammar);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_numbered_in_the_order_of_files),
        cmocka_unit_test(a_folder_lies_over_the_shipped_files),
        cmocka_unit_test(a_phrase_means_what_the_user_says),
        cmocka_unit_test(folders_in_the_folder_are_read),
        cmocka_unit_test(a_fault_in_the_folder_is_said_with_its_path),
        cmocka_unit_test(a_folder_that_can_not_be_read_is_refused),
        cmocka_unit_test(the_digest_tells_what_was_read),
        cmocka_unit_test(every_shipped_rule_is_found_by_its_name),
        cmocka_unit_test(what_the_user_leaves_alone_is_the_builds),
        cmocka_unit_test(the_shipped_grammars_load),
    };

    return cmocka_run_group_tests_name("grammar_load", tests, NULL, NULL);
}
