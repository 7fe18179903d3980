#include "document/package_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/memory.h"
#include "characters/mime_part.h"
#include "characters/zip_member.h"
#include "document/word_xml.h"

enum {
    CHUNK_BYTES = 64 * 1024,
    FLAT_PART_LIMIT = 10000,
};

struct flat_part {
    struct span name;
    size_t place; /* in the file, from 0 */
};

struct package {
    struct span bytes;
    struct arena *arena;
    const char *file;
    struct diag_sink *sink;
    struct zip_members *zip; /* NULL: Flat OPC */
    struct word_xml *xml;    /* for the next part of the zip; NULL: none yet */
    char *chunk;
    struct flat_part *parts; /* Flat OPC: by name */
    size_t part_count, part_capacity;
};

static struct span without_slash(struct span name)
{
    return span_begins(name, "/") ? span_part(name, 1, name.length) : name;
}

/* ---- Flat OPC: package := { part } ; part := xmlData | binaryData ------------------------------------ */

/* Looks on while the whole file is read: collects names, or passes on what stands in one part. */
struct flat_reader {
    struct word_listener listener;
    struct package *package;
    struct word_listener *wanted; /* NULL: collect names */
    size_t wanted_place;
    size_t place; /* parts begun */
    size_t depth;
    bool inside;
    bool is_package;
    struct buffer *binary; /* collects what stands in the wanted part's binary data */
};

enum { PART_DEPTH = 1, DATA_DEPTH = 2 }; /* elements open around pkg:part and around its data */

static void flat_start(struct word_listener *listener, enum word_name element,
                       const struct word_attributes *attributes)
{
    struct flat_reader *reader = (struct flat_reader *)(void *)listener;
    struct package *package = reader->package;

    if (reader->inside && reader->wanted && reader->depth > DATA_DEPTH)
        reader->wanted->start(reader->wanted, element, attributes);
    if (reader->depth == 0)
        reader->is_package = element == WORD_PACKAGE;
    if (reader->depth == PART_DEPTH && element == WORD_PART) {
        if (!reader->wanted && !reader->binary && package->part_count < FLAT_PART_LIMIT) {
            package->parts = arena_grow(package->arena, package->parts, package->part_count,
                                        &package->part_capacity, sizeof *package->parts);
            package->parts[package->part_count++] = (struct flat_part){
                arena_copy_span(package->arena, without_slash(word_attribute(attributes, WORD_PART_NAME))),
                reader->place
            };
        }
        reader->place++;
    }
    if (reader->depth == DATA_DEPTH && element == WORD_XML_DATA)
        reader->inside = reader->wanted && reader->place == reader->wanted_place + 1;
    if (reader->depth == DATA_DEPTH && element == WORD_BINARY_DATA)
        reader->inside = reader->binary && reader->place == reader->wanted_place + 1;
    reader->depth++;
}

static void flat_end(struct word_listener *listener, enum word_name element)
{
    struct flat_reader *reader = (struct flat_reader *)(void *)listener;

    reader->depth--;
    if (reader->inside && reader->depth == DATA_DEPTH)
        reader->inside = false;
    else if (reader->inside && reader->wanted)
        reader->wanted->end(reader->wanted, element);
}

static void flat_text(struct word_listener *listener, const char *text, size_t length)
{
    struct flat_reader *reader = (struct flat_reader *)(void *)listener;

    if (reader->inside && reader->binary)
        buffer_add(reader->binary, text, length);
    else if (reader->inside && reader->depth > DATA_DEPTH)
        reader->wanted->text(reader->wanted, text, length);
}

/* What `wanted` looks for: names, a part's XML, or its bytes. */
static enum status read_flat(struct package *package, const struct flat_reader *wanted)
{
    struct flat_reader reader = {
        .listener = { flat_start, flat_end, flat_text },
        .package = package,
        .wanted = wanted->wanted,
        .wanted_place = wanted->wanted_place,
        .binary = wanted->binary,
    };
    struct word_xml *xml = word_xml_new(&reader.listener, (struct span){ 0 }, package->file, package->sink);
    enum status status = STATUS_OK;

    for (size_t at = 0; at < package->bytes.length && status == STATUS_OK; at += CHUNK_BYTES) {
        size_t rest = package->bytes.length - at;

        status = word_xml_feed(xml, package->bytes.text + at, rest < CHUNK_BYTES ? rest : CHUNK_BYTES);
    }
    if (status == STATUS_OK)
        status = word_xml_finish(xml);
    word_xml_free(xml);
    return status;
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

static int compare_parts(const void *a, const void *b)
{
    return compare_names(((const struct flat_part *)a)->name, ((const struct flat_part *)b)->name);
}

static enum status index_flat(struct package *package)
{
    enum status status = read_flat(package, &(struct flat_reader){ .wanted = NULL });

