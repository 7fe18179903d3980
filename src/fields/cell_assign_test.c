#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "fields/cell_assign.h"
#include "fields/cell_score.h"
#include "fields/date_field.h"
#include "fields/owner_field.h"
#include "grammar/grammar.h"
#include "grammar/pattern.h"

static struct grammar *grammar;
static struct date_reader *dates;
static struct owner_reader *owners;
static struct cell_scorer *scorer;
static struct matcher *matcher;
static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    matcher = matcher_new();
    return grammar_load(NULL, NULL, &grammar) == STATUS_OK &&
                   date_reader_new(grammar, NULL, &dates) == STATUS_OK &&
                   owner_reader_new(grammar, NULL, &owners) == STATUS_OK &&
                   cell_scorer_new(grammar, dates, owners, NULL, &scorer) == STATUS_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    (void)state;
    cell_scorer_free(scorer);
    owner_reader_free(owners);
    date_reader_free(dates);
    matcher_free(matcher);
    grammar_free(grammar);
    arena_free(arena);
    return 0;
}

static void assign(const struct table_piece *pieces, size_t count, const struct column_set *columns,
                   void (*way)(const struct assignment *task, struct piece_place *places),
                   struct piece_place *places)
{
    const struct assignment task = {
        .scorer = scorer,
        .matcher = matcher,
        .arena = arena,
        .pieces = pieces,
        .count = count,
        .columns = columns,
    };

    way(&task, places);
}

static struct column_set columns_of(const enum field *fields, size_t count)
{
    struct column_set set = { .columns = ARENA_ARRAY(arena, count, struct column),
                              .count = count,
                              .known = count };

    for (size_t i = 0; i < count; i++) {
        set.columns[i] = (struct column){ .field = fields[i], .grid = i };
        set.fields |= (uint64_t)1 << fields[i];
    }
    return set;
}

static void the_evidence_knows_a_task_a_date_and_a_post(void **state)
{
    double task[FIELD_COUNT], date[FIELD_COUNT], post[FIELD_COUNT];

    (void)state;
    cell_score(scorer, matcher, span_of("Review the allocations policy with tenants"), false, NULL,
               CELL_SCORE_ALL, task);
    cell_score(scorer, matcher, span_of("June 2004"), false, NULL, CELL_SCORE_ALL, date);
    cell_score(scorer, matcher, span_of("Principal Officer (Voids)"), false, NULL, CELL_SCORE_ALL, post);
    assert_true(task[FIELD_ACTION] > task[FIELD_MEASURE] && task[FIELD_ACTION] > task[FIELD_OWNER]);
    assert_true(date[FIELD_DUE] > date[FIELD_ACTION] && date[FIELD_DUE] > date[FIELD_OWNER]);
    assert_true(post[FIELD_OWNER] > post[FIELD_ACTION] && post[FIELD_OWNER] > post[FIELD_DUE]);
    assert_true(cell_begins_as_task(scorer, matcher, span_of("To agree the rota")));
    assert_false(cell_begins_as_task(scorer, matcher, span_of("Support is poor")));
}

static void lost_cells_find_their_columns(void **state)
{
    static const enum field fields[] = { FIELD_SECTION, FIELD_ISSUE, FIELD_ACTION,   FIELD_MEASURE,
                                         FIELD_OWNER,   FIELD_DUE,   FIELD_RESOURCE, FIELD_PROGRESS };
    const struct table_piece pieces[] = {
        { span_of("QX2/1 Answering the telephone"), false, 1, SIZE_MAX },
        { span_of("Calls are slow to be answered and there is no record of them."), false, 1, SIZE_MAX },
        { span_of("Publish one number for all calls"), true, 0, SIZE_MAX },
        { span_of("Train staff to use the new exchange"), true, 1, SIZE_MAX },
        { span_of("Fewer abandoned calls"), true, 0, SIZE_MAX },
        { span_of("Contact Centre Manager"), false, 0, SIZE_MAX },
        { span_of("October 2005"), false, 0, SIZE_MAX },
        { span_of("Training Officer (20%)"), false, 0, SIZE_MAX },
        { span_of("The exchange has been ordered."), false, 0, SIZE_MAX },
    };
    static const size_t expected[] = { 0, 1, 2, 2, 3, 4, 5, 6, 7 };
    struct piece_place places[sizeof pieces / sizeof *pieces];
    struct column_set columns = columns_of(fields, sizeof fields / sizeof *fields);

    (void)state;
    assign(pieces, sizeof pieces / sizeof *pieces, &columns, cell_assign_paragraphs, places);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        assert_int_equal(places[i].column, expected[i]);
}

static void a_register_begins_a_row_at_each_risk(void **state)
{
    static const enum field fields[] = { FIELD_RISK, FIELD_IMPACT, FIELD_CONSEQUENCE, FIELD_MITIGATION };
    const struct table_piece pieces[] = {
        { span_of("Unable to appoint a builder"), false, 1, SIZE_MAX },
        { span_of("H"), false, 0, SIZE_MAX },
        { span_of("Homes would stay empty."), false, 0, SIZE_MAX },
        { span_of("Advertise early. Keep a second firm in reserve."), false, 0, SIZE_MAX },
        { span_of("Failure of the pumps"), false, 1, SIZE_MAX },
        { span_of("L"), false, 0, SIZE_MAX },
        { span_of("Cellars may flood."), false, 0, SIZE_MAX },
        { span_of("As above"), false, 0, SIZE_MAX },
    };
    struct piece_place places[8];
    struct column_set columns = columns_of(fields, 4);

    (void)state;
    assign(pieces, 8, &columns, cell_assign_paragraphs, places);
    for (size_t i = 0; i < 8; i++) {
        assert_int_equal(places[i].column, i % 4);
        assert_int_equal(places[i].begins_row, i % 4 == 0);
    }
}

