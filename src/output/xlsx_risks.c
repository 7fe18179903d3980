#include "output/xlsx_risks.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/risk_score.h"
#include "base/memory.h"
#include "output/entry.h"
#include "output/entry_phrase.h"
#include "plan/plan.h"
#include "store/store.h"

/*
 * The two sheets point at each other: the matrix counts the levels of the Risks sheet, whose scores and bands
 * look the cell up in the scheme's tables on the matrix sheet.
 */
enum {
    FIRST_STAGE_COLUMN = 6, /* of Risks: likelihood, impact, score, band of the first stage */
    STAGE_COLUMNS = 4,
    STAGE_GAP = 5,       /* rows between the matrices beyond their levels */
    SCHEME_COLUMN = 16,  /* of Matrix: where the scheme's tables stand */
    FIRST_LEVEL_ROW = 3, /* of the scheme's first table */
};

static const struct xlsx_column columns[] = {
    { "Key", 22 },
    { "Plan", 30 },
    { "Council", 24 },
    { "Ref", 9 },
    { "Risk", 48 },
    { "Section", 20 },
    { "Likelihood", 10 },
    { "Impact", 8 },
    { "Score", 8 },
    { "Band", 12 },
    { "Residual likelihood", 10 },
    { "Residual impact", 9 },
    { "Residual score", 9 },
    { "Residual band", 12 },
    { "Target likelihood", 10 },
    { "Target impact", 8 },
    { "Target score", 8 },
    { "Target band", 12 },
    { "As printed", 22 },
    { "Consequence", 36 },
    { "Controls", 36 },
    { "Mitigation", 40 },
    { "Owner", 26 },
    { "Review or due", 14 },
    { "Source", 28 },
};

/* $A$1 */
static void add_cell(struct buffer *formula, lxw_row_t row, lxw_col_t column)
{
    char name[LXW_MAX_CELL_NAME_LENGTH];

    libxlsxwriter.lxw_rowcol_to_cell_abs(name, row, column, 1, 1);
    buffer_add_string(formula, name);
}

static void add_range(struct buffer *formula, const char *sheet, lxw_row_t row, lxw_col_t column,
                      lxw_row_t rows, lxw_col_t width)
{
    buffer_add_format(formula, "%s!", sheet);
    add_cell(formula, row, column);
    buffer_add_byte(formula, ':');
    add_cell(formula, row + rows - 1, (lxw_col_t)(column + width - 1));
}

static size_t count_risks(const struct plan_set *plans)
{
    size_t count = 0;

    for (size_t i = 0; i < plans->count; i++)
        count += plans->items[i]->risk_count;
    return count;
}

/* Dark words on a light colour, light words on a dark one. Source: ITU-R BT.601 luma. */
static uint32_t ink_on(uint32_t colour)
{
    uint32_t luma = (299 * (colour >> 16 & 0xFF) + 587 * (colour >> 8 & 0xFF) + 114 * (colour & 0xFF)) / 1000;

    return luma > 140 ? 0x101010 : 0xFFFFFF;
}

lxw_format *xlsx_band_format(struct xlsx_book *book, const struct scheme_band *band, bool number)
{
    lxw_format *format = libxlsxwriter.workbook_add_format(book->workbook);
    char count[32];

    libxlsxwriter.format_set_align(format, number ? LXW_ALIGN_CENTER : LXW_ALIGN_LEFT);
    libxlsxwriter.format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    libxlsxwriter.format_set_bg_color(format, band->colour);
    libxlsxwriter.format_set_font_color(format, ink_on(band->colour));
    libxlsxwriter.format_set_border(format, LXW_BORDER_THIN);
    snprintf(count, sizeof count, "0\" %c\";;\"- %c\"", band->letter, band->letter);
    if (number)
        libxlsxwriter.format_set_num_format(format, count);
    return format;
}

/* ---- the matrix --------------------------------------------------------------------------------------- */

struct matrix {
    struct xlsx_book *book;
    const struct xlsx_input *input;
    const struct risk_scheme *scheme;
    lxw_worksheet *worksheet;
    lxw_format **bands; /* [band] for counts */
};

