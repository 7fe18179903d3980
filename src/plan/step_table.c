#include "plan/step_table.h"

#include "base/arena.h"
#include "base/status.h"
#include "fields/cell_score.h"
#include "plan/plan_build.h"

/* What a step's cell may hold, in the order in which a doubt is settled. */
static const enum field step_fields[] = { FIELD_MILESTONE, FIELD_OWNER, FIELD_DUE, FIELD_REF };

const struct table *step_table_in(const struct cell *cell)
{
    for (size_t i = 0; cell->blocks && cell->row_span && i < cell->block_count; i++)
        if (cell->blocks[i].kind == BLOCK_TABLE)
            return cell->blocks[i].table;
    return NULL;
}

static size_t table_width(const struct table *table)
{
    size_t width = 0;

    for (size_t r = 0; r < table->row_count; r++) {
        const struct row *row = &table->rows[r];
        size_t end = row->cells[row->cell_count - 1].column + 1;

        if (end > width)
            width = end;
    }
    return width;
}

/* A heading's field as that of a step: its task, its people, its days. */
static enum field step_field(enum field field)
{
    switch ((unsigned)field) {
    case FIELD_ACTION:
    case FIELD_MILESTONE:
        return FIELD_MILESTONE;
    case FIELD_OWNER:
    case FIELD_SUPPORT:
        return FIELD_OWNER;
    case FIELD_START:
    case FIELD_DUE:
    case FIELD_REVISED:
        return FIELD_DUE;
    default:
        return FIELD_NONE;
    }
}

static bool read_header(struct build *build, const struct table *table, enum field *fields)
{
    const struct row *row = &table->rows[0];
    struct span *words = ARENA_ARRAY(build->arena, row->cell_count, struct span);
    struct column_set columns;
    bool has_step = false;

    for (size_t i = 0; i < row->cell_count; i++)
        words[i] = row->cells[i].text;
    if (!column_match_header(build->reader->columns, build->matcher, words, row->cell_count, build->arena,
                             &columns))
        return false;
    for (size_t i = 0; i < columns.count; i++) {
        fields[row->cells[i].column] = step_field(columns.columns[i].field);
        has_step = has_step || fields[row->cells[i].column] == FIELD_MILESTONE;
    }
    if (!has_step) /* the first column without a meaning of its own has the steps */
        fields[row->cells[0].column] = FIELD_MILESTONE;
    for (size_t i = 0; i < row->cell_count; i++)
        build_mark_span(build, row->cells[i].text, USE_FURNITURE);
    return true;
}

/* How well a column's cells suit each field, all together. */
static void score_column(struct build *build, const struct table *table, size_t column,
                         double sums[static FIELD_COUNT])
{
    double scores[FIELD_COUNT];

    for (size_t r = 0; r < table->row_count; r++)
        for (size_t c = 0; c < table->rows[r].cell_count; c++) {
            const struct cell *cell = &table->rows[r].cells[c];

            if (cell->column != column || span_is_blank(cell->text))
                continue;
            cell_score(build->reader->scorer, build->matcher, span_trim(cell->text), false, build->names,
                       CELL_SCORE_ALL, scores);
            for (size_t f = 0; f < FIELD_COUNT; f++)
                sums[f] += scores[f];
        }
}

/* Without a header: the steps are in the first column that is neither people nor days; the best of each other
 * wins. */
static void read_columns(struct build *build, const struct table *table, enum field *fields, size_t width)
{
    bool has_step = false;

    for (size_t column = 0; column < width; column++) {
        double sums[FIELD_COUNT] = { 0 };
        enum field best = FIELD_MILESTONE;

        score_column(build, table, column, sums);
        for (size_t i = 0; i < ARRAY_LENGTH(step_fields); i++)
            if (sums[step_fields[i]] > sums[best])
                best = step_fields[i];
        fields[column] = best == FIELD_REF || (best == FIELD_MILESTONE && has_step) ? FIELD_NONE : best;
        has_step = has_step || best == FIELD_MILESTONE;
    }
    if (!has_step)
        fields[0] = FIELD_MILESTONE;
}

struct step_table step_table_read(struct build *build, const struct table *table)
{
    size_t width = table_width(table);
    enum field *fields = ARENA_ARRAY(build->arena, width, enum field);
    struct step_table steps = { .table = table, .fields = fields, .width = width };

    if (read_header(build, table, fields))
        steps.first = 1;
    else
        read_columns(build, table, fields, width);
    return steps;
}

bool step_table_has(const struct step_table *steps, enum field field)
{
    for (size_t i = 0; i < steps->width; i++)
        if (steps->fields[i] == field)
            return true;
    return false;
}

/* All of a row's cells of a field. */
static struct passage join_cells(struct build *build, const struct step_table *steps, const struct row *row,
                                 enum field field)
{
    struct passage_builder builder = { 0 };

    for (size_t i = 0; i < row->cell_count; i++) {
        const struct cell *cell = &row->cells[i];

        if (cell->row_span && cell->column < steps->width && steps->fields[cell->column] == field)
            passage_add(build->arena, &builder, cell->text);
    }
    return passage_finish(&builder);
}

void step_table_add(struct build *build, const struct step_table *steps)
{
    struct record *record = &build->record;

    for (size_t r = steps->first; r < steps->table->row_count; r++) {
        const struct row *row = &steps->table->rows[r];
        struct step step = {
            .text = join_cells(build, steps, row, FIELD_MILESTONE),
            .who = join_cells(build, steps, row, FIELD_OWNER),
            .when = join_cells(build, steps, row, FIELD_DUE),
        };

        if (!step.text.text.length)
            continue;
        record->steps = arena_grow(build->arena, record->steps, record->step_count, &record->step_capacity,
                                   sizeof *record->steps);
        record->steps[record->step_count++] = step;
    }
}
