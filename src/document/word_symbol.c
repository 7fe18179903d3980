#include "document/word_symbol.h"

#include "base/status.h"

static const struct {
    const char *name;
    enum word_symbol_font font;
} fonts[] = {
    { "Symbol", SYMBOL_FONT_SYMBOL },           { "Wingdings", SYMBOL_FONT_WINGDINGS },
    { "Wingdings 2", SYMBOL_FONT_WINGDINGS_2 }, { "Wingdings 3", SYMBOL_FONT_WINGDINGS_3 },
    { "Webdings", SYMBOL_FONT_WEBDINGS },       { "ZapfDingbats", SYMBOL_FONT_DINGBATS },
    { "Zapf Dingbats", SYMBOL_FONT_DINGBATS },  { "ITC Zapf Dingbats", SYMBOL_FONT_DINGBATS },
    { "Dingbats", SYMBOL_FONT_DINGBATS },       { "Monotype Sorts", SYMBOL_FONT_DINGBATS },
    { "Marlett", SYMBOL_FONT_MARLETT },
};

#define TICK        "\xE2\x9C\x93"
#define CROSS       "\xE2\x9C\x97"
#define TICKED_BOX  "\xE2\x98\x91"
#define CROSSED_BOX "\xE2\x98\x92"
#define EMPTY_BOX   "\xE2\x98\x90"
#define BULLET      "\xE2\x80\xA2"
#define LEFT        "\xE2\x86\x90"
#define UP          "\xE2\x86\x91"
#define RIGHT       "\xE2\x86\x92"
#define DOWN        "\xE2\x86\x93"

/* Source: the fonts' own charts, as mapped by the Unicode Consortium (L2/11-052, Wingdings; ADOBE
 * SYMBOL.TXT; ADOBE ZDINGBAT.TXT). */
