#ifndef CHARACTERS_ZIP_MAKE_TEST_H
#define CHARACTERS_ZIP_MAKE_TEST_H

/** For tests: zips made in memory. Included behind cmocka.h. */

#include <stdlib.h>

#include <zip.h>

#include "base/memory.h"
#include "base/span.h"

/* One member of a zip made for a test. */
struct part {
    const char *name;
    const char *bytes;
    size_t length;
};

/* The archive's bytes in memory, as libzip writes them; free() them. */
static inline struct span make_zip(const struct part *parts, size_t count)
{
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(whole, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    zip_stat_t facts;

    assert_non_null(zip);
    zip_source_keep(whole);
    for (size_t i = 0; i < count; i++) {
        zip_source_t *part = zip_source_buffer(zip, parts[i].bytes, parts[i].length, 0);
        zip_int64_t index = zip_file_add(zip, parts[i].name, part, 0);

        assert_true(index >= 0);
        assert_int_equal(zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, 0), 0);
    }
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_stat(whole, &facts), 0);
    assert_int_equal(zip_source_open(whole), 0);
    char *bytes = memory_new(facts.size);

    assert_int_equal(zip_source_read(whole, bytes, facts.size), facts.size);
    zip_source_close(whole);
    zip_source_free(whole);
    return span_at(bytes, facts.size, 0);
}

static inline void free_zip(struct span zip)
{
    free((void *)(uintptr_t)zip.text);
}
#endif
