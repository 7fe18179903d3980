#include "plan/header_guess.h"

#include "base/arena.h"
#include "base/status.h"
#include "fields/cell_score.h"
#include "plan/plan_build.h"

enum {
    LEAST_ROWS = 3,
    MOST_ROWS = 12, /* as many are looked at */
    LEAST_COLUMNS = 3,
    HEADING_WORDS = 6,
    HEADING_BYTES = 60,
    TASK_BYTES = 16, /* a shorter cell says no task */
    ALIKE_PERCENT = 70,
};

/* What the cells of a column are. */
struct column_look {
    size_t cells, tasks, people, days, outcomes;
};

static struct span cell_of(const struct row *row, size_t column)
{
    return column < row->cell_count ? row->cells[column].text : (struct span){ 0 };
}

static bool is_unknown(const struct column *column)
{
    return column->field == FIELD_NONE && !column->rule;
}

static size_t count_filled(const struct row *row)
{
    size_t filled = 0;

    for (size_t i = 0; i < row->cell_count; i++)
        filled += row->cells[i].text.length > 0;
    return filled;
}

static bool is_outcome(struct build *build, struct span text)
{
    static const double sure_outcome = 1.5;
    static const uint64_t wanted = (uint64_t)1 << FIELD_MEASURE | (uint64_t)1 << FIELD_PROGRESS;
    double scores[FIELD_COUNT];

    cell_score(build->reader->scorer, build->matcher, text, false, build->names, wanted, scores);
    return scores[FIELD_MEASURE] >= sure_outcome && scores[FIELD_MEASURE] > scores[FIELD_PROGRESS];
}

static void look_at(struct build *build, struct span text, struct column_look *look)
{
    static const double sure_day = 0.6, sure_name = 0.5;
    const struct plan_reader *reader = build->reader;

    if (!text.length)
        return;
    look->cells++;
    if (date_field_likeness(reader->dates, build->matcher, text) >= sure_day)
        look->days++;
    else if (text.length >= TASK_BYTES && cell_begins_as_task(reader->scorer, build->matcher, text))
        look->tasks++;
    else if (owner_field_likeness(reader->owners, build->matcher, text, build->names) >= sure_name)
        look->people++;
    else
        look->outcomes += is_outcome(build, text);
}

/* Looks at the rows from `body` on; how many hold cells enough. */
static size_t look_at_columns(struct build *build, const struct table *table, size_t body,
                              const struct column_set *columns, struct column_look *looks)
{
    size_t rows = 0;

    for (size_t r = body; r < table->row_count && rows < MOST_ROWS; r++) {
        const struct row *row = &table->rows[r];

        if (row->cell_count > columns->count || count_filled(row) < LEAST_COLUMNS)
            continue;
        rows++;
        for (size_t c = 0; c < columns->count; c++)
            if (is_unknown(&columns->columns[c]))
                look_at(build, cell_of(row, c), &looks[c]);
    }
    return rows;
}

static size_t share_of(const struct column_look *look, enum field field)
{
    size_t alike = field == FIELD_ACTION    ? look->tasks
                   : field == FIELD_OWNER   ? look->people
                   : field == FIELD_MEASURE ? look->outcomes
                                            : look->days;

    return look->cells >= LEAST_ROWS ? alike * 100 / look->cells : 0;
}

/* The column, of those that nothing is known of, whose cells are the field's most; SIZE_MAX: none is sure. */
static size_t find_column(const struct column_set *columns, const struct column_look *looks, enum field field)
{
    size_t best = SIZE_MAX;

    for (size_t c = 0; c < columns->count; c++)
        if (is_unknown(&columns->columns[c]) && share_of(&looks[c], field) >= ALIKE_PERCENT &&
            (best == SIZE_MAX || share_of(&looks[c], field) > share_of(&looks[best], field)))
            best = c;
    return best;
}

static void give(struct build *build, struct column_set *columns, const struct column_look *looks,
                 enum field field)
{
    size_t column = column_set_has(columns, field) ? SIZE_MAX : find_column(columns, looks, field);

