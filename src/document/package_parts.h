#ifndef DOCUMENT_PACKAGE_PARTS_H
#define DOCUMENT_PACKAGE_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"
#include "base/status.h"
#include "characters/file_format.h"

struct arena;
struct diag_sink;
struct zip_limits;
struct word_listener;

/** The parts of a Word file, whether it is a zip or one XML text that holds them (Flat OPC). */
struct package;

/**
 * Opens a package (FILE_FORMAT_ZIP or FILE_FORMAT_FLAT_OPC).
 * limits:    of a zip; NULL for the default.
 * Ownership: borrows all until package_close.
 * Errors:    STATUS_REFUSED: see zip_members_open and word_xml_feed; a name that is there twice.
 */
CHECKED enum status package_open(struct span bytes, enum file_format format, const struct zip_limits *limits,
                                 const char *file, struct arena *arena, struct diag_sink *sink,
                                 struct package **out);
void package_close(struct package *package);

/** Finds a part by its name, with or without a slash before it, without regard to the case of ASCII letters.
 */
bool package_find(const struct package *package, struct span name, size_t *part);
/** The name of a part, without a slash before it. */
struct span package_name(const struct package *package, size_t part);

/**
 * Reads a part as XML and tells the listener what is in it, which must not read another part meanwhile.
 * Errors: STATUS_REFUSED: damaged, over a limit.
 */
CHECKED enum status package_read(struct package *package, size_t part, struct word_listener *listener);

/**
 * The bytes of a part that is no XML of Word's, in the arena. Errors: STATUS_REFUSED: damaged, over a limit.
 * In Flat OPC only binary parts have bytes; another has none.
 */
CHECKED enum status package_read_bytes(struct package *package, size_t part, struct span *out);

/** What a part says of another. */
struct relation {
    struct span id;
    struct span type; /* the last word of its type's address: "styles", "numbering", "header" */
    struct span
        target; /* the part's name, found from the source's; no text where it is outside of the package */
};
struct relation_list {
    struct relation *items;
    size_t count;
    size_t capacity;
};

/**
 * The relationships of a part; of the package itself where source has no text. A part without any has none.
 * Source: ECMA-376-2, 9.3; targets may be relative, absolute, percent-encoded, or (by some writers) with
 * backslashes.
 */
CHECKED enum status package_relations(struct package *package, struct span source, struct relation_list *out);

/** The first part of that type that is there. */
bool package_find_type(const struct package *package, const struct relation_list *relations, const char *type,
                       size_t *part);

/** The relationship of that id whose part is there, or NULL. */
const struct relation *package_find_relation(const struct package *package,
                                             const struct relation_list *relations, struct span id,
                                             size_t *part);
#endif
