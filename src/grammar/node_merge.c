#include <string.h>

#include "base/arena.h"
#include "grammar/name_index.h"
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
    copy->count = 0;
    copy->capacity = 0;
    copy->text = "";
    copy->length = 0;
    return copy;
}

static const char *name_of(const struct node *entry)
{
    return node_get_text(entry, "name", "");
}

/* Names to their places in the list. */
static enum status index_names(const struct node *list, struct arena *arena, struct diag_sink *sink,
                               struct name_index *index)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < list->count; i++) {
        uint32_t known = name_index_add(index, arena, span_of(name_of(list->items[i])), (uint32_t)i);

        if (known != NAME_ABSENT)
            status = node_fault(list->items[i], sink, "the name '%s' stands in this list already, in line %u",
                                name_of(list->items[i]), list->items[known]->line);
    }
    return status;
}

static uint32_t place_of(const struct name_index *index, const struct node *entry)
{
    struct span name = span_of(name_of(entry));

    return name_index_find(index, name, span_hash(name));
}

/* New entries first, then the old ones, each replaced where the name is the same. */
static enum status merge_named(const struct node *base, const struct node *over, struct arena *arena,
                               struct diag_sink *sink, struct node **out)
{
    struct node *merged = copy_head(base, arena);
    struct name_index base_names = { 0 };
    struct name_index over_names = { 0 };

    if (index_names(base, arena, sink, &base_names) != STATUS_OK ||
        index_names(over, arena, sink, &over_names) != STATUS_OK)
        return STATUS_GRAMMAR;
    for (size_t i = 0; i < over->count; i++)
        if (place_of(&base_names, over->items[i]) == NAME_ABSENT)
            node_add(merged, arena, NULL, over->items[i]);
    for (size_t i = 0; i < base->count; i++) {
        uint32_t instead = place_of(&over_names, base->items[i]);

        node_add(merged, arena, NULL, instead == NAME_ABSENT ? base->items[i] : over->items[instead]);
    }
    *out = merged;
    return STATUS_OK;
}

static void add_all(struct node *merged, struct node *node, struct arena *arena)
{
    if (node->kind == NODE_TEXT)
        node_add(merged, arena, NULL, node);
    for (size_t i = 0; i < node->count; i++)
        node_add(merged, arena, NULL, node->items[i]);
}

static enum status merge_lists(struct node *base, struct node *over, struct arena *arena,
                               struct diag_sink *sink, struct node **out)
{
    if (is_list_of_named(base) && is_list_of_named(over))
        return merge_named(base, over, arena, sink, out);
    *out = copy_head(base, arena);
    add_all(*out, over, arena);
    add_all(*out, base, arena);
    return STATUS_OK;
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
        return node_fault(over, sink, "must be a %s, as in %s:%u",
                          base->kind == NODE_MAP ? "mapping" : "list or a text", base->origin->file,
                          base->line);
    if (base->kind == NODE_LIST || over->kind == NODE_LIST)
        return merge_lists(base, over, arena, sink, out);
    *out = over;
    return STATUS_OK;
}
