#include "store/schema_image.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"

static bool is_free(const char *path)
{
    return *path && strcmp(path, ":memory:") != 0 && access(path, F_OK) != 0 && errno == ENOENT;
}

static bool write_all(int file, const unsigned char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(file, bytes, size);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        size -= (size_t)written;
    }
    return true;
}

static bool write_image(int file)
{
    const struct image_run *run = embedded_schema;

    while (run->bytes)
        run++;

    size_t size = run->offset;
    unsigned char *image = memory_new(size);

    for (run = embedded_schema; run->bytes; run++)
        memcpy(image + run->offset, run->bytes, run->length);
    bool is_written = write_all(file, image, size) && fsync(file) == 0;

    free(image);
    return is_written;
}

/* A link appears at once, and never over what another process was quicker to make. */
static bool make_whole(const char *path, const char *beside)
{
    int file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

    if (file < 0)
        return false;
    bool is_written = write_image(file);

    is_written = close(file) == 0 && is_written && link(beside, path) == 0;
    unlink(beside);
    return is_written;
}

bool schema_image_make(const char *path)
{
    struct buffer beside = { 0 };
    bool is_made = false;

    if (is_free(path)) {
        buffer_add_format(&beside, "%s-new-%ld", path, (long)getpid());
        is_made = make_whole(path, buffer_string(&beside));
    }
    buffer_free(&beside);
    return is_made;
}
