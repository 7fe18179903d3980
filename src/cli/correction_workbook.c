#include "cli/correction_workbook.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/plain_words.h"
#include "cli/correction_rows.h"
#include "cli/session.h"
#include "document/sheet_read.h"
#include "grammar/name_index.h"
#include "output/xlsx_export.h"
#include "plan/plan.h"

/* ---- which column is which field ----------------------------------------------------------------- */

enum column_use {
    COLUMN_FIELD,  /* holds one field */
    COLUMN_OWNERS, /* leads and, each marked "(support)", supporters */
    COLUMN_REVIEW, /* the review date, or the due date of a risk that has none */
    COLUMN_FIXED,  /* says what can't be corrected here */
};

struct workbook_column {
    const char *title;
    const char *field;
    enum column_use use;
};

enum { KEY_COLUMN, TEXT_COLUMN, COLUMN_LIMIT = 20, ROW_LIMIT = 1 << 20 };

/* The first is the key, the second the item's own words. A column that is not listed follows from others. */
static const struct workbook_column action_columns[] = {
    { "Key", NULL, COLUMN_FIXED },
    { "Action", "text", COLUMN_FIELD },
    { "Plan", NULL, COLUMN_FIXED },
    { "Council", NULL, COLUMN_FIXED },
    { "Ref", "ref", COLUMN_FIELD },
    { "Section", NULL, COLUMN_FIXED },
    { "Owner", NULL, COLUMN_OWNERS },
    { "Start", "start date", COLUMN_FIELD },
    { "Due", "due date", COLUMN_FIELD },
    { "Due as printed", NULL, COLUMN_FIXED },
    { "Status", "status", COLUMN_FIELD },
    { "RAG", "rag", COLUMN_FIELD },
    { "Priority", "priority", COLUMN_FIELD },
    { "Measure", "measure", COLUMN_FIELD },
    { "Progress", "progress", COLUMN_FIELD },
    { "Source", NULL, COLUMN_FIXED },
};
static const struct workbook_column risk_columns[] = {
    { "Key", NULL, COLUMN_FIXED },
    { "Risk", "text", COLUMN_FIELD },
    { "Plan", NULL, COLUMN_FIXED },
    { "Council", NULL, COLUMN_FIXED },
    { "Ref", "ref", COLUMN_FIELD },
    { "Section", NULL, COLUMN_FIXED },
    { "Likelihood", "likelihood", COLUMN_FIELD },
    { "Impact", "impact", COLUMN_FIELD },
    { "Residual likelihood", "residual likelihood", COLUMN_FIELD },
    { "Residual impact", "residual impact", COLUMN_FIELD },
    { "Target likelihood", "target likelihood", COLUMN_FIELD },
    { "Target impact", "target impact", COLUMN_FIELD },
    { "As printed", NULL, COLUMN_FIXED },
    { "Consequence", "consequence", COLUMN_FIELD },
    { "Controls", "controls", COLUMN_FIELD },
    { "Mitigation", "mitigation", COLUMN_FIELD },
    { "Owner", NULL, COLUMN_OWNERS },
    { "Review or due", NULL, COLUMN_REVIEW },
    { "Source", NULL, COLUMN_FIXED },
};

static const struct workbook_part {
    const char *name;
    const char *before; /* the sheet with what was written */
    enum entry_kind kind;
    const struct workbook_column *columns;
    size_t column_count;
} parts[] = {
    { XLSX_ACTIONS, XLSX_ACTIONS_BEFORE, ENTRY_ACTION, action_columns, ARRAY_LENGTH(action_columns) },
    { XLSX_RISKS, XLSX_RISKS_BEFORE, ENTRY_RISK, risk_columns, ARRAY_LENGTH(risk_columns) },
};

/* ---- a sheet as rows of cells --------------------------------------------------------------------- */

struct grid {
    struct sheet sheet;
    size_t *first; /* of each row, in the sheet's cells; [row_count] is the end */
    size_t row_count;
    size_t at[COLUMN_LIMIT]; /* which column of the sheet; SHEET_COLUMN_LIMIT: it is gone */
};

static struct span cell_at(const struct grid *grid, size_t row, size_t column)
{
    for (size_t i = grid->first[row]; i < grid->first[row + 1]; i++)
        if (grid->sheet.cells[i].column == column)
            return span_trim(grid->sheet.cells[i].text);
    return (struct span){ .offset = SPAN_NOWHERE };
}

static void index_rows(struct grid *grid, struct arena *arena)
{
    const struct sheet *sheet = &grid->sheet;
    size_t cell = 0;

    grid->row_count = sheet->count ? sheet->cells[sheet->count - 1].row + 1 : 0;
    grid->first = ARENA_ARRAY(arena, grid->row_count + 1, size_t);
    for (size_t row = 0; row <= grid->row_count; row++) {
        while (cell < sheet->count && sheet->cells[cell].row < row)
            cell++;
        grid->first[row] = cell;
    }
}