static void write_levels(struct matrix *matrix, lxw_row_t row, lxw_col_t column,
                         const struct scheme_axis *axis, bool across)
{
    for (size_t i = 0; i < axis->level_count; i++) {
        char name[120];
        lxw_row_t down = across ? 0 : (lxw_row_t)(axis->level_count - 1 - i);

        snprintf(name, sizeof name, "%zu %s", i + 1, axis->levels[i].name);
        libxlsxwriter.worksheet_write_string(
            matrix->worksheet, row + down, (lxw_col_t)(column + (across ? i : 0)), name, matrix->book->head);
    }
}

static void write_count(struct matrix *matrix, enum rating_stage stage, lxw_row_t row, lxw_col_t column,
                        size_t likelihood, size_t impact)
{
    struct buffer formula = { 0 };
    lxw_row_t rows = (lxw_row_t)count_risks(matrix->input->plans);
    lxw_col_t first = (lxw_col_t)(FIRST_STAGE_COLUMN + STAGE_COLUMNS * (unsigned)stage);
    size_t band = matrix->scheme->cells[likelihood - 1][impact - 1];

    buffer_add_string(&formula, "=COUNTIFS(");
    add_range(&formula, "Risks", 1, first, rows ? rows : 1, 1);
    buffer_add_format(&formula, ",%zu,", likelihood);
    add_range(&formula, "Risks", 1, (lxw_col_t)(first + 1), rows ? rows : 1, 1);
    buffer_add_format(&formula, ",%zu)", impact);
    libxlsxwriter.worksheet_write_formula_num(
        matrix->worksheet, row, column, buffer_string(&formula), matrix->bands[band],
        (double)matrix->input->scores[stage].cells[likelihood - 1][impact - 1]);
    buffer_free(&formula);
}

/* Risks that have no cell: all of them less those counted above. */
static void write_tray(struct matrix *matrix, enum rating_stage stage, lxw_row_t row, lxw_row_t counts)
{
    struct buffer formula = { 0 };
    const struct score_result *scores = &matrix->input->scores[stage];
    const struct scheme_axis *axes = matrix->scheme->axes;
    lxw_row_t rows = (lxw_row_t)count_risks(matrix->input->plans);

    buffer_add_string(&formula, "=COUNTA(");
    add_range(&formula, "Risks", 1, 0, rows ? rows : 1, 1);
    buffer_add_string(&formula, ")-SUM(");
    add_range(&formula, "Matrix", counts, 1, (lxw_row_t)axes[AXIS_LIKELIHOOD].level_count,
              (lxw_col_t)axes[AXIS_IMPACT].level_count);
    buffer_add_byte(&formula, ')');
    libxlsxwriter.worksheet_write_string(matrix->worksheet, row, 0, "Not in one cell", matrix->book->text);
    libxlsxwriter.worksheet_write_formula_num(matrix->worksheet, row, 1, buffer_string(&formula),
                                              matrix->book->number,
                                              (double)(scores->score_count - scores->placed_count));
    buffer_free(&formula);
}

static void write_stage(struct matrix *matrix, enum rating_stage stage, lxw_row_t row)
{
    static const char *const titles[STAGE_COUNT] = {
        [STAGE_INHERENT] = "Inherent risk: before controls, or as rated once",
        [STAGE_RESIDUAL] = "Residual risk: with the controls in place",
        [STAGE_TARGET] = "Target risk: what is aimed at",
    };
    const struct scheme_axis *axes = matrix->scheme->axes;
    size_t height = axes[AXIS_LIKELIHOOD].level_count;
    char corner[160];

    snprintf(corner, sizeof corner, "%s, %s across", axes[AXIS_LIKELIHOOD].title, axes[AXIS_IMPACT].title);
    libxlsxwriter.worksheet_write_string(matrix->worksheet, row, 0, titles[stage], matrix->book->title);
    libxlsxwriter.worksheet_write_string(matrix->worksheet, row + 1, 0, corner, matrix->book->head);
    write_levels(matrix, row + 1, 1, &axes[AXIS_IMPACT], true);
    write_levels(matrix, row + 2, 0, &axes[AXIS_LIKELIHOOD], false);
    for (size_t likelihood = 1; likelihood <= height; likelihood++)
        for (size_t impact = 1; impact <= axes[AXIS_IMPACT].level_count; impact++)
            write_count(matrix, stage, row + 2 + (lxw_row_t)(height - likelihood), (lxw_col_t)impact,
                        likelihood, impact);
    write_tray(matrix, stage, row + 2 + (lxw_row_t)height, row + 2);
}

