#ifndef CHARACTERS_BYTE_CHARSET_H
#define CHARACTERS_BYTE_CHARSET_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

enum byte_charset_id {
    BYTE_WINDOWS_1252,
    BYTE_ISO_8859_1,
    BYTE_ISO_8859_15,
    BYTE_MACINTOSH,
    BYTE_CP850,
};

enum { BYTE_CHARSET_ALIASES = 3 };

/**
 * A set of one byte per character whose lower half is ASCII. These five are what plans come in; a
 * table reads them ten times as fast as iconv, and judges them when the set has to be guessed.
 */
struct byte_charset {
    const char *name;                          /* as iconv names it */
    const char *aliases[BYTE_CHARSET_ALIASES]; /* NULL where there are fewer */
    uint16_t high[128];                        /* code points of 80 to FF; 0: no character */
};

const struct byte_charset *byte_charset(enum byte_charset_id id);

/** The set of that name, without regard to case, or NULL. */
const struct byte_charset *byte_charset_find(const char *name);
#endif
