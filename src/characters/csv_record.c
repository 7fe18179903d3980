#include "characters/csv_record.h"

#include <string.h>

#include "base/arena.h"

static size_t count_in_line(struct span text, char byte)
{
    size_t count = 0;

    for (size_t i = 0; i < text.length && text.text[i] != '\n' && text.text[i] != '\r'; i++)
        count += text.text[i] == byte;
    return count;
}

void csv_reader_begin(struct csv_reader *reader, struct span text, struct arena *arena)
{
    static const char separators[] = { ';', '\t' };

    *reader = (struct csv_reader){ .text = text, .separator = ',', .next_line = 1, .arena = arena };
    for (size_t i = 0; i < sizeof separators; i++)
        if (count_in_line(text, separators[i]) > count_in_line(text, reader->separator))
            reader->separator = separators[i];
}

static bool is_at_line_end(const struct csv_reader *reader)
{
    return reader->at >= reader->text.length || reader->text.text[reader->at] == '\n' ||
           reader->text.text[reader->at] == '\r';
}

static void skip_to_separator(struct csv_reader *reader)
{
    while (!is_at_line_end(reader) && reader->text.text[reader->at] != reader->separator)
        reader->at++;
}

/* Behind the quote that ends a quoted cell, or at the end of the text. */
static size_t quoted_end(struct span text, size_t at)
{
    for (at++; at < text.length; at++)
        if (text.text[at] == '"' && (++at == text.length || text.text[at] != '"'))
            return at;
    return text.length;
}

/* quoted := '"' { character | '""' } '"'.  What stands behind it, up to the separator, belongs to the cell.
 */
static struct span read_quoted(struct csv_reader *reader)
{
    size_t from = reader->at + 1;
    size_t end = quoted_end(reader->text, reader->at);

    reader->at = end;
    skip_to_separator(reader);

    char *cell = arena_take_text(reader->arena, reader->at - from + 1);
    size_t length = 0;

    for (size_t i = from; i < reader->at; i++) {
        bool is_quote = i < end && reader->text.text[i] == '"';

        if (!is_quote || i + 1 < end)
            cell[length++] = reader->text.text[i];
        i += is_quote && i + 1 < end;
    }
    return span_over(cell, length);
}

static struct span read_cell(struct csv_reader *reader)
{
    size_t from = reader->at;

    if (from < reader->text.length && reader->text.text[from] == '"')
        return read_quoted(reader);
    skip_to_separator(reader);
    return span_part(reader->text, from, reader->at);
}

/* output/csv_writer.h puts it there. */
static struct span without_guard(struct span cell)
{
    return cell.length > 1 && cell.text[0] == '\'' && strchr("=+-@\t\r\n", cell.text[1])
               ? span_part(cell, 1, cell.length)
               : cell;
}

static size_t count_lines(struct span text, size_t from, size_t to)
{
    size_t count = 0;

    for (size_t i = from; i < to; i++)
        count += text.text[i] == '\n' ||
                 (text.text[i] == '\r' && (i + 1 == text.length || text.text[i + 1] != '\n'));
    return count;
}

bool csv_reader_next(struct csv_reader *reader, struct span *cells, size_t limit)
{
    size_t count = 0;
    size_t from = reader->at;

    if (reader->at >= reader->text.length)
        return false;
    for (size_t i = 0; i < limit; i++)
        cells[i] = (struct span){ 0 };
    reader->line = reader->next_line;
    for (;;) {
        struct span cell = span_trim(without_guard(read_cell(reader)));

        if (count < limit)
            cells[count++] = cell;
        if (is_at_line_end(reader))
            break;
        reader->at++;
    }
    reader->at += reader->at + 1 < reader->text.length && reader->text.text[reader->at] == '\r' &&
                  reader->text.text[reader->at + 1] == '\n';
    reader->at += reader->at < reader->text.length;
    reader->next_line += count_lines(reader->text, from, reader->at);
    return true;
}
