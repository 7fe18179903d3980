#include "grammar/node.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"

enum node_kind node_kind(const struct node *node)
{
    return node ? node->kind : NODE_TEXT;
}

const char *node_text(const struct node *node)
{
    return node && node->kind == NODE_TEXT ? node->text : "";
}

size_t node_count(const struct node *node)
{
    return node ? node->count : 0;
}

const struct node *node_item(const struct node *node, size_t index)
{
    return index < node_count(node) ? node->items[index] : NULL;
}

const char *node_key(const struct node *node, size_t index)
{
    return node && node->kind == NODE_MAP && index < node->count ? node->keys[index]->text : "";
}

const struct node *node_get(const struct node *node, const char *key)
{
    if (!node || node->kind != NODE_MAP)
        return NULL;
    for (size_t i = 0; i < node->count; i++)
        if (strcmp(node->keys[i]->text, key) == 0)
            return node->items[i];
    return NULL;
}

const char *node_get_text(const struct node *node, const char *key, const char *fallback)
{
    const struct node *value = node_get(node, key);

    return value && value->kind == NODE_TEXT ? value->text : fallback;
}

/* number := [ '+' | '-' ] digits [ '.' digits ] ; no hexadecimal, no infinity */
static bool is_number(const char *text)
{
    const char *at = text + (*text == '+' || *text == '-');
    size_t whole = strspn(at, "0123456789");

    at += whole;
    if (*at == '.') {
        size_t part = strspn(at + 1, "0123456789");

        return whole + part > 0 && at[1 + part] == '\0';
    }
    return whole > 0 && *at == '\0';
}

double node_get_number(const struct node *node, const char *key, double fallback, struct diag_sink *sink)
{
    const struct node *value = node_get(node, key);

    if (!value)
        return fallback;
    if (value->kind != NODE_TEXT || !is_number(value->text)) {
        (void)node_fault(value, sink, "%s must be a number", key);
        return fallback;
    }
    return strtod(value->text, NULL);
}

uint32_t node_rule(const struct node *node)
{
    return node ? node->rule : 0;
}

enum status node_fault(const struct node *node, struct diag_sink *sink, const char *format, ...)
{
    char what[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    diag_report(sink, DIAG_GRAMMAR_CONTENT, node ? node->origin->file : NULL, node ? node->line : 0,
                node ? node->column : 0, "%s", what);
    return STATUS_GRAMMAR;
}

void node_add(struct node *node, struct arena *arena, struct node *key, struct node *item)
{
    size_t capacity = node->capacity;

    node->items = arena_grow(arena, node->items, node->count, &node->capacity, sizeof(struct node *));
    if (node->kind == NODE_MAP) {
        node->keys = arena_grow(arena, node->keys, node->count, &capacity, sizeof(struct node *));
        node->keys[node->count] = key;
    }
    node->items[node->count++] = item;
}

bool node_is_list_of_maps(const struct node *node)
{
    if (!node || node->kind != NODE_LIST || node->count == 0)
        return false;
    for (size_t i = 0; i < node->count; i++)
        if (node->items[i]->kind != NODE_MAP)
            return false;
    return true;
}

static size_t count_characters(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

/* The file's line, counting from 1, without its end. */
static struct span file_line(const struct grammar_text *origin, size_t line)
{
    struct span rest = origin->bytes;

    for (; line > 1 && rest.length; line--) {
        const char *end = memchr(rest.text, '\n', rest.length);

        rest = span_part(rest, end ? (size_t)(end - rest.text) + 1 : rest.length, rest.length);
    }
    const char *end = rest.length ? memchr(rest.text, '\n', rest.length) : NULL;

    rest = span_part(rest, 0, end ? (size_t)(end - rest.text) : rest.length);
    return rest.length && rest.text[rest.length - 1] == '\r' ? span_part(rest, 0, rest.length - 1) : rest;
}

/* A literal block's lines are the file's lines below its '|', less an indentation. */
static void place_in_literal(const struct node *node, size_t offset, size_t *line, size_t *column)
{
    size_t lines = 0;
    size_t start = 0;

    for (size_t i = 0; i < offset; i++) {
        if (node->text[i] == '\n') {
            lines++;
            start = i + 1;
        }
    }
    const char *end = memchr(node->text + start, '\n', node->length - start);
    size_t length = end ? (size_t)(end - node->text) - start : node->length - start;
    size_t printed = file_line(node->origin, node->line + 1 + lines).length;

    *line = node->line + 1 + lines;
    *column =
        1 + count_characters(node->text + start, offset - start) + (printed > length ? printed - length : 0);
}

void node_place(const struct node *node, size_t offset, size_t *line, size_t *column)
{
    if (offset > node->length)
        offset = node->length;
    *line = node->line;
    *column = node->column;
    if (node->style == STYLE_LITERAL)
        place_in_literal(node, offset, line, column);
    else if (node->style != STYLE_FOLDED && !memchr(node->text, '\n', node->length))
        *column += count_characters(node->text, offset) + (node->style == STYLE_QUOTED);
}