/* Row of a table of the scheme: 0 the bands' names, 1 the figures; levels from the least down and across. */
static lxw_row_t scheme_row(const struct risk_scheme *scheme, unsigned table)
{
    return FIRST_LEVEL_ROW + table * ((lxw_row_t)scheme->axes[AXIS_LIKELIHOOD].level_count + 3);
}

static void write_scheme(struct matrix *matrix)
{
    const struct risk_scheme *scheme = matrix->scheme;
    static const char *const titles[] = { "The band of each cell", "The figure of each cell" };

    libxlsxwriter.worksheet_write_string(matrix->worksheet, 0, SCHEME_COLUMN, scheme->title,
                                         matrix->book->title);
    for (unsigned table = 0; table < 2; table++) {
        lxw_row_t row = scheme_row(scheme, table);

        libxlsxwriter.worksheet_write_string(matrix->worksheet, row - 2, SCHEME_COLUMN, titles[table],
                                             matrix->book->text);
        write_levels(matrix, row - 1, SCHEME_COLUMN, &scheme->axes[AXIS_IMPACT], true);
        for (unsigned l = 1; l <= scheme->axes[AXIS_LIKELIHOOD].level_count; l++) {
            for (unsigned i = 1; i <= scheme->axes[AXIS_IMPACT].level_count; i++) {
                lxw_col_t column = (lxw_col_t)(SCHEME_COLUMN + i - 1);

                if (table == 0)
                    libxlsxwriter.worksheet_write_string(matrix->worksheet, row + l - 1, column,
                                                         scheme->bands[scheme->cells[l - 1][i - 1]].name,
                                                         matrix->book->text);
                else
                    libxlsxwriter.worksheet_write_number(matrix->worksheet, row + l - 1, column,
                                                         risk_scheme_figure(scheme, l, i),
                                                         matrix->book->number);
            }
        }
    }
}

void xlsx_add_matrix(struct xlsx_book *book, const struct xlsx_input *input)
{
    struct matrix matrix = { .book = book, .input = input, .scheme = input->scores[0].scheme };
    lxw_row_t height = (lxw_row_t)matrix.scheme->axes[AXIS_LIKELIHOOD].level_count + STAGE_GAP;

    matrix.worksheet = libxlsxwriter.workbook_add_worksheet(book->workbook, "Matrix");
    matrix.bands = memory_new(matrix.scheme->band_count * sizeof(lxw_format *));
    for (size_t i = 0; i < matrix.scheme->band_count; i++)
        matrix.bands[i] = xlsx_band_format(book, &matrix.scheme->bands[i], true);
    libxlsxwriter.worksheet_set_column(matrix.worksheet, 0, 0, 30, NULL);
    libxlsxwriter.worksheet_set_column(matrix.worksheet, 1, SCHEME_COLUMN + SCHEME_LEVEL_LIMIT, 15, NULL);
    libxlsxwriter.worksheet_print_area(matrix.worksheet, 0, 0, STAGE_COUNT * height, SCHEME_LEVEL_LIMIT);
    libxlsxwriter.worksheet_set_landscape(matrix.worksheet);
    libxlsxwriter.worksheet_set_paper(matrix.worksheet, 9);
    libxlsxwriter.worksheet_fit_to_pages(matrix.worksheet, 1, 0);
    for (unsigned stage = 0; stage < STAGE_COUNT; stage++)
        write_stage(&matrix, (enum rating_stage)stage, stage * height);
    write_scheme(&matrix);
    free(matrix.bands);
}

/* ---- the risks ---------------------------------------------------------------------------------------- */

