/* Any bytes to characters: raw and text are UTF-8, and every place in text leads back to raw. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/status.h"
#include "characters/source_text.h"
#include "characters/utf8_check.h"

/* libFuzzer's name. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* NOLINT(readability-identifier-naming) */

#define INSIST(fact)                                                                                         \
    do {                                                                                                     \
        if (!(fact))                                                                                         \
            abort();                                                                                         \
    } while (0)

static void check_utf8(struct span text)
{
    struct utf8_survey survey = utf8_survey_bytes(text);

    INSIST(survey.invalid == 0 && survey.cut_off == 0);
}

static void check_offsets(const struct source_text *source)
{
    size_t before = 0;

    for (size_t at = 0; at < source->text.length;) {
        size_t length = utf8_sequence_length(source->text, at);
        struct raw_range range = source_text_raw_range(source, at, at + length);
        size_t from = range.from, to = range.to;

        INSIST(length > 0);
        INSIST(from >= before && from < to && to <= source->raw.length);
        INSIST(((unsigned char)source->raw.text[from] & 0xC0) != 0x80);
        INSIST(to == source->raw.length || ((unsigned char)source->raw.text[to] & 0xC0) != 0x80);
        before = from;
        at += length;
    }
    INSIST(source_text_raw_offset(source, source->text.length) == source->raw.length);
}

static void check_lines(const struct source_text *source)
{
    size_t line = 1;

    INSIST(source->line_count > 0 && source->lines[0] == 0);
    for (size_t at = 0; at < source->text.length; at++) {
        INSIST(source_text_line(source, at) == line);
        line += source->text.text[at] == '\n';
    }
    for (size_t page = 0; page < source->page_count; page++)
        INSIST(source->pages[page] <= source->text.length &&
               (source->pages[page] == 0 || source->text.text[source->pages[page] - 1] == '\n'));
}

/* The first byte chooses the character set, mostly none. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const charsets[] = { NULL,       "UTF-8",     "UTF-16LE",  "UTF-16BE",  "UTF-32LE",
                                            "UTF-32BE", "CP1252",    "macintosh", "SHIFT_JIS", "UTF-7",
                                            "UTF-16",   "no-such-1", "CP850" };
    struct arena *arena = arena_new();
    struct source_text source;
    size_t skip = size > 0;
    size_t choice = skip ? data[0] % 32 : 0;
    const char *charset = choice < ARRAY_LENGTH(charsets) ? charsets[choice] : NULL;
    struct span bytes = span_at((const char *)data + skip, size - skip, 0);

    if (source_text_decode(bytes, charset, "fuzz", arena, NULL, &source) == STATUS_OK) {
        check_utf8(source.raw);
        check_utf8(source.text);
        check_offsets(&source);
        check_lines(&source);
    }
    arena_free(arena);
    return 0;
}
