#include "grammar/prefix_tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "grammar/byte_set.h"
#include "grammar/name_index.h"
#include "grammar/pattern_start.h"

enum { NODE_LIMIT = 16384, NODES_LIMIT_BYTES = 32 * 1024 * 1024 };

/*
 * Starts that differ only in their entry are one row. A node stands for the rows that are still possible
 * after the bytes read so far, as a set of bits. Nodes of one depth with the same rows are one node, so that
 * this is the deterministic automaton of all rows together, laid out by depth.
 */
struct builder {
    const struct start_list *starts;
    const struct pattern_start **rows;
    uint32_t *row_of_start;
    size_t row_count;
    struct arena *scratch;
    size_t words;     /* of 64 bits in a set of rows */
    size_t *used;     /* room for the numbers of such words */
    uint64_t **nodes; /* the rows of each node; [0] is none */
    size_t node_count;
    size_t node_capacity;
    uint16_t *next;
    size_t with_next; /* nodes that have any next */
    unsigned char representatives[256];
    struct prefix_tree *tree;
};

/* ---- rows ----------------------------------------------------------------------------------------- */

/* What two starts must share to be one row. */
struct row_key {
    struct byte_set before;
    struct byte_set at[START_BYTES];
    uint64_t at_start_only;
};

static void find_rows(struct builder *builder)
{
    size_t count = builder->starts->count;
    struct row_key *keys = ARENA_ARRAY(builder->scratch, count, struct row_key);
    struct name_index index = { 0 };

    builder->rows = arena_take_array(builder->scratch, count, sizeof *builder->rows);
    builder->row_of_start = ARENA_ARRAY(builder->scratch, count, uint32_t);
    for (size_t i = 0; i < count; i++) {
        const struct pattern_start *start = &builder->starts->items[i];
        struct span bytes = { (const char *)&keys[i], sizeof keys[i], SPAN_NOWHERE };

        keys[i] = (struct row_key){ .before = start->before, .at_start_only = start->at_start_only };
        memcpy(keys[i].at, start->at, sizeof keys[i].at);
        uint32_t known = name_index_add(&index, builder->scratch, bytes, (uint32_t)builder->row_count);

        builder->row_of_start[i] = known == NAME_ABSENT ? (uint32_t)builder->row_count : known;
        if (known == NAME_ABSENT)
            builder->rows[builder->row_count++] = start;
    }
    builder->words = builder->row_count / 64 + 1;
    builder->used = ARENA_ARRAY(builder->scratch, builder->words, size_t);
}

/* ---- columns -------------------------------------------------------------------------------------- */

/* Parts every column in bytes of the set and others. */
static void refine(struct builder *builder, const struct byte_set *set)
{
    struct prefix_tree *tree = builder->tree;
    uint16_t renamed[256][2];

    memset(renamed, 0xff, sizeof renamed);
    tree->column_count = 0;
    for (unsigned byte = 0; byte < 256; byte++) {
        uint16_t *name = &renamed[tree->columns[byte]][byte_set_has(set, (unsigned char)byte)];

        if (*name == UINT16_MAX) {
            builder->representatives[tree->column_count] = (unsigned char)byte;
            *name = (uint16_t)tree->column_count++;
        }
        tree->columns[byte] = (uint8_t)*name;
    }
}

/* Most rows share few sets: each is looked at once. */
static void find_columns(struct builder *builder)
{
    struct name_index seen = { 0 };

    refine(builder, &(struct byte_set){ 0 });
    for (size_t i = 0; i < builder->row_count; i++) {
        for (size_t k = 0; k < START_BYTES; k++) {
            const struct byte_set *set = &builder->rows[i]->at[k];
            struct span bytes = { (const char *)set, sizeof *set, SPAN_NOWHERE };

            if (name_index_add(&seen, builder->scratch, bytes, 0) == NAME_ABSENT)
                refine(builder, set);
        }
    }
}

/* ---- nodes ---------------------------------------------------------------------------------------- */

