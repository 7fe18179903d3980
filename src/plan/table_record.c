#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "fields/cell_assign.h"
#include "fields/cell_score.h"
#include "grammar/grammar.h"
#include "plan/header_guess.h"
#include "plan/layout_trace.h"
#include "plan/page_tear.h"
#include "plan/plan_build.h"
#include "plan/reading_doubt.h"

/* A row of a table, each filled cell with the column it belongs to. */
struct placed_row {
    struct span *cells; /* by column of the header; no text where the row has none */
    size_t filled;
    double confidence; /* of the least certain cell; 1 where nothing was in doubt */
    const struct row *row;
};

static struct span cell_text(const struct cell *cell)
{
    return cell->text;
}

static size_t filled_cells(const struct row *row, size_t *first)
{
    size_t count = 0;

    for (size_t i = 0; i < row->cell_count; i++) {
        if (!cell_text(&row->cells[i]).length)
            continue;
        if (!count++)
            *first = i;
    }
    return count;
}

/* ---- cells to columns -------------------------------------------------------------------------- */

static void place_by_count(const struct build *build, const struct row *row, struct placed_row *placed)
{
    for (size_t i = 0; i < build->columns.count && i < row->cell_count; i++)
        placed->cells[i] = cell_text(&row->cells[i]);
}

/* Some cells were lost on the way: the best order-preserving assignment of those that there are. */
static void place_by_evidence(struct build *build, const struct row *row, struct placed_row *placed)
{
    struct table_piece *pieces = ARENA_ARRAY(build->arena, row->cell_count, struct table_piece);
    struct piece_place *places = ARENA_ARRAY(build->arena, row->cell_count, struct piece_place);
    size_t count = 0;

    for (size_t i = 0; i < row->cell_count; i++)
        if (cell_text(&row->cells[i]).length)
            pieces[count++] = (struct table_piece){ .text = cell_text(&row->cells[i]), .column = i };
    const struct assignment task = build_assignment(build, pieces, count);

    cell_assign_row(&task, places);
    for (size_t i = 0; i < count; i++) {
        if (places[i].column == SIZE_MAX)
            continue;
        placed->cells[places[i].column] = pieces[i].text;
        if (places[i].confidence < placed->confidence)
            placed->confidence = places[i].confidence;
    }
}

static size_t trimmed_count(const struct row *row)
{
    size_t count = row->cell_count;

    while (count && !cell_text(&row->cells[count - 1]).length)
        count--;
    return count;
}

/* Have the first rows behind a header a cell a column, as far as they begin something? Then a shorter one has
 * lost the empty cells at its end. */
static bool is_regular(const struct build *build, const struct table *table, size_t from)
{
    enum { ROWS = 40 };
    size_t columns = build->columns.count;
    size_t whole = 0, others = 0;

    for (size_t i = from; i < table->row_count && i < from + ROWS; i++) {
        const struct row *row = &table->rows[i];
        size_t first;

        if (trimmed_count(row) > columns && filled_cells(row, &first) > 1)
            return false;
        if (row->cell_count < 2 || !cell_text(&row->cells[0]).length)
            continue;
        whole += row->cell_count >= columns;
        others += row->cell_count < columns;
    }
    return whole >= 2 && whole >= others * 2;
}

/* filled, first: of its cells (filled_cells). */
static void place_row(struct build *build, const struct row *row, size_t filled, size_t first,
                      struct placed_row *placed)
{
    *placed = (struct placed_row){ .cells = ARENA_ARRAY(build->arena, build->columns.count, struct span),
                                   .filled = filled,
                                   .confidence = 1,
                                   .row = row };
    bool whole = row->cell_count == build->columns.count ||
                 (trimmed_count(row) <= build->columns.count && row->cell_count >= build->columns.count);

    bool stripped = build->is_regular && row->cell_count < build->columns.count;

    if (whole || stripped || (placed->filled == 1 && first < 2))
        place_by_count(build, row, placed);
    else
        place_by_evidence(build, row, placed);
}

/* item-mark := "-" | "*" | number "." | letter ")" ; then a space. Its length, or 0. Numbers mark steps only.
 */
