#ifndef GRAMMAR_NODE_PACK_H
#define GRAMMAR_NODE_PACK_H

#include "base/span.h"

struct arena;
struct buffer;
struct grammar_text;
struct node;

/**
 * A grammar file's nodes as bytes, as src/pack_grammars.c builds them into the program: to read the shipped
 * files as YAML took a third of the time of a small import.
 */
void node_pack(const struct node *node, struct buffer *out);

/**
 * The nodes again. packed: what node_pack wrote, trusted; there its texts stay.
 * Ownership: nodes live in the arena; origin and packed must outlive them.
 */
struct node *node_unpack(const struct grammar_text *origin, const char *packed, struct arena *arena);
#endif
