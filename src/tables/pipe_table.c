#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "tables/layout.h"

enum {
    PIPE_COLUMNS = 64,
    HEADER_LINES = 4,
    PEEK_BYTES = 2048,
    UNEVEN = 2, /* characters by which bars that stand over one another may be apart */
};

enum pipe_line { PIPE_NONE, PIPE_RULE, PIPE_CELLS };

/* A bar between cells: "|" or one of the box signs; its length, or 0. A bar behind a backslash is a word's.
 */
static size_t bar_length(struct span text, size_t at)
{
    static const char *const boxes[] = { "\xE2\x94\x82", "\xE2\x94\x83", "\xE2\x95\x91", "\xE2\x94\x86",
                                         "\xE2\x94\x8A" };

    if (text.text[at] == '|')
        return at && text.text[at - 1] == '\\' ? 0 : 1;
    if ((unsigned char)text.text[at] != 0xE2 || at + 3 > text.length)
        return 0;
    for (size_t i = 0; i < ARRAY_LENGTH(boxes); i++)
        if (memcmp(text.text + at, boxes[i], 3) == 0)
            return 3;
    return 0;
}

/* rule := signs of lines and corners only, three at least */
static bool is_rule(struct span text)
{
    size_t signs = 0;

    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];

        if (c == 0xE2 && i + 2 < text.length && ((unsigned char)text.text[i + 1] & 0xFE) == 0x94) {
            i += 2; /* U+2500 to U+257F */
            signs++;
        } else if (c == '-' || c == '=' || c == '+' || c == '_') {
            signs++;
        } else if (c != '|' && c != ':' && c != ' ') {
            return false;
        }
    }
    return signs >= 3;
}

/* line := [bar] cell { bar cell } [bar]; the number of cells, 0 where there is no bar. */
static size_t split_bars(struct span text, struct span cells[static PIPE_COLUMNS])
{
    size_t count = 0;
    size_t from = bar_length(text, 0);
    bool barred = from > 0;

    for (size_t at = from; at < text.length;) {
        size_t bar = bar_length(text, at);

        if (!bar) {
            at++;
            continue;
        }
        if (count + 1 == PIPE_COLUMNS)
            return 0;
        cells[count++] = span_trim(span_part(text, from, at));
        at += bar;
        from = at;
        barred = true;
    }
    if (from < text.length)
        cells[count++] = span_trim(span_part(text, from, text.length));
    return barred ? count : 0;
}

static enum pipe_line read_pipe_line(const struct layout *layout, size_t index, struct span *cells,
                                     size_t *count)
{
    struct span line = layout->document->blocks[index].whole;

    *count = 0;
    if (!(layout->signs[index] & LINE_HAS_BAR))
        return PIPE_NONE;
    if (is_rule(line))
        return PIPE_RULE;
    *count = split_bars(line, cells);
    return *count >= 2 ? PIPE_CELLS : PIPE_NONE;
}

/* A line inside of a table: one cell over its width, bars at both ends, is a row, too. */
static enum pipe_line read_body_line(const struct layout *layout, size_t index, struct span *cells,
                                     size_t *count)
{
    enum pipe_line kind = read_pipe_line(layout, index, cells, count);
    struct span line = layout->document->blocks[index].whole;

    return kind == PIPE_NONE && *count == 1 && line.text[0] == '|' && line.text[line.length - 1] == '|'
               ? PIPE_CELLS
               : kind;
}

/* ---- the table ------------------------------------------------------------------------------------ */

struct pipe_run {
    size_t edges[PIPE_COLUMNS]; /* where the columns end, in characters; a cell over several ends where its
                                   last does */
    size_t to;                  /* block behind the last */
    size_t header;              /* its first line of cells */
    size_t header_lines;
    bool is_ruled; /* a rule stands under the header */
    size_t columns;
    size_t rules;      /* between lines of cells, behind the header */
    size_t cell_lines; /* likewise */
};

/* Where each cell of a line ends, in characters; how many do. */
static size_t find_edges(struct span text, size_t edges[static PIPE_COLUMNS])
{
    size_t count = 0;
    size_t characters = 0;

    for (size_t at = 0; at < text.length && count < PIPE_COLUMNS; characters++) {
        size_t bar = bar_length(text, at);

        if (bar && at)
            edges[count++] = characters;
        at += bar ? bar : 1;
        while (at < text.length && ((unsigned char)text.text[at] & 0xC0) == 0x80)
            at++;
    }
    return count;
}

/* The columns are those of the longer of the header's first two lines: a heading over several may stand
 * above. */
