#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/status.h"
#include "fields/cell_score.h"
#include "plan/chart_heading.h"
#include "plan/plan_build.h"

enum {
    LEAST_MONTHS = 3, /* of a row that is the head of a bar chart */
    MONTH_LIMIT = 120,
    NARROW_WIDTH = 34, /* columns of text: in a sheet this narrow, tasks wrap */
    WRAP_SLACK = 6,    /* a next word that would have fitted by this much was not wrapped */
};

/* One month's column. */
struct chart_month {
    size_t column; /* tabs before it */
    int year;      /* 0: not known */
    int month;
};

/* A task as it is put together from its rows. */
struct chart_task {
    struct passage_builder text;
    struct span last_line;
    struct date_list dates;
    bool is_open;
    bool begins_as_task;
};

/* A task that was read, until duplicates are known. */
struct chart_row {
    struct text_value text;
    struct date_list dates;
    size_t section;
    size_t line_first, line_last;
    size_t sheet;
    bool is_repeat;
};

struct chart {
    struct chart_month months[MONTH_LIMIT];
    size_t month_count;
    int first_year; /* of the sheet; 0: not known */
    size_t sheet;
    size_t width;        /* of its widest task, bytes */
    bool has_tasks;      /* since the last heading */
    bool rows_are_apart; /* blank lines stand between the rows of the sheet */
    size_t section;
    struct chart_task task;
    struct chart_row *rows;
    size_t row_count;
    size_t row_capacity;
};

static struct chart *chart_of(struct build *build)
{
    if (!build->chart) {
        build->chart = ARENA_NEW(build->arena, struct chart);
        build->chart->section = PLAN_NO_INDEX;
    }
    return build->chart;
}

/* ---- what a row is -------------------------------------------------------------------------------- */

/* As many as are wanted, looked for from the end; most rows have fewer. */
static bool has_short_cells(const struct row *row, size_t wanted)
{
    for (size_t i = row->cell_count; wanted && i >= wanted; i--)
        if (chart_may_be_month(row->cells[i - 1].text))
            wanted--;
    return !wanted;
}

static bool is_month_row(const struct build *build, const struct row *row)
{
    size_t wanted = LEAST_MONTHS;

    if (!has_short_cells(row, wanted))
        return false;
    for (size_t i = row->cell_count; wanted && i >= wanted; i--)
        if (chart_month_of(build, row->cells[i - 1].text))
            wanted--;
    return !wanted;
}

/* The first row of months from row `from` on, or row_count; found once for all rows before it. */
static size_t next_month_row(struct build *build, const struct table *table, size_t from)
{
    size_t row = from;

    if (build->month_table == table && from >= build->month_from && from <= build->month_row)
        return build->month_row;
    while (row < table->row_count && !is_month_row(build, &table->rows[row]))
        row++;
    build->month_table = table;
    build->month_from = from;
    build->month_row = row;
    return row;
}

static bool is_number(struct span text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.text[i] < '0' || text.text[i] > '9')
            return false;
    return text.length > 0;
}

/* Years, days and nothing else but perhaps a label before them: the head of a sheet goes on. */
static bool is_number_row(const struct row *row, struct span *label)
{
    size_t numbers = 0;

    *label = (struct span){ 0 };
    for (size_t i = 0; i < row->cell_count; i++) {
        struct span text = row->cells[i].text;

        if (!text.length)
            continue;
        if (is_number(text))
            numbers++;
        else if (!numbers && !label->length)
            *label = text;
        else
            return false;
    }
    return numbers > 0 && (numbers > 1 || !label->length);
}

static int first_year_of(const struct row *row)
{
    for (size_t i = 0; i < row->cell_count; i++)
        if (chart_year_of(row->cells[i].text))
            return chart_year_of(row->cells[i].text);
    return 0;
}

/* "KT2/1 - Revising Procedures      2002": the year printed behind a label. */
static int trailing_year(struct span *label)
{
    size_t length = label->length;
    int year;

    while (length && label->text[length - 1] >= '0' && label->text[length - 1] <= '9')
        length--;
    year = length && label->text[length - 1] == ' ' ? chart_year_of(span_part(*label, length, label->length))
                                                    : 0;
    if (year)
        *label = span_trim(span_part(*label, 0, length));
    return year;
}

/* ---- tasks ----------------------------------------------------------------------------------------- */

/* Whether they are a value or a repeat is known when all sheets are read. */
static struct text_value words_of(struct build *build, const struct passage *text)
{
    struct text_value words = { .text = text->text, .source.rule = build->reader->rule_chart };
    size_t count;

