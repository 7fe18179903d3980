#include "base/diagnostic.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static const struct {
    const char *name;
    enum diag_level level;
    const char *advice;
} codes[DIAG_CODE_COUNT] = {
    [DIAG_FILE_MISSING] = { "file-missing", DIAG_ERROR, "check the name" },
    [DIAG_FILE_UNREADABLE] = { "file-unreadable", DIAG_ERROR, "check its permissions" },
    [DIAG_FILE_EMPTY] = { "file-empty", DIAG_ERROR, "save the plan again" },
    [DIAG_FILE_BINARY] = { "file-binary", DIAG_ERROR, "save it as text or as Word XML" },
    [DIAG_FILE_TOO_LARGE] = { "file-too-large", DIAG_ERROR, "split it" },
    [DIAG_FILE_FORMAT] = { "file-format", DIAG_ERROR, "" },
    [DIAG_PACKAGE_DAMAGED] = { "package-damaged", DIAG_ERROR, "open it in Word and save it again" },
    [DIAG_PACKAGE_LIMIT] = { "package-limit", DIAG_ERROR,
                             "this is no plan that a person wrote; check the file" },
    [DIAG_TEXT_INVALID_BYTE] = { "invalid-byte", DIAG_WARNING,
                                 "give the right one with --charset if others look wrong too" },
    [DIAG_TEXT_TRUNCATED] = { "text-truncated", DIAG_WARNING, "save the plan again if its end is missing" },
    [DIAG_CHARSET_UNKNOWN] = { "charset-unknown", DIAG_ERROR, "iconv -l lists the names" },
    [DIAG_LINE_TOO_LONG] = { "line-too-long", DIAG_ERROR,
                             "this is no plan that a person wrote; check the file" },
    [DIAG_GRAMMAR_SYNTAX] = { "grammar-syntax", DIAG_ERROR, "mend the YAML" },
    [DIAG_GRAMMAR_CONTENT] = { "grammar-content", DIAG_ERROR, "see the README on how to write a grammar" },
    [DIAG_GRAMMAR_PATTERN] = { "grammar-pattern", DIAG_ERROR, "mend the pattern" },
    [DIAG_MATCH_LIMIT] = { "match-limit", DIAG_WARNING, "make the pattern simpler" },
    [DIAG_NO_PLAN] = { "no-plan", DIAG_WARNING, "its lines are kept; planrisk show --unread lists them" },
    [DIAG_TRACKED_CHANGES] = { "tracked-changes", DIAG_WARNING, "" },
    [DIAG_PART_UNREAD] = { "part-unread", DIAG_WARNING,
                           "look there for actions, and give them as a file of their own" },
    [DIAG_PICTURE_UNREAD] = { "picture-unread", DIAG_NOTE, "" },
    [DIAG_DATE_CONTROL] = { "date-control", DIAG_NOTE, "" },
    [DIAG_DATABASE] = { "database", DIAG_ERROR, "" },
    [DIAG_DATABASE_FOREIGN] = { "database-foreign", DIAG_ERROR, "name another file with --db" },
    [DIAG_DATABASE_NEWER] = { "database-newer", DIAG_ERROR, "use the newer planrisk" },
    [DIAG_DATABASE_LOCKED] = { "database-locked", DIAG_ERROR, "wait for the other program, then try again" },
    [DIAG_DATABASE_READ_ONLY] = { "database-read-only", DIAG_ERROR,
                                  "check its permissions, or name another with --db" },
    [DIAG_DATABASE_FULL] = { "database-full", DIAG_ERROR,
                             "make room, then import again; whole documents are kept" },
    [DIAG_SEARCH_INCOMPLETE] = { "search-incomplete", DIAG_WARNING,
                                 "search where the database can be written, once" },
    [DIAG_OUTPUT] = { "output", DIAG_ERROR, "check the folder and the disk" },
    [DIAG_USAGE] = { "usage", DIAG_ERROR, "see planrisk --help" },
    [DIAG_ITEM_UNKNOWN] = { "item-unknown", DIAG_ERROR, "planrisk list shows what there is" },
    [DIAG_ITEM_AMBIGUOUS] = { "item-ambiguous", DIAG_ERROR, "use one of the keys" },
    [DIAG_CORRECTION_REFUSED] = { "correction-refused", DIAG_ERROR, "" },
    [DIAG_CORRECTION_UNKNOWN] = { "correction-unknown", DIAG_ERROR, "planrisk corrections lists them" },
    [DIAG_CORRECTION_UNMATCHED] = { "correction-unmatched", DIAG_WARNING, "planrisk corrections says which" },
    [DIAG_GRAMMAR_DOUBT] = { "grammar-doubt", DIAG_WARNING, "" },
};

void diag_report(struct diag_sink *sink, enum diag_code code, const char *file, size_t line, size_t column,
                 const char *format, ...)
{
    char what[2048];
    va_list arguments;

    if (!sink)
        return;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    sink->report(sink, &(struct diagnostic){ code, file, line, column, what });
}

enum diag_level diag_level(enum diag_code code)
{
    return codes[code].level;
}

const char *diag_level_name(enum diag_level level)
{
    static const char *const names[] = {
        [DIAG_ERROR] = "error", [DIAG_WARNING] = "warning", [DIAG_NOTE] = "note"
    };

    return names[level];
}

const char *diag_name(enum diag_code code)
{
    return codes[code].name;
}

const char *diag_advice(enum diag_code code)
{
    return codes[code].advice;
}

static void print(struct diag_sink *sink, const struct diagnostic *diagnostic)
{
    struct diag_printer *printer = (struct diag_printer *)sink;
    enum diag_level level = diag_level(diagnostic->code);
    const char *advice = diag_advice(diagnostic->code);

    printer->errors += level == DIAG_ERROR;
    printer->warnings += level == DIAG_WARNING;
    fputs(diagnostic->file ? diagnostic->file : "planrisk", stderr);
    if (diagnostic->line)
        fprintf(stderr, ":%zu", diagnostic->line);
    if (diagnostic->line && diagnostic->column)
        fprintf(stderr, ":%zu", diagnostic->column);
    fprintf(stderr, ": %s: %s%s%s\n", diag_level_name(level), diagnostic->what, *advice ? "; " : "", advice);
}

void diag_printer_init(struct diag_printer *printer)
{
    *printer = (struct diag_printer){ .sink.report = print };
}

static void keep(struct diag_sink *sink, const struct diagnostic *diagnostic)
{
    struct diag_list *list = (struct diag_list *)sink;

    list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count] = *diagnostic;
    if (diagnostic->file)
        list->items[list->count].file = memory_copy_text(diagnostic->file, strlen(diagnostic->file));
    list->items[list->count].what = memory_copy_text(diagnostic->what, strlen(diagnostic->what));
    list->count++;
}

struct diag_sink *diag_collect(struct diag_list *list)
{
    *list = (struct diag_list){ .sink.report = keep };
    return &list->sink;
}

void diag_list_free(struct diag_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free((void *)(uintptr_t)list->items[i].file);
        free((void *)(uintptr_t)list->items[i].what);
    }
    free(list->items);
    *list = (struct diag_list){ .sink.report = keep };
}
