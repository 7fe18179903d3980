#ifndef FIELDS_COLUMN_MEANING_H
#define FIELDS_COLUMN_MEANING_H

#include "base/status.h"

struct column_set;
struct diag_sink;
struct node;
struct vocabulary;

/** `fields` and `soft` of grammars/columns.yaml: what the meanings of headings fill. Never changed once made. */
struct column_meanings;

CHECKED enum status column_meanings_new(const struct node *file, const struct vocabulary *headers, struct diag_sink *sink,
                                        struct column_meanings **out);
void column_meanings_free(struct column_meanings *meanings);

/**
 * Gives each column of a header its field. meanings: of each column, or -1; those that need others which are not there become -1
 * and are no longer counted as known.
 */
void column_meanings_choose(const struct column_meanings *all, int *meanings, struct column_set *set);
#endif
