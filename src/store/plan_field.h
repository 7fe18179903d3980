#ifndef STORE_PLAN_FIELD_H
#define STORE_PLAN_FIELD_H

#include <stddef.h>

#include "store/derived.h"

struct source;

/**
 * The fields that can have evidence. The numbers stand in databases: a new field goes to the end, before
 * FIELD_COUNT, with a migration that names it.
 */
enum plan_field {
    FIELD_COUNCIL = 1,
    FIELD_TITLE,
    FIELD_PLAN_DATE,
    FIELD_ABBREVIATION, /* seq: which abbreviation */
    FIELD_MEANING,
    FIELD_ANOMALY,
    FIELD_CODE,
    FIELD_REF,
    FIELD_TEXT,
    FIELD_AIM,
    FIELD_ISSUE,
    FIELD_PRIORITY,
    FIELD_STATUS,
    FIELD_RAG,
    FIELD_MEASURE,
    FIELD_PROGRESS,
    FIELD_OWNER, /* seq: which owner; likewise below */
    FIELD_DATE,
    FIELD_RESOURCE,
    FIELD_LINK,
    FIELD_INHERENT_IMPACT,
    FIELD_INHERENT_LIKELIHOOD,
    FIELD_INHERENT_SCORE,
    FIELD_RESIDUAL_IMPACT,
    FIELD_RESIDUAL_LIKELIHOOD,
    FIELD_RESIDUAL_SCORE,
    FIELD_TARGET_IMPACT,
    FIELD_TARGET_LIKELIHOOD,
    FIELD_TARGET_SCORE,
    FIELD_CONSEQUENCE,
    FIELD_MITIGATION,
    FIELD_CONTROLS,
    FIELD_NOTES,
    FIELD_VALUE,
    FIELD_ANNOTATION, /* seq: which annotation of the plan */
    FIELD_COUNT
};

/** As in the table `field`: "text", "inherent impact", ...; NULL for a number that is no field. */
const char *plan_field_name(enum plan_field field);

/** A field that an item has once, and where its struct source lies in the item's struct. */
struct field_place {
    enum plan_field field;
    size_t offset;
};
/** Ends with one whose field is 0. The document's item is struct plan. */
const struct field_place *plan_field_places(enum item_kind kind);

/** The source of a field with one value, in an item's struct. */
struct source *field_place_source(const struct field_place *place, void *item);
const struct source *field_place_source_const(const struct field_place *place, const void *item);
#endif
