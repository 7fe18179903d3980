#include "document/word_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/memory.h"
#include "characters/zip_member.h"
#include "document/package_parts.h"
#include "document/word_state.h"

/* ---- the elements, by what they are in -------------------------------------------------------------- */

enum word_name word_parent(const struct word_reader *reader)
{
    return reader->depth > 1 ? reader->open[reader->depth - 2] : WORD_OTHER;
}

enum word_name word_grandparent(const struct word_reader *reader)
{
    return reader->depth > 2 ? reader->open[reader->depth - 3] : WORD_OTHER;
}

void word_skip(struct word_reader *reader)
{
    reader->skip = 1;
}

void word_over_limit(struct word_reader *reader, const char *what)
{
    if (!reader->is_over_limit)
        diag_report(reader->sink, DIAG_PACKAGE_LIMIT, reader->file, 0, 0, "%s", what);
    reader->is_over_limit = true;
}

typedef void start_handler(struct word_reader *reader, const struct word_attributes *attributes);
/* ---- what happens at an element's start and end
 * ------------------------------------------------------------- */

static const struct word_handler *const handler_lists[] = {
    word_text_handlers,  word_look_handlers, word_revision_handlers, word_field_handlers,
    word_table_handlers, word_note_handlers, word_list_handlers,     word_object_handlers,
};

static void learn_handlers(struct word_reader *reader)
{
    for (size_t i = 0; i < ARRAY_LENGTH(handler_lists); i++)
        for (const struct word_handler *handler = handler_lists[i]; handler->element != WORD_OTHER; handler++)
            reader->handlers[handler->element] = handler;
}

/* Cells and contents that the version which is read doesn't show. */
static bool is_dropped(const struct word_reader *reader, enum word_name element)
{
    const struct word_table *table = reader->table;

    if (!table || !(element == WORD_P || element == WORD_TBL))
        return false;
    return table->in_cell && table->drop_content;
}

static void on_start(struct word_listener *listener, enum word_name element,
                     const struct word_attributes *attributes)
{
    struct word_reader *reader = (struct word_reader *)(void *)listener;

    if (reader->skip) {
        reader->skip++;
        return;
    }
    if (!reader->depth)
        reader->root = element;
    reader->open[reader->depth++] = element;
    const struct word_handler *handler = reader->handlers[element];

    if (is_dropped(reader, element))
        word_skip(reader);
    else if (handler && handler->start)
        handler->start(reader, attributes);
}

static void on_end(struct word_listener *listener, enum word_name element)
{
    struct word_reader *reader = (struct word_reader *)(void *)listener;

    if (reader->skip) {
        if (--reader->skip == 0)
            reader->depth--;
        return;
    }
    const struct word_handler *handler = reader->handlers[element];

    if (handler && handler->end)
        handler->end(reader);
    reader->depth--;
}

static void on_text(struct word_listener *listener, const char *text, size_t length)
{
    struct word_reader *reader = (struct word_reader *)(void *)listener;

    if (reader->skip || !reader->depth)
        return;
    enum word_name element = reader->open[reader->depth - 1];

    if (element == WORD_T || (element == WORD_DEL_TEXT && reader->options.original))
        word_add_text(reader, text, length);
    else if (element == WORD_INSTR_TEXT)
        word_field_code(reader, text, length);
    else if (element == WORD_TITLE)
        buffer_add(&reader->title, text, length);
    else if (element == WORD_COMPANY)
        buffer_add(&reader->company, text, length);
}

/* ---- the whole
 * ---------------------------------------------------------------------------------------------- */

static enum status refuse(struct word_reader *reader, enum diag_code code, const char *what)
{
    diag_report(reader->sink, code, reader->file, 0, 0, "%s", what);
    return STATUS_REFUSED;
}

/* One part, from a clean state of elements. */
static enum status read_part(struct word_reader *reader, struct package *package, size_t part)
{
    enum status status;

    reader->depth = reader->skip = reader->field_depth = reader->field_codes = 0;
    status = package_read(package, part, &reader->listener);
    return reader->is_over_limit ? STATUS_REFUSED : status;
}

static enum status read_parts_of_type(struct word_reader *reader, struct package *package,
                                      const struct relation_list *relations, const char *type)
{
    enum status status = STATUS_OK;
    size_t part;

    for (size_t i = 0; i < relations->count && status == STATUS_OK; i++)
        if (span_equals(relations->items[i].type, type) && relations->items[i].target.length &&
            package_find(package, relations->items[i].target, &part))
            status = read_part(reader, package, part);
    return status;
}

static const char *const definitions[] = { "settings", "theme", "styles", "numbering" };
static const char *const properties[] = { "core-properties", "extended-properties", "extendedProperties" };
static const char *const besides[] = { "footnotes", "endnotes", "comments", "header", "footer" };

static enum status read_package(struct word_reader *reader, struct package *package)
{
    struct relation_list relations;
    enum status status = package_relations(package, (struct span){ 0 }, &relations);
    size_t main;

    if (status != STATUS_OK)
        return status;
    if (!package_find_type(package, &relations, "officeDocument", &main))
        return refuse(reader, DIAG_FILE_FORMAT,
                      "it is a package, but none of Word's: no part of it is said to be the document");
    for (size_t i = 0; i < ARRAY_LENGTH(properties) && status == STATUS_OK; i++)
        status = read_parts_of_type(reader, package, &relations, properties[i]);
    if (status != STATUS_OK ||
        (status = package_relations(package, package_name(package, main), &relations)) != STATUS_OK)
        return status;
    for (size_t i = 0; i < ARRAY_LENGTH(definitions) && status == STATUS_OK; i++)
        status = read_parts_of_type(reader, package, &relations, definitions[i]);
    reader->package = package;
    reader->relations = &relations;
    if (status == STATUS_OK)
        status = read_part(reader, package, main);
    reader->relations = NULL;
    if (status != STATUS_OK)
        return status;
    if (reader->root != WORD_DOCUMENT)
        return refuse(reader, DIAG_FILE_FORMAT, "it is an Office file, but not Word's");
    for (size_t i = 0; i < ARRAY_LENGTH(besides) && status == STATUS_OK; i++)
        status = read_parts_of_type(reader, package, &relations, besides[i]);
    return status;
}

