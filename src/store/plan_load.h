#ifndef STORE_PLAN_LOAD_H
#define STORE_PLAN_LOAD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

struct arena;
struct database;
struct plan;

/**
 * Reads one edition back: a plan equal to the one that plan_save was given, but for rule numbers in sources,
 * which are rows of the table `rule`. In the caller's transaction. with_evidence: fill every struct source,
 * the accounts and plan->text too. Errors: STATUS_DATABASE, reported.
 */
CHECKED enum status plan_load(struct database *database, int64_t edition, bool with_evidence,
                              struct arena *arena, struct plan **out);
#endif
