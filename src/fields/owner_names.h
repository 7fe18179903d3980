#ifndef FIELDS_OWNER_NAMES_H
#define FIELDS_OWNER_NAMES_H

#include <stdbool.h>

#include "base/span.h"

struct owner_names;

/** What a plan is known to mean by some words. */
struct known_name {
    struct span text;      /* as it was first seen */
    struct span expansion; /* of the plan's key; no text where the key has none */
    bool is_whole;         /* a name by itself, not only a word of names */
};

/** Is nothing known, or names NULL? */
bool owner_names_is_empty(const struct owner_names *names);

/** The name or word of a name that the text is, without regard to case; NULL where there is none or names is
 * NULL. */
const struct known_name *owner_names_find(const struct owner_names *names, struct span text);

/** The same for the text made of two pieces, one right behind the other: a word that was broken. */
const struct known_name *owner_names_find_joined(const struct owner_names *names, struct span first,
                                                 struct span second);
#endif