/* The columns by their titles: a person may have moved them. */
static bool find_columns(struct grid *grid, const struct workbook_part *part)
{
    for (size_t c = 0; c < part->column_count; c++) {
        grid->at[c] = SHEET_COLUMN_LIMIT;
        for (size_t i = 0; grid->row_count && i < grid->first[1]; i++)
            if (span_equals(span_trim(grid->sheet.cells[i].text), part->columns[c].title))
                grid->at[c] = grid->sheet.cells[i].column;
    }
    return grid->at[KEY_COLUMN] < SHEET_COLUMN_LIMIT;
}

static bool read_grid(struct span bytes, const char *name, const struct workbook_part *part,
                      struct arena *arena, struct grid *grid)
{
    if (sheet_read_named(bytes, name, arena, &grid->sheet) != STATUS_OK)
        return false;
    if (grid->sheet.count && grid->sheet.cells[grid->sheet.count - 1].row >= ROW_LIMIT)
        return false;
    index_rows(grid, arena);
    return find_columns(grid, part);
}

/* ---- what a changed cell says ---------------------------------------------------------------------- */

struct workbook {
    struct correction_rows *rows;
    struct arena *arena;
    const struct workbook_part *part;
    struct grid now;
    struct grid before;
    struct name_index keys; /* of before: its rows */
    bool *is_seen;
    size_t row, before_row;
};

static void refuse_cell(struct workbook *workbook, const struct workbook_column *column, struct span before,
                        const char *why)
{
    struct buffer line = { 0 };

    buffer_add_format(&line, "the column %s %s (it held \"", column->title, why);
    buffer_add_span(&line, span_part(before, 0, before.length < 60 ? before.length : 60));
    buffer_add_string(&line, before.length < 60 ? "\")" : "...\")");
    correction_rows_refuse(workbook->rows, buffer_string(&line));
    buffer_free(&line);
}

static void take_value(struct workbook *workbook, const struct correction_target *target, const char *field,
                       struct span value)
{
    const struct correction_words words = { .field = span_of(field),
                                            .value = value.length ? value : span_of("not stated") };

    correction_rows_take(workbook->rows, target, &words);
}

/* owners := owner { ";" owner } ;  owner := name [ "(support)" ].  Those with the mark, or those without. */
static struct span list_owners(struct span cell, bool supporters, struct arena *arena)
{
    static const char mark[] = "(support)";
    struct buffer list = { 0 };

    for (size_t from = 0; from < cell.length;) {
        const char *end = memchr(cell.text + from, ';', cell.length - from);
        size_t to = end ? (size_t)(end - cell.text) : cell.length;
        struct span owner = span_trim(span_part(cell, from, to));
        bool is_marked = owner.length >= strlen(mark) &&
                         span_equals(span_part(owner, owner.length - strlen(mark), owner.length), mark);

        if (is_marked)
            owner = span_trim(span_part(owner, 0, owner.length - strlen(mark)));
        if (is_marked == supporters && owner.length) {
            buffer_add_string(&list, list.length ? " / " : "");
            buffer_add_span(&list, owner);
        }
        from = to + 1;
    }
    struct span copy = arena_copy_span(arena, span_over(buffer_string(&list), list.length));

    buffer_free(&list);
    return copy;
}

static void take_owners(struct workbook *workbook, const struct correction_target *target, struct span now,
                        struct span before)
{
    static const char *const fields[] = { "owner", "supporting owner" };

    for (unsigned supporters = 0; supporters < ARRAY_LENGTH(fields); supporters++) {
        struct span list = list_owners(now, supporters, workbook->arena);

        if (!span_same(list, list_owners(before, supporters, workbook->arena)))
            take_value(workbook, target, fields[supporters], list);
    }
}

static const char *review_field(const struct correction_target *target)
{
    const struct date_list *dates = &target->plan->risks[target->index].dates;

    for (size_t i = 0; i < dates->count; i++)
        if (dates->items[i].role == DATE_REVIEW)
            return "review date";
    return dates->count ? "due date" : "review date";
}

static void take_cell(struct workbook *workbook, const struct correction_target *target, size_t column)
{
    static const char cut[] = "[...]";
    const struct workbook_column *what = &workbook->part->columns[column];
    struct span now = cell_at(&workbook->now, workbook->row, workbook->now.at[column]);
    struct span before = cell_at(&workbook->before, workbook->before_row, workbook->before.at[column]);

    if (what->use == COLUMN_FIXED)
        refuse_cell(workbook, what, before, "can't be corrected here");
    else if (before.length > strlen(cut) &&
             span_equals(span_part(before, before.length - strlen(cut), before.length), cut))
        refuse_cell(workbook, what, before,
                    "holds words that were too long for a cell; use planrisk correct");
    else if (what->use == COLUMN_OWNERS)
        take_owners(workbook, target, now, before);
    else
        take_value(workbook, target, what->use == COLUMN_REVIEW ? review_field(target) : what->field, now);
}

