#include "base/arena.h"
#include "base/status.h"
#include "fields/column_match.h"
#include "plan/header_guess.h"
#include "plan/plan_build.h"

/*
 * The header of a table out of text: one row, or two where the upper one groups columns of the lower ("Gross"
 * over "L", "I", "Score").
 */

enum {
    SUBHEADING_BYTES = 24,
    FRONT_ROWS = 3, /* among these stands a header that grammars don't know */
};

void table_mark_row(struct build *build, const struct row *row, enum line_use use)
{
    for (size_t i = 0; i < row->cell_count; i++)
        build_mark_span(build, row->cells[i].text, use);
}

/* A column without a heading, the first of the table, whose cells are codes: it holds references. */
static bool is_bare_ref_column(const struct table *table, size_t header)
{
    enum { ROWS = 8, CODE_BYTES = 8 };
    size_t codes = 0, others = 0;

    for (size_t r = header + 1; r < table->row_count && r <= header + ROWS; r++) {
        struct span text = table->rows[r].cell_count ? table->rows[r].cells[0].text : (struct span){ 0 };
        bool figure = false;

        for (size_t i = 0; i < text.length && i < CODE_BYTES; i++)
            figure = figure || (text.text[i] >= '0' && text.text[i] <= '9');
        codes += figure && text.length <= CODE_BYTES;
        others += text.length && !(figure && text.length <= CODE_BYTES);
    }
    return codes >= 2 && !others;
}

/* Headings of a row, and how many of its cells they take. */
static size_t row_words(const struct table *table, size_t index, struct span *words)
{
    const struct row *row = &table->rows[index];
    size_t count = row->cell_count;

    for (size_t i = 0; i < count; i++)
        words[i] = row->cells[i].text;
    while (count && !words[count - 1].length)
        count--;
    if (count > 2 && !words[0].length && is_bare_ref_column(table, index))
        words[0] = span_of("ref");
    return count;
}

static struct span both_words(struct build *build, struct span group, struct span word)
{
    struct passage_builder builder = { 0 };

    passage_add(build->arena, &builder, group);
    passage_add(build->arena, &builder, word);
    struct span words = passage_finish(&builder).text;

    words.offset = word.offset;
    return words;
}

/* A page's head and number over a header that is printed again are no part of it. */
static bool is_page_head(const struct build *build, const struct row *row)
{
    struct match match;

    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].text.length && row->cells[i].text.length <= SUBHEADING_BYTES &&
            build_line_is(build, &build->reader->page_furniture, row->cells[i].text, &match))
            return true;
    return false;
}

/* A heading by itself, or with the group over it ("Dates" over "Planned"). */
static bool is_heading_under(struct build *build, struct span group, struct span word)
{
    const struct column_matcher *columns = build->reader->columns;

    return column_match_known(columns, build->matcher, word) ||
           (group.length && group.length <= SUBHEADING_BYTES &&
            column_match_known(columns, build->matcher, both_words(build, group, word)));
}

/* Two cells at least, all as short as headings, one of them under a group's blank: most rows show thus that
 * they are none. */
static bool may_be_lower_half(const struct row *upper, const struct row *lower)
{
    size_t filled = 0;
    bool fills_blank = false;

    for (size_t i = 0; i < lower->cell_count; i++) {
        if (lower->cells[i].text.length > SUBHEADING_BYTES)
            return false;
        if (!lower->cells[i].text.length)
            continue;
        filled++;
        fills_blank = fills_blank || i >= upper->cell_count || !upper->cells[i].text.length;
    }
    return filled >= 2 && fills_blank;
}

/* Is the row below a header the lower half of it? Its cells are headings then. */
static bool is_lower_half(struct build *build, const struct row *upper, const struct row *lower)
{
    struct span group = { 0 };

    if (!may_be_lower_half(upper, lower))
        return false;
    for (size_t i = 0; i < lower->cell_count; i++) {
        struct span text = lower->cells[i].text;

        if (i < upper->cell_count && upper->cells[i].text.length)
            group = upper->cells[i].text;
        if (text.length && !is_heading_under(build, group, text))
            return false;
    }
    return !is_page_head(build, upper);
}

/* A group's heading over one that means something by itself ("Dates" over "Revised") need not add to it. */
static struct span best_words(struct build *build, struct span joined, struct span word)
{
    const struct column_matcher *columns = build->reader->columns;
    size_t end;

    return column_match_line(columns, build->matcher, joined, &end, 1) == 1 ||
                   !column_match_known(columns, build->matcher, word)
               ? joined
               : word;
}

/* Does the heading over a cell lie over the next one, too? */
static bool spans_next(const struct row *upper, const struct row *lower, size_t index)
{
    return index + 1 < lower->cell_count && lower->cells[index + 1].text.length &&
           (index + 1 >= upper->cell_count || !upper->cells[index + 1].text.length);
}

