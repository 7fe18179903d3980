#ifndef CHARACTERS_TEXT_CLEAN_H
#define CHARACTERS_TEXT_CLEAN_H

#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct arena;
struct source_text;

/**
 * From source->raw (valid UTF-8) makes the text that is read, with its lines, pages and shifts; see
 * struct source_text. Where nothing has to change, text is raw itself.
 * foreign: receives how many control characters there are that text files don't hold.
 * Ownership: all in the arena.
 * Errors:    STATUS_REFUSED when a line is longer than SOURCE_LINE_LIMIT_BYTES; the lines before it are
 *            then counted in source, and the caller reports it.
 */
CHECKED enum status text_clean(struct source_text *source, struct arena *arena, size_t *foreign);

/**
 * What is read in place of one character: "" where it is left out, "\n" where it ends a line; NULL where it
 * stays as it is. For readers that have no raw form.
 */
const char *text_clean_character(uint32_t code_point);
#endif
