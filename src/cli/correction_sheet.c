#include "cli/correction_sheet.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/calendar_date.h"
#include "base/plain_words.h"
#include "characters/csv_record.h"
#include "characters/file_read.h"
#include "characters/source_text.h"
#include "cli/correction_make.h"
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
    struct correction_maker *maker;
    const struct sheet_options *options;
    struct plan_set plans; /* as they were read */
    struct plan_set corrected;
    size_t cells[COLUMN_COUNT]; /* which cell of a record; CELL_LIMIT: none */
    struct span row[COLUMN_COUNT];
    size_t line;
    struct correction *items;
    size_t count;
    size_t capacity;
    size_t passed_over; /* without a value, or in force already */
    size_t refused;
};

static bool refuse(struct sheet *sheet, const char *why)
{
    diag_report(sheet->maker->session->sink, DIAG_CORRECTION_REFUSED, sheet->options->path, sheet->line, 0,
                "%s", why);
    sheet->refused++;
    return false;
}

/* ---- the header ---------------------------------------------------------------------------------- */

static bool read_header(struct sheet *sheet, struct csv_reader *reader)
{
    static const char *const names[COLUMN_COUNT] = { "item", "field", "value", "reason", "by",
                                                     "on",   "words", "state", "plan" };
    struct span cells[CELL_LIMIT];

    sheet->line = 1;
    if (!csv_reader_next(reader, cells, CELL_LIMIT))
        return refuse(sheet, "there is nothing in it");
    for (size_t name = 0; name < COLUMN_COUNT; name++) {
        size_t at = 0;

        while (at < CELL_LIMIT &&
               !(cells[at].text && span_same_ignoring_case(cells[at], span_of(names[name]))))
            at++;
        sheet->cells[name] = at;
    }
    if (sheet->cells[COLUMN_ITEM] == CELL_LIMIT || sheet->cells[COLUMN_FIELD] == CELL_LIMIT ||
        sheet->cells[COLUMN_VALUE] == CELL_LIMIT)
        return refuse(sheet,
                      "its first line must name the columns item, field and value (and reason, by, on)");
    return true;
}

/* ---- which item a row is about ------------------------------------------------------------------- */

struct target {
    const struct plan *plan;
    enum entry_kind kind;
    size_t index;
};

/* PLAN, PLAN-NUMBER or PLAN:REF */
static bool find_by_name(const struct sheet *sheet, struct span name, struct target *out)
{
    for (size_t i = 0; i < sheet->plans.count; i++) {
        const struct plan *plan = sheet->plans.items[i];
        struct span rest = span_part(name, plan->key.length, name.length);

        if (!name.text || !span_begins(name, plan->key.text))
            continue;
        *out = (struct target){ .plan = plan, .kind = ENTRY_PLAN };
        if (!rest.length)
            return true;
        if (rest.text[0] == '-' &&
            entry_from_key(plan, span_part(rest, 1, rest.length), &out->kind, &out->index))
            return true;
        for (unsigned kind = ENTRY_SECTION; rest.text[0] == ':' && kind <= ENTRY_INDICATOR; kind++)
            for (size_t j = 0; j < entry_count(plan, (enum entry_kind)kind); j++)
                if (span_same_ignoring_case(entry_ref(plan, (enum entry_kind)kind, j),
                                            span_part(rest, 1, rest.length))) {
                    *out = (struct target){ plan, (enum entry_kind)kind, j };
                    return true;
                }
    }
    return false;
}

static bool has_words(const struct target *target, struct span words)
{
    return target->kind == ENTRY_PLAN ||
           plain_words_are(entry_text(target->plan, target->kind, target->index), words);
}

/* The only item of the plans that the row can mean with these words. */
static bool find_by_words(const struct sheet *sheet, struct span words, const struct plan *only,
                          struct target *out)
{
    size_t found = 0;

    for (size_t i = 0; i < sheet->plans.count; i++) {
        const struct plan *plan = sheet->plans.items[i];

        if (only ? plan != only : !span_same(plan->key, sheet->row[COLUMN_PLAN]))
            continue;
        for (unsigned kind = ENTRY_SECTION; kind <= ENTRY_INDICATOR; kind++)
            for (size_t j = 0; j < entry_count(plan, (enum entry_kind)kind); j++)
                if (has_words(&(struct target){ plan, (enum entry_kind)kind, j }, words) && ++found)
                    *out = (struct target){ plan, (enum entry_kind)kind, j };
    }
    return found == 1;
}

/* A key can mean another item in another edition or database; the words, where the sheet has them, decide. */
static bool find_target(struct sheet *sheet, struct target *out)
{
    struct span words = plain_words(sheet->row[COLUMN_WORDS], sheet->maker->session->arena);
    bool named = find_by_name(sheet, sheet->row[COLUMN_ITEM], out);
    struct buffer why = { 0 };

    if (named && (!words.length || has_words(out, words)))
        return true;
    if (words.length && find_by_words(sheet, words, named ? out->plan : NULL, out))
        return true;
    buffer_add_string(&why, named ? "other words stand in " : "there is no item \"");
    buffer_add_span(&why, sheet->row[COLUMN_ITEM]);
    buffer_add_string(&why, named ? " than in this row" : "\"");
    refuse(sheet, buffer_string(&why));
    buffer_free(&why);
    return false;
}

/* ---- one row ------------------------------------------------------------------------------------- */

