#ifndef CHARACTERS_FILE_READ_H
#define CHARACTERS_FILE_READ_H

#include <stddef.h>

#include "base/span.h"
#include "base/status.h"

struct diag_sink;

/** One file to import. Strings belong to the list. */
struct input_file {
    char *path;     /* to open it; "-" is standard input */
    char *relative; /* its name relative to the folder given on the command line ("2010/plan.txt"); base name
                       for a file given itself */
    char *sha256;   /* NULL until read */
};

struct input_list {
    struct input_file *items;
    size_t count;
    size_t capacity;
};

/**
 * Adds a file, "-", or every regular file below a folder (recursive, sorted by the bytes of their relative
 * names, hidden files and editor backups left out, each folder once however many links lead to it) to the
 * list. A file given by itself is added whatever its name. Errors: STATUS_REFUSED: there is no such file, or
 * a folder in it can't be read (the rest is still added); STATUS_USAGE: "-" is in the list already.
 */
CHECKED enum status input_list_add(struct input_list *list, const char *path, struct diag_sink *sink);
void input_list_free(struct input_list *list);

/** A file's bytes. */
struct file_bytes {
    struct span bytes;
    char sha256[65]; /* lower-case hex; empty until file_bytes_hash */
};

/**
 * Reads a whole file or standard input.
 * Errors: STATUS_REFUSED: it can't be opened or read, is no regular file (or pipe), is empty or over
 * SOURCE_LIMIT_BYTES.
 */
CHECKED enum status file_read(const char *path, struct diag_sink *sink, struct file_bytes *out);
/** Fills sha256, by which a database knows the file again. */
void file_bytes_hash(struct file_bytes *file);
void file_bytes_free(struct file_bytes *file);
/** Frees the bytes alone: what is known of them stays. */
void file_bytes_let_go(struct file_bytes *file);

/** SHA-256 (FIPS 180-4) of bytes, in lower-case hex with a NUL. */
void sha256_hex(struct span bytes, char out[static 65]);
#endif
