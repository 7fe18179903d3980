#include "fields/field.h"

#include <string.h>

static const char *const names[FIELD_COUNT] = {
    [FIELD_NONE] = "none",
    [FIELD_REF] = "ref",
    [FIELD_SECTION] = "section",
    [FIELD_ISSUE] = "issue",
    [FIELD_ACTION] = "action",
    [FIELD_MILESTONE] = "milestone",
    [FIELD_OWNER] = "owner",
    [FIELD_SUPPORT] = "support",
    [FIELD_START] = "start",
    [FIELD_DUE] = "due",
    [FIELD_REVISED] = "revised",
    [FIELD_COMPLETED] = "completed",
    [FIELD_REVIEW] = "review",
    [FIELD_PRIORITY] = "priority",
    [FIELD_STATUS] = "status",
    [FIELD_RAG] = "rag",
    [FIELD_PROGRESS] = "progress",
    [FIELD_MEASURE] = "measure",
    [FIELD_RESOURCE] = "resource",
    [FIELD_LINK] = "link",
    [FIELD_RISK] = "risk",
    [FIELD_CONSEQUENCE] = "consequence",
    [FIELD_IMPACT] = "impact",
    [FIELD_LIKELIHOOD] = "likelihood",
    [FIELD_SCORE] = "score",
    [FIELD_RESIDUAL_IMPACT] = "residual-impact",
    [FIELD_RESIDUAL_LIKELIHOOD] = "residual-likelihood",
    [FIELD_RESIDUAL_SCORE] = "residual-score",
    [FIELD_TARGET_IMPACT] = "target-impact",
    [FIELD_TARGET_LIKELIHOOD] = "target-likelihood",
    [FIELD_TARGET_SCORE] = "target-score",
    [FIELD_CONTROLS] = "controls",
    [FIELD_MITIGATION] = "mitigation",
    [FIELD_NOTES] = "notes",
    [FIELD_INDICATOR] = "indicator",
    [FIELD_CODE] = "code",
    [FIELD_PERIOD] = "period",
    [FIELD_SUBSECTION] = "subsection",
};

const char *field_name(enum field field)
{
    return names[field];
}

enum field field_of_name(const char *name)
{
    unsigned field = 0;

    while (field < FIELD_COUNT && strcmp(names[field], name) != 0)
        field++;
    return (enum field)field;
}
