#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "fields/field_table.h"
#include "fields/owner_field.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"

struct bench {
    struct grammar *grammar;
    struct owner_reader *reader;
    struct matcher *matcher;
    struct arena *arena;
};

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    struct diag_printer printer;

    diag_printer_init(&printer);
    if (!bench || grammar_load(NULL, &printer.sink, &bench->grammar) != STATUS_OK ||
        owner_reader_new(bench->grammar, &printer.sink, &bench->reader) != STATUS_OK)
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
    owner_reader_free(bench->reader);
    grammar_free(bench->grammar);
    free(bench);
    return 0;
}

/* "HSM=Housing Services Manager; Ann Lee": what the plan is known to call people. */
static struct owner_names *names_of(struct bench *bench, char *list)
{
    struct owner_names *names = owner_names_new(bench->arena);

    for (char *item = strtok(list, ";"); item; item = strtok(NULL, ";")) {
        char *meaning = strchr(item, '=');

        if (meaning)
            *meaning++ = '\0';
        owner_names_add(names, span_trim(span_of(item)),
                        meaning ? span_trim(span_of(meaning)) : (struct span){ 0 });
    }
    return names;
}

static char kind_letter(enum party_kind kind)
{
    return "?prba"[kind];
}

/* Is the row read as the table says? */
static void check_row(struct bench *bench, const struct passage *cell, const struct field_row *row,
                      size_t *faults)
{
    struct owner_list owners = { 0 };
    struct link_list links = { 0 };
    struct buffer found = { 0 };
    struct buffer kinds = { 0 };
    struct buffer codes = { 0 };
    struct owner_context context = { .role = OWNER_LEAD, .names = names_of(bench, row->columns[4]) };

    owner_field_read(bench->reader, bench->matcher, cell, &context, bench->arena, &owners, &links);
    for (size_t i = 0; i < owners.count; i++) {
        buffer_add_string(&found, i ? " | " : "");
        buffer_add_span(&found, owners.items[i].name.text);
        buffer_add_byte(&kinds, kind_letter(owners.items[i].kind));
        if (owners.items[i].role == OWNER_SUPPORT)
            buffer_add_byte(&kinds, '+');
        assert_true(owners.items[i].name.source.extent_count > 0);
        assert_true(owners.items[i].name.source.rule > 0);
    }
    for (size_t i = 0; i < links.count; i++) {
        buffer_add_string(&codes, i ? " " : "");
        buffer_add_span(&codes, links.items[i].code.text);
    }
    field_table_expect("owners", row, "owners", buffer_string(&found), row->columns[1], faults);
    field_table_expect("owners", row, "kinds", buffer_string(&kinds), row->columns[2], faults);
    field_table_expect("owners", row, "codes", buffer_string(&codes), row->columns[3], faults);
    buffer_free(&found);
    buffer_free(&kinds);
    buffer_free(&codes);
}

/* The cell's words on one line of a column of helpers, in a plan that has no names of its own. */
static void read_elsewhere(struct bench *bench, const struct passage *cell)
{
    const struct owner_context context = { .role = OWNER_SUPPORT };
    const struct passage line = { .text = cell->text, .segment_count = 1, .offset = 0 };
    struct owner_list owners = { 0 };

    owner_field_read(bench->reader, bench->matcher, &line, &context, bench->arena, &owners, NULL);
}

/* How many values of the table are read otherwise than they should be. */
static size_t count_faults(struct bench *bench, bool asks_elsewhere)
{
    struct field_table table = field_table_open("owners");
    struct field_row row;
    size_t faults = 0;

    while (field_table_next(&table, &row)) {
        struct passage cell = field_table_passage(bench->arena, row.columns[0]);

        if (asks_elsewhere)
            read_elsewhere(bench, &cell);
        check_row(bench, &cell, &row, &faults);
    }
    assert_true(table.rows >= 200);
    return faults;
}

static void owners_of_the_table_are_read(void **state)
{
    assert_int_equal(count_faults(*state, false), 0);
}

static void what_is_remembered_changes_no_owner(void **state)
{
    struct bench *bench = *state;

    matcher_remember(bench->matcher, bench->grammar);
    assert_int_equal(count_faults(bench, true), 0);
    assert_int_equal(count_faults(bench, false), 0);
    matcher_remember(bench->matcher, NULL);
}

/* A paragraph ends at "\\n"; owners have " | " between. */
static void paragraphs_of_a_true_cell_part_owners(void **state)
{
    static const char *const cells[][2] = {
        { "KS\\nConsultants", "KS | Consultants" },
        { "Council Tax\\nEnv Health", "Council Tax | Env Health" },
        { "Web Manager\\nHSM", "Web Manager | HSM" },
        { "Housing Strategy\\nManager", "Housing Strategy Manager" },
        { "Head of Sport\\nand Leisure", "Head of Sport and Leisure" },
        { "Community Safety Team\\nLeader", "Community Safety Team Leader" },
    };
    struct bench *bench = *state;

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct passage cell = field_table_passage(bench->arena, cells[i][0]);
        struct owner_context context = { .role = OWNER_LEAD, .has_paragraphs = true };
        struct owner_list owners = { 0 };
        struct buffer found = { 0 };

        owner_field_read(bench->reader, bench->matcher, &cell, &context, bench->arena, &owners, NULL);
        for (size_t k = 0; k < owners.count; k++) {
            buffer_add_string(&found, k ? " | " : "");
            buffer_add_span(&found, owners.items[k].name.text);
        }
        assert_string_equal(buffer_string(&found), cells[i][1]);
        buffer_free(&found);
    }
}

