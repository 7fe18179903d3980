#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/span.h"

/**
 * Memory that is given out piece by piece and taken back all at once. One arena per document:
 * everything read from it lives and goes with it.
 */
struct arena;

/** A new, empty arena; arena_free() it. */
struct arena *arena_new(void);

/** The same for what may go earlier than the rest: goes with its parent at the latest, when that is freed or
 * reset. */
struct arena *arena_new_within(struct arena *parent);

/** Gives everything back. arena_free(NULL) does nothing. */
void arena_free(struct arena *arena);

/** Gives back most of what was taken before an item that was taken from it (and is no large array). */
void arena_free_before(struct arena *arena, const void *item);

/** Forgets what was given out but keeps the memory for the next document. */
void arena_reset(struct arena *arena);

/** size zeroed bytes, aligned for any type; never NULL. */
void *arena_take(struct arena *arena, size_t size);

/** The same for count elements of size bytes each; ends the program when that overflows. */
void *arena_take_array(struct arena *arena, size_t count, size_t size);

/** The same, not zeroed: for what is written whole before it is read. */
void *arena_take_room(struct arena *arena, size_t count, size_t size);

/** length bytes that are not zeroed and not aligned: for text. */
char *arena_take_text(struct arena *arena, size_t length);

/** A copy of the span's bytes (with a NUL after them); keeps the offset. NULL text stays NULL. */
struct span arena_copy_span(struct arena *arena, struct span span);

/** A copy of a C string, or NULL for NULL. */
char *arena_copy_string(struct arena *arena, const char *text);

/** An array that outgrew its place, with twice the room, moved where it must, the new room zeroed; see
 * memory_grow. */
void *arena_grow_array(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size);

/** The same where there is no room left behind `count` items; else they stay where they are. */
static inline void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    return count < *capacity ? items : arena_grow_array(arena, items, count, capacity, size);
}

#define ARENA_NEW(arena, type)          ((type *)arena_take((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_take_array((arena), (count), sizeof(type)))
#define ARENA_ROOM(arena, count, type)  ((type *)arena_take_room((arena), (count), sizeof(type)))
#endif
