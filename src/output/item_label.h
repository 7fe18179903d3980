#ifndef OUTPUT_ITEM_LABEL_H
#define OUTPUT_ITEM_LABEL_H

#include "base/span.h"
#include "store/derived.h"

struct arena;
struct plan;

/** What an item is called: the plan's own reference or code, or its key where it has none. No text for the
 * document as a whole. */
struct span item_label(const struct plan *plan, enum item_kind kind, size_t index, struct arena *arena);

/** The item's own words: an action's or risk's text, a section's title; no text for the document. */
struct span item_text(const struct plan *plan, enum item_kind kind, size_t index);
#endif
