#include "base/arena.h"
#include "base/status.h"
#include "fields/column_match.h"
#include "plan/chart_heading.h"
#include "plan/plan_build.h"

/*
 * Bar charts of true cells (Word's tables, embedded sheets): a row of periods, perhaps years over it, then a
 * row a task whose shaded or marked cells are its bar. Columns go by the grid. chart := { title-row |
 * year-row } period-row { heading-row | task-row }
 */

enum {
    LEAST_PERIODS = 3, /* of a row that is the head of a chart */
    HEAD_ROWS = 4,     /* rows over the periods */
    WHITE = 0xFFFFFF,
};

/* What a column of the chart stands for. */
struct period {
    size_t first, end;     /* grid columns */
    calendar_day from, to; /* CALENDAR_NONE: not known */
    struct span words;     /* its heading */
};

struct grid_chart {
    struct build *build;
    const struct table *table;
    struct period *periods;
    size_t count, capacity;
    size_t owner_column; /* grid column of people; SIZE_MAX: none */
    size_t label_column;
};

/* ---- periods ------------------------------------------------------------------------------------- */

/* A heading that is a day, a week, a month or a quarter with its year. */
static bool read_dated(struct build *build, struct span words, struct period *period)
{
    enum { LONGEST_PERIOD_DAYS = 184 };
    static const double is_date = 0.9;
    struct date_list dates = { 0 };
    struct passage passage = passage_of(build->arena, words);

    if (words.length > 24 || date_field_likeness(build->reader->dates, build->matcher, words) < is_date)
        return false;
    date_field_read(build->reader->dates, build->matcher, &passage, DATE_DUE, &build->dates, build->arena,
                    &dates);
    if (dates.count != 1 || dates.items[0].from == CALENDAR_NONE ||
        dates.items[0].to - dates.items[0].from > LONGEST_PERIOD_DAYS)
        return false;
    period->from = dates.items[0].from;
    period->to = dates.items[0].to;
    return true;
}

/* The year that a row over the periods prints over a column, or nearest before it. */
static int year_over(const struct table *table, size_t from, size_t row, size_t column)
{
    int year = 0;

    for (size_t r = from; r < row; r++)
        for (size_t i = 0; i < table->rows[r].cell_count && table->rows[r].cells[i].column <= column; i++)
            if (chart_year_of(span_trim(table->rows[r].cells[i].text)))
                year = chart_year_of(span_trim(table->rows[r].cells[i].text));
    return year;
}

static void add_period(struct grid_chart *chart, const struct period *period)
{
    chart->periods = arena_grow(chart->build->arena, chart->periods, chart->count, &chart->capacity,
                                sizeof *chart->periods);
    chart->periods[chart->count++] = *period;
}

/* Months whose years are printed over them, or roll on at January. */
static void read_periods(struct grid_chart *chart, size_t from, size_t row)
{
    const struct table *table = chart->table;
    int year = 0, last = 0;

    chart->count = 0;
    for (size_t i = 0; i < table->rows[row].cell_count; i++) {
        const struct cell *cell = &table->rows[row].cells[i];
        struct span words = span_trim(cell->text);
        int month = chart_month_of(chart->build, words);
        struct period period = { .first = cell->column,
                                 .end = cell->column + cell->column_span,
                                 .words = words,
                                 .from = CALENDAR_NONE,
                                 .to = CALENDAR_NONE };

        if (month) {
            int printed = year_over(table, from, row, cell->column);

            year = printed > year ? printed : year && month <= last ? year + 1 : year;
            last = month;
            if (year) {
                period.from = calendar_from_civil(year, month, 1);
                period.to = calendar_from_civil(year, month, calendar_days_in_month(year, month));
            }
            add_period(chart, &period);
        } else if (words.length && read_dated(chart->build, words, &period)) {
            add_period(chart, &period);
        }
    }
}

/* ---- where a chart begins ------------------------------------------------------------------------ */

/* A table of actions that has columns of its own for measures, progress, ... is no chart, even with months in
 * it. */
static bool is_action_table(struct grid_chart *chart, const struct row *row)
{
    static const enum field fields[] = { FIELD_MEASURE,  FIELD_PROGRESS, FIELD_STATUS, FIELD_RAG,
                                         FIELD_RESOURCE, FIELD_RISK,     FIELD_DUE,    FIELD_INDICATOR };
    struct span *words = ARENA_ARRAY(chart->build->arena, row->cell_count, struct span);
    struct column_set columns;

    for (size_t i = 0; i < row->cell_count; i++)
        words[i] = span_trim(row->cells[i].text);
    if (!column_match_header(chart->build->reader->columns, chart->build->matcher, words, row->cell_count,
                             chart->build->arena, &columns))
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(fields); i++)
        if (column_set_has(&columns, fields[i]))
            return true;
    return false;
}