static void find_columns(const struct layout *layout, struct pipe_run *run)
{
    struct span cells[PIPE_COLUMNS];
    size_t count;

    run->columns = 0;
    for (size_t i = run->header; i < run->header + 2 && i < layout->document->block_count; i++) {
        const struct block *block = &layout->document->blocks[i];

        if (read_pipe_line(layout, i, cells, &count) != PIPE_CELLS)
            return;
        if (count <= run->columns)
            continue;
        run->columns = count;
        memset(run->edges, 0, sizeof run->edges);
        find_edges(block->whole, run->edges);
    }
}

/* A line of fewer cells than there are columns: each stands in the first of the columns that it lies over,
 * where all its bars are bars of the columns. */
static void spread_cells(const struct pipe_run *run, struct span line, struct span *cells, size_t *count)
{
    struct span spread[PIPE_COLUMNS] = { 0 };
    size_t edges[PIPE_COLUMNS];
    size_t column = 0;

    if (*count >= run->columns || find_edges(line, edges) != *count)
        return;
    for (size_t i = 0; i < *count; i++) {
        if (column == run->columns)
            return;
        spread[column] = cells[i];
        while (column < run->columns && run->edges[column] + UNEVEN < edges[i])
            column++;
        if (column == run->columns || run->edges[column] > edges[i] + UNEVEN)
            return;
        column++;
    }
    memcpy(cells, spread, run->columns * sizeof *cells);
    *count = run->columns;
}

/* The header's lines, as pieces[column][line]; how many. */
static size_t collect_header(const struct layout *layout, const struct pipe_run *run,
                             struct span pieces[static PIPE_COLUMNS][HEADER_LINES], bool *is_ruled)
{
    const struct document *document = layout->document;
    struct span cells[PIPE_COLUMNS];
    size_t count;
    size_t lines = 0;
    size_t at = run->header;

    for (; lines < HEADER_LINES && at < document->block_count; at++, lines++) {
        if (read_pipe_line(layout, at, cells, &count) != PIPE_CELLS)
            break;
        spread_cells(run, document->blocks[at].whole, cells, &count);
        if (count != run->columns)
            break;
        for (size_t c = 0; c < count; c++)
            pieces[c][lines] = cells[c];
    }
    *is_ruled = at < document->block_count && read_pipe_line(layout, at, cells, &count) == PIPE_RULE;
    return lines;
}

/* The pieces of a heading as one text, in the room from *at on. */
static struct span peek_words(const struct span *pieces, size_t count, char *room, size_t *at)
{
    size_t from = *at;

    for (size_t i = 0; i < count; i++) {
        if (!pieces[i].length || *at + pieces[i].length + 1 > PEEK_BYTES)
            continue;
        if (*at > from)
            room[(*at)++] = ' ';
        memcpy(room + *at, pieces[i].text, pieces[i].length);
        *at += pieces[i].length;
    }
    return span_over(room + from, *at - from);
}

/* Does a line go on from the first, with words under its headings only? */
static bool wraps_header(const struct pipe_run *run, struct span pieces[static PIPE_COLUMNS][HEADER_LINES],
                         size_t line)
{
    for (size_t c = 0; c < run->columns; c++)
        if (pieces[c][line].length && !pieces[c][0].length)
            return false;
    return true;
}

/* How many of the lines are the header where no rule says so: as many as make more of it known to the
 * grammar. */
static size_t count_header_lines(const struct layout *layout, const struct pipe_run *run,
                                 struct span pieces[static PIPE_COLUMNS][HEADER_LINES], size_t lines)
{
    struct span words[PIPE_COLUMNS] = { 0 };
    char room[PEEK_BYTES];
    size_t best = lines > 0;
    int best_score = 0;

    for (size_t count = 1; count <= lines && (count == 1 || wraps_header(run, pieces, count - 1)); count++) {
        size_t at = 0;

        for (size_t c = 0; c < run->columns; c++)
            words[c] = peek_words(pieces[c], count, room, &at);
        int score = layout_header_score(layout, words, run->columns);

        if (count > 1 && score < best_score)
            continue;
        best = score > best_score || !pieces[0][count - 1].length ? count : best;
        best_score = score;
    }
    return best;
}

/* Lines of cells up to the first rule are the header; without rules it is one line. */
static bool read_header_lines(struct layout *layout, struct pipe_run *run, struct span *words)
{
    struct span pieces[PIPE_COLUMNS][HEADER_LINES];

    memset(pieces, 0, sizeof pieces);
    find_columns(layout, run);
    size_t lines = collect_header(layout, run, pieces, &run->is_ruled);

    run->header_lines = run->is_ruled ? lines : count_header_lines(layout, run, pieces, lines);
    for (size_t c = 0; c < run->columns; c++)
        words[c] =
            run->header_lines == 1 ? pieces[c][0] : layout_join_words(layout, pieces[c], run->header_lines);
    return run->header_lines && layout_is_header(layout, words, run->columns);
}

