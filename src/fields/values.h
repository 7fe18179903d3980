#ifndef FIELDS_VALUES_H
#define FIELDS_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/calendar_date.h"
#include "base/span.h"
#include "document/passage.h"

/**
 * The typed values that cells are read into: dates, owners, ratings, statuses, resources, links. A plan is made of
 * them (plan/plan.h); names and meanings are those of the JSON export.
 */

/** Where a value came from: the rule that read it and the words it was read from. */
struct source {
    const struct extent *extents;    /* in the document's text while a plan is read; in its raw text after */
    uint32_t extent_count;           /* 0: given by the user or derived from other values */
    bool is_raw;                     /* the extents are offsets of the raw text (plan->text) */
    uint32_t rule;                   /* grammar_rule number at import; row id of the rule table from the database */
};

struct text_value {
    struct span text;                /* repaired and tidied; no text: not stated */
    struct source source;
};

enum date_role { DATE_START, DATE_DUE, DATE_COMPLETED, DATE_REVIEW };
enum date_flag {
    DATE_BY = 1 << 0,            /* no later than */
    DATE_AFTER = 1 << 1,
    DATE_ONGOING = 1 << 2,
    DATE_RECURRING = 1 << 3,
    DATE_INVALID = 1 << 4,       /* no such day: from and to are not stated */
    DATE_UNDATED = 1 << 5,       /* "immediately", a month whose year is not certain */
    DATE_TBC = 1 << 6,
    DATE_WEEK = 1 << 7,
    DATE_AMBIGUOUS = 1 << 8,
    DATE_RELATIVE = 1 << 9,      /* "within 6 months": its anchor is not known */
    DATE_REVISED = 1 << 10,
};
enum { DATE_FLAG_COUNT = 11 };

/** A closed interval of days, as printed and as understood. CALENDAR_NONE where it states none. */
struct date_value {
    enum date_role role;
    calendar_day from;
    calendar_day to;
    unsigned flags;
    struct text_value words;     /* as printed */
};
struct date_list {
    struct date_value *items;
    size_t count;
    size_t capacity;
};

enum party_kind { PARTY_UNKNOWN, PARTY_PERSON, PARTY_ROLE, PARTY_BODY, PARTY_ABBREVIATION };
enum owner_role { OWNER_LEAD, OWNER_SUPPORT };

struct owner {
    struct text_value name;      /* as printed, wraps undone */
    enum party_kind kind;
    enum owner_role role;
    struct span expansion;       /* what the plan's own key says the abbreviation means */
    size_t line;
};
struct owner_list {
    struct owner *items;
    size_t count;
    size_t capacity;
};

struct resource {
    struct text_value who;
    double percent;
    bool has_percent;
};

enum link_target { LINK_OUTSIDE, LINK_ACTION, LINK_SECTION, LINK_BROKEN };
struct link {
    struct text_value code;
    enum link_target target;     /* LINK_BROKEN: looks like the plan's own refs but the plan has none such */
};

enum action_status { STATUS_NONE, STATUS_NOT_STARTED, STATUS_IN_PROGRESS, STATUS_COMPLETED, STATUS_CANCELLED };
enum rag { RAG_NONE, RAG_RED, RAG_AMBER, RAG_GREEN, RAG_BLUE };

/** A rating as printed and as understood: "very low".."very high" for words or letters, the number for numbers. */
struct rating {
    struct text_value impact;
    struct text_value likelihood;
    struct text_value score;
    struct span impact_text;     /* as printed */
    struct span likelihood_text;
};

const char *date_role_name(enum date_role role);          /* "start", "due", "completed", "review" */
const char *date_flag_name(unsigned index);               /* of 1 << index: "by", "after", ... as in the export */
const char *party_kind_name(enum party_kind kind);        /* "person", ... ; NULL for unknown */
const char *owner_role_name(enum owner_role role);
const char *action_status_name(enum action_status status);    /* NULL for none */
const char *rag_name(enum rag rag);                       /* NULL for none */
const char *link_target_name(enum link_target target);
#endif
