#ifndef DOCUMENT_PASSAGE_H
#define DOCUMENT_PASSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct arena;

/** Where words stand in a document's text. */
struct extent {
    uint32_t offset;
    uint32_t length;
};

/** The extent of sizes. What is larger than any text lies behind the end of each. */
static inline struct extent extent_of(size_t offset, size_t length)
{
    if (offset > SPAN_LIMIT || length > SPAN_LIMIT)
        return (struct extent){ .offset = SPAN_NOWHERE };
    return (struct extent){ .offset = (uint32_t)offset, .length = (uint32_t)length };
}

/** Bytes [at, at + length) of a passage stand at `offset` of the document's text. */
struct segment {
    uint32_t at;
    uint32_t offset;
    uint32_t length;
};

/**
 * Words as a person reads them, put together from pieces of a document: one space between words,
 * wraps undone, list marks dropped; with the way back for every byte that stands in the document
 * (the joining spaces don't). Fields are read from passages, and quote them by extents.
 */
struct passage {
    struct span text;
    const struct segment
        *segments; /* in order of `at`; NULL where there is one, the whole text at `offset` */
    uint32_t segment_count;
    uint32_t offset;
};

/** The segment of that index: most passages have one, which is not kept. */
static inline struct segment passage_segment(const struct passage *passage, size_t index)
{
    if (passage->segments)
        return passage->segments[index];
    return (struct segment){ .at = 0, .offset = passage->offset, .length = passage->text.length };
}

/** Pieces that a passage is put together from; { 0 } is none. */
struct passage_builder {
    struct span only; /* the one piece so far, which needs no copy */
    char *text;
    size_t length;
    size_t capacity;
    struct segment *segments;
    uint32_t segment_count;
    size_t segment_capacity;
};

/**
 * Adds a piece of the document with one space before it; white space and list marks (a bullet between spaces)
 * inside the piece become one space. A word broken at a hyphen ("e-" + "enabled", "Co- ordinating") is joined
 * without a space and keeps its hyphen; "pre- and post-inspection" is not broken.
 */
void passage_add(struct arena *arena, struct passage_builder *builder, struct span piece);
/** What was put together; the builder may not be used after. Text is NULL where nothing was added. */
struct passage passage_finish(struct passage_builder *builder);

/** The passage of one piece of the document. */
struct passage passage_of(struct arena *arena, struct span piece);

/** Part [from, to) of a passage, trimmed of white space at its ends; shares the text. */
struct passage passage_part(struct arena *arena, const struct passage *passage, size_t from, size_t to);

/** Where the words [from, to) stand in the document, in reading order, neighbours made one; *count may be 0.
 */
const struct extent *passage_extents(struct arena *arena, const struct passage *passage, size_t from,
                                     size_t to, size_t *count);

/** The document offset of byte `at` (of the next byte that stands in the document); SPAN_NOWHERE where none
 * does. */
uint32_t passage_offset(const struct passage *passage, size_t at);
#endif
