#include "grammar/name_index.h"

#include "base/arena.h"

/* The slot of the name, or the free one where it belongs. */
static struct name_slot *slot_of(const struct name_index *index, struct span name, uint64_t hash)
{
    for (size_t at = (size_t)hash;; at++) {
        struct name_slot *slot = &index->slots[at & (index->capacity - 1)];

        if (!slot->name.text || (slot->hash == hash && span_same(slot->name, name)))
            return slot;
    }
}

static void grow(struct name_index *index, struct arena *arena)
{
    struct name_index old = *index;

    index->capacity = old.capacity ? old.capacity * 2 : 16;
    index->slots = ARENA_ARRAY(arena, index->capacity, struct name_slot);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.slots[i].name.text)
            *slot_of(index, old.slots[i].name, old.slots[i].hash) = old.slots[i];
}

uint32_t name_index_add(struct name_index *index, struct arena *arena, struct span name, uint32_t value)
{
    return name_index_add_hashed(index, arena, name, span_hash(name), value);
}

uint32_t name_index_add_hashed(struct name_index *index, struct arena *arena, struct span name, uint64_t hash,
                               uint32_t value)
{
    if (2 * index->count >= index->capacity)
        grow(index, arena);
    struct name_slot *slot = slot_of(index, name, hash);

    if (slot->name.text)
        return slot->value;
    *slot = (struct name_slot){ .hash = hash, .name = name, .value = value };
    index->count++;
    return NAME_ABSENT;
}

uint32_t name_index_find(const struct name_index *index, struct span name, uint64_t hash)
{
    if (index->count == 0)
        return NAME_ABSENT;
    const struct name_slot *slot = slot_of(index, name, hash);

    return slot->name.text ? slot->value : NAME_ABSENT;
}

static struct span fold(struct arena *arena, struct span name)
{
    char *folded = arena_take_text(arena, name.length);

    for (size_t i = 0; i < name.length; i++)
        folded[i] =
            name.text[i] >= 'A' && name.text[i] <= 'Z' ? (char)(name.text[i] + ('a' - 'A')) : name.text[i];
    return (struct span){ folded, name.length, SPAN_NOWHERE };
}

uint32_t name_index_add_folded(struct name_index *index, struct arena *arena, struct span name,
                               uint32_t value)
{
    return name_index_add(index, arena, fold(arena, name), value);
}

uint32_t name_index_find_folded(const struct name_index *index, struct arena *scratch, struct span name)
{
    struct span folded = fold(scratch, name);

    return name_index_find(index, folded, span_hash(folded));
}
