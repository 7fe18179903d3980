#ifndef CLI_CORRECTION_MAKE_H
#define CLI_CORRECTION_MAKE_H

#include <stdbool.h>

#include "base/span.h"
#include "base/status.h"
#include "output/entry.h"
#include "plan/correction.h"

struct buffer;
struct matcher;
struct plan_reader;
struct session;

/** What makes corrections out of what people write: the grammars that read plans. */
struct correction_maker {
    struct session *session;
    struct plan_reader *reader;
    struct matcher *matcher;
};
/** Opens the database for writing, unless dry. Errors: reported. correction_maker_free() also after a
 * failure. */
CHECKED enum status correction_maker_begin(struct correction_maker *maker, struct session *session, bool dry);
void correction_maker_free(struct correction_maker *maker);

/** Who corrects, when and why, as the command line or a row of a sheet gives it. */
struct correction_words {
    struct span field, value, reason, by, on;
};

/**
 * Makes a correction of an item of a plan loaded as it was read. False, with what is wrong in `why`, where
 * the kind of item has no such field or the value is none.
 */
bool correction_make(struct correction_maker *maker, const struct plan *plan, enum entry_kind kind,
                     size_t index, const struct correction_words *words, struct correction *out,
                     struct buffer *why);

/** --by, else $USER, $LOGNAME, the system's name for the user; no text where nobody says. */
struct span correction_author(const char *by);
/** --on, else now in UTC: "2011-03-31 09:30:00". */
struct span correction_moment(const char *on, struct arena *arena);

/** "norwich-001 (A.5): due date is 30 November 2009; the plan says 31/11/09" */
void correction_print(const struct correction *correction, const struct plan *plan, struct buffer *out);

/** The correction in force on the same field, or NULL. plan: with its corrections. */
const struct correction *correction_in_force(const struct plan *plan, const struct correction *correction);
#endif
