#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "grammar/packed_set.h"
#include "grammar/pattern.h"
#include "grammar/pattern_set.h"
#include "grammar/test_load.h"

static const char dates[] = "define:\n"
                            "  month: (?<month>jan(?:uary)?|feb(?:ruary)?)\n"
                            "  year: |\n"
                            "    (?<year>(?:19|20)\\d\\d)  # four figures\n"
                            "forms:\n"
                            "- name: month-year\n"
                            "  pattern: |\n"
                            "    \\b {{month}} \\s+ {{year}} \\b\n"
                            "- name: year-only\n"
                            "  pattern: \\b{{year}}\\b # ours\n"
                            "- name: code\n"
                            "  case: true\n"
                            "  pattern: \\bFY(?<end>\\d\\d)\\b\n";

static void a_match_knows_its_entry_and_groups(void **state)
{
    struct grammar *grammar = test_load_good(dates);
    const struct pattern_set *set = grammar_pattern_set(grammar, "test.forms");
    struct matcher *matcher = matcher_new();
    struct span text = span_of("in 2009, by JANUARY 2010 or FY11, not fy12");
    int month = pattern_set_group(set, "month");
    int year = pattern_set_group(set, "year");
    struct match match;

    (void)state;
    assert_int_equal(pattern_set_count(set), 3);
    assert_true(pattern_find(set, matcher, text, 0, &match));
    assert_int_equal(match.entry, 1);
    assert_string_equal(grammar_rule_name(grammar, match.rule), "test.year-only");
    assert_true(span_equals(match_group(&match, text, year), "2009"));
    assert_null(match_group(&match, text, month).text);
    assert_true(pattern_find(set, matcher, text, match.to, &match));
    assert_int_equal(match.entry, 0);
    assert_true(span_equals(match_group(&match, text, month), "JANUARY"));
    assert_true(span_equals(match_group(&match, text, year), "2010"));
    assert_true(pattern_find(set, matcher, text, match.to, &match));
    assert_int_equal(match.entry, 2);
    assert_true(span_equals(match_group(&match, text, pattern_set_group(set, "end")), "11"));
    assert_false(pattern_find(set, matcher, text, match.to, &match));
    assert_int_equal(pattern_set_group(set, "day"), -1);
    assert_null(match_group(&match, text, -1).text);
    matcher_free(matcher);
    grammar_free(grammar);
}

/* What a set of patterns finds in a text: "entry:words" of each match, with '|' between. */
static void assert_finds(const char *yaml, const char *text, const char *expected)
{
    struct grammar *grammar = test_load_good(yaml);
    const struct pattern_set *set = grammar_pattern_set(grammar, "test.list");
    struct matcher *matcher = matcher_new();
    struct buffer found = { 0 };
    struct match match;

    for (size_t at = 0; pattern_find(set, matcher, span_of(text), at, &match); at = match.to) {
        buffer_add_format(&found, "%s%s:", found.length ? "|" : "",
                          node_get_text(pattern_set_entry(set, match.entry), "name", ""));
        buffer_add(&found, text + match.from, match.to - match.from);
    }
    assert_string_equal(buffer_string(&found), expected);
    assert_int_equal(matcher_limit_hits(matcher), 0);
    buffer_free(&found);
    matcher_free(matcher);
    grammar_free(grammar);
}

