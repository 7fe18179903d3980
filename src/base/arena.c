#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/status.h"

enum {
    FIRST_CHUNK_BYTES = 64 * 1024,
    LARGEST_CHUNK_BYTES = 1024 * 1024,
    FIRST_ARRAY_BYTES = 64,         /* most arrays hold an element or two */
    LARGE_ARRAY_BYTES = 256 * 1024, /* from here on an array grows without leaving its old room behind, ... */
    HUGE_ARRAY_BYTES = 4 * 1024 * 1024, /* ... and from here on by less at a time */
};

struct chunk {
    struct chunk *next;
    size_t size; /* a multiple of the largest alignment */
    alignas(max_align_t) char bytes[];
};

/* An array that has grown large: by itself, so that the system can move it without a copy. */
struct large {
    struct large *next;
    alignas(max_align_t) char bytes[];
};

struct arena {
    char *at; /* the rest of the current chunk: from here */
    char *end;
    struct chunk *first;
    struct chunk *current;
    struct large *large;
    struct arena *parent;
    struct arena *within; /* the arenas that go with it: the first, */
    struct arena *next;   /* and of one of them the next */
};

static struct chunk *new_chunk(size_t size)
{
    if (size > SIZE_MAX / 2) /* no system has that much */
        memory_exhausted();
    size_t whole = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    struct chunk *chunk = memory_resize(NULL, 1, sizeof *chunk + whole);

    chunk->next = NULL;
    chunk->size = whole;
    return chunk;
}

static void enter(struct arena *arena, struct chunk *chunk)
{
    arena->current = chunk;
    arena->at = chunk->bytes;
    arena->end = chunk->bytes + chunk->size;
}

struct arena *arena_new(void)
{
    struct arena *arena = memory_new(sizeof *arena);

    arena->first = new_chunk(FIRST_CHUNK_BYTES);
    enter(arena, arena->first);
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
    return item >= chunk->bytes && item < chunk->bytes + chunk->size;
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
    enter(arena, arena->first);
}

/* The next chunk with room for size bytes; a chunk kept by arena_reset that is too small stays unused. */
static struct chunk *next_chunk(const struct arena *arena, size_t size)
{
    struct chunk *chunk = arena->current;

    while (chunk->next) {
        chunk = chunk->next;
        if (chunk->size >= size)
            return chunk;
    }
    size_t wanted = chunk->size < LARGEST_CHUNK_BYTES ? chunk->size * 2 : chunk->size;

    return chunk->next = new_chunk(wanted > size ? wanted : size);
}

/* Apart, so that what happens nearly always stays short. */
static NOT_INLINE char *take_elsewhere(struct arena *arena, size_t size)
{
    enter(arena, next_chunk(arena, size));
    arena->at += size;
    return arena->at - size;
}

/* Nobody's alignment is larger than that of a chunk's end: what is aligned does not lie behind it. */
static inline char *take(struct arena *arena, size_t size, size_t alignment)
{
    char *at = arena->at + (-(uintptr_t)arena->at & (alignment - 1));

    if (size > (size_t)(arena->end - at))
        return take_elsewhere(arena, size);
    arena->at = at + size;
    return at;
}

void *arena_take(struct arena *arena, size_t size)
{
    return memset(take(arena, size, alignof(max_align_t)), 0, size);
}

static size_t array_bytes(size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes))
        memory_exhausted();
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
    if (!items || (const char *)items + old_bytes != arena->at ||
        bytes - old_bytes > (size_t)(arena->end - arena->at))
        return false;
    arena->at += bytes - old_bytes;
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
        memcpy(grown->bytes, items, used);
    }
    *link = grown;
    return grown->bytes;
}

static size_t next_capacity(size_t capacity, size_t size)
{
    if (capacity * size < LARGE_ARRAY_BYTES)
        return capacity * 2;
    return capacity + capacity / (capacity * size < HUGE_ARRAY_BYTES ? 4 : 16);
}

static NOT_INLINE void *grow_further(struct arena *arena, void *items, size_t count, size_t *capacity,
                                     size_t size)
{
    size_t old_bytes = *capacity * size;
    size_t bytes;
    char *grown = items;

    *capacity = next_capacity(*capacity, size);
    if (__builtin_mul_overflow(*capacity, size, &bytes))
        memory_exhausted();
    if (bytes >= LARGE_ARRAY_BYTES) {
        grown = grow_large(arena, items, count * size, bytes);
    } else if (!grow_in_place(arena, items, old_bytes, bytes)) {
        grown = take(arena, bytes, alignof(max_align_t));
        memcpy(grown, items, count * size);
    }
    memset(grown + count * size, 0, bytes - count * size);
    return grown;
}

/* Most arrays have room enough from the first time on. */
void *arena_grow_array(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    if (*capacity)
        return grow_further(arena, items, count, capacity, size);
    *capacity = size < FIRST_ARRAY_BYTES ? FIRST_ARRAY_BYTES / size : 1;
    return arena_take(arena, *capacity * size);
}