    words.source.extents = passage_extents(build->arena, text, 0, text->text.length, &count);
    words.source.extent_count = (uint32_t)count;
    return words;
}

static void finish_task(struct build *build)
{
    struct chart *chart = chart_of(build);

    if (!chart->task.is_open)
        return;
    struct passage text = passage_finish(&chart->task.text);

    chart->rows =
        arena_grow(build->arena, chart->rows, chart->row_count, &chart->row_capacity, sizeof *chart->rows);
    struct chart_row *row = &chart->rows[chart->row_count++];

    *row = (struct chart_row){
        .text = words_of(build, &text),
        .dates = chart->task.dates,
        .section = chart->section,
        .sheet = chart->sheet,
    };
    build_source_lines(build, &row->text.source, &row->line_first, &row->line_last);
    chart->task = (struct chart_task){ 0 };
}

static void begin_sheet(struct build *build)
{
    struct chart *chart = chart_of(build);

    finish_task(build);
    if (chart->has_tasks) {
        chart->sheet++;
        chart->width = 0;
        chart->first_year = 0;
    }
    chart->has_tasks = false;
}

/* Years are counted from the first month, rolling at January. */
static void read_months(struct build *build, const struct row *row)
{
    struct chart *chart = chart_of(build);
    int year = first_year_of(row) ? first_year_of(row) : chart->first_year;
    int last = 0;

    chart->month_count = 0;
    for (size_t i = 0; i < row->cell_count && chart->month_count < MONTH_LIMIT; i++) {
        int month = chart_month_of(build, row->cells[i].text);

        if (!month)
            continue;
        if (year && last && month <= last)
            year++;
        last = month;
        chart->months[chart->month_count++] =
            (struct chart_month){ .column = i, .year = year, .month = month };
    }
}

/* The month that stands over a column: the nearest one at or before it. */
static const struct chart_month *month_over(const struct chart *chart, size_t column)
{
    const struct chart_month *best = NULL;

    for (size_t i = 0; i < chart->month_count && chart->months[i].column <= column; i++)
        best = &chart->months[i];
    return best;
}

static void read_day(struct build *build, size_t column, struct span words, const struct match *match)
{
    struct chart *chart = chart_of(build);
    const struct chart_month *month = month_over(chart, column);
    struct span digits = match_group(match, words, build->reader->group_bar_day);
    struct date_list *dates = &chart->task.dates;
    struct passage passage = passage_of(build->arena, words);
    int day = 0;

    for (size_t i = 0; i < digits.length; i++)
        day = day * 10 + (digits.text[i] - '0');
    struct date_value date = { .role = DATE_DUE,
                               .from = CALENDAR_NONE,
                               .to = CALENDAR_NONE,
                               .words = build_whole_value(build, &passage, build->reader->rule_chart) };

    if (!month || !month->year)
        date.flags = DATE_UNDATED;
    else if (!calendar_is_valid(month->year, month->month, day))
        date.flags = DATE_INVALID;
    else
        date.from = date.to = calendar_from_civil(month->year, month->month, day);
    dates->items =
        arena_grow(build->arena, dates->items, dates->count, &dates->capacity, sizeof *dates->items);
    dates->items[dates->count++] = date;
}

static size_t first_word_length(struct span text)
{
    size_t length = 0;

    while (length < text.length && text.text[length] != ' ')
        length++;
    return length;
}

/* Does a row's text go on from the task above? A word that would have fitted on the line above was not
 * wrapped. */
static bool goes_on(const struct build *build, struct span text, bool has_bar)
{
    const struct chart *chart = build->chart;
    struct span above = chart->task.last_line;
    size_t used = above.length + 1 + first_word_length(text);

    if (!chart->task.is_open)
        return false;
    if (text.text[0] >= 'a' && text.text[0] <= 'z')
        return true;
    if (has_bar)
        return false;
    if (build_ends_open(build, above))
        return true;
    if (cell_begins_as_task(build->reader->scorer, build->matcher, text) || chart->width > NARROW_WIDTH)
        return false;
    return used + WRAP_SLACK > chart->width;
}

