#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "grammar/node.h"

struct reader {
    yaml_parser_t parser;
    const struct grammar_text *origin;
    struct arena *arena;
    struct diag_sink *sink;
};

static void report(struct reader *reader, yaml_mark_t mark, const char *what)
{
    diag_report(reader->sink, DIAG_GRAMMAR_SYNTAX, reader->origin->file, mark.line + 1, mark.column + 1, "%s",
                what);
}

static const char byte_order_mark[] = "\xef\xbb\xbf";

/* Where libyaml has no mark, but knows the byte: at a wrong byte, or behind the first of a wrong character.
 */
static yaml_mark_t mark_of_byte(struct span bytes, size_t byte)
{
    yaml_mark_t mark = { 0 };

    for (size_t back = 1;
         back <= 3 && back <= byte && byte < bytes.length && (unsigned char)bytes.text[byte] < 0xc0; back++)
        if ((unsigned char)bytes.text[byte - back] >= 0xc0)
            byte -= back;
    for (size_t i = 0; i < byte && i < bytes.length; i++) {
        bool is_end = bytes.text[i] == '\n';

        mark.line += is_end;
        mark.column = is_end ? 0 : mark.column + (((unsigned char)bytes.text[i] & 0xc0) != 0x80);
    }
    return mark;
}

static struct span text_of(const struct grammar_text *origin)
{
    size_t mark = span_begins(origin->bytes, byte_order_mark) ? strlen(byte_order_mark) : 0;

    return span_part(origin->bytes, mark, origin->bytes.length);
}

static void report_parser_error(struct reader *reader)
{
    const yaml_parser_t *parser = &reader->parser;
    const char *problem = parser->problem ? parser->problem : "not YAML";

    if (parser->error == YAML_READER_ERROR) {
        yaml_mark_t mark = mark_of_byte(text_of(reader->origin), parser->problem_offset);

        diag_report(reader->sink, DIAG_GRAMMAR_SYNTAX, reader->origin->file, mark.line + 1, mark.column + 1,
                    "not plain UTF-8 text: %s", problem);
        return;
    }
    diag_report(reader->sink, DIAG_GRAMMAR_SYNTAX, reader->origin->file, parser->problem_mark.line + 1,
                parser->problem_mark.column + 1, "%s%s%s", parser->context ? parser->context : "",
                parser->context ? ": " : "", problem);
}

static bool next_event(struct reader *reader, yaml_event_t *event)
{
    if (yaml_parser_parse(&reader->parser, event))
        return true;
    report_parser_error(reader);
    return false;
}

static struct node *new_node(struct reader *reader, enum node_kind kind, const yaml_event_t *event)
{
    struct node *node = ARENA_NEW(reader->arena, struct node);

    node->kind = (uint8_t)kind;
    node->origin = reader->origin;
    node->line = (uint32_t)event->start_mark.line + 1;
    node->column = (uint32_t)event->start_mark.column + 1;
    node->text = "";
    return node;
}

static enum node_style style_of(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_LITERAL_SCALAR_STYLE:
        return STYLE_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
        return STYLE_FOLDED;
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return STYLE_QUOTED;
    default:
        return STYLE_PLAIN;
    }
}

static struct node *read_text(struct reader *reader, const yaml_event_t *event)
{
    struct node *node = new_node(reader, NODE_TEXT, event);
    struct span value = span_over((const char *)event->data.scalar.value, event->data.scalar.length);

    if (memchr(value.text, '\0', value.length)) {
        report(reader, event->start_mark, "a text that holds a NUL character");
        return NULL;
    }
    node->style = (uint8_t)style_of(event->data.scalar.style);
    node->text = arena_copy_span(reader->arena, value).text;
    node->length = (uint32_t)value.length;
    return node;
}

static struct node *read_value(struct reader *reader, const yaml_event_t *event, size_t depth);

/* list := SEQUENCE-START { value } SEQUENCE-END */
static struct node *read_list(struct reader *reader, const yaml_event_t *start, size_t depth)
{
    struct node *list = new_node(reader, NODE_LIST, start);
    yaml_event_t event;

    while (next_event(reader, &event)) {
        bool is_end = event.type == YAML_SEQUENCE_END_EVENT;
        struct node *item = is_end ? NULL : read_value(reader, &event, depth);
        yaml_mark_t mark = event.start_mark;

        yaml_event_delete(&event);
        if (is_end)
            return list;
        if (!item)
            return NULL;
        if (list->count == NODE_LIST_LIMIT) {
            report(reader, mark, "a list of more than 65536 items");
            return NULL;
        }
        node_add(list, reader->arena, NULL, item);
    }
    return NULL;
}

