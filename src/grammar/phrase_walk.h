#ifndef GRAMMAR_PHRASE_WALK_H
#define GRAMMAR_PHRASE_WALK_H

#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

enum { PHRASE_LIMIT_BYTES = 200 };

/**
 * A walk over a text's words; what it has passed stands in `phrase`, in normal form: words in lower case, one
 * space between them.
 */
struct phrase_walk {
    struct span text;
    size_t at;     /* just behind the last word */
    size_t length; /* of phrase */
    uint32_t hash; /* of phrase */
    char phrase[PHRASE_LIMIT_BYTES];
};

enum walk_result { WALK_WORD, WALK_END, WALK_TOO_LONG };

void phrase_walk_begin(struct phrase_walk *walk, struct span text);

/** Where the first word from text[at] on begins, or the end of the text. */
size_t phrase_walk_skip_marks(struct span text, size_t at);

/** Appends the next word to the phrase; one that would make it longer than `limit` only in part. */
enum walk_result phrase_walk_next(struct phrase_walk *walk, size_t limit);

/** How a byte of ASCII stands in the normal form; 0: it parts words. */
extern const unsigned char phrase_walk_folds[256];

static inline struct span phrase_walk_words(const struct phrase_walk *walk)
{
    return span_over(walk->phrase, walk->length);
}
#endif