/* =IF(COUNT(G2:H2)=2,INDEX(table,G2,H2),"") */
static void add_lookup(struct buffer *formula, const struct risk_scheme *scheme, unsigned table,
                       lxw_row_t row, lxw_col_t column)
{
    char likelihood[LXW_MAX_CELL_NAME_LENGTH];
    char impact[LXW_MAX_CELL_NAME_LENGTH];

    libxlsxwriter.lxw_rowcol_to_cell(likelihood, row, column);
    libxlsxwriter.lxw_rowcol_to_cell(impact, row, (lxw_col_t)(column + 1));
    buffer_add_format(formula, "=IF(COUNT(%s:%s)=2,INDEX(", likelihood, impact);
    add_range(formula, "Matrix", scheme_row(scheme, table), SCHEME_COLUMN,
              (lxw_row_t)scheme->axes[AXIS_LIKELIHOOD].level_count,
              (lxw_col_t)scheme->axes[AXIS_IMPACT].level_count);
    buffer_add_format(formula, ",%s,%s),\"\")", likelihood, impact);
}

/* The level of an axis where the plan states just one; 0 where it does not. */
static unsigned level_of(const struct risk_score *score, enum risk_axis axis)
{
    const struct level_range *range = &score->ranges[axis];

    return range->stated && range->low == range->high ? range->low : 0;
}

/* Without its formulas it is a plain copy: the levels alone. */
static void put_levels(struct xlsx_sheet *sheet, const struct risk_score *score)
{
    xlsx_put_count(sheet, level_of(score, AXIS_LIKELIHOOD));
    xlsx_put_count(sheet, level_of(score, AXIS_IMPACT));
    xlsx_skip(sheet);
    xlsx_skip(sheet);
}

static void put_stage(struct xlsx_sheet *sheet, const struct risk_scheme *scheme,
                      const struct risk_score *score)
{
    lxw_col_t first = sheet->column;
    unsigned likelihood = level_of(score, AXIS_LIKELIHOOD);
    unsigned impact = level_of(score, AXIS_IMPACT);
    bool placed = likelihood && impact;
    struct buffer formula = { 0 };

    xlsx_put_count(sheet, likelihood);
    xlsx_put_count(sheet, impact);
    add_lookup(&formula, scheme, 1, sheet->row, first);
    xlsx_put_formula(sheet, buffer_string(&formula), placed ? NULL : "",
                     placed ? risk_scheme_figure(scheme, likelihood, impact) : 0);
    formula.length = 0;
    add_lookup(&formula, scheme, 0, sheet->row, first);
    xlsx_put_formula(sheet, buffer_string(&formula),
                     placed ? scheme->bands[scheme->cells[likelihood - 1][impact - 1]].name : "", 0);
    buffer_free(&formula);
}

static void add_printed(struct buffer *words, const char *name, struct span printed)
{
    if (!printed.length)
        return;
    if (words->length)
        buffer_add_string(words, ", ");
    buffer_add_format(words, "%s ", name);
    buffer_add_span(words, printed);
}

static void put_printed(struct xlsx_sheet *sheet, const struct rating *rating)
{
    struct buffer *words = &sheet->book->scratch;

    add_printed(words, "likelihood", rating->likelihood_text);
    add_printed(words, "impact", rating->impact_text);
    add_printed(words, "score", rating->score.text);
    xlsx_put_scratch(sheet);
}

static void put_review(struct xlsx_sheet *sheet, const struct date_list *dates)
{
    const struct date_value *date = entry_phrase_date(dates, DATE_REVIEW);

    if (!date)
        date = entry_phrase_date(dates, DATE_DUE);
    xlsx_put_day(sheet, date ? date->to : CALENDAR_NONE);
}

/* by_stage: the risk's score in each stage */
static void put_risk(struct xlsx_sheet *sheet, const struct xlsx_input *input, const struct plan *plan,
                     size_t index, const struct risk_score *const *by_stage, bool is_copy)
{
    const struct risk *risk = &plan->risks[index];
    struct buffer *scratch = &sheet->book->scratch;

    entry_add_key(scratch, plan, ENTRY_RISK, index);
    xlsx_put_scratch(sheet);
    xlsx_put_plan_name(sheet, plan);
    xlsx_put_span(sheet, plan->council.text);
    xlsx_put_span(sheet, risk->ref.text);
    xlsx_put_span(sheet, risk->text.text);
    xlsx_put_span(sheet, entry_section_name(plan, risk->section));
    for (unsigned stage = 0; stage < STAGE_COUNT; stage++)
        if (is_copy)
            put_levels(sheet, by_stage[stage]);
        else
            put_stage(sheet, input->scores[stage].scheme, by_stage[stage]);
    put_printed(sheet, &risk->inherent);
    xlsx_put_span(sheet, risk->consequence.text);
    xlsx_put_span(sheet, risk->controls.text);
    xlsx_put_span(sheet, risk->mitigation.text);
    entry_phrase_add_owners(scratch, &risk->owners);
    xlsx_put_scratch(sheet);
    put_review(sheet, &risk->dates);
    xlsx_put_source(sheet, plan, risk->line_first);
    xlsx_end_row(sheet);
}

