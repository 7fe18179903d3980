#include "plan/layout_trace.h"

#include <stdlib.h>

#include "base/arena.h"
#include "fields/cell_score.h"
#include "grammar/grammar.h"
#include "grammar/vocabulary.h"
#include "plan/plan_build.h"

_Static_assert((size_t)FIELD_COUNT <= sizeof((struct traced_column *)0)->scores / sizeof(double),
               "room for every field");

static const char *origin_name(enum table_origin origin)
{
    static const char *const names[] = {
        [TABLE_TABS] = "cells parted by tabs",
        [TABLE_WORD] = "a table of Word's",
        [TABLE_CSV] = "cells parted by commas or semicolons",
        [TABLE_ALIGNED] = "columns aligned by spaces",
        [TABLE_PIPES] = "cells parted by pipes",
        [TABLE_LABELS] = "values with a label each",
    };

    return (size_t)origin < ARRAY_LENGTH(names) && names[origin] ? names[origin] : "a table";
}

/* ---- columns ------------------------------------------------------------------------------------- */

static void add_cell(struct build *build, struct traced_column *column, struct span text, bool is_item)
{
    double scores[FIELD_COUNT];

    if (!text.length)
        return;
    cell_score(build->reader->scorer, build->matcher, text, is_item, build->names, CELL_SCORE_ALL, scores);
    for (size_t field = 0; field < FIELD_COUNT; field++)
        column->scores[field] += scores[field];
    column->cells++;
}

static bool is_listed(const struct build *build, struct span heading)
{
    return heading.length &&
           vocabulary_find(grammar_vocabulary(build->reader->grammar, "columns.headers"), heading) >= 0;
}

static const char *listed_meaning(const struct build *build, struct span heading)
{
    const struct vocabulary *headers = grammar_vocabulary(build->reader->grammar, "columns.headers");

    return vocabulary_name(headers, (size_t)vocabulary_find(headers, heading));
}

static void fill_column(const struct build *build, struct traced_column *traced, const struct column *column)
{
    *traced = (struct traced_column){
        .heading = column->words,
        .field = column->field == FIELD_NONE && !column->rule ? NULL : field_name(column->field),
        .rule = column->rule,
        .is_listed = is_listed(build, column->words),
    };
}

/* ---- tables -------------------------------------------------------------------------------------- */

/* The table of the document in whose rows the line stands; NULL where it is in none. */
static const struct table *table_at(const struct build *build, size_t line)
{
    const struct document *document = build->document;
    const struct table *found = NULL;

    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];

        if (block->kind == BLOCK_TABLE && block->table->row_count && block->table->rows[0].line <= line)
            found = block->table;
        else if (block->kind != BLOCK_TABLE && block->line <= line)
            found = NULL;
    }
    return found;
}

static struct traced_table *new_table(struct layout_trace *trace, size_t columns)
{
    trace->tables =
        arena_grow(trace->arena, trace->tables, trace->count, &trace->capacity, sizeof *trace->tables);
    struct traced_table *table = &trace->tables[trace->count++];

    *table = (struct traced_table){ .least = 1,
                                    .columns = ARENA_ARRAY(trace->arena, columns, struct traced_column),
                                    .column_count = columns };
    return table;
}

static bool is_same_header(const struct traced_table *table, const struct column_set *columns)
{
    if (table->column_count != columns->count || !table->is_known)
        return false;
    for (size_t i = 0; i < columns->count; i++)
        if (!span_same(table->columns[i].heading, columns->columns[i].words))
            return false;
    return true;
}

static struct traced_table *table_of_record(struct build *build, size_t line)
{
    struct layout_trace *trace = build->trace;
    const struct table *source;
    struct traced_table *table;

    if (trace->count && is_same_header(&trace->tables[trace->count - 1], &build->columns))
        return &trace->tables[trace->count - 1];
    source = build->is_flat ? NULL : table_at(build, line);
    table = new_table(trace, build->columns.count);
    table->is_known = true;
    table->origin = source ? origin_name(source->origin)
                           : "a heading, then a cell's paragraph, a line: its borders are lost";
    table->line_first = line;
    for (size_t i = 0; i < build->columns.count; i++)
        fill_column(build, &table->columns[i], &build->columns.columns[i]);
    return table;
}

/* ---- records ------------------------------------------------------------------------------------- */

