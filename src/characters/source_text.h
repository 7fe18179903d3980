#ifndef CHARACTERS_SOURCE_TEXT_H
#define CHARACTERS_SOURCE_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct arena;
struct diag_sink;

enum {
    SOURCE_LIMIT_BYTES =
        1 << 30, /* of a file; in UTF-8 it is at most three times that: offsets fit 32 bits */
    SOURCE_LINE_LIMIT_BYTES = 16 << 20, /* of a line */
};

/**
 * A file's characters, in two forms.
 *
 * `raw` is the file transcoded to UTF-8 and nothing else: every character of the file, BOM, CRs,
 * form feeds, soft hyphens and all (an invalid byte is U+FFFD). What the database keeps and quotes.
 *
 * `text` is what is read: raw with CRLF, CR, VT, NEL, U+2028 and U+2029 as LF, no-break and other odd
 * spaces as a space, soft hyphens, zero-width characters and BOMs gone, no-break hyphens as "-", ligatures
 * as letters, private-use bullets, ticks and boxes (U+F0B7 and its like) as what they show, tabs kept. A
 * form feed ends its line (as one LF, with a line end right before or behind it none), so that lines count
 * as in an editor. Everything behind this module speaks of offsets in `text`; source_text_raw_offset leads
 * back.
 */
struct source_text {
    struct span raw;
    struct span text;
    /* As iconv names it ("UTF-8", "windows-1252"), and how we know, in a few words for people
     * ("byte order mark", "valid UTF-8", "not UTF-8", "--charset"). */
    const char *encoding;
    const char *encoding_why;
    size_t invalid_count; /* bytes that are invalid in the encoding */

    /* Offsets in text of each line's first byte; line 1 is lines[0], a final LF begins no line. */
    const uint32_t *lines;
    size_t line_count;
    /* Offsets in text of each page's first byte, the first page left out. */
    const size_t *pages;
    size_t page_count;

    const struct text_shift *shifts; /* where text and raw part company, in order */
    size_t shift_count;
};

/** From text offset `at` on, up to the next shift, raw offset = text offset + (raw_at - at). */
struct text_shift {
    size_t at;
    size_t raw_at;
};

/**
 * Bytes to characters.
 * charset: a name for iconv that overrules the guess, or NULL.
 * file:    for diagnostics only.
 * Ownership: everything in *out lives in the arena; bytes may go afterwards.
 * Errors:    STATUS_REFUSED: no character but white space in it, binary or not text (file_format.h), unknown
 *            charset, over a limit. Bytes that are invalid are reported by line, the first 20 lines of them.
 * Source:    order of guessing measured on plans: BOM, NUL pattern, valid UTF-8, else an 8-bit set by
 * evidence.
 */
CHECKED enum status source_text_decode(struct span bytes, const char *charset, const char *file,
                                       struct arena *arena, struct diag_sink *sink, struct source_text *out);

/** The same for text or markup inside of another file, whose format is known; reports nothing. */
CHECKED enum status source_text_decode_part(struct span bytes, struct arena *arena, struct source_text *out);

/** The line (from 1) that holds an offset of `text`; the last line for an offset past the end. */
size_t source_text_line(const struct source_text *source, size_t offset);

/** The offset in `raw` of the character at an offset in `text`. */
size_t source_text_raw_offset(const struct source_text *source, size_t offset);

/** The bytes [from, to) of `raw`. */
struct raw_range {
    size_t from;
    size_t to;
};

/**
 * The same for the characters [from, to) of `text`: from the first one's offset in `raw` to just behind the
 * last one; empty where there is none. What stands between its end and the next raw offset is only what text
 * leaves out (soft hyphens and the like); to tile raw without gaps, use source_text_raw_offset for both ends.
 */
struct raw_range source_text_raw_range(const struct source_text *source, size_t from, size_t to);
#endif
