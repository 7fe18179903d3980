#ifndef OUTPUT_PLAN_LIST_H
#define OUTPUT_PLAN_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct plan_set;
struct text_table;

/**
 * What `list` shows, one table a subject: "plans", "actions", "risks", "indicators", "sections", "owners",
 * "dates", "abbreviations", "anomalies".
 */
struct list_subject {
    const char *name;
    const char *summary; /* for --help */
    bool needs_evidence; /* of the plans that it lists */
    void (*fill)(const struct plan_set *plans, struct arena *arena, struct text_table *table);
};

const struct list_subject *list_subjects(size_t *count);
/** The subject of that name, or NULL. */
const struct list_subject *list_subject_find(const char *name);
#endif
