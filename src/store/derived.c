#include "store/derived.h"

#include "base/status.h"

#define NAME_OF(names, value) ((size_t)(value) < ARRAY_LENGTH(names) ? (names)[value] : NULL)

const char *finding_severity_name(enum finding_severity severity)
{
    static const char *const names[] = {
        [FINDING_ERROR] = "error",
        [FINDING_WARNING] = "warning",
        [FINDING_NOTE] = "note",
    };

    return NAME_OF(names, severity);
}

const char *overlap_class_name(enum overlap_class class)
{
    static const char *const names[] = {
        [OVERLAP_NEAR_COPY] = "near copy",
        [OVERLAP_SAME_WORK] = "same work",
        [OVERLAP_SAME_THEME] = "same theme",
        [OVERLAP_OPPOSITE] = "opposite",
    };

    return NAME_OF(names, class);
}

const char *risk_relation_name(enum risk_relation relation)
{
    return relation == RISK_THREATENS ? "threatens" : "mitigated_by";
}
