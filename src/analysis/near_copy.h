#ifndef ANALYSIS_NEAR_COPY_H
#define ANALYSIS_NEAR_COPY_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct join_result;
struct vector_set;

/**
 * All near copies, by wording alone, as pair_is_near_copy says: of each action among those from start[i] to
 * before limit[i]. Exact: the search is a join of plain word vectors, whose cosine is never below the share
 * of words that a near copy has. out->pairs is the caller's to free.
 */
void near_copies_join(const struct vector_set *set, const uint32_t *start, const uint32_t *limit,
                      unsigned threads, struct join_result *out);

/** Of each action of the set, the first action of its plan that it is a near copy of, or itself. Lives in the
 * arena. */
const size_t *near_copies_find(const struct vector_set *set, struct arena *arena);
#endif
