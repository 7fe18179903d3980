#ifndef PLAN_CORRECTION_H
#define PLAN_CORRECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "fields/values.h"
#include "plan/item_kind.h"

struct arena;
struct plan;

/**
 * What people put right: kept apart from what a plan says, and laid over it. A correction tells its item by
 * the item's words, not by its place, so that it holds when the plan is read again and in its next edition.
 */

/** How a field's value is written, and so which grammar reads what a person gives. */
enum value_shape {
    VALUE_TEXT,
    VALUE_REF,
    VALUE_DAY, /* the plan's own date */
    VALUE_OWNERS,
    VALUE_DATES,
    VALUE_STATUS,
    VALUE_RAG,
    VALUE_PRIORITY,
    VALUE_RATING,
};

/** A field that can be corrected. One of several values (owners, dates of a role) is corrected as a whole. */
struct correction_field {
    enum item_kind kind;
    const char *name; /* as in output/entry.h: "due date" */
    enum value_shape shape;
    size_t offset; /* in the item's struct: of its text_value, owner_list, date_list or enumerator */
    unsigned role; /* enum owner_role, enum date_role */
};

/** The field of that name (case, '-' and '_' don't matter; a plural or "due" for "due date" will do), or
 * NULL. */
const struct correction_field *correction_field_find(enum item_kind kind, struct span name);
/** The fields of a kind of item, one by one; NULL behind the last. */
const struct correction_field *correction_field_of(enum item_kind kind, size_t index);

/** What a field holds, as a value of its shape: text for all but lists. */
struct field_value {
    struct span text; /* no text: not stated */
    struct owner_list owners;
    struct date_list dates;
};

/** What a correction came to in a plan. */
enum correction_state {
    CORRECTION_APPLIED,
    CORRECTION_STALE, /* the item is there, but the plan prints something else in the field now */
    CORRECTION_LOST,  /* the plan has no such item */
    CORRECTION_ENDED, /* taken back, or another took its place */
};
const char *
correction_state_name(enum correction_state state); /* "applied", "plan differs", "no such item", "ended" */

struct correction {
    int64_t id;
    struct span plan; /* key */
    const struct correction_field *field;

    struct span words; /* which item: its plain words (base/plain_words.h), its ref likewise, */
    struct span ref;
    size_t twin;        /* and which of the items that have both in common, from 1 */
    struct span sha256; /* of the file that was looked at */

    struct span was;          /* what was read in the field, as printed; no text: not stated */
    struct span given;        /* what the person wrote */
    struct field_value value; /* what the grammar reads in it */
    struct span reason, made_by, made_on;
    struct span ended_by, ended_on, ended_why; /* no text: it is in force */
    int64_t successor;                         /* 0: none */

    enum correction_state state;
    size_t index; /* of the item in the plan; PLAN_NO_INDEX where it has none */
    struct field_value
        reading; /* what the plan says, laid aside by correction_apply; its sources lead to the words */
    struct source reading_source; /* of reading.text */
};

/** Tells a correction which item of the plan it is to be about: sets words, ref, twin, sha256 and was. */
void correction_aim(struct correction *correction, const struct plan *plan, size_t index,
                    struct arena *arena);

/** Are they about the same field of the same item? */
bool correction_same_place(const struct correction *a, const struct correction *b);

/**
 * Finds the correction's item in a plan as it was read (no correction applied) and sets index and state. In
 * the file that it was made on it holds whatever is read there; in another one only where the field says the
 * same as then.
 */
void correction_match(struct correction *correction, const struct plan *plan, struct arena *arena);

/** Puts the value in the plan's place of it, where the state is CORRECTION_APPLIED, and answers the plan's
 * anomalies. */
void correction_apply(struct correction *correction, struct plan *plan, struct arena *arena);

/** What a field says, as a person would print it: names and dates parted by "; ". No text: not stated. */
struct span correction_field_words(const struct plan *plan, const struct correction_field *field,
                                   size_t index, struct arena *arena);
/** The same of a value of that field. */
struct span field_value_words(const struct correction_field *field, const struct field_value *value,
                              struct arena *arena);

/** The correction that is applied to a field of an item, or NULL. */
const struct correction *correction_of(const struct plan *plan, enum item_kind kind, size_t index,
                                       const char *field);
/** The same where any field will do: the next from *at on, which is moved behind it. Begin with *at 0. */
const struct correction *correction_next(const struct plan *plan, enum item_kind kind, size_t index,
                                         size_t *at);
#endif
