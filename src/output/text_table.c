#include "output/text_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "output/character.h"
#include "output/csv_writer.h"
#include "output/json_writer.h"
#include "output/terminal.h"

enum {
    GAP = 2,         /* columns between columns */
    WRAP_LEAST = 12, /* columns that a wrapping one keeps, */
    WORD_MOST = 24,  /* or as many as its longest word has, up to these */
    BELOW_INDENT = 6,
};

void text_table_begin(struct text_table *table, struct arena *arena, const struct text_column *columns,
                      size_t column_count)
{
    *table = (struct text_table){ .arena = arena, .columns = columns, .column_count = column_count };
}

void text_table_add(struct text_table *table, struct span cell)
{
    table->cells =
        arena_grow(table->arena, table->cells, table->cell_count, &table->capacity, sizeof *table->cells);
    table->cells[table->cell_count++] = cell;
}

void text_table_add_string(struct text_table *table, const char *cell)
{
    text_table_add(table, span_of(cell));
}

void text_table_add_count(struct text_table *table, size_t count)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%zu", count);
    text_table_add(table, arena_copy_span(table->arena, span_of(digits)));
}

size_t text_table_row_count(const struct text_table *table)
{
    return table->cell_count / table->column_count;
}

/* Has it a place in the line of its row? */
static bool is_in_row(const struct text_column *column)
{
    return !column->only_data && !column->is_below;
}

static size_t natural_width(const struct text_table *table, size_t column)
{
    size_t width = character_text_width(span_of(table->columns[column].title));

    for (size_t i = column; i < table->cell_count; i += table->column_count) {
        size_t cell = character_text_width(table->cells[i]);
        if (cell > width)
            width = cell;
    }
    return width;
}

static size_t longest_word(struct span text)
{
    size_t longest = 0;

    for (size_t at = 0, from = 0; at <= text.length; at++) {
        if (at < text.length && text.text[at] != ' ')
            continue;
        size_t width = character_text_width(span_part(text, from, at));
        longest = width > longest ? width : longest;
        from = at + 1;
    }
    return longest;
}

/* What a wrapping column can't go below without breaking its words over the next column. */
static size_t least_width(const struct text_table *table, size_t column)
{
    size_t width = WRAP_LEAST;

    for (size_t i = column; i < table->cell_count; i += table->column_count) {
        size_t word = longest_word(table->cells[i]);
        if (word > width && word <= WORD_MOST)
            width = word;
    }
    return width;
}

static void shrink(size_t *widths, const size_t *least, size_t count, size_t excess)
{
    while (excess > 0) {
        size_t widest = count;
        for (size_t i = 0; i < count; i++)
            if (widths[i] > least[i] && (widest == count || widths[i] > widths[widest]))
                widest = i;
        if (widest == count)
            return;
        widths[widest]--;
        excess--;
    }
}

static size_t *fit_widths(const struct text_table *table, size_t available)
{
    size_t count = table->column_count;
    size_t *widths = ARENA_ARRAY(table->arena, count, size_t);
    size_t *least = ARENA_ARRAY(table->arena, count, size_t);
    size_t total = 0;

    for (size_t i = 0; i < count; i++) {
        if (!is_in_row(&table->columns[i]))
            continue;
        widths[i] = natural_width(table, i);
        least[i] = table->columns[i].wraps ? least_width(table, i) : widths[i];
        if (widths[i] > available)
            widths[i] =
                available; /* a very long cell needs no more steps of shrink than the screen has columns */
        total += widths[i] + GAP;
    }
    if (total > available + GAP) /* no gap behind the last */
        shrink(widths, least, count, total - available - GAP);
    return widths;
}

static struct span take_line(struct span *rest)
{
    const char *end = rest->length ? memchr(rest->text, '\n', rest->length) : NULL;
    size_t length = end ? (size_t)(end - rest->text) : rest->length;
    struct span line = span_part(*rest, 0, length);

    *rest = span_part(*rest, length + (end != NULL), rest->length);
    return line;
}

static void add_spaces(struct buffer *line, size_t count)
{
    while (count-- > 0)
        buffer_add_byte(line, ' ');
}

static void add_aligned(struct buffer *line, struct span words, size_t width, bool is_number, bool is_last)
{
    size_t used = character_text_width(words);
    size_t fill = used < width ? width - used : 0;

    if (is_number)
        add_spaces(line, fill);
    buffer_add_span(line, words);
    if (!is_number && !is_last)
        add_spaces(line, fill);
    if (!is_last)
        add_spaces(line, GAP);
}

