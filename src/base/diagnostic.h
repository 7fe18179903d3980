#ifndef BASE_DIAGNOSTIC_H
#define BASE_DIAGNOSTIC_H

#include <stddef.h>

#include "base/status.h"

enum diag_level { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE };

/**
 * Everything odd that can be said to the user, one enumerator each. Level, name and what to do
 * stand in one table in diagnostic.c; tests and the manual quote the names.
 */
enum diag_code {
    DIAG_FILE_MISSING,
    DIAG_FILE_UNREADABLE,
    DIAG_FILE_EMPTY,
    DIAG_FILE_BINARY,
    DIAG_FILE_TOO_LARGE,
    DIAG_FILE_FORMAT,
    DIAG_PACKAGE_DAMAGED,
    DIAG_PACKAGE_LIMIT,
    DIAG_TEXT_INVALID_BYTE,
    DIAG_TEXT_TRUNCATED,
    DIAG_CHARSET_UNKNOWN,
    DIAG_LINE_TOO_LONG,
    DIAG_GRAMMAR_SYNTAX,
    DIAG_GRAMMAR_CONTENT,
    DIAG_GRAMMAR_PATTERN,
    DIAG_MATCH_LIMIT,
    DIAG_NO_PLAN,
    DIAG_TRACKED_CHANGES,
    DIAG_PART_UNREAD,
    DIAG_PICTURE_UNREAD,
    DIAG_DATE_CONTROL,
    DIAG_DATABASE,
    DIAG_DATABASE_FOREIGN,
    DIAG_DATABASE_NEWER,
    DIAG_DATABASE_LOCKED,
    DIAG_DATABASE_READ_ONLY,
    DIAG_DATABASE_FULL,
    DIAG_SEARCH_INCOMPLETE,
    DIAG_OUTPUT,
    DIAG_USAGE,
    DIAG_ITEM_UNKNOWN,
    DIAG_ITEM_AMBIGUOUS,
    DIAG_CORRECTION_REFUSED,
    DIAG_CORRECTION_UNKNOWN,
    DIAG_CORRECTION_UNMATCHED,
    DIAG_GRAMMAR_DOUBT,
    DIAG_CODE_COUNT
};

/** One thing to tell. line and column count from 1; 0 is "no place". file may be NULL. */
struct diagnostic {
    enum diag_code code;
    const char *file;
    size_t line;
    size_t column;
    const char *what; /* the sentence, without place and without what to do */
};

/** Where diagnostics go. A module that reports is given one; it never prints by itself. */
struct diag_sink {
    void (*report)(struct diag_sink *sink, const struct diagnostic *diagnostic);
};

/** Reports, with the sentence as a printf format. sink may be NULL: then nobody listens. */
void diag_report(struct diag_sink *sink, enum diag_code code, const char *file, size_t line, size_t column,
                 const char *format, ...) PRINTF_LIKE(6, 7);

enum diag_level diag_level(enum diag_code code);
const char *diag_level_name(enum diag_level level);
/** Stable name such as "file-missing", and what the user can do about it (may be ""). */
const char *diag_name(enum diag_code code);
const char *diag_advice(enum diag_code code);

/** A sink that writes "FILE:LINE:COLUMN: level: what; advice" lines to standard error and counts. */
struct diag_printer {
    struct diag_sink sink;
    size_t errors;
    size_t warnings;
};
void diag_printer_init(struct diag_printer *printer);

/** A sink that keeps what it is told, for tests and for callers that decide later. */
struct diag_list {
    struct diag_sink sink;
    struct diagnostic *items; /* file and what are copies owned by the list */
    size_t count;
    size_t capacity;
};
/** Makes the list ready and returns its sink. */
struct diag_sink *diag_collect(struct diag_list *list);
void diag_list_free(struct diag_list *list);
#endif
