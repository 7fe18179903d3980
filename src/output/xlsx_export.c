#include "output/xlsx_export.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/audit_check.h"
#include "analysis/plan_overlap.h"
#include "analysis/risk_score.h"
#include "base/diagnostic.h"
#include "output/annotation_phrase.h"
#include "output/entry.h"
#include "output/entry_phrase.h"
#include "output/item_label.h"
#include "output/xlsx_risks.h"
#include "output/xlsx_scope.h"
#include "output/xlsx_sheet.h"
#include "plan/plan.h"
#include "store/store.h"

/* A workbook says when it was made; so that the same plans give the same bytes, it is always this day. */
static const time_t always = 946684800; /* 2000-01-01 */

/* ---- About ---------------------------------------------------------------------------------------- */

static void put_note(struct xlsx_sheet *sheet, const char *note)
{
    libxlsxwriter.worksheet_write_string(sheet->worksheet, sheet->row, 0, note,
                                         NULL); /* runs over the cells beside it */
    xlsx_end_row(sheet);
}

static void put_term(struct xlsx_sheet *sheet, const char *term, const char *meaning, lxw_format *format)
{
    libxlsxwriter.worksheet_write_string(sheet->worksheet, sheet->row, 0, term,
                                         format ? format : sheet->book->text);
    libxlsxwriter.worksheet_write_string(sheet->worksheet, sheet->row, 1, meaning,
                                         NULL); /* runs over the cells beside it */
    xlsx_end_row(sheet);
}

static void put_heading(struct xlsx_sheet *sheet, const char *words)
{
    xlsx_end_row(sheet);
    libxlsxwriter.worksheet_write_string(sheet->worksheet, sheet->row, 0, words, sheet->book->title);
    xlsx_end_row(sheet);
}

/* What is on each sheet, and what its words and colours mean. */
static void add_legend(struct xlsx_sheet *sheet, const struct risk_scheme *scheme)
{
    static const char *const terms[][2] = {
        { "Matrix", "Risks counted by likelihood and impact, before controls, after them and as aimed at." },
        { "Actions", "Every action of the plans; Due as printed has the plan's own words." },
        { "Risks", "Every risk; levels are those of the scheme on Matrix, from 1, the least." },
        { "Findings", "What is missing or impossible in the plans; planrisk rule RULE explains a rule." },
        { "Coverage", "What is said of each section, recommendation and risk, the worst first." },
        { "Scope", "What each rule could not be tested on, and why; then how much it looked at." },
        { "Overlaps", "Actions of different plans that are the same work." },
        { "Notes",
          "Comments, footnotes and endnotes, and what they stand by; no sheet where there are none." },
        { "Source", "Where the words stand; planrisk explain KEY shows them." },
        { "(empty)", "What the plan does not say: nothing is filled in." },
        { "not tested", "The plan has no place for it there. Silence is not a pass." },
    };

    put_heading(sheet, "Sheets and words");
    for (size_t i = 0; i < ARRAY_LENGTH(terms); i++)
        put_term(sheet, terms[i][0], terms[i][1], NULL);
    put_heading(sheet, "Bands");
    put_note(sheet, scheme->title);
    for (size_t i = 0; i < scheme->band_count; i++) {
        const char letter[] = { scheme->bands[i].letter, '\0' };

        put_term(sheet, scheme->bands[i].name, letter,
                 xlsx_band_format(sheet->book, &scheme->bands[i], false));
    }
    put_note(sheet,
             "Scores, bands and the matrix are formulas: they follow what is changed on the sheet Risks.");
}

static void add_about(struct xlsx_book *book, const struct xlsx_input *input)
{
    static const struct xlsx_column columns[] = {
        { "Plan", 48 }, { "Council", 32 }, { "File", 36 }, { "Edition", 9 }, { "Actions", 9 }, { "Risks", 9 },
    };
    struct xlsx_sheet sheet = xlsx_sheet_begin(book, "About", columns, ARRAY_LENGTH(columns));

    for (size_t i = 0; i < input->plans->count; i++) {
        const struct plan *plan = input->plans->items[i];

        xlsx_put_plan_name(&sheet, plan);
        xlsx_put_span(&sheet, plan->council.text);
        xlsx_put_span(&sheet, plan->document);
        xlsx_put_number(&sheet, (double)plan->edition);
        xlsx_put_number(&sheet, (double)plan->action_count);
        xlsx_put_number(&sheet, (double)plan->risk_count);
        xlsx_end_row(&sheet);
    }
    xlsx_end_row(&sheet);
    add_legend(&sheet, input->scores[0].scheme);
}

