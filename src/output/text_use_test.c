#include "output/text_use.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/status.h"
#include "characters/line_index.h"
#include "document/document.h"
#include "output/entry.h"
#include "plan/plan.h"

/* "A1" is a ref, "Mend the roof" a text, "Mend" an owner inside it; "|" is furniture. */
static const char words[] = "A1|Mend the roof\n--\nlost words\n";

struct case_plan {
    struct plan plan;
    struct action action;
    struct owner owner;
    struct extent extents[3];
    struct account accounts[2];
};

static void build(struct case_plan *made)
{
    *made = (struct case_plan){
        .extents = { { 0, 2 }, { 3, 13 }, { 3, 4 } },
        .accounts = { { { 2, 1 }, USE_FURNITURE, 0 }, { { 20, 11 }, USE_UNREAD, 0 } },
    };
    made->owner.name =
        (struct text_value){ { words + 3, 4, 3 }, { .extents = &made->extents[2], .extent_count = 1 } };
    made->action.ref =
        (struct text_value){ { words, 2, 0 }, { .extents = &made->extents[0], .extent_count = 1 } };
    made->action.text =
        (struct text_value){ { words + 3, 13, 3 }, { .extents = &made->extents[1], .extent_count = 1 } };
    made->action.owners = (struct owner_list){ &made->owner, 1, 1 };
    made->action.section = PLAN_NO_INDEX;
    made->plan.text = (struct span){ words, sizeof words - 1, 0 };
    made->plan.actions = &made->action;
    made->plan.action_count = 1;
    made->plan.accounts = made->accounts;
    made->plan.account_count = ARRAY_LENGTH(made->accounts);
}

static void every_byte_is_accounted_for_once(void **state)
{
    struct arena *arena = arena_new();
    struct case_plan made;
    size_t end = 0;

    (void)state;
    build(&made);
    struct text_use_list uses = text_use_of_plan(&made.plan, arena);
    for (size_t i = 0; i < uses.count; i++) {
        assert_int_equal(uses.items[i].extent.offset, end);
        assert_true(uses.items[i].extent.length > 0);
        end += uses.items[i].extent.length;
    }
    assert_int_equal(end, made.plan.text.length);
    arena_free(arena);
}

static void a_run_knows_its_values(void **state)
{
    static const unsigned uses_expected[] = { USE_VALUE, USE_FURNITURE, USE_VALUE,
                                              USE_VALUE, USE_FURNITURE, USE_UNREAD };
    struct arena *arena = arena_new();
    struct case_plan made;

    (void)state;
    build(&made);
    struct text_use_list uses = text_use_of_plan(&made.plan, arena);
    assert_int_equal(uses.count, ARRAY_LENGTH(uses_expected));
    for (size_t i = 0; i < uses.count; i++)
        assert_int_equal(uses.items[i].use, uses_expected[i]);
    assert_int_equal(uses.items[2].value_count, 2); /* "Mend" */
    assert_string_equal(uses.items[2].values[0]->field, "text");
    assert_string_equal(uses.items[2].values[1]->field, "owner");
    assert_int_equal(uses.items[3].value_count, 1);
    arena_free(arena);
}

static void words_that_nobody_claims_are_unread(void **state)
{
    struct arena *arena = arena_new();
    struct case_plan made;

    (void)state;
    build(&made);
    made.plan.account_count = 0;
    struct text_use_list uses = text_use_of_plan(&made.plan, arena);
    assert_int_equal(uses.items[1].use, USE_FURNITURE); /* "|" */
    assert_int_equal(uses.items[uses.count - 1].use, USE_UNREAD);
    arena_free(arena);
}

static void extents_outside_the_text_do_no_harm(void **state)
{
    struct arena *arena = arena_new();
    struct case_plan made;

    (void)state;
    build(&made);
    made.extents[0] = extent_of(SIZE_MAX - 1, 5);
    made.extents[1] = (struct extent){ 25, UINT32_MAX };
    struct text_use_list uses = text_use_of_plan(&made.plan, arena);
    assert_int_equal(uses.items[uses.count - 1].extent.offset + uses.items[uses.count - 1].extent.length,
                     made.plan.text.length);
    arena_free(arena);
}

static void unread_lines_are_counted_by_line(void **state)
{
    static const char text[] = "one\ntwo two\n\n * \nfive\n";
    struct account accounts[] = {
        { { 0, 4 }, USE_UNREAD, 0 }, { { 4, 3 }, USE_UNREAD, 0 }, { { 7, 1 }, USE_FURNITURE, 0 },
        { { 8, 9 }, USE_UNREAD, 0 }, { { 17, 5 }, USE_PROSE, 0 },
    };
    struct plan plan = { .text = { text, sizeof text - 1, 0 }, .accounts = accounts, .account_count = 5 };

    (void)state;
    assert_int_equal(text_use_unread_lines(&plan), 2);
}

static void lines_are_found_by_offset(void **state)
{
    struct arena *arena = arena_new();
    struct span text = span_of("one\r\ntwo\n\nfour\f five");
    struct line_index lines = line_index_of(text, arena);

    (void)state;
    assert_int_equal(line_index_find(&lines, 0), 1);
    assert_int_equal(line_index_find(&lines, 4), 1);
    assert_int_equal(line_index_find(&lines, 5), 2);
    assert_int_equal(line_index_find(&lines, 10), 4);
    assert_int_equal(line_index_find(&lines, 17), 5);
    assert_true(span_equals(line_index_text(&lines, text, 1), "one"));
    assert_true(span_equals(line_index_text(&lines, text, 3), ""));
    assert_true(span_equals(line_index_text(&lines, text, 4), "four"));
    assert_null(line_index_text(&lines, text, 6).text);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_is_accounted_for_once),
        cmocka_unit_test(a_run_knows_its_values),
        cmocka_unit_test(words_that_nobody_claims_are_unread),
        cmocka_unit_test(extents_outside_the_text_do_no_harm),
        cmocka_unit_test(unread_lines_are_counted_by_line),
        cmocka_unit_test(lines_are_found_by_offset),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
