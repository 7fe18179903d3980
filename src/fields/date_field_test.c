#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "fields/date_field.h"
#include "fields/date_period.h"
#include "fields/field_table.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"

struct bench {
    struct grammar *grammar;
    struct date_reader *reader;
    struct matcher *matcher;
    struct arena *arena;
};

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    struct diag_printer printer;

    diag_printer_init(&printer);
    if (!bench || grammar_load(NULL, &printer.sink, &bench->grammar) != STATUS_OK ||
        date_reader_new(bench->grammar, &printer.sink, &bench->reader) != STATUS_OK)
        return -1;
    bench->matcher = matcher_new();
    bench->arena = arena_new();
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;

    arena_free(bench->arena);
    matcher_free(bench->matcher);
    date_reader_free(bench->reader);
    grammar_free(bench->grammar);
    free(bench);
    return 0;
}

static const struct date_context no_context = { CALENDAR_NONE, CALENDAR_NONE };

static calendar_day day_of(const char *iso)
{
    calendar_day day = CALENDAR_NONE;

    assert_true(calendar_parse_iso(iso, &day));
    return day;
}

/* ---- the table ----------------------------------------------------------------------------------- */

static enum date_role role_of(const char *column)
{
    static const enum date_role roles[] = { DATE_START, DATE_DUE, DATE_COMPLETED, DATE_REVIEW };

    for (size_t i = 0; i < ARRAY_LENGTH(roles); i++)
        if (strncmp(column, date_role_name(roles[i]), strlen(date_role_name(roles[i]))) == 0)
            return roles[i];
    fail_msg("no such role: %s", column);
    return DATE_DUE;
}

/* "2010-04-01..2011-03-31" or "-" */
static struct date_context context_of(char *column)
{
    struct date_context context = no_context;
    char *dots = strstr(column, "..");

    if (dots) {
        *dots = '\0';
        context.period_from = day_of(column);
        context.period_to = day_of(dots + 2);
    }
    return context;
}

static void print_day(struct buffer *out, calendar_day day)
{
    char iso[11];

    calendar_format_iso(day, iso);
    buffer_add_format(out, " %s", day == CALENDAR_NONE ? "-" : iso);
}

/* "due 2010-03-01 2010-03-31 by,ongoing; ..." */
static const char *print_dates(struct buffer *out, const struct date_list *dates)
{
    for (size_t i = 0; i < dates->count; i++) {
        const struct date_value *date = &dates->items[i];
        char mark = ' ';

        buffer_add_format(out, "%s%s", i ? "; " : "", date_role_name(date->role));
        print_day(out, date->from);
        print_day(out, date->to);
        for (unsigned flag = 0; flag < DATE_FLAG_COUNT; flag++) {
            if ((date->flags >> flag & 1) == 0)
                continue;
            buffer_add_format(out, "%c%s", mark, date_flag_name(flag));
            mark = ',';
        }
    }
    return buffer_string(out);
}

static struct date_list read_row(const struct bench *bench, struct field_row *row)
{
    struct passage cell = field_table_passage(bench->arena, row->columns[0]);
    struct date_context context = context_of(row->columns[2]);
    struct date_list dates = { 0 };

    if (strstr(row->columns[1], "sentence"))
        date_field_read_sentence(bench->reader, bench->matcher, &cell, role_of(row->columns[1]), &context,
                                 bench->arena, &dates);
    else
        date_field_read(bench->reader, bench->matcher, &cell, role_of(row->columns[1]), &context,
                        bench->arena, &dates);
    return dates;
}

