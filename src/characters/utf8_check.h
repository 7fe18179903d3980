#ifndef CHARACTERS_UTF8_CHECK_H
#define CHARACTERS_UTF8_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

/**
 * How many bytes, up to the first that is not ASCII (80 to FF), counted from `from`. The NUL is ASCII.
 * Units: an index into the span, its length where all of the rest is ASCII.
 */
size_t utf8_skip_ascii(struct span bytes, size_t from);

/**
 * The length of the well-formed sequence that begins at `at`, 1 to 4; 0 where none does.
 * Source: Unicode 15, table 3-7 (no overlong forms, no surrogates, nothing above U+10FFFF).
 */
size_t utf8_sequence_length(struct span bytes, size_t at);

/** Is [at, end) the beginning of a well-formed sequence that the end of the span cut off? */
bool utf8_is_cut_off(struct span bytes, size_t at);

/** The code point of a well-formed sequence of `length` bytes. */
uint32_t utf8_code_point(const char *text, size_t length);

/** Writes a code point as UTF-8; the number of bytes, 1 to 4. */
size_t utf8_write(char *out, uint32_t code_point);

/** What of the bytes is UTF-8. */
struct utf8_survey {
    size_t sequences; /* well-formed, of two bytes and more */
    size_t invalid;   /* bytes that belong to no well-formed sequence, a cut-off one at the end apart */
    size_t cut_off;   /* bytes of a sequence that the end cuts off: 0 to 3 */
};

struct utf8_survey utf8_survey_bytes(struct span bytes);

/** Is all of it well-formed UTF-8, to its end? Text of a database is asked before PCRE2 is, which takes it on
 * trust: a database is a file that anyone may have made. */
bool utf8_is_sound(struct span bytes);
#endif
