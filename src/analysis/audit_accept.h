#ifndef ANALYSIS_AUDIT_ACCEPT_H
#define ANALYSIS_AUDIT_ACCEPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/status.h"

struct arena;
struct buffer;
struct check_result;
struct diag_sink;
struct finding;
struct plan;

/**
 * Findings that somebody has accepted. A plan is evidence and is never edited, so they stand in files beside
 * it: suppressions, each with its reason and its end, and a baseline of what was there when checking began.
 * Both are matched by rule, plan and words, never by line or key, so that a new edition of the plan keeps
 * them.
 */

/**
 * What a finding is known by besides its rule and plan: the words of its item and those that it is about, in
 * lower case, letters and digits only, one space between.
 */
void audit_fingerprint_add(struct buffer *out, const struct plan *plan, const struct finding *finding);

/**
 * suppressions:
 *   - rule: DAT101                  # id or name
 *     plan: ashfold-equality-2009   # key
 *     item: EF4                     # the item's reference, or how its words begin
 *     words: 31/11/09               # what the finding is about; item or words, or both
 *     reason: the council has said that the 30th was meant
 *     who: A. Auditor
 *     date: 2010-01-05
 *     expires: 2010-06-30
 */
struct suppression {
    struct span rule;
    struct span plan;
    struct span item;
    struct span words;
    struct span expires; /* ISO day; no text: never */
    size_t line;         /* in its file */
    bool is_used;
};
struct suppression_list {
    const char *file;
    struct suppression *items;
    size_t count;
};

/**
 * Reads a file of suppressions.
 * Ownership: *out lives in the arena.
 * Errors:    STATUS_GRAMMAR: it is not as above; reported with its place. STATUS_REFUSED: it can't be read.
 */
CHECKED enum status suppressions_read(const char *file, struct arena *arena, struct diag_sink *sink,
                                      struct suppression_list *out);

/**
 * Takes the findings that match out of the result, and adds one (SUP951, SUP952) for each entry that matches
 * none or whose day is past. An entry for a plan that is not in the result is let be. today: ISO day.
 */
void suppressions_apply(struct suppression_list *list, const char *today, struct arena *arena,
                        struct check_result *result);

/**
 * A baseline is a text file: a line that begins with # is a comment, each other is RULE, PLAN and
 * fingerprint, parted by tabs, sorted. Takes the findings that it holds out of the result, each line once;
 * counts what is left of it in baseline_gone. Errors: STATUS_REFUSED: it can't be read, or is no baseline;
 * reported.
 */
CHECKED enum status baseline_apply(const char *file, struct arena *arena, struct diag_sink *sink,
                                   struct check_result *result);

/** The baseline of a result's findings. Errors: STATUS_REFUSED: it can't be written; reported. */
CHECKED enum status baseline_write(const char *file, const struct check_result *result,
                                   struct diag_sink *sink);
#endif