/* Each heading of the lower row with the group over it, which reaches to the next word of the upper row. */
static size_t join_rows(struct build *build, const struct row *upper, const struct row *lower,
                        struct span *words)
{
    size_t width = upper->cell_count > lower->cell_count ? upper->cell_count : lower->cell_count;
    struct span group = { 0 };
    size_t count = 0;

    for (size_t i = 0; i < width; i++) {
        struct span over = i < upper->cell_count ? upper->cells[i].text : (struct span){ 0 };
        struct span under = i < lower->cell_count ? lower->cells[i].text : (struct span){ 0 };

        if (over.length)
            group = over;
        words[i] = !under.length ? over : group.length ? both_words(build, group, under) : under;
        if (group.length && under.length && (!over.length || spans_next(upper, lower, i)))
            words[i] = best_words(build, words[i], under);
        if (words[i].length)
            count = i + 1;
    }
    return count;
}

/* The columns of the header at a row, and how many rows it takes; 0 where none begins there. */
static size_t match_rows(struct build *build, const struct table *table, size_t index,
                         struct column_set *columns)
{
    const struct row *row = &table->rows[index];
    const struct row *below = index + 1 < table->row_count ? row + 1 : NULL;
    struct span *words =
        ARENA_ROOM(build->arena, row->cell_count + (below ? below->cell_count : 0) + 1, struct span);

    if (below && is_lower_half(build, row, below)) {
        size_t count = join_rows(build, row, below, words);

        if (column_match_header(build->reader->columns, build->matcher, words, count, build->arena, columns))
            return 2;
    }
    *columns = (struct column_set){ 0 };
    if (column_match_header(build->reader->columns, build->matcher, words, row_words(table, index, words),
                            build->arena, columns)) {
        header_guess_rest(build, table, index + 1, columns);
        return 1;
    }
    return !build->columns.count && index < FRONT_ROWS && header_guess_row(build, table, index, columns);
}

/* A row of a table that is being read goes on in its last columns only: no header, whatever they hold. */
static bool goes_on_behind(const struct build *build, const struct row *row)
{
    return build->record.is_open && row->cell_count == build->columns.count && row->cell_count > 2 &&
           !row->cells[0].text.length && !row->cells[1].text.length;
}

/* A column of priorities whose cells are titles ("1. Access") holds the themes that rows stand under. */
static void settle_priorities(struct build *build, const struct table *table, size_t from,
                              struct column_set *columns)
{
    enum { ROWS = 8, TITLE_WORDS = 2 };
    size_t column = column_set_find(columns, FIELD_PRIORITY);
    size_t titles = 0, others = 0;
    struct text_value priority;
    struct priority_place place;

    if (column == SIZE_MAX || column_set_has(columns, FIELD_SECTION))
        return;
    for (size_t r = from; r < table->row_count && r < from + ROWS; r++) {
        const struct row *row = &table->rows[r];
        struct span text = column < row->cell_count ? row->cells[column].text : (struct span){ 0 };
        struct passage words = passage_of(build->arena, text);

        if (!text.length)
            continue;
        bool is_title = span_count_words(text) >= TITLE_WORDS &&
                        !priority_field_read(build->reader->marks, build->matcher, &words, true, build->arena,
                                             &priority, &place);

        titles += is_title;
        others += !is_title;
    }
    if (titles < 2 || others)
        return;
    columns->columns[column].field = FIELD_SECTION;
    columns->fields &= ~((uint64_t)1 << FIELD_PRIORITY);
    columns->fields |= (uint64_t)1 << FIELD_SECTION;
}

size_t table_header_read(struct build *build, const struct table *table, size_t index)
{
    struct column_set columns;
    size_t rows = table->rows[index].join == ROW_GOES_ON || goes_on_behind(build, &table->rows[index])
                      ? 0
                      : match_rows(build, table, index, &columns);

    if (!rows)
        return index;
    for (size_t r = index; r < index + rows; r++)
        table_mark_row(build, &table->rows[r], USE_FURNITURE);
    settle_priorities(build, table, index + rows, &columns);
    bool repeated = column_set_same(&columns, &build->columns) && !build->section_is_fresh &&
                    !paragraph_heading_above(build).length && !build->aim.length;

    if (repeated) /* printed again at a page break: what was being read may go on behind it */
        return index + rows;
    record_finish(build);
    build->columns = columns;
    build->issue_above = build->ref_above = (struct text_value){ 0 };
    build->theme = PLAN_NO_INDEX;
    build->main_above = build->first_above = (struct span){ 0 };
    section_settle_table(build);
    record_begin(build);
    return index + rows;
}