static bool key_is_good(struct reader *reader, const struct node *map, const yaml_event_t *event)
{
    if (event->type != YAML_SCALAR_EVENT) {
        report(reader, event->start_mark, "a key must be a plain text");
        return false;
    }
    if (map->count == NODE_MAP_LIMIT) {
        report(reader, event->start_mark, "a mapping of more than 4096 members");
        return false;
    }
    for (size_t i = 0; i < map->count; i++) {
        if (strcmp(map->keys[i]->text, (const char *)event->data.scalar.value) == 0) {
            diag_report(reader->sink, DIAG_GRAMMAR_SYNTAX, reader->origin->file, event->start_mark.line + 1,
                        event->start_mark.column + 1,
                        "the key '%s' stands in this mapping already, in line %u", map->keys[i]->text,
                        map->keys[i]->line);
            return false;
        }
    }
    return true;
}

static struct node *read_next_value(struct reader *reader, size_t depth)
{
    yaml_event_t event;
    struct node *value;

    if (!next_event(reader, &event))
        return NULL;
    value = read_value(reader, &event, depth);
    yaml_event_delete(&event);
    return value;
}

/* map := MAPPING-START { SCALAR value } MAPPING-END */
static struct node *read_map(struct reader *reader, const yaml_event_t *start, size_t depth)
{
    struct node *map = new_node(reader, NODE_MAP, start);
    yaml_event_t event;

    while (next_event(reader, &event)) {
        bool is_end = event.type == YAML_MAPPING_END_EVENT;
        struct node *key = !is_end && key_is_good(reader, map, &event) ? read_text(reader, &event) : NULL;
        struct node *value = key ? read_next_value(reader, depth) : NULL;

        yaml_event_delete(&event);
        if (is_end)
            return map;
        if (!value)
            return NULL;
        node_add(map, reader->arena, key, value);
    }
    return NULL;
}

/* value := SCALAR | list | map ; NULL when it was reported to be something else */
static struct node *read_value(struct reader *reader, const yaml_event_t *event, size_t depth)
{
    if (depth == NODE_DEPTH_LIMIT) {
        report(reader, event->start_mark, "lists and mappings nest deeper than 16");
        return NULL;
    }
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return read_text(reader, event);
    case YAML_SEQUENCE_START_EVENT:
        return read_list(reader, event, depth + 1);
    case YAML_MAPPING_START_EVENT:
        return read_map(reader, event, depth + 1);
    case YAML_ALIAS_EVENT:
        report(reader, event->start_mark, "an alias (*name): write the words out, or use a {{piece}}");
        return NULL;
    default:
        report(reader, event->start_mark, "no value where one is expected");
        return NULL;
    }
}

/* The next event of the stream, which must be one of the two; false when it is `other` or there is none. */
static bool expect(struct reader *reader, yaml_event_type_t wanted, const char *otherwise)
{
    yaml_event_t event;

    if (!next_event(reader, &event))
        return false;
    bool is_wanted = event.type == wanted;

    if (!is_wanted)
        report(reader, event.start_mark, otherwise);
    yaml_event_delete(&event);
    return is_wanted;
}

/* file := STREAM-START DOCUMENT-START map DOCUMENT-END STREAM-END */
static struct node *read_file(struct reader *reader)
{
    struct node *top;

    if (!expect(reader, YAML_STREAM_START_EVENT, "not YAML") ||
        !expect(reader, YAML_DOCUMENT_START_EVENT, "the file is empty") ||
        !(top = read_next_value(reader, 0)))
        return NULL;
    if (top->kind != NODE_MAP) {
        diag_report(reader->sink, DIAG_GRAMMAR_SYNTAX, reader->origin->file, top->line, top->column,
                    "the file's top level must be a mapping (NAME: ...)");
        return NULL;
    }
    if (!expect(reader, YAML_DOCUMENT_END_EVENT, "not YAML") ||
        !expect(reader, YAML_STREAM_END_EVENT, "a second document in the file"))
        return NULL;
    return top;
}

enum status node_read(const struct grammar_text *origin, struct arena *arena, struct diag_sink *sink,
                      struct node **out)
{
    struct reader reader = { .origin = origin, .arena = arena, .sink = sink };
    yaml_mark_t start = { 0 };

    if (origin->bytes.length > GRAMMAR_FILE_LIMIT_BYTES) {
        report(&reader, start, "the file is larger than 1 MiB");
        return STATUS_GRAMMAR;
    }
    if (!yaml_parser_initialize(&reader.parser)) {
        report(&reader, start, "out of memory");
        return STATUS_GRAMMAR;
    }
    yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader.parser, (const unsigned char *)text_of(origin).text,
                                 text_of(origin).length);
    *out = read_file(&reader);
    yaml_parser_delete(&reader.parser);
    return *out ? STATUS_OK : STATUS_GRAMMAR;
}
