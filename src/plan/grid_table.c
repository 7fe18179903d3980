#include "base/arena.h"
#include "base/status.h"
#include "fields/column_match.h"
#include "grammar/pattern.h"
#include "plan/header_guess.h"
#include "plan/plan_build.h"
#include "plan/step_table.h"

/*
 * Tables with true cells (Word): every row is a record of its own, but for rows of a merged cell. Columns go
 * by the grid. table := { title-row | header | section-row | row } ; header := 1 or more rows
 */

enum {
    HEADER_ROWS = 4,           /* a header is no deeper */
    BANNER_SHARE_PERCENT = 75, /* of the columns: a cell this wide, alone in its row, is a heading */
    HEADING_BYTES = 200,
    LABEL_BYTES = 24,
    SENTENCE_BYTES = 16, /* what is shorter may be a word or two that end without a stop */
    FORGET_ROWS = 256,   /* so many at a time */
};

/* A cell's words in pieces; the room is used again by the next cell. */
struct cell_pieces {
    struct span *items;
    bool *is_item;
    size_t count;
    size_t room;
};

struct grid {
    struct build *build;
    const struct table *table;
    size_t width;        /* grid columns */
    size_t *ends;        /* by column of build->columns: the grid column behind it */
    bool is_broken;      /* no row of data since the table, or its repeated header, began */
    size_t label_column; /* column that labels of tasks go to, as refs; SIZE_MAX: none */
    size_t forgotten;    /* rows whose cells are gone */
    struct cell_pieces pieces;
    struct arena *scratch; /* for what a header's words are held against */
};

/* ---- cells and rows ------------------------------------------------------------------------------------ */

static size_t table_width(const struct table *table)
{
    size_t width = 0;

    for (size_t r = 0; r < table->row_count; r++) {
        const struct row *row = &table->rows[r];
        const struct cell *last = &row->cells[row->cell_count - 1];

        if (last->column + last->column_span > width)
            width = last->column + last->column_span;
    }
    return width;
}

static bool is_blank(const struct cell *cell)
{
    return span_is_blank(cell->text);
}

static size_t filled_cells(const struct row *row, const struct cell **first)
{
    size_t count = 0;

    for (size_t i = 0; i < row->cell_count; i++) {
        if (is_blank(&row->cells[i]))
            continue;
        if (!count++)
            *first = &row->cells[i];
    }
    return count;
}

static const struct cell *cell_at(const struct row *row, size_t column)
{
    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].column <= column && column < row->cells[i].column + row->cells[i].column_span)
            return &row->cells[i];
    return NULL;
}

/* A cell's paragraphs as one line. */
static struct span cell_line(struct arena *arena, const struct cell *cell)
{
    struct span words = passage_of(arena, cell->text).text;

    words.offset = cell->text.offset;
    return words;
}

static void mark_row(struct build *build, const struct row *row, enum line_use use)
{
    for (size_t i = 0; i < row->cell_count; i++)
        build_mark_span(build, row->cells[i].text, use);
}

/* ---- headers ---------------------------------------------------------------------------------------- */

static bool is_heading(struct build *build, struct arena *arena, struct span words)
{
    struct span period;
    size_t ends[8];

    return column_match_period(build->reader->columns, build->matcher, words, arena, &period) ||
           column_match_line(build->reader->columns, build->matcher, words, ends, ARRAY_LENGTH(ends)) == 1;
}

/* What the header's rows say of a column: all their words where grammars know these as a heading
 * ("Residual risk" over "Impact"), else the lowest where they are one, else again all of them from the top.
 */
