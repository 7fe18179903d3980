#include <string.h>

#include "base/arena.h"
#include "tables/aligned_grid.h"
#include "tables/layout.h"

enum {
    LOOK_AHEAD = 6, /* lines behind one that is no row, among which the table must go on */
};

enum line_kind { LINE_ROW, LINE_BAND, LINE_FURNITURE };

/* A line between the header and the end of the table. */
struct run_line {
    const struct block *block;
    struct span *cells; /* LINE_ROW: one a column */
    size_t filled;
    enum line_kind kind;
    bool after_break; /* a page began since the row before */
};

struct run {
    struct layout *layout;
    struct aligned_grid grid;
    struct run_line *lines;
    size_t count;
    size_t capacity;
    size_t rows;                    /* rows of two cells or more */
    size_t widths[ALIGNED_COLUMNS]; /* characters of the widest cell */
    bool after_break;
    struct aligned_profile profile; /* of the page being read */
    struct aligned_line header;     /* its first line */
};

static const struct block *block_at(const struct run *run, size_t index)
{
    return index < run->layout->document->block_count ? &run->layout->document->blocks[index] : NULL;
}

static bool is_own_header(const struct run *run, const struct aligned_line *line)
{
    if (line->count != run->header.count)
        return false;
    for (size_t i = 0; i < line->count; i++)
        if (!span_same(line->pieces[i].text, run->header.pieces[i].text))
            return false;
    return true;
}

/* A line of several pieces that begins with a heading: the table's header again, or another table's. */
static bool may_be_header(const struct run *run, const struct aligned_line *line)
{
    enum { LEAST_HEADINGS = 3 };

    if (line->count >= 2 && is_own_header(run, line))
        return true;
    return line->count >= LEAST_HEADINGS && layout_listed_heading(run->layout, line->pieces[0].text) >= 0 &&
           layout_listed_heading(run->layout, line->pieces[1].text) >= 0;
}

/* ---- pages ---------------------------------------------------------------------------------------- */

/* The block behind the page's last, or behind the last that may be of this table. */
static size_t page_end(const struct run *run, size_t index)
{
    const struct block *block;
    struct aligned_line line;
    size_t at = index;

    for (; (block = block_at(run, at)) != NULL && block->kind != BLOCK_TABLE; at++) {
        if (block->page_break_before && at > index)
            break;
        aligned_line_split(block, &line);
        if (may_be_header(run, &line))
            break;
    }
    return at;
}

/* code := up to 8 signs without a space, one a figure at least */
static bool looks_like_code(struct span text)
{
    bool figure = false;

    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] == ' ')
            return false;
        figure = figure || (text.text[i] >= '0' && text.text[i] <= '9');
    }
    return figure && text.length <= 8;
}

/* Codes may stand before the first heading, under none: they are a column of references then. */
static void find_bare_codes(struct run *run, size_t from, size_t to)
{
    enum { LEAST_CODES = 2 };
    struct aligned_line line;
    size_t codes = 0;

    for (size_t i = from; i < to; i++) {
        aligned_line_split(block_at(run, i), &line);
        codes += line.count >= 2 && line.pieces[0].to < run->grid.header_from[0] &&
                 looks_like_code(line.pieces[0].text);
    }
    if (codes >= LEAST_CODES)
        aligned_grid_add_first(&run->grid, layout_stand_in(run->layout, "ref"));
}

static void settle_page(struct run *run, size_t from, size_t to, bool is_first)
{
    struct aligned_profile *profile = &run->profile;
    struct aligned_line line;

    memset(profile, 0, sizeof *profile);
    if (is_first)
        find_bare_codes(run, from, to);
    for (size_t i = from; i < to; i++) {
        aligned_line_split(block_at(run, i), &line);
        if (line.count >= 2 && !layout_is_page_number(run->layout, block_at(run, i)->whole))
            aligned_profile_add(profile, &line);
    }
    if (is_first)
        aligned_grid_settle(&run->grid, profile);
    else
        aligned_grid_shift(&run->grid, profile);
}

/* ---- lines ---------------------------------------------------------------------------------------- */

static bool place_line(struct run *run, const struct block *block, struct span *cells, size_t *filled)
{
    struct aligned_line line;

    aligned_line_split(block, &line);
    return !may_be_header(run, &line) && aligned_grid_place(&run->grid, &line, cells, filled);
}