/* The columns before the periods: who, and what is to be done. */
static void read_label_columns(struct grid_chart *chart, const struct row *row)
{
    chart->owner_column = chart->label_column = SIZE_MAX;
    for (size_t i = 0; i < row->cell_count; i++)
        places_add_heading(chart->build, chart->table, row->cells[i].column, row->cells[i].text);
    for (size_t i = 0; i < row->cell_count && row->cells[i].column < chart->periods[0].first; i++) {
        struct span heading = span_trim(row->cells[i].text);
        struct span pair[2] = { heading, span_of("Action") };
        struct column_set columns;

        if (!heading.length || !column_match_header(chart->build->reader->columns, chart->build->matcher,
                                                    pair, 2, chart->build->arena, &columns))
            continue;
        if (columns.columns[0].field == FIELD_OWNER && chart->owner_column == SIZE_MAX)
            chart->owner_column = row->cells[i].column;
        if (columns.columns[0].field == FIELD_ACTION || columns.columns[0].field == FIELD_MILESTONE)
            chart->label_column = row->cells[i].column;
    }
}

static bool is_marked(const struct grid_chart *chart, const struct row *row, const struct cell *cell);

static bool is_day(const struct grid_chart *chart, const struct cell *cell)
{
    struct span words = span_trim(cell->text);
    struct match match;

    return words.length &&
           pattern_match_whole(chart->build->reader->bars, chart->build->matcher, words, &match) &&
           match_group(&match, words, chart->build->reader->group_bar_day).length;
}

/* Does a row behind the head have a bar? Else the periods head columns of words or figures, or of days
 * (chart_sheet.c). */
static bool has_bars(const struct grid_chart *chart, size_t from)
{
    for (size_t r = from; r < chart->table->row_count; r++)
        for (size_t i = 0; i < chart->table->rows[r].cell_count; i++)
            if (is_marked(chart, &chart->table->rows[r], &chart->table->rows[r].cells[i]) &&
                !is_day(chart, &chart->table->rows[r].cells[i]))
                return true;
    return false;
}

/* The row of periods of a chart that begins at `from`; row_count where none does. */
static size_t find_head(struct grid_chart *chart, size_t from)
{
    const struct table *table = chart->table;

    for (size_t row = from; row < table->row_count && row < from + HEAD_ROWS; row++) {
        if (table->rows[row].cell_count < LEAST_PERIODS && row + 1 == table->row_count)
            break;
        read_periods(chart, from, row);
        if (chart->count >= LEAST_PERIODS)
            return !is_action_table(chart, &table->rows[row]) && has_bars(chart, row + 1) ? row
                                                                                          : table->row_count;
        if (is_action_table(chart, &table->rows[row]))
            break;
    }
    return table->row_count;
}

/* ---- tasks --------------------------------------------------------------------------------------- */

/* Is the whole row in one colour? Then it is a band, no bar. */
static bool is_band(const struct row *row)
{
    for (size_t i = 1; i < row->cell_count; i++)
        if (row->cells[i].colour != row->cells[0].colour)
            return false;
    return true;
}

static bool is_marked(const struct grid_chart *chart, const struct row *row, const struct cell *cell)
{
    struct span words = span_trim(cell->text);
    struct match match;

    if (cell->column + cell->column_span <= chart->periods[0].first ||
        cell->column >= chart->periods[chart->count - 1].end)
        return false;
    if (words.length)
        return pattern_match_whole(chart->build->reader->bars, chart->build->matcher, words, &match);
    return cell->colour != COLOUR_NONE && cell->colour != WHITE && !is_band(row);
}

static const struct period *period_at(const struct grid_chart *chart, size_t column)
{
    const struct period *found = NULL;

    for (size_t i = 0; i < chart->count && chart->periods[i].first <= column; i++)
        found = &chart->periods[i];
    return found;
}

/* A bar's end is dated by the heading that stands over it. */
static void add_date(struct grid_chart *chart, struct action *action, const struct period *period,
                     enum date_role role)
{
    struct build *build = chart->build;
    struct date_list *dates = &action->dates;
    struct passage passage = passage_of(build->arena, period->words);
    struct date_value date = { .role = role,
                               .from = period->from,
                               .to = period->to,
                               .words = build_whole_value(build, &passage, build->reader->rule_chart) };

    if (date.from == CALENDAR_NONE)
        date.flags = DATE_UNDATED;
    dates->items =
        arena_grow(build->arena, dates->items, dates->count, &dates->capacity, sizeof *dates->items);
    dates->items[dates->count++] = date;
}

/* A day that is printed in a period's cell is that day of its month. */
static bool read_day(struct grid_chart *chart, struct action *action, const struct cell *cell,
                     const struct period *period)
{
    struct build *build = chart->build;
    struct span words = span_trim(cell->text);
    struct match match;
    int year, month, first, day = 0;

    if (!words.length || !pattern_match_whole(build->reader->bars, build->matcher, words, &match))
        return false;
    struct span digits = match_group(&match, words, build->reader->group_bar_day);

    for (size_t i = 0; i < digits.length; i++)
        day = day * 10 + (digits.text[i] - '0');
    if (!digits.length || period->from == CALENDAR_NONE)
        return false;
    calendar_to_civil(period->from, &year, &month, &first);
    if (!calendar_is_valid(year, month, day))
        return false;
    struct period exact = { .words = words, .from = calendar_from_civil(year, month, day) };

    exact.to = exact.from;
    add_date(chart, action, &exact, DATE_DUE);
    return true;
}

