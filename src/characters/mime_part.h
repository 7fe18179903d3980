#ifndef CHARACTERS_MIME_PART_H
#define CHARACTERS_MIME_PART_H

#include <stdbool.h>

#include "base/span.h"

struct arena;

/** Do the bytes begin with the head of a mail or a saved web page (MHT)? */
bool mime_is_message(struct span bytes);

/**
 * The text of a message: its first part that is HTML, else the first that is plain text, else (no part says what it is) all of
 * it; decoded from quoted-printable or base64. false: it holds neither.
 * Ownership: lives in the arena or is a piece of bytes.
 * Source:    RFC 2045, 6.7 and 6.8; RFC 2046, 5.1.1; RFC 2557 (MHT).
 */
bool mime_read_text(struct span bytes, struct arena *arena, struct span *text);

/** Base64 to bytes; what is no letter of base64 is left out. */
struct span base64_decode(struct span text, struct arena *arena);
#endif
