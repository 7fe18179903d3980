#include <string.h>

#include "grammar/pattern.h"
#include "tables/layout.h"

/*
 * A table by tabs whose last cells hold several paragraphs each: those behind the first are printed as lines
 * without a tab, and part the table's rows. They are put back where the row above is filled up to its last
 * column and the row below is the next one by its number.
 */

enum {
    LEAST_CELLS = 3, /* of the row above */
    MOST_LINES = 8,  /* of one cell */
    LINE_BYTES = 160,
    REF_BYTES = 12,
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ref := stem last ; last := digits | letter. Where `last` begins; the length where the text is no ref. */
static size_t last_part(struct span ref)
{
    size_t at = ref.length;
    bool has_digit = false;

    for (size_t i = 0; i < ref.length; i++)
        has_digit = has_digit || is_digit(ref.text[i]);
    if (!has_digit || ref.length > REF_BYTES || memchr(ref.text, ' ', ref.length))
        return ref.length;
    while (at && is_digit(ref.text[at - 1]))
        at--;
    return at < ref.length ? at : at - 1;
}

static unsigned part_value(struct span part)
{
    unsigned value = 0;

    if (!is_digit(part.text[0]))
        return (unsigned char)part.text[0];
    for (size_t i = 0; i < part.length; i++)
        value = value * 10 + (unsigned)(part.text[i] - '0');
    return value;
}

static struct span ref_of(const struct row *row)
{
    struct span ref = row->cell_count ? span_trim(row->cells[0].text) : (struct span){ 0 };

    while (ref.length && (ref.text[ref.length - 1] == '.' || ref.text[ref.length - 1] == ')'))
        ref.length--;
    return ref;
}

/* 1a, 1b; 2.9, 2.10; R3, R4. has_stem: they are numbers under a number, as those of one section are: no
 * heading stands between them. */
static bool follows(const struct row *above, const struct row *below, bool *has_stem)
{
    struct span first = ref_of(above);
    struct span second = ref_of(below);
    size_t at = last_part(first);

    *has_stem = false;
    for (size_t i = 0; i < at && at < first.length; i++)
        *has_stem = *has_stem || is_digit(first.text[i]);
    return first.length && second.length && at < first.length && last_part(second) == at &&
           span_same(span_part(first, 0, at), span_part(second, 0, at)) &&
           is_digit(first.text[at]) == is_digit(second.text[at]) &&
           part_value(span_part(second, at, second.length)) ==
               part_value(span_part(first, at, first.length)) + 1;
}

/* The blocks behind the lines that may belong to the last cell of the table before them. */
static size_t behind_lines(const struct layout *layout, size_t index)
{
    const struct document *document = layout->document;
    size_t first = index;

    while (index < document->block_count && index - first <= MOST_LINES) {
        const struct block *block = &document->blocks[index];

        if ((block->kind != BLOCK_PARAGRAPH && block->kind != BLOCK_LIST_ITEM) || block->gap ||
            block->page_break_before || block->text.length > LINE_BYTES ||
            layout_is_page_number(layout, block->whole))
            break;
        index++;
    }
    return index - first <= MOST_LINES ? index : first;
}

static size_t widest_row(const struct table *table)
{
    size_t width = 0;

    for (size_t i = 0; i < table->row_count; i++)
        if (table->rows[i].cell_count > width)
            width = table->rows[i].cell_count;
    return width;
}

static bool is_dated(const struct layout *layout, struct span text)
{
    struct match match;

    return pattern_find(layout->dated, layout->matcher, text, 0, &match);
}

/* Steps with their days below one with its day. */
static bool are_steps(const struct layout *layout, const struct cell *cell, size_t from, size_t to)
{
    if (!is_dated(layout, cell->text))
        return false;
    for (; from < to; from++)
        if (!is_dated(layout, layout->document->blocks[from].text))
            return false;
    return true;
}

/* Are the lines [from, to) the last cell's of the table's last row? `below`: the table behind them. At a
 * table's end only steps are, where the document has shown that it prints cells so. */
static bool belong(const struct layout *layout, const struct table *table, size_t width, size_t from,
                   size_t to)
{
    const struct row *row = &table->rows[table->row_count - 1];
    const struct block *below = to < layout->document->block_count ? &layout->document->blocks[to] : NULL;
    bool has_stem;

    if (from == to || width < LEAST_CELLS || row->cell_count < width || !row->cells[width - 1].text.length)
        return false;
    bool steps = are_steps(layout, &row->cells[width - 1], from, to);

    if (!below || below->gap)
        return steps && layout->has_cell_lines && last_part(ref_of(row)) < ref_of(row).length;
    return below->kind == BLOCK_TABLE && below->table->origin == TABLE_TABS && below->table->row_count &&
           below->table->rows[0].cell_count >= LEAST_CELLS &&
           follows(row, &below->table->rows[0], &has_stem) && (has_stem || steps);
}

static void add_line(struct layout *layout, struct table_growth *growth, const struct block *block)
{
    struct row *row = growth_add_row(layout, growth, block, ROW_GOES_ON);

    row->cells[growth->columns - 1].text = block->whole; /* with its mark: the cell may be a list */
}

static void add_rows(struct layout *layout, struct table_growth *growth, const struct table *table)
{
    for (size_t i = 0; i < table->row_count; i++) {
        struct row *row = growth_add_row(layout, growth, &(struct block){ .line = 0 }, ROW_BEGINS);

        *row = table->rows[i];
    }
}

size_t cell_lines_recover(struct layout *layout, size_t index)
{
    const struct document *document = layout->document;
    const struct table *table = document->blocks[index].table;
    struct table_growth growth;
    size_t width = table->origin == TABLE_TABS && table->row_count ? widest_row(table) : 0;
    size_t at = index + 1;
    size_t to;

    for (;; at = to + 1) {
        to = behind_lines(layout, at);
        if (!belong(layout, table, width, at, to))
            break;
        if (at == index + 1) {
            growth_begin(layout, &growth, TABLE_TABS, width);
            add_rows(layout, &growth, table);
            layout->has_cell_lines = true;
        }
        for (size_t i = at; i < to; i++)
            add_line(layout, &growth, &document->blocks[i]);
        if (to == document->block_count || document->blocks[to].gap) {
            at = to;
            break;
        }
        table = document->blocks[to].table;
        add_rows(layout, &growth, table);
    }
    if (at == index + 1)
        return index;
    growth_finish(layout, &growth);
    return at;
}