    if (column == SIZE_MAX)
        return;
    columns->columns[column].field = field;
    columns->columns[column].rule = build->reader->rule_guess;
    columns->fields |= (uint64_t)1 << field;
    columns->known++;
}

static bool has_subject(const struct column_set *columns)
{
    return column_set_has(columns, FIELD_ACTION) || column_set_has(columns, FIELD_RISK) ||
           column_set_has(columns, FIELD_INDICATOR) || columns->periods;
}

static void give_all(struct build *build, struct column_set *columns, const struct column_look *looks)
{
    if (!has_subject(columns))
        give(build, columns, looks, FIELD_ACTION);
    give(build, columns, looks, FIELD_OWNER);
    if (!column_set_has(columns, FIELD_START))
        give(build, columns, looks, FIELD_DUE);
    give(build, columns, looks, FIELD_MEASURE);
    if (column_set_has(columns, FIELD_ACTION))
        column_set_settle_codes(columns);
}

void header_guess_rest(struct build *build, const struct table *table, size_t body,
                       struct column_set *columns)
{
    size_t unknown = 0;

    for (size_t c = 0; c < columns->count; c++)
        unknown += is_unknown(&columns->columns[c]) && columns->columns[c].words.length > 0;
    if (!unknown || columns->periods)
        return;
    struct column_look *looks = ARENA_ARRAY(build->arena, columns->count, struct column_look);

    if (look_at_columns(build, table, body, columns, looks) >= LEAST_ROWS)
        give_all(build, columns, looks);
}

/* Short words with a capital, no figure among them: what a heading looks like. */
static bool looks_like_heading(struct span text)
{
    return text.length <= HEADING_BYTES && span_count_words(text) <= HEADING_WORDS &&
           !span_begins_small(text) && text.text[text.length - 1] != '.' && !span_has_digit(text);
}

static bool may_be_header(const struct row *row)
{
    size_t filled = count_filled(row);

    if (filled < LEAST_COLUMNS || filled + 1 < row->cell_count)
        return false;
    for (size_t i = 0; i < row->cell_count; i++)
        if (row->cells[i].text.length && !looks_like_heading(row->cells[i].text))
            return false;
    return true;
}

static void begin_columns(struct build *build, const struct row *row, struct column_set *columns)
{
    if (columns->count == row->cell_count)
        return;
    *columns = (struct column_set){ .columns = ARENA_ARRAY(build->arena, row->cell_count, struct column),
                                    .count = row->cell_count };
    for (size_t i = 0; i < row->cell_count; i++)
        columns->columns[i] = (struct column){ .words = span_trim(row->cells[i].text), .grid = i };
}

bool header_guess_row(struct build *build, const struct table *table, size_t index,
                      struct column_set *columns)
{
    const struct row *row = &table->rows[index];

    if (index + LEAST_ROWS >= table->row_count || !may_be_header(row))
        return false;
    begin_columns(build, row, columns);
    struct column_look *looks = ARENA_ARRAY(build->arena, columns->count, struct column_look);

    if (columns->periods || look_at_columns(build, table, index + 1, columns, looks) < LEAST_ROWS)
        return false;
    give_all(build, columns, looks);
    return column_set_has(columns, FIELD_ACTION) &&
           (column_set_has(columns, FIELD_OWNER) || column_set_has(columns, FIELD_DUE));
}

bool header_guess_none(struct build *build, const struct table *table, struct column_set *columns)
{
    size_t width = table->row_count ? table->rows[0].cell_count : 0;

    if (table->row_count < LEAST_ROWS || width < LEAST_COLUMNS || may_be_header(&table->rows[0]))
        return false;
    struct column_look *looks = ARENA_ARRAY(build->arena, width, struct column_look);

    *columns =
        (struct column_set){ .columns = ARENA_ARRAY(build->arena, width, struct column), .count = width };
    for (size_t i = 0; i < width; i++)
        columns->columns[i] = (struct column){ .grid = i };
    if (look_at_columns(build, table, 0, columns, looks) < LEAST_ROWS)
        return false;
    give_all(build, columns, looks);
    return column_set_has(columns, FIELD_ACTION) && column_set_has(columns, FIELD_OWNER) &&
           column_set_has(columns, FIELD_DUE);
}
