#include "output/csv_writer.h"

#include "base/status.h"
#include "output/character.h"

enum { FLUSH_BYTES = 1 << 16 };

static void flush(struct csv_writer *csv)
{
    fwrite(csv->buffer.bytes, 1, csv->buffer.length, csv->stream); /* a failure stays on the stream */
    csv->buffer.length = 0;
}

void csv_begin(struct csv_writer *csv, FILE *stream, bool raw)
{
    *csv = (struct csv_writer){ .stream = stream, .raw = raw };
}

void csv_end(struct csv_writer *csv)
{
    flush(csv);
    buffer_free(&csv->buffer);
}

static bool begins_formula(struct span value)
{
    static const uint32_t marks[] = { '=', '+', '-', '@', '\t', '\r', '\n', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20 };
    size_t at = 0;

    if (value.length == 0)
        return false;
    uint32_t first = character_next(value, &at);
    for (size_t i = 0; i < ARRAY_LENGTH(marks); i++)
        if (first == marks[i])
            return true;
    return false;
}

static bool needs_quotes(struct span value)
{
    for (size_t i = 0; i < value.length; i++)
        if (value.text[i] == '"' || value.text[i] == ',' || value.text[i] == '\n' || value.text[i] == '\r')
            return true;
    return value.length > 0 && (value.text[0] == ' ' || value.text[value.length - 1] == ' ');
}

static bool is_unsafe(uint32_t character)
{
    return character_is_control(character) && character != '\t' && character != '\n' && character != '\r';
}

static void add_text(struct csv_writer *csv, struct span value)
{
    for (size_t at = 0; at < value.length;) {
        size_t from = at;
        uint32_t character = character_next(value, &at);
        if (character == '"')
            buffer_add_byte(&csv->buffer, '"');
        if (!csv->raw && is_unsafe(character))
            buffer_add_string(&csv->buffer, "\xEF\xBF\xBD");
        else
            buffer_add(&csv->buffer, value.text + from, at - from);
    }
}

static void begin_cell(struct csv_writer *csv)
{
    if (csv->row_has_cells)
        buffer_add_byte(&csv->buffer, ',');
    csv->row_has_cells = true;
}

void csv_span(struct csv_writer *csv, struct span value)
{
    bool is_quoted = needs_quotes(value);

    begin_cell(csv);
    if (is_quoted)
        buffer_add_byte(&csv->buffer, '"');
    if (!csv->raw && begins_formula(value))
        buffer_add_byte(&csv->buffer, '\'');
    add_text(csv, value);
    if (is_quoted)
        buffer_add_byte(&csv->buffer, '"');
}

void csv_string(struct csv_writer *csv, const char *value)
{
    csv_span(csv, span_of(value));
}

void csv_integer(struct csv_writer *csv, int64_t value)
{
    begin_cell(csv);
    buffer_add_integer(&csv->buffer, value);
}

void csv_number(struct csv_writer *csv, double value)
{
    begin_cell(csv);
    buffer_add_number(&csv->buffer, value);
}

void csv_end_row(struct csv_writer *csv)
{
    buffer_add(&csv->buffer, "\r\n", 2);
    csv->row_has_cells = false;
    if (csv->buffer.length >= FLUSH_BYTES)
        flush(csv);
}
