#ifndef CHARACTERS_ZIP_MEMBER_H
#define CHARACTERS_ZIP_MEMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "base/status.h"

struct arena;
struct diag_sink;

/**
 * How much a zip may hold. What it expands to is counted while it is read: what its headers say is not
 * believed.
 */
struct zip_limits {
    size_t members;
    uint64_t member_bytes; /* of one member, expanded */
    uint64_t total_bytes;  /* of all that is read, expanded; the same member twice counts twice */
    uint64_t ratio;        /* expanded to packed, of one member, once it is over ZIP_RATIO_FREE_BYTES */
};

enum { ZIP_RATIO_FREE_BYTES = 16 << 20 };

/**
 * 10,000 members; 1 GB each and in all; 250 : 1.
 * Source: real plans reach 18 : 1, tables of like rows 60 : 1, deflate ends at 1,030 : 1.
 */
struct zip_limits zip_limits_default(void);

/** The members of a zip in memory, by name. Nothing is ever written to disk: names are keys only. */
struct zip_members;

/**
 * Opens a zip whose members are stored or deflated, as in a docx. Folders in it are left out.
 * limits:    NULL for the default.
 * file:      for diagnostics only.
 * Ownership: borrows bytes, file and sink until zip_members_close.
 * Errors:    STATUS_REFUSED: damaged or cut off, over a limit, encrypted, packed in another way, or with
 *            names that are the same but for case, absolute, or lead out ("..").
 */
CHECKED enum status zip_members_open(struct span bytes, const struct zip_limits *limits, const char *file,
                                     struct diag_sink *sink, struct zip_members **out);
void zip_members_close(struct zip_members *members);

size_t zip_members_count(const struct zip_members *members);

/** The name of a member, in the order of lower-case names; 0 is the first. */
struct span zip_members_name(const struct zip_members *members, size_t member);

/**
 * Finds a member without regard to the case of ASCII letters and to a slash before the name.
 * Source: ECMA-376-2, 9.1.1.1 and 10.2.3: part names, and the names of their zip items.
 */
bool zip_members_find(const struct zip_members *members, struct span name, size_t *member);

/** A member being read from its start to its end. */
struct zip_stream;

/** Opens a member; zip_stream_close() it, before its zip. Errors: STATUS_REFUSED if it is damaged. */
CHECKED enum status zip_stream_open(struct zip_members *members, size_t member, struct zip_stream **out);

/**
 * The next bytes of a member, up to room; *length 0 at its end, where its checksum has been found right.
 * Errors: STATUS_REFUSED: damaged, or over a limit.
 */
CHECKED enum status zip_stream_read(struct zip_stream *stream, char *to, size_t room, size_t *length);
void zip_stream_close(struct zip_stream *stream);

/** A whole member, in the arena. Errors: as zip_stream_read. */
CHECKED enum status zip_members_read(struct zip_members *members, size_t member, struct arena *arena,
                                     struct span *out);
#endif