/* The scores of each stage in the order in which the risks are read: [order * STAGE_COUNT + stage]. */
static const struct risk_score **sort_scores(const struct xlsx_input *input, size_t count)
{
    const struct risk_score **sorted = memory_new((count + 1) * STAGE_COUNT * sizeof *sorted);

    for (unsigned stage = 0; stage < STAGE_COUNT; stage++)
        for (size_t i = 0; i < input->scores[stage].score_count; i++) {
            const struct risk_score *score = &input->scores[stage].scores[i];

            sorted[score->order * STAGE_COUNT + stage] = score;
        }
    return sorted;
}

/* Levels are whole numbers of the scheme; bands have their colour and, as always, their name. */
static void dress(struct xlsx_sheet *sheet, const struct risk_scheme *scheme)
{
    lxw_row_t last = sheet->row > 1 ? sheet->row - 1 : 1;

    for (unsigned stage = 0; stage < STAGE_COUNT; stage++) {
        lxw_col_t first = (lxw_col_t)(FIRST_STAGE_COLUMN + STAGE_COLUMNS * stage);

        for (unsigned axis = 0; axis < 2; axis++) {
            size_t levels = scheme->axes[axis == 0 ? AXIS_LIKELIHOOD : AXIS_IMPACT].level_count;
            lxw_data_validation whole = {
                .validate = LXW_VALIDATION_TYPE_INTEGER,
                .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
                .minimum_number = 1,
                .maximum_number = (double)levels,
                .error_title = xlsx_loan("No such level"),
                .error_message = xlsx_loan("A level of the scheme, or nothing where it is not known."),
            };

            libxlsxwriter.worksheet_data_validation_range(sheet->worksheet, 1, (lxw_col_t)(first + axis),
                                                          last, (lxw_col_t)(first + axis), &whole);
        }
        for (size_t i = 0; i < scheme->band_count; i++) {
            char name[160];
            lxw_conditional_format rule = {
                .type = LXW_CONDITIONAL_TYPE_CELL,
                .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
                .value_string = name,
                .format = xlsx_band_format(sheet->book, &scheme->bands[i], false),
            };

            snprintf(name, sizeof name, "\"%s\"", scheme->bands[i].name);
            libxlsxwriter.worksheet_conditional_format_range(sheet->worksheet, 1, (lxw_col_t)(first + 3),
                                                             last, (lxw_col_t)(first + 3), &rule);
        }
    }
}

static struct xlsx_sheet list_risks(struct xlsx_book *book, const struct xlsx_input *input, bool is_copy)
{
    struct xlsx_sheet sheet =
        xlsx_sheet_begin(book, is_copy ? XLSX_RISKS_BEFORE : XLSX_RISKS, columns, ARRAY_LENGTH(columns));
    const struct risk_score **scores = sort_scores(input, count_risks(input->plans));
    size_t order = 0;

    for (size_t i = 0; i < input->plans->count; i++)
        for (size_t k = 0; k < input->plans->items[i]->risk_count; k++, order++)
            put_risk(&sheet, input, input->plans->items[i], k, &scores[order * STAGE_COUNT], is_copy);
    free(scores);
    return sheet;
}

void xlsx_add_risks(struct xlsx_book *book, const struct xlsx_input *input)
{
    struct xlsx_sheet sheet = list_risks(book, input, false);

    dress(&sheet, input->scores[0].scheme);
    xlsx_sheet_end(&sheet);
}

struct xlsx_sheet xlsx_copy_risks(struct xlsx_book *book, const struct xlsx_input *input)
{
    return list_risks(book, input, true);
}