/* task-row := text { bar } */
static void read_task(struct build *build, const struct row *row)
{
    struct chart *chart = chart_of(build);
    struct match match;
    size_t first = 0;
    bool has_bar = false;

    while (first < row->cell_count && !row->cells[first].text.length)
        first++;
    struct span text = row->cells[first].text;

    for (size_t i = first + 1; i < row->cell_count; i++)
        has_bar = has_bar || row->cells[i].text.length;
    if (!goes_on(build, text, has_bar)) {
        finish_task(build);
        chart->task.is_open = true;
    }
    passage_add(build->arena, &chart->task.text, text);
    chart->task.last_line = text;
    chart->has_tasks = true;
    for (size_t i = first + 1; i < row->cell_count; i++) {
        struct span words = row->cells[i].text;

        if (words.length && pattern_match_whole(build->reader->bars, build->matcher, words, &match) &&
            match_group(&match, words, build->reader->group_bar_day).text)
            read_day(build, i, words, &match);
    }
}

/* ---- sheets ---------------------------------------------------------------------------------------- */

static void mark_row(struct build *build, const struct row *row)
{
    for (size_t i = 0; i < row->cell_count; i++)
        build_mark_span(build, row->cells[i].text, USE_FURNITURE);
}

static bool set_section(struct build *build, struct span label)
{
    size_t section = section_of_label(build, label);

    if (section == PLAN_NO_INDEX)
        return false;
    chart_of(build)->section = section;
    return true;
}

/* Opens the section of a sheet's heading that no table has named before. */
static size_t section_of_heading(struct build *build, struct span text)
{
    struct match match;
    size_t found = section_of_label(build, text);

    if (found != PLAN_NO_INDEX || !section_match_heading(build, text, &match) ||
        !match_group(&match, text, build->reader->group_code).text)
        return found;
    section_read_heading(build, text, false);
    build->section_is_fresh = false;
    return build->section;
}

/* heading-row := cells that name sections, the innermost last */
static bool read_heading_row(struct build *build, const struct row *row, bool begins_sheet)
{
    size_t section = PLAN_NO_INDEX;
    struct match match;

    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].text.length && section_of_label(build, row->cells[i].text) == PLAN_NO_INDEX &&
            (!begins_sheet || !section_match_heading(build, row->cells[i].text, &match)))
            return false;
    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].text.length)
            section = section_of_heading(build, row->cells[i].text);
    if (section == PLAN_NO_INDEX)
        return false;
    begin_sheet(build);
    chart_of(build)->section = section;
    return true;
}

static void read_month_row(struct build *build, const struct row *row)
{
    struct chart *chart = chart_of(build);
    size_t first = 0;

    while (first < row->cell_count && !row->cells[first].text.length)
        first++;
    struct span label = row->cells[first].text;
    int year = chart_month_of(build, label) ? 0 : trailing_year(&label);

    if (chart->has_tasks)
        begin_sheet(build);
    if (year)
        chart->first_year = year;
    set_section(build, label);
    read_months(build, row);
}

static size_t widest_task(struct build *build, const struct table *table, size_t from)
{
    size_t end = next_month_row(build, table, from);
    size_t width = 0;
    struct span label;

    for (size_t i = from; i < end; i++) {
        const struct row *row = &table->rows[i];
        size_t first = 0;

        if (is_number_row(row, &label))
            continue;
        while (first < row->cell_count && !row->cells[first].text.length)
            first++;
        if (first < row->cell_count && row->cells[first].text.length > width &&
            section_of_label(build, row->cells[first].text) == PLAN_NO_INDEX)
            width = row->cells[first].text.length;
    }
    return width;
}

/* Does a sheet's head begin here: headings and years, then a row of months? */
static bool begins_chart(struct build *build, const struct table *table, size_t from)
{
    enum { HEAD_ROWS = 4 };
    size_t months = next_month_row(build, table, from);
    struct span label;
    struct match match;

    if (months == table->row_count || months - from >= HEAD_ROWS)
        return false;
    for (size_t i = from; i < months; i++) {
        const struct row *row = &table->rows[i];
        bool named = false;

        for (size_t c = 0; c < row->cell_count && !named; c++)
            named =
                row->cells[c].text.length && (section_of_label(build, row->cells[c].text) != PLAN_NO_INDEX ||
                                              section_match_heading(build, row->cells[c].text, &match));
        if (!named && !is_number_row(row, &label) && !first_year_of(row))
            return false;
    }
    return true;
}

/* A remark in brackets is no task. */
static bool row_has_words(const struct row *row)
{
    size_t first = 0;

    while (first < row->cell_count && !row->cells[first].text.length)
        first++;
    if (first == row->cell_count)
        return false;
    struct span text = row->cells[first].text;

    return text.text[0] != '(' || text.text[text.length - 1] != ')';
}

