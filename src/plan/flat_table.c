#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "fields/cell_assign.h"
#include "fields/cell_score.h"
#include "grammar/vocabulary.h"
#include "plan/plan_build.h"

enum {
    HEADER_LINE_LIMIT = 40,
    LEAST_COLUMNS = 3,
    TWO_LINES_BYTES = 48,     /* of a heading over two lines */
    TAB_INDENT = 8,           /* a line that begins with a tab is of another layout */
    CELL_BLOCK_LIMIT = 20000, /* paragraphs of one table */
};

/* ---- header: one heading a line ------------------------------------------------------------------ */

static bool is_text_block(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_HEADING;
}

enum { LINE_HEADING_LIMIT = 8 };

/* "Outcome 1: Children are safe" looks like the heading of a column of outcomes, but heads a section. */
static bool is_section_line(struct build *build, struct span line)
{
    struct match match;

    return section_match_heading(build, line, &match) &&
           match_group(&match, line, build->reader->group_word).text &&
           !column_match_known(build->reader->columns, build->matcher, line);
}

/* What lines are as headings of columns; most are none, and are asked for by several readers in turn. By
 * their words they are none where only patterns have not been asked. */
enum line_headings { HEADINGS_UNKNOWN, HEADINGS_UNWORDED, HEADINGS_NONE, HEADINGS_ONE, HEADINGS_SEVERAL };

static enum line_headings known_headings(struct build *build, size_t index)
{
    const struct document *document = build->document;

    if (!build->line_headings)
        build->line_headings = ARENA_ARRAY(build->arena, document->block_count, unsigned char);
    return is_text_block(&document->blocks[index]) ? build->line_headings[index] : HEADINGS_NONE;
}

/* So many headings have been found in a line: how many it is. */
static size_t keep_headings(struct build *build, size_t index, size_t found)
{
    if (found == 1 && is_section_line(build, build->document->blocks[index].text))
        found = 0;
    build->line_headings[index] = found > 1 ? HEADINGS_SEVERAL : found ? HEADINGS_ONE : HEADINGS_NONE;
    return found;
}

/* How many headings a line is, and where each ends; 0: it is no line of headings. */
static size_t match_block(struct build *build, size_t index, size_t ends[static LINE_HEADING_LIMIT])
{
    const struct column_matcher *columns = build->reader->columns;
    enum line_headings known = known_headings(build, index);
    struct span line = build->document->blocks[index].text;

    ends[0] = line.length;
    if (known == HEADINGS_NONE || known == HEADINGS_ONE)
        return known == HEADINGS_ONE;
    size_t found = 0;

    if (known != HEADINGS_UNWORDED)
        found = column_match_words(columns, build->matcher, line, ends, LINE_HEADING_LIMIT);
    if (!found)
        found = column_match_pattern(columns, build->matcher, line);
    return keep_headings(build, index, found);
}

/* Does the grammar have headings of the line by their words, or is it a period? */
static bool is_worded(struct build *build, size_t index)
{
    enum line_headings known = known_headings(build, index);
    size_t ends[LINE_HEADING_LIMIT];

    if (known != HEADINGS_UNKNOWN)
        return known >= HEADINGS_ONE;
    size_t found = column_match_words(build->reader->columns, build->matcher,
                                      build->document->blocks[index].text, ends, LINE_HEADING_LIMIT);

    if (found)
        return keep_headings(build, index, found);
    build->line_headings[index] = HEADINGS_UNWORDED;
    return false;
}

/* A line that is a heading by itself goes on from none above it, unless it is written so. */
static bool may_go_on(struct build *build, struct span line)
{
    return span_begins_small(line) || !column_match_known(build->reader->columns, build->matcher, line);
}

/* Two short lines, one right below the other. */
static bool may_be_one(const struct build *build, size_t index)
{
    const struct block *block = &build->document->blocks[index];

    return index + 1 < build->document->block_count && is_text_block(block + 1) && !block[1].gap &&
           block->text.length + block[1].text.length <= TWO_LINES_BYTES;
}

