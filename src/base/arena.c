#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
    FIRST_CHUNK_BYTES = 64 * 1024,
    LARGEST_CHUNK_BYTES = 1024 * 1024,
    FIRST_ARRAY_BYTES = 64,         /* most arrays hold an element or two */
    LARGE_ARRAY_BYTES = 256 * 1024, /* from here on an array grows without leaving its old room behind, ... */
    HUGE_ARRAY_BYTES = 4 * 1024 * 1024, /* ... and from here on by less at a time */
};

struct chunk {
    struct chunk *next;
    size_t size;
    size_t used;
    alignas(max_align_t) char bytes[];
};

/* An array that has grown large: by itself, so that the system can move it without a copy. */
struct large {
    struct large *next;
    alignas(max_align_t) char bytes[];
};

struct arena {
    struct chunk *first;
    struct chunk *current;
    struct large *large;
    struct arena *parent;
    struct arena *within; /* the arenas that go with it: the first, */
    struct arena *next;   /* and of one of them the next */
};

static struct chunk *new_chunk(size_t size)
{
    struct chunk *chunk = memory_resize(NULL, 1, sizeof *chunk + size);

    chunk->next = NULL;
    chunk->size = size;
    chunk->used = 0;
    return chunk;
}

struct arena *arena_new(void)
{
    struct arena *arena = memory_new(sizeof *arena);

    arena->first = arena->current = new_chunk(FIRST_CHUNK_BYTES);
    return arena;
}

struct arena *arena_new_within(struct arena *parent)
{
    struct arena *arena = arena_new();

    arena->parent = parent;
    arena->next = parent->within;
    parent->within = arena;
    return arena;
}

static void leave_parent(struct arena *arena)
{
    struct arena **link = &arena->parent->within;

    while (*link != arena)
        link = &(*link)->next;
    *link = arena->next;
}

static void free_large(struct arena *arena)
{
    for (struct large *large = arena->large, *next; large; large = next) {
        next = large->next;
        free(large);
    }
    arena->large = NULL;
}

static void free_chunks(struct arena *arena, const struct chunk *end)
{
    while (arena->first != end) {
        struct chunk *next = arena->first->next;

        free(arena->first);
        arena->first = next;
    }
}

static void free_within(struct arena *arena)
{
    while (arena->within) {
        struct arena *inner = arena->within;

        arena->within = inner->next;
        inner->parent = NULL;
        arena_free(inner);
    }
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    if (arena->parent)
        leave_parent(arena);
    free_within(arena);
    free_large(arena);
    free_chunks(arena, NULL);
    free(arena);
}

static bool holds(const struct chunk *chunk, const char *item)
{
    return item >= chunk->bytes && item < chunk->bytes + chunk->used;
}

void arena_free_before(struct arena *arena, const void *item)
{
    struct chunk *chunk = arena->first;

    while (chunk && !holds(chunk, item))
        chunk = chunk->next;
    if (chunk)
        free_chunks(arena, chunk);
}

void arena_reset(struct arena *arena)
{
    free_within(arena);
    free_large(arena);
    for (struct chunk *chunk = arena->first; chunk; chunk = chunk->next)
        chunk->used = 0;
    arena->current = arena->first;
}

/* The next chunk with room for size bytes; a chunk kept by arena_reset that is too small stays unused. */
static void move_on(struct arena *arena, size_t size)
{
    struct chunk *chunk = arena->current;

    while (chunk->next) {
        chunk = chunk->next;
        if (chunk->size >= size) {
            arena->current = chunk;
            return;
        }
    }
    size_t wanted = chunk->size < LARGEST_CHUNK_BYTES ? chunk->size * 2 : chunk->size;

    chunk->next = new_chunk(wanted > size ? wanted : size);
    arena->current = chunk->next;
}

static char *take(struct arena *arena, size_t size, size_t alignment)
{
    size_t at = (arena->current->used + alignment - 1) & ~(alignment - 1);

    if (at > arena->current->size || size > arena->current->size - at) {
        move_on(arena, size);
        at = 0;
    }
    arena->current->used = at + size;
    return arena->current->bytes + at;
}

void *arena_take(struct arena *arena, size_t size)
{
    return memset(take(arena, size, alignof(max_align_t)), 0, size);
}

static size_t array_bytes(size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes))
        memory_resize(NULL, count, size); /* ends the program, saying so */
    return bytes;
}

void *arena_take_array(struct arena *arena, size_t count, size_t size)
{
    return arena_take(arena, array_bytes(count, size));
}

void *arena_take_room(struct arena *arena, size_t count, size_t size)
{
    return take(arena, array_bytes(count, size), alignof(max_align_t));
}

char *arena_take_text(struct arena *arena, size_t length)
{
    return take(arena, length, 1);
}

struct span arena_copy_span(struct arena *arena, struct span span)
{
    if (!span.text)
        return span;
    char *copy = arena_take_text(arena, span.length + 1);

    if (span.length)
        memcpy(copy, span.text, span.length);
    copy[span.length] = '\0';
    span.text = copy;
    return span;
}

char *arena_copy_string(struct arena *arena, const char *text)
{
    if (!text)
        return NULL;
    size_t size = strlen(text) + 1;

    return memcpy(arena_take_text(arena, size), text, size);
}

/* An array given out last has free room behind it, and need not move. */
static bool grow_in_place(struct arena *arena, const void *items, size_t old_bytes, size_t bytes)
{
    struct chunk *chunk = arena->current;
    size_t from;

    if (!items || (const char *)items + old_bytes != chunk->bytes + chunk->used)
        return false;
    from = chunk->used - old_bytes;
    if (bytes > chunk->size - from)
        return false;
    chunk->used = from + bytes;
    return true;
}

/* The link to the large array at `items`, or the end of the list. */
static struct large **find_large(struct arena *arena, const void *items)
{
    struct large **link = &arena->large;

    while (*link && (*link)->bytes != items)
        link = &(*link)->next;
    return link;
}

/* Room for a large array, with what it holds. */
static char *grow_large(struct arena *arena, const void *items, size_t used, size_t bytes)
{
    struct large **link = find_large(arena, items);
    struct large *old = *link;
    struct large *grown = memory_resize(old, 1, sizeof *grown + bytes);

    if (!old) {
        grown->next = NULL;
        if (used)
            memcpy(grown->bytes, items, used);
    }
    *link = grown;
    return grown->bytes;
}

static size_t next_capacity(size_t capacity, size_t size)
{
    if (!capacity)
        return size < FIRST_ARRAY_BYTES ? FIRST_ARRAY_BYTES / size : 1;
    if (capacity * size < LARGE_ARRAY_BYTES)
        return capacity * 2;
    return capacity + capacity / (capacity * size < HUGE_ARRAY_BYTES ? 4 : 16);
}

void *arena_grow_array(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    size_t old_bytes = *capacity * size;
    size_t bytes;
    char *grown = items;

    *capacity = next_capacity(*capacity, size);
    if (__builtin_mul_overflow(*capacity, size, &bytes))
        memory_resize(NULL, *capacity, size); /* ends the program, saying so */
    if (bytes >= LARGE_ARRAY_BYTES) {
        grown = grow_large(arena, items, count * size, bytes);
    } else if (!grow_in_place(arena, items, old_bytes, bytes)) {
        grown = take(arena, bytes, alignof(max_align_t));
        if (count)
            memcpy(grown, items, count * size);
    }
    memset(grown + count * size, 0, bytes - count * size);
    return grown;
}
