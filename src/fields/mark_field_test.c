#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "fields/field_table.h"
#include "fields/mark_field.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"

struct bench {
    struct grammar *grammar;
    struct mark_reader *reader;
    struct matcher *matcher;
    struct arena *arena;
};

static int set_up(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    struct diag_printer printer;

    diag_printer_init(&printer);
    if (!bench || grammar_load(NULL, &printer.sink, &bench->grammar) != STATUS_OK ||
        mark_reader_new(bench->grammar, &printer.sink, &bench->reader) != STATUS_OK)
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
    mark_reader_free(bench->reader);
    grammar_free(bench->grammar);
    free(bench);
    return 0;
}

/* Everything that was read leads back to its words and its rule. */
static void expect_source(const struct source *source)
{
    assert_true(source->rule > 0);
    assert_true(source->extent_count > 0);
    assert_true(source->extents[0].length > 0);
}

static const char *text_of(struct bench *bench, struct span text)
{
    return text.text ? arena_copy_span(bench->arena, text).text : "";
}

/* ---- ratings, priorities, colours --------------------------------------------------------------- */

static const char *read_rating(struct bench *bench, const struct passage *cell)
{
    struct span printed;
    struct text_value value = rating_field_read(bench->reader, bench->matcher, cell, bench->arena, &printed);

    if (!value.text.text)
        return "";
    assert_non_null(printed.text);
    expect_source(&value.source);
    return text_of(bench, value.text);
}

static const char *read_priority(struct bench *bench, const struct passage *cell, bool in_column,
                                 const char **words)
{
    struct text_value value = { 0 };
    struct priority_place place = { 0 };

    *words = "";
    if (!priority_field_read(bench->reader, bench->matcher, cell, in_column, bench->arena, &value, &place))
        return "";
    expect_source(&value.source);
    if (!in_column)
        *words = text_of(bench, span_part(cell->text, place.from, place.to));
    return text_of(bench, value.text);
}

static const char *read_rag(struct bench *bench, const struct passage *cell)
{
    struct source source = { 0 };
    enum rag rag = rag_field_read(bench->reader, bench->matcher, cell, bench->arena, &source);

    if (rag == RAG_NONE)
        return "";
    expect_source(&source);
    return rag_name(rag);
}

static void ratings_of_the_table_are_read(void **state)
{
    struct bench *bench = *state;
    struct field_table table = field_table_open("ratings");
    struct field_row row;
    size_t faults = 0;

    while (field_table_next(&table, &row)) {
        struct passage cell = field_table_passage(bench->arena, row.columns[0]);
        const char *kind = row.columns[2];
        const char *words = "";
        const char *found = strcmp(kind, "rating") == 0 ? read_rating(bench, &cell)
                            : strcmp(kind, "rag") == 0
                                ? read_rag(bench, &cell)
                                : read_priority(bench, &cell, strcmp(kind, "priority") == 0, &words);

        field_table_expect("ratings", &row, kind, found, row.columns[1], &faults);
        field_table_expect("ratings", &row, "words", words, row.columns[3], &faults);
    }
    assert_int_equal(faults, 0);
    assert_true(table.rows >= 150);
}

/* ---- statuses ----------------------------------------------------------------------------------- */

static enum status_place place_of(const char *name)
{
    static const char *const names[] = {
        [STATUS_IN_COLUMN] = "column",   [STATUS_IN_DATE] = "date",       [STATUS_IN_CELL] = "cell",
        [STATUS_IN_HEADING] = "heading", [STATUS_IN_COMMENT] = "comment",
    };

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (strcmp(names[i], name) == 0)
            return (enum status_place)i;
    fail_msg("there is no place \"%s\"", name);
    return STATUS_IN_CELL;
}

static void statuses_of_the_table_are_read(void **state)
{
    struct bench *bench = *state;
    struct field_table table = field_table_open("statuses");
    struct field_row row;
    size_t faults = 0;

    while (field_table_next(&table, &row)) {
        struct passage cell = field_table_passage(bench->arena, row.columns[0]);
        struct source source = { 0 };
        enum action_status status = status_field_read(bench->reader, bench->matcher, &cell,
                                                      place_of(row.columns[2]), bench->arena, &source);

        if (status != STATUS_NONE)
            expect_source(&source);
        field_table_expect("statuses", &row, row.columns[2],
                           status == STATUS_NONE ? "" : action_status_name(status), row.columns[1], &faults);
    }
    assert_int_equal(faults, 0);
    assert_true(table.rows >= 80);
}

/* ---- references --------------------------------------------------------------------------------- */

static void add_links(struct bench *bench, const struct passage *cell, bool in_column, struct buffer *found)
{
    struct link_list links = { 0 };

    reference_field_find(bench->reader, bench->matcher, cell, in_column, bench->arena, &links);
    for (size_t i = 0; i < links.count; i++) {
        buffer_add_string(found, i ? " | " : "");
        buffer_add_span(found, links.items[i].code.text);
        assert_true(links.items[i].code.source.extent_count > 0);
    }
}