static struct span heading_of(const struct grid *grid, struct arena *arena, size_t first, size_t end,
                              size_t column)
{
    struct build *build = grid->build;
    const struct table *table = grid->table;
    struct passage_builder all = { 0 };
    const struct cell *above = NULL;
    struct span lowest = { 0 };
    uint32_t offset = SPAN_NOWHERE;

    for (size_t r = first; r < end; r++) {
        const struct cell *cell = cell_at(&table->rows[r], column);

        if (!cell || is_blank(cell) || (above && cell->text.offset == above->text.offset))
            continue;
        passage_add(arena, &all, cell->text);
        lowest = cell_line(arena, cell);
        offset = cell->text.offset;
        above = cell;
    }
    struct span joined = passage_finish(&all).text;

    if (!joined.length || joined.length == lowest.length)
        return lowest;
    joined.offset = offset;
    if (column_match_known(build->reader->columns, build->matcher, joined))
        return joined;
    return !is_heading(build, arena, lowest) && is_heading(build, arena, joined) ? joined : lowest;
}

/* The columns of a header that is rows [first, end). */
static bool match_header_in(struct grid *grid, struct arena *arena, size_t first, size_t end,
                            struct column_set *columns)
{
    struct build *build = grid->build;
    const struct row *row = &grid->table->rows[end - 1];
    struct span *words = ARENA_ARRAY(arena, row->cell_count, struct span);

    for (size_t i = 0; i < row->cell_count; i++)
        words[i] = heading_of(grid, arena, first, end, row->cells[i].column);
    if (!column_match_header(build->reader->columns, build->matcher, words, row->cell_count, arena, columns))
        return false;
    for (size_t i = 0; i < columns->count; i++)
        columns->columns[i].grid = row->cells[i].column;
    return true;
}

/* Nearly every row is none: what was made to find that out is thrown away. */
static bool match_header(struct grid *grid, size_t first, size_t end, struct column_set *columns)
{
    arena_reset(grid->scratch);
    return match_header_in(grid, grid->scratch, first, end, columns) &&
           match_header_in(grid, grid->build->arena, first, end, columns);
}

/* Rows of the header that begins at a row: as many as are marked so, or as its merged cells are high. */
static size_t header_height(const struct table *table, size_t first)
{
    const struct row *row = &table->rows[first];
    size_t height = 1;
    size_t marked = 0;

    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].row_span > height)
            height = row->cells[i].row_span;
    while (first + marked < table->row_count && table->rows[first + marked].is_header)
        marked++;
    if (marked > height)
        height = marked;
    return height > HEADER_ROWS ? HEADER_ROWS : height;
}

static bool same_header(const struct column_set *a, const struct column_set *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->columns[i].field != b->columns[i].field)
            return false;
    return true;
}

/* ---- columns that the page doesn't head ------------------------------------------------------------- */

static void add_column(struct build *build, struct column_set *columns, enum field field)
{
    struct column *all = ARENA_ARRAY(build->arena, columns->count + 1, struct column);

    for (size_t i = 0; i < columns->count; i++)
        all[i] = columns->columns[i];
    all[columns->count] =
        (struct column){ .field = field, .grid = SIZE_MAX, .rule = build->reader->rule_cell };
    columns->columns = all;
    columns->count++;
    columns->fields |= (uint64_t)1 << field;
}

static bool has_label(const struct block *block)
{
    return block->kind != BLOCK_LIST_ITEM && block->label.length && block->label.length <= LABEL_BYTES;
}

/* A cell belongs to the column where it begins; one that lies over start and finish says when it is due. */
static bool cell_has_label(const struct cell *cell, size_t index)
{
    const struct block block = cell_block(cell, index);

    return has_label(&block);
}

static size_t column_of(const struct grid *grid, const struct cell *cell)
{
    const struct column_set *columns = &grid->build->columns;
    size_t begins = 0;

    while (begins < columns->count &&
           !(columns->columns[begins].grid <= cell->column && cell->column < grid->ends[begins]))
        begins++;
    if (begins == columns->count)
        return SIZE_MAX;
    size_t next = begins + 1;
    bool covers_next =
        next < columns->count && columns->columns[next].grid < cell->column + cell->column_span;

    return covers_next && columns->columns[begins].field == FIELD_START &&
                   columns->columns[next].field == FIELD_DUE
               ? next
               : begins;
}

static void measure_columns(struct grid *grid)
{
    const struct column_set *columns = &grid->build->columns;

    grid->ends = ARENA_ARRAY(grid->build->arena, columns->count + 2, size_t);
    for (size_t i = 0; i < columns->count; i++)
        grid->ends[i] = i + 1 < columns->count ? columns->columns[i + 1].grid : SIZE_MAX;
}