static size_t first_line(const struct build *build)
{
    size_t line = SIZE_MAX;

    for (size_t i = 0; i < build->columns.count && i < build->record.width; i++)
        if (build->record.cells[i].count) {
            size_t own = build_line(build, build->record.cells[i].items[0].text.offset);

            line = own < line ? own : line;
        }
    return line;
}

void layout_trace_record(struct build *build)
{
    size_t line;

    if (!build->trace || !build->columns.count || (line = first_line(build)) == SIZE_MAX)
        return;
    struct traced_table *table = table_of_record(build, line);

    table->rows++;
    table->line_last = line;
    if (build->record.confidence < table->least) {
        table->least = build->record.confidence;
        table->least_line = line;
    }
    for (size_t i = 0; i < table->column_count && i < build->record.width; i++)
        for (size_t j = 0; j < build->record.cells[i].count; j++)
            add_cell(build, &table->columns[i], build->record.cells[i].items[j].text,
                     build->record.cells[i].items[j].is_item);
}

/* ---- the end ------------------------------------------------------------------------------------- */

static bool is_told(const struct layout_trace *trace, const struct table *table)
{
    size_t first = table->rows[0].line, last = table->rows[table->row_count - 1].line;

    for (size_t i = 0; i < trace->count; i++)
        if (trace->tables[i].is_known && trace->tables[i].line_first <= last &&
            trace->tables[i].line_last >= first)
            return true;
    return false;
}

static size_t widest_row(const struct table *table)
{
    size_t widest = 0;

    for (size_t i = 0; i < table->row_count; i++)
        widest = table->rows[i].cell_count > widest ? table->rows[i].cell_count : widest;
    return widest;
}

static struct span cell_words(const struct cell *cell)
{
    return cell->block_count ? cell->blocks[0].text : cell->text;
}

/* A table of which nothing was read: its first row stands for a header, for that is what the grammar lacks.
 */
static void tell_unknown(struct build *build, const struct table *table)
{
    struct traced_table *traced = new_table(build->trace, widest_row(table));
    struct span period;

    traced->origin = origin_name(table->origin);
    traced->line_first = table->rows[0].line;
    traced->line_last = table->rows[table->row_count - 1].line;
    for (size_t i = 0; i < table->rows[0].cell_count; i++) {
        struct traced_column *column = &traced->columns[i];
        size_t ends[8];

        column->heading = span_trim(cell_words(&table->rows[0].cells[i]));
        column->is_listed = is_listed(build, column->heading);
        if (column->is_listed)
            column->field = listed_meaning(build, column->heading);
        else if (column_match_period(build->reader->columns, build->matcher, column->heading, build->arena,
                                     &period))
            column->field = field_name(FIELD_PERIOD);
        else if (column_match_line(build->reader->columns, build->matcher, column->heading, ends, 8) == 1)
            column->field = "known";
    }
    for (size_t i = 1; i < table->row_count; i++)
        for (size_t j = 0; j < table->rows[i].cell_count; j++)
            add_cell(build, &traced->columns[j], cell_words(&table->rows[i].cells[j]), false);
}

static bool is_filled(const struct traced_table *table, const char *field)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].field == field)
            return true;
    return false;
}

static void settle_column(const struct traced_table *table, struct traced_column *column)
{
    for (unsigned field = FIELD_NONE + 1; field < FIELD_COUNT && column->cells; field++) {
        const char *name = field_name((enum field)field);
        double score = column->scores[field] / (double)column->cells;

        if (column->field == name)
            column->own = (struct traced_field){ name, score };
        else if (!is_filled(table, name) && (!column->second.name || score > column->second.score))
            column->second = (struct traced_field){ name, score };
    }
}

static int compare_tables(const void *a, const void *b)
{
    const struct traced_table *one = a, *other = b;

    return (one->line_first > other->line_first) - (one->line_first < other->line_first);
}

void layout_trace_finish(struct build *build)
{
    struct layout_trace *trace = build->trace;
    const struct document *document = build->document;

    for (size_t i = 0; trace && i < document->block_count; i++) {
        const struct table *table =
            document->blocks[i].kind == BLOCK_TABLE ? document->blocks[i].table : NULL;

        if (table && table->row_count > 1 && !is_told(trace, table))
            tell_unknown(build, table);
    }
    for (size_t i = 0; trace && i < trace->count; i++)
        for (size_t j = 0; j < trace->tables[i].column_count; j++)
            settle_column(&trace->tables[i], &trace->tables[i].columns[j]);
    if (trace && trace->count)
        qsort(trace->tables, trace->count, sizeof *trace->tables, compare_tables);
}