static size_t item_mark_length(struct span text, enum field field)
{
    size_t digits = 0;

    if (text.length > 1 && (text.text[0] == '-' || text.text[0] == '*') && text.text[1] == ' ')
        return 1;
    if (field != FIELD_MILESTONE || text.length < 4)
        return 0;
    while (digits < 2 && text.text[digits] >= '0' && text.text[digits] <= '9')
        digits++;
    if (!digits && text.text[0] >= 'a' && text.text[0] <= 'z')
        digits = 1;
    return digits && (text.text[digits] == '.' || text.text[digits] == ')') && text.text[digits + 1] == ' '
               ? digits + 1
               : 0;
}

static bool ends_finished(struct span text)
{
    char last = text.length ? text.text[text.length - 1] : ' ';

    return last == '.' || last == '?' || last == '!' || last == ';';
}

/* The column that names what a row is about. */
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

static bool has_field(const struct build *build, const struct placed_row *placed, enum field field)
{
    size_t column = column_set_find(&build->columns, field);

    return column != SIZE_MAX && placed->cells[column].length;
}

static struct span last_piece(const struct record *record, size_t column)
{
    const struct piece_list *pieces = &record->cells[column];

    return pieces->count ? pieces->items[pieces->count - 1].text : (struct span){ 0 };
}

static double score_other_cells(const struct build *build, const struct placed_row *placed, size_t main)
{
    const struct row_weights *weights = &build->reader->rows;
    double score = 0;

    for (size_t c = 0; c < build->columns.count; c++) {
        enum field field = build->columns.columns[c].field;

        if (c == main)
            continue;
        if (placed->cells[c].length)
            score += span_begins_small(placed->cells[c]) ? weights->other_small_start : 0;
        else if (build->record.cells[c].count && field != FIELD_OWNER && field != FIELD_DUE)
            score += weights->lacks_other;
    }
    return score;
}

/* own-number := "1." | "1.2" | "(a)" | "b)" ; then a space: a task that is counted is one of its own. */
static bool begins_with_number(struct span text)
{
    size_t at = 0;
    bool is_closed = false;

    if (text.length > 3 && (text.text[0] == '(' || text.text[1] == ')'))
        return text.text[1] == ')' ? text.text[2] == ' ' : text.text[2] == ')' || text.text[3] == ')';
    while (at < text.length &&
           ((text.text[at] >= '0' && text.text[at] <= '9') || (text.text[at] == '.' && at))) {
        is_closed = is_closed || text.text[at] == '.';
        at++;
    }
    return is_closed && at <= 8 && at < text.length && text.text[at] == ' ';
}

static bool has_two_spaces(struct span text)
{
    const char *first = memchr(text.text, ' ', text.length);

    return first && memchr(first + 1, ' ', (size_t)(text.text + text.length - first) - 1);
}

/* What is seen at a look. */
static double score_looks(const struct build *build, const struct placed_row *placed, size_t main)
{
    const struct row_weights *weights = &build->reader->rows;
    struct span text = placed->cells[main];
    struct span above = last_piece(&build->record, main);
    double score = weights->bias + score_other_cells(build, placed, main);

    if (begins_with_number(text))
        score += weights->own_number;
    if (!text.length)
        score += weights->first_cell_empty;
    else if (span_begins_small(text))
        score += weights->small_start;
    if (text.length && !has_two_spaces(text))
        score += weights->short_text;
    if (above.length)
        score += ends_finished(above) ? weights->finished_end : weights->unfinished_end;
    if (column_set_has(&build->columns, FIELD_REF))
        score += has_field(build, placed, FIELD_REF) ? weights->has_ref : weights->no_ref;
    if (column_set_has(&build->columns, FIELD_OWNER))
        score += has_field(build, placed, FIELD_OWNER) ? weights->has_owner : weights->lacks_owner;
    if (column_set_has(&build->columns, FIELD_DUE))
        score += has_field(build, placed, FIELD_DUE) ? weights->has_date : weights->lacks_date;
    if (placed->row->join == ROW_MAY_BEGIN)
        score += weights->fresh;
    return score + (placed->row->gap ? weights->gap : 0);
}

/* Does a cell of the record end in the middle, where the row has another for it? */
static bool has_open_end(const struct build *build, const struct placed_row *placed, size_t main)
{
    for (size_t c = 0; c < build->columns.count; c++)
        if ((c == main || placed->cells[c].length) && build_ends_open(build, last_piece(&build->record, c)))
            return true;
    return false;
}

/* Would it be decided otherwise with so much more? */
static bool tips(double score, double more)
{
    return (score > 0) != (score + more > 0);
}

