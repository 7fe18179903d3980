#include "output/coverage_print.h"

#include "analysis/audit_check.h"
#include "analysis/coverage_check.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "output/check_scope.h"
#include "output/csv_writer.h"
#include "output/json_writer.h"
#include "output/terminal.h"
#include "output/text_table.h"
#include "plan/plan.h"
#include "store/store.h"

static const struct plan *plan_of(const struct coverage_result *result, const struct coverage_row *row)
{
    return result->plans->items[row->plan];
}

/* ---- for people ------------------------------------------------------------------------------------------
 */

/* The last column's title is short for "an action for it". */
static const struct text_column columns[] = {
    { .name = "what", .title = "worst first", .wraps = true },
    { .name = "owner", .title = "owner" },
    { .name = "date", .title = "date" },
    { .name = "measure", .title = "measure" },
    { .name = "milestone", .title = "step" },
    { .name = "resource", .title = "resource" },
    { .name = "risk", .title = "risk" },
    { .name = "mitigation", .title = "mitig." },
    { .name = "action", .title = "action" },
};

static struct span keep(struct arena *arena, struct buffer *text)
{
    struct span copy = arena_copy_span(arena, span_over(buffer_string(text), text->length));

    buffer_free(text);
    return copy;
}

/* "all", "none", "3/10", "-" */
static struct span cell_words(const struct coverage_cell *cell, struct arena *arena)
{
    struct buffer text = { 0 };

    if (cell->asked == 0)
        return span_of("-");
    if (cell->filled == cell->asked)
        return span_of("all");
    if (cell->filled == 0)
        return span_of("none");
    buffer_add_format(&text, "%zu/%zu", cell->filled, cell->asked);
    return keep(arena, &text);
}

/* what := document [ ":" line ] kind code title */
static struct span row_words(const struct coverage_result *result, const struct coverage_row *row,
                             struct arena *arena)
{
    struct buffer text = { 0 };

    buffer_add_span(&text, plan_of(result, row)->document);
    if (row->line)
        buffer_add_format(&text, ":%zu", row->line);
    buffer_add_format(&text, " %s ", coverage_kind_name(row->kind));
    buffer_add_span(&text, row->code);
    buffer_add_string(&text, row->code.text && row->title.text ? " " : "");
    buffer_add_span(&text, row->title);
    return keep(arena, &text);
}

static void print_legend(FILE *out, const struct terminal *terminal)
{
    static const char legend[] =
        "- was not tested: the plan has no place for it there. risk: the section's risks were assessed; "
        "mitig.: they say what is done about them; action: an action carries the mitigation out, or answers "
        "to the recommendation.";
    struct buffer text = { 0 };

    terminal_add_wrapped(&text, span_of(legend), 0, 0, terminal->width);
    fprintf(out, "\n%s\n", buffer_string(&text));
    buffer_free(&text);
}

void coverage_print_table(FILE *out, const struct coverage_report *report, const struct terminal *terminal)
{
    const struct coverage_result *result = report->coverage;
    struct arena *arena = arena_new();
    struct text_table table;

    text_table_begin(&table, arena, columns, ARRAY_LENGTH(columns));
    for (size_t i = 0; i < result->count; i++) {
        text_table_add(&table, row_words(result, &result->rows[i], arena));
        for (unsigned c = 0; c < COVERS_COUNT; c++)
            text_table_add(&table, cell_words(&result->rows[i].cells[c], arena));
    }
    text_table_print(&table, terminal, out);
    print_legend(out, terminal);
    check_scope_print(out, report->checks, terminal);
    arena_free(arena);
}

/* ---- for programs
 * ------------------------------------------------------------------------------------------ */

static void put_cell(struct json_writer *json, enum coverage_column column, const struct coverage_cell *cell)
{
    json_put_name(json, coverage_column_name(column));
    if (!cell->asked) {
        json_put_null(json);
        return;
    }
    json_put_begin_inline_object(json);
    json_put_member_integer(json, "filled", (int64_t)cell->filled);
    json_put_member_integer(json, "asked", (int64_t)cell->asked);
    json_put_end_object(json);
}

void coverage_print_json(FILE *out, const struct coverage_report *report)
{
    const struct coverage_result *result = report->coverage;
    struct json_writer json;

    json_put_begin(&json, out);
    json_put_begin_object(&json);
    json_put_name(&json, "coverage");
    json_put_begin_array(&json);
    for (size_t i = 0; i < result->count; i++) {
        const struct coverage_row *row = &result->rows[i];

        json_put_begin_inline_object(&json);
        json_put_member_span(&json, "document", plan_of(result, row)->document);
        json_put_name(&json, "line");
        if (row->line)
            json_put_integer(&json, (int64_t)row->line);
        else
            json_put_null(&json);
        json_put_member_string(&json, "kind", coverage_kind_name(row->kind));
        json_put_member_span(&json, "code", row->code);
        json_put_member_span(&json, "title", row->title);
        json_put_member_integer(&json, "actions", (int64_t)row->actions);
        json_put_member_number(&json, "share", row->share);
        for (unsigned c = 0; c < COVERS_COUNT; c++)
            put_cell(&json, (enum coverage_column)c, &row->cells[c]);
        json_put_end_object(&json);
    }
    json_put_end_array(&json);
    check_scope_put_not_tested(&json, report->checks);
    check_scope_put_tested(&json, report->checks);
    json_put_end_object(&json);
    json_put_end(&json);
}

static void add_csv_cell(struct csv_writer *csv, const struct coverage_cell *cell)
{
    struct buffer text = { 0 };

    if (cell->asked)
        buffer_add_format(&text, "%zu/%zu", cell->filled, cell->asked);
    csv_string(csv, cell->asked ? buffer_string(&text) : NULL);
    buffer_free(&text);
}

static void write_csv_not_tested(struct csv_writer *csv, const struct check_result *checks, size_t index)
{
    csv_span(csv, checks->plans->items[checks->not_tested_plans[index]]->document);
    csv_string(csv, NULL);
    csv_string(csv, "not tested");
    csv_string(csv, checks->not_tested[index].rule);
    csv_span(csv, checks->not_tested[index].why);
    for (unsigned i = 0; i < 2 + COVERS_COUNT; i++)
        csv_string(csv, NULL);
    csv_end_row(csv);
}

void coverage_print_csv(FILE *out, const struct coverage_report *report)
{
    const struct coverage_result *result = report->coverage;
    static const char *const first[] = { "document", "line", "kind", "code", "title", "actions", "share" };
    struct csv_writer csv;

    csv_begin(&csv, out, false);
    for (size_t i = 0; i < ARRAY_LENGTH(first); i++)
        csv_string(&csv, first[i]);
    for (unsigned c = 0; c < COVERS_COUNT; c++)
        csv_string(&csv, coverage_column_name((enum coverage_column)c));
    csv_end_row(&csv);
    for (size_t i = 0; i < result->count; i++) {
        const struct coverage_row *row = &result->rows[i];

        csv_span(&csv, plan_of(result, row)->document);
        csv_integer(&csv, (int64_t)row->line);
        csv_string(&csv, coverage_kind_name(row->kind));
        csv_span(&csv, row->code);
        csv_span(&csv, row->title);
        csv_integer(&csv, (int64_t)row->actions);
        csv_number(&csv, row->share);
        for (unsigned c = 0; c < COVERS_COUNT; c++)
            add_csv_cell(&csv, &row->cells[c]);
        csv_end_row(&csv);
    }
    for (size_t i = 0; i < report->checks->not_tested_count; i++)
        write_csv_not_tested(&csv, report->checks, i);
    csv_end(&csv);
}