    if (status != STATUS_OK)
        return status;
    if (package->part_count)
        qsort(package->parts, package->part_count, sizeof *package->parts, compare_parts);
    for (size_t i = 1; i < package->part_count; i++) {
        struct span name = package->parts[i].name;

        if (compare_names(package->parts[i - 1].name, name) != 0)
            continue;
        diag_report(package->sink, DIAG_PACKAGE_DAMAGED, package->file, 0, 0,
                    "its part \"%.*s\" is there twice", (int)name.length, name.text);
        return STATUS_REFUSED;
    }
    return STATUS_OK;
}

/* ---- either ------------------------------------------------------------------------------------------ */

enum status package_open(struct span bytes, enum file_format format, const struct zip_limits *limits,
                         const char *file, struct arena *arena, struct diag_sink *sink, struct package **out)
{
    struct package *package = memory_new(sizeof *package);
    enum status status;

    *package = (struct package){ .bytes = bytes, .arena = arena, .file = file, .sink = sink };
    if (format == FILE_FORMAT_ZIP)
        status = zip_members_open(bytes, limits, file, sink, &package->zip);
    else
        status = index_flat(package);
    if (status == STATUS_OK)
        *out = package;
    else
        package_close(package);
    return status;
}

void package_close(struct package *package)
{
    if (!package)
        return;
    zip_members_close(package->zip);
    word_xml_free(package->xml);
    free(package->chunk);
    free(package);
}

bool package_find(const struct package *package, struct span name, size_t *part)
{
    struct flat_part wanted = { .name = without_slash(name) };
    const struct flat_part *found;

    if (package->zip)
        return zip_members_find(package->zip, name, part);
    found = package->part_count
                ? bsearch(&wanted, package->parts, package->part_count, sizeof wanted, compare_parts)
                : NULL;
    if (found)
        *part = (size_t)(found - package->parts);
    return found != NULL;
}

struct span package_name(const struct package *package, size_t part)
{
    return package->zip ? zip_members_name(package->zip, part) : package->parts[part].name;
}

/* Its parts are read one after the other by one parser: they share most of their names. */
static void begin_part(struct package *package, size_t part, struct word_listener *listener)
{
    struct span name = zip_members_name(package->zip, part);

    if (!package->chunk)
        package->chunk = memory_resize(NULL, 1, CHUNK_BYTES);
    if (package->xml)
        word_xml_begin_again(package->xml, listener, name);
    else
        package->xml = word_xml_new(listener, name, package->file, package->sink);
}

static enum status read_zipped(struct package *package, size_t part, struct word_listener *listener)
{
    struct zip_stream *stream;
    size_t length;
    enum status status = zip_stream_open(package->zip, part, &stream);

    if (status != STATUS_OK)
        return status;
    begin_part(package, part, listener);
    do {
        status = zip_stream_read(stream, package->chunk, CHUNK_BYTES, &length);
        if (status == STATUS_OK)
            status = word_xml_feed(package->xml, package->chunk, length);
    } while (status == STATUS_OK && length);
    if (status == STATUS_OK)
        status = word_xml_finish(package->xml);
    if (status != STATUS_OK) {
        word_xml_free(package->xml); /* in the middle of a text */
        package->xml = NULL;
    }
    zip_stream_close(stream);
    return status;
}

enum status package_read(struct package *package, size_t part, struct word_listener *listener)
{
    if (package->zip)
        return read_zipped(package, part, listener);
    return read_flat(package,
                     &(struct flat_reader){ .wanted = listener, .wanted_place = package->parts[part].place });
}

enum status package_read_bytes(struct package *package, size_t part, struct span *out)
{
    struct buffer text = { 0 };
    enum status status;