/* Does the row go on from the record being put together? What takes longer to find out is asked where it can
 * tip the scales. */
static bool goes_on_by_evidence(const struct build *build, const struct placed_row *placed)
{
    const struct row_weights *weights = &build->reader->rows;
    size_t main = main_column(&build->columns);
    struct span text = placed->cells[main];
    bool may_be_task = text.length && !span_begins_small(text);
    bool stands_alone = has_field(build, placed, FIELD_OWNER) && has_field(build, placed, FIELD_DUE);
    double task = may_be_task ? weights->imperative + (stands_alone ? weights->stands_alone : 0) : 0;
    double score = score_looks(build, placed, main);

    if ((tips(score, weights->open_end) || tips(score + task, weights->open_end)) &&
        has_open_end(build, placed, main))
        score += weights->open_end;
    if (tips(score, task) && cell_begins_as_task(build->reader->scorer, build->matcher, text))
        score += task;
    return score > 0;
}

/* ---- rows that are no data ---------------------------------------------------------------------- */

/* At least three, and six of them to each small letter: most texts show with their first words that it is not
 * so.
 */
static bool is_mostly_capitals(struct span text)
{
    size_t capitals = 0;
    size_t small = 0;

    for (size_t i = 0; i < text.length && small * 7 <= text.length; i++) {
        capitals += text.text[i] >= 'A' && text.text[i] <= 'Z';
        small += text.text[i] >= 'a' && text.text[i] <= 'z';
    }
    return capitals >= 3 && small * 6 <= capitals;
}

static bool is_placeholder_cell(struct span text)
{
    return text.length && text.text[0] == '(';
}

/* section-row := [code] title, alone in its row but for a remark in brackets; in capitals, or the first cell
 * of a table with refs */
bool table_read_section_row(struct build *build, const struct row *row)
{
    struct span code = { 0 };
    struct span title = { 0 };
    size_t title_column = 0;

    for (size_t i = 0; i < row->cell_count; i++) {
        struct span text = cell_text(&row->cells[i]);

        if (!text.length || (title.length && is_placeholder_cell(text)))
            continue;
        if (title.length)
            return false;
        if (i == 0 && text.length <= 6 && column_set_has(&build->columns, FIELD_REF)) {
            code = text;
            continue;
        }
        title = text;
        title_column = i;
    }
    if (title_column > main_column(&build->columns) || title.length < 3 || title.length > 160)
        return false;
    bool is_capital = is_mostly_capitals(title);

    if (!is_capital && (title_column || code.length || !section_read_heading(build, title, false)))
        return false;
    record_finish(build);
    if (is_capital)
        section_open(build, code, title, build->reader->rule_by_place);
    for (size_t i = 0; i < row->cell_count; i++)
        build_mark_span(build, cell_text(&row->cells[i]), USE_FURNITURE);
    build->section_is_fresh = false;
    record_begin(build);
    return true;
}

/* May words that stand alone in their row be a title: a few, with a capital, no sentence, no day? */
static bool is_title(struct build *build, struct span text)
{
    struct match match;

    return text.length > 3 && text.text[0] >= 'A' && text.text[0] <= 'Z' && !ends_finished(text) &&
           text.text[text.length - 1] != ':' && span_count_words(text) <= build->reader->heading_words &&
           !pattern_find(build->reader->not_headings, build->matcher, text, 0, &match);
}

static void open_group(struct build *build, const struct row *row, struct span title)
{
    record_finish(build);
    if (!section_read_heading(build, title, false))
        section_open(build, (struct span){ 0 }, title, build->reader->rule_by_place);
    table_mark_row(build, row, USE_FURNITURE);
    build->section_is_fresh = false;
    record_begin(build);
}

/* group-row := a title, and nothing else (one cell is filled), where the others have their refs */
static bool read_group_row(struct build *build, const struct row *row)
{
    struct text_value ref;
    size_t to;

    if (column_set_find(&build->columns, FIELD_REF) != 0 || !is_title(build, cell_text(&row->cells[0])))
        return false;
    struct passage words = passage_of(build->arena, cell_text(&row->cells[0]));

    if (reference_field_read(build->reader->marks, build->matcher, &words, true, build->arena, &ref, &to))
        return false;
    open_group(build, row, cell_text(&row->cells[0]));
    return true;
}

/* The same in a table without refs: a title alone in the first column, which names what the rows are about or
 * why, is no row of its own where it goes on from none and is no task. */
