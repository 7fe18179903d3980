#include <string.h>

#include "base/arena.h"
#include "grammar/node.h"

static bool is_named(const struct node *entry)
{
    const struct node *name = node_get(entry, "name");

    return name && name->kind == NODE_TEXT;
}

static bool is_list_of_named(const struct node *list)
{
    if (!node_is_list_of_maps(list))
        return false;
    for (size_t i = 0; i < list->count; i++)
        if (!is_named(list->items[i]))
            return false;
    return true;
}

static struct node *copy_head(const struct node *node, struct arena *arena)
{
    struct node *copy = ARENA_NEW(arena, struct node);

    *copy = *node;
    copy->kind = NODE_LIST;
    copy->keys = copy->items = NULL;
    copy->count = copy->capacity = 0;
    copy->text = "";
    copy->length = 0;
    return copy;
}

static struct node *entry_of_name(const struct node *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(node_get_text(list->items[i], "name", ""), name) == 0)
            return list->items[i];
    return NULL;
}

/* New entries first, then the old ones, each replaced where the name is the same. */
static struct node *merge_named(const struct node *base, const struct node *over, struct arena *arena)
{
    struct node *merged = copy_head(base, arena);

    for (size_t i = 0; i < over->count; i++)
        if (!entry_of_name(base, node_get_text(over->items[i], "name", "")))
            node_add(merged, arena, NULL, over->items[i]);
    for (size_t i = 0; i < base->count; i++) {
        struct node *instead = entry_of_name(over, node_get_text(base->items[i], "name", ""));

        node_add(merged, arena, NULL, instead ? instead : base->items[i]);
    }
    return merged;
}

static void add_all(struct node *merged, struct node *node, struct arena *arena)
{
    if (node->kind == NODE_TEXT)
        node_add(merged, arena, NULL, node);
    for (size_t i = 0; i < node->count; i++)
        node_add(merged, arena, NULL, node->items[i]);
}

static struct node *merge_lists(struct node *base, struct node *over, struct arena *arena)
{
    if (is_list_of_named(base) && is_list_of_named(over))
        return merge_named(base, over, arena);
    struct node *merged = copy_head(base, arena);

    add_all(merged, over, arena);
    add_all(merged, base, arena);
    return merged;
}

static enum status merge_maps(struct node *base, const struct node *over, struct arena *arena,
                              struct diag_sink *sink)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < over->count; i++) {
        size_t at = 0;

        while (at < base->count && strcmp(base->keys[at]->text, over->keys[i]->text) != 0)
            at++;
        if (at == base->count)
            node_add(base, arena, over->keys[i], over->items[i]);
        else if (node_merge(base->items[at], over->items[i], arena, sink, &base->items[at]) != STATUS_OK)
            status = STATUS_GRAMMAR;
    }
    return status;
}

enum status node_merge(struct node *base, struct node *over, struct arena *arena, struct diag_sink *sink,
                       struct node **out)
{
    *out = base;
    if (base->kind == NODE_MAP && over->kind == NODE_MAP)
        return merge_maps(base, over, arena, sink);
    if (base->kind == NODE_MAP || over->kind == NODE_MAP)
        return node_fault(over, sink, "must be a %s, as in %s:%zu",
                          base->kind == NODE_MAP ? "mapping" : "list or a text", base->origin->file, base->line);
    *out = base->kind == NODE_TEXT && over->kind == NODE_TEXT ? over : merge_lists(base, over, arena);
    return STATUS_OK;
}
