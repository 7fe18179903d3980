#ifndef OUTPUT_STANDING_PRINT_H
#define OUTPUT_STANDING_PRINT_H

#include <stddef.h>
#include <stdio.h>

#include "output/entry.h"

struct exposure_result;
struct plan_set;
struct reach_result;
struct risk_scheme;
struct terminal;

/** What scoring says of one plan. */
struct standing {
    const struct plan_set *plans; /* of that one plan */
    const struct risk_scheme *scheme;
    const struct reach_result *reach;
    const struct exposure_result *exposure;
};

/**
 * For the terminal, in the form of `explain`: of a risk, its score at each stage that the plan rates, the actions
 * that it threatens and those that carry out its mitigation; of an action, the risks that threaten it, those
 * whose mitigation it carries out, and its exposure factor by factor. Every link with its evidence.
 */
void standing_print(const struct standing *standing, enum entry_kind kind, size_t index,
                    const struct terminal *terminal, FILE *out);
#endif
