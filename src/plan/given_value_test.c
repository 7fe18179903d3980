#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/status.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"
#include "plan/correction.h"
#include "plan/given_value.h"
#include "plan/plan.h"
#include "plan/plan_read.h"

struct fixture {
    struct arena *arena;
    struct grammar *grammar;
    struct plan_reader *reader;
    struct matcher *matcher;
    struct plan plan;
    struct diag_list seen;
};

static int set_up(void **state)
{
    static struct fixture fixture;

    *state = &fixture;
    fixture.arena = arena_new();
    fixture.matcher = matcher_new();
    return grammar_load(NULL, diag_collect(&fixture.seen), &fixture.grammar) != STATUS_OK ||
           plan_reader_new(fixture.grammar, &fixture.seen.sink, &fixture.reader) != STATUS_OK;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    plan_reader_free(fixture->reader);
    matcher_free(fixture->matcher);
    grammar_free(fixture->grammar);
    arena_free(fixture->arena);
    diag_list_free(&fixture->seen);
    return 0;
}

/* The value in words, dates by their days, names with a bar between; or "! why". */
static void describe(struct fixture *fixture, enum item_kind kind, const char *field, const char *words,
                     struct buffer *out)
{
    struct correction correction = { .field = correction_field_find(kind, span_of(field)) };
    struct buffer why = { 0 };

    assert_non_null(correction.field);
    if (!given_value_read(fixture->reader, fixture->matcher, &fixture->plan, span_of(words), &correction,
                          fixture->arena, &why)) {
        buffer_add_format(out, "! %s", buffer_string(&why));
        buffer_free(&why);
        return;
    }
    buffer_add_span(out, correction.value.text);
    for (size_t i = 0; i < correction.value.owners.count; i++) {
        buffer_add_string(out, i ? "|" : "");
        buffer_add_span(out, correction.value.owners.items[i].name.text);
        assert_int_equal(correction.value.owners.items[i].name.source.extent_count, 0);
    }
    for (size_t i = 0; i < correction.value.dates.count; i++) {
        char from[11], to[11];

        calendar_format_iso(correction.value.dates.items[i].from, from);
        calendar_format_iso(correction.value.dates.items[i].to, to);
        buffer_add_format(out, "%s%s..%s", i ? "|" : "", from, to);
        assert_int_equal(correction.value.dates.items[i].words.source.extent_count, 0);
    }
}

static void a_value_is_read_by_the_grammar_of_its_field(void **state)
{
    static const struct {
        enum item_kind kind;
        const char *field;
        const char *words;
        const char *value;
    } cases[] = {
        { ITEM_ACTION, "due date", "30 November 2009", "2009-11-30..2009-11-30" },
        { ITEM_ACTION, "due date", "2009-11-30", "2009-11-30..2009-11-30" },
        { ITEM_ACTION, "due date", "by the end of March 2010", "2010-03-31..2010-03-31" },
        { ITEM_ACTION, "due date", "Q2 2010/11", "2010-07-01..2010-09-30" },
        { ITEM_ACTION, "due date", "June 2011 and November 2011",
          "2011-06-01..2011-06-30|2011-11-01..2011-11-30" },
        { ITEM_ACTION, "due date", "31/11/09", "! is no day of the calendar" },
        { ITEM_ACTION, "due date", "2009-02-29", "! is no day of the calendar" },
        { ITEM_ACTION, "due date", "banana", "! is no date that dates.yaml knows" },
        { ITEM_ACTION, "due date", "Meeting in March 2010", "! is no date that dates.yaml knows" },
        { ITEM_ACTION, "due date", "completed March 2010", "! is a completed date" },
        { ITEM_ACTION, "due date", "Not stated", "" },
        { ITEM_ACTION, "owner", "HR Manager / J Brown", "HR Manager|J Brown" },
        { ITEM_ACTION, "owner", "tbc", "! names nobody" },
        { ITEM_ACTION, "status", "Completed", "completed" },
        { ITEM_ACTION, "status", "in_progress", "in_progress" },
        { ITEM_ACTION, "status", "banana",
          "! is no status; say not started, in progress, completed or cancelled" },
        { ITEM_ACTION, "rag", "Amber", "amber" },
        { ITEM_ACTION, "rag", "banana", "! is no RAG; say red, amber, green or blue" },
        { ITEM_ACTION, "priority", "High", "high" },
        { ITEM_ACTION, "priority", "banana", "! is no priority that priorities.yaml knows" },
        { ITEM_ACTION, "ref", "A.15", "A.15" },
        { ITEM_ACTION, "ref", "the moon", "! is no reference that references.yaml knows" },
        { ITEM_ACTION, "text", "  Review\n  the policy ", "Review the policy" },
        { ITEM_ACTION, "text", " ", "! is empty; to say that the plan does not state it, give: not stated" },
        { ITEM_ACTION, "text", "bell \a", "! holds a control character" },
        { ITEM_RISK, "impact", "High", "high" },
        { ITEM_RISK, "residual likelihood", "4", "4" },
        { ITEM_RISK, "impact", "banana", "! is no rating that ratings.yaml knows" },
        { ITEM_DOCUMENT, "date", "14 May 2010", "2010-05-14" },
        { ITEM_DOCUMENT, "date", "31/11/09", "! is no day of the calendar" },
    };
    struct fixture *fixture = *state;

    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        struct buffer found = { 0 };

        describe(fixture, cases[i].kind, cases[i].field, cases[i].words, &found);
        if (strcmp(buffer_string(&found), cases[i].value) != 0)
            fail_msg("%s \"%s\": %s, not %s", cases[i].field, cases[i].words, buffer_string(&found),
                     cases[i].value);
        buffer_free(&found);
    }
}

static void a_text_longer_than_any_value_is_refused(void **state)
{
    struct fixture *fixture = *state;
    static char words[30000];
    struct buffer found = { 0 };

    memset(words, 'a', sizeof words - 1);
    describe(fixture, ITEM_ACTION, "text", words, &found);
    assert_string_equal(buffer_string(&found), "! is longer than any value");
    buffer_free(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_value_is_read_by_the_grammar_of_its_field, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_text_longer_than_any_value_is_refused, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
