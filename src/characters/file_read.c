#include "characters/file_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nettle/sha2.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "characters/source_text.h"

enum { READ_CHUNK_BYTES = 256 * 1024 };

static enum status refuse(struct diag_sink *sink, enum diag_code code, const char *path, const char *what)
{
    diag_report(sink, code, path, 0, 0, "%s", what);
    return STATUS_REFUSED;
}

static enum status open_file(const char *path, struct diag_sink *sink, int *out)
{
    *out = open(path, O_RDONLY | O_CLOEXEC);
    if (*out >= 0)
        return STATUS_OK;
    if (errno == ENOENT || errno == ENOTDIR)
        return refuse(sink, DIAG_FILE_MISSING, path, "there is no such file");
    diag_report(sink, DIAG_FILE_UNREADABLE, path, 0, 0, "it can't be opened: %s", strerror(errno));
    return STATUS_REFUSED;
}

/* A file or a pipe; standard input may be a terminal too. *size is a file's length, 0 where there is none. */
static enum status check_kind(int descriptor, const char *path, struct diag_sink *sink, size_t *size)
{
    struct stat facts;

    if (fstat(descriptor, &facts) != 0)
        return refuse(sink, DIAG_FILE_UNREADABLE, path, strerror(errno));
    if (!S_ISREG(facts.st_mode) && !S_ISFIFO(facts.st_mode) && !S_ISSOCK(facts.st_mode) &&
        !isatty(descriptor))
        return refuse(sink, DIAG_FILE_UNREADABLE, path,
                      S_ISDIR(facts.st_mode) ? "it is a folder" : "it is no regular file");
    if (facts.st_size > SOURCE_LIMIT_BYTES)
        return refuse(sink, DIAG_FILE_TOO_LARGE, path, "it is larger than 1 GB");
    *size = S_ISREG(facts.st_mode) && facts.st_size > 0 ? (size_t)facts.st_size : 0;
    return STATUS_OK;
}

static enum status read_all(int descriptor, size_t size, const char *path, struct diag_sink *sink,
                            struct buffer *bytes)
{
    size_t room = size ? size + 1 : READ_CHUNK_BYTES; /* one more: a file that has grown is read on */

    for (;;) {
        char *to = buffer_reserve(bytes, room);
        ssize_t got = read(descriptor, to, room);

        if (got == 0)
            return STATUS_OK;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return refuse(sink, DIAG_FILE_UNREADABLE, path, strerror(errno));
        bytes->length += (size_t)got;
        if (bytes->length > SOURCE_LIMIT_BYTES)
            return refuse(sink, DIAG_FILE_TOO_LARGE, path, "it is larger than 1 GB");
        if (size && bytes->length == size && (size_t)got < room) /* a file: there is no more of it */
            return STATUS_OK;
        room = room > (size_t)got ? room - (size_t)got : READ_CHUNK_BYTES;
    }
}

static enum status read_open_file(int descriptor, const char *path, struct diag_sink *sink,
                                  struct file_bytes *out)
{
    struct buffer bytes = { 0 };
    size_t size;
    enum status status = check_kind(descriptor, path, sink, &size);

    if (status == STATUS_OK)
        status = read_all(descriptor, size, path, sink, &bytes);
    if (status == STATUS_OK && bytes.length == 0)
        status = refuse(sink, DIAG_FILE_EMPTY, path, "there is nothing in it");
    if (status != STATUS_OK) {
        buffer_free(&bytes);
        return status;
    }
    out->bytes = span_at(bytes.bytes, bytes.length, 0);
    return STATUS_OK;
}

enum status file_read(const char *path, struct diag_sink *sink, struct file_bytes *out)
{
    int descriptor;

    *out = (struct file_bytes){ 0 };
    if (strcmp(path, "-") == 0)
        return read_open_file(STDIN_FILENO, "standard input", sink, out);
    enum status status = open_file(path, sink, &descriptor);

    if (status != STATUS_OK)
        return status;
    status = read_open_file(descriptor, path, sink, out);
    close(descriptor);
    return status;
}

void file_bytes_hash(struct file_bytes *file)
{
    sha256_hex(file->bytes, file->sha256);
}

void file_bytes_let_go(struct file_bytes *file)
{
    free((void *)(uintptr_t)file->bytes.text);
    file->bytes = (struct span){ 0 };
}

void file_bytes_free(struct file_bytes *file)
{
    file_bytes_let_go(file);
    *file = (struct file_bytes){ 0 };
}

void sha256_hex(struct span bytes, char out[static 65])
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_init(&context);
    if (bytes.length)
        sha256_update(&context, bytes.length, (const uint8_t *)bytes.text);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[64] = '\0';
}
