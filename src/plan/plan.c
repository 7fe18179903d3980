#include "plan/plan.h"

#include "base/status.h"
#include "document/document.h"
#include "plan/item_kind.h"

#define NAME_OF(names, value) ((size_t)(value) < ARRAY_LENGTH(names) ? (names)[value] : NULL)

const char *action_kind_name(enum action_kind kind)
{
    static const char *const names[] = { [ACTION_TABLE] = "action", [ACTION_CHART] = "chart" };

    return NAME_OF(names, kind);
}

const char *line_use_name(unsigned use)
{
    static const char *const names[] = {
        [USE_VALUE] = "value", [USE_FURNITURE] = "furniture", [USE_REPEAT] = "repeat",
        [USE_PROSE] = "prose", [USE_UNREAD] = "unread",
    };

    return NAME_OF(names, use);
}

const char *item_kind_name(enum item_kind kind)
{
    static const char *const names[ITEM_KIND_COUNT] = {
        [ITEM_DOCUMENT] = "document",   [ITEM_SECTION] = "section", [ITEM_ACTION] = "action",
        [ITEM_MILESTONE] = "milestone", [ITEM_RISK] = "risk",       [ITEM_INDICATOR] = "indicator",
    };

    return NAME_OF(names, kind);
}

static bool same_row(const struct place *a, const struct place *b)
{
    return a->table && a->table == b->table && a->row == b->row;
}

bool annotation_concerns(const struct plan *plan, const struct annotation *annotation, size_t line_first,
                         size_t line_last)
{
    struct place own, place;

    if (!annotation->line || !line_first)
        return false;
    if (line_first <= annotation->line && annotation->line <= line_last)
        return true;
    if (!place_find(&plan->places, annotation->line, &own))
        return false;
    for (size_t line = line_first; line <= line_last; line++)
        if (place_find(&plan->places, line, &place) && same_row(&own, &place))
            return true;
    return false;
}