static void references_of_the_table_are_read(void **state)
{
    struct bench *bench = *state;
    struct field_table table = field_table_open("references");
    struct field_row row;
    size_t faults = 0;

    while (field_table_next(&table, &row)) {
        struct passage cell = field_table_passage(bench->arena, row.columns[0]);
        const char *kind = row.columns[2];
        bool whole = strcmp(kind, "whole") == 0;
        struct buffer found = { 0 };
        struct text_value value = { 0 };
        size_t to = 0;

        if (whole || strcmp(kind, "start") == 0) {
            if (reference_field_read(bench->reader, bench->matcher, &cell, whole, bench->arena, &value,
                                     &to)) {
                buffer_add_span(&found, value.text);
                expect_source(&value.source);
                assert_true(to > 0 && to <= cell.text.length);
            }
        } else {
            add_links(bench, &cell, strcmp(kind, "links") == 0, &found);
        }
        field_table_expect("references", &row, kind, buffer_string(&found), row.columns[1], &faults);
        buffer_free(&found);
    }
    assert_int_equal(faults, 0);
    assert_true(table.rows >= 80);
}

static void a_ref_takes_its_own_bytes_only(void **state)
{
    struct bench *bench = *state;
    struct passage cell = field_table_passage(bench->arena, "\xD0\x92.7: Empty homes"); /* Cyrillic Ve */
    struct text_value ref = { 0 };
    size_t to = 0;

    assert_true(reference_field_read(bench->reader, bench->matcher, &cell, false, bench->arena, &ref, &to));
    assert_true(span_equals(ref.text, "B.7"));
    assert_true(span_equals(span_part(cell.text, to, cell.text.length), " Empty homes"));
}

static void look_alikes_are_repaired_in_codes(void **state)
{
    struct bench *bench = *state;
    struct span repaired;

    assert_true(homoglyph_repair(bench->reader, span_of("\xCE\x9A\xD0\xA2\x34/2"), bench->arena, &repaired));
    assert_true(span_equals(repaired, "KT4/2"));
    assert_false(homoglyph_repair(bench->reader, span_of("KT4/2"), bench->arena, &repaired));
    assert_true(span_equals(repaired, "KT4/2"));
    assert_false(homoglyph_repair(bench->reader, span_of("\xC3\xA9\xE2\x80\x93"), bench->arena, &repaired));
}

/* ---- resources ---------------------------------------------------------------------------------- */

static void resources_of_the_table_are_read(void **state)
{
    struct bench *bench = *state;
    struct field_table table = field_table_open("resources");
    struct field_row row;
    size_t faults = 0;

    while (field_table_next(&table, &row)) {
        struct resource_list resources = { 0 };
        struct buffer found = { 0 };
        const char *at = row.columns[0];

        for (const char *end = at; end; at = end + 2) {
            end = strstr(at, "\\n");
            struct span line = span_at(at, end ? (size_t)(end - at) : strlen(at), 0);
            struct passage paragraph = passage_of(bench->arena, line);

            resource_field_read(bench->reader, bench->matcher, &paragraph, bench->arena, &resources);
            if (!end)
                break;
        }
        for (size_t i = 0; i < resources.count; i++) {
            buffer_add_string(&found, i ? " | " : "");
            buffer_add_span(&found, resources.items[i].who.text);
            if (resources.items[i].has_percent)
                buffer_add_format(&found, " =%g", resources.items[i].percent);
            assert_true(resources.items[i].who.source.extent_count > 0);
        }
        field_table_expect("resources", &row, "resources", buffer_string(&found), row.columns[1], &faults);
        buffer_free(&found);
    }
    assert_int_equal(faults, 0);
    assert_true(table.rows >= 60);
}

/* ---- hostile input ------------------------------------------------------------------------------ */

static void hostile_cells_end(void **state)
{
    static const char *const pieces[] = { "(",    "1%,", "A.1 ",     "R1 & ", "was ",   "completed ",
                                          "not ", "B.",  "\xCE\x91", "10% ",  "Plan A", "priority = " };
    enum { LENGTH = 1 << 15 };
    struct bench *bench = *state;
    char *text = malloc(LENGTH);

    assert_non_null(text);
    for (size_t i = 0; i < ARRAY_LENGTH(pieces); i++) {
        size_t size = strlen(pieces[i]);
        struct passage cell = { .text = span_over(text, LENGTH / size * size) };
        struct resource_list resources = { 0 };
        struct link_list links = { 0 };
        struct text_value value;
        struct source source;
        struct priority_place place;

        for (size_t at = 0; at + size <= LENGTH; at += size)
            memcpy(text + at, pieces[i], size);
        for (int where = STATUS_IN_COLUMN; where <= STATUS_IN_COMMENT; where++)
            (void)status_field_read(bench->reader, bench->matcher, &cell, (enum status_place)where,
                                    bench->arena, &source);
        reference_field_find(bench->reader, bench->matcher, &cell, true, bench->arena, &links);
        reference_field_find(bench->reader, bench->matcher, &cell, false, bench->arena, &links);
        resource_field_read(bench->reader, bench->matcher, &cell, bench->arena, &resources);
        (void)priority_field_read(bench->reader, bench->matcher, &cell, false, bench->arena, &value, &place);
        assert_true(links.count < LENGTH && resources.count < LENGTH);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ratings_of_the_table_are_read),
        cmocka_unit_test(statuses_of_the_table_are_read),
        cmocka_unit_test(references_of_the_table_are_read),
        cmocka_unit_test(a_ref_takes_its_own_bytes_only),
        cmocka_unit_test(look_alikes_are_repaired_in_codes),
        cmocka_unit_test(resources_of_the_table_are_read),
        cmocka_unit_test(hostile_cells_end),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
