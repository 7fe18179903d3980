#include "cli/option_parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/diagnostic.h"

struct values {
    bool quiet;
    const char *title;
    const char *day;
    const char *format;
    struct text_list plans;
    struct option_share share;
    size_t limit;
};

static const char *const formats[] = { "text", "csv", "json", NULL };
static const struct option_spec specs[] = {
    { .name = "quiet", .letter = 'q', .kind = OPTION_FLAG, .target = offsetof(struct values, quiet) },
    { .name = "title",
      .letter = 't',
      .kind = OPTION_TEXT,
      .argument = "TITLE",
      .target = offsetof(struct values, title) },
    { .name = "date", .kind = OPTION_DATE, .argument = "DAY", .target = offsetof(struct values, day) },
    { .name = "format",
      .kind = OPTION_NAME,
      .argument = "FORMAT",
      .choices = formats,
      .target = offsetof(struct values, format) },
    { .name = "plan", .kind = OPTION_TEXTS, .argument = "PLAN", .target = offsetof(struct values, plans) },
    { .name = "min", .kind = OPTION_SHARE, .argument = "SCORE", .target = offsetof(struct values, share) },
    { .name = "limit", .kind = OPTION_COUNT, .argument = "N", .target = offsetof(struct values, limit) },
};

struct run {
    struct values values;
    struct text_list operands;
    struct diag_list said;
    enum status status;
    size_t used;
};

static void parse(struct run *run, bool stop, const char *first, ...)
{
    char *words[16];
    struct option_words line = { .words = words, .stop = stop, .command = "import" };
    va_list more;

    *run = (struct run){ 0 };
    va_start(more, first);
    for (const char *word = first; word; word = va_arg(more, const char *))
        words[line.count++] = (char *)(uintptr_t)word;
    va_end(more);
    const struct option_group group = { specs, ARRAY_LENGTH(specs), &run->values };
    run->status = option_parse(&line, &group, 1, diag_collect(&run->said), &run->operands, &run->used);
}

static void release(struct run *run)
{
    text_list_free(&run->operands);
    text_list_free(&run->values.plans);
    diag_list_free(&run->said);
}

static void assert_refused(struct run *run, const char *words)
{
    assert_int_equal(run->status, STATUS_USAGE);
    assert_int_equal(run->said.count, 1);
    assert_non_null(strstr(run->said.items[0].what, words));
    release(run);
}

static void a_value_follows_or_is_joined(void **state)
{
    struct run run;

    (void)state;
    parse(&run, false, "--title", "A plan", "--format=csv", "-q", (char *)NULL);
    assert_int_equal(run.status, STATUS_OK);
    assert_string_equal(run.values.title, "A plan");
    assert_string_equal(run.values.format, "csv");
    assert_true(run.values.quiet);
    release(&run);
    parse(&run, false, "-qtA plan", "--title=", (char *)NULL);
    assert_true(run.values.quiet);
    assert_string_equal(run.values.title, "");
    release(&run);
}

static void operands_stand_anywhere(void **state)
{
    struct run run;

    (void)state;
    parse(&run, false, "a.txt", "-q", "-", "--", "--title", "-q", (char *)NULL);
    assert_int_equal(run.operands.count, 4);
    assert_string_equal(run.operands.items[0], "a.txt");
    assert_string_equal(run.operands.items[1], "-");
    assert_string_equal(run.operands.items[2], "--title");
    assert_string_equal(run.operands.items[3], "-q");
    assert_null(run.values.title);
    release(&run);
}

static void a_list_keeps_every_value(void **state)
{
    struct run run;

    (void)state;
    parse(&run, false, "--plan=a", "--plan", "b", (char *)NULL);
    assert_int_equal(run.values.plans.count, 2);
    assert_string_equal(run.values.plans.items[1], "b");
    release(&run);
}

static void it_can_end_at_the_first_operand(void **state)
{
    struct run run;

    (void)state;
    parse(&run, true, "-q", "import", "--title", "x", (char *)NULL);
    assert_int_equal(run.used, 1);
    assert_int_equal(run.operands.count, 0);
    assert_null(run.values.title);
    release(&run);
}

static void an_unknown_option_suggests_the_nearest(void **state)
{
    struct run run;

    (void)state;
    parse(&run, false, "--tilte", "x", (char *)NULL);
    assert_refused(&run, "import: there is no option --tilte (is --title meant?)");
    parse(&run, false, "--form", "x", (char *)NULL);
    assert_refused(&run, "(is --format meant?)");
    parse(&run, false, "--zebra", (char *)NULL);
    assert_null(strstr(run.said.items[0].what, "meant"));
    assert_refused(&run, "there is no option --zebra");
    parse(&run, false, "-qz", (char *)NULL);
    assert_refused(&run, "there is no option -qz");
}

static void a_wrong_value_is_named(void **state)
{
    struct run run;

    (void)state;
    parse(&run, false, "--title", (char *)NULL);
    assert_refused(&run, "--title needs a value (TITLE)");
    parse(&run, false, "--date=31/03/2010", (char *)NULL);
    assert_refused(&run, "--date wants a day such as 2010-03-31, not '31/03/2010'");
    parse(&run, false, "--date=2010-02-29", (char *)NULL);
    assert_refused(&run, "2010-02-29");
    parse(&run, false, "--format=xml", (char *)NULL);
    assert_refused(&run, "--format wants text, csv or json, not 'xml'");
    parse(&run, false, "--quiet=yes", (char *)NULL);
    assert_refused(&run, "--quiet takes no value");
    parse(&run, false, "--limit=-1", (char *)NULL);
    assert_refused(&run, "a whole number from 1");
    parse(&run, false, "--limit=99999999999999999999999", (char *)NULL);
    assert_refused(&run, "a whole number from 1");
    parse(&run, false, "--min=nan", (char *)NULL);
    assert_refused(&run, "a number from 0 to 1");
}

static void a_share_of_nothing_is_a_share(void **state)
{
    struct run run;

    (void)state;
    parse(&run, false, "--min", "0", "--limit", "7", "--date", "2010-03-31", (char *)NULL);
    assert_true(run.values.share.is_given);
    assert_true(run.values.share.value == 0);
    assert_int_equal(run.values.limit, 7);
    assert_string_equal(run.values.day, "2010-03-31");
    release(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_follows_or_is_joined),
        cmocka_unit_test(operands_stand_anywhere),
        cmocka_unit_test(a_list_keeps_every_value),
        cmocka_unit_test(it_can_end_at_the_first_operand),
        cmocka_unit_test(an_unknown_option_suggests_the_nearest),
        cmocka_unit_test(a_wrong_value_is_named),
        cmocka_unit_test(a_share_of_nothing_is_a_share),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
