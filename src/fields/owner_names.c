#include "fields/owner_names.h"

#include <string.h>

#include "base/arena.h"
#include "fields/owner_field.h"

/* Open addressing, never more than half full; a slot without text is empty. */
struct owner_names {
    struct arena *arena;
    struct known_name *slots;
    size_t room; /* a power of two */
    size_t count;
};

enum { FIRST_ROOM = 64 };

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static uint64_t hash_on(uint64_t hash, struct span text)
{
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)fold(text.text[i])) * 1099511628211U;
    return hash;
}

static uint64_t hash_of(struct span first, struct span second)
{
    return hash_on(hash_on(14695981039346656037U, first), second);
}

static bool is_joined(struct span whole, struct span first, struct span second)
{
    return whole.length == first.length + second.length &&
           span_same_ignoring_case((struct span){ whole.text, first.length, SPAN_NOWHERE }, first) &&
           span_same_ignoring_case((struct span){ whole.text + first.length, second.length, SPAN_NOWHERE },
                                   second);
}

static struct known_name *slot_of(const struct owner_names *names, struct span first, struct span second)
{
    size_t at = (size_t)hash_of(first, second) & (names->room - 1);

    while (names->slots[at].text.text && !is_joined(names->slots[at].text, first, second))
        at = (at + 1) & (names->room - 1);
    return &names->slots[at];
}

static const struct span nothing = { .text = "", .length = 0, .offset = SPAN_NOWHERE };

static void make_room(struct owner_names *names)
{
    if (names->room && 2 * (names->count + 1) <= names->room)
        return;
    struct known_name *old = names->slots;
    size_t old_room = names->room;

    names->room = old_room ? 2 * old_room : FIRST_ROOM;
    names->slots = ARENA_ARRAY(names->arena, names->room, struct known_name);
    for (size_t i = 0; i < old_room; i++)
        if (old[i].text.text)
            *slot_of(names, old[i].text, nothing) = old[i];
}

static struct known_name *put(struct owner_names *names, struct span text)
{
    make_room(names);
    struct known_name *slot = slot_of(names, text, nothing);

    if (!slot->text.text) {
        slot->text = arena_copy_span(names->arena, text);
        names->count++;
    }
    return slot;
}

struct owner_names *owner_names_new(struct arena *arena)
{
    struct owner_names *names = ARENA_NEW(arena, struct owner_names);

    names->arena = arena;
    return names;
}

/* The words of a name, so that one of them can be known again where a wrap broke it. */
static void put_words(struct owner_names *names, struct span text)
{
    size_t from = 0;

    for (size_t i = 0; i <= text.length; i++) {
        if (i < text.length && text.text[i] != ' ')
            continue;
        if (i > from + 3)
            put(names, span_part(text, from, i));
        from = i + 1;
    }
}

void owner_names_add(struct owner_names *names, struct span name, struct span expansion)
{
    name = span_trim(name);
    if (!name.length)
        return;
    struct known_name *known = put(names, name);

    known->is_whole = true;
    if (!known->expansion.text && expansion.text)
        known->expansion = arena_copy_span(names->arena, expansion);
    put_words(names, name);
    put_words(names, expansion);
}

bool owner_names_is_empty(const struct owner_names *names)
{
    return !names || !names->count;
}

const struct known_name *owner_names_find_joined(const struct owner_names *names, struct span first,
                                                 struct span second)
{
    if (owner_names_is_empty(names))
        return NULL;
    const struct known_name *slot = slot_of(names, first, second);

    return slot->text.text ? slot : NULL;
}

const struct known_name *owner_names_find(const struct owner_names *names, struct span text)
{
    return owner_names_find_joined(names, text, nothing);
}