/* bar := the first marked cell to the last; one alone is due only. Bars apart are one: the work's start and
 * its end. */
static void read_bar(struct grid_chart *chart, const struct row *row, struct action *action)
{
    const struct period *first = NULL;
    const struct period *last = NULL;

    for (size_t i = 0; i < row->cell_count; i++) {
        const struct cell *cell = &row->cells[i];
        const struct period *begin = period_at(chart, cell->column);

        if (!is_marked(chart, row, cell))
            continue;
        build_mark_span(chart->build, cell->text, USE_FURNITURE);
        if (begin && read_day(chart, action, cell, begin))
            continue;
        if (!first)
            first = begin ? begin : &chart->periods[0];
        last = period_at(chart, cell->column + cell->column_span - 1);
        if (!last)
            last = first;
    }
    if (first && first != last)
        add_date(chart, action, first, DATE_START);
    if (last)
        add_date(chart, action, last, DATE_DUE);
}

/* The task's words: under their own heading, else the first words before the periods that are not people. */
static const struct cell *label_of(const struct grid_chart *chart, const struct row *row)
{
    const struct cell *label = NULL;

    for (size_t i = 0; i < row->cell_count && row->cells[i].column < chart->periods[0].first; i++) {
        const struct cell *cell = &row->cells[i];

        if (!span_is_blank(cell->text) && cell->column != chart->owner_column &&
            (!label || cell->column == chart->label_column))
            label = cell;
    }
    return label;
}

static void read_owner(struct grid_chart *chart, const struct row *row, struct action *action)
{
    struct build *build = chart->build;
    const struct owner_context context = { .role = OWNER_LEAD, .names = build->names };

    for (size_t i = 0; i < row->cell_count; i++) {
        if (row->cells[i].column != chart->owner_column || span_is_blank(row->cells[i].text))
            continue;
        struct passage passage = passage_of(build->arena, row->cells[i].text);

        owner_field_read(build->reader->owners, build->matcher, &passage, &context, build->arena,
                         &action->owners, NULL);
        build_mark_owners(build, &action->owners);
    }
}

/* A row whose only words lie over most of the table, and that has no bar, heads the tasks below it. */
static bool is_heading(const struct grid_chart *chart, const struct cell *label)
{
    return label->column + label->column_span > chart->periods[0].first + 1;
}

static void read_task(struct grid_chart *chart, const struct row *row)
{
    struct build *build = chart->build;
    const struct cell *label = label_of(chart, row);

    if (!label)
        return;
    struct passage text = passage_of(build->arena, label->text);
    struct span words = text.text;

    words.offset = label->text.offset;
    if (is_heading(chart, label)) {
        section_open(build, (struct span){ 0 }, words, build->reader->rule_chart);
        build_mark_span(build, label->text, USE_FURNITURE);
        return;
    }
    struct action action = { .kind = ACTION_CHART, .section = build->section, .confidence = 1 };

    action.text = build_whole_value(build, &text, build->reader->rule_chart);
    build_source_lines(build, &action.text.source, &action.line_first, &action.line_last);
    read_owner(chart, row, &action);
    action.has_owner_column = chart->owner_column != SIZE_MAX;
    read_bar(chart, row, &action);
    section_use(build, action.section);
    build_add_action(build, &action);
}

static void mark_rows(struct build *build, const struct table *table, size_t from, size_t end)
{
    for (size_t r = from; r < end; r++)
        for (size_t i = 0; i < table->rows[r].cell_count; i++)
            build_mark_span(build, table->rows[r].cells[i].text, USE_FURNITURE);
}

/* A row of other periods in the middle: another chart of the same sheet. */
static bool begins_again(struct grid_chart *chart, size_t row)
{
    struct grid_chart other = { .build = chart->build, .table = chart->table };

    if (chart->table->rows[row].cell_count < LEAST_PERIODS)
        return false;
    read_periods(&other, row ? row - 1 : row, row);
    if (other.count < LEAST_PERIODS)
        return false;
    *chart = other;
    read_label_columns(chart, &chart->table->rows[row]);
    return true;
}

size_t grid_chart_read(struct build *build, const struct table *table)
{
    struct grid_chart chart = { .build = build, .table = table };
    size_t head = find_head(&chart, 0);

    if (head == table->row_count)
        return 0;
    record_finish(build);
    build->columns = (struct column_set){ 0 };
    read_label_columns(&chart, &table->rows[head]);
    mark_rows(build, table, 0, head + 1);
    section_settle_table(build);
    for (size_t r = head + 1; r < table->row_count; r++) {
        if (begins_again(&chart, r))
            mark_rows(build, table, r, r + 1);
        else
            read_task(&chart, &table->rows[r]);
    }
    return table->row_count;
}
