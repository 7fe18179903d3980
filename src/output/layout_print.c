#include "output/layout_print.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "grammar/grammar.h"
#include "output/terminal.h"
#include "output/text_table.h"
#include "plan/layout_trace.h"

static void print_wrapped(const struct buffer *words, const struct terminal *terminal, FILE *stream)
{
    struct buffer line = { 0 };

    terminal_add_wrapped(&line, span_over(words->bytes, words->length), 0, 2, terminal->width);
    fprintf(stream, "%s\n", buffer_string(&line));
    buffer_free(&line);
}

/* "lines 5 to 9: cells parted by tabs; 4 columns; 5 rows read" */
static void print_head(const struct traced_table *table, const struct terminal *terminal, FILE *stream)
{
    struct buffer words = { 0 };

    if (table->line_last > table->line_first)
        buffer_add_format(&words, "lines %zu to %zu: ", table->line_first, table->line_last);
    else
        buffer_add_format(&words, "line %zu: ", table->line_first);
    buffer_add_format(&words, "%s; %zu columns; ", table->origin, table->column_count);
    if (!table->is_known)
        buffer_add_string(
            &words,
            "no row was read, for too few of its headings are known (two must be, and three in five)");
    else
        buffer_add_format(&words, "%zu row%s read", table->rows, table->rows == 1 ? "" : "s");
    if (table->is_known && table->least_line)
        buffer_add_format(&words, "; the least certain in line %zu (confidence %.2f)", table->least_line,
                          table->least);
    print_wrapped(&words, terminal, stream);
    buffer_free(&words);
}

static struct span keep(struct buffer *buffer, struct arena *arena)
{
    struct span kept = arena_copy_span(arena, span_over(buffer->bytes, buffer->length));

    buffer_free(buffer);
    return kept;
}

static struct span why_of(const struct traced_column *column, const struct grammar *grammar,
                          struct arena *arena)
{
    struct buffer why = { 0 };

    if (column->is_listed)
        buffer_add_string(&why, "listed phrase");
    else if (column->rule && column->rule == grammar_rule(grammar, "layouts.column-by-cells"))
        buffer_add_string(&why, "what its cells are");
    else if (column->rule)
        buffer_add_string(&why, "pattern or parts of a phrase");
    else if (column->field)
        buffer_add_string(&why, !column->heading.length                ? "by its place"
                                : strcmp(column->field, "period") == 0 ? "a year, quarter or half"
                                                                       : "known to the grammar");
    else
        buffer_add_string(&why, column->heading.length ? "no grammar knows it" : "no heading");
    if (column->rule)
        buffer_add_format(&why, ": %s", grammar_rule_name(grammar, column->rule));
    return keep(&why, arena);
}

/* "owner 3.2" */
static struct span field_of(const struct traced_field *field, struct arena *arena)
{
    struct buffer words = { 0 };

    if (!field->name)
        return (struct span){ 0 };
    buffer_add_format(&words, "%s %.1f", field->name,
                      field->score > -0.05 && field->score < 0 ? 0 : field->score);
    return keep(&words, arena);
}

static void print_columns(const struct traced_table *table, const struct grammar *grammar,
                          struct arena *arena, const struct terminal *terminal, FILE *stream)
{
    static const struct text_column columns[] = {
        { .name = "heading", .title = "HEADING", .wraps = true },
        { .name = "field", .title = "FIELD" },
        { .name = "why", .title = "WHY", .wraps = true },
        { .name = "cells", .title = "CELLS", .is_number = true },
        { .name = "suits", .title = "SUITS IT" },
        { .name = "second", .title = "SECOND" },
    };
    struct text_table out;

    text_table_begin(&out, arena, columns, ARRAY_LENGTH(columns));
    for (size_t i = 0; i < table->column_count; i++) {
        const struct traced_column *column = &table->columns[i];
        struct buffer heading = { 0 };

        buffer_add_span(&heading, column->heading.length ? column->heading : span_of("-"));
        text_table_add(&out, keep(&heading, arena));
        text_table_add_string(&out, column->field ? column->field : "?");
        text_table_add(&out, why_of(column, grammar, arena));
        text_table_add_count(&out, column->cells);
        text_table_add(&out, field_of(&column->own, arena));
        text_table_add(&out, field_of(&column->second, arena));
    }
    text_table_print(&out, terminal, stream);
}

void layout_print(const struct layout_trace *trace, const struct grammar *grammar, struct arena *arena,
                  const struct terminal *terminal, FILE *stream)
{
    if (!trace->count)
        fputs("no table, list or labelled paragraphs were recognised in it\n", stream);
    for (size_t i = 0; i < trace->count; i++) {
        if (i)
            fputc('\n', stream);
        print_head(&trace->tables[i], terminal, stream);
        print_columns(&trace->tables[i], grammar, arena, terminal, stream);
    }
}