static size_t main_column(const struct column_set *columns)
{
    static const enum field fields[] = { FIELD_ACTION, FIELD_RISK, FIELD_INDICATOR, FIELD_MILESTONE };

    for (size_t i = 0; i < ARRAY_LENGTH(fields); i++) {
        size_t column = column_set_find(columns, fields[i]);

        if (column != SIZE_MAX)
            return column;
    }
    return 0;
}

/*
 * The table inside of a cell of tasks or steps, or NULL. In a column of steps one that names neither people
 * nor days is the list itself, which lines up with the cells beside it.
 */
static const struct table *holds_steps(const struct grid *grid, const struct cell *cell)
{
    struct build *build = grid->build;
    const struct table *inner = step_table_in(cell);
    size_t column = inner ? column_of(grid, cell) : SIZE_MAX;

    if (column == SIZE_MAX || !column_set_has(&build->columns, FIELD_ACTION))
        return NULL;
    if (build->columns.columns[column].field == FIELD_ACTION)
        return inner;
    if (build->columns.columns[column].field != FIELD_MILESTONE)
        return NULL;
    struct step_table steps = step_table_read(build, inner);

    return step_table_has(&steps, FIELD_OWNER) || step_table_has(&steps, FIELD_DUE) ? inner : NULL;
}

/* Tasks that are numbered by Word and by nothing else: their numbers are their refs. */
static bool tasks_have_labels(const struct grid *grid, size_t from)
{
    size_t main = main_column(&grid->build->columns);
    size_t tasks = 0;
    size_t labels = 0;

    for (size_t r = from; r < grid->table->row_count; r++) {
        const struct row *row = &grid->table->rows[r];

        for (size_t i = 0; i < row->cell_count; i++) {
            const struct cell *cell = &row->cells[i];

            if (column_of(grid, cell) != main || is_blank(cell) || !cell->row_span || !cell->block_count)
                continue;
            tasks++;
            labels += cell_has_label(cell, 0) && !(cell->block_count > 1 && cell_has_label(cell, 1));
        }
    }
    return labels && labels * 2 > tasks;
}

static void use_columns(struct grid *grid, struct column_set columns, size_t body)
{
    struct build *build = grid->build;

    build->columns = columns;
    grid->label_column = SIZE_MAX;
    for (size_t i = 0; i < columns.count; i++)
        if (columns.columns[i].grid != SIZE_MAX)
            places_add_heading(build, grid->table, columns.columns[i].grid, columns.columns[i].words);
    measure_columns(grid);
    if (column_set_has(&columns, FIELD_REF) ||
        !(column_set_has(&columns, FIELD_ACTION) || column_set_has(&columns, FIELD_RISK)) ||
        !tasks_have_labels(grid, body))
        return;
    add_column(build, &build->columns, FIELD_REF);
    grid->label_column = build->columns.count - 1;
    measure_columns(grid);
}

/* A record that is open goes on under the same columns only. */
static void finish_under(struct build *build, const struct column_set *before)
{
    struct column_set now = build->columns;

    if (same_header(before, &now))
        return;
    build->columns = *before;
    record_finish(build);
    build->columns = now;
}

/* The row behind a header; `first` where none begins there. */
static size_t read_header(struct grid *grid, size_t first)
{
    struct build *build = grid->build;
    const struct table *table = grid->table;
    struct column_set columns;
    size_t height = header_height(table, first);

    while (height && !match_header(grid, first, first + height, &columns))
        height--;
    if (!height)
        return first;
    bool repeated = same_header(&columns, &build->columns) && !build->section_is_fresh &&
                    !paragraph_heading_above(build).length && !build->aim.length;
    struct column_set before = build->columns;

    if (!repeated)
        record_finish(build);
    for (size_t r = first; r < first + height; r++)
        mark_row(build, &table->rows[r], USE_FURNITURE);
    if (!repeated)
        build->columns = columns;
    use_columns(grid, columns, first + height);
    finish_under(build, &before);
    grid->is_broken = true;
    if (!repeated)
        section_settle_table(build);
    return first + height;
}

