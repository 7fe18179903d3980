#ifndef CHARACTERS_ENCODING_CONVERT_H
#define CHARACTERS_ENCODING_CONVERT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/status.h"

struct arena;
struct encoding;

enum { DAMAGE_PLACES_LIMIT = 4096 };

/** One U+FFFD that stands for bytes without meaning. */
struct damage_place {
    size_t raw_at;      /* where it stands in the UTF-8 */
    size_t length;      /* how many bytes */
    unsigned char byte; /* the first of them */
};

/** What was wrong with the bytes. */
struct encoding_damage {
    size_t bytes;                /* without a meaning in the encoding; NULs too */
    size_t nuls;                 /* of these */
    bool cut_off;                /* the last character is not whole */
    struct damage_place *places; /* the first DAMAGE_PLACES_LIMIT */
    size_t place_count;
    size_t place_capacity;
};

/**
 * Bytes to UTF-8, every character kept, byte order mark and all. A byte that has no meaning in the
 * encoding, a NUL, and a last character that is cut off become U+FFFD.
 * Ownership: *out and damage's places live in the arena; out has no offset of its own (it begins at 0).
 * Errors:    STATUS_REFUSED if iconv does not know the encoding's name; the caller reports it.
 */
CHECKED enum status encoding_convert(const struct encoding *encoding, struct span bytes, struct arena *arena,
                                     struct encoding_damage *damage, struct span *out);
#endif
