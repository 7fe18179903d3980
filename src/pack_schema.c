/*
 * Prints a C file that holds a new database as SQLite makes it of the schema (store/schema_image.h). Run by
 * make: the program then need not make its hundred tables, indexes and views one by one. usage: pack_schema
 * FILE (to make it in)
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/diagnostic.h"
#include "store/database.h"
#include "store/schema.h"
#include "store/schema_image.h"

enum { ZEROS_BETWEEN = 16 }; /* fewer are part of a run */

static void report(struct diag_sink *sink, const struct diagnostic *diagnostic)
{
    (void)sink;
    fprintf(stderr, "%s: %s\n", diagnostic->file ? diagnostic->file : "schema", diagnostic->what);
}

static enum status make_database(const char *path)
{
    struct diag_sink sink = { .report = report };
    struct database database;
    enum status status;

    if ((status = database_open(&database, path, true, true, &sink)) == STATUS_OK &&
        (status = schema_set_page_size(&database)) == STATUS_OK)
        status = schema_create(&database);
    database_close(&database);
    return status;
}

static unsigned char *read_all(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    unsigned char *bytes = NULL;

    *size = 0;
    if (file && fseek(file, 0, SEEK_END) == 0) {
        *size = (size_t)ftell(file);
        rewind(file);
        bytes = malloc(*size + 1);
    }
    if (!bytes || fread(bytes, 1, *size, file) != *size)
        exit(EXIT_FAILURE);
    fclose(file);
    return bytes;
}

/* Where the run that begins at `from` ends: before so many zeros, or at the end. */
static size_t end_of_run(const unsigned char *bytes, size_t size, size_t from)
{
    size_t end = from;

    for (size_t at = from; at < size && at < end + ZEROS_BETWEEN; at++)
        if (bytes[at])
            end = at + 1;
    return end;
}

static void print_run(const unsigned char *bytes, size_t from, size_t to)
{
    printf("    { %zu, %zu, (const unsigned char[]){ ", from, to - from);
    for (size_t at = from; at < to; at++)
        printf("%u,", bytes[at]);
    printf(" } },\n");
}

static void print_image(const unsigned char *bytes, size_t size)
{
    printf("#include \"store/schema_image.h\"\n\nconst struct image_run embedded_schema[] = {\n");
    for (size_t at = 0; at < size; at++) {
        if (!bytes[at])
            continue;
        size_t end = end_of_run(bytes, size, at);

        print_run(bytes, at, end);
        at = end - 1;
    }
    printf("    { %zu, 0, 0 },\n};\n", size);
}

int main(int argc, char **argv)
{
    size_t size;

    if (argc != 2 || make_database(argv[1]) != STATUS_OK)
        return EXIT_FAILURE;
    unsigned char *bytes = read_all(argv[1], &size);

    print_image(bytes, size);
    free(bytes);
    return remove(argv[1]) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
