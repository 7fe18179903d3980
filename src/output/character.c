#include "output/character.h"

#include "base/status.h"

struct range {
    uint32_t first;
    uint32_t last;
};

static const struct range zero_width[] = {
    { 0x0300, 0x036F }, { 0x0483, 0x0489 }, { 0x0591, 0x05BD }, { 0x064B, 0x065F },   { 0x1AB0, 0x1AFF },
    { 0x1DC0, 0x1DFF }, { 0x200B, 0x200F }, { 0x202A, 0x202E }, { 0x2060, 0x2069 },   { 0x20D0, 0x20FF },
    { 0xFE00, 0xFE0F }, { 0xFE20, 0xFE2F }, { 0xFEFF, 0xFEFF }, { 0xE0100, 0xE01EF },
};
static const struct range double_width[] = {
    { 0x1100, 0x115F },   { 0x2E80, 0x303E },   { 0x3041, 0xA4CF },   { 0xAC00, 0xD7A3 },
    { 0xF900, 0xFAFF },   { 0xFE30, 0xFE6F },   { 0xFF00, 0xFF60 },   { 0xFFE0, 0xFFE6 },
    { 0x1F300, 0x1F64F }, { 0x1F900, 0x1F9FF }, { 0x20000, 0x3FFFD },
};
static const struct range bidi[] = {
    { 0x061C, 0x061C }, { 0x200E, 0x200F }, { 0x202A, 0x202E }, { 0x2066, 0x2069 }
};

static bool is_in(uint32_t character, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count && ranges[i].first <= character; i++)
        if (character <= ranges[i].last)
            return true;
    return false;
}

/* How many bytes a character takes by its first one; 0 for a byte that begins none. */
static size_t sequence_length(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xC2)
        return 0;
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
}

uint32_t character_next(struct span text, size_t *at)
{
    static const uint32_t first_bits[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
    static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
    unsigned char first = (unsigned char)text.text[*at];
    size_t length = sequence_length(first);
    uint32_t character = first & first_bits[length];

    if (length == 0 || length > text.length - *at) {
        ++*at;
        return CHARACTER_REPLACEMENT;
    }
    for (size_t i = 1; i < length; i++) {
        unsigned char byte = (unsigned char)text.text[*at + i];
        if ((byte & 0xC0) != 0x80) {
            ++*at;
            return CHARACTER_REPLACEMENT;
        }
        character = character << 6 | (byte & 0x3F);
    }
    bool is_valid =
        character >= smallest[length] && character <= 0x10FFFF && (character & 0x1FF800) != 0xD800;
    *at += is_valid ? length : 1;
    return is_valid ? character : CHARACTER_REPLACEMENT;
}

unsigned character_width(uint32_t character)
{
    if (character < 0x300)
        return 1;
    if (is_in(character, zero_width, ARRAY_LENGTH(zero_width)))
        return 0;
    return is_in(character, double_width, ARRAY_LENGTH(double_width)) ? 2 : 1;
}

bool character_is_control(uint32_t character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0);
}

bool character_is_bidi(uint32_t character)
{
    return character >= 0x061C && is_in(character, bidi, ARRAY_LENGTH(bidi));
}

size_t character_text_width(struct span text)
{
    size_t width = 0;

    for (size_t at = 0; at < text.length;) {
        uint32_t character = character_next(text, &at);
        width += character_is_bidi(character) ? 1 : character_width(character);
    }
    return width;
}