/* A table without a header goes on from the one before it where it has as many cells a row. */
static void go_on_without_header(struct grid *grid)
{
    struct build *build = grid->build;
    struct column_set columns = build->columns;
    const struct row *row = &grid->table->rows[0];
    size_t given = 0;

    for (size_t i = 0; i < columns.count; i++)
        given += columns.columns[i].grid != SIZE_MAX;
    build->columns = (struct column_set){ 0 };
    if (!given || row->cell_count != given)
        return;
    struct column *all = ARENA_ARRAY(build->arena, given, struct column);

    for (size_t i = 0; i < given; i++) {
        all[i] = columns.columns[i];
        all[i].grid = row->cells[i].column;
    }
    columns.columns = all;
    columns.count = given;
    if (!column_set_has(&columns, FIELD_REF) || column_set_find(&columns, FIELD_REF) != SIZE_MAX) {
        use_columns(grid, columns, 0);
        return;
    }
    columns.fields &= ~((uint64_t)1 << FIELD_REF); /* the column of labels, which use_columns adds */
    use_columns(grid, columns, 0);
}

/* ---- rows that are no data -------------------------------------------------------------------------- */

static bool makes_records(const struct column_set *columns)
{
    return columns->count &&
           (columns->periods >= 2 || column_set_has(columns, FIELD_ACTION) ||
            column_set_has(columns, FIELD_RISK) || column_set_has(columns, FIELD_MILESTONE));
}

/* A cell alone in its row, over most of the table's width (or the only one of its row): a heading, an aim, or
 * a remark. */
static bool read_banner(struct grid *grid, const struct row *row)
{
    struct build *build = grid->build;
    const struct cell *cell = NULL;
    struct block block = { .kind = BLOCK_PARAGRAPH };

    if (filled_cells(row, &cell) != 1 || !cell->row_span || cell->row_span > 1)
        return false;
    bool wide = (size_t)cell->column_span * 100 >= (size_t)grid->width * BANNER_SHARE_PERCENT;

    if (!wide && !(row->cell_count == 1 && grid->width > 1))
        return false;
    record_finish(build);
    block.text = block.whole = cell_line(build->arena, cell);
    if (!makes_records(&build->columns)) {
        paragraph_read(build, &block);
        return true;
    }
    if (block.text.length > HEADING_BYTES)
        return true;
    build->heading = build->aim = (struct span){ 0 };
    paragraph_read(build, &block);
    if (paragraph_heading_above(build).length)
        section_open(build, (struct span){ 0 }, cell->text, build->reader->rule_by_place);
    build->heading = (struct span){ 0 };
    build->section_is_fresh = false;
    build_mark_span(build, cell->text, USE_FURNITURE);
    return true;
}

/* ---- records ---------------------------------------------------------------------------------------- */

/* Does the row go on from the record above? Where what it is about is merged with the row above, or not said
 * at all. */
static bool goes_on(const struct grid *grid, const struct row *row)
{
    const struct build *build = grid->build;
    size_t main = main_column(&build->columns);
    bool said = false;
    bool merged = false;
    bool named = false;

    if (!build->record.is_open)
        return false;
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct cell *cell = &row->cells[i];
        size_t column = column_of(grid, cell);

        if (column == SIZE_MAX || is_blank(cell))
            continue;
        if (column == main) {
            said = true;
            merged = !cell->row_span;
        }
        named = named || (build->columns.columns[column].field == FIELD_REF && cell->row_span);
    }
    return said ? merged && !named : !named;
}

/* Behind a page's end: a row that only goes on in the middle of sentences is the rest of the last one. */
static bool is_rest(const struct grid *grid, const struct row *row)
{
    const struct build *build = grid->build;
    bool any = false;

    if (!grid->is_broken || !build->record.is_open)
        return false;
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct cell *cell = &row->cells[i];
        size_t column = column_of(grid, cell);

        if (column == SIZE_MAX || is_blank(cell))
            continue;
        if (!span_begins_small(span_trim(cell->text)) || !build->record.cells[column].count)
            return false;
        any = true;
    }
    return any;
}

