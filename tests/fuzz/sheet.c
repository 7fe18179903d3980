/* Any bytes as a worksheet (before the first NUL) and the styles (behind it) of a workbook. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "base/arena.h"
#include "document/sheet_read.h"

/* libFuzzer's name. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* NOLINT(readability-identifier-naming) */

#define RELATIONS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define MAIN      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

static void add(zip_t *zip, const char *name, const void *bytes, size_t length)
{
    zip_int64_t index = zip_file_add(zip, name, zip_source_buffer(zip, bytes, length, 0), 0);

    if (index < 0 || zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) != 0)
        abort();
}

static void add_string(zip_t *zip, const char *name, const char *text)
{
    add(zip, name, text, strlen(text));
}

static char *make_workbook(const uint8_t *data, size_t size, size_t *length)
{
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(whole, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    const uint8_t *nul = size ? memchr(data, '\0', size) : NULL;
    size_t sheet = nul ? (size_t)(nul - data) : size;
    zip_stat_t facts;

    zip_source_keep(whole);
    add_string(zip, "_rels/.rels",
               RELATIONS
               "<Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"b.xml\"/></Relationships>");
    add_string(zip, "b.xml",
               "<workbook " MAIN
               " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
               "<sheets><sheet name=\"a\" r:id=\"s\"/></sheets></workbook>");
    add_string(zip, "_rels/b.xml.rels",
               RELATIONS "<Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
                         "<Relationship Id=\"t\" Type=\"x/styles\" Target=\"t.xml\"/></Relationships>");
    add(zip, "s.xml", data, sheet);
    if (nul)
        add(zip, "t.xml", nul + 1, size - sheet - 1);
    if (zip_close(zip) != 0 || zip_source_stat(whole, &facts) != 0 || zip_source_open(whole) != 0)
        abort();
    char *bytes = malloc(facts.size);

    if (!bytes || zip_source_read(whole, bytes, facts.size) != (zip_int64_t)facts.size)
        abort();
    zip_source_close(whole);
    zip_source_free(whole);
    *length = facts.size;
    return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t length;
    char *book = make_workbook(data, size, &length);
    struct arena *arena = arena_new();
    struct sheet sheet;

    if (sheet_read(span_at(book, length, 0), arena, &sheet) == STATUS_OK)
        for (size_t i = 0; i < sheet.count; i++)
            if (sheet.cells[i].column >= SHEET_COLUMN_LIMIT || !sheet.cells[i].row_span ||
                !sheet.cells[i].column_span)
                abort();
    arena_free(arena);
    free(book);
    return 0;
}