static size_t trimmed_length(const struct buffer *line)
{
    size_t length = line->length;

    while (length > 0 && line->bytes[length - 1] == ' ')
        length--;
    return length;
}

static size_t last_shown(const struct text_table *table)
{
    size_t last = table->column_count;

    while (last > 1 && !is_in_row(&table->columns[last - 1]))
        last--;
    return last - 1;
}

/* Prints lines until every cell of the row is used up. */
static void print_row(const struct text_table *table, const struct span *cells, const size_t *widths,
                      FILE *stream, const char *before, const char *after)
{
    size_t count = table->column_count;
    size_t last = last_shown(table);
    struct buffer *folded = memory_new(count * sizeof *folded); /* each cell on lines of its column's width */
    struct span *rests = ARENA_ARRAY(table->arena, count, struct span);
    struct buffer line = { 0 };
    bool has_more = true;

    for (size_t i = 0; i < count; i++) {
        if (!is_in_row(&table->columns[i]))
            continue;
        terminal_add_wrapped(&folded[i], cells[i], 0, 0, widths[i]);
        rests[i] = (struct span){ folded[i].bytes, folded[i].length, SPAN_NOWHERE };
    }
    while (has_more) {
        has_more = false;
        line.length = 0;
        for (size_t i = 0; i <= last; i++) {
            if (!is_in_row(&table->columns[i]))
                continue;
            add_aligned(&line, take_line(&rests[i]), widths[i], table->columns[i].is_number, i == last);
            has_more = has_more || rests[i].length > 0;
        }
        fprintf(stream, "%s%.*s%s\n", before, (int)trimmed_length(&line), line.bytes ? line.bytes : "",
                after);
    }
    for (size_t i = 0; i < count; i++)
        buffer_free(&folded[i]);
    free(folded);
    buffer_free(&line);
}

static void print_below(const struct text_table *table, const struct span *cells, size_t width, FILE *stream)
{
    for (size_t i = 0; i < table->column_count; i++) {
        struct buffer line = { 0 };

        if (!table->columns[i].is_below || !cells[i].text)
            continue;
        add_spaces(&line, BELOW_INDENT);
        terminal_add_wrapped(&line, cells[i], BELOW_INDENT, BELOW_INDENT, width);
        fprintf(stream, "%s\n", buffer_string(&line));
        buffer_free(&line);
    }
}

void text_table_print(const struct text_table *table, const struct terminal *terminal, FILE *stream)
{
    size_t count = table->column_count;
    const size_t *widths = fit_widths(table, terminal->width);
    struct span *titles = ARENA_ARRAY(table->arena, count, struct span);

    for (size_t i = 0; i < count; i++)
        titles[i] = span_of(table->columns[i].title);
    print_row(table, titles, widths, stream, terminal_style(terminal, STYLE_BOLD),
              terminal_plain(terminal, STYLE_BOLD));
    for (size_t i = 0; i + count <= table->cell_count; i += count) {
        print_row(table, table->cells + i, widths, stream, "", "");
        print_below(table, table->cells + i, terminal->width, stream);
    }
}

void text_table_write_csv(const struct text_table *table, bool raw, FILE *stream)
{
    size_t count = table->column_count;
    struct csv_writer csv;

    csv_begin(&csv, stream, raw);
    for (size_t i = 0; i < count; i++)
        csv_string(&csv, table->columns[i].name);
    csv_end_row(&csv);
    for (size_t row = 0; row + count <= table->cell_count; row += count) {
        for (size_t i = 0; i < count; i++)
            csv_span(&csv, table->cells[row + i]);
        csv_end_row(&csv);
    }
    csv_end(&csv);
}

static void write_cell(struct json_writer *json, const struct text_column *column, struct span cell)
{
    json_put_name(json, column->name);
    if (column->is_number && cell.text && memchr(cell.text, '.', cell.length))
        json_put_number(json, strtod(cell.text, NULL));
    else if (column->is_number && cell.text)
        json_put_integer(json, strtoll(cell.text, NULL, 10));
    else
        json_put_span(json, cell);
}

void text_table_write_json(const struct text_table *table, const char *name, FILE *stream)
{
    size_t count = table->column_count;
    struct json_writer json;

    json_put_begin(&json, stream);
    json_put_begin_object(&json);
    json_put_name(&json, name);
    json_put_begin_array(&json);
    for (size_t row = 0; row + count <= table->cell_count; row += count) {
        json_put_begin_object(&json);
        for (size_t i = 0; i < count; i++)
            write_cell(&json, &table->columns[i], table->cells[row + i]);
        json_put_end_object(&json);
    }
    json_put_end_array(&json);
    json_put_end_object(&json);
    json_put_end(&json);
}
