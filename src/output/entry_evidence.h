#ifndef OUTPUT_ENTRY_EVIDENCE_H
#define OUTPUT_ENTRY_EVIDENCE_H

#include <stdio.h>

#include "output/entry.h"

struct arena;
struct store;

/**
 * What entry_explain (entry_show.h) tells, for programs: {"key": .., "kind": .., "document": .., "line": ..,
 * "values": [{"field": .., "part": .., "value": .., "rule": .., "known": "read"|"worked
 * out"|"given"|"corrected", "from": [{"line": .., "words": ..}]}], "not_stated": [..]}. Words are the plan's
 * own, "" where a colour was read; of a corrected value, those that the plan has in its place.
 */
void entry_evidence_json(const struct plan *plan, enum entry_kind kind, size_t index, struct store *store,
                         struct arena *arena, FILE *stream);
#endif
