#ifndef PLAN_GIVEN_VALUE_H
#define PLAN_GIVEN_VALUE_H

#include <stdbool.h>

#include "base/span.h"

struct arena;
struct buffer;
struct correction;
struct matcher;
struct plan;
struct plan_reader;

/** How a person says that the plan does not state a field after all. */
#define GIVEN_NOT_STATED "not stated"

/**
 * Reads what a person gives for a correction's field, with the grammars that read the same field in plans: a
 * date is a date by the rules, or it is refused. Sets correction->given and value. plan: whose names and
 * abbreviations are known. Returns false, with one clause that says why in `why`, where the words are no such
 * value.
 */
bool given_value_read(const struct plan_reader *reader, struct matcher *matcher, const struct plan *plan,
                      struct span words, struct correction *correction, struct arena *arena,
                      struct buffer *why);
#endif
