#ifndef CLI_GRAMMAR_TRY_H
#define CLI_GRAMMAR_TRY_H

#include <stdbool.h>

struct session;

/**
 * Shows what a pattern takes in a file: each line with the words marked, the entry and what its groups hold. what: the
 * name of a grammar ("dates"), of one of its lists ("dates.forms") or entries ("dates.month-year"), or a pattern.
 * whole: only what takes all of a cell, as headings, refs and ratings are read.
 * Returns the exit status.
 */
int grammar_try(struct session *session, const char *what, const char *path, bool whole);
#endif