/* "Responsible" over "officer": two lines that are one heading of the grammar's. */
static bool is_one_heading(struct build *build, size_t index, struct span *words)
{
    const struct block *block = &build->document->blocks[index];
    const struct block *next = block + 1;
    struct passage_builder builder = { 0 };

    if (!may_be_one(build, index) || !may_go_on(build, next->text))
        return false;
    passage_add(build->arena, &builder, block->text);
    passage_add(build->arena, &builder, next->text);
    struct span joined = passage_finish(&builder).text;

    if (!column_match_known(build->reader->columns, build->matcher, joined))
        return false;
    *words = joined;
    words->offset = block->text.offset;
    return true;
}

/* Is the line, none before block `first`, a heading or the second line of one? */
static bool is_of_heading(struct build *build, size_t first, size_t index)
{
    size_t ends[LINE_HEADING_LIMIT];

    return match_block(build, index, ends) ||
           (index > first && may_be_one(build, index - 1) && match_block(build, index - 1, ends));
}

/* One of a header's lines at least is known by its words, and what stands before it is headings, too. Where
 * the next such line stands, and from where on headings lead up to it, is found once for all lines before. */
static bool may_begin_header(struct build *build, size_t index)
{
    size_t count = build->document->block_count;

    if (index < build->worded_from || index > build->worded) {
        build->worded_from = index;
        build->worded = index;
        while (build->worded < count && !is_worded(build, build->worded))
            build->worded++;
        build->headings_from = build->worded;
        while (build->worded < count && build->headings_from > index &&
               is_of_heading(build, index, build->headings_from - 1))
            build->headings_from--;
    }
    return index < count && index >= build->headings_from;
}

/* header := { line of one or more headings }; the words of each, and the block behind it. */
static size_t collect_headings(struct build *build, size_t index, struct span words[static HEADER_LINE_LIMIT],
                               size_t *count)
{
    const struct document *document = build->document;

    *count = 0;
    while (index < document->block_count && *count < HEADER_LINE_LIMIT) {
        const struct block *block = &document->blocks[index];
        size_t ends[LINE_HEADING_LIMIT] = { 0 };
        size_t found = match_block(build, index, ends);

        if (!found || *count + found > HEADER_LINE_LIMIT)
            break;
        for (size_t i = 0; i < found; i++)
            words[(*count)++] = span_part(block->text, i ? ends[i - 1] : 0, ends[i]);
        index += found == 1 && is_one_heading(build, index, &words[*count - 1]) ? 2 : 1;
    }
    return index;
}

/* Headings that wrap ("SERVICE IMPROVEMENT" / "OUTCOMES") fill the same field one after the other: one
 * column. */
static void merge_columns(struct column_set *columns)
{
    size_t kept = 0;

    for (size_t i = 0; i < columns->count; i++) {
        struct column *column = &columns->columns[i];

        if (kept && column->field != FIELD_PERIOD && column->field == columns->columns[kept - 1].field)
            continue;
        columns->columns[kept] = *column;
        columns->columns[kept].grid = kept;
        kept++;
    }
    columns->count = kept;
}

/* Years, and perhaps the word "indicator" before them: code and words of an indicator stand under empty
 * headings. */
static void add_indicator_columns(struct build *build, struct column_set *columns)
{
    bool has_words = column_set_has(columns, FIELD_INDICATOR);
    size_t missing = has_words ? 1 : 2;

    if (columns->periods < 2 || columns->count != columns->periods + has_words ||
        column_set_has(columns, FIELD_CODE))
        return;
    struct column *all = ARENA_ARRAY(build->arena, columns->count + missing, struct column);

    all[0] = (struct column){ .field = FIELD_CODE };
    all[1] = (struct column){ .field = FIELD_INDICATOR };
    memcpy(all + missing, columns->columns, columns->count * sizeof *all);
    columns->columns = all;
    columns->count += missing;
    columns->fields |= (uint64_t)1 << FIELD_CODE | (uint64_t)1 << FIELD_INDICATOR;
    for (size_t i = 0; i < columns->count; i++)
        columns->columns[i].grid = i;
}

static bool is_month(const struct build *build, struct span text)
{
    return text.length <= 9 && vocabulary_find(build->reader->chart_months, text) >= 0;
}

