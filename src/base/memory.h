#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/**
 * Memory that is always there: running out of it ends the program with one line on standard error
 * and exit status 2 (SQLite rolls an open transaction back by itself), so no caller tests for it.
 */

/**
 * Large pieces that are freed go back to the system at once, where the C library can be told so. Without it
 * glibc keeps ever larger ones for later, and a long document's arrays move from hole to hole as they grow.
 * Small pieces stay for the next document: giving back what one of a thousand small files took, and asking
 * for it anew, would be a quarter of the time that it takes. Once, at the start.
 */
void memory_set_up(void);

/** Ends the program in that way, for a caller whose library has run out of memory. */
_Noreturn void memory_exhausted(void);

/** size zeroed bytes; free() them. */
void *memory_new(size_t size);

/** Like realloc of count elements of size bytes each, without overflow. */
void *memory_resize(void *old, size_t count, size_t size);

/** A copy of length bytes with a final NUL; free() it. */
char *memory_copy_text(const char *text, size_t length);

/**
 * Make room for one more element: doubles *capacity when count has reached it.
 * Use: list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
 */
void *memory_grow(void *items, size_t count, size_t *capacity, size_t size);
#endif