static uint64_t hash_rows(const struct builder *builder, const uint64_t *rows)
{
    uint64_t hash = 0x9e3779b97f4a7c15u;

    for (size_t i = 0; i < builder->words; i++) {
        hash = (hash ^ rows[i]) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 32;
    }
    return hash;
}

/* The node of these rows on the depth that the index is for. */
static uint16_t node_of(struct builder *builder, struct name_index *depth, const uint64_t *rows)
{
    struct span key = { (const char *)rows, builder->words * sizeof *rows, SPAN_NOWHERE };
    uint64_t hash = hash_rows(builder, rows);
    uint32_t known = name_index_find(depth, key, hash);

    if (known != NAME_ABSENT)
        return (uint16_t)known;
    uint64_t *kept = ARENA_ARRAY(builder->scratch, builder->words, uint64_t);

    memcpy(kept, rows, key.length);
    key.text = (const char *)kept;
    builder->nodes =
        memory_grow(builder->nodes, builder->node_count, &builder->node_capacity, sizeof *builder->nodes);
    builder->nodes[builder->node_count] = kept;
    name_index_add_hashed(depth, builder->scratch, key, hash, (uint32_t)builder->node_count);
    return (uint16_t)builder->node_count++;
}

static void set_bit(uint64_t *bits, size_t number)
{
    bits[number / 64] |= UINT64_C(1) << (number % 64);
}

/* [0] no rows; then what can follow each byte, and what can stand at the start of a text. */
static void add_roots(struct builder *builder)
{
    struct name_index depth = { 0 };
    uint64_t *rows = ARENA_ARRAY(builder->scratch, builder->words, uint64_t);

    (void)node_of(builder, &depth, rows);
    builder->tree->is_anchored = true;
    for (unsigned byte = 0; byte < 256; byte++) {
        memset(rows, 0, builder->words * sizeof *rows);
        for (size_t i = 0; i < builder->row_count; i++)
            if (!builder->rows[i]->at_start_only &&
                byte_set_has(&builder->rows[i]->before, (unsigned char)byte))
                set_bit(rows, i);
        builder->tree->after[byte] = node_of(builder, &depth, rows);
        builder->tree->is_anchored &= builder->tree->after[byte] == 0;
    }
    for (size_t i = 0; i < builder->row_count; i++)
        set_bit(rows, i);
    builder->tree->at_start = node_of(builder, &depth, rows);
}

/* [column * words]: the rows that can have a byte of the column at that depth. */
static uint64_t *rows_of_columns(const struct builder *builder, size_t depth)
{
    uint64_t *masks = ARENA_ARRAY(builder->scratch, builder->tree->column_count * builder->words, uint64_t);

    for (size_t column = 0; column < builder->tree->column_count; column++)
        for (size_t i = 0; i < builder->row_count; i++)
            if (byte_set_has(&builder->rows[i]->at[depth], builder->representatives[column]))
                set_bit(masks + column * builder->words, i);
    return masks;
}

/* Where each column leads to from the node; few of its words have any rows. */
static void add_next(struct builder *builder, struct name_index *depth, size_t node, const uint64_t *masks,
                     uint64_t *room)
{
    size_t columns = builder->tree->column_count;
    const uint64_t *rows = builder->nodes[node];
    size_t used = 0;

    memset(room, 0, builder->words * sizeof *room);
    for (size_t i = 0; i < builder->words; i++)
        if (rows[i])
            builder->used[used++] = i;
    for (size_t column = 0; column < columns; column++) {
        uint64_t any = 0;

        for (size_t i = 0; i < used; i++) {
            size_t word = builder->used[i];

            any |= room[word] = rows[word] & masks[column * builder->words + word];
        }
        builder->next[node * columns + column] = any ? node_of(builder, depth, room) : 0;
    }
}

static size_t node_limit(const struct builder *builder)
{
    size_t limit = NODES_LIMIT_BYTES / (builder->words * sizeof(uint64_t));

    return limit < NODE_LIMIT ? limit : NODE_LIMIT;
}