static size_t count_pieces(const struct block *blocks, size_t count)
{
    size_t pieces = 0;

    for (size_t i = 0; i < count && !blocks; i++)
        pieces++;
    for (size_t i = 0; i < count && blocks; i++)
        pieces += blocks[i].kind == BLOCK_TABLE ? blocks[i].table->row_count : 1;
    return pieces;
}

/* A row of a nested table is one piece: its words from the first cell to the last. */
static struct span row_words(const struct row *row)
{
    struct span first = row->cells[0].text;
    const struct cell *last = &row->cells[row->cell_count - 1];

    if (!row->cells[0].row_span || !last->row_span || last->text.offset < first.offset)
        return last->text;
    first.length = last->text.offset + last->text.length - first.offset;
    return first;
}

static void add_piece(struct cell_pieces *pieces, struct span text, bool is_item)
{
    text = span_trim(text);
    if (!text.length)
        return;
    pieces->items[pieces->count] = text;
    pieces->is_item[pieces->count++] = is_item;
}

/* A paragraph's words; a number before an item of a list is its mark, no word. */
static struct span block_words(const struct block *block, bool drops_label)
{
    if (!drops_label || !has_label(block))
        return block->text;
    return span_part(block->text, block->label.length, block->text.length);
}

static void empty_pieces(const struct grid *grid, struct cell_pieces *pieces, size_t room)
{
    pieces->count = 0;
    if (room <= pieces->room)
        return;
    pieces->room = room * 2;
    pieces->items = ARENA_ARRAY(grid->build->arena, pieces->room, struct span);
    pieces->is_item = ARENA_ARRAY(grid->build->arena, pieces->room, bool);
}

static struct cell_pieces *split_cell(struct grid *grid, const struct cell *cell, size_t column)
{
    enum field field = grid->build->columns.columns[column].field;
    bool is_work = field == FIELD_ACTION || field == FIELD_MILESTONE || field == FIELD_RISK;
    struct cell_pieces *pieces = &grid->pieces;

    const struct table *steps = holds_steps(grid, cell);

    empty_pieces(grid, pieces, count_pieces(cell->blocks, cell->block_count));
    for (size_t i = 0; i < cell->block_count; i++) {
        const struct block kept = cell_block(cell, i);
        const struct block *block = &kept;

        if (steps && block->kind == BLOCK_TABLE)
            continue;
        if (block->kind == BLOCK_TABLE)
            for (size_t r = 0; r < block->table->row_count; r++)
                add_piece(pieces, row_words(&block->table->rows[r]), true);
        else
            add_piece(pieces, block_words(block, is_work),
                      block->kind == BLOCK_LIST_ITEM || (is_work && has_label(block)));
    }
    return pieces;
}

static void add_cell(struct grid *grid, const struct cell *cell, size_t column, bool is_step, size_t *height)
{
    struct build *build = grid->build;
    const struct cell_pieces *pieces = split_cell(grid, cell, column);
    size_t row = build->record.rows;
    size_t items = 0;

    if (is_step && pieces->count && build->columns.columns[column].field == FIELD_MILESTONE)
        pieces->is_item[0] = true;

    for (size_t i = 0; i < pieces->count; i++) {
        build->record.rows = row + i;
        record_add(build, column, pieces->items[i], pieces->is_item[i], false);
        items += pieces->is_item[i];
    }
    build->record.rows = row;
    if (pieces->count > *height)
        *height = pieces->count;
    if (column == main_column(&build->columns) && pieces->count > 1 && items == pieces->count)
        build->record.splits_tasks = true;
}

/* A second cell under one heading: a border parts them, as the end of a paragraph would. */
static void add_beside(struct grid *grid, const struct cell *cell, size_t column, size_t *height)
{
    struct record *record = &grid->build->record;
    size_t row = record->rows;
    size_t own = 1;

    record->rows = row + *height;
    add_cell(grid, cell, column, false, &own);
    record->rows = row;
    *height += own;
}