static void placeholders_are_nobody(void **state)
{
    static const char *const nobody[] = { "Tbc",
                                          "TBC",
                                          "tba",
                                          "-",
                                          "–",
                                          "n/a",
                                          "N/A",
                                          "To be confirmed",
                                          "?",
                                          "...",
                                          "None",
                                          "Not yet known",
                                          "TBC Internal vs. external",
                                          "Vacant",
                                          "to be appointed" };
    static const char *const somebody[] = { "HSM",    "Team",      "Tbilisi Forum", "Natalie Grey",
                                            "To Ann", "Nick None", "Naomi" };
    struct bench *bench = *state;

    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++)
        if (!owner_field_is_placeholder(bench->reader, bench->matcher, span_of(nobody[i])))
            fail_msg("\"%s\" is a placeholder", nobody[i]);
    for (size_t i = 0; i < sizeof somebody / sizeof *somebody; i++)
        if (owner_field_is_placeholder(bench->reader, bench->matcher, span_of(somebody[i])))
            fail_msg("\"%s\" is no placeholder", somebody[i]);
}

static void owners_look_more_like_owners_than_deeds_do(void **state)
{
    static const char *const owners[] = { "HSM / HRM",
                                          "Housing Manager",
                                          "Ann Lee",
                                          "Head of Legal",
                                          "Tenancy Team",
                                          "All staff",
                                          "Assistant Director of Housing",
                                          "Priya Nair\nTom Okafor",
                                          "J Okafor" };
    static const char *const others[] = { "Publish the new standards by June",
                                          "Meeting held",
                                          "June 2010",
                                          "Ongoing",
                                          "15/05/09",
                                          "Increase in satisfaction",
                                          "Review complete",
                                          "Standards published on the web site" };
    struct bench *bench = *state;

    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
        if (owner_field_likeness(bench->reader, bench->matcher, span_of(owners[i]), NULL) < 0.8)
            fail_msg("\"%s\" looks like an owner", owners[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (owner_field_likeness(bench->reader, bench->matcher, span_of(others[i]), NULL) > 0.4)
            fail_msg("\"%s\" does not look like an owner", others[i]);
}

static void an_abbreviation_brings_its_meaning(void **state)
{
    struct bench *bench = *state;
    struct passage cell = passage_of(bench->arena, (struct span){ "QRM / team", 10, 7 });
    struct owner_names *names = owner_names_new(bench->arena);
    struct owner_context context = { .role = OWNER_SUPPORT, .names = names };
    struct owner_list owners = { 0 };

    owner_names_add(names, span_of("QRM"), span_of("Quality & Repairs Manager"));
    owner_field_read(bench->reader, bench->matcher, &cell, &context, bench->arena, &owners, NULL);
    assert_int_equal(owners.count, 2);
    assert_true(span_equals(owners.items[0].expansion, "Quality & Repairs Manager"));
    assert_null(owners.items[1].expansion.text);
    assert_int_equal(owners.items[1].role, OWNER_SUPPORT);
    assert_int_equal(owners.items[1].name.source.extents[0].offset, 13);
    assert_int_equal(owners.items[1].name.source.extents[0].length, 4);
}

/* However long or odd, a cell is read to its end in time that grows with its length. */
static void a_hostile_cell_ends(void **state)
{
    static const char *const pieces[] = { "(",   "a ",       "A B ", "& ", "/",    "Ann Lee ",
                                          "D2 ", "Head of ", "HSM ", "- ", "\xC3", "." };
    enum { LENGTH = 1 << 16 };
    struct bench *bench = *state;
    char *text = malloc(LENGTH);

    assert_non_null(text);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t size = strlen(pieces[i]);
        struct owner_context context = { .role = OWNER_LEAD, .names = NULL };
        struct owner_list owners = { 0 };
        struct passage cell = { .text = span_over(text, LENGTH / size * size) };

        for (size_t at = 0; at + size <= LENGTH; at += size)
            memcpy(text + at, pieces[i], size);
        owner_field_read(bench->reader, bench->matcher, &cell, &context, bench->arena, &owners, NULL);
        assert_true(owners.count <= LENGTH);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(owners_of_the_table_are_read),
        cmocka_unit_test(what_is_remembered_changes_no_owner),
        cmocka_unit_test(paragraphs_of_a_true_cell_part_owners),
        cmocka_unit_test(placeholders_are_nobody),
        cmocka_unit_test(owners_look_more_like_owners_than_deeds_do),
        cmocka_unit_test(an_abbreviation_brings_its_meaning),
        cmocka_unit_test(a_hostile_cell_ends),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