static void a_row_that_lost_cells_is_filled_by_evidence(void **state)
{
    static const enum field fields[] = { FIELD_REF, FIELD_ACTION, FIELD_OWNER, FIELD_START,
                                         FIELD_DUE, FIELD_STATUS, FIELD_LINK };
    const struct table_piece pieces[] = {
        { span_of("B.3"), false, 0, 0 },        { span_of("Draw up a plan for the pilot"), false, 0, 1 },
        { span_of("Ann Archer"), false, 0, 2 }, { span_of("01/05/09"), false, 0, 3 },
        { span_of("30/06/09"), false, 0, 4 },   { span_of("Inspection R2.1 & R2.4"), false, 0, 5 },
    };
    static const size_t expected[] = { 0, 1, 2, 3, 4, 6 };
    struct piece_place places[6];
    struct column_set columns = columns_of(fields, 7);

    (void)state;
    assign(pieces, 6, &columns, cell_assign_row, places);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(places[i].column, expected[i]);
}

/* ---- every way ----------------------------------------------------------------------------------- */

enum { PIECES = 6, COLUMNS = 4, WAYS = 4 * 4 * 4 * 4 * 4 * 4 };

/* What the step to column `to` is worth; see grammars/evidence.yaml, steps. No piece is an item of a list. */
static double step_worth(const struct table_piece *piece, size_t from, size_t to)
{
    const struct step_weights *steps = cell_scorer_steps(scorer);

    if (to == from)
        return piece->gap ? steps->same_cell : steps->same_cell_no_gap;
    if (to > from)
        return (piece->gap ? steps->next_cell_gap : steps->next_cell_no_gap) +
               (piece->gap > 1 ? steps->wide_gap : 0) + steps->skip_column * (double)(to - from - 1);
    return steps->new_row + (piece->gap ? steps->new_row_gap : steps->new_row_no_gap) +
           (to == 0 ? steps->new_row_first : 0) + steps->skip_column * (double)to;
}

static double worth_of(const struct table_piece *pieces, const struct column_set *columns, const size_t *way)
{
    double worth = cell_scorer_steps(scorer)->skip_column * (double)way[0];

    for (size_t i = 0; i < PIECES; i++) {
        double scores[FIELD_COUNT];

        cell_score(scorer, matcher, pieces[i].text, false, NULL, CELL_SCORE_ALL, scores);
        worth += scores[columns->columns[way[i]].field];
        worth += i ? step_worth(&pieces[i], way[i - 1], way[i]) : 0;
    }
    return worth;
}

/* Way number `number`: a digit a piece. */
static double worth_of_number(const struct table_piece *pieces, const struct column_set *columns,
                              size_t number)
{
    size_t way[PIECES];

    for (size_t i = 0; i < PIECES; i++, number /= COLUMNS)
        way[i] = number % COLUMNS;
    return worth_of(pieces, columns, way);
}

static void no_way_to_the_columns_is_worth_more(void **state)
{
    static const enum field fields[COLUMNS] = { FIELD_ACTION, FIELD_OWNER, FIELD_DUE, FIELD_PROGRESS };
    static const char *const texts[PIECES] = {
        "Publish one number for all calls", "Contact Centre Manager", "October 2005",
        "The exchange has been ordered.",   "and of the depots",      "HSM"
    };
    struct column_set columns = columns_of(fields, COLUMNS);

    (void)state;
    matcher_remember(matcher, grammar);
    for (size_t turn = 0; turn < PIECES; turn++) {
        struct table_piece pieces[PIECES];
        struct piece_place places[PIECES];
        size_t found[PIECES];

        for (size_t i = 0; i < PIECES; i++) /* blank lines before some, but not most */
            pieces[i] =
                (struct table_piece){ span_of(texts[(turn + i * 5) % PIECES]), false, i % 3 == 2, SIZE_MAX };
        assign(pieces, PIECES, &columns, cell_assign_paragraphs, places);
        for (size_t i = 0; i < PIECES; i++) {
            found[i] = places[i].column;
            assert_int_equal(places[i].begins_row, i == 0 || found[i] < found[i - 1]);
        }
        double worth = worth_of(pieces, &columns, found);

        for (size_t way = 0; way < WAYS; way++)
            assert_true(worth_of_number(pieces, &columns, way) < worth + 1e-9);
    }
    matcher_remember(matcher, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_evidence_knows_a_task_a_date_and_a_post),
        cmocka_unit_test(lost_cells_find_their_columns),
        cmocka_unit_test(a_register_begins_a_row_at_each_risk),
        cmocka_unit_test(a_row_that_lost_cells_is_filled_by_evidence),
        cmocka_unit_test(no_way_to_the_columns_is_worth_more),
    };

    return cmocka_run_group_tests_name("cell_assign", tests, set_up, tear_down);
}
