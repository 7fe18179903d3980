#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "tables/layout.h"

enum {
    FRONT_LINES = 30, /* the header stands among these */
    VALUE_COLUMNS = 128,
};

/* Reads records of a text from `at` on. RFC 4180, with any separator and with blanks around quotes. */
struct value_reader {
    struct span text;
    size_t at;
    char separator;
    bool is_broken; /* a quote was opened and never closed */
};

static bool at_line_end(const struct value_reader *reader)
{
    return reader->at >= reader->text.length || reader->text.text[reader->at] == '\n';
}

/* quoted := '"' { any character but '"' | '""' } '"' ; a quote in the middle of words is one of them */
static struct span read_quoted(struct value_reader *reader)
{
    size_t from = ++reader->at;
    size_t length = reader->text.length;

    for (;;) {
        const char *quote =
            reader->at < length ? memchr(reader->text.text + reader->at, '"', length - reader->at) : NULL;

        if (!quote) {
            reader->is_broken = true;
            reader->at = length;
            return (struct span){ 0 };
        }
        reader->at = (size_t)(quote - reader->text.text) + 1;
        if (reader->at < length && reader->text.text[reader->at] == '"')
            reader->at++;
        else
            return span_part(reader->text, from, reader->at - 1);
    }
}

/* value := quoted | { any character but a separator or a line end } */
static struct span read_value(struct value_reader *reader)
{
    size_t from = reader->at;

    while (!at_line_end(reader) && reader->text.text[reader->at] == ' ')
        reader->at++;
    bool quoted = !at_line_end(reader) && reader->text.text[reader->at] == '"';
    struct span value = quoted ? read_quoted(reader) : (struct span){ 0 };

    while (!at_line_end(reader) && reader->text.text[reader->at] != reader->separator)
        reader->at++;
    return span_trim(quoted ? value : span_part(reader->text, from, reader->at));
}

/* record := value { separator value } end of line; how many values, those above the limit counted too */
static size_t read_record(struct value_reader *reader, struct span values[static VALUE_COLUMNS])
{
    size_t count = 0;

    for (;;) {
        struct span value = read_value(reader);

        if (count < VALUE_COLUMNS)
            values[count] = value;
        count++;
        if (at_line_end(reader))
            break;
        reader->at++;
    }
    reader->at++;
    return count;
}

static size_t filled_values(const struct span *values, size_t count)
{
    size_t filled = 0;

    for (size_t i = 0; i < count && i < VALUE_COLUMNS; i++)
        filled += values[i].length > 0;
    return filled;
}

/* Do most of the records have as many values as the header? */
static bool is_consistent(struct value_reader reader, size_t columns)
{
    struct span values[VALUE_COLUMNS];
    size_t records = 0;
    size_t whole = 0;

    while (reader.at < reader.text.length) {
        size_t count = read_record(&reader, values);

        if (filled_values(values, count) < 2) /* a blank line or a heading between rows */
            continue;
        records++;
        whole += count == columns;
    }
    return !reader.is_broken && records > 1 && whole * 5 >= records * 4;
}

/* "Improvement Plan,,,," over the header is a line of words */
static void clean_front(struct layout *layout, char separator)
{
    size_t kept = 0;

    for (size_t i = 0; i < layout->block_count; i++) {
        struct block *block = &layout->blocks[i];
        struct span *text = &block->text;

        if (block->kind != BLOCK_TABLE) {
            while (text->length &&
                   (text->text[text->length - 1] == separator || text->text[text->length - 1] == ' '))
                text->length--;
            if (text->length > 1 && text->text[0] == '"' && text->text[text->length - 1] == '"')
                *text = span_trim(span_part(*text, 1, text->length - 1));
            if (!text->length)
                continue;
        }
        layout->blocks[kept++] = *block;
    }
    layout->block_count = kept;
}

static void emit(struct layout *layout, struct value_reader *reader, size_t columns)
{
    struct span values[VALUE_COLUMNS];
    struct table_growth growth;

    growth_begin(layout, &growth, TABLE_CSV, columns);
    while (reader->at < reader->text.length) {
        struct block place = { .line = document_line(layout->document, reader->at) };
        size_t count = read_record(reader, values);

        if (!filled_values(values, count))
            continue;
        struct row *row = growth_add_row(layout, &growth, &place, ROW_BEGINS);

        for (size_t i = 0; i < count && i < columns; i++)
            row->cells[i].text = values[i];
    }
    growth_finish(layout, &growth);
}

static bool recover_from(struct layout *layout, size_t offset, char separator)
{
    struct value_reader reader = { .text = layout->document->source.text,
                                   .at = offset,
                                   .separator = separator };
    struct span values[VALUE_COLUMNS];
    size_t columns = read_record(&reader, values);

    if (reader.is_broken || columns < 3 || columns > VALUE_COLUMNS ||
        !layout_is_header(layout, values, columns))
        return false;
    reader.at = offset;
    if (!is_consistent(reader, columns))
        return false;
    clean_front(layout, separator);
    emit(layout, &reader, columns);
    return true;
}

static bool holds_two(struct span text, char byte)
{
    const char *end = text.text + text.length;
    const char *first = memchr(text.text, byte, text.length);

    return first && memchr(first + 1, byte, (size_t)(end - first) - 1);
}

/* Does a cell begin with a quote? */
static bool has_quoted_cell(struct span text)
{
    for (size_t at = 0; at < text.length; at++) {
        const char *quote = memchr(text.text + at, '"', text.length - at);

        if (!quote)
            return false;
        at = (size_t)(quote - text.text);
        if (at && text.text[at - 1] == '\t')
            return true;
    }
    return false;
}

/* Tabs part the cells of most texts; only where quotes hold a tab or a line end is there anything to recover.
 */
static size_t recover_tabs(struct layout *layout, size_t index)
{
    const struct document *document = layout->document;
    const struct table *table = document->blocks[index].table;
    struct span text = document->source.text;

    if (table->origin != TABLE_TABS)
        return index;
    size_t offset = document->source.lines[table->rows[0].line - 1];

    if (!has_quoted_cell(span_part(text, offset, text.length)) || !recover_from(layout, offset, '\t'))
        return index;
    return document->block_count;
}

size_t separated_table_recover(struct layout *layout, size_t index)
{
    static const char separators[] = { ',', ';' };
    const struct document *document = layout->document;
    const struct block *block = &document->blocks[index];

    if (block->line > FRONT_LINES)
        return index;
    if (block->kind == BLOCK_TABLE)
        return recover_tabs(layout, index);
    for (size_t i = 0; i < ARRAY_LENGTH(separators); i++)
        if (holds_two(block->whole, separators[i]) &&
            recover_from(layout, block->whole.offset, separators[i]))
            return document->block_count;
    return index;
}
