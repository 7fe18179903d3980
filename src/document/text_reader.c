#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "document/document.h"

/* A line of the text, taken apart. */
struct text_line {
    struct span whole;       /* trimmed */
    unsigned indent;
    size_t number;
    size_t tabs;             /* inside the trimmed line and before it */
    size_t filled_cells;
};

struct reader {
    const struct source_text *source;
    struct arena *arena;
    struct document *document;
    size_t block_capacity;
    size_t line;             /* next line to read, from 0 */
    size_t page;             /* next page break not passed */
    unsigned gap;
    bool page_break;
    struct span pending_mark;    /* a list mark that stood alone on its line */
    struct row *rows;        /* of the table being read */
    size_t row_count;
    size_t row_capacity;
    size_t wide_rows;        /* rows of it with two or more filled cells */
};

static struct span line_span(const struct reader *reader, size_t index)
{
    const struct source_text *source = reader->source;
    size_t from = source->lines[index];
    size_t to = index + 1 < source->line_count ? source->lines[index + 1] : source->text.length;

    return (struct span){ .text = source->text.text + from, .length = to - from, .offset = from };
}

static bool is_filled(const char *from, const char *to)
{
    while (from < to && (*from == ' ' || *from == '\n'))
        from++;
    return from < to;
}

static void measure_line(struct span raw, size_t number, struct text_line *line)
{
    const char *from = raw.text;
    const char *end = raw.text + raw.length;

    *line = (struct text_line){ .whole = span_trim(raw), .number = number };
    for (const char *at = from; at < line->whole.text; at++)
        line->indent += *at == '\t' ? 8 : 1;
    for (const char *tab; (tab = memchr(from, '\t', (size_t)(end - from))) != NULL; from = tab + 1) {
        line->tabs++;
        line->filled_cells += is_filled(from, tab);
    }
    line->filled_cells += is_filled(from, end);
}

/* list-mark := a sign that is nothing else, or one that is set off by white space. Its length, or 0. */
static size_t list_mark_length(struct span text)
{
    static const struct {
        const char *sign;
        bool is_only_a_mark;
    } marks[] = {
        { "\xE2\x80\xA2", true },  { "\xC2\xB7", true },      { "\xE2\x96\xAA", true },  { "\xE2\x97\x8F", true },
        { "\xE2\x97\x8B", true },  { "\xE2\x97\xA6", true },  { "\xE2\x80\xA3", true },  { "\xE2\x9E\xA2", true },
        { "\xE2\x80\x93", false }, { "\xE2\x80\x94", false }, { "\xE2\x9C\x93", false }, { "\xE2\x9C\x97", false },
        { "\xE2\x98\x90", false }, { "\xC2\xBB", false },     { "*", false },            { "-", false },
        { "o", false },
    };
    unsigned char first = text.length ? (unsigned char)text.text[0] : 'x';

    if (first < 0xC2 && first != '*' && first != '-' && first != 'o')
        return 0;
    for (size_t i = 0; i < ARRAY_LENGTH(marks); i++) {
        size_t length = strlen(marks[i].sign);

        if (span_begins(text, marks[i].sign) && (marks[i].is_only_a_mark || text.length == length ||
                                                 text.text[length] == ' ' || text.text[length] == '\t'))
            return length;
    }
    return 0;
}

static struct block *add_block(struct reader *reader)
{
    struct document *document = reader->document;

    document->blocks = arena_grow(reader->arena, document->blocks, document->block_count,
                                  &reader->block_capacity, sizeof *document->blocks);
    struct block *block = &document->blocks[document->block_count++];

    *block = (struct block){ .gap = reader->gap, .page_break_before = reader->page_break };
    reader->gap = 0;
    reader->page_break = false;
    return block;
}

static void add_paragraph(struct reader *reader, const struct text_line *line)
{
    struct block *block = add_block(reader);
    size_t mark = list_mark_length(line->whole);

    block->kind = BLOCK_PARAGRAPH;
    block->indent = line->indent;
    block->whole = line->whole;
    block->line = line->number;
    block->text = span_trim(span_part(line->whole, mark, line->whole.length));
    if (mark)
        block->label = span_part(line->whole, 0, mark);
    else if (reader->pending_mark.text)
        block->label = reader->pending_mark;
    if (block->label.text) {
        block->kind = BLOCK_LIST_ITEM;
        block->level = line->indent / 2;
    }
    reader->pending_mark = (struct span){ 0 };
}

