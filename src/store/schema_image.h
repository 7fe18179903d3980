#ifndef STORE_SCHEMA_IMAGE_H
#define STORE_SCHEMA_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

/** Bytes of a new database that are not all 0, and where they stand. src/pack_schema.c makes them when the
 * program is built. The last has no bytes, and its offset is the size of the file. */
struct image_run {
    size_t offset;
    size_t length;
    const unsigned char *bytes;
};
extern const struct image_run embedded_schema[];

/**
 * Makes the file of a new database where there is none yet, whole or not at all. False: there is one, or it
 * could not be made so; whoever opens it then has SQLite make the tables, or hears from it what is wrong.
 */
bool schema_image_make(const char *path);
#endif