/* Where blank lines stand between rows, a row right behind another begins a dump that lost its head. */
static void split_dump(struct build *build, const struct row *row)
{
    struct chart *chart = chart_of(build);

    if (chart->has_tasks && chart->rows_are_apart && !row->gap) {
        begin_sheet(build);
        chart->section = PLAN_NO_INDEX;
        chart->month_count = 0;
        chart->width = NARROW_WIDTH + 1;
    }
    chart->rows_are_apart = row->gap > 0 || (chart->rows_are_apart && !chart->has_tasks);
}

static void read_chart_row(struct build *build, const struct table *table, size_t index)
{
    const struct row *row = &table->rows[index];
    struct chart *chart = chart_of(build);
    struct span label;

    if (next_month_row(build, table, index) == index) {
        read_month_row(build, row);
        chart->width = widest_task(build, table, index + 1);
        mark_row(build, row);
    } else if (is_number_row(row, &label)) {
        if (label.length)
            set_section(build, label);
        else if (first_year_of(row))
            begin_sheet(build);
        if (first_year_of(row))
            chart->first_year = first_year_of(row);
        mark_row(build, row);
    } else if (read_heading_row(build, row, begins_chart(build, table, index))) {
        mark_row(build, row);
    } else if (row_has_words(row)) {
        split_dump(build, row);
        read_task(build, row);
    }
}

static bool begins_other_table(struct build *build, const struct table *table, size_t index)
{
    const struct row *row = &table->rows[index];
    struct span *words = ARENA_ARRAY(build->arena, row->cell_count, struct span);
    struct column_set columns;

    if (next_month_row(build, table, index) == index)
        return false;
    for (size_t i = 0; i < row->cell_count; i++)
        words[i] = row->cells[i].text;
    return column_match_header(build->reader->columns, build->matcher, words, row->cell_count, build->arena,
                               &columns);
}

size_t chart_read(struct build *build, const struct table *table, size_t from)
{
    size_t i = from;

    if (!begins_chart(build, table, from))
        return from;
    record_finish(build);
    build->columns = (struct column_set){ 0 };
    begin_sheet(build);
    for (; i < table->row_count && !begins_other_table(build, table, i); i++)
        read_chart_row(build, table, i);
    finish_task(build);
    return i;
}

/* ---- a sheet that is dumped twice counts once ------------------------------------------------------ */

/* Rows in the order of section, words and sheet, so that the copies of a task stand together. */
struct row_order {
    struct chart_row *row;
    size_t index;
};