/* ---- rows ------------------------------------------------------------------------------------------ */

static bool is_changed(const struct workbook *workbook, size_t column)
{
    return workbook->now.at[column] < SHEET_COLUMN_LIMIT &&
           workbook->before.at[column] < SHEET_COLUMN_LIMIT &&
           !span_same(cell_at(&workbook->now, workbook->row, workbook->now.at[column]),
                      cell_at(&workbook->before, workbook->before_row, workbook->before.at[column]));
}

/* The item has the words that it had when the workbook was written. */
static bool find_target(struct workbook *workbook, struct span key, struct correction_target *out)
{
    struct span words = cell_at(&workbook->before, workbook->before_row, workbook->before.at[TEXT_COLUMN]);

    if (!correction_rows_find(workbook->rows, key, out) || out->kind != workbook->part->kind)
        return correction_rows_refuse(workbook->rows, "the register has no item of this key");
    const struct plan *plan = correction_rows_corrected(workbook->rows, out->plan);

    if (!plain_words_are(entry_text(plan, out->kind, out->index), plain_words(words, workbook->arena)))
        return correction_rows_refuse(workbook->rows,
                                      "the item of this key has other words by now; write the workbook anew");
    return true;
}

static void take_changes(struct workbook *workbook, struct span key)
{
    struct correction_target target;
    bool is_found = false;

    for (size_t column = KEY_COLUMN + 1; column < workbook->part->column_count; column++) {
        if (!is_changed(workbook, column))
            continue;
        if (!is_found && !find_target(workbook, key, &target))
            return;
        is_found = true;
        take_cell(workbook, &target, column);
    }
    workbook->rows->passed_over += !is_found;
}

static void take_row(struct workbook *workbook)
{
    struct span key = cell_at(&workbook->now, workbook->row, workbook->now.at[KEY_COLUMN]);
    uint32_t before = key.length ? name_index_find(&workbook->keys, key, span_hash(key)) : NAME_ABSENT;
    bool is_blank = true;

    workbook->rows->line = workbook->row + 1;
    for (size_t i = workbook->now.first[workbook->row]; i < workbook->now.first[workbook->row + 1]; i++)
        is_blank = is_blank && span_is_blank(workbook->now.sheet.cells[i].text);
    if (is_blank)
        return;
    if (!key.length)
        correction_rows_refuse(workbook->rows, "the row has no key: a new row can't be taken");
    else if (before == NAME_ABSENT)
        correction_rows_refuse(workbook->rows, "no row with this key was written to the workbook");
    else if (workbook->is_seen[before])
        correction_rows_refuse(workbook->rows, "an earlier row has the same key");
    else {
        workbook->is_seen[before] = true;
        workbook->before_row = before;
        take_changes(workbook, key);
    }
}

static void index_keys(struct workbook *workbook)
{
    for (size_t row = 1; row < workbook->before.row_count; row++) {
        struct span key = cell_at(&workbook->before, row, workbook->before.at[KEY_COLUMN]);

        if (key.length)
            name_index_add(&workbook->keys, workbook->arena, key, (uint32_t)row);
    }
    workbook->is_seen = ARENA_ARRAY(workbook->arena, workbook->before.row_count, bool);
}

static void tell_gone(struct workbook *workbook)
{
    struct buffer line = { 0 };
    size_t gone = 0;

    for (size_t row = 1; row < workbook->before.row_count; row++)
        gone += !workbook->is_seen[row] &&
                cell_at(&workbook->before, row, workbook->before.at[KEY_COLUMN]).length > 0;
    workbook->rows->line = 0;
    if (gone) {
        buffer_add_format(&line, "%zu rows are gone: that takes nothing out of the register", gone);
        correction_rows_refuse(workbook->rows, buffer_string(&line));
    }
    buffer_free(&line);
}

static void take_part(struct workbook *workbook, struct span bytes)
{
    const struct workbook_part *part = workbook->part;

    workbook->rows->part = part->name;
    workbook->rows->line = 0;
    if (!read_grid(bytes, part->name, part, workbook->arena, &workbook->now) ||
        !read_grid(bytes, part->before, part, workbook->arena, &workbook->before)) {
        correction_rows_refuse(workbook->rows,
                               "no such sheet with a hidden copy: take a workbook that planrisk export "
                               "--format xlsx wrote, with all its sheets");
        return;
    }
    index_keys(workbook);
    for (workbook->row = 1; workbook->row < workbook->now.row_count; workbook->row++)
        take_row(workbook);
    tell_gone(workbook);
}

void correction_workbook_take(struct correction_rows *rows, struct span bytes)
{
    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
        struct workbook workbook = { .rows = rows, .arena = rows->maker->session->arena, .part = &parts[i] };

        take_part(&workbook, bytes);
    }
}