/* The block behind a header that begins at `index`; `index` where none does. */
static size_t match_header(struct build *build, size_t index, struct column_set *columns)
{
    struct span words[HEADER_LINE_LIMIT];
    size_t count;

    if (!may_begin_header(build, index))
        return index;
    size_t behind = collect_headings(build, index, words, &count);

    if (count < LEAST_COLUMNS ||
        !column_match_header(build->reader->columns, build->matcher, words, count, build->arena, columns))
        return index;
    merge_columns(columns);
    if (columns->count < LEAST_COLUMNS)
        return index;
    if (behind < build->document->block_count && is_month(build, build->document->blocks[behind].text))
        return index; /* years, "Task", months: the head of a bar chart */
    bool main =
        column_set_has(columns, FIELD_ACTION) || column_set_has(columns, FIELD_RISK) || columns->periods >= 2;

    add_indicator_columns(build, columns);
    return main ? behind : index;
}

/* ---- body: one paragraph of a cell a line --------------------------------------------------------- */

static bool is_capitals(struct span text)
{
    size_t capitals = 0;
    size_t words = 1;

    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] >= 'a' && text.text[i] <= 'z' && i > 0 && text.text[i - 1] != ' ')
            return false;
        capitals += text.text[i] >= 'A' && text.text[i] <= 'Z';
        words += text.text[i] == ' ';
    }
    return capitals >= 8 && words >= 3;
}

/* The heading of a section: it names what it heads ("Theme 2"), or no column holds codes like its own. */
static bool is_section_heading(struct build *build, const struct column_set *columns, struct span text)
{
    const struct plan_reader *reader = build->reader;
    struct match match;

    if (!section_match_heading(build, text, &match))
        return false;
    return match_group(&match, text, reader->group_word).text ||
           match_group(&match, text, reader->group_prefix).text ||
           !(column_set_has(columns, FIELD_SECTION) || column_set_has(columns, FIELD_REF) ||
             column_set_has(columns, FIELD_CODE));
}

static bool is_converter_mark(struct build *build, struct span text)
{
    struct match match;

    return (text.text[0] == '[' || text.text[0] == '&') &&
           pattern_find(build->reader->furniture, build->matcher, text, 0, &match);
}

/* What ends a table's body: another table, a heading, the marks of an image, a line of another layout. */
static bool ends_body(struct build *build, const struct column_set *columns, size_t index)
{
    const struct block *block = &build->document->blocks[index];
    struct column_set next;

    if (block->kind == BLOCK_TABLE || block->kind == BLOCK_HEADING || block->indent >= TAB_INDENT)
        return true;
    if (block->kind == BLOCK_LIST_ITEM)
        return false;
    if (is_converter_mark(build, block->text) || is_section_heading(build, columns, block->text) ||
        is_capitals(block->text))
        return true;
    return match_header(build, index, &next) > index;
}

static size_t row_end(const struct piece_place *places, size_t from, size_t count)
{
    size_t end = from + 1;

    while (end < count && !places[end].begins_row)
        end++;
    return end;
}

/* Does a row name what it is (a code, a theme)? One that doesn't goes on from the record before a repeated
 * header. */
static bool names_itself(const struct column_set *columns, const struct piece_place *places, size_t from,
                         size_t end)
{
    for (size_t i = from; i < end; i++) {
        enum field field = columns->columns[places[i].column].field;

        if (field == FIELD_SECTION || field == FIELD_REF)
            return true;
    }
    return !column_set_has(columns, FIELD_SECTION) && !column_set_has(columns, FIELD_REF);
}

/* Paragraphs of a table's body: a line that goes on in the middle of the one before belongs to it. */
struct body {
    struct table_piece *pieces;
    struct piece_place *places;
    size_t *blocks; /* first block of each piece; one more for the end */
    size_t count;
};

/* "1.2 Make buildings easier to use": behind a blank line a number begins something. */
static bool begins_with_figure(struct span text)
{
    return text.length && text.text[0] >= '0' && text.text[0] <= '9';
}

