#include "characters/zip_member.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/memory.h"
#include "characters/libzip.h"

enum {
    LOCAL_HEADER_BYTES = 30, /* APPNOTE 4.3.7, without name and extra field */
    READ_CHUNK_BYTES = 64 * 1024,
};

struct member {
    struct span name; /* libzip's */
    zip_uint64_t index;
    uint64_t packed_bytes;
};

struct zip_members {
    zip_t *zip;
    struct member *items; /* by name, without regard to case */
    size_t count;
    struct zip_limits limits;
    uint64_t expanded_bytes; /* read so far */
    const char *file;
    struct diag_sink *sink;
};

struct zip_stream {
    struct zip_members *members;
    const struct member *member;
    zip_file_t *file;
    uint64_t expanded_bytes;
};

struct zip_limits zip_limits_default(void)
{
    return (struct zip_limits){
        .members = 10000,
        .member_bytes = 1u << 30,
        .total_bytes = 1u << 30,
        .ratio = 250,
    };
}

static enum status refuse(const struct zip_members *members, enum diag_code code, const char *what)
{
    diag_report(members->sink, code, members->file, 0, 0, "%s", what);
    return STATUS_REFUSED;
}

static enum status refuse_member(const struct zip_members *members, enum diag_code code, struct span name,
                                 const char *what)
{
    diag_report(members->sink, code, members->file, 0, 0, "its part \"%.*s\" %s", (int)name.length, name.text,
                what);
    return STATUS_REFUSED;
}

