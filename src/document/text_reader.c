#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "document/document.h"

enum { USUAL_LINES = 512 }; /* of a document: as many blocks have room from the start */

/* A line of the text, taken apart. */
struct text_line {
    struct span raw;   /* without its line feed */
    struct span whole; /* trimmed */
    unsigned indent;
    size_t number;
    size_t mark; /* length of the list mark that it begins with, or 0 */
};

struct reader {
    const struct source_text *source;
    struct arena *arena;
    struct document *document;
    size_t block_capacity;
    size_t line; /* next line to read, from 0 */
    size_t page; /* next page break not passed */
    unsigned gap;
    bool page_break;
    struct span pending_mark; /* a list mark that stood alone on its line */
    size_t next_tab;          /* where in the text the first stands that has not been found yet, or its end */
    size_t *tabs;             /* of the line being read: where in it they stand */
    size_t tab_count;
    size_t tab_capacity;
    struct row *rows; /* of the table being read */
    size_t row_count;
    size_t row_capacity;
    size_t wide_rows; /* rows of it with two or more filled cells */
};

/* Line `number`, from 1, not yet taken apart. */
static inline struct text_line line_at(const struct reader *reader, size_t number)
{
    const struct source_text *source = reader->source;
    size_t from = source->lines[number - 1];
    size_t to = number < source->line_count ? source->lines[number] : source->text.length;
    size_t length = to - from - (to > from && source->text.text[to - 1] == '\n');
    struct span raw = span_at(source->text.text + from, length, from);

    return (struct text_line){ .raw = raw, .whole = span_trim(raw), .number = number };
}

static void find_next_tab(struct reader *reader, size_t from)
{
    struct span text = reader->source->text;
    const char *tab = memchr(text.text + from, '\t', text.length - from);

    reader->next_tab = tab ? (size_t)(tab - text.text) : text.length;
}

static void find_tabs(struct reader *reader, struct span line)
{
    reader->tab_count = 0;
    if (reader->next_tab < line.offset)
        find_next_tab(reader, line.offset);
    for (; reader->next_tab < line.offset + line.length; find_next_tab(reader, reader->next_tab + 1)) {
        reader->tabs = arena_grow(reader->arena, reader->tabs, reader->tab_count, &reader->tab_capacity,
                                  sizeof *reader->tabs);
        reader->tabs[reader->tab_count++] = reader->next_tab - line.offset;
    }
}

/* Is the sign of `length` bytes that a line begins with set off by white space, or all of the line? */
static bool is_set_off(struct span text, size_t length)
{
    return text.length == length || text.text[length] == ' ' || text.text[length] == '\t';
}

/* list-mark := a sign that is nothing else, or one that is set off by white space. The length of that which
 * the line begins with, or 0. */
static size_t list_mark_length(struct span text)
{
    static const struct {
        const char *sign;
        bool is_only_a_mark;
    } marks[] = {
        { "\xE2\x80\xA2", true },  { "\xC2\xB7", true },      { "\xE2\x96\xAA", true },
        { "\xE2\x97\x8F", true },  { "\xE2\x97\x8B", true },  { "\xE2\x97\xA6", true },
        { "\xE2\x80\xA3", true },  { "\xE2\x9E\xA2", true },  { "\xE2\x80\x93", false },
        { "\xE2\x80\x94", false }, { "\xE2\x9C\x93", false }, { "\xE2\x9C\x97", false },
        { "\xE2\x98\x90", false }, { "\xC2\xBB", false },
    };
    char first = text.text[0];

    if (first == '*' || first == '-' || first == 'o')
        return is_set_off(text, 1);
    for (size_t i = 0; (unsigned char)first >= 0xC2 && i < ARRAY_LENGTH(marks); i++) {
        if (marks[i].sign[0] != first || !span_begins(text, marks[i].sign))
            continue;
        size_t length = strlen(marks[i].sign);

        if (marks[i].is_only_a_mark || is_set_off(text, length))
            return length;
    }
    return 0;
}

static void take_line_apart(struct text_line *line)
{
    for (const char *at = line->raw.text; at < line->whole.text; at++)
        line->indent += *at == '\t' ? 8 : 1;
    line->mark = list_mark_length(line->whole);
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

    block->kind = BLOCK_PARAGRAPH;
    block->indent = line->indent;
    block->whole = line->whole;
    block->line = line->number;
    block->text =
        line->mark ? span_trim(span_part(line->whole, line->mark, line->whole.length)) : line->whole;
    if (line->mark)
        block->label = span_part(line->whole, 0, line->mark);
    else if (reader->pending_mark.text)
        block->label = reader->pending_mark;
    if (block->label.text) {
        block->kind = BLOCK_LIST_ITEM;
        block->level = line->indent / 2;
    }
    reader->pending_mark = (struct span){ 0 };
}