static bool fill_words(struct sheet *sheet, struct correction_words *words)
{
    struct arena *arena = sheet->maker->session->arena;
    struct span on = sheet->row[COLUMN_ON];
    calendar_day day;

    *words = (struct correction_words){
        .field = sheet->row[COLUMN_FIELD],
        .value = sheet->row[COLUMN_VALUE],
        .reason =
            sheet->row[COLUMN_REASON].length ? sheet->row[COLUMN_REASON] : span_of(sheet->options->reason),
        .by = sheet->row[COLUMN_BY].length ? sheet->row[COLUMN_BY] : correction_author(sheet->options->by),
        .on = on.length ? arena_copy_span(arena, on) : correction_moment(sheet->options->on, arena),
    };
    if (span_is_blank(words->reason))
        return refuse(sheet, "the row gives no reason");
    if (span_is_blank(words->by))
        return refuse(sheet, "the row does not say by whom; say so with --by NAME");
    if (on.length && !calendar_parse_iso(arena_copy_span(arena, span_part(on, 0, 10)).text, &day))
        return refuse(sheet, "the column on holds no day such as 2010-03-31");
    return true;
}

static const struct plan *corrected_plan(const struct sheet *sheet, const struct plan *plan)
{
    for (size_t i = 0; i < sheet->corrected.count; i++)
        if (sheet->corrected.items[i]->id == plan->id)
            return sheet->corrected.items[i];
    return plan;
}

static bool is_in_force(const struct sheet *sheet, const struct plan *plan,
                        const struct correction *correction)
{
    const struct correction *known = correction_in_force(corrected_plan(sheet, plan), correction);

    return known && span_same(known->given, correction->given) &&
           span_same(known->reason, correction->reason);
}

static bool is_told_before(struct sheet *sheet, const struct correction *correction)
{
    for (size_t i = 0; i < sheet->count; i++)
        if (span_same(sheet->items[i].plan, correction->plan) &&
            correction_same_place(&sheet->items[i], correction))
            return true;
    return false;
}

static void take(struct sheet *sheet, const struct plan *plan, const struct correction *correction)
{
    struct buffer line = { 0 };

    sheet->items = arena_grow(sheet->maker->session->arena, sheet->items, sheet->count, &sheet->capacity,
                              sizeof *sheet->items);
    sheet->items[sheet->count++] = *correction;
    correction_print(correction, plan, &line);
    printf("%s\n", buffer_string(&line));
    buffer_free(&line);
}

static void take_row(struct sheet *sheet)
{
    struct correction correction;
    struct correction_words words;
    struct target target;
    struct buffer why = { 0 };

    if (!sheet->row[COLUMN_VALUE].length || span_equals(sheet->row[COLUMN_STATE], "ended")) {
        sheet->passed_over++;
        return;
    }
    if (!find_target(sheet, &target) || !fill_words(sheet, &words))
        return;
    if (!correction_make(sheet->maker, target.plan, target.kind, target.index, &words, &correction, &why))
        refuse(sheet, buffer_string(&why));
    else if (is_told_before(sheet, &correction))
        refuse(sheet, "an earlier row corrects the same field");
    else if (is_in_force(sheet, target.plan, &correction))
        sheet->passed_over++;
    else
        take(sheet, target.plan, &correction);
    buffer_free(&why);
}

static void take_rows(struct sheet *sheet, struct csv_reader *reader)
{
    struct span cells[CELL_LIMIT + 1];

    cells[CELL_LIMIT] = (struct span){ 0 };
    while (csv_reader_next(reader, cells, CELL_LIMIT)) {
        sheet->line = reader->line;
        for (size_t i = 0; i < COLUMN_COUNT; i++)
            sheet->row[i] = cells[sheet->cells[i]];
        take_row(sheet);
    }
}

/* ---- the whole sheet ----------------------------------------------------------------------------- */

static enum status read_file(const struct sheet *sheet, struct source_text *out)
{
    struct session *session = sheet->maker->session;
    struct file_bytes file = { 0 };
    enum status status = file_read(sheet->options->path, session->sink, &file);

    if (status == STATUS_OK)
        status =
            source_text_decode(file.bytes, NULL, sheet->options->path, session->arena, session->sink, out);
    file_bytes_free(&file);
    return status;
}

static int finish(struct sheet *sheet)
{
    struct session *session = sheet->maker->session;

    if (sheet->options->apply && sheet->count &&
        store_add_corrections(session->store, sheet->items, sheet->count) != STATUS_OK)
        return EXIT_WRONG;
    fprintf(stderr, "%zu %s, %zu passed over, %zu refused%s\n", sheet->count,
            sheet->options->apply ? "kept" : "to correct", sheet->passed_over, sheet->refused,
            sheet->options->apply || !sheet->count ? "" : "; nothing is kept yet: give --apply to keep them");
    return sheet->refused ? EXIT_FOUND : EXIT_DONE;
}

int correction_sheet_take(struct correction_maker *maker, const struct sheet_options *options)
{
    struct sheet sheet = { .maker = maker, .options = options };
    struct session *session = maker->session;
    struct source_text text = { 0 };
    struct csv_reader reader;

    if (session_load_plans(session, &(struct load_options){ .as_read = true }, &sheet.plans) != STATUS_OK ||
        session_load_plans(session, &(struct load_options){ 0 }, &sheet.corrected) != STATUS_OK ||
        read_file(&sheet, &text) != STATUS_OK)
        return EXIT_WRONG;
    csv_reader_begin(&reader, text.text, session->arena);
    if (!read_header(&sheet, &reader))
        return EXIT_WRONG;
    take_rows(&sheet, &reader);
    return finish(&sheet);
}
