#ifndef STORE_RULE_MAP_H
#define STORE_RULE_MAP_H

#include <stdint.h>

#include "base/status.h"

struct database;
struct grammar;

/** From a grammar's rule numbers to rows of the table `rule`, each looked up once. { 0 } is empty. */
struct rule_map {
    const struct grammar *grammar;
    int64_t *rows; /* by rule number; 0: not looked up yet */
    uint32_t count;
};

/** Makes the map one of this grammar. Forget it after a transaction that was undone: its rows are gone. */
void rule_map_use(struct rule_map *map, const struct grammar *grammar);
void rule_map_forget(struct rule_map *map);

/** The row of a rule, added to the table where it is not there; 0 for rule 0 and for numbers that are no
 * rule's. */
CHECKED enum status rule_map_find(struct rule_map *map, struct database *database, uint32_t rule,
                                  int64_t *row);
#endif
