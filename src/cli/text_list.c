#include "cli/text_list.h"

#include <stdlib.h>

#include "base/memory.h"

void text_list_add(struct text_list *list, const char *text)
{
    list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = text;
}

void text_list_free(struct text_list *list)
{
    free(list->items);
    *list = (struct text_list){ 0 };
}