static void what_is_remembered_is_what_was_found(void **state)
{
    static const char *const texts[] = { "by January 2010 or FY11", "FY11", "fy11", "", "2009 2010 2011" };
    struct grammar *grammar = test_load_good(dates);
    struct grammar *other = test_load_good("forms: [{name: by, pattern: by}]\n");
    struct matcher *remembers = matcher_new();
    struct matcher *matcher = matcher_new();
    struct match a, b;

    (void)state;
    for (int round = 0; round < 4; round++) {
        const struct grammar *used = round == 2 ? other : grammar; /* as if there were another at its place */
        const struct pattern_set *set = grammar_pattern_set(used, "test.forms");

        matcher_remember(remembers, used);
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
            struct span text = span_of(texts[i]);

            for (size_t at = 0; at <= text.length; at++) {
                bool found = pattern_find(set, matcher, text, at, &a);

                assert_int_equal(pattern_find(set, remembers, text, at, &b), found);
                for (int group = 0; found && pattern_set_group_name(set, group); group++)
                    assert_true(span_same(match_group(&a, text, group), match_group(&b, text, group)));
                assert_true(!found || (a.from == b.from && a.to == b.to && a.rule == b.rule));
            }
            assert_int_equal(pattern_match_whole(set, remembers, text, &b),
                             pattern_match_whole(set, matcher, text, &a));
        }
        matcher_remember(remembers, NULL);
        assert_null(matcher_memo(remembers));
    }
    matcher_free(remembers);
    matcher_free(matcher);
    grammar_free(grammar);
    grammar_free(other);
}

static void the_leftmost_wins_then_the_first_of_the_list(void **state)
{
    (void)state;
    assert_finds("list:\n- {name: long, pattern: one\\stwo}\n- {name: short, pattern: one}\n- {name: other, "
                 "pattern: wo}\n",
                 "one two, one", "long:one two|short:one");
    assert_finds("list:\n- {name: short, pattern: one}\n- {name: long, pattern: one\\stwo}\n", "one two",
                 "short:one");
}

static void anchors_hold_at_the_ends_of_the_text(void **state)
{
    (void)state;
    assert_finds(
        "list:\n- {name: a, pattern: ^x}\n- {name: b, pattern: y$}\n- {name: c, pattern: '(?:^|\\s)z'}\n",
        "x x y y\n zx z\ny", "a:x|c: z|c: z|b:y");
    assert_finds("list:\n- {name: a, pattern: y$}\n", "y\n", "");
}

static void what_stands_before_is_seen(void **state)
{
    (void)state;
    assert_finds("list:\n"
                 "- {name: a, pattern: '(?<=\xc2\xa3)\\d+'}\n"
                 "- {name: b, pattern: '(?<![\\w.])\\d+'}\n"
                 "- {name: c, pattern: '(?<=phase\\s)\\d'}\n",
                 "\xc2\xa3"
                 "12 34 x5 .6 phase 7",
                 "a:12|b:34|b:7");
}

static void letters_beyond_ascii_are_characters(void **state)
{
    (void)state;
    assert_finds("list:\n- {name: dash, pattern: '[\xe2\x80\x93-]'}\n- {name: e, pattern: '\xc3\xa9.'}\n"
                 "- {name: s, pattern: '\\bs\\b'}\n",
                 "a\xe2\x80\x93"
                 "b-c \xc3\x89\xc3\xa9 S",
                 "dash:\xe2\x80\x93|dash:-|e:\xc3\x89\xc3\xa9|s:S");
}

static void subroutines_and_back_references_stay_in_their_entry(void **state)
{
    (void)state;
    assert_finds("list:\n"
                 "- {name: a, pattern: 'a(?&x)(?(DEFINE)(?<x>1))'}\n"
                 "- {name: b, pattern: 'b(?&x)(?(DEFINE)(?<x>2))'}\n"
                 "- {name: c, pattern: '(?<x>c)\\k<x>'}\n"
                 "- {name: d, pattern: '(d)\\1'}\n",
                 "a1 a2 b1 b2 cc dd dc", "a:a1|b:b2|c:cc|d:dd");
}