static bool is_group_title(struct build *build, const struct placed_row *placed)
{
    enum { LEAST_COLUMNS = 3, MOST_WORDS = 6 };
    struct span text = placed->cells[0];
    size_t main = main_column(&build->columns);

    return placed->filled == 1 && text.length && build->columns.count >= LEAST_COLUMNS &&
           (!main || column_set_find(&build->columns, FIELD_ISSUE) == 0) &&
           span_count_words(text) <= MOST_WORDS && is_title(build, text) &&
           !cell_begins_as_task(build->reader->scorer, build->matcher, text);
}

/* worded-row := "Outcome 1", then in the next cell its title, and nothing else */
static bool read_worded_row(struct build *build, const struct row *row)
{
    enum { LABEL_BYTES = 24 };
    struct passage_builder builder = { 0 };
    struct match match;
    size_t first = 0;

    if (filled_cells(row, &first) != 2 || first + 1 >= row->cell_count)
        return false;
    struct span label = cell_text(&row->cells[first]);
    struct span title = cell_text(&row->cells[first + 1]);
    size_t digits = label.length;

    while (digits && label.text[digits - 1] >= '0' && label.text[digits - 1] <= '9')
        digits--;
    if (!title.length || label.length > LABEL_BYTES || !digits || digits == label.length ||
        label.text[digits - 1] != ' ')
        return false;
    passage_add(build->arena, &builder, label);
    passage_add(build->arena, &builder, span_of("-"));
    passage_add(build->arena, &builder, title);
    if (!section_match_heading(build, passage_finish(&builder).text, &match) ||
        !match_group(&match, passage_finish(&builder).text, build->reader->group_word).length)
        return false;
    record_finish(build);
    section_open(build, span_part(label, digits, label.length), title, match.rule);
    table_mark_row(build, row, USE_FURNITURE);
    build->section_is_fresh = true;
    build->heading = build->aim = (struct span){ 0 };
    return true;
}

/* aim-row := an aim's question, its answer in the same cell or the next */
bool table_read_aim_row(struct build *build, const struct row *row)
{
    struct match match;
    size_t first = 0;
    size_t filled = filled_cells(row, &first);

    if (!filled || filled > 2)
        return false;
    struct span text = cell_text(&row->cells[first]);

    if (text.length > 500 || !build_line_is(build, &build->reader->aims, text, &match))
        return false;
    struct span aim = span_trim(match_group(&match, text, build->reader->group_aim));

    for (size_t i = first + 1; i < row->cell_count && !aim.length; i++)
        aim = cell_text(&row->cells[i]);
    record_finish(build);
    build->columns = (struct column_set){ 0 };
    build->aim = aim;
    build->aim_rule = match.rule;
    table_mark_row(build, row, USE_FURNITURE);
    return true;
}

/* ---- records ------------------------------------------------------------------------------------ */

void record_begin(struct build *build)
{
    struct record last = build->record;
    size_t width = build->columns.count + 1;

    if (width > last.width) {
        last.cells = ARENA_ARRAY(build->arena, width, struct piece_list);
        last.width = width;
    }
    for (size_t i = 0; i < width; i++)
        last.cells[i].count = last.cells[i].joined_count = 0;
    build->record = (struct record){
        .cells = last.cells,
        .width = last.width,
        .confidence = 1,
        .colour = COLOUR_NONE,
        .steps = last.steps,
        .step_capacity = last.step_capacity,
    };
}

void record_add(struct build *build, size_t column, struct span text, bool item, bool gap)
{
    struct piece_list *pieces = &build->record.cells[column];

    pieces->items =
        arena_grow(build->arena, pieces->items, pieces->count, &pieces->capacity, sizeof *pieces->items);
    pieces->items[pieces->count++] =
        (struct piece){ .text = text, .is_item = item, .gap = gap, .row = build->record.rows };
    build->record.is_open = true;
}

/* From the last column on, so that the first of a field holds. */
static void find_filled(struct build *build)
{
    memset(build->filled, 0, sizeof build->filled);
    for (size_t c = build->columns.count; c-- > 0;) {
        struct piece_list *cell = &build->record.cells[c];

        build->filled[build->columns.columns[c].field] = cell->count ? cell : NULL;
    }
}