/* ---- Actions -------------------------------------------------------------------------------------- */

static const struct xlsx_column action_columns[] = {
    { "Key", 22 },      { "Plan", 30 },           { "Council", 24 },  { "Ref", 9 },
    { "Section", 20 },  { "Action", 56 },         { "Owner", 28 },    { "Start", 13 },
    { "Due", 13 },      { "Due as printed", 20 }, { "Status", 13 },   { "RAG", 9 },
    { "Priority", 10 }, { "Measure", 40 },        { "Progress", 40 }, { "Source", 28 },
};
enum { STATUS_COLUMN = 10, RAG_COLUMN = 11 };

static calendar_day last_day(const struct date_list *dates, enum date_role role)
{
    const struct date_value *date = entry_phrase_date(dates, role);

    return date ? date->to : CALENDAR_NONE;
}

static calendar_day first_day(const struct date_list *dates, enum date_role role)
{
    const struct date_value *date = entry_phrase_date(dates, role);

    return date ? date->from : CALENDAR_NONE;
}

static void put_words_of_dates(struct xlsx_sheet *sheet, const struct date_list *dates, enum date_role role)
{
    struct buffer *scratch = &sheet->book->scratch;

    for (size_t i = 0; i < dates->count; i++) {
        if (dates->items[i].role != role)
            continue;
        if (scratch->length)
            buffer_add_string(scratch, "; ");
        buffer_add_span(scratch, dates->items[i].words.text);
    }
    xlsx_put_scratch(sheet);
}

static void put_action(struct xlsx_sheet *sheet, const struct plan *plan, size_t index)
{
    const struct action *action = &plan->actions[index];
    struct buffer *scratch = &sheet->book->scratch;

    entry_add_key(scratch, plan, ENTRY_ACTION, index);
    xlsx_put_scratch(sheet);
    xlsx_put_plan_name(sheet, plan);
    xlsx_put_span(sheet, plan->council.text);
    xlsx_put_span(sheet, action->ref.text);
    xlsx_put_span(sheet, entry_section_name(plan, action->section));
    xlsx_put_span(sheet, action->text.text);
    entry_phrase_add_owners(scratch, &action->owners);
    xlsx_put_scratch(sheet);
    xlsx_put_day(sheet, first_day(&action->dates, DATE_START));
    xlsx_put_day(sheet, last_day(&action->dates, DATE_DUE));
    put_words_of_dates(sheet, &action->dates, DATE_DUE);
    xlsx_put_string(sheet, action_status_name(action->status));
    xlsx_put_string(sheet, rag_name(action->rag));
    xlsx_put_span(sheet, action->priority.text);
    xlsx_put_span(sheet, action->measure.text);
    xlsx_put_span(sheet, action->progress.text);
    xlsx_put_source(sheet, plan, action->line_first);
    xlsx_end_row(sheet);
}

enum { CHOICE_LIMIT = 8 };

/* The cells of a column take these values, up to the first that has no name. */
static void allow_list(struct xlsx_sheet *sheet, lxw_col_t column, const char *const *values)
{
    char *choices[CHOICE_LIMIT] = { NULL };
    lxw_data_validation list = { .validate = LXW_VALIDATION_TYPE_LIST,
                                 .value_list = choices,
                                 .error_title = xlsx_loan("No such value") };

    for (size_t i = 0; i + 1 < CHOICE_LIMIT && values[i]; i++)
        choices[i] = xlsx_loan(values[i]);
    libxlsxwriter.worksheet_data_validation_range(sheet->worksheet, 1, column,
                                                  sheet->row > 1 ? sheet->row - 1 : 1, column, &list);
}

static struct xlsx_sheet list_actions(struct xlsx_book *book, const char *name, const struct plan_set *plans)
{
    struct xlsx_sheet sheet = xlsx_sheet_begin(book, name, action_columns, ARRAY_LENGTH(action_columns));

