#include "output/json_writer.h"

#include <math.h>

#include "base/byte_lanes.h"
#include "output/character.h"

enum { FLUSH_BYTES = 1 << 16 };

static void flush(struct json_writer *json)
{
    fwrite(json->buffer.bytes, 1, json->buffer.length, json->stream); /* a failure stays on the stream */
    json->buffer.length = 0;
}

void json_put_begin(struct json_writer *json, FILE *stream)
{
    *json = (struct json_writer){ .stream = stream };
}

void json_put_end(struct json_writer *json)
{
    buffer_add_byte(&json->buffer, '\n');
    flush(json);
    buffer_free(&json->buffer);
}

static void break_line(struct json_writer *json)
{
    static const char spaces[] = "                ";
    size_t depth = json->depth;

    if (json->depth == 0)
        return;
    if (json->inline_depth > 0) {
        if (json->needs_comma)
            buffer_add_byte(&json->buffer, ' ');
        return;
    }
    buffer_add_byte(&json->buffer, '\n');
    buffer_add(&json->buffer, spaces, depth < sizeof spaces ? depth : sizeof spaces - 1);
}

/* What stands before a name or, in an array, before a value. */
static void begin_item(struct json_writer *json)
{
    if (json->is_after_name) {
        json->is_after_name = false;
        return;
    }
    if (json->needs_comma)
        buffer_add_byte(&json->buffer, ',');
    break_line(json);
    if (json->buffer.length >= FLUSH_BYTES)
        flush(json);
}

static void begin_group(struct json_writer *json, char mark, bool is_inline)
{
    begin_item(json);
    buffer_add_byte(&json->buffer, mark);
    json->depth++;
    if (is_inline || json->inline_depth > 0)
        json->inline_depth++;
    json->needs_comma = false;
}

static void end_group(struct json_writer *json, char mark)
{
    bool is_inline = json->inline_depth > 0;

    json->depth--;
    if (is_inline)
        json->inline_depth--;
    else if (json->needs_comma && json->depth > 0)
        break_line(json);
    else if (json->needs_comma)
        buffer_add_byte(&json->buffer, '\n');
    buffer_add_byte(&json->buffer, mark);
    json->needs_comma = true;
}

void json_put_begin_object(struct json_writer *json)
{
    begin_group(json, '{', false);
}

void json_put_begin_inline_object(struct json_writer *json)
{
    begin_group(json, '{', true);
}

void json_put_end_object(struct json_writer *json)
{
    end_group(json, '}');
}

void json_put_begin_array(struct json_writer *json)
{
    begin_group(json, '[', false);
}

void json_put_begin_inline_array(struct json_writer *json)
{
    begin_group(json, '[', true);
}

void json_put_end_array(struct json_writer *json)
{
    end_group(json, ']');
}

static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

/* Are all of these, as nearly always? */
static bool are_plain(byte_lanes bytes)
{
    return !byte_lanes_highest(
        (byte_lanes)((bytes < 0x20) | (bytes >= 0x7F) | (bytes == (uint8_t)'"') | (bytes == (uint8_t)'\\')));
}

static size_t skip_plain(struct span text, size_t at)
{
    while (at + BYTE_LANES <= text.length && are_plain(byte_lanes_at(text.text + at)))
        at += BYTE_LANES;
    while (at < text.length && is_plain((unsigned char)text.text[at]))
        at++;
    return at;
}

static void add_escaped(struct buffer *buffer, uint32_t character)
{
    static const char short_forms[] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'
    };

    if (character == '"' || character == '\\') {
        buffer_add_byte(buffer, '\\');
        buffer_add_byte(buffer, (char)character);
    } else if (character < sizeof short_forms && short_forms[character]) {
        buffer_add_byte(buffer, '\\');
        buffer_add_byte(buffer, short_forms[character]);
    } else {
        buffer_add_format(buffer, "\\u%04x", (unsigned)character);
    }
}