    if (package->zip)
        return zip_members_read(package->zip, part, package->arena, out);
    status = read_flat(package,
                       &(struct flat_reader){ .binary = &text, .wanted_place = package->parts[part].place });
    if (status == STATUS_OK)
        *out = base64_decode(span_over(buffer_string(&text), text.length), package->arena);
    buffer_free(&text);
    return status;
}

/* ---- relationships ------------------------------------------------------------------------------------- */

struct relation_reader {
    struct word_listener listener;
    struct package *package;
    struct span folder; /* of the source, with its last slash */
    struct relation_list *list;
};

static int digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)fold(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* %41 is A; a backslash is a slash. */
static void add_decoded(struct buffer *path, struct span target)
{
    for (size_t i = 0; i < target.length; i++) {
        char c = target.text[i];

        if (c == '%' && i + 2 < target.length && digit_of(target.text[i + 1]) >= 0 &&
            digit_of(target.text[i + 2]) >= 0) {
            c = (char)(digit_of(target.text[i + 1]) * 16 + digit_of(target.text[i + 2]));
            i += 2;
        }
        buffer_add_byte(path, c == '\\' ? '/' : c);
    }
}

/* Takes "." and ".." out of a path; ".." above the root stays at the root. */
static size_t tidy_path(char *path, size_t length)
{
    size_t out = 0;

    for (size_t at = 0; at < length;) {
        char *slash = memchr(path + at, '/', length - at);
        size_t end = slash ? (size_t)(slash - path) : length;
        struct span segment = span_at(path + at, end - at, 0);

        if (span_equals(segment, "..")) {
            while (out && path[out - 1] == '/')
                out--;
            while (out && path[out - 1] != '/')
                out--;
        } else if (segment.length && !span_equals(segment, ".")) {
            memmove(path + out, path + at, segment.length);
            out += segment.length;
            if (slash)
                path[out++] = '/';
        }
        at = end + 1;
    }
    return out;
}

static struct span resolve(const struct relation_reader *reader, struct span target)
{
    struct buffer path = { 0 };
    struct span resolved;

    if (!span_begins(target, "/") && !span_begins(target, "\\"))
        buffer_add_span(&path, reader->folder);
    add_decoded(&path, target);
    size_t length = path.length ? tidy_path(path.bytes, path.length) : 0;

    resolved = arena_copy_span(reader->package->arena, span_over(path.bytes ? path.bytes : "", length));
    buffer_free(&path);
    return resolved;
}

static struct span last_segment(struct span path)
{
    size_t from = path.length;

    while (from && path.text[from - 1] != '/')
        from--;
    return span_part(path, from, path.length);
}

static void relation_start(struct word_listener *listener, enum word_name element,
                           const struct word_attributes *attributes)
{
    struct relation_reader *reader = (struct relation_reader *)(void *)listener;
    struct relation_list *list = reader->list;
    struct arena *arena = reader->package->arena;

    if (element != WORD_RELATIONSHIP)
        return;
    list->items = arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
    struct relation *relation = &list->items[list->count++];

    *relation = (struct relation){
        .id = arena_copy_span(arena, word_attribute(attributes, WORD_ID)),
        .type = arena_copy_span(arena, last_segment(word_attribute(attributes, WORD_TYPE))),
    };
    if (!span_same_ignoring_case(word_attribute(attributes, WORD_TARGET_MODE), span_of("External")))
        relation->target = resolve(reader, word_attribute(attributes, WORD_TARGET));
}

static void ignore_end(struct word_listener *listener, enum word_name element)
{
    (void)listener, (void)element;
}

static void ignore_text(struct word_listener *listener, const char *text, size_t length)
{
    (void)listener, (void)text, (void)length;
}

enum status package_relations(struct package *package, struct span source, struct relation_list *out)
{
    struct span base = last_segment(source);
    struct relation_reader reader = {
        .listener = { relation_start, ignore_end, ignore_text },
        .package = package,
        .folder = span_part(source, 0, source.length - base.length),
        .list = out,
    };
    struct buffer name = { 0 };
    enum status status = STATUS_OK;
    size_t part;

    *out = (struct relation_list){ 0 };
    buffer_add_span(&name, reader.folder);
    buffer_add_string(&name, "_rels/");
    buffer_add_span(&name, base);
    buffer_add_string(&name, ".rels");
    if (package_find(package, span_over(name.bytes, name.length), &part))
        status = package_read(package, part, &reader.listener);
    buffer_free(&name);
    return status;
}

bool package_find_type(const struct package *package, const struct relation_list *relations, const char *type,
                       size_t *part)
{
    for (size_t i = 0; i < relations->count; i++)
        if (span_equals(relations->items[i].type, type) && relations->items[i].target.length &&
            package_find(package, relations->items[i].target, part))
            return true;
    return false;
}

const struct relation *package_find_relation(const struct package *package,
                                             const struct relation_list *relations, struct span id,
                                             size_t *part)
{
    for (size_t i = 0; i < relations->count; i++)
        if (span_same(relations->items[i].id, id))
            return relations->items[i].target.length &&
                           package_find(package, relations->items[i].target, part)
                       ? &relations->items[i]
                       : NULL;
    return NULL;
}
