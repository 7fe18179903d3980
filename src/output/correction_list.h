#ifndef OUTPUT_CORRECTION_LIST_H
#define OUTPUT_CORRECTION_LIST_H

#include <stdbool.h>
#include <stdio.h>

#include "base/span.h"

struct arena;
struct buffer;
struct correction;
struct plan;
struct plan_set;
struct terminal;
struct text_table;

/** Corrections of plans, one after the other; ended ones too where asked for. Returns how many there were. */
size_t correction_list_print(const struct plan_set *plans, bool with_ended, struct arena *arena,
                             const struct terminal *terminal, FILE *stream);

/**
 * The same for CSV and JSON: columns that `correct --from` reads (item, field, value, reason, by, on, words)
 * and what the plan says.
 */
void correction_list_fill(const struct plan_set *plans, bool with_ended, struct arena *arena,
                          struct text_table *table);

/** What the person's word came to: a date by its days. */
void correction_add_value(struct buffer *out, const struct correction *correction);

/** Is it the reading itself that the person gave? Then it confirms. */
bool correction_confirms(const struct correction *correction, struct arena *arena);
#endif
