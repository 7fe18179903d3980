#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/embedded_file.h"
#include "grammar/grammar.h"
#include "grammar/node.h"
#include "grammar/node_pack.h"

static void assert_same(const struct node *a, const struct node *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->style, b->style);
    assert_int_equal(a->line, b->line);
    assert_int_equal(a->column, b->column);
    assert_int_equal(a->length, b->length);
    assert_string_equal(a->text, b->text);
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        if (a->kind == NODE_MAP)
            assert_same(a->keys[i], b->keys[i]);
        assert_same(a->items[i], b->items[i]);
    }
}

static void packed_nodes_are_those_of_the_file(void **state)
{
    struct arena *arena = arena_new();

    (void)state;
    for (const struct embedded_file *file = embedded_grammars; file->name; file++) {
        struct grammar_text origin = { .file = file->name, .bytes = span_over(file->bytes, file->length) };
        struct node *read;

        assert_int_equal(node_read(&origin, arena, NULL, &read), STATUS_OK);
        assert_same(read, node_unpack(&origin, file->nodes, arena));
    }
    arena_free(arena);
}

/* grammar_load trusts the build; grammar_load_from checks all. */
static void what_the_build_has_proved_is_so(void **state)
{
    struct grammar *trusted;
    struct grammar *checked;

    (void)state;
    assert_int_equal(grammar_load(NULL, NULL, &trusted), STATUS_OK);
    assert_int_equal(grammar_load_from(embedded_grammars, NULL, NULL, &checked), STATUS_OK);
    assert_string_equal(grammar_digest(trusted), grammar_digest(checked));
    assert_int_equal(grammar_rule_count(trusted), grammar_rule_count(checked));
    grammar_free(trusted);
    grammar_free(checked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packed_nodes_are_those_of_the_file),
        cmocka_unit_test(what_the_build_has_proved_is_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
