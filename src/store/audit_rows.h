#ifndef STORE_AUDIT_ROWS_H
#define STORE_AUDIT_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "store/audit_table.h"

struct arena;
struct audit_context;
struct plan;

/**
 * What an audit asks of a plan's actions and their leads, each found once: the tables audit_action and
 * audit_lead of the questions. What their columns mean stands beside them in audit_rows.c.
 */
struct audit_rows {
    struct audit_table actions;
    struct audit_table leads;
};

/** The tables' shape, without rows. */
struct audit_rows audit_rows_none(void);

/** Ids of a plan's items in the database, by index. */
struct item_ids {
    const int64_t *ids;
    size_t count;
};

/** Makes the rows those of a plan: they borrow from it, and live in the arena. */
void audit_rows_fill(struct audit_rows *rows, const struct plan *plan, const struct item_ids *actions,
                     const struct item_ids *sections, const struct audit_context *context,
                     struct arena *arena);
#endif