static bool goes_on_from(struct build *build, const struct block *block, struct span before)
{
    if (block->kind == BLOCK_LIST_ITEM || !before.length)
        return false;
    if (span_begins_small(block->text))
        return before.text[before.length - 1] != '.' || !block->gap;
    return build_ends_open(build, before) && !(block->gap && begins_with_figure(block->text));
}

static struct span joined_blocks(struct build *build, size_t first, size_t end)
{
    struct passage_builder builder = { 0 };

    if (end == first + 1)
        return build->document->blocks[first].text;
    for (size_t i = first; i < end; i++)
        passage_add(build->arena, &builder, build->document->blocks[i].text);
    return passage_finish(&builder).text;
}

static struct body make_body(struct build *build, size_t index, size_t end)
{
    const struct block *blocks = build->document->blocks;
    struct body body = {
        .pieces = ARENA_ROOM(build->arena, end - index + 1, struct table_piece),
        .places = ARENA_ROOM(build->arena, end - index + 1, struct piece_place),
        .blocks = ARENA_ROOM(build->arena, end - index + 1, size_t),
    };

    for (size_t i = index; i < end;) {
        size_t next = i + 1;

        while (next < end && goes_on_from(build, &blocks[next], blocks[next - 1].text))
            next++;
        body.pieces[body.count] = (struct table_piece){
            .text = joined_blocks(build, i, next),
            .is_list_item = blocks[i].kind == BLOCK_LIST_ITEM,
            .gap = blocks[i].gap,
            .column = SIZE_MAX,
        };
        body.blocks[body.count++] = i;
        i = next;
    }
    body.blocks[body.count] = end;
    return body;
}

static size_t group_end(const struct body *body, size_t from)
{
    size_t end = from + 1;

    while (end < body->count && !body->pieces[end].gap)
        end++;
    return end;
}

/* Where blank lines set rows apart and most have a paragraph a column, each of these stands in its own. */
static void count_columns(struct body *body, size_t columns)
{
    size_t groups = 0, whole = 0;

    for (size_t i = 0; i < body->count; i = group_end(body, i)) {
        groups++;
        whole += group_end(body, i) - i == columns;
    }
    if (whole < 2 || whole * 10 < groups * 6)
        return;
    for (size_t i = 0; i < body->count;) {
        size_t end = group_end(body, i);

        for (size_t k = i; k < end && end - i == columns; k++)
            body->pieces[k].column = k - i;
        i = end;
    }
}

static void add_piece(struct build *build, const struct body *body, size_t index)
{
    for (size_t b = body->blocks[index]; b < body->blocks[index + 1]; b++) {
        const struct block *block = &build->document->blocks[b];

        record_add(build, body->places[index].column, block->text, block->kind == BLOCK_LIST_ITEM,
                   block->gap > 0);
    }
    build->record.rows++;
    if (body->places[index].confidence < build->record.confidence)
        build->record.confidence = body->places[index].confidence;
}

static void add_rows(struct build *build, const struct body *body, bool goes_on)
{
    for (size_t from = 0; from < body->count;) {
        size_t end = row_end(body->places, from, body->count);

        if (build->record.is_open &&
            !(from == 0 && goes_on && !names_itself(&build->columns, body->places, from, end)))
            record_finish(build);
        if (!build->record.is_open)
            record_begin(build);
        build->record.splits_tasks = true;
        for (size_t i = from; i < end; i++)
            add_piece(build, body, i);
        from = end;
    }
}

/* page-foot := number of the page [ head of the next ], before the header that comes again, or at the end of
 * a document whose pages are numbered so. Where it begins, or `end`. */
static size_t page_foot(struct build *build, size_t index, size_t end)
{
    enum { FOOT_LINES = 3, NUMBER_BYTES = 4, HEAD_WORDS = 10 };
    const struct block *blocks = build->document->blocks;
    struct column_set next;
    bool is_last = end == build->document->block_count;

    if (is_last ? !build->has_page_feet : match_header(build, end, &next) == end)
        return end;
    for (size_t i = end; i-- > index + 1 && end - i <= FOOT_LINES;) {
        size_t digits = 0;

        while (digits < blocks[i].text.length && blocks[i].text.text[digits] >= '0' &&
               blocks[i].text.text[digits] <= '9')
            digits++;
        if (digits && digits == blocks[i].text.length && digits < NUMBER_BYTES) {
            build->has_page_feet = true;
            return i;
        }
        if (is_last || blocks[i].kind == BLOCK_LIST_ITEM || span_count_words(blocks[i].text) > HEAD_WORDS)
            return end;
    }
    return end;
}

