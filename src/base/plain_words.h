#ifndef BASE_PLAIN_WORDS_H
#define BASE_PLAIN_WORDS_H

#include <stdbool.h>

#include "base/span.h"

struct arena;

/**
 * A text as its words alone, so that two printings of the same words are the same: ASCII letters in lower
 * case, digits and characters beyond ASCII as they are, one space for every run of anything else (dashes,
 * quotes and bullets beyond ASCII too), none at the ends. Never NULL: a text without words, and no text, give
 * "".
 */
struct span plain_words(struct span text, struct arena *arena);

/** Are these the text's plain words? Without making them. */
bool plain_words_are(struct span text, struct span words);
#endif