/* Does the table go on, with a row of two cells or more, soon behind a line that is none? */
static bool goes_on_behind(struct run *run, size_t index)
{
    struct span cells[ALIGNED_COLUMNS];
    const struct block *block;
    struct aligned_line line;
    size_t filled;

    for (size_t i = index + 1; i <= index + LOOK_AHEAD && (block = block_at(run, i)) != NULL; i++) {
        if (block->kind == BLOCK_TABLE)
            return false;
        aligned_line_split(block, &line);
        if (may_be_header(run, &line))
            return false;
        if (layout_is_page_number(run->layout, block->whole))
            continue;
        if (aligned_grid_place(&run->grid, &line, cells, &filled) && filled >= 2)
            return true;
    }
    return false;
}

static void add_line(struct run *run, const struct block *block, enum line_kind kind,
                     const struct span *cells, size_t filled)
{
    struct arena *arena = run->layout->arena;

    run->lines = arena_grow(arena, run->lines, run->count, &run->capacity, sizeof *run->lines);
    struct run_line *line = &run->lines[run->count++];

    *line =
        (struct run_line){ .block = block, .kind = kind, .filled = filled, .after_break = run->after_break };
    if (kind != LINE_ROW)
        return;
    line->cells = ARENA_ARRAY(arena, run->grid.count, struct span);
    memcpy(line->cells, cells, run->grid.count * sizeof *cells);
    run->rows += filled >= 2;
    run->after_break = false;
}

static bool is_bare_number(struct span text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.text[i] < '0' || text.text[i] > '9')
            return false;
    return text.length <= 4;
}

/* Page numbers, and what stands beside a page break and is no row, are the page's. */
static bool is_furniture(const struct run *run, size_t index, bool is_row)
{
    const struct block *block = block_at(run, index);
    const struct block *next = block_at(run, index + 1);

    return layout_is_page_number(run->layout, block->whole) || layout_is_running_head(run->layout, block) ||
           ((!is_row || is_bare_number(block->whole)) &&
            (block->page_break_before || (next && next->page_break_before)));
}

/* false: the table ends before this line. */
static bool read_line(struct run *run, size_t index)
{
    const struct block *block = block_at(run, index);
    struct span cells[ALIGNED_COLUMNS];
    size_t filled = 0;
    bool is_row = place_line(run, block, cells, &filled);

    run->after_break = run->after_break || block->page_break_before;
    if (is_furniture(run, index, is_row)) {
        add_line(run, block, LINE_FURNITURE, NULL, 0);
        run->after_break = true;
        return true;
    }
    if (!is_row) {
        if (goes_on_behind(run, index))
            add_line(run, block, LINE_BAND, NULL, 0);
        else
            return false;
        return true;
    }
    if (filled == 1 && block->gap && cells[0].length && !run->after_break && !goes_on_behind(run, index))
        return false;
    add_line(run, block, LINE_ROW, cells, filled);
    return true;
}

static size_t collect(struct run *run, size_t index)
{
    const struct block *block;
    bool is_first = true;

    while ((block = block_at(run, index)) != NULL && block->kind != BLOCK_TABLE) {
        size_t end = page_end(run, index);

        if (end == index)
            break;
        settle_page(run, index, end, is_first);
        is_first = false;
        for (; index < end; index++)
            if (!read_line(run, index))
                return index;
    }
    return index;
}

/* ---- records -------------------------------------------------------------------------------------- */

static size_t characters(struct span text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.length; i++)
        count += ((unsigned char)text.text[i] & 0xC0) != 0x80;
    return count;
}

static struct span first_word(struct span text)
{
    size_t length = 0;

    while (length < text.length && text.text[length] != ' ')
        length++;
    return span_part(text, 0, length);
}

static void measure_widths(struct run *run)
{
    for (size_t i = 0; i < run->count; i++)
        for (size_t c = 0; run->lines[i].kind == LINE_ROW && c < run->grid.count; c++) {
            size_t width = characters(run->lines[i].cells[c]);

            if (width > run->widths[c])
                run->widths[c] = width;
        }
}

