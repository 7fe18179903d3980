#include "document/word_state.h"

#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "characters/mime_part.h"
#include "characters/source_text.h"
#include "document/package_parts.h"

/* What stands in a document and is no text of it: pictures, charts, objects, other files. What can't be read
 * is counted. */

enum {
    NESTED_PARAGRAPHS = 8, /* that an object inside of a paragraph may need */
    TITLES_BYTES = 200,    /* of charts: further ones go unnamed */
};

void word_count_unread(struct word_reader *reader, enum word_unread what)
{
    reader->unread[what]++;
}

/* ---- pictures, charts and the like -------------------------------------------------------------- */

static void start_blip(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_count_unread(reader, UNREAD_PICTURE);
}

static void start_diagram(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_count_unread(reader, UNREAD_DIAGRAM);
}

/* The picture of an embedded object shows what the object holds. */
static void start_image_data(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    for (size_t i = 0; i + 1 < reader->depth; i++)
        if (reader->open[i] == WORD_OBJECT)
            return;
    word_count_unread(reader, UNREAD_PICTURE);
}

static void start_sub_document(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_count_unread(reader, UNREAD_SUBDOCUMENT);
}

static void start_control(struct word_reader *reader, const struct word_attributes *attributes)
{
    (void)attributes;
    word_count_unread(reader, UNREAD_CONTROL);
}

/* ---- parts that are read where they stand ------------------------------------------------------- */

/* The bytes of the part that an element points to; false where there is none that can be read here. */
static bool find_bytes(struct word_reader *reader, const struct word_attributes *attributes,
                       struct span *bytes)
{
    struct span id = word_attribute(attributes, WORD_REL_ID);
    size_t part;

    if (!reader->package || !reader->relations ||
        reader->paragraph_depth + NESTED_PARAGRAPHS > WORD_XML_DEPTH_LIMIT ||
        !package_find_relation(reader->package, reader->relations, id, &part))
        return false;
    if (package_read_bytes(reader->package, part, bytes) != STATUS_OK) {
        reader->is_over_limit = true; /* it has been reported */
        return false;
    }
    return true;
}

/* A chart is named with its title. */
static void start_chart(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct buffer title = { 0 };
    struct span bytes;

    word_count_unread(reader, UNREAD_CHART);
    if (find_bytes(reader, attributes, &bytes))
        word_chart_read_title(bytes, &title);
    if (title.length && reader->chart_titles.length < TITLES_BYTES)
        buffer_add_format(&reader->chart_titles, "%s\"%s\"", reader->chart_titles.length ? ", " : "",
                          buffer_string(&title));
    buffer_free(&title);
}

/* An embedded workbook becomes a table where it stands; others are named. */
static void start_ole_object(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct span bytes;

    if (find_bytes(reader, attributes, &bytes) && word_sheet_read(reader, bytes))
        return;
    word_count_unread(reader, UNREAD_OBJECT);
    if (!reader->unread_object.length)
        reader->unread_object = arena_copy_span(reader->arena, word_attribute(attributes, WORD_PROG_ID));
}

static void read_lines(struct word_reader *reader, const struct source_text *source)
{
    for (size_t i = 0; i < source->line_count; i++) {
        size_t end = i + 1 < source->line_count ? source->lines[i + 1] : source->text.length;
        struct span line = span_trim(span_part(source->text, source->lines[i], end));

        word_paragraph_begin(reader);
        word_add_text(reader, line.text, line.length);
        word_paragraph_end(reader);
    }
}

/* A page may come without its root: markup is known by its first sign. */
static bool is_markup(struct span text)
{
    return span_begins(span_trim(text), "<");
}

static bool read_chunk(struct word_reader *reader, struct span bytes)
{
    struct source_text source;
    struct span text = bytes;
    enum file_format format;

    if (mime_is_message(bytes) && !mime_read_text(bytes, reader->arena, &text))
        return false;
    format = file_format_sniff(text);
    if ((format != FILE_FORMAT_HTML && format != FILE_FORMAT_TEXT) ||
        source_text_decode_part(text, reader->arena, &source) != STATUS_OK)
        return false;
    if (format == FILE_FORMAT_HTML || is_markup(source.text))
        word_html_read(reader, source.text);
    else
        read_lines(reader, &source);
    return true;
}

static void start_alt_chunk(struct word_reader *reader, const struct word_attributes *attributes)
{
    struct span bytes;

    if (!find_bytes(reader, attributes, &bytes) || !read_chunk(reader, bytes))
        word_count_unread(reader, UNREAD_CHUNK);
}

/* ---- what is told of them ------------------------------------------------------------------------ */

static const struct {
    const char *one;
    const char *many;
    bool may_hold_plans;
} unread_names[UNREAD_COUNT] = {
    [UNREAD_PICTURE] = { "picture", "pictures", false },
    [UNREAD_CHART] = { "chart", "charts", false },
    [UNREAD_DIAGRAM] = { "diagram", "diagrams", true },
    [UNREAD_OBJECT] = { "embedded object", "embedded objects", true },
    [UNREAD_SUBDOCUMENT] = { "sub-document", "sub-documents", true },
    [UNREAD_CHUNK] = { "inserted file", "inserted files", true },
    [UNREAD_CONTROL] = { "form control", "form controls", false },
    [UNREAD_SHEET] = { "sheet of an embedded workbook that Word doesn't show",
                       "sheets of embedded workbooks that Word doesn't show", true },
    [UNREAD_HIDDEN] = { "run of hidden words", "runs of hidden words", false },
    [UNREAD_FIELD] = { "field without an end", "fields without an end", false },
};

static void list_unread(const struct word_reader *reader, bool may_hold_plans, struct buffer *list)
{
    for (size_t i = 0; i < UNREAD_COUNT; i++) {
        size_t count = reader->unread[i];

        if (!count || unread_names[i].may_hold_plans != may_hold_plans)
            continue;
        buffer_add_format(list, "%s%zu %s", list->length ? ", " : "", count,
                          count == 1 ? unread_names[i].one : unread_names[i].many);
        if (i == UNREAD_OBJECT && reader->unread_object.length)
            buffer_add_format(list, " (%.*s)", (int)reader->unread_object.length, reader->unread_object.text);
        if (i == UNREAD_CHART && reader->chart_titles.length)
            buffer_add_format(list, " (%.*s)", (int)reader->chart_titles.length, reader->chart_titles.bytes);
    }
}

void word_tell_unread(const struct word_reader *reader)
{
    static const enum diag_code codes[] = { DIAG_PART_UNREAD, DIAG_PICTURE_UNREAD };

    for (size_t i = 0; i < ARRAY_LENGTH(codes); i++) {
        struct buffer list = { 0 };

        list_unread(reader, codes[i] == DIAG_PART_UNREAD, &list);
        if (list.length)
            diag_report(reader->sink, codes[i], reader->file, 0, 0, "not read in it: %s",
                        buffer_string(&list));
        buffer_free(&list);
    }
}

const struct word_handler word_object_handlers[] = {
    { WORD_BLIP, start_blip, NULL },
    { WORD_IMAGE_DATA, start_image_data, NULL },
    { WORD_CHART, start_chart, NULL },
    { WORD_DIAGRAM, start_diagram, NULL },
    { WORD_SUB_DOC, start_sub_document, NULL },
    { WORD_CONTROL, start_control, NULL },
    { WORD_OLE_OBJECT, start_ole_object, NULL },
    { WORD_ALT_CHUNK, start_alt_chunk, NULL },
    { WORD_OTHER, NULL, NULL },
};
