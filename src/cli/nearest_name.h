#ifndef CLI_NEAREST_NAME_H
#define CLI_NEAREST_NAME_H

#include <stddef.h>

/**
 * How many letters must be put in, taken out, changed or swapped with their neighbour to make one word of the
 * other. Source: restricted edit distance (Damerau 1964). Words over 63 bytes are as far apart as can be:
 * SIZE_MAX.
 */
size_t nearest_name_distance(const char *a, const char *b);

/** Keeps the name that is nearest to what was typed; { .typed = word } to begin. */
struct nearest_name {
    const char *typed;
    const char *name; /* NULL: none so far */
    size_t distance;
};
void nearest_name_offer(struct nearest_name *nearest, const char *name);

/** The nearest name, or NULL where none is near enough to be meant: at most a third of the word is wrong, or
 * it begins so. */
const char *nearest_name_found(const struct nearest_name *nearest);
#endif
