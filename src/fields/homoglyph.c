#include <string.h>

#include "base/arena.h"
#include "fields/mark_reader.h"

static const struct homoglyph *find_glyph(const struct mark_reader *reader, struct span text, size_t at)
{
    for (size_t i = 0; i < reader->homoglyph_count; i++) {
        const struct homoglyph *glyph = &reader->homoglyphs[i];

        if (text.length - at >= glyph->length && memcmp(text.text + at, glyph->looks, glyph->length) == 0)
            return glyph;
    }
    return NULL;
}

static bool is_plain(struct span text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.text[i] & 0x80)
            return false;
    return true;
}

bool homoglyph_repair(const struct mark_reader *reader, struct span text, struct arena *arena,
                      struct span *out)
{
    size_t length = 0;
    bool repaired = false;

    *out = text;
    if (is_plain(text))
        return false;
    char *copy = arena_take_text(arena, text.length);

    for (size_t at = 0; at < text.length;) {
        bool wide = ((unsigned char)text.text[at] & 0x80) != 0;
        const struct homoglyph *glyph = wide ? find_glyph(reader, text, at) : NULL;

        copy[length++] = glyph ? glyph->latin : text.text[at];
        at += glyph ? glyph->length : 1;
        repaired |= glyph != NULL;
    }
    if (repaired)
        *out = span_over(copy, length);
    return repaired;
}