/* How many rows of the table are read otherwise than they should be. */
static size_t count_faults(const struct bench *bench, bool asks_twice)
{
    struct field_table table = field_table_open("dates");
    struct field_row row;
    size_t faults = 0;

    while (field_table_next(&table, &row)) {
        char no_period[] = "-";
        char *period = row.columns[2];

        row.columns[2] = no_period;
        if (asks_twice)
            read_row(bench, &row);
        row.columns[2] = period;
        struct date_list dates = read_row(bench, &row);
        struct buffer found = { 0 };

        field_table_expect("dates", &row, "dates", print_dates(&found, &dates), row.columns[3], &faults);
        buffer_free(&found);
        arena_reset(bench->arena);
    }
    assert_true(table.rows >= 400);
    return faults;
}

static void dates_of_the_table_are_read(void **state)
{
    assert_int_equal(count_faults(*state, false), 0);
}

/* Each row is first read for a plan whose period nobody knows; then twice as it should be. */
static void what_is_remembered_changes_no_date(void **state)
{
    const struct bench *bench = *state;

    matcher_remember(bench->matcher, bench->grammar);
    assert_int_equal(count_faults(bench, true), 0);
    assert_int_equal(count_faults(bench, false), 0);
    matcher_remember(bench->matcher, NULL);
}

/* ---- values -------------------------------------------------------------------------------------- */

static struct date_list read_cell(const struct bench *bench, const char *text, enum date_role role)
{
    struct passage cell = field_table_passage(bench->arena, text);
    struct date_list dates = { 0 };

    date_field_read(bench->reader, bench->matcher, &cell, role, &no_context, bench->arena, &dates);
    return dates;
}

static void a_date_keeps_its_words_and_their_places(void **state)
{
    struct bench *bench = *state;
    struct date_list dates = read_cell(bench, "see note, by 30 Sept\\n2010 and ongoing", DATE_DUE);

    assert_int_equal(dates.count, 1);
    assert_true(span_equals(dates.items[0].words.text, "by 30 Sept 2010 and ongoing"));
    assert_int_equal(dates.items[0].words.source.extent_count, 2);
    assert_int_equal(dates.items[0].words.source.extents[0].offset, 10);
    assert_int_equal(dates.items[0].words.source.extents[0].length, 10);
    assert_int_equal(dates.items[0].words.source.extents[1].offset, 22);
    assert_int_equal(dates.items[0].words.source.extents[1].length, 16);
}

static void a_date_names_the_rule_that_read_it(void **state)
{
    struct bench *bench = *state;
    struct date_list dates = read_cell(bench, "15/05/09", DATE_DUE);

    assert_int_equal(dates.count, 1);
    assert_string_equal(grammar_rule_name(bench->grammar, dates.items[0].words.source.rule),
                        "dates.numeric-day");
}

static void a_date_given_twice_is_listed_once(void **state)
{
    struct bench *bench = *state;
    struct date_list dates = read_cell(bench, "May 2010", DATE_DUE);
    struct passage cell = field_table_passage(bench->arena, "by May 2010");

    date_field_read(bench->reader, bench->matcher, &cell, DATE_DUE, &no_context, bench->arena, &dates);
    assert_int_equal(dates.count, 1);
    assert_int_equal(dates.items[0].flags, DATE_BY);
    date_field_read(bench->reader, bench->matcher, &cell, DATE_START, &no_context, bench->arena, &dates);
    assert_int_equal(dates.count, 2);
}

static void a_cell_of_many_dates_is_read_to_its_end(void **state)
{
    struct bench *bench = *state;
    struct buffer text = { 0 };

    for (int i = 0; i < 1000; i++)
        buffer_add_format(&text, "%d/%02d/%d ", i % 28 + 1, i % 12 + 1, 2000 + i / 28);
    struct date_list dates = read_cell(bench, buffer_string(&text), DATE_DUE);

    assert_int_equal(dates.count, 1000);
    assert_int_equal(dates.items[999].from, day_of("2035-04-20"));
    buffer_free(&text);
}

static double likeness(const struct bench *bench, const char *text)
{
    return date_field_likeness(bench->reader, bench->matcher, span_of(text));
}

