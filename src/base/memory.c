#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void memory_set_up(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);
    mallopt(M_TRIM_THRESHOLD, 4 * 1024 * 1024);
#endif
}

void memory_exhausted(void)
{
    fputs("planrisk: error: out of memory; nothing was saved of the file being read\n", stderr);
    exit(2);
}

static void *insist(void *memory)
{
    if (!memory)
        memory_exhausted();
    return memory;
}

void *memory_new(size_t size)
{
    return insist(calloc(1, size ? size : 1));
}

void *memory_resize(void *old, size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes))
        insist(NULL);
    return insist(realloc(old, bytes ? bytes : 1));
}

char *memory_copy_text(const char *text, size_t length)
{
    char *copy = insist(malloc(length + 1));

    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

void *memory_grow(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity ? *capacity * 2 : 16;
    return memory_resize(items, *capacity, size);
}
