#ifndef OUTPUT_JSON_EXPORT_H
#define OUTPUT_JSON_EXPORT_H

#include <stddef.h>
#include <stdio.h>

#include "base/status.h"
#include "output/entry.h"

struct plan;
struct store;
struct plan_set;

/**
 * Writes {"plans": [PLAN, ...]}: the register as the README's "export" describes it. What a plan does not
 * state is null (a single value) or [] (a list); row numbers of the database never appear, so that two
 * imports of the same files give the same bytes. Whether the stream took it all is seen when it is closed.
 * With a store, each plan has its record, too: what import makes the same edition of (store/record.h).
 * Errors: STATUS_DATABASE: reported; none without a store.
 */
CHECKED enum status json_export_plans(const struct plan_set *plans, struct store *store, FILE *stream);

/** One entry alone, with the members that it has in the export; ENTRY_PLAN: the plan and all in it. */
void json_export_entry(const struct plan *plan, enum entry_kind kind, size_t index, FILE *stream);
#endif
