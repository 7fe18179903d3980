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
    GAP = 2,          /* columns between columns */
    WRAP_LEAST = 12,  /* columns that a wrapping one keeps, */
    WORD_MOST = 24,   /* or as many as its longest word has, up to these */
    TEXT_LEAST = 9,   /* where that is not enough: of words, which are then broken, */
    NUMBER_LEAST = 8, /* and of a number's heading */
    PART_NUMBERS = 4,
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

/* What any column can't go below: words are broken for it, numbers are not. */
static size_t last_width(const struct text_table *table, size_t column, size_t now)
{
    size_t least = TEXT_LEAST;

    if (table->columns[column].is_number) {
        least = NUMBER_LEAST;
        for (size_t i = column; i < table->cell_count; i += table->column_count) {
            size_t cell = character_text_width(table->cells[i]);
            least = cell > least ? cell : least;
        }
    }
    return least < now ? least : now;
}

static size_t total_width(const size_t *widths, size_t count)
{
    size_t total = 0;

    for (size_t i = 0; i < count; i++)
        total += widths[i] ? widths[i] + GAP : 0;
    return total > GAP ? total - GAP : 0; /* no gap behind the last */
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

/* A table of many numbers, such as one for each plan: where it is too wide it is printed in parts. */
static bool has_parts(const struct text_table *table)
{
    size_t numbers = 0;

    for (size_t i = 0; i < table->column_count; i++)
        numbers += table->columns[i].is_number && is_in_row(&table->columns[i]);
    return numbers >= PART_NUMBERS && !table->columns[0].is_number;
}

/* Breaks words and headings for a table that is too wide even so. Of one that is printed in parts only
 * headings give way: the words of the leading columns have room then. */
static void squeeze(const struct text_table *table, size_t *widths, size_t available)
{
    size_t count = table->column_count;
    size_t *least = ARENA_ARRAY(table->arena, count, size_t);

    for (size_t i = 0; i < count; i++)
        least[i] = last_width(table, i, widths[i]);
    if (total_width(least, count) <= available || !has_parts(table)) {
        shrink(widths, least, count, total_width(widths, count) - available);
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (table->columns[i].is_number)
            widths[i] = least[i];
}

static size_t *fit_widths(const struct text_table *table, size_t available)
{
    size_t count = table->column_count;
    size_t *widths = ARENA_ARRAY(table->arena, count, size_t);
    size_t *least = ARENA_ARRAY(table->arena, count, size_t);

    for (size_t i = 0; i < count; i++) {
        if (!is_in_row(&table->columns[i]))
            continue;
        widths[i] = natural_width(table, i);
        least[i] = table->columns[i].wraps ? least_width(table, i) : widths[i];
        if (widths[i] > available)
            widths[i] =
                available; /* a very long cell needs no more steps of shrink than the screen has columns */
    }
    if (total_width(widths, count) > available)
        shrink(widths, least, count, total_width(widths, count) - available);
    if (total_width(widths, count) > available)
        squeeze(table, widths, available);
    return widths;
}

/* ---- rows ------------------------------------------------------------------------------------------ */

/* The bytes of a line that is too wide that stay on it: up to a mark between parts of a word, else as many as
 * there is room for. */
static size_t break_at(struct span line, size_t width)
{
    size_t at = 0, used = 0, mark = 0;

    while (at < line.length) {
        size_t from = at;
        uint32_t character = character_next(line, &at);

        used += character_width(character);
        if (used > width)
            return mark ? mark : from ? from : at;
        if (strchr("-/:_.", line.text[from]) && from > 0)
            mark = at;
    }
    return line.length;
}

static struct span take_line(struct span *rest)
{
    const char *end = rest->length ? memchr(rest->text, '\n', rest->length) : NULL;
    size_t length = end ? (size_t)(end - rest->text) : rest->length;
    struct span line = span_part(*rest, 0, length);

    *rest = span_part(*rest, length + (end != NULL), rest->length);
    return line;
}

/* Words in lines of this width; a word that is longer is broken. */
static void fold(struct buffer *out, struct span words, size_t width)
{
    struct buffer wrapped = { 0 };

    terminal_add_wrapped(&wrapped, words, 0, 0, width);
    struct span rest = span_over(wrapped.bytes, wrapped.length);

    while (rest.length) {
        struct span line = take_line(&rest);

        while (width && character_text_width(line) > width) {
            size_t kept = break_at(line, width);

            buffer_add_span(out, span_part(line, 0, kept));
            buffer_add_byte(out, '\n');
            line = span_part(line, kept, line.length);
        }
        buffer_add_span(out, line);
        if (rest.length)
            buffer_add_byte(out, '\n');
    }
    buffer_free(&wrapped);
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

static size_t last_shown(const size_t *widths, size_t count)
{
    size_t last = count;

    while (last > 1 && !widths[last - 1])
        last--;
    return last - 1;
}

/* Prints lines until every cell of the row is used up. A column of no width is left out. */
static void print_row(const struct text_table *table, const struct span *cells, const size_t *widths,
                      FILE *stream, const char *before, const char *after)
{
    size_t count = table->column_count;
    size_t last = last_shown(widths, count);
    struct buffer *folded = memory_new(count * sizeof *folded); /* each cell on lines of its column's width */
    struct span *rests = ARENA_ARRAY(table->arena, count, struct span);
    struct buffer line = { 0 };
    bool has_more = true;

    for (size_t i = 0; i < count; i++) {
        if (!widths[i])
            continue;
        fold(&folded[i], cells[i], widths[i]);
        rests[i] = span_over(folded[i].bytes, folded[i].length);
    }
    while (has_more) {
        has_more = false;
        line.length = 0;
        for (size_t i = 0; i <= last; i++) {
            if (!widths[i])
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

static void print_part(const struct text_table *table, const size_t *widths, bool is_last,
                       const struct terminal *terminal, FILE *stream)
{
    size_t count = table->column_count;
    struct span *titles = ARENA_ARRAY(table->arena, count, struct span);

    for (size_t i = 0; i < count; i++)
        titles[i] = span_of(table->columns[i].title);
    print_row(table, titles, widths, stream, terminal_style(terminal, STYLE_BOLD),
              terminal_plain(terminal, STYLE_BOLD));
    for (size_t i = 0; i + count <= table->cell_count; i += count) {
        print_row(table, table->cells + i, widths, stream, "", "");
        if (is_last)
            print_below(table, table->cells + i, terminal->width, stream);
    }
}

/* The columns before the first number say what a row is about. */
static size_t count_leading(const struct text_table *table)
{
    size_t lead = 0;

    while (lead < table->column_count && !table->columns[lead].is_number)
        lead++;
    return lead;
}

/* Takes the columns from `first` on that fit behind the leading ones, one at least; returns the next. */
static size_t take_columns(const struct text_table *table, const size_t *widths, size_t first,
                           size_t available, size_t *part)
{
    size_t count = table->column_count, next = first;

    memset(part, 0, count * sizeof *part);
    memcpy(part, widths, count_leading(table) * sizeof *part);
    for (; next < count; next++) {
        part[next] = widths[next];
        if (next > first && total_width(part, count) > available) {
            part[next] = 0;
            return next;
        }
    }
    return next;
}

/* What is too wide even so is printed in parts, each with the leading columns. */
void text_table_print(const struct text_table *table, const struct terminal *terminal, FILE *stream)
{
    size_t count = table->column_count;
    const size_t *widths = fit_widths(table, terminal->width);
    size_t *part = ARENA_ARRAY(table->arena, count, size_t);
    size_t next = count_leading(table);

    if (!has_parts(table) || total_width(widths, count) <= terminal->width) {
        print_part(table, widths, true, terminal, stream);
        return;
    }
    while (next < count) {
        size_t first = next;

        next = take_columns(table, widths, first, terminal->width, part);
        fputs(first > count_leading(table) ? "\n" : "", stream);
        print_part(table, part, next == count, terminal, stream);
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