static void a_whole_text_is_matched_to_its_last_byte(void **state)
{
    struct grammar *grammar =
        test_load_good("list:\n- {name: a, pattern: 'a|ab'}\n- {name: b, pattern: '[bx]+'}\n");
    const struct pattern_set *set = grammar_pattern_set(grammar, "test.list");
    struct matcher *matcher = matcher_new();
    struct match match;

    (void)state;
    assert_true(pattern_match_whole(set, matcher, span_of("ab"), &match));
    assert_int_equal(match.entry, 0);
    assert_int_equal(match.to, 2);
    assert_true(pattern_match_whole(set, matcher, span_of("bxb"), &match));
    assert_int_equal(match.entry, 1);
    const struct byte_set first = pattern_set_first_bytes(set);

    assert_true(byte_set_has(&first, 'a') && byte_set_has(&first, 'B') && byte_set_has(&first, 'x'));
    assert_false(byte_set_has(&first, 'c') || byte_set_has(&first, ' ') || byte_set_has(&first, '\0'));
    assert_false(pattern_match_whole(set, matcher, span_of("abx"), &match));
    assert_false(pattern_match_whole(set, matcher, span_of("ab\n"), &match));
    assert_false(pattern_match_whole(set, matcher, span_of(" ab"), &match));
    assert_false(pattern_match_whole(set, matcher, span_of(""), &match));
    assert_false(pattern_match_whole(set, matcher, span_of(NULL), &match));
    assert_false(pattern_find(set, matcher, span_of(""), 0, &match));
    assert_false(pattern_find(set, matcher, span_of(NULL), 0, &match));
    assert_false(pattern_find(set, matcher, span_of("a"), 1, &match));
    assert_false(pattern_find(set, matcher, span_of("a"), 2, &match));
    matcher_free(matcher);
    grammar_free(grammar);
}

/* A text so long that only trying the entry tells that it does not match. */
static void a_pattern_that_runs_away_counts_as_no_match(void **state)
{
    struct grammar *grammar =
        test_load_good("list:\n- {name: bad, pattern: '(?:a+)+[bd]'}\n- {name: c, pattern: c}\n");
    const struct pattern_set *set = grammar_pattern_set(grammar, "test.list");
    struct matcher *matcher = matcher_new();
    struct match match;

    (void)state;
    assert_true(pattern_find(set, matcher,
                             span_of("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"), 0,
                             &match));
    assert_int_equal(match.entry, 1);
    assert_true(matcher_limit_hits(matcher) > 0);
    matcher_free(matcher);
    grammar_free(grammar);
}

static const struct fault faults[] = {
    { "list:\n- name: a\n  pattern: x(y\n", 3, 15, DIAG_GRAMMAR_PATTERN,
      "pattern a: missing closing parenthesis" },
    { "list:\n- name: a\n  pattern: 'x)y'\n", 3, 14, DIAG_GRAMMAR_PATTERN, "unmatched closing parenthesis" },
    { "list:\n- name: a\n  pattern: |\n    one\n    two [z-a] three\n", 5, 12, DIAG_GRAMMAR_PATTERN,
      "range out of order" },
    { "define:\n  p: 'a{{q}}'\n  q: |\n    ok\n    ba[d\nlist:\n- {name: a, pattern: 'x{{p}}'}\n", 5, 9,
      DIAG_GRAMMAR_PATTERN, "missing terminating ]" },
    { "list:\n- name: a\n  pattern: 'x{{nothing}}'\n", 3, 14, DIAG_GRAMMAR_PATTERN,
      "no file defines the piece nothing" },
    { "list:\n- name: a\n  pattern: 'x{{other.p}}'\n", 3, 14, DIAG_GRAMMAR_PATTERN,
      "no file defines the piece other.p" },
    { "list:\n- name: a\n  pattern: 'x{{p'\n", 3, 14, DIAG_GRAMMAR_PATTERN, "{{ without a name and }}" },
    { "define: {p: 'a{{q}}', q: 'b{{p}}'}\nlist:\n- {name: a, pattern: '{{p}}'}\n", 1, 28,
      DIAG_GRAMMAR_PATTERN, "a piece that holds itself: p" },
    { "define: {p: 'a{{p}}'}\nlist:\n- {name: a, pattern: '{{p}}'}\n", 1, 15, DIAG_GRAMMAR_PATTERN,
      "holds itself: p" },
    { "list:\n- {name: a, pattern: 'x*'}\n", 2, 23, DIAG_GRAMMAR_PATTERN,
      "pattern a: it matches where there is no text" },
    { "list:\n- {name: a, pattern: '(?=x)'}\n", 2, 23, DIAG_GRAMMAR_PATTERN,
      "it matches where there is no text" },
    { "list:\n- {name: a, pattern: 'x\\Gy'}\n", 2, 24, DIAG_GRAMMAR_PATTERN, "\\G has no meaning here" },
    { "list:\n- {name: a, pattern: 'x\\Cy'}\n", 2, 26, DIAG_GRAMMAR_PATTERN, "\\C" },
    { "list:\n- {name: a, pattern: x}\n- {name: b}\n", 3, 3, DIAG_GRAMMAR_CONTENT,
      "an entry needs a `pattern`" },
    { "list:\n- {name: a, pattern: [x]}\n", 2, 22, DIAG_GRAMMAR_CONTENT, "an entry needs a `pattern`" },
    { "list:\n- {pattern: x}\n", 2, 3, DIAG_GRAMMAR_CONTENT, "needs a `name`" },
    { "list:\n- {name: a, pattern: x, case: maybe}\n", 2, 31, DIAG_GRAMMAR_CONTENT,
      "`case` must be true or false" },
};

