#ifndef OUTPUT_ANNOTATION_PHRASE_H
#define OUTPUT_ANNOTATION_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

#include "output/entry.h"

struct annotation;
struct buffer;
struct plan;

/** Does it stand by the entry: on its lines, or in its row of a Word table? */
bool annotation_is_by(const struct plan *plan, const struct annotation *annotation, enum entry_kind kind,
                      size_t index);

/** Adds the keys of the actions, risks and indicators that it stands by, with ", " between; nothing where it
 * stands by none. */
void annotation_phrase_add_keys(struct buffer *buffer, const struct plan *plan,
                                const struct annotation *annotation);
#endif
