#ifndef ANALYSIS_PLAN_COMPARE_H
#define ANALYSIS_PLAN_COMPARE_H

#include <stddef.h>

#include "base/calendar_date.h"
#include "base/span.h"
#include "base/status.h"

struct arena;
struct diag_sink;
struct grammar;
struct plan;
struct plan_set;

/** What has become of an action from one edition of a plan to a later one. */
enum change_kind {
    CHANGE_SLIPPED,
    CHANGE_BROUGHT_FORWARD,
    CHANGE_DROPPED,  /* gone, and not said to be completed or cancelled */
    CHANGE_FINISHED, /* gone after it was completed or cancelled */
    CHANGE_NEW,
    CHANGE_STATUS,
    CHANGE_OWNERS,
    CHANGE_REWORDED,
    CHANGE_MOVED, /* to another section */
    CHANGE_SPLIT,
    CHANGE_MERGED,
};
enum { CHANGE_KIND_COUNT = CHANGE_MERGED + 1 };
const char *change_kind_name(enum change_kind kind);  /* "slipped", "brought forward", ... */
const char *change_kind_title(enum change_kind kind); /* for a heading */

struct index_list {
    const size_t *items;
    size_t count;
};

struct plan_change {
    enum change_kind kind;
    struct index_list before; /* actions of the earlier edition: none for new, several for merged */
    struct index_list after;  /* of the later one */
    struct span was;          /* in words: section, owners or status as it was ... */
    struct span is;           /* ... and as it is */
    calendar_day due_was;     /* slipped and brought forward: the last day on which the action was due */
    calendar_day due_is;
    calendar_day due_first; /* in the first edition that was compared, or as first printed */
    size_t moves;           /* how often the day was put off, from edition to edition */
};

struct compare_result {
    const struct plan *before;
    const struct plan *after;
    struct plan_change *changes; /* by kind, then in reading order */
    size_t count;
    size_t kept;      /* actions found in both */
    size_t unchanged; /* of these, without a change of any kind */
};

/**
 * Compares the first and the last of two or more editions of one plan; those between tell how often a date
 * was put off. Actions are the same where their words are, the reference and the section helping: best pairs
 * first, each action once. What is left over is split or merged where the words of one cover those of
 * another. Source: grammars/compare.yaml for every figure. Ownership: lives in the arena, borrows the plans.
 * Errors: STATUS_GRAMMAR: a figure is missing; reported.
 */
CHECKED enum status compare_editions(const struct plan_set *editions, const struct grammar *grammar,
                                     struct arena *arena, struct diag_sink *sink, struct compare_result *out);
#endif