static void a_broken_pattern_is_said_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(faults); i++)
        assert_fault(&faults[i]);
}

static void every_broken_pattern_is_said(void **state)
{
    static const char yaml[] =
        "list:\n- {name: a, pattern: (}\n- {name: b, pattern: x}\n- {name: c, pattern: '['}\n";
    struct diag_list seen;
    struct grammar *grammar;

    (void)state;
    assert_int_equal(test_load(yaml, sizeof yaml - 1, &seen, &grammar), STATUS_GRAMMAR);
    assert_int_equal(seen.count, 2);
    assert_int_equal(seen.items[0].line, 2);
    assert_int_equal(seen.items[1].line, 4);
    diag_list_free(&seen);
}

static void a_list_has_few_names_of_groups(void **state)
{
    struct buffer yaml = { 0 };
    struct diag_list seen;
    struct grammar *grammar;

    (void)state;
    buffer_add_string(&yaml, "list:\n- {name: a, pattern: '");
    for (int i = 0; i <= PATTERN_GROUP_LIMIT; i++)
        buffer_add_format(&yaml, "(?<g%d>x)", i);
    buffer_add_string(&yaml, "'}\n");
    assert_int_equal(test_load(buffer_string(&yaml), yaml.length, &seen, &grammar), STATUS_GRAMMAR);
    assert_non_null(strstr(seen.items[0].what, "more than 24 names"));
    diag_list_free(&seen);
    buffer_free(&yaml);
}

static void pieces_can_not_explode(void **state)
{
    struct buffer yaml = { 0 };
    struct diag_list seen;
    struct grammar *grammar;

    (void)state;
    buffer_add_string(&yaml, "define:\n  p0: abcdefgh\n");
    for (int i = 1; i < 40; i++)
        buffer_add_format(&yaml, "  p%d: '{{p%d}}{{p%d}}'\n", i, i - 1, i - 1);
    buffer_add_string(&yaml, "list: [{name: a, pattern: '{{p39}}'}]\n");
    assert_int_equal(test_load(buffer_string(&yaml), yaml.length, &seen, &grammar), STATUS_GRAMMAR);
    assert_int_equal(seen.count, 1);
    assert_non_null(strstr(seen.items[0].what, "over 64 KiB"));
    diag_list_free(&seen);
    buffer_free(&yaml);
}

/* ---- what the build has made -------------------------------------------------------------------- */

