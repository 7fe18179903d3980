#ifndef FIELDS_FIELD_H
#define FIELDS_FIELD_H

#include "base/span.h"

/** What a column of a table, or a piece of a row, holds. The names are those of grammars/columns.yaml. */
enum field {
    FIELD_NONE, /* a column that says nothing we keep apart */
    FIELD_REF,
    FIELD_SECTION, /* theme, priority area: rows below it belong to it */
    FIELD_ISSUE,
    FIELD_ACTION,
    FIELD_MILESTONE,
    FIELD_OWNER,
    FIELD_SUPPORT,
    FIELD_START,
    FIELD_DUE,
    FIELD_REVISED,
    FIELD_COMPLETED,
    FIELD_REVIEW,
    FIELD_PRIORITY,
    FIELD_STATUS,
    FIELD_RAG,
    FIELD_PROGRESS,
    FIELD_MEASURE,
    FIELD_RESOURCE,
    FIELD_LINK,
    FIELD_RISK,
    FIELD_CONSEQUENCE,
    FIELD_IMPACT,
    FIELD_LIKELIHOOD,
    FIELD_SCORE,
    FIELD_RESIDUAL_IMPACT,
    FIELD_RESIDUAL_LIKELIHOOD,
    FIELD_RESIDUAL_SCORE,
    FIELD_TARGET_IMPACT,
    FIELD_TARGET_LIKELIHOOD,
    FIELD_TARGET_SCORE,
    FIELD_CONTROLS,
    FIELD_MITIGATION,
    FIELD_NOTES,
    FIELD_INDICATOR,
    FIELD_CODE,       /* of an indicator */
    FIELD_PERIOD,     /* a year's or quarter's values */
    FIELD_SUBSECTION, /* objective beside a theme: a section under it */
    FIELD_COUNT
};

/** "owner", "residual-impact", ...: as grammars write it. */
const char *field_name(enum field field);

/** The field of that name, or FIELD_COUNT where there is none. */
enum field field_of_name(const char *name);
#endif
