#ifndef STORE_PLAN_LOAD_H
#define STORE_PLAN_LOAD_H

#include <stdint.h>

#include "base/status.h"

struct arena;
struct database;
struct plan;

/** How much of a plan is read: its values; its text, plan->text, too; and every struct source, the doubts and
 * the accounts. */
enum load_depth { LOAD_VALUES, LOAD_TEXT, LOAD_EVIDENCE };

/**
 * Reads one edition back: a plan equal to the one that plan_save was given, but for rule numbers in sources,
 * which are rows of the table `rule`. In the caller's transaction. Errors: STATUS_DATABASE,
 * reported.
 */
CHECKED enum status plan_load(struct database *database, int64_t edition, enum load_depth depth,
                              struct arena *arena, struct plan **out);
#endif
