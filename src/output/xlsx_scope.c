#include "output/xlsx_scope.h"

#include "analysis/audit_check.h"
#include "analysis/audit_rule.h"
#include "analysis/coverage_check.h"
#include "plan/plan.h"
#include "store/store.h"

/* ---- coverage -------------------------------------------------------------------------------------- */

static void put_cover(struct xlsx_sheet *sheet, const struct coverage_cell *cell)
{
    struct buffer *scratch = &sheet->book->scratch;

    if (!cell->asked)
        buffer_add_string(scratch, "not tested");
    else
        buffer_add_format(scratch, "%zu of %zu", cell->filled, cell->asked);
    xlsx_put_scratch(sheet);
}

void xlsx_add_coverage(struct xlsx_book *book, const struct xlsx_input *input)
{
    static const struct xlsx_column columns[] = {
        { "Plan", 30 },     { "What", 16 },  { "Code", 9 },        { "Title", 40 },   { "Actions", 9 },
        { "Covered", 10 },  { "Owner", 11 }, { "Date", 11 },       { "Measure", 11 }, { "Milestone", 11 },
        { "Resource", 11 }, { "Risk", 11 },  { "Mitigation", 11 }, { "Action", 11 },  { "Source", 28 },
    };
    struct xlsx_sheet sheet = xlsx_sheet_begin(book, "Coverage", columns, ARRAY_LENGTH(columns));
    const struct coverage_result *coverage = input->coverage;

    for (size_t i = 0; i < coverage->count; i++) {
        const struct coverage_row *row = &coverage->rows[i];
        const struct plan *plan = coverage->plans->items[row->plan];

        xlsx_put_plan_name(&sheet, plan);
        xlsx_put_string(&sheet, coverage_kind_name(row->kind));
        xlsx_put_span(&sheet, row->code);
        xlsx_put_span(&sheet, row->title);
        xlsx_put_number(&sheet, (double)row->actions);
        xlsx_put_share(&sheet, row->share);
        for (unsigned c = 0; c < COVERS_COUNT; c++)
            put_cover(&sheet, &row->cells[c]);
        xlsx_put_source(&sheet, plan, row->line);
        xlsx_end_row(&sheet);
    }
    xlsx_sheet_end(&sheet);
}

/* ---- scope ------------------------------------------------------------------------------------------ */

static void put_tested(struct xlsx_sheet *sheet, const struct rule_tally *tally)
{
    xlsx_put_string(sheet, tally->rule->id);
    xlsx_put_string(sheet, tally->rule->name);
    xlsx_put_plan_name(sheet, tally->plan);
    xlsx_put_number(sheet, (double)tally->tested);
    xlsx_put_number(sheet, (double)tally->found);
    xlsx_end_row(sheet);
}

void xlsx_add_scope(struct xlsx_book *book, const struct xlsx_input *input)
{
    static const struct xlsx_column columns[] = {
        { "Rule", 9 },       { "Name", 30 }, { "Plan", 36 },
        { "Looked at", 11 }, { "Found", 9 }, { "Not tested, because", 70 },
    };
    struct xlsx_sheet sheet = xlsx_sheet_begin(book, "Scope", columns, ARRAY_LENGTH(columns));
    const struct check_result *checks = input->checks;

    for (size_t i = 0; i < checks->not_tested_count; i++) {
        xlsx_put_string(&sheet, checks->not_tested[i].rule);
        xlsx_put_string(&sheet, checks->not_tested[i].name);
        xlsx_put_plan_name(&sheet, checks->plans->items[checks->not_tested_plans[i]]);
        xlsx_skip(&sheet);
        xlsx_skip(&sheet);
        xlsx_put_span(&sheet, checks->not_tested[i].why);
        xlsx_end_row(&sheet);
    }
    for (size_t i = 0; i < checks->tally_count; i++)
        if (checks->tallies[i].tested)
            put_tested(&sheet, &checks->tallies[i]);
    xlsx_sheet_end(&sheet);
}