static unsigned char fold(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static int compare_names(struct span a, struct span b)
{
    for (size_t i = 0; i < a.length && i < b.length; i++)
        if (fold(a.text[i]) != fold(b.text[i]))
            return fold(a.text[i]) < fold(b.text[i]) ? -1 : 1;
    return (a.length > b.length) - (a.length < b.length);
}

static int compare_members(const void *a, const void *b)
{
    return compare_names(((const struct member *)a)->name, ((const struct member *)b)->name);
}

/* "/x", "C:x", or a segment that is "..". */
static bool leads_out(struct span name)
{
    size_t start = 0;

    if (name.text[0] == '/' || name.text[0] == '\\' || (name.length > 1 && name.text[1] == ':'))
        return true;
    for (size_t i = 0; i <= name.length; i++) {
        if (i < name.length && name.text[i] != '/' && name.text[i] != '\\')
            continue;
        if (span_equals(span_part(name, start, i), ".."))
            return true;
        start = i + 1;
    }
    return false;
}

static enum status check_member(const struct zip_members *members, struct span name, const zip_stat_t *facts)
{
    const zip_uint64_t wanted =
        ZIP_STAT_NAME | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;

    if ((facts->valid & wanted) != wanted || name.length == 0)
        return refuse(members, DIAG_PACKAGE_DAMAGED, "its zip has a part without a name or size");
    if (leads_out(name))
        return refuse_member(members, DIAG_PACKAGE_DAMAGED, name, "has a name that leads out of the file");
    if (facts->encryption_method != ZIP_EM_NONE)
        return refuse_member(members, DIAG_FILE_FORMAT, name,
                             "is encrypted; save the file without a password");
    if (facts->comp_method != ZIP_CM_STORE && facts->comp_method != ZIP_CM_DEFLATE)
        return refuse_member(members, DIAG_FILE_FORMAT, name, "is packed in a way that Word does not use");
    return STATUS_OK;
}

/* Members that lie beside each other can't be longer, all together, than the file: more would share bytes. */
static enum status check_room(const struct zip_members *members, uint64_t file_bytes)
{
    uint64_t needed = 0;

    for (size_t i = 0; i < members->count; i++) {
        uint64_t packed = members->items[i].packed_bytes;

        if (packed > file_bytes || needed + packed + LOCAL_HEADER_BYTES > file_bytes)
            return refuse(members, DIAG_PACKAGE_DAMAGED, "the parts of its zip overlap");
        needed += packed + LOCAL_HEADER_BYTES;
    }
    return STATUS_OK;
}

static enum status check_names(const struct zip_members *members)
{
    for (size_t i = 1; i < members->count; i++)
        if (compare_members(&members->items[i - 1], &members->items[i]) == 0)
            return refuse_member(members, DIAG_PACKAGE_DAMAGED, members->items[i].name, "is there twice");
    return STATUS_OK;
}

static enum status list_members(struct zip_members *members, uint64_t file_bytes)
{
    zip_int64_t entries = libzip.zip_get_num_entries(members->zip, 0);
    enum status status;

    if (entries < 0 || (uint64_t)entries > members->limits.members) {
        diag_report(members->sink, DIAG_PACKAGE_LIMIT, members->file, 0, 0, "its zip has more than %zu parts",
                    members->limits.members);
        return STATUS_REFUSED;
    }
    members->items = memory_new((size_t)entries * sizeof *members->items);
    for (zip_uint64_t i = 0; i < (zip_uint64_t)entries; i++) {
        struct span name = span_of(libzip.zip_get_name(members->zip, i, ZIP_FL_ENC_RAW));
        zip_stat_t facts;

        if (libzip.zip_stat_index(members->zip, i, 0, &facts) != 0)
            return refuse(members, DIAG_PACKAGE_DAMAGED, "its zip has a part that can't be found");
        if ((status = check_member(members, name, &facts)) != STATUS_OK)
            return status;
        if (name.text[name.length - 1] != '/')
            members->items[members->count++] = (struct member){ name, i, facts.comp_size };
    }
    if (members->count)
        qsort(members->items, members->count, sizeof *members->items, compare_members);
    if ((status = check_names(members)) != STATUS_OK)
        return status;
    return check_room(members, file_bytes);
}

static enum status report_unopened(const struct zip_members *members, zip_error_t *error)
{
    if (libzip.zip_error_code_zip(error) == ZIP_ER_EXISTS)
        return refuse(members, DIAG_PACKAGE_DAMAGED, "one of its parts is there twice");
    diag_report(members->sink, DIAG_PACKAGE_DAMAGED, members->file, 0, 0,
                "its zip is damaged or cut off (%s)", libzip.zip_error_strerror(error));
    return STATUS_REFUSED;
}

/* libzip's view of the bytes, every local header held against the central directory. */
static enum status open_zip(struct zip_members *members, struct span bytes)
{
    enum status status = STATUS_OK;
    zip_error_t error;
    zip_source_t *source;

    if (bytes.length == 0) /* to libzip an archive that is yet to be filled */
        return refuse(members, DIAG_PACKAGE_DAMAGED, "its zip is cut off: there is nothing in it");
    libzip_open();
    libzip.zip_error_init(&error);
    source = libzip.zip_source_buffer_create(bytes.text, bytes.length, 0, &error);
    if (source)
        members->zip = libzip.zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (source && !members->zip)
        libzip.zip_source_free(source);
    if (!members->zip)
        status = report_unopened(members, &error);
    libzip.zip_error_fini(&error);
    return status;
}

enum status zip_members_open(struct span bytes, const struct zip_limits *limits, const char *file,
                             struct diag_sink *sink, struct zip_members **out)
{
    struct zip_members *members = memory_new(sizeof *members);
    enum status status;

    *out = NULL;
    members->limits = limits ? *limits : zip_limits_default();
    members->file = file;
    members->sink = sink;
    if ((status = open_zip(members, bytes)) == STATUS_OK)
        status = list_members(members, bytes.length);
    if (status == STATUS_OK)
        *out = members;
    else
        zip_members_close(members);
    return status;
}

void zip_members_close(struct zip_members *members)
{
    if (!members)
        return;
    if (members->zip)
        libzip.zip_discard(members->zip);
    free(members->items);
    free(members);
}

size_t zip_members_count(const struct zip_members *members)
{
    return members->count;
}

struct span zip_members_name(const struct zip_members *members, size_t member)
{
    return members->items[member].name;
}

bool zip_members_find(const struct zip_members *members, struct span name, size_t *member)
{
    if (span_begins(name, "/"))
        name = span_part(name, 1, name.length);
    struct member wanted = { .name = name };
    const struct member *found =
        members->count ? bsearch(&wanted, members->items, members->count, sizeof wanted, compare_members)
                       : NULL;

    if (found)
        *member = (size_t)(found - members->items);
    return found != NULL;
}

enum status zip_stream_open(struct zip_members *members, size_t member, struct zip_stream **out)
{
    zip_file_t *file = libzip.zip_fopen_index(members->zip, members->items[member].index, 0);

    *out = NULL;
    if (!file)
        return refuse_member(members, DIAG_PACKAGE_DAMAGED, members->items[member].name, "is damaged");
    *out = memory_new(sizeof **out);
    **out = (struct zip_stream){ .members = members, .member = &members->items[member], .file = file };
    return STATUS_OK;
}

/* Counts what came out; the sentence names the limit that it broke. */
static enum status count_expanded(struct zip_stream *stream, uint64_t length)
{
    struct zip_members *members = stream->members;
    const struct zip_limits *limits = &members->limits;
    struct span name = stream->member->name;

    stream->expanded_bytes += length;
    members->expanded_bytes += length;
    if (stream->expanded_bytes > limits->member_bytes || members->expanded_bytes > limits->total_bytes) {
        bool one = stream->expanded_bytes > limits->member_bytes;

        diag_report(members->sink, DIAG_PACKAGE_LIMIT, members->file, 0, 0,
                    "its zip expands to more than %llu bytes %s \"%.*s\"; import --unpacked gives it more",
                    (unsigned long long)(one ? limits->member_bytes : limits->total_bytes),
                    one ? "in its part" : "by its part", (int)name.length, name.text);
        return STATUS_REFUSED;
    }
    if (stream->expanded_bytes > ZIP_RATIO_FREE_BYTES &&
        stream->expanded_bytes / limits->ratio > stream->member->packed_bytes) {
        diag_report(members->sink, DIAG_PACKAGE_LIMIT, members->file, 0, 0,
                    "its part \"%.*s\" expands to more than %llu times its size; import --ratio allows more",
                    (int)name.length, name.text, (unsigned long long)limits->ratio);
        return STATUS_REFUSED;
    }
    return STATUS_OK;
}

enum status zip_stream_read(struct zip_stream *stream, char *to, size_t room, size_t *length)
{
    zip_int64_t got = libzip.zip_fread(stream->file, to, room);

    *length = 0;
    if (got < 0)
        return refuse_member(stream->members, DIAG_PACKAGE_DAMAGED, stream->member->name, "is damaged");
    *length = (size_t)got;
    return count_expanded(stream, (uint64_t)got);
}

void zip_stream_close(struct zip_stream *stream)
{
    if (!stream)
        return;
    libzip.zip_fclose(stream->file);
    free(stream);
}

static enum status read_all(struct zip_stream *stream, struct buffer *bytes)
{
    for (;;) {
        size_t length;
        enum status status =
            zip_stream_read(stream, buffer_reserve(bytes, READ_CHUNK_BYTES), READ_CHUNK_BYTES, &length);

        if (status != STATUS_OK || length == 0)
            return status;
        bytes->length += length;
    }
}

enum status zip_members_read(struct zip_members *members, size_t member, struct arena *arena,
                             struct span *out)
{
    struct zip_stream *stream;
    struct buffer bytes = { 0 };
    enum status status = zip_stream_open(members, member, &stream);

    if (status != STATUS_OK)
        return status;
    if ((status = read_all(stream, &bytes)) == STATUS_OK)
        *out = arena_copy_span(arena, span_at(buffer_string(&bytes), bytes.length, 0));
    buffer_free(&bytes);
    zip_stream_close(stream);
    return status;
}
