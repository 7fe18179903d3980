#ifndef DOCUMENT_WORD_SYMBOL_H
#define DOCUMENT_WORD_SYMBOL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

/** Fonts whose letters are pictures. */
enum word_symbol_font {
    SYMBOL_FONT_NONE,
    SYMBOL_FONT_SYMBOL,
    SYMBOL_FONT_WINGDINGS,
    SYMBOL_FONT_WINGDINGS_2,
    SYMBOL_FONT_WINGDINGS_3,
    SYMBOL_FONT_WEBDINGS,
    SYMBOL_FONT_DINGBATS,
    SYMBOL_FONT_MARLETT
};

/** Which of these a font's name is. */
enum word_symbol_font word_symbol_font_of_name(struct span name);

/**
 * What a character of such a font shows, in UTF-8: a tick, a cross, a box, an arrow, a bullet, a sign. code
 * is the letter's place (FC) or Word's private character for it (F0FC). "\uFFFD" for a picture without a
 * meaning that we know.
 */
const char *word_symbol_meaning(enum word_symbol_font font, uint32_t code);
#endif