static void mark_blocks(struct build *build, size_t from, size_t to, enum line_use use)
{
    for (size_t i = from; i < to; i++)
        build_mark_span(build, build->document->blocks[i].whole, use);
}

static size_t read_body(struct build *build, size_t index, bool goes_on)
{
    size_t behind = index;

    while (behind < build->document->block_count && behind - index < CELL_BLOCK_LIMIT &&
           !ends_body(build, &build->columns, behind))
        behind++;
    size_t end = page_foot(build, index, behind);

    mark_blocks(build, end, behind, USE_FURNITURE);
    struct body body = make_body(build, index, end);

    count_columns(&body, build->columns.count);
    const struct assignment task = build_assignment(build, body.pieces, body.count);

    cell_assign_paragraphs(&task, body.places);
    add_rows(build, &body, goes_on);
    return behind;
}

size_t flat_table_read(struct build *build, size_t index)
{
    struct column_set columns;
    size_t body = match_header(build, index, &columns);

    if (body == index)
        return index;
    bool goes_on = build->record.is_open && column_set_same(&columns, &build->columns) &&
                   !build->section_is_fresh && !paragraph_heading_above(build).length && !build->aim.length;

    mark_blocks(build, index, body, USE_FURNITURE);
    if (!goes_on) {
        record_finish(build);
        build->columns = columns;
        section_settle_table(build);
    }
    build->is_flat = true;
    return read_body(build, body, goes_on);
}

/* Do the paragraphs from a block on look like a row of the table: a task, and soon behind it somebody or a
 * date? */
static bool looks_like_row(struct build *build, size_t index, bool has_ref)
{
    enum { ROW_BLOCKS = 5 };
    static const double sure = 0.7;
    const struct plan_reader *reader = build->reader;
    const struct document *document = build->document;

    if (!is_text_block(&document->blocks[index]) ||
        !(has_ref || cell_begins_as_task(reader->scorer, build->matcher, document->blocks[index].text)))
        return false;
    for (size_t i = index + 1; i < document->block_count && i < index + ROW_BLOCKS; i++) {
        struct span text = document->blocks[i].text;

        if (document->blocks[i].kind == BLOCK_TABLE || ends_body(build, &build->columns, i))
            return false;
        if (date_field_likeness(reader->dates, build->matcher, text) >= sure ||
            owner_field_likeness(reader->owners, build->matcher, text, build->names) >= sure)
            return true;
    }
    return false;
}

static bool is_code(struct span text)
{
    enum { CODE_BYTES = 8 };
    bool figure = false;

    for (size_t i = 0; i < text.length; i++)
        figure = figure || (text.text[i] >= '0' && text.text[i] <= '9');
    return figure && text.length <= CODE_BYTES && !memchr(text.text, ' ', text.length);
}

/* Where refs come first, the task stands behind its ref. */
static bool begins_row(struct build *build, size_t index)
{
    const struct document *document = build->document;
    size_t ref = column_set_find(&build->columns, FIELD_REF);
    size_t action = column_set_find(&build->columns, FIELD_ACTION);

    if (action == 0)
        return looks_like_row(build, index, false);
    return ref == 0 && action == 1 && index + 1 < document->block_count &&
           is_text_block(&document->blocks[index]) && is_code(document->blocks[index].text) &&
           looks_like_row(build, index + 1, true);
}

/* After a theme's heading the rows of a table may go on without their header. */
size_t flat_table_go_on(struct build *build, size_t index)
{
    if (!build->is_flat || ends_body(build, &build->columns, index) ||
        !(column_set_has(&build->columns, FIELD_RISK) || begins_row(build, index)))
        return index;
    record_finish(build);
    build->section_is_fresh = false;
    return read_body(build, index, false);
}
