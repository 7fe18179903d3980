#ifndef OUTPUT_ENTRY_SHOW_H
#define OUTPUT_ENTRY_SHOW_H

#include <stdio.h>

#include "output/entry.h"

struct arena;
struct store;
struct terminal;

/** What the register has of one entry, field by field, with what was corrected marked; what the plan does not
 * state is named at the end. */
void entry_show(const struct plan *plan, enum entry_kind kind, size_t index, struct arena *arena,
                const struct terminal *terminal, FILE *stream);

/** A plan in short: its particulars, how much it holds, its sections. With the plan's text: how many lines
 * are unread. */
void entry_show_plan(const struct plan *plan, struct arena *arena, const struct terminal *terminal,
                     FILE *stream);

/**
 * Where each value of an entry came from: the line, the words that stand there, the rule that read them.
 * A corrected one: who put it right, when and why, what the plan says, and what came before.
 * The plan must have been loaded from the store with evidence.
 */
void entry_explain(const struct plan *plan, enum entry_kind kind, size_t index, struct store *store,
                   struct arena *arena, const struct terminal *terminal, FILE *stream);
#endif
