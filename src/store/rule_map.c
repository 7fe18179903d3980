#include "store/rule_map.h"

#include <stdlib.h>

#include "base/memory.h"
#include "grammar/grammar.h"
#include "store/database.h"

void rule_map_forget(struct rule_map *map)
{
    free(map->rows);
    *map = (struct rule_map){ 0 };
}

void rule_map_use(struct rule_map *map, const struct grammar *grammar)
{
    if (map->grammar == grammar && map->rows)
        return;
    rule_map_forget(map);
    map->grammar = grammar;
    map->count = grammar_rule_count(grammar) + 1;
    map->rows = memory_new(map->count * sizeof *map->rows);
}

static enum status look_up(struct database *database, const char *name, int64_t *row)
{
    struct statement *find = statement_of(database, STATEMENT_FIND_RULE);
    enum status status;

    statement_bind_string(find, AT_NAME, name);
    if ((status = statement_run_finding(find, row)) != STATUS_OK || *row)
        return status;

    struct statement *add = statement_of(database, STATEMENT_ADD_RULE);

    statement_bind_string(add, AT_NAME, name);
    return statement_run_adding(add, row);
}

enum status rule_map_find(struct rule_map *map, struct database *database, uint32_t rule, int64_t *row)
{
    *row = 0;
    if (rule == 0 || rule >= map->count)
        return STATUS_OK;
    if (!map->rows[rule]) {
        enum status status = look_up(database, grammar_rule_name(map->grammar, rule), &map->rows[rule]);

        if (status != STATUS_OK)
            return status;
    }
    *row = map->rows[rule];
    return STATUS_OK;
}