    for (size_t i = 0; i < plans->count; i++)
        for (size_t k = 0; k < plans->items[i]->action_count; k++)
            put_action(&sheet, plans->items[i], k);
    return sheet;
}

static void add_actions(struct xlsx_book *book, const struct xlsx_input *input)
{
    static const char *const statuses[] = { "not_started", "in_progress", "completed", "cancelled", NULL };
    static const char *const colours[] = { "red", "amber", "green", "blue", NULL };
    struct xlsx_sheet sheet = list_actions(book, XLSX_ACTIONS, input->plans);

    allow_list(&sheet, STATUS_COLUMN, statuses);
    allow_list(&sheet, RAG_COLUMN, colours);
    xlsx_sheet_end(&sheet);
}

/* ---- Findings, Overlaps --------------------------------------------------------------------------- */

static void add_findings(struct xlsx_book *book, const struct xlsx_input *input)
{
    static const struct xlsx_column columns[] = {
        { "Rule", 9 },  { "Name", 24 },    { "Severity", 10 }, { "Plan", 30 },
        { "Item", 16 }, { "Finding", 60 }, { "Words", 30 },    { "Source", 28 },
    };
    struct xlsx_sheet sheet = xlsx_sheet_begin(book, "Findings", columns, ARRAY_LENGTH(columns));
    const struct check_result *checks = input->checks;

    for (size_t i = 0; i < checks->finding_count; i++) {
        const struct finding *finding = &checks->findings[i];
        const struct plan *plan = checks->plans->items[checks->finding_plans[i]];

        xlsx_put_string(&sheet, finding->rule);
        xlsx_put_string(&sheet, finding->name);
        xlsx_put_string(&sheet, finding_severity_name(finding->severity));
        xlsx_put_plan_name(&sheet, plan);
        if (finding->place.kind == ITEM_ACTION || finding->place.kind == ITEM_RISK)
            entry_add_key(&book->scratch, plan,
                          finding->place.kind == ITEM_ACTION ? ENTRY_ACTION : ENTRY_RISK,
                          finding->place.index);
        xlsx_put_scratch(&sheet);
        xlsx_put_span(&sheet, finding->message);
        xlsx_put_span(&sheet, finding->words);
        xlsx_put_source(&sheet, plan, finding->line);
        xlsx_end_row(&sheet);
    }
    xlsx_sheet_end(&sheet);
}

static void put_side(struct xlsx_sheet *sheet, const struct overlap_side *side)
{
    entry_add_key(&sheet->book->scratch, side->plan, ENTRY_ACTION, side->index);
    xlsx_put_scratch(sheet);
    xlsx_put_plan_name(sheet, side->plan);
    xlsx_put_span(sheet, side->action->text.text);
    entry_phrase_add_owners(&sheet->book->scratch, &side->action->owners);
    xlsx_put_scratch(sheet);
    xlsx_put_day(sheet, last_day(&side->action->dates, DATE_DUE));
}

static void add_overlaps(struct xlsx_book *book, const struct xlsx_input *input)
{
    static const struct xlsx_column columns[] = {
        { "Class", 12 },      { "Score", 8 },         { "Key", 22 },         { "Plan", 28 },
        { "Action", 46 },     { "Owner", 24 },        { "Due", 13 },         { "Other key", 22 },
        { "Other plan", 28 }, { "Other action", 46 }, { "Other owner", 24 }, { "Other due", 13 },
    };
    struct xlsx_sheet sheet = xlsx_sheet_begin(book, "Overlaps", columns, ARRAY_LENGTH(columns));

    for (size_t i = 0; i < input->overlaps->pair_count; i++) {
        const struct overlap *pair = &input->overlaps->pairs[i];

        xlsx_put_string(&sheet, overlap_class_name(pair->class));
        xlsx_put_number(&sheet, (double)(int)(pair->score * 1000 + 0.5) / 1000);
        put_side(&sheet, &pair->a);
        put_side(&sheet, &pair->b);
        xlsx_end_row(&sheet);
    }
    xlsx_sheet_end(&sheet);
}

/* ---- Notes ------------------------------------------------------------------------------------------ */

static bool has_annotations(const struct plan_set *plans)
{
    for (size_t i = 0; i < plans->count; i++)
        if (plans->items[i]->annotation_count)
            return true;
    return false;
}

