#ifndef OUTPUT_OUTPUT_FILE_H
#define OUTPUT_OUTPUT_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/status.h"

struct diag_sink;

/**
 * Where a result goes: standard output, or a file that is there only when it is whole. It is written
 * under a temporary name beside the file and renamed at the end, so that a failed run harms nothing.
 */
struct output_file {
    FILE *stream;
    char *path; /* NULL: standard output */
    char *temporary;
    bool is_closed;
};

/** path: NULL or "-" is standard output. Errors: STATUS_OUTPUT: can't be made; then nothing is left behind.
 */
CHECKED enum status output_file_open(struct output_file *file, const char *path, struct diag_sink *sink);

/**
 * Writes out and closes what was written, still under its temporary name. A reader that stopped listening to
 * standard output (a closed pipe) is no error.
 * Errors: STATUS_OUTPUT: not all of it could be written; the temporary file is gone.
 */
CHECKED enum status output_file_close(struct output_file *file, struct diag_sink *sink);

/** Closes if need be and gives the file its name. Errors: as output_file_close; the old file is as it was. */
CHECKED enum status output_file_finish(struct output_file *file, struct diag_sink *sink);

/** Forgets what was written. Does nothing after finish, or for { 0 }. */
void output_file_abandon(struct output_file *file);
#endif
