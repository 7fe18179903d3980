#ifndef OUTPUT_JSON_EXPORT_H
#define OUTPUT_JSON_EXPORT_H

#include <stdio.h>

struct plan_set;

/**
 * Writes {"plans": [PLAN, ...]}: the register as the README's "export" describes it. What a plan does not state is null
 * (a single value) or [] (a list); row numbers of the database never appear, so that two imports of the same
 * files give the same bytes.
 * Whether the stream took it all is seen when it is closed.
 */
void json_export_plans(const struct plan_set *plans, FILE *stream);
#endif
