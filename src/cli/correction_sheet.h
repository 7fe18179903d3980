#ifndef CLI_CORRECTION_SHEET_H
#define CLI_CORRECTION_SHEET_H

#include <stdbool.h>

struct correction_maker;

/** Corrections from a file of comma-separated values or a workbook (correction_workbook.h). reason, by and on
 * stand in for what a row leaves empty.
 */
struct sheet_options {
    const char *path;
    const char *reason;
    const char *by;
    const char *on;
    bool apply; /* else nothing is kept */
};

/**
 * Takes every row that gives a value: prints what it corrects; tells of a row that can't be taken in one line
 * with its line number. With apply, all that can be taken are kept in one transaction. Returns the exit
 * status: 1 where there were rows that can't be taken.
 */
int correction_sheet_take(struct correction_maker *maker, const struct sheet_options *options);
#endif