/* Word 2003, or a document.xml by itself. */
static enum status read_single(struct word_reader *reader, struct span bytes)
{
    struct word_xml *xml = word_xml_new(&reader->listener, (struct span){ 0 }, reader->file, reader->sink);
    enum status status = word_xml_feed(xml, bytes.text, bytes.length);

    if (status == STATUS_OK)
        status = word_xml_finish(xml);
    word_xml_free(xml);
    return reader->is_over_limit ? STATUS_REFUSED : status;
}

static struct zip_limits limits_of(const struct word_options *options)
{
    struct zip_limits limits = zip_limits_default();

    if (options->unpacked_bytes)
        limits.member_bytes = limits.total_bytes =
            options->unpacked_bytes < SPAN_LIMIT ? options->unpacked_bytes : SPAN_LIMIT;
    if (options->ratio)
        limits.ratio = options->ratio;
    return limits;
}

static enum status read_all(struct word_reader *reader, struct span bytes, enum file_format format)
{
    struct zip_limits limits = limits_of(&reader->options);
    struct package *package;
    enum status status;

    if (format != FILE_FORMAT_ZIP && format != FILE_FORMAT_FLAT_OPC)
        return read_single(reader, bytes);
    status = package_open(bytes, format, &limits, reader->file, reader->arena, reader->sink, &package);
    if (status != STATUS_OK)
        return status;
    status = read_package(reader, package);
    package_close(package);
    return status;
}

static void free_reader(struct word_reader *reader)
{
    for (size_t i = 0; i < WORD_XML_DEPTH_LIMIT; i++) {
        buffer_free(&reader->paragraphs[i].words);
        buffer_free(&reader->paragraphs[i].printed_label);
    }
    buffer_free(&reader->body.text);
    buffer_free(&reader->notes.text);
    buffer_free(&reader->label);
    buffer_free(&reader->chart_titles);
    buffer_free(&reader->title);
    buffer_free(&reader->company);
    buffer_free(&reader->form.entries);
    free(reader);
}

bool document_is_word(enum file_format format)
{
    return format == FILE_FORMAT_ZIP || format == FILE_FORMAT_FLAT_OPC || format == FILE_FORMAT_WORD_2003 ||
           format == FILE_FORMAT_WORD_DOCUMENT_XML;
}

static const struct {
    enum file_format format;
    const char *name;
    const char *original;
} format_names[] = {
    { FILE_FORMAT_ZIP, "docx", "docx before its tracked changes" },
    { FILE_FORMAT_FLAT_OPC, "Flat OPC", "Flat OPC before its tracked changes" },
    { FILE_FORMAT_WORD_2003, "Word 2003 XML", "Word 2003 XML before its tracked changes" },
    { FILE_FORMAT_WORD_DOCUMENT_XML, "Word XML", "Word XML before its tracked changes" },
};

static struct word_reader *new_reader(const struct word_options *options, const char *file,
                                      struct arena *arena, struct diag_sink *sink)
{
    struct word_reader *reader = memory_new(sizeof *reader);

    reader->listener = (struct word_listener){ on_start, on_end, on_text };
    learn_handlers(reader);
    reader->arena = arena;
    reader->sink = sink;
    reader->file = file;
    reader->options = options ? *options : (struct word_options){ 0 };
    reader->document = ARENA_NEW(arena, struct document);
    reader->document->arena = arena;
    reader->document->cells = arena_new_within(arena);
    reader->document->rows = arena_new_within(arena);
    reader->theme = word_theme_default();
    reader->styles = word_styles_new(arena);
    reader->numbering = word_numbering_new(arena);
    reader->story = &reader->body;
    reader->page = 1;
    reader->list = &reader->blocks;
    reader->look = &reader->other_look;
    reader->run_look = &reader->other_run_look;
    return reader;
}

/* Somebody has still to decide about them: a reader should know what was taken for granted. */
static void tell_changes(const struct word_reader *reader)
{
    size_t count = reader->document->revision_count;

    if (count)
        diag_report(reader->sink, DIAG_TRACKED_CHANGES, reader->file, 0, 0,
                    "%zu tracked change%s in it %s open, read as if %s", count, count == 1 ? "" : "s",
                    count == 1 ? "is" : "are",
                    reader->options.original
                        ? "rejected"
                        : "accepted; import --revisions original reads it as before them");
}

static void tell_all(const struct word_reader *reader)
{
    tell_changes(reader);
    word_tell_unread(reader);
}

enum status document_read_word(struct span bytes, enum file_format format, const struct word_options *options,
                               const char *file, struct arena *arena, struct diag_sink *sink,
                               struct document **out)
{
    struct word_reader *reader = new_reader(options, file, arena, sink);
    enum status status = read_all(reader, bytes, format);

    if (status == STATUS_OK) {
        word_paragraph_flush(reader);
        word_document_settle(reader);
        if (span_is_blank(reader->document->source.text))
            status = refuse(reader, DIAG_FILE_EMPTY, "there is no word in it");
        else
            tell_all(reader);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(format_names); i++)
        if (format_names[i].format == format)
            reader->document->source.encoding =
                reader->options.original ? format_names[i].original : format_names[i].name;
    reader->document->source.encoding_why = "its content";
    *out = reader->document;
    free_reader(reader);
    return status;
}
