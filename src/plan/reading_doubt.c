#include "plan/reading_doubt.h"

#include <math.h>

#include "base/arena.h"
#include "fields/cell_score.h"
#include "plan/plan_build.h"

/* Below this a person should look: the words suit another column half as well as this one, or better. */
static const double sure = 0.7;

/* The item that the record became: its first action, or its risk. */
static bool find_item(const struct build *build, const struct item_counts *before, struct doubt *doubt)
{
    const struct plan *plan = build->plan;

    if (plan->risk_count > before->risks) {
        doubt->kind = ITEM_RISK;
        doubt->index = before->risks;
        return true;
    }
    doubt->kind = ITEM_ACTION;
    doubt->index = before->actions;
    return plan->action_count > before->actions;
}

/* Columns that words can stand in with the order of the row kept: [from, to]. */
struct column_range {
    size_t from;
    size_t to;
};

static bool is_filled(const struct record *record, size_t column)
{
    return column < record->width && record->cells[column].count > 0;
}

/*
 * The first words of a cell may as well close the cell before it or stand in an empty one between, the last
 * ones likewise with the cell behind; words in the middle of a cell can't go elsewhere.
 */
static struct column_range range_of(const struct build *build, size_t column, size_t place)
{
    const struct record *record = &build->record;
    struct column_range range = { column, column };

    if (place == 0)
        while (range.from > 0 && (range.from == column || !is_filled(record, range.from)))
            range.from--;
    if (place + 1 == record->cells[column].count)
        while (range.to + 1 < build->columns.count && (range.to == column || !is_filled(record, range.to)))
            range.to++;
    return range;
}

/* The fields of its columns, as bits. */
static uint64_t fields_of(const struct column_set *columns, struct column_range range)
{
    uint64_t fields = 0;

    for (size_t i = range.from; i <= range.to; i++)
        fields |= (uint64_t)1 << columns->columns[i].field;
    return fields;
}

/* The column of the range whose field the words suit best, other than their own: there is one. */
static size_t second_best(const struct column_set *columns, struct column_range range, const double *scores,
                          size_t own)
{
    size_t best = SIZE_MAX;

    for (size_t i = range.from; i <= range.to; i++)
        if (columns->columns[i].field != columns->columns[own].field &&
            (best == SIZE_MAX || scores[columns->columns[i].field] > scores[columns->columns[best].field]))
            best = i;
    return best;
}

static void add_doubt(struct build *build, const struct doubt *doubt)
{
    struct plan *plan = build->plan;

    plan->doubts = arena_grow(build->arena, plan->doubts, plan->doubt_count, &build->doubt_capacity,
                              sizeof *plan->doubts);
    plan->doubts[plan->doubt_count++] = *doubt;
}

/* The logistic function of the lead over the second: scores are in natural-log units. */
static void weigh_piece(struct build *build, size_t column, size_t place, struct doubt *doubt)
{
    const struct column_set *columns = &build->columns;
    const struct piece *piece = &build->record.cells[column].items[place];
    enum field field = columns->columns[column].field;
    struct column_range range = range_of(build, column, place);
    uint64_t fields = fields_of(columns, range);
    double scores[FIELD_COUNT];

    if (fields == (uint64_t)1 << field)
        return;
    cell_score(build->reader->scorer, build->matcher, piece->text, piece->is_item, build->names, fields,
               scores);
    size_t second = second_best(columns, range, scores, column);

    doubt->confidence = 1 / (1 + exp(scores[columns->columns[second].field] - scores[field]));
    if (doubt->confidence >= sure)
        return;
    struct passage passage = passage_of(build->arena, piece->text);
    size_t count;

    doubt->field = field_name(field);
    doubt->other = field_name(columns->columns[second].field);
    doubt->words = (struct text_value){ .text = piece->text };
    doubt->words.source.extents = passage_extents(build->arena, &passage, 0, passage.text.length, &count);
    doubt->words.source.extent_count = (uint32_t)count;
    add_doubt(build, doubt);
}

void reading_doubt_note(struct build *build, const struct item_counts *before)
{
    const struct record *record = &build->record;
    struct doubt doubt = { 0 };

    if (record->confidence >= sure || !find_item(build, before, &doubt))
        return;
    for (size_t i = 0; i < build->columns.count && i < record->width; i++)
        for (size_t j = 0; j < record->cells[i].count; j++)
            weigh_piece(build, i, j, &doubt);
}
