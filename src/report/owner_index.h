#ifndef REPORT_OWNER_INDEX_H
#define REPORT_OWNER_INDEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct arena;
struct plan;
struct plan_set;

/** An action that somebody is named for. */
struct owner_use {
    size_t plan; /* in the set */
    size_t action;
    bool is_support;
};

/** Who is named for actions or risks. The same name in two councils is two people or posts. */
struct report_owner {
    struct span name;
    struct span council; /* its name, or the plan's where it names none */
    size_t number;       /* from 1, by name and council */
    bool has_namesake;   /* another council has one of that name */
    struct owner_use *uses;
    size_t use_count;
    size_t risk_count;
};

struct owner_slot;
struct owner_index {
    struct report_owner **items; /* by number, less one */
    size_t count;
    struct owner_slot *slots;
    size_t slot_count;
};

/** Finds everybody that the plans name. Ownership: lives in the arena and borrows the plans. */
struct owner_index owner_index_make(const struct plan_set *plans, struct arena *arena);

/** Whom a plan means by a name; NULL: nobody. */
const struct report_owner *owner_index_find(const struct owner_index *index, const struct plan *plan,
                                            struct span name);
#endif