/* The number of the row's task is its ref. */
static void add_label(struct grid *grid, const struct cell *cell, size_t column)
{
    if (grid->label_column == SIZE_MAX || column != main_column(&grid->build->columns) ||
        !cell->block_count || !cell_has_label(cell, 0))
        return;
    record_add(grid->build, grid->label_column, cell_block(cell, 0).label, false, false);
}

static void set_colour(struct build *build, const struct cell *cell)
{
    build->record.colour = cell->colour;
    build->record.colour_offset = cell->text.offset;
}

/* A column of ratings rules; one of statuses stands in for it. */
static void add_colour(struct build *build, const struct cell *cell, size_t column)
{
    enum field field = build->columns.columns[column].field;

    if (cell->colour == COLOUR_NONE)
        return;
    if (field == FIELD_RAG || (field == FIELD_STATUS && !column_set_has(&build->columns, FIELD_RAG)))
        set_colour(build, cell);
}

static void add_steps(struct grid *grid, const struct row *row)
{
    for (size_t i = 0; i < row->cell_count; i++)
        for (size_t b = 0; holds_steps(grid, &row->cells[i]) && b < row->cells[i].block_count; b++)
            if (cell_block(&row->cells[i], b).kind == BLOCK_TABLE) {
                struct step_table steps = step_table_read(grid->build, cell_block(&row->cells[i], b).table);

                step_table_add(grid->build, &steps);
            }
}

/* A task merged over several rows: each of them is a step of it. */
static bool is_merged_task(const struct grid *grid, const struct row *row)
{
    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].row_span != 1 &&
            column_of(grid, &row->cells[i]) == main_column(&grid->build->columns))
            return true;
    return false;
}

static void read_record(struct grid *grid, const struct row *row)
{
    struct build *build = grid->build;
    bool same = goes_on(grid, row) || is_rest(grid, row);
    bool is_step = is_merged_task(grid, row);
    size_t height = 1;
    size_t before = SIZE_MAX; /* the column of the cell before */

    if (!same) {
        record_finish(build);
        record_begin(build);
        build->record.is_row = true;
    }
    grid->is_broken = false;
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct cell *cell = &row->cells[i];
        size_t column = column_of(grid, cell);

        if (column == SIZE_MAX || (same && !cell->row_span))
            continue;
        add_colour(build, cell, column);
        if (is_blank(cell))
            continue;
        add_label(grid, cell, column);
        if (column == before)
            add_beside(grid, cell, column, &height);
        else
            add_cell(grid, cell, column, is_step, &height);
        before = column;
    }
    add_steps(grid, row);
    build->record.rows += height;
}

static bool has_merged_cells(const struct row *row)
{
    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].row_span != 1)
            return true;
    return false;
}

static size_t read_row(struct grid *grid, size_t index)
{
    struct build *build = grid->build;
    const struct row *row = &grid->table->rows[index];
    const struct cell *first = NULL;
    size_t behind;

    if (!filled_cells(row, &first) || read_banner(grid, row))
        return index + 1;
    behind = read_header(grid, index);
    if (behind > index)
        return behind;
    if (!has_merged_cells(row) && table_read_aim_row(build, row))
        return index + 1;
    if (makes_records(&build->columns) && (has_merged_cells(row) || !table_read_section_row(build, row)))
        read_record(grid, row);
    return index + 1;
}

/* ---- tables that somebody made of lines of text ----------------------------------------------------- */

static bool begins_small(struct span text)
{
    return text.length && text.text[0] >= 'a' && text.text[0] <= 'z';
}

static bool ends_sentence(struct span text)
{
    char last = text.length ? text.text[text.length - 1] : '.';

    return last == '.' || last == ';' || last == ':' || last == '!' || last == '?';
}

/* Does a cell go on in the middle of a sentence from the one above, in a row whose first cell names nothing
 * new? */
