#include "store/plan_field.h"

#include "base/status.h"
#include "plan/plan.h"

const char *plan_field_name(enum plan_field field)
{
    static const char *const names[FIELD_COUNT] = {
        [FIELD_COUNCIL] = "council",
        [FIELD_TITLE] = "title",
        [FIELD_PLAN_DATE] = "plan date",
        [FIELD_ABBREVIATION] = "abbreviation",
        [FIELD_MEANING] = "meaning",
        [FIELD_ANOMALY] = "anomaly",
        [FIELD_CODE] = "code",
        [FIELD_REF] = "ref",
        [FIELD_TEXT] = "text",
        [FIELD_AIM] = "aim",
        [FIELD_ISSUE] = "issue",
        [FIELD_PRIORITY] = "priority",
        [FIELD_STATUS] = "status",
        [FIELD_RAG] = "rag",
        [FIELD_MEASURE] = "measure",
        [FIELD_PROGRESS] = "progress",
        [FIELD_OWNER] = "owner",
        [FIELD_DATE] = "date",
        [FIELD_RESOURCE] = "resource",
        [FIELD_LINK] = "link",
        [FIELD_INHERENT_IMPACT] = "inherent impact",
        [FIELD_INHERENT_LIKELIHOOD] = "inherent likelihood",
        [FIELD_INHERENT_SCORE] = "inherent score",
        [FIELD_RESIDUAL_IMPACT] = "residual impact",
        [FIELD_RESIDUAL_LIKELIHOOD] = "residual likelihood",
        [FIELD_RESIDUAL_SCORE] = "residual score",
        [FIELD_TARGET_IMPACT] = "target impact",
        [FIELD_TARGET_LIKELIHOOD] = "target likelihood",
        [FIELD_TARGET_SCORE] = "target score",
        [FIELD_CONSEQUENCE] = "consequence",
        [FIELD_MITIGATION] = "mitigation",
        [FIELD_CONTROLS] = "controls",
        [FIELD_NOTES] = "notes",
        [FIELD_VALUE] = "value",
        [FIELD_ANNOTATION] = "annotation",
    };

    return (size_t)field < ARRAY_LENGTH(names) ? names[field] : NULL;
}

/* In the order of enum plan_field, so that evidence is written in the order of its key. */
static const struct field_place document_places[] = {
    { FIELD_COUNCIL, offsetof(struct plan, council.source) },
    { FIELD_TITLE, offsetof(struct plan, title.source) },
    { FIELD_PLAN_DATE, offsetof(struct plan, date.source) },
    { 0 },
};
static const struct field_place section_places[] = {
    { FIELD_TITLE, offsetof(struct section, title.source) },
    { FIELD_CODE, offsetof(struct section, code.source) },
    { FIELD_AIM, offsetof(struct section, aim.source) },
    { FIELD_PRIORITY, offsetof(struct section, priority.source) },
    { 0 },
};
static const struct field_place action_places[] = {
    { FIELD_REF, offsetof(struct action, ref.source) },
    { FIELD_TEXT, offsetof(struct action, text.source) },
    { FIELD_ISSUE, offsetof(struct action, issue.source) },
    { FIELD_PRIORITY, offsetof(struct action, priority.source) },
    { FIELD_STATUS, offsetof(struct action, status_source) },
    { FIELD_RAG, offsetof(struct action, rag_source) },
    { FIELD_MEASURE, offsetof(struct action, measure.source) },
    { FIELD_PROGRESS, offsetof(struct action, progress.source) },
    { 0 },
};
static const struct field_place milestone_places[] = {
    { FIELD_TEXT, offsetof(struct milestone, text.source) },
    { 0 },
};
static const struct field_place risk_places[] = {
    { FIELD_REF, offsetof(struct risk, ref.source) },
    { FIELD_TEXT, offsetof(struct risk, text.source) },
    { FIELD_INHERENT_IMPACT, offsetof(struct risk, inherent.impact.source) },
    { FIELD_INHERENT_LIKELIHOOD, offsetof(struct risk, inherent.likelihood.source) },
    { FIELD_INHERENT_SCORE, offsetof(struct risk, inherent.score.source) },
    { FIELD_RESIDUAL_IMPACT, offsetof(struct risk, residual.impact.source) },
    { FIELD_RESIDUAL_LIKELIHOOD, offsetof(struct risk, residual.likelihood.source) },
    { FIELD_RESIDUAL_SCORE, offsetof(struct risk, residual.score.source) },
    { FIELD_TARGET_IMPACT, offsetof(struct risk, target.impact.source) },
    { FIELD_TARGET_LIKELIHOOD, offsetof(struct risk, target.likelihood.source) },
    { FIELD_TARGET_SCORE, offsetof(struct risk, target.score.source) },
    { FIELD_CONSEQUENCE, offsetof(struct risk, consequence.source) },
    { FIELD_MITIGATION, offsetof(struct risk, mitigation.source) },
    { FIELD_CONTROLS, offsetof(struct risk, controls.source) },
    { FIELD_NOTES, offsetof(struct risk, notes.source) },
    { 0 },
};
static const struct field_place indicator_places[] = {
    { FIELD_CODE, offsetof(struct indicator, code.source) },
    { FIELD_TEXT, offsetof(struct indicator, text.source) },
    { FIELD_NOTES, offsetof(struct indicator, notes.source) },
    { 0 },
};

const struct field_place *plan_field_places(enum item_kind kind)
{
    static const struct field_place *const places[ITEM_KIND_COUNT] = {
        [ITEM_DOCUMENT] = document_places, [ITEM_SECTION] = section_places,
        [ITEM_ACTION] = action_places,     [ITEM_MILESTONE] = milestone_places,
        [ITEM_RISK] = risk_places,         [ITEM_INDICATOR] = indicator_places,
    };

    return places[kind];
}

struct source *field_place_source(const struct field_place *place, void *item)
{
    return (struct source *)(void *)((char *)item + place->offset);
}

const struct source *field_place_source_const(const struct field_place *place, const void *item)
{
    return (const struct source *)(const void *)((const char *)item + place->offset);
}