static bool needs_escape(uint32_t character)
{
    return character == '"' || character == '\\' || character_is_control(character) ||
           character_is_bidi(character);
}

static void add_text(struct buffer *buffer, struct span text)
{
    size_t at = 0;

    while (at < text.length) {
        size_t from = at;

        at = skip_plain(text, at);
        buffer_add(buffer, text.text + from, at - from);
        if (at == text.length)
            return;
        from = at;
        uint32_t character = character_next(text, &at);
        if (needs_escape(character))
            add_escaped(buffer, character);
        else if (character == CHARACTER_REPLACEMENT)
            buffer_add_string(buffer, "\xEF\xBF\xBD");
        else
            buffer_add(buffer, text.text + from, at - from);
    }
}

static void add_quoted(struct json_writer *json, struct span text)
{
    buffer_add_byte(&json->buffer, '"');
    add_text(&json->buffer, text);
    buffer_add_byte(&json->buffer, '"');
}

void json_put_name_span(struct json_writer *json, struct span name)
{
    begin_item(json);
    add_quoted(json, name);
    buffer_add(&json->buffer, ": ", 2);
    json->is_after_name = true;
}

void json_put_name(struct json_writer *json, const char *name)
{
    begin_item(json);
    buffer_add_byte(&json->buffer, '"');
    buffer_add_string(&json->buffer, name);
    buffer_add(&json->buffer, "\": ", 3);
    json->is_after_name = true;
}

static void add_word(struct json_writer *json, const char *word)
{
    begin_item(json);
    buffer_add_string(&json->buffer, word);
    json->needs_comma = true;
}

void json_put_null(struct json_writer *json)
{
    add_word(json, "null");
}

void json_put_boolean(struct json_writer *json, bool value)
{
    add_word(json, value ? "true" : "false");
}

void json_put_integer(struct json_writer *json, int64_t value)
{
    begin_item(json);
    buffer_add_integer(&json->buffer, value);
    json->needs_comma = true;
}

void json_put_number(struct json_writer *json, double value)
{
    if (!isfinite(value)) {
        json_put_null(json);
        return;
    }
    begin_item(json);
    buffer_add_number(&json->buffer, value);
    json->needs_comma = true;
}

void json_put_span(struct json_writer *json, struct span value)
{
    if (!value.text) {
        json_put_null(json);
        return;
    }
    begin_item(json);
    add_quoted(json, value);
    json->needs_comma = true;
}

void json_put_made(struct json_writer *json, struct span value)
{
    size_t at = 0;

    begin_item(json);
    while (at < value.length) {
        size_t from = at;
        while (at < value.length && (unsigned char)value.text[at] < 0x80)
            at++;
        buffer_add(&json->buffer, value.text + from, at - from);
        if (at == value.length)
            break;
        from = at;
        uint32_t character = character_next(value, &at);
        if (needs_escape(character))
            add_escaped(&json->buffer, character);
        else
            buffer_add(&json->buffer, value.text + from, at - from);
    }
    json->needs_comma = true;
}

void json_put_string(struct json_writer *json, const char *value)
{
    json_put_span(json, span_of(value));
}

void json_put_member_span(struct json_writer *json, const char *name, struct span value)
{
    json_put_name(json, name);
    json_put_span(json, value);
}

void json_put_member_string(struct json_writer *json, const char *name, const char *value)
{
    json_put_name(json, name);
    json_put_string(json, value);
}

void json_put_member_integer(struct json_writer *json, const char *name, int64_t value)
{
    json_put_name(json, name);
    json_put_integer(json, value);
}

void json_put_member_number(struct json_writer *json, const char *name, double value)
{
    json_put_name(json, name);
    json_put_number(json, value);
}

void json_put_member_boolean(struct json_writer *json, const char *name, bool value)
{
    json_put_name(json, name);
    json_put_boolean(json, value);
}
