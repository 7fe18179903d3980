#ifndef OUTPUT_ENTRY_H
#define OUTPUT_ENTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "plan/item_kind.h"
#include "plan/plan.h"

struct buffer;

/** What a plan is made of, as the command line and the outputs name it: an entry of the register. */
enum entry_kind {
    ENTRY_PLAN,
    ENTRY_SECTION,
    ENTRY_ACTION,
    ENTRY_RISK,
    ENTRY_INDICATOR,
    ENTRY_ABBREVIATION,
    ENTRY_ANOMALY
};

const char *entry_kind_name(enum entry_kind kind);

/** The same kinds as the modules of plan/ and store/ call them; a milestone is its action's. */
enum entry_kind entry_kind_of_item(enum item_kind kind);
enum item_kind entry_item_kind(enum entry_kind kind);

/**
 * Adds an entry's key: the plan's for the plan itself, else the plan's and a number from 1 in reading order:
 * norwich-001 (action), norwich-r001 (risk), norwich-i001 (indicator), norwich-s001 (section).
 */
void entry_add_key(struct buffer *buffer, const struct plan *plan, enum entry_kind kind, size_t index);

size_t entry_count(const struct plan *plan, enum entry_kind kind);

/** Reads "001", "r001", "i001", "s001" behind a plan's key; false where it names no entry that the plan has.
 */
bool entry_from_key(const struct plan *plan, struct span suffix, enum entry_kind *kind, size_t *index);

/** What the plan itself calls the entry: an action's or risk's ref, a section's or indicator's code; no text
 * where it has none. */
struct span entry_ref(const struct plan *plan, enum entry_kind kind, size_t index);
/** The entry's own words: text, title. */
struct span entry_text(const struct plan *plan, enum entry_kind kind, size_t index);
/** Its first line, from 1; 0 where it is not known. */
size_t entry_line(const struct plan *plan, enum entry_kind kind, size_t index);
/** The last line of its words; as entry_line() where it has one alone. */
size_t entry_last_line(const struct plan *plan, enum entry_kind kind, size_t index);

/** A section by its code or, where it has none, its title; no text for PLAN_NO_INDEX. */
struct span entry_section_name(const struct plan *plan, size_t section);

/** One field of one entry. */
struct entry_value {
    enum entry_kind kind;
    size_t index;      /* of the entry in the plan */
    const char *field; /* as in the export: "text", "owner", "due date", "impact" */
    struct span text;  /* as the register has it; no text: not stated */
    const struct source *source;
    const struct date_value *date; /* where the field is a date, else NULL */
    const struct owner *owner;     /* where it is an owner, else NULL */
    struct span detail; /* what belongs to it: an indicator's year, a resource's share; or no text; valid
                           during the visit */
    size_t part;        /* milestone it belongs to, from 1; 0: the entry itself */
};

/** Is told of one value after another. */
struct entry_visitor {
    void (*visit)(struct entry_visitor *visitor, const struct entry_value *value);
};

/** Every field of an entry, stated or not, in the order of the export. */
void entry_visit(const struct plan *plan, enum entry_kind kind, size_t index, struct entry_visitor *visitor);

/** The same for the plan itself and every entry in it. */
void entry_visit_all(const struct plan *plan, struct entry_visitor *visitor);
#endif
