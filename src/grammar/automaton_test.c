#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "grammar/automaton.h"
#include "grammar/pattern_set.h"
#include "grammar/test_load.h"

static const char grammar_text[] =
    "list:\n"
    "- { name: month, pattern: '\\b (?:jan|feb|mar) [a-z]* \\s+ \\d{4} \\b' }\n"
    "- { name: year, pattern: '\\b (?:19|20) \\d\\d \\b' }\n"
    "- { name: code, pattern: '[A-Z]{2} \\d+ (?: \\. \\d+ )*' }\n"
    "- { name: to-the-end, pattern: 'by .* $' }\n";

static const char *const texts[] = {
    "by march 2010", "in March 2009 or 2010x", "HR1.2.3 by the end", "2009", "ab", "1", "", "janu", "x by",
};

static const struct automaton *automaton_of(const struct grammar *grammar, struct arena *arena, size_t limit)
{
    return pattern_set_make_automaton(grammar_pattern_set(grammar, "test.list"), arena, limit);
}

static uint64_t entries_at(const struct automaton *automaton, struct span text, size_t at)
{
    uint64_t entries[AUTOMATON_WORDS];

    return automaton_find(automaton, text, &at, at, entries) ? entries[0] : 0;
}

static uint64_t whole_entries(const struct automaton *automaton, struct span text)
{
    uint64_t entries[AUTOMATON_WORDS];

    return automaton_find_whole(automaton, text, entries) ? entries[0] : 0;
}

/* The first place in [at, last]; last + 1: there is none. */
static size_t place_from(const struct automaton *automaton, struct span text, size_t at, size_t last)
{
    uint64_t entries[AUTOMATON_WORDS];

    automaton_find(automaton, text, &at, last, entries);
    return at;
}

static void what_can_match_is_told_exactly(void **state)
{
    struct grammar *grammar = test_load_good(grammar_text);
    struct arena *arena = arena_new();
    const struct automaton *automaton = automaton_of(grammar, arena, 1000);
    struct span text = span_of("by march 2010");

    (void)state;
    assert_int_equal(entries_at(automaton, text, 0), 1 << 3);
    assert_int_equal(entries_at(automaton, text, 3), 1 << 0);
    assert_int_equal(entries_at(automaton, text, 9), 1 << 1);
    assert_int_equal(whole_entries(automaton, span_part(text, 9, 13)), 1 << 1);
    assert_int_equal(whole_entries(automaton, text), 1 << 3);
    assert_int_equal(place_from(automaton, text, 1, 12), 3);
    assert_int_equal(place_from(automaton, text, 4, 8), 9);
    assert_int_equal(entries_at(automaton, span_of("2010x"), 0), 0);
    arena_free(arena);
    grammar_free(grammar);
}

static void assert_none_left_out(const struct automaton *few, const struct automaton *all, struct span text,
                                 size_t at)
{
    struct span rest = span_part(text, at, text.length);
    uint64_t left_out = (entries_at(all, text, at) & ~entries_at(few, text, at)) |
                        (whole_entries(all, rest) & ~whole_entries(few, rest));

    if (left_out)
        fail_msg("states up to %u, \"%s\" at %zu: left out %llx", few->state_end, text.text, at,
                 (unsigned long long)left_out);
    if (entries_at(all, text, at) || whole_entries(all, rest))
        assert_true(automaton_may_begin(few, rest));
    assert_true(place_from(few, text, at, text.length - 1) <= place_from(all, text, at, text.length - 1));
}

/* Where there are few states an entry may be told that can't match, but never one left out that can. */
static void with_few_states_more_is_told_not_less(void **state)
{
    struct grammar *grammar = test_load_good(grammar_text);
    struct arena *arena = arena_new();
    const struct automaton *all = automaton_of(grammar, arena, 1000);

    (void)state;
    for (size_t limit = 2; limit < 40; limit++) {
        const struct automaton *few = automaton_of(grammar, arena, limit);

        for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
            for (size_t at = 0; at < strlen(texts[i]); at++)
                assert_none_left_out(few, all, span_of(texts[i]), at);
    }
    arena_free(arena);
    grammar_free(grammar);
}

static void a_first_byte_tells_that_nothing_begins_so(void **state)
{
    struct grammar *grammar = test_load_good(grammar_text);
    struct arena *arena = arena_new();
    const struct automaton *automaton = automaton_of(grammar, arena, 1000);

    (void)state;
    assert_false(automaton_may_begin(automaton, span_of("- by march 2010")));
    assert_true(automaton_may_begin(automaton, span_of("by march 2010")));
    arena_free(arena);
    grammar_free(grammar);
}

static void an_anchored_set_is_known_as_such(void **state)
{
    struct grammar *grammar =
        test_load_good("list: [{ name: a, pattern: ^ab }, { name: b, pattern: '^ \\d' }]\n");
    struct arena *arena = arena_new();

    (void)state;
    assert_true(automaton_of(grammar, arena, 10)->is_anchored);
    arena_free(arena);
    grammar_free(grammar);
}

/* One entry's own automaton must not turn away what the set's, being exact, finds. */
static void a_single_turns_no_match_away(void **state)
{
    struct grammar *grammar = test_load_good(grammar_text);
    struct arena *arena = arena_new();
    const struct pattern_set *set = grammar_pattern_set(grammar, "test.list");
    const struct automaton *all = automaton_of(grammar, arena, 1000);

    (void)state;
    for (size_t entry = 0; entry < 4; entry++)
        for (size_t limit = 2; limit < 40; limit++) {
            const struct automaton *single = pattern_set_make_single(set, entry, arena, limit);

            for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
                for (size_t at = 0; at < strlen(texts[i]); at++) {
                    struct span rest = span_of(texts[i] + at);

                    if (entries_at(all, span_of(texts[i]), at) >> entry & 1)
                        assert_true(automaton_allows(single, span_of(texts[i]), at));
                    if (whole_entries(all, rest) >> entry & 1)
                        assert_true(automaton_allows_whole(single, rest));
                }
        }
    arena_free(arena);
    grammar_free(grammar);
}

/* What tells stands behind more bytes than are read for a set. */
static void a_single_reads_further(void **state)
{
    struct grammar *grammar = test_load_good("list: [{ name: a, pattern: '^ .{8,} \\( \\d+ \\) $' }]\n");
    struct arena *arena = arena_new();
    const struct automaton *set = automaton_of(grammar, arena, 1000);
    const struct automaton *single =
        pattern_set_make_single(grammar_pattern_set(grammar, "test.list"), 0, arena, 1000);
    const char *const yes = "The paths of the old park will be laid again before the school comes back (12)";
    const char *const no =
        "The paths of the old park will be laid again before the school comes back (later)";

    (void)state;
    assert_int_equal(whole_entries(set, span_of(no)), 1);
    assert_false(automaton_allows_whole(single, span_of(no)));
    assert_false(automaton_allows(single, span_of(no), 0));
    assert_true(automaton_allows_whole(single, span_of(yes)));
    assert_true(automaton_allows(single, span_of(yes), 0));
    assert_false(automaton_allows(single, span_of(yes), 4));
    arena_free(arena);
    grammar_free(grammar);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_can_match_is_told_exactly),
        cmocka_unit_test(with_few_states_more_is_told_not_less),
        cmocka_unit_test(a_first_byte_tells_that_nothing_begins_so),
        cmocka_unit_test(an_anchored_set_is_known_as_such),
        cmocka_unit_test(a_single_turns_no_match_away),
        cmocka_unit_test(a_single_reads_further),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
