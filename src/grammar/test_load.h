#ifndef GRAMMAR_TEST_LOAD_H
#define GRAMMAR_TEST_LOAD_H

/* For tests: include after cmocka. One file "test" as the whole grammar. */

#include <string.h>

#include "base/diagnostic.h"
#include "base/embedded_file.h"
#include "grammar/grammar.h"

static inline enum status test_load(const char *yaml, size_t length, struct diag_list *seen,
                                    struct grammar **out)
{
    const struct embedded_file files[] = { { .name = "test", .bytes = yaml, .length = length }, { 0 } };

    *out = NULL;
    return grammar_load_from(files, NULL, diag_collect(seen), out);
}

static inline struct grammar *test_load_good(const char *yaml)
{
    struct diag_list seen;
    struct grammar *grammar;
    enum status status = test_load(yaml, strlen(yaml), &seen, &grammar);

    if (seen.count)
        fail_msg("line %zu: %s", seen.items[0].line, seen.items[0].what);
    assert_int_equal(status, STATUS_OK);
    diag_list_free(&seen);
    return grammar;
}

/* What is wrong in a file, and where it is said to be. */
struct fault {
    const char *yaml;
    size_t line;
    size_t column;
    enum diag_code code;
    const char *words; /* some of the message */
};

static inline void assert_fault(const struct fault *fault)
{
    struct diag_list seen;
    struct grammar *grammar;

    assert_int_equal(test_load(fault->yaml, strlen(fault->yaml), &seen, &grammar), STATUS_GRAMMAR);
    assert_null(grammar);
    if (seen.count != 1 || seen.items[0].line != fault->line || seen.items[0].column != fault->column ||
        seen.items[0].code != fault->code || !strstr(seen.items[0].what, fault->words) ||
        strcmp(seen.items[0].file, "grammars/test.yaml") != 0)
        fail_msg("for \"%s\": %zu messages; %s:%zu:%zu: %s: %s; wanted %zu:%zu: %s", fault->yaml, seen.count,
                 seen.items[0].file, seen.items[0].line, seen.items[0].column, diag_name(seen.items[0].code),
                 seen.items[0].what, fault->line, fault->column, fault->words);
    diag_list_free(&seen);
}
#endif
