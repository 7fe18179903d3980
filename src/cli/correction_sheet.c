#include "cli/correction_sheet.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/plain_words.h"
#include "characters/csv_record.h"
#include "characters/file_format.h"
#include "characters/file_read.h"
#include "characters/source_text.h"
#include "cli/correction_rows.h"
#include "cli/correction_workbook.h"
#include "cli/session.h"
#include "plan/plan.h"

enum { CELL_LIMIT = 64 };

/* The columns that mean something, and the rest of the record's cells by the same order. */
enum sheet_column {
    COLUMN_ITEM,
    COLUMN_FIELD,
    COLUMN_VALUE,
    COLUMN_REASON,
    COLUMN_BY,
    COLUMN_ON,
    COLUMN_WORDS,
    COLUMN_STATE,
    COLUMN_PLAN,
    COLUMN_COUNT
};

struct sheet {
    struct correction_rows rows;
    size_t cells[COLUMN_COUNT]; /* which cell of a record; CELL_LIMIT: none */
    struct span row[COLUMN_COUNT];
};

/* ---- the header ---------------------------------------------------------------------------------- */

static bool read_header(struct sheet *sheet, struct csv_reader *reader)
{
    static const char *const names[COLUMN_COUNT] = { "item", "field", "value", "reason", "by",
                                                     "on",   "words", "state", "plan" };
    struct span cells[CELL_LIMIT];

    sheet->rows.line = 1;
    if (!csv_reader_next(reader, cells, CELL_LIMIT))
        return correction_rows_refuse(&sheet->rows, "there is nothing in it");
    for (size_t name = 0; name < COLUMN_COUNT; name++) {
        size_t at = 0;

        while (at < CELL_LIMIT &&
               !(cells[at].text && span_same_ignoring_case(cells[at], span_of(names[name]))))
            at++;
        sheet->cells[name] = at;
    }
    if (sheet->cells[COLUMN_ITEM] == CELL_LIMIT || sheet->cells[COLUMN_FIELD] == CELL_LIMIT ||
        sheet->cells[COLUMN_VALUE] == CELL_LIMIT)
        return correction_rows_refuse(
            &sheet->rows, "its first line must name the columns item, field and value (and reason, by, on)");
    return true;
}

/* ---- which item a row is about ------------------------------------------------------------------- */

static bool has_words(const struct correction_target *target, struct span words)
{
    return target->kind == ENTRY_PLAN ||
           plain_words_are(entry_text(target->plan, target->kind, target->index), words);
}

/* The only item of the plans that the row can mean with these words. */
static bool find_by_words(const struct sheet *sheet, struct span words, const struct plan *only,
                          struct correction_target *out)
{
    size_t found = 0;

    for (size_t i = 0; i < sheet->rows.plans.count; i++) {
        const struct plan *plan = sheet->rows.plans.items[i];

        if (only ? plan != only : !span_same(plan->key, sheet->row[COLUMN_PLAN]))
            continue;
        for (unsigned kind = ENTRY_SECTION; kind <= ENTRY_INDICATOR; kind++)
            for (size_t j = 0; j < entry_count(plan, (enum entry_kind)kind); j++)
                if (has_words(&(struct correction_target){ plan, (enum entry_kind)kind, j }, words) &&
                    ++found)
                    *out = (struct correction_target){ plan, (enum entry_kind)kind, j };
    }
    return found == 1;
}

/* A key can mean another item in another edition or database; the words, where the sheet has them, decide. */
static bool find_target(struct sheet *sheet, struct correction_target *out)
{
    struct span words = plain_words(sheet->row[COLUMN_WORDS], sheet->rows.maker->session->arena);
    bool named = correction_rows_find(&sheet->rows, sheet->row[COLUMN_ITEM], out);
    struct buffer why = { 0 };

    if (named && (!words.length || has_words(out, words)))
        return true;
    if (words.length && find_by_words(sheet, words, named ? out->plan : NULL, out))
        return true;
    buffer_add_string(&why, named ? "other words stand in " : "there is no item \"");
    buffer_add_span(&why, sheet->row[COLUMN_ITEM]);
    buffer_add_string(&why, named ? " than in this row" : "\"");
    correction_rows_refuse(&sheet->rows, buffer_string(&why));
    buffer_free(&why);
    return false;
}

/* ---- one row ------------------------------------------------------------------------------------- */

static void take_row(struct sheet *sheet)
{
    const struct correction_words words = {
        .field = sheet->row[COLUMN_FIELD],
        .value = sheet->row[COLUMN_VALUE],
        .reason = sheet->row[COLUMN_REASON],
        .by = sheet->row[COLUMN_BY],
        .on = sheet->row[COLUMN_ON],
    };
    struct correction_target target;

    if (!words.value.length || span_equals(sheet->row[COLUMN_STATE], "ended"))
        sheet->rows.passed_over++;
    else if (find_target(sheet, &target))
        correction_rows_take(&sheet->rows, &target, &words);
}

static void take_rows(struct sheet *sheet, struct csv_reader *reader)
{
    struct span cells[CELL_LIMIT + 1];

    cells[CELL_LIMIT] = (struct span){ 0 };
    while (csv_reader_next(reader, cells, CELL_LIMIT)) {
        sheet->rows.line = reader->line;
        for (size_t i = 0; i < COLUMN_COUNT; i++)
            sheet->row[i] = cells[sheet->cells[i]];
        take_row(sheet);
    }
}

/* ---- the whole sheet ----------------------------------------------------------------------------- */

/* Rows of comma-separated values; false where the first line is not as it must be. */
static enum status take_text(struct sheet *sheet, struct span bytes)
{
    struct session *session = sheet->rows.maker->session;
    struct source_text text = { 0 };
    struct csv_reader reader;
    enum status status =
        source_text_decode(bytes, NULL, sheet->rows.options->path, session->arena, session->sink, &text);

    if (status != STATUS_OK)
        return status;
    csv_reader_begin(&reader, text.text, session->arena);
    if (!read_header(sheet, &reader))
        return STATUS_REFUSED;
    take_rows(sheet, &reader);
    return STATUS_OK;
}

int correction_sheet_take(struct correction_maker *maker, const struct sheet_options *options)
{
    struct sheet sheet = { 0 };
    struct file_bytes file = { 0 };
    enum status status = correction_rows_begin(&sheet.rows, maker, options);

    if (status == STATUS_OK)
        status = file_read(options->path, maker->session->sink, &file);
    if (status == STATUS_OK && file_format_sniff(file.bytes) == FILE_FORMAT_ZIP)
        correction_workbook_take(&sheet.rows, file.bytes);
    else if (status == STATUS_OK)
        status = take_text(&sheet, file.bytes);
    int end = status == STATUS_OK ? correction_rows_finish(&sheet.rows) : EXIT_WRONG;

    file_bytes_free(&file);
    return end;
}
