#ifndef GRAMMAR_PHRASE_BEGINNING_H
#define GRAMMAR_PHRASE_BEGINNING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "grammar/phrase_walk.h"

/**
 * How a phrase begins, by the low bits of its first three bytes; 0 stands for what is behind its first word.
 * A set of beginnings has PHRASE_BEGINNINGS numbers: by the first two bytes, with a bit for each third one.
 */
struct phrase_beginning {
    uint32_t number;
    uint32_t bit;
};

enum { PHRASE_BEGINNINGS = 32 * 32 };

static inline struct phrase_beginning phrase_beginning_of(unsigned char first, unsigned char second,
                                                          unsigned char third)
{
    return (struct phrase_beginning){ (first & 31u) << 5 | (second & 31u), UINT32_C(1)
                                                                               << (second ? third & 31 : 0) };
}

/**
 * Can a phrase begin the text, by one of two sets of beginnings? Most texts begin with three letters that no
 * phrase begins with: a test at little cost before what is dear.
 */
static inline bool phrase_may_begin(const uint32_t *one, const uint32_t *other, struct span text)
{
    const unsigned char *bytes = (const unsigned char *)text.text;
    size_t at = 0, end = text.length;

    if (!end || !phrase_walk_folds[bytes[0]]) /* few texts begin with a mark */
        at = phrase_walk_skip_marks(text, 0);
    if (at == end)
        return false;
    unsigned char first = bytes[at];
    unsigned char second = at + 1 < end ? bytes[at + 1] : 0;
    unsigned char third = at + 2 < end ? bytes[at + 2] : 0;

    if ((first | second | third) & 0x80)
        return true;
    struct phrase_beginning beginning =
        phrase_beginning_of(phrase_walk_folds[first], phrase_walk_folds[second], phrase_walk_folds[third]);

    return (one[beginning.number] | other[beginning.number]) & beginning.bit;
}
#endif
