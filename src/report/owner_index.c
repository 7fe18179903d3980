#include "report/owner_index.h"

#include <stdlib.h>

#include "base/arena.h"
#include "plan/plan.h"
#include "report/report_page.h"
#include "store/store.h"

/* A table of people by council and name, with open addressing; it is made twice as large as everybody who is
 * named. */
struct owner_slot {
    struct report_owner *owner;
    size_t capacity; /* of its uses */
};

static unsigned char folded(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static uint64_t hash_of(struct span council, struct span name)
{
    uint64_t hash = span_hash(council);

    for (size_t i = 0; i < name.length; i++)
        hash = (hash ^ folded(name.text[i])) * 0x100000001b3u;
    return hash;
}

static struct owner_slot *slot_of(const struct owner_index *index, struct span council, struct span name)
{
    size_t at = hash_of(council, name) & (index->slot_count - 1);

    while (index->slots[at].owner && !(span_same(index->slots[at].owner->council, council) &&
                                       span_same_ignoring_case(index->slots[at].owner->name, name)))
        at = (at + 1) & (index->slot_count - 1);
    return &index->slots[at];
}

static struct owner_slot *add(struct owner_index *index, const struct plan *plan, struct span name,
                              struct arena *arena)
{
    struct span council = report_plan_name(plan);
    struct owner_slot *slot = slot_of(index, council, name);

    if (!slot->owner) {
        slot->owner = ARENA_NEW(arena, struct report_owner);
        slot->owner->name = name;
        slot->owner->council = council;
        index->count++;
    }
    return slot;
}

static void add_use(struct owner_slot *slot, struct owner_use use, struct arena *arena)
{
    struct report_owner *owner = slot->owner;
    struct owner_use *last = owner->use_count ? &owner->uses[owner->use_count - 1] : NULL;

    if (last && last->plan == use.plan && last->action == use.action)
        return; /* named twice for one action */
    owner->uses = arena_grow(arena, owner->uses, owner->use_count, &slot->capacity, sizeof *owner->uses);
    owner->uses[owner->use_count++] = use;
}

static void add_plan(struct owner_index *index, const struct plan *plan, size_t number, struct arena *arena)
{
    for (size_t i = 0; i < plan->action_count; i++)
        for (size_t k = 0; k < plan->actions[i].owners.count; k++) {
            const struct owner *owner = &plan->actions[i].owners.items[k];

            if (owner->name.text.text)
                add_use(add(index, plan, owner->name.text, arena),
                        (struct owner_use){ number, i, owner->role == OWNER_SUPPORT }, arena);
        }
    for (size_t i = 0; i < plan->risk_count; i++)
        for (size_t k = 0; k < plan->risks[i].owners.count; k++)
            if (plan->risks[i].owners.items[k].name.text.text)
                add(index, plan, plan->risks[i].owners.items[k].name.text, arena)->owner->risk_count++;
}

static size_t count_names(const struct plan_set *plans)
{
    size_t count = 0;

    for (size_t p = 0; p < plans->count; p++) {
        for (size_t i = 0; i < plans->items[p]->action_count; i++)
            count += plans->items[p]->actions[i].owners.count;
        for (size_t i = 0; i < plans->items[p]->risk_count; i++)
            count += plans->items[p]->risks[i].owners.count;
    }
    return count;
}

static int compare_folded(struct span a, struct span b)
{
    for (size_t i = 0; i < a.length && i < b.length; i++)
        if (folded(a.text[i]) != folded(b.text[i]))
            return folded(a.text[i]) < folded(b.text[i]) ? -1 : 1;
    return (a.length > b.length) - (a.length < b.length);
}

static int by_name(const void *left, const void *right)
{
    const struct report_owner *a = *(struct report_owner *const *)left;
    const struct report_owner *b = *(struct report_owner *const *)right;
    int order = compare_folded(a->name, b->name);

    return order ? order : span_compare(a->council, b->council);
}

static void number_owners(struct owner_index *index, struct arena *arena)
{
    size_t count = 0;

    index->items = ARENA_ARRAY(arena, index->count, struct report_owner *);
    for (size_t i = 0; i < index->slot_count; i++)
        if (index->slots[i].owner)
            index->items[count++] = index->slots[i].owner;
    if (count)
        qsort(index->items, count, sizeof *index->items, by_name);
    for (size_t i = 0; i < count; i++) {
        index->items[i]->number = i + 1;
        if (i && span_same_ignoring_case(index->items[i]->name, index->items[i - 1]->name))
            index->items[i]->has_namesake = index->items[i - 1]->has_namesake = true;
    }
}

struct owner_index owner_index_make(const struct plan_set *plans, struct arena *arena)
{
    struct owner_index index = { .slot_count = 16 };

    while (index.slot_count < 2 * count_names(plans))
        index.slot_count *= 2;
    index.slots = ARENA_ARRAY(arena, index.slot_count, struct owner_slot);
    for (size_t p = 0; p < plans->count; p++)
        add_plan(&index, plans->items[p], p, arena);
    number_owners(&index, arena);
    return index;
}

const struct report_owner *owner_index_find(const struct owner_index *index, const struct plan *plan,
                                            struct span name)
{
    return slot_of(index, report_plan_name(plan), name)->owner;
}
