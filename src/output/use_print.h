#ifndef OUTPUT_USE_PRINT_H
#define OUTPUT_USE_PRINT_H

#include <stdio.h>

struct arena;
struct plan;

/**
 * What became of every byte of a plan's text. The plan must have been loaded with evidence; arena is for what
 * is needed on the way.
 */

/**
 * Every line with words that went into no field: "LINE: words", and under a line of which only a part did
 * not, "    only: that part".
 */
void use_print_unread(const struct plan *plan, struct arena *arena, FILE *stream);

/** Every span of the text in order: "LINE  USE  FIELDS  words", a line each. */
void use_print_spans(const struct plan *plan, struct arena *arena, FILE *stream);

/**
 * {"document": .., "key": .., "length": .., "spans": [{"from": .., "to": .., "line": .., "use": .., "fields":
 * [{"item": .., "field": ..}], "repeat_of": .., "text": ..}]}: offsets in bytes of the UTF-8 text, `to` not
 * included; the texts put together are the whole text.
 */
void use_print_json(const struct plan *plan, struct arena *arena, FILE *stream);

/** The same for the spans with words that went into no field: they stand in "unread" instead. */
void use_print_unread_json(const struct plan *plan, struct arena *arena, FILE *stream);
#endif