static void likeness_tells_dates_from_words(void **state)
{
    struct bench *bench = *state;
    static const char *const dates[] = { "15/05/09",
                                         "by March 2010",
                                         "TBC",
                                         "Ongoing",
                                         "Sept 2010 and ongoing",
                                         "Completed",
                                         "Oct to Dec 2009",
                                         "July 2010 (achieved in September 2010)" };
    static const char *const words[] = { "",  "HSM",   "Review the policy", "Head of Housing", "Start",
                                         "-", "£2,000" };

    for (size_t i = 0; i < ARRAY_LENGTH(dates); i++)
        assert_true(likeness(bench, dates[i]) > 0.99);
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
        assert_true(likeness(bench, words[i]) < 0.01);
    assert_true(likeness(bench, "Agree the new tenancy policy with the board by March 2010") < 0.4);
}

/* ---- periods ------------------------------------------------------------------------------------- */

static void expect_days(const struct date_period *period, enum date_part part, const char *from,
                        const char *to)
{
    struct date_interval days;

    assert_int_equal(date_period_resolve(period, &days), PERIOD_RESOLVED);
    days = date_period_narrow(period, days, part);
    assert_int_equal(days.from, day_of(from));
    assert_int_equal(days.to, day_of(to));
}

static void periods_are_closed_intervals(void **state)
{
    struct date_period financial_year = { .year = 2009, .month = 4, .months = 12, .split_month = 4 };
    struct date_period last_quarter = { .year = 2010, .split_month = 4, .part = 4, .parts = 4, .months = 3 };
    struct date_period winter = { .year = 2011, .month = 12, .months = 3 };
    struct date_period february = { .year = 2012, .month = 2, .months = 1 };

    (void)state;
    expect_days(&financial_year, PART_ALL, "2009-04-01", "2010-03-31");
    expect_days(&financial_year, PART_END, "2010-03-31", "2010-03-31");
    expect_days(&last_quarter, PART_ALL, "2011-01-01", "2011-03-31");
    expect_days(&winter, PART_ALL, "2011-12-01", "2012-02-29");
    expect_days(&february, PART_EARLY, "2012-02-01", "2012-02-10");
    expect_days(&february, PART_MIDDLE, "2012-02-11", "2012-02-20");
    expect_days(&february, PART_LATE, "2012-02-21", "2012-02-29");
}

static void a_day_that_no_year_has_is_invalid_even_without_its_year(void **state)
{
    struct date_period november = { .day = 31, .month = 11 };
    struct date_period leap_day = { .day = 29, .month = 2 };
    struct date_interval days;

    (void)state;
    assert_int_equal(date_period_resolve(&november, &days), PERIOD_INVALID);
    assert_int_equal(date_period_resolve(&leap_day, &days), PERIOD_UNDATED);
    leap_day.year = 2010;
    assert_int_equal(date_period_resolve(&leap_day, &days), PERIOD_INVALID);
    leap_day.year = 2012;
    assert_int_equal(date_period_resolve(&leap_day, &days), PERIOD_RESOLVED);
}

static void a_month_takes_a_year_only_where_one_fits(void **state)
{
    struct date_context one_year = { day_of("2010-04-01"), day_of("2011-03-31") };
    struct date_context two_years = { day_of("2010-04-01"), day_of("2012-03-31") };
    struct date_context five_months = { day_of("2010-04-01"), day_of("2010-08-31") };
    struct date_period january = { .month = 1, .months = 1 };

    (void)state;
    assert_false(date_period_place(&january, &two_years));
    assert_false(date_period_place(&january, &five_months));
    assert_false(date_period_place(&january, &no_context));
    assert_true(date_period_place(&january, &one_year));
    assert_int_equal(january.year, 2011);
}