/* A cell goes on from the one above only where its first word had no room there. */
static bool is_wrap(const struct run *run, const struct run_line *above, const struct run_line *line,
                    size_t column)
{
    return above->cells[column].length &&
           characters(above->cells[column]) + 1 + characters(first_word(line->cells[column])) >
               run->widths[column];
}

/* An item of a list inside the cell. */
static bool begins_with_mark(struct span text)
{
    return span_begins(text, "\xE2\x80\xA2") || span_begins(text, "- ") || span_begins(text, "* ") ||
           span_begins(text, "\xC2\xB7");
}

static bool begins_small(struct span text)
{
    return text.length && ((text.text[0] >= 'a' && text.text[0] <= 'z') || text.text[0] == '(');
}

/* What the shape of a row without blank lines around it says: are its cells wraps of those above? */
static enum row_join join_by_shape(const struct run *run, size_t main, const struct run_line *above,
                                   const struct run_line *line)
{
    enum { LEAST_CELLS = 3 };

    size_t wraps = 0;
    size_t first = 0;

    while (!line->cells[first].length)
        first++;
    for (size_t c = first; c < run->grid.count; c++)
        wraps += line->cells[c].length && is_wrap(run, above, line, c);
    if (first > 0 && above->cells[0].length) /* a first cell may hold for several rows */
        return main == first && line->filled >= LEAST_CELLS && !begins_small(line->cells[main])
                   ? ROW_BY_EVIDENCE
                   : ROW_GOES_ON;
    if (first > 0)
        return ROW_BY_EVIDENCE;
    if (line->filled == 1 && begins_with_mark(line->cells[0]))
        return ROW_GOES_ON;
    if (line->filled == 1 && !wraps && !begins_small(line->cells[0]))
        return ROW_BEGINS;
    if (wraps == line->filled && line->filled * 2 <= run->grid.count)
        return ROW_GOES_ON;
    return line->filled > 1 && wraps * 2 <= line->filled && !is_wrap(run, above, line, 0) ? ROW_BEGINS
                                                                                          : ROW_BY_EVIDENCE;
}

/* How this table sets its records apart. */
struct join_habit {
    size_t ref;         /* column of references; SIZE_MAX where it has none or they are empty */
    size_t main;        /* column of what a row is about; SIZE_MAX where none is known */
    bool by_gap;        /* blank lines stand between records and nowhere else */
    bool behind_header; /* the next row is the first */
};

static void count_refs(const struct run *run, struct join_habit *habit)
{
    size_t filled = 0;

    habit->ref = habit->main = SIZE_MAX;
    for (size_t c = run->grid.count; c-- > 0;)
        if (layout_is_main(run->layout, layout_listed_heading(run->layout, run->grid.words[c])))
            habit->main = c;
    for (size_t c = 0; c < run->grid.count && habit->ref == SIZE_MAX; c++)
        if (strcmp(layout_heading_name(run->layout, layout_listed_heading(run->layout, run->grid.words[c])),
                   "ref") == 0)
            habit->ref = c;
    for (size_t i = 0; habit->ref != SIZE_MAX && i < run->count; i++)
        filled += run->lines[i].kind == LINE_ROW && run->lines[i].cells[habit->ref].length;
    if (filled < 2)
        habit->ref = SIZE_MAX;
}

/* Behind a blank line the first line of a record holds at least as many cells as any other of it. */
static void weigh_gaps(const struct run *run, struct join_habit *habit)
{
    size_t groups = 0, wrong = 0, others = 0;
    const struct run_line *first = NULL;
    bool is_wrong = false;

    for (size_t i = 0; i < run->count; i++) {
        const struct run_line *line = &run->lines[i];

        if (line->kind != LINE_ROW || line->after_break)
            continue;
        if (!first || line->block->gap) {
            wrong += is_wrong;
            is_wrong = false;
            first = line;
            groups++;
        } else {
            others++;
            is_wrong = is_wrong || line->filled > first->filled;
        }
    }
    wrong += is_wrong;
    habit->by_gap = groups >= 3 && others > 0 && wrong * 10 <= groups;
}

/*
 * Several actions may stand beside one ref. A row without one begins the next where what it is about begins
 * anew: below a line that had nothing of it, or with two other cells or more that don't wrap from those
 * above.
 */