static void assert_same_code(const struct program *program)
{
    PCRE2_SIZE sizes[2], offset;
    int error;
    pcre2_code *fresh = pcre2_compile((PCRE2_SPTR)program->pattern.text, program->pattern.length,
                                      program->options | PCRE2_ANCHORED, &error, &offset, NULL);

    assert_non_null(fresh);
    assert_non_null(program->packed);
    assert_int_equal(pcre2_pattern_info(program->code, PCRE2_INFO_SIZE, &sizes[0]), 0);
    assert_int_equal(pcre2_pattern_info(fresh, PCRE2_INFO_SIZE, &sizes[1]), 0);
    assert_int_equal(sizes[0], sizes[1]);
    pcre2_code_free(fresh);
}

static void the_shipped_patterns_are_compiled_by_the_build(void **state)
{
    struct grammar *grammar;
    char here[80];
    size_t count = 0;

    (void)state;
    pcre2_describe(here, sizeof here);
    if (strcmp(here, embedded_pcre2) != 0) /* what the build made is of no use: nothing to look at */
        skip();
    assert_int_equal(grammar_load(NULL, NULL, &grammar), STATUS_OK);
    for (const struct packed_set *packed = embedded_sets; packed->name; packed++) {
        const struct pattern_set *set = grammar_pattern_set(grammar, packed->name);

        for (size_t i = 0; i < set->entry_count; i++, count++) {
            program_make(set->entries[i].program);
            assert_same_code(set->entries[i].program);
        }
    }
    assert_true(count > 100);
    grammar_free(grammar);
}

/* ---- a search finds what trying every entry at every byte finds --------------------------------- */

static bool find_slowly(const struct pattern_set *set, pcre2_match_data *data, struct span text, size_t start,
                        struct match *out)
{
    for (size_t at = start; at < text.length; at++) {
        bool is_inside = ((unsigned char)text.text[at] & 0xc0) == 0x80;

        for (size_t i = 0; i < set->entry_count && !is_inside; i++) {
            if (pcre2_match(set->entries[i].program->code, (PCRE2_SPTR)text.text, text.length, at,
                            PCRE2_NO_UTF_CHECK, data, NULL) > 0) {
                out->from = (uint32_t)pcre2_get_ovector_pointer(data)[0];
                out->to = (uint32_t)pcre2_get_ovector_pointer(data)[1];
                out->entry = (uint32_t)i;
                return true;
            }
        }
    }
    return false;
}

static void assert_same_search(const struct pattern_set *set, struct matcher *matcher, pcre2_match_data *data,
                               struct span text, const char *about)
{
    struct match fast = { 0 };
    struct match slow = { 0 };

    for (size_t at = 0;; at = slow.to) {
        size_t limit_hits = matcher_limit_hits(matcher);
        bool is_found = pattern_find(set, matcher, text, at, &fast);

        if (matcher_limit_hits(matcher) > limit_hits) /* the slow search has a higher limit */
            break;
        if (is_found != find_slowly(set, data, text, at, &slow) ||
            (is_found && (fast.from != slow.from || fast.to != slow.to || fast.entry != slow.entry)))
            fail_msg("\"%.*s\" from %zu on: found %d %u-%u of e%u, not %u-%u of e%u, with\n%s",
                     (int)text.length, text.text, at, is_found, fast.from, fast.to, fast.entry, slow.from,
                     slow.to, slow.entry, about);
        if (!is_found || slow.to == at)
            break;
    }
}

/* The same for a whole text: one entry after the other, which must end where the text ends. */
static void assert_same_whole(const struct pattern_set *set, struct matcher *matcher, pcre2_match_data *data,
                              struct span text, const char *about)
{
    struct match fast = { 0 };
    size_t limit_hits = matcher_limit_hits(matcher);
    bool is_found = pattern_match_whole(set, matcher, text, &fast);
    size_t slow = 0;

    if (matcher_limit_hits(matcher) > limit_hits || !text.length)
        return;
    const struct byte_set first = pattern_set_first_bytes(set);