void record_finish(struct build *build)
{
    if (!build->record.is_open)
        return;
    const struct item_counts before = { build->plan->action_count, build->plan->risk_count };

    build->record.is_open = false;
    find_filled(build);
    if (build->columns.has_both)
        action_build_record(build);
    if (column_set_has(&build->columns, FIELD_RISK))
        risk_build_record(build);
    else if (build->columns.periods >= 2)
        indicator_build_record(build);
    else
        action_build_record(build);
    reading_doubt_note(build, &before);
    layout_trace_record(build);
}

uint32_t record_rule(const struct build *build, enum field field)
{
    size_t column = column_set_find(&build->columns, field);

    return column == SIZE_MAX ? build->reader->rule_cell : build->columns.columns[column].rule;
}

struct text_value record_read_text(struct build *build, enum field field)
{
    const struct passage *cell = record_join(build, field);

    return cell->text.length ? build_whole_value(build, cell, record_rule(build, field))
                             : (struct text_value){ 0 };
}

/* What the row says of its matter, without what the record, or the one before, says already; no text where
 * that is all. */
static struct span without_repeats(struct build *build, size_t column, struct span text)
{
    struct piece_list *pieces = &build->record.cells[column];
    struct span above = build->main_above;

    build->main_above = text;
    if (!pieces->count)
        return repeat_drop(build, above, text);
    if (repeat_covers(above, text)) {
        build_mark_span(build, text, USE_REPEAT);
        build->main_above = above;
        return (struct span){ 0 };
    }
    if (!repeat_covers(text, above))
        return text;
    /* the same words and more: they take the place of those above, of which the beginning was dropped,
     * perhaps */
    struct span last = last_piece(&build->record, column);
    size_t dropped = last.length < above.length ? above.length - last.length : 0;

    build_mark_span(build, above, USE_REPEAT);
    build_mark_span(build, span_part(text, 0, dropped), USE_REPEAT);
    pieces->count--;
    pieces->joined_count = 0;
    return span_trim(span_part(text, dropped, text.length));
}

/* The ref of a row that comes again: a reader is told. */
static bool is_repeated_ref(struct build *build, size_t column, struct span text)
{
    if (build->columns.columns[column].field != FIELD_REF ||
        !span_same(text, last_piece(&build->record, column)))
        return false;
    struct passage words = passage_of(build->arena, text);

    build_add_anomaly(build, "duplicate-ref", build_whole_value(build, &words, build->reader->rule_cell),
                      build_line(build, text.offset), PLAN_NO_INDEX);
    return true;
}

static void add_row(struct build *build, const struct placed_row *placed)
{
    size_t main = main_column(&build->columns);

    for (size_t c = 0; c < build->columns.count; c++) {
        struct span text = placed->cells[c];
        size_t mark = item_mark_length(text, build->columns.columns[c].field);

        text = span_trim(span_part(text, mark, text.length));
        if (text.length && c == main)
            text = without_repeats(build, c, text);
        if (text.length && is_repeated_ref(build, c, text))
            continue;
        if (text.length)
            record_add(build, c, text, mark > 0, placed->row->gap > 0);
    }
    if (placed->confidence < build->record.confidence)
        build->record.confidence = placed->confidence;
    build->record.rows++;
}

static bool makes_records(const struct column_set *columns)
{
    return columns->count &&
           (columns->periods >= 2 || column_set_has(columns, FIELD_ACTION) ||
            column_set_has(columns, FIELD_RISK) || column_set_has(columns, FIELD_MILESTONE));
}

/* page-row := the page's number, and perhaps whose plan it is; what was being read goes on behind it */
static bool read_page_row(struct build *build, const struct row *row)
{
    struct match match;
    bool found = false;

    for (size_t i = 0; i < row->cell_count && !found; i++)
        found = row->cells[i].text.length && row->cells[i].text.length <= 20 &&
                build_line_is(build, &build->reader->page_furniture, row->cells[i].text, &match);
    if (found)
        table_mark_row(build, row, USE_FURNITURE);
    return found;
}

/* The record's own row again: the same ref, and the same words as far as both go. */
static bool comes_again(const struct build *build, const struct placed_row *placed)
{
    size_t ref = column_set_find(&build->columns, FIELD_REF);
    size_t main = main_column(&build->columns);

    if (ref == SIZE_MAX || !placed->cells[ref].length ||
        !span_same(placed->cells[ref], last_piece(&build->record, ref)))
        return false;
    struct span above = build->main_above;

    return build->record.cells[main].count &&
           (repeat_covers(above, placed->cells[main]) || repeat_covers(placed->cells[main], above));
}