static bool begins_anew(const struct run *run, size_t main, const struct run_line *above,
                        const struct run_line *line)
{
    size_t others = 0;

    if (main == SIZE_MAX || !line->cells[main].length || begins_small(line->cells[main]) ||
        begins_with_mark(line->cells[main]))
        return false;
    if (!above->cells[main].length)
        return true;
    for (size_t c = 0; c < run->grid.count; c++)
        others += c != main && line->cells[c].length && !begins_small(line->cells[c]) &&
                  !is_wrap(run, above, line, c);
    return others >= 2 && !is_wrap(run, above, line, main);
}

static enum row_join join_of(const struct run *run, const struct join_habit *habit,
                             const struct run_line *above, const struct run_line *line)
{
    if (!above) /* behind the header, which a page may repeat inside a row */
        return habit->behind_header ? ROW_BY_EVIDENCE : ROW_BEGINS;
    if (habit->ref != SIZE_MAX && line->cells[habit->ref].length)
        return ROW_BEGINS;
    if (habit->ref != SIZE_MAX && !line->after_break && begins_anew(run, habit->main, above, line))
        return ROW_MAY_BEGIN;
    if (line->after_break)
        return habit->ref != SIZE_MAX && line->filled == 1 ? ROW_GOES_ON : ROW_BY_EVIDENCE;
    if (habit->by_gap)
        return !line->block->gap ? ROW_GOES_ON : habit->ref == SIZE_MAX ? ROW_BEGINS : ROW_BY_EVIDENCE;
    if (habit->ref != SIZE_MAX)
        return ROW_GOES_ON;
    if (habit->main && habit->main != SIZE_MAX && !line->cells[0].length &&
        begins_anew(run, habit->main, above, line))
        return ROW_MAY_BEGIN;
    return join_by_shape(run, habit->main, above, line);
}

/* ---- the table ------------------------------------------------------------------------------------ */

static void add_header(struct run *run, struct table_growth *growth, const struct block *block)
{
    struct row *row = growth_add_row(run->layout, growth, block, ROW_BEGINS);

    for (size_t c = 0; c < run->grid.count; c++)
        row->cells[c].text = run->grid.words[c];
}

static void add_run_row(struct run *run, struct table_growth *growth, const struct run_line *line,
                        enum row_join join)
{
    struct row *row = growth_add_row(run->layout, growth, line->block, join);

    for (size_t c = 0; c < run->grid.count; c++)
        row->cells[c].text = line->cells[c];
}

/* Lines behind the last row are none of the table's. */
static size_t drop_tail(struct run *run, size_t behind)
{
    while (run->count && run->lines[run->count - 1].kind == LINE_BAND) {
        run->count--;
        behind--;
    }
    return behind;
}

static void emit(struct run *run, const struct block *header)
{
    struct table_growth growth;
    struct join_habit habit = { .behind_header = true };
    const struct run_line *above = NULL;

    measure_widths(run);
    count_refs(run, &habit);
    weigh_gaps(run, &habit);
    growth_begin(run->layout, &growth, TABLE_ALIGNED, run->grid.count);
    add_header(run, &growth, header);
    for (size_t i = 0; i < run->count; i++) {
        const struct run_line *line = &run->lines[i];

        if (line->kind == LINE_ROW) {
            add_run_row(run, &growth, line, join_of(run, &habit, above, line));
            above = line;
            habit.behind_header = false;
        } else if (line->kind == LINE_FURNITURE) {
            layout_add_furniture(run->layout, line->block->whole);
        } else { /* a heading between rows */
            growth_finish(run->layout, &growth);
            layout_add_block(run->layout, line->block);
            growth_begin(run->layout, &growth, TABLE_ALIGNED, run->grid.count);
            above = NULL;
            habit.behind_header = false;
        }
    }
    growth_finish(run->layout, &growth);
}

size_t aligned_table_recover(struct layout *layout, size_t index)
{
    const struct block *block = &layout->document->blocks[index];
    struct run run = { .layout = layout };

    if (!aligned_grid_read_header(layout, index, &run.grid))
        return index;
    aligned_line_split(block, &run.header);
    size_t behind = collect(&run, index + run.grid.header_lines);

    behind = drop_tail(&run, behind);
    if (!run.rows)
        return index;
    emit(&run, block);
    return behind;
}
