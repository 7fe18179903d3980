#include "output/item_label.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "output/entry.h"
#include "plan/plan.h"

static bool entry_of(const struct plan *plan, enum item_kind kind, size_t index, enum entry_kind *out)
{
    static const enum entry_kind kinds[ITEM_KIND_COUNT] = {
        [ITEM_SECTION] = ENTRY_SECTION,
        [ITEM_ACTION] = ENTRY_ACTION,
        [ITEM_RISK] = ENTRY_RISK,
        [ITEM_INDICATOR] = ENTRY_INDICATOR,
    };

    *out = (size_t)kind < ITEM_KIND_COUNT ? kinds[kind] : ENTRY_PLAN;
    return *out != ENTRY_PLAN && index < entry_count(plan, *out);
}

struct span item_label(const struct plan *plan, enum item_kind kind, size_t index, struct arena *arena)
{
    struct buffer key = { 0 };
    enum entry_kind entry;

    if (!entry_of(plan, kind, index, &entry))
        return (struct span){ .offset = SPAN_NOWHERE };
    struct span label = entry_ref(plan, entry, index);

    if (label.text)
        return label;
    entry_add_key(&key, plan, entry, index);
    label = arena_copy_span(arena, span_over(key.bytes, key.length));
    buffer_free(&key);
    return label;
}

struct span item_text(const struct plan *plan, enum item_kind kind, size_t index)
{
    enum entry_kind entry;

    if (!entry_of(plan, kind, index, &entry))
        return (struct span){ .offset = SPAN_NOWHERE };
    return entry_text(plan, entry, index);
}
