#include "grammar/node_pack.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "grammar/node.h"

/*
 * node   := kind style line column rule (text | list | map)
 * text   := length bytes NUL        list := count { node }        map := count { key-node node }
 * Numbers are of seven bits a byte, the lowest first; all bytes but the last have the highest bit.
 */

static void put_number(struct buffer *out, size_t number)
{
    for (; number >= 0x80; number >>= 7)
        buffer_add_byte(out, (char)((number & 0x7f) | 0x80));
    buffer_add_byte(out, (char)number);
}

void node_pack(const struct node *node, struct buffer *out)
{
    put_number(out, node->kind);
    put_number(out, node->style);
    put_number(out, node->line);
    put_number(out, node->column);
    put_number(out, node->rule);
    if (node->kind == NODE_TEXT) {
        put_number(out, node->length);
        buffer_add(out, node->text, node->length);
        buffer_add_byte(out, '\0');
        return;
    }
    put_number(out, node->count);
    for (size_t i = 0; i < node->count; i++) {
        if (node->kind == NODE_MAP)
            node_pack(node->keys[i], out);
        node_pack(node->items[i], out);
    }
}

struct unpacker {
    const struct grammar_text *origin;
    struct arena *arena;
    const char *at;
};

static uint32_t take_number(struct unpacker *unpacker)
{
    uint32_t number = 0;

    for (unsigned shift = 0;; shift += 7) {
        unsigned char byte = (unsigned char)*unpacker->at++;

        number |= (uint32_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return number;
    }
}

static void unpack(struct unpacker *unpacker, struct node *node);

static void unpack_members(struct unpacker *unpacker, struct node *node)
{
    bool is_map = node->kind == NODE_MAP;

    node->capacity = node->count = take_number(unpacker);
    node->items = ARENA_ARRAY(unpacker->arena, node->count, struct node *);
    node->keys = is_map ? ARENA_ARRAY(unpacker->arena, node->count, struct node *) : NULL;
    struct node *members = ARENA_ARRAY(unpacker->arena, (size_t)node->count * (is_map ? 2 : 1), struct node);

    for (size_t i = 0; i < node->count; i++) {
        if (is_map)
            unpack(unpacker, node->keys[i] = members++);
        unpack(unpacker, node->items[i] = members++);
    }
}

static void unpack(struct unpacker *unpacker, struct node *node)
{
    node->kind = (uint8_t)take_number(unpacker);
    node->style = (uint8_t)take_number(unpacker);
    node->origin = unpacker->origin;
    node->line = take_number(unpacker);
    node->column = take_number(unpacker);
    node->rule = take_number(unpacker);
    node->text = "";
    if (node->kind != NODE_TEXT) {
        unpack_members(unpacker, node);
        return;
    }
    node->length = take_number(unpacker);
    node->text = unpacker->at;
    unpacker->at += node->length + 1;
}

struct node *node_unpack(const struct grammar_text *origin, const char *packed, struct arena *arena)
{
    struct unpacker unpacker = { origin, arena, packed };
    struct node *top = ARENA_NEW(arena, struct node);

    unpack(&unpacker, top);
    return top;
}
