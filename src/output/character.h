#ifndef OUTPUT_CHARACTER_H
#define OUTPUT_CHARACTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

/**
 * Single characters of UTF-8 text, for what is to be printed: how wide they are on a terminal and
 * whether a terminal would take them as an order rather than a letter.
 */
#define CHARACTER_REPLACEMENT 0xFFFDu

/** The character at byte *at, which moves behind it; a byte that begins none is U+FFFD. *at must be below
 * text.length. */
uint32_t character_next(struct span text, size_t *at);

/** Columns on a terminal: 0 for combining marks and other zero-width characters, 2 for East Asian wide ones,
 * else 1. Source: Unicode 15, EastAsianWidth.txt, its large blocks. */
unsigned character_width(uint32_t character);

/** C0 and C1 controls and DEL: what steers a terminal. */
bool character_is_control(uint32_t character);

/** Characters that turn the direction of text (UAX #9): harmless in data, misleading on a terminal. */
bool character_is_bidi(uint32_t character);

/** Columns that the text takes on a terminal, controls counted as the U+FFFD that is printed for them. */
size_t character_text_width(struct span text);
#endif