static const struct {
    enum word_symbol_font font;
    unsigned char code;
    const char *meaning;
} symbols[] = {
    { SYMBOL_FONT_SYMBOL, 0x2D, "-" },
    { SYMBOL_FONT_SYMBOL, 0xA3, "\xE2\x89\xA4" }, /* less than or equal */
    { SYMBOL_FONT_SYMBOL, 0xB1, "\xC2\xB1" },
    { SYMBOL_FONT_SYMBOL, 0xB3, "\xE2\x89\xA5" }, /* greater than or equal */
    { SYMBOL_FONT_SYMBOL, 0xB4, "\xC3\x97" },     /* times */
    { SYMBOL_FONT_SYMBOL, 0xB7, BULLET },
    { SYMBOL_FONT_SYMBOL, 0xAC, LEFT },
    { SYMBOL_FONT_SYMBOL, 0xAD, UP },
    { SYMBOL_FONT_SYMBOL, 0xAE, RIGHT },
    { SYMBOL_FONT_SYMBOL, 0xAF, DOWN },
    { SYMBOL_FONT_SYMBOL, 0xD6, TICK },              /* the root sign, used as a tick */
    { SYMBOL_FONT_WINGDINGS, 0x4A, "\xE2\x98\xBA" }, /* smiling face */
    { SYMBOL_FONT_WINGDINGS, 0x4B, "\xF0\x9F\x98\x90" },
    { SYMBOL_FONT_WINGDINGS, 0x4C, "\xE2\x98\xB9" }, /* frowning face */
    { SYMBOL_FONT_WINGDINGS, 0x6C, BULLET },
    { SYMBOL_FONT_WINGDINGS, 0x6E, BULLET },
    { SYMBOL_FONT_WINGDINGS, 0x6F, EMPTY_BOX },
    { SYMBOL_FONT_WINGDINGS, 0x71, EMPTY_BOX },
    { SYMBOL_FONT_WINGDINGS, 0x72, EMPTY_BOX },
    { SYMBOL_FONT_WINGDINGS, 0x75, BULLET },
    { SYMBOL_FONT_WINGDINGS, 0x76, BULLET },
    { SYMBOL_FONT_WINGDINGS, 0x77, BULLET },
    { SYMBOL_FONT_WINGDINGS, 0x9F, BULLET },
    { SYMBOL_FONT_WINGDINGS, 0xA7, BULLET },
    { SYMBOL_FONT_WINGDINGS, 0xA8, EMPTY_BOX },
    { SYMBOL_FONT_WINGDINGS, 0xD8, BULLET },
    { SYMBOL_FONT_WINGDINGS, 0xDF, LEFT },
    { SYMBOL_FONT_WINGDINGS, 0xE0, RIGHT },
    { SYMBOL_FONT_WINGDINGS, 0xE1, UP },
    { SYMBOL_FONT_WINGDINGS, 0xE2, DOWN },
    { SYMBOL_FONT_WINGDINGS, 0xE7, LEFT },
    { SYMBOL_FONT_WINGDINGS, 0xE8, RIGHT },
    { SYMBOL_FONT_WINGDINGS, 0xE9, UP },
    { SYMBOL_FONT_WINGDINGS, 0xEA, DOWN },
    { SYMBOL_FONT_WINGDINGS, 0xF0, RIGHT },
    { SYMBOL_FONT_WINGDINGS, 0xFB, CROSS },
    { SYMBOL_FONT_WINGDINGS, 0xFC, TICK },
    { SYMBOL_FONT_WINGDINGS, 0xFD, CROSSED_BOX },
    { SYMBOL_FONT_WINGDINGS, 0xFE, TICKED_BOX },
    { SYMBOL_FONT_WINGDINGS_2, 0x4F, CROSS },
    { SYMBOL_FONT_WINGDINGS_2, 0x50, TICK },
    { SYMBOL_FONT_WINGDINGS_2, 0x51, CROSSED_BOX },
    { SYMBOL_FONT_WINGDINGS_2, 0x52, TICKED_BOX },
    { SYMBOL_FONT_WINGDINGS_2, 0x53, CROSSED_BOX },
    { SYMBOL_FONT_WINGDINGS_2, 0x54, CROSSED_BOX },
    { SYMBOL_FONT_WINGDINGS_2, 0x97, BULLET },
    { SYMBOL_FONT_WINGDINGS_2, 0xA3, EMPTY_BOX },
    { SYMBOL_FONT_WINGDINGS_3, 0x66, LEFT },
    { SYMBOL_FONT_WINGDINGS_3, 0x67, RIGHT },
    { SYMBOL_FONT_WINGDINGS_3, 0x68, UP },
    { SYMBOL_FONT_WINGDINGS_3, 0x69, DOWN },
    { SYMBOL_FONT_WINGDINGS_3, 0x7D, BULLET },
    { SYMBOL_FONT_WEBDINGS, 0x33, LEFT },
    { SYMBOL_FONT_WEBDINGS, 0x34, RIGHT },
    { SYMBOL_FONT_WEBDINGS, 0x35, UP },
    { SYMBOL_FONT_WEBDINGS, 0x36, DOWN },
    { SYMBOL_FONT_WEBDINGS, 0x61, TICK },
    { SYMBOL_FONT_WEBDINGS, 0x63, EMPTY_BOX },
    { SYMBOL_FONT_WEBDINGS, 0x72, CROSS },
    { SYMBOL_FONT_DINGBATS, 0x33, TICK },
    { SYMBOL_FONT_DINGBATS, 0x34, TICK },
    { SYMBOL_FONT_DINGBATS, 0x35, CROSS },
    { SYMBOL_FONT_DINGBATS, 0x36, CROSS },
    { SYMBOL_FONT_DINGBATS, 0x37, CROSS },
    { SYMBOL_FONT_DINGBATS, 0x38, CROSS },
    { SYMBOL_FONT_DINGBATS, 0x6C, BULLET },
    { SYMBOL_FONT_DINGBATS, 0x6E, BULLET },
    { SYMBOL_FONT_DINGBATS, 0x6F, EMPTY_BOX },
    { SYMBOL_FONT_DINGBATS, 0x70, EMPTY_BOX },
    { SYMBOL_FONT_DINGBATS, 0x71, EMPTY_BOX },
    { SYMBOL_FONT_DINGBATS, 0x72, EMPTY_BOX },
    { SYMBOL_FONT_DINGBATS, 0x75, BULLET },
    { SYMBOL_FONT_DINGBATS, 0xD4, RIGHT },
    { SYMBOL_FONT_DINGBATS, 0xD5, RIGHT },
    { SYMBOL_FONT_DINGBATS, 0xDC, RIGHT },
    { SYMBOL_FONT_DINGBATS, 0xE0, RIGHT },
    { SYMBOL_FONT_MARLETT, 0x61, TICK },
    { SYMBOL_FONT_MARLETT, 0x62, TICK },
    { SYMBOL_FONT_MARLETT, 0x72, CROSS },
};

enum word_symbol_font word_symbol_font_of_name(struct span name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(fonts); i++)
        if (span_same_ignoring_case(name, span_of(fonts[i].name)))
            return fonts[i].font;
    return SYMBOL_FONT_NONE;
}

const char *word_symbol_meaning(enum word_symbol_font font, uint32_t code)
{
    if (code >= 0xF000 && code <= 0xF0FF)
        code -= 0xF000;
    if (code == 0x20 || code == 0xA0)
        return " ";
    for (size_t i = 0; i < ARRAY_LENGTH(symbols); i++)
        if (symbols[i].font == font && symbols[i].code == code)
            return symbols[i].meaning;
    return "\xEF\xBF\xBD";
}
