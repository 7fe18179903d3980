#ifndef STORE_STORE_PRIVATE_H
#define STORE_STORE_PRIVATE_H

#include "base/buffer.h"
#include "store/database.h"
#include "store/rule_map.h"

struct arena;

/** A rule's name, looked up once. */
struct rule_name {
    struct rule_name *next;
    uint32_t rule;
    const char *name;
};

/** What struct store is to the modules of this folder. */
struct store {
    struct database database;
    struct rule_map rules; /* of the grammar that was saved with last */
    struct arena *scratch; /* for the length of one save */
    struct buffer key;     /* of the plan that was saved last */
    struct arena *names;   /* for as long as the store is open */
    struct rule_name *rule_names;
};
#endif