/* row := cell { tab cell }; a cell's column is the number of tabs before it. */
static void split_cells(struct reader *reader, struct span line, size_t count, struct row *row)
{
    row->cells = ARENA_ARRAY(reader->arena, count, struct cell);
    row->cell_count = count;
    for (size_t i = 0, at = 0; i < count; i++) {
        const char *tab = memchr(line.text + at, '\t', line.length - at);
        size_t end = tab ? (size_t)(tab - line.text) : line.length;

        row->cells[i] = (struct cell){
            .text = span_trim(span_part(line, at, end)), .column = i, .column_span = 1, .row_span = 1, .colour = COLOUR_NONE,
        };
        at = end + 1;
    }
}

static void add_row(struct reader *reader, const struct text_line *line)
{
    reader->rows = arena_grow(reader->arena, reader->rows, reader->row_count, &reader->row_capacity, sizeof *reader->rows);
    struct row *row = &reader->rows[reader->row_count++];
    struct span raw = line_span(reader, line->number - 1);

    while (raw.length && (raw.text[raw.length - 1] == '\n' || raw.text[raw.length - 1] == ' '))
        raw.length--;
    *row = (struct row){ .gap = reader->gap, .page_break_before = reader->page_break, .line = line->number };
    split_cells(reader, raw, line->tabs + 1, row);
    reader->wide_rows += line->filled_cells > 1;
    reader->gap = 0;
    reader->page_break = false;
    reader->pending_mark = (struct span){ 0 };
}

/* A run of lines with tabs that never holds two cells side by side is indented text, not a table. */
static void flush_as_paragraphs(struct reader *reader)
{
    for (size_t i = 0; i < reader->row_count; i++) {
        const struct row *row = &reader->rows[i];
        struct text_line line;

        measure_line(line_span(reader, row->line - 1), row->line, &line);
        reader->gap = row->gap;
        reader->page_break = row->page_break_before;
        add_paragraph(reader, &line);
    }
}

static void flush_table(struct reader *reader)
{
    unsigned gap = reader->gap;
    bool page_break = reader->page_break;

    if (reader->row_count && !reader->wide_rows) {
        flush_as_paragraphs(reader);
    } else if (reader->row_count) {
        reader->gap = reader->rows[0].gap;
        reader->page_break = reader->rows[0].page_break_before;
        struct block *block = add_block(reader);
        struct table *table = ARENA_NEW(reader->arena, struct table);

        *table = (struct table){ .origin = TABLE_TABS, .rows = reader->rows, .row_count = reader->row_count };
        block->kind = BLOCK_TABLE;
        block->table = table;
        block->line = reader->rows[0].line;
    }
    reader->rows = NULL;
    reader->row_count = reader->row_capacity = reader->wide_rows = 0;
    reader->gap = gap;
    reader->page_break = page_break;
}

/* "•<tab>text" is a list item whose mark is set off by a tab. */
static bool is_tabbed_list_item(const struct text_line *line)
{
    size_t mark = list_mark_length(line->whole);

    return mark && line->filled_cells == 2 && line->tabs == 1 && line->whole.length > mark && line->whole.text[mark] == '\t';
}

static void read_line(struct reader *reader)
{
    struct text_line line;

    while (reader->page < reader->source->page_count &&
           reader->source->pages[reader->page] <= reader->source->lines[reader->line]) {
        reader->page++;
        reader->page_break = true;
    }
    measure_line(line_span(reader, reader->line), reader->line + 1, &line);
    reader->line++;
    if (!line.whole.length) {
        reader->gap++;
        return;
    }
    if (line.tabs && !is_tabbed_list_item(&line)) {
        add_row(reader, &line);
        return;
    }
    flush_table(reader);
    if (list_mark_length(line.whole) == line.whole.length) {
        reader->pending_mark = line.whole;    /* the words follow on the next line; the gap counts for them */
        return;
    }
    add_paragraph(reader, &line);
}

void document_add_lines(struct document *document, size_t *capacity, size_t first, size_t end)
{
    struct reader reader = { .source = &document->source, .arena = document->arena, .document = document, .line = first,
                             .block_capacity = *capacity };

    while (reader.page < reader.source->page_count && first && reader.source->pages[reader.page] < reader.source->lines[first])
        reader.page++;
    while (reader.line < end)
        read_line(&reader);
    flush_table(&reader);
    *capacity = reader.block_capacity;
}

struct document *document_read_text(const struct source_text *source, struct arena *arena)
{
    struct document *document = ARENA_NEW(arena, struct document);
    size_t capacity = 0;

    document->arena = arena;
    document->source = *source;
    document_add_lines(document, &capacity, 0, source->line_count);
    return document;
}

size_t document_line(const struct document *document, size_t offset)
{
    return source_text_line(&document->source, offset);
}
