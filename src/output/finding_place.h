#ifndef OUTPUT_FINDING_PLACE_H
#define OUTPUT_FINDING_PLACE_H

#include <stddef.h>

#include "base/span.h"
#include "characters/line_index.h"

struct arena;
struct check_result;
struct finding;

/** Where findings stand in the lines of their plans. */
struct finding_places {
    const struct check_result *result;
    struct arena *arena;
    struct line_index *lines; /* of each plan, made when first asked for */
};

/** Ownership: lives in the arena; borrows the result. */
struct finding_places finding_places_of(const struct check_result *result, struct arena *arena);

/** One finding's line, and its words in it. */
struct finding_place {
    struct span line; /* its bytes, without its end; no text where it is not known */
    size_t from;      /* bytes of the line that the words take; from == to: none */
    size_t to;
    size_t column; /* of the first, in characters from 1; 0: not known */
};

struct finding_place finding_place_find(struct finding_places *places, size_t finding);
#endif
