#ifndef CHARACTERS_LINE_INDEX_H
#define CHARACTERS_LINE_INDEX_H

#include <stddef.h>

#include "base/span.h"

struct arena;

/** Where the lines of a plan's own text (plan->text) begin, so that an offset leads to its line. */
struct line_index {
    const size_t *starts;
    size_t count;
    size_t length; /* of the text */
};

/**
 * Lines end where they ended when the file was read (characters/source_text.h), so that both count alike.
 * Ownership: lives in the arena. Text that is not there has no lines.
 */
struct line_index line_index_of(struct span text, struct arena *arena);

/** The line (from 1) that holds the offset; 0 where there are no lines. */
size_t line_index_find(const struct line_index *index, size_t offset);

/** The bytes of a line (from 1), its end left out. */
struct span line_index_text(const struct line_index *index, struct span text, size_t line);
#endif
