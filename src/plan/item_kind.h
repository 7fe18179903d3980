#ifndef PLAN_ITEM_KIND_H
#define PLAN_ITEM_KIND_H

/** What can be pointed at. Names in the database are item_kind_name's. */
enum item_kind {
    ITEM_DOCUMENT, /* the plan as a whole; index 0 */
    ITEM_SECTION,
    ITEM_ACTION,
    ITEM_MILESTONE, /* index: running number over the plan's actions, in order */
    ITEM_RISK,
    ITEM_INDICATOR,
};
enum { ITEM_KIND_COUNT = ITEM_INDICATOR + 1 };

const char *item_kind_name(enum item_kind kind); /* "document", "section", "action", ... */
#endif