static void measure(const struct layout *layout, struct pipe_run *run)
{
    struct span cells[PIPE_COLUMNS];
    size_t count;

    for (run->to = run->header + run->header_lines; run->to < layout->document->block_count; run->to++) {
        enum pipe_line kind = read_body_line(layout, run->to, cells, &count);

        if (kind == PIPE_NONE && !layout_is_page_number(layout, layout->document->blocks[run->to].whole))
            return;
        run->rules += kind == PIPE_RULE;
        run->cell_lines += kind == PIPE_CELLS;
    }
}

/*
 * Rules between records: what stands between two of them is one. A rule under the header alone (Markdown): a
 * record a line. No rules: lines of a dump, which may be wrapped.
 */
static enum row_join join_of(const struct pipe_run *run, bool after_rule, const struct span *cells)
{
    bool ruled = run->rules >= 2 && run->rules * 8 >= run->cell_lines;

    if (ruled)
        return after_rule ? ROW_BEGINS : ROW_GOES_ON;
    return run->is_ruled && cells[0].length ? ROW_BEGINS : ROW_BY_EVIDENCE;
}

static void add_cells(struct layout *layout, struct table_growth *growth, const struct block *block,
                      enum row_join join, const struct span *cells, size_t count)
{
    struct row *row = growth_add_row(layout, growth, block, join);

    for (size_t c = 0; c < count && c < growth->columns; c++)
        row->cells[c].text = cells[c];
}

static void emit(struct layout *layout, const struct pipe_run *run, const struct span *words)
{
    const struct document *document = layout->document;
    struct table_growth growth;
    struct span cells[PIPE_COLUMNS];
    size_t count;
    bool after_rule = true;

    growth_begin(layout, &growth, TABLE_PIPES, run->columns);
    add_cells(layout, &growth, &document->blocks[run->header], ROW_BEGINS, words, run->columns);
    for (size_t i = run->header + run->header_lines; i < run->to; i++) {
        const struct block *block = &document->blocks[i];
        enum pipe_line kind = read_body_line(layout, i, cells, &count);

        if (kind == PIPE_CELLS) {
            spread_cells(run, block->whole, cells, &count);
            add_cells(layout, &growth, block, join_of(run, after_rule, cells), cells, count);
        } else
            layout_add_furniture(layout, block->whole);
        if (kind != PIPE_NONE) /* a page number in a row is no rule */
            after_rule = kind == PIPE_RULE;
    }
    growth_finish(layout, &growth);
}

/* Without a header: labels on the left of each line, values beside them. */
static size_t recover_labels(struct layout *layout, size_t index)
{
    const struct document *document = layout->document;
    struct table_growth growth;
    struct span cells[PIPE_COLUMNS];
    struct span label, code;
    size_t first_count, count;

    if (index < layout->no_cards_before || read_pipe_line(layout, index, cells, &first_count) != PIPE_CELLS ||
        (layout_listed_heading(layout, cells[0]) < 0 &&
         layout_coded_label(layout, cells[0], &label, &code) < 0))
        return index;
    size_t to = index;

    growth_begin(layout, &growth, TABLE_PIPES, PIPE_COLUMNS);
    for (; to < document->block_count; to++) {
        enum pipe_line kind = read_pipe_line(layout, to, cells, &count);

        if (kind == PIPE_CELLS)
            add_cells(layout, &growth, &document->blocks[to], ROW_BY_EVIDENCE, cells, count);
        else if (kind == PIPE_NONE)
            break;
    }
    if (label_cells_read(layout, growth.table))
        return to;
    layout->no_cards_before = to;
    return index;
}

size_t pipe_table_recover(struct layout *layout, size_t index)
{
    const struct document *document = layout->document;
    struct pipe_run run = { .header = index };
    struct span words[PIPE_COLUMNS];
    size_t count;
    enum pipe_line kind = read_pipe_line(layout, index, words, &count);

    if (kind == PIPE_NONE)
        return index;
    run.header += kind == PIPE_RULE;
    if (run.header == document->block_count)
        return index;
    if (!read_header_lines(layout, &run, words)) {
        size_t behind = recover_labels(layout, run.header);

        return behind > run.header ? behind : index;
    }
    measure(layout, &run);
    if (!run.cell_lines)
        return index;
    if (kind == PIPE_RULE)
        layout_add_furniture(layout, document->blocks[index].whole);
    emit(layout, &run, words);
    return run.to;
}
