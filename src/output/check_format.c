#include <string.h>

#include "analysis/audit_check.h"
#include "analysis/audit_rule.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "output/check_print.h"
#include "output/check_scope.h"
#include "output/csv_writer.h"
#include "output/finding_place.h"
#include "output/item_label.h"
#include "output/json_writer.h"
#include "output/place_print.h"
#include "output/terminal.h"
#include "plan/plan.h"
#include "store/store.h"

static const struct plan *plan_of(const struct check_result *result, size_t finding)
{
    return result->plans->items[result->finding_plans[finding]];
}

static const struct plan *silent_plan(const struct check_result *result, size_t index)
{
    return result->plans->items[result->not_tested_plans[index]];
}

/* ---- gcc ----------------------------------------------------------------------------------------------- */

/* line := FILE [ ":" LINE [ ":" COLUMN ] ] ": " severity ": " message " [" ID " " name "]" */
static void add_gcc_line(struct buffer *line, const struct plan *plan, const struct finding *finding,
                         size_t column)
{
    terminal_add_text(line, plan->document);
    if (finding->line)
        buffer_add_format(line, ":%zu", finding->line);
    if (finding->line && column)
        buffer_add_format(line, ":%zu", column);
    buffer_add_format(line, ": %s: ", finding_severity_name(finding->severity));
    terminal_add_text(line, finding->message);
    if (finding->hint.text) {
        buffer_add_string(line, "; did you mean ");
        terminal_add_text(line, finding->hint);
        buffer_add_byte(line, '?');
    }
    buffer_add_format(line, " [%s %s]", finding->rule, finding->name);
}

static void flush_line(FILE *out, struct buffer *line)
{
    fprintf(out, "%s\n", buffer_string(line));
    line->length = 0;
}

void check_print_gcc(FILE *out, const struct check_result *result)
{
    struct arena *arena = arena_new();
    struct finding_places places = finding_places_of(result, arena);
    struct buffer line = { 0 };

    for (size_t i = 0; i < result->finding_count; i++) {
        add_gcc_line(&line, plan_of(result, i), &result->findings[i], finding_place_find(&places, i).column);
        flush_line(out, &line);
    }
    for (size_t i = 0; i < result->not_tested_count; i++) {
        terminal_add_text(&line, silent_plan(result, i)->document);
        buffer_add_string(&line, ": note: not tested: ");
        terminal_add_text(&line, result->not_tested[i].why);
        buffer_add_format(&line, " [%s %s]", result->not_tested[i].rule, result->not_tested[i].name);
        flush_line(out, &line);
    }
    buffer_free(&line);
    arena_free(arena);
}

/* ---- json -----------------------------------------------------------------------------------------------
 */

static void put_number_or_null(struct json_writer *json, const char *name, size_t number)
{
    json_put_name(json, name);
    if (number)
        json_put_integer(json, (int64_t)number);
    else
        json_put_null(json);
}

static void write_finding(struct json_writer *json, const struct plan *plan, const struct finding *finding,
                          size_t column, struct arena *arena)
{
    json_put_begin_inline_object(json);
    json_put_member_string(json, "rule", finding->rule);
    json_put_member_string(json, "name", finding->name);
    json_put_member_string(json, "severity", finding_severity_name(finding->severity));
    json_put_member_span(json, "document", plan->document);
    place_put_members(json, plan, finding->line, 0);
    put_number_or_null(json, "column", finding->line && !plan->places.line_count ? column : 0);
    json_put_member_span(json, "item", item_label(plan, finding->place.kind, finding->place.index, arena));
    json_put_member_span(json, "message", finding->message);
    json_put_member_span(json, "words", finding->words);
    json_put_member_span(json, "hint", finding->hint);
    json_put_end_object(json);
}

void check_print_json(FILE *out, const struct check_result *result)
{
    struct arena *arena = arena_new();
    struct finding_places places = finding_places_of(result, arena);
    struct json_writer json;

    json_put_begin(&json, out);
    json_put_begin_object(&json);
    json_put_name(&json, "findings");
    json_put_begin_array(&json);
    for (size_t i = 0; i < result->finding_count; i++)
        write_finding(&json, plan_of(result, i), &result->findings[i], finding_place_find(&places, i).column,
                      arena);
    json_put_end_array(&json);
    check_scope_put_not_tested(&json, result);
    json_put_member_integer(&json, "suppressed", (int64_t)result->suppressed_count);
    json_put_member_integer(&json, "in_baseline", (int64_t)result->baseline_count);
    check_scope_put_tested(&json, result);
    json_put_end_object(&json);
    json_put_end(&json);
    arena_free(arena);
}

/* ---- csv ------------------------------------------------------------------------------------------------
 */

static const char *const csv_columns[] = { "severity", "rule", "name",    "document", "line",
                                           "column",   "item", "message", "words",    "hint" };

static void csv_count(struct csv_writer *csv, size_t count)
{
    if (count)
        csv_integer(csv, (int64_t)count);
    else
        csv_string(csv, NULL);
}

static void write_csv_finding(struct csv_writer *csv, const struct plan *plan, const struct finding *finding,
                              size_t column, struct arena *arena)
{
    csv_string(csv, finding_severity_name(finding->severity));
    csv_string(csv, finding->rule);
    csv_string(csv, finding->name);
    csv_span(csv, plan->document);
    csv_count(csv, finding->line);
    csv_count(csv, finding->line ? column : 0);
    csv_span(csv, item_label(plan, finding->place.kind, finding->place.index, arena));
    csv_span(csv, finding->message);
    csv_span(csv, finding->words);
    csv_span(csv, finding->hint);
    csv_end_row(csv);
}

static void write_csv_not_tested(struct csv_writer *csv, const struct plan *plan,
                                 const struct not_tested *silent)
{
    csv_string(csv, "not tested");
    csv_string(csv, silent->rule);
    csv_string(csv, silent->name);
    csv_span(csv, plan->document);
    for (int i = 0; i < 3; i++)
        csv_string(csv, NULL);
    csv_span(csv, silent->why);
    csv_string(csv, NULL);
    csv_string(csv, NULL);
    csv_end_row(csv);
}

void check_print_csv(FILE *out, const struct check_result *result)
{
    struct arena *arena = arena_new();
    struct finding_places places = finding_places_of(result, arena);
    struct csv_writer csv;

    csv_begin(&csv, out, false);
    for (size_t i = 0; i < ARRAY_LENGTH(csv_columns); i++)
        csv_string(&csv, csv_columns[i]);
    csv_end_row(&csv);
    for (size_t i = 0; i < result->finding_count; i++)
        write_csv_finding(&csv, plan_of(result, i), &result->findings[i],
                          finding_place_find(&places, i).column, arena);
    for (size_t i = 0; i < result->not_tested_count; i++)
        write_csv_not_tested(&csv, silent_plan(result, i), &result->not_tested[i]);
    csv_end(&csv);
    arena_free(arena);
}
