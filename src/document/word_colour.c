#include "document/word_colour.h"

#include "base/span.h"
#include "base/status.h"
#include "document/document.h"
#include "document/word_xml.h"

/* Source: Office's default theme, 2007 to 2010. */
struct word_theme word_theme_default(void)
{
    return (struct word_theme){ .colours = { 0x000000, 0xFFFFFF, 0x1F497D, 0xEEECE1, 0x4F81BD, 0xC0504D,
                                             0x9BBB59, 0x8064A2, 0x4BACC6, 0xF79646, 0x0000FF, 0x800080 },
                                .mapped = { 0, 1, 2, 3 } };
}

static uint32_t hexadecimal(struct span text, uint32_t otherwise)
{
    uint32_t value = 0;

    for (size_t i = 0; i < text.length; i++) {
        int digit = span_hex_digit(text.text[i]);

        if (digit < 0)
            return otherwise;
        value = value << 4 | (uint32_t)digit;
    }
    return text.length ? value : otherwise;
}

uint32_t word_colour_of_hex(struct span text)
{
    if (text.length == 7 && text.text[0] == '#')
        text = span_part(text, 1, 7);
    return text.length == 6 ? hexadecimal(text, COLOUR_NONE) : COLOUR_NONE;
}

/* Source: ECMA-376-1, 17.18.40 (ST_HighlightColor); Word 2003 writes them with a hyphen. */
static const struct {
    const char *name;
    uint32_t colour;
} highlights[] = {
    { "blue", 0x0000FF },        { "cyan", 0x00FFFF },       { "green", 0x00FF00 },
    { "magenta", 0xFF00FF },     { "red", 0xFF0000 },        { "yellow", 0xFFFF00 },
    { "darkBlue", 0x000080 },    { "darkCyan", 0x008080 },   { "darkGreen", 0x008000 },
    { "darkRed", 0x800000 },     { "darkYellow", 0x808000 }, { "dark-blue", 0x000080 },
    { "dark-cyan", 0x008080 },   { "dark-green", 0x008000 }, { "dark-red", 0x800000 },
    { "dark-yellow", 0x808000 },
};

uint32_t word_colour_of_highlight(struct span name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(highlights); i++)
        if (span_equals(name, highlights[i].name))
            return highlights[i].colour;
    return COLOUR_NONE;
}

/* Source: ECMA-376-1, 17.18.97 (ST_ThemeColor). */
static const struct {
    const char *name;
    size_t index;
} theme_names[] = {
    { "dark1", 0 },   { "light1", 1 },  { "dark2", 2 },      { "light2", 3 },
    { "accent1", 4 }, { "accent2", 5 }, { "accent3", 6 },    { "accent4", 7 },
    { "accent5", 8 }, { "accent6", 9 }, { "hyperlink", 10 }, { "followedHyperlink", 11 },
};

/* Those that settings map to others. */
static const char *const mapped_names[] = { "text1", "background1", "text2", "background2" };

static size_t find_theme_colour(const struct word_theme *theme, struct span name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(mapped_names); i++)
        if (span_equals(name, mapped_names[i]))
            return theme->mapped[i];
    for (size_t i = 0; i < ARRAY_LENGTH(theme_names); i++)
        if (span_equals(name, theme_names[i].name))
            return theme_names[i].index;
    return THEME_COLOURS;
}

void word_theme_map(struct word_theme *theme, size_t which, struct span name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(theme_names); i++)
        if (span_equals(name, theme_names[i].name))
            theme->mapped[which] = (unsigned char)theme_names[i].index;
}

/* share of one colour (0 to 255) with the rest of another */
static uint32_t mix(uint32_t one, uint32_t other, uint32_t share)
{
    uint32_t mixed = 0;

    for (unsigned shift = 0; shift <= 16; shift += 8)
        mixed |= (((one >> shift & 255) * share + (other >> shift & 255) * (255 - share)) / 255) << shift;
    return mixed;
}

static uint32_t theme_fill(const struct word_attributes *attributes, const struct word_theme *theme)
{
    size_t index = find_theme_colour(theme, word_attribute(attributes, WORD_THEME_FILL));

    if (index == THEME_COLOURS)
        return COLOUR_NONE;
    uint32_t tint = hexadecimal(word_attribute(attributes, WORD_THEME_FILL_TINT), 255) & 255;
    uint32_t shade = hexadecimal(word_attribute(attributes, WORD_THEME_FILL_SHADE), 255) & 255;

    return mix(mix(theme->colours[index], 0xFFFFFF, tint), 0x000000, shade);
}

/* "pct25" and Word 2003's "pct-25": how much of it is the pattern's colour, of 255; 0 for none. */
static uint32_t pattern_share(struct span pattern)
{
    uint32_t percent = 0;

    if (span_equals(pattern, "solid"))
        return 255;
    if (!span_begins(pattern, "pct"))
        return 0;
    for (size_t i = 3; i < pattern.length; i++)
        if (pattern.text[i] >= '0' && pattern.text[i] <= '9' && percent < 100)
            percent = percent * 10 + (uint32_t)(pattern.text[i] - '0');
    return percent > 100 ? 255 : percent * 255 / 100;
}

uint32_t word_colour_of_shading(const struct word_attributes *attributes, const struct word_theme *theme)
{
    struct span pattern = word_attribute(attributes, WORD_VAL);
    uint32_t fill = theme_fill(attributes, theme);
    uint32_t colour = word_colour_of_hex(word_attribute(attributes, WORD_COLOR));
    uint32_t share = pattern_share(pattern);

    if (span_equals(pattern, "nil"))
        return COLOUR_NONE;
    if (fill == COLOUR_NONE)
        fill = word_colour_of_hex(word_attribute(attributes, WORD_FILL));
    if (!share || (colour == COLOUR_NONE && fill == COLOUR_NONE))
        return fill;
    return mix(colour == COLOUR_NONE ? 0 : colour, fill == COLOUR_NONE ? 0xFFFFFF : fill, share);
}
