#include "fields/values.h"

#include "base/status.h"

#define NAME_OF(names, value) ((size_t)(value) < ARRAY_LENGTH(names) ? (names)[value] : NULL)

const char *date_role_name(enum date_role role)
{
    static const char *const names[] = {
        [DATE_START] = "start", [DATE_DUE] = "due", [DATE_COMPLETED] = "completed", [DATE_REVIEW] = "review",
    };

    return NAME_OF(names, role);
}

const char *date_flag_name(unsigned index)
{
    static const char *const names[DATE_FLAG_COUNT] = {
        "by", "after", "ongoing", "recurring", "invalid", "undated", "tbc", "week", "ambiguous", "relative", "revised",
    };

    return NAME_OF(names, index);
}

const char *party_kind_name(enum party_kind kind)
{
    static const char *const names[] = {
        [PARTY_PERSON] = "person", [PARTY_ROLE] = "role", [PARTY_BODY] = "body", [PARTY_ABBREVIATION] = "abbreviation",
    };

    return NAME_OF(names, kind);
}

const char *owner_role_name(enum owner_role role)
{
    static const char *const names[] = { [OWNER_LEAD] = "lead", [OWNER_SUPPORT] = "support" };

    return NAME_OF(names, role);
}

const char *action_status_name(enum action_status status)
{
    static const char *const names[] = {
        [STATUS_NOT_STARTED] = "not_started", [STATUS_IN_PROGRESS] = "in_progress",
        [STATUS_COMPLETED] = "completed",     [STATUS_CANCELLED] = "cancelled",
    };

    return NAME_OF(names, status);
}

const char *rag_name(enum rag rag)
{
    static const char *const names[] = {
        [RAG_RED] = "red", [RAG_AMBER] = "amber", [RAG_GREEN] = "green", [RAG_BLUE] = "blue",
    };

    return NAME_OF(names, rag);
}

const char *link_target_name(enum link_target target)
{
    static const char *const names[] = {
        [LINK_OUTSIDE] = "outside", [LINK_ACTION] = "action", [LINK_SECTION] = "section", [LINK_BROKEN] = "broken",
    };

    return NAME_OF(names, target);
}
