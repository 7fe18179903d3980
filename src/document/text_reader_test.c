#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "document/document.h"

static struct document *read_text(struct arena *arena, const char *text)
{
    struct source_text source;

    assert_int_equal(source_text_decode(span_of(text), NULL, "test", arena, NULL, &source), STATUS_OK);
    return document_read_text(&source, arena);
}

static void a_paragraph_remembers_where_it_began(void **state)
{
    struct arena *arena = arena_new();
    struct document *document = read_text(arena, "Owner: Ann\n\n\n  Due: May\n");

    (void)state;
    assert_int_equal(document->block_count, 2);
    assert_true(span_equals(document->blocks[1].text, "Due: May"));
    assert_int_equal(document->blocks[1].text.offset, 15);
    assert_int_equal(document->blocks[1].line, 4);
    assert_int_equal(document->blocks[1].gap, 2);
    assert_int_equal(document->blocks[1].indent, 2);
    arena_free(arena);
}

static void list_marks_are_labels(void **state)
{
    struct arena *arena = arena_new();
    struct document *document = read_text(arena, "- dash\n\xE2\x80\xA2\ttabbed\n\xEF\x82\xB7\nalone above\n\xC2\xB7no space\no-ring is a word\n");

    (void)state;
    assert_int_equal(document->block_count, 5);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(document->blocks[i].kind, BLOCK_LIST_ITEM);
    assert_true(span_equals(document->blocks[1].text, "tabbed"));
    assert_true(span_equals(document->blocks[2].text, "alone above"));
    assert_true(span_equals(document->blocks[3].text, "no space"));
    assert_int_equal(document->blocks[4].kind, BLOCK_PARAGRAPH);
    arena_free(arena);
}

static void lines_with_tabs_are_one_table(void **state)
{
    struct arena *arena = arena_new();
    struct document *document = read_text(arena, "Plan\nWHO\tWHEN\n\n\tMay\t\nend\n");
    const struct table *table = document->blocks[1].table;

    (void)state;
    assert_int_equal(document->block_count, 3);
    assert_int_equal(document->blocks[1].kind, BLOCK_TABLE);
    assert_int_equal(table->row_count, 2);
    assert_int_equal(table->rows[1].gap, 1);
    assert_int_equal(table->rows[1].cell_count, 3);
    assert_true(span_equals(table->rows[1].cells[1].text, "May"));
    assert_int_equal(table->rows[1].cells[1].column, 1);
    arena_free(arena);
}

static void indented_text_is_no_table(void **state)
{
    struct arena *arena = arena_new();
    struct document *document = read_text(arena, "\tfirst\n\tsecond\n");

    (void)state;
    assert_int_equal(document->block_count, 2);
    assert_int_equal(document->blocks[0].kind, BLOCK_PARAGRAPH);
    assert_int_equal(document->blocks[0].indent, 8);
    arena_free(arena);
}

static void a_page_break_is_kept(void **state)
{
    struct arena *arena = arena_new();
    struct document *document = read_text(arena, "one\n\ftwo\n");

    (void)state;
    assert_int_equal(document->block_count, 2);
    assert_true(document->blocks[1].page_break_before);
    assert_int_equal(document->blocks[1].line, 2);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paragraph_remembers_where_it_began), cmocka_unit_test(list_marks_are_labels),
        cmocka_unit_test(lines_with_tabs_are_one_table),        cmocka_unit_test(indented_text_is_no_table),
        cmocka_unit_test(a_page_break_is_kept),
    };

    return cmocka_run_group_tests_name("text_reader", tests, NULL, NULL);
}