static void put_annotation(struct xlsx_sheet *sheet, const struct plan *plan,
                           const struct annotation *annotation)
{
    xlsx_put_plan_name(sheet, plan);
    annotation_phrase_add_keys(&sheet->book->scratch, plan, annotation);
    xlsx_put_scratch(sheet);
    xlsx_put_string(sheet, annotation->kind);
    xlsx_put_span(sheet, annotation->author);
    xlsx_put_span(sheet, annotation->words.text);
    xlsx_put_source(sheet, plan, annotation->line);
    xlsx_end_row(sheet);
}

/* What stands beside the plans' own words; no sheet where nothing does. */
static void add_annotations(struct xlsx_book *book, const struct xlsx_input *input)
{
    static const struct xlsx_column columns[] = {
        { "Plan", 30 }, { "Item", 24 }, { "Kind", 11 }, { "Author", 24 }, { "Words", 60 }, { "Source", 28 },
    };
    const struct plan_set *plans = input->plans;

    if (!has_annotations(plans))
        return;
    struct xlsx_sheet sheet = xlsx_sheet_begin(book, "Notes", columns, ARRAY_LENGTH(columns));

    for (size_t i = 0; i < plans->count; i++)
        for (size_t k = 0; k < plans->items[i]->annotation_count; k++)
            put_annotation(&sheet, plans->items[i], &plans->items[i]->annotations[k]);
    xlsx_sheet_end(&sheet);
}

/* ---- the workbook ----------------------------------------------------------------------------------- */

static lxw_error write_workbook(const struct xlsx_input *input, const char *path)
{
    lxw_doc_properties properties = { .title = xlsx_loan("Register of council action plans"),
                                      .created = always };
    lxw_workbook *workbook = libxlsxwriter.workbook_new(path);
    struct xlsx_book book;

    if (!workbook)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    libxlsxwriter.workbook_set_properties(workbook, &properties);
    xlsx_book_begin(&book, workbook);
    add_about(&book, input);
    xlsx_add_matrix(&book, input);
    add_actions(&book, input);
    xlsx_add_risks(&book, input);
    add_findings(&book, input);
    xlsx_add_coverage(&book, input);
    xlsx_add_scope(&book, input);
    add_overlaps(&book, input);
    add_annotations(&book, input);
    libxlsxwriter.worksheet_hide(list_actions(&book, XLSX_ACTIONS_BEFORE, input->plans).worksheet);
    libxlsxwriter.worksheet_hide(xlsx_copy_risks(&book, input).worksheet);
    buffer_free(&book.scratch);
    return libxlsxwriter.workbook_close(workbook);
}

static enum status copy_file(FILE *from, FILE *to)
{
    char bytes[64 * 1024];
    size_t got;

    while ((got = fread(bytes, 1, sizeof bytes, from)) > 0)
        if (fwrite(bytes, 1, got, to) != got)
            return STATUS_OK; /* the stream remembers, and is asked when it is closed */
    return ferror(from) ? STATUS_OUTPUT : STATUS_OK;
}

/* The library writes to a file by name only: one that is gone when this returns. */
enum status xlsx_export_write(const struct xlsx_input *input, FILE *out, struct diag_sink *sink)
{
    const char *folder = getenv("TMPDIR");
    struct buffer path = { 0 };
    enum status status = STATUS_OUTPUT;
    lxw_error error;

    buffer_add_format(&path, "%s/planrisk-XXXXXX", folder && *folder ? folder : "/tmp");
    (void)buffer_string(&path);
    int descriptor = mkstemp(path.bytes);

    if (descriptor < 0) {
        diag_report(sink, DIAG_OUTPUT, path.bytes, 0, 0, "can't be made: %s", strerror(errno));
        buffer_free(&path);
        return STATUS_OUTPUT;
    }
    libxlsxwriter_open();
    error = write_workbook(input, path.bytes);
    FILE *made = fdopen(descriptor, "rb");

    if (error == LXW_NO_ERROR && made)
        status = copy_file(made, out);
    if (status != STATUS_OK)
        diag_report(sink, DIAG_OUTPUT, path.bytes, 0, 0, "the workbook can't be written: %s",
                    libxlsxwriter.lxw_strerror(error));
    if (made)
        fclose(made);
    else
        close(descriptor);
    unlink(path.bytes);
    buffer_free(&path);
    return status;
}
