#ifndef REPORT_REGISTER_ROW_H
#define REPORT_REGISTER_ROW_H

#include <stddef.h>

#include "plan/item_kind.h"

struct report;
struct report_plan;

/** What the rows of the register are written from: a row for an action or a risk. */
struct register_item {
    struct report *report;
    const struct report_plan *own;
    enum item_kind kind; /* ITEM_ACTION or ITEM_RISK */
    size_t index;
};

/**
 * One row. Its attributes are what the script filters and sorts by: data-p (plan), data-o (owners' numbers),
 * data-t (themes), data-s (status), data-b (bands by stage: "iX rH"), data-c (cells: "i-4-5"), data-f (rules
 * that it breaks), data-d (due day), data-x (exposure or reach).
 */
void register_row_write(const struct register_item *item);

/** What the row says besides, folded away (register_more.c). */
void register_row_write_more(const struct register_item *item);
#endif