static void a_missing_year_is_taken_from_the_date_beside(void **state)
{
    struct date_period november = { .month = 11, .months = 1 };
    struct date_period march = { .month = 3, .months = 1 };
    struct date_period march_2010 = { .year = 2010, .month = 3, .months = 1 };
    struct date_period november_2010 = { .year = 2010, .month = 11, .months = 1 };

    (void)state;
    assert_false(date_period_precede(&november, &march_2010, false));
    assert_true(date_period_precede(&november, &march_2010, true));
    assert_int_equal(november.year, 2009);
    assert_false(date_period_follow(&march, &november_2010, false));
    assert_true(date_period_follow(&march, &november_2010, true));
    assert_int_equal(march.year, 2011);
}

/* ---- grammars that are wrong --------------------------------------------------------------------- */

/* What opening says of a dates grammar laid over the shipped one. */
static enum status open_with(const char *yaml, struct diag_list *seen)
{
    char folder[] = "/tmp/date_field_test.XXXXXX";
    char file[sizeof folder + 16];
    struct grammar *grammar = NULL;
    struct date_reader *reader = NULL;
    enum status status;

    assert_non_null(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/dates.yaml", folder);
    FILE *stream = fopen(file, "w");

    assert_non_null(stream);
    fputs(yaml, stream);
    fclose(stream);
    status = grammar_load(folder, diag_collect(seen), &grammar);
    if (status == STATUS_OK)
        status = date_reader_new(grammar, diag_collect(seen), &reader);
    date_reader_free(reader);
    grammar_free(grammar);
    unlink(file);
    rmdir(folder);
    return status;
}

static void a_grammar_with_an_unknown_meaning_is_refused(void **state)
{
    static const char *const wrong[] = {
        "forms:\n  - { name: moon, means: lunar-month, pattern: moon }\n",
        "forms:\n  - { name: monsoon, means: season, pattern: monsoon }\n",
        "forms:\n  - { name: new-year, means: fixed-day, month: 2, day: 30, pattern: hogmanay }\n",
        "forms:\n  - { name: harvest, means: season, first: 13, months: 2, pattern: harvest }\n",
        "joins:\n  - { name: versus, means: against, pattern: vs }\n",
        "tenses:\n  - { name: someday, means: conditional, pattern: might }\n",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LENGTH(wrong); i++) {
        struct diag_list seen = { 0 };

        assert_int_equal(open_with(wrong[i], &seen), STATUS_GRAMMAR);
        assert_int_equal(seen.count, 1);
        assert_int_equal(seen.items[0].code, DIAG_GRAMMAR_CONTENT);
        assert_true(seen.items[0].line >= 1);
        diag_list_free(&seen);
    }
}

static void a_user_can_teach_a_new_form(void **state)
{
    struct diag_list seen = { 0 };

    (void)state;
    assert_int_equal(
        open_with("forms:\n  - { name: lammas, means: fixed-day, month: 8, day: 1, pattern: lammas }\n",
                  &seen),
        STATUS_OK);
    assert_int_equal(seen.count, 0);
    diag_list_free(&seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_of_the_table_are_read),
        cmocka_unit_test(what_is_remembered_changes_no_date),
        cmocka_unit_test(a_date_keeps_its_words_and_their_places),
        cmocka_unit_test(a_date_names_the_rule_that_read_it),
        cmocka_unit_test(a_date_given_twice_is_listed_once),
        cmocka_unit_test(a_cell_of_many_dates_is_read_to_its_end),
        cmocka_unit_test(likeness_tells_dates_from_words),
        cmocka_unit_test(periods_are_closed_intervals),
        cmocka_unit_test(a_day_that_no_year_has_is_invalid_even_without_its_year),
        cmocka_unit_test(a_month_takes_a_year_only_where_one_fits),
        cmocka_unit_test(a_missing_year_is_taken_from_the_date_beside),
        cmocka_unit_test(a_grammar_with_an_unknown_meaning_is_refused),
        cmocka_unit_test(a_user_can_teach_a_new_form),
    };

    return cmocka_run_group_tests_name("date_field", tests, set_up, tear_down);
}