    if (is_found && !byte_set_has(&first, (unsigned char)text.text[0]))
        fail_msg("\"%.*s\" begins with no first byte of\n%s", (int)text.length, text.text, about);
    while (slow < set->entry_count &&
           pcre2_match(set->entries[slow].program->code, (PCRE2_SPTR)text.text, text.length, 0,
                       PCRE2_NO_UTF_CHECK | PCRE2_ENDANCHORED, data, NULL) <= 0)
        slow++;
    if (is_found != (slow < set->entry_count) || (is_found && fast.entry != slow))
        fail_msg("\"%.*s\" as a whole: found %d of e%u, not of e%zu, with\n%s", (int)text.length, text.text,
                 is_found, fast.entry, slow, about);
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static const char *pick(const char *const *items, size_t count, uint32_t *state)
{
    return items[next_random(state) % count];
}

/* Everything that the reading of starts has to understand. */
static const char *const atoms[] = {
    "a",
    "b",
    "k",
    "s",
    "1",
    "[ab]",
    "[^ab]",
    "[a-c1]",
    "\\d",
    "\\w",
    "\\W",
    "\\s",
    ".",
    "\\x61",
    "\\x{e9}",
    "\xc3\xa9",
    "[\u00e9b]",
    "\\.",
    "\\bb",
    "b\\b",
    "(?<![a-c])b",
    "(?<=a)b",
    "(?<!\\w)a",
    "(?=[ab])\\w",
    "(?!a)\\w",
    "(?!a|1b|[bk])\\w",
    "(?=ab|\\d)\\S",
    "(?<!ab)1",
    "a$",
    "^a",
    "\\Ab",
    "(?:^|\\s)b",
    "(?i)a",
    "(?-i)a",
    "(?-i:B|k)",
    "(?x:a)",
    "(?m)b",
    "(x)?\\1?a",
    "(x)?\\g{-1}?a",
    "(?<o>b)?\\k<o>?b",
    "a{34}",
    "(?&r)a(?(DEFINE)(?<r>b?))",
    "(?<n>b)?(?(<n>)1|a)",
    "\\Qa|b\\E",
    "a # note |)\n",
    "(?# b|c )a",
    "\\p{Lu}",
    "\\R",
    "\\Kb",
    "(?|a|b)",
    "(?>a+|b)",
    "(?'q'a)",
    "(?P<p>b)",
    "\\h",
    "\\N",
    "[]a]",
    "[[:digit:]b]",
    "\\cAa",
    "\\0a",
    "{",
    "a{",
    "(*MARK:m)a",
    "(?=a(?!b))\\w",
    "\\Bb",
};
static const char *const repeats[] = { "",   "",   "",    "",      "?",    "*",     "+",
                                       "??", "*+", "{2}", "{0,2}", "{1,}", "{3,5}", " ?" };

static void write_pattern(struct buffer *out, int depth, uint32_t *state)
{
    for (uint32_t i = next_random(state) % 3 + 1; i > 0; i--) {
        if (depth > 0 && next_random(state) % 3 == 0) {
            buffer_add_string(out, next_random(state) % 4 ? "(?:" : "(");
            write_pattern(out, depth - 1, state);
            if (next_random(state) % 2) {
                buffer_add_string(out, "|");
                write_pattern(out, depth - 1, state);
            }
            buffer_add_string(out, ")");
        } else {
            buffer_add_string(out, pick(atoms, ARRAY_LENGTH(atoms), state));
        }
        buffer_add_string(out, pick(repeats, ARRAY_LENGTH(repeats), state));
        buffer_add_string(out, next_random(state) % 5 ? "" : " ");
    }
}

static void write_text(struct buffer *out, uint32_t *state)
{
    static const char *const pieces[] = { "a",
                                          "b",
                                          "k",
                                          "s",
                                          "1",
                                          "x",
                                          "A",
                                          "B",
                                          "K",
                                          "S",
                                          " ",
                                          ".",
                                          "\n",
                                          "|",
                                          "{",
                                          "c",
                                          "\xc3\xa9",
                                          "\xc3\x89",
                                          "\xe2\x84\xaa",
                                          "\xc5\xbf",
                                          "\xc2\xa3",
                                          "\x01" };

    for (uint32_t i = next_random(state) % (next_random(state) % 8 ? 24 : 120); i > 0; i--)
        buffer_add_string(out, pick(pieces, ARRAY_LENGTH(pieces), state));
}

/* Three entries of random patterns; many are no pattern, or match no text, and are passed over. */
static void try_random_grammar(uint32_t seed, struct matcher *matcher, pcre2_match_data *data, size_t *tried)
{
    struct buffer yaml = { 0 };
    struct buffer text = { 0 };
    struct diag_list seen;
    struct grammar *grammar;

    buffer_add_string(&yaml, "list:\n");
    for (int i = 0; i < 3; i++) {
        struct buffer pattern = { 0 };

        write_pattern(&pattern, 2, &seed);
        buffer_add_format(&yaml, "- name: e%d\n  case: %s\n  pattern: |\n    ", i,
                          next_random(&seed) % 4 ? "false" : "true");
        for (size_t k = 0; k < pattern.length; k++) {
            buffer_add_byte(&yaml, pattern.bytes[k]);
            if (pattern.bytes[k] == '\n')
                buffer_add_string(&yaml, "    ");
        }
        buffer_add_string(&yaml, "\n");
        buffer_free(&pattern);
    }
    if (test_load(buffer_string(&yaml), yaml.length, &seen, &grammar) == STATUS_OK) {
        for (int i = 0; i < 20; i++) {
            text.length = 0;
            write_text(&text, &seed);
            const struct pattern_set *set = grammar_pattern_set(grammar, "test.list");
            struct span words = span_of(buffer_string(&text));

            assert_same_search(set, matcher, data, words, buffer_string(&yaml));
            assert_same_whole(set, matcher, data, words, buffer_string(&yaml));
        }
        ++*tried;
        grammar_free(grammar);
    }
    diag_list_free(&seen);
    buffer_free(&yaml);
    buffer_free(&text);
}

static void a_search_misses_nothing(void **state)
{
    const char *rounds = getenv("PLANRISK_TEST_ROUNDS"); /* more, when somebody waits for them */
    uint32_t count = rounds ? (uint32_t)strtoul(rounds, NULL, 10) : 400;
    struct matcher *matcher = matcher_new();
    pcre2_match_data *data = pcre2_match_data_create(100, NULL);
    size_t tried = 0;

    (void)state;
    for (uint32_t seed = 1; seed <= count; seed++)
        try_random_grammar(seed * 2654435761u, matcher, data, &tried);
    assert_true(tried > count / 20);
    pcre2_match_data_free(data);
    matcher_free(matcher);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_match_knows_its_entry_and_groups),
        cmocka_unit_test(what_is_remembered_is_what_was_found),
        cmocka_unit_test(the_leftmost_wins_then_the_first_of_the_list),
        cmocka_unit_test(anchors_hold_at_the_ends_of_the_text),
        cmocka_unit_test(what_stands_before_is_seen),
        cmocka_unit_test(letters_beyond_ascii_are_characters),
        cmocka_unit_test(subroutines_and_back_references_stay_in_their_entry),
        cmocka_unit_test(a_whole_text_is_matched_to_its_last_byte),
        cmocka_unit_test(a_pattern_that_runs_away_counts_as_no_match),
        cmocka_unit_test(a_broken_pattern_is_said_with_its_place),
        cmocka_unit_test(every_broken_pattern_is_said),
        cmocka_unit_test(a_list_has_few_names_of_groups),
        cmocka_unit_test(pieces_can_not_explode),
        cmocka_unit_test(the_shipped_patterns_are_compiled_by_the_build),
        cmocka_unit_test(a_search_misses_nothing),
    };

    return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