static int lower(int c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static int compare_words(struct span a, struct span b)
{
    for (size_t i = 0; i < a.length && i < b.length; i++) {
        int order = lower((unsigned char)a.text[i]) - lower((unsigned char)b.text[i]);

        if (order)
            return order;
    }
    return (a.length > b.length) - (a.length < b.length);
}

static int compare_by_words(const void *a, const void *b)
{
    const struct row_order *first = a;
    const struct row_order *second = b;
    int order = compare_words(first->row->text.text, second->row->text.text);

    return order ? order : (first->index > second->index) - (first->index < second->index);
}

static int compare_by_section(const void *a, const void *b)
{
    const struct row_order *first = a;
    const struct row_order *second = b;

    if (first->row->section != second->row->section)
        return first->row->section < second->row->section ? -1 : 1;
    return compare_by_words(a, b);
}

static bool same_words(const struct row_order *a, const struct row_order *b)
{
    return compare_words(a->row->text.text, b->row->text.text) == 0;
}

static struct row_order *order_rows(struct build *build, int (*compare)(const void *, const void *))
{
    struct chart *chart = build->chart;
    struct row_order *order = ARENA_ARRAY(build->arena, chart->row_count + 1, struct row_order);

    for (size_t i = 0; i < chart->row_count; i++)
        order[i] = (struct row_order){ &chart->rows[i], i };
    qsort(order, chart->row_count, sizeof *order, compare);
    return order;
}

/* The section that a group of rows with the same words has, where any has one. */
static size_t group_section(const struct row_order *order, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (order[i].row->section != PLAN_NO_INDEX)
            return order[i].row->section;
    return PLAN_NO_INDEX;
}

/* By sheet: the section with the most votes; PLAN_NO_INDEX where it has none. */
static size_t *elect_sections(struct build *build, const unsigned *votes, size_t width, size_t sheets)
{
    size_t *elected = ARENA_ARRAY(build->arena, sheets, size_t);

    for (size_t sheet = 0; sheet < sheets; sheet++) {
        const unsigned *own = &votes[sheet * width];
        size_t best = 0;

        for (size_t section = 1; section + 1 < width; section++)
            if (own[section] > own[best])
                best = section;
        elected[sheet] = own[best] ? best : PLAN_NO_INDEX;
    }
    return elected;
}

/* A sheet that lost its head is a copy of the section with which it shares most of its tasks. */
static void adopt_sections(struct build *build)
{
    struct chart *chart = build->chart;
    struct row_order *order = order_rows(build, compare_by_words);
    size_t width = build->plan->section_count + 1;
    size_t sheets = chart->sheet + 1;
    unsigned *votes;

    if (width > SIZE_MAX / sheets / sizeof *votes || width * sheets > (size_t)4 * 1024 * 1024)
        return;
    votes = ARENA_ARRAY(build->arena, width * sheets, unsigned);
    for (size_t from = 0, end; from < chart->row_count; from = end) {
        for (end = from + 1; end < chart->row_count && same_words(&order[from], &order[end]);)
            end++;
        size_t section = group_section(order, from, end);

        for (size_t i = from; i < end && section != PLAN_NO_INDEX; i++)
            if (order[i].row->section == PLAN_NO_INDEX)
                votes[order[i].row->sheet * width + section]++;
    }
    size_t *elected = elect_sections(build, votes, width, sheets);

    for (size_t i = 0; i < chart->row_count; i++)
        if (chart->rows[i].section == PLAN_NO_INDEX)
            chart->rows[i].section = elected[chart->rows[i].sheet];
}

/* Of the sheets that hold a task, the one that holds it most often, and the first of those, counts. */
static size_t best_sheet(const struct row_order *order, size_t from, size_t end)
{
    size_t best = order[from].row->sheet;
    size_t most = 0;

    for (size_t i = from, next; i < end; i = next) {
        for (next = i + 1; next < end && order[next].row->sheet == order[i].row->sheet;)
            next++;
        if (next - i > most) {
            most = next - i;
            best = order[i].row->sheet;
        }
    }
    return best;
}

static void mark_repeat(struct build *build, const struct chart_row *row, const struct chart_row *kept)
{
    const struct source *first = &kept->text.source;

    for (uint32_t e = 0; e < row->text.source.extent_count; e++) {
        const struct extent *extent = &row->text.source.extents[e];
        const struct extent *twin = &first->extents[e < first->extent_count ? e : first->extent_count - 1];

        if (!build->repeats)
            build->repeats = ARENA_ARRAY(build->arena, build->document->source.line_count + 2, size_t);
        build->repeats[build_line(build, extent->offset)] = build_line(build, twin->offset);
        build_mark_span(
            build,
            span_at(build->document->source.text.text + extent->offset, extent->length, extent->offset),
            USE_REPEAT);
    }
}

static void settle_copies(struct build *build, const struct row_order *order, size_t from, size_t end)
{
    size_t sheet = best_sheet(order, from, end);
    const struct chart_row *kept = NULL;

    for (size_t i = from; i < end && !kept; i++)
        if (order[i].row->sheet == sheet)
            kept = order[i].row;
    for (size_t i = from; i < end; i++) {
        order[i].row->is_repeat = order[i].row->sheet != sheet;
        if (order[i].row->is_repeat)
            mark_repeat(build, order[i].row, kept);
    }
}

static void add_action(struct build *build, const struct chart_row *row)
{
    const struct action action = {
        .kind = ACTION_CHART,
        .section = row->section,
        .text = row->text,
        .dates = row->dates,
        .line_first = row->line_first,
        .line_last = row->line_last,
        .confidence = 1,
    };

    build_add_action(build, &action);
    build_mark_source(build, &row->text.source);
    section_use(build, row->section);
}

void chart_finish(struct build *build)
{
    struct chart *chart = build->chart;

    if (!chart)
        return;
    adopt_sections(build);
    struct row_order *order = order_rows(build, compare_by_section);

    for (size_t from = 0, end; from < chart->row_count; from = end) {
        for (end = from + 1; end < chart->row_count && same_words(&order[from], &order[end]) &&
                             order[from].row->section == order[end].row->section;)
            end++;
        settle_copies(build, order, from, end);
    }
    for (size_t i = 0; i < chart->row_count; i++) {
        const struct chart_row *row = &chart->rows[i];

        if (row->is_repeat)
            continue;
        add_action(build, row);
    }
}
