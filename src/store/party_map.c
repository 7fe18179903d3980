#include "store/party_map.h"

#include <stdbool.h>

#include "base/arena.h"
#include "fields/values.h"
#include "store/database.h"

static bool is_same(const struct owner *a, const struct owner *b)
{
    return a->kind == b->kind && span_same(a->name.text, b->name.text) &&
           span_same(a->expansion, b->expansion);
}

static struct party_entry *find_slot(const struct party_map *map, const struct owner *owner)
{
    size_t at = (size_t)span_hash(owner->name.text) & (map->size - 1);

    while (map->slots[at].owner && !is_same(map->slots[at].owner, owner))
        at = (at + 1) & (map->size - 1);
    return &map->slots[at];
}

static void make_room(struct party_map *map)
{
    struct party_map bigger = *map;

    if (map->count * 2 < map->size)
        return;
    bigger.size = map->size ? map->size * 2 : 64;
    bigger.slots = ARENA_ARRAY(map->arena, bigger.size, struct party_entry);
    for (size_t i = 0; i < map->size; i++)
        if (map->slots[i].owner)
            *find_slot(&bigger, map->slots[i].owner) = map->slots[i];
    *map = bigger;
}

static void bind(struct statement *statement, const struct party_map *map, const struct owner *owner)
{
    statement_bind_integer(statement, AT_COUNCIL, map->council);
    statement_bind_span(statement, AT_NAME, owner->name.text);
    statement_bind_string(statement, AT_KIND, party_kind_name(owner->kind));
    statement_bind_span(statement, AT_EXPANSION, owner->expansion);
}

static enum status look_up(const struct party_map *map, struct database *database, const struct owner *owner,
                           int64_t *row)
{
    struct statement *find = statement_of(database, STATEMENT_FIND_PARTY);
    enum status status;

    bind(find, map, owner);
    if ((status = statement_run_finding(find, row)) != STATUS_OK || *row)
        return status;

    struct statement *add = statement_of(database, STATEMENT_ADD_PARTY);

    bind(add, map, owner);
    return statement_run_adding(add, row);
}

enum status party_map_find(struct party_map *map, struct database *database, const struct owner *owner,
                           int64_t *row)
{
    make_room(map);

    struct party_entry *slot = find_slot(map, owner);

    if (!slot->owner) {
        enum status status = look_up(map, database, owner, &slot->row);

        if (status != STATUS_OK)
            return status;
        slot->owner = owner;
        map->count++;
    }
    *row = slot->row;
    return STATUS_OK;
}
