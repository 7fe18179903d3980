#ifndef CLI_ITEM_FIND_H
#define CLI_ITEM_FIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "output/entry.h"

struct session;

/** What an ITEM of the command line means. The plan lives in the session's arena, loaded with evidence. */
struct item {
    const struct plan *plan;
    enum entry_kind kind;
    size_t index;
};

/**
 * ITEM := plan key | file name | item key | PLAN:REF | REF. A REF is an action's or risk's reference, a
 * section's or indicator's code, upper and lower case alike. Errors: STATUS_USAGE: there is none, or there
 * are several: they are listed on standard error; reported.
 */
CHECKED enum status item_find(struct session *session, const char *word, struct item *out);

/** The same, with what the plan says and without what people put right. */
CHECKED enum status item_find_as_read(struct session *session, const char *word, struct item *out);

/** As item_find, where only a plan will do. */
CHECKED enum status item_find_plan(struct session *session, const char *word, const struct plan **out);
#endif