static bool is_torn(const struct row *above, const struct row *row)
{
    if (row->cells[0].text.length && !begins_small(row->cells[0].text))
        return false;
    for (size_t i = 0; i < row->cell_count && i < above->cell_count; i++)
        if (begins_small(row->cells[i].text) && above->cells[i].text.length > SENTENCE_BYTES &&
            !ends_sentence(above->cells[i].text))
            return true;
    return false;
}

static bool is_simple(const struct row *row)
{
    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].row_span != 1 || row->cells[i].column_span != 1 || row->cells[i].block_count > 1)
            return false;
    return true;
}

/* Adds a table's rows, and those that go on in the middle of a sentence from the row above. */
static void count_torn(const struct table *table, size_t *rows, size_t *torn)
{
    for (size_t r = 0; r < table->row_count; r++) {
        if (!is_simple(&table->rows[r]))
            return;
        ++*rows;
        *torn += r && is_torn(&table->rows[r - 1], &table->rows[r]);
    }
}

/* Every row a line of text: many of a document's rows go on from the row above. */
static bool rows_are_lines(struct build *build)
{
    enum { LEAST_SHARE_PERCENT = 5, LEAST_ROWS = 2 };
    const struct document *document = build->document;
    size_t rows = 0;
    size_t torn = 0;

    if (build->lines_are_known)
        return build->rows_are_lines;
    for (size_t i = 0; i < document->block_count; i++)
        if (document->blocks[i].table && document->blocks[i].table->origin == TABLE_WORD)
            count_torn(document->blocks[i].table, &rows, &torn);
    build->lines_are_known = true;
    build->rows_are_lines = torn >= LEAST_ROWS && torn * 100 >= rows * LEAST_SHARE_PERCENT;
    return build->rows_are_lines;
}

static bool has_header(struct grid *grid)
{
    for (size_t i = 0; i < grid->table->row_count; i++) {
        struct column_set columns;

        for (size_t height = header_height(grid->table, i); height; height--)
            if (match_header(grid, i, i + height, &columns))
                return true;
    }
    return false;
}

/* What has been read goes before the rest is; but not where somebody asks how it was read. */
static void forget_rows(struct grid *grid, size_t end)
{
    struct build *build = grid->build;

    if ((end - grid->forgotten >= FORGET_ROWS || end == grid->table->row_count) && !build->trace)
        grid->forgotten = document_forget_rows(build->document, grid->table, grid->forgotten, end);
}

/* Headings that no grammar knows, over cells that say what they are. Returns the row behind them, or 0. */
static size_t guess_header(struct grid *grid)
{
    struct build *build = grid->build;
    const struct row *row = &grid->table->rows[0];
    struct column_set columns = { 0 };

    if (build->columns.count || !header_guess_row(build, grid->table, 0, &columns))
        return 0;
    record_finish(build);
    for (size_t i = 0; i < columns.count; i++)
        columns.columns[i].grid = row->cells[i].column;
    mark_row(build, row, USE_FURNITURE);
    use_columns(grid, columns, 1);
    section_settle_table(build);
    return 1;
}

static void read_rows(struct grid *grid)
{
    struct build *build = grid->build;
    struct column_set before = build->columns;
    size_t from = 0;

    if (!build->record.is_row)
        record_finish(build);
    if (has_header(grid))
        measure_columns(grid);
    else if ((from = guess_header(grid)) == 0)
        go_on_without_header(grid);
    finish_under(build, &before);
    if (!from)
        from = grid_chart_read(build, grid->table);
    for (size_t i = from; i < grid->table->row_count;) {
        size_t behind = chart_read(build, grid->table, i);

        i = behind > i ? behind : read_row(grid, i);
        forget_rows(grid, i);
    }
}

/* The last record stays open: the next table may go on with it. */
void grid_table_read(struct build *build, const struct table *table)
{
    if (rows_are_lines(build)) {
        table_read_lines(build, table);
        return;
    }
    struct grid grid = {
        .build = build,
        .table = table,
        .width = table_width(table),
        .is_broken = true,
        .label_column = SIZE_MAX,
        .scratch = arena_new(),
    };

    read_rows(&grid);
    arena_free(grid.scratch);
}
