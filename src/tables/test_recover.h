#ifndef TABLES_TEST_RECOVER_H
#define TABLES_TEST_RECOVER_H

/* For the tests of tables/ only: include after cmocka. A text's tables, as they come out of tables_recover.
 */

#include <string.h>

#include "base/arena.h"
#include "document/document.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "tables/table_recover.h"

struct recover_fixture {
    struct grammar *grammar;
    struct table_recoverer *recoverer;
    struct matcher *matcher;
    struct arena *arena;
};

static inline int recover_set_up(void **state)
{
    static struct recover_fixture fixture;

    fixture.matcher = matcher_new();
    fixture.arena = arena_new();
    *state = &fixture;
    if (grammar_load(NULL, NULL, &fixture.grammar) != STATUS_OK)
        return -1;
    fixture.recoverer = table_recoverer_new(fixture.grammar);
    return 0;
}

static inline int recover_tear_down(void **state)
{
    struct recover_fixture *fixture = *state;

    table_recoverer_free(fixture->recoverer);
    grammar_free(fixture->grammar);
    matcher_free(fixture->matcher);
    arena_free(fixture->arena);
    return 0;
}

/* The document of a text, its tables recovered; valid until the next. */
static inline const struct document *recovered(void **state, const char *text)
{
    struct recover_fixture *fixture = *state;
    struct source_text source;

    arena_reset(fixture->arena);
    assert_int_equal(source_text_decode(span_of(text), NULL, "test", fixture->arena, NULL, &source),
                     STATUS_OK);
    struct document *document = document_read_text(&source, fixture->arena);

    tables_recover(fixture->recoverer, fixture->matcher, document);
    return document;
}

static inline size_t count_tables(const struct document *document, const struct table **last)
{
    size_t count = 0;

    for (size_t i = 0; i < document->block_count; i++) {
        if (document->blocks[i].kind != BLOCK_TABLE)
            continue;
        *last = document->blocks[i].table;
        count++;
    }
    return count;
}

/* The single table of a text. */
static inline const struct table *only_table(void **state, const char *text)
{
    const struct table *table = NULL;

    assert_int_equal(count_tables(recovered(state, text), &table), 1);
    return table;
}

static inline void assert_no_table(void **state, const char *text)
{
    const struct table *table = NULL;

    assert_int_equal(count_tables(recovered(state, text), &table), 0);
}

/* A row's cells are these words, with a bar between cells. */
static inline void assert_cells(const struct row *row, const char *expected)
{
    char found[1000];
    size_t length = 0;

    for (size_t i = 0; i < row->cell_count; i++) {
        struct span text = row->cells[i].text;

        assert_true(length + text.length + 2 < sizeof found);
        if (i)
            found[length++] = '|';
        if (text.length)
            memcpy(found + length, text.text, text.length);
        length += text.length;
    }
    found[length] = '\0';
    assert_string_equal(found, expected);
}
#endif