static bool goes_on(const struct build *build, const struct placed_row *placed)
{
    if (comes_again(build, placed))
        return true;
    if (placed->row->join == ROW_BY_EVIDENCE || placed->row->join == ROW_MAY_BEGIN)
        return goes_on_by_evidence(build, placed);
    return placed->row->join == ROW_GOES_ON;
}

/* A day or an owner that is printed once, in the first column, holds for all the tasks beside it. */
static void take_first_cell(struct build *build, struct placed_row *placed)
{
    enum field field = build->columns.columns[0].field;

    if (placed->cells[0].length)
        build->first_above = placed->cells[0];
    else if (!build->record.is_open && (field == FIELD_DUE || field == FIELD_OWNER) &&
             placed->cells[main_column(&build->columns)].length)
        placed->cells[0] = build->first_above;
}

/* A task beside an issue (a recommendation) and a ref that are printed once, for all their tasks. */
static bool stands_under(const struct build *build, const struct placed_row *placed)
{
    size_t ref = column_set_find(&build->columns, FIELD_REF);
    size_t issue = column_set_find(&build->columns, FIELD_ISSUE);
    size_t main = main_column(&build->columns);

    return ref < main && issue < main && !placed->cells[ref].length && !placed->cells[issue].length &&
           placed->cells[main].length;
}

/* Rows of a few words that are no data: most rows have more cells than any of them. */
static bool read_short_row(struct build *build, const struct row *row, size_t filled)
{
    enum { PAGE_CELLS = 3, TITLE_CELLS = 2 };

    return (filled <= PAGE_CELLS && read_page_row(build, row)) ||
           (filled <= TITLE_CELLS && (table_read_aim_row(build, row) || read_worded_row(build, row)));
}

static void read_row(struct build *build, const struct row *row)
{
    struct placed_row placed;
    size_t first = 0;
    size_t filled = filled_cells(row, &first);
    bool begins = row->join != ROW_GOES_ON;

    if (!filled || (begins && read_short_row(build, row, filled)))
        return;
    if (!begins && !build->record.is_open && filled == 1) {
        table_mark_row(build, row, USE_FURNITURE); /* a section's title over two lines */
        return;
    }
    if (!makes_records(&build->columns) || (begins && table_read_section_row(build, row)))
        return;
    if (begins && filled == 1 && read_group_row(build, row))
        return;
    place_row(build, row, filled, first, &placed);
    if (build->record.is_open && !goes_on(build, &placed))
        record_finish(build);
    if (!build->record.is_open && is_group_title(build, &placed)) {
        open_group(build, row, placed.cells[0]);
        return;
    }
    take_first_cell(build, &placed);
    if (!build->record.is_open) {
        record_begin(build);
        build->record.stands_under = row->join == ROW_MAY_BEGIN || stands_under(build, &placed);
    }
    add_row(build, &placed);
}

/* Rows that go on without a header; behind a line that is a title they stand under it. */
static void go_on_without_header(struct build *build, const struct table *table)
{
    struct column_set columns;

    if (!build->columns.count && header_guess_none(build, table, &columns)) {
        record_finish(build);
        build->columns = columns;
        section_settle_table(build);
        record_begin(build);
    }
    build->is_regular = build->is_regular || is_regular(build, table, 0);
    struct span heading = paragraph_heading_above(build);

    if (!heading.length || !makes_records(&build->columns) || !is_title(build, heading))
        return;
    record_finish(build);
    build->aim = (struct span){ 0 };
    section_settle_table(build);
    record_begin(build);
}

void table_read_lines(struct build *build, const struct table *table)
{
    for (size_t i = 0; i < table->row_count;) {
        const struct column *before = build->columns.columns;
        size_t behind = chart_read(build, table, i);

        if (behind == i)
            behind = table_header_read(build, table, i);
        if (build->columns.columns != before) {
            build->is_regular = is_regular(build, table, behind);
            table = page_tear_mend(build, table, behind);
        } else if (!i && !behind)
            go_on_without_header(build, table);
        if (behind == i)
            read_row(build, &table->rows[behind++]);
        i = behind;
    }
}

void table_read(struct build *build, const struct table *table)
{
    if (table->origin == TABLE_WORD)
        grid_table_read(build, table);
    else
        table_read_lines(build, table);
}
