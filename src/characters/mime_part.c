#include "characters/mime_part.h"

#include <string.h>
#include <strings.h>

#include <nettle/base64.h>

#include "base/arena.h"
#include "base/span.h"

/* message := head blank-line body ; head := { name ":" value { fold } } ; body := text | { "--" boundary
 * message } */

enum { NESTED_MESSAGES = 4 };

struct message {
    struct span type;     /* "text/html; charset=..." */
    struct span encoding; /* "quoted-printable" */
    struct span body;
};

static bool begins(struct span text, const char *word)
{
    size_t length = strlen(word);

    return text.length >= length && strncasecmp(text.text, word, length) == 0;
}

/* The line that begins the text, without its end; *rest is what follows. */
static struct span take_line(struct span text, struct span *rest)
{
    const char *lf = memchr(text.text, '\n', text.length);
    size_t end = lf ? (size_t)(lf - text.text) : text.length;
    struct span line = span_part(text, 0, end);

    *rest = span_part(text, lf ? end + 1 : end, text.length);
    if (line.length && line.text[line.length - 1] == '\r')
        line.length--;
    return line;
}

/* A head's value with the lines that it is folded over. */
static struct span take_value(struct span line, struct span *rest)
{
    const char *colon = memchr(line.text, ':', line.length);
    struct span value = span_part(line, (size_t)(colon - line.text) + 1, line.length);

    while (rest->length && (rest->text[0] == ' ' || rest->text[0] == '\t')) {
        value = span_through(value, take_line(*rest, rest));
    }
    return span_trim(value);
}

static struct message read_message(struct span bytes)
{
    struct message message = { .body = bytes };
    struct span rest = bytes;

    while (rest.length) {
        struct span line = take_line(rest, &rest);

        if (!line.length)
            break;
        if (!memchr(line.text, ':', line.length))
            continue;
        struct span value = take_value(line, &rest);

        if (begins(line, "Content-Type:"))
            message.type = value;
        else if (begins(line, "Content-Transfer-Encoding:"))
            message.encoding = value;
    }
    message.body = rest;
    return message;
}

bool mime_is_message(struct span bytes)
{
    static const char *const heads[] = { "MIME-Version:", "Content-Type:", "From:", "Date:", "Subject:" };
    struct span rest = span_trim(bytes);
    bool begins_so = false;

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        begins_so = begins_so || begins(rest, heads[i]);
    for (size_t i = 0; begins_so && i < 32 && rest.length; i++) {
        struct span line = take_line(rest, &rest);

        if (!line.length)
            return false;
        if (begins(line, "MIME-Version:"))
            return true;
    }
    return false;
}

static struct span boundary_of(struct span type)
{
    for (size_t at = 0; at + 9 < type.length; at++) {
        struct span rest = span_part(type, at, type.length);

        if (!begins(rest, "boundary="))
            continue;
        rest = span_part(rest, 9, rest.length);
        bool quoted = rest.length && rest.text[0] == '"';
        size_t end = quoted;

        while (end < rest.length &&
               (quoted ? rest.text[end] != '"' : !(span_is_white(rest.text[end]) || rest.text[end] == ';')))
            end++;
        return span_part(rest, quoted, end);
    }
    return (struct span){ 0 };
}

/* The next part behind a line "--boundary"; false behind the last. */
static bool take_part(struct span boundary, struct span *rest, struct span *part)
{
    bool inside = false;

    while (rest->length) {
        const char *from = rest->text;
        struct span line = take_line(*rest, rest);
        bool is_border = line.length >= boundary.length + 2 && memcmp(line.text, "--", 2) == 0 &&
                         memcmp(line.text + 2, boundary.text, boundary.length) == 0;

        if (is_border && inside) {
            *part = span_at(part->text, (size_t)(from - part->text), part->offset);
            *rest = span_over(from, (size_t)(rest->text + rest->length - from));
            return true;
        }
        if (is_border) {
            inside = true;
            *part = *rest;
        }
    }
    return false;
}

/* "=E2" is a byte, "=" at a line's end joins it with the next. */
static struct span decode_quoted(struct span text, struct arena *arena)
{
    char *out = arena_take_text(arena, text.length + 1);
    size_t length = 0;

    for (size_t at = 0; at < text.length; at++) {
        struct span rest = span_part(text, at, text.length);

        if (rest.text[0] != '=') {
            out[length++] = rest.text[0];
        } else if (rest.length > 2 && span_hex_digit(rest.text[1]) >= 0 &&
                   span_hex_digit(rest.text[2]) >= 0) {
            out[length++] = (char)(span_hex_digit(rest.text[1]) * 16 + span_hex_digit(rest.text[2]));
            at += 2;
        } else if (span_begins(rest, "=\r\n")) {
            at += 2;
        } else if (span_begins(rest, "=\n")) {
            at += 1;
        } else {
            out[length++] = '=';
        }
    }
    return span_over(out, length);
}

struct span base64_decode(struct span text, struct arena *arena)
{
    char *out = arena_take_text(arena, BASE64_DECODE_LENGTH(text.length) + 1);
    struct base64_decode_ctx context;
    size_t length = 0;

    base64_decode_init(&context);
    for (size_t i = 0; i < text.length; i++) {
        uint8_t byte;

        if (base64_decode_single(&context, &byte, text.text[i]) == 1)
            out[length++] = (char)byte;
    }
    return span_over(out, length);
}

static struct span decode(const struct message *message, struct arena *arena)
{
    if (begins(message->encoding, "quoted-printable"))
        return decode_quoted(message->body, arena);
    if (begins(message->encoding, "base64"))
        return base64_decode(message->body, arena);
    return message->body;
}

static bool find_type(struct span bytes, const char *type, unsigned depth, struct message *found)
{
    struct message message = read_message(bytes);
    struct span boundary = boundary_of(message.type);
    struct span rest = message.body;
    struct span part;

    if (begins(message.type, type)) {
        *found = message;
        return true;
    }
    if (!begins(message.type, "multipart/") || !boundary.length || depth == NESTED_MESSAGES)
        return false;
    while (take_part(boundary, &rest, &part))
        if (find_type(part, type, depth + 1, found))
            return true;
    return false;
}

bool mime_read_text(struct span bytes, struct arena *arena, struct span *text)
{
    struct message message;

    if (!find_type(bytes, "text/html", 0, &message) && !find_type(bytes, "text/plain", 0, &message)) {
        message = read_message(bytes);
        if (message.type.length)
            return false;
    }
    *text = decode(&message, arena);
    return true;
}
