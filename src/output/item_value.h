#ifndef OUTPUT_ITEM_VALUE_H
#define OUTPUT_ITEM_VALUE_H

#include <stddef.h>

#include "base/span.h"
#include "plan/plan.h"

struct buffer;

/** What a plan is made of, as the command line and the outputs name it. */
enum item_kind { ITEM_PLAN, ITEM_SECTION, ITEM_ACTION, ITEM_RISK, ITEM_INDICATOR, ITEM_ABBREVIATION, ITEM_ANOMALY };

const char *item_kind_name(enum item_kind kind);

/**
 * Adds an item's key: the plan's for the plan itself, else the plan's and a number from 1 in reading order:
 * norwich-001 (action), norwich-r001 (risk), norwich-i001 (indicator), norwich-s001 (section).
 */
void item_add_key(struct buffer *buffer, const struct plan *plan, enum item_kind kind, size_t index);

size_t item_count(const struct plan *plan, enum item_kind kind);

/** Reads "001", "r001", "i001", "s001" behind a plan's key; false where it names no item that the plan has. */
bool item_from_key(const struct plan *plan, struct span suffix, enum item_kind *kind, size_t *index);

/** What the plan itself calls the item: an action's or risk's ref, a section's or indicator's code; no text where it has none. */
struct span item_ref(const struct plan *plan, enum item_kind kind, size_t index);
/** The item's own words: text, title. */
struct span item_text(const struct plan *plan, enum item_kind kind, size_t index);
/** Its first line, from 1; 0 where it is not known. */
size_t item_line(const struct plan *plan, enum item_kind kind, size_t index);

/** A section by its code or, where it has none, its title; no text for PLAN_NO_INDEX. */
struct span item_section_name(const struct plan *plan, size_t section);

/** One field of one item. */
struct item_value {
    enum item_kind kind;
    size_t index;                      /* of the item in the plan */
    const char *field;                 /* as in the export: "text", "owner", "due date", "impact" */
    struct span text;                  /* as the register has it; no text: not stated */
    const struct source *source;
    const struct date_value *date;     /* where the field is a date, else NULL */
    const struct owner *owner;         /* where it is an owner, else NULL */
    size_t part;                       /* milestone it belongs to, from 1; 0: the item itself */
};

/** Is told of one value after another. */
struct item_visitor {
    void (*visit)(struct item_visitor *visitor, const struct item_value *value);
};

/** Every field of an item, stated or not, in the order of the export. */
void item_visit(const struct plan *plan, enum item_kind kind, size_t index, struct item_visitor *visitor);

/** The same for the plan itself and every item in it. */
void item_visit_all(const struct plan *plan, struct item_visitor *visitor);
#endif