/* row := cell { tab cell }; a cell's column is the number of tabs before it. Returns how many are filled. */
static size_t split_cells(const struct reader *reader, struct span line, struct row *row)
{
    size_t filled = 0;
    size_t from = 0;

    row->cell_count = reader->tab_count + 1;
    row->cells = ARENA_ROOM(reader->arena, row->cell_count, struct cell);
    for (size_t i = 0; i < row->cell_count; i++) {
        size_t end = i < reader->tab_count ? reader->tabs[i] : line.length;

        row->cells[i] = (struct cell){
            .text = span_trim(span_at(line.text + from, end - from, line.offset + from)),
            .column = i,
            .column_span = 1,
            .row_span = 1,
            .colour = COLOUR_NONE,
        };
        filled += row->cells[i].text.length > 0;
        from = end + 1;
    }
    return filled;
}

static void add_row(struct reader *reader, const struct text_line *line)
{
    reader->rows = arena_grow(reader->arena, reader->rows, reader->row_count, &reader->row_capacity,
                              sizeof *reader->rows);
    struct row *row = &reader->rows[reader->row_count++];

    *row = (struct row){ .gap = reader->gap, .page_break_before = reader->page_break, .line = line->number };
    reader->wide_rows += split_cells(reader, line->raw, row) > 1;
    reader->gap = 0;
    reader->page_break = false;
    reader->pending_mark = (struct span){ 0 };
}

/* A run of lines with tabs that never holds two cells side by side is indented text, not a table. */
static void flush_as_paragraphs(struct reader *reader)
{
    for (size_t i = 0; i < reader->row_count; i++) {
        const struct row *row = &reader->rows[i];
        struct text_line line = line_at(reader, row->line);

        take_line_apart(&line);
        reader->gap = row->gap;
        reader->page_break = row->page_break_before;
        add_paragraph(reader, &line);
    }
}

static void flush_table(struct reader *reader)
{
    unsigned gap = reader->gap;
    bool page_break = reader->page_break;

    if (!reader->wide_rows) {
        flush_as_paragraphs(reader);
    } else {
        reader->gap = reader->rows[0].gap;
        reader->page_break = reader->rows[0].page_break_before;
        struct block *block = add_block(reader);
        struct table *table = ARENA_NEW(reader->arena, struct table);

        *table = (struct table){
            .origin = TABLE_TABS,
            .rows = ARENA_ROOM(reader->arena, reader->row_count, struct row),
            .row_count = reader->row_count,
        };
        memcpy(table->rows, reader->rows, reader->row_count * sizeof *table->rows);
        block->kind = BLOCK_TABLE;
        block->table = table;
        block->line = reader->rows[0].line;
    }
    reader->row_count = reader->wide_rows = 0;
    reader->gap = gap;
    reader->page_break = page_break;
}

/* "•<tab>text" is a list item whose mark is set off by a tab. */
static bool is_tabbed_list_item(const struct reader *reader, const struct text_line *line)
{
    return line->mark && reader->tab_count == 1 && line->whole.length > line->mark &&
           line->whole.text[line->mark] == '\t';
}

static void read_line(struct reader *reader)
{
    while (reader->page < reader->source->page_count &&
           reader->source->pages[reader->page] <= reader->source->lines[reader->line]) {
        reader->page++;
        reader->page_break = true;
    }
    struct text_line line = line_at(reader, ++reader->line);

    if (!line.whole.length) {
        reader->gap++;
        return;
    }
    take_line_apart(&line);
    find_tabs(reader, line.raw);
    if (reader->tab_count && !is_tabbed_list_item(reader, &line)) {
        add_row(reader, &line);
        return;
    }
    if (reader->row_count)
        flush_table(reader);
    if (line.mark == line.whole.length) {
        reader->pending_mark = line.whole; /* the words follow on the next line; the gap counts for them */
        return;
    }
    add_paragraph(reader, &line);
}

void document_add_lines(struct document *document, size_t *capacity, size_t first, size_t end)
{
    struct reader reader = { .source = &document->source,
                             .arena = document->arena,
                             .document = document,
                             .line = first,
                             .block_capacity = *capacity };

    while (reader.page < reader.source->page_count && first &&
           reader.source->pages[reader.page] < reader.source->lines[first])
        reader.page++;
    if (first < end)
        find_next_tab(&reader, reader.source->lines[first]);
    while (reader.line < end)
        read_line(&reader);
    if (reader.row_count)
        flush_table(&reader);
    *capacity = reader.block_capacity;
}

struct document *document_read_text(const struct source_text *source, struct arena *arena)
{
    struct document *document = ARENA_NEW(arena, struct document);
    size_t capacity = source->line_count < USUAL_LINES ? source->line_count : USUAL_LINES;

    document->arena = arena;
    document->source = *source;
    document->blocks = ARENA_ROOM(arena, capacity, struct block);
    document_add_lines(document, &capacity, 0, source->line_count);
    return document;
}

size_t document_line(const struct document *document, size_t offset)
{
    return source_text_line(&document->source, offset);
}