/* Nodes one byte further on than those from `first` to `last`; false when they are too many. */
static bool add_depth(struct builder *builder, size_t first, size_t last)
{
    const uint64_t *masks = rows_of_columns(builder, builder->tree->depth);
    uint64_t *room = ARENA_ARRAY(builder->scratch, builder->words, uint64_t);
    struct name_index depth = { 0 };

    builder->next = memory_resize(builder->next, last * builder->tree->column_count, sizeof *builder->next);
    for (size_t node = first; node < last; node++) {
        add_next(builder, &depth, node, masks, room);
        if (builder->node_count > node_limit(builder))
            return false;
    }
    return true;
}

/* A tree that is not as deep as could be only asks PCRE2 more often. */
static void add_depths(struct builder *builder)
{
    size_t first = 0;

    while (builder->tree->depth < START_BYTES) {
        size_t last = builder->node_count;

        if (!add_depth(builder, first, last)) {
            builder->node_count = last;
            break;
        }
        builder->tree->depth++;
        builder->with_next = last;
        first = last;
    }
}

/* ---- result --------------------------------------------------------------------------------------- */

/* [row * words]: its entries, as bits. */
static uint64_t *entries_of_rows(const struct builder *builder, size_t words)
{
    uint64_t *entries = ARENA_ARRAY(builder->scratch, builder->row_count * words, uint64_t);

    for (size_t i = 0; i < builder->starts->count; i++)
        set_bit(entries + builder->row_of_start[i] * words, builder->starts->items[i].entry);
    return entries;
}

static void unite_entries(const struct builder *builder, size_t node, const uint64_t *entries, size_t words,
                          uint64_t *all)
{
    memset(all, 0, words * sizeof *all);
    for (size_t i = 0; i < builder->words; i++)
        for (uint64_t rows = builder->nodes[node][i]; rows; rows &= rows - 1)
            for (size_t k = 0; k < words; k++)
                all[k] |= entries[(i * 64 + (size_t)__builtin_ctzll(rows)) * words + k];
}

static struct tree_node list_entries(const uint64_t *all, size_t words, struct arena *arena)
{
    size_t count = 0;
    size_t at = 0;

    for (size_t i = 0; i < words; i++)
        count += (size_t)__builtin_popcountll(all[i]);
    uint16_t *entries = ARENA_ARRAY(arena, count, uint16_t);

    for (size_t i = 0; i < words; i++)
        for (uint64_t left = all[i]; left; left &= left - 1)
            entries[at++] = (uint16_t)(i * 64 + (size_t)__builtin_ctzll(left));
    return (struct tree_node){ entries, count };
}

static void keep_result(struct builder *builder, struct arena *arena)
{
    size_t count = builder->starts->count;
    size_t words = count ? builder->starts->items[count - 1].entry / 64 + 1 : 1;
    const uint64_t *entries = entries_of_rows(builder, words);
    uint64_t *all = ARENA_ARRAY(builder->scratch, words, uint64_t);
    struct tree_node *nodes = ARENA_ARRAY(arena, builder->node_count, struct tree_node);
    uint16_t *next = ARENA_ARRAY(arena, builder->with_next * builder->tree->column_count, uint16_t);

    for (size_t i = 0; i < builder->node_count; i++) {
        unite_entries(builder, i, entries, words, all);
        nodes[i] = list_entries(all, words, arena);
    }
    memcpy(next, builder->next, builder->with_next * builder->tree->column_count * sizeof *next);
    builder->tree->nodes = nodes;
    builder->tree->next = next;
}

void prefix_tree_build(const struct start_list *starts, struct arena *arena, struct prefix_tree *out)
{
    struct builder builder = { .starts = starts, .scratch = arena_new(), .tree = out };

    *out = (struct prefix_tree){ 0 };
    find_rows(&builder);
    find_columns(&builder);
    add_roots(&builder);
    add_depths(&builder);
    keep_result(&builder, arena);
    arena_free(builder.scratch);
    free(builder.nodes);
    free(builder.next);
}
