#ifndef DOCUMENT_WORD_COLOUR_H
#define DOCUMENT_WORD_COLOUR_H

#include <stdint.h>

#include "base/span.h"

struct word_attributes;

enum { THEME_COLOURS = 12 };

/** A theme's colours in the order of its scheme: dark 1, light 1, dark 2, light 2, accent 1 to 6, link, followed link. */
struct word_theme {
    uint32_t colours[THEME_COLOURS];
    unsigned char mapped[4];     /* of text 1, background 1, text 2, background 2: the colour's index */
};

/** The theme of a file that has none: Office's. */
struct word_theme word_theme_default(void);

/** Settings' mapping of one of the four (in the order of `mapped`) to a colour of the scheme ("dark1"); unknown names change nothing. */
void word_theme_map(struct word_theme *theme, size_t which, struct span name);

/** "FF0000"; COLOUR_NONE for "auto" and what is no colour. */
uint32_t word_colour_of_hex(struct span text);

/** w:highlight's names: "yellow", "darkGreen". */
uint32_t word_colour_of_highlight(struct span name);

/** What w:shd paints: a theme's colour before a fill, a pattern mixed with it; COLOUR_NONE for none. Source: ECMA-376-1, 17.3.5. */
uint32_t word_colour_of_shading(const struct word_attributes *attributes, const struct word_theme *theme);
#endif
