#include "store/item_rows.h"

#include "base/arena.h"
#include "store/derived.h"
#include "store/store_private.h"

static enum status list_rows(struct database *database, struct arena *arena, const struct item_place *place,
                             struct item_row_list *list)
{
    struct statement *ask = statement_of(database, STATEMENT_LIST_ITEM_IDS);

    list->plan = place->plan;
    list->count = 0;
    statement_bind_integer(ask, AT_EDITION, place->plan);
    statement_bind_string(ask, AT_KIND, item_kind_name(place->kind));
    while (statement_next(ask)) {
        list->rows = arena_grow(arena, list->rows, list->count, &list->capacity, sizeof *list->rows);
        list->rows[list->count++] = statement_integer(ask, 0);
    }
    return statement_finish(ask);
}

enum status item_rows_find(struct item_rows *items, struct database *database, const struct item_place *place,
                           int64_t *row)
{
    struct item_row_list *list = &items->kinds[place->kind];
    enum status status =
        list->plan == place->plan ? STATUS_OK : list_rows(database, items->arena, place, list);

    *row = status == STATUS_OK && place->index < list->count ? list->rows[place->index] : 0;
    return status;
}
