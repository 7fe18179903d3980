#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "document/passage.h"
#include "document/place.h"
#include "fields/values.h"
#include "plan/item_kind.h"

struct arena;
struct correction;

/**
 * What a plan says, field by field: the form in which plans go from the readers to the database,
 * from there to the analysis and to every output. Names and meanings are those of the JSON export.
 * Everything lives in one arena. A value without text is "not stated", never empty, never guessed.
 */

struct milestone {
    struct text_value text;
    struct owner_list owners;
    struct date_list dates;
};

struct section {
    struct text_value code;
    struct text_value title;
    struct text_value priority;
    struct text_value aim;
    size_t parent; /* index, or PLAN_NO_INDEX */
    size_t line;
};
#define PLAN_NO_INDEX SIZE_MAX

enum action_kind { ACTION_TABLE, ACTION_CHART };
struct action {
    enum action_kind kind;
    struct text_value ref;
    size_t section; /* index of the innermost one, or PLAN_NO_INDEX */
    struct text_value text;
    struct text_value issue;
    struct owner_list owners;
    struct date_list dates;
    struct text_value priority; /* "high", "medium", "low" or the printed number */
    enum action_status status;
    struct source status_source;
    enum rag rag;
    struct source rag_source;
    struct milestone *milestones;
    size_t milestone_count;
    struct text_value measure;
    struct text_value progress;
    struct resource *resources;
    size_t resource_count;
    struct link *links;
    size_t link_count;
    size_t line_first; /* from 1; closed range */
    size_t line_last;
    bool has_owner_column; /* whether silence means "none" or "not asked" */
    bool has_date_column;
    bool has_measure_column;
    double confidence; /* 0..1 of the reading; 1 where nothing was in doubt */
};

struct risk {
    struct text_value ref;
    size_t section;
    struct text_value text;
    struct rating inherent;
    struct rating residual;
    struct rating target;
    struct text_value consequence;
    struct text_value mitigation;
    struct text_value controls;
    struct text_value notes;
    struct owner_list owners;
    struct date_list dates;
    bool has_owner_column;
    size_t line_first;
    size_t line_last;
};

struct indicator_value {
    struct span period;      /* "2001/02" */
    struct text_value value; /* as printed */
};
struct indicator {
    struct text_value code;
    size_t section;
    struct text_value text;
    struct text_value notes;
    struct indicator_value *values;
    size_t value_count;
    size_t line_first;
    size_t line_last;
};

struct abbreviation {
    struct text_value short_form;
    struct text_value meaning;
};

/** What stands beside the plan's own words: a comment on them, a footnote, an endnote. It is no part of any
 * field. */
struct annotation {
    const char *kind;   /* "comment", "footnote", "endnote" */
    struct span author; /* of a comment; no text: not stated */
    struct text_value words;
    size_t line; /* that it belongs to, from 1; 0: not known */
};

/** A fault of the plan's that a reader should be told of: gold/SPEC.md's kinds, e.g. "impossible-date". */
struct anomaly {
    const char *kind;
    size_t line;
    struct text_value words;
    size_t action;    /* index it concerns, or PLAN_NO_INDEX */
    bool is_answered; /* a person has put right what it is about */
};

/** Words of an action or risk that could as well stand in another column of its row. */
struct doubt {
    enum item_kind kind;
    size_t index;
    const char *field; /* the column that they were given to, as grammars/columns.yaml names it, ... */
    const char *other; /* ... and the one that came second */
    double confidence; /* 0..1: how clearly the words suit the first rather than the second */
    struct text_value words;
};

/** A run of the document's text that is no value, and why. Together with the values' extents: the whole text.
 */
struct account {
    struct extent extent;
    unsigned use;     /* enum line_use */
    size_t repeat_of; /* USE_REPEAT: the line that it repeats; else 0 */
};

struct plan {
    struct text_value council;
    struct text_value title;
    struct text_value date; /* ISO in text; as printed in its source */
    bool council_given;     /* by the user, not by the plan */
    bool title_given;
    bool date_given;

    struct span document; /* base name of the file */
    struct span path;     /* relative path */
    struct span key;      /* unique stem: "norwich-2009" */
    struct span sha256;
    struct span encoding;
    struct span encoding_why;
    struct span text; /* raw text that extents point into; no text unless asked for */
    size_t line_count;

    struct section *sections;
    size_t section_count;
    struct action *actions;
    size_t action_count;
    struct risk *risks;
    size_t risk_count;
    struct indicator *indicators;
    size_t indicator_count;
    struct abbreviation *abbreviations;
    size_t abbreviation_count;
    struct anomaly *anomalies;
    size_t anomaly_count;
    struct annotation *annotations; /* in the order of their lines */
    size_t annotation_count;
    struct place_map places;  /* Word: where its lines stand */
    struct account *accounts; /* in order; only what is no value */
    size_t account_count;
    struct doubt *doubts; /* in reading order */
    size_t doubt_count;
    struct correction
        *corrections; /* of its items (plan/correction.h), in order of their items; made or not */
    size_t correction_count;

    int64_t id;      /* of the database; 0 before */
    int64_t edition; /* from 1 */
};

/** The memory that it takes up by itself: its arrays and the text that its words are pieces of. */
size_t plan_bytes(const struct plan *plan);

const char *action_kind_name(enum action_kind kind); /* "action", "chart" */
const char *line_use_name(unsigned use);

/** Does an annotation belong to an item on these lines: to one of them, or to the same row of a Word table?
 */
bool annotation_concerns(const struct plan *plan, const struct annotation *annotation, size_t line_first,
                         size_t line_last);
#endif
